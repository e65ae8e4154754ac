"""What hangs on how we counted? Who would enter or leave under other readings, in sentences."""

from __future__ import annotations

import re

import pandas as pd

from wcc_prioritise.exports.content import Paragraph, Section, Table, section
from wcc_prioritise.exports.wording import capital, head, listed, number, sentence
from wcc_prioritise.portfolio import Portfolio

_PATTERNS = (
    (r"worth", "with worth as the charter counts it"),
    (r"plain totals", "with plain totals (which pay small projects over again)"),
    (r"no chance of success", "if every project were sure to succeed"),
    (r"reference number (.+) people", r"with a reference number of \1 people a year"),
    (r"(scores|weights) pooled by group", r"with \1 pooled by voice group"),
    (r"(scores|weights) pooled by person", r"with \1 pooled by person"),
    (r"doing nothing (higher|lower) by (.+) points", r"if doing nothing stood \2 points \1"),
)


def reading_words(reading: str) -> str:
    """Say under which reading, in words that fit a sentence.

    Examples
    --------
    >>> reading_words("scores pooled by group"), reading_words("doing nothing lower by 10 points")
    ('with scores pooled by voice group', 'if doing nothing stood 10 points lower')
    """
    for pattern, words in _PATTERNS:
        if re.fullmatch(pattern, reading):
            return re.sub(pattern, words, reading)
    return f"with the reading {reading}"


def moved_sentences(portfolio: Portfolio) -> tuple[str, ...]:
    """Say who comes in and goes out under each other reading, and which leave the set as it is."""
    rows = _all_readings(portfolio)
    moved = [row for row in rows if row["enters"] or row["leaves"]]
    names = portfolio.appraisal.case.names
    said = [sentence(f"{reading_words(row['reading'])}, {movement(row, names)}") for row in moved]
    same = [reading_words(row["reading"]) for row in rows if row not in moved]
    if same:
        said.append(f"The set stays the same {'; '.join(same)}.")
    return tuple(said)


def _all_readings(portfolio: Portfolio) -> list[dict]:
    return pd.concat([portfolio.readings, portfolio.zero]).to_dict("records")


def movement(row: dict, names: pd.Series) -> str:
    """Say who comes in, by code and name, and who goes out, by the codes of the recommended set."""
    parts = []
    if row["enters"]:
        entering = listed(f"{code} {head(names[code])}" for code in row["enters"])
        parts.append(f"{entering} would come in")
    if row["leaves"]:
        parts.append(f"{listed(row['leaves'])} would go out")
    return "; ".join(parts)


def readings_section(portfolio: Portfolio) -> Section:
    """Show every other reading with its set, whether it moves anybody or not."""
    asked = reading_words(portfolio.arguments["reading"])
    rows = [
        (
            capital(reading_words(row["reading"])),
            listed(row["enters"], "nobody"),
            listed(row["leaves"], "nobody"),
            listed(row["chosen"], "nobody"),
            number(len(row["chosen"])),
        )
        for row in _all_readings(portfolio)
    ]
    return section(
        "Who would be chosen under other readings",
        [
            Paragraph(
                f"The recommended set is counted {asked}. The same limits and rules were put to "
                "each of the readings below. Doing nothing is moved a tenth of the scale either "
                "way."
            ),
            Table(
                "Sets under other readings, with whom each would bring in and put out",
                ("Reading", "Comes in", "Goes out", "The whole set", "Projects"),
                tuple(rows),
                align="llllr",
                widths=(4.5, 3.0, 3.0, 5.0, 1.5),
            ),
        ],
    )

"""Would our doubts change the answer? Bands, first places, funded shares, each with its error."""

from __future__ import annotations

from collections.abc import Iterator

from wcc_prioritise.exports.content import Block, Listing, Paragraph, Section, Table, section
from wcc_prioritise.exports.results import Results
from wcc_prioritise.exports.wording import (
    capital,
    counted,
    listed,
    number,
    people,
    percent,
    points,
    sentence,
    short,
)
from wcc_prioritise.portfolio.robust import FundedShare
from wcc_prioritise.robustness import Stress

SURE = ("every time", "sometimes", "never")


def share_with_error(share: float, error: float) -> str:
    """Write a share of draws with twice its Monte Carlo standard error.

    Examples
    --------
    >>> share_with_error(0.76, 0.0095), share_with_error(0.0, 0.0)
    ('76% (give or take 1.9)', '0% (in no draw)')
    """
    if share in (0.0, 1.0):
        return "0% (in no draw)" if share == 0 else "100% (in every draw)"
    return f"{percent(share)} (give or take {points(200 * error)})"


def how_sure_section(results: Results) -> Section | None:
    """Show how sure the order and the set are; None where neither was put to the test."""
    blocks = [
        *(_stressed(results.stress) if results.stress else ()),
        *(_funded(results.funded) if results.funded else ()),
    ]
    return section("How sure: would our doubts change the answer?", blocks) if blocks else None


def _stressed(stress: Stress) -> Iterator[Block]:
    runs, seed = stress.arguments["runs"], stress.arguments["seed"]
    yield Paragraph(
        f"{sentence(stress.words)} {number(runs)} draws with seed {seed:g}. {doubt_words(stress)} "
        "A band holds candidates that the doubt does not tell apart: each beats the first of its "
        "band in at least a quarter of the draws. Give or take: twice the error of counting draws."
    )
    if stress.warnings:
        yield Listing(stress.warnings)
    rows = tuple(
        (
            f"{row['candidate']} {short(row['name'])}",
            number(row["band"]),
            points(row["value"]),
            f"{points(row['low'])} to {points(row['high'])}",
            share_with_error(row["first"], row["error"]),
            row["how_sure"],
            f"{number(row['best'])} to {number(row['worst'])}",
        )
        for row in stress.table.to_dict("records")
    )
    yield Table(
        f"Candidates by band under {number(runs)} draws of the doubt: value (0 to 100) and places",
        ("Candidate", "Band", "Value", "Value, nine times in ten", "First, share of draws",
         "First", "Places reached"),
        rows,
        align="lrrrrlr",
        widths=(5.0, 1.1, 1.2, 2.4, 3.9, 1.8, 1.6),
    )  # fmt: skip


def doubt_words(stress: Stress) -> str:
    """Say what was drawn.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.robustness import stress
    >>> doubt_words(stress(wcc.appraise(wcc.read(wcc.sample("short"))), runs=10, seed=1))[:38]
    'Drawn were: whose values (each draw ta'
    """
    parts = [part.partition(": ") for part in stress.doubt.split("; ")]
    return f"Drawn were: {listed(f'{what} ({how})' if how else what for what, _, how in parts)}."


def _funded(funded: FundedShare) -> Iterator[Block]:
    runs, sets = number(funded.runs), funded.sets
    yield Paragraph(
        f"In each of {runs} draws the best set within the same limits and rules was found again: "
        f"{counted(len(sets), 'different set', 'different sets')}, the most frequent in "
        f"{percent(sets['share'].iloc[0])} of the draws. \u201cEvery time\u201d is 95% of the "
        "draws or more, \u201cnever\u201d 5% or fewer."
    )
    rows = tuple(
        (
            f"{row['candidate']} {short(row['name'])}",
            "in" if row["chosen"] else "out",
            share_with_error(row["share"], row["error"]),
            row["words"],
        )
        for row in funded.table.to_dict("records")
    )
    yield Table(
        f"In what share of {runs} draws the best set holds each candidate",
        ("Candidate", "In the set", "In the best set, share of draws", "In words"),
        rows,
        align="llrl",
        widths=(8.0, 2.4, 4.2, 2.4),
    )


def sure_in_short(results: Results) -> str:
    """Say on one or two lines how sure the order and the set are; empty where nothing was tried."""
    said = []
    if results.stress:
        stress = results.stress
        said.append(f"{stress.words.rstrip('.')} ({number(stress.arguments['runs'])} draws).")
    if results.funded:
        table = results.funded.table
        held = {word: list(table.loc[table["words"] == word, "candidate"]) for word in SURE}
        shown = [f"{word} {listed(held[word])}" for word in SURE[:2] if held[word]]
        said.append(
            f"In the best set when it is drawn again: {'; '.join(shown)}; never the other "
            f"{people(len(held[SURE[2]]))}."
        )
    return " ".join(map(capital, said))

"""Which tables may leave the organisation? Each with what it answers, every cell as text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcc_prioritise.appraisal import appraise
from wcc_prioritise.case import Case
from wcc_prioritise.challenge.materiality import recorded_arguments
from wcc_prioritise.exports.content import Table
from wcc_prioritise.exports.public_figures import (
    COLUMNS,
    GROUP_COLUMNS,
    agreement_rows,
    score_rows,
    weight_rows,
)
from wcc_prioritise.exports.public_people import interest_rows, panel_rows, without_rows
from wcc_prioritise.exports.public_words import Discreet, half_day
from wcc_prioritise.exports.rules import charter_section
from wcc_prioritise.portfolio import Portfolio, select
from wcc_prioritise.schema import TABLES
from wcc_prioritise.voices import final_set, minority_report

if TYPE_CHECKING:
    from wcc_prioritise.workshop import Workshop

FACTS = ("criteria", "candidates", "evidence", "measures", "limits", "rules", "gates")
"""Tables of the record that hold nothing that a person of the panel judged."""

SAID = {
    "decisions": (
        "What was decided, by which body, and why",
        ("decision", "body", "candidate", "what", "because", "conditions", "date", "review"),
    ),
    "departures": (
        "Where the decision departs from the computed set, and why",
        ("candidate", "departs", "because", "body", "date"),
    ),
    "comments": (
        "Comments, late or from the public, with their answers",
        ("comment", "source", "candidate", "criterion", "what", "received", "answer", "answered"),
    ),
    "promises": (
        "What was promised to whom, and whether it was kept",
        ("promise", "what", "whom", "due", "kept", "how"),
    ),
}
"""Free text that was said to be published: table, what it answers, its fields."""


@dataclass(frozen=True)
class Published:
    """A table as it is published.

    Attributes
    ----------
    name : str
        Of its file, without the ending.
    heading : str
        The part of the page under which it stands.
    table : Table
        What it answers, its headings and its cells.
    """

    name: str
    heading: str
    table: Table


def published_tables(
    workshop: Workshop, frozen: Sequence[Case], discreet: Discreet
) -> list[Published]:
    """Make every table of the publishable export.

    Parameters
    ----------
    workshop : Workshop
        The record.
    frozen : sequence of Case
        The case at each freeze, oldest first; the answers of the last are those of the record.
    discreet : Discreet
        Gives a cell as it may be published.
    """
    case = workshop.case()
    portfolio = recorded_set(case)

    def made(heading: str, name: str, about: str, columns: Iterable[str], rows: Iterable) -> None:
        cells = tuple(tuple(map(discreet, row)) for row in rows)
        tables.append(Published(name, heading, Table(about, tuple(columns), cells)))

    tables: list[Published] = []
    _known(made, case)
    _people(made, case)
    _figures(made, frozen)
    _chosen(made, case, portfolio)
    _said(made, case, portfolio)
    made("The day", "day", "When was it done? To the half-day", ("what", "when (UTC)"),
         _steps(workshop))  # fmt: skip
    return tables


Make = Callable[[str, str, str, Iterable[str], Iterable], None]


def recorded_set(case: Case) -> Portfolio | None:
    """Choose again as the last recorded choice did; None where the record holds no choice."""
    rows = case.calculations[case.calculations["verb"] == "select"]
    if rows.empty:
        return None
    return select(appraise(case), **recorded_arguments(json.loads(rows["arguments"].iloc[-1])))


def _known(made: Make, case: Case) -> None:
    heading = "What was known and agreed beforehand"
    charter = charter_section(case).blocks[-1]
    made(heading, "charter", "What was agreed before anybody scored", charter.columns, charter.rows)
    for name in FACTS:
        record, frame = TABLES[name], getattr(case, name)
        headings = [_heading(field, name) for name, field in record.model_fields.items()]
        more = [column for column in frame if column not in record.model_fields]
        rows = frame[[*record.model_fields, *more]].itertuples(index=False, name=None)
        about = record.about.split(". ")[0].rstrip(".")
        made(heading, name, about, (*headings, *more), rows)


def _heading(field, name: str) -> str:
    unit = (field.json_schema_extra or {}).get("unit")
    words = name.replace("_", " ")
    return f"{words} ({unit})" if unit else words


def _people(made: Make, case: Case) -> None:
    heading = "The panel"
    about = "How many people sat on the panel, by role where three or more held it"
    made(heading, "panel", about, ("voice group", "role", "people"), panel_rows(case))
    about = "Interests declared: how many, on which candidate, and what followed"
    columns = ("candidate", "what followed", "declarations")
    made(heading, "interests", about, columns, interest_rows(case))


def _figures(made: Make, frozen: Sequence[Case]) -> None:
    heading = "What people answered, as far as it may be told"
    cell = ("candidate", "criterion", "round")
    statement = ("statement", "before or after the discussion")
    for name, about, key, (panel, groups) in (
        ("scores", "Mean score of each candidate on each criterion, 0 to 100", cell,
         score_rows(frozen)),
        ("weights", "Mean weight of each criterion, in points out of 100", ("criterion",),
         weight_rows(frozen)),
        ("agreement", "Were people heard? Mean answers, 0 (not at all) to 100 (wholly)", statement,
         agreement_rows(frozen)),
    ):  # fmt: skip
        made(heading, name, about, (*key, *COLUMNS), panel)
        about = f"{about}: by voice group, where that may be told"
        made(heading, f"{name}_by_group", about, (*key, *GROUP_COLUMNS), groups)


def _chosen(made: Make, case: Case, portfolio: Portfolio | None) -> None:
    heading = "The set"
    about = "Which candidates the method chose within limits and rules, and which are in the end"
    columns = ("candidate", "name", "class", "in the computed set", "in after departures")
    made(heading, "set", about, columns, _members(portfolio) if portfolio else ())
    about = "Who would enter and who would leave the computed set without a voice group"
    columns = ("voice group left out", "enter", "leave", "in words")
    made(heading, "without_a_group", about, columns, without_rows(portfolio) if portfolio else ())


def _members(portfolio: Portfolio) -> Iterator[tuple]:
    a, final = portfolio.appraisal, final_set(portfolio)
    for code, name in a.case.names.items():
        inside = (code in portfolio.chosen, code in final)
        yield code, name, a.classes[code], *("yes" if held else "no" for held in inside)


def _said(made: Make, case: Case, portfolio: Portfolio | None) -> None:
    heading = "What was said, decided and answered"
    for name, (about, fields) in SAID.items():
        rows = getattr(case, name)[list(fields)].itertuples(index=False, name=None)
        made(heading, name, about, [field.replace("_", " ") for field in fields], rows)
    about = "Views that differ from the outcome, in lines that those they speak for accepted"
    columns = ("voice group", "candidate", "part", "text")
    made(heading, "minority", about, columns, _minority(portfolio) if portfolio else ())
    about = "Challenges, by ground, and their answers"
    columns = ("challenge", "ground", "candidate", "criterion", "what", "received", "outcome",
               "reasons", "what is done", "answered")  # fmt: skip
    made(heading, "challenges", about, columns, _challenges(case))


def _minority(portfolio: Portfolio) -> Iterator[tuple]:
    for line in minority_report(portfolio).published.to_dict("records"):
        yield line["group"], line["candidate"], line["part"], without_figures(line["text"])


def without_figures(text: str) -> str:
    """Take a group's own figures out of a line: its places, and points on a criterion.

    A group may accept a line in the words in which it was drafted earlier, points and all.

    Examples
    --------
    >>> without_figures("Evidence on Safety, where they score it 12 points higher than the room.")
    'Evidence on Safety, where they score it higher than the room.'
    """
    text = re.sub(r": it stands in place \S+ of their order and \S+ of the room's\.$", ".", text)
    return re.sub(r" \d+ points (higher|lower) than", r" \1 than", text)


def _challenges(case: Case) -> Iterator[tuple]:
    rows = case.challenges.merge(case.answers, on="challenge", how="left")
    fields = ("challenge", "ground", "candidate", "criterion", "what", "received", "outcome",
              "because", "remedy", "date")  # fmt: skip
    yield from rows[list(fields)].itertuples(index=False, name=None)


def _steps(workshop: Workshop) -> Iterator[tuple[str, str]]:
    """Say when the record was started, answers were shown, and it was frozen and signed."""
    entries, freezes = workshop.entries(), 0
    for row in entries[
        entries["kind"].isin(["start", "reveal", "freeze", "sign-off"])
    ].itertuples():
        freezes += row.kind == "freeze"
        if row.kind == "start":
            words = "the record was started"
        elif row.kind == "freeze":
            words = f"the record was frozen for sign-off (freeze {freezes})"
        elif row.kind == "sign-off":
            words = f"signed by the {json.loads(row.body)['text']}"
        else:
            words = row.words
        yield words, half_day(row.at)

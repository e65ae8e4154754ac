"""Who was there, what did they declare, and what happened when?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.exports.content import Paragraph, Section, Table, section
from wcc_prioritise.exports.heard import NIL
from wcc_prioritise.exports.record_papers import standing
from wcc_prioritise.exports.wording import capital, given, listed, missing, number
from wcc_prioritise.judgement import memberships
from wcc_prioritise.workshop.saying import EFFECTS
from wcc_prioritise.workshop.schedule import length_of, planned_and_actual

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

STEPS = {
    "attendance": "People arrive and leave",
    "interest": "Interests declared",
    "gut order": "Own orders, sealed",
    "swing": "Weights",
    "score": "Scores, round {round}",
    "reveal": "Answers revealed, round {round}",
    "discuss": "What to discuss is named",
    "calculation": "Sets and doubts worked out",
    "agreement": "Closing statements, round {round}",
    "departure": "Departures",
    "decision": "Decisions",
    "freeze": "The record is frozen",
}
"""Kinds of entries that stand for a step of the day, in words."""

ARRIVED = "arrived"

LENGTHS = {"short": "the two-hour path", "full": "a full day"}
"""Lengths of a day, in words."""

PLANNED = ("planned_from", "planned_minutes")
ACTUAL = ("actual_from", "actual_minutes")


def clock(at: str) -> str:
    """Give a moment of the record as a time of day.

    Examples
    --------
    >>> clock("2026-10-14T09:30:31.034483+00:00")
    '09:30'
    """
    return f"{datetime.datetime.fromisoformat(at).astimezone(datetime.UTC):%H:%M}"


def attendance_section(told: OfRecord) -> Section:
    """Show who was there by token and role, when they came and when they left."""
    case, came, left = told.case, {}, {}
    for entry in standing(told, "attendance"):
        person, arrived = entry.fields["person"], entry.fields["text"] == ARRIVED
        if arrived:
            came.setdefault(person, clock(entry.at))
            left.pop(person, None)
        else:
            why = f" ({entry.because})" if entry.because else ""
            left[person] = f"{clock(entry.at)}{why}"
    shares = memberships(case.people, case.voice_groups)
    rows = tuple(
        (
            row["person"],
            listed(row["roles"]),
            listed(shares.columns[shares.loc[row["person"]] > 0]),
            given(row["organisation"]),
            came.get(row["person"], _planned(row["attends_from"], "not on record")),
            left.get(row["person"], _planned(row["attends_to"], "stayed")),
        )
        for row in case.people.to_dict("records")
    )
    table = Table(
        "Who was there, by token: roles, voice group, and when they came and left",
        ("Token", "Roles", "Voice group", "Organisation", "Came", "Left"),
        rows,
        widths=(1.3, 3.6, 3.4, 4.0, 2.3, 2.6),
    )
    absent = listed(told.ledger.not_in_the_room, "none")
    return section(
        "Attendance",
        [table, Paragraph(f"Roles that were meant to be heard and were not there: {absent}.")],
    )


def _planned(time: object, otherwise: str) -> str:
    return otherwise if missing(time) else f"planned {time}"


def declarations_section(case: Case) -> Section:
    """Show what each person declared and what followed."""
    names = case.names
    rows = tuple(
        (
            row["person"],
            "every candidate" if row["candidate"] == "all" else
            f"{row['candidate']} {names[row['candidate']]}",
            "nil return" if _is_nil(row) else row["what"],
            EFFECTS[row["effect"]],
        )
        for row in case.interests.to_dict("records")
    )  # fmt: skip
    silent = [p for p in case.people["person"] if p not in set(case.interests["person"])]
    table = Table("Interests declared, and what followed", ("Token", "On", "Declared", "Effect"),
                  rows, widths=(1.5, 5.5, 6.0, 4.0))  # fmt: skip
    words = Paragraph(f"No declaration on record from: {listed(silent, 'nobody')}.")
    return section("Declarations of interest", [table if rows else None, words])


def _is_nil(row: dict) -> bool:
    return row["effect"] == "none" and str(row["what"]).casefold().strip() in NIL


def agenda_section(told: OfRecord) -> Section:
    """Show what was planned and what happened when, and say where the times come from."""
    screens = standing(told, "screen")
    if screens:
        rows = tuple(_screens(told))
        source = "The times are those at which each screen was put on the wall."
        columns, widths = ("Screen", "About", "From"), (9.0, 4.0, 4.0)
    else:
        rows = tuple(_steps(told))
        source = (
            "No screen of the day is in the record, so the times are those of the first and the "
            "last entry of each kind, and what each step took can't be held against its plan."
        )
        columns, widths = ("Step", "First entry", "Last entry", "Entries"), (8.0, 3.0, 3.0, 3.0)
    table = Table("The day as it went", columns, rows, widths=widths)
    return section(
        "Agenda: planned and as it went",
        [
            Paragraph(f"{_plan(told.case)} {source}"),
            table if rows else None,
            _against_the_plan(told, screens),
        ],
    )


def _against_the_plan(told: OfRecord, screens: list) -> Table:
    """Show the minutes planned for each step beside those that it took, as far as is known."""
    length = length_of(told.case)
    end = told.entries.set_index("seq")["at"].get(told.frozen.head.entries) if told.frozen else None
    rows = planned_and_actual(length, screens, end).to_dict("records")
    planned = tuple(
        (row["title"], *(_minutes(row[name], "not planned") for name in PLANNED)) for row in rows
    )
    caption = f"The plan of {LENGTHS[length]}, in minutes after its start"
    columns, widths = ("Step", "Planned from", "Planned"), (9.0, 4.0, 4.0)
    if not screens:
        return Table(caption, columns, planned, align="lrr", widths=widths)
    held = zip(planned, (_took(row) for row in rows), strict=True)
    return Table(
        f"{caption}, and as it went, in minutes after the first screen; a step that was shown "
        "again has all its minutes together",
        (*columns, "First shown", "Actual from", "Actual"),
        tuple((*plan, *actual) for plan, actual in held),
        align="lrrlrr",
        widths=(6.0, 2.2, 2.2, 2.2, 2.2, 2.2),
    )


def _took(row: dict) -> tuple[str, str, str]:
    """Give when a step was first shown and how long it took; what the record can't say is said."""
    if missing(row["first_shown"]):
        return "not shown", "not shown", "not shown"
    actual = (_minutes(row[name], "not known") for name in ACTUAL)
    return clock(row["first_shown"]), *actual


def _minutes(figure: object, otherwise: str) -> str:
    return otherwise if missing(figure) else number(figure)


def _plan(case: Case) -> str:
    begins, ends = case.people["attends_from"].dropna(), case.people["attends_to"].dropna()
    if begins.empty or ends.empty:
        return "Planned: the record holds no times that people were asked for."
    return (
        f"Planned: from {min(begins)} to {max(ends)}, the times that people were asked for; the "
        "minutes planned for each step are those of the product's own plan."
    )


def _screens(told: OfRecord) -> Iterator[tuple[str, str, str]]:
    """List the screens one after another; pages of one screen stand together."""
    last = None
    for entry in standing(told, "screen"):
        screen, _, _ = entry.fields["text"].partition(",")
        about = given(entry.fields.get("candidate") or entry.fields.get("criterion"), "")
        if (screen, about) != last:
            yield capital(screen), about or "the room", clock(entry.at)
        last = (screen, about)


def _steps(told: OfRecord) -> Iterator[tuple[str, str, str, str]]:
    """List the steps that entries tell of, in the order of their first entries."""
    found: dict[str, list[str]] = {}
    for entry in _of_the_day(told):
        words = STEPS[entry.kind].format(round=entry.fields.get("round") or 1)
        found.setdefault(words, []).append(entry.at)
    for words, times in sorted(found.items(), key=lambda step: min(step[1])):
        yield words, clock(min(times)), clock(max(times)), number(len(times))


def _of_the_day(told: OfRecord) -> Iterator:
    """Give the entries that were made while people were there, none of the opening."""
    end = told.frozen.head.entries if told.frozen else told.head.entries
    for kind in STEPS:
        yield from (entry for entry in standing(told, kind) if entry.seq <= end)


def reveals_section(told: OfRecord) -> Section:
    """Show when answers were shown, and why where the quorum was overridden."""
    names = told.case.criteria.set_index("criterion")["name"]
    rows = tuple(
        (
            _revealed(entry.fields, names),
            number(entry.fields.get("round") or 1),
            clock(entry.at),
            given(entry.because, "enough people had answered"),
        )
        for entry in standing(told, "reveal")
    )
    table = Table(
        "When answers were revealed; where fewer than the quorum had answered, why it was done",
        ("What", "Round", "When", "Reason on record"),
        rows,
        align="lrll",
        widths=(5.5, 1.5, 2.0, 8.0),
    )
    nothing = Paragraph("Nothing was revealed in the record.")
    return section("Reveals", [table if rows else nothing])


def _revealed(fields: dict, names: pd.Series) -> str:
    code = fields.get("criterion")
    return f"{code} {names[code]}" if code in names.index else capital(given(fields.get("text")))

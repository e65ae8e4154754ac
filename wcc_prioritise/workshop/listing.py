"""What was entered? The record as a table in words, whole or up to one point."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

from wcc_prioritise.tables import InputError
from wcc_prioritise.tables.faults import Fault, quoted
from wcc_prioritise.workshop.entry import Entry, moment
from wcc_prioritise.workshop.file import WorkshopFile
from wcc_prioritise.workshop.folding import Fold, undone_by
from wcc_prioritise.workshop.kinds import KINDS, NOT_SHOWN, number_of, table_of
from wcc_prioritise.workshop.saying import sentence, short

Point = int | str | datetime.datetime
"""Number of an entry, or a moment with its time zone."""

COLUMNS = (
    *("seq", "at", "by", "kind", "words", "because", "undone_by", "after_freeze"),
    *("body", "previous", "seal"),
)


def listed(
    entries: Sequence[Entry], kind: str | None = None, about: str | None = None
) -> pd.DataFrame:
    """Give the record, one row an entry.

    Parameters
    ----------
    entries : sequence of Entry
        The whole record.
    kind : str, optional
        Only entries of this kind.
    about : str, optional
        Only entries in which this code stands: of a candidate, a criterion, a person ...

    Returns
    -------
    DataFrame
        Columns seq, at, by, kind, words, because, undone_by (the entry that undid it), after_freeze
        (the number of the freeze it came after), body, previous, seal.
    """
    if kind not in (None, "start", "table"):
        table_of(kind, NOT_SHOWN)  # a misspelt kind is told
    about = None if about is None else str(about)
    undone, freezes, rows = undone_by(entries), 0, []
    for entry in entries:
        wanted = kind in (None, entry.kind) and (about is None or names(entry, about))
        if wanted:
            freeze = freezes or None
            rows.append(_row(entry, undone.get(entry.seq), freeze))
        freezes += entry.kind == "freeze"
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"seq": "int64", "undone_by": "float64", "after_freeze": "float64"})


def _row(entry: Entry, undone: int | None, freeze: int | None) -> tuple:
    words = short(sentence(entry.kind, entry.fields))
    told = (words, entry.because, undone, freeze, entry.body, entry.previous, entry.seal)
    return (entry.seq, entry.at, entry.by, entry.kind, *told)


def names(entry: Entry, code: str) -> bool:
    """Does a code stand in an entry?"""
    if code not in entry.body and entry.kind in ("table", *KINDS):
        return False
    body = entry.fields
    if entry.kind == "table":
        return any(code in row for row in body["rows"])
    return any(code == cell or (isinstance(cell, list) and code in cell) for cell in body.values())


def entries_to(file: WorkshopFile, at: Point) -> list[Entry]:
    """Give the entries up to one point.

    Parameters
    ----------
    file : WorkshopFile
        The open file.
    at : int, str or datetime
        Number of the last entry, or a moment with its time zone. Of a record whose clock was put
        back, all is given up to the last entry that is not after that moment.

    Raises
    ------
    InputError
        If there is no such entry, or nothing had been entered by then.
    """
    number = number_of(at)
    if number is not None:
        last = file.head.entries
        if 1 <= number <= last:
            return file.entries(to=number)
        allowed = f"the number of an entry, 1 to {last}"
        raise _no_point(f"entry {number}", allowed, "Correct the number.")
    until = datetime.datetime.fromisoformat(moment(_moment(at)))
    entries = file.entries()
    while entries and datetime.datetime.fromisoformat(entries[-1].at) > until:
        entries.pop()
    if not entries:
        first = file.entries(to=1)[0].at
        raise _no_point(f"{until.isoformat()}", f"a moment from {first} on", "Correct the moment.")
    return entries


def _moment(at: str | datetime.datetime) -> datetime.datetime:
    try:
        when = datetime.datetime.fromisoformat(at) if isinstance(at, str) else at
        if when.tzinfo is not None:
            return when
    except (ValueError, AttributeError):
        pass
    allowed = "the number of an entry, or a moment as 2026-09-30T14:00+01:00"
    raise _no_point(quoted(at), allowed, "Give the time zone too.")


def last_freeze(fold: Fold) -> int:
    """Give the number of the last freeze, or refuse where there was none."""
    if not fold.freezes:
        raise _no_point("a record that was never frozen", "a point", "Say since which entry.")
    return fold.freezes[-1]


def _no_point(found: str, allowed: str, do: str) -> InputError:
    return InputError([Fault("", None, "at", found, allowed, do)], NOT_SHOWN)

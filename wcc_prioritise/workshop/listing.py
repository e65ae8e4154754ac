"""What was entered? The record as a table, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import undone_by
from wcc_prioritise.workshop.kinds import KINDS, OWN_CALL, table_of
from wcc_prioritise.workshop.saying import sentence

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
    if kind is not None and kind not in ("start", "table", *OWN_CALL):
        table_of(kind)  # a misspelt kind is told
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
    words = sentence(entry.kind, entry.fields)
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

"""Which columns does a sheet have, and in which row do their names stand?"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.schema import TABLES, Charter, Record
from wcc_prioritise.tables.faults import fold

_FIRST_ROWS = 6
_LARGEST = 10**300  # a larger whole number is no float
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\ufffe\uffff\ud800-\udfff]")
_EDGES = re.compile(r"^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$")


@dataclass(frozen=True)
class Unreadable:
    """A cell that holds no value of its own: a formula, an error, the covered part of a merge."""

    found: str
    do: str


COVERED = Unreadable("", "")
"""A cell that a merge covers; the merge is reported, the cell is not."""


@dataclass(frozen=True)
class Sheet:
    """What does one file or sheet hold, cell for cell?

    Parameters
    ----------
    where : str
        What a person calls it: `scores.csv`, `sheet scores`.
    rows : list of list
        Cells by row; the first is row 1 of the spreadsheet. Rows may differ in length.
    commas : bool
        Whether a comma too many may have pushed the cells of a row to the right.
    merged : tuple of (first row, first column, last row, last column)
        Merged cells, counted from 1 as the spreadsheet does.
    """

    where: str
    rows: list[list[object]]
    commas: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Layout:
    """Which columns may a sheet have, and which must it have?

    Parameters
    ----------
    columns : tuple of str
        Columns it may have.
    needed : tuple of str
        Columns it must have.
    record : type of Record
        What one row is.
    upright : bool
        Whether each field is a row, as in the charter; further columns are then for the reader.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    record: type[Record]
    upright: bool = False


UPRIGHT = Layout(("item", "value"), ("item", "value"), Charter, upright=True)
"""The charter stands upright in a sheet: one row a rule."""


def layout_of(name: str, models: Mapping[str, type[Record]] = TABLES) -> Layout:
    """Which columns does the sheet of a table have?"""
    return UPRIGHT if name == "charter" else field_layout(name, models)


def field_layout(name: str, models: Mapping[str, type[Record]] = TABLES) -> Layout:
    """Which columns has a table whose every column is a field of its record?"""
    record = models[name]
    fields = record.model_fields
    needed = tuple(column for column, field in fields.items() if field.is_required())
    return Layout(tuple(fields), needed, record)


def headings_at(layout: Layout, rows: Sequence[Sequence[object]]) -> int | None:
    """In which of the first rows do the column names stand?

    Parameters
    ----------
    layout : Layout
        The columns to look for.
    rows : sequence of sequence
        Cells by row.

    Returns
    -------
    int or None
        Place of the row, counted from 0; None when no row looks like the column names.

    Examples
    --------
    >>> headings_at(layout_of("peers"), [["Areas like ours"], [], ["Area", "Peer", "Order"]])
    2
    """
    counts = [_matches(layout.columns, row) for row in rows[:_FIRST_ROWS]]
    enough = max(2, (len(layout.needed) + 1) // 2)
    if not counts or max(counts) < enough:
        return None
    return 0 if counts[0] >= enough else counts.index(max(counts))


def _matches(columns: Sequence[str], row: Sequence[object]) -> int:
    return len({fold(cell) for cell in row if isinstance(cell, str)} & set(map(fold, columns)))


def clean(value: object) -> object:
    r"""Give a cell without what nobody sees; a blank cell is None.

    Parameters
    ----------
    value : object
        Whatever a sheet or a data frame holds in one cell.

    Returns
    -------
    object
        The value; a list as one text, midnight as a date, a time of day as hours and minutes, an
        infinite number as text.

    Examples
    --------
    >>> clean(" \u00a0"), clean("P01\u200b "), clean(("a", "b"))
    (None, 'P01', 'a; b')
    """
    if isinstance(value, str):
        if value.isprintable():  # the quick way: then no space but the common one is in it
            return value.strip() or None
        return _EDGES.sub("", _UNSEEN.sub("", value)) or None
    if isinstance(value, (tuple, list)):
        return clean("; ".join(str(part) for part in value))
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float):
        return None if math.isnan(value) else float(value) if math.isfinite(value) else str(value)
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "a number too large"
    if isinstance(value, datetime.datetime):
        return value.date() if value.time() == datetime.time() else value
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S").removesuffix(":00")
    return value


def column_letter(place: int) -> str:
    """Name a column as the spreadsheet does.

    Examples
    --------
    >>> column_letter(0), column_letter(26)
    ('A', 'AA')
    """
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

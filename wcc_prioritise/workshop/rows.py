"""Which rows does a table have at one point of the record? Kept by key, given as a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from operator import itemgetter

import pandas as pd

from wcc_prioritise.schema import EXTRA_COLUMNS, TABLES
from wcc_prioritise.tables.fields import kind_of
from wcc_prioritise.tables.frames import frame_of
from wcc_prioritise.workshop.kinds import key_of, readers


class Row:
    """One row: its fields, and the number of the entry that said it."""

    def cells(self) -> dict[str, object]:
        """Every field that is not blank, by name."""
        return {name: cell for name, cell in vars(self).items() if name != _ENTRY}

    @property
    def said_in(self) -> int:
        """Number of the entry that said it."""
        return vars(self)[_ENTRY]


_ENTRY = " entry"  # no field has a space in its name


@cache
def row_type(table: str) -> type[Row]:
    """Give the type of the rows of a table, whose fields are blank unless they are said."""
    blank = {
        name: () if kind_of(field) == "list" else None
        for name, field in TABLES[table].model_fields.items()
    }
    return type(Row)(f"Row of {table}", (Row,), blank)


def _getter(table: str) -> Callable[[dict[str, object]], tuple | None]:
    """Give what reads the key of a row in one go, where it has several fields."""
    key = TABLES[table].key
    return itemgetter(*key) if len(key) > 1 else partial(key_of, table)


class Rows:
    """The rows of one table; a row with the key of an earlier one takes its place."""

    def __init__(self, table: str):
        self.table = table
        self._type = row_type(table)
        self._readers = readers(table)
        self._key_fields = _getter(table)
        self._prefix = EXTRA_COLUMNS.get(table)
        self._extras: dict[str, None] = {}
        self._by_key: dict[tuple, Row] = {}
        self._frame: pd.DataFrame | None = None
        self._new: list[Row] = []

    def __len__(self) -> int:
        """How many rows?"""
        return len(self._by_key)

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows in the order in which they were first said."""
        return iter(self._by_key.values())

    def get(self, key: tuple) -> Row | None:
        """Give the row with a key, if there is one."""
        return self._by_key.get(key)

    def codes(self) -> set:
        """Which codes does the first field of the key hold?"""
        return {key[0] for key in self._by_key}

    def put(self, fields: dict[str, object], entry: int, place: int = 0) -> Row:
        """Take in a row as an entry holds it; the mapping becomes the row's own."""
        for name, read in self._readers:
            if name in fields:
                fields[name] = read(fields[name])
        key = self._key(fields) or (entry, place)
        fields[_ENTRY] = entry
        row = self._type()
        row.__dict__ = fields
        if self._prefix:
            self._note_extras(fields)
        if key in self._by_key:
            self._frame = None
        self._by_key[key] = row
        self._new.append(row)
        return row

    def also(self, fields: dict[str, object]) -> pd.DataFrame:
        """Give the frame there would be with one more row, without taking it in."""
        would = Rows(self.table)
        would._extras, would._by_key = dict(self._extras), dict(self._by_key)
        would.put(fields, 0)
        return would.frame()

    def _key(self, fields: dict[str, object]) -> tuple | None:
        try:
            return self._key_fields(fields)
        except KeyError:  # a field of the key is blank
            return key_of(self.table, fields)

    def _note_extras(self, fields: dict[str, object]) -> None:
        for name in fields:
            if name.startswith(self._prefix) and name not in self._extras:
                self._extras[name] = None
                self._frame = None

    def frame(self) -> pd.DataFrame:
        """Give the rows as the frame that reading the table would give."""
        if self._frame is None:
            self._frame = self._made(list(self._by_key.values()))
        elif self._new:
            parts = [part for part in (self._frame, self._made(self._new)) if len(part)]
            self._frame = pd.concat(parts, ignore_index=True)
        self._new = []
        return self._frame

    def _made(self, rows: Sequence[Row]) -> pd.DataFrame:
        extras = {n: [vars(row).get(n) for row in rows] for n in self._extras}
        return frame_of(TABLES[self.table], rows, extras)

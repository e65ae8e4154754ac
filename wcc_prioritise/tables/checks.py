"""Is every row of a table what the schema allows? All faults of the table at once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated

import pandas as pd
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from wcc_prioritise.schema import NEEDED, Record
from wcc_prioritise.schema.cells import MaybeNumber
from wcc_prioritise.tables.faults import Fault, fold, near_miss, quoted
from wcc_prioritise.tables.fields import (
    EXTRA_WORDS,
    allowed_words,
    choices_of,
    kind_of,
)
from wcc_prioritise.tables.frames import frame_of
from wcc_prioritise.tables.grids import Grid
from wcc_prioritise.tables.layouts import Unreadable
from wcc_prioritise.tables.rows import Row

_NO_FIGURE = {"not_a_number", "not_whole", "not_a_date", "not_yes_or_no", "literal_error"}
_WORDLESS_KINDS = {"number", "whole", "score", "date", "choice", "yes"}


@dataclass(frozen=True, eq=False)
class Table:
    """The checked rows of one table.

    Parameters
    ----------
    name : str
        Name of the table.
    where : str
        File or sheet.
    frame : DataFrame
        The rows without a fault: every field of the record in the order of the schema, then further
        number columns.
    rows : tuple of int
        The row the spreadsheet shows, for each row of `frame`.
    places : mapping of str to int
        Charter only: the row of each item.
    spoilt : tuple of mapping
        What could be read of the key of each row that has a fault, so that a reference to it does
        not count as unknown.
    """

    name: str
    where: str
    frame: pd.DataFrame
    rows: tuple[int, ...]
    places: Mapping[str, int] = field(default_factory=dict)
    spoilt: tuple[Mapping[str, object], ...] = ()

    def known(self, column: str) -> frozenset:
        """Which codes does a key column hold, rows with a fault included?"""
        good = self.frame[column].dropna()
        return frozenset(good) | {keys[column] for keys in self.spoilt if column in keys}


def check_rows(grid: Grid, rows: Sequence[Row]) -> tuple[Table, list[Fault]]:
    """Check the rows of a sheet against the schema.

    Parameters
    ----------
    grid : Grid
        The sheet, with the faults found so far.
    rows : sequence of Row
        Its rows.

    Returns
    -------
    Table, list of Fault
        The rows without a fault, and every fault of the sheet from top to bottom.
    """
    return _Checker(grid).table(rows)


class _Checker:
    """Goes through the rows of one table and gathers its faults."""

    def __init__(self, grid: Grid):
        self.grid = grid
        self.record = grid.layout.record
        self._note = grid.fault

    def table(self, rows: Sequence[Row]) -> tuple[Table, list[Fault]]:
        """Check the rows, and give those without a fault with the faults of all."""
        rows = [row for row in rows if self._filled_in(row)]
        self._note_empty(rows)
        self._note_surplus(rows)
        errors = _errors(self.record, rows)
        extras = self._extras(rows, errors)
        self._note_errors(rows, errors)
        models = self._models(rows, errors)
        keys = [self._key(row, errors[i], models.get(i)) for i, row in enumerate(rows)]
        repeats = self._note_repeats(rows, keys)
        good = [i for i in models if i not in repeats]
        kept = {column: [cells[i] for i in good] for column, cells in extras.items()}
        frame = frame_of(self.record, [models[i] for i in good], kept)
        spoilt = tuple(keys[i] for i in sorted(set(range(len(rows))).difference(good)))
        numbers = tuple(rows[i].number for i in good)
        places = rows[0].places if rows else {}
        table = Table(self.grid.name, self.grid.where, frame, numbers, places, spoilt)
        return table, sorted(self.grid.faults, key=self._order)

    def _models(self, rows: Sequence[Row], errors: Sequence[list]) -> dict[int, Record]:
        """Give the records of the rows without a fault, by place."""
        good = [i for i, row in enumerate(rows) if self._good(row, errors[i])]
        records = _adapter(self.record).validate_python([rows[i].cells for i in good])
        return dict(zip(good, records, strict=True))

    def _order(self, fault: Fault) -> tuple[int, int]:
        columns = list(self.record.model_fields)
        column = columns.index(fault.column) if fault.column in columns else -1
        return (fault.row or 0, column)

    def _filled_in(self, row: Row) -> bool:
        without = self.record.blank_row_without
        readable = without in row.cells or without in row.reported
        return without is None or readable or without in self.grid.missing or row.shifted

    def _note_empty(self, rows: Sequence[Row]) -> None:
        if rows or self.grid.missing or self.grid.name not in NEEDED:
            return
        without = self.record.blank_row_without
        unfilled = without and self.grid.rows
        found = f"no row with {without}" if unfilled else "nothing: it is empty"
        name, where = self.grid.name, self.grid.where
        self.grid.faults.append(
            Fault(where, None, None, found, "at least one row", "Fill it in.", lacks=name)
        )

    def _note_surplus(self, rows: Sequence[Row]) -> None:
        if self.grid.name == "charter" and len(rows) > 1:
            found, do = f"{len(rows)} charters", "Keep one row."
            self._note(rows[1].number, None, found, "one charter", do)

    def _good(self, row: Row, errors: Sequence) -> bool:
        return not (errors or row.reported or row.shifted)

    def _extras(self, rows: Sequence[Row], errors: list[list]) -> dict[str, list[float | None]]:
        """Read the further number columns."""
        read: dict[str, list[float | None]] = {}
        for column in self.grid.extras.values():
            cells = [row.extras.get(column) for row in rows]
            read[column], wrong = _numbers(cells)
            for i in wrong:
                errors[i].append(("", "extra"))
                if not rows[i].shifted:
                    do = "Write the number alone."
                    self._note(rows[i].number, column, quoted(cells[i]), EXTRA_WORDS, do)
        return read

    def _note_errors(self, rows: Sequence[Row], errors: Sequence[list]) -> None:
        for i, (row, row_errors) in enumerate(zip(rows, errors, strict=True)):
            if row.shifted or self._good(row, row_errors):
                continue
            if not row.places and (said := _headings_again(self.record, row, row_errors, i == 0)):
                do = "Delete the row."
                self._note(row.number, None, said, "one row of column names", do)
                continue
            for column, kind in row_errors:
                if column and column not in row.reported and column not in self.grid.missing:
                    self._note_cell(row, column, kind)

    def _note_cell(self, row: Row, column: str, kind: str) -> None:
        info = self.record.model_fields.get(column)
        if info is None:  # a rule on the whole row; pydantic gives its words
            self._note(row.number, None, kind, "", "Correct the row.")
            return
        blank = column not in row.cells or kind == "too_short"
        found = _found_blank(column, row) if blank else quoted(row.cells[column])
        allowed = allowed_words(info)
        do = "Fill in the cell." if blank else _what_to_do(info, row.cells[column], kind)
        if row.places:
            place, found = row.places.get(column, row.number), f"{found} for {column}"
            self._note(place, "value", found, allowed, do)
        else:
            self._note(row.number, column, found, allowed, do)

    def _key(
        self, row: Row, errors: Sequence[tuple[str, str]], model: Record | None
    ) -> dict[str, Hashable]:
        """Read what can be read of the key of a row, whatever else is wrong with it."""
        if model is not None:
            return {column: getattr(model, column) for column in self.record.key}
        wrong = {column for column, _ in errors} | row.reported
        fields = self.record.model_fields
        return {
            column: _field_adapter(self.record, column).validate_python(row.cells[column])
            if column in row.cells
            else fields[column].get_default()
            for column in self.record.key
            if column not in wrong and column not in self.grid.missing
        }

    def _note_repeats(self, rows: Sequence[Row], keys: Sequence[dict]) -> set[int]:
        """Report each row whose key stands in an earlier row."""
        first: dict[tuple, int] = {}
        repeats = set()
        for i, key in enumerate(keys):
            if not key or len(key) < len(self.record.key) or rows[i].shifted:
                continue
            at = first.setdefault(tuple(key.values()), rows[i].number)
            if at != rows[i].number:
                repeats.add(i)
                self._note_repeat(rows[i].number, at, key)
        return repeats

    def _note_repeat(self, row: int, first: int, key: Mapping[str, object]) -> None:
        said = ", ".join(f"{value}" for value in key.values() if value is not None)
        found = f"{quoted(said)} again, as in row {first}"
        column = next(iter(key)) if len(key) == 1 else None
        allowed = f"each {' with '.join(key)} once" if len(key) < 3 else f"each {_and(key)} once"
        self._note(row, column, found, allowed, "Delete one of the two rows, or correct the code.")


def _and(names: Mapping[str, object]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}"


@cache
def _adapter(record: type[Record]) -> TypeAdapter:
    return TypeAdapter(list[record])


@cache
def _field_adapter(record: type[Record], column: str) -> TypeAdapter:
    info: FieldInfo = record.model_fields[column]
    return TypeAdapter(Annotated[info.annotation, *info.metadata])


_EXTRA = TypeAdapter(list[MaybeNumber])


def _errors(record: type[Record], rows: Sequence[Row]) -> list[list[tuple[str, str]]]:
    """Check all rows in one go; give field and kind of each error, row by row."""
    found: list[list[tuple[str, str]]] = [[] for _ in rows]
    try:
        _adapter(record).validate_python([row.cells for row in rows])
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            place, *column = one["loc"]
            said = (column[0], one["type"]) if column else (one["msg"], one["msg"])
            if said not in found[place]:
                found[place].append(said)
    return found


def _numbers(cells: Sequence[object]) -> tuple[list[float | None], list[int]]:
    """Read cells as numbers; give them, and the places of those that are none."""
    cells = [None if isinstance(cell, Unreadable) else cell for cell in cells]
    try:
        return _EXTRA.validate_python(cells), []
    except ValidationError as error:
        wrong = sorted({one["loc"][0] for one in error.errors(include_url=False)})
    kept = [None if i in set(wrong) else cell for i, cell in enumerate(cells)]
    return _EXTRA.validate_python(kept), wrong


def _found_blank(column: str, row: Row) -> str:
    if not column.startswith("anchor_"):
        return "blank"
    level = column.removeprefix("anchor_")
    return f"blank: {row.cells.get('criterion', 'the criterion')} has no words for {level}"


def _what_to_do(info: FieldInfo, cell: object, kind: str) -> str:
    if choices := choices_of(info):
        near = near_miss(cell, choices)
        return f"Did you mean {near!r}?" if near else "Choose one of them."
    if kind in ("not_a_number", "not_whole") and any(sign.isdigit() for sign in str(cell)):
        whole = "without decimals" if kind == "not_whole" else "without words or signs"
        return f"Write the number alone, {whole}."
    return "Correct the cell."


def _headings_again(
    record: type[Record], row: Row, errors: Sequence[tuple[str, str]], first: bool
) -> str | None:
    """Say so if a row is a row of headings: the names again, or words where figures belong."""
    cells = row.cells
    if len(cells) > 1 and all(fold(cell) == fold(column) for column, cell in cells.items()):
        return "the column names again"
    figures = [c for c in cells if kind_of(record.model_fields[c]) in _WORDLESS_KINDS]
    wrong = {column for column, kind in errors if kind in _NO_FIGURE}
    if first and len(figures) > 1 and wrong.issuperset(figures):
        said = ", ".join(quoted(cells[column]) for column in figures[:3])
        return f"what looks like a second row of headings ({said})"
    return None

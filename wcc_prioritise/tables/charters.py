"""How is a charter read that stands upright, one row a rule?"""

from __future__ import annotations

from wcc_prioritise.schema import Charter
from wcc_prioritise.tables.faults import fold, near_miss, quoted
from wcc_prioritise.tables.fields import allowed_words
from wcc_prioritise.tables.grids import Grid
from wcc_prioritise.tables.layouts import Unreadable
from wcc_prioritise.tables.rows import Row, note_unreadable

_ITEMS = {fold(item): item for item in Charter.model_fields}
_ITEM = "an item of the charter"


def charter_row(grid: Grid) -> list[Row]:
    """Turn the rows of an upright charter into one row.

    Parameters
    ----------
    grid : Grid
        The sheet, with the columns item and value; faults of its items are noted as faults of it.

    Returns
    -------
    list of Row
        One row, or none when nothing is there.
    """
    if grid.missing or not grid.rows:
        return []
    row = Row(grid.rows[0][0], {})
    unknown: list[tuple[int, object, object]] = []
    for number, item, value in _said(grid):
        if item is not None and fold(item) in _ITEMS:
            _take(grid, row, number, _ITEMS[fold(item)], value)
        elif item is not None or value is not None:
            unknown.append((number, item, value))
    for number, item, value in unknown:
        if meant := _note_unknown(grid, row, number, item):
            _take(grid, row, number, meant, value)
    _note_missing(grid, row)
    return [row]


def _said(grid: Grid) -> list[tuple[int, object, object]]:
    by_column = {column: place for place, column in grid.fields.items()}
    places = by_column["item"], by_column["value"]
    padded = ((number, [*cells, *[None] * (max(places) + 1)]) for number, cells in grid.rows)
    return [(number, cells[places[0]], cells[places[1]]) for number, cells in padded]


def _take(grid: Grid, row: Row, number: int, item: str, value: object) -> None:
    if item in row.places:
        found = f"{item} again, as in row {row.places[item]}"
        grid.fault(number, "item", found, "each item once", "Delete one of the two rows.")
        return
    row.places[item] = number
    if isinstance(value, Unreadable):
        row.reported.add(item)
        note_unreadable(grid, number, "value", value, f"{value.found} for {item}", item)
    elif value is not None:
        row.cells[item] = value


def _note_unknown(grid: Grid, row: Row, number: int, item: object) -> str | None:
    """Report an item that no charter has; give the one that was meant, if it is not there yet."""
    if item is None:
        grid.fault(number, "item", "a value without an item", _ITEM, "Name the item.")
        return None
    if isinstance(item, Unreadable):
        grid.fault(number, "item", item.found, _ITEM, item.do)
        return None
    meant = near_miss(item, [name for name in Charter.model_fields if name not in row.places])
    do = f"Did you mean {meant!r}?" if meant else "Correct the item, or delete the row."
    grid.fault(number, "item", f"an unknown item {quoted(item)}", _ITEM, do)
    return meant


def _note_missing(grid: Grid, row: Row) -> None:
    for item, info in Charter.model_fields.items():
        if info.is_required() and item not in row.places:
            row.reported.add(item)
            do = f"Add a row with the item {item} and its value."
            grid.fault(None, None, f"no item {item!r}", allowed_words(info), do)

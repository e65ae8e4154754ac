"""How is a charter read that stands upright, one row a rule?"""

from __future__ import annotations

from wcc_prioritise.schema import Charter
from wcc_prioritise.tables.checks import Row, unreadable
from wcc_prioritise.tables.faults import Fault, fold, near_miss, quoted
from wcc_prioritise.tables.fields import allowed_words
from wcc_prioritise.tables.grids import Grid
from wcc_prioritise.tables.layouts import Unreadable

_ITEMS = {fold(item): item for item in Charter.model_fields}


def charter_row(grid: Grid, faults: list[Fault]) -> list[Row]:
    """Turn the rows of an upright charter into one row.

    Parameters
    ----------
    grid : Grid
        The sheet, with the columns item and value.
    faults : list of Fault
        Gets what is wrong with the items.

    Returns
    -------
    list of Row
        One row, or none when no item is there.
    """
    if grid.missing or not grid.rows:
        return []
    by_column = {column: place for place, column in grid.fields.items()}
    row = Row(grid.rows[0][0], {})
    places: dict[str, int] = {}
    unknown: list[tuple[int, object, object]] = []
    for number, cells in grid.rows:
        item, value = (_at(cells, by_column[column]) for column in ("item", "value"))
        if fold(item) in _ITEMS and item is not None:
            _take(grid, row, places, (number, _ITEMS[fold(item)], value), faults)
        elif item is not None or value is not None:
            unknown.append((number, item, value))
    for number, item, value in unknown:
        meant = _note_unknown(grid, number, item, places, faults)
        if meant:
            _take(grid, row, places, (number, meant, value), faults)
    _note_missing(grid, row, places, faults)
    row.places = places
    return [row]


def _at(cells: list[object], place: int) -> object:
    return cells[place] if place < len(cells) else None


def _take(
    grid: Grid,
    row: Row,
    places: dict[str, int],
    said: tuple[int, str, object],
    faults: list[Fault],
) -> None:
    number, item, value = said
    if item in places:
        found = f"{item} again, as in row {places[item]}"
        faults.append(Fault(grid.where, number, "item", found, "each item once", "Delete one row."))
        return
    places[item] = number
    if isinstance(value, Unreadable):
        row.reported.add(item)
        for fault in unreadable(grid, number, item, value):
            found = f"{fault.found} for {item}"
            faults.append(Fault(fault.where, number, "value", found, fault.allowed, fault.do))
    elif value is not None:
        row.cells[item] = value


def _note_unknown(
    grid: Grid, number: int, item: object, places: dict[str, int], faults: list[Fault]
) -> str | None:
    """Report an item that no charter has; give the one that was meant, if it is not there yet."""
    if item is None:
        found, do = "a value without an item", "Name the item, or empty the cell."
        faults.append(Fault(grid.where, number, "item", found, "an item of the charter", do))
        return None
    if isinstance(item, Unreadable):
        faults += [Fault(grid.where, number, "item", item.found, "an item of the charter", item.do)]
        return None
    meant = near_miss(item, [name for name in Charter.model_fields if name not in places])
    do = f"Did you mean {meant!r}?" if meant else "Correct the item, or delete the row."
    found = f"an unknown item {quoted(item)}"
    faults.append(Fault(grid.where, number, "item", found, "an item of the charter", do))
    return meant


def _note_missing(grid: Grid, row: Row, places: dict[str, int], faults: list[Fault]) -> None:
    for item, info in Charter.model_fields.items():
        if info.is_required() and item not in places:
            row.reported.add(item)
            do = f"Add a row with the item {item} and its value."
            allowed = allowed_words(info)
            faults.append(Fault(grid.where, None, None, f"no item {item!r}", allowed, do))

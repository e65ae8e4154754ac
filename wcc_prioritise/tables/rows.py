"""What does each row of a sheet say, field by field?"""

from __future__ import annotations

from dataclasses import dataclass, field

from wcc_prioritise.tables.fields import EXTRA_WORDS, allowed_words
from wcc_prioritise.tables.grids import Grid
from wcc_prioritise.tables.layouts import Unreadable


@dataclass
class Row:
    """One row before it is checked: the cells that are not blank, by field."""

    number: int
    cells: dict[str, object]
    extras: dict[str, object] = field(default_factory=dict)
    reported: set[str] = field(default_factory=set)
    """Fields whose fault is told already."""
    shifted: bool = False
    places: dict[str, int] = field(default_factory=dict)
    """Charter only: the row of each item."""


def rows_of(grid: Grid) -> list[Row]:
    """Give the rows of a sheet by field.

    Parameters
    ----------
    grid : Grid
        The sheet; a formula or an error in a cell is noted as a fault of it.

    Returns
    -------
    list of Row
        The rows that are not blank.
    """
    return [_row(grid, number, cells) for number, cells in grid.rows]


def _row(grid: Grid, number: int, cells: list[object]) -> Row:
    row = Row(number, {}, shifted=number in grid.shifted)
    for columns, held in ((grid.fields, row.cells), (grid.extras, row.extras)):
        for place, column in columns.items():
            cell = cells[place] if place < len(cells) else None
            if isinstance(cell, Unreadable):
                row.reported.add(column)
                note_unreadable(grid, number, column, cell, cell.found)
            elif cell is not None:
                held[column] = cell
    return row


def note_unreadable(
    grid: Grid, number: int, column: str, cell: Unreadable, found: str, item: str | None = None
) -> None:
    """Note a cell without a value of its own, unless a merge covers it: that is noted elsewhere."""
    if cell.found:
        info = grid.layout.record.model_fields.get(item or column)
        allowed = EXTRA_WORDS if info is None else allowed_words(info)
        grid.fault(number, column, found, allowed, cell.do)

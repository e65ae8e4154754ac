"""Which column is which field, and what stands below the column names?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wcc_prioritise.schema import EXTRA_COLUMNS
from wcc_prioritise.tables.faults import Fault, fold, near_miss, quoted
from wcc_prioritise.tables.fields import allowed_words, extra_column
from wcc_prioritise.tables.layouts import (
    COVERED,
    Layout,
    Sheet,
    Unreadable,
    clean,
    column_letter,
    headings_at,
)

NO_COLUMN = "no such column"
"""What is found where a needed column is not there."""

_NAMED_AT_MOST = 8


@dataclass
class Grid:
    """A sheet whose columns are known, with the faults of its column names.

    Parameters
    ----------
    name : str
        Name of the table.
    where : str
        File or sheet.
    layout : Layout
        The columns it may and must have.
    heading_row : int
        Row of the column names.
    fields, extras : dict of int to str
        Field, or further number column, by place of the column.
    missing : list of str
        Columns it must have and has not.
    rows : list of (int, list)
        Row number and cells of every row that is not blank.
    shifted : set of int
        Rows with more cells than there are columns.
    faults : list of Fault
        What is wrong with the column names, merged cells and shifted rows.
    """

    name: str
    where: str
    layout: Layout
    heading_row: int = 1
    fields: dict[int, str] = field(default_factory=dict)
    extras: dict[int, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[object]]] = field(default_factory=list)
    shifted: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int | None, column: str | None, found: str, allowed: str, do: str) -> None:
        """Note one fault of this sheet."""
        self.faults.append(Fault(self.where, row, column, found, allowed, do))

    def used(self, place: int) -> list[tuple[int, object]]:
        """Which rows hold something in a column? Shifted rows do not count."""
        return [
            (number, cells[place])
            for number, cells in self.rows
            if place < len(cells) and cells[place] is not None and number not in self.shifted
        ]


def grid_of(name: str, sheet: Sheet, layout: Layout) -> Grid:
    """Find the column names of a sheet and say which column is which field.

    Parameters
    ----------
    name : str
        Name of the table.
    sheet : Sheet
        The cells.
    layout : Layout
        The columns to look for.

    Returns
    -------
    Grid
        Fields by column, the rows that are not blank, and the faults of the column names.
    """
    grid = Grid(name, sheet.where, layout)
    if not sheet.rows:
        return grid
    top = headings_at(layout, sheet.rows) or 0
    grid.heading_row = top + 1
    if top:
        above = "row 1" if top == 1 else f"rows 1 to {top}"
        grid.fault(top + 1, None, "the column names", "column names in row 1", f"Delete {above}.")
    headings = [_heading(cell) for cell in sheet.rows[top]]
    covered = _covered(grid, sheet, headings)
    grid.rows = list(_filled_rows(sheet, top, covered, len(headings)))
    _note_shifted(grid, sheet, len(headings))
    _match(grid, headings, covered)
    _note_missing(grid)
    return grid


def _heading(cell: object) -> str:
    return "" if isinstance(cell, Unreadable) else " ".join(str(clean(cell) or "").split())


def _covered(grid: Grid, sheet: Sheet, headings: list[str]) -> set[tuple[int, int]]:
    """Report merged cells that hold something; give row and place of every cell they cover."""
    covered: set[tuple[int, int]] = set()
    for first, left, last, right in sheet.merged:
        row = sheet.rows[first - 1] if first <= len(sheet.rows) else []
        held = clean(row[left - 1]) if left <= len(row) else None
        if first < grid.heading_row or held is None:
            continue
        heading = headings[left - 1] if left <= len(headings) else None
        place = f"{column_letter(left - 1)}{first}:{column_letter(right - 1)}{last}"
        found = f"merged cells {place} with {_shown(held)}"
        do = "Unmerge the cells and fill in every one of them."
        grid.fault(first, heading or None, found, "one value a cell", do)
        last = min(last, len(sheet.rows))
        span = ((r, c) for r in range(first, last + 1) for c in range(left - 1, right))
        covered |= {at for at in span if at != (first, left - 1)}
    return covered


def _shown(cell: object) -> str:
    return cell.found if isinstance(cell, Unreadable) else quoted(cell)


def _filled_rows(
    sheet: Sheet, top: int, covered: set[tuple[int, int]], width: int
) -> Iterator[tuple[int, list[object]]]:
    for number, row in enumerate(sheet.rows[top + 1 :], start=top + 2):
        cells = [clean(cell) for cell in row]
        if covered:
            cells += [None] * (width - len(cells))
            cells = [COVERED if (number, c) in covered else cell for c, cell in enumerate(cells)]
        if any(cell is not None and cell is not COVERED for cell in cells):
            yield number, cells


def _note_shifted(grid: Grid, sheet: Sheet, width: int) -> None:
    """Report each row of a text file that has more cells than there are columns."""
    if not sheet.commas:
        return
    for number, cells in grid.rows:
        filled = max((place + 1 for place, cell in enumerate(cells) if cell is not None), default=0)
        if filled > width:
            grid.shifted.add(number)
            do = "Put quotation marks around a text that holds the sign between the cells."
            grid.fault(number, None, f"{filled} cells", f"{width} cells, one a column", do)


def _match(grid: Grid, headings: list[str], covered: set[tuple[int, int]]) -> None:
    """Say which column is which field; what is left over is reported."""
    by_fold = {fold(column): column for column in grid.layout.columns}
    unknown: list[tuple[int, str]] = []
    for place in range(_width(grid, headings)):
        heading = headings[place] if place < len(headings) else ""
        if not heading:
            _note_unnamed(grid, place, covered)
        elif fold(heading) in by_fold:
            _take(grid, grid.fields, place, by_fold[fold(heading)])
        elif extra := extra_column(grid.name, heading):
            _take(grid, grid.extras, place, extra)
        else:
            unknown.append((place, heading))
    for place, heading in unknown:
        _note_unknown(grid, place, heading)


def _width(grid: Grid, headings: list[str]) -> int:
    rows = (len(cells) for number, cells in grid.rows if number not in grid.shifted)
    return max([len(headings), *rows])


def _take(grid: Grid, taken: dict[int, str], place: int, column: str) -> None:
    if column not in taken.values():
        taken[place] = column
        return
    first = column_letter(next(at for at, name in taken.items() if name == column))
    found = f"the column twice, as {first} and as {column_letter(place)}"
    grid.fault(grid.heading_row, column, found, "it once", "Delete or rename one of the two.")


def _note_unnamed(grid: Grid, place: int, covered: set[tuple[int, int]]) -> None:
    used = grid.used(place)
    if grid.layout.upright or not used or (grid.heading_row, place) in covered:
        return
    number, cell = used[0]
    found = f"no name for column {column_letter(place)}, with {_shown(cell)} in row {number}"
    do = "Name the column, or empty it."
    grid.fault(grid.heading_row, None, found, "a name for each column", do)


def _note_unknown(grid: Grid, place: int, heading: str) -> None:
    """Report a column that the table does not have; a misspelt one is read as what was meant."""
    absent = [column for column in grid.layout.columns if column not in grid.fields.values()]
    meant = near_miss(heading, absent)
    skipped = grid.layout.upright or not grid.used(place)
    if skipped and meant not in grid.layout.needed:
        return
    if meant:
        grid.fields[place] = meant
        do = f"Did you mean {meant!r}? Rename the column."
    elif near := near_miss(heading, grid.layout.columns):
        do = f"There is a column {near!r} already. Delete this one, or rename it."
    else:
        do = "Rename the column, or delete it."
    found = f"an unknown column {quoted(heading)}"
    grid.fault(grid.heading_row, heading, found, "" if meant else _may_have(grid, absent), do)


def _may_have(grid: Grid, absent: list[str]) -> str:
    named = ", ".join(absent[:_NAMED_AT_MOST]) + (" ..." if len(absent) > _NAMED_AT_MOST else "")
    prefix = EXTRA_COLUMNS.get(grid.name)
    parts = [f"a column of {grid.name}" + (f", such as {named}" if named else "")]
    return " or ".join(parts + ([f"one whose name begins with {prefix}"] if prefix else []))


def _note_missing(grid: Grid) -> None:
    fields = grid.layout.record.model_fields
    for column in grid.layout.needed:
        if column in grid.fields.values():
            continue
        grid.missing.append(column)
        allowed = "the columns item and value"
        if column in fields:
            allowed = allowed_words(fields[column])
        do = f"Add a column named {column} and fill it in."
        grid.fault(grid.heading_row, column, NO_COLUMN, allowed, do)

"""What do the tables hold, and what is wrong with them?"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from wcc_prioritise.schema import NEEDED, TABLES, Record
from wcc_prioritise.tables.charters import charter_row
from wcc_prioritise.tables.checks import Table, check_rows
from wcc_prioritise.tables.faults import Fault, InputError, fold, near_miss, quoted
from wcc_prioritise.tables.fields import DONT_KNOW, kind_of
from wcc_prioritise.tables.grids import grid_of
from wcc_prioritise.tables.layouts import (
    UPRIGHT,
    Layout,
    Sheet,
    clean,
    field_layout,
    headings_at,
    layout_of,
)
from wcc_prioritise.tables.rows import rows_of
from wcc_prioritise.tables.sources import find_sheets


def read_tables(
    path: str | os.PathLike, models: Mapping[str, type[Record]] = TABLES
) -> tuple[dict[str, Table], list[Fault]]:
    r"""What do a folder of CSV files or a workbook hold, and what is wrong with it?

    The name of a file or sheet is the name of its table; capitals, spaces and signs do not matter.
    Files and sheets with other names are left alone.

    Parameters
    ----------
    path : str or path-like
        A folder with CSV files, or one Excel workbook (.xlsx).
    models : mapping of str to type of Record
        What one row of each table is, by the name of the table: by default the tables of a
        workshop. Of others none is needed; no other table is named `charter`.

    Returns
    -------
    dict of str to Table, list of Fault
        The tables by name, with their rows that have no fault, and every fault of every table. A
        table of which nothing could be read, not even its codes, is left out.
        Faults between tables, such as a score by an unknown person, are for the case.

    Raises
    ------
    InputError
        If nothing can be read: there is no such path, it is neither a folder nor a workbook, it has
        a password, or it holds no table.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "peers.csv").write_text("area,peer,ordre\nHere,There,1\n")
    >>> tables, faults = read_tables(folder)
    >>> print(faults[0].words())
    peers.csv row 1, column ordre: found an unknown column 'ordre'. Did you mean 'order'? ...
    >>> tables["peers"].frame["order"].tolist()
    [1.0]
    """
    sheets, faults = find_sheets(Path(path), models)
    tables: dict[str, Table] = {}
    for name in models:
        if sheet := sheets.get(name):
            table, more = _checked(name, sheet, layout_of(name, models))
            faults += more
            if _can_be_referred_to(table):
                tables[name] = table
    return tables, faults


def _can_be_referred_to(table: Table) -> bool:
    """Are its codes known? If not, its fault is told, and no other table is measured by it."""
    nothing = not len(table.frame) and not any(table.spoilt)
    return not nothing or not (table.spoilt or table.name in NEEDED)


def check_frame(
    name: str, frame: pd.DataFrame, where: str | None = None
) -> tuple[Table, list[Fault]]:
    """Is a data frame what the schema allows for a table?

    Parameters
    ----------
    name : str
        Name of the table.
    frame : DataFrame
        Its rows; the index is left alone. The charter is one row, or upright with the columns item
        and value. A missing score (NaN or None) is a "don't know", as in every frame of this
        package; an empty text is a cell not yet filled in.
    where : str, optional
        What to call it in a fault; by default the name of the table.

    Returns
    -------
    Table, list of Fault
        The rows without a fault, and every fault; rows are counted from 2 as a sheet would.

    Raises
    ------
    InputError
        If there is no table of that name.

    Examples
    --------
    >>> frame = pd.DataFrame({"area": ["Here", "Here"], "peer": ["There", "There"]})
    >>> table, faults = check_frame("peers", frame)
    >>> print(faults[0].words())
    peers row 3: found 'Here, There' again, as in row 2; allowed: each area with peer once. ...
    """
    if name not in TABLES:
        raise unknown_table(name)
    rows = [[str(column) for column in frame.columns], *cells_of(TABLES[name], frame)]
    upright = name == "charter" and headings_at(UPRIGHT, rows[:1]) is not None
    layout = UPRIGHT if upright else field_layout(name)
    return _checked(name, Sheet(name if where is None else where, rows), layout)


def _checked(name: str, sheet: Sheet, layout: Layout) -> tuple[Table, list[Fault]]:
    grid = grid_of(name, sheet, layout)
    return check_rows(grid, charter_row(grid) if layout.upright else rows_of(grid))


def cells_of(record: type[Record], frame: pd.DataFrame) -> list[list[object]]:
    """Give the cells of a data frame row by row; a missing score becomes the words for it."""
    fields = record.model_fields
    scores = {fold(column) for column, info in fields.items() if kind_of(info) == "score"}
    places = [place for place, column in enumerate(frame.columns) if fold(column) in scores]
    rows = frame.astype(object).to_numpy().tolist()
    for row in rows if places else ():
        for place in places:
            if not isinstance(row[place], str) and clean(row[place]) is None:
                row[place] = DONT_KNOW
    return rows


def unknown_table(name: str, models: Mapping[str, type[Record]] = TABLES) -> InputError:
    """Give the error for a table that the schema does not have."""
    near = near_miss(name, models)
    return InputError.of(
        found=f"a table {quoted(name)}",
        allowed="one of: " + ", ".join(models),
        do=f"Did you mean {near!r}?" if near else "Correct the name.",
    )

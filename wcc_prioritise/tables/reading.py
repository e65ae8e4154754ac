"""Which tables does a folder or a workbook hold, and what is wrong with them?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from wcc_prioritise.schema import EVIDENCE_ONLY, NEEDED, TABLES
from wcc_prioritise.tables.charters import charter_row
from wcc_prioritise.tables.checks import Checker, Table, rows_of
from wcc_prioritise.tables.csv_files import read_csv
from wcc_prioritise.tables.faults import Fault, InputError, fold, near_miss, quoted
from wcc_prioritise.tables.fields import DONT_KNOW, kind_of
from wcc_prioritise.tables.layouts import (
    UPRIGHT,
    Layout,
    Sheet,
    clean,
    field_layout,
    headings_at,
    layout_of,
)
from wcc_prioritise.tables.workbooks import WORKBOOKS, read_workbook

_TEXT_FILES = (".csv", ".tsv")
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers")


def read_tables(path: str | os.PathLike) -> tuple[dict[str, Table], list[Fault]]:
    """What do a folder of CSV files or a workbook hold, and what is wrong with it?

    The name of a file or sheet is the name of its table; capitals, spaces and signs do not matter.
    Files and sheets with other names are left alone.

    Parameters
    ----------
    path : str or path-like
        A folder with CSV files, or one Excel workbook (.xlsx).

    Returns
    -------
    dict of str to Table, list of Fault
        The tables by name, with their rows that have no fault, and every fault of every table. Faults
        between tables, such as a score by an unknown person, are for `wcc_prioritise.case`.

    Raises
    ------
    InputError
        If nothing can be read: there is no such path, it is neither a folder nor a workbook, it has a
        password, or it holds no table.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "peers.csv").write_text("area,peer,ordre\\nHere,There,1\\n")
    >>> tables, faults = read_tables(folder)
    >>> print(faults[0].words())
    peers.csv row 1, column ordre: found an unknown column 'ordre'. Did you mean 'order'? Rename the column.
    >>> tables["peers"].frame["order"].tolist()
    [1.0]
    """
    path = Path(path)
    try:
        sheets, faults = _sheets(path)
    except PermissionError as error:
        found, allowed = "something that cannot be opened", "a folder or file that you may read"
        do = "Close it in every other program, then try again."
        raise InputError.of(where=path.name, found=found, allowed=allowed, do=do) from error
    tables: dict[str, Table] = {}
    for name in (name for name in TABLES if sheets.get(name)):
        tables[name], more = _checked(name, sheets[name], layout_of(name))
        faults += more
    return tables, faults + _missing(path, sheets)


def check_frame(name: str, frame: pd.DataFrame, where: str | None = None) -> tuple[Table, list[Fault]]:
    """Is a data frame what the schema allows for a table?

    Parameters
    ----------
    name : str
        Name of the table.
    frame : DataFrame
        Its rows; the index is left alone. The charter is one row, or upright with the columns item
        and value. A missing score (NaN or None) is a "don't know", as in every frame of this package.
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
    >>> faults[0].words()
    "peers row 3: found 'Here, There' again, as in row 2; allowed: each area with peer once. Delete one of the two rows, or correct the code."
    """
    if name not in TABLES:
        raise unknown_table(name)
    rows = [[str(column) for column in frame.columns], *cells_of(name, frame)]
    upright = name == "charter" and headings_at(UPRIGHT, rows[:1]) is not None
    layout = UPRIGHT if upright else field_layout(name)
    return _checked(name, Sheet(name if where is None else where, rows), layout)


def cells_of(name: str, frame: pd.DataFrame) -> list[list[object]]:
    """Give the cells of a data frame row by row; a missing score becomes the words for it."""
    scores = [
        fold(column) in {fold(f) for f, info in TABLES[name].model_fields.items() if kind_of(info) == "score"}
        for column in frame.columns
    ]
    rows = frame.astype(object).to_numpy().tolist()
    if any(scores):
        for row in rows:
            for place in (place for place, score in enumerate(scores) if score):
                unsaid = not isinstance(row[place], str) and clean(row[place]) is None
                row[place] = DONT_KNOW if unsaid else row[place]
    return rows


def unknown_table(name: str) -> InputError:
    """Give the error for a table that the schema does not have."""
    near = near_miss(name, TABLES)
    return InputError.of(
        found=f"a table {quoted(name)}",
        allowed="one of: " + ", ".join(TABLES),
        do=f"Did you mean {near!r}?" if near else "Correct the name.",
    )


def _checked(name: str, sheet: Sheet, layout: Layout) -> tuple[Table, list[Fault]]:
    from wcc_prioritise.tables.grids import grid_of

    grid = grid_of(name, sheet, layout)
    checker = Checker(grid)
    faults = checker.faults
    rows = charter_row(grid, faults) if layout.upright else list(rows_of(grid, faults))
    return checker.table(rows)


def _sheets(path: Path) -> tuple[dict[str, Sheet | None], list[Fault]]:
    """Find the tables of a path; one that is there but cannot be read is None, with a fault."""
    if path.is_dir():
        return _folder_sheets(path)
    if not path.exists():
        raise _no_such(path)
    if path.suffix.casefold() not in WORKBOOKS:
        raise _wrong_kind(path)
    names: dict[str, str] = {}
    found, faults = read_workbook(path, lambda titles: _candidates(titles, names))
    sheets, more = _named(names, found, "sheet")
    if not sheets:
        raise _no_table(path, "sheet", list(names) or found)
    return sheets, faults + more


def _candidates(titles: Iterable[str], names: dict[str, str]) -> list[str]:
    """Choose the sheets that may be tables; note the table that each name is near to."""
    for title in titles:
        if near := near_miss(title, TABLES):
            names[title] = near
    return list(names)

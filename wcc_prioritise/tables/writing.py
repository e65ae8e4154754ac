"""How are tables written, so that they read back to the same?"""

from __future__ import annotations

import csv
import datetime
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wcc_prioritise.schema import TABLES, Record
from wcc_prioritise.tables.csv_files import APOSTROPHE, RUNS
from wcc_prioritise.tables.faults import InputError, quoted
from wcc_prioritise.tables.fields import extra_column
from wcc_prioritise.tables.layouts import UPRIGHT, clean, headings_at
from wcc_prioritise.tables.reading import cells_of, unknown_table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
"""An Excel cell holds no more characters (Excel specifications and limits, Microsoft)."""

MADE = datetime.datetime(2020, 1, 1)
"""Creation date of every workbook, so that equal tables give equal files."""

_WHOLE = 1e15  # from here on a spreadsheet no longer shows every digit
_FIRST_DATE = datetime.date(1900, 3, 1)  # before it, Excel counts a day that never was


class ExactFloat(float):
    """A number that keeps all its digits; XlsxWriter would write 16 of the 17 it may have."""

    def __format__(self, form: str) -> str:
        """Write the shortest text that reads back to the same number."""
        return repr(plain(float(self)))


def write_folder(
    tables: Mapping[str, pd.DataFrame],
    folder: str | os.PathLike,
    models: Mapping[str, type[Record]] = TABLES,
) -> None:
    r"""Write tables as CSV files, one file a table.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Tables by name, as a case holds them. The charter is one row; it is written upright.
    folder : str or path-like
        Where to; made if it is not there. Other files in it are left alone.
    models : mapping of str to type of Record
        What one row of each table is; by default the tables of a workshop.

    Raises
    ------
    InputError
        If a name or a column is none of the schema, or a file cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> write_folder(
    ...     {"peers": pd.DataFrame({"area": ["=A"], "peer": ["B"], "order": [1.0]})}, folder
    ... )
    >>> (folder / "peers.csv").read_text()
    "area,peer,order\n'=A,B,1\n"
    """
    texts = {name: _csv_text(sheet_rows(name, frame, models)) for name, frame in tables.items()}
    for name, text in texts.items():
        with replacing(Path(folder) / f"{name}.csv") as part:
            part.write_bytes(text.encode("utf-8"))


def write_workbook(
    tables: Mapping[str, pd.DataFrame],
    path: str | os.PathLike,
    models: Mapping[str, type[Record]] = TABLES,
) -> None:
    """Write tables as one Excel workbook, one sheet a table.

    Equal tables give equal files, byte for byte.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Tables by name, as a case holds them. The charter is one row; it is written upright.
    path : str or path-like
        Name of the workbook (.xlsx).
    models : mapping of str to type of Record
        What one row of each table is; by default the tables of a workshop.

    Raises
    ------
    InputError
        If a name or a column is none of the schema, a text is too long for Excel, or the file
        cannot be written.
    """
    rows = {name: sheet_rows(name, frame, models) for name, frame in tables.items()}
    with replacing(workbook_path(path)) as part, new_workbook(part) as book:
        heading = book.add_format({"bold": True})
        writer = CellWriter(book)
        for name in (name for name in models if name in rows):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(rows[name][0]):
                sheet.set_column(place, place, len(column) + 4)
                sheet.write_string(0, place, column, heading)
            for number, row in enumerate(rows[name][1:], start=1):
                for place, cell in enumerate(row):
                    writer.write(sheet, number, place, cell)
        if not rows:
            book.add_worksheet("empty")


def workbook_path(path: str | os.PathLike) -> Path:
    """Give the path of a workbook, or refuse a name that no workbook has."""
    path = Path(path)
    if path.suffix.casefold() == ".xlsx":
        return path
    raise InputError.of(
        found=f"the name {path.name!r} for a workbook",
        allowed="a name that ends in .xlsx",
        do="Correct the name.",
    )


def sheet_rows(
    name: str, frame: pd.DataFrame, models: Mapping[str, type[Record]] = TABLES
) -> list[list[object]]:
    """Give a table as the rows of a sheet, column names first.

    Parameters
    ----------
    name : str
        Name of the table.
    frame : DataFrame
        The table, with columns in any order; the columns it lacks are not written.
    models : mapping of str to type of Record
        What one row of each table is; by default the tables of a workshop.

    Returns
    -------
    list of list
        Texts, numbers, dates; None is a blank cell. The charter stands upright.
    """
    if name not in models:
        raise unknown_table(name, models)
    columns = [str(column) for column in frame.columns]
    if name == "charter" and headings_at(UPRIGHT, [columns]) is not None:
        ordered = frame
    else:
        ordered = frame[_ordered(name, columns, models[name])]
    rows = [[plain(cell) for cell in row] for row in cells_of(models[name], ordered)]
    if name == "charter" and ordered is not frame:
        row = rows[0] if rows else [None] * len(ordered.columns)
        return [list(UPRIGHT.columns), *map(list, zip(ordered.columns, row, strict=True))]
    return [[str(column) for column in ordered.columns], *rows]


def _ordered(name: str, columns: Sequence[str], record: type[Record]) -> list[str]:
    fields = record.model_fields
    extras = [column for column in columns if extra_column(name, column) == column]
    unknown = [column for column in columns if column not in fields and column not in extras]
    if unknown:
        raise InputError.of(
            where=name,
            found="unknown columns: " + ", ".join(map(quoted, unknown)),
            allowed=f"columns of {name}: {', '.join(fields)}",
            do="Rename or drop them.",
        )
    return [*(column for column in fields if column in columns), *extras]


def plain(value: object) -> str | int | float | datetime.date | None:
    """Give a cell as a sheet can hold it: 9000.0 as 9000, yes and no in words.

    Examples
    --------
    >>> plain(9000.0), plain(0.5), plain(("GPs", "council")), plain(float("nan"))
    (9000, 0.5, 'GPs; council', None)
    """
    value = clean(value)
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (float, np.floating)):
        whole = float(value).is_integer() and abs(value) < _WHOLE
        return int(value) if whole else float(value)
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if value is None or isinstance(value, (int, datetime.date)):
        return value
    return " ".join(str(value).split())


def _csv_text(rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [_csv_cell(cell) for cell in row] for row in rows
    )
    return out.getvalue()


def _csv_cell(cell: object) -> object:
    """Escape a text that a spreadsheet would run."""
    if isinstance(cell, str) and RUNS.match(cell):
        return APOSTROPHE + cell
    return "" if cell is None else repr(cell) if isinstance(cell, float) else cell


@contextmanager
def new_workbook(path: Path) -> Iterator[Workbook]:
    """Open a new workbook whose bytes depend on its contents alone; it is closed at the end."""
    from xlsxwriter import Workbook

    with path.open("wb") as file:
        book = Workbook(file, {"in_memory": True})
        book.set_properties({"created": MADE})
        yield book
        book.close()


class CellWriter:
    """Writes cells so that a text stays a text, a number a number and a date a date."""

    def __init__(self, book: Workbook, **properties: object):
        self._plain = book.add_format(properties) if properties else None
        self._date = book.add_format({**properties, "num_format": "yyyy-mm-dd"})
        self._escaped = book.add_format({**properties, "quote_prefix": True})

    def write(self, sheet: Worksheet, row: int, place: int, cell: object) -> None:
        """Write one cell; rows and places are counted from 0, and None is left blank."""
        if isinstance(cell, str):
            if len(cell.encode("utf-16-le")) // 2 > LONGEST_CELL:
                raise _too_long(sheet.get_name(), row, cell)
            form = self._escaped if RUNS.match(cell) else self._plain
            sheet.write_string(row, place, cell, form)
        elif isinstance(cell, datetime.date):
            self._write_date(sheet, row, place, cell)
        elif cell is not None:
            sheet.write_number(row, place, ExactFloat(cell), self._plain)

    def _write_date(self, sheet: Worksheet, row: int, place: int, cell: datetime.date) -> None:
        if cell < _FIRST_DATE:
            sheet.write_string(row, place, cell.isoformat(), self._plain)
        else:
            sheet.write_datetime(row, place, cell, self._date)


def _too_long(sheet: str, row: int, cell: str) -> InputError:
    return InputError.of(
        where=f"sheet {sheet}",
        row=row + 1,
        found=f"a text of {len(cell):,} characters: {quoted(cell)}",
        allowed=f"at most {LONGEST_CELL:,} characters in a cell of Excel",
        do="Shorten the text, or write CSV files.",
    )


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path that takes the place of the file once all is written, or vanishes.

    Parameters
    ----------
    path : Path
        The file; the folders above it are made.

    Raises
    ------
    InputError
        If it cannot be written; what stood there before is as it was.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        os.replace(part, path)
    except OSError as error:
        raise InputError.of(
            where=path.name,
            found="a file that cannot be written",
            allowed="a place that you may write to, and a file that is closed",
            do="Close it in Excel, or choose another place.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)

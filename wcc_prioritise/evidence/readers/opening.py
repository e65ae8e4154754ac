"""What tables does a file hold? Text files and workbooks opened, their first rows looked at."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pandas as pd

from wcc_prioritise.evidence.readers.columns import texts, word
from wcc_prioritise.tables import InputError

TEXT_FILES = (".csv", ".tsv")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")

_LOOKED_AT = 25  # rows at the top of a table in which its headings may stand
_FIRST_BYTES = 65_536
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Source:
    """One table of a file: a CSV file, or a sheet of a workbook."""

    path: Path
    sheet: str
    """Name of the sheet; empty for a text file."""
    head: list[list[str]]
    """The first rows, as texts."""
    grid: list[list[object]] = field(default_factory=list, repr=False)
    """All rows of a sheet; empty for a text file."""
    delimiter: str = ","
    encoding: str = "utf-8"

    @property
    def file(self) -> str:
        """Name of the file, without its folder."""
        return self.path.name

    @property
    def where(self) -> str:
        """File and sheet, as an error names them."""
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file

    def below(self, at: int, places: Mapping[str, int], counted: Collection[str]) -> pd.DataFrame:
        """Give the columns asked for, of the rows below the headings.

        Parameters
        ----------
        at : int
            Where the headings stand, 0 for the first row.
        places : mapping of str to int
            Column to be made -> where it stands, 0 for the first.
        counted : collection of str
            The columns that hold numbers.

        Returns
        -------
        DataFrame
            One row a row of the source, blank ones too: texts as categories, numbers as they are.
            The index is the row as the spreadsheet shows it.

        Raises
        ------
        InputError
            If there is no row below the headings, or the rows do not fit them.
        """
        frame = self._of_grid(at, places) if self.sheet else self._of_text(at, places, counted)
        if frame.empty:
            raise InputError.of(
                where=self.where,
                row=at + 1,
                found="headings with no row below them",
                allowed="a row for each area and period",
                do="Download the file again.",
            )
        columns = {
            name: frame[name].array if name in counted else texts(frame[name].array)
            for name in places
        }
        rows = pd.RangeIndex(at + 2, at + 2 + len(frame))
        return pd.DataFrame(columns, index=rows, copy=False)

    def _of_grid(self, at: int, places: Mapping[str, int]) -> pd.DataFrame:
        rows = self.grid[at + 1 :]
        columns = {name: [row[place] for row in rows] for name, place in places.items()}
        return pd.DataFrame({name: pd.Series(c, dtype=object) for name, c in columns.items()})

    def _of_text(
        self, at: int, places: Mapping[str, int], counted: Collection[str]
    ) -> pd.DataFrame:
        named = {place: name for name, place in places.items()}
        titles = [named.get(i, f"_{i}") for i in range(len(self.head[at]))]
        how = {
            "sep": self.delimiter,
            "header": None,
            "names": titles,
            "index_col": False,
            "usecols": list(places),
            "skiprows": at + 1,
            "skip_blank_lines": False,
            "dtype": {name: "category" for name in places if name not in counted},
            "keep_default_na": False,
            "na_values": {name: [""] for name in counted},
            "low_memory": False,
        }
        try:
            frame = _as_written(self.path, self.encoding, how)
        except pd.errors.EmptyDataError:
            return pd.DataFrame({name: pd.Series(dtype=object) for name in places})
        except UnicodeDecodeError as error:
            raise _no_text(self.path) from error
        except pd.errors.ParserError as error:
            raise InputError.of(
                where=self.file,
                found=f"rows that do not fit the headings ({_plainly(error)})",
                allowed="as many cells in a row as there are headings, quotation marks in pairs",
                do="Correct the row, or open the file in a spreadsheet and save it again.",
            ) from error
        return frame


def _as_written(path: Path, encoding: str, how: dict[str, object]) -> pd.DataFrame:
    """Read a text file; columns of codes such as 007, that look like numbers, once more."""
    try:
        frame = _decoded(path, encoding, how)
    except pd.errors.ParserError as error:
        if "Too many columns" not in str(error):
            raise
        frame = _decoded(path, encoding, how | {"usecols": None})  # rows shorter than the headings
    turned = [
        name
        for name in how["dtype"]
        if not pd.api.types.is_string_dtype(frame[name].cat.categories)
    ]
    if turned and len(frame):
        again = _decoded(path, encoding, how | {"usecols": None, "dtype": str})
        for name in turned:
            frame[name] = again[name].astype(object)
    return frame


def _decoded(path: Path, encoding: str, how: dict[str, object]) -> pd.DataFrame:
    try:
        return pd.read_csv(path, encoding=encoding, **how)
    except UnicodeDecodeError:  # as old spreadsheets write
        return pd.read_csv(path, encoding="cp1252", **how)


def opened(path: Path) -> list[Source]:
    """Open a file: one source for a text file, one for each sheet of a workbook.

    Raises
    ------
    InputError
        If the file is empty, cannot be read, or is neither a text file nor a workbook.
    """
    try:
        if path.suffix.casefold() in TEXT_FILES:
            return [_text_file(path)]
        if path.suffix.casefold() in WORKBOOKS:
            return _workbook(path)
    except PermissionError as error:
        raise InputError.of(
            where=path.name,
            found="a file that cannot be opened",
            allowed="a file that is closed and that you may read",
            do="Close it in every other program, then try again.",
        ) from error
    raise InputError.of(
        where=path.name,
        found=f"a file that ends in {path.suffix}" if path.suffix else "a file without an ending",
        allowed=f"a table that ends in {', '.join((*TEXT_FILES, *WORKBOOKS))}",
        do="Give the file as it was downloaded, or save it as CSV.",
    )


def empty(where: str) -> InputError:
    """Say that a file or sheet has no rows."""
    return InputError.of(
        where=where,
        found="nothing: it is empty",
        allowed="a table with a row of headings and rows below it",
        do="Download it again.",
    )


def _text_file(path: Path) -> Source:
    with path.open("rb") as file:
        start = file.read(_FIRST_BYTES)
    if not start.strip():
        raise empty(path.name)
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if wide else "utf-8"
    text = start.decode(encoding, errors="ignore").removeprefix("\ufeff")
    if "\0" in text:
        raise _no_text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = [[" ".join(c.split()) for c in record] for record in islice(records, _LOOKED_AT)]
    except csv.Error as error:
        raise _no_text(path) from error
    if not any(any(row) for row in head):
        raise empty(path.name)
    return Source(path, "", head, delimiter=delimiter, encoding=encoding)


def _workbook(path: Path) -> list[Source]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        with CalamineWorkbook.from_path(path) as book:
            worksheets = [s.name for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
            grids = {name: _grid(book, name) for name in worksheets}
    except PermissionError:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise InputError.of(
            where=path.name,
            found="something that is not a workbook, or a damaged or locked one",
            allowed="a workbook without a password",
            do="Open it in a spreadsheet, take a password away, and save it as .xlsx.",
        ) from error
    sheets = [
        Source(path, name, [[word(cell) for cell in row] for row in grid[:_LOOKED_AT]], grid)
        for name, grid in grids.items()
    ]
    if not any(sheet.grid for sheet in sheets):
        raise empty(path.name)
    return sheets


def _grid(book: object, name: str) -> list[list[object]]:
    """Give the cells of a sheet, from its first row to the last that holds anything."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    return rows


def _no_text(path: Path) -> InputError:
    return InputError.of(
        where=path.name,
        found="a file that is no text, under the name of a text file",
        allowed="a CSV file",
        do="Open it in a spreadsheet and save it as 'CSV UTF-8'.",
    )


def _plainly(error: Exception) -> str:
    return " ".join(str(error).removeprefix("Error tokenizing data. C error: ").split())

"""What does an Excel workbook hold?"""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wcc_prioritise.tables.faults import Fault, InputError, quoted
from wcc_prioritise.tables.layouts import Sheet, Unreadable

if TYPE_CHECKING:
    from openpyxl import Workbook

WORKBOOKS = (".xlsx", ".xlsm")
"""How the name of a workbook that can be read ends."""

_OLD_FORMAT = bytes.fromhex("d0cf11e0")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZEROS = re.compile(r"0{2,}")


def read_workbook(
    path: Path, choose: Callable[[list[str]], Iterable[str]]
) -> tuple[dict[str, Sheet], list[Fault]]:
    """Read the sheets of a workbook that are asked for.

    Parameters
    ----------
    path : Path
        The workbook.
    choose : callable
        Gets the names of all sheets, gives the names of those to read.

    Returns
    -------
    dict of str to Sheet, list of Fault
        Sheets by name, hidden ones too, and a fault for each sheet that is damaged.

    Raises
    ------
    InputError
        If the file is not a workbook that can be read.
    """
    book = _opened(path)
    try:
        titles = [sheet.title for sheet in book.worksheets]
        chosen = list(choose(titles))
        merged = _merged(path, chosen)
        sheets, faults = {}, []
        for title in chosen:
            try:
                sheets[title] = _sheet(book, title, merged.get(title, ()))
            except Exception:  # openpyxl raises whatever the damaged part provokes
                faults += _damaged(f"sheet {title}").faults
        return sheets, faults
    finally:
        book.close()


def _opened(path: Path) -> Workbook:
    from openpyxl import load_workbook

    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start.startswith(_OLD_FORMAT):
            raise _not_a_workbook(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it cannot write back
            return load_workbook(path, read_only=True, data_only=False)
    except InputError:
        raise
    except PermissionError as error:
        raise InputError.of(
            where=path.name,
            found="a workbook that cannot be opened",
            allowed="a workbook that is closed and that you may read",
            do="Close it in Excel, then try again.",
        ) from error
    except Exception as error:  # openpyxl raises whatever the damaged part provokes
        raise _damaged(path.name) from error


def _not_a_workbook(path: Path) -> InputError:
    locked = _ENCRYPTED in path.read_bytes()
    return InputError.of(
        where=path.name,
        found="a workbook with a password" if locked else "a workbook of an old format",
        allowed="an .xlsx workbook without a password",
        do="Open it in Excel, take the password away and save it."
        if locked
        else "Open it in Excel and save it as .xlsx.",
    )


def _damaged(where: str) -> InputError:
    return InputError.of(
        where=where,
        found="something that is not an Excel workbook, or a damaged one",
        allowed="an .xlsx workbook",
        do="Open it in Excel and save it again as .xlsx.",
    )


def _merged(path: Path, titles: Iterable[str]) -> dict[str, tuple]:
    """Find merged cells by a second, quick look; openpyxl does not see them when it streams."""
    from python_calamine import CalamineError, CalamineWorkbook

    found = {}
    try:
        with CalamineWorkbook.from_path(path) as book:
            for title in titles:
                ranges = book.get_sheet_by_name(title).merged_cell_ranges or ()
                found[title] = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in ranges)
    except (CalamineError, OSError):
        return {}  # what cannot be read twice is reported by the first reader
    return found


def _sheet(book: Workbook, title: str, merged: tuple) -> Sheet:
    sheet = book[title]
    sheet.reset_dimensions()  # some programs write a size that is too small
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a date that Excel cannot hold becomes an error cell
        rows = [_trimmed([_cell(cell) for cell in row]) for row in sheet.iter_rows()]
    while rows and not rows[-1]:
        rows.pop()
    hidden = " (hidden)" if sheet.sheet_state != "visible" else ""
    return Sheet(f"sheet {title}{hidden}", rows, merged=merged)


def _trimmed(row: list[object]) -> list[object]:
    while row and row[-1] is None:
        row.pop()
    return row


def _cell(cell: object) -> object:
    """Give a cell as it looks: a code that is shown as 007 stays 007."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        formula = quoted(getattr(value, "text", value))
        return Unreadable(f"the formula {formula}", "It holds a formula; paste its value.")
    if cell.data_type == "e":
        return Unreadable(f"the Excel error {quoted(value)}", "Replace it by a value.")
    if isinstance(value, str):
        return value.replace("_x000D_", " ") if "_x000D_" in value else value
    if type(value) is int and _ZEROS.fullmatch(form := cell.number_format):
        return str(value).zfill(len(form))
    return value if not isinstance(value, datetime.timedelta) else str(value)

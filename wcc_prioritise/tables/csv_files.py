"""What does a CSV file hold, however it was saved?"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from wcc_prioritise.tables.faults import InputError, fold, quoted
from wcc_prioritise.tables.layouts import Sheet, Unreadable

APOSTROPHE = "'"
"""Written before a text that a spreadsheet would run; taken away again on reading."""

ESCAPED = re.compile(r"'+[=+\-@]")
RUNS = re.compile(r"'*[=+\-@]")

_DELIMITERS = ",;\t|"
_FORMULA = re.compile(
    r"=[\s+\-(]*("
    r"[A-Z][A-Z0-9.]*\s*\("  # a function
    r"|\$?[A-Z]{1,3}\$?[0-9]{1,7}(?![A-Z0-9 ]*[A-Z])"  # a cell
    r"|('[^']+'|[A-Z0-9_]+)!"  # another sheet
    r"|[0-9.]+\s*([-+*/^&)]|$)"  # a sum
    r'|"[^"]*"\s*(&|$))',  # a joined text
    re.IGNORECASE,
)


def read_csv(path: Path, columns: Sequence[str]) -> Sheet:
    """Read one CSV file, whatever its encoding and the sign between its cells.

    Parameters
    ----------
    path : Path
        The file.
    columns : sequence of str
        The column names that are expected; the sign between the cells is the one that finds them.

    Returns
    -------
    Sheet
        Its cells, row by row as a spreadsheet would show them.

    Raises
    ------
    InputError
        If the file cannot be opened or is no text, or its quotation marks do not pair.
    """
    text = _text(_bytes(path), path.name).removeprefix("\ufeff")
    delimiter, text = _delimiter(text, columns)
    rows: list[list[object]] = []
    try:
        for record in _records(text, delimiter):
            rows.append([_cell(cell) for cell in record])
    except csv.Error as error:
        raise InputError.of(
            where=path.name,
            row=len(rows) + 1,
            found="quotation marks that do not pair",
            allowed='text in quotation marks, as "one, two"; a quotation mark in it is doubled',
            do="Correct the row, or open the file in a spreadsheet and save it again.",
        ) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return Sheet(path.name, rows, commas=True)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError.of(
            where=path.name,
            found="a file that cannot be opened",
            allowed="a file that is closed and that you may read",
            do="Close it in every other program, then try again.",
        ) from error


def _text(data: bytes, where: str) -> str:
    """Decode a file; a file that is no text is refused rather than read as rubbish."""
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        return text
    workbook = data.startswith(b"PK")
    raise InputError.of(
        where=where,
        found="a workbook under the name of a CSV file" if workbook else "a file that is no text",
        allowed="a CSV file",
        do="Open it in a spreadsheet and save it as 'CSV UTF-8'.",
    )


def _encoding(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in data[:2]:
        return "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str, columns: Sequence[str]) -> tuple[str, str]:
    """Choose the sign between the cells; a first line `sep=;` says it and is not a row."""
    if said := re.match(r'"?sep=(.)"?\r?\n?', text, re.IGNORECASE):
        return said[1], text[said.end() :]
    wanted = {fold(column) for column in columns}
    return max(_DELIMITERS, key=lambda sign: _fit(text, sign, wanted)), text


def _fit(text: str, sign: str, wanted: set[str]) -> tuple[int, int]:
    """How many expected names does a sign find in the first rows; if none, how many cells?"""
    head = "\n".join(text[:20_000].splitlines()[:6])
    names = cells = 0
    try:
        for record in _records(head, sign):
            names += len({fold(cell) for cell in record} & wanted)
            cells += len(record)
    except csv.Error:
        pass  # a quoted text runs past the rows that were looked at
    return names, 0 if names else cells


def _cell(cell: str) -> object:
    if not cell:
        return None
    if cell[0] == APOSTROPHE and ESCAPED.match(cell):
        return cell[1:]
    if cell[0] == "=" and _FORMULA.match(cell):
        return Unreadable(
            f"the formula {quoted(cell)}",
            "It holds a formula; paste its value. If it is a text, put an apostrophe before it.",
        )
    return cell

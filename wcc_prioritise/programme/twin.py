"""How does the programme look in Excel, for people to edit?"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.programme.calendar import quarter_words
from wcc_prioritise.programme.scheduling import Programme
from wcc_prioritise.programme.twin_layout import (
    EDITED,
    ENTRIES,
    FIRST,
    HOW_TO,
    PROJECTS,
    STARTS,
    TO_LOOK_AT,
    edited_rows,
    project_rows,
    to_look_at,
)
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables.entries import entry_rule
from wcc_prioritise.tables.fields import kind_of
from wcc_prioritise.tables.layouts import column_letter
from wcc_prioritise.tables.writing import (
    CellWriter,
    new_workbook,
    plain,
    replacing,
    workbook_path,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LISTS = "Lists"
_SPARE_ROWS = 500
_NARROW, _WIDE = 16, 34
_HEADING = {"bold": True, "border": 1, "bg_color": "#005EB8", "font_color": "#FFFFFF"}
_LOCKED = {"text_wrap": True, "valign": "top", "bg_color": "#E8EDEE"}
_OPEN = {"text_wrap": True, "valign": "top", "locked": False}
_MAY = {
    option: True
    for option in ("format_columns", "format_rows", "insert_rows", "delete_rows", "sort")
}
_FORMS = {"text": "@", "list": "@", "date": "yyyy-mm-dd"}


def write_programme(programme: Programme, path: str | os.PathLike) -> None:
    """Write the programme as a workbook that people can edit and that reads back.

    A sheet with the projects (start and roles can be changed), one each for benefits, risks,
    stakeholders and gates, with drop-downs; headings are locked without a password. What anybody
    wrote is text: a cell that begins with =, +, - or @ is never run. Equal programmes give equal
    files.

    Parameters
    ----------
    programme : Programme
        The projects in time.
    path : str or path-like
        Name of the workbook (.xlsx).

    Raises
    ------
    InputError
        If the name is no workbook's, a text is too long for Excel, or the file can't be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import read_programme, schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> programme = schedule(wcc.select(appraisal, limits={"gross_3yr": 900}), "2027-04")
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "programme.xlsx"
    >>> write_programme(programme, path)
    >>> read_programme(path, programme).broken
    ()
    """
    with replacing(workbook_path(path)) as part, new_workbook(part) as book:
        _front(book, programme)
        _projects(book, programme)
        for table in EDITED:
            _edited(book, programme, table)
        _read_only(book, TO_LOOK_AT, to_look_at(programme))
        lists = book.add_worksheet(_LISTS)
        lists.write_column(0, 0, _quarters(programme))
        lists.very_hidden()


def _quarters(programme: Programme) -> list[str]:
    return [quarter_words(programme.start, quarter) for quarter in range(programme.quarters)]


def _front(book: Workbook, programme: Programme) -> None:
    sheet = book.add_worksheet(FIRST)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 110)
    case = programme.portfolio.appraisal.case
    title = CellWriter(book, bold=True, font_size=16)
    text = CellWriter(book, text_wrap=True, valign="top")
    title.write(sheet, 0, 0, f"Programme of {case.charter.organisation}")
    words = [case.charter.notice, programme.summary(), *HOW_TO]
    for row, line in enumerate((line for line in words if line), start=2):
        text.write(sheet, row, 0, line)
    sheet.protect()


def _projects(book: Workbook, programme: Programme) -> None:
    table = project_rows(programme)
    sheet = book.add_worksheet(PROJECTS)
    _headings(book, sheet, list(table.columns))
    locked, free = CellWriter(book, **_LOCKED), CellWriter(book, num_format="@", **_OPEN)
    blank = book.add_format({"num_format": "@", **_OPEN})
    for place, column in enumerate(table.columns):
        for row, cell in enumerate(table[column], start=1):
            if column in ENTRIES and cell is None:
                sheet.write_blank(row, place, None, blank)
            else:
                (free if column in ENTRIES else locked).write(sheet, row, place, plain(cell))
    place = table.columns.get_loc(STARTS)
    rule = {
        "validate": "list",
        "source": f"={_LISTS}!$A$1:$A${programme.quarters}",
        "error_message": "Choose a quarter of the programme.",
    }
    if len(table):
        sheet.data_validation(1, place, len(table), place, rule)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _edited(book: Workbook, programme: Programme, table: str) -> None:
    """Lay out one table of the schema: locked headings, and cells to fill in below them."""
    rows = edited_rows(programme, table)
    sheet = book.add_worksheet(table)
    last = len(rows) + _SPARE_ROWS
    _headings(book, sheet, list(rows.columns))
    for place, (column, info) in enumerate(TABLES[table].model_fields.items()):
        form = {"num_format": _FORMS.get(kind_of(info), "General"), **_OPEN}
        width = _NARROW if column == "candidate" or kind_of(info) not in _FORMS else _WIDE
        sheet.set_column(place, place, width, book.add_format(form))
        writer = CellWriter(book, **form)
        for row, cell in enumerate(rows[column], start=1):
            writer.write(sheet, row, place, plain(cell))
        rule = _codes(programme) if column == "candidate" else None
        if rule := rule or entry_rule(table, column, (), place):
            sheet.data_validation(1, place, last, place, rule)
    sheet.protect("", _MAY)


def _codes(programme: Programme) -> dict[str, object]:
    last = len(programme.starts) + 1
    return {
        "validate": "list",
        "source": f"={PROJECTS}!$A$2:$A${max(last, 2)}",
        "error_message": "Choose a project of the sheet projects.",
    }


def _read_only(book: Workbook, name: str, table: pd.DataFrame) -> None:
    sheet = book.add_worksheet(name)
    _headings(book, sheet, list(table.columns))
    writer = CellWriter(book, **_LOCKED)
    for row, cells in enumerate(table.to_numpy().tolist(), start=1):
        for place, cell in enumerate(cells):
            writer.write(sheet, row, place, plain(cell))
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 110)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _headings(book: Workbook, sheet: Worksheet, columns: list[str]) -> None:
    heading = book.add_format(_HEADING)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _NARROW if len(column) < 10 else _WIDE)
        sheet.write_string(0, place, column, heading)
    sheet.freeze_panes(1, 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letter(len(columns) - 1)}{999}"})

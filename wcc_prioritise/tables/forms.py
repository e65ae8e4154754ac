"""How does the blank form look? One workbook to fill in, with its explanations inside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from pydantic.fields import FieldInfo

from wcc_prioritise.schema import FORM, NEEDED, TABLES, Charter
from wcc_prioritise.tables.entries import entry_rule
from wcc_prioritise.tables.fields import (
    blank_words,
    example_of,
    filled_words,
    kind_of,
    unit_of,
)
from wcc_prioritise.tables.layouts import UPRIGHT
from wcc_prioritise.tables.reading import unknown_table
from wcc_prioritise.tables.writing import (
    CellWriter,
    new_workbook,
    replacing,
    sheet_rows,
    workbook_path,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FIRST_SHEET = "Read me first"

_SPARE_ROWS = 1_000
_CHARTER_COLUMNS = (*UPRIGHT.columns, "meaning", "allowed", "if left blank", "example")
_CHARTER_WIDTHS = (24, 40, 60, 40, 24, 34)
_WIDTHS = {"number": 14, "whole": 14, "score": 14, "date": 14, "list": 28}
_WIDE_TEXT = 34
_TYPED = ("text", "list")  # kinds of cell that keep what is typed
_CODE_WIDTH = 16

_STEPS = (
    "Fill in the sheets marked 'needed' first, in the order of the list below; then those that "
    "help.",
    "Leave row 1 of every sheet as it is. Each row below it is one thing: one candidate, one "
    "person, one score.",
    "Rest the pointer on a column name to see what belongs there, in which unit, and an example.",
    "Where a cell offers a list, choose from it. A list of codes grows as you fill in the other "
    "sheet.",
    "Leave a cell blank if nothing is known. Blank is never counted as zero.",
    "On the sheet scores, a row without a score is a row not yet filled in; write don't know if "
    "the person cannot say.",
    "No names of people: a person is a token such as S01. Keep the list of names elsewhere.",
    "Write values, not formulas, and merge no cells. Save as .xlsx.",
)


@dataclass(frozen=True)
class _Looks:
    """The formats of a form; told apart by dark and pale, so that they show in grey as well."""

    title: Format
    text: Format
    needed: Format
    optional: Format
    link: Format


def write_form(
    path: str | os.PathLike,
    tables: Mapping[str, pd.DataFrame] | None = None,
    names: Iterable[str] | None = None,
) -> None:
    """Write a workbook to fill in: explanations, drop-downs and, if given, rows to start from.

    Parameters
    ----------
    path : str or path-like
        Name of the workbook (.xlsx).
    tables : mapping of str to DataFrame, optional
        Rows to start from, by table. A missing score is written as "don't know"; leave the column
        `score` out where it is still to be given.
    names : iterable of str, optional
        The tables that get a sheet, by default all that are filled in before the day; tables with
        rows to start from always do.

    Raises
    ------
    InputError
        If a name is none of the schema, or the file cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from wcc_prioritise.tables.reading import read_tables
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "form.xlsx"
    >>> write_form(path, names=["areas"], tables={"peers": pd.DataFrame({"area": ["A"]})})
    >>> tables, faults = read_tables(path)
    >>> sorted(tables), faults[0].row, faults[0].column
    (['areas', 'peers'], 2, 'peer')
    """
    tables = dict(tables or {})
    wanted = {*tables, *(FORM if names is None else names)}
    for name in wanted.difference(TABLES):
        raise unknown_table(name)
    shown = [name for name in TABLES if name in wanted]
    with replacing(workbook_path(path)) as part, new_workbook(part) as book:
        looks = _looks(book)
        _front_page(book.add_worksheet(FIRST_SHEET), shown, looks)
        for name in shown:
            sheet = book.add_worksheet(name)
            start = tables.get(name, pd.DataFrame())
            if name == "charter":
                _charter_sheet(book, sheet, start, looks)
            else:
                _table_sheet(book, sheet, name, start, shown, looks)


def _looks(book: Workbook) -> _Looks:
    heading = {"bold": True, "border": 1, "valign": "top"}
    dark = {"bg_color": "#005EB8", "font_color": "#FFFFFF"}
    pale = {"bg_color": "#E8EDEE", "font_color": "#212B32"}
    return _Looks(
        title=book.add_format({"bold": True, "font_size": 18}),
        text=book.add_format({"text_wrap": True, "valign": "top"}),
        needed=book.add_format(heading | dark),
        optional=book.add_format(heading | pale),
        link=book.add_format({"underline": 1, "font_color": "#005EB8", "valign": "top"}),
    )


def _front_page(sheet: Worksheet, shown: Sequence[str], looks: _Looks) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 90)
    sheet.write_string(0, 0, "A form for one prioritisation workshop", looks.title)
    row = 2
    for number, step in enumerate(_STEPS, start=1):
        sheet.write_string(row, 0, f"Step {number}", looks.text)
        sheet.write_string(row, 2, step, looks.text)
        row += 1
    row = _colours(sheet, row + 1, looks)
    _contents(sheet, row + 1, shown, looks)


def _colours(sheet: Worksheet, row: int, looks: _Looks) -> int:
    sheet.write_string(row, 0, "white on dark", looks.needed)
    sheet.write_string(row, 2, "a column or item that must be filled in", looks.text)
    sheet.write_string(row + 1, 0, "dark on pale", looks.optional)
    sheet.write_string(row + 1, 2, "a column or item that may stay blank", looks.text)
    return row + 2


def _contents(sheet: Worksheet, row: int, shown: Sequence[str], looks: _Looks) -> None:
    for place, words in enumerate(("sheet", "needed?", "what it holds")):
        sheet.write_string(row, place, words, looks.optional)
    ordered = [*(n for n in shown if n in NEEDED), *(n for n in shown if n not in NEEDED)]
    for name in ordered:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", looks.link, name)
        sheet.write_string(row, 1, "needed" if name in NEEDED else "if it helps", looks.text)
        sheet.write_string(row, 2, TABLES[name].about, looks.text)


def _table_sheet(
    book: Workbook,
    sheet: Worksheet,
    name: str,
    start: pd.DataFrame,
    shown: Sequence[str],
    looks: _Looks,
) -> None:
    """Lay out the sheet of one table: names, explanations, entry rules and the rows given."""
    fields = TABLES[name].model_fields
    held = sheet_rows(name, start)
    extras = [column for column in held[0] if column not in fields]
    last = len(held) + _SPARE_ROWS
    sheet.freeze_panes(1, 1)
    for place, column in enumerate([*fields, *extras]):
        _column(book, sheet, name, column, place, looks)
        rule = entry_rule(name, column, shown, place) if column in fields else None
        if rule:
            sheet.data_validation(1, place, last, place, rule)
    _fill_in(book, sheet, name, held, [*fields, *extras])


def _fill_in(
    book: Workbook, sheet: Worksheet, name: str, held: list[list[object]], columns: list[str]
) -> None:
    """Write the rows to start from, each cell in the format of its column."""
    writers = {form: CellWriter(book, num_format=form) for form in ("@", "General")}
    for column in held[0]:
        info = TABLES[name].model_fields.get(column)
        typed = info is not None and kind_of(info) in _TYPED
        place, at = columns.index(column), held[0].index(column)
        for number, row in enumerate(held[1:], start=1):
            writers["@" if typed else "General"].write(sheet, number, place, row[at])


def _column(
    book: Workbook, sheet: Worksheet, name: str, column: str, place: int, looks: _Looks
) -> None:
    info = TABLES[name].model_fields.get(column)
    needed = info is not None and info.is_required()
    sheet.write_string(0, place, column, looks.needed if needed else looks.optional)
    if info is not None:
        sheet.write_comment(0, place, _explanation(info), {"x_scale": 2.2, "y_scale": 1.6})
    kind = "number" if info is None else kind_of(info)  # a further column holds numbers
    width = _WIDTHS.get(kind) or (_CODE_WIDTH if _is_code(name, column) else _WIDE_TEXT)
    sheet.set_column(place, place, max(width, len(column) + 2), _cell_format(book, kind))


def _is_code(name: str, column: str) -> bool:
    record = TABLES[name]
    chosen = kind_of(record.model_fields[column]) in ("choice", "yes")
    return chosen or column in record.key or column in record.refers


def _cell_format(book: Workbook, kind: str) -> Format | None:
    """Keep what is typed as it is typed: 007 stays 007, and 1-2 does not become a date."""
    if kind in _TYPED:
        return book.add_format({"num_format": "@"})
    return book.add_format({"num_format": "yyyy-mm-dd"}) if kind == "date" else None


def _explanation(info: FieldInfo) -> str:
    """Say what belongs under a column name, for the comment on it."""
    lines = [
        f"{info.description[:1].upper()}{info.description[1:]}.",
        f"Unit: {unit_of(info)}." if unit_of(info) else "",
        "" if kind_of(info) in _TYPED else f"Allowed: {filled_words(info)}.",
        f"{blank_words(info).capitalize()}.",
        f"Example: {example_of(info)}." if example_of(info) else "",
    ]
    return "\n".join(line for line in lines if line)


def _charter_sheet(book: Workbook, sheet: Worksheet, start: pd.DataFrame, looks: _Looks) -> None:
    """Lay out the charter: one row an item, with its meaning and what is allowed beside it."""
    held = {row[0]: row[1] for row in sheet_rows("charter", start)[1:]}
    sheet.freeze_panes(1, 2)
    for place, (column, width) in enumerate(zip(_CHARTER_COLUMNS, _CHARTER_WIDTHS, strict=True)):
        look = looks.needed if column in UPRIGHT.needed else looks.optional
        sheet.write_string(0, place, column, look)
        sheet.set_column(place, place, width)
    for row, (item, info) in enumerate(Charter.model_fields.items(), start=1):
        sheet.write_string(row, 0, item, looks.needed if info.is_required() else looks.optional)
        _charter_value(book, sheet, row, info, held.get(item))
        allowed = "text" if kind_of(info) in _TYPED else filled_words(info)
        words = (info.description, allowed, blank_words(info), example_of(info))
        for place, text in enumerate(words, start=2):
            if text:
                sheet.write_string(row, place, text, looks.text)
        if rule := entry_rule("charter", item, (), 1, row):
            sheet.data_validation(row, 1, row, 1, rule)


def _charter_value(
    book: Workbook, sheet: Worksheet, row: int, info: FieldInfo, cell: object
) -> None:
    kinds = {"text": "@", "list": "@", "date": "yyyy-mm-dd"}
    look = {"text_wrap": True, "valign": "top", "num_format": kinds.get(kind_of(info), "General")}
    sheet.write_blank(row, 1, None, book.add_format(look))
    CellWriter(book, **look).write(sheet, row, 1, cell)

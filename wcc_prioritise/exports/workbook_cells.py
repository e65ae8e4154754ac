"""How is a cell of the workbook written, so that finance can follow it and nobody's text runs?"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import clean
from wcc_prioritise.exports.wording import missing, short
from wcc_prioritise.tables.writing import CellWriter, plain

if TYPE_CHECKING:
    import datetime

    from xlsxwriter.worksheet import Worksheet

LONGEST = 16_000
"""Letters of a text in one cell; half of what Excel holds, for some letters count twice."""

LONGEST_HEADER = 200
"""Letters of the notice at the head of each printed page; Excel takes 255 with its signs."""

LONGEST_PROPERTY = 255
"""Office programs take no longer text among the properties of a file."""

NARROW, WIDE = 12, 48
"""Widths of columns, in letters."""


class Book:
    """A workbook being written, its sheets in the order of the names given.

    Parameters
    ----------
    names : sequence of str
        Names of the sheets, ours alone.
    notice : str
        Printed at the head of every page; may be empty.
    """

    def __init__(self, names: Sequence[str], notice: str = ""):
        from xlsxwriter import Workbook

        self._out = io.BytesIO()
        font = {"font_name": "Arial", "font_size": 10}
        options = {"in_memory": True, "default_format_properties": font}
        self.book = Workbook(self._out, options)
        self.bold = self.book.add_format({**font, "bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = self.book.add_format({**font, "text_wrap": True, "valign": "top"})
        self.writer = CellWriter(self.book, **font)
        self.sheets = {name: Sheet(self, name, notice) for name in names}

    def __getitem__(self, name: str) -> Sheet:
        """Give a sheet by its name."""
        return self.sheets[name]

    def close(self, title: str, author: str, made: datetime.datetime) -> bytes:
        """Finish the workbook and give its bytes."""
        longest = LONGEST_PROPERTY
        said = {"title": clean(title)[:longest], "author": clean(author)[:longest]}
        said |= {"created": made}
        self.book.set_properties(said)
        self.book.close()
        return self._out.getvalue()


class Sheet:
    """One sheet of the workbook.

    Rows and places are counted from 0.
    """

    def __init__(self, book: Book, name: str, notice: str):
        self.book, self.name = book, name
        self.sheet: Worksheet = book.book.add_worksheet(name)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        header = short(clean(notice), LONGEST_HEADER // 2).replace("&", "&&")
        self.sheet.set_header(f"&L{header}")
        self.sheet.set_footer("&L&A&RPage &P of &N")

    def heads(self, words: Iterable[str], widths: Sequence[float] = (), first: int = 0) -> None:
        """Write the row of headings, which stays in sight and is printed on every page."""
        for place, text in enumerate(words):
            self.text(first, place, text, bold=True)
            self.sheet.set_column(place, place, widths[place] if place < len(widths) else NARROW)
        self.sheet.freeze_panes(first + 1, 1)
        self.sheet.repeat_rows(first)

    def text(self, row: int, place: int, words: str, *, bold: bool = False) -> None:
        """Write a text of ours, wrapped."""
        form = self.book.bold if bold else self.book.wrapped
        self.sheet.write_string(row, place, short(clean(words), LONGEST), form)

    def put(self, row: int, place: int, cell: object) -> None:
        """Write a cell of the record: text, number, date; what is missing stays blank."""
        held = plain(cell)
        held = short(clean(held), LONGEST) if isinstance(held, str) else held
        self.book.writer.write(self.sheet, row, place, held)

    def formula(self, row: int, place: int, formula: str, ours: object) -> str:
        """Write a formula with the library's figure for readers that compute nothing.

        Parameters
        ----------
        row, place : int
            Where.
        formula : str
            The formula, made of places of cells alone.
        ours : float or str
            What the library says it comes to; missing is an empty text.

        Returns
        -------
        str
            The cell, as a formula of another sheet names it.
        """
        held = "" if missing(ours) else ours if isinstance(ours, str) else float(ours)
        self.sheet.write_formula(row, place, f"={formula}", None, held)
        return self.at(row, place)

    def at(
        self, row: int, place: int, row_to: int | None = None, place_to: int | None = None
    ) -> str:
        """Name a cell, or a block of cells, as a formula of any sheet does."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        begin = xl_rowcol_to_cell(row, place, row_abs=True, col_abs=True)
        block = begin
        if row_to is not None or place_to is not None:
            last = (row if row_to is None else row_to, place if place_to is None else place_to)
            block = f"{begin}:{xl_rowcol_to_cell(*last, row_abs=True, col_abs=True)}"
        return f"'{self.name}'!{block}"

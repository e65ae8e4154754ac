"""How is a table drawn in Word, so that it can be read across pages and by a screen reader?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Table
from wcc_prioritise.exports.word_parts import LINE, PALE, part

if TYPE_CHECKING:
    from docx.document import Document

TWIPS = 567
"""Twentieths of a point in a centimetre."""

KEPT_WHOLE = 12
"""A table of so many rows is kept on one page; a longer one may run over, its head repeated."""

DENSE = 10
"""A table of so many columns has a head in smaller type, so that words are not broken."""


@dataclass(frozen=True)
class Looks:
    """How a row looks: the head, in bold, kept on the page of the next, in which style."""

    head: bool = False
    bold: bool = False
    kept: bool = False
    style: str = "Intable"


def add_table(document: Document, table: Table, width: float) -> None:
    """Add a table: its first row repeats on every page, and no row is split between two.

    Parameters
    ----------
    document : Document
        Where to.
    table : Table
        What stands in it.
    width : float
        Centimetres from margin to margin.
    """
    whole = sum(table.widths)
    widths = [round(width * TWIPS * share / whole) for share in table.widths]
    made = document.add_table(rows=0, cols=len(widths))
    head = "Inhead" if len(widths) >= DENSE else "Intable"
    _set_frame(made, table, widths)
    kept = len(table.rows) <= KEPT_WHOLE
    _add_row(made, table.columns, widths, table, Looks(head=True, bold=True, kept=True, style=head))
    for place, row in enumerate(table.rows, start=1):
        last = place == len(table.rows)
        _add_row(
            made, row, widths, table, Looks(bold=last and table.last_is_sum, kept=kept and not last)
        )
    document.add_paragraph(style="After table")


def _set_frame(made, table: Table, widths: list[int]) -> None:
    """Fix the widths, draw thin lines and say what the table is for."""
    from docx.oxml.ns import qn

    properties = made._tbl.tblPr
    for old in list(properties):
        properties.remove(old)
    borders = part("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(part(side, val="single", sz="4", space="0", color=LINE))
    margins = part("tblCellMar")
    for side in ("left", "right"):
        margins.append(part(side, w="70", type="dxa"))
    properties.append(part("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(borders)
    properties.append(part("tblLayout", type="fixed"))
    properties.append(margins)
    properties.append(part("tblLook", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"))
    properties.append(part("tblCaption", val=table.caption))
    for column, wide in zip(made._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(wide))


def _add_row(made, cells: tuple[str, ...], widths: list[int], table: Table, looks: Looks) -> None:
    row = part("tr")
    properties = part("trPr")
    properties.append(part("cantSplit"))
    if looks.head:
        properties.append(part("tblHeader"))
    row.append(properties)
    for text, wide, side in zip(cells, widths, table.align, strict=True):
        row.append(_cell(text, wide, side, looks))
    made._tbl.append(row)


def _cell(text: str, wide: int, side: str, looks: Looks):
    """Make a cell of one paragraph."""
    cell, properties = part("tc"), part("tcPr")
    properties.append(part("tcW", w=str(wide), type="dxa"))
    if looks.head:
        properties.append(part("shd", val="clear", color="auto", fill=PALE))
    cell.append(properties)
    paragraph, layout = part("p"), part("pPr")
    layout.append(part("pStyle", val=looks.style))
    if looks.kept:
        layout.append(part("keepNext"))
    if side == "r":
        layout.append(part("jc", val="right"))
    paragraph.append(layout)
    run, words = part("r"), part("t")
    if looks.bold:
        run.append(part("rPr"))
        run[0].append(part("b"))
    words.text = text
    run.append(words)
    paragraph.append(run)
    cell.append(paragraph)
    return cell

"""How is a table drawn in Word, so that it can be read across pages and by a screen reader?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wcc_prioritise.exports.content import Table
from wcc_prioritise.exports.word_parts import LINE, PALE, element

TWIPS = 567
"""Twentieths of a point in a centimetre."""

KEPT_WHOLE = 12
"""A table of so many rows is kept on one page; a longer one may run over, its head repeated."""

DENSE = 10
"""A table of so many columns has a head in smaller type, so that words are not broken."""


@dataclass(frozen=True)
class Looks:
    """How a row looks: in which style, the head, in bold, kept on the page of the next."""

    style: str
    head: bool = False
    bold: bool = False
    kept: bool = False


def add_table(place, table: Table, width: float, styles: Mapping[str, str]) -> None:
    """Add a table: its first row repeats on every page, and no row is split between two.

    Parameters
    ----------
    place : element
        Before what.
    table : Table
        What stands in it.
    width : float
        Centimetres from margin to margin.
    styles : mapping of str to str
        Styles of the document: name to its id.
    """
    whole = sum(table.widths)
    widths = [round(width * TWIPS * share / whole) for share in table.widths]
    made = _frame(table, widths)
    head = styles["In head" if len(widths) >= DENSE else "In table"]
    kept, style = len(table.rows) <= KEPT_WHOLE, styles["In table"]
    _add_row(made, table.columns, widths, table, Looks(head, head=True, bold=True, kept=True))
    for row_number, row in enumerate(table.rows, start=1):
        last = row_number == len(table.rows)
        looks = Looks(style, bold=last and table.last_is_sum, kept=kept and not last)
        _add_row(made, row, widths, table, looks)
    place.addprevious(made)


def _frame(table: Table, widths: list[int]):
    """Make a table without rows: fixed widths, thin lines, and what it is for."""
    made, properties, grid = element("tbl"), element("tblPr"), element("tblGrid")
    borders = element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color=LINE))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w="70", type="dxa"))
    properties.append(element("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    properties.append(margins)
    properties.append(element("tblLook", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"))
    properties.append(element("tblCaption", val=table.caption))
    for wide in widths:
        grid.append(element("gridCol", w=str(wide)))
    made.append(properties)
    made.append(grid)
    return made


def _add_row(made, cells: tuple[str, ...], widths: list[int], table: Table, looks: Looks) -> None:
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if looks.head:
        properties.append(element("tblHeader"))
    row.append(properties)
    for text, wide, side in zip(cells, widths, table.align, strict=True):
        row.append(_cell(text, wide, side, looks))
    made.append(row)


def _cell(text: str, wide: int, side: str, looks: Looks):
    """Make a cell of one paragraph."""
    cell, properties = element("tc"), element("tcPr")
    properties.append(element("tcW", w=str(wide), type="dxa"))
    if looks.head:
        properties.append(element("shd", val="clear", color="auto", fill=PALE))
    cell.append(properties)
    paragraph, layout = element("p"), element("pPr")
    layout.append(element("pStyle", val=looks.style))
    if looks.kept:
        layout.append(element("keepNext"))
    if side == "r":
        layout.append(element("jc", val="right"))
    paragraph.append(layout)
    run, words = element("r"), element("t")
    if looks.bold:
        run.append(element("rPr"))
        run[0].append(element("b"))
    words.text = text
    run.append(words)
    paragraph.append(run)
    cell.append(paragraph)
    return cell

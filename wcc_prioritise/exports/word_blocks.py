"""How is each block of a paper written in Word, in the place that the template keeps for it?"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Section,
    Table,
)
from wcc_prioritise.exports.word_parts import W, element, style_ids
from wcc_prioritise.exports.word_tables import add_table

if TYPE_CHECKING:
    from docx.document import Document

A_CENTIMETRE = 360_000
"""Word's own units in a centimetre."""

ROOM_FOR_CAPTION = 2.0
"""Centimetres of a page that the tallest picture leaves."""

STYLE_OF = {"plain": "Normal", "lead": "Lead", "note": "Note", "notice": "Notice"}


class Writer:
    """Writes the sections of a paper before a paragraph of a document, which it then takes away.

    Parameters
    ----------
    document : Document
        With every style that papers use.
    place : element
        A paragraph of its body.
    """

    def __init__(self, document: Document, place):
        self._document, self._place = document, place
        self._styles = style_ids(document)
        self._wide = False
        self._turned = False
        page = document.sections[-1]
        self._page = (page.page_width, page.page_height)
        self._margins = (page.left_margin + page.right_margin, page.top_margin + page.bottom_margin)

    def write(self, sections: Iterable[Section]) -> None:
        """Write every section, and leave the pages after them upright."""
        for part in sections:
            self._section(part)
        last = self._document.element.body.get_or_add_sectPr()
        if self._wide and self._place.getnext() is not last:
            self._turn(False)
        elif self._wide:
            _set_page(last, *self._sides(True))
        if self._turned:
            _go_on(last)
        self._place.getparent().remove(self._place)

    def _sides(self, wide: bool) -> tuple[int, int]:
        """Give width and height of a page."""
        short, long = sorted(self._page)
        return (long, short) if wide else self._page

    def _room(self) -> tuple[float, float]:
        """Give centimetres from margin to margin, across and down."""
        sides = zip(self._sides(self._wide), self._margins, strict=True)
        across, down = ((side - margins) / A_CENTIMETRE for side, margins in sides)
        return across, down

    def _section(self, part: Section) -> None:
        """Write a part of the paper, on a new page where it asks for one or the page is turned."""
        turned = part.wide != self._wide
        if turned:
            self._turn(part.wide)
        written = [self._write(block) for block in part.blocks]
        if part.new_page and not turned:
            _lay_out(written[0], "pageBreakBefore")
        blocks = part.blocks
        around = zip(blocks, blocks[1:], blocks[2:], strict=False)
        for made, three in zip(written[1:], around, strict=False):
            if _introduces(*three):
                _lay_out(made, "keepNext")

    def _turn(self, wide: bool) -> None:
        """Close the pages so far, as they are turned; those that follow are turned otherwise."""
        sheet = copy.deepcopy(self._document.element.body.get_or_add_sectPr())
        _set_page(sheet, *self._sides(self._wide))
        if self._turned:
            _go_on(sheet)
        closing = self._paragraph("", "Normal")
        closing.find(f"{W}pPr").append(sheet)
        self._wide, self._turned = wide, True

    # ---- blocks ---------------------------------------------------------------------------------

    def _write(self, block: Block):
        """Write one block; give its first paragraph."""
        if isinstance(block, Heading):
            made = self._paragraph(block.text, f"Heading {block.level}")
            if block.new_page:
                _lay_out(made, "pageBreakBefore")
            return made
        if isinstance(block, Paragraph):
            return self._paragraph(block.text, STYLE_OF[block.kind])
        if isinstance(block, Listing):
            style = "List Number" if block.numbered else "List Bullet"
            return [self._paragraph(item, style) for item in block.items][0]
        if isinstance(block, Table):
            caption = self._paragraph(block.caption, "Caption")
            add_table(self._place, block, self._room()[0], self._styles)
            self._paragraph("", "After table")
            return caption
        return self._picture(block)

    def _paragraph(self, text: str, style: str):
        made, layout = element("p"), element("pPr")
        layout.append(element("pStyle", val=self._styles[style]))
        made.append(layout)
        if text:
            run, words = element("r"), element("t")
            words.text = text
            run.append(words)
            made.append(run)
        self._place.addprevious(made)
        return made

    def _picture(self, block: Picture):
        from docx.shared import Cm
        from docx.text.paragraph import Paragraph as WordParagraph

        made = self._paragraph("", "Picture")
        run = WordParagraph(made, self._document._body).add_run()
        across, down = self._room()
        drawing = run.add_picture(io.BytesIO(block.png), width=Cm(min(block.width, across)))
        tallest = Cm(down - ROOM_FOR_CAPTION)
        if drawing.height > tallest:
            drawing.width, drawing.height = drawing.width * tallest // drawing.height, tallest
        drawing._inline.docPr.set("descr", block.alt)
        self._paragraph(block.caption, "Below picture")
        return made


def _introduces(before: Block, block: Block, after: Block) -> bool:
    """Would a heading with its sentence be left at the foot of a page, its table overleaf?"""
    opens = isinstance(before, Heading) and isinstance(block, Paragraph)
    return opens and isinstance(after, Table | Picture)


def _lay_out(paragraph, how: str) -> None:
    """Keep a paragraph with the next, or begin a page with it."""
    paragraph.find(f"{W}pPr").insert(1, element(how))


def _set_page(sheet, across: int, down: int) -> None:
    """Set the size of the pages of a section, and say which way they are turned."""
    size = sheet.get_or_add_pgSz()
    size.w, size.h = across, down
    size.set(f"{W}orient", "landscape" if across > down else "portrait")


def _go_on(sheet) -> None:
    """Let a section go on with the one before it: the same head and foot, no first page."""
    for tag in ("headerReference", "footerReference", "titlePg", "pgNumType"):
        for old in sheet.findall(f"{W}{tag}"):
            sheet.remove(old)

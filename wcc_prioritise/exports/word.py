"""How does a paper become a Word file that anyone can read, print and listen to?

The same paper gives the same bytes: no clock is read, and every part of the file has one date.
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import (
    Block,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Picture,
    Section,
    Table,
)
from wcc_prioritise.exports.word_parts import LANGUAGE, field, set_styles
from wcc_prioritise.exports.word_tables import add_table
from wcc_prioritise.exports.zipped import settled

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

PAGE = (21.0, 29.7)
"""A4, centimetres."""

MARGIN = 1.9
"""Centimetres on every side."""

ROOM_FOR_CAPTION = 2.0
"""Centimetres of a page that the tallest picture leaves."""

MADE = datetime.datetime(2000, 1, 1)
"""Stands for the date of the file among its properties, so that equal papers are equal files."""

LONGEST_PROPERTY = 255
"""Word takes no longer text among the properties of a file."""


def word_file(paper: Paper) -> bytes:
    """Draw a paper as a .docx.

    Parameters
    ----------
    paper : Paper
        What stands in it.

    Returns
    -------
    bytes
        The file; equal papers give equal bytes.
    """
    from docx import Document

    document = Document()
    _drop_thumbnail(document)
    set_styles(document)
    _set_properties(document, paper)
    _set_page(document.sections[0], wide=False)
    _set_head_and_foot(document.sections[0], paper.notice)
    _write_heading(document, Heading(paper.title, 1))
    if paper.notice:
        _write_paragraph(document, Paragraph(paper.notice, "notice"))
    wide = False
    for part in paper.sections:
        _write_section(document, part, turned=part.wide != wide)
        wide = part.wide
    made = io.BytesIO()
    document.save(made)
    return settled(made.getvalue())


def _drop_thumbnail(document: Document) -> None:
    """Take away the picture of a first page that the template brings and that is not ours."""
    relations = document.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype.endswith("/thumbnail")]:
        del relations[key]


def _set_properties(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = paper.title[:LONGEST_PROPERTY]
    properties.language = LANGUAGE
    author = paper.author[:LONGEST_PROPERTY] or "wcc_prioritise"
    properties.author = properties.last_modified_by = author
    properties.comments = paper.notice[:LONGEST_PROPERTY]
    properties.created = properties.modified = paper.made or MADE
    properties.revision = 1


def _set_page(section, *, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    across, down = PAGE[::-1] if wide else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(across), Cm(down)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN))
    section.header_distance = section.footer_distance = Cm(0.9)


def _set_head_and_foot(section, notice: str) -> None:
    """Put the notice at the head of each page and the number of the page at its foot."""
    section.header.paragraphs[0].text = notice
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    field(foot, "PAGE")
    foot.add_run(" of ")
    field(foot, "NUMPAGES")


def _write_section(document: Document, part: Section, *, turned: bool) -> None:
    """Write a part of the paper, on a new page where it asks for one or the page is turned."""
    from docx.enum.section import WD_SECTION

    if turned:
        _set_page(document.add_section(WD_SECTION.NEW_PAGE), wide=part.wide)
    first, *rest = part.blocks
    opening = _write(document, first, part.wide)
    if part.new_page and not turned:
        opening.paragraph_format.page_break_before = True
    for block in rest:
        _write(document, block, part.wide)


def _write(document: Document, block: Block, wide: bool) -> WordParagraph:
    """Write one block; give its first paragraph."""
    if isinstance(block, Heading):
        return _write_heading(document, block)
    if isinstance(block, Paragraph):
        return _write_paragraph(document, block)
    if isinstance(block, Listing):
        return _write_list(document, block)
    if isinstance(block, Table):
        caption = document.add_paragraph(block.caption, style="Caption")
        add_table(document, block, (PAGE[1] if wide else PAGE[0]) - 2 * MARGIN)
        return caption
    return _write_picture(document, block, wide)


def _write_heading(document: Document, block: Heading) -> WordParagraph:
    return document.add_paragraph(block.text, style=f"Heading {block.level}")


def _write_paragraph(document: Document, block: Paragraph) -> WordParagraph:
    styles = {"plain": "Normal", "lead": "Lead", "note": "Note", "notice": "Notice"}
    return document.add_paragraph(block.text, style=styles[block.kind])


def _write_list(document: Document, block: Listing) -> WordParagraph:
    style = "List Number" if block.numbered else "List Bullet"
    return [document.add_paragraph(item, style=style) for item in block.items][0]


def _write_picture(document: Document, block: Picture, wide: bool) -> WordParagraph:
    from docx.shared import Cm

    paragraph = document.add_paragraph(style="Picture")
    drawing = paragraph.add_run().add_picture(io.BytesIO(block.png), width=Cm(block.width))
    tallest = Cm((PAGE[0] if wide else PAGE[1]) - 2 * MARGIN - ROOM_FOR_CAPTION)
    if drawing.height > tallest:
        drawing.width, drawing.height = drawing.width * tallest // drawing.height, tallest
    drawing._inline.docPr.set("descr", block.alt)
    document.add_paragraph(block.caption, style="Below picture")
    return paragraph

"""How does a slide become part of a PowerPoint file that anyone can read, print and listen to?

Plain shapes on white, made here: no template of anybody's, no logo. The same slides give the same
bytes: no clock is read.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Block, Listing, Paragraph, Picture, Table, clean
from wcc_prioritise.exports.word_parts import BLUE, FONT, INK, LANGUAGE, LINE, PALE, SLATE
from wcc_prioritise.exports.zipped import made_at, settled

if TYPE_CHECKING:
    from pptx.presentation import Presentation

    from wcc_prioritise.exports.of_record import OfRecord

PAGE = (33.867, 19.05)
"""Centimetres across and down: 16 to 9."""

SIDE, TOP, FOOT = 1.6, 3.6, 17.9
"""Centimetres: margin at the sides, where the body begins, where the foot begins."""

ROOM = (PAGE[0] - 2 * SIDE, FOOT - TOP - 0.2)
"""Centimetres across and down that a picture may fill."""

TITLE, BODY, CELL, CELL_DENSE, SMALL = 28, 20, 14, 10, 10
"""Points of type."""

LONG_TITLE, LONG_BODY = 60, 500
"""Characters from which a title, or the words of a body, are set smaller."""

SMALLER, IN_HEAD = 0.75, 0.85
"""By how much; and how much smaller the head of a table is, so that no word is broken."""

DENSE = 8
"""A table of so many columns is set in smaller type."""

LONGEST = 255
"""PowerPoint takes no longer text among the properties of a file."""

LONGEST_TITLE = 200
"""A longer message would run into the body; the notes have it whole."""

TITLE_ONLY = 5
"""Place of the layout with nothing but a title."""


@dataclass(frozen=True)
class Slide:
    """One slide.

    Parameters
    ----------
    title : str
        Its message.
    blocks : tuple of Block
        Words, a list, one table or one picture, from the top down.
    notes : str
        What the speaker needs: the figures behind it, with their units.
    """

    title: str
    blocks: tuple[Block, ...]
    notes: str


@dataclass(frozen=True)
class Properties:
    """What a file says of itself.

    Parameters
    ----------
    title, author : str
        As they are written.
    notice : str
        Stands at the foot of every slide; may be empty.
    made : datetime
        The moment it is dated with (UTC, without a zone); without one, a day that says nothing.
    """

    title: str
    author: str
    notice: str = ""
    made: datetime.datetime = datetime.datetime(1980, 1, 1)


def deck_file(told: OfRecord, slides: list[Slide]) -> bytes:
    """Draw the slides of a record as a .pptx; its question, organisation and date are the file's.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.
    slides : list of Slide
        In the order in which they are shown.

    Returns
    -------
    bytes
        The file; equal records give equal bytes.
    """
    charter = told.case.charter
    said = (charter.question, charter.organisation, charter.notice or "")
    return deck_of(slides, Properties(*said, made=made_at(told)))


def deck_of(slides: list[Slide], properties: Properties) -> bytes:
    """Draw slides as a .pptx; equal slides give equal bytes."""
    from pptx import Presentation
    from pptx.util import Cm

    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(PAGE[0]), Cm(PAGE[1])
    _drop_thumbnail(deck)
    _set_properties(deck, properties)
    notice = clean(properties.notice)
    for number, slide in enumerate(slides, start=1):
        _add_slide(deck, slide, f"{notice}   {number} of {len(slides)}".strip())
    _speak_english(deck)
    made = io.BytesIO()
    deck.save(made)
    return settled(made.getvalue())


def _drop_thumbnail(deck: Presentation) -> None:
    """Take away the picture of a first page that the library brings and that is not ours."""
    relations = deck.part.package._rels
    for key in [k for k, r in relations.items() if r.reltype.endswith("/thumbnail")]:
        relations.pop(key)


def _set_properties(deck: Presentation, said: Properties) -> None:
    properties = deck.core_properties
    properties.title = clean(said.title)[:LONGEST]
    properties.author = properties.last_modified_by = clean(said.author)[:LONGEST]
    properties.comments = clean(said.notice)[:LONGEST]
    properties.created = properties.modified = said.made
    properties.language, properties.revision, properties.keywords = LANGUAGE, 1, ""


def _add_slide(deck: Presentation, slide: Slide, foot: str) -> None:
    added = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    _title(added, slide.title)
    words = sum(len(_words(block)) for block in slide.blocks)
    for block in slide.blocks:
        if isinstance(block, Table):
            _table(added, block)
        elif isinstance(block, Picture):
            _picture(added, block)
    said = [block for block in slide.blocks if isinstance(block, (Paragraph, Listing))]
    if said:
        _text(added, said, BODY * SMALLER if words > LONG_BODY else BODY)
    _foot(added, foot)
    added.notes_slide.notes_text_frame.text = _lines(f"{slide.title}\n{slide.notes}")


def _lines(text: str) -> str:
    """Clean every line of a text."""
    return "\n".join(clean(line) for line in text.split("\n"))


def _words(block: Block) -> str:
    if isinstance(block, Listing):
        return " ".join(block.items)
    return block.text if isinstance(block, Paragraph) else ""


def _title(slide, text: str) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Cm

    title, text = slide.shapes.title, clean(text)
    if len(text) > LONGEST_TITLE:
        text = f"{text[: LONGEST_TITLE - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    title.left, title.top = Cm(SIDE), Cm(0.7)
    title.width, title.height = Cm(PAGE[0] - 2 * SIDE), Cm(TOP - 0.9)
    title.text_frame.word_wrap = True
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size = TITLE * SMALLER if len(text) > LONG_TITLE else TITLE
    _write(title.text_frame.paragraphs[0], text, size, BLUE, bold=True)


def _write(paragraph, text: str, size: float, colour: str = INK, bold: bool = False) -> None:
    """Set one run of text, to the left."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = text
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)
    paragraph.alignment = PP_ALIGN.LEFT


def _text(slide, blocks: list[Block], size: float) -> None:
    from pptx.util import Cm, Pt

    box = slide.shapes.add_textbox(Cm(SIDE), Cm(TOP), Cm(PAGE[0] - 2 * SIDE), Cm(FOOT - TOP - 0.3))
    frame = box.text_frame
    frame.word_wrap = True
    lines = [line for block in blocks for line in _items(block)]
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 2)
        _write(paragraph, line, size)


def _items(block: Block) -> list[str]:
    """Give a paragraph, or the items of a list with their numbers, which a screen reader says."""
    if isinstance(block, Paragraph):
        return [block.text]
    return [f"{place}. {item}" for place, item in enumerate(block.items, start=1)]


def _picture(slide, block: Picture) -> None:
    """Put a picture in the middle of the body, as large as fits, with its words for the blind."""
    from pptx.util import Cm

    room = tuple(map(Cm, ROOM))
    added = slide.shapes.add_picture(io.BytesIO(block.png), 0, Cm(TOP), height=room[1])
    if added.width > room[0]:
        added.height = added.height * room[0] // added.width
        added.width = room[0]
    added.left = (Cm(PAGE[0]) - added.width) // 2
    _described(added._element.nvPicPr.cNvPr, block.caption, block.alt)


def _described(properties, name: str, alt: str) -> None:
    """Set what is read out; python-pptx has no call for it."""
    properties.set("name", clean(name)[:LONGEST])
    properties.set("descr", clean(alt))


def _table(slide, block: Table) -> None:
    from pptx.util import Cm, Pt

    across = PAGE[0] - 2 * SIDE
    shape = slide.shapes.add_table(
        len(block.rows) + 1, len(block.columns), Cm(SIDE), Cm(TOP), Cm(across), Cm(1.0)
    )
    _described(shape._element.nvGraphicFramePr.cNvPr, block.caption, block.caption)
    table, size = shape.table, CELL_DENSE if len(block.columns) >= DENSE else CELL
    table.first_row, table.first_col, table.horz_banding = True, True, False
    for place, share in enumerate(block.widths):
        table.columns[place].width = int(Cm(across) * share / sum(block.widths))
    for place, cells in enumerate((block.columns, *block.rows)):
        table.rows[place].height = Pt(size * 1.9)
        for column, text in enumerate(cells):
            cell = table.cell(place, column)
            _cell(cell, text, size, head=place == 0, right=block.align[column] == "r")


def _cell(cell, text: str, size: float, *, head: bool, right: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Cm

    cell.margin_left = cell.margin_right = Cm(0.12)
    cell.margin_top = cell.margin_bottom = Cm(0.06)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(PALE if head else "FFFFFF")
    paragraph = cell.text_frame.paragraphs[0]
    _write(paragraph, text, size * IN_HEAD if head else size, INK, bold=head)
    if right:
        paragraph.alignment = PP_ALIGN.RIGHT
    _underline(cell)


def _underline(cell) -> None:
    """Draw a thin line under a cell, so that rows are told apart without colour."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    line = (
        f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{LINE}"/></a:solidFill>'
        "</a:lnB>"
    )
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def _foot(slide, text: str) -> None:
    from pptx.util import Cm

    box = slide.shapes.add_textbox(Cm(SIDE), Cm(FOOT), Cm(PAGE[0] - 2 * SIDE), Cm(0.8))
    box.text_frame.word_wrap = True
    _write(box.text_frame.paragraphs[0], text, SMALL, SLATE)


def _speak_english(deck: Presentation) -> None:
    """Set the language of every text, so that it is read out in the right voice."""
    from pptx.oxml.ns import qn

    for slide in deck.slides:
        for part in (slide, slide.notes_slide):
            for run in part._element.iter(qn("a:r")):
                run.get_or_add_rPr().set("lang", LANGUAGE)

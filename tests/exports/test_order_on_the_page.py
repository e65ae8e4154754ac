"""Does everything find its place? Headings in their order, words whole in their columns."""

import functools
import io
import re

import pytest
from docx import Document
from pptx import Presentation
from pptx.util import Emu

from wcc_prioritise.exports.content import Heading, Paper, Paragraph, Table, section
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.slides_parts import LONGEST_TITLE
from wcc_prioritise.exports.word import word_file
from wcc_prioritise.plots.look import LINE, breadth, lines_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAYS = ("short", pytest.param("northmere", marks=pytest.mark.slow))

TWIPS, BESIDE = 1440, 140
"""Twentieths of a point in an inch, and in the margins of a cell."""

A_TWIP = 635
"""Word's own units in a twentieth of a point."""

NO_WORD = re.compile(r"\d")
"""Seals, fingerprints and the numbers of articles are broken where a column ends."""


def of_kind(packed, day, ending):
    """Give every file of a scripted day with that ending; one letter stands for all."""
    files = (pair for made in packed(day).values() for pair in made.items())
    for name, file in files:
        if name.endswith(ending) and (not name.startswith("letters/") or name.endswith("P01.docx")):
            yield name, file


@functools.cache
def read(file):
    return Document(io.BytesIO(file))


def jumps(levels):
    """Which headings are more than one level below the one before?"""
    return [
        (before, level) for before, level in zip([0, *levels], levels, strict=False)
        if level > before + 1
    ]  # fmt: skip


def levels_of(file):
    found = (re.fullmatch(r"Heading (\d)", p.style.name) for p in read(file).paragraphs)
    return [int(level[1]) for level in found if level]


@pytest.mark.parametrize("name", DAYS)
def test_headings_of_word_files_stand_in_order(packed, name):
    looked = {file: levels_of(held) for file, held in of_kind(packed, name, ".docx")}
    assert len(looked) == 6
    for file, levels in looked.items():
        assert levels[0] == 1 and levels.count(1) == 1 and len(levels) > 3, file
        assert jumps(levels) == [], file


@pytest.mark.parametrize("name", DAYS)
def test_headings_of_pages_stand_in_order(packed, read_page, name):
    for file, held in of_kind(packed, name, ".html"):
        tags = [tag for tag, _ in read_page(held).elements if re.fullmatch(r"h\d", tag)]
        assert jumps([int(tag[1]) for tag in tags]) == [] and len(tags) > 3, file


def test_a_jump_is_found():
    assert jumps([1, 2, 4, 2, 3]) == [(2, 4)] and jumps([2]) == [(0, 2)]


def broken_words(file):
    """Which words of a table are broader than their column, so that Word breaks them?"""
    document = read(file)
    sizes = {style.style_id: style.font.size for style in document.styles if style.type == 1}
    for table in document.tables:
        widths = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]
        for row in table._tbl.iter(f"{W}tr"):
            for width, cell in zip(widths, row.findall(f"{W}tc"), strict=True):
                words = "".join(t.text or "" for t in cell.iter(f"{W}t"))
                size = sizes[cell.find(f"{W}p/{W}pPr/{W}pStyle").get(f"{W}val")].pt
                bold = cell.find(f".//{W}b") is not None
                for word in re.split(r"\s+|(?<=-)", words):
                    room = (width - BESIDE) / TWIPS
                    if not NO_WORD.search(word) and breadth(word, size, bold) > room:
                        yield word, room


def rooms(document):
    """Give every table with the breadth, from margin to margin, of the pages that it stands on."""
    sections = iter(document.sections)
    page = next(sections)
    for block in document.element.body:
        if block.tag == f"{W}tbl":
            yield block, (page.page_width - page.left_margin - page.right_margin) / A_TWIP
        if block.find(f"{W}pPr/{W}sectPr") is not None:
            page = next(sections)


@pytest.mark.parametrize("name", DAYS)
def test_no_table_is_broader_than_its_page_and_no_word_than_its_column(packed, name):
    for file, held in of_kind(packed, name, ".docx"):
        assert list(broken_words(held)) == [], file
        tables = list(rooms(read(held)))
        assert len(tables) == len(read(held).tables)
        for table, room in tables:
            whole = sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol"))
            assert 0.9 * room < whole <= room + 10, file


def test_a_broken_word_is_found():
    table = Table("Two", ("What", "Note"), (("a", "incomprehensibilities"),), widths=(16.0, 1.0))
    file = word_file(Paper("Title", "", (section("Part", [table]),)))
    assert [word for word, _ in broken_words(file)] == ["incomprehensibilities"]


@pytest.mark.parametrize("name", DAYS)
def test_no_title_of_a_slide_runs_into_its_body(packed, name):
    for slide in Presentation(io.BytesIO(packed(name)["slides"]["slides.pptx"])).slides:
        title = slide.shapes.title
        size = title.text_frame.paragraphs[0].runs[0].font.size.pt
        assert len(title.text) <= LONGEST_TITLE
        lines = len(lines_of(title.text, Emu(title.width).inches - 0.2, size, bold=True))
        assert lines * size * LINE / 72 <= Emu(title.height).inches
        for shape in slide.shapes:
            assert shape == title or shape.top >= title.top + title.height


def before_break(file, heading):
    """Give the layout of the paragraph with that text."""
    paragraphs = read(file).paragraphs
    return next(p for p in paragraphs if p.text == heading).paragraph_format


def test_a_heading_begins_a_page_where_asked_and_its_sentence_stays_with_the_table():
    table = Table("T", ("A", "B"), (("a", "b"),))
    first = section("First", [Paragraph("What the table says."), table, Paragraph("After it.")])
    second = section("Second", [Heading("Third", 3, new_page=True), Paragraph("Words.")])
    paper = Paper("Title", "", (first, second))
    file = word_file(paper)
    assert before_break(file, "Third").page_break_before
    assert not before_break(file, "Second").page_break_before
    assert before_break(file, "What the table says.").keep_with_next
    assert not before_break(file, "After it.").keep_with_next
    assert b'<h3 class="new-page">Third</h3>' in page_file(paper)

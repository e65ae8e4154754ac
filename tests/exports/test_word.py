import io
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from wcc_prioritise.exports.content import Block, Heading, Paper, Paragraph, Picture, Table, section
from wcc_prioritise.exports.word import word_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document(word):
    return Document(io.BytesIO(word))


def part(file, name):
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return ElementTree.fromstring(parts.read(name))


def made(*blocks: Block, wide=False):
    return word_file(Paper("Title", "", (section("Part", blocks, wide=wide),)))


def test_pages_are_a4_upright_or_turned(document):
    sizes = {(round(s.page_width.cm, 1), round(s.page_height.cm, 1)) for s in document.sections}
    assert sizes == {(21.0, 29.7), (29.7, 21.0)}
    turned = [s for s in document.sections if s.page_width > s.page_height]
    assert all(s._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape" for s in turned)


def test_no_table_or_picture_is_broader_than_its_page(word, body_of):
    seen, tables, pictures = 0, [], []
    for element in body_of(word):
        tables += [element] if element.tag == f"{W}tbl" else []
        pictures += element.findall(".//{*}extent")
        for size in element.iter(f"{W}pgSz"):
            width = int(size.get(f"{W}w")) - 2 * 1077
            for table in tables:
                grid = sum(int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol"))
                assert grid <= width + 20
            assert all(int(p.get("cx")) <= width * 635 for p in pictures)
            seen += len(pictures)
            tables, pictures = [], []
    assert not tables and seen == 5


def test_headings_are_real_and_in_order(document, paper):
    shown = [
        (int(p.style.name[-1]), p.text)
        for p in document.paragraphs
        if p.style.name.startswith("Heading")
    ]
    said = [(b.level, b.text) for b in paper.blocks if isinstance(b, Heading)]
    assert shown == [(1, paper.title), *said]


def test_every_table_repeats_its_head_and_splits_no_row(word, paper, body_of):
    tables = list(body_of(word).iter(f"{W}tbl"))
    assert len(tables) == sum(isinstance(b, Table) for b in paper.blocks)
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val").startswith("Table ")


def test_a_short_table_stays_on_one_page_and_a_long_one_may_run_over(body_of):
    def kept(rows):
        table = Table("t", ("a",), (("1",),) * rows)
        cells = list(body_of(made(table)).find(f"{W}tbl").iter(f"{W}pPr"))
        return [cell.find(f"{W}keepNext") is not None for cell in cells]

    assert kept(3) == [True, True, True, False]
    assert sum(kept(30)) == 1


def test_every_picture_has_its_alt_text(word, paper, body_of):
    drawn = [e.get("descr") for e in body_of(word).findall(".//{*}docPr")]
    assert drawn == [b.alt for b in paper.blocks if isinstance(b, Picture)]


def test_a_tall_picture_stays_within_its_page(paper, body_of):
    png = next(b.png for b in paper.blocks if isinstance(b, Picture))
    file = made(Picture("tall", "alt", png, width=60.0), wide=True)
    (size,) = body_of(file).findall(".//{*}extent")
    assert int(size.get("cy")) <= Cm(21.0 - 2 * 1.9)
    assert int(size.get("cx")) < Cm(60)


def test_the_notice_and_the_page_numbers_stand_on_every_page(word, document, paper):
    assert document.sections[0].header.paragraphs[0].text == paper.notice
    assert all(s.header.is_linked_to_previous for s in list(document.sections)[1:])
    foot = part(word, "word/footer1.xml")
    assert [e.text.strip() for e in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert "".join(t.text for t in foot.iter(f"{W}t")) == "Page 1 of 1"


def test_language_font_and_title_are_set(word, document, paper):
    styles = part(word, "word/styles.xml")
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert default.find(f"{W}lang").get(f"{W}val") == "en-GB"
    assert set(default.find(f"{W}rFonts").attrib.values()) == {"Arial"}
    assert document.core_properties.title == paper.title
    assert document.core_properties.language == "en-GB"
    assert document.styles["Normal"].font.size.pt == 11
    for name in ("Heading 1", "Heading 4", "List Bullet", "Caption", "In table"):
        fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))
        assert set(fonts.values()) == {"Arial"}


def test_nothing_is_embedded_and_nothing_is_fetched(word):
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        names = parts.namelist()
        relations = [parts.read(name).decode() for name in names if name.endswith(".rels")]
    assert not [n for n in names if "embed" in n.casefold() or "thumbnail" in n or "font/" in n]
    assert not [text for text in relations if 'TargetMode="External"' in text]


def test_no_part_carries_a_date_of_its_own(word):
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2000-01-01T00:00:00Z" in ElementTree.tostring(part(word, "docProps/core.xml"))


def test_equal_papers_are_equal_files(word, paper):
    assert word_file(paper) == word


def test_a_new_page_begins_where_the_paper_asks_for_one():
    parts = (
        section("First", [Paragraph("a")]),
        section("Second", [Paragraph("b")], new_page=True),
        section("Third", [Paragraph("c")]),
    )
    document = Document(io.BytesIO(word_file(Paper("Title", "", parts))))
    broken = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert broken == ["Second"]


def test_the_words_come_in_the_order_of_the_paper(words_of_word):
    file = made(Paragraph("one"), Table("two", ("three",), (("four",),)), Paragraph("five"))
    assert words_of_word(file) == ["Title", "Part", "one", "two", "three", "four", "five"]

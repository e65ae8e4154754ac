import io
import zipfile

import pytest

pytest.importorskip("pptx", reason="needs python-pptx")

from pptx import Presentation
from pptx.util import Cm

from wcc_prioritise.exports.slides import Deck, make
from wcc_prioritise.exports.slides_parts import FOOT, PAGE, deck_file


@pytest.fixture(scope="module")
def file(short_told):
    return make(short_told)["slides.pptx"]


@pytest.fixture(scope="module")
def deck(file):
    return Presentation(io.BytesIO(file))


def shapes(deck):
    return [shape for slide in deck.slides for shape in slide.shapes]


def test_there_are_eight_to_ten_slides(deck, northmere_told):
    assert 8 <= len(deck.slides) <= 10
    northmere = list(Deck(northmere_told)._behind())
    assert len(northmere) == 2  # 24 candidates: eight slides, and two of scores


def test_every_slide_says_its_message_in_a_real_title(deck):
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert all(titles) and len(set(titles)) == len(titles)
    assert titles[1].startswith("We recommend 7 projects: 2 quick wins")


def test_slides_are_sixteen_to_nine_and_nothing_stands_outside(deck):
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=1e-3)
    for shape in shapes(deck):
        assert shape.left >= 0 and shape.top >= 0
        assert shape.left + shape.width <= Cm(PAGE[0])
        assert shape.top + shape.height <= Cm(PAGE[1])


def test_every_picture_has_words_for_those_who_do_not_see_it(deck):
    pictures = [s for s in shapes(deck) if s.shape_type == 13]
    assert len(pictures) == 5
    for picture in pictures:
        assert len(picture._element.nvPicPr.cNvPr.get("descr")) > 40
        assert picture.top + picture.height <= Cm(FOOT)


def test_tables_have_a_head_and_words(deck):
    tables = [s for s in shapes(deck) if s.has_table]
    assert len(tables) == 2
    for shape in tables:
        assert shape.table.first_row
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
        assert sum(row.height for row in shape.table.rows) <= Cm(FOOT) - shape.top


def test_every_slide_has_notes_with_the_figures(deck, short_told):
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert all(len(text) > 60 for text in notes)
    assert short_told.money.summary() in " ".join(notes)


def test_every_total_shown_has_its_scores_in_the_deck(deck, short_told):
    table = [s for s in shapes(deck) if s.has_table][-1].table
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    found = {row[0].split()[0]: row for row in rows[2:]}
    assert set(found) == set(short_told.case.names.index)
    for code, row in found.items():
        assert row[-3] == f"{short_told.appraisal.value[code]:.1f}"
        assert row[1] == f"{short_told.appraisal.values.at[code, 'K1']:.1f}"


def test_words_are_british_and_in_arial(file):
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        slides = [n for n in parts.namelist() if n.startswith("ppt/slides/slide")]
        for name in slides:
            xml = parts.read(name).decode()
            assert xml.count("<a:r>") == xml.count('lang="en-GB"') == xml.count('"Arial"')


def test_the_properties_come_from_the_record(deck, short_told):
    properties = deck.core_properties
    assert properties.author == short_told.case.charter.organisation
    assert f"{properties.created:%Y-%m-%d}" == "2026-10-14"
    assert properties.created == properties.modified


def test_the_same_slides_give_the_same_bytes(file, short_told):
    assert deck_file(short_told, list(Deck(short_told).slides())) == file


@pytest.mark.slow
def test_every_slide_is_a_page(file, printed):
    pages = printed(file, "slides.pptx", needs="impress")
    slides = Presentation(io.BytesIO(file)).slides
    assert len(pages) == len(slides)
    for slide, page in zip(slides, pages, strict=True):
        rows = (row for s in slide.shapes if s.has_table for row in s.table.rows)
        there = "".join(page.split())
        assert [c.text for r in rows for c in r.cells if "".join(c.text.split()) not in there] == []
    assert "Every total rests on these scores" in pages[-1].replace("\n", " ")

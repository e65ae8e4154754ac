"""Text from people is data in everything that a record gives."""

import io

import pytest
from docx import Document

from wcc_prioritise.exports import letters, minutes, public_summary, sign_off, two_page
from wcc_prioritise.exports.content import clean

NAMES = (
    "<script>alert(1)</script>",
    "=cmd|'/C calc'!A0",
    "x" * 300,
    "bell\x07 tab\x0bend",
    "שלום \u202eeman\u202c",
    "🙂👩🏽‍⚕️ clinic",
)


@pytest.fixture(scope="module")
def told(short, tmp_path_factory):
    from wcc_prioritise.exports.of_record import OfRecord
    from wcc_prioritise.workshop import Workshop

    candidates, scores, criteria = short.candidates, short.scores, short.criteria
    many = len(candidates)
    candidates["name"] = [f"{NAMES[k % len(NAMES)]} {k}" for k in range(many)]
    candidates["description"] = [NAMES[k % len(NAMES)] for k in range(many)]
    criteria["anchor_50"] = [NAMES[k % len(NAMES)] for k in range(len(criteria))]
    scores["reason"] = [NAMES[k % len(NAMES)] for k in range(len(scores))]
    charter = short.charter.model_copy(update={"question": NAMES[0], "notice": NAMES[3]})
    case = short.replace(candidates=candidates, scores=scores, criteria=criteria, charter=charter)
    path = tmp_path_factory.mktemp("hostile") / "day.wcc"
    with Workshop.start(case, path) as workshop:
        workshop.add("promise", by="chair", promise="R1", what=NAMES[1], whom=NAMES[5])
        yield OfRecord(workshop)


@pytest.mark.parametrize("maker", [minutes, public_summary, sign_off, two_page])
def test_papers_open_and_nothing_runs(told, maker, read_page):
    for name, file in maker.make(told).items():
        if name.endswith(".docx"):
            assert clean(NAMES[0]) in Document(io.BytesIO(file)).paragraphs[0].text
        else:
            assert not read_page(file).all("script")


def test_letters_open(told):
    paper = letters.Letters(told).paper("P01")
    assert clean(NAMES[0]) in paper.title


def test_slides_open_and_no_line_is_longer_than_its_slide(told):
    pptx = pytest.importorskip("pptx", reason="needs python-pptx")
    from wcc_prioritise.exports.slides import Deck
    from wcc_prioritise.exports.slides_parts import deck_file

    deck = Deck(told)
    slides = [deck._opening(), *deck._set(), deck._asked(), *deck._behind()]
    opened = pptx.Presentation(io.BytesIO(deck_file(told, slides)))
    assert len(opened.slides) == len(slides)
    for slide in opened.slides:
        assert 0 < len(slide.shapes.title.text) <= 200

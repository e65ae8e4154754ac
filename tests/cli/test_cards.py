"""Does `wcc cards` write a page a candidate, and say where data and list part?"""

import pytest

import wcc_prioritise as wcc_package

NAMES = {"evidence-cards.docx", "evidence-cards.html"}
PAGE = {"from-data-to-list.docx", "from-data-to-list.html"}


def test_cards_and_the_page_are_written(wcc, tmp_path):
    told = wcc("cards", wcc_package.sample("northmere"), "--out", "out")
    assert told.code == 0, told.said
    assert {path.name for path in (tmp_path / "out").iterdir()} == NAMES | PAGE
    assert "Data to list 0 of 8 clear gaps: nobody proposes to close them" in told.said
    assert "evidence-cards.docx" in told.out and "from-data-to-list.docx" in told.out
    text = (tmp_path / "out" / "evidence-cards.html").read_text(encoding="utf-8")
    assert "P24 Community diagnostics" in text and "SYNTHETIC" in text


def test_without_figures_there_are_cards_alone_and_no_old_page(wcc, tmp_path):
    out = tmp_path / "wcc-cards"
    out.mkdir()
    (out / "from-data-to-list.html").write_text("old", encoding="utf-8")
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    told = wcc("cards", wcc_package.sample("short"))
    assert told.code == 0 and "Nothing was compared" in told.said
    assert {path.name for path in out.iterdir()} == NAMES | {"mine.txt"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--area", "Nowhere"), "area 'Nowhere'"),
        (("--out", " "), "no folder after --out"),
    ],
)
def test_what_cannot_be_is_told_in_words_and_nothing_is_written(wcc, tmp_path, more, words):
    told = wcc("cards", wcc_package.sample("northmere"), *more)
    assert told.code == 2 and words in told.said
    assert list(tmp_path.iterdir()) == []


def test_evidence_alone_has_no_candidates(wcc, tmp_path):
    told = wcc("cards", wcc_package.sample("real"), "--area", "04C")
    assert told.code == 2 and "no candidates" in told.said
    assert list(tmp_path.iterdir()) == []

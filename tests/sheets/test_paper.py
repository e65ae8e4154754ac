"""Sheets on paper: what stands on the pages, and the form to type them into."""

import csv
import io

import pytest

from wcc_prioritise.sheets import write_paper_sheets
from wcc_prioritise.sheets.asked import versions


def pdf(page, path):
    from pypdf import PdfReader

    page.goto(path.as_uri())
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_typing_forms_have_one_row_for_each_box_in_the_order_of_the_paper(northmere, tmp_path):
    _, scores, weights = write_paper_sheets(northmere, tmp_path)
    typed = rows(scores)
    assert len(typed) == 14 * 7 * 24 - 7 * sum(northmere.interests["effect"] != "none")
    first = {"sheet": "1", "person": "S01", "round": "1", "candidate": "P01", "criterion": "C2"}
    assert typed[0] == first | {"version": versions(northmere)["S01"], "score": "", "reason": ""}
    assert [row["candidate"] for row in typed[:3]] == ["P01", "P02", "P04"]
    assert len(rows(weights)) == 14 * 9


def test_one_file_a_person_if_wanted(northmere, tmp_path):
    paths = write_paper_sheets(
        northmere, tmp_path, people=["S01", "S02"], together=False, weights=False
    )
    assert [p.name for p in paths] == [
        "sheet-01-S01-round-1-paper.html", "sheet-02-S02-round-1-paper.html",
        "typed-scores-round-1.csv",
    ]  # fmt: skip
    assert "Weights" not in paths[0].read_text(encoding="utf-8")


@pytest.mark.slow
def test_printed_pages_are_a4_and_each_says_whose_sheet_it_is(northmere, tmp_path, offline):
    paths = write_paper_sheets(northmere, tmp_path, people=["S01", "S02"])
    printed = pdf(offline, paths[0])
    assert len(printed.pages) == 2 * (1 + 7 + 1)
    for number, page in enumerate(printed.pages):
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        text = page.extract_text()
        person = 1 + number // 9
        assert f"Sheet {person}, person S0{person}, round 1" in text
        assert f"Page {number + 1}" in text and "SYNTHETIC" in text
    fairness = printed.pages[1].extract_text()
    assert all(f"P{k:02d}" in fairness for k in range(1, 25))
    assert "recused" in fairness and "0 (worst)" in fairness and "the gap closes" in fairness
    assert offline.complaints == []


@pytest.mark.slow
def test_large_type_is_larger_and_every_page_of_it_still_says_whose_it_is(short, tmp_path, offline):
    small = pdf(offline, write_paper_sheets(short, tmp_path / "a", people=["S01"])[0])
    large = pdf(offline, write_paper_sheets(short, tmp_path / "b", people=["S01"], large=True)[0])
    assert len(large.pages) >= len(small.pages) == 6
    assert all("Sheet 1, person S01, round 1" in page.extract_text() for page in large.pages)
    size = "parseFloat(getComputedStyle(document.querySelector('li')).fontSize)"
    assert offline.evaluate(size) > 21  # 16 point


def test_a_later_round_shows_the_earlier_scores(northmere, tmp_path):
    paper = write_paper_sheets(northmere, tmp_path, people=["S01"], round=2)[0]
    text = paper.read_text(encoding="utf-8")
    assert text.count('<td class="before">') == 7 * 24 + 9 and '<td class="before">40</td>' in text


@pytest.mark.slow
@pytest.mark.parametrize("large", [False, True])
def test_hostile_names_are_texts_on_paper_and_in_the_typing_form(hostile, tmp_path, offline, large):
    paper, scores, _ = write_paper_sheets(hostile, tmp_path, large=large)
    text = paper.read_text(encoding="utf-8")
    assert "<script" not in text and "<img" not in text and text.count("</style>") == 1
    assert "\u202e" not in text and "49" not in text.split("P07")[1][:60]
    printed = pdf(offline, paper)
    assert "<script>alert(1)</script>" in printed.pages[1].extract_text().replace("\n", "")
    assert offline.complaints == []
    assert {row["person"] for row in rows(scores)} >= {"../S01", "'=S02", "<b>S03"}

import pytest

from wcc_prioritise.exports.content import Table
from wcc_prioritise.exports.two_page import BEHIND, make, two_page_paper


@pytest.fixture(params=["short_told", "northmere_told"])
def told(request):
    return request.getfixturevalue(request.param)


def test_it_is_two_pages_and_the_scores_come_after(told, printed, cut_off):
    file = make(told)["two-page-paper.docx"]
    pages = printed(file, "paper.docx")
    assert cut_off(file, pages) == []
    assert [number for number, text in enumerate(pages, start=1) if BEHIND in text] == [3]
    assert "Purpose" in pages[0] and "Still open" in pages[1]


def test_every_total_stands_beside_its_scores(told):
    scores = [b for b in two_page_paper(told).blocks if isinstance(b, Table)][-1]
    criteria = list(told.case.criteria["criterion"])
    assert scores.columns == ("Candidate", *criteria, "Value", "Chance", "Worth")
    rows = {row[0].split()[0]: row for row in scores.rows[1:]}
    assert set(rows) == set(told.case.names.index)
    for code, row in rows.items():
        assert row[-3] == f"{told.appraisal.value[code]:,.1f}"
        assert row[-1] == f"{told.appraisal.worth[code]:,.1f}"


def test_no_candidates_total_stands_on_the_two_pages(told):
    front = two_page_paper(told).sections[:2]
    words = str([s.blocks for s in front])
    assert not [w for w in told.appraisal.worth if f"'{w:.1f}'" in words]


def test_set_money_and_agreement_stand_on_it(told, words_of_page):
    words = " ".join(words_of_page(make(told)["two-page-paper.html"]))
    for needed in (told.money.summary(), told.agreement.words, "P10 taken in", "is to be found"):
        assert needed in words


def test_the_same_record_gives_the_same_bytes(short_told):
    assert make(short_told) == make(short_told)

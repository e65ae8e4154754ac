"""Does `wcc competencies` say how fit we are, and write what it says?"""

import pytest

import wcc_prioritise as wcc_package
from wcc_prioritise.competencies import read_competencies

NAMES = {"competencies.docx", "competencies.html", "competencies.xlsx"}


def test_levels_gaps_governance_and_evidence_in_words(wcc, tmp_path, short_day):
    told = wcc("competencies", wcc_package.sample("competencies"), "--day", short_day)
    assert told.code == 0, told.said
    for words in (
        "33 sub-competencies of 11 competencies judged.",
        "- 6.1 predictive modelling of changing need: level 1 (panel), target 3: need is modelled",
        "and 7 more, in the paper.",
        "finance ● green (self), ◆ amber (panel)",
        "The record The record shows something of competencies",
        "What moved 2008/09 to 2009/10: 11 up",
    ):
        assert words in told.said
    out = tmp_path / "wcc-competencies"
    assert {path.name for path in out.iterdir()} == NAMES
    page = (out / "competencies.html").read_text(encoding="utf-8")
    assert "Weights given by patients, carers and the public" in page


def test_the_workbook_can_be_edited_and_given_back(wcc, tmp_path):
    told = wcc(
        "competencies", wcc_package.sample("competencies"), "--out", "a", "--year", "2008/09"
    )
    assert told.code == 0 and "30 sub-competencies of 10 competencies" in told.said
    assert "What moved" not in told.said  # there is no year before
    again = read_competencies(tmp_path / "a" / "competencies.xlsx")
    assert again.years == ["2008/09", "2009/10"] and len(again["evidence_map"]) == 52


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "no file or folder 'nowhere'"),
        ((wcc_package.sample("short"),), "no table"),
        ((wcc_package.sample("competencies"), "--year", "1999/00"), "no judgement for '1999/00'"),
        ((wcc_package.sample("competencies"), "--day", "nowhere.wcc"), "nowhere.wcc"),
        ((wcc_package.sample("competencies"), "--out", " "), "no folder after --out"),
    ],
)
def test_what_cannot_be_is_told_in_words_and_nothing_is_written(wcc, tmp_path, words, said):
    told = wcc("competencies", *words)
    assert told.code == 2 and said in told.said, told.said
    assert list(tmp_path.iterdir()) == []

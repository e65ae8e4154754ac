"""The page from data to list: both lists, and what they do not mean."""

import datetime

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.data_to_list import data_to_list
from wcc_prioritise.exports import list_page
from wcc_prioritise.exports.content import Table
from wcc_prioritise.exports.data_to_list import list_paper
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.word import word_file


@pytest.fixture(scope="module")
def found(northmere, gaps):
    """Give what is found when nobody cites alcohol any more."""
    candidates = northmere.candidates
    candidates["indicators"] = [() if cited == ("I10",) else cited
                                for cited in candidates["indicators"]]  # fmt: skip
    return data_to_list(
        northmere.replace(candidates=candidates),
        gaps,
        first_data=datetime.date(2026, 5, 4),
        preferred=datetime.date(2026, 11, 20),
    )


def test_both_lists_stand_on_the_page(found):
    gap, proposals = [b for b in list_paper(found).blocks if isinstance(b, Table)]
    assert len(gap.rows) == 1 and len(proposals.rows) == 15
    name, period, ours, _, by, people, source = gap.rows[0]
    assert name.startswith("I10 Admitted because of alcohol") and period == "2025-26"
    assert ours == "31.3% (28.1 to 34.7)" and by.startswith("7.4% (")
    assert people == "57 (30 to 83)" and source.startswith("SYNTHETIC")
    assert ("P10", "I06", "I06: better than peers (2025-26)") in [
        (row[0].split()[0], *row[1:]) for row in proposals.rows
    ]


def test_days_stand_only_where_both_are_dated(found, northmere, gaps, words_of_page):
    words = " ".join(words_of_page(page_file(list_paper(found))))
    assert "First data: 4 May 2026. Preferred list: 20 November 2026. 200 days." in words
    undated = " ".join(words_of_page(page_file(list_paper(data_to_list(northmere, gaps)))))
    assert "days" not in undated
    assert "every clear gap, if there is one, is cited by a proposal" in undated


def test_before_there_is_a_list_the_page_says_so(words_of_page):
    real = wcc.read(wcc.sample("real"))
    gaps = wcc.benchmark(real.indicators, area="NHS Leicester City CCG", peers=real.peers)
    words = words_of_page(page_file(list_paper(data_to_list(real, gaps))))
    assert "There is no proposal yet." in words
    assert sum(text == "2015-16" for text in words) == gaps.counts["worse than peers"]


def test_word_and_page_say_the_same(found, words_of_page, words_of_word):
    paper = list_paper(found, "SYNTHETIC")
    assert words_of_word(word_file(paper)) == words_of_page(page_file(paper))


def test_the_file_holds_the_page(found, tmp_path):
    path = list_page(tmp_path / "list.html", found, "SYNTHETIC")
    assert path.read_bytes() == page_file(list_paper(found, "SYNTHETIC"))
    with pytest.raises(wcc.InputError, match="ends in .docx"):
        list_page(tmp_path / "list.txt", found)

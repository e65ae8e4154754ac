"""Text from people is data: whatever it looks like, it is a text and breaks nothing."""

import io

import pytest
from docx import Document

import wcc_prioritise as wcc
from wcc_prioritise.exports.content import clean
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.paper import board_paper
from wcc_prioritise.exports.results import gather
from wcc_prioritise.exports.word import word_file

NAMES = (
    "<script>alert(1)</script>",
    "=cmd|'/C calc'!A0",
    'a " onerror="alert(1)',
    "bell\x07 tab\x0bnull\x00end",
    "x" * 5000,
    "שלום \u202eeman\u202c עולם",
    "🙂👩🏽‍⚕️ clinic",
    "{{ 7 * 7 }} {% raw %}",
    "]]> &amp; <!-- &#0;",
    "${jndi:ldap://x} %s \\",
    "+1 @import url(x)",
    "-" * 200,
)


@pytest.fixture(scope="module")
def hostile(short):
    """Give the short case with a hostile text wherever a person may type one."""
    candidates, criteria, evidence = short.candidates, short.criteria, short.evidence
    candidates["name"] = list(NAMES)
    candidates["description"] = list(NAMES)
    candidates["provider"] = list(NAMES)
    criteria["name"] = list(NAMES[: len(criteria)])
    criteria["anchor_100"] = list(NAMES[6 : 6 + len(criteria)])
    evidence["statement"] = [NAMES[k % len(NAMES)] for k in range(len(evidence))]
    evidence["unit"] = [NAMES[k % len(NAMES)] for k in range(len(evidence))]
    charter = short.charter.model_copy(
        update={"question": NAMES[0], "notice": NAMES[2] + NAMES[3], "late_rule": NAMES[9]}
    )
    case = short.replace(
        candidates=candidates, criteria=criteria, evidence=evidence, charter=charter
    )
    appraisal = wcc.appraise(case)
    portfolio = wcc.select(appraisal, limits={"gross_3yr": 5_500})
    return case, board_paper(gather((portfolio, wcc.rank(appraisal))))


@pytest.fixture(scope="module")
def files(hostile):
    return word_file(hostile[1]), page_file(hostile[1])


@pytest.mark.parametrize("place", range(len(NAMES)))
def test_every_name_stands_in_full_in_both(files, hostile, place, words_of_page, words_of_word):
    word, page = files
    name = clean(hostile[0].names.iloc[place])
    assert len(name) > len(NAMES[place]) / 2
    for words in (words_of_word(word), words_of_page(page)):
        assert any(name in text for text in words)


def test_both_still_say_the_same(files, words_of_page, words_of_word):
    word, page = files
    assert words_of_word(word) == words_of_page(page)


def test_word_still_opens(files):
    document = Document(io.BytesIO(files[0]))
    assert document.paragraphs[0].text == clean(NAMES[0])
    assert document.core_properties.title == clean(NAMES[0])


def test_no_text_becomes_an_element_or_an_attribute(files, read_page):
    read = read_page(files[1])
    assert not read.all("script")
    assert not [attrs for _, attrs in read.elements if any(n.startswith("on") for n in attrs)]
    assert "49" not in [text for _, text in read.blocks if text.startswith("49")]

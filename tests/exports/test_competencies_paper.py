"""The paper on our competencies: every level, gap and link, and what was not given is said."""

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.competencies import assess, evidence_from, movement, read_competencies
from wcc_prioritise.exports.competencies_paper import competencies_paper, paper_on
from wcc_prioritise.exports.content import Heading, Picture, Table
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.word import word_file


@pytest.fixture(scope="module")
def results(short_day):
    held = read_competencies(wcc.sample("competencies"))
    first, second = (assess(held, year) for year in held.years)
    with wcc.Workshop(short_day) as workshop:
        shown = evidence_from(workshop)
    return second, shown, movement(first, second, evidence=shown)


@pytest.fixture(scope="module")
def paper(results):
    return paper_on(*results)


def table(paper, words):
    (found,) = [b for b in paper.blocks if isinstance(b, Table) and words in b.caption]
    return found


def test_every_level_of_every_assessor_stands_in_the_paper(paper):
    rows = table(paper, "Which level did each assessor give").rows
    assert len(rows) == 33
    assert rows[0] == ("1.1 reputation as the local leader of the NHS", "3", "2 (2 to 3)", "3",
                       "1", "3")  # fmt: skip
    assert rows[2][2] == "–"  # partners were not asked on 1.3


def test_gaps_governance_and_outcomes(paper):
    gaps = table(paper, "below its target").rows
    assert len(gaps) == 15 and gaps[0][:4] == (
        "6.1 predictive modelling of changing need", "1", "panel", "3",
    )  # fmt: skip
    assert "director of strategy" in gaps[0]
    governance = table(paper, "How sound is governance").rows
    assert governance[3][:3] == ("Finance", "panel", "◆ amber: some concerns")
    outcomes = table(paper, "Which outcomes").rows
    assert len(outcomes) == 10 and outcomes[0][2] == "0.21 years (0.14 to 0.27)"
    assert outcomes[-1][2:4] == ("–", "No trend can be drawn")


def test_links_and_claims_stand_with_their_entries(paper, results):
    _, shown, _ = results
    rows = table(paper, "What in the record").rows
    assert len(rows) == int(shown.table["counts"].sum())
    assert all("entr" in row[3] for row in rows)
    claims = {row[0][:3]: row[3] for row in table(paper, "What do we claim").rows}
    assert claims["8.2"] == "not evidenced" and claims["3.2"] == "in the record"


def test_both_pictures_have_their_words(paper):
    pictures = [block for block in paper.blocks if isinstance(block, Picture)]
    assert len(pictures) == 2 and all(len(p.alt) > 100 for p in pictures)


def test_what_was_not_given_has_no_section_and_is_said(results, words_of_page):
    alone = paper_on(results[0], None, None)
    headings = [block.text for block in alone.blocks if isinstance(block, Heading)]
    assert "What the record shows" not in headings and "Governance" in headings
    assert "No record was given." in words_of_page(page_file(alone))


def test_word_and_page_say_the_same_and_are_marked_as_invented(paper, words_of_page, words_of_word):
    page = words_of_page(page_file(paper))
    assert words_of_word(word_file(paper)) == page
    assert any("SYNTHETIC" in text for text in page)
    assert any("Every level here was given by somebody" in text for text in page)


def test_the_file_is_the_paper_and_other_endings_are_refused(results, tmp_path):
    assessment, shown, moved = results
    where = tmp_path / "competencies.html"
    competencies_paper(where, assessment, evidence=shown, movement=moved)
    assert where.read_bytes() == page_file(paper_on(assessment, shown, moved))
    with pytest.raises(wcc.InputError, match="ends in .docx"):
        competencies_paper(tmp_path / "competencies.pdf", assessment)

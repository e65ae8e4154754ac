"""Evidence cards: a page a candidate, what is known with its vintage, what is not said aloud."""

import io
import shutil
import subprocess

import pytest
from docx import Document

import wcc_prioritise as wcc
from wcc_prioritise.exports import cards
from wcc_prioritise.exports.cards import cards_paper
from wcc_prioritise.exports.content import Listing, Paragraph, Table, clean
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.word import word_file


@pytest.fixture(scope="module")
def made(northmere, gaps):
    return cards_paper(northmere, gaps)


@pytest.fixture(scope="module")
def bare(short):
    """Give the cards of a case that was not compared with anything."""
    return cards_paper(short)


def page_of(paper, code):
    (found,) = [part for part in paper.sections if part.blocks[0].text.split()[0] == code]
    return found


def texts(part):
    """Give every text of a page, cells and list items too."""
    for block in part.blocks:
        if isinstance(block, Table):
            yield from (
                block.caption,
                *block.columns,
                *(cell for row in block.rows for cell in row),
            )
        else:
            yield from block.items if isinstance(block, Listing) else (block.text,)


def words(paper, code):
    return "\n".join(texts(page_of(paper, code)))


def absent(paper, code):
    """Give what a card says is not known."""
    return [b for b in page_of(paper, code).blocks if isinstance(b, Listing)][-1].items


# ---- one page a candidate


def test_every_candidate_has_a_page_of_its_own(made, northmere):
    pages = [part for part in made.sections if part.new_page]
    assert [part.blocks[0].text for part in pages] == [
        f"{row.candidate} {row.name}"
        for row in northmere.candidates[["candidate", "name"]].itertuples(index=False)
    ]
    assert made.notice.startswith("SYNTHETIC")


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["made", "bare"])
def test_no_card_runs_over_its_page(paper, request, tmp_path):
    pypdf = pytest.importorskip("pypdf", reason="needs pypdf to read what was printed")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice to print")
    paper = request.getfixturevalue(paper)
    (tmp_path / "cards.docx").write_bytes(word_file(paper))
    line = [office, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless"]
    line += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "cards.docx")]
    subprocess.run(line, check=True, capture_output=True, timeout=180)
    printed = [p.extract_text() for p in pypdf.PdfReader(tmp_path / "cards.pdf").pages]
    pages = [part.blocks[0].text for part in paper.sections if part.new_page]
    for heading, text in zip(pages, printed[-len(pages) :], strict=True):
        assert heading.split()[0] in text.split()[:20]
    assert len(printed) - len(pages) in (1, 2)


# ---- what is known


def test_findings_stand_with_source_date_and_grade(made, northmere):
    (table,) = [b for b in page_of(made, "P01").blocks
                if isinstance(b, Table) and "Studies" in b.caption]  # fmt: skip
    first = table.rows[0]
    assert first[1] == "80% fewer recurrent strokes" and first[3].startswith("EXPRESS study")
    assert first[4:] == ("2009", "B", "study")
    assert table.rows[1][4] == "no date"
    cited = northmere.evidence
    every = cited[(cited["candidate"] == "P01")]["statement"]
    assert all(clean(statement).rstrip(".") in words(made, "P01") for statement in every)


def test_patient_views_say_who_and_how_many(made, northmere):
    assert "Said by: SYNTHETIC: Northmere patient panel, May 2026 (2026). How many: not given" in (
        words(made, "P01")
    )
    evidence = northmere.evidence
    row = (evidence["candidate"] == "P01") & (evidence["kind"] == "patient view")
    evidence.loc[row, ["value", "unit"]] = [14, "people of the panel"]
    told = cards_paper(northmere.replace(evidence=evidence))
    assert "How many: 14 people of the panel." in words(told, "P01")
    assert "How many patients said so." not in absent(told, "P01")
    assert "How many patients said so." in absent(made, "P01")


def test_a_figure_that_counts_no_people_is_not_taken_for_how_many(made):
    assert "How many: not given. Figure: 11 weeks." in words(made, "P24")
    assert "How many patients said so." in absent(made, "P24")


def test_cited_gaps_stand_with_their_limits_and_period(made, gaps):
    (table,) = [b for b in page_of(made, "P02").blocks
                if isinstance(b, Table) and "Gaps" in b.caption]  # fmt: skip
    assert "95% limits" in table.caption and len(table.rows) == 2
    first, second = table.rows
    assert first[1] == "2025-26" and first[2] == "36.4% (34.7 to 38.1)"
    assert first[4] == "20.3% (18.5 to 22.1)" and first[5] == "639 (583 to 696)"
    assert first[6] == "Worse than peers" and second[6] == "No direction given"
    assert "headroom, not what it would bring" in words(made, "P02")


def test_a_claimed_saving_stands_beside_what_remains_of_it(made):
    assert (
        "Claimed: £240 thousand a year at full effect. Assumed: 60% of a claim of grade B is "
        "delivered, which leaves £144 thousand; 50% of that leaves the budget, £72 thousand a "
        "year. Both shares are assumptions, not findings."
    ) in words(made, "P01")


def test_a_claim_above_its_gap_is_asked_about(made):
    assert "To ask: 400 people a year are to benefit" in words(made, "P01")
    assert "To ask" not in words(made, "P02")


# ---- what is not


def test_gaps_in_evidence_are_shown_as_gaps(made):
    assert "No line of the needs assessment." in absent(made, "P04")
    assert "No view of patients." in absent(made, "P08")
    assert "It cites no indicator, so no gap stands behind it." in absent(made, "P04")
    assert "I03: no clear difference (2025-26); no claim rests on it." in absent(made, "P03")
    assert "1 statement whose source is still to be confirmed." in absent(made, "P05")
    assert "1 statement without a date." in absent(made, "P01")


def test_a_candidate_of_which_nothing_is_known_says_so(short):
    evidence = short.evidence
    candidates = short.candidates
    code = candidates["candidate"].iloc[0]
    candidates.loc[0, ["grade"]] = None
    case = short.replace(evidence=evidence[evidence["candidate"] != code], candidates=candidates)
    paper = cards_paper(case)
    assert set(absent(paper, code)) >= {
        "The evidence has no grade.",
        "No study and no audit.",
        "No line of the needs assessment.",
        "No view of patients.",
    }
    assert "Without a grade nothing can be said" in words(paper, code)
    assert "The evidence has not been graded." in words(paper, code)


def test_without_gaps_the_cards_say_that_nothing_was_compared(bare, northmere):
    front = bare.sections[0]
    assert "nothing was compared" in " ".join(texts(front))
    assert "I01: cited, but nothing was compared." in absent(cards_paper(northmere), "P01")


def test_the_first_page_counts_what_is_known(made, northmere):
    (table,) = [b for b in made.sections[0].blocks if isinstance(b, Table)]
    rows = {row[0].split()[0]: row for row in table.rows}
    assert rows["P01"][1:6] == ("B", "2", "1", "1", "1")
    for code, row in rows.items():
        assert int(row[6]) == len(absent(made, code))


# ---- files


@pytest.mark.parametrize("name", ["cards.docx", "deep/cards.HTML"])
def test_the_path_written_comes_back(tmp_path, short, name):
    path = cards(tmp_path / name, short)
    assert path == tmp_path / name and path.stat().st_size > 5_000


def test_word_and_page_say_the_same_and_twice_the_same(
    bare, short, words_of_page, words_of_word, tmp_path
):
    word, page = word_file(bare), page_file(bare)
    assert words_of_word(word) == words_of_page(page)
    assert cards(tmp_path / "c.docx", short).read_bytes() == word


def test_another_ending_and_no_path_are_refused(tmp_path, short):
    with pytest.raises(wcc.InputError, match="ends in .docx"):
        cards(tmp_path / "cards.pdf", short)
    with pytest.raises(wcc.InputError, match='cards."evidence-cards.docx", case, gaps.'):
        cards(short, tmp_path / "cards.docx")


def test_no_candidates_and_foreign_gaps_are_refused(northmere, gaps):
    with pytest.raises(wcc.InputError, match="no candidates"):
        cards_paper(wcc.read(wcc.sample("real")))
    indicators = northmere.indicators
    indicators.loc[indicators["indicator"] == "I12", "value"] += 0.25
    with pytest.raises(wcc.InputError, match="other figures"):
        cards_paper(northmere.replace(indicators=indicators), gaps)


def test_text_from_people_is_data(short, read_page):
    evidence = short.evidence
    evidence.loc[0, ["statement", "source"]] = ["<script>alert(1)</script>", '"><img src=x>']
    paper = cards_paper(short.replace(evidence=evidence))
    page = read_page(page_file(paper))
    assert not page.all("script") and not page.all("img")
    assert "<script>alert(1)</script>" in [text for _, text in page.blocks]
    assert Document(io.BytesIO(word_file(paper))).core_properties.title == paper.title


def test_no_paragraph_is_empty(made):
    for part in made.sections:
        assert all(b.text for b in part.blocks if isinstance(b, Paragraph))

"""The buying plan as a paper: blanks marked, one sentence that stays, equal bytes, inert text."""

import io
import zipfile

import pandas as pd
import pytest
from docx import Document

import wcc_prioritise as wcc
from wcc_prioritise.competencies import buying_plan, read_routes
from wcc_prioritise.competencies.buying import ACCOUNTABILITY
from wcc_prioritise.competencies.route_records import FUNCTIONAL_AREAS, RouteTables
from wcc_prioritise.exports.buying_plan import BLANK, buying_paper, write_buying_plan
from wcc_prioritise.exports.content import Heading, Listing, Table, clean
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.word import word_file
from wcc_prioritise.tables import InputError

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|'/C calc'!A0",
    "{{ 7 * 7 }} {% raw %}",
    "]]> &amp; <!-- &#0;",
    "bell\x07 tab\x0bnull\x00end",
    "שלום \u202eeman\u202c",
)


@pytest.fixture(scope="module")
def sample():
    return read_routes(wcc.sample("competencies"))


@pytest.fixture(scope="module")
def paper(sample):
    return buying_paper(buying_plan(sample, "9.1"))


@pytest.fixture(scope="module")
def empty(sample):
    """Give the paper of a need about which nothing is written down but its name."""
    return buying_paper(buying_plan(sample, "10.3"))


@pytest.fixture(scope="module")
def hostile(sample):
    """Give the paper of the sample with a hostile text wherever a person may type one."""
    frames = {}
    for name, frame in sample.frames.items():
        frame = frame.astype(object).copy()
        free = {"name", "notice", "owner", "what", "with_whom", "problem", "paid_for", "learner",
                "record_stays", "exit_handover", "bought", "not_bought", "product", "measure",
                "unit", "skill", "who_shows", "how", "statement"}  # fmt: skip
        for at, column in enumerate(c for c in frame.columns if c in free):
            frame[column] = [HOSTILE[(at + n) % len(HOSTILE)] for n in range(len(frame))]
        frames[name] = frame
    return buying_paper(buying_plan(RouteTables(frames), "9.1"))


@pytest.fixture(scope="module", params=["paper", "empty", "hostile"])
def files(request):
    """Give a paper as Word and as a page."""
    made = request.getfixturevalue(request.param)
    return word_file(made), page_file(made)


def tables_of(paper):
    return {block.columns[0]: block for block in paper.blocks if isinstance(block, Table)}


def headings(paper):
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


# ---- what stands in it


def test_the_parts_of_the_plan(paper):
    assert headings(paper) == [
        "Who answers for it", "What is still open", "Why it is bought", "Build, share or buy",
        "What earlier years showed", "Scope", "Outcome measures", "Skills transfer",
        "Who does what", "How it ends",
    ]  # fmt: skip
    assert paper.title == "Outside help for 9.1 Understanding provider economics"
    assert paper.notice.startswith("SYNTHETIC")


def test_all_four_areas_stand_in_the_scope(paper, empty):
    for made in (paper, empty):
        rows = tables_of(made)["functional area"].rows
        assert [row[0].casefold() for row in rows] == list(FUNCTIONAL_AREAS)
    assert "Breadth: micro, a single specialist service" in " ".join(
        str(getattr(block, "text", "")) for block in paper.blocks
    )


def test_skills_have_who_shows_what_and_when(paper):
    first = tables_of(paper)["skill"].rows[0]
    assert first == (
        "read a provider's cost return", "contract accountant",
        "explains three returns line by line", "director of finance", "29 January 2010",
        "still to come",
    )  # fmt: skip


def test_the_routes_are_those_compared(paper, sample):
    choice = buying_plan(sample, "9.1").choice
    rows = tables_of(paper)["route"].rows
    assert [row[0].split(":")[0].casefold() for row in rows] == choice.table["route"].tolist()
    assert [row[1] for row in rows] == [f"{value:.1f}" for value in choice.table["value"]]
    assert tuple(block.items for block in paper.blocks if isinstance(block, Listing)) == (
        choice.tips,
    )


# ---- blanks


def test_blanks_are_listed_and_marked_where_they_are(paper, sample):
    blanks = buying_plan(sample, "9.1").blanks
    listed = tables_of(paper)["where"].rows
    assert [row[2] for row in listed] == blanks["words"].tolist()
    marked = [cell for block in paper.blocks if isinstance(block, Table)
              for row in block.rows for cell in row if BLANK in cell]  # fmt: skip
    assert len(marked) == len(blanks)


def test_a_plan_of_blanks_is_marked_all_through(empty):
    for name in ("functional area", "measure", "skill"):
        for row in tables_of(empty)[name].rows:
            assert BLANK in row[1]
    assert "23 fields are blank." in " ".join(
        str(getattr(block, "text", "")) for block in empty.blocks
    )


def test_a_plan_without_blanks_says_that_nothing_is_open(sample):
    frames = {name: sample[name].astype(object) for name in ("buying", "buying_measures")}
    frames["buying"] = frames["buying"].assign(exit_handover="models", exit_after="we do")
    frames["buying_measures"] = frames["buying_measures"].assign(source="register")
    paper = buying_paper(buying_plan(RouteTables({**sample.frames, **frames}), "9.1"))
    assert BLANK not in str(paper)
    assert "Every field is filled in, and no question is open." in str(paper)


# ---- the sentence that stays


def test_who_answers_for_it_stands_first_and_in_full(files, words_of_word, words_of_page):
    for words in (words_of_word(files[0]), words_of_page(files[1])):
        at = words.index(ACCOUNTABILITY)
        assert words[at - 1] == "Who answers for it" and at <= 4


def test_no_table_can_take_it_out(sample):
    empty = {n: f.iloc[:0] for n, f in sample.frames.items() if n != "route_needs"}
    paper = buying_paper(buying_plan(RouteTables({**sample.frames, **empty}), "9.1"))
    assert [getattr(block, "text", "") for block in paper.blocks][1] == ACCOUNTABILITY


# ---- files


def test_equal_plans_give_equal_bytes(paper, tmp_path):
    plan = buying_plan(read_routes(wcc.sample("competencies")), "9.1")
    assert buying_paper(plan) == paper
    for ending, file_of in (("docx", word_file), ("html", page_file)):
        path = write_buying_plan(tmp_path / f"plan.{ending}", plan)
        assert path.read_bytes() == file_of(paper)


def test_word_and_page_say_the_same(files, words_of_word, words_of_page):
    assert words_of_word(files[0]) == words_of_page(files[1])


def test_hostile_text_is_text(hostile, read_page, words_of_page):
    word, page = word_file(hostile), page_file(hostile)
    assert not read_page(page).all("script")
    said = " ".join(words_of_page(page))
    for text in HOSTILE[:5]:
        assert clean(text) in said
    assert "49" not in said.split()  # no template ran
    assert Document(io.BytesIO(word)).paragraphs
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.casefold()]


def test_a_need_without_a_notice_prints_none(sample):
    bare = sample["route_needs"].astype(object).assign(notice=None)
    few = {"route_needs": bare, "routes": sample["routes"].iloc[:0]}
    assert buying_paper(buying_plan(RouteTables({**sample.frames, **few}), "9.1")).notice == ""


def test_another_ending_is_refused(sample, tmp_path):
    known_of = RouteTables({**sample.frames, "routes": sample["routes"].iloc[:0]})
    with pytest.raises(InputError, match="docx"):
        write_buying_plan(tmp_path / "plan.pdf", buying_plan(known_of, "9.1"))
    assert list(tmp_path.iterdir()) == []


def test_missing_is_not_nought(sample):
    frame = sample["buying_measures"].astype(object).assign(baseline=None)
    known_of = RouteTables(
        {**sample.frames, "buying_measures": frame, "routes": sample["routes"].iloc[:0]}
    )
    rows = tables_of(buying_paper(buying_plan(known_of, "9.1")))["measure"].rows
    assert {row[1] for row in rows} == {BLANK}
    assert pd.isna(frame["baseline"]).all()

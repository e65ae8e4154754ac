import datetime
import re

import pytest

from wcc_prioritise.case import Case
from wcc_prioritise.challenge.completeness import completeness
from wcc_prioritise.teaching import play
from wcc_prioritise.voices import agreement_round, final_set, gut_orders, ledger
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.widgets.room.closing import close, heard, record
from wcc_prioritise.widgets.room.parts import plain
from wcc_prioritise.widgets.room.pieces import everybody_unnamed, short_name
from wcc_prioritise.workshop import Workshop

QUESTIONS = ("I had a fair chance", "I understand how", "I can support")


@pytest.fixture(scope="module")
def anonymous(short, quick_folder):
    """Give the file of an anonymous day, on which gut orders and agreement were opened."""
    case = Case(dict(short.tables))
    case = case.replace(charter=case.charter.model_copy(update={"privacy": "anonymous"}))
    path = quick_folder / "closing-anonymous.wcc"
    play(case, path, seed=4).close()
    return path


@pytest.fixture(scope="module", params=["short_day", "northmere_day", "anonymous"])
def results(request):
    with Workshop(request.getfixturevalue(request.param)) as day:
        yield Results(day)


def pages(draw, results, screen):
    first = draw(results, Place(screen), None)
    return [first, *(draw(results, Place(screen, page=n + 1), None) for n in range(1, first.pages))]


def whole(draw, results, screen):
    return "\n".join(sheet.words for sheet in pages(draw, results, screen))


# ---- were we heard ------------------------------------------------------------------------------


def test_while_it_is_asked_the_questions_stand_and_how_many_are_in(short_day):
    with Workshop(short_day) as day:
        words = whole(heard, Results(day), "heard")
        assert all(question in words for question in QUESTIONS)
        assert words.endswith("10 of 10 in")


def test_opened_the_counts_are_those_of_the_round_against_the_pass_mark(anonymous):
    with Workshop(anonymous) as day:
        results = Results(day)
        sheets = pages(heard, results, "heard")
        found = agreement_round(results.shown)
        rows = found.table[found.table["group"] == "everyone"]
        for statement, own in rows.groupby("statement", sort=False):
            counts = [
                "not shown" if n is None else f"{n} of {people}"
                for n, people in zip(own["at_mark"], own["people"], strict=True)
            ]
            assert "; ".join([statement, *counts]) in sheets[0].words
        assert "At 6 of 10 or above" in sheets[0].words
        rest = "\n".join(sheet.words for sheet in sheets[1:])
        for words in (plain(found.words), *ledger(results.portfolio).words):
            assert words in f"{sheets[0].words}\n{rest}"
        assert sheets[-1].title == "Was every group heard?"


def test_opened_by_the_facilitator_the_questions_give_way_to_counts(short_copy):
    with Workshop(short_copy) as day:
        day.reveal("agreement", by="facilitator", because="all are in")
        words = whole(heard, Results(day), "heard")
        assert plain(agreement_round(Results(day).shown).words) in words and "in\n" not in words


def test_nobody_there_is_said(short, quick_folder):
    with Workshop.start(short, quick_folder / "closing-empty.wcc") as day:
        for person in short.people["person"]:
            day.attendance(person, False, by="driver")
        assert "Nobody is here to be asked." in whole(heard, Results(day), "heard")


# ---- is the record complete ---------------------------------------------------------------------


def test_the_record_is_as_complete_as_the_verb_says_and_what_is_missing_stands_there(results):
    found = completeness(results.workshop)
    sheets = pages(record, results, "record")
    assert sheets[0].words.startswith(f"{found.met} of {found.asked} complete")
    words = "\n".join(sheet.words for sheet in sheets).casefold()
    missing = found.table[found.table["status"] == "not met"]
    for row in missing.itertuples():
        assert row.item.casefold().rstrip(".") in words
    assert missing.empty == ("nothing is missing." in words)


def test_whoever_has_not_declared_an_interest_is_counted_and_not_named(short, quick_folder):
    tables = {n: t for n, t in short.tables.items() if n != "interests"}
    with Workshop.start(Case(tables), quick_folder / "closing-interests.wcc") as day:
        person = short.people["person"].iloc[0]
        day.add("interest", by="c", person=person, candidate="all", what="nil", effect="none")
        sheets = pages(record, Results(day), "record")
        words = "\n".join(sheet.words for sheet in sheets)
        assert "No declaration from 9 people." in words
        assert not set(short.people["person"]) & set(re.findall(r"\w+", words))
        assert all(sheet.body.count("<tr>") <= 11 for sheet in sheets)


# ---- what we recommend --------------------------------------------------------------------------


def test_decision_departures_and_the_set_that_is_left_stand_with_their_reasons(results):
    words = whole(close, results, "close")
    for row in results.case.decisions.itertuples():
        assert row.what.rstrip(".") in words and f"because {row.because}" in words
    for row in results.case.departures.itertuples():
        assert f": {row.departs}." in words and f"Because {row.because}" in words
    names = "; ".join(short_name(results, code) for code in final_set(results.portfolio))
    assert f"{names}." in words


def test_gut_orders_stay_sealed_until_they_are_opened_and_then_only_totals_stand(short_copy):
    with Workshop(short_copy) as day:
        assert "10 of your own orders are sealed" in whole(close, Results(day), "close")
        day.reveal("gut order", by="facilitator", because="the set is on the table")
        opened = Results(day)
        words = whole(close, opened, "close")
        found = gut_orders(opened.portfolio_now)
        assert found.words.startswith("10 people named 50 candidates") and found.words in words
        assert not set(found.people_console_only["words"]) & set(words.split("\n"))


def test_what_is_parked_stands_with_owner_and_date(short_copy):
    with Workshop(short_copy) as day:
        due = datetime.date(2026, 11, 2)
        text = "Who pays for <b>transport</b>, asks S03?"
        day.add("parking lot", by="scribe", text=text, owner="director of finance", date=due)
        sheets = pages(close, Results(day), "close")
        (lot,) = [sheet for sheet in sheets if sheet.title == "Who follows up, and by when"]
        assert "asks 1 person?; director of finance; 2 November 2026" in lot.words
        assert "no owner yet; no date yet" in lot.words
        assert "<b>" not in lot.body and "&lt;b&gt;transport" in lot.body


def test_a_frozen_record_shows_the_beginning_of_its_seal_and_where_the_whole_is(results):
    frozen, path = results.workshop.frozen, results.workshop.path
    last = pages(close, results, "close")[-1].words
    assert frozen.head.seal[:12] in last and frozen.head.seal[:13] not in last
    assert f"{frozen.head.entries:,} entries" in last and path.name in last
    assert str(path.parent) not in last and "2 entries came later" in last


def test_before_anything_was_decided_every_part_says_so(short, quick_folder):
    with play(short, quick_folder / "closing-early.wcc", seed=3, until="swing") as day:
        words = whole(close, Results(day), "close")
        for said in ("Nothing is decided yet.", "Nowhere:", "are sealed", "parking lot is empty",
                     "not frozen yet"):  # fmt: skip
            assert said in words


def test_nobody_is_named_no_decimal_stands_and_a_reason_in_markup_stays_text(results):
    people = set(results.case.people["person"])
    for draw in (heard, record, close):
        for sheet in pages(draw, results, draw.__name__):
            assert not re.search(r"\d\.\d", sheet.words)
            assert not people & set(re.findall(r"\w+", sheet.words))
            assert sheet.body.count("<tr>") <= 11


def test_what_is_answered_in_private_changes_no_word(short_copy):
    with Workshop(short_copy) as day:
        said = {}
        for score in (None, 30, 35):
            if score is not None:
                person = day.case().people["person"].iloc[1]
                again = {"round": 3, "by": "driver", "because": "heard more", "person": person}
                day.score("P01", "K2", score=score, **again)
                order = f"P0{score // 15}; P05"
                day.add("gut order", by="driver", person=person, text=order)
            results = Results(day)
            parts = [whole(draw, results, draw.__name__) for draw in (heard, record, close)]
            said[score] = re.sub(r"\d+ entries came later", "", "\n".join(parts))
        assert said[None] == said[30] == said[35]


def test_tokens_are_counted_where_they_stand_in_words():
    people = ["S01", "S010", "S02"]
    assert everybody_unnamed("S01 and S02, then S010", people) == "2 people, then 1 person"
    assert everybody_unnamed("S011 is no one", people) == "S011 is no one"
    assert everybody_unnamed(None, people) == "" and everybody_unnamed("S01", []) == "S01"

"""What stands on the wall, and what never does."""

import html
import re
import shutil
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement.room import Room
from wcc_prioritise.judgement.weights import whole_shares
from wcc_prioritise.portfolio import NoPortfolio
from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets import room
from wcc_prioritise.widgets.agenda import SCREENS
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.room import SHEETS, sheet_of
from wcc_prioritise.widgets.room.frame import framed

MINE = ("welcome", "gut", "candidates", "criteria", "weights", "scores", "map")


def text_of(drawn):
    """Give what a page says, without its marks."""
    return html.unescape(
        re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", drawn, flags=re.S))
    )


def words_of(day, screen, **place):
    """Give the words of all pages of a screen."""
    place, told = Place(screen, **place), []
    while True:
        sheet = sheet_of(day.results, place, day.moment)
        told.append(sheet.words)
        if place.page >= sheet.pages:
            return "\n".join(told)
        place = place.at(page=place.page + 1)


def test_every_screen_of_the_day_has_its_page():
    assert list(SHEETS) == [screen.key for screen in SCREENS]


@pytest.mark.parametrize("stage", ["before", "reveal", "end"])
def test_nobody_is_named_and_no_figure_has_decimals(at_stage, every_page, stage):
    day = at_stage("short", stage)
    people = set(day.results.case.people["person"])
    for place, moment, sheet in every_page(day):
        for text in (text_of(framed(sheet, place, moment)), sheet.words, sheet.title):
            assert not people & set(re.findall(r"\w+", text)), place
            assert not re.search(r"\d[.,]\d{1,2}(?!\d)", text), place


def test_hostile_words_are_text_and_nothing_else(at_stage, every_page):
    for place, moment, sheet in every_page(at_stage("hostile", "set"), MINE):
        drawn = framed(sheet, place, moment)
        assert "<script" not in drawn.lower() and "\u202e" not in drawn
        assert not re.search(r"\d\.\d", text_of(drawn))
    told = words_of(at_stage("hostile", "before"), "candidates")
    assert "<script>alert('1')</script> & \"quotes\"" in told and "תיק רפואי" in told


# ---- what is private ----------------------------------------------------------------------------


def uncounted(drawn):
    """Give a page without its counts of who is in."""
    return re.sub(r"\d+ of \d+|width:\d+%", "", drawn)


@pytest.fixture(scope="module")
def revealed_in_part(stage_of, tmp_path_factory):
    """Give a day with two criteria revealed and two not."""
    path = tmp_path_factory.mktemp("private") / "day.wcc"
    shutil.copy(stage_of("short", "reveal"), path)
    day = Day(path)
    assert day.reveal("K2") and day.reveal("K3")
    yield day
    day.close()


def test_a_hidden_score_changes_nothing_but_counts(revealed_in_part, every_page):
    day = revealed_in_part
    screens = [screen for screen in SHEETS if screen != "record"]

    def wall():
        return [
            (uncounted(sheet.body), uncounted(sheet.words), sheet.title)
            for _, _, sheet in every_page(day, screens)
        ]

    first, case = wall(), day.results.case

    @settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.sampled_from(sorted(case.people["person"])),
        st.sampled_from(sorted(case.candidates["candidate"])),
        st.sampled_from(["K2", "K4", "K5"]),
        st.sampled_from([None, 0, 37, 100]),
    )
    def nothing_else_moves(person, candidate, criterion, score):
        said = {"person": person, "candidate": candidate, "criterion": criterion, "score": score}
        before = day.seq
        assert day.enter("score", because="on second thoughts", **said) == (day.seq > before)
        assert wall() == first

    nothing_else_moves()


def test_the_record_may_say_that_somebody_scored_again_but_never_what(revealed_in_part):
    day, said = revealed_in_part, {"person": "S01", "candidate": "P01", "criterion": "K3"}
    told = set()
    for score in (0, 55, 100, None):
        assert day.enter("score", because="on second thoughts", score=score, **said)
        told.add(words_of(day, "record"))
    assert len(told) == 1


def test_what_rests_on_hidden_answers_says_who_is_outstanding_by_count(at_stage):
    day = at_stage("short", "reveal")
    for screen in room.RESTS_ON_ALL:
        sheet = sheet_of(day.results, Place(screen), day.moment)
        assert sheet.title == "Hidden until they are revealed"
        assert "Fairness; 10 of 10" in sheet.words and "steps matter; revealed" in sheet.words
    assert sheet_of(day.results, Place("map"), day.moment).title == sheet.title


def test_only_revealed_criteria_are_on_the_map(revealed_in_part):
    words = words_of(revealed_in_part, "map")
    assert "Safety; hidden" in words and "Lasting effect; hidden" in words
    found = revealed_in_part.results.agreement_map
    for code, name in (("K2", "Fairness"), ("K3", "Experience of care")):
        labels = found.loc[found["criterion"] == code, "label"].value_counts()
        counts = [str(labels.get(label, 0)) for label in ("agree", "mixed", "split", "too few")]
        assert "; ".join([name, *counts]) in words


@pytest.mark.parametrize("error", [InputError.of(found="S03's sheet", allowed="a", do="b")])
def test_what_is_missing_is_said_in_plain_words(at_stage, monkeypatch, error):
    day = at_stage("short", "end")
    broken = SimpleNamespace(bands=lambda *given: (_ for _ in ()).throw(error))
    monkeypatch.setattr(room.importlib, "import_module", lambda name: broken)
    sheet = sheet_of(day.results, Place("bands"), day.moment)
    assert sheet.title == "Not yet" and "S03" not in sheet.words
    error = NoPortfolio(("at most £1.5 million", "P07 is in"))
    broken.bands = lambda *given: (_ for _ in ()).throw(error)
    sheet = sheet_of(day.results, Place("bands"), day.moment)
    assert sheet.title == "Not yet"
    assert "£1½ million" in sheet.words and "P07 is in" in sheet.words


# ---- what each says -----------------------------------------------------------------------------


def test_welcome_says_question_money_rules_privacy_and_who_is_here(at_stage):
    words = words_of(at_stage("short", "reveal"), "welcome")
    for told in (
        "Which pathways should we redesign",
        "£5½ million",
        "the commissioning board, in public",
        "7 people must have answered",
        "6 of 10 is enough",
        "asked for its records",
        "clinicians; 3 people",
        "all of us; 10 of 10 people",
        "1 may speak but not score; 1 neither speak nor score; 8 people with none",
    ):
        assert told in words
    assert "10 people yet to say" in words_of(at_stage("short", "before"), "welcome")


def test_who_has_left_is_missed_by_role_and_not_by_name(short_copy):
    day = Day(short_copy)
    people = day.results.case.people
    patients = people.loc[["patient" in roles for roles in people["roles"]], "person"]
    for person in patients:
        assert day.enter("attendance", person=person, text="left")
    words = words_of(day, "welcome")
    day.close()
    assert "Not here; patient" in words and "9 of 10 people" in words


def test_each_candidate_and_each_criterion_has_a_page_of_its_own(at_stage):
    day = at_stage("northmere", "before")
    assert sheet_of(day.results, Place("candidates"), day.moment).pages >= 24
    for code in ("P12", "P24"):
        words = words_of(day, "candidates", candidate=code)
        assert day.results.candidates.at[code, "name"] in words
    assert "£350 thousand once, £900 thousand a year" in words_of(
        day, "candidates", candidate="P12"
    )
    words = words_of(day, "criteria", criterion="C4")
    assert "Worst; It would add a risk of harm." in words
    assert "Doing nothing; as safe as today" in words and "You score this." in words


def test_steps_are_said_in_words_until_the_weights_are_revealed(at_stage):
    words = words_of(at_stage("short", "before"), "weights")
    assert "Health gain; from 0 to 500 healthy years a year" in words
    assert "Private: 0 of 10 are in." in words and "to 26" not in words


def test_shares_are_whole_add_up_and_stand_beside_the_spread(at_stage):
    day = at_stage("short", "reveal")
    sheet = sheet_of(day.results, Place("weights"), day.moment)
    told = re.findall(r"^(.+); (\d+); (\d+) to (\d+)$", sheet.words, flags=re.M)
    assert sum(int(share) for _, share, _, _ in told) == 100
    people = 100 * Room(day.results.shown).weights
    codes = day.results.case.criteria.set_index("name")["criterion"]
    for name, _, low, high in told:
        assert (int(low), int(high)) == (
            round(people[codes[name]].min()),
            round(people[codes[name]].max()),
        )
    assert sheet.body.count("<circle") == people.size


def test_with_too_few_answers_there_are_no_dots(stage_of, tmp_path):
    day = Day(shutil.copy(stage_of("short", "before"), tmp_path / "few.wcc"))
    for person in ("S01", "S02"):
        for criterion in day.results.criteria.index:
            assert day.enter("swing", person=person, criterion=criterion, points=50)
    assert day.reveal("weights", because="the others are late")
    sheet = sheet_of(day.results, Place("weights"), day.moment)
    day.close()
    assert "Too few for dots" in sheet.words and "<circle" not in sheet.body


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=12))
def test_whole_shares_add_up_to_a_hundred_and_stay_near(weights):
    weights = pd.Series(weights) / sum(weights)
    shares = whole_shares(weights)
    assert shares.sum() == 100
    assert ((shares - 100 * weights).abs() < 1).all()


def test_the_criterion_asked_is_the_one_on_the_wall_or_the_first_unseen(revealed_in_part):
    day = revealed_in_part
    assert sheet_of(day.results, Place("scores"), day.moment).title == "Safety"
    sheet = sheet_of(day.results, Place("scores", criterion="K2"), day.moment)
    assert sheet.title == "Fairness" and "Second round" in sheet.words
    words = words_of(day, "scores")
    assert "100; A serious harm that we know of would stop." in words
    assert "clinicians; 3 of 3" in words and "Fairness; revealed" in words

"""One cell, read from whatever was typed: forgiving about form, strict about meaning."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from wcc_prioritise.schema.records import Candidate, Charter, Gate, Score


def candidate(**changes):
    base = {
        "candidate": "P01",
        "name": "Clinic",
        "set_up_cost": 60,
        "running_cost": 180,
        "first_benefit": 3,
        "full_benefit": 9,
        "people": 400,
        "gain": 70,
        "duration": 1,
    }
    return Candidate(**{**base, **changes})


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,200", 1200),
        (" £1,200.50 ", 1200.5),
        ("12", 12),
        (12, 12),
        ("\u00a07 ", 7),
        ("1e3", 1000),
    ],
)
def test_numbers_as_people_type_them(typed, number):
    assert candidate(set_up_cost=typed).set_up_cost == number


@pytest.mark.parametrize(
    "typed", ["12,5", "1,23", "abc", "10%", "1 to 2", "NaN", "inf", True, "=A1", "1e999", 10**400]
)
def test_what_could_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(ValidationError, match="a number"):
        candidate(set_up_cost=typed)


@pytest.mark.parametrize(
    "typed",
    ["2026-09-30", "30/09/2026", "30 September 2026", datetime.datetime(2026, 9, 30, 0, 0)],
)
def test_dates_as_people_type_them(typed):
    assert candidate(received=typed).received == datetime.date(2026, 9, 30)


@pytest.mark.parametrize("typed", ["31/02/2026", "soon", "2026-13-01", 45000])
def test_wrong_dates_are_refused(typed):
    with pytest.raises(ValidationError, match="a date, as 2026-09-30"):
        candidate(received=typed)


def test_codes_keep_their_leading_zeros_and_whole_floats_lose_their_point():
    assert candidate(candidate="007").candidate == "007"
    assert candidate(candidate=7.0).candidate == "7"


def test_lists_are_split_at_the_semicolon():
    assert candidate(organisations="GPs; the council ;").organisations == ("GPs", "the council")


def test_choices_do_not_mind_case_or_spaces():
    gate = Gate(candidate="P01", gate=" Provider  Impact ", status=None)
    assert gate.gate == "provider impact"


@pytest.mark.parametrize("typed", ["don't know", "Don’t know", "DK", "?"])
def test_dont_know_is_an_answer(typed):
    assert Score(person="S1", candidate="P1", criterion="C1", score=typed).score is None


@pytest.mark.parametrize("typed", [-1, 100.5, "101"])
def test_a_score_outside_0_to_100_is_refused(typed):
    with pytest.raises(ValidationError):
        Score(person="S1", candidate="P1", criterion="C1", score=typed)


def test_a_whole_number_is_whole():
    with pytest.raises(ValidationError, match="a whole number"):
        candidate(quarters="2.5")


def test_records_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        candidate().people = 3


def test_the_reference_number_of_people_has_no_default():
    with pytest.raises(ValidationError) as wrong:
        Charter(question="Which?", organisation="Us")
    missing = {e["loc"][0] for e in wrong.value.errors()}
    assert missing == {
        "reference_people",
        "reference_because",
        "quick_gain_per_million",
        "long_gain",
    }


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=0, max_value=1e12))
def test_every_number_survives_being_written_and_read(number):
    assert candidate(set_up_cost=repr(number)).set_up_cost == number

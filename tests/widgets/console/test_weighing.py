"""Swing weights: order, size, read back; without a browser."""

import pytest

from wcc_prioritise.judgement import roc
from wcc_prioritise.widgets.console import weighing
from wcc_prioritise.widgets.console.weighing import Weighing


@pytest.fixture
def state(day):
    state = Weighing(day)
    state.person = "S01"
    return state


def points(day):
    swings = day.workshop.case().swings
    return {(r.person, r.criterion): r.points for r in swings.itertuples()}


def test_what_comes_first_is_worth_a_hundred(state):
    state.put("K1", "1")
    assert state.points == {"K1": "100"}
    assert "You would take this step first: going from 0 to 500 healthy years" in state.said


def test_the_answer_is_read_back_as_it_changes(state):
    state.put("K1", "1")
    state.size("K2", "50")
    assert "matters twice as much as" in state.said
    state.size("K2", "25")
    assert "matters four times as much as" in state.said


def test_only_what_was_said_is_read_back(state):
    state.size("K1", "100")
    assert len(state.said.splitlines()) == 1


def test_sizes_that_turn_the_order_round_are_asked_about(state):
    state.put("K1", "1")
    state.put("K2", "2")
    state.size("K1", "40")
    state.size("K2", "60")
    assert "You put K1 before K2, but gave K2 more points (60 and 40)" in state.asks


def test_both_or_first_is_asked(state):
    for code, size in (("K1", "100"), ("K2", "80"), ("K3", "50")):
        state.size(code, size)
    assert "together come to 130" in state.asks


def test_entering_writes_a_row_a_criterion(state, day):
    for code, size in (("K2", "0"), ("K1", "100"), ("K3", "40")):
        state.size(code, size)
    assert state.enter(), state.fault
    assert points(day) == {("S01", "K1"): 100, ("S01", "K2"): 0, ("S01", "K3"): 40}
    assert day.workshop.case().swings["method"].isna().all()


def test_an_order_alone_stands_for_the_centroid_and_says_so(state, day):
    state.only_order = True
    for place, code in enumerate(["K1", "K2", "K3", "K4", "K5", "K6"], start=1):
        state.put(code, str(place))
    assert state.enter(), state.fault
    expected = roc(6) / roc(6)[0] * 100
    assert [points(day)["S01", f"K{n}"] for n in range(1, 7)] == [round(p) for p in expected]
    assert set(day.workshop.case().swings["method"]) == {"rank order"}


def test_nonsense_stays_and_is_refused_in_words(state, day):
    before = day.seq
    state.size("K1", "lots")
    assert not state.enter()
    assert "'lots'" in state.fault
    assert day.seq == before
    assert state.points["K1"] == "lots"


@pytest.mark.parametrize(
    ("person", "only_order", "words"),
    [
        ("", False, "Choose the person first."),
        ("S01", False, "Say the sizes first."),
        ("S01", True, "Say the order first."),
    ],
)
def test_what_is_missing_is_said(day, person, only_order, words):
    state = Weighing(day)
    state.person, state.only_order = person, only_order
    assert not state.enter()
    assert state.fault == words


def test_another_person_begins_with_what_the_record_holds(state, day):
    state.size("K1", "100")
    state.enter()
    state.person = "S02"
    assert state.points == {}
    state.person = "S01"
    assert state.points == {"K1": "100"}
    assert Weighing(day).points == {}


def test_slider_and_number_hold_the_same(day, find, said_in):
    day.go("weights")
    form = weighing.form(day)
    find(form, "Whose answer").value = "S01"
    find(form, "Place of Health gain").value = "1"
    slider, typed = [w for w in _all(form) if w.description == "Size of Fairness"]
    slider.value = 50
    assert typed.value == "50"
    typed.value = "25"
    assert slider.value == 25
    assert "four times" in said_in(form)
    find(form, "Enter this answer").click()
    assert points(day) == {("S01", "K1"): 100, ("S01", "K2"): 25}
    assert "1 of 10 in" not in said_in(form), "four steps are still wanting"


def _all(widget):
    found = [widget] if hasattr(widget, "description") else []
    return found + [w for child in getattr(widget, "children", ()) for w in _all(child)]


def test_a_drag_keeps_numbers_that_were_not_whole(day, find):
    form = weighing.form(day)
    find(form, "Whose answer").value = "S01"
    typed = [w for w in _all(form) if w.description == "Size of Fairness"][1]
    typed.value = "33.3"
    assert typed.value == "33.3"

"""Weights that are tried: the look-up says what a solve says, and nothing is kept unasked."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.console import what_if
from wcc_prioritise.widgets.console.what_if import Weighing, WeightsTried

CRITERIA = [f"C{number}" for number in range(1, 10)]


@pytest.fixture(scope="module")
def weighing(portfolio):
    return Weighing(portfolio)


@pytest.fixture
def state(portfolio, weighing):
    state = WeightsTried(portfolio)
    state.weighing = weighing  # its sets are found once for all tests
    return state


@pytest.fixture
def day(short_copy):
    day = Day(short_copy)
    yield day
    day.close()


@settings(max_examples=6)
@given(st.lists(st.integers(0, 100), min_size=9, max_size=9).filter(any))
def test_the_look_up_gives_the_set_and_the_values_of_a_solve(weighing, portfolio, points):
    asked = dict(zip(CRITERIA, points, strict=True))
    found = weighing.under(asked)
    solved = wcc.select(portfolio.appraisal.reweighted(asked), **portfolio.arguments)
    assert found.chosen == solved.chosen
    assert found.value.equals(solved.appraisal.value.rename(None))


@pytest.mark.parametrize(
    "rules",
    [{"reading": "plain totals"}, {"at_least": {("class", "quick win", "share of worth"): 0.1}}],
)
def test_where_no_look_up_holds_each_answer_is_solved(appraisal, rules):
    asked = dict.fromkeys(CRITERIA, 50.0)
    kept = wcc.select(appraisal, limits={"gross_3yr": 9_000}, **rules)
    weighing = Weighing(kept)
    solved = wcc.select(appraisal.reweighted(asked), **kept.arguments)
    assert weighing.sets is None and weighing.under(asked).chosen == solved.chosen


def test_twins_are_chosen_as_select_chooses_them(short):
    first = short.candidates["candidate"].iloc[0]
    twice = {}
    for name in ("candidates", "scores", "measures"):
        rows = getattr(short, name)
        twin = rows[rows["candidate"] == first].assign(candidate="P99")
        twice[name] = pd.concat([rows, twin], ignore_index=True)
    kept = wcc.select(wcc.appraise(short.replace(**twice)), limits={"candidates": 3})
    state = WeightsTried(kept)
    state.move(next(iter(state.points)), 1)
    asked = wcc.select(kept.appraisal.reweighted(state.points), **kept.arguments)
    assert state.now.chosen == asked.chosen
    assert state.now.value["P99"] == state.now.value[first]


def test_a_move_redraws_the_ranking_and_the_set(state):
    before = state.ranking, state.chosen
    assert "would enter" not in state.chosen and "up " not in state.ranking
    state.move("C1", 0)
    assert (state.ranking, state.chosen) != before and "▲ up" in state.ranking
    assert state.moved in state.words and "C1 0" in state.words


def test_undo_takes_back_one_move_and_what_it_was_all_of_them(state):
    start = state.ranking
    state.move("C1", 10)
    state.move("C2", 90)
    state.undo()
    assert state.points["C1"] == 10 and state.points["C2"] == state.start["C2"]
    state.as_it_was()
    assert state.ranking == start and state.now is state.before
    state.undo()
    assert state.points["C1"] == 10
    state.undo()
    state.undo()
    assert state.points == state.start


def test_weights_that_are_all_nought_are_said_and_the_last_good_ones_stay(state):
    for code in CRITERIA:
        state.move(code, 0)
    shown = state.ranking
    assert "weights that are all 0" in state.fault
    state.move("C1", 5)
    assert state.fault == "" and state.ranking != shown


def test_without_a_group_only_candidates_are_said(state, northmere):
    group = northmere.voice_groups["group"].iloc[0]
    state.leave_out(group)
    assert state.group.startswith(f"Without {group}")
    state.leave_out("nobody")
    assert "voice group 'nobody'" in state.group


def sliders(widget):
    import ipywidgets as W

    if isinstance(widget, W.IntSlider):
        return [widget]
    return [one for child in getattr(widget, "children", ()) for one in sliders(child)]


def buttons(widget):
    import ipywidgets as W

    if isinstance(widget, W.Button):
        return {widget.description: widget}
    return {n: b for child in getattr(widget, "children", ()) for n, b in buttons(child).items()}


def test_sliders_and_boxes_follow_each_other_and_undo(state):
    made = sliders(what_if.sliders(state))
    assert [one.description for one in made] == list(state.names.values())
    others = [one.value for one in made[1:]]
    made[0].value = 20
    assert state.points["C1"] == 20 and [one.value for one in made[1:]] == others
    state.undo()
    assert made[0].value == round(state.start["C1"]) and len(state._done) == 0


def test_nothing_is_kept_unless_the_button_is_pressed(day):
    form = what_if.form(day)
    before = day.seq
    sliders(form)[0].value = 3
    assert day.seq == before
    buttons(form)["Keep a note of it"].click()
    note = day.workshop.of_kind("note")[-1].fields["text"]
    assert day.seq == before + 1 and note.startswith("Tried, not decided. Points K1 3")


def test_the_form_stays_while_other_things_are_said(day):
    form = what_if.form(day)
    made = sliders(form)
    day.enter("note", text="nothing that the set rests on")
    assert sliders(form) == made

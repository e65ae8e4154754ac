import pytest

import wcc_prioritise as wcc
from wcc_prioritise.voices import minority_report
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.console import heard
from wcc_prioritise.widgets.console.heard import Agreeing, Answering, Minority


@pytest.fixture
def day(short_copy):
    day = Day(short_copy)
    yield day
    day.close()


def test_answers_are_entered_by_person_and_moment_and_a_blank_is_no_nought(day):
    state = Agreeing(day)
    state.person, state.round = "S02", "2"
    assert not state.enter() and "at least one" in state.fault
    state.answer("support", "3")
    state.reason = "it leaves out the care homes (SYNTHETIC)"
    assert state.enter() and set(state.answers.values()) == {""}
    said = day.workshop.of_kind("agreement")[-1].fields
    assert said == {
        "person": "S02",
        "round": 2,
        "support": 3,
        "reason": "it leaves out the care homes (SYNTHETIC)",
    }
    state.answer("support", "11")
    assert not state.enter() and "0 to 10" in state.fault and state.answers["support"] == "11"


def test_lines_are_accepted_one_by_one_and_own_words_added(day):
    assert Minority(day).drafted == {}
    day.keep("select", wcc.select(day.results.appraisal, limits={"candidates": 3}))
    state = Minority(day)
    report = minority_report(day.results.portfolio)
    drafted = report.lines[report.lines["status"] == "draft"]
    assert set(state.drafted.values()) == set(drafted["line"]) and len(drafted)
    line = drafted["line"].iloc[0]
    assert state.accept(line) and line not in state.drafted.values()
    assert not state.accept(None) and state.fault
    assert not state.add_own() and "group" in state.fault
    state.group, state.own = drafted["group"].iloc[0], "<b>Not in our name</b> (SYNTHETIC)"
    assert state.add_own() and state.own == ""
    assert "&lt;b&gt;Not in our name" in state.shown and "<b>Not" not in state.shown
    lines = state.lines
    day.enter("note", text="nothing to do with it")
    assert state.lines is lines


@pytest.mark.parametrize(("kind", "field"), [("comment", "answer"), ("idea", "outcome")])
def test_what_came_in_is_answered(day, kind, field):
    state = Answering(day, kind)
    assert not state.add() and state.fault
    state.what, state.source = "<i>Think of carers</i> (SYNTHETIC)", "a forum"
    assert state.add() and state.what == ""
    code = list(state.open.values())[-1]
    assert "&lt;i&gt;" in state.shown and "<i>" not in state.shown
    assert not state.settle(code) and "answer first" in state.fault
    state.answer = "it is in the set (SYNTHETIC)"
    assert state.settle(code) and code not in state.open.values()
    rows = getattr(day.results.case, f"{kind}s").set_index(kind)
    assert rows.loc[code, field] == "it is in the set (SYNTHETIC)"
    assert rows.loc[code, "source"] == "a forum"


def test_the_form_names_every_control_and_enters(day):
    form = heard.form(day)
    by_name = {one.description: one for one in every(form)}
    assert all(by_name)
    by_name["I can support this list"].value = "9"
    by_name["Enter the answers"].click()
    assert day.workshop.of_kind("agreement")[-1].fields["support"] == 9
    assert by_name["I can support this list"].value == ""


def every(widget):
    import ipywidgets as W

    if hasattr(widget, "description") and not isinstance(widget, W.HTML):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)

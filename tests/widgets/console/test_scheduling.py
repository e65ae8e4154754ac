import pytest

import wcc_prioritise as wcc
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.console import scheduling
from wcc_prioritise.widgets.console.scheduling import Scheduling

ASKED = {"start": "2027-04", "quarters": 12, "capacity": {"lead_months": 9.0}}


@pytest.fixture
def state(portfolio):
    return Scheduling(portfolio, ASKED)


def test_it_opens_with_what_is_planned(state, portfolio):
    assert state.programme.starts.equals(wcc.schedule(portfolio, **ASKED).starts)
    assert state.capacity == {"lead_months": "9", "projects": "", "set_up_cost": ""}
    assert state.programme.summary()[:20] in state.shown


def test_another_start_and_more_capacity_move_it(state):
    state.start = "2028-01"
    state.carry("lead_months", "")
    assert state.place() and "Jan-Mar 2028" in state.shown
    assert state.programme.arguments["capacity"] == {}


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("start", "soon", "soon"),
        ("quarters", "some", "'some' quarters"),
        ("quarters", "1", "cannot"),
    ],
)
def test_what_cannot_be_is_said_and_the_last_good_order_stays(state, name, typed, words):
    shown = state.shown
    setattr(state, name, typed)
    assert not state.place() and words in state.fault and state.shown == shown
    assert state.found is None


def test_a_capacity_that_is_no_number_is_said(state):
    state.carry("lead_months", "many")
    assert not state.place() and "many" in state.fault


def test_keeping_it_is_recorded_and_opens_the_form_next_time(short_copy):
    day = Day(short_copy)
    state = Scheduling(day.results.portfolio, {**ASKED, "capacity": {}})
    state.start = "2028-04"
    assert scheduling.keep(day, state)
    kept = day.results.case.calculations
    assert kept["verb"].iloc[-1] == "schedule"
    form = scheduling.form(day)
    assert "Apr-Jun 2028" in form.children[0].children[2].value
    state.start = "never"
    assert not scheduling.keep(day, state) and state.fault
    day.close()

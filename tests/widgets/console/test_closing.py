import datetime

import pytest

from wcc_prioritise.challenge.completeness import completeness
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.console import closing
from wcc_prioritise.widgets.console.closing import (
    Completing,
    Deciding,
    Freezing,
    GutOrders,
    Parked,
)

HOSTILE = "<img src=x onerror=alert(1)> (SYNTHETIC)"


@pytest.fixture
def day(short_copy):
    day = Day(short_copy)
    day.go("close")
    yield day
    day.close()


def test_a_decision_needs_its_reason(day):
    state = Deciding(day)
    assert state.body == (day.results.case.charter.who_decides or "")
    state.body, state.what = "the board", HOSTILE
    assert not state.enter() and "because" in state.fault
    state.because = "it brings most (SYNTHETIC)"
    assert state.enter() and state.what == state.because == ""
    assert day.results.case.decisions["what"].iloc[-1] == HOSTILE
    assert "<img" not in state.shown and "&lt;img" in state.shown


def test_an_item_leaves_the_parking_lot_with_owner_and_date(day):
    day.enter("parking lot", text=HOSTILE)
    state = Parked(day)
    assert HOSTILE in state.open and "<img" not in state.shown
    assert not state.settle(HOSTILE) and "role" in state.fault
    state.owner, state.date = "finance lead", "2027-04-30"
    assert state.settle(HOSTILE) and HOSTILE not in state.open
    row = day.results.case.acts.iloc[-1]
    assert (row["owner"], row["date"]) == ("finance lead", datetime.date(2027, 4, 30))
    assert "finance lead" in state.shown
    state.owner, state.date = "finance lead", "soon"
    other = next(iter(state.open), None)
    if other:
        assert not state.settle(other) and "soon" in state.fault


def test_the_sealed_orders_open_with_the_reveal(day):
    state = GutOrders(day)
    assert "sealed" in state.shown and "kept" not in state.shown
    assert day.reveal("gut order", because="the end of the day"), day.fault
    assert "people named" in state.shown and "You kept" in state.shown


def test_freezing_shows_what_goes_on_the_sheet_and_then_it_is_signed(day):
    state = Freezing(day)
    assert not state.freeze() and "reason" in state.fault
    state.because = "the day is done (SYNTHETIC)"
    assert state.freeze()
    frozen = day.workshop.frozen
    for told in (frozen.head.seal, f"{frozen.head.entries:,}", frozen.fingerprint):
        assert told in state.shown
    assert state.shown.count("not yet") == 3
    state.role, state.by = "approver", "chair of the board"
    assert state.sign() and state.shown.count("not yet") == 2
    state.by = "chair of the board"
    assert not state.sign() and "signed already" in state.fault


def test_what_is_missing_is_listed_and_seen_to(day):
    state = Completing(day)
    found = completeness(day.workshop)
    assert f"{found.met} of {found.asked} points" in state.shown
    assert list(state.missing) == found.missing
    item = next(iter(state.missing.values()))
    assert not state.see_to(item) and state.fault
    state.text, state.owner, state.date = "asked for it (SYNTHETIC)", "analyst", "2027-05-01"
    assert state.see_to(item) and state.text == ""
    said = day.workshop.of_kind("action")[-1].fields
    assert said["text"] == f"{item}: asked for it (SYNTHETIC)" and said["owner"] == "analyst"


def test_the_forms_name_every_control_and_freeze(day):
    form = closing.form(day)
    by_name = {one.description: one for one in every(form)}
    assert all(by_name)
    by_name["What it is frozen for"].value = "the day is done (SYNTHETIC)"
    by_name["Freeze the record"].click()
    assert day.workshop.of_kind("freeze")[-1].because == "the day is done (SYNTHETIC)"
    assert all(one.description for one in every(closing.record_form(day)))


def every(widget):
    import ipywidgets as W

    if hasattr(widget, "description") and not isinstance(widget, W.HTML):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)

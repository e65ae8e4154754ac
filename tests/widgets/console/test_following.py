import pytest

from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.console.following import (
    Following,
    chosen_from,
    on_the_set,
    set_in_force,
)
from wcc_prioritise.widgets.console.talking import Talking


@pytest.fixture
def day(short_copy):
    day = Day(short_copy)
    yield day
    day.close()


def test_the_set_stays_the_same_one_until_what_it_rests_on_changes(day):
    first = set_in_force(day)
    day.enter("note", text="nothing that it rests on")
    assert set_in_force(day) is first
    day.keep("select", first.with_limits({**first.arguments["limits"], "gross_3yr": 3_000}))
    second = set_in_force(day)
    assert second is not first and second.arguments["limits"]["gross_3yr"] == 3_000


def test_a_form_on_the_set_is_made_anew_with_it_and_only_then(day):
    made = []

    def make(portfolio):
        made.append(portfolio)
        return parts.words("a form")

    place = on_the_set(day, "The set", make)
    day.enter("note", text="nothing that it rests on")
    assert len(made) == 1
    first = made[0]
    day.keep("select", first.with_limits({**first.arguments["limits"], "gross_3yr": 3_000}))
    assert len(made) == 2 and len(place.children) == 1


def test_a_form_that_is_taken_away_follows_the_day_no_more(day):
    with parts.watching(day) as noted:
        state = Talking(day)
    shown = state.cells
    parts.forget(day, noted)
    day.enter("discuss", group="clinicians", candidate="P22")
    assert state.cells is shown


def test_what_a_person_caused_is_words_and_anything_else_is_not_hidden(day):
    state = Following(day)
    assert not state.tried(lambda: day.workshop.reveal("K9", by="x")) and "K9" in state.fault
    assert state.tried(lambda: None) and state.fault == ""
    with pytest.raises(ZeroDivisionError):
        state.tried(lambda: 1 / 0)


def test_a_list_follows_its_state(day):
    state, asked = Talking(day), []
    row = chosen_from(state, "cells", "Talk about", "Go", asked.append)
    listing, go = row.children
    go.click()
    state.cells = {}
    assert listing.value is None
    go.click()
    assert asked == [next(iter(Talking(day).cells.values())), None]

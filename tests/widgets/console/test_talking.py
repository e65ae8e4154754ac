import shutil

import pytest

from wcc_prioritise.ranking.why import why
from wcc_prioritise.voices import does_it_matter
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.console import talking
from wcc_prioritise.widgets.console.talking import Flags, Talking, Why

HOSTILE = "<script>alert(1)</script> (SYNTHETIC)"


@pytest.fixture(scope="module")
def day(short_day, tmp_path_factory):
    """Give a day that the tests here share: what to talk about takes a moment to find."""
    day = Day(shutil.copy(short_day, tmp_path_factory.mktemp("talking") / "day.wcc"))
    day.go("discuss")
    yield day
    day.close()


def test_a_chosen_cell_goes_to_the_wall_with_its_timer(day):
    state = Talking(day)
    listed = day.results.talk
    assert list(state.cells.values())[0] == tuple(listed.iloc[0][["candidate", "criterion"]])
    assert listed.iloc[0]["why"] in state.view(listed.head(1).to_dict("records")).words
    about = list(state.cells.values())[1]
    assert state.talk_about(about)
    assert (day.place.candidate, day.place.criterion) == about and day.moment.timer
    assert (state.candidate, state.criterion) == about
    assert not state.talk_about(None) and "nothing to choose" in state.fault


def test_what_was_said_is_kept_with_its_cell_and_a_role(day):
    state = Talking(day)
    assert not state.keep_reason() and "Type what was said" in state.fault
    state.talk_about(("P01", "K2"))
    state.reason, state.said_by = HOSTILE, state.roles[0]
    assert state.keep_reason() and state.reason == ""
    note = day.workshop.of_kind("note")[-1].fields
    assert note == {
        "candidate": "P01", "criterion": "K2", "text": f"{HOSTILE} (said by: {state.roles[0]})",
    }  # fmt: skip


def test_a_proposed_score_is_held_to_the_set(day):
    state = Talking(day)
    code, criterion = day.results.portfolio.chosen[0], "K2"
    state.candidate, state.criterion, state.proposed = code, criterion, "0"
    assert state.does_it_matter()
    assert state.answer == does_it_matter(day.results.portfolio, code, criterion, 0).words
    state.proposed = "a lot"
    assert not state.does_it_matter() and state.answer == "" and "'a lot'" in state.fault
    state.proposed = "101"
    assert not state.does_it_matter() and state.fault


def test_a_group_names_its_candidate(day):
    state = Talking(day)
    before = day.seq
    assert state.name("clinicians", "P22") and day.seq == before + 1
    assert "P22" in [candidate for candidate, _ in state.cells.values()][:4]
    assert not state.name("clinicians", "P99") and "P99" in state.fault


def test_flags_are_looked_for_when_asked_and_what_is_done_names_nobody(day, monkeypatch):
    import pandas as pd

    found = pd.DataFrame(
        [("one up, all others down", "S03", "seen", "matters", "ask")],
        columns=["check", "about", "seen", "matters", "do"],
    )
    monkeypatch.setattr(talking, "flags", lambda about: found)
    state = Flags(day)
    assert state.seen == {} and state.shown == ""
    assert state.look() and "S03" in state.shown
    assert not state.act_on("one up, all others down") and "what was done" in state.fault
    state.action = "asked for the reason (SYNTHETIC)"
    assert state.act_on(state.seen["one up, all others down: S03"])
    said = day.workshop.of_kind("action")[-1].fields["text"]
    assert said == "one up, all others down: asked for the reason (SYNTHETIC)"


@pytest.mark.slow
def test_flags_of_the_played_day_need_no_help(day):
    assert Flags(day).look()


def test_why_is_answered_for_any_candidate(day):
    state = Why(day)
    bands, ranking = day.results.stress.bands, day.results.ranking
    for code in list(state.candidates.values())[:3]:
        state.candidate = code
        assert state.words == why(ranking, code, bands) and 'role="status"' in state.shown


def test_forms_name_every_control_and_answer(day):
    form = talking.form(day)
    controls = list(every(form))
    assert all(one.description for one in controls)
    by_name = {one.description: one for one in controls}
    by_name["What was said"].value = "a reason (SYNTHETIC)"
    by_name["Write it down"].click()
    assert day.workshop.of_kind("note")[-1].fields["text"].startswith("a reason (SYNTHETIC)")
    asked = talking.why_form(day)
    list(every(asked))[0].value = "P22"
    assert "P22" in asked.children[3].value


def every(widget):
    import ipywidgets as W

    if hasattr(widget, "description") and not isinstance(widget, W.HTML):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)

"""The whole of the facilitator's page, as widgets but without a browser."""

import datetime
import logging
import sys
import types

import ipywidgets as W
import pytest

from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.agenda import SCREENS
from wcc_prioritise.widgets.console.page import FORMS, Console, form_of
from wcc_prioritise.workshop.names import key_path

NAMED = (W.Text, W.Textarea, W.Dropdown, W.Button, W.Checkbox, W.IntSlider, W.BoundedIntText)


@pytest.fixture
def console(day):
    day.begin()
    console = Console(day)
    console.beat()
    return console


def test_every_screen_has_its_forms():
    assert set(FORMS) == {screen.key for screen in SCREENS}


@pytest.mark.parametrize("screen", [s.key for s in SCREENS if s.short])
def test_every_control_has_a_name_and_no_form_is_missing(console, day, every, said_in, screen):
    assert day.go(screen)
    assert console.left.children
    assert "can't be shown" not in said_in(console)
    for one in every(console):
        if isinstance(one, NAMED):
            assert one.description.strip(), one


def test_next_back_and_the_list_of_steps_move_the_wall(console, day, find):
    find(console, "Next").click()
    assert day.place.screen == "criteria"
    assert "Step 2 of 10" in console.head.title.value
    assert "Turn the page for each criterion" in console.beside.script.value
    find(console, "Back").click()
    assert day.place.screen == "welcome"
    find(console, "Step").value = "map"
    assert day.place.screen == "welcome", "looking through the list shows nothing"
    find(console, "Show this step").click()
    assert day.place.screen == "map"


def test_pause_and_resume(console, day, find):
    find(console, "Pause").click()
    assert day.place.paused
    assert "pause card" in console.head.title.value
    find(console, "Resume").click()
    assert not day.place.paused


def test_the_timer_is_started_with_what_is_typed(console, day, find):
    find(console, "Minutes").value = "2"
    find(console, "Start timer").click()
    console.beat()
    assert "left" in console.head.timer.value
    find(console, "1 minute more").click()
    assert day.moment.left > 120
    find(console, "Stop timer").click()
    assert day.moment.left is None
    find(console, "Minutes").value = "soon"
    find(console, "Start timer").click()
    assert "A timer runs from 1 to" in console.foot.fault.value


def test_forms_stay_within_a_step_and_their_watching_ends_with_it(console, day, find):
    day.go("scores")
    forms, watchers = console.left.children, len(day._trait_notifiers["seq"]["change"])
    day.ask("K3")
    day.enter("note", text="one")
    assert console.left.children == forms
    for _ in range(3):
        day.go("weights")
        day.go("scores")
    assert len(day._trait_notifiers["seq"]["change"]) == watchers
    assert all(form.comm is None for form in forms)


def test_undo_and_redo_say_what_they_would_do(console, day, find):
    undo, redo = console.foot.undo, console.foot.redo
    assert undo.disabled
    day.enter("score", person="S07", candidate="P02", criterion="K2", score=60)
    assert undo.description == "Undo: P02 K2 60 (S07)"
    undo.click()
    assert redo.description == "Redo: P02 K2 60 (S07)"
    assert day.workshop.case().scores.empty
    redo.click()
    assert len(day.workshop.case().scores) == 1


def test_an_undo_that_needs_a_reason_gets_it_from_the_box(console, day, find, answer):
    answer("K2", because="sheet")
    day.reveal("K2")
    console.foot.undo.click()
    assert "a reason" in console.foot.fault.value
    find(console, "Reason, where undo").value = "typed from the wrong sheet"
    console.foot.undo.click()
    assert console.foot.fault.value == '<div role="alert"></div>'
    assert find(console, "Reason, where undo").value == ""


def test_note_and_parking_lot_are_kept_when_the_box_is_left(console, day, find):
    day.talk_about("P05", "K2")
    find(console, "Note").value = "<script>beds</script>"
    find(console, "Parking lot").value = "who pays for transport?"
    acts = day.results.case.acts.set_index("act")
    assert acts.loc["note", ["text", "candidate"]].to_list() == ["<script>beds</script>", "P05"]
    assert acts.loc["parking lot", "text"] == "who pays for transport?"
    assert find(console, "Note").value == find(console, "Parking lot").value == ""


def test_words_of_people_are_text(console, day, find, said_in):
    find(console, "Note").value = "<script>alert(1)</script>"
    day.enter("candidate", "a test", candidate="P02", name="<img src=x onerror=alert(1)>")
    for screen in ("candidates", "criteria", "scores", "discuss"):
        if screen in day.agenda.begins:
            day.go(screen)
            console.beat()
            assert "<script>alert" not in said_in(console)
            assert "<img" not in said_in(console)


def test_who_is_outstanding_is_named_where_there_is_a_key(console, day):
    key_path(day.workshop.path).write_text("token,name\nS02,Joe <Bloggs> (SYNTHETIC)\n")
    day.enter("interest", person="S03", candidate="P20", what="leads it", effect="withdraw")
    day.go("scores")
    console.beat()
    told = console.beside.owing.value
    assert "S02 Joe &lt;Bloggs&gt; (SYNTHETIC) (patient): nothing yet" in told
    assert "S03 (consultant): 1 withheld, for an interest" in told
    assert "0 of 10 in." in told


def test_stale_and_open_items_stand_beside(console, day, answer):
    answer("K3", "S01")
    day.enter("criterion", criterion="K3", anchor_0="Patients would find care much worse.")
    day.enter("promise", what="a letter", whom="all")
    console.beat()
    assert "S01 P01 K3: anchor_0 of K3 changed" in console.beside.rest.value
    assert "R01: a letter (to all)" in console.beside.rest.value


def test_behind_the_plan_the_cut_list_is_shown(day):
    day.begin()
    late = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=40)
    after = Day(day.workshop.path, clock=lambda: late)
    console = Console(after)
    console.beat()
    assert "30 minutes behind" in console.head.clock.value
    assert "first the second look at cells" in console.beside.rest.value
    after.close()


def test_the_screen_is_printed_beside_the_file(console, day, find):
    find(console, "Print this screen").click()
    (path,) = day.workshop.path.parent.glob("*.html")
    assert str(path) in day.said
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "Which pathways should we redesign" in text


def test_a_form_that_fails_leaves_the_page_alive_and_goes_to_the_log(day, caplog, monkeypatch):
    broken = types.ModuleType("broken")
    broken.form = lambda day: 1 / 0
    monkeypatch.setitem(sys.modules, "wcc_prioritise.widgets.console.broken", broken)
    with caplog.at_level(logging.ERROR):
        form = form_of("broken:form", day)
    assert "can&#x27;t be shown" in form.value
    assert "ZeroDivisionError" in caplog.text


def test_an_unexpected_error_in_a_form_is_not_swallowed(console, day, monkeypatch, find):
    monkeypatch.setattr(day, "enter", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        find(console, "Note").value = "x"


def test_the_page_beats(console):
    first = console.head.pulse.value
    console.beat()
    assert "data-beat" in first
    assert console.head.pulse.value != first

"""The state under the pages, without a browser."""

import os
import shutil

import pytest

from wcc_prioritise.teaching import before_the_day
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="module")
def begun(short, quick_folder):
    """Start a file once."""
    path = quick_folder / f"day-{os.getpid()}.wcc"
    Workshop.start(before_the_day(short), path).close()
    return path


@pytest.fixture
def day(begun, tmp_path):
    """Give a day in a file of its own."""
    shutil.copy(begun, tmp_path / "day.wcc")
    day = Day(tmp_path / "day.wcc")
    yield day
    day.close()


@pytest.fixture
def other(day):
    """Give another page that follows the same file."""
    other = Day(day.workshop.path)
    yield other
    other.close()


def test_what_one_page_does_the_other_sees(day, other):
    seen = []
    other.observe(lambda change: seen.append(change["new"].screen), "place")
    assert day.next() and day.place.screen == "criteria"
    assert other.place.screen == "welcome"
    assert other.refresh() and other.place.screen == "criteria" and seen == ["criteria"]
    assert not other.refresh()


def test_a_page_opened_again_stands_where_it_stood(day):
    day.go("discuss")
    day.talk_about("P01", "K2")
    day.pause()
    again = Day(day.workshop.path)
    assert again.place == Place("discuss", candidate="P01", criterion="K2", paused=True)
    assert again.moment.timer in ("4:00 left", "3:59 left")
    again.resume()
    assert not again.place.paused and again.place.candidate == "P01"
    again.close()


def test_the_first_step_on_says_that_the_first_screen_was_there(day):
    day.next()
    said = [entry.fields["text"] for entry in day.workshop.of_kind("screen")]
    assert said == ["welcome", "criteria"]
    day.back()
    assert day.place.screen == "welcome" and day.back() and day.place.screen == "welcome"


def test_the_same_place_is_said_once(day):
    day.go("map")
    before = day.seq
    assert day.go("map") and day.turn(1) and day.seq == before
    assert day.turn(2) and day.place.page == 2 and day.seq == before + 1


def test_what_is_in_the_way_is_said_and_nothing_is_entered(day):
    before = day.seq
    assert not day.enter("score", person="S99", candidate="P01", criterion="K2", score=50)
    assert "'S99'" in day.fault and day.seq == before
    assert not day.timer(0) and "A timer runs from" in day.fault
    assert day.enter("note", text="Good morning") and day.fault == ""
    assert day.said == "note: Good morning"


def test_a_reveal_below_the_quorum_asks_for_a_reason_which_is_in_the_record(day):
    day.enter("score", person="S01", candidate="P01", criterion="K2", score=50)
    assert not day.reveal("K2") and "quorum" in day.fault.lower()
    assert day.reveal("K2", "two had to leave")
    assert list(day.workshop.entries("reveal")["because"]) == ["two had to leave"]
    assert day.results.seen("K2") and not day.results.seen("K3")


def test_undo_and_redo_say_what_they_would_do(day):
    day.enter("score", person="S01", candidate="P01", criterion="K2", score=50)
    day.go("scores")
    day.timer(2)
    assert day.workshop.undoable() == "P01 K2 50 (S01)"
    assert day.workshop.redoable() is None
    assert day.undo() and day.results.case.scores.empty
    assert day.workshop.redoable() == "P01 K2 50 (S01)"
    assert day.redo() and len(day.results.case.scores) == 1


def test_several_things_stop_at_the_first_that_fails(day):
    rows = [
        ("note", {"text": "one"}, None),
        ("note", {"text": ""}, None),
        ("note", {"text": "x"}, ""),
    ]
    assert not day.enter_all(rows)
    assert list(day.workshop.entries("note")["words"]) == ["note: one"]


def test_an_unexpected_error_is_not_swallowed(day):
    with pytest.raises(ZeroDivisionError):
        day.do(lambda: 1 / 0)
    with pytest.raises(ValueError):
        day.go("nowhere")

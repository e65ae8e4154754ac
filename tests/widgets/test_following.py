"""A page keeps up with its file."""

import asyncio
import os

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import before_the_day
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.following import LOOKS_A_BEAT, Follower, follow
from wcc_prioritise.workshop import Workshop


@pytest.fixture
def day(short, tmp_path):
    Workshop.start(before_the_day(short), tmp_path / "day.wcc").close()
    day = Day(tmp_path / "day.wcc")
    yield day
    day.close()


@pytest.fixture
def other(day):
    other = Day(day.workshop.path)
    yield other
    other.close()


def test_what_is_entered_elsewhere_is_seen_at_the_next_look(day, other):
    follower = Follower(day, lambda: None)
    follower.look()
    assert not follower.look()
    other.enter("note", text="hello")
    assert follower.look()
    assert day.seq == other.seq


def test_a_file_that_stayed_the_same_is_not_opened(day, monkeypatch):
    follower = Follower(day, lambda: None)
    follower.look()
    monkeypatch.setattr(day, "refresh", lambda: pytest.fail("it was opened"))
    assert not follower.look()


def test_it_beats_once_in_so_many_looks_and_then_asks_the_record_itself(day, other):
    beats = []
    follower = Follower(day, lambda: beats.append(day.seq))
    for _ in range(2 * LOOKS_A_BEAT):
        follower.step()
    assert len(beats) == 2
    stamp = os.stat(day.workshop.path)
    other.enter("note", text="within the same tick of the clock of the disk")
    os.utime(day.workshop.path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    for _ in range(LOOKS_A_BEAT):
        follower.step()
    assert beats[-1] == other.seq


def test_it_goes_on_after_an_error_and_says_what_a_person_can_put_right(day, caplog):
    beats = []

    def beat():
        beats.append(1)
        if len(beats) == 1:
            raise InputError.of(found="an odd thing", do="Put it right.")
        if len(beats) == 2:
            raise ZeroDivisionError

    follower = Follower(day, beat)
    for _ in range(3 * LOOKS_A_BEAT):
        follower.step()
    assert len(beats) == 3
    assert "an odd thing" in day.fault
    assert "ZeroDivisionError" in caplog.text


def test_it_lives_through_a_file_that_is_away_for_a_moment(day):
    away = day.workshop.path.with_suffix(".away")
    follower = Follower(day, lambda: None)
    os.rename(day.workshop.path, away)
    for _ in range(2 * LOOKS_A_BEAT):
        follower.step()
    os.rename(away, day.workshop.path)
    other = Day(day.workshop.path)
    other.enter("note", text="back again")
    for _ in range(LOOKS_A_BEAT):
        follower.step()
    assert day.seq == other.seq
    other.close()


def test_nothing_follows_where_nothing_runs_it(day):
    assert follow(day, lambda: None) is None


def test_it_runs_in_a_page_that_is_served(day, other):
    async def served():
        beaten = asyncio.Event()
        task = follow(day, beaten.set)
        other.enter("note", text="hello")
        await asyncio.wait_for(beaten.wait(), 30)
        task.cancel()

    asyncio.run(served())
    assert day.seq == other.seq

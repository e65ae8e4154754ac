import json
from datetime import UTC, datetime, timedelta

import pytest

from wcc_prioritise.widgets.agenda import agenda
from wcc_prioritise.widgets.moment import minutes_said, moment_of
from wcc_prioritise.workshop import Entry

BEGIN = datetime(2026, 10, 14, 14, 0, tzinfo=UTC)


def said(kind, minute, text):
    at = (BEGIN + timedelta(minutes=minute)).isoformat()
    return Entry(1, at, "x", kind, json.dumps({"text": text}), None, "", "")


def moment(minute, screens=(), timers=(), screen="welcome"):
    return moment_of(
        BEGIN + timedelta(minutes=minute),
        [said("screen", *each) for each in screens],
        [said("timer", *each) for each in timers],
        agenda("short"),
        screen,
    )


@pytest.mark.parametrize(
    ("minute", "came", "pace"),
    [
        (12, 10, "on time"),
        (19, 10, "on time"),
        (25, 10, "5 minutes behind"),
        (16, 15, "5 minutes behind"),
        (6, 5, "5 minutes ahead"),
    ],
)
def test_the_day_is_held_against_its_plan(minute, came, pace):
    found = moment(minute, [(0, "welcome"), (came, "criteria")], screen="criteria")
    assert found.pace == pace


def test_before_it_begins_nothing_is_late():
    assert moment(500).pace == "on time" and moment(500).begun is None


def test_a_screen_counts_from_when_it_was_first_shown():
    found = moment(
        30, [(0, "welcome"), (9, "criteria"), (20, "weights"), (25, "criteria, page 2")],
        screen="criteria",
    )  # fmt: skip
    rows = {title: (planned, actual) for _, title, planned, actual, _ in found.plan}
    assert rows["What we judge by"] == (10, 9) and rows["Which step matters most?"] == (20, 20)
    assert rows["Who leads"] == (80, None)


def test_the_timer_runs_is_made_longer_and_is_stopped():
    started = (0, "4 minutes")
    assert moment(1, timers=[started]).timer == "3:00 left"
    assert moment(5, timers=[started]).timer == "time is up"
    assert moment(1, timers=[started, (0.5, "1 minute more")]).timer == "4:00 left"
    assert moment(6, timers=[started, (5.5, "2 minutes more")]).timer == "1:30 left"
    assert moment(1, timers=[started, (0.5, "stopped")]).timer == ""
    assert minutes_said("as long as it takes") is None

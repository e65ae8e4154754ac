"""Is the plan of a day held against what stood on the wall, and told where it can't be?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.workshop import Entry
from wcc_prioritise.workshop.schedule import (
    PAUSE,
    STEPS,
    begins,
    length_of,
    planned_and_actual,
)


def screens(*said, day="2026-10-14"):
    """Give entries that put screens on the wall, each as (time, text)."""
    return [
        Entry(seq, f"{day}T{time}:00.000000+00:00", "f", "screen", json.dumps({"text": text}),
              None, "", "")
        for seq, (time, text) in enumerate(said, start=1)
    ]  # fmt: skip


def row(table, step):
    return table.set_index("step").loc[step]


def test_the_plan_fills_two_hours_and_the_day_of_a_full_one():
    assert sum(step.short for step in STEPS) == 120
    for length in ("short", "full"):
        last = [step for step in STEPS if getattr(step, length)][-1]
        whole = sum(getattr(step, length) for step in STEPS)
        assert begins(length)[last.key] + getattr(last, length) == whole


def test_both_lengths_of_the_samples(short, northmere):
    assert (length_of(short), length_of(northmere)) == ("short", "full")


def test_pages_count_together_and_a_pause_belongs_to_no_step():
    said = screens(("09:30", "welcome"), ("09:41", "criteria"), ("09:47", "criteria, page 2"),
                   ("09:52", "criteria, page 2, paused"), ("10:00", "criteria, page 2"),
                   ("10:03", "weights"))  # fmt: skip
    table = planned_and_actual("short", said, "2026-10-14T10:20:00+00:00")
    assert list(row(table, "welcome"))[1:] == [0, 10, "2026-10-14T09:30:00.000000+00:00", 0, 11]
    criteria = row(table, "criteria")
    assert (criteria["planned_minutes"], criteria["actual_from"]) == (10, 11)
    assert criteria["actual_minutes"] == 6 + 5 + 3 and row(table, "weights")["actual_minutes"] == 17
    pause = row(table, PAUSE)
    assert pause["actual_minutes"] == 8 and pause["planned_minutes"] != pause["planned_minutes"]


def test_what_was_never_shown_or_has_no_end_is_missing():
    table = planned_and_actual("short", screens(("09:30", "welcome"), ("09:40", "map")))
    assert row(table, "map")[["actual_minutes"]].isna().all()
    assert row(table, "map")["actual_from"] == 10
    assert row(table, "close")[["first_shown", "actual_from", "actual_minutes"]].isna().all()
    nothing = planned_and_actual("full", [])
    assert len(nothing) == len(STEPS) and nothing["actual_minutes"].isna().all()


def test_a_night_counts_for_no_step():
    said = [*screens(("16:00", "welcome")), *screens(("09:00", "criteria"), day="2026-10-15")]
    table = planned_and_actual("full", said, "2026-10-15T09:30:00+00:00")
    assert row(table, "welcome")[["actual_minutes"]].isna().all()
    assert row(table, "criteria")["actual_minutes"] == 30


def test_other_words_and_steps_of_the_other_path_stand_after_the_plan():
    said = screens(("09:30", "<b>lunch</b>"), ("09:40", "gut"), ("09:45", ""))
    table = planned_and_actual("short", said, "2026-10-14T10:00:00+00:00")
    after = table.iloc[len(begins("short")) :]
    assert list(after["title"]) == ["<b>lunch</b>", "Your own five, sealed", ""]
    assert after["planned_minutes"].isna().all() and list(after["actual_minutes"]) == [10, 5, 15]


@given(st.lists(st.sampled_from([*(step.key for step in STEPS), PAUSE]), min_size=1, max_size=30),
       st.sampled_from(["short", "full"]))  # fmt: skip
def test_the_minutes_of_all_steps_are_those_of_the_day(keys, length):
    said = screens(*((f"{9 + k // 60:02d}:{k % 60:02d}", key) for k, key in enumerate(keys)))
    table = planned_and_actual(length, said, "2026-10-14T12:00:00+00:00")
    assert table["actual_minutes"].sum() == pytest.approx(180)
    assert set(begins(length)) <= set(table["step"]) and table["step"].is_unique

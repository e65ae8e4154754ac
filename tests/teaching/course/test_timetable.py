"""Does a day add up, and does a trainer who is late know what to drop?"""

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import exercises
from wcc_prioritise.teaching.course import cut_list, days, kit, timetable
from wcc_prioritise.teaching.course.kit_tables import KIT
from wcc_prioritise.teaching.drills import DRILLS

CODES = {one.code for one in exercises()} | {"X12"}


def test_half_a_day_is_three_hours_and_a_half_and_a_day_six_hours_of_teaching():
    half, full = timetable("half day"), timetable("full day")
    assert half["minutes"].sum() == 210
    assert full["minutes"][~full["block"].isin(["Break", "Lunch"])].sum() == 360


@pytest.mark.parametrize("day", days())
def test_every_block_says_what_may_be_cut_and_no_more_is_saved_than_it_lasts(day):
    found = timetable(day)
    assert (found["if_cut"] != "").all() and (found["saves"] <= found["minutes"]).all()
    assert ((found["cut"] == "") == (found["saves"] == 0)).all()
    cuts = [int(place) for place in found["cut"] if place]
    assert sorted(cuts) == list(range(1, len(cuts) + 1))
    assert cut_list(day, 30)["saved"].iloc[-1] >= 30
    assert cut_list(day, 1)["saved"].size == 1


def test_every_exercise_stands_in_a_day_or_is_for_afterwards():
    named = " ".join([*kit("half_day")["exercises"], *kit("full_day")["exercises"]])
    assert set(named.split()) | set(kit("beyond")["exercise"]) == CODES


def test_an_exercise_comes_after_those_it_needs():
    order = " ".join(kit("full_day")["exercises"]).split()
    for one in exercises():
        for needed in one.needs:
            if one.code in order and needed in order:
                assert order.index(needed) < order.index(one.code), (needed, one.code)


def test_the_cards_belong_together():
    roles, events = kit("roles"), kit("disruptions")
    assert len(roles) == 8 and len(events) >= 2 and len(kit("moments")) == 5
    assert set(events["given_to"]) <= {*roles["role"], "the trainer"}
    assert set(events["drill"]) - {""} <= set(DRILLS)
    assert all((kit(name) != "").all(axis=None) or name in ("half_day", "full_day") for name in KIT)


@pytest.mark.parametrize("late", [-1, 1.5, "ten", True])
def test_nonsense_minutes_are_refused(late):
    with pytest.raises(InputError, match="minutes late"):
        cut_list("half day", late)


def test_an_unknown_day_or_table_is_told_the_near_one():
    with pytest.raises(InputError, match="Did you mean 'full day'"):
        timetable("ful day")
    with pytest.raises(InputError, match="Did you mean 'roles'"):
        kit("role")

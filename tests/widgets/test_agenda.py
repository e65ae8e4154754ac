import pytest

from wcc_prioritise.teaching import rehearsal
from wcc_prioritise.widgets.agenda import SCREENS, agenda, length_of

SHORT_PATH = {
    "welcome": 0, "criteria": 10, "weights": 20, "scores": 35, "map": 50,
    "discuss": 55, "bands": 80, "set": 90, "heard": 105, "close": 113,
}  # fmt: skip


def test_the_short_path_has_ten_screens_at_the_minutes_of_the_design():
    assert agenda("short").begins == SHORT_PATH
    last = agenda("short").screens[-1]
    assert agenda("short").begins[last.key] + last.short == 120


def test_the_full_day_adds_screens_and_changes_none():
    short, full = agenda("short").screens, agenda("full").screens
    assert [screen for screen in full if screen in short] == list(short)
    assert len(full) > len(short) and set(full) == set(SCREENS)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.key)
def test_every_screen_has_a_script_and_an_answer_to_a_challenge(screen):
    assert screen.title and screen.says.endswith((".", "?")) and screen.do.endswith(".")
    assert all(asked and said for asked, said in screen.challenged) and screen.challenged
    for jargon in ("MCDA", "normalis", "SMAA", "optimis"):
        assert jargon not in screen.says + screen.title


def test_steps_on_and_back_stop_at_the_ends():
    plan = agenda("short")
    assert plan.after("welcome", -1) == "welcome" and plan.after("close") == "close"
    assert plan.after("map") == "discuss" and plan.number("discuss") == 6
    assert plan.minutes("discuss") == 25 and plan.screen("map").title


def test_the_length_of_a_day_follows_the_panel_as_the_rehearsal_does(short, northmere):
    assert (length_of(short), length_of(northmere)) == ("short", "full")
    for case in (short, northmere):
        assert rehearsal.plan_of(case, 1).length == length_of(case)


def test_where_no_times_are_known_the_number_of_candidates_decides(short, northmere):
    for case, length in ((short, "short"), (northmere, "full")):
        people = case.people.assign(attends_from=None, attends_to=None)
        assert length_of(case.replace(people=people)) == length

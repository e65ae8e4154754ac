"""The set that is built: live, exact, with the last good one on the screen when rules clash."""

import asyncio

import ipywidgets as W
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.console import building
from wcc_prioritise.widgets.console.building import FREE, MUST, NEVER, Building, Departing, Later


@pytest.fixture
def state(portfolio):
    return Building(portfolio)


@pytest.fixture
def day(short_copy):
    day = Day(short_copy)
    yield day
    day.close()


def test_a_limit_redraws_the_set_and_what_it_uses(state, portfolio):
    before = state.used
    state.limit("gross_3yr", 5_000)
    same = portfolio.with_limits({"gross_3yr": 5_000, "lead_months": 60})
    assert state.tried.chosen == same.chosen and state.used != before
    assert "of 5,000" in state.used and "would leave" in state.chosen
    assert "at most £5,000 thousand" in state.words


def test_a_candidate_stands_in_one_way_only(state):
    out = next(c for c in state.kept.worths.index if c not in state.kept.chosen)
    state.stand(out, MUST)
    assert out in state.tried.chosen and state.stands(out) == MUST
    state.stand(out, NEVER)
    assert out not in state.tried.chosen and state.asked["must"] == ()
    state.stand(out, FREE)
    assert state.tried.chosen == state.kept.chosen and state.stands(out) == FREE


def test_a_count_is_asked_for_and_dropped(state):
    state.count("at_least", "steady", 4)
    assert state.tried.classes["steady"] >= 4
    state.count("at_least", "steady", None)
    assert state.asked["at_least"] == state.kept.arguments["at_least"]
    state.count("at_most", "quick win", 3)
    assert state.tried.classes["quick win"] == 3


def test_demands_that_clash_are_said_and_the_last_good_set_stays(state):
    state.limit("gross_3yr", 6_000)
    good = state.chosen
    state.limit("gross_3yr", 10)
    assert "at least 3 long-term gains" in state.clash and state.chosen == good
    state.undo()
    assert state.clash == "" and state.tried.arguments["limits"]["gross_3yr"] == 6_000


def test_what_is_kept_comes_back(state):
    state.limit("gross_3yr", 6_000)
    state.as_it_was()
    assert state.tried is state.kept
    state.undo()
    assert state.asked["limits"]["gross_3yr"] == 6_000
    state.undo()
    state.undo()
    assert state.asked == state.kept.arguments


def test_a_set_that_was_found_once_is_not_solved_again(state):
    state.limit("gross_3yr", 6_000)
    first = state.tried
    state.limit("gross_3yr", 7_000)
    state.limit("gross_3yr", 6_000)
    assert state.tried is first


def test_prices_and_benefit_follow(state):
    assert "One moment" in state.prices and "One moment" in state.benefit
    state.follow_prices()
    state.follow_benefit()
    assert "at least 3 quick wins" in state.prices and "by year 10" in state.benefit
    state.limit("gross_3yr", 6_000)
    assert "One moment" in state.prices


def test_what_follows_waits_for_a_rest_and_comes_in_order(monkeypatch):
    monkeypatch.setattr(building, "PAUSE_S", 0.01)
    monkeypatch.setattr(building, "BETWEEN_S", 0.001)
    done = []
    later = Later(lambda: done.append("prices"), lambda: done.append("benefit"))

    async def moving():
        for _ in range(3):
            later.ask()
            await asyncio.sleep(0)
        assert done == []
        while len(done) < 2:
            await asyncio.sleep(0.005)

    asyncio.run(moving())
    assert done == ["prices", "benefit"]
    later = Later(lambda: done.append("at once"))
    later.ask()
    assert done[-1] == "at once"


def test_keeping_the_set_is_recorded_and_is_then_the_set_in_force(day):
    kept = day.results.portfolio
    state = Building(kept)
    state.limit("gross_3yr", 3_000)
    assert building.keep(day, state)
    assert day.results.asked["limits"]["gross_3yr"] == 3_000
    assert day.results.portfolio.chosen == state.tried.chosen != kept.chosen


def test_a_departure_says_which_way_and_needs_its_reason(day):
    chosen = day.results.portfolio.chosen
    code = chosen[0]
    leaving = Departing(day)
    leaving.candidate, leaving.body = code, "the board"
    assert not leaving.depart(chosen) and "because" in leaving.fault
    leaving.because = "the building is gone (SYNTHETIC)"
    assert leaving.depart(chosen)
    row = day.results.case.departures.set_index("candidate").loc[code]
    assert (row["departs"], row["body"]) == ("left out", "the board") and leaving.because == ""
    other = next(c for c in day.results.portfolio.worths.index if c not in chosen)
    leaving.candidate, leaving.because = other, "it is nearly paid for (SYNTHETIC)"
    assert leaving.depart(chosen)
    rows = day.results.case.departures.set_index("candidate")
    assert rows.loc[other, "departs"] == "taken in"


def test_the_form_moves_the_state_and_names_every_control(day):
    form = building.form(day)
    controls = list(every(form))
    assert controls and all(one.description for one in controls)
    slider = next(one for one in controls if type(one).__name__ == "IntSlider")
    slider.value = 3_000
    shown = "".join(one.value for one in places(form))
    assert "of 3,000" in shown and "One moment" not in shown
    slider.value = 2_999  # the same set: its prices are worked out again all the same
    assert "One moment" not in "".join(one.value for one in places(form))


def every(widget):
    if hasattr(widget, "description") and not isinstance(widget, W.HTML):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def places(widget):
    if isinstance(widget, W.HTML):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from places(child)


def test_while_there_is_no_set_the_form_says_why(short, tmp_path):
    from wcc_prioritise.teaching import before_the_day

    path = tmp_path / "new.wcc"
    wcc.Workshop.start(before_the_day(short), path).close()
    new = Day(path)
    form = building.form(new)
    assert "Hidden until they are revealed" in "".join(one.value for one in places(form))
    new.close()

"""Does the programme keep to capacity and order, and is it the best there is?"""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.portfolio import NoPortfolio
from wcc_prioritise.portfolio.integers import Answer
from wcc_prioritise.programme import schedule, scheduling
from wcc_prioritise.programme.scheduling import _Plan, _pulled_forward, _rows, _solved
from wcc_prioritise.tables import InputError


@pytest.fixture(scope="module")
def portfolio(appraisal):
    return wcc.select(
        appraisal,
        limits={"gross_3yr": 9_000, "lead_months": 60},
        at_least={"quick win": 3, "long-term gain": 3},
    )


@st.composite
def plans(draw):
    n, quarters = draw(st.integers(1, 5)), draw(st.integers(3, 6))
    whole = st.integers
    work = np.array(draw(st.lists(whole(0, 3), min_size=n, max_size=n)))
    use = np.array(draw(st.lists(whole(0, 4), min_size=n, max_size=n)), float)
    falling = -np.sort(-np.array(
        draw(st.lists(st.lists(whole(0, 50), min_size=quarters, max_size=quarters), min_size=n,
                      max_size=n)), float), axis=1)  # fmt: skip
    order = ((1, 0),) if n > 1 and draw(st.booleans()) else ()
    capacity = {"lead_months": float(draw(whole(4, 9)))}
    codes = tuple(f"P{i}" for i in range(n))
    return _Plan(codes, work, {"lead_months": use}, capacity, order, falling, quarters)


def searched(plan):
    """Give the most gain of any starts that fit, the slow way."""
    ranges = [range(plan.latest(i) + 1) for i in range(len(plan.codes))]
    totals = [
        sum(plan.gain[i, q] for i, q in enumerate(starts))
        for starts in product(*ranges)
        if plan.fits(list(starts))
    ]
    return max(totals, default=None)


@settings(max_examples=60)
@given(plans())
def test_it_is_the_best_there_is_and_breaks_neither_capacity_nor_order(plan):
    expected = searched(plan)
    if expected is None:
        with pytest.raises(NoPortfolio):
            _solved(plan, 0.0, 10.0, None)
        return
    starts = plan.starts_of(_solved(plan, 0.0, 10.0, None).x)
    pulled = _pulled_forward(plan, starts)
    for found in (starts, pulled):
        assert plan.fits(found)
        assert sum(plan.gain[i, q] for i, q in enumerate(found)) == pytest.approx(expected)
    assert all(a <= b for a, b in zip(pulled, starts, strict=True))


def test_no_quarter_of_northmere_is_overfull_and_all_is_started_once(portfolio):
    programme = schedule(portfolio, "2027-04", 12, {"lead_months": 9})
    assert (programme.load["lead_months"] <= 9).all()
    assert sorted(programme.starts.index) == sorted(portfolio.chosen)
    assert programme.load["lead_months"].sum() == pytest.approx(
        portfolio.appraisal.resources.loc[list(portfolio.chosen), "lead_months"].sum()
    )
    assert programme.status == "best" and programme.gap <= 0.01


def test_what_is_needed_has_ended_first(appraisal):
    portfolio = wcc.select(appraisal, limits={"gross_3yr": 90_000}, must=["P07", "P08"])
    programme = schedule(portfolio, "2027-04", 16, {"lead_months": 16})
    table = programme.table.set_index("candidate")
    ended = table.at["P07", "start"] + table.at["P07", "quarters"]
    assert table.at["P08", "start"] >= ended


def test_benefit_comes_from_the_start_on_and_never_falls(portfolio):
    free = schedule(portfolio, "2027-04", 40)
    assert (free.starts == 0).all()
    assert free.benefit["worth"].is_monotonic_increasing
    by_ten_years = portfolio.appraisal.years()["by year 10"].index
    undiscounted = free.benefit["worth"].iloc[-1]
    claimed = (portfolio.worths[list(portfolio.chosen)]).sum() * 10
    assert 0 < undiscounted < claimed and len(by_ten_years) == 24


def test_dates_follow_the_start(portfolio):
    table = schedule(portfolio, "2027-04", 12).table.set_index("candidate")
    assert table.at["P06", "starts"] == "Apr-Jun 2027"
    assert f"{table.at['P06', 'first_benefit']:%Y-%m}" == "2027-07"


def test_too_little_time_or_capacity_is_named(portfolio):
    with pytest.raises(NoPortfolio, match="takes 5 quarters"):
        schedule(portfolio, "2027-04", 3)
    with pytest.raises(NoPortfolio, match="at most 1 project lead months a quarter"):
        schedule(portfolio, "2027-04", 12, {"lead_months": 1})
    with pytest.raises(NoPortfolio, match=r"9 projects within 6 quarters\n.*lead months a quarter"):
        schedule(portfolio, "2027-04", 6, {"lead_months": 9})


def test_what_stands_in_the_way_is_no_more_than_needed(portfolio):
    with pytest.raises(NoPortfolio) as clash:
        schedule(portfolio, "2027-04", 6, {"lead_months": 9, "projects": 30})
    assert not any("projects at work" in words for words in clash.value.clash)


def test_when_the_time_runs_out_the_best_found_is_given_and_says_so(portfolio, monkeypatch):
    given = scheduling.solve_zero_one

    def stopped(*args, **options):
        return replace(given(*args, **options), status="best found", gap=0.07)

    monkeypatch.setattr(scheduling, "solve_zero_one", stopped)
    programme = schedule(portfolio, "2027-04", 12, {"lead_months": 9})
    assert "the best found before the time ran out, within 7.0%" in programme.summary()


def test_when_nothing_was_found_in_time_it_is_told(portfolio, monkeypatch):
    nothing = Answer(None, "time out", float("nan"))
    monkeypatch.setattr(scheduling, "solve_zero_one", lambda *a, **k: nothing)
    with pytest.raises(InputError, match="no order of 9 projects within 30 seconds"):
        schedule(portfolio, "2027-04", 12)


def test_progress_is_told_in_words(portfolio):
    said = []
    schedule(portfolio, "2027-04", 12, {"lead_months": 9}, progress=said.append)
    assert said[0].startswith("looking for the best within 1.0%")
    assert said[-1].startswith("proven within")


def test_nothing_chosen_is_a_programme_of_nothing(appraisal):
    nothing = wcc.select(appraisal, limits={"gross_3yr": 0})
    programme = schedule(nothing, "2027-04")
    assert programme.table.empty and "nothing to carry out" in programme.summary()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"start": "April"}, "a month, as 2027-04"),
        ({"start": "2027-13"}, "a month, as 2027-04"),
        ({"quarters": 0}, "a whole number, 1 or more"),
        ({"quarters": 2.5}, "a whole number, 1 or more"),
        ({"capacity": {"lead_month": 9}}, "Did you mean 'lead_months'"),
        ({"capacity": {"lead_months": "many"}}, "capacity lead_months"),
    ],
)
def test_nonsense_is_refused_in_words(portfolio, options, words):
    with pytest.raises(InputError, match=words):
        schedule(portfolio, **{"start": "2027-04", **options})


def test_the_starts_are_the_same_whatever_the_order_of_the_rows(portfolio, northmere):
    turned = northmere.replace(candidates=northmere.candidates.iloc[::-1].reset_index(drop=True))
    other = wcc.select(wcc.appraise(turned), **portfolio.arguments)
    assert set(other.chosen) == set(portfolio.chosen)
    a = schedule(portfolio, "2027-04", 12, {"lead_months": 9}, gap=0.0)
    b = schedule(other, "2027-04", 12, {"lead_months": 9}, gap=0.0)
    gains = [p.benefit["worth"].iloc[-1] for p in (a, b)]
    assert gains[0] == pytest.approx(gains[1], rel=1e-3)
    assert isinstance(a.starts, pd.Series) and len(_rows(_Plan.of(portfolio, 12, {}))) == 3

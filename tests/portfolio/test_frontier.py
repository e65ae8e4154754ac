"""Is the whole frontier really all of it? Against every set, and against the integer programme."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.portfolio.frontier import best_at_every_budget, whole_frontier
from wcc_prioritise.portfolio.solver import best_set
from wcc_prioritise.tables import InputError

ITEMS = st.lists(
    st.tuples(st.integers(-20, 60), st.integers(-15, 30)), min_size=1, max_size=9
)  # worth, cost


def series(items):
    names = [f"P{i:02d}" for i in range(len(items))]
    worth, cost = zip(*items, strict=True)
    return pd.Series(worth, names, dtype=float), pd.Series(cost, names, dtype=float)


def every_efficient_pair(items):
    """List (cost, worth) of every set that no other set beats, the slow way."""
    pairs = {
        (sum(c for keep, (_, c) in zip(kept, items, strict=True) if keep),
         sum(w for keep, (w, _) in zip(kept, items, strict=True) if keep))
        for kept in product([False, True], repeat=len(items))
    }  # fmt: skip
    return sorted(
        (c, w)
        for c, w in pairs
        if not any(c2 <= c and w2 >= w and (c2, w2) != (c, w) for c2, w2 in pairs)
    )


@given(ITEMS)
def test_every_efficient_set_is_there_and_no_other(items):
    found = whole_frontier(*series(items))
    assert list(zip(found.cost, found.worth, strict=True)) == every_efficient_pair(items)


@given(ITEMS)
def test_each_set_costs_and_is_worth_what_is_said(items):
    worth, cost = series(items)
    found = whole_frontier(worth, cost)
    assert found.inside @ worth.to_numpy() == pytest.approx(found.worth)
    assert found.inside @ cost.to_numpy() == pytest.approx(found.cost)


@settings(max_examples=15)
@given(ITEMS, st.integers(0, 80))
def test_the_integer_programme_agrees_at_any_budget(items, budget):
    worth, cost = series(items)
    found = whole_frontier(worth, cost, budget)
    best = best_set(worth, cost.to_frame("cost"), {"cost": budget}, settle_ties=False)
    assert found.worth[found.at(budget)] == pytest.approx(best.worth)


def test_the_northmere_free_set_under_one_limit(appraisal):
    worth, cost = appraisal.worth, appraisal.resources["gross_3yr"]
    found = whole_frontier(worth, cost)
    best = best_set(worth, appraisal.resources, {"gross_3yr": 9000})
    place = found.at(9000)
    assert found.worth[place] == pytest.approx(best.worth, abs=1e-9)
    assert found.chosen(place) == best.chosen


def test_supported_sets_are_those_that_ratios_reach():
    worth, cost = series([(10, 5), (6, 5), (9, 6)])
    found = whole_frontier(worth, cost)
    reached = list(zip(found.cost[found.supported], found.worth[found.supported], strict=True))
    assert reached == [(0, 0), (5, 10), (11, 19), (16, 25)]


def test_costs_in_pence_of_a_thousand_are_exact():
    worth, cost = pd.Series([3.0, 2.0], ["A", "B"]), pd.Series([0.001, 0.002], ["A", "B"])
    assert whole_frontier(worth, cost).cost.tolist() == [0.0, 0.001, 0.003]


def test_a_budget_below_the_cheapest_set_is_told():
    found = whole_frontier(pd.Series([1.0], ["A"]), pd.Series([5.0], ["A"]))
    with pytest.raises(InputError, match="0 or more, the cost of the cheapest efficient set"):
        found.at(-1)


def test_costs_cut_too_finely_are_told():
    names = [f"P{i}" for i in range(30)]
    worth = pd.Series(1.0, names)
    cost = pd.Series(np.arange(30) + 99_999.001, names)
    with pytest.raises(InputError, match="Round the costs"):
        whole_frontier(worth, cost)


def test_a_missing_number_is_told():
    with pytest.raises(InputError, match="no number for B"):
        whole_frontier(pd.Series([1.0, 2.0], ["A", "B"]), pd.Series([1.0, np.nan], ["A", "B"]))


def test_the_plain_programme_gives_the_best_of_every_budget():
    assert best_at_every_budget(np.array([9.0, 6, 5]), np.array([5, 4, 3]), 7).tolist() == [
        0, 0, 0, 5, 6, 9, 9, 11,
    ]  # fmt: skip

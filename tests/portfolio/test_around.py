"""Does what stands around the answer agree with solving it again?"""

import re
from dataclasses import replace

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.portfolio.around import (
    budgets,
    compare_plan,
    marginal,
    near_equals,
    steps,
)
from wcc_prioritise.portfolio.order_of_buy import order_of_buy
from wcc_prioritise.portfolio.solver import best_set
from wcc_prioritise.tables import InputError

LIMITS = {"gross_3yr": 9_000, "lead_months": 60}


@pytest.fixture(scope="module")
def portfolio(appraisal):
    return wcc.select(appraisal, limits=LIMITS, at_least={"quick win": 3, "long-term gain": 3})


def test_the_order_of_buy_is_by_worth_for_money_and_says_what_it_loses(portfolio):
    order = order_of_buy(portfolio)
    assert order.table["ratio"].is_monotonic_decreasing
    bought = order.table[order.table["bought"]]
    assert bought["cost"].sum() <= 9_000
    alone = best_set(portfolio.worths, portfolio.appraisal.resources, {"gross_3yr": 9_000})
    assert order.best == pytest.approx(alone.worth)
    assert 0 <= order.gap < 0.1
    assert not re.search(r"\d\.\d", order.summary()) and f"{order.gap:.1%}" in repr(order)
    none, hardly, less = (replace(order, worth=order.best * s) for s in (1.0, 0.996, 0.942))
    assert "6% less than the best set within the same money" in less.summary()
    assert "as much as the best set within the same money" in none.summary()
    assert "under 1% less than the best set" in hardly.summary()


def test_the_order_stops_at_what_adds_nothing_and_takes_what_brings_money():
    from wcc_prioritise.portfolio.order_of_buy import _bought, _ordered

    worth = pd.Series([5.0, -1.0, 3.0], ["A", "B", "R"])
    cost = pd.Series([10.0, 1.0, -4.0], ["A", "B", "R"])
    table = _ordered(worth, cost, pd.Series(["a", "b", "r"], ["A", "B", "R"]))
    assert table["candidate"].tolist()[0] == "R"
    assert table.loc[_bought(table, 7.0), "candidate"].tolist() == ["R", "A"]


def test_a_larger_budget_may_drop_a_candidate_and_the_steps_say_so(portfolio):
    found = steps(portfolio)
    assert found["worth"].is_monotonic_increasing and found["cost"].is_monotonic_increasing
    assert found["leaves"].map(bool).any()
    for before, row in zip(found["chosen"], found.iloc[1:].itertuples(), strict=False):
        assert set(row.chosen) == (set(before) | set(row.enters)) - set(row.leaves)
    assert found.loc[found["within"], "cost"].max() <= 9_000


def test_a_moved_budget_is_the_same_as_asking_again(portfolio, appraisal):
    found = budgets(portfolio).set_index("change")
    assert found.loc[0.0, "chosen"] == portfolio.chosen
    more = wcc.select(
        appraisal, limits={**LIMITS, "gross_3yr": 9_450},
        at_least={"quick win": 3, "long-term gain": 3},
    )  # fmt: skip
    assert found.loc[0.05, "worth"] == pytest.approx(more.worth)
    assert found["worth"].is_monotonic_increasing


def test_a_budget_no_set_can_keep_names_the_clash(portfolio):
    found = budgets(portfolio, changes=(-0.95,))
    assert found["worth"].isna().all()
    said = "no set: set-up cost + 3 x running cost: at most £450 thousand over 3 years (gross_3yr)"
    assert found["words"].str.startswith(said).all()


def test_marginal_analysis_gives_the_gain_for_each_unit(portfolio):
    found = marginal(portfolio, step=500, parts=2)
    assert found["change"].tolist() == [-1000, -500, 500, 1000]
    assert (found["gained"] * found["change"] >= -1e-9).all()
    assert list(found["for_each"] * found["change"]) == pytest.approx(list(found["gained"]))


def test_near_equal_sets_meet_the_demands_and_are_as_good_as_said(portfolio):
    found = near_equals(portfolio)
    assert found["chosen"].iloc[0] == portfolio.chosen
    assert found["loss"].between(0, 0.02 + 1e-9).all() and len(found) > 1
    assert (found["quick win"] >= 3).all() and (found["long-term gain"] >= 3).all()
    for codes in found["chosen"]:
        assert portfolio.broken_by(codes) == ()
    assert "worth to public" in found.columns


def test_a_proposed_plan_stands_beside_the_better_and_the_cheaper(portfolio):
    found = compare_plan(portfolio, ["P05", "P07", "P14"])
    table = found.table.set_index("plan")
    assert table.at["better at the same cost", "cost"] <= table.at["proposed", "cost"]
    assert table.at["better at the same cost", "worth"] >= table.at["proposed", "worth"]
    assert table.at["cheaper at the same worth", "cost"] <= table.at["proposed", "cost"]
    assert table.at["cheaper at the same worth", "worth"] >= table.at["proposed", "worth"] - 1e-9
    assert found.regret == pytest.approx(
        table.at["better at the same cost", "worth"] - table.at["proposed", "worth"]
    )
    assert "at least 3 long-term gains" in found.breaks


def test_an_unknown_name_is_told(portfolio):
    with pytest.raises(InputError, match="candidate 'P99'"):
        compare_plan(portfolio, ["P99"])
    with pytest.raises(InputError, match="limit 'money'"):
        order_of_buy(portfolio, "money")

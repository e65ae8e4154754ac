"""How long do the portfolio's answers take, against the integer programme and the plain recursion?

Only ratios measured in the same run are asserted; seconds are reported.
"""

import time

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.portfolio.frontier import best_at_every_budget, whole_frontier
from wcc_prioritise.portfolio.robust import funded_share, sets_of
from wcc_prioritise.portfolio.solver import best_set
from wcc_prioritise.robustness import draws

SLOWEST_FRONTIER = 3.0  # times the plain dynamic programme, at 200 candidates


@pytest.fixture(scope="module")
def many():
    """Give 200 candidates and a budget of 5,000 units."""
    rng = np.random.default_rng(1)
    names = [f"P{i:03d}" for i in range(200)]
    worth = pd.Series(rng.uniform(1, 100, 200), names)
    return worth, pd.Series(rng.integers(10, 400, 200).astype(float), names)


def quickest(work, rounds=15):
    """Give the shortest of several runs, in seconds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def test_solving_again_with_every_rule(benchmark, portfolio):
    benchmark(lambda: portfolio.with_limits(portfolio.arguments["limits"]))


def test_the_whole_frontier_of_24(benchmark, appraisal):
    benchmark(lambda: whole_frontier(appraisal.worth, appraisal.resources["gross_3yr"]))


def test_the_whole_frontier_of_200_beside_the_plain_programme(benchmark, many):
    worth, cost = many
    plain_worth, plain_cost = worth.to_numpy(), cost.to_numpy().astype(int)
    turns = [
        (
            quickest(lambda: whole_frontier(worth, cost, 5_000), rounds=1),
            quickest(lambda: best_at_every_budget(plain_worth, plain_cost, 5_000), rounds=1),
        )
        for _ in range(100)
    ]  # in turns, so that what else runs meanwhile slows both
    ours, plain = map(min, zip(*turns, strict=True))
    milp = quickest(
        lambda: best_set(worth, cost.to_frame("c"), {"c": 5_000}, settle_ties=False), rounds=3
    )
    benchmark.extra_info["times the plain programme"] = round(ours / plain, 2)
    benchmark.extra_info["one integer programme, times the frontier"] = round(milp / ours, 1)
    benchmark(lambda: whole_frontier(worth, cost, 5_000))
    assert ours <= SLOWEST_FRONTIER * plain


def test_funded_share_of_a_thousand_draws_with_every_rule(benchmark, portfolio):
    chunks = list(draws(portfolio.appraisal, 1_000, seed=1))
    benchmark.pedantic(lambda: funded_share(chunks, portfolio), rounds=3)


def test_a_move_of_a_slider_is_a_look_up(benchmark, portfolio):
    worth = portfolio.worths
    sets = sets_of(portfolio, worth * 0.2)
    moved = worth.to_numpy() * np.linspace(0.5, 1.5, len(worth))
    solving = quickest(lambda: portfolio.with_limits(portfolio.arguments["limits"]), rounds=5)
    looking = quickest(lambda: sets.best(moved))
    benchmark.extra_info["one integer programme, times the look-up"] = round(solving / looking)
    benchmark(lambda: sets.best(moved))
    assert looking < solving

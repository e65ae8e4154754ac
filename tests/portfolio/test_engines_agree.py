"""Do all engines and a search through every set agree, whatever the rules?

500 random cases of up to 14 candidates with every kind of rule, and 200 that no set can meet.
"""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.portfolio.every_set import every_set
from wcc_prioritise.portfolio.frontier import whole_frontier
from wcc_prioritise.portfolio.solver import NoPortfolio, Rules, best_set, list_demands

CASES, WITHOUT_SET = 500, 200


def some_of(rng, names, most):
    number = min(len(names), int(rng.integers(0, most + 1)))
    return tuple(str(name) for name in rng.choice(names, number, replace=False))


def pairs_of(rng, names, most):
    found = [tuple(rng.choice(names, 2, replace=False)) for _ in range(rng.integers(0, most + 1))]
    return tuple((str(a), str(b)) for a, b in found)


def any_case(seed, tight=False):
    """Draw a case with limits, must, never, needs, excludes, helps, counts and shares of spend."""
    rng = np.random.default_rng([2026, seed, tight])
    n = int(rng.integers(3, 15))
    names = [f"P{i:02d}" for i in range(n)]
    worth = pd.Series(rng.integers(-3, 60, n) / 2, names)
    money = rng.integers(-10 if not tight else 5, 60, n)
    costs = pd.DataFrame({"money": money, "staff": rng.integers(0, 12, n)}, names, dtype=float)
    share = 0.1 if tight else 0.45
    limits = {r: float(max(0, np.floor(share * costs[r].clip(lower=0).sum()))) for r in costs}
    must = some_of(rng, names, 4 if tight else 1)
    never = tuple(c for c in some_of(rng, names, 2) if c not in must)
    half = names[: n // 2]
    spend = {c: float(costs.at[c, "money"]) * ((c in half) - 0.2) for c in names}
    rules = Rules(
        must=must,
        never=never,
        needs=pairs_of(rng, names, 2),
        excludes=pairs_of(rng, names, 2),
        helps=tuple((a, b, float(rng.integers(-4, 9))) for a, b in pairs_of(rng, names, 3)),
        at_least=(("early", tuple(half), int(rng.integers(0, 4 if tight else 2))),),
        at_most=(("late", tuple(names[n // 2 :]), int(rng.integers(1, n))),),
        weighed=(("a fifth of spend early", spend, 0.0),) if rng.random() < 0.3 else (),
    )
    return worth, costs, limits, rules


def every_choice(n):
    return (np.arange(1 << n)[:, None] >> np.arange(n)) & 1


def searched(worth, costs, limits, rules):
    """Give the most worth of any set that meets the demands, the slow way; None without one."""
    names, x = list(worth.index), every_choice(len(worth))
    meets = np.ones(len(x), bool)
    for demand in list_demands(names, costs, limits, rules):
        total = x @ demand.coefficients
        meets &= (total >= demand.low - 1e-9) & (total <= demand.high + 1e-9)
    if not meets.any():
        return None
    total = x @ worth.to_numpy()
    for a, b, gain in rules.helps:
        total = total + gain * x[:, names.index(a)] * x[:, names.index(b)]
    return float(total[meets].max())


@pytest.mark.slow
@pytest.mark.parametrize("block", range(10))
def test_every_engine_finds_the_same_worth(block):
    for seed in range(block * CASES // 10, (block + 1) * CASES // 10):
        case = any_case(seed)
        expected = searched(*case)
        if expected is None:
            for engine in (best_set, every_set):
                with pytest.raises(NoPortfolio):
                    engine(*case)
            continue
        worth = case[0]
        assert best_set(*case, settle_ties=False).worth == pytest.approx(expected, abs=1e-9)
        sets = every_set(*case)
        place = sets.best(worth.to_numpy())[0]
        assert sets.worth(worth.to_numpy())[place, 0] == pytest.approx(expected, abs=1e-9)


@pytest.mark.slow
def test_the_frontier_agrees_with_the_integer_programme_where_there_are_no_rules():
    for seed in range(60):
        worth, costs, limits, _ = any_case(seed)
        found = whole_frontier(worth, costs["money"])
        best = best_set(worth, costs, {"money": limits["money"]}, settle_ties=False)
        assert found.worth[found.at(limits["money"])] == pytest.approx(best.worth, abs=1e-9)


def holds_together(demands, x):
    meets = np.ones(len(x), bool)
    for demand in demands:
        total = x @ demand.coefficients
        meets &= (total >= demand.low - 1e-9) & (total <= demand.high + 1e-9)
    return bool(meets.any())


@pytest.mark.slow
def test_every_named_clash_is_a_smallest_one():
    seen, seed = 0, 0
    while seen < WITHOUT_SET:
        worth, costs, limits, rules = any_case(seed, tight=True)
        seed += 1
        try:
            best_set(worth, costs, limits, rules)
            continue
        except NoPortfolio as clash:
            named = clash.clash
        seen += 1
        x = every_choice(len(worth))
        demands = list_demands(list(worth.index), costs, limits, rules)
        clashing = [d for d in demands if d.words in named]
        assert not holds_together(clashing, x)
        for words in named:
            rest = [d for d in clashing if d.words != words]
            assert holds_together(rest, x), f"case {seed - 1}: {words} is not needed for the clash"
    assert seed < 4 * WITHOUT_SET

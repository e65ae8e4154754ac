"""The exact solver against published answers, brute force and its own invariants."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.portfolio import NoPortfolio, Rules, best_set, solver
from wcc_prioritise.portfolio.solver import list_demands
from wcc_prioritise.tables import InputError

DATA = Path(__file__).parent.parent / "data"


def names_of(n):
    return [f"P{i:02d}" for i in range(1, n + 1)]


@pytest.fixture(scope="module")
def printed():
    """The consensus table of values, as printed: a fixture for the solver, not advice."""
    return pd.read_csv(DATA / "domain_9_2.csv").set_index("id")


def consensus(printed, weights):
    criteria = [f"C{i}" for i in range(1, 10)]
    return (printed[criteria] * weights).sum(axis=1)


@pytest.fixture(scope="module")
def weights():
    table = pd.read_csv(DATA / "domain_8_2_weights.csv").set_index("criterion")
    return table["swing"] / table["swing"].sum()


def classes_of(printed, name):
    return tuple(printed.index[printed["class"] == name])


class TestConsensusTable:
    limits = {"gross_3yr": 9_000, "candidates": 8}

    def costs(self, printed):
        return pd.DataFrame({"gross_3yr": printed["gross_3yr"], "candidates": 1.0})

    def test_printed_totals_agree(self, printed, weights):
        assert (consensus(printed, weights) - printed["weighted"]).abs().max() <= 0.15

    def test_free_set(self, printed, weights):
        found = best_set(consensus(printed, weights), self.costs(printed), self.limits)
        assert found.chosen == ("P01", "P02", "P07", "P10", "P16", "P18", "P19", "P20")
        assert found.worth == pytest.approx(505.30, abs=0.005)
        assert found.status == "best" and found.gap == 0

    def test_balanced_set_swaps_p07_for_p03(self, printed, weights):
        rules = Rules(
            at_least=tuple(
                (name, classes_of(printed, name), 3) for name in ("quick win", "long-term gain")
            )
        )
        found = best_set(consensus(printed, weights), self.costs(printed), self.limits, rules)
        assert found.chosen == ("P01", "P02", "P03", "P10", "P16", "P18", "P19", "P20")
        assert found.worth == pytest.approx(499.31, abs=0.005)


class TestPublished:
    def test_lorie_savage(self, reference):
        case = reference("lorie_savage")["instances"][0]
        names = names_of(9)
        costs = pd.DataFrame(
            dict(zip("ab", case["resources"], strict=True)), index=names, dtype=float
        )
        limits = dict(zip("ab", case["capacities"], strict=True))
        found = best_set(dict(zip(names, case["values"], strict=True)), costs, limits)
        assert found.worth == case["expected_value"] == 70
        assert found.chosen == ("P01", "P03", "P04", "P06", "P09")

    @pytest.mark.parametrize("number", [0, 1])
    def test_knapsack(self, reference, number):
        case = reference("knapsack01_p01_p02")["instances"][number]
        names = names_of(len(case["values"]))
        costs = pd.DataFrame({"cost": case["costs"]}, index=names, dtype=float)
        found = best_set(
            dict(zip(names, case["values"], strict=True)), costs, {"cost": case["budget"]}
        )
        assert found.worth == case["expected_value"]
        inside = [int(name in found.chosen) for name in names]
        assert inside == case["expected_selection"]


def random_case(seed):
    """Make a small case with every kind of rule."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 9))
    names = names_of(n)
    worth = pd.Series(rng.integers(-3, 40, n).astype(float), index=names)
    costs = pd.DataFrame(
        {"money": rng.integers(-5, 30, n), "months": rng.integers(0, 9, n)},
        index=names,
        dtype=float,
    )
    limits = {"money": float(rng.integers(0, 80)), "months": float(rng.integers(0, 30))}
    pairs = list(itertools.permutations(names, 2))

    def pick(k):
        return [pairs[i] for i in rng.choice(len(pairs), min(k, len(pairs)), replace=False)]

    group = tuple(names[::2])
    rules = Rules(
        must=tuple(rng.choice(names, rng.integers(0, 2), replace=False)),
        never=tuple(rng.choice(names, rng.integers(0, 2), replace=False)),
        needs=tuple(pick(rng.integers(0, 3))),
        excludes=tuple(pick(rng.integers(0, 2))),
        helps=tuple((a, b, float(rng.integers(-4, 9))) for a, b in pick(rng.integers(0, 3))),
        at_least=(("even", group, int(rng.integers(0, 2))),),
        at_most=(("even", group, int(rng.integers(1, 5))),),
    )
    return worth, costs, limits, rules


def brute_force(worth, costs, limits, rules):
    """Try every set; give the best worth, or None."""
    names = list(worth.index)
    demands = list_demands(names, costs, limits, rules)
    best = None
    for bits in itertools.product([0.0, 1.0], repeat=len(names)):
        x = np.array(bits)
        if all(d.holds(x) for d in demands):
            inside = {n for n, b in zip(names, bits, strict=True) if b}
            total = worth[list(inside)].sum() + sum(
                g for a, b, g in rules.helps if a in inside and b in inside
            )
            best = total if best is None else max(best, total)
    return best


@pytest.mark.parametrize("seed", range(120))
def test_agrees_with_brute_force(seed):
    worth, costs, limits, rules = random_case(seed)
    expected = brute_force(worth, costs, limits, rules)
    if expected is None:
        with pytest.raises(NoPortfolio):
            best_set(worth, costs, limits, rules)
    else:
        found = best_set(worth, costs, limits, rules)
        assert found.worth == pytest.approx(expected, abs=1e-9)
        assert (found.used <= pd.Series(limits) + 1e-9).all()


@pytest.mark.parametrize("seed", range(120))
def test_the_clash_is_minimal(seed):
    worth, costs, limits, rules = random_case(seed)
    try:
        best_set(worth, costs, limits, rules)
    except NoPortfolio as clash:
        demands = list_demands(list(worth.index), costs, limits, rules)
        named = [d for d in demands if d.words in clash.clash]
        sets = [np.array(b) for b in itertools.product([0.0, 1.0], repeat=len(worth))]
        assert not any(all(d.holds(x) for d in named) for x in sets)
        for left_out in named:
            rest = [d for d in named if d is not left_out]
            assert any(all(d.holds(x) for d in rest) for x in sets), left_out.words


def test_the_clash_is_named_in_words():
    costs = pd.DataFrame({"cost": [60.0, 50.0]}, index=["A", "B"])
    with pytest.raises(NoPortfolio, match=r"cost: at most 100\n.*A must be in\n.*B must be in"):
        best_set({"A": 1, "B": 1}, costs, {"cost": 100}, Rules(must=("A", "B")))


def test_of_equals_the_cheapest_then_the_first_given():
    costs = pd.DataFrame({"cost": [5.0, 4.0, 4.0]}, index=["A", "B", "C"])
    assert best_set({"A": 9, "B": 9, "C": 9}, costs, {"cost": 5}).chosen == ("B",)


def every_equal(worth, costs, limits, rules):
    """Try every set; give the best of the equals by cost, resource by resource, then by place."""
    names = list(worth.index)
    demands = list_demands(names, costs, limits, rules)
    sets = (np.array(bits) for bits in itertools.product([0.0, 1.0], repeat=len(names)))
    return min(
        (
            (-worth @ x, *(costs[limit] @ x for limit in limits), np.arange(len(x)) @ x)
            for x in sets
            if all(d.holds(x) for d in demands)
        ),
        default=None,
    )


@pytest.mark.parametrize("most_equals", [3_000, 0])
@pytest.mark.parametrize("seed", range(60))
def test_equals_are_settled_as_by_trying_every_set(seed, most_equals, monkeypatch):
    monkeypatch.setattr(solver, "MOST_EQUALS", most_equals)  # none: programmes settle them
    worth, costs, limits, rules = random_case(seed)
    worth, rules = (worth // 10) * 10, replace(rules, helps=())  # many are worth the same
    expected = every_equal(worth, costs, limits, rules)
    if expected is None:
        return
    found = best_set(worth, costs, limits, rules)
    x = np.array([float(name in found.chosen) for name in worth.index])
    assert (-worth @ x, *(costs[limit] @ x for limit in limits), np.arange(len(x)) @ x) == expected


def test_the_best_set_is_solved_once_and_its_equals_are_listed(monkeypatch):
    import scipy.optimize

    solved, solve = [], scipy.optimize.milp
    monkeypatch.setattr(
        scipy.optimize, "milp", lambda *a, **how: solved.append(1) or solve(*a, **how)
    )
    costs = pd.DataFrame({"cost": [5.0, 4.0, 3.0], "months": 1.0}, index=["A", "B", "C"])
    limits = {"cost": 7, "months": 3}
    assert best_set({"A": 9, "B": 6, "C": 5}, costs, limits).chosen == ("B", "C")
    assert len(solved) == 1


def test_a_release_without_worth_is_taken_because_it_costs_less_than_nothing():
    costs = pd.DataFrame({"cost": [5.0, -2.0]}, index=["A", "R"])
    assert best_set({"A": 3, "R": 0}, costs, {"cost": 3}).chosen == ("A", "R")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(seed, shuffler):
    worth, costs, limits, rules = random_case(seed)
    order = list(worth.index)
    shuffler.shuffle(order)

    def answer(w, c):
        try:
            return round(best_set(w, c, limits, rules).worth, 9)
        except NoPortfolio:
            return None

    assert answer(worth, costs) == answer(worth[order], costs.loc[order])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_adding_what_has_no_worth_changes_nothing(seed):
    worth, costs, limits, _ = random_case(seed)
    before = best_set(worth, costs, limits)
    more = pd.concat([worth, pd.Series({"ZZ": 0.0})])
    dearer = pd.concat([costs, pd.DataFrame({"money": 1.0, "months": 1.0}, index=["ZZ"])])
    after = best_set(more, dearer, limits)
    assert after.worth == pytest.approx(before.worth, abs=1e-9)
    assert "ZZ" not in after.chosen


class TestBadInput:
    costs = pd.DataFrame({"cost": [5.0, 4.0]}, index=["A", "B"])

    def test_unknown_resource_is_met_with_the_near_name(self):
        with pytest.raises(InputError, match="Did you mean 'cost'"):
            best_set({"A": 1, "B": 1}, self.costs, {"costs": 3})

    def test_missing_worth_is_refused(self):
        with pytest.raises(InputError, match="no number for A"):
            best_set({"A": float("nan"), "B": 1}, self.costs, {"cost": 3})

    def test_missing_cost_is_refused(self):
        costs = pd.DataFrame({"cost": [float("nan"), 4.0]}, index=["A", "B"])
        with pytest.raises(InputError, match="cost of A"):
            best_set({"A": 1, "B": 1}, costs, {"cost": 3})

    def test_candidate_without_costs_is_refused(self):
        with pytest.raises(InputError, match="candidate without costs 'C'"):
            best_set({"A": 1, "C": 1}, self.costs, {"cost": 3})

    def test_budget_of_nought_buys_nothing(self):
        assert best_set({"A": 1, "B": 1}, self.costs, {"cost": 0}).chosen == ()

"""Does looking every set up give what the integer programme gives?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.portfolio.every_set import every_set
from wcc_prioritise.portfolio.solver import NoPortfolio, Rules, best_set
from wcc_prioritise.tables import InputError


@st.composite
def problems(draw):
    n = draw(st.integers(2, 7))
    names = [f"P{i}" for i in range(n)]
    whole = st.integers(-5, 30)
    worth = pd.Series(draw(st.lists(whole, min_size=n, max_size=n)), names, dtype=float)
    costs = pd.DataFrame(
        {
            "money": draw(st.lists(st.integers(-4, 20), min_size=n, max_size=n)),
            "staff": draw(st.lists(st.integers(0, 9), min_size=n, max_size=n)),
        },
        index=names,
        dtype=float,
    )
    name = st.sampled_from(names)
    pair = st.tuples(name, name).filter(lambda p: p[0] != p[1])
    rules = Rules(
        needs=tuple(draw(st.lists(pair, max_size=2))),
        excludes=tuple(draw(st.lists(pair, max_size=2))),
        helps=tuple(
            (*p, float(draw(st.integers(-6, 9)))) for p in draw(st.lists(pair, max_size=2))
        ),
        at_least=(("early", tuple(names[: n // 2]), draw(st.integers(0, 2))),),
    )
    limits = {"money": draw(st.integers(0, 60)), "staff": draw(st.integers(0, 30))}
    return worth, costs, limits, rules


@settings(max_examples=60)
@given(problems())
def test_the_best_set_is_the_one_of_the_integer_programme(problem):
    worth, costs, limits, rules = problem
    try:
        best = best_set(worth, costs, limits, rules)
    except NoPortfolio as clash:
        with pytest.raises(NoPortfolio) as other:
            every_set(worth, costs, limits, rules)
        assert other.value.clash == clash.clash
        return
    sets = every_set(worth, costs, limits, rules)
    place = sets.best(worth.to_numpy())[0]
    assert sets.worth(worth.to_numpy())[place, 0] == pytest.approx(best.worth)
    chosen = tuple(n for n, kept in zip(sets.names, sets.inside[place], strict=True) if kept)
    assert chosen == best.chosen


def test_a_thousand_other_worths_of_northmere_are_each_exact(appraisal):
    portfolio = wcc.select(
        appraisal,
        limits={"gross_3yr": 9_000, "lead_months": 60},
        at_least={"quick win": 3, "long-term gain": 3},
    )
    worth = appraisal.worth
    sets = every_set(
        worth * 0.3, appraisal.resources, portfolio.arguments["limits"],
        portfolio.rules,
    )  # fmt: skip
    draws = np.random.default_rng(7).uniform(0.3, 1.7, (1000, 24)) * worth.to_numpy()
    places = sets.best(draws)
    totals = sets.worth(draws)
    assert (totals[places, np.arange(1000)] == totals.max(axis=0)).all()
    for k in range(0, 1000, 200):
        other = pd.Series(draws[k], worth.index)
        best = best_set(
            other, appraisal.resources, portfolio.arguments["limits"], portfolio.rules,
            settle_ties=False,
        )  # fmt: skip
        assert totals[places[k], k] == pytest.approx(best.worth)
    assert sets.feasible > len(sets.inside)


def test_more_candidates_than_can_be_gone_through_are_told():
    worth = pd.Series(1.0, [f"P{i}" for i in range(25)])
    with pytest.raises(InputError, match="at most 24, when every set is gone through"):
        every_set(worth, worth.to_frame("cost"), {"cost": 3})

"""The smallest joint change of weights that unseats the leader."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from wcc_prioritise.robustness import smallest_change
from wcc_prioritise.robustness.change import _moved, nearest_weights
from wcc_prioritise.robustness.weight_draws import anywhere
from wcc_prioritise.tables import InputError


def test_a_change_worked_by_hand():
    """Behind by 10 on the first and ahead by 20 on the second: 2/3 and 1/3 is where they meet."""
    assert nearest_weights(np.array([-10.0, 20.0]), np.array([0.9, 0.1])) == pytest.approx(
        [2 / 3, 1 / 3]
    )
    assert nearest_weights(np.array([-10.0, -1.0]), np.array([0.9, 0.1])) is None


def by_linear_programme(ahead, weights):
    """Ask scipy for the least sum of changes: the new weights are weights + up - down."""
    m = len(weights)
    answer = linprog(
        c=np.ones(2 * m),
        A_ub=np.concatenate([-ahead, ahead])[None],
        b_ub=[ahead @ weights],
        A_eq=np.concatenate([np.ones(m), -np.ones(m)])[None],
        b_eq=[0.0],
        bounds=[(0, None)] * m + [(0, w) for w in weights],
    )
    return answer.fun


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 9), st.integers(0, 10_000))
def test_no_weights_that_are_nearer_do_it(m, seed):
    rng = np.random.default_rng(seed)
    ahead, weights = rng.normal(size=m), rng.dirichlet(np.ones(m))
    if ahead @ weights >= 0:
        ahead = -ahead
    found = nearest_weights(ahead, weights)
    if found is None:
        assert ahead.max() < 0
        return
    assert found.sum() == pytest.approx(1) and (found >= 0).all()
    assert ahead @ found == pytest.approx(0, abs=1e-7)
    assert np.abs(found - weights).sum() == pytest.approx(by_linear_programme(ahead, weights))
    others = anywhere(m, rng, 5_000)
    unseat = others[others @ ahead >= 0]
    if len(unseat):
        assert np.abs(unseat - weights).sum(axis=1).min() >= np.abs(found - weights).sum() - 1e-7


def test_northmere_in_words(appraisal):
    change = smallest_change(appraisal)
    value = appraisal.values @ change.weights["then"]
    assert value[change.challenger] == pytest.approx(value[change.leader], abs=1e-6)
    assert value.max() <= value[change.leader] + 1e-6
    assert change.weights["then"].sum() == pytest.approx(1)
    assert change.total == pytest.approx(change.weights["change"].abs().sum())
    assert change.total == change.every.min()
    assert "draws level with" in change.words and "instead of" in change._repr_html_()
    assert not re.search(r"\d\.\d", change.words)
    assert f"{change.weights['now'].iloc[0]:.1%}" in change._repr_html_()


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (0.181, 0.124, "12% instead of 18%"),
        (0.181, 0.183, "a little more than 18%"),
        (0.181, 0.179, "a little less than 18%"),
    ],
)
def test_a_change_of_weight_is_said_in_whole_per_cents(now, then, said):
    assert _moved(now, then) == said


def test_a_challenger_may_be_named(appraisal):
    change = smallest_change(appraisal, "P10")
    assert change.challenger == "P10"
    assert change.total >= smallest_change(appraisal).total


def test_a_leader_that_is_best_on_everything_can_t_be_unseated(appraisal):
    values = appraisal.values.copy()
    values.loc["P20"] = 100.0
    values.loc[values.index != "P20"] *= 0.9
    change = smallest_change(replace(appraisal, values=values))
    assert change.challenger is None and np.isnan(change.total)
    assert change.words.startswith("No weights at all")


def test_a_twin_of_the_leader_needs_no_change(appraisal):
    values = appraisal.values.copy()
    values.loc["P01"] = values.loc["P20"]
    change = smallest_change(replace(appraisal, values=values), "P20")
    assert change.leader == "P01" and change.total == pytest.approx(0, abs=1e-12)
    assert "as it is" in change.words


@pytest.mark.parametrize(
    ("code", "words"), [("P20", "the leader"), ("P1O", "no candidate called 'P1O'")]
)
def test_a_challenger_that_is_none_is_refused(appraisal, code, words):
    with pytest.raises(InputError, match=words):
        smallest_change(appraisal, code)

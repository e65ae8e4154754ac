"""Comparators: worked by hand, and the laws they obey."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.evidence import read_comparator
from wcc_prioritise.evidence.comparators import linear_value, ranked_value, refuse_too_few
from wcc_prioritise.tables import InputError

RATES = np.array([[4.0], [1.0], [3.0], [2.0], [10.0]])


@pytest.mark.parametrize(
    ("name", "high_is_bad", "high_is_good"),
    [("median", 3.0, 3.0), ("upper quartile", 2.0, 4.0), ("upper decile", 1.4, 7.6),
     ("best 2 of 5", 1.5, 7.0), ("best 1 of 5", 1.0, 10.0)],
)  # fmt: skip
def test_ranked_comparators_by_hand(name, high_is_bad, high_is_good):
    asked = read_comparator(name)
    assert ranked_value(RATES, asked, 1.0) == pytest.approx([high_is_bad])
    assert ranked_value(RATES, asked, -1.0) == pytest.approx([high_is_good])


tables = st.integers(2, 24).flatmap(
    lambda m: st.tuples(
        st.lists(st.lists(st.floats(0, 100), min_size=6, max_size=6), min_size=m, max_size=m),
        st.integers(1, m - 1),
    )
)


@given(tables, st.sampled_from([1.0, -1.0]))
def test_the_best_are_the_best_of_each_draw(table, sign):
    rates, k = np.array(table[0]), table[1]
    before = rates.copy()
    got = ranked_value(rates, read_comparator(f"best {k} of {len(rates)}"), sign)
    ordered = np.sort(sign * rates, axis=0)
    np.testing.assert_allclose(got, sign * ordered[:k].mean(axis=0), atol=1e-9)
    np.testing.assert_array_equal(rates, before)


@given(tables, st.sampled_from(["median", "upper quartile", "upper decile"]))
def test_quantiles_are_numpys(table, name):
    rates = np.array(table[0])
    q = {"median": 0.5, "upper quartile": 0.75, "upper decile": 0.9}[name]
    got = ranked_value(rates, read_comparator(name), -1.0)
    np.testing.assert_allclose(got, np.quantile(rates, q, axis=0), atol=1e-9)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 5), st.floats(1, 1e6)), min_size=2,
                max_size=12))  # fmt: skip
def test_means_lie_among_their_peers_and_are_surer_than_the_worst_of_them(peers):
    value, error, people = np.array(peers).T
    for name in ("peer mean", "pooled mean"):
        mean, spread = linear_value(value, error, people, read_comparator(name))
        assert value.min() - 1e-9 <= mean <= value.max() + 1e-9
        assert spread <= error.max() + 1e-12


def test_a_pooled_mean_weighs_people():
    value, error, people = np.array([80.0, 90.0]), np.array([1.0, 2.0]), np.array([300.0, 100.0])
    mean, spread = linear_value(value, error, people, read_comparator("pooled mean"))
    assert mean == 82.5
    assert spread == pytest.approx(np.hypot(0.75, 0.5))


@pytest.mark.parametrize(("name", "least"), [("upper quartile", 20), ("upper decile", 40),
                                             ("best 5 of 10", 10), ("peer mean", 3)])  # fmt: skip
def test_too_few_peers_are_refused_in_words(name, least):
    asked = read_comparator(name)
    refuse_too_few(asked, least)
    with pytest.raises(InputError, match=f"{least - 1} peers for the comparator '{name}'"):
        refuse_too_few(asked, least - 1)


@pytest.mark.parametrize("name", ["best 5 of 5", "best 0 of 10", "top", None, 5])
def test_an_unknown_comparator_is_refused(name):
    with pytest.raises(InputError, match="comparator"):
        read_comparator(name)
    with pytest.raises(InputError, match="Did you mean 'upper quartile'"):
        read_comparator("uper quartile")

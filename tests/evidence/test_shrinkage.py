"""Draws of true rates: the laws they obey, and truths that are found again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.evidence import Field, between_areas, draw_rates, spread_draws
from wcc_prioritise.evidence.shrinkage import CHUNK, chunks
from wcc_prioritise.tables import InputError


def generator(seed=11):
    return np.random.default_rng(seed)


def test_the_variance_between_areas_by_hand():
    # two errors: w = 4 and 1, in all 4 + 4 + 1 + 1 + 1 = 11
    value, error = np.array([1.0, 2, 3, 4, 5]), np.array([0.5, 0.5, 1, 1, 1])
    mean = (4 * 1 + 4 * 2 + 3 + 4 + 5) / 11
    q = 4 * (1 - mean) ** 2 + 4 * (2 - mean) ** 2 + sum((v - mean) ** 2 for v in (3, 4, 5))
    expected = (q - 4) / (11 - (16 + 16 + 3) / 11)
    assert between_areas(value, error) == pytest.approx(expected)


values = st.lists(st.floats(-50, 50), min_size=5, max_size=20)


@given(values, st.floats(0.1, 10), st.floats(0.01, 100))
def test_the_unit_and_the_order_do_not_matter(points, error, times):
    y = np.array(points)
    one = between_areas(y, np.full(len(y), error))
    other = between_areas(y[::-1] * times, np.full(len(y), error * times))
    assert other == pytest.approx(one * times**2, rel=1e-6, abs=1e-6 * times**2)


def test_alike_areas_have_no_variance_between_them():
    assert between_areas([5.0] * 6, [0.1] * 6) == 0
    field = Field.of_figures(np.full(6, 5.0), np.full(6, 0.1))
    assert (spread_draws(field, generator(), 500) >= 0).all()


def test_draws_of_the_variance_lie_about_the_estimate():
    rng = generator(3)
    y = rng.normal(0, 2.0, 300) + rng.normal(0, 1.0, 300)
    field = Field.of_figures(y, np.ones(300))
    drawn = spread_draws(field, generator(), 4000)
    assert np.median(drawn) == pytest.approx(between_areas(y, np.ones(300)), rel=0.05)
    assert np.median(drawn) == pytest.approx(4.0, rel=0.25)


def test_a_small_field_is_less_sure_of_its_variance():
    few, many = (
        spread_draws(Field.of_figures(np.tile([-2.0, -1, 0, 1, 2], times), np.ones(5 * times)),
                     generator(), 4000)
        for times in (1, 20)
    )  # fmt: skip
    assert np.ptp(np.quantile(few, [0.1, 0.9])) > 3 * np.ptp(np.quantile(many, [0.1, 0.9]))


def true_and_drawn(model, seed):
    """SYNTHETIC: areas whose truth is known, and where draws put them."""
    rng = generator(seed)
    n = rng.integers(50, 400, 120)
    if model == "beta-binomial":
        truth = rng.beta(40, 10, 120)
        field = Field.of_counts(rng.binomial(n, truth), n, model)
    elif model == "gamma-Poisson":
        truth = rng.gamma(20, 0.1 / 20, 120)
        field = Field.of_counts(rng.poisson(n * truth), n, model)
    else:
        truth = rng.normal(10, 2, 120)
        field = Field.of_figures(truth + rng.normal(0, 1.5, 120), np.full(120, 1.5))
    return truth, field, draw_rates(field, rng, 2000)


@pytest.mark.parametrize("model", ["beta-binomial", "gamma-Poisson", "normal-normal"])
def test_nineteen_in_twenty_truths_lie_in_their_limits(model):
    held = []
    for seed in range(6):
        truth, _, drawn = true_and_drawn(model, seed)
        low, high = np.quantile(drawn, [0.025, 0.975], axis=1)
        held.append(((low <= truth) & (truth <= high)).mean())
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("model", ["beta-binomial", "gamma-Poisson", "normal-normal"])
def test_shrunken_rates_are_nearer_to_the_truth_than_the_figures(model):
    truth, field, drawn = true_and_drawn(model, 1)
    seen = ((field.value - truth) ** 2).mean()
    assert ((drawn.mean(axis=1) - truth) ** 2).mean() < seen


def test_the_normal_draws_have_the_textbook_mean_and_variance():
    rng = generator(8)
    y = rng.normal(0, 3, 2000)
    field = Field.of_figures(y, np.full(2000, 1.5))
    drawn = draw_rates(field, generator(), 3000)
    tau = between_areas(y, field.error)
    kept = tau / (tau + 1.5**2)
    expected = y.mean() + kept * (y - y.mean())
    np.testing.assert_allclose(drawn.mean(axis=1), expected, atol=0.15)
    assert drawn.var(axis=1).mean() == pytest.approx(kept * 1.5**2, rel=0.02)


def test_none_and_all_stay_inside():
    field = Field.of_counts([0, 0, 5, 10, 10, 3], [10] * 6, "beta-binomial")
    drawn = draw_rates(field, generator(), 1000)
    assert ((drawn >= 0) & (drawn <= 1)).all()
    assert 0 < np.median(drawn[0]) < 0.2 and 0.8 < np.median(drawn[3]) < 1
    nothing = Field.of_counts([0] * 6, [100] * 6, "gamma-Poisson")
    assert np.isfinite(draw_rates(nothing, generator(), 1000)).all()


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 40_000), st.integers(0, 2**40))
def test_chunks_make_all_draws_and_each_has_its_seed(draws, seed):
    parts = chunks(seed, 1, draws)
    assert sum(size for _, size in parts) == draws
    assert all(size == CHUNK for _, size in parts[:-1])
    firsts = [rng.random() for rng, _ in parts]
    assert len(set(firsts)) == len(parts)
    assert firsts == [rng.random() for rng, _ in chunks(seed, 1, draws)]
    assert firsts[0] != chunks(seed, 2, draws)[0][0].random()


def test_too_few_areas_are_refused():
    with pytest.raises(InputError, match="4 areas"):
        between_areas([1, 2, 3, 4], 1.0)
    with pytest.raises(InputError, match="2 of them without a standard error"):
        between_areas([1, 2, 3, 4, 5], [1, 0, 1, np.nan, 1])

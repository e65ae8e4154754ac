"""How long do values and worths of 8,192 draws take? Reported; one ratio asserted."""

import timeit

import numpy as np
import pytest

from wcc_prioritise.ranking import compare, rank, second_opinion

DRAWS = 8_192


def plain(values, weights):
    """Add one criterion after the other: the simple way that never parts twins."""
    total = np.zeros((len(weights), len(values)))
    for column, weight in zip(values.T, weights.T, strict=True):
        total += weight[:, None] * column
    return total


@pytest.fixture(scope="module")
def drawn(appraisal):
    rng = np.random.default_rng(1)
    n, m = appraisal.values.shape
    values = np.clip(appraisal.values.to_numpy() + rng.normal(0, 5, (DRAWS, n, m)), 0, 100)
    return values, rng.dirichlet(np.ones(m), DRAWS)


def test_values_of_drawn_weights(benchmark, appraisal, drawn):
    values, weights = appraisal.values.to_numpy(), drawn[1]
    assert benchmark(appraisal.value_of, values, weights).shape == (DRAWS, len(values))
    ours, simple = (
        min(timeit.repeat(lambda f=f: f(values, weights), number=3, repeat=9))
        for f in (appraisal.value_of, plain)
    )
    benchmark.extra_info["share of the simple way"] = round(ours / simple, 2)
    assert ours < simple


def test_values_of_drawn_weights_and_values(benchmark, appraisal, drawn):
    assert np.isfinite(benchmark(appraisal.value_of, *drawn)).all()


def test_worths_of_drawn_weights(benchmark, appraisal, drawn):
    assert np.isfinite(benchmark(appraisal.worth_of, appraisal.values, drawn[1])).all()


def test_worths_of_drawn_weights_and_values(benchmark, appraisal, drawn):
    assert np.isfinite(benchmark(appraisal.worth_of, *drawn)).all()


def test_one_change_of_a_score(benchmark, appraisal):
    assert benchmark(appraisal.with_score, "P05", "C4", 80).change


def test_other_weights(benchmark, appraisal):
    assert benchmark(appraisal.reweighted, {"C1": 0.5}).change


def test_ranking_and_comparing(benchmark, appraisal):
    second_opinion("TOPSIS", appraisal.values, appraisal.weights)  # loads scikit-criteria
    assert benchmark(lambda: (rank(appraisal), compare(appraisal)))[1].tau.size == 9

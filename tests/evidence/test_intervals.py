"""Intervals against the published test data of English public health, and the laws they obey."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson
from statsmodels.stats.proportion import proportion_confint

from wcc_prioritise.evidence import byar, byar_approximation, standard_error, wilson, z_value
from wcc_prioritise.tables import InputError

CASES = Path(__file__).parents[1] / "data" / "reference_cases"


def _case(name):
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return case["inputs"], case["expected"], case["tolerance_abs"]["default"]


def _pairs(limits):
    return np.column_stack(limits)


@pytest.mark.parametrize(("key", "confidence"), [("wilson_95", 0.95), ("wilson_99_8", 0.998)])
def test_wilson_reproduces_the_published_limits(key, confidence):
    inputs, expected, tolerance = _case("g7_wilson_byars_phe")
    count, denominator = np.array(inputs["wilson"]).T

    limits = _pairs(wilson(count, denominator, confidence))

    np.testing.assert_allclose(limits, expected[key], rtol=0, atol=tolerance)


@pytest.mark.parametrize(("key", "confidence"), [("byar_95", 0.95), ("byar_99_8", 0.998)])
def test_byars_formula_reproduces_the_published_limits(key, confidence):
    inputs, expected, tolerance = _case("g7_wilson_byars_phe")

    limits = _pairs(byar_approximation(inputs[key], confidence))

    np.testing.assert_allclose(limits, expected[key], rtol=0, atol=tolerance)


@pytest.mark.parametrize(("key", "confidence"), [("byar_95", 0.95), ("byar_99_8", 0.998)])
def test_from_ten_events_byar_is_the_same_formula(key, confidence):
    inputs, expected, tolerance = _case("g7_wilson_byars_phe")
    counts = np.array(inputs[key])
    many = counts >= 10

    limits = _pairs(byar(counts[many], confidence))

    assert many.sum() >= 2
    np.testing.assert_allclose(limits, np.array(expected[key])[many], rtol=0, atol=tolerance)


def test_proportions_reproduce_the_published_limits():
    inputs, expected, tolerance = _case("g7_proportions_and_rates_phe")
    count, denominator = np.array(inputs["numerator_denominator"]).T

    limits = _pairs(wilson(count, denominator))

    np.testing.assert_allclose(limits, expected["proportion_95"], rtol=0, atol=tolerance)


def test_rates_reproduce_the_published_limits_exact_below_ten():
    inputs, expected, tolerance = _case("g7_proportions_and_rates_phe")
    count, denominator = np.array(inputs["numerator_denominator"]).T

    limits = _pairs(byar(count)) / denominator[:, None] * 100

    assert (count < 10).sum() == 2
    np.testing.assert_allclose(limits, expected["rate_per_100_95"], rtol=0, atol=tolerance)


@given(count=st.integers(0, 9), confidence=st.floats(0.5, 0.999))
def test_below_ten_each_limit_leaves_half_the_error_in_its_tail(count, confidence):
    lower, upper = byar(count, confidence)
    tail = (1 - confidence) / 2

    assert poisson.cdf(count, upper) == pytest.approx(tail, rel=1e-6)
    if count:
        assert poisson.sf(count - 1, lower) == pytest.approx(tail, rel=1e-6)
    else:
        assert lower == 0


def test_no_events_at_all_give_nought_to_3_689():
    lower, upper = byar(0)

    assert lower == 0
    assert upper == pytest.approx(3.689, abs=0.0005)


def test_nine_events_are_exact_and_ten_are_byars():
    assert byar(9)[0] != byar_approximation(9)[0]
    assert byar(10) == byar_approximation(10)


@given(denominator=st.integers(1, 10**7), share=st.floats(0, 1), confidence=st.floats(0.5, 0.999))
def test_wilson_agrees_with_statsmodels(denominator, share, confidence):
    count = round(share * denominator)

    limits = wilson(count, denominator, confidence)

    theirs = proportion_confint(count, denominator, alpha=1 - confidence, method="wilson")
    np.testing.assert_allclose(limits, theirs, rtol=1e-9, atol=1e-12)


@given(denominator=st.integers(1, 10**6), share=st.floats(0, 1))
def test_wilson_holds_the_proportion_and_mirrors_it(denominator, share):
    count = round(share * denominator)

    lower, upper = wilson(count, denominator)
    mirror_lower, mirror_upper = wilson(denominator - count, denominator)

    assert 0 <= lower <= count / denominator <= upper <= 1
    assert lower == pytest.approx(1 - mirror_upper, abs=1e-12)
    assert upper == pytest.approx(1 - mirror_lower, abs=1e-12)


@given(count=st.floats(0, 1e6, allow_subnormal=False))
def test_byar_holds_the_count(count):
    lower, upper = byar(count)

    assert 0 <= lower <= count < upper


def test_none_and_all_touch_the_ends_exactly():
    assert wilson(0, 40)[0] == 0
    assert wilson(40, 40)[1] == 1


def test_missing_in_is_missing_out():
    lower, upper = wilson([10, np.nan, 10], [20, 20, np.nan])
    low, high = byar([np.nan, 4, 400])

    np.testing.assert_array_equal(np.isnan(lower), [False, True, True])
    np.testing.assert_array_equal(np.isnan(upper), [False, True, True])
    np.testing.assert_array_equal(np.isnan(low), [True, False, False])
    np.testing.assert_array_equal(np.isnan(high), [True, False, False])


def test_a_nullable_column_is_read_and_its_blanks_stay_blank():
    counts = pd.Series([12, None], dtype="Int64")

    lower, upper = wilson(counts, 100)

    assert (lower[0], upper[0]) == wilson(12, 100)
    assert np.isnan(lower[1])
    assert np.isnan(byar(counts)[1][1])


def test_one_denominator_serves_many_counts_and_shapes_stay():
    lower, upper = wilson([[1, 2, 3], [4, 5, 6]], 10)

    assert lower.shape == upper.shape == (2, 3)
    assert lower[1, 2] == wilson(6, 10)[0]


def test_standard_error_is_the_width_over_twice_z():
    assert standard_error(10.0, 20.0, 0.95) == pytest.approx(10 / 3.919928, abs=1e-6)
    assert z_value(0.95) == pytest.approx(1.959963984540054, abs=1e-14)


@pytest.mark.parametrize(
    ("count", "denominator", "words"),
    [
        ([5, 11, 3, 12], [10, 10, 10, 10], r"count above the denominator at positions 1 and 3"),
        ([5, -1], [10, 10], r"negative count at position 1"),
        ([5, 0], [10, 0], r"denominator that is not above 0 at position 1"),
        ([5, 0], [10, -2], r"denominator that is not above 0 at position 1"),
        ([5, np.inf], [10, np.inf], r"infinite number at position 1"),
        ([5, 1, 2], [10, 10], r"3 counts and 2 denominators"),
        (["five"], [10], r"not numbers"),
    ],
)
def test_impossible_proportions_are_refused_by_position(count, denominator, words):
    with pytest.raises(InputError, match=words):
        wilson(count, denominator)


def test_many_bad_positions_are_counted_not_all_listed():
    with pytest.raises(InputError, match="positions 0, 1, 2, 3, 4 and 95 more"):
        wilson(np.full(100, 2), 1)


def test_every_kind_of_fault_is_told_at_once():
    with pytest.raises(InputError) as error:
        wilson([-1, 5, 3], [10, 0, 2])

    assert len(error.value.faults) == 3


def test_a_negative_count_of_events_is_refused_by_position():
    with pytest.raises(InputError, match="negative count at positions 0 and 2"):
        byar([-1, 3, -4])


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, np.nan, "high"])
def test_confidence_lies_between_nought_and_one(confidence):
    with pytest.raises(InputError, match="between 0 and 1, such as 0.95"):
        byar(12, confidence)

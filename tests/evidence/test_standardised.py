"""Standardised rates and ratios against published test data, and the laws they obey."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.evidence import (
    byar,
    directly_standardised,
    expected_events,
    indirectly_standardised,
)
from wcc_prioritise.tables import InputError


@pytest.mark.parametrize("size", ["big", "small"])
@pytest.mark.parametrize(("key", "confidence"), [("95", 0.95), ("99_8", 0.998)])
def test_direct_rates_reproduce_the_published_ones(reference, size, key, confidence):
    case = reference("g7_dsr_dobson_phe")
    given = case["inputs"]
    got = directly_standardised(
        given[f"count_{size}"],
        given["population"],
        given["standard_population_esp2013"],
        scale=given["multiplier"],
        confidence=confidence,
    )
    tolerance = case["tolerance_abs"]["default"]
    expected = case["expected"][f"{size}_{key}"]
    np.testing.assert_allclose(got, expected, rtol=0, atol=tolerance)


def test_a_direct_rate_of_fewer_than_ten_events_is_missing(reference):
    case = reference("g7_dsr_dobson_phe")
    given = case["inputs"]
    got = directly_standardised(
        given["count_tiny"], given["population"], given["standard_population_esp2013"]
    )
    assert case["expected"]["tiny"] is None
    assert np.isnan(got).all()


@pytest.mark.parametrize("size", ["big", "small", "tiny"])
def test_indirect_ratios_reproduce_the_published_ones(reference, size):
    case = reference("g7_indirect_standardisation_phe")
    given, tolerance = case["inputs"], case["tolerance_abs"]["default"]
    standard = (given["population"], given["reference_count"], given["reference_population"])
    got = indirectly_standardised(given[f"count_{size}"], *standard)

    assert expected_events(*standard) == pytest.approx(case["expected"]["expected"], abs=tolerance)
    np.testing.assert_allclose(got, case["expected"][size], rtol=0, atol=tolerance)


def test_many_areas_at_once_are_each_area_alone(reference):
    given = reference("g7_dsr_dobson_phe")["inputs"]
    counts = np.array([given["count_big"], given["count_small"], given["count_tiny"]])
    people, standard = given["population"], given["standard_population_esp2013"]
    together = directly_standardised(counts, people, standard)
    alone = [directly_standardised(row, people, standard) for row in counts]
    np.testing.assert_array_equal(np.array(together).T, np.array(alone))


bands = st.lists(st.tuples(st.integers(5, 500), st.integers(600, 90_000)), min_size=2, max_size=9)


@given(bands, st.floats(0.1, 50))
def test_a_larger_standard_of_the_same_ages_changes_nothing(pairs, times):
    count, people = np.array(pairs).T
    standard = np.arange(1, len(count) + 1)
    one = directly_standardised(count, people, standard)
    np.testing.assert_allclose(one, directly_standardised(count, people, standard * times))


@given(bands)
def test_standardised_to_its_own_ages_a_rate_is_the_crude_one(pairs):
    count, people = np.array(pairs).T
    got = directly_standardised(count, people, people, scale=1)
    crude = np.array([count.sum(), *byar(count.sum())]) / people.sum()
    np.testing.assert_allclose(got, crude)


@given(bands, st.randoms())
def test_the_order_of_the_bands_changes_nothing(pairs, random):
    shuffled = random.sample(pairs, len(pairs))
    ratios = []
    for order in (pairs, shuffled):
        count, people = np.array(order).T
        ratios.append(indirectly_standardised(count, people, count + 3, people * 7))
    np.testing.assert_allclose(*ratios)


def test_an_area_at_the_reference_rates_has_the_ratio_of_one_hundred():
    ratio, lower, upper = indirectly_standardised([50, 30], [1000, 400], [500, 300], [10_000, 4000])
    assert ratio == pytest.approx(100)
    assert lower < 100 < upper


def test_nothing_expected_gives_no_ratio():
    assert np.isnan(indirectly_standardised([0.0], [10.0], [0.0], [500.0])).all()


def test_what_cannot_be_is_refused_in_words():
    with pytest.raises(InputError, match="2 in count, 3 in population, 3 in standard"):
        directly_standardised([1, 2], [10, 10, 10], [1, 1, 1])
    with pytest.raises(InputError, match="a population that is not above 0 at position 1"):
        directly_standardised([10, 2], [10, 0], [1, 1])
    with pytest.raises(InputError, match="a negative count at position 0"):
        directly_standardised([-10, 2], [10, 1], [1, 1])
    with pytest.raises(InputError, match="a standard population of nobody"):
        directly_standardised([10, 2], [10, 1], [0, 0])
    with pytest.raises(InputError, match="a reference population that is not above 0"):
        expected_events([10, 2], [1, 1], [0, 5])

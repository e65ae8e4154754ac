"""Funnels: published limits, the spread beyond chance, and the refusals."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.evidence import (
    funnel,
    funnel_limits,
    overdispersion,
    ratio_limits,
    transformed,
    winsorised,
)
from wcc_prioritise.tables import InputError

DATA = Path(__file__).parents[1] / "data" / "real" / "qof"


def test_limits_of_a_ratio_reproduce_the_published_ones(reference):
    case = reference("g7_funnel_ratio_phe")
    got = np.column_stack(ratio_limits(case["inputs"]["observed"]))
    tolerance = case["tolerance_abs"]["limits"]
    np.testing.assert_allclose(got, case["expected"]["limits"], rtol=0, atol=tolerance)


def qof(indicator, period="2019-20"):
    """Published counts of one measure by commissioning group (Open Government Licence v3.0)."""
    long = pd.read_csv(DATA / "qof_ccg_long_2014-15_to_2019-20.csv")
    rows = long[(long["indicator_code"] == indicator) & (long["period"] == period)]
    return pd.DataFrame(
        {
            "indicator": indicator,
            "area": rows["ccg_code"],
            "period": period,
            "value": 100 * rows["numerator"] / rows["denominator"],
            "count": rows["numerator"].astype(float),
            "denominator": rows["denominator"].astype(float),
            "unit": "%",
            "scale": 100.0,
            "polarity": "high is good",
        }
    )


CARE = ["COPD003", "COPD007", "DM012", "DM014", "DEM004", "MH002", "AF007"]


@pytest.mark.parametrize("indicator", CARE)
def test_care_measures_spread_far_beyond_chance_and_widened_limits_call_few(indicator):
    found = funnel(qof(indicator), indicator=indicator)
    plain = (found.table["plain_place"] == "beyond 99.8%").mean()

    assert found.spread.adjusted and 5 < found.spread.phi < 100
    assert plain > 0.3
    assert 0 <= found.counts["beyond 99.8%"] <= 12
    assert f"phi {found.spread.phi:.3g}" in found.how


def test_the_spread_of_a_prevalence_is_in_the_hundreds_and_it_gets_no_funnel():
    prevalence = qof("COPD_PREV")
    rate = prevalence["count"] / prevalence["denominator"]
    target = prevalence["count"].sum() / prevalence["denominator"].sum()
    y, error = transformed(rate, prevalence["denominator"], "proportion")
    middle = transformed(target, 1, "proportion")[0]

    assert overdispersion(y, error, middle).phi > 300
    with pytest.raises(InputError, match="COPD_PREV, which is a prevalence"):
        funnel(prevalence, indicator="COPD_PREV")
    with pytest.raises(InputError, match="Smoking prevalence in adults, which is a prevalence"):
        funnel(
            qof("DM012").assign(indicator_name="Smoking prevalence in adults"), indicator="DM012"
        )
    with pytest.raises(InputError, match="DM012, which is a prevalence"):
        funnel(qof("DM012"), indicator="DM012", prevalence=True)


def test_a_care_measure_of_people_on_a_register_is_no_prevalence():
    named = qof("DM012").assign(indicator_name="Patients on the register with a foot check")
    assert funnel(named, indicator="DM012").counts.sum() == 135


def made_up(tau, areas=200, seed=5):
    """SYNTHETIC: areas about 80 per cent, with or without true differences."""
    rng = np.random.default_rng(seed)
    n = rng.integers(300, 5000, areas).astype(float)
    truth = np.sin(np.arcsin(np.sqrt(0.8)) + rng.normal(0, tau, areas)) ** 2
    count = rng.binomial(n.astype(int), truth).astype(float)
    return pd.DataFrame(
        {"indicator": "CARE", "area": [f"X{i:03d}" for i in range(areas)], "period": "2025-26",
         "value": 100 * count / n, "count": count, "denominator": n, "unit": "%", "scale": 100.0}
    )  # fmt: skip


def test_where_only_chance_is_at_work_limits_are_not_widened():
    found = funnel(made_up(0.0), indicator="CARE")
    assert not found.spread.adjusted
    assert "limits for chance alone" in found.how
    np.testing.assert_array_equal(found.table["z"], found.table["z_adjusted"])


def test_the_variance_between_areas_is_found_again():
    found = funnel(made_up(0.05), indicator="CARE", share=0.0)
    drawn_in = funnel(made_up(0.05), indicator="CARE")
    assert found.spread.adjusted and drawn_in.spread.adjusted
    assert np.sqrt(found.spread.tau_squared) == pytest.approx(0.05, rel=0.25)
    assert 0 < drawn_in.spread.tau_squared < found.spread.tau_squared


@pytest.mark.parametrize("tau", [0.0, 0.05])
def test_places_and_lines_say_the_same(tau):
    found = funnel(made_up(tau), indicator="CARE")
    table, lines = found.table, found.lines(found.table["denominator"])
    value = 100 * table["count"] / table["denominator"]
    out = (value < lines["lower_95"]) | (value > lines["upper_95"])
    far = (value < lines["lower_99_8"]) | (value > lines["upper_99_8"])
    np.testing.assert_array_equal(out, table["place"] != "inside")
    np.testing.assert_array_equal(far, table["place"] == "beyond 99.8%")


def test_a_reference_area_gives_the_benchmark_and_no_point():
    england = (
        made_up(0.0)
        .iloc[[0]]
        .assign(area="England", value=81.0, count=81_000.0, denominator=100_000.0)
    )
    found = funnel(pd.concat([made_up(0.0), england]), indicator="CARE", reference="England")
    assert found.target == 81.0
    assert "England" not in found.table["area"].tolist()
    assert "the value of England" in found.how


def test_the_order_of_rows_changes_nothing():
    rows = made_up(0.05)
    one = funnel(rows, indicator="CARE")
    two = funnel(rows.sample(frac=1, random_state=1), indicator="CARE")
    pd.testing.assert_frame_equal(one.table, two.table)
    assert one.fingerprint == two.fingerprint


def test_a_rate_has_its_funnel_too():
    rng = np.random.default_rng(2)
    n = rng.integers(5000, 90_000, 60).astype(float)
    count = rng.poisson(n * 0.004).astype(float)
    rows = pd.DataFrame(
        {"indicator": "EM", "area": [f"X{i}" for i in range(60)], "period": "2025",
         "value": 1000 * count / n, "count": count, "denominator": n, "unit": "per 1,000",
         "scale": 1000.0}
    )  # fmt: skip
    found = funnel(rows, indicator="EM")
    assert found.kind == "rate"
    assert found.counts["inside"] >= 50


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40), st.floats(0, 0.49))
def test_winsorising_draws_in_and_keeps_the_order(z, share):
    drawn = winsorised(z, share)
    assert np.abs(drawn).max() <= np.abs(z).max()
    assert (np.diff(drawn[np.argsort(z)]) >= 0).all()


@given(st.floats(0.01, 0.99), st.integers(10, 10**6), st.sampled_from(["proportion", "rate"]))
def test_lines_hold_the_benchmark_and_close_in_with_size(target, n, kind):
    low, high = funnel_limits(target, [n, 4 * n], kind, 0.998)
    inner = funnel_limits(target, n, kind, 0.95)
    wide = funnel_limits(target, n, kind, 0.998, tau_squared=0.01)
    assert low[0] <= low[1] <= target <= high[1] <= high[0]
    assert low[0] <= inner[0] and inner[1] <= high[0]
    assert wide[0] <= low[0] and high[0] <= wide[1]


def test_what_cannot_be_is_refused_in_words():
    with pytest.raises(InputError, match="fewer than 1 event at position 1"):
        ratio_limits([1, 0])
    with pytest.raises(InputError, match="kind 'share'"):
        transformed(0.5, 10, "share")
    with pytest.raises(InputError, match="a proportion above 1 at position 0"):
        transformed([1.5, 0.5], 10, "proportion")
    with pytest.raises(InputError, match="4 areas with a figure"):
        overdispersion([1, 2, 3, 4], 0.1, 2.0)
    with pytest.raises(InputError, match="a share of 0.5"):
        winsorised([1, 2], 0.5)
    with pytest.raises(InputError, match="Did you mean 'CARE'"):
        funnel(made_up(0.0), indicator="CAER")
    with pytest.raises(InputError, match="no rows for '2019-20'"):
        funnel(made_up(0.0), indicator="CARE", period="2019-20")
    with pytest.raises(InputError, match="not its count / denominator"):
        rows = made_up(0.0).assign(unit="per 100,000", value=7.0)
        funnel(rows, indicator="CARE")

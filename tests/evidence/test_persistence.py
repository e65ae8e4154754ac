"""How much of a gap lasts: published years, and the laws."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.evidence import share_left, year_to_year
from wcc_prioritise.tables import InputError

DATA = Path(__file__).parents[1] / "data" / "real" / "qof"


def years_of(indicator):
    """Published figures by commissioning group and year (Open Government Licence v3.0)."""
    long = pd.read_csv(DATA / "qof_ccg_long_2014-15_to_2019-20.csv")
    rows = long[long["indicator_code"] == indicator]
    value = 100 * rows["numerator"] / rows["denominator"]
    table = rows.assign(value=value).pivot(index="ccg_code", columns="period", values="value")
    return [(table[a], table[b]) for a, b in zip(table, [*table][1:], strict=False)]


@pytest.mark.parametrize(
    ("indicator", "low", "high"),
    [("COPD003", 0.48, 0.74), ("DM014", 0.50, 0.79), ("MH002", 0.50, 0.88), ("COPD007", 0.62, 0.78),
     ("CS002", 0.96, 0.97), ("DEM004", 0.62, 0.86), ("AF007", 0.74, 0.85)],
)  # fmt: skip
def test_year_to_year_correlations_are_those_published_figures_have(indicator, low, high):
    found = [round(year_to_year(before, after), 2) for before, after in years_of(indicator)]
    assert (min(found), max(found)) == (low, high)


@pytest.mark.parametrize("indicator", ["COPD003", "DM014", "MH002", "COPD007"])
def test_the_worst_tenth_kept_four_to_nineteen_twentieths_of_its_gap(indicator):
    left = [share_left(before, after, np.inf, -1.0) for before, after in years_of(indicator)]
    assert min(left) > 0.40 and max(left) < 0.96


pairs = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=10, max_size=40)


@given(pairs, st.integers(1, 50), st.integers(-5, 5), st.sampled_from([1.0, -1.0]))
def test_unit_and_direction_do_not_matter(both, times, shift, sign):
    before, after = np.array(both, dtype=float).T
    gap = float(np.ptp(before)) / 2
    one = share_left(before, after, gap, sign)
    scaled = share_left(before * times + shift, after * times, gap * times, sign)
    turned = share_left(-before, -after, gap, -sign)
    assert turned == pytest.approx(one, nan_ok=True)
    if np.ptp(before) and len(set(np.abs(before - before.mean()))) == len(before):
        assert scaled == pytest.approx(one, rel=1e-6, abs=1e-6, nan_ok=True)


def test_a_gap_that_all_keep_is_left_whole():
    before = np.arange(30.0)
    assert share_left(before, before + 7, np.inf, 1.0) == pytest.approx(1)
    assert share_left(before, 40 - before, np.inf, 1.0) == pytest.approx(-1)
    assert year_to_year(before, before * 2) == pytest.approx(1)


def test_nothing_is_said_of_few_areas_or_of_no_gap():
    few, many = np.arange(9.0), np.arange(12.0)
    assert np.isnan(year_to_year(few, few))
    assert np.isnan(share_left(few, few, 1.0, 1.0))
    assert np.isnan(share_left(many, many, -1.0, 1.0))
    assert np.isnan(year_to_year(many, np.ones(12)))
    with pytest.raises(InputError, match="12 figures before and 9 after"):
        year_to_year(many, few)

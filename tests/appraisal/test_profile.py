"""When the benefit comes: the straight line, the horizon and the discount."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.appraisal.profile import benefit_years, phased_months


def by_small_steps(first, full, until):
    """Integrate the profile by many small steps."""
    step = 1 / 200
    t = np.arange(step / 2, until, step)
    level = np.clip((t - first) / max(full - first, 1e-9), 0, 1)
    return float(np.where(t < first, 0, level).sum() * step)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 120))
def test_phased_months_is_the_area_under_the_line(first, more, until):
    got = float(phased_months(first, first + more, until))
    assert got == pytest.approx(by_small_steps(first, first + more, until), abs=0.05)


def test_from_the_first_day_every_year_counts_whole():
    assert benefit_years(0, 0, 10).tolist() == [10]


def test_the_first_year_is_not_discounted():
    got = benefit_years(0, 0, 3, discount=0.015)[0]
    assert got == pytest.approx(1 + 1 / 1.015 + 1 / 1.015**2)


def test_slippage_never_brings_benefit_forward():
    claimed = benefit_years([3, 6, 12], [9, 24, 60], 10)
    slipped = benefit_years([3, 6, 12], [9, 24, 60], 10, slip=1.5)
    assert (slipped < claimed).all()


def test_a_project_that_starts_after_the_horizon_brings_nothing():
    assert benefit_years([40], [60], 3).tolist() == [0]

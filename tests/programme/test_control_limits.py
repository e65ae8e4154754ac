"""Are the limits of a series those of the book?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.programme import xmr_limits
from wcc_prioritise.tables import InputError

FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
"""NIST/SEMATECH e-Handbook, section 6.3.2.2: mean 50.81, mean moving range 1.8778."""


def test_the_published_example():
    limits = xmr_limits(FLOW)
    assert limits.mean == pytest.approx(50.81)
    assert limits.moving_range == pytest.approx(1.8778, abs=5e-5)
    # the handbook has 3 / 1.128 = 2.6596 where the charts of the NHS have 2.66
    assert limits.upper == pytest.approx(55.8041, abs=1e-3)
    assert limits.lower == pytest.approx(45.8159, abs=1e-3)
    assert limits.words == "nothing but noise so far"


def test_by_hand_with_a_point_outside():
    """Twelve points: mean 12, moving ranges 2 ten times and 24 once."""
    limits = xmr_limits([9, 11] * 5 + [9, 33])
    moving = (2 * 10 + 24) / 11
    assert (limits.mean, limits.moving_range) == (pytest.approx(142 / 12), pytest.approx(moving))
    assert limits.upper == pytest.approx(142 / 12 + 2.66 * moving)
    assert limits.outside == (11,)
    assert "1 of the points lie beyond the limits" in limits.words


def test_seven_on_one_side_are_a_run_and_six_are_not():
    assert xmr_limits([0] * 7 + [1] * 7).runs == ((0, 6), (7, 13))
    assert xmr_limits([0] * 6 + [1] * 6).runs == ()
    assert xmr_limits([5] * 20).runs == ()  # on the mean is on no side


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40), st.floats(0.1, 10))
def test_other_units_give_other_limits_in_proportion(figures, scale):
    a, b = xmr_limits(figures), xmr_limits(np.array(figures) * scale)
    assert b.upper - b.lower == pytest.approx(scale * (a.upper - a.lower), rel=1e-6, abs=1e-6)
    assert a.lower <= a.mean + 1e-9 and a.mean <= a.upper + 1e-9


@pytest.mark.parametrize("figures", [[], [1.0], [1.0, float("nan")]])
def test_too_few_or_missing_are_refused(figures):
    with pytest.raises(InputError, match="two figures or more"):
        xmr_limits(figures)

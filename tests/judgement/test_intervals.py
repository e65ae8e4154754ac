"""Answers in ranges, and answers in part: bounds that are exact, and nothing filled in."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement.intervals import ranged, swing_bounds, weight_bounds
from wcc_prioritise.tables import InputError

SWINGS = pd.DataFrame(
    {
        "person": ["S1", "S1", "S2", "S2", "S3", "S3", "S3"],
        "criterion": ["C1", "C2", "C1", "C2", "C1", "C1", "C2"],
        "points": [100.0, 50.0, 100.0, np.nan, 10.0, 100.0, 100.0],
        "at_least": [np.nan, 25.0, np.nan, np.nan, np.nan, np.nan, np.nan],
        "at_most": [np.nan, 100.0, np.nan, np.nan, np.nan, np.nan, np.nan],
        "round": [1, 1, 1, 1, 1, 2, 1],
    }
)


def test_a_range_stays_a_range_and_a_number_a_number():
    bounds = swing_bounds(SWINGS, ["C1", "C2"])
    assert bounds.low.loc["S1"].tolist() == pytest.approx([0.5, 0.2])
    assert bounds.high.loc["S1"].tolist() == pytest.approx([0.8, 0.5])
    assert bounds.low.loc["S3"].tolist() == bounds.high.loc["S3"].tolist() == [0.5, 0.5]


def test_what_was_not_answered_is_not_filled_in():
    bounds = swing_bounds(SWINGS, ["C1", "C2"])
    assert bounds.partial == ("S2",)
    assert bounds.low.loc["S2"].tolist() == [0.5, 0.0]
    assert bounds.high.loc["S2"].tolist() == [1.0, 0.5]


def test_tables_without_range_columns_are_read():
    bounds = swing_bounds(SWINGS.drop(columns=["at_least", "at_most"]), ["C1", "C2"])
    assert bounds.low.loc["S1"].tolist() == pytest.approx([2 / 3, 1 / 3])


def test_a_range_turned_round_is_refused_with_its_person():
    turned = SWINGS.assign(at_least=[np.nan, 100.0, *[np.nan] * 5], at_most=50.0)
    with pytest.raises(InputError, match=r"at most 50, at least 100 on C2 \(S1\)"):
        swing_bounds(turned, ["C1", "C2"])
    with pytest.raises(InputError, match="at most 10, at least 20 on C2"):
        ranged({"C1": 100, "C2": 20}, {"C1": 100, "C2": 10}, ["C1", "C2"])


def test_the_middle_lies_within():
    answer = ranged({"C1": 80, "C2": 0}, {"C1": 100, "C2": 60}, ["C1", "C2"])
    assert answer.weights.tolist() == pytest.approx([0.75, 0.25])
    assert (answer.low <= answer.weights).all() and (answer.weights <= answer.high).all()


points = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted), min_size=2, max_size=6
).filter(lambda pairs: any(low > 0 for low, _ in pairs))


@settings(max_examples=60, deadline=None)
@given(points, st.data(), st.floats(0.1, 10))
def test_every_answer_within_the_ranges_gives_weights_within_the_bounds(pairs, data, scale):
    low, high = (pd.DataFrame([side], dtype=float) for side in zip(*pairs, strict=True))
    least, most = weight_bounds(low, high)
    inside = np.array([data.draw(st.floats(a, b)) for a, b in pairs])
    weights = inside / inside.sum()
    assert (least.iloc[0] <= weights + 1e-12).all() and (weights <= most.iloc[0] + 1e-12).all()
    assert least.iloc[0].sum() <= 1 + 1e-9 and most.iloc[0].sum() >= 1 - 1e-9
    again = weight_bounds(low * scale, high * scale)
    assert again[0].to_numpy() == pytest.approx(least.to_numpy())
    assert again[1].to_numpy() == pytest.approx(most.to_numpy())


def test_bounds_are_reached():
    low, high = pd.DataFrame([[10.0, 20, 30]]), pd.DataFrame([[40.0, 50, 60]])
    least, most = weight_bounds(low, high)
    assert least.iloc[0, 0] == pytest.approx(10 / 120) and most.iloc[0, 0] == pytest.approx(40 / 90)


def test_the_only_criterion_with_points_has_all_the_weight():
    least, most = weight_bounds(pd.DataFrame([[0.0, 0.0]]), pd.DataFrame([[100.0, 0.0]]))
    assert least.iloc[0].tolist() == [1, 0] and most.iloc[0].tolist() == [1, 0]

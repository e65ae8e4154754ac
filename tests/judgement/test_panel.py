"""Pooling: who counts how much, and what missing means."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement import memberships, normalise, pool, pool_scores, pool_weights
from wcc_prioritise.judgement.weights import swing_points

PEOPLE = pd.DataFrame(
    {
        "person": ["S1", "S2", "S3", "S4"],
        "roles": [("patient",), ("GP",), ("GP", "patient"), ("finance",)],
    }
)
GROUPS = pd.DataFrame(
    {
        "group": ["public", "clinicians", "money"],
        "role": ["patient", "GP", "finance"],
    }
)


def test_a_person_in_two_groups_counts_half_in_each():
    shares = memberships(PEOPLE, GROUPS)
    assert shares.loc["S3", ["clinicians", "public"]].tolist() == [0.5, 0.5]
    assert (shares.sum(axis=1) == 1).all()


def test_two_roles_in_one_group_count_once():
    groups = pd.DataFrame({"group": ["a", "a", "b"], "role": ["patient", "GP", "finance"]})
    assert memberships(PEOPLE, groups).loc["S3", "a"] == 1


def test_pooled_by_person_and_by_group():
    shares = memberships(PEOPLE, GROUPS)
    answers = pd.DataFrame({"x": [10.0, 20.0, 40.0, 90.0]}, index=["S1", "S2", "S3", "S4"])
    pooled = pool(answers, shares)
    assert pooled.person["x"] == pytest.approx(40)
    public = (10 + 0.5 * 40) / 1.5
    clinicians = (20 + 0.5 * 40) / 1.5
    assert pooled.group["x"] == pytest.approx((public + clinicians + 90) / 3)
    assert pooled.count["x"] == 4
    assert pooled.spread["x"] == pytest.approx(np.std([10, 20, 40, 90], ddof=1))


def test_missing_is_missing_never_zero():
    shares = memberships(PEOPLE, GROUPS)
    answers = pd.DataFrame({"x": [10.0, np.nan, np.nan, np.nan]}, index=["S1", "S2", "S3", "S4"])
    pooled = pool(answers, shares)
    assert pooled.person["x"] == 10 and pooled.group["x"] == 10 and pooled.count["x"] == 1
    assert np.isnan(pooled.spread["x"])


def test_nobody_answered_is_missing():
    answers = pd.DataFrame({"x": [np.nan, np.nan]}, index=["S1", "S2"])
    pooled = pool(answers, memberships(PEOPLE, GROUPS))
    assert np.isnan(pooled.person["x"]) and np.isnan(pooled.group["x"]) and pooled.count["x"] == 0


def test_the_latest_round_counts_and_dont_know_counts_for_nobody():
    scores = pd.DataFrame(
        {
            "person": ["S1", "S1", "S2"],
            "candidate": "P1",
            "criterion": "C1",
            "score": [10.0, 30.0, np.nan],
            "round": [1, 2, 1],
        }
    )
    pooled = pool_scores(scores, memberships(PEOPLE, GROUPS))
    assert pooled.person[("P1", "C1")] == 30 and pooled.count[("P1", "C1")] == 1


def test_a_person_who_left_a_swing_out_gives_no_weights():
    swings = pd.DataFrame(
        {
            "person": ["S1", "S1", "S2"],
            "criterion": ["C1", "C2", "C1"],
            "points": [100.0, 50.0, 100.0],
            "round": 1,
        }
    )
    weights = normalise(swing_points(swings, ["C1", "C2"]))
    assert list(weights.index) == ["S1"]
    assert weights.loc["S1"].tolist() == pytest.approx([2 / 3, 1 / 3])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 100), min_size=3, max_size=3), min_size=4, max_size=4),
    st.randoms(use_true_random=False),
)
def test_pooled_weights_sum_to_one_and_order_of_people_never_matters(points, shuffler):
    table = pd.DataFrame(points, index=PEOPLE["person"], columns=["C1", "C2", "C3"], dtype=float)
    shares = memberships(PEOPLE, GROUPS)
    pooled = pool_weights(normalise(table), shares)
    assert pooled[["person", "group"]].sum().tolist() == pytest.approx([1, 1])
    order = list(table.index)
    shuffler.shuffle(order)
    again = pool_weights(normalise(table.loc[order]), shares.loc[sorted(order)])
    pd.testing.assert_frame_equal(pooled, again, check_exact=True)


def test_large_numbers_do_not_count_for_more():
    small = pd.DataFrame([[1.0, 1.0], [100.0, 50.0]], index=["S1", "S2"], columns=["C1", "C2"])
    large = small.copy()
    large.loc["S1"] = [90.0, 90.0]
    shares = memberships(PEOPLE.iloc[:2], GROUPS)
    first, second = (pool_weights(normalise(t), shares)["person"] for t in (small, large))
    assert first.tolist() == pytest.approx(second.tolist())

"""Pooling: who counts how much, and what missing means."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement import (
    memberships,
    normalise,
    pool,
    pool_scores,
    pool_weights,
    pool_with,
)
from wcc_prioritise.judgement.weights import swing_points
from wcc_prioritise.tables import InputError

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


@settings(max_examples=25, deadline=None)
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


def room(**sizes):
    people = pd.DataFrame(
        [(f"{role}{n}", (role,)) for role, many in sizes.items() for n in range(many)],
        columns=["person", "roles"],
    )
    groups = pd.DataFrame({"group": list(sizes), "role": list(sizes)})
    return people, memberships(people, groups)


def test_head_count_can_swamp_a_role():
    """By person X 6.6 beats Y 6.5; by role Y wins 7 to 5."""
    people, shares = room(clinician=9, patient=2, finance=2)
    said = {"clinician": (8.0, 6.0), "patient": (3.0, 8.0), "finance": (4.0, 7.0)}
    answers = pd.DataFrame(
        [said[roles[0]] for roles in people["roles"]],
        index=people["person"],
        columns=["X", "Y"],
    )
    pooled = pool(answers, shares)
    assert pooled.person.round(1).tolist() == [6.6, 6.5]
    assert pooled.group.round(9).tolist() == [5, 7]
    assert pooled.by("person").idxmax() == "X" and pooled.by("group").idxmax() == "Y"


def test_a_mean_travels_with_its_spread():
    _, shares = room(anybody=8)
    answers = pd.DataFrame({"torn": [9.0] * 4 + [1.0] * 4, "whole": [5.0] * 8}, index=shares.index)
    pooled = pool(answers, shares)
    assert pooled.person.tolist() == [5, 5] and pooled.count.tolist() == [8, 8]
    of_these_eight = pooled.spread * np.sqrt(7 / 8)
    assert of_these_eight.tolist() == pytest.approx([4.0, 0.0])


def middle(answers, shares):
    return answers.median()


def test_somebodys_own_rule_is_used_and_named():
    _, shares = room(a=3, b=2)
    answers = pd.DataFrame(
        {"x": [10.0, 20, 90, None, 30], "nobody": [None] * 5}, index=shares.index, dtype=float
    )
    own = pool_with(middle, answers, shares)
    assert own.figures["x"] == 25 and np.isnan(own.figures["nobody"])
    assert own.rule.startswith(f"{middle.__module__}.middle sha256:")


def test_somebodys_own_rule_gets_what_it_is_told_it_gets():
    _, shares = room(a=3, b=2)
    answers = pd.DataFrame({"x": [10.0, 20, 90, 40, 30]}, index=shares.index)

    def by_group(answers, shares):
        means = (shares.T @ answers).div(shares.sum(), axis="index")
        return means.mean()

    assert pool_with(by_group, answers, shares).figures["x"] == pytest.approx(
        pool(answers, shares).group["x"]
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (lambda a, s: a.median().drop("x"), "other items"),
        (lambda a, s: a.median().rename({"x": "z"}), "other items"),
        (lambda a, s: a.max() + 1, "which is not among its answers"),
        (lambda a, s: a.min() - 1, "which is not among its answers"),
        (lambda a, s: a.median() * np.nan, "nan on x"),
        (lambda a, s: 5.0, "found float"),
        (lambda a, s: 1 / 0, "an error, ZeroDivisionError"),
    ],
)
def test_a_rule_that_breaks_its_word_is_refused_by_name(rule, words):
    _, shares = room(a=3)
    answers = pd.DataFrame({"x": [10.0, 20, 90], "y": [5.0, 5, 5]}, index=shares.index)
    with pytest.raises(InputError, match="(?i)" + words) as refused:
        pool_with(rule, answers, shares)
    assert "sha256:" in str(refused.value)


def test_a_rule_cannot_change_the_answers():
    _, shares = room(a=3)
    answers = pd.DataFrame({"x": [10.0, 20, 90]}, index=shares.index)

    def vandal(answers, shares):
        result = answers.mean()
        answers.loc[:] = 0.0
        shares.loc[:] = 0.0
        return result

    pool_with(vandal, answers, shares)
    assert answers["x"].tolist() == [10, 20, 90] and (shares["a"] == 1).all()

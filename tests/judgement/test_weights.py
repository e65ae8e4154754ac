"""Swing, points, ratios, and a weighting of somebody's own."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.appraisal import anchored
from wcc_prioritise.case.functions import told
from wcc_prioritise.judgement.weights import (
    normalise,
    person_weights,
    share_points,
    swing,
    swing_points,
    swing_ratios,
)
from wcc_prioritise.ranking import weighted_sum
from wcc_prioritise.tables import InputError

CODES = ["C1", "C2", "C3"]
POINTS = pd.DataFrame([[100.0, 50, 50], [10, 10, 20]], index=["S1", "S2"], columns=CODES)

NOT_OURS = {
    "g2_critic_diakoulaki_1995": "weights from how the options spread: nobody was asked",
    "g2_entropy_zavadskas_podvezko_2016": "weights from how the options spread: nobody was asked",
}
"""A weight here is what a person says of a step; what is read off the data alone is no judgement,
and it moves when a candidate is added."""

OURS = {
    "g2_roc_table",
    "g2_ahp_saaty_2008_drinks",
    "g2_ahp_leader_hierarchy",
    "g2_ahp_papathanasiou_ploskas_2018",
    "g2_bwm_rezaei_2016_linear",
    "g2_exact_swing_ratio_chain",
}


def test_every_published_case_is_ours_or_has_a_reason(reference):
    here = Path(__file__).parents[1] / "data" / "reference_cases"
    assert {path.stem for path in here.glob("g2_*.json")} == OURS | set(NOT_OURS)
    assert all("matrix" in reference(name)["inputs"] for name in NOT_OURS)  # data, no answers


def test_exact_swing_ratios(reference):
    case = reference("g2_exact_swing_ratio_chain")
    answer = swing_ratios(case["inputs"]["ratios"], case["inputs"]["criteria"])
    assert answer.weights.tolist() == pytest.approx(case["expected"]["weights"], abs=1e-12)


def test_ratios_that_go_round_and_agree_are_taken():
    said = [("C1", "C2", 2), ("C2", "C3", 3), ("C1", "C3", 6)]
    assert (10 * swing_ratios(said, CODES).weights).tolist() == pytest.approx([6, 3, 1])


@pytest.mark.parametrize(
    ("ratios", "said"),
    [
        ([("C1", "C2", 2)], "C3 tied to nothing that was said of C1"),
        (
            [("C1", "C2", 2), ("C2", "C3", 2), ("C1", "C3", 5)],
            "C2 said to matter 2 times as much as C3, where the other statements make it 2.5 times",
        ),
        ([("C1", "C2", 0), ("C2", "C3", 2)], "0 for C1 beside C2"),
        ([("C1", "C2", 2), ("C2", "C9", 2)], "'C9'"),
    ],
)
def test_ratios_that_do_not_tie_all_together_are_refused_in_words(ratios, said):
    with pytest.raises(InputError, match=said):
        swing_ratios(ratios, CODES)


@pytest.fixture
def criteria(northmere):
    return northmere.criteria.head(3)


def test_swing_points_are_divided_by_their_sum(criteria):
    answer = swing({"C1": 100, "C2": 60, "C3": 40}, criteria, order=["C1", "C2", "C3"])
    assert answer.weights.to_dict() == pytest.approx({"C1": 0.5, "C2": 0.3, "C3": 0.2})
    assert answer.method == "swing" and answer.found == ()


def test_sizes_that_turn_the_order_round_are_asked_about(criteria):
    answer = swing({"C1": 100, "C2": 40, "C3": 60}, criteria, order=["C1", "C2", "C3"])
    assert answer.found == (
        "You put C2 before C3, but gave C3 more points (60 and 40). Which is right?",
    )


def test_level_in_the_order_and_not_in_size_is_asked_about(criteria):
    answer = swing({"C1": 100, "C2": 40, "C3": 60}, criteria, order=["C1", ("C2", "C3")])
    assert answer.found == (
        "You put C2 and C3 level, but gave them different points. Which is right?",
    )


def test_the_first_step_is_worth_100(criteria):
    answer = swing({"C1": 80, "C2": 40, "C3": 40}, criteria)
    assert answer.found[0].startswith("The step that matters most has 80 points. Call it 100")


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ({"C1": 100, "C2": 50}, "nothing for C3"),
        ({"C1": 100, "C2": 50, "C3": -1}, "'-1' for C3; allowed: a number, 0 or more"),
        ({"C1": 100, "C2": 50, "C3": "lots"}, "'lots' for C3"),
        ({"C1": 0, "C2": 0, "C3": 0}, "0 for every criterion"),
        ({"C1": 100, "C2": 50, "C3": 5, "c-1": 5}, "Did you mean 'C1'"),
        ({"C1": float("inf"), "C2": 50, "C3": 5}, "'inf' for C1"),
    ],
)
def test_points_that_are_none_are_refused_in_words(criteria, points, said):
    with pytest.raises(InputError, match=said):
        swing(points, criteria)


def test_points_shared_out_come_to_their_total():
    assert share_points({"C1": 5, "C2": 5}, ["C1", "C2"], total=10).weights.tolist() == [0.5, 0.5]
    with pytest.raises(InputError, match="95 points given out of 100; .* 5 are left"):
        share_points({"C1": 50, "C2": 45}, ["C1", "C2"])
    with pytest.raises(InputError, match="110 points given out of 100; .* 10 are too many"):
        share_points({"C1": 60, "C2": 50}, ["C1", "C2"])


def test_the_one_day_wait():
    """A weight belongs to the gap: X2 of the exercises, on scales of 0 to 400 and of one day."""
    values = np.column_stack(
        [anchored([300, 120], [0, 400], [0, 100]), anchored([0, 1], [0, 1], [0, 100])]
    )
    codes, totals = ["health", "waiting"], []
    for points in ({"health": 100, "waiting": 100}, {"health": 90, "waiting": 10}):
        weights = share_points(points, codes, total=sum(points.values())).weights
        totals.append([int(total + 0.5) for total in weighted_sum(values, weights)])
    assert totals == [[38, 65], [68, 37]]


def test_who_gave_no_point_to_anything_gives_no_weights():
    nothing = pd.DataFrame([[0.0, 0, 0], [100, 0, 0]], index=["S1", "S2"], columns=CODES)
    assert list(normalise(nothing).index) == ["S2"]


def squared(points):
    return points**2 / (points**2).sum()


def test_a_weighting_of_ones_own_is_used_and_can_be_named():
    weights = person_weights(POINTS, squared)
    assert weights.loc["S1"].tolist() == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert told(squared).split(" ")[0].endswith("squared")
    pd.testing.assert_frame_equal(person_weights(POINTS), normalise(POINTS))


def test_a_weighting_of_ones_own_may_give_them_in_another_order():
    weights = person_weights(POINTS, lambda points: squared(points).iloc[::-1])
    pd.testing.assert_frame_equal(weights, person_weights(POINTS, squared))


def test_a_weighting_cannot_change_the_answers():
    def meddling(points):
        points[:] = 1.0
        return points / points.sum()

    person_weights(POINTS, meddling)
    assert POINTS.loc["S1", "C1"] == 100


@pytest.mark.parametrize(
    ("weighting", "said"),
    [
        (lambda points: points, "weights that sum to 200 for S1"),
        (lambda points: pd.Series({"C1": 2.0, "C2": -1.0, "C3": 0.0}), "-1.0 as a weight for S1"),
        (lambda points: pd.Series({"C1": 0.5, "C2": 0.5}), "no weight of C3 for S1"),
        (lambda points: pd.Series({"C1": 1.0, "C2": np.nan, "C3": 0}), "nan as a weight for S1"),
        (lambda points: points["C9"], "KeyError: 'C9' for S1"),
        (lambda points: [1, 0, 0], "a list where a Series belongs for S1"),
        (
            lambda points: pd.Series({"C1": 1, "C2": 0, "C3": 0, "x": 0}),
            "weights of other things for S1",
        ),
    ],
)
def test_weights_that_are_none_are_refused_in_words_for_everybody(weighting, said):
    with pytest.raises(InputError, match=said) as refused:
        person_weights(POINTS, weighting)
    assert len(refused.value.faults) == 2 and "sha256:" in refused.value.faults[0].where


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any),
    st.permutations(CODES),
    st.floats(0.01, 100),
)
def test_order_and_scale_never_matter_and_weights_sum_to_one(points, order, scale):
    table = pd.DataFrame([points], index=["S1"], columns=CODES, dtype=float)
    weights = normalise(table)
    assert weights.iloc[0].sum() == pytest.approx(1)
    again = normalise(scale * table[list(order)])[CODES]
    assert again.iloc[0].tolist() == pytest.approx(weights.iloc[0].tolist())


def test_of_several_rounds_the_latest_counts():
    swings = pd.DataFrame(
        {"person": "S1", "criterion": "C1", "points": [100.0, 40.0], "round": [2, 1]}
    )
    assert swing_points(swings, ["C1"]).at["S1", "C1"] == 100

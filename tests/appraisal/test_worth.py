"""Worth adds up; what does not is named."""

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.worth import chance_of_success, held_to_merge_test, merge_test
from wcc_prioritise.tables import InputError


def criterion(**changes):
    base = {
        "criterion": "C1",
        "name": "Health gain",
        "kind": "measured",
        "counts": "total",
        "measured_from": "measures",
        "use": None,
        "unit": "healthy years",
        "worst": 0.0,
        "best": 100.0,
        "curve": None,
        "nothing": 0.0,
        "added_because": None,
    }
    return {**base, **changes}


def merged(**changes):
    row = criterion(**changes)
    figures = pd.DataFrame({"C1": [40.0, 80.0]}, index=["P1", "P2"])
    people = pd.Series([500.0, 900.0], index=["P1", "P2"])
    return merge_test(pd.DataFrame([row]), figures, people, 1000), pd.DataFrame([row])


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"counts": "per person", "nothing": 25.0},
        {"counts": "per person", "kind": "judged", "nothing": 40.0},
    ],
)
def test_what_adds_up_passes(changes):
    result, _ = merged(**changes)
    assert result["passes"].all() and result["worst_gap"].max() <= 1e-9


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "judged"},
        {"nothing": 25.0},
        {"curve": "0:0; 50:80; 100:100"},
    ],
)
def test_what_does_not_add_up_is_named_and_refused(changes):
    result, criteria = merged(**changes)
    assert not result["passes"].any()
    with pytest.raises(InputError, match=r"C1 \(Health gain\).*two halves"):
        held_to_merge_test(criteria, result)


def test_with_a_reason_it_is_added_and_said():
    result, criteria = merged(kind="judged", added_because="the panel scored totals")
    (said,) = held_to_merge_test(criteria, result)
    assert "because: the panel scored totals" in said


def test_a_condition_is_never_added():
    result, _ = merged(counts="condition")
    assert result.empty


def test_the_chance_lies_on_a_straight_line_and_conditions_multiply():
    criteria = pd.DataFrame(
        [criterion(criterion=c, counts="condition", use="chance") for c in ("C6", "C7")]
        + [criterion(criterion="C9", counts="condition", use="context")]
    )
    values = pd.DataFrame({"C6": [50.0, 0.0], "C7": [100.0, 100.0], "C9": [0.0, 0.0]})
    chances = pd.DataFrame(
        {
            "criterion": ["C6", "C6", "C7"],
            "value": [0.0, 100.0, 50.0],
            "chance": [0.2, 1.0, 0.5],
        }
    )
    assert chance_of_success(criteria, values, chances).tolist() == pytest.approx([0.3, 0.1])


def halved(case, code):
    """Cut a candidate into two halves: half the people and money, the same scores."""

    def cut(frame, columns):
        rows = frame["candidate"] == code
        halves = [
            frame[rows].assign(
                candidate=f"{code}{part}", **{c: frame.loc[rows, c] / 2 for c in columns}
            )
            for part in "ab"
        ]
        return pd.concat([frame[~rows], *halves], ignore_index=True)

    money = ["people", "set_up_cost", "running_cost", "claimed_saving", "lead_months_a_quarter"]
    return case.replace(
        candidates=cut(case.candidates, money),
        scores=cut(case.scores, []),
        measures=cut(case.measures, ["low", "high"]),
        interests=cut(case.interests, []),
        gates=cut(case.gates, []),
        evidence=cut(case.evidence, []),
        links=case.links[(case.links["candidate"] != code) & (case.links["other"] != code)],
    )


@pytest.mark.parametrize("code", ["P18", "P01", "P04"])
def test_the_worths_of_two_halves_sum_to_the_whole(northmere, appraisal, code):
    halves = wcc.appraise(halved(northmere, code)).worth
    assert halves[f"{code}a"] + halves[f"{code}b"] == pytest.approx(appraisal.worth[code], abs=1e-9)


def test_parts_sum_to_the_worth(appraisal):
    assert np.allclose(appraisal.worth_parts.sum(axis=1), appraisal.worth, atol=1e-12)


def test_every_criterion_of_northmere_passes_the_merge_test(appraisal):
    assert appraisal.merge["passes"].all() and appraisal.warnings == ()

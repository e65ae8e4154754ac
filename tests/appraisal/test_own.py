"""Somebody's own rule for weights or pooling: used, checked, named."""

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.tables import InputError


def squared(points):
    return points**2 / (points**2).sum()


def median(answers, shares):
    return answers.median()


def by_shares(answers, shares):
    heard = {g: answers.notna().mul(share, axis=0).sum() for g, share in shares.items()}
    means = pd.DataFrame({g: answers.mul(shares[g], axis=0).sum() / heard[g] for g in shares})
    return means.mean(axis=1)


def test_ones_own_weighting(northmere, appraisal):
    own = wcc.appraise(northmere, weighting=squared)
    points = northmere.swings.query("person == 'S01'").set_index("criterion")["points"]
    wanted = (points**2 / (points**2).sum()).reindex(own.weights.index)
    assert own.person_weights.loc["S01"].to_numpy() == pytest.approx(wanted.to_numpy())
    assert own.weights.sum() == pytest.approx(1)
    assert own.weights["C1"] > appraisal.weights["C1"]
    assert own.own["weighting"].split(" ")[0].endswith("test_own.squared")
    assert own.own["weighting"] in own.warnings[0]


def test_ones_own_pooling(northmere):
    own = wcc.appraise(northmere, pooling=median)
    cell = northmere.scores.query("candidate == 'P05' and criterion == 'C4'")["score"]
    assert own.figures.at["P05", "C4"] == cell.median()
    middle = own.person_weights.median()
    assert own.weights.to_numpy() == pytest.approx((middle / middle.sum()).to_numpy())
    assert "in place of the charter's" in own.warnings[0] and set(own.own) == {"pooling"}
    assert own.with_score("P05", "C4", 10).own == own.own  # goes on being used


def test_ones_own_pooling_may_use_the_voice_groups(northmere):
    own = wcc.appraise(northmere, pooling=by_shares)
    built_in = wcc.appraise(northmere, score_rule="group", weight_rule="group")
    assert own.value.to_numpy() == pytest.approx(built_in.value.to_numpy(), abs=1e-9)
    assert own.worth.to_numpy() == pytest.approx(built_in.worth.to_numpy(), abs=1e-9)
    ends = own.bounds_if_all_scored
    wanted = built_in.bounds_if_all_scored
    assert ends.to_numpy() == pytest.approx(wanted.to_numpy(), abs=1e-9)


def stops(*arguments):
    raise ZeroDivisionError("nothing to divide by")


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"weighting": lambda points: points}, "weights that sum to"),
        ({"weighting": lambda points: points * 0 - 1}, "-1.0 as a weight for S01"),
        ({"weighting": lambda points: points.to_numpy()}, "a ndarray where a Series belongs"),
        ({"weighting": lambda points: points.iloc[:3] / 3}, "no weight of C4"),
        ({"weighting": stops}, "stops sha256:.*ZeroDivisionError: nothing to divide by"),
        ({"pooling": stops}, "ZeroDivisionError: nothing to divide by, from .*stops"),
        (
            {"pooling": lambda answers, shares: answers.mean() * np.nan},
            "nan on .*not among its answers",
        ),
        ({"pooling": lambda answers, shares: 200 + answers.mean()}, "not among its answers"),
        ({"pooling": median, "score_rule": "person"}, "takes the place of both rules"),
        ({"score_rule": "median"}, "person or group"),
    ],
)
def test_a_rule_that_does_not_keep_its_word_is_named(northmere, rules, words):
    with pytest.raises(InputError, match=words):
        wcc.appraise(northmere, **rules)


def test_a_rule_cannot_change_what_it_was_given(northmere, appraisal):
    def spoils(answers, shares):
        found = answers.mean()
        answers.iloc[:, :] = 0.0
        shares.iloc[:, :] = 0.0
        return found

    own = wcc.appraise(northmere, pooling=spoils)
    assert own.pooled.person.equals(appraisal.pooled.person)

"""Figures on their anchors: levels, outside the anchors, branches, criteria that overlap."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.overlap import overlaps
from wcc_prioritise.appraisal.values import figure_for, values_at
from wcc_prioritise.tables import InputError

WAITS = {
    "criterion": "C1",
    "name": "Wait",
    "kind": "measured",
    "measured_from": "measures",
    "unit": "weeks",
    "worst": 18.0,
    "best": 0.0,
    "curve": "18:0; 12:60; 0:100",
}


def test_levels_are_reached_or_not():
    waits = {**WAITS, "curve": "levels 18:0; 12:60; 0:100"}
    assert values_at(waits, [18, 12.1, 12, 0.1, 0]).tolist() == [0, 0, 60, 60, 100]
    yes = {**WAITS, "worst": 0.0, "best": 4.0, "curve": "levels 0:0; 2:50; 4:100"}
    assert values_at(yes, [[0, 1.99], [2, 3.5], [4, np.nan]]).tolist()[:2] == [[0, 0], [50, 50]]
    assert np.isnan(values_at(yes, [np.nan])).all()
    with pytest.raises(ValueError, match="lies outside"):
        values_at(yes, [5])
    assert values_at(yes, [5], "go on").tolist() == [100]  # levels have no line to go on along
    tenth = {**WAITS, "worst": 1.0, "best": 0.0, "curve": "levels 1:0; 0.3:50; 0:100"}
    assert values_at(tenth, [0.1 + 0.2]).tolist() == values_at(tenth, [0.3]).tolist() == [50]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["18:0; 12:60; 0:100", "18:0; 12:60; 6:60; 0:100", None]), st.floats(0, 100))
def test_the_figure_for_a_value_is_the_first_that_gets_it(curve, value):
    criterion = {**WAITS, "curve": curve}
    figure = figure_for(criterion, value)
    assert float(values_at(criterion, figure)) == pytest.approx(value, abs=1e-9)
    if figure < 18 - 1e-6:
        assert float(values_at(criterion, figure + 1e-6)) < value


def test_the_figure_for_a_value_on_levels_and_past_the_end():
    assert figure_for({**WAITS, "curve": "levels 18:0; 12:60; 0:100"}, 61) == 0
    assert np.isnan(figure_for(WAITS, 101))
    total = {**WAITS, "worst": 0.0, "best": 500.0, "curve": None}
    assert figure_for(total, 120) == pytest.approx(600)  # a true zero may pass its best anchor


def outside(short):
    criteria = short.criteria
    criteria.loc[criteria["criterion"] == "K6", ["worst", "best"]] = [2.0, 3.0]
    return short.replace(criteria=criteria)


def test_outside_the_anchors_by_name_only_and_said(short):
    case = outside(short)
    with pytest.raises(InputError, match="widen the anchors before anybody scores"):
        wcc.appraise(case)
    with pytest.raises(InputError, match="refuse, stop or go on"):
        wcc.appraise(case, beyond="clip")
    stopped, onward = (wcc.appraise(case, beyond=how) for how in ("stop", "go on"))
    assert stopped.values["K6"].between(0, 100).all()
    assert onward.values["K6"].min() < 0 or onward.values["K6"].max() > 100
    figures = onward.figures["K6"]
    assert onward.values["K6"].to_numpy() == pytest.approx((figures.to_numpy() - 2) * 100)
    for appraisal, words in ((stopped, "they stop at the end value"), (onward, "the line goes on")):
        (said,) = [w for w in appraisal.warnings if "Outside the anchors of K6" in w]
        assert words in said and "as was asked" in said
    assert stopped.without(candidate="P01").beyond == "stop"


def test_branches_add_up_to_the_value(appraisal, northmere):
    branches = appraisal.branches
    assert list(branches) == list(dict.fromkeys(northmere.criteria["branch"]))
    assert branches.sum(axis=1).to_numpy() == pytest.approx(appraisal.value.to_numpy())
    effective = appraisal.contributions[["C1", "C8"]].sum(axis=1)
    assert branches["effective"].to_numpy() == pytest.approx(effective.to_numpy())
    assert appraisal.branch_weights.sum() == pytest.approx(1)
    assert appraisal.branch_weights["effective"] == pytest.approx(
        appraisal.weights[["C1", "C8"]].sum()
    )


def test_criteria_without_a_branch_stand_under_their_own_heading(northmere):
    criteria = northmere.criteria.assign(branch=None)
    appraisal = wcc.appraise(northmere.replace(criteria=criteria))
    assert list(appraisal.branches) == ["no branch"]
    assert appraisal.branches["no branch"].to_numpy() == pytest.approx(appraisal.value.to_numpy())


def test_a_criterion_scored_twice_under_two_names_is_asked_about(northmere, appraisal):
    assert appraisal.overlaps.empty
    tables = {}
    for name in ("criteria", "swings", "scores"):
        frame = getattr(northmere, name)
        copy = frame[frame["criterion"] == "C4"].assign(criterion="C0")
        tables[name] = pd.concat([frame, copy])
    twice = wcc.appraise(northmere.replace(**tables))
    (row,) = twice.overlaps.itertuples()
    assert {row.first, row.second} == {"C0", "C4"} and row.correlation == pytest.approx(1)
    assert "Do they count one thing twice?" in twice.warnings[-1]


def test_a_few_candidates_or_no_weight_are_no_overlap():
    values = pd.DataFrame({"a": range(6), "b": range(6)}, dtype=float)
    assert len(overlaps(values, pd.Series({"a": 0.5, "b": 0.5}))) == 1
    assert overlaps(values.head(5), pd.Series({"a": 0.5, "b": 0.5})).empty
    assert overlaps(values, pd.Series({"a": 1.0, "b": 0.0})).empty
    assert overlaps(values.assign(b=1.0), pd.Series({"a": 0.5, "b": 0.5})).empty


def test_ties_are_ranked_as_published():
    from scipy.stats import spearmanr

    rng = np.random.default_rng(1)
    a = rng.integers(0, 5, 40).astype(float)
    values = pd.DataFrame({"a": a, "b": a + rng.integers(0, 2, 40)})
    (row,) = overlaps(values, pd.Series({"a": 0.5, "b": 0.5})).itertuples()
    assert row.correlation == pytest.approx(spearmanr(values["a"], values["b"]).statistic)

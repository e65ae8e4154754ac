"""The appraisal of Northmere: values, weights, worth and what must not change them."""

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.tables import InputError


def test_values_are_anchored_and_weights_sum_to_one(appraisal):
    judged = appraisal.case.criteria.query("kind == 'judged'")["criterion"]
    assert appraisal.values[judged].stack().between(0, 100).all()
    assert appraisal.weights.sum() == pytest.approx(1)
    assert appraisal.weights_by[["person", "group"]].sum().tolist() == pytest.approx([1, 1])
    assert appraisal.person_weights.sum(axis=1).tolist() == pytest.approx([1] * 14)


def test_every_mean_travels_with_its_spread_and_count(appraisal):
    judged = appraisal.case.criteria.query("kind == 'judged'")["criterion"]
    assert (appraisal.counts[judged] >= 3).all().all()
    assert appraisal.spread[judged].notna().all().all()
    assert appraisal.counts["C1"].isna().all()


def test_the_rule_of_the_charter_is_in_force_and_both_are_kept(northmere, appraisal):
    assert (appraisal.score_rule, appraisal.weight_rule) == ("person", "group")
    other = wcc.appraise(northmere, score_rule="group", weight_rule="person")
    assert not np.allclose(other.values["C2"], appraisal.values["C2"])
    assert (other.weights == appraisal.weights_by["person"]).all()
    with pytest.raises(InputError, match="person or group"):
        wcc.appraise(northmere, score_rule="median")


def test_order_of_rows_and_people_never_matters(northmere, appraisal):
    rng = np.random.default_rng(3)
    tables = {}
    for name in ("people", "scores", "swings", "voice_groups", "criteria", "chances", "candidates"):
        frame = getattr(northmere, name)
        tables[name] = frame.iloc[rng.permutation(len(frame))]
    again = wcc.appraise(northmere.replace(**tables))
    order = appraisal.worth.index
    assert again.worth[order].to_numpy() == pytest.approx(appraisal.worth.to_numpy(), abs=1e-9)
    assert again.value[order].to_numpy() == pytest.approx(appraisal.value.to_numpy(), abs=1e-9)


def test_a_late_or_withdrawn_candidate_cannot_move_the_others(northmere, appraisal):
    without = northmere.replace(
        **{
            name: getattr(northmere, name)[getattr(northmere, name)["candidate"] != "P20"]
            for name in ("candidates", "scores", "measures", "interests", "gates", "evidence")
        },
        links=northmere.links[
            (northmere.links["candidate"] != "P20") & (northmere.links["other"] != "P20")
        ],
    )
    again = wcc.appraise(without)
    assert (again.value == appraisal.value.drop("P20")).all()
    assert (again.worth == appraisal.worth.drop("P20")).all()


def test_a_criterion_that_nobody_weighs_changes_nothing(northmere, appraisal):
    new = northmere.criteria.query("criterion == 'C9'").assign(criterion="C0", name="Nothing")
    swings = northmere.swings.query("criterion == 'C9'").assign(criterion="C0", points=0.0)
    scores = northmere.scores.query("criterion == 'C9'").assign(criterion="C0")
    more = northmere.replace(
        criteria=pd.concat([northmere.criteria, new]),
        swings=pd.concat([northmere.swings, swings]),
        scores=pd.concat([northmere.scores, scores]),
    )
    again = wcc.appraise(more)
    assert again.value.to_numpy() == pytest.approx(appraisal.value.to_numpy(), abs=1e-9)
    assert again.worth.to_numpy() == pytest.approx(appraisal.worth.to_numpy(), abs=1e-9)


def test_the_unit_of_a_measured_criterion_does_not_matter(short):
    """Figures and anchors in other units give the same values."""
    criteria, measures = short.criteria, short.measures
    code = criteria.loc[criteria["measured_from"] == "measures", "criterion"].iloc[0]
    rows = measures["criterion"] == code
    measures.loc[rows, ["low", "likely", "high"]] *= 12.0
    criteria.loc[criteria["criterion"] == code, ["worst", "best"]] *= 12.0
    again = wcc.appraise(short.replace(criteria=criteria, measures=measures))
    assert again.value.to_numpy() == pytest.approx(wcc.appraise(short).value.to_numpy(), abs=1e-9)


def test_what_nobody_scored_is_named_never_counted_as_zero(northmere):
    scores = northmere.scores.query("not (candidate == 'P05' and criterion == 'C4')")
    with pytest.raises(InputError, match="no figure for P05 on C4.*never counted as zero"):
        wcc.appraise(northmere.replace(scores=scores))


def test_only_dont_knows_are_no_score(northmere):
    scores = northmere.scores
    cell = (scores["candidate"] == "P05") & (scores["criterion"] == "C4")
    scores.loc[cell, "score"] = np.nan
    with pytest.raises(InputError, match="no figure for P05 on C4"):
        wcc.appraise(northmere.replace(scores=scores))


def test_one_dont_know_is_not_a_low_score(northmere, appraisal):
    scores = northmere.scores
    cell = (scores["candidate"] == "P05") & (scores["criterion"] == "C4") & scores["score"].notna()
    lowest = scores[cell]["score"].idxmin()
    scores.loc[lowest, "score"] = np.nan
    again = wcc.appraise(northmere.replace(scores=scores))
    assert again.values.at["P05", "C4"] > appraisal.values.at["P05", "C4"]
    assert again.counts.at["P05", "C4"] == appraisal.counts.at["P05", "C4"] - 1


def test_a_score_given_before_an_interest_was_declared_does_not_count(northmere, appraisal):
    late = {"person": "S10", "candidate": "P12", "criterion": "C2", "score": 100.0, "round": 1}
    scores = pd.concat([northmere.scores, pd.DataFrame([late])], ignore_index=True)
    declared = wcc.Case({**northmere.tables, "scores": scored(northmere, scores)})
    again = wcc.appraise(declared)
    assert (again.value == appraisal.value).all() and (again.worth == appraisal.worth).all()


def scored(case, scores):
    """Give the table of scores as it was checked before anybody declared an interest."""
    return case.replace(interests=case.interests.iloc[:0], scores=scores).tables["scores"]


def test_a_figure_past_the_best_anchor_goes_on_where_nought_means_none(northmere):
    candidates = northmere.candidates
    candidates.loc[candidates["candidate"] == "P20", "people"] = 50_000.0
    assert wcc.appraise(northmere.replace(candidates=candidates)).values.at["P20", "C1"] > 100


def test_a_measured_figure_outside_other_anchors_is_refused(short):
    criteria = short.criteria
    code = criteria.loc[criteria["measured_from"] == "measures", "criterion"].iloc[0]
    criteria.loc[criteria["criterion"] == code, ["worst", "best"]] = [-0.5, 1.0]
    with pytest.raises(InputError, match="widen the anchors before anybody scores"):
        wcc.appraise(short.replace(criteria=criteria))


def test_evidence_alone_cannot_be_appraised():
    with pytest.raises(InputError, match="a workshop: charter"):
        wcc.appraise(wcc.read(wcc.sample("real")))


def test_readings_name_what_they_change(appraisal):
    readings = appraisal.readings()
    assert list(readings)[0] == "worth" and "plain totals" in readings
    assert (readings["no chance of success"] >= readings["worth"] - 1e-9).all()
    assert (readings["plain totals"] == appraisal.value).all()


def test_the_zero_moves_worth_by_people(appraisal):
    higher = appraisal.worth_with_zero_moved(10)
    assert (higher <= appraisal.worth + 1e-9).all()
    assert higher["P24"] == appraisal.worth["P24"] == 0


def test_it_shows_itself_escaped(northmere):
    candidates = northmere.candidates
    candidates.loc[0, "name"] = "<script>alert(1)</script>"
    shown = wcc.appraise(northmere.replace(candidates=candidates))._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown
    assert "by 14 people" in repr(wcc.appraise(northmere))

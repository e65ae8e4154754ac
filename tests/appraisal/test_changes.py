"""What if: each answer is the changed case appraised from scratch, and names its parent."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.changes import set_weights
from wcc_prioritise.judgement import memberships
from wcc_prioritise.tables import InputError


def same(one, other):
    assert one.value.to_numpy() == pytest.approx(other.value.to_numpy(), abs=1e-12)
    assert one.worth.to_numpy() == pytest.approx(other.worth.to_numpy(), abs=1e-12)
    assert one.weights.to_numpy() == pytest.approx(other.weights.to_numpy(), abs=1e-12)


def drop(case, column, code, tables):
    return {name: getattr(case, name).loc[lambda f: f[column] != code] for name in tables}


def test_other_weights_are_those_of_a_room_that_gave_them(northmere, appraisal):
    wanted = pd.Series(np.arange(1.0, 10.0), index=appraisal.weights.index)
    changed = appraisal.reweighted(wanted * 7)
    swings = northmere.swings
    swings["points"] = swings["criterion"].map(wanted) * 10
    same(changed, wcc.appraise(northmere.replace(swings=swings)))
    assert changed.parent is appraisal and changed.change.startswith("weights set to C1 0.02222")
    assert changed.warnings[-1].startswith("What if: weights set")
    assert changed.weights_by[["person", "group"]].equals(appraisal.weights_by[["person", "group"]])


def test_one_weight_moves_and_the_others_keep_their_proportions(appraisal):
    changed = appraisal.reweighted({"C1": 0.5})
    rest, before = changed.weights.drop("C1"), appraisal.weights.drop("C1")
    assert changed.weights["C1"] == 0.5 and changed.weights.sum() == pytest.approx(1)
    assert (rest / rest.sum()).to_numpy() == pytest.approx((before / before.sum()).to_numpy())
    assert changed.change.endswith("the others in proportion")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.floats(0.01, 1), min_size=2, max_size=8), st.floats(0, 1), st.floats(0.001, 1000)
)
def test_weights_that_are_set_sum_to_one(given_weights, share, times):
    before = pd.Series(given_weights).rename("C{}".format) / sum(given_weights)
    after = set_weights(before, pd.Series({"C0": share}))
    assert after["C0"] == share and after.sum() == pytest.approx(1)
    assert np.allclose(set_weights(before, before * times), before)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"C99": 0.5}, "Did you mean 'C9'"),
        ({"C1": -0.1}, "0 or more"),
        ({"C1": 0.7, "C2": 0.7}, "sum to 1.4"),
        ({}, "negative, missing or none"),
        ({f"C{i}": 0.0 for i in range(1, 10)}, "all 0"),
        ({"C1": float("nan")}, "0 or more"),
        ({"C1": float("inf")}, "0 or more"),
        ({"C1": "half"}, "weights that are no numbers"),
        (pd.Series([0.1, 0.2], ["C1", "C1"]), "a criterion that is named twice"),
        ([1.0] * 9, "no criterion called 0"),
    ],
)
def test_weights_that_cannot_be_are_refused(appraisal, weights, words):
    with pytest.raises(InputError, match=words):
        appraisal.reweighted(weights)


def test_without_a_candidate(northmere, appraisal):
    tables = drop(
        northmere, "candidate", "P20", ["candidates", "scores", "measures", "interests", "gates",
                                        "evidence"]
    )  # fmt: skip
    links = northmere.links.query("candidate != 'P20' and other != 'P20'")
    changed = appraisal.without(candidate="P20")
    same(changed, wcc.appraise(northmere.replace(**tables, links=links)))
    assert "P20" not in changed.values.index and changed.change == "without candidate P20"
    assert (changed.value == appraisal.value.drop("P20")).all()


def test_without_a_person(northmere, appraisal):
    tables = drop(northmere, "person", "S03", ["people", "scores", "swings", "interests"])
    same(appraisal.without(person="S03"), wcc.appraise(northmere.replace(**tables)))


def test_without_a_criterion(northmere, appraisal):
    tables = drop(northmere, "criterion", "C7", ["criteria", "scores", "swings", "chances"])
    measures, evidence = northmere.measures, northmere.evidence
    tables["measures"] = measures[measures["criterion"] != "C7"]
    tables["evidence"] = evidence[evidence["criterion"] != "C7"]
    changed = appraisal.without(criterion="C7")
    same(changed, wcc.appraise(northmere.replace(**tables)))
    assert (changed.chance >= appraisal.chance).all()


def test_without_a_group_whoever_holds_other_roles_goes_on_speaking(northmere, appraisal):
    groups = northmere.voice_groups
    silent = set(groups.loc[groups["group"] == "public", "role"])
    changed = appraisal.without(group="public")
    people = changed.case.people.set_index("person")["roles"]
    for person, roles in northmere.people.set_index("person")["roles"].items():
        left = tuple(r for r in roles if r not in silent)
        assert (people.get(person) == left) if left else person not in people.index
    assert "public" not in set(changed.case.voice_groups["group"])
    same(changed, wcc.appraise(changed.case))
    role = sorted(silent)[0]
    assert role not in set(appraisal.without(role=role).case.people["roles"].explode())


def test_another_score_of_one_person(northmere, appraisal):
    scores = northmere.scores
    cell = scores.query("candidate == 'P05' and criterion == 'C4' and score.notna()")
    person = cell["person"].iloc[0]
    changed = appraisal.with_score("P05", "C4", 99, person=person)
    scores.loc[cell.index[0], "score"] = 99.0
    same(changed, wcc.appraise(northmere.replace(scores=scores)))
    assert changed.change == f"P05 on C4 by {person} scored 99"
    assert len(changed.case.scores) == len(northmere.scores) + 1  # the first score is kept


def test_another_score_of_the_room_and_a_dont_know(northmere, appraisal):
    changed = appraisal.with_score("P05", "C4", 80)
    assert changed.figures.at["P05", "C4"] == 80
    assert changed.counts.equals(appraisal.counts)
    person = northmere.scores.query("candidate == 'P05' and criterion == 'C4'")["person"].iloc[0]
    unsure = appraisal.with_score("P05", "C4", None, person=person)
    assert unsure.counts.at["P05", "C4"] == appraisal.counts.at["P05", "C4"] - 1


def test_another_measured_figure(short):
    appraisal = wcc.appraise(short)
    measures = short.measures
    row = measures["candidate"].eq("P01") & measures["criterion"].eq("K6")
    measures.loc[row, ["low", "likely", "high"]] = [np.nan, 1.0, np.nan]
    same(appraisal.with_score("P01", "K6", 1), wcc.appraise(short.replace(measures=measures)))


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda a: a.without(), "0 things to leave out"),
        (lambda a: a.without(person="S01", role="patient"), "2 things"),
        (lambda a: a.without(candidate="P99"), "no candidate called 'P99'"),
        (lambda a: a.without(role="patien"), "Did you mean 'patient'"),
        (lambda a: a.without(group="publik"), "Did you mean 'public'"),
        (lambda a: a.with_score("P05", "C44", 50), "no criterion called 'C44'"),
        (lambda a: a.with_score("P05", "C1", 50), "Change the facts of the candidate"),
        (lambda a: a.with_score("P05", "C4", 101), "101"),
        (lambda a: a.with_score("P05", "C4", "high"), "the score 'high'"),
        (lambda a: a.with_score("P05", None, 50), "no criterion called None"),
        (lambda a: a.with_score("P05", "C4", 50, person="S99"), "no person called 'S99'"),
        (lambda a: a.with_score("P12", "C4", 50, person="S10"), "no score where an interest bars"),
        (lambda a: a.with_score("P05", "C4", None), "no figure for P05 on C4"),
        (lambda a: a.under(score_rule="median"), "person or group"),
    ],
)
def test_what_cannot_be_asked_is_said(appraisal, ask, words):
    with pytest.raises(InputError, match=words):
        ask(appraisal)


def test_a_measured_figure_is_nobodys_score(short):
    appraisal = wcc.appraise(short)
    for figure, person in ((None, None), (1, short.people["person"].iloc[0])):
        with pytest.raises(InputError, match="a figure, which is nobody's score"):
            appraisal.with_score("P01", "K6", figure, person=person)


def test_without_the_last_person_of_a_group_the_others_speak(northmere, appraisal):
    shares = memberships(northmere.people, northmere.voice_groups)
    changed = appraisal
    for person in shares.index[shares["public"] > 0]:
        changed = changed.without(person=person)
    assert changed.weight_rule == "group" and changed.weights.sum() == pytest.approx(1)
    groups = memberships(changed.case.people, changed.case.voice_groups)
    means = [
        (changed.person_weights.mul(groups[g], axis=0).sum() / groups[g].sum()).to_numpy()
        for g in ("clinicians", "commissioners and finance", "partners")
    ]
    assert changed.weights.to_numpy() == pytest.approx(np.mean(means, axis=0))


def test_changes_pile_up_and_weights_that_were_set_stay(appraisal):
    changed = appraisal.reweighted({"C1": 0.5}).without(candidate="P20").with_score("P05", "C4", 80)
    assert changed.changes[1:] == ("without candidate P20", "P05 on C4 scored 80")
    assert changed.changes[0].startswith("weights set to C1 0.5 (was ")
    assert changed.weights["C1"] == 0.5 and changed.parent.parent.parent is appraisal
    assert sum(words.startswith("What if") for words in changed.warnings) == 3
    fewer = appraisal.reweighted({"C1": 0.5}).without(criterion="C9")
    assert fewer.weights.sum() == pytest.approx(1) and fewer.weights["C1"] > 0.5


def test_another_counting_rule(northmere, appraisal):
    changed = appraisal.under(score_rule="group")
    same(changed, wcc.appraise(northmere, score_rule="group"))
    assert changed.change == "scores pooled by group"
    by_person = appraisal.reweighted({"C1": 0.5}).under(weight_rule="person")
    assert (by_person.weights == appraisal.weights_by["person"]).all()

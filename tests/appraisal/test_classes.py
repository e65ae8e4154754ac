"""Class is a rule over facts, never a score."""

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.classes import class_facts, classify
from wcc_prioritise.schema import CLASSES


def reclassed(case, code, **facts):
    candidates = case.candidates
    for name, value in facts.items():
        place = candidates.index[candidates["candidate"] == code][0]
        candidates.at[place, name] = value
    changed = case.replace(candidates=candidates)
    return classify(class_facts(changed.candidates, changed.charter), changed.charter).loc[code]


@pytest.fixture(scope="module")
def quick(appraisal):
    """Give the code of a quick win that earns its class by health gain."""
    reasons = appraisal.class_reasons
    gains = reasons[reasons["why"].str.contains("healthy years for each")]
    return gains.index[gains["class"] == "quick win"][0]


def test_each_class_has_at_least_five(appraisal):
    counts = appraisal.classes.value_counts()
    assert set(counts.index) == set(CLASSES) and (counts >= 5).all()


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("full_benefit", 13.0, "full benefit at 13 months, over 12"),
        ("set_up_cost", 101.0, "set-up £101 thousand, over 100"),
        ("organisations", ("a", "b", "c", "d", "e", "f"), "6 organisations must agree"),
        ("gain", 0.0, "does not pay for itself within the year"),
    ],
)
def test_each_fact_alone_takes_the_class_away(northmere, quick, fact, value, words):
    changed = {fact: value}
    if fact == "gain":
        changed["claimed_saving"] = 0.0
    found = reclassed(northmere, quick, **changed)
    assert found["class"] != "quick win" and words in found["why"]


def test_a_saving_that_pays_within_the_year_is_worthwhile(northmere, quick):
    found = reclassed(northmere, quick, gain=0.0, claimed_saving=9e4, grade="A", cashable_share=1.0)
    assert found["class"] == "quick win" and "pays for itself within the year" in found["why"]


def test_late_but_small_is_steady_and_says_so(northmere, appraisal):
    code = appraisal.classes.index[appraisal.classes == "long-term gain"][0]
    found = reclassed(northmere, code, people=1.0)
    assert found["class"] == "steady" and "not a long-term gain" in found["why"]


def test_scores_never_move_a_class(northmere, appraisal):
    scores = northmere.scores
    scores["score"] = 50.0
    again = wcc.appraise(northmere.replace(scores=scores))
    assert (again.classes == appraisal.classes).all()

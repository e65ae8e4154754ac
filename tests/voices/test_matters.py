"""Does it matter? Held to appraising and choosing again from the start."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.portfolio import thresholds
from wcc_prioritise.tables import InputError
from wcc_prioritise.voices import does_it_matter
from wcc_prioritise.voices.matters import worths_with

LIMITS = {"gross_3yr": 9_000, "lead_months": 60}


@pytest.mark.parametrize(
    ("code", "criterion", "score"), [("P04", "C3", 90), ("P17", "C7", 5), ("P02", "C8", 100)]
)
def test_the_worth_is_that_of_a_new_appraisal_under_every_reading(
    appraisal, code, criterion, score
):
    again = appraisal.with_score(code, criterion, score)
    for reading, worth in again.readings().items():
        portfolio = wcc.select(appraisal, limits=LIMITS, reading=reading)
        figures = pd.DataFrame({code: [float(score)]})
        found = worths_with(portfolio, criterion, figures)[code].iloc[0]
        assert found == pytest.approx(worth[code], rel=1e-12)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.integers(0, 167), score=st.integers(0, 100))
def test_it_says_what_choosing_again_would_do(appraisal, portfolio, place, score):
    code, criterion = appraisal.pooled.person.index[place]
    at = thresholds(portfolio).set_index("candidate")["threshold"][code]
    matter = does_it_matter(portfolio, code, criterion, score)
    if abs(matter.worth - at) < 1e-6:
        return
    again = wcc.select(appraisal.with_score(code, criterion, score), **portfolio.arguments)
    assert matter.moves == ((code in again.chosen) != (code in portfolio.chosen))
    assert matter.worth == pytest.approx(again.appraisal.worth[code])


def test_the_pooled_score_never_matters(appraisal, portfolio):
    for (code, criterion), pooled in appraisal.pooled.person.items():
        figures = pd.DataFrame({code: [pooled]})
        worth = worths_with(portfolio, criterion, figures)[code].iloc[0]
        assert worth == pytest.approx(portfolio.worths[code], abs=1e-9)
    assert not does_it_matter(portfolio, "P04", "C3", appraisal.figures.at["P04", "C3"]).moves


def test_the_answer_is_in_plain_words_without_decimals(portfolio):
    yes = does_it_matter(portfolio, "P04", "C3", 90)
    no = does_it_matter(portfolio, "P19", "C3", 90)
    assert yes.moves and yes.words.startswith("Yes: P04 Musculoskeletal")
    assert yes.words.endswith("at 90 on Experience of care would enter the set.")
    assert not no.moves and no.words.endswith("would still be in the set.")
    assert yes.worth > yes.threshold and yes.portfolio is portfolio


def test_a_measured_figure_is_asked_in_its_own_unit(appraisal, portfolio):
    more = does_it_matter(portfolio, "P10", "C1", 800)
    assert more.moves and "at 800 on Health gain would enter the set" in more.words
    assert not does_it_matter(portfolio, "P10", "C1", appraisal.figures.at["P10", "C1"]).moves


def test_what_a_rule_decides_no_score_changes(appraisal):
    portfolio = wcc.select(appraisal, limits=LIMITS, never=("P20",))
    matter = does_it_matter(portfolio, "P20", "C3", 100)
    assert not matter.moves and np.isinf(matter.threshold)
    assert matter.words.endswith("changes nothing (never in: a rule keeps it out).")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("P4", "C3", 50), "candidate 'P4'"),
        (("P04", "C33", 50), "Did you mean 'C3'"),
        (("P04", "C3", 150), "150"),
        (("P04", "C3", "high"), "Type the disputed score"),
    ],
)
def test_what_makes_no_sense_is_refused(portfolio, arguments, words):
    with pytest.raises(InputError, match=words):
        does_it_matter(portfolio, *arguments)

"""Claims beside what usually becomes of them, and beside the gaps they cite."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.claims import claims_above_gaps, savings
from wcc_prioritise.schema import EFFECT_BY_GRADE


@pytest.fixture(scope="module")
def gaps(northmere):
    return wcc.benchmark(northmere.indicators, area="Northmere", peers=northmere.peers)


def one(claimed=100.0, grade="B", share=0.5):
    row = {"candidate": "P", "claimed_saving": claimed, "grade": grade, "cashable_share": share}
    return savings(pd.DataFrame([row])).loc["P"]


def test_a_claim_is_cut_by_its_grade_and_then_by_what_leaves_the_budget():
    left = one()
    assert left["deliverable"] == 60 and left["cashable"] == 30
    assert one(grade="D")["deliverable"] == pytest.approx(15)


@given(st.floats(0, 1e6), st.sampled_from("ABCD"), st.floats(0, 1))
def test_what_remains_is_never_more_than_what_was_claimed(claimed, grade, share):
    left = one(claimed, grade, share)
    assert 0 <= left["cashable"] <= left["deliverable"] <= claimed
    assert left["effect"] == EFFECT_BY_GRADE[grade]


def test_without_a_grade_nothing_is_made_of_a_claim():
    left = one(grade=None)
    assert left["claimed"] == 100 and np.isnan(left["deliverable"]) and np.isnan(left["cashable"])


def test_a_claim_above_the_upper_limit_is_asked_about(northmere, gaps):
    asked = claims_above_gaps(northmere, gaps).set_index("item")["question"]
    assert asked["P01"] == (
        "400 people a year are to benefit; the gap it cites holds at most 243 at the upper 95% "
        "limit (I01, 2025-26). Whom does the claim count beyond that gap?"
    )
    assert "at most 4,151" in asked["P19"], "the largest of the two it cites"
    assert "there is no gap on what it cites (I06, 2025-26)" in asked["P10"]


def test_a_claim_within_the_limit_or_without_one_is_not(northmere, gaps):
    asked = set(claims_above_gaps(northmere, gaps)["item"])
    assert "P02" not in asked, "650 of at most 696"
    assert "P18" not in asked, "no count is published, so no limit is known"
    assert "P24" not in asked, "it claims nobody"
    assert "P04" not in asked, "it cites nothing"


@pytest.mark.parametrize(("more", "flagged"), [(-1.0, False), (0.0, False), (1.0, True)])
def test_the_limit_itself_is_not_above_it(northmere, gaps, more, flagged):
    upper = gaps.table.set_index("indicator").at["I02", "opportunity_upper"]
    candidates = northmere.candidates
    candidates.loc[candidates["candidate"] == "P02", "people"] = upper + more
    asked = claims_above_gaps(northmere.replace(candidates=candidates), gaps)
    assert ("P02" in set(asked["item"])) == flagged
    if flagged:
        assert "No limit is known for I13." in asked.set_index("item")["question"]["P02"]


def test_columns_are_those_of_the_questions_of_a_case(northmere, gaps):
    asked = claims_above_gaps(northmere, gaps)
    assert list(asked) == list(northmere.questions())
    assert len(pd.concat([northmere.questions(), asked])) == len(northmere.questions()) + len(asked)

"""Blank is not zero: what the figure could be."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement import missing_bounds, pool, score_bounds

SIX = list("abcdef")
ONE = pd.DataFrame({"panel": 1.0}, index=SIX)


@pytest.mark.parametrize(
    ("scores", "ends", "expected"),
    [
        ([8, 8, 7], (1, 9), [3.8, 7.7, 4.3, 8.3]),
        ([80, 80, 70], (0, 100), [38, 77, 38, 88]),
    ],
)
def test_three_of_six_are_blank(scores, ends, expected):
    answers = pd.DataFrame({"P": [*map(float, scores), None, None, None]}, index=SIX)
    found = missing_bounds(answers, ONE, ends=ends).loc["P"]
    digits = 1 if ends == (1, 9) else 0
    assert found[["zero_filled", "left_out", "low", "high"]].round(digits).tolist() == expected
    assert found["missing"] == 3


def test_whoever_does_not_know_is_not_waited_for():
    answers = pd.DataFrame({"P": [80.0, 60, None, None]}, index=SIX[:4])
    waiting = pd.DataFrame({"P": [False, False, True, False]}, index=SIX[:4])
    found = missing_bounds(answers, ONE.iloc[:4], waiting=waiting).loc["P"]
    assert found["missing"] == 1
    assert found[["left_out", "low", "high"]].tolist() == pytest.approx([70, 140 / 3, 80])


def test_by_group_a_silent_group_opens_the_bounds():
    shares = pd.DataFrame({"A": [1.0, 1, 0], "B": [0.0, 0, 1]}, index=list("abc"))
    answers = pd.DataFrame({"P": [60.0, 80, None]}, index=list("abc"))
    found = missing_bounds(answers, shares, rule="group").loc["P"]
    assert found[["left_out", "low", "high"]].tolist() == pytest.approx([70, 35, 85])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=6, max_size=6),
    st.lists(st.integers(0, 100), min_size=6, max_size=6),
    st.sampled_from(["person", "group"]),
)
def test_whatever_the_others_say_it_lies_between(scores, later, rule):
    shares = pd.DataFrame({"A": [1.0, 1, 1, 0.5, 0, 0], "B": [0.0, 0, 0, 0.5, 1, 1]}, index=SIX)
    answers = pd.DataFrame({"P": scores}, index=SIX, dtype=float)
    found = missing_bounds(answers, shares, rule=rule).loc["P"]
    full = pool(answers.fillna(pd.DataFrame({"P": later}, index=SIX)), shares).by(rule)["P"]
    assert found["low"] - 1e-9 <= full <= found["high"] + 1e-9
    if None not in scores:
        assert found["low"] == found["high"] == found["left_out"]


def test_northmere_waits_for_whoever_left_half_way(northmere):
    found = score_bounds(northmere)
    waited = found["missing"].groupby(level="criterion", sort=False).sum()
    assert waited[["C2", "C3", "C4"]].tolist() == [0, 0, 0]
    assert waited[["C5", "C7", "C8", "C9"]].tolist() == [24] * 4
    assert (found["low"] <= found["left_out"] + 1e-9).all()
    assert np.allclose(found["high"] - found["low"], found["missing"] * 100 / (
        found["missing"] + northmere.scores.groupby(["candidate", "criterion"])["score"].count()
    ).reindex(found.index))  # fmt: skip

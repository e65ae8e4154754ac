"""Read back: plain sentences in the units of the criteria, without decimals."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement.readback import both_or_first, read_back, sentences, times
from wcc_prioritise.tables import InputError

DECIMALS = re.compile(r"\d\.\d")


@pytest.fixture(scope="module")
def criteria(northmere):
    return northmere.criteria


def test_the_script_s_own_example():
    """Admissions avoided from 20 to 300, worth twice the patients' experience."""
    criteria = pd.DataFrame(
        [
            {"criterion": "C1", "name": "Admissions avoided", "kind": "measured", "worst": 20,
             "best": 300, "unit": "admissions a year", "counts": "total"},
            {"criterion": "C2", "name": "Experience", "kind": "judged", "counts": "per person",
             "anchor_0": "No change.", "anchor_100": "Clearly better."},
        ]
    )  # fmt: skip
    said = sentences({"C1": 100, "C2": 50}, criteria)
    assert said["C1"] == (
        "You would take this step first: going from 20 to 300 admissions a year on Admissions "
        "avoided."
    )
    assert said["C2"] == (
        "Going from 20 to 300 admissions a year on Admissions avoided matters twice as much as "
        "going from “No change” to “Clearly better” on Experience. So all of that is worth as much "
        "to you as going from 20 to 160 admissions a year on Admissions avoided. Is that right?"
    )


def test_where_words_come_first_the_nearest_anchor_stands_for_the_change(criteria):
    said = sentences({"C3": 100, "C4": 50, "C5": 5, "C7": 95}, criteria)
    assert (
        "going from “Patients would find care worse than today” to “One thing that patients "
        in (said["C4"])
    )
    assert "only a small part of the first step" in said["C5"]
    assert "more than ten times as much as" in said["C5"]
    assert "almost as much to you as all of the first step" in said["C7"]


def test_equal_zero_and_missing(criteria):
    said = sentences({"C1": 100, "C2": 100, "C3": 0}, criteria.head(4))
    assert "matters as much as going" in said["C2"]
    assert "You would give up all of either to get all of the other." in said["C2"]
    assert said["C3"].endswith("does not matter at all to you in this choice. Is that right?")
    assert said["C4"].startswith("You have not said yet how much going")


def test_a_step_that_is_worth_less_than_a_whole_unit(criteria):
    said = sentences({"C1": 100, "C2": 0.05}, criteria.head(2))
    assert "less to you than the smallest part of the first step" in said["C2"]


def test_points_below_nought_are_refused(criteria):
    with pytest.raises(InputError, match="-5 for C2"):
        sentences({"C1": 100, "C2": -5}, criteria)


def test_together_or_first(criteria):
    points = {"C1": 100, "C2": 80, "C3": 50}
    assert "together come to 130, your first (Health gain) to 100" in both_or_first(
        points, criteria
    )
    assert both_or_first({"C1": 100, "C2": 60, "C3": 40}, criteria) is None
    assert both_or_first({"C1": 100, "C2": 60}, criteria) is None


@pytest.mark.parametrize("sample", ["northmere", "short"])
def test_everybody_is_read_back_in_whole_numbers(sample, request):
    case = request.getfixturevalue(sample)
    table = read_back(case)
    assert set(table["person"]) == set(case.swings["person"])
    by = table.dropna(subset=["criterion"]).groupby("person")["criterion"]
    assert (by.nunique() == len(case.criteria)).all() and (by.size() == len(case.criteria)).all()
    assert not table["sentence"].str.contains(DECIMALS).any()
    assert table["sentence"].str.contains("for 1,000 people").any()
    first = table[table["sentence"].str.startswith("You would take this step first")]
    assert first.groupby("person").size().eq(1).all()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=9, max_size=9), st.permutations(range(9)))
def test_any_points_can_be_read_back(criteria, points, order):
    given_ = dict(zip(criteria["criterion"], points, strict=True))
    said = sentences(given_, criteria, 1000)
    assert not said.str.contains(DECIMALS).any() and not said.str.contains("nan").any()
    if len(set(points)) == len(points):  # without ties the order of the table changes nothing
        again = sentences(given_, criteria.iloc[list(order)], 1000)
        assert again.to_dict() == said.to_dict()
    halved = sentences({code: p / 2 for code, p in given_.items()}, criteria, 1000)
    assert halved.to_dict() == said.to_dict()


def test_times_grow_with_the_ratio():
    said = [times(1 + i / 100) for i in range(1200)]
    blocks = [a for a, b in zip(said, said[1:] + [None], strict=True) if a != b]
    about = [words for words in blocks if words.startswith("about")]
    assert blocks[0] == "as much as" and blocks[-1] == "more than ten times as much as"
    assert len(about) == len(blocks) - len(set(blocks)) + len(set(about))

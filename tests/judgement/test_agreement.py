"""Split or not: the published table, IPRAS, and the label of every cell."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement import (
    agreement_map,
    ipras,
    nine_points,
    quartile_range,
    rand_disagreement,
)
from wcc_prioritise.judgement.agreement import labels

TABLE = {8: 3, 9: 3, 10: 3, 11: 4, 12: 4, 13: 4, 14: 5, 15: 5, 16: 5}
RATINGS = st.lists(st.integers(1, 9), min_size=1, max_size=24)


def test_ipras_as_printed(reference):
    case = reference("g5_rand_ipras_bmjopen_2012")
    given_ = [int(k) for k, n in case["inputs"]["counts_by_score"].items() for _ in range(n)]
    found, expected = ipras(given_), case["expected"]
    for ours, theirs in {
        "median": "median", "p30": "p30", "p70": "p70", "ipr": "IPR", "central": "IPRCP",
        "asymmetry": "AI", "ipras": "IPRAS",
    }.items():  # fmt: skip
        assert getattr(found, ours) == pytest.approx(expected[theirs], abs=1e-9)
    assert found.disagreement is expected["disagreement"]
    assert found.ipr / found.ipras == pytest.approx(expected["DI_computed_here"], abs=1e-9)
    assert rand_disagreement(given_) is False


@pytest.mark.parametrize(("size", "needed"), TABLE.items())
def test_panels_of_eight_to_sixteen_go_by_the_table(size, needed):
    def split(low, high):
        return rand_disagreement([2] * low + [8] * high + [5] * (size - low - high))

    assert split(needed, needed)
    assert not split(needed - 1, needed) and not split(needed, needed - 1)


@pytest.mark.parametrize(("size", "needed"), TABLE.items())
def test_agreement_is_its_counterpart_in_the_table(size, needed):
    def label(outside):
        return labels(np.array([[8.0] * (size - outside) + [5.0] * outside]).T)[0]

    assert label(needed - 1) == "agree"
    assert label(needed) == "mixed"


def test_the_table_is_not_a_third_of_the_panel():
    """A common wording, at least a third in each extreme, gives other counts at these sizes."""
    differ = [n for n, needed in TABLE.items() if -(-n // 3) != needed]
    assert differ == [10, 13, 16]


@pytest.mark.parametrize("size", [7, 17, 24])
def test_other_sizes_go_by_ipras(size):
    apart = [1] * (size // 2) + [9] * (size - size // 2)
    together = [7] * size
    assert rand_disagreement(apart) is True is ipras(apart).disagreement
    assert rand_disagreement(together) is False
    # the symmetric constant is 2.35, not 2.5: a range of 2.4 about the middle tells them apart
    assert ipras([3.8] * 4 + [6.2] * 4).disagreement
    assert not ipras([3.9] * 4 + [6.1] * 4).disagreement


@pytest.mark.parametrize("size", range(7))
def test_fewer_than_seven_are_too_few(size):
    assert rand_disagreement([1, 9, 1, 9, 1, 9][:size]) is None


def test_a_mean_can_hide_a_split():
    """9,9,9,9,1,1,1,1 and all 5s both average 5; the spread is 4.0 and 0."""
    torn, whole = np.array([9, 9, 9, 9, 1, 1, 1, 1]), np.full(8, 5)
    assert torn.mean() == whole.mean() == 5
    assert torn.std() == 4.0 and whole.std() == 0
    assert labels(np.array([torn, whole], dtype=float).T).tolist() == ["split", "agree"]


def test_a_median_on_the_border_belongs_to_the_higher_third():
    ratings = np.array([[6.0] * 4 + [7.0] * 4, [3.0] * 4 + [4.0] * 4]).T
    assert labels(ratings).tolist() == ["mixed", "mixed"]
    assert labels(np.array([[6.0] * 2 + [7.0] * 6]).T)[0] == "agree"


@given(st.floats(0, 100))
def test_nine_points_treat_both_ends_alike(score):
    assert nine_points(np.array([score]))[0] == 10 - nine_points(np.array([100 - score]))[0]


@settings(max_examples=200, deadline=None)
@given(RATINGS)
def test_one_by_one_as_all_at_once(ratings):
    """The vector rule says what the rule said aloud says, ties and missing ones included."""
    column = np.full((26, 1), np.nan)
    column[: len(ratings), 0] = ratings
    n = len(ratings)
    if n < 7:
        expected = "too few"
    else:
        low, high = sum(r <= 3 for r in ratings), sum(r >= 7 for r in ratings)
        p30, p70 = np.percentile(ratings, [30, 70])
        wide = p70 - p30 > 2.35 + 1.5 * abs(5 - (p30 + p70) / 2) + 1e-9
        split = min(low, high) >= TABLE[n] if n in TABLE else wide
        median = np.median(ratings)
        third = {1, 2, 3} if median < 3.5 else {4, 5, 6} if median < 6.5 else {7, 8, 9}
        out = sum(r not in third for r in ratings)
        allowed = TABLE.get(n, (n + 1) // 3) - 1
        expected = "split" if split else "agree" if out <= allowed else "mixed"
    assert labels(column)[0] == expected


def test_the_middle_half():
    answers = pd.DataFrame({"x": [10.0, 20, 30, 40, 50], "y": [1.0, 2, None, None, None]})
    found = quartile_range(answers)
    assert found["x"] == 20 and np.isnan(found["y"])


def test_the_planted_splits_are_all_that_is_split_in_northmere(northmere):
    cells = agreement_map(northmere)
    assert list(cells.columns) == [
        "candidate", "criterion", "scored", "dont_know", "recused", "missing",
        "mean", "spread", "low", "high", "label",
    ]  # fmt: skip
    split = cells[cells["label"] == "split"]
    planted = {(p, "C3") for p in ("P04", "P09", "P16")} | {
        (p, "C7") for p in ("P17", "P19", "P20")
    }
    found = set(zip(split["candidate"], split["criterion"], strict=True))
    assert found <= planted and {c for _, c in found} == {"C3", "C7"} and len(found) >= 5
    people = cells[["scored", "dont_know", "recused", "missing"]].sum(axis=1)
    assert (people == len(northmere.people)).all() and len(cells) == 24 * 7


def test_the_map_agrees_with_plain_counting(northmere):
    cells = agreement_map(northmere).set_index(["candidate", "criterion"])
    grouped = northmere.scores.groupby(["candidate", "criterion"])["score"]
    for column, plain in {"scored": "count", "mean": "mean", "spread": "std", "low": "min"}.items():
        expected = grouped.agg(plain).reindex(cells.index).astype(float)
        assert np.allclose(cells[column], expected)


def test_a_cell_without_a_score_is_too_few(northmere):
    scores = northmere.scores
    bare = northmere.replace(scores=scores[scores["candidate"] != "P01"])
    row = agreement_map(bare).set_index(["candidate", "criterion"]).loc[("P01", "C2")]
    assert row["label"] == "too few" and row["scored"] == 0 and np.isnan(row["mean"])
    assert row["missing"] == len(northmere.people)

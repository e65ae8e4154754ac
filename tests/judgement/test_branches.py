"""Headings first: what is split does not grow."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement.branches import branch_first, splitting
from wcc_prioritise.judgement.pairs import pairwise
from wcc_prioritise.judgement.weights import normalise
from wcc_prioritise.tables import InputError

SPLIT = pd.Series(
    ["health", "money", "experience", "experience", "experience"], index=list("ABCDE")
)


def test_one_of_three_equal_criteria_split_into_three_goes_from_33_to_60_per_cent():
    weights = normalise(pd.DataFrame([[100.0] * 5], columns=list("ABCDE"))).iloc[0]
    row = splitting(weights, SPLIT).set_index("heading").loc["experience"]
    assert (round(row["carries"], 2), round(row["alone"], 2)) == (0.60, 0.33)
    assert row["criteria"] == 3 and row["times"] == pytest.approx(1.8)


def test_headings_first_keeps_it_at_33():
    within = {"health": {"A": 1}, "money": {"B": 1}, "experience": {"C": 1, "D": 1, "E": 1}}
    weights = branch_first({"health": 100, "money": 100, "experience": 100}, within).weights
    assert weights[["C", "D", "E"]].sum() == pytest.approx(1 / 3)


def test_the_heading_s_own_step_is_used_where_it_was_asked_for():
    weights = pd.Series(0.2, index=list("ABCDE"))
    table = splitting(weights, SPLIT, {"health": 100, "money": 50, "experience": 50})
    assert table.set_index("heading").at["experience", "alone"] == pytest.approx(0.25)


def test_a_criterion_without_a_heading_stands_alone():
    table = splitting(pd.Series(0.5, index=["A", "B"]), pd.Series([None, "b"], index=["A", "B"]))
    assert table["heading"].tolist() == ["A", "b"]


def test_answers_of_any_method_can_be_put_under_headings():
    top = pairwise({("x", "y"): 3})
    weights = branch_first(top, {"x": pairwise({("A", "B"): 1}), "y": {"C": 5}}).weights
    assert weights.to_dict() == pytest.approx({"A": 0.375, "B": 0.375, "C": 0.25})


def test_what_does_not_fit_together_is_refused_in_words():
    with pytest.raises(InputError, match="nothing within 'y'"):
        branch_first({"x": 1, "y": 1}, {"x": {"A": 1}})
    with pytest.raises(InputError, match="A under two headings"):
        branch_first({"x": 1, "y": 1}, {"x": {"A": 1}, "y": {"A": 1}})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 100), min_size=1, max_size=4), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_order_and_scale_never_matter_and_each_heading_keeps_its_weight(parts, random):
    within = {f"h{i}": {f"{i}.{j}": p for j, p in enumerate(ps)} for i, ps in enumerate(parts)}
    top = {name: 10 * (i + 1) for i, name in enumerate(within)}
    weights = branch_first(top, within).weights
    assert weights.sum() == pytest.approx(1)
    for name, leaves in within.items():
        assert weights[list(leaves)].sum() == pytest.approx(top[name] / sum(top.values()))
    names = list(within)
    random.shuffle(names)
    scaled = {n: {c: 3 * p for c, p in within[n].items()} for n in names}
    again = branch_first({n: 7 * top[n] for n in names}, scaled).weights
    assert again.reindex(weights.index).tolist() == pytest.approx(weights.tolist())

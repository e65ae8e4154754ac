"""Rank order: the published weights, ties, and parts of an order."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement.orders import order_swings, partial_order, rank_order, roc
from wcc_prioritise.judgement.weights import normalise, swing_points
from wcc_prioritise.tables import InputError


def test_the_published_table(reference):
    case = reference("g2_roc_table")
    for number in case["inputs"]["n"]:
        wanted = case["expected"][str(number)]
        assert roc(number).tolist() == pytest.approx(wanted, abs=1e-12)
        codes = [f"C{i}" for i in range(number)]
        assert rank_order(codes).weights.tolist() == pytest.approx(wanted, abs=1e-12)


def test_tied_criteria_share_the_mean_of_their_places():
    weights = rank_order(["C1", ("C2", "C3"), "C4"]).weights
    first, second, third, fourth = roc(4)
    assert weights["C2"] == weights["C3"] == pytest.approx((second + third) / 2)
    assert (weights["C1"], weights["C4"]) == pytest.approx((first, fourth))


def test_all_tied_are_equal():
    assert rank_order([("C1", "C2", "C3")]).weights.tolist() == pytest.approx([1 / 3] * 3)


def test_who_has_no_place_ties_for_the_last_and_it_is_said():
    answer = rank_order(["C3"], ["C1", "C2", "C3"])
    assert list(answer.weights.index) == ["C1", "C2", "C3"]
    assert answer.weights["C3"] == pytest.approx(11 / 18)
    assert answer.weights["C1"] == answer.weights["C2"] == pytest.approx(7 / 36)
    assert answer.found == ("C1, C2 had no place and tie for the last.",)


@pytest.mark.parametrize(
    ("order", "criteria", "said"),
    [
        (["C1", "C1"], None, "found C1 twice; allowed: each criterion once"),
        (["C1", "c2"], ["C1", "C2"], "found 'c2'; allowed: a criterion. Did you mean 'C2'?"),
        ([], ["C1"], "nobody's order"),
    ],
)
def test_an_order_that_is_none_is_refused_in_words(order, criteria, said):
    with pytest.raises(InputError, match=said.replace("?", r"\?")):
        rank_order(order, criteria)


def test_part_of_an_order_is_the_mean_of_all_orders_that_agree():
    codes, before = ["A", "B", "C", "D"], [("A", "B"), ("C", "D")]
    agree = [o for o in permutations(codes) if all(o.index(a) < o.index(b) for a, b in before)]
    places = np.array([[order.index(code) for code in codes] for order in agree])
    wanted = roc(4)[places].mean(axis=0)
    assert partial_order(before, codes).weights.tolist() == pytest.approx(wanted.tolist())


def test_no_order_at_all_gives_equal_weights():
    assert partial_order([], list("ABCDE")).weights.tolist() == pytest.approx([0.2] * 5)


def test_a_circle_is_named():
    with pytest.raises(InputError, match="a circle: ") as refused:
        partial_order([("A", "B"), ("B", "C"), ("C", "A")], list("ABC"))
    said = refused.value.faults[0].found.removeprefix("a circle: ").split(" before ")
    assert said[0] == said[-1] and "".join(said[:-1]) in ("ABC", "BCA", "CAB")


def test_too_many_for_part_of_an_order():
    with pytest.raises(InputError, match="15 criteria; allowed: at most 14"):
        partial_order([], [f"C{i}" for i in range(15)])


groupings = st.lists(st.integers(0, 3), min_size=2, max_size=7)


@settings(max_examples=50, deadline=None)
@given(groupings, st.randoms(use_true_random=False))
def test_ties_agree_with_the_partial_order_and_the_order_of_criteria_never_matters(ranks, random):
    codes = [f"C{i}" for i in range(len(ranks))]
    groups = [[c for c, r in zip(codes, ranks, strict=True) if r == rank] for rank in range(4)]
    weights = rank_order(groups, codes).weights
    assert weights.sum() == pytest.approx(1)
    pairs = [(a, b) for i, g in enumerate(groups) for a in g for h in groups[i + 1 :] for b in h]
    assert weights.tolist() == pytest.approx(partial_order(pairs, codes).weights.tolist())
    random.shuffle(codes)
    for group in groups:
        random.shuffle(group)
    again = rank_order(groups, codes).weights
    assert again.reindex(weights.index).tolist() == pytest.approx(weights.tolist())


def orders_of(**people):
    rows = [(p, c, k, 1) for p, places in people.items() for c, k in places.items()]
    return pd.DataFrame(rows, columns=["person", "criterion", "order", "round"])


NO_POINTS = pd.DataFrame(columns=["person", "criterion", "points", "round"])


def test_an_order_on_a_sheet_becomes_points_whose_weights_are_those_of_the_order(northmere):
    said = orders_of(S1={"C1": 1, "C2": 2, "C3": 2}, S2={"C3": 1})
    rows = order_swings(said, NO_POINTS, ["C1", "C2", "C3"])
    wide = swing_points(rows, ["C1", "C2", "C3"])
    weights = normalise(wide)
    assert weights.loc["S1"].tolist() == pytest.approx(
        rank_order(["C1", ("C2", "C3")]).weights.tolist()
    )
    assert weights.loc["S2"].tolist() == pytest.approx(
        rank_order(["C3"], ["C1", "C2", "C3"]).weights.tolist()
    )
    assert (wide.max(axis=1) == 100).all() and set(rows["method"]) == {"rank order"}
    everything = dict.fromkeys(northmere.criteria["criterion"], 1)
    tied = order_swings(orders_of(S02=everything), NO_POINTS, list(everything))
    case = northmere.replace(swings=tied)  # the rows are rows of the table of swings
    assert normalise(swing_points(case.swings, list(everything))).loc["S02"].nunique() == 1


def test_whoever_gave_sizes_keeps_to_them():
    points = pd.DataFrame({"person": ["S1"], "criterion": "C1", "points": 100.0, "round": 1})
    assert order_swings(orders_of(S1={"C1": 1, "C2": 2}), points, ["C1", "C2"]).empty

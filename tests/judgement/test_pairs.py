"""Pairwise comparisons: three published cases, consistency, and the answer to look at first."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement.pairs import hierarchy, pairwise
from wcc_prioritise.tables import InputError


def square(matrix, items):
    return pd.DataFrame(matrix, index=items, columns=items, dtype=float)


def test_saaty_2008_drinks(reference):
    case = reference("g2_ahp_saaty_2008_drinks")
    wanted, allowed = case["expected"], case["tolerance_abs"]
    for table in ("Saaty 1980", "Saaty 2005"):
        answer = pairwise(square(case["inputs"]["matrix"], case["inputs"]["items"]), table=table)
        assert answer.table == table
        assert answer.weights.tolist() == pytest.approx(wanted["priority"], abs=allowed["priority"])
        assert answer.lambda_max == pytest.approx(wanted["lambda_max"], abs=1e-9)
        assert answer.consistency_ratio == pytest.approx(wanted["CR"], abs=allowed["CR"])
        assert answer.found == ()


def test_the_leader_in_two_levels(reference):
    case = reference("g2_ahp_leader_hierarchy")
    given_, wanted, allowed = case["inputs"], case["expected"], case["tolerance_abs"]
    top = pairwise(square(given_["criteria_matrix"], given_["criteria"]))
    below = {
        name: pairwise(square(matrix, given_["alternatives"]))
        for name, matrix in given_["alternative_matrices"].items()
    }
    default = allowed["default"]
    assert top.weights.tolist() == pytest.approx(wanted["criteria_priority"], abs=default)
    assert top.consistency_ratio == pytest.approx(wanted["criteria_CR"], abs=default)
    local = below["Experience"].weights.tolist()
    assert local == pytest.approx(wanted["experience_local"], abs=default)
    for name in ("Experience", "Education"):
        key = f"{name.lower()}_CR"
        assert below[name].consistency_ratio == pytest.approx(wanted[key], abs=allowed[key])
    together = hierarchy(top, below)
    for key in ("global_priority", "wikipedia_printed"):
        assert together.weights.tolist() == pytest.approx(wanted[key], abs=allowed[key])


def test_the_table_of_random_answers_moves_the_ratio_and_is_named(reference):
    given_ = reference("g2_ahp_leader_hierarchy")["inputs"]
    matrix = square(given_["alternative_matrices"]["Experience"], given_["alternatives"])
    early, late = pairwise(matrix, table="Saaty 1980"), pairwise(matrix, table="Saaty 2005")
    assert early.consistency_ratio == pytest.approx(0.032, abs=0.0011)
    assert late.consistency_ratio == pytest.approx(0.036, abs=0.0011)
    assert early.consistency_index == late.consistency_index
    assert early.consistency_ratio < late.consistency_ratio


def test_papathanasiou_and_ploskas_in_two_levels(reference):
    case = reference("g2_ahp_papathanasiou_ploskas_2018")
    given_ = case["inputs"]
    criteria, options = list("abcd"), list("uvwxyz")
    top = pairwise(square(given_["criteria_matrix"], criteria))
    below = {
        name: pairwise(square(matrix, options))
        for name, matrix in zip(criteria, given_["alternative_matrices"], strict=True)
    }
    wanted = case["expected"]["global_priority"]
    assert hierarchy(top, below).weights.tolist() == pytest.approx(wanted, abs=0.00051)


def consistent(weights, codes):
    return square(np.divide.outer(weights, weights), codes)


def test_the_planted_answer_is_pointed_at_with_its_repair():
    codes = list("ABCDE")
    matrix = consistent([8.0, 4.0, 2.0, 2.0, 1.0], codes)
    matrix.loc["B", "E"], matrix.loc["E", "B"] = 1 / 6, 6
    answer = pairwise(matrix)
    assert answer.consistency_ratio > 0.1
    assert (answer.repair.first, answer.repair.second) == ("B", "E")
    assert answer.repair.given == pytest.approx(1 / 6)
    assert answer.repair.fits == pytest.approx(4)
    assert answer.repair.ratio == pytest.approx(0, abs=1e-9)
    assert answer.found[0].startswith("The consistency ratio is ")
    assert "(random index of Saaty 2005), above 0.10" in answer.found[0]
    assert answer.found[1] == (
        "E matters 6 times as much as B, you said; your other answers have it that "
        "B matters 4 times as much as E. Which is meant?"
    )


def test_answers_that_hang_together_need_no_repair():
    answer = pairwise(consistent([4.0, 2.0, 1.0], list("ABC")))
    assert answer.repair is None and answer.consistency_ratio == pytest.approx(0, abs=1e-9)


def test_two_or_one_cannot_contradict_themselves():
    assert pairwise({("A", "B"): 3}).weights.tolist() == pytest.approx([0.75, 0.25])
    assert pairwise(square([[1]], ["A"])).weights.tolist() == [1]


@pytest.mark.parametrize(
    ("pairs", "criteria", "said"),
    [
        ({("A", "B"): 2, ("B", "C"): 2}, None, "no answer for A beside C"),
        ({("A", "B"): 0}, None, "0 for A beside B; allowed: each pair answered"),
        ({("A", "B"): 2, ("B", "A"): 2}, None, "2 for A beside B, but 2 the other way"),
        ({("A", "B"): 2, ("A", "A"): 3}, None, "3 for A beside itself"),
        ({("A", "b"): 2}, ["A", "B"], "Did you mean 'B'"),
        ({(f"C{i}", f"C{i + 1}"): 2 for i in range(11)}, None, "12 criteria to compare"),
    ],
)
def test_answers_that_are_none_are_refused_in_words(pairs, criteria, said):
    with pytest.raises(InputError, match=said):
        pairwise(pairs, criteria)


def test_an_unknown_table_and_a_level_without_answers_are_refused():
    with pytest.raises(InputError, match="allowed: Saaty 1980 or Saaty 2005"):
        pairwise({("A", "B"): 2}, table="mine")
    top = pairwise({("A", "B"): 2})
    with pytest.raises(InputError, match="nothing under B"):
        hierarchy(top, {"A": top})


ratios = st.sampled_from([1 / 9, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5, 9])


@settings(max_examples=40, deadline=None)
@given(st.lists(ratios, min_size=6, max_size=6), st.permutations(range(4)))
def test_the_order_of_criteria_never_matters_and_weights_sum_to_one(answers, order):
    codes = list("ABCD")
    pairs = [(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :]]
    said = dict(zip(pairs, answers, strict=True))
    answer = pairwise(said, codes)
    assert answer.weights.sum() == pytest.approx(1) and (answer.weights > 0).all()
    again = pairwise(said, [codes[i] for i in order])
    assert again.weights.reindex(codes).tolist() == pytest.approx(answer.weights.tolist())
    assert again.consistency_ratio == pytest.approx(answer.consistency_ratio, abs=1e-9)
    if answer.repair:
        assert answer.repair.ratio <= answer.consistency_ratio + 1e-9

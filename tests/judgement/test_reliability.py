"""Kendall's W, Krippendorff's alpha and ICC, against published and independent figures."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement import icc, kendall_w, krippendorff_alpha
from wcc_prioritise.judgement.reliability import mean_squares
from wcc_prioritise.tables import InputError

SHARED = Path(__file__).resolve().parents[3] / "shared" / "reference_cases" / "cases"

OURS = {
    "g5_icc_shrout_fleiss_1979",
    "g5_kendall_w_ties_anxiety",
    "g5_krippendorff_four_observers",
    "g5_rand_ipras_bmjopen_2012",
}

NOT_OURS = {
    "g5_fleiss_kappa_1971_diagnoses": "scores are numbers: alpha covers names, order and distance",
    "g5_tennessee_capital_election": "nobody votes on orders here: scores and weights are pooled",
    "g5_rank_similarity_salabun_urbaniak_2020": "orders are compared by Kendall's tau in `ranking`",
}
"""Cases of the group whose method is not ours, and why."""


def in_place(name):
    """Read a case that is not shipped, where it stands."""
    path = SHARED / f"{name}.json"
    if not path.is_file():
        pytest.skip("the shared reference cases are not here; their data are not shipped")
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_case_of_the_group_is_used_or_said_not_to_be_ours():
    if not SHARED.is_dir():
        pytest.skip("the shared reference cases are not here")
    assert {path.stem for path in SHARED.glob("g5_*.json")} == OURS | set(NOT_OURS)


def test_kendall_with_ties():
    case = in_place("g5_kendall_w_ties_anxiety")
    found = kendall_w(pd.DataFrame(case["inputs"]["ratings_subjects_by_raters"]).T)
    expected = case["expected"]
    assert found.w == pytest.approx(expected["W"], abs=1e-9)
    assert found.uncorrected == pytest.approx(expected["W_uncorrected"], abs=1e-9)
    assert found.chi2 == pytest.approx(expected["chi2"], abs=1e-9)
    assert found.p == pytest.approx(expected["p_chi2"], abs=1e-9)
    assert found.df == expected["df"] and (found.people, found.items) == (3, 20)


def test_kendall_leaves_out_what_not_everybody_answered():
    answers = pd.DataFrame([[1.0, 2, 3, None], [2.0, 4, 6, 1]])
    assert kendall_w(answers).items == 3 and kendall_w(answers).w == pytest.approx(1)


@pytest.mark.parametrize("answers", [[[1, 2, 3]], [[1], [2]], [[5, 5, 5], [4, 4, 4]]])
def test_kendall_needs_an_order(answers):
    with pytest.raises(InputError, match="two"):
        kendall_w(pd.DataFrame(answers))


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_krippendorff_with_missing(reference, level):
    case = reference("g5_krippendorff_four_observers")
    answers = pd.DataFrame(case["inputs"]["observers_by_units"], dtype=float)
    found = krippendorff_alpha(answers, level)
    assert found == pytest.approx(case["expected"][level], abs=0.0005)
    assert found == pytest.approx(case["expected"]["unrounded"][level], abs=1e-9)


def test_krippendorff_of_one_common_answer_is_not_known():
    assert np.isnan(krippendorff_alpha(pd.DataFrame([[5, 5], [5, 5]])))
    assert np.isnan(krippendorff_alpha(pd.DataFrame([[5.0, None], [None, 4.0]])))


def test_krippendorff_knows_four_levels():
    with pytest.raises(InputError, match="nominal, ordinal, interval, ratio"):
        krippendorff_alpha(pd.DataFrame([[1, 2], [1, 2]]), "cardinal")


def test_icc_as_printed(reference):
    case = reference("g5_icc_shrout_fleiss_1979")
    table = np.array(case["inputs"]["targets_by_judges"], dtype=float)
    found, expected = icc(pd.DataFrame(table).T), case["expected"]
    for form, printed in expected["printed"].items():
        assert found.at[form, "icc"] == pytest.approx(printed, abs=0.005)
        assert found.at[form, "icc"] == pytest.approx(expected["unrounded"][form], abs=1e-9)
    for form, limits in expected["ci95"].items():
        assert found.loc[form, ["low", "high"]].tolist() == pytest.approx(limits, abs=1e-6)
    stepped = expected["ci95_ICC2k"]["from_single_rater_bounds"]
    assert found.loc["ICC2k", ["low", "high"]].tolist() == pytest.approx(stepped, abs=1e-6)
    squares = mean_squares(table)
    for value, name in zip(squares, ("MSR", "MSW", "MSC", "MSE"), strict=True):
        assert value == pytest.approx(expected["mean_squares"][name], abs=0.005)


def test_icc_needs_two_people_and_two_items():
    with pytest.raises(InputError, match="two or more people and items"):
        icc(pd.DataFrame([[1.0, 2, 3]]))


MARKS = st.lists(st.lists(st.integers(0, 20), min_size=4, max_size=4), min_size=3, max_size=6)


@settings(max_examples=60, deadline=None)
@given(MARKS, st.randoms(use_true_random=False))
def test_order_of_people_and_items_and_unit_do_not_matter(marks, shuffler):
    answers = pd.DataFrame(marks, dtype=float) * 5
    rows, columns = list(answers.index), list(answers.columns)
    shuffler.shuffle(rows)
    shuffler.shuffle(columns)
    other = answers.loc[rows, columns] / 5 + 3
    assert krippendorff_alpha(answers) == pytest.approx(krippendorff_alpha(other), nan_ok=True)
    if answers.nunique(axis=1).max() > 1:
        assert kendall_w(answers).w == pytest.approx(kendall_w(other).w)
        assert 0 <= kendall_w(answers).w <= 1 + 1e-12

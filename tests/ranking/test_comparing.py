"""A second opinion: the same values by other methods, where they differ, and over what."""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.ranking import METHODS, compare, kendall_tau, reversal_probes
from wcc_prioritise.tables import InputError


def worst_first(values, weights):
    return values.min(axis="columns")


def test_three_methods_and_ones_own(appraisal):
    found = compare(appraisal, (*METHODS, worst_first))
    assert list(found.scores) == [*METHODS, "worst_first"]
    assert np.abs(found.scores["weighted sum"] - appraisal.value).max() < 1e-12
    assert (found.moved["weighted sum"] == 0).all()
    assert found.own["worst_first"].split(" ")[0].endswith("worst_first")
    assert "sha256:" in found.own["worst_first"]
    assert found.reversed_pairs("weighted sum").empty


@pytest.mark.parametrize("method", ["TOPSIS", "VIKOR", "worst_first"])
def test_every_reversed_pair_is_one_and_none_is_missed(appraisal, method):
    found = compare(appraisal, ["TOPSIS", "VIKOR", worst_first])
    pairs, value, other = found.reversed_pairs(method), appraisal.value, found.scores[method]
    told = set(zip(pairs["above"], pairs["below"], strict=True))
    for a in value.index:
        for b in value.index.drop(a):
            opposite = value[a] > value[b] + 1e-9 and round(other[a], 9) < round(other[b], 9)
            assert ((a, b) in told) == opposite
    for row in pairs.head(5).itertuples():
        ahead = appraisal.contributions.loc[row.above] - appraisal.contributions.loc[row.below]
        assert ahead[row.behind_on] == ahead.min() and ahead[row.made_up_on] == ahead.max()
        assert row.lead == pytest.approx(ahead.sum())


def test_the_words_name_tau_and_what_is_compensated(appraisal):
    said = compare(appraisal).words("VIKOR")
    assert "Kendall's tau 0.87" in said[0] and "largest single shortfall" in said[0]
    assert all("makes up for that with" in words for words in said[1:]) and len(said) == 4


class Middle:
    """A method of one's own that is no plain function."""

    def __call__(self, values, weights):
        return values.median(axis="columns")


def test_one_method_may_stand_alone_and_has_a_name_that_can_be_repeated(appraisal):
    assert list(compare(appraisal, "TOPSIS").scores) == ["TOPSIS"]
    assert list(compare(appraisal, worst_first).scores) == ["worst_first"]
    assert list(compare(appraisal, [Middle()]).scores) == ["Middle"]
    with pytest.raises(InputError, match="Did you mean 'TOPSIS'"):
        compare(appraisal, "TOPSIS").reversed_pairs("TOPSES")


def test_tau_with_ties_and_without_any_order():
    assert kendall_tau(pd.Series([1, 1]), pd.Series([1, 2])) != 1
    assert np.isnan(kendall_tau(pd.Series([1.0, 1.0]), pd.Series([1.0, 2.0])))
    assert kendall_tau(pd.Series([3, 2, 1]), pd.Series([1, 2, 3])) == -1


def broken(values, weights):
    raise KeyError("C99")


def short(values, weights):
    return values.iloc[:3].sum(axis="columns")


@pytest.mark.parametrize(
    ("methods", "words"),
    [
        (["TOPSYS"], "Did you mean 'TOPSIS'"),
        (["TOPSIS", "TOPSIS"], "each by another name"),
        ([], "at least one"),
        ([broken], "KeyError.*broken"),
        ([short], "no score for P04"),
        ([lambda values, weights: values.stack()], "scores of other candidates"),
        ([lambda values, weights: values.iloc[:, 0] / 0], "no score for P01"),
        ([lambda values, weights: 3], "int where a Series belongs"),
    ],
)
def test_what_is_no_method_is_said(appraisal, methods, words):
    with pytest.raises(InputError, match=words):
        compare(appraisal, methods)


def test_a_method_cannot_change_what_it_was_given(appraisal):
    def spoils(values, weights):
        values.iloc[:, :] = 0.0
        weights[:] = 1.0
        return values.sum(axis="columns")

    before = appraisal.values.copy()
    compare(appraisal, [spoils])
    pd.testing.assert_frame_equal(appraisal.values, before)


def test_probes_end_in_time_and_say_so(appraisal):
    probes = reversal_probes(appraisal, "weighted sum", seed=1, seconds=0.0)
    assert not probes.complete and "time ran out" in probes.words()


def test_probes_find_reversals_where_there_are_some(northmere_like):
    """The scale of those present reorders; whole anchors do not."""

    def by_range(values, weights):
        spread = (values.max() - values.min()).replace(0, 1)
        return ((values - values.min()) / spread) @ weights

    room = northmere_like([[60, 90], [100, 20], [60, 10], [10, 70]], [0.5, 0.5])
    found = reversal_probes(room, by_range, seed=1)
    assert found.table["reversed"].sum() > 0 and "no longer held" in found.words()
    assert reversal_probes(room, "weighted sum", seed=1).table["reversed"].sum() == 0


@pytest.mark.parametrize("seed", [None, 1.5, True, -1])
def test_probes_need_a_seed(appraisal, seed):
    with pytest.raises(InputError, match="the same seed gives the same result again"):
        reversal_probes(appraisal, seed=seed)


def test_probes_refuse_a_blank_and_never_leave_its_criterion_out(northmere_like):
    room = northmere_like([[1, np.nan], [2, np.nan], [3, np.nan], [4, np.nan]])
    with pytest.raises(InputError, match="a missing value.*Score the empty cells"):
        reversal_probes(room, "weighted sum", seed=1)


def test_probes_need_three_different_candidates(northmere_like):
    with pytest.raises(InputError, match="3 or more"):
        reversal_probes(northmere_like([[1, 2], [1, 2], [3, 4], [0, 0]]), "TOPSIS", seed=1)

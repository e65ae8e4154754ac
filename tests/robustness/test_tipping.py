"""Break points of single weights, exactly, and the words for them."""

import re
from dataclasses import replace
from types import SimpleNamespace as Like

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.ranking import weighted_sum
from wcc_prioritise.robustness import tipping_weights
from wcc_prioritise.robustness.tipping import _sentence, _tips, crossings, leading, lines_of
from wcc_prioritise.tables import InputError


def test_three_by_three_exactly(reference):
    case = reference("g6_stability_exact_three_by_three")
    known, expected = case["inputs"], case["expected"]
    values, weights = np.array(known["values"], dtype=float), np.array(known["weights"])
    tolerance = case["tolerance_abs"]["default"]
    assert weighted_sum(values, weights) == pytest.approx(expected["totals"], abs=tolerance)
    for column, (low, high) in enumerate(expected["winner_intervals"]):
        lines = lines_of(values, weights, column)
        lower, below, upper, above = _tips(lines, weights[column], leader=2)
        assert lower == pytest.approx(low, abs=tolerance)
        assert (1 if upper is None else upper) == pytest.approx(high, abs=tolerance)
        assert below == expected["lower_rivals"][column]
        assert above == expected["upper_rivals"][column]
        found = {(a, b): at for a, b, at in zip(*crossings(*lines), strict=True)}
        for crossing in expected["crossings"][column]:
            assert found[tuple(crossing["pair"])] == pytest.approx(
                crossing["weight"], abs=tolerance
            )


def test_without_rescaling_the_break_points_are_others():
    values = np.array([[80.0, 30, 50], [40, 90, 60], [60, 55, 75]])
    lines = lines_of(values, [0.5, 0.3, 0.2], 0, "alone")
    found = {(a, b): at for a, b, at in zip(*crossings(*lines), strict=True)}
    # 80 t + 19 and 60 t + 31.5 meet at 0.625; with rescaling it is 5/9
    assert found[0, 2] == pytest.approx(0.625)


def test_copy_of_an_option_reverses_relative_scales_and_never_fixed_ones(reference):
    """The additive model of the published reversal: only the scaling by what is present does it."""
    case = reference("g6_rank_reversal_belton_gear_1983")
    known, expected = case["inputs"], case["expected"]
    weights, tolerance = known["criteria_weights"], case["tolerance_abs"]["default"]
    for options in ("ABC", "ABCD"):
        matrices = np.array(known[f"matrices_{options}"], dtype=float)
        priorities = matrices[:, :, 0].T  # the matrices are consistent: any column will do
        distributive = weighted_sum(priorities / priorities.sum(axis=0), weights)
        ideal = weighted_sum(priorities / priorities.max(axis=0), weights)
        assert distributive == pytest.approx(expected[f"distributive_{options}"], abs=tolerance)
        assert ideal == pytest.approx(expected[f"ideal_{options}"], abs=tolerance)
        first = options[int(np.argmax(distributive))]
        assert first == expected["first"][f"distributive_{options}"]


@settings(max_examples=200, deadline=None)
@given(
    st.integers(2, 6), st.integers(2, 5), st.integers(0, 10_000),
    st.sampled_from(["proportional", "alone"]),
)  # fmt: skip
def test_the_leaders_along_a_weight_are_those_of_a_fine_grid(n, m, seed, others):
    rng = np.random.default_rng(seed)
    values, weights = rng.integers(0, 11, (n, m)) * 10.0, rng.dirichlet(np.ones(m))
    start, slope = lines_of(values, weights, 0, others)
    found = leading(start, slope)
    assert found[0][0] == 0
    assert [at for at, _ in found] == sorted(at for at, _ in found)
    for at in np.linspace(0, 1, 101):
        leader = [option for low, option in found if low <= at][-1]
        value = start + slope * at
        assert value[leader] >= value.max() - 1e-6


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 5), st.integers(0, 10_000))
def test_a_line_gives_the_weighted_sum(m, seed):
    rng = np.random.default_rng(seed)
    values, weights = rng.uniform(0, 100, (3, m)), rng.dirichlet(np.ones(m))
    start, slope = lines_of(values, weights, 1)
    assert start + slope * weights[1] == pytest.approx(values @ weights)
    moved = weights * (1 - 0.7) / (1 - weights[1])
    moved[1] = 0.7
    assert start + slope * 0.7 == pytest.approx(values @ moved)


def test_a_criterion_with_all_the_weight_hands_it_on_in_equal_parts():
    start, slope = lines_of(np.array([[10.0, 20, 40]]), [1.0, 0.0, 0.0], 0)
    assert (start[0], start[0] + slope[0]) == (30, 10)


def test_northmere_tips_where_it_says(appraisal):
    tipping = tipping_weights(appraisal)
    assert tipping.leader == appraisal.value.idxmax()
    for row in tipping.table.itertuples():
        for at, to in ((row.lower, row.lower_to), (row.upper, row.upper_to)):
            if pd.isna(at):
                assert pd.isna(to)
                continue
            weights = appraisal.weights * (1 - at) / (1 - row.weight)
            weights[row.criterion] = at
            value = appraisal.values @ weights
            assert value[to] == pytest.approx(value[tipping.leader], abs=1e-9)
            assert value.max() <= value[to] + 1e-9
    assert tipping.ends.loc[("C1", "P20"), 1] == pytest.approx(appraisal.values.at["P20", "C1"])
    stretch = tipping.leading.groupby("criterion")
    assert (stretch["low"].min() == 0).all() and (stretch["high"].max() == 1).all()
    assert len(tipping.words) == 9
    assert "leads" in tipping._repr_html_() and "8 of 9 criteria" in repr(tipping)
    assert not any(re.search(r"\d\.\d", sentence) for sentence in tipping.words)


@pytest.mark.parametrize(
    ("weight", "lower", "upper", "said"),
    [
        (0.181, 0.122, 0.338, "C (now 18%): below 12% B leads; above 34% B leads."),
        (0.181, 0.179, 0.184, "C (now 18%): just below that B leads; just above that B leads."),
        (0.181, 0.001, 0.999, "C (now 18%): close to 0% B leads; close to 100% B leads."),
        (0.181, None, None, "C (now 18%): A leads whatever its weight."),
    ],
)
def test_a_weight_is_said_in_whole_per_cents(weight, lower, upper, said):
    row = Like(name="C", weight=weight, lower=lower, lower_to="b", upper=upper, upper_to="b")
    assert _sentence(row, pd.Series({"b": "B"}), "A") == said


def test_order_of_rows_and_columns_changes_nothing(northmere, appraisal):
    turned = wcc.appraise(
        northmere.replace(
            candidates=northmere.candidates.iloc[::-1], criteria=northmere.criteria.iloc[::-1]
        )
    )
    ours, theirs = tipping_weights(appraisal).table, tipping_weights(turned).table
    theirs = theirs.set_index("criterion").loc[ours["criterion"]].reset_index()
    pd.testing.assert_frame_equal(ours, theirs)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda a: replace(a, values=a.values.iloc[:1]), "1 candidate"),
        (lambda a: replace(a, values=a.values.where(a.values < 90)), "cells without a value"),
    ],
)
def test_what_can_t_be_compared_is_refused(appraisal, change, words):
    with pytest.raises(InputError, match=words):
        tipping_weights(change(appraisal))


def test_another_convention_has_a_name(appraisal):
    with pytest.raises(InputError, match="proportional, alone"):
        tipping_weights(appraisal, others="equal")

"""What may never change an order: of rows, columns and people; units, twins, what is dominated."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.totals import value_of
from wcc_prioritise.appraisal.values import anchored
from wcc_prioritise.ranking import METHODS, order_of, second_opinion, weighted_sum

RANDOM_CASES = 10_000


@st.composite
def tables(draw):
    n, m = draw(st.integers(2, 9)), draw(st.integers(1, 7))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    values = rng.integers(0, 101, (n, m)) if draw(st.booleans()) else rng.uniform(0, 100, (n, m))
    frame = pd.DataFrame(values, dtype=float).rename(index="P{}".format, columns="C{}".format)
    weights = pd.Series(rng.uniform(0.05, 1, m), index=frame.columns)
    return frame, weights / weights.sum(), rng


def ranked(values, weights, method="weighted sum"):
    return order_of(second_opinion(method, values, weights)[0])["rank"].sort_index()


@settings(max_examples=20, deadline=None)
@given(tables())
def test_order_of_rows_and_columns_and_the_scale_of_weights(table):
    values, weights, rng = table
    rows, columns = rng.permutation(values.index), rng.permutation(values.columns)
    for method in METHODS:
        before = ranked(values, weights, method)
        assert before.equals(ranked(values.loc[rows], weights, method))
        assert before.equals(ranked(values[columns], weights[columns], method))
        assert before.equals(ranked(values, weights * 730, method))


@settings(max_examples=20, deadline=None)
@given(tables())
def test_what_has_no_weight_or_is_the_same_for_all_or_dominated(table):
    values, weights, rng = table
    before = ranked(values, weights)
    more = values.assign(Z=rng.uniform(0, 100, len(values)))
    heavier = pd.concat([weights, pd.Series({"Z": 0.0})])
    for method in METHODS:
        assert ranked(values, weights, method).equals(ranked(more, heavier, method))
    same, some = values.assign(Z=50.0), pd.concat([weights, pd.Series({"Z": 0.2})])
    assert before.equals(ranked(same, some))
    worse = (values.iloc[[0]] * 0.5).rename(index={"P0": "Q"})
    after = second_opinion("weighted sum", pd.concat([values, worse]), weights)[0]
    assert before.equals(order_of(after.drop("Q"))["rank"].sort_index())


@settings(max_examples=60, deadline=None)
@given(tables())
def test_units_do_not_matter(table):
    values, weights, rng = table
    times, plus = rng.uniform(0.01, 1000), rng.uniform(-50, 50)
    again = anchored(values * times + plus, [plus, 100 * times + plus], [0, 100], "go on")
    assert ranked(values, weights).equals(
        ranked(pd.DataFrame(again, values.index, values.columns), weights)
    )


@settings(max_examples=60, deadline=None)
@given(tables(), st.integers(0, 1000))
def test_twins_are_equal_to_the_last_bit(table, place):
    values, weights, _ = table
    i = place % len(values)
    twinned = pd.concat([values.iloc[[i]].rename(index={values.index[i]: "Q"}), values])
    for method in METHODS:
        scores, _ = second_opinion(method, twinned, weights)
        assert scores["Q"] == scores[values.index[i]] or method != "weighted sum"
        ranks = order_of(scores)["rank"]
        assert ranks["Q"] == ranks[values.index[i]]


def test_with_fixed_anchors_nobody_that_comes_or_goes_reorders_the_rest():
    """Ten thousand random cases at once: leave one out, and add one, whatever they are."""
    rng = np.random.default_rng(2026)
    n, m = 8, 5
    values = rng.uniform(0, 100, (RANDOM_CASES, n, m))
    weights = rng.dirichlet(np.ones(m), RANDOM_CASES)
    newcomer = rng.uniform(0, 100, (RANDOM_CASES, 1, m))
    before = value_of(values, weights)
    after = value_of(np.concatenate([newcomer, values], axis=1), weights)[:, 1:]
    assert (after == before).all()
    gone = rng.integers(0, n, RANDOM_CASES)
    kept = np.array([np.delete(np.arange(n), g) for g in gone])
    rows = np.arange(RANDOM_CASES)[:, None]
    left = value_of(values[rows, kept], weights)
    assert (left == before[rows, kept]).all()


def test_the_scale_of_those_present_does_reorder_the_rest():
    """The same question put to the min-max pipeline of scikit-criteria: a withdrawal reorders."""
    from skcriteria import DecisionMatrix
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.scalers import MinMaxScaler

    pipe = mkpipe(MinMaxScaler(target="matrix"), WeightedSumModel())
    values = pd.DataFrame({"C0": [60.0, 100, 60, 10], "C1": [90.0, 20, 10, 70]}, index=list("ABCD"))
    weights = pd.Series(0.5, values.columns)
    withdrawn = values.drop("D")  # the last but one: nobody would miss it

    def theirs(frame):
        return pipe.evaluate(DecisionMatrix(frame, [max, max], [0.5, 0.5])).to_series()

    assert theirs(values)["A"] < theirs(values)["B"]
    assert theirs(withdrawn)["B"] < theirs(withdrawn)["A"]
    for frame in (values, withdrawn):
        assert ranked(frame, weights)["A"] < ranked(frame, weights)["B"]


def test_many_weights_at_once_are_each_weight_alone():
    rng = np.random.default_rng(4)
    for n in (1, 2, 7, 24):
        values, weights = rng.uniform(0, 100, (n, 9)), rng.dirichlet(np.ones(9), 50)
        together = value_of(values, weights)
        alone = np.array([weighted_sum(values, w) for w in weights])
        assert (together == alone).all()
        assert (value_of(np.asfortranarray(values), weights) == together).all()


@pytest.mark.parametrize("rule", ["person", "group"])
def test_a_twin_in_the_case_has_the_same_value_and_worth_to_the_last_bit(northmere, rule):
    names = ("candidates", "scores", "measures")
    tables_of = {
        name: pd.concat(
            [
                getattr(northmere, name).query("candidate == 'P10'").assign(candidate=copy)
                for copy in ("A0", "Z9")
            ]
            + [getattr(northmere, name)],
            ignore_index=True,
        )
        for name in names
    }
    appraisal = wcc.appraise(northmere.replace(**tables_of), score_rule=rule)
    for numbers in (appraisal.value, appraisal.worth):
        assert numbers["A0"] == numbers["P10"] == numbers["Z9"]
    ranks = wcc.rank(appraisal).table.set_index("candidate")["rank"]
    assert ranks["A0"] == ranks["P10"] == ranks["Z9"]

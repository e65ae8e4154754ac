"""Values in order: ties, contributions, and scikit-criteria as an independent check."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.ranking import order_of, referee, weighted_sum
from wcc_prioritise.tables import InputError


def test_scikit_criteria_agrees_on_three_hundred_random_cases():
    rng = np.random.default_rng(2026)
    for _ in range(300):
        n, m = rng.integers(2, 25), rng.integers(1, 12)
        values = pd.DataFrame(rng.uniform(0, 100, (n, m))).add_prefix("C")
        weights = pd.Series(rng.dirichlet(np.ones(m)), index=values.columns)
        ours = weighted_sum(values, weights)
        theirs = referee(values, weights).to_numpy()
        assert np.abs(ours - theirs).max() <= 1e-12


@pytest.mark.parametrize(
    ("values", "weights", "words"),
    [
        ([[1.0, np.nan]], [0.5, 0.5], "a missing value"),
        ([[1.0, 2.0]], [0.5, -0.5], "negative, missing or all zero"),
        ([[1.0, 2.0]], [0.0, 0.0], "negative, missing or all zero"),
    ],
)
def test_what_scikit_criteria_would_take_in_silence_is_refused(values, weights, words):
    frame = pd.DataFrame(values, columns=["a", "b"])
    with pytest.raises(InputError, match=words):
        referee(frame, pd.Series(weights, index=["a", "b"]))


def test_weights_in_another_order_are_refused():
    frame = pd.DataFrame([[1.0, 2.0]], columns=["a", "b"])
    with pytest.raises(InputError, match="in another order"):
        referee(frame, pd.Series([0.5, 0.5], index=["b", "a"]))


def test_ranking_of_northmere(appraisal):
    ranking = wcc.rank(appraisal)
    assert ranking.table["rank"].is_monotonic_increasing
    assert len(ranking.table) == 24
    totals = ranking.contributions.sum(axis=1)
    assert (totals - appraisal.value).abs().max() < 1e-9
    assert ranking.table["value"].between(0, 100).all()
    assert ranking.leader in ranking._repr_html_()


def test_all_that_lead_alike_are_counted(northmere, appraisal):
    table = wcc.rank(
        wcc.appraise(twinned(northmere, wcc.rank(appraisal).table["candidate"][0], "A0"))
    )
    assert "and 1 more lead on value, level." in table.words and "and 1 more first" in repr(table)
    assert wcc.rank(appraisal).words.endswith(" leads on value.")
    scores = northmere.scores.assign(score=np.nan)
    unknown = wcc.rank(wcc.appraise(northmere.replace(scores=scores), missing="bounds"))
    assert unknown.words == "No candidate's value is known." and "no value known" in repr(unknown)
    some = northmere.scores.query("not (candidate == 'P05' and criterion == 'C4')")
    some = wcc.rank(wcc.appraise(northmere.replace(scores=some), missing="bounds"))
    assert some.words.endswith("leads on value among those whose value is known.")


def test_twins_tie_exactly(northmere):
    """A copy of a candidate, scored alike, shares its rank wherever it stands in the table."""
    twin = twinned(northmere, "P10", "A0")
    table = wcc.rank(wcc.appraise(twin)).table.set_index("candidate")
    assert table.at["A0", "rank"] == table.at["P10", "rank"]
    assert abs(table.at["A0", "value"] - table.at["P10", "value"]) < 1e-9


def twinned(case, code, copy):
    def doubled(frame):
        rows = frame[frame["candidate"] == code].assign(candidate=copy)
        return pd.concat([rows, frame], ignore_index=True)

    names = ("candidates", "scores", "measures")
    return case.replace(**{name: doubled(getattr(case, name)) for name in names})


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.integers(0, 100), min_size=2, max_size=12),
    st.randoms(use_true_random=False),
)
def test_order_of_rows_does_not_matter(values, shuffler):
    series = pd.Series(values, index=[f"P{i:02d}" for i in range(len(values))], dtype=float)
    order = list(series.index)
    shuffler.shuffle(order)
    assert order_of(series).equals(order_of(series[order]))


def test_rounding_of_the_last_digit_does_not_part_twins():
    table = order_of(pd.Series({"a": 0.1 + 0.2, "b": 0.3}))
    assert table["rank"].tolist() == [1, 1]

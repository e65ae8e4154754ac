"""Are the funded share and the core index what solving every draw, and every pair, would give?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.portfolio import every_set as room
from wcc_prioritise.portfolio import robust
from wcc_prioritise.portfolio.robust import (
    core_index,
    corners_of_ranked,
    funded_share,
    in_words,
    unbeaten,
)
from wcc_prioritise.robustness import draws
from wcc_prioritise.tables import InputError


@pytest.fixture(scope="module")
def tight(short):
    return wcc.select(wcc.appraise(short), limits={"gross_3yr": 5_500, "lead_months": 42})


def test_each_draw_is_the_best_set_of_its_own_worths(tight):
    chunks = list(draws(tight.appraisal, 60, seed=1))
    found = funded_share(chunks, tight)
    held = pd.Series(0, index=tight.appraisal.values.index)
    for chunk in chunks:
        for worth in np.atleast_2d(tight.appraisal.worth_of(chunk.values, chunk.weights)):
            series = pd.Series(worth, held.index)
            rules = robust.with_helps(tight.rules, tight.appraisal, series)
            best = robust.best_set(
                series, tight.appraisal.resources, tight.arguments["limits"], rules
            )
            held[list(best.chosen)] += 1
    shares = found.table.set_index("candidate")["share"]
    assert (shares.reindex(held.index) * found.runs).round().astype(int).to_dict() == held.to_dict()


def test_the_sets_make_up_the_shares(tight):
    found = funded_share(draws(tight.appraisal, 500, seed=2), tight)
    assert found.sets["share"].sum() == pytest.approx(1)
    shares = found.table.set_index("candidate")["share"]
    for code in tight.appraisal.values.index:
        inside = found.sets.loc[[code in s for s in found.sets["chosen"]], "share"].sum()
        assert inside == pytest.approx(shares[code])
    error = np.sqrt(found.table["share"] * (1 - found.table["share"]) / 500)
    assert list(found.table["error"]) == pytest.approx(list(error))


def test_more_candidates_than_can_be_looked_up_are_solved_one_by_one(tight, monkeypatch):
    looked_up = funded_share(draws(tight.appraisal, 40, seed=5), tight)
    monkeypatch.setattr(robust, "MOST_CANDIDATES", 3)
    solved = funded_share(draws(tight.appraisal, 40, seed=5), tight)
    pd.testing.assert_frame_equal(looked_up.table, solved.table)


def test_progress_counts_draws_and_no_draws_are_told(tight):
    said = []
    funded_share(draws(tight.appraisal, 100, seed=1), tight, said.append)
    assert said[-1] == 100
    with pytest.raises(InputError, match="no draws"):
        funded_share([], tight)


def test_the_words_for_the_room():
    assert [in_words(s) for s in (1.0, 0.95, 0.5, 0.05, 0.0)] == [
        "every time", "every time", "sometimes", "never", "never",
    ]  # fmt: skip


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=30))
def test_unbeaten_rows_are_those_that_no_other_beats(rows):
    table = np.array(rows, float)
    slow = [
        i
        for i, row in enumerate(table)
        if not any((other >= row).all() and (other > row).any() for other in table)
    ]
    assert unbeaten(table).tolist() == slow


def test_the_core_index_is_the_share_of_unbeaten_sets_the_slow_way(tight):
    criteria = list(tight.appraisal.values.columns)
    order = list(tight.appraisal.weights.sort_values(ascending=False).index)
    corners = corners_of_ranked(order, criteria)
    index = core_index(tight, corners)
    worths = tight.appraisal.worth_of(tight.appraisal.values.to_numpy(), corners)
    every = robust.sets_of(tight, pd.Series(-1.0, tight.appraisal.values.index))
    assert every.feasible == len(every.inside)  # nothing was passed over
    kept = every.inside[unbeaten(every.worth(worths))]
    assert index.to_dict() == pytest.approx(dict(zip(every.names, kept.mean(axis=0), strict=True)))


def test_with_one_admissible_weight_only_the_best_set_is_left(tight):
    index = core_index(tight, tight.appraisal.weights.to_numpy()[None, :])
    assert set(index.index[index == 1]) == set(tight.chosen)
    assert index.isin([0, 1]).all()
    assert room.MOST_CANDIDATES == 24

"""What would lift a candidate into the band above: enough when done, and no less would be."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.robustness import next_band, stress
from wcc_prioritise.tables import InputError

RUNS = 1_000


def risen(appraisal, candidate, criterion, points):
    """Give the appraisal with one value a little higher."""
    values = appraisal.values.copy()
    values.loc[candidate, criterion] += points
    return replace(appraisal, values=values)


@pytest.mark.parametrize("weights", ["people", "groups", "simplex"])
@pytest.mark.parametrize("candidate", ["P08", "P11", "P24"])
def test_the_rise_is_exactly_enough_by_the_rule_of_the_bands(appraisal, weights, candidate):
    how = {"runs": RUNS, "seed": 5, "weights": weights, "scores": "fixed"}
    before = stress(appraisal, **how)
    found = next_band(before, candidate)
    assert found.band == before.bands[candidate] > 1
    assert before.bands[found.opener] == found.band - 1
    assert found.table["value_change"].is_monotonic_increasing
    for row in found.table.head(3).itertuples():
        after = stress(risen(appraisal, candidate, row.criterion, row.value_change), **how)
        assert after.bands[candidate] < found.band
        short = risen(appraisal, candidate, row.criterion, row.value_change - 0.02)
        assert stress(short, **how).bands[candidate] >= found.band


def test_it_holds_where_people_are_drawn_again(northmere, appraisal):
    """Everybody scores one cell so much higher; the same people are drawn."""
    before = stress(appraisal, RUNS, seed=5)
    found = next_band(before, "P11")
    needed = found.table.set_index("criterion")["value_change"]["C4"]
    scores = northmere.scores
    cell = (scores["candidate"] == "P11") & (scores["criterion"] == "C4")
    assert scores.loc[cell, "score"].max() + needed <= 100

    def banded(points):
        more = scores.assign(score=scores["score"].mask(cell, scores["score"] + points))
        return stress(wcc.appraise(northmere.replace(scores=more)), RUNS, seed=5).bands["P11"]

    assert banded(needed) < found.band <= banded(needed - 0.05)


def test_the_distance_is_what_is_needed_on_every_criterion_together(appraisal):
    how = {"runs": RUNS, "seed": 5, "weights": "people", "scores": "fixed"}
    found = next_band(stress(appraisal, **how), "P11")
    for points, lifted in ((found.distance, True), (found.distance - 0.01, False)):
        after = stress(risen(appraisal, "P11", slice(None), points), **how)
        assert (after.bands["P11"] < found.band) == lifted


def test_the_words_and_the_figure(appraisal):
    found = next_band(stress(appraisal, RUNS, seed=5), "P11")
    assert f"stands in band {found.band}, {found.distance:.2f} points of value from" in found.words
    assert f"lift it into band {found.band - 1}: C1 (Health gain) from 96 to" in found.words
    assert "Not enough even at its best: " in found.words and found.words in repr(found)
    row = found.table.set_index("criterion").loc["C1"]
    assert row["change"] == pytest.approx(row["value_change"] * 5)  # 500 healthy years are 100


def test_the_first_band_has_none_above(appraisal):
    found = next_band(stress(appraisal, RUNS, seed=5), "P20")
    assert found.opener is None and found.table.empty and np.isnan(found.distance)
    assert found.words.endswith("stands in band 1, the highest.")


def test_a_twin_needs_what_its_twin_needs(twins):
    found = stress(twins, RUNS, seed=5, weights="simplex")
    one, other = (next_band(found, code) for code in ("P10", "X1"))
    if one.band > 1:
        pd.testing.assert_frame_equal(one.table, other.table)
    assert one.band == other.band and one.opener == other.opener


def test_a_criterion_without_weight_is_no_way_up(appraisal):
    changed = appraisal.reweighted({"C9": 0.0})
    found = next_band(stress(changed, RUNS, seed=5, weights="fixed"), "P11")
    assert "C9" not in set(found.table["criterion"]) and len(found.table) == 8


def test_what_cannot_be_told_is_said(northmere, appraisal):
    with pytest.raises(InputError, match="no candidate called 'P99'"):
        next_band(stress(appraisal, 100, seed=0), "P99")
    scores = northmere.scores.query("not (candidate == 'P05' and criterion == 'C4')")
    unsure = wcc.appraise(northmere.replace(scores=scores), missing="bounds")
    with pytest.raises(InputError, match="P05, whose value is not known"):
        next_band(stress(unsure, 100, seed=0), "P05")

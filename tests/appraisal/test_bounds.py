"""Missing is not known: what the totals could be, and that they can be no other."""

import numpy as np
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.tables import InputError

CELLS = [("P05", "C4"), ("P05", "C7"), ("P09", "C9")]


@pytest.fixture(scope="module")
def gappy(northmere):
    scores = northmere.scores
    for candidate, criterion in CELLS:
        cell = (scores["candidate"] == candidate) & (scores["criterion"] == criterion)
        scores = scores[~cell]
    return northmere.replace(scores=scores)


@pytest.fixture(scope="module")
def unsure(gappy):
    return wcc.appraise(gappy, missing="bounds")


def test_it_is_refused_unless_asked(gappy):
    with pytest.raises(InputError, match="no figure for P05 on C4"):
        wcc.appraise(gappy)
    with pytest.raises(InputError, match="refuse or bounds"):
        wcc.appraise(gappy, missing="zero")


def test_only_what_is_not_known_is_missing(unsure, appraisal):
    value, worth = unsure.value, unsure.worth
    assert list(value.index[value.isna()]) == ["P05", "P09"]
    assert list(worth.index[worth.isna()]) == ["P05"]  # C9 is context: worth does not hang on it
    known = value.index.drop(["P05", "P09"])
    assert (value[known] == appraisal.value[known]).all()
    assert worth["P09"] == pytest.approx(appraisal.worth["P09"], abs=1e-12)
    assert "P05 on C4, P05 on C7, P09 on C9" in unsure.warnings[0]
    assert unsure.readings()["no chance of success"].isna()["P05"]
    assert unsure.bounds.loc[known, "value_low"].equals(unsure.bounds.loc[known, "value_high"]
                                                        .rename("value_low"))  # fmt: skip


def test_the_bounds_are_the_ends_of_every_way_to_fill_the_cells(unsure):
    scores = np.arange(0.0, 101, 5)
    ways = np.array([(first, second) for first in scores for second in scores])
    filled = np.tile(unsure.values.fillna(50.0).to_numpy(), (len(ways), 1, 1))
    row = unsure.values.index.get_loc("P05")
    filled[:, row, unsure.values.columns.get_indexer(["C4", "C7"])] = ways
    weights = np.tile(unsure.weights, (len(ways), 1))
    for what, totals in (("value", unsure.value_of), ("worth", unsure.worth_of)):
        found = totals(filled, weights)[:, row]
        low, high = unsure.bounds.loc["P05", [f"{what}_low", f"{what}_high"]]
        assert (found.min(), found.max()) == (pytest.approx(low), pytest.approx(high))


def test_a_cell_scored_again_is_known(unsure):
    assert unsure.with_score("P09", "C9", 50).value.notna()["P09"]


def test_a_measured_cell_lies_between_its_low_and_high(short):
    measures = short.measures.query("not (candidate == 'P01' and criterion == 'K6')")
    unsure = wcc.appraise(short.replace(measures=measures), missing="bounds")
    low, high = unsure.value_bounds
    assert (low.at["P01", "K6"], high.at["P01", "K6"]) == (0, 100)
    row = unsure.bounds.loc["P01"]
    assert row["worth_low"] < row["worth_high"]


def test_no_evidence_grade_is_anything_from_d_to_a(northmere):
    candidates = northmere.candidates
    candidates.loc[candidates["candidate"] == "P03", "grade"] = None
    unsure = wcc.appraise(northmere.replace(candidates=candidates), missing="bounds")
    low, high = unsure.value_bounds
    assert (low.at["P03", "C6"], high.at["P03", "C6"]) == (15, 90)


def test_what_nobody_weighs_leaves_the_value_known(gappy):
    swings = gappy.swings
    swings.loc[swings["criterion"].isin(["C4", "C7", "C9"]), "points"] = 0.0
    unsure = wcc.appraise(gappy.replace(swings=swings), missing="bounds")
    assert unsure.value.notna().all()


def test_people_who_did_not_score_could_move_a_total_so_far(appraisal, northmere):
    bounds = appraisal.bounds_if_all_scored
    value = appraisal.value
    assert (bounds["value_low"] <= value + 1e-9).all()
    assert (bounds["value_high"] >= value - 1e-9).all()
    scores = northmere.scores
    done = set(zip(scores["person"], scores["candidate"], scores["criterion"], strict=True))
    barred = set(
        zip(*northmere.interests.query("effect != 'none'")[["person", "candidate"]].to_numpy().T,
            strict=True)
    )  # fmt: skip
    people = sorted(set(scores["person"]))
    judged = northmere.criteria.query("kind == 'judged'")["criterion"]
    code = next(c for c in value.index if bounds.at[c, "value_low"] < value[c] - 0.1)
    missing = [
        (p, c) for p in people for c in judged
        if (p, code, c) not in done and not {(p, code), (p, "all")} & barred
    ]  # fmt: skip
    high = appraisal
    for person, criterion in missing:
        high = high.with_score(code, criterion, 100, person=person)
    assert high.value[code] == pytest.approx(bounds.at[code, "value_high"], abs=1e-9)


def test_bounds_of_what_is_known_have_no_width(appraisal):
    bounds = appraisal.bounds
    assert np.array_equal(bounds["value_low"], bounds["value_high"])
    assert np.array_equal(bounds["worth_low"], appraisal.worth)

"""Movement between rounds, and the figures behind the private flags."""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.judgement import movement
from wcc_prioritise.judgement.signs import (
    apart_from_the_room,
    closed_up,
    pressed_criteria,
    pressed_scale,
    reasons_by_group,
    same_scores,
)

CLINICIANS = ("S01", "S06", "S10", "S13")


def second_round(case, candidate, criterion, said):
    rows = [(p, candidate, criterion, s, 2) for p, s in said.items()]
    more = pd.DataFrame(rows, columns=["person", "candidate", "criterion", "score", "round"])
    return case.replace(scores=pd.concat([case.scores, more], ignore_index=True))


def of_cell(case, candidate, criterion):
    scores = case.scores
    here = (scores["candidate"] == candidate) & (scores["criterion"] == criterion)
    return scores[here & (scores["round"] == 1)].set_index("person")["score"].dropna()


def test_nothing_moved_in_one_round(northmere):
    assert movement(northmere).empty and closed_up(northmere).empty


def test_a_room_that_closes_up_toward_the_clinicians_is_seen(northmere):
    first = of_cell(northmere, "P04", "C3")
    said = {p: 80 if p not in CLINICIANS else s for p, s in first.items()}
    case = second_round(northmere, "P04", "C3", said)
    row = movement(case).iloc[0]
    assert len(movement(case)) == 1 and (row["candidate"], row["criterion"]) == ("P04", "C3")
    assert row["scored"] == 14 and row["changed"] == sum(said[p] != first[p] for p in said)
    assert row["mean_before"] == pytest.approx(first.mean())
    assert row["mean_after"] == pytest.approx(np.mean(list(said.values())))
    assert row["spread_before"] == pytest.approx(first.std())
    assert row["toward"] == "clinicians"
    assert closed_up(case)["fell"].iloc[0] > 0.5


def test_toward_the_other_side(northmere):
    first = of_cell(northmere, "P04", "C3")
    case = second_round(northmere, "P04", "C3", {p: min(s, 25) for p, s in first.items()})
    assert movement(case).iloc[0]["toward"] == "public"


def test_a_mean_that_stays_moves_toward_nobody(northmere):
    first = of_cell(northmere, "P04", "C3")
    case = second_round(northmere, "P04", "C3", dict(first))
    row = movement(case).iloc[0]
    assert row["toward"] is None and row["changed"] == 0 and closed_up(case).empty


def test_a_latecomer_is_not_a_change_of_mind(northmere):
    case = second_round(northmere, "P01", "C5", {"S03": 0})
    row = movement(case).iloc[0]
    assert row["changed"] == 0 and row["mean_before"] == row["mean_after"]


def test_the_same_score_from_everybody(northmere):
    assert same_scores(northmere).empty
    first = of_cell(northmere, "P01", "C2")
    found = same_scores(second_round(northmere, "P01", "C2", dict.fromkeys(first.index, 35)))
    assert found[["candidate", "criterion", "scored", "score"]].to_numpy().tolist() == [
        ["P01", "C2", 14, 35.0]
    ]


def test_whose_reasons_fill_the_record(northmere):
    found = reasons_by_group(northmere)
    assert found["reasons"].sum() == northmere.scores["reason"].notna().sum()
    assert found["share"].sum() == pytest.approx(1) == found["of_people"].sum()
    assert not found["dominant"].any()
    scores = northmere.scores
    scores.loc[scores["person"].isin(CLINICIANS), "reason"] = "because"
    found = reasons_by_group(northmere.replace(scores=scores))
    assert found.index[found["dominant"]].tolist() == ["clinicians"]


def test_a_pressed_scale(northmere):
    assert not pressed_scale(northmere)["pressed"].any()
    scores = northmere.scores
    mine = scores["person"] == "S07"
    scores.loc[mine, "score"] = 60 + scores.loc[mine, "score"] / 5  # between 60 and 80
    case = northmere.replace(scores=scores)
    found = pressed_scale(case)
    assert found.index[found["pressed"]].tolist() == ["S07"]
    three = scores.assign(score=scores["score"].where(~mine, (scores["score"] // 50) * 50))
    found = pressed_scale(northmere.replace(scores=three))
    assert found.index[found["pressed"]].tolist() == ["S07"] and found.at["S07", "values"] <= 3


def test_a_pressed_criterion(northmere):
    assert not pressed_criteria(northmere)["pressed"].any()
    scores = northmere.scores
    on_c4 = scores["criterion"] == "C4"
    scores.loc[on_c4, "score"] = 60 + scores.loc[on_c4, "score"] / 20
    found = pressed_criteria(northmere.replace(scores=scores))
    assert found.index[found["pressed"]].tolist() == ["C4"]


def test_only_the_harsh_scorer_stands_apart(northmere):
    found = apart_from_the_room(northmere)
    assert found.index[found["apart"]].tolist() == ["S02"]
    assert found.at["S02", "mean"] < -10 and found.at["S02", "deviations"] < -2

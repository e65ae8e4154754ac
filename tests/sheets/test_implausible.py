"""Slips of the hand stand out, opinions do not."""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.sheets import implausible
from wcc_prioritise.sheets.implausible import turned


def change(scores, person, criterion, edit):
    """Change one person's scores on one criterion, candidate after candidate."""
    scores = scores.copy()
    rows = (scores["person"] == person) & (scores["criterion"] == criterion)
    block = scores[rows].sort_values("candidate")
    scores.loc[block.index, "score"] = edit(block["score"].to_numpy(copy=True))
    return scores


def test_the_sheets_of_northmere_raise_no_question(northmere):
    assert implausible(northmere.scores, northmere).empty


def test_digits_that_changed_places_are_found_and_put_right(northmere):
    scores = northmere.scores
    at = scores.index[(scores["person"] == "S05") & (scores["score"] == 75)][3]
    scores.loc[at, "score"] = 57.0
    (found,) = implausible(scores, northmere).itertuples()
    assert (found.person, found.candidate, found.criterion) == tuple(
        scores.loc[at, ["person", "candidate", "criterion"]]
    )
    assert (found.score, found.looks_like) == (57, 75) and "counts in fives" in found.why


def test_a_person_who_does_not_count_in_fives_is_not_asked_about_57(northmere):
    scores = northmere.scores
    mine = scores["person"] == "S05"
    scores.loc[mine, "score"] = (scores.loc[mine, "score"] + 2).clip(0, 100)
    assert implausible(scores, northmere).empty


def test_a_lone_score_far_from_everybody_is_looked_up(northmere):
    wide = northmere.scores.pivot(
        index="person", columns=["candidate", "criterion"], values="score"
    )
    cell = wide.min().idxmax()  # where everybody else scores high
    scores = northmere.scores
    at = (
        (scores["person"] == "S07")
        & (scores["candidate"] == cell[0])
        & (scores["criterion"] == cell[1])
    )
    scores.loc[at, "score"] = 0.0
    (found,) = implausible(scores, northmere).itertuples()
    assert (found.person, found.candidate, found.criterion) == ("S07", *cell)
    assert "far from" in found.why


@pytest.mark.parametrize("start", [0, 3, 8])
def test_a_row_left_out_moves_the_rest_and_is_found_near_where_it_happened(northmere, start):
    scores, people = northmere.scores, {"S02": "C2", "S07": "C4", "S08": "C8", "S11": "C9"}
    for person, criterion in people.items():
        scores = change(
            scores, person, criterion, lambda s: np.r_[s[:start], s[start + 1 :], s[-1]]
        )
    found = implausible(scores, northmere)
    found = found[found["why"].str.contains("below")]
    assert dict(zip(found["person"], found["criterion"], strict=True)) == people
    assert (found["candidate"].str[1:].astype(int) - 1 - start).abs().max() <= 4


def test_a_row_doubled_moves_the_rest_the_other_way(northmere):
    scores = change(northmere.scores, "S07", "C3", lambda s: np.r_[s[:4], s[4], s[4:-1]])
    (found,) = implausible(scores, northmere).itertuples()
    assert (found.person, found.criterion) == ("S07", "C3") and "above" in found.why


def test_scores_typed_under_the_criterion_beside_are_found(northmere):
    scores = northmere.scores
    mine = scores[scores["person"] == "S08"].pivot(
        index="candidate", columns="criterion", values="score"
    )
    scores = change(scores, "S08", "C3", lambda s: mine["C4"].to_numpy()[: len(s)])
    found = implausible(scores, northmere).query("person == 'S08' and criterion == 'C3'")
    assert found["why"].str.contains("fit C4 far better").any()


def test_one_person_alone_has_nobody_to_be_far_from(northmere):
    mine = northmere.scores[northmere.scores["person"] == "S01"]
    assert implausible(mine, northmere).empty
    assert implausible(mine.iloc[:0], northmere).empty
    assert implausible(mine.assign(score=np.nan), northmere).empty


def test_rounds_are_looked_through_one_by_one(northmere):
    again = northmere.scores.assign(round=2)
    again.loc[again.index[0], "score"] = 4.0  # 40 with its nought in front
    assert len(implausible(pd.concat([northmere.scores, again], ignore_index=True), northmere)) <= 1


def test_digits_are_changed_round_in_whole_scores_only():
    assert [turned(x) for x in (75.0, 40.0, 4.0, 100.0, 62.5, 0.0)] == [57, 4, 40, 100, 62.5, 0]

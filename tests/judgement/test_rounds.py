"""Rounds are all kept, the latest counts, and the reasons for a gap stay apart."""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.case import Case
from wcc_prioritise.judgement import (
    attendance,
    counted_scores,
    coverage,
    pool_scores,
    recusals,
    standing,
)
from wcc_prioritise.judgement.panel import memberships
from wcc_prioritise.tables import InputError


def with_scores(case, *rows):
    more = pd.DataFrame(rows, columns=["person", "candidate", "criterion", "score", "round"])
    return case.replace(scores=pd.concat([case.scores, more], ignore_index=True))


def with_acts(case, *rows):
    return case.replace(acts=pd.DataFrame(rows, columns=["act", "person", "text"]))


def test_every_round_is_kept_and_the_last_counts(northmere):
    case = with_scores(
        northmere, ("S05", "P01", "C2", 90, 2), ("S05", "P02", "C2", "don't know", 2)
    )
    first, now = standing(case, up_to=1), standing(case)
    before = northmere.scores.set_index(["person", "candidate", "criterion"])["score"]
    assert first.answers.at["S05", ("P01", "C2")] == before["S05", "P01", "C2"]
    assert now.answers.at["S05", ("P01", "C2")] == 90
    assert now.words.at["S05", ("P02", "C2")] == "don't know"
    assert np.isnan(now.answers.at["S05", ("P02", "C2")])
    assert len(case.scores) == len(northmere.scores) + 2
    place = now.people.get_loc("S05"), now.cells.get_loc(("P01", "C2"))
    assert now.rounds[place] == 2 and first.rounds[place] == 1


def test_dont_know_recused_and_missing_stay_apart(northmere):
    words = standing(northmere).words
    assert words.at["S10", ("P12", "C2")] == "recused"
    assert words.at["S01", ("P03", "C9")] == "recused"
    assert words.at["S03", ("P01", "C5")] == "missing"
    row = northmere.scores[northmere.scores["score"].isna()].iloc[0]
    assert words.at[row["person"], (row["candidate"], row["criterion"])] == "don't know"
    counts = standing(northmere).counts()
    assert (counts.sum(axis=1) == 14).all()
    assert counts["recused"].sum() == 2 * 7 and counts["missing"].sum() == 24 * 4
    assert counts["don't know"].sum() == northmere.scores["score"].isna().sum()


@pytest.mark.parametrize("score", [0, 100, "don't know"])
def test_the_withdrawn_person_counts_nowhere(northmere, score):
    """Neither may a score be brought in, nor does one count that was given before the interest."""
    late = [("S10", "P12", c, score, 1) for c in ("C2", "C7")]
    with pytest.raises(InputError, match="S10 on P12"):
        with_scores(northmere, *late)
    before_it = northmere.replace(interests=northmere.interests.iloc[:0])
    scored = with_scores(before_it, *late).tables["scores"]
    case = Case({**northmere.tables, "scores": scored})
    assert recusals(case)["person"].tolist() == ["S01", "S10"]
    shares = memberships(case.people, case.voice_groups)
    before = pool_scores(counted_scores(northmere), shares)
    after = pool_scores(counted_scores(case), shares)
    for one, other in zip(before.__dict__.values(), after.__dict__.values(), strict=True):
        pd.testing.assert_series_equal(one, other)
    assert standing(case).words.equals(standing(northmere).words)
    assert "S10" not in set(counted_scores(case).query("candidate == 'P12'")["person"])


def test_an_interest_in_all_is_one_in_each(northmere):
    interests = northmere.interests
    interests.loc[interests["person"] == "S08", "effect"] = "withdraw"
    scores = northmere.scores
    case = northmere.replace(interests=interests, scores=scores[scores["person"] != "S08"])
    assert (recusals(case)["person"] == "S08").sum() == 24
    assert set(standing(case).words.loc["S08"]) == {"recused"}


def test_who_has_left(northmere):
    gone = attendance(northmere)["gone"]
    assert gone.index[gone].tolist() == ["S03"]
    acts = [("attendance", "S03", "arrived"), ("attendance", "S05", "left")]
    gone = attendance(with_acts(northmere, *acts))["gone"]
    assert gone.index[gone].tolist() == ["S05"]
    back = [*acts, ("attendance", "S05", "arrived")]
    assert not attendance(with_acts(northmere, *back))["gone"].any()


def test_times_are_read_as_times(northmere):
    people = northmere.people
    people["attends_to"] = ["9:30", "16:30"] + [None] * 12
    gone = attendance(northmere.replace(people=people))["gone"]
    assert gone.index[gone].tolist() == [people["person"].iloc[0]]


def test_coverage_counts_every_group_and_says_it(northmere):
    table = coverage(northmere)
    assert table.loc["public", ["people", "left", "missing"]].tolist() == [4, 1, 96]
    answers = table[["scored", "dont_know", "recused", "missing"]].sum(axis=1)
    assert (answers == table["people"] * 24 * 7).all()
    assert table.loc["clinicians", "recused"] == 14
    assert "4 people, 1 has left" in table.loc["public", "words"]


def test_coverage_names_what_a_role_has_not_scored(northmere):
    scores = northmere.scores
    gone = scores["person"].isin(["S05", "S09"]) & (scores["criterion"] == "C5")
    table = coverage(northmere.replace(scores=scores[~gone]), by="role")
    assert table.loc["patient", "silent"] == ("C5",)
    assert table.loc["patient", "words"].endswith("No score of theirs on C5.")
    assert table.loc["patient", "people"] == 2 and table.loc["carer", "people"] == 3


def test_a_room_without_voice_groups_is_one_panel(northmere):
    tables = {name: table for name, table in northmere.tables.items() if name != "voice_groups"}
    table = coverage(Case(tables))
    assert list(table.index) == ["panel"] and table.loc["panel", "people"] == 14


def test_before_anybody_scored(northmere):
    empty = northmere.replace(scores=northmere.scores.iloc[:0])
    assert set(standing(empty).words.to_numpy().ravel()) == {"missing", "recused"}
    assert coverage(empty)["scored"].sum() == 0

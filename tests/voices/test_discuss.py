"""What should the room discuss next? On Northmere and under shuffling."""

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.portfolio import thresholds
from wcc_prioritise.tables import InputError
from wcc_prioritise.voices import discuss_next, does_it_matter, for_the_room

PLANTED = {("P04", "C3"), ("P09", "C3"), ("P16", "C3"), ("P17", "C7"), ("P19", "C7"), ("P20", "C7")}


@pytest.fixture(scope="module")
def listed(portfolio):
    return discuss_next(portfolio)


def test_the_planted_split_criteria_head_the_list_of_split_cells(listed):
    split = listed[listed["label"] == "split"]
    cells = list(zip(split["candidate"], split["criterion"], strict=True))
    assert set(split["criterion"]) == {"C3", "C7"} and cells[0] == ("P04", "C3")
    assert set(cells) == PLANTED - {("P19", "C7")}  # the draw left that one mixed
    after = listed[listed["loss"] == 0]
    assert (after["label"].head(len(split) - 1) == "split").all()
    top = listed.head(len(PLANTED) + 1)
    assert set(zip(top["candidate"], top["criterion"], strict=True)) >= PLANTED


def test_each_crossing_is_somebody_whose_score_changes_the_set(northmere, portfolio, listed):
    for row in listed[listed["crosses"] > 0].itertuples():
        mine = northmere.scores.query(
            "candidate == @row.candidate and criterion == @row.criterion"
        )["score"].dropna()
        matters = [does_it_matter(portfolio, row.candidate, row.criterion, s) for s in mine]
        assert sum(m.moves for m in matters) == row.crosses
        losses = [abs(m.worth - m.threshold) if m.moves else 0.0 for m in matters]
        assert row.loss == pytest.approx(np.mean(losses))
        assert row.because == "it changes the set" and "would bring it in" in row.why
    assert set(listed.loc[listed["crosses"] == 0, "loss"]) == {0.0}


def test_order_is_by_loss_then_split_then_spread(listed):
    heavy, narrow = -listed["loss"].round(9), -listed["spread"].round(9)
    keys = list(zip(heavy, listed["label"] != "split", narrow, strict=True))
    assert keys == sorted(keys)
    assert list(listed["order"]) == list(range(1, len(listed) + 1)) and len(listed) == 24 * 7


def test_the_smaller_side_speaks_first(northmere, listed):
    row = listed.iloc[0]
    mine = northmere.scores.query("candidate == 'P04' and criterion == 'C3'")["score"].dropna()
    high = int((mine > mine.mean()).sum())
    assert high < len(mine) / 2
    assert row["minority_first"] == f"the high scores ({high} people)"


def test_what_groups_name_is_discussed_whatever_the_list_says(portfolio, with_acts, chosen_from):
    acts = [
        {"act": "discuss", "group": "public", "candidate": "P15"},
        {"act": "discuss", "group": "partners", "candidate": "P15"},
        {"act": "discuss", "group": "clinicians", "candidate": "P18", "criterion": "C5"},
    ]
    listed = discuss_next(chosen_from(with_acts(*acts)), most=3)
    assert list(listed["candidate"]) == ["P15", "P18", "P04"]
    assert list(listed["because"]) == [
        "named by partners, public",
        "named by clinicians",
        "it changes the set",
    ]
    assert listed["criterion"].iloc[1] == "C5"
    assert len(discuss_next(portfolio, most=1, named={"public": ["P15", "P02"]})) == 2
    with pytest.raises(InputError, match="candidate 'P99'"):
        discuss_next(portfolio, named={"public": "P99"})


def test_the_withdrawn_person_counts_nowhere(northmere, portfolio, listed):
    row = listed.query("candidate == 'P12' and criterion == 'C3'").iloc[0]
    assert row["scored"] == 13 == northmere.scores.query(
        "candidate == 'P12' and criterion == 'C3' and person != 'S10'"
    )["score"].notna().sum()  # fmt: skip


def test_order_of_people_and_candidates_never_matters(northmere, portfolio, chosen_from, listed):
    rng, first = np.random.default_rng(3), portfolio
    shuffled = northmere.replace(
        candidates=northmere.candidates.iloc[rng.permutation(24)],
        scores=northmere.scores.iloc[rng.permutation(len(northmere.scores))],
        people=northmere.people.iloc[::-1],
    )
    portfolio = chosen_from(shuffled)
    again = discuss_next(portfolio)
    pd.testing.assert_frame_equal(again, listed, rtol=1e-9)
    before = thresholds(first).set_index("candidate")["threshold"]
    after = thresholds(portfolio).set_index("candidate")["threshold"]
    pd.testing.assert_series_equal(after.sort_index(), before.sort_index(), rtol=1e-7, atol=1e-6)


def test_where_all_say_the_same_nothing_matters(rescored, chosen_from):
    case = rescored((lambda s: s["candidate"] == "P04", 55))
    cells = discuss_next(chosen_from(case)).query("candidate == 'P04'")
    assert (cells["crosses"] == 0).all() and (cells["loss"] == 0).all()
    assert (cells["minority_first"] == "").all()


def test_what_few_people_said_is_not_shown(northmere, chosen_from):
    """Of two the console sees no ends either; of three the room does not even see a side."""
    scores = northmere.scores
    cells = scores["candidate"].eq("P22") & scores["criterion"].isin(["C8", "C9"])
    kept = scores["person"].isin(["S01", "S02"]) | (
        scores["person"].eq("S04") & scores["criterion"].eq("C9")
    )
    listed = discuss_next(chosen_from(northmere.replace(scores=scores[~cells | kept])))
    few = listed.query("candidate == 'P22' and criterion in ['C8', 'C9']").set_index("criterion")
    assert few["scored"].to_dict() == {"C8": 2, "C9": 3}
    assert few.loc["C8", ["lowest", "highest", "spread"]].isna().all()
    assert few.loc["C9", ["lowest", "highest", "spread"]].notna().all()
    assert few.at["C9", "minority_first"] != ""
    assert for_the_room(few.reset_index())["minority_first"].tolist() == ["", ""]


def test_the_room_sees_what_to_talk_about_and_no_score_of_anybody(listed):
    room = for_the_room(listed)
    assert list(room["order"]) == list(listed["order"])
    gone = {"scored", "pooled", "lowest", "highest", "spread", "crosses", "loss"}
    assert set(listed.columns) - set(room.columns) == gone
    told = room[["label", "minority_first", "why", "because"]].astype(str)
    assert not told.map(lambda words: any(c.isdigit() for c in words)).any(axis=None)
    assert room["why"].iloc[0].startswith("Out of the set now; what people said of it could bring")
    assert room["minority_first"].iloc[0] == "the high scores"


def test_a_room_that_judged_nothing_has_nothing_to_discuss(short):
    measured = short.criteria.query("kind == 'measured'")
    case = short.replace(
        criteria=measured,
        scores=short.scores.iloc[:0],
        swings=short.swings[short.swings["criterion"].isin(measured["criterion"])],
        chances=short.chances[short.chances["criterion"].isin(measured["criterion"])],
        evidence=short.evidence.iloc[:0],
    )
    portfolio = wcc.select(wcc.appraise(case), limits={"candidates": 3})
    assert discuss_next(portfolio).empty and for_the_room(discuss_next(portfolio)).empty

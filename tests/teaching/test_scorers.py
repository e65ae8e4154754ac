"""Do simulated scorers behave as their characters say?"""

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import CHARACTERS, simulate


def means(case):
    return case.scores.groupby("person")["score"].mean()


def test_the_same_seed_gives_the_same_answers_and_another_others(short):
    assert simulate(short, seed=1) == simulate(short, seed=1)
    assert simulate(short, seed=1) != simulate(short, seed=2)


def test_harsh_and_lenient_lie_on_their_sides_of_the_room(short):
    drawn = means(simulate(short, seed=1, characters={"S01": "harsh", "S02": "lenient"}))
    others = drawn.drop(["S01", "S02"]).mean()
    assert drawn["S01"] < others - 8 and drawn["S02"] > others + 8


def test_one_characters_answers_do_not_move_anybody_elses(short):
    plain = simulate(short, seed=1).scores
    harsh = simulate(short, seed=1, characters={"S01": "harsh"}).scores
    same = plain["person"] != "S01"
    assert (
        plain[same]
        .reset_index(drop=True)
        .equals(harsh[harsh["person"] != "S01"].reset_index(drop=True))
    )


def test_a_gamer_lifts_one_candidate_over_all_its_rivals(short):
    scores = simulate(short, seed=1, characters={"S01": "gamer"}).scores
    by = scores[scores["person"] == "S01"].groupby("candidate")["score"].mean()
    assert (by > 90).sum() == 1 and (by < 20).sum() == len(by) - 1


def test_a_dominant_scorer_stays_at_the_ends(short):
    scores = simulate(short, seed=1, characters={"S01": "dominant"}).scores
    mine = scores.loc[scores["person"] == "S01", "score"]
    assert ((mine < 35) | (mine > 65)).all()


def test_an_unsure_scorer_says_so_and_a_leaver_leaves_half_the_criteria(short):
    scores = simulate(short, seed=1, characters={"S01": "unsure", "S02": "leaver"}).scores
    unsure = scores[scores["person"] == "S01"]
    assert 0 < unsure["score"].isna().mean() < 0.5
    assert scores[scores["person"] == "S02"]["criterion"].nunique() == 2


def test_who_may_not_score_a_candidate_does_not(short):
    scores = simulate(short, seed=1).scores
    barred = short.interests[short.interests["effect"] != "none"]
    pairs = set(zip(scores["person"], scores["candidate"], strict=True))
    assert not pairs & set(zip(barred["person"], barred["candidate"], strict=True))


def test_unknown_people_and_characters_are_told(short):
    with pytest.raises(InputError, match="person 'S99'"):
        simulate(short, seed=1, characters={"S99": "harsh"})
    with pytest.raises(InputError, match="Did you mean 'harsh'"):
        simulate(short, seed=1, characters={"S01": "hrash"})
    assert set(CHARACTERS) >= {"dominant", "harsh", "gamer", "leaver"}

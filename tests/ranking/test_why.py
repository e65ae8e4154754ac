"""Why a candidate stands where it stands: the words, and changes that are exactly enough."""

import re

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.ranking import distances, dominance, lifts, rank, why
from wcc_prioritise.tables import InputError


@pytest.fixture(scope="module")
def ranking(appraisal):
    return rank(appraisal)


def test_the_change_named_is_exactly_enough(ranking, appraisal):
    """Every judged change, put into the room's score, draws level; a little less does not."""
    table = lifts(ranking, "P11")
    above = distances(ranking).at["P11", "above"]
    judged = appraisal.case.criteria.query("kind == 'judged'")["criterion"]
    tried = table[table["criterion"].isin(judged) & table["needed"].notna()]
    assert len(tried) >= 3
    for row in tried.head(2).itertuples():
        lifted = appraisal.with_score("P11", row.criterion, row.needed).value
        assert lifted["P11"] == pytest.approx(lifted[above], abs=1e-9)
        short = appraisal.with_score("P11", row.criterion, row.needed - 0.01).value
        assert short["P11"] < short[above]
    beyond = table.loc[table["needed"].isna(), "criterion"]
    for code in sorted(set(beyond) & set(judged))[:1]:
        assert appraisal.with_score("P11", code, 100).value["P11"] < appraisal.value[above]


def test_the_words_name_place_reasons_and_what_would_lift_it(ranking):
    said = why(ranking, "P11")
    place = int(ranking.table.set_index("candidate").at["P11", "rank"])
    assert f"stands {place}th of 24" in said
    assert "it gains most: 5 points on C8 (Lasting effect) and 2 points on C6" in said
    assert "It loses most: 4 points on C4 (Safety) and 3 points on C2 (Fairness)." in said
    assert ") is next above, by 1 point. Beside it P11 loses most: 6 points on C4 (Safety)." in said
    assert "would lift it level with P14: C1 (Health gain) from 96 to 121.8. Or C2" in said
    assert "Or a larger change on one of 4 other criteria. Not enough even at its best: C6" in said
    assert why(ranking, ranking.table["candidate"].iloc[0]).endswith("Nothing stands above it.")


def test_the_words_are_short_sentences_in_whole_points(ranking):
    for code in ranking.table["candidate"]:
        sentences = why(ranking, code).removesuffix(".").split(". ")
        assert len(sentences) >= 4
        assert max(len(sentence.split()) for sentence in sentences) <= 32


def test_a_score_that_is_said_to_be_enough_is_enough(ranking, appraisal):
    table = lifts(ranking, "P11").set_index("criterion")
    above = distances(ranking).at["P11", "above"]
    found = re.findall(r"(C[2-9]) \([^)]*\) from (\d+) to (\d+)\.", why(ranking, "P11"))
    assert len(found) == 2  # C1 is measured, so it is said in its own units
    for code, now, then in found:
        figure, needed = table.loc[code, ["figure", "needed"]]
        assert int(now) == round(figure) and int(then) - 1 < needed <= int(then)
        lifted = appraisal.with_score("P11", code, int(then)).value
        assert lifted["P11"] >= lifted[above] - 1e-9


def test_the_band_above_has_its_own_change(ranking):
    codes = ranking.table["candidate"]
    bands = pd.Series(np.arange(len(codes)) // 6 + 1, index=codes)
    lowest, next_to_it, last = codes.iloc[[5, 6, 11]]
    said = why(ranking, last, bands)
    assert "It stands in band 2 of 4." in said
    assert f"The lowest of band 1, the next above, is {lowest}. One change alone would" in said
    assert f"lift it level with {lowest}: " in said
    assert why(ranking, next_to_it, bands).endswith(f"the next above, is {lowest}.")
    assert why(ranking, codes.iloc[3], bands).endswith("It stands in band 1 of 4.")


@pytest.mark.parametrize("bands", [[1, 2], pd.Series({"P01": 1})])
def test_bands_of_others_are_refused(ranking, bands):
    with pytest.raises(InputError, match="bands of other candidates than the ranking"):
        why(ranking, "P11", bands)


def test_distances_are_between_neighbours(ranking):
    table, value = distances(ranking), ranking.table["value"].to_numpy()
    assert table["up"].iloc[1:].to_numpy() == pytest.approx(-np.diff(value))
    assert table["down"].iloc[:-1].to_numpy() == pytest.approx(-np.diff(value))
    assert np.isnan(table["up"].iloc[0]) and pd.isna(table["above"].iloc[0])


def test_a_grade_moves_by_whole_grades(ranking, northmere):
    needed = lifts(ranking, "P11").set_index("criterion").at["C6", "needed"]
    assert np.isnan(needed)  # it has grade A already
    other = next(c for c in northmere.candidates.query("grade == 'C'")["candidate"])
    found = lifts(ranking, other).set_index("criterion").at["C6", "needed"]
    assert np.isnan(found) or found in (65.0, 90.0)


@pytest.mark.parametrize(
    ("asked", "words"), [(("P111",), "no candidate called 'P111'"), (("P11", "P24"), "not stand")]
)
def test_what_cannot_be_told_is_said(ranking, asked, words):
    with pytest.raises(InputError, match=words):
        lifts(ranking, *asked)


def test_dominance_holds_for_every_pair_and_misses_none(appraisal):
    pairs = dominance(appraisal)
    v = appraisal.values
    found = set(zip(pairs["better"], pairs["worse"], strict=True))
    for a in v.index:
        for b in v.index.drop(a):
            better = bool((v.loc[a] >= v.loc[b]).all() and (v.loc[a] > v.loc[b]).any())
            assert ((a, b) in found) == better
    row = pairs.iloc[0]
    assert all(v.at[row["better"], c] > v.at[row["worse"], c] for c in row["better_on"])


def test_a_value_that_is_not_known_has_no_rank_but_possible_places(northmere):
    scores = northmere.scores.query("not (candidate == 'P05' and criterion == 'C4')")
    appraisal = wcc.appraise(northmere.replace(scores=scores), missing="bounds")
    table = rank(appraisal).table.set_index("candidate")
    assert pd.isna(table.at["P05", "rank"]) and table.index[-1] == "P05"
    assert table.at["P05", "rank_best"] <= table.at["P05", "rank_worst"]
    for score, end in ((0, "rank_worst"), (100, "rank_best")):
        known = rank(appraisal.with_score("P05", "C4", score)).table.set_index("candidate")
        assert known.at["P05", "rank"] == table.at["P05", end]
    with pytest.raises(InputError, match="not known"):
        why(rank(appraisal), "P05")

"""What the room should know before it trusts the set."""

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.portfolio import best_set
from wcc_prioritise.voices import cautions, discuss_next, down_the_list
from wcc_prioritise.voices.cautions import weak_evidence, worth_noise


def test_funding_down_the_list_600_thousand():
    """Worked number: stop 70, skip 92, by ratio 92, best set B + D + E 132."""
    worth = pd.Series({"A": 70.0, "B": 62, "C": 55, "D": 40, "E": 30, "F": 22})
    costs = pd.DataFrame({"cost": [500.0, 300, 290, 180, 120, 60]}, index=worth.index)
    limits, ratio = {"cost": 600}, (worth / costs["cost"]).sort_values(ascending=False).index
    bought = [
        down_the_list("ABCDEF", costs, limits, skip=False),
        down_the_list("ABCDEF", costs, limits, skip=True),
        down_the_list(ratio, costs, limits, skip=True),
    ]
    assert [worth[list(codes)].sum() for codes in bought] == [70, 92, 92]
    best = best_set(worth, costs, limits)
    assert best.chosen == ("B", "D", "E") and best.worth == 132


def test_northmere_is_warned_of_the_list_and_of_nothing_else(portfolio):
    found = cautions(portfolio).set_index("check")
    assert list(found.index) == ["down the list"]
    assert "The chosen set is worth 265" in found.at["down the list", "seen"]


def test_the_other_counting_rule_is_shown_only_when_it_changes_the_set(
    portfolio, rescored, chosen_from
):
    moves = portfolio.readings[portfolio.readings["reading"].str.contains("pooled by")]
    assert not any(map(len, [*moves["enters"], *moves["leaves"]]))

    def cell(s):
        return (s["candidate"] == "P04") & s["criterion"].isin(["C3", "C4"])

    partners = ["S04", "S07", "S12"]  # three people, and one group of four
    case = rescored((cell, 62), (lambda s: cell(s) & s["person"].isin(partners), 100))
    other = chosen_from(case)
    found = cautions(other)
    rows = other.readings[other.readings["reading"].str.contains("pooled by")]
    differ = [r.reading for r in rows.itertuples() if r.enters or r.leaves]
    assert list(found.loc[found["check"] == "people or groups", "about"]) == differ


def test_near_ties_at_the_edge_of_the_set(northmere):
    """P20 is made a twin of P19, and only one may be chosen."""
    twins = northmere.candidates
    fields = ["people", "gain", "duration", "grade", "first_benefit", "full_benefit"]
    first = twins[twins["candidate"] == "P19"]
    twins.loc[twins["candidate"] == "P20", fields] = first[fields].to_numpy()
    rest = northmere.scores[northmere.scores["candidate"] != "P20"]
    copied = rest[rest["candidate"] == "P19"].assign(candidate="P20")
    scores = pd.concat([rest, copied])
    said = scores["score"].astype(object).where(scores["score"].notna(), "don't know")
    case = northmere.replace(candidates=twins, scores=scores.assign(score=said))
    tied = wcc.select(wcc.appraise(case), limits={"candidates": 1})
    row = cautions(tied).set_index("check").loc["near tie"]
    (chosen,) = tied.chosen
    (other,) = {"P19", "P20"} - {chosen}
    assert row["seen"] == f"{chosen} (in) and {other} (out) cannot be separated on these scores."
    assert "tie-break agreed beforehand: the candidate that reaches more people" in row["do"]


@pytest.mark.slow
def test_noise_is_the_jackknife_of_whole_appraisals(portfolio, appraisal):
    worths = []
    for person in appraisal.case.people["person"]:
        worths.append(appraisal.without(person=person).worth)
    table = pd.concat(worths, axis=1)
    n = table.shape[1]
    away = table.sub(table.mean(axis=1), axis=0)
    expected = ((n - 1) / n * (away**2).sum(axis=1)) ** 0.5
    assert worth_noise(portfolio).to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-6)


def test_weak_evidence_where_it_decides(northmere, chosen_from):
    candidates, measures = northmere.candidates, northmere.measures
    candidates.loc[candidates["candidate"] == "P23", "grade"] = "D"
    candidates.loc[candidates["candidate"] == "P23", "people"] *= 2
    portfolio = chosen_from(northmere.replace(candidates=candidates))
    cells = discuss_next(portfolio)
    decides = set(cells.loc[cells["crosses"] > 0, "candidate"])
    weak = weak_evidence(portfolio).set_index("about")
    assert "P23" in decides and weak.at["P23", "seen"].endswith("and its evidence is opinion.")
    assert set(weak["check"]) == {"weak evidence"}
    first = (measures["candidate"] == "P10") & (measures["criterion"] == "C1")
    measures.loc[first, "high"] = 800.0
    found = weak_evidence(chosen_from(northmere.replace(measures=measures)))
    row = found[found["about"] == "P10"].iloc[0]
    assert row["seen"].endswith("Health gain between its low and its high figure.")

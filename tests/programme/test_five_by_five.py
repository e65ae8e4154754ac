"""Are risks scored by people alone, and prompts marked as prompts?"""

import pytest

from wcc_prioritise.programme import risk_list, schedule
from wcc_prioritise.programme.five_by_five import band_of


@pytest.mark.parametrize(
    ("score", "band"),
    [(1, "low"), (3, "low"), (4, "moderate"), (6, "moderate"), (8, "high"), (12, "high"),
     (15, "very high"), (25, "very high"), (float("nan"), "not scored")],
)  # fmt: skip
def test_bands(score, band):
    assert band_of(score) == band


def test_every_product_of_two_fives_has_a_band():
    scores = {i * j for i in range(1, 6) for j in range(1, 6)}
    assert {band_of(score) for score in scores} == {"low", "moderate", "high", "very high"}


def test_score_band_and_what_is_missing(full):
    table = risk_list(full).table.set_index("risk")
    assert table.at["no radiographer on Sunday", "score"] == 16
    assert table.at["no radiographer on Sunday", "band"] == "very high"
    assert table.at["no radiographer on Sunday", "warning"] == ""
    assert table.at["scanner fails", "warning"] == "no owner"
    assert table.at["no instructors", "band"] == "not scored"
    assert table.at["no instructors", "warning"] == "no impact and no owner"
    assert table["score"].iloc[0] == 16  # the highest first


def test_prompts_come_from_the_record_and_carry_no_score(programme, gaps):
    prompts = risk_list(programme, gaps).prompts
    assert list(prompts.columns) == ["candidate", "name", "prompt", "from"]
    said = prompts.set_index("candidate")["prompt"]
    assert (prompts[prompts["from"] == "gates"]["candidate"]).nunique() == 9
    assert any("at most 243 at the upper" in words for words in said["P01"])
    assert any("No lead time is left" in words for words in said["P07"])
    assert risk_list(programme, gaps).not_looked_at == ()
    assert risk_list(programme).table.empty


def test_what_was_not_given_is_not_prompted_and_says_so(portfolio):
    found = risk_list(schedule(portfolio, "2027-04", 12))
    assert len(found.not_looked_at) == 2
    assert not set(found.prompts["from"]) & {"indicators", "schedule, capacity"}


def test_late_weak_and_tied_projects_are_prompted(northmere):
    import wcc_prioritise as wcc

    candidates = northmere.candidates
    weak = candidates["candidate"].isin(["P08"])
    candidates["grade"] = candidates["grade"].mask(weak, "D")
    evidence = northmere.evidence.query("candidate != 'P08'")
    case = northmere.replace(candidates=candidates, evidence=evidence)
    chosen = wcc.select(
        wcc.appraise(case), limits={"gross_3yr": 9_000}, must=["P23", "P08", "P07", "P24", "P19"]
    )
    said = (
        risk_list(schedule(chosen, "2027-04", 20))
        .prompts.groupby("candidate")["prompt"]
        .agg(" ".join)
    )
    assert "after the closing date 30 September 2026" in said["P23"]
    assert "opinion alone (grade D)" in said["P08"]
    assert "can't begin before P07 has ended" in said["P08"]
    assert "Part of its worth comes through P24 (a pulse found" in said["P19"]

"""The minority report: drafted from what was said, published only where accepted."""

from types import SimpleNamespace as Like

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.judgement import counted_scores
from wcc_prioritise.voices import minority_report
from wcc_prioritise.voices.minority import _reasons
from wcc_prioritise.voices.rooms import alone


@pytest.fixture(scope="module")
def report(portfolio):
    return minority_report(portfolio)


def accepted(text, **more):
    return {"act": "minority text accepted", "text": text, **more}


def test_the_lines_speak_for_groups_that_would_have_chosen_otherwise(report, portfolio):
    lines = report.lines
    assert set(lines["group"]) == {"clinicians"}
    first = lines[lines["candidate"] == "P04"].set_index("part")["text"]
    assert "By themselves, clinicians would have chosen P04" in first["what they would have done"]
    assert first["what would change their mind"].startswith("Evidence on Experience of care")
    assert first["what would change their mind"].endswith("they score it higher than the room.")
    voice, room = alone(portfolio, "clinicians"), portfolio.appraisal
    apart = (voice.figures - room.figures).loc["P04"].astype(float)
    assert apart.drop("C1").idxmax() == "C3"


def test_no_figure_of_a_group_stands_in_the_report(report):
    """Beside the room's mean it would be the group's, which may not be told in every cell."""
    minds = report.lines[report.lines["part"] == "what would change their mind"]["text"]
    assert not minds.str.contains(r"\d+ points").any()


def test_a_cell_that_one_of_the_group_scored_is_not_told_by_its_side(northmere, chosen_from):
    """Of the clinicians S01 alone scores P04 on C3: where they stand there is where S01 stands."""
    scores = northmere.scores
    others = scores["person"].isin(["S06", "S10", "S13"])
    bare = scores[~((scores["candidate"] == "P04") & (scores["criterion"] == "C3") & others)]
    said = bare["score"].astype(object).where(bare["score"].notna(), "don't know")
    portfolio = chosen_from(northmere.replace(scores=bare.assign(score=said)))
    lines = minority_report(portfolio).lines
    mine = lines[(lines["group"] == "clinicians") & (lines["candidate"] == "P04")]
    assert len(mine) and not mine["text"].str.startswith("Evidence on Experience of care").any()


def test_reasons_are_quoted_without_their_person(report, northmere):
    why = report.lines[report.lines["part"] == "why"].set_index("candidate")["text"]
    given = northmere.scores[northmere.scores["person"].isin(["S01", "S06", "S10", "S13"])]
    for code, text in why.items():
        reasons = set(given[given["candidate"] == code]["reason"].dropna())
        asked = text.startswith("No reason for this view of")
        assert asked or all(part.strip("“”") in reasons for part in text.split("; "))
    said = " ".join(report.lines["text"])
    assert not any(f"S{i:02d}" in said for i in range(1, 15))


def test_only_reasons_on_the_side_of_the_dissent_are_quoted(northmere, chosen_from):
    """The clinicians want P04 and would leave P16 out; beside a high score stands one for it."""
    scores = northmere.scores.assign(reason=None)
    counted = counted_scores(northmere)
    theirs = counted[counted["person"].isin(["S01", "S06", "S10", "S13"])]
    for code in ("P04", "P16"):
        own = theirs.loc[theirs["candidate"] == code, "score"]
        assert own.min() < 50 < 80 < own.max()
        scores.loc[own.idxmax(), "reason"] = f"for {code}"
        scores.loc[own.idxmin(), "reason"] = f"against {code}"
    said = scores["score"].astype(object).where(scores["score"].notna(), "don't know")
    report = minority_report(chosen_from(northmere.replace(scores=scores.assign(score=said))))
    why = report.lines[report.lines["part"] == "why"].set_index("candidate")["text"]
    assert (why["P04"], why["P16"]) == ("\u201cfor P04\u201d", "\u201cagainst P16\u201d")
    assert why["P22"].startswith("No reason for this view of")


def test_a_reason_beside_a_score_on_the_other_side_of_the_room_is_not_quoted(portfolio):
    """Above the middle but below the room is no score for a candidate."""
    asked = portfolio.appraisal
    scores = counted_scores(asked.case).dropna(subset=["score"])
    room = asked.figures.stack().reindex(
        pd.MultiIndex.from_frame(scores[["candidate", "criterion"]])
    )
    torn = scores[(scores["score"] > 50) & (scores["score"] < room.to_numpy(float))].iloc[0]
    given = scores.assign(reason=None)
    given.loc[torn.name, "reason"] = "fair, no more"
    stand_in = Like(appraisal=Like(case=asked.case.replace(scores=given), figures=asked.figures))
    for wanted in (True, False):
        said = _reasons(stand_in, {torn["person"]}, torn["candidate"], wanted)
        assert said.startswith("No reason for this view of")


def test_only_accepted_lines_are_published(report, with_acts, chosen_from):
    assert report.published.empty and "0 accepted" in repr(report)
    first, second = report.lines["line"].iloc[0], report.lines["text"].iloc[1]
    again = minority_report(chosen_from(with_acts(accepted(first), accepted(second))))
    assert list(again.published["text"]) == list(report.lines["text"].head(2))
    assert list(again.lines["line"]) == list(report.lines["line"])


def test_a_group_accepts_its_own_lines_and_nobody_else_s(report, with_acts, chosen_from):
    first, second, third = report.lines["line"].head(3)
    case = with_acts(
        accepted(first, group="partners"), accepted(second, group="clinicians"), accepted(third)
    )
    assert list(minority_report(chosen_from(case)).published["line"]) == [second, third]


def test_a_group_may_write_its_own_words_and_a_stale_code_is_no_words(with_acts, chosen_from):
    own = accepted("We see this in clinic every week.", group="clinicians", candidate="P04")
    stale = accepted("0123456789ab", group="clinicians")
    published = minority_report(chosen_from(with_acts(own, stale))).published
    assert published[["group", "candidate", "part", "text"]].to_numpy().tolist() == [
        ["clinicians", "P04", "in their own words", "We see this in clinic every week."]
    ]


def regrouped(northmere, **groups):
    """Put these roles into groups of their own, and all the others into one."""
    of = {role: group for group, roles in groups.items() for role in roles}
    roles = northmere.voice_groups["role"]
    return northmere.replace(voice_groups=northmere.voice_groups.assign(
        group=[of.get(role, "rest") for role in roles]
    ))  # fmt: skip


def test_a_small_voice_is_asked_in_words_without_numbers(northmere, chosen_from):
    portfolio = chosen_from(regrouped(northmere, two=["GP", "consultant"]))
    lines = minority_report(portfolio).lines
    small = lines[lines["group"] == "a smaller voice"]
    would = wcc.select(alone(portfolio, "two"), **portfolio.arguments).chosen
    assert len(small) == 1 and set(would) != set(portfolio.chosen)
    assert small["candidate"].iloc[0] == "" and small["status"].iloc[0] == "draft"
    assert not any(character.isdigit() for character in small["text"].iloc[0])
    assert set(lines["group"]) <= {"a smaller voice", "rest"}


def test_small_groups_of_three_people_together_speak_together(northmere, chosen_from):
    case = regrouped(northmere, one=["GP"], two=["consultant"], three=["therapist"])
    groups = set(minority_report(chosen_from(case)).lines["group"])
    assert "one and two and three" in groups or "a smaller voice" not in groups
    assert not groups & {"one", "two", "three"}


def test_a_group_that_agrees_has_no_lines(report):
    assert "public" not in set(report.lines["group"])

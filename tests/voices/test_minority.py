"""The minority report: drafted from what was said, published only where accepted."""

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.voices import minority_report
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
    voice, room = alone(portfolio, "clinicians"), portfolio.appraisal
    apart = voice.figures.at["P04", "C3"] - room.figures.at["P04", "C3"]
    assert f"{apart:.0f} points higher" in first["what would change their mind"]


def test_reasons_are_quoted_without_their_person(report, northmere):
    why = report.lines[report.lines["part"] == "why"].set_index("candidate")["text"]
    given = northmere.scores[northmere.scores["person"].isin(["S01", "S06", "S10", "S13"])]
    for code, text in why.items():
        reasons = set(given[given["candidate"] == code]["reason"].dropna())
        assert all(part.strip("“”") in reasons for part in text.split("; ")) or not reasons
    said = " ".join(report.lines["text"])
    assert not any(f"S{i:02d}" in said for i in range(1, 15))


def test_only_accepted_lines_are_published(report, with_acts, chosen_from):
    assert report.published.empty and "0 accepted" in repr(report)
    first, second = report.lines["line"].iloc[0], report.lines["text"].iloc[1]
    again = minority_report(chosen_from(with_acts(accepted(first), accepted(second))))
    assert list(again.published["text"]) == list(report.lines["text"].head(2))
    assert list(again.lines["line"]) == list(report.lines["line"])


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

import pytest

from wcc_prioritise.case import Case
from wcc_prioritise.exports.public_tables import without_figures
from wcc_prioritise.exports.public_words import LEFT_OUT, Discreet, half_day
from wcc_prioritise.tables import Table


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-10-14T11:59:59.999999+00:00", "14 October 2026, morning"),
        ("2026-10-14T12:00:00.000000+00:00", "14 October 2026, afternoon"),
    ],
)
def test_a_moment_is_no_finer_than_the_half_day(at, words):
    assert half_day(at) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "He rang at 09:31 and 14:05:07.123456 UTC.",
            "He rang at (time left out) and (time left out).",
        ),
        ("from 9.15 am to 4pm", "from (time left out) to (time left out)"),
        ("2026-10-14T15:45:06.000000+00:00", "2026-10-14T(time left out)+(time left out)"),
        ("a ratio of 1:5, £3.50 and 24 people", "a ratio of 1:5, £3.50 and 24 people"),
        ("Thorax 2017;12:53 and 2001; 9:11-12", "Thorax 2017;12:53 and 2001; 9:11-12"),
        ("seal " + "0af1" * 16, "seal (seal left out)"),
        ("as s04 said", LEFT_OUT),
        ("S04", LEFT_OUT),
        ("US04 and S041", "US04 and S041"),
        ("P01", "P01"),
        (None, ""),
        (float("nan"), ""),
        (40.0, "40"),
        (("GPs", "council"), "GPs; council"),
    ],
)
def test_a_cell_as_it_may_be_published(short, text, words):
    assert Discreet(short)(text) == words


def test_a_token_that_is_a_code_of_something_else_is_no_token(short):
    people = short.people.replace({"person": {"S01": "P01", "S02": "7"}})
    case = Case({**short.tables, "people": Table("people", "people", people, ())})
    assert Discreet(case)("P01 has 7 places") == "P01 has 7 places"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "By themselves, clinicians would have chosen P04 Pain (7-day): it stands in place 3 of "
            "their order and 12 of the room's.",
            "By themselves, clinicians would have chosen P04 Pain (7-day).",
        ),
        (
            "Evidence on Safety, where they score it 12 points lower than the room.",
            "Evidence on Safety, where they score it lower than the room.",
        ),
        ("“local audit, 2025”", "“local audit, 2025”"),
    ],
)
def test_drafted_lines_lose_a_group_s_own_figures(text, words):
    assert without_figures(text) == words


def test_drafted_lines_are_worded_as_they_are_looked_for(portfolio):
    from wcc_prioritise.voices import minority_report

    lines = minority_report(portfolio).lines
    drafted = lines[lines["part"] == "what they would have done"]["text"]
    assert len(drafted) and all("place" not in without_figures(text) for text in drafted)
    assert not any("points" in without_figures(text) for text in lines["text"])

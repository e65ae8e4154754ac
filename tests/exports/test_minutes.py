import pytest

from wcc_prioritise.exports.content import Heading, Section, Table
from wcc_prioritise.exports.minutes import make, minutes_of
from wcc_prioritise.exports.minutes_day import agenda_section, clock
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="module")
def minutes(northmere_told):
    return minutes_of(northmere_told)


def tables(paper_or_section):
    return [block for block in paper_or_section.blocks if isinstance(block, Table)]


def table(paper, start):
    return next(t for t in tables(paper) if t.caption.partition(". ")[2].startswith(start))


def test_every_section_has_something_under_its_heading(minutes):
    for part in minutes.sections:
        assert isinstance(part, Section)
        assert len([b for b in part.blocks if not isinstance(b, Heading)]) > 0
        assert all(t.rows for t in tables(part))


def test_attendance_is_by_token_with_times(minutes, northmere_told):
    rows = {row[0]: row for row in table(minutes, "Who was there").rows}
    assert set(rows) == set(northmere_told.case.people["person"])
    assert rows["S01"][4] == "09:30"
    assert rows["S03"][5].startswith("12:30 (had to leave")


def test_every_declaration_stands_with_its_effect(minutes, northmere_told):
    rows = table(minutes, "Interests declared").rows
    assert len(rows) == len(northmere_told.case.interests)
    assert ("may speak, does not score" in row[3] for row in rows)
    assert any(row[3] == "withdraws" for row in rows)


def test_reveals_stand_with_time_and_reason(minutes):
    rows = table(minutes, "When answers were revealed").rows
    assert len(rows) == 10
    assert rows[0][0] == "Weights" and rows[0][2] == "10:39"
    assert rows[-1][3].startswith("everybody who wished to has scored again")


def test_what_changed_is_told_in_whole_points(minutes, northmere_told):
    rows = table(minutes, "Mean scores before and after").rows
    later = northmere_told.case.scores
    later = later[later["round"] > 1][["candidate", "criterion"]].drop_duplicates()
    assert len(rows) == len(later)
    assert all(cell.isdigit() or cell == "not told" for row in rows for cell in row[2:4])


def test_reasons_name_nobody(minutes, northmere_told):
    said_by = {row[1] for row in table(minutes, "Reasons on what was discussed").rows}
    assert not said_by & set(northmere_told.case.people["person"])


def test_decision_departure_promise_and_seal_stand(minutes, northmere_told, words_of_word):
    words = " ".join(words_of_word(make(northmere_told)["minutes.docx"]))
    for needed in ("Recommend the computed set", "promised to the public last year",
                   "everyone gets the minutes within a week", "Who pays for transport?",
                   northmere_told.frozen.head.seal, "2,642"):  # fmt: skip
        assert needed in words


def test_without_screens_the_times_are_those_of_entries(northmere_told):
    part = agenda_section(northmere_told)
    assert "No screen of the day is in the record" in part.blocks[1].text
    assert "from 09:30 to 16:30" in part.blocks[1].text
    steps = [row[0] for row in tables(part)[0].rows]
    assert steps[0] == "People arrive and leave" and "Scores, round 2" in steps
    assert "can't be held against its plan" in part.blocks[1].text
    plan = tables(part)[1]
    assert plan.caption == "The plan of a full day, in minutes after its start"
    assert plan.columns == ("Step", "Planned from", "Planned")
    assert plan.rows[3] == ("What we judge by", "70", "30") and len(plan.rows) == 15


def test_with_screens_the_agenda_is_the_screens(short_copy):
    from wcc_prioritise.exports.of_record import OfRecord

    with Workshop(short_copy) as workshop:
        for text in ("welcome", "criteria", "criteria, page 2", "map"):
            workshop.add("screen", by="facilitator", text=text)
        log, against = tables(agenda_section(OfRecord(workshop)))
    assert [row[0] for row in log.rows] == ["Welcome", "Criteria", "Map"]
    rows = {row[0]: row for row in against.rows}
    assert len(rows) == 10 and "the two-hour path" in against.caption
    assert rows["What we judge by"][1:3] == ("10", "10")
    assert rows["What we judge by"][4:] == ("0", "0")
    assert rows["Who leads"][3:] == ("not shown",) * 3
    assert rows["Where we agree, and where we don't"][5] == "not known"  # nothing came after it


def test_an_entry_taken_back_is_told_without_what_was_in_it(minutes):
    part = next(s for s in minutes.sections if s.blocks[0].text == "Entries taken back")
    assert part.blocks[1].items == (
        "Entry 848 (score) was taken back at 11:35: Mistyped (SYNTHETIC).",
    )


def test_the_same_record_gives_the_same_bytes(short_told):
    assert make(short_told) == make(short_told)


def test_a_moment_is_told_in_universal_time():
    assert clock("2026-10-14T10:30:00+01:00") == "09:30"

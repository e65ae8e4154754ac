"""Is what is signed what was frozen, by different people, with what is still owed beside it?"""

import pytest

from wcc_prioritise.tables import InputError


def score(day, person="S01", value=50, **more):
    return day.score("P01", "K2", person=person, score=value, by="driver", **more)


def test_a_freeze_gives_what_goes_on_the_sheet(day):
    score(day)
    before = day.case().fingerprint
    frozen = day.freeze(by="chair", because="the board of 1 October")
    assert frozen.fingerprint == before
    assert frozen.head == day.head
    for part in (before, frozen.head.seal, str(frozen.head.entries), "the board of 1 October"):
        assert part in frozen.words
    assert day.verify(frozen.head.seal, frozen.head.entries).whole
    day.note("later", by="scribe")
    assert day.frozen == frozen
    with pytest.raises(InputError, match="what it is frozen for"):
        day.freeze(by="chair", because=" ")


def test_signatures_of_different_people_on_what_was_frozen(day, before):
    def refused(role, by, words):
        with pytest.raises(InputError, match=words):
            day.sign_off(role, by=by)

    refused("analyst", "A. Analyst", "not frozen")
    day.freeze(by="chair", because="the board")
    refused("tea lady", "x", "one of: analyst, assurer, approver")
    refused("analyst", before.charter.assurer, "somebody who is not the assurer")
    day.sign_off("analyst", by="the analyst")
    refused("assurer", "The Analyst", "somebody who is not the analyst")
    refused("analyst", "another", "signed already by the analyst")
    day.note("tea", by="scribe")
    day.sign_off("assurer", by="a neighbour")
    score(day, because="a sheet found later")
    refused("approver", "director", "1 changes since the freeze|Freeze it again")
    day.freeze(by="chair", because="again")
    assert day.sign_off("approver", by="director").fields["text"] == "approver"
    assert day.frozen.number == 2


def test_the_sheet_says_what_is_still_owed(day):
    day.add("promise", by="a", what="a reply", whom="the carers", due="2026-09-01")
    day.add("promise", by="a", what="a visit", whom="the ward", kept="kept", how="on Monday")
    day.add("comment", by="a", what="late but welcome")
    day.add("comment", by="a", what="thanks", answer="you are welcome")
    day.add("idea", by="a", what="ask the schools", source="a ward", outcome="taken up")
    day.add("challenge", by="a", ground="error", source="a sponsor", what="a wrong cost")
    day.add("parking lot", by="a", text="transport", owner="lead", date="2026-12-01")
    score(day)
    items = day.open_items().set_index("item")
    assert list(items.index) == ["R01", "M01", "I01", "H01", items.index[4], "K2"]
    assert items["late"].tolist() == [True] + [False] * 5
    frozen = day.freeze(by="chair", because="the board")
    owed = (
        "Open when it was frozen: promises 1 (1 late), comments without an answer 1, ideas without "
        "an outcome or thanks 1, challenges without an answer 1, actions with a date 1, answers "
        "not revealed 1."
    )
    assert owed in frozen.words
    day.add("promise", by="a", promise="R01", kept="kept", how="by letter")
    assert day.frozen == frozen  # as it was then
    with pytest.raises(InputError, match="why it was not kept"):
        day.add("promise", by="a", promise="R01", kept="not kept", how=None)


def test_what_changed_since_the_freeze(day):
    with pytest.raises(InputError, match="never frozen"):
        day.difference()
    score(day)
    day.freeze(by="chair", because="the board")
    assert day.difference() == []
    score(day, value=60, because="misread")
    assert day.difference() == [
        "scores: S01 / P01 / K2 / 1, score was 50, is 60",
        "scores: S01 / P01 / K2 / 1, reason was blank, is misread",
    ]

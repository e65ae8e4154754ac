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

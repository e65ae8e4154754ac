import pytest

from wcc_prioritise import __version__
from wcc_prioritise.exports.content import Table
from wcc_prioritise.exports.sign_off import make, sign_off_sheet


@pytest.fixture(scope="module")
def tables(short_told):
    return [b for b in sign_off_sheet(short_told).blocks if isinstance(b, Table)]


def test_the_set_in_the_end_stands_with_how_it_came_in(tables):
    rows = {row[0].split()[0]: row[2] for row in tables[0].rows}
    assert rows["P10"] == "taken in" and rows["P01"] == "chosen by the method"
    assert len(rows) == 7


def test_seal_entries_fingerprint_and_version_stand(short_told, words_of_word):
    words = " ".join(words_of_word(make(short_told)["sign-off.docx"]))
    frozen = short_told.frozen
    for needed in (frozen.head.seal, f"{frozen.head.entries:,}", frozen.fingerprint, __version__):
        assert needed in words


def test_there_is_room_for_chair_approver_and_assurer(tables):
    rows = {row[0]: row for row in tables[-1].rows}
    assert list(rows) == ["Chair", "Approver", "Assurer"]
    assert rows["Chair"][2] == "not yet"
    assert "UTC" in rows["Assurer"][2] and "UTC" in rows["Approver"][2]


def test_what_is_open_does_not_hang_on_the_day_it_is_asked(tables):
    assert tables[1].columns == ("Kind", "Item", "What", "Due")
    assert tables[1].rows[0][1] == "R01"


def test_a_record_that_is_not_frozen_says_so(short, tmp_path):
    from wcc_prioritise.exports.of_record import OfRecord
    from wcc_prioritise.workshop import Workshop

    with Workshop.start(short, tmp_path / "day.wcc") as workshop:
        sheet = sign_off_sheet(OfRecord(workshop))
    said = " ".join(b.text for b in sheet.blocks if hasattr(b, "text"))
    assert "The record is not frozen: freeze it before anybody signs." in said


def test_the_same_record_gives_the_same_bytes(short_told):
    assert make(short_told) == make(short_told)

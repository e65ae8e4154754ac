import re

import pytest

from wcc_prioritise.exports.content import Table
from wcc_prioritise.exports.letters import Letters, make
from wcc_prioritise.exports.record_papers import in_word


@pytest.fixture(scope="module")
def letters(short_told):
    return Letters(short_told)


@pytest.fixture(scope="module")
def files(short_told):
    return make(short_told)


def words(paper):
    return " ".join(
        str(getattr(block, name))
        for block in paper.blocks
        for name in ("text", "items", "rows")
        if hasattr(block, name)
    )


def test_every_candidate_has_a_letter(files, short_told):
    assert list(files) == [f"letters/{code}.docx" for code in short_told.case.names.index]


def test_a_letter_says_band_and_set(letters, short_told):
    for code, stands in (("P01", "is in the set"), ("P08", "is not in the set")):
        said = words(letters.paper(code))
        assert stands in said
        band = short_told.stress.bands[code]
        assert f"stands in band {band} of {short_told.stress.bands.max()}" in said


def test_a_candidate_taken_in_is_in_the_set_and_told_why(letters):
    said = words(letters.paper("P10"))
    assert "is in the set" in said
    assert "The method had it out; it was taken in, because promised to the public" in said


def test_every_criterion_has_a_figure_and_words(letters, short_told):
    table = next(b for b in letters.paper("P10").blocks if isinstance(b, Table))
    assert [row[0].split()[0] for row in table.rows] == list(short_told.case.criteria["criterion"])
    judged = [row for row in table.rows if row[1].endswith(" of 100")]
    assert judged and all(re.fullmatch(r"\d+ of 100", row[1]) for row in judged)
    assert all("“" in row[2] for row in judged)


def test_what_would_have_lifted_it_stands(letters):
    said = words(letters.paper("P10"))
    assert "One change alone would lift it into band 3" in said
    assert "in the best set when its worth is above" in said


def test_reasons_stand_without_persons(letters, short_told):
    said = words(letters.paper("P05"))
    assert "it goes to where people are" in said
    assert not [t for t in short_told.case.people["person"] if re.search(rf"\b{t}\b", said)]


def test_the_sponsor_is_a_role_only_where_the_record_has_one(letters, short_copy):
    from wcc_prioritise.exports.of_record import OfRecord
    from wcc_prioritise.workshop import Workshop

    assert "To the sponsor of P01." in words(letters.paper("P01"))
    with Workshop(short_copy) as workshop:
        workshop.add("stakeholder", by="driver", candidate="P01",
                     stakeholder="executive sponsor for stroke")  # fmt: skip
        said = words(Letters(OfRecord(workshop)).paper("P01"))
    assert "To executive sponsor for stroke." in said


def test_how_to_challenge_names_every_ground(letters):
    from wcc_prioritise.challenge.answering import GROUND_WORDS

    said = words(letters.paper("P01"))
    assert all(ground in said for ground in GROUND_WORDS.values())


def test_the_same_record_gives_the_same_bytes(files, short_told):
    again = Letters(short_told)
    for code in ("P01", "P10"):
        assert in_word(f"letters/{code}", again.paper(code)).items() <= files.items()

"""What moved, what is new or worded anew, and which claims nothing shows: as counted by hand."""

import dataclasses

import pytest

from wcc_prioritise.competencies import assess, movement, read_competencies
from wcc_prioritise.tables import InputError

# Read off the sample's own lines, the panel's levels of both years.
UP = ["1.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.3", "5.3", "6.2", "8.1", "8.2"]
NEW = ["11.1", "11.2", "11.3"]
ABOVE = ["1.2", "2.3", "3.3", "4.3", "5.1", "6.1", "7.2", "8.2", "9.3", "10.1"]


@pytest.fixture(scope="module")
def moved(first, second, shown):
    return movement(first, second, evidence=shown)


def test_what_moved_in_the_judgement_of_the_same_assessor(moved):
    assert moved.moved["sub"].tolist() == UP
    assert set(moved.moved["by"]) == {"panel"} and set(moved.moved["moved"]) == {"up"}
    steps = moved.table.set_index("sub")["step"]
    assert steps["3.2"] == steps["6.2"] == 2 and steps["1.1"] == 1
    assert moved.words.startswith("2008/09 to 2009/10: 11 up, 0 down, 19 as they were, 3 assessed")


def test_what_is_new_or_worded_anew_is_not_compared_as_if_it_were_not(moved):
    table = moved.table.set_index("sub")
    assert table.index[table["moved"] == "new"].tolist() == NEW
    assert table.index[table["reworded"]].tolist() == ["6.3"]
    assert "Worded anew, so not like for like: 6.3." in moved.words


def test_claims_are_told_apart_by_what_shows_them(moved):
    claims = moved.claims.set_index("sub")["evidenced"]
    assert moved.not_evidenced["sub"].tolist() == ["3.3", "8.2"]
    assert claims[claims == "in our words only"].index.tolist() == ["3.1", "6.1", "9.3", "10.1"]
    assert claims["3.2"] == claims["6.2"] == claims["2.3"] == "in the record"
    assert moved.not_shared["sub"].tolist() == ABOVE
    assert "entries" in moved.claims.set_index("sub").loc["3.2", "shown"]


def test_without_a_record_only_our_own_words_are_evidence(first, second):
    bare = movement(first, second)
    assert bare.not_evidenced["sub"].tolist() == ["2.3", "3.3", "8.2"]
    assert set(bare.claims["shown"]) == {"no record was given"}
    assert "in the record" not in set(bare.claims["evidenced"])


def test_a_record_without_the_entries_no_longer_shows_the_claim(first, second, shown):
    table = shown.table.assign(counts=shown.table["counts"] & (shown.table["competency"] != "3"))
    less = movement(first, second, evidence=dataclasses.replace(shown, table=table))
    claims = less.claims.set_index("sub")
    assert claims.loc["3.2", "evidenced"] == "in our words only"
    assert claims.loc["3.2", "shown"] == "not in the record"


def test_down_dropped_and_no_common_assessor_are_said(folder_of, judgement):
    rows = [
        judgement("1.1", 3, year="2026/27"), judgement("1.1", 2, year="2027/28"),
        judgement("1.2", 3, "self", year="2026/27"), judgement("1.2", 3, "panel", year="2027/28"),
    ]  # fmt: skip
    held = read_competencies(folder_of(judgements=rows))
    moved = movement(assess(held, "2026/27"), assess(held, "2027/28"))
    table = moved.table.set_index("sub")
    assert table.loc["1.1", ["by", "moved", "step"]].tolist() == ["self", "down", -1]
    assert table.loc["1.2", "moved"] == table.loc["6.1", "moved"] == "not in both"
    assert moved.claims.empty and "Every claim of our own has evidence." in moved.words


def test_years_the_wrong_way_round_and_two_organisations_are_refused(
    first, second, folder_of, judgement
):
    with pytest.raises(InputError, match="2009/10 as the earlier year"):
        movement(second, first)
    other = assess(read_competencies(folder_of(judgements=[judgement("1.1", 2)])))
    with pytest.raises(InputError, match="of Northmere.*and of Ourplace"):
        movement(first, other)

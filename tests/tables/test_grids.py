"""Is each column taken for what it is, and is what is wrong with the names told once?"""

import pytest

from wcc_prioritise.tables.grids import grid_of
from wcc_prioritise.tables.layouts import Sheet, clean, headings_at, layout_of


def grid(name, *rows, **options):
    return grid_of(name, Sheet("here", [list(row) for row in rows], **options), layout_of(name))


def words(held):
    return [fault.words() for fault in held.faults]


def test_names_match_whatever_their_capitals_spaces_and_signs():
    held = grid("peers", ("AREA ", "  Peer\u00a0", "Or-der"), ("A", "B", 1))
    assert held.fields == {0: "area", 1: "peer", 2: "order"}
    assert not held.faults


def test_columns_may_stand_in_any_order_with_empty_ones_between():
    held = grid("peers", ("source", "", "peer", "notes", "area"), ("s", None, "B", None, "A"))
    assert held.fields == {0: "source", 2: "peer", 4: "area"}
    assert not held.faults


def test_a_misspelt_needed_column_is_one_fault_and_is_read():
    held = grid("swings", ("person", "criterion", "ponits"), ("S01", "C1", 5))
    assert held.fields[2] == "points"
    assert not held.missing
    assert words(held) == [
        "here row 1, column ponits: found an unknown column 'ponits'. Did you mean 'points'? "
        "Rename the column."
    ]


def test_a_missing_column_says_what_it_would_hold():
    held = grid("swings", ("person", "criterion"), ("S01", "C1"))
    assert held.missing == ["points"]
    assert words(held) == [
        "here row 1, column points: found no such column; allowed: a number from 0 to 100. "
        "Add a column named points and fill it in."
    ]


def test_an_unknown_column_is_told_and_one_that_is_there_already():
    held = grid("peers", ("area", "peer", "colour", "areas"), ("A", "B", "red", "x"))
    assert (
        "found an unknown column 'colour'; allowed: a column of peers, such as order, source"
        in (words(held)[0])
    )
    assert "There is a column 'area' already" in words(held)[1]


def test_further_columns_with_a_known_beginning_are_taken_and_named_when_unknown():
    held = grid("areas", ("area", "population", "Attribute: rural"), ("A", 1, 2))
    assert held.extras == {2: "attribute_rural"}
    held = grid("areas", ("area", "population", "rural"), ("A", 1, 2))
    assert "one whose name begins with attribute_" in words(held)[0]


def test_a_column_twice_is_told_with_its_letters():
    held = grid("peers", ("area", "peer", "Area"), ("A", "B", "C"))
    assert words(held) == [
        "here row 1, column area: found the column twice, as A and as C; allowed: it once. "
        "Delete or rename one of the two."
    ]


def test_a_column_without_a_name_is_told_if_it_holds_something():
    held = grid("peers", ("area", "peer"), ("A", "B"), ("A", "C", None, "stray"))
    assert words(held) == [
        "here row 1: found no name for column D, with 'stray' in row 3; allowed: a name for each "
        "column. Name the column, or empty it."
    ]


def test_a_comma_too_many_is_told_for_its_row_alone():
    held = grid("peers", ("area", "peer"), ("A", "B"), ("A", "C", "D", ""), commas=True)
    assert held.shifted == {3}
    assert "here row 3: found 3 cells; allowed: 2 cells, one a column" in words(held)[0]


def test_names_below_a_title_are_found_and_the_rows_counted_from_the_top():
    held = grid(
        "swings", ("Weights of the panel",), (), ("person", "criterion", "points"), ("S", "C", 1)
    )
    assert held.heading_row == 3
    assert held.rows == [(4, ["S", "C", 1])]
    assert words(held) == [
        "here row 3: found the column names; allowed: column names in row 1. Delete rows 1 to 2."
    ]


def test_a_title_above_the_charter_is_found_too():
    assert headings_at(layout_of("charter"), [["Charter"], ["Item", "Value", "Meaning"]]) == 1


def test_merged_cells_are_told_once_and_their_covered_cells_not_at_all():
    rows = [("person", "criterion", "points"), ("S01", "C1", 5), (None, "C2", 6), (None, "C3", 7)]
    held = grid("swings", *rows, merged=((2, 1, 4, 1),))
    assert words(held) == [
        "here row 2, column person: found merged cells A2:A4 with 'S01'; allowed: one value a "
        "cell. Unmerge the cells and fill in every one of them."
    ]
    assert len(held.rows) == 3


def test_merged_cells_of_a_title_or_without_contents_do_no_harm():
    rows = [("Weights", None, None), ("person", "criterion", "points"), ("S01", "C1", 5)]
    held = grid("swings", *rows, merged=((1, 1, 1, 3), (9, 1, 9, 3)))
    assert len(held.faults) == 1
    assert "column names in row 1" in words(held)[0]


def test_a_merged_column_name_is_one_fault():
    rows = [("area", "peer", None), ("A", "B", "x")]
    held = grid("peers", *rows, merged=((1, 2, 1, 3),))
    assert len(held.faults) == 1
    assert "merged cells B1:C1 with 'peer'" in words(held)[0]


@pytest.mark.parametrize(
    ("cell", "cleaned"),
    [
        (" a ", "a"),
        ("\u00a0a\u00a0\u200b", "a"),
        ("a\u200b\u3000", "a"),
        ("\x00\x07", None),
        ("\u200b", None),
        (float("nan"), None),
        (float("inf"), "inf"),
        (0, 0),
        (False, False),
        ((), None),
    ],
)
def test_what_nobody_sees_is_taken_away(cell, cleaned):
    assert clean(cell) == cleaned

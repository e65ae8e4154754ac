"""Does one reading find every fault of every table, and no fault that is not there?"""

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wcc_prioritise.tables import InputError, check_frame, read_tables


def plant(book):
    """Put sixteen faults of different kinds into a whole workshop."""
    charter, people, candidates = book["charter"], book["people"], book["candidates"]
    charter["A3"] = "organisaton"  # a misspelt item
    charter["B4"] = None  # a needed rule left blank
    people.append(["S01", "patient"])  # a person twice
    people["B3"] = None  # a person without a role
    candidates["C1"] = "set up csot"  # a misspelt column
    candidates["D2"] = "=C2*2"  # a formula
    candidates["E3"] = "3 months"  # words in a number
    candidates["G4"] = -5  # below what is allowed
    candidates["K5"] = "31/02/2026"  # a day that is not there
    candidates["L3"] = "#REF!"  # an error of Excel
    book["criteria"]["J5"] = None  # an anchor without words
    book["criteria"]["D3"] = "judge"  # a choice misspelt
    for row in book["scores"]["A2:D49"]:  # an optional table emptied below one bad row
        for cell in row:
            cell.value = None
    for place, value in enumerate(("S01", "P01", "C1", 101), start=1):
        book["scores"].cell(3, place, value)  # out of range, in row 3
    book["swings"].delete_rows(2, 20)  # a needed table without rows
    book.create_sheet("limit").append(["resource", "most"])  # a misspelt sheet
    book.create_sheet("peers").append(["area", "colour"])  # a missing column


PLANTED = [
    (
        "sheet limit",
        None,
        None,
        "a sheet that is not the name of a table",
        "Did you mean 'limits'?",
    ),
    ("sheet charter", 3, "item", "an unknown item 'organisaton'", "Did you mean 'organisation'?"),
    ("sheet charter", 4, "value", "blank for reference_people", "Fill in the cell."),
    ("sheet people", 3, "roles", "blank", "Fill in the cell."),
    ("sheet people", 5, "person", "'S01' again, as in row 2", "Delete one of the two rows"),
    ("sheet candidates", 1, "set up csot", "an unknown column", "Did you mean 'set_up_cost'?"),
    ("sheet candidates", 2, "running_cost", "the formula '=C2*2'", "paste its value"),
    ("sheet candidates", 3, "first_benefit", "'3 months'", "Write the number alone"),
    ("sheet candidates", 3, "resource_beds", "the Excel error '#REF!'", "Replace it by a value."),
    ("sheet candidates", 4, "people", "'-5'", "Correct the cell."),
    ("sheet candidates", 5, "contract_date", "'31/02/2026'", "Correct the cell."),
    ("sheet criteria", 3, "kind", "'judge'", "Did you mean 'judged'?"),
    ("sheet criteria", 5, "anchor_75", "blank: C4 has no words for 75", "Fill in the cell."),
    ("sheet scores", 3, "score", "'101'", "Correct the cell."),
    ("sheet swings", None, None, "nothing: it is empty", "Fill it in."),
    ("sheet peers", 1, "peer", "no such column", "Add a column named peer"),
]


@pytest.fixture
def planted(workbook):
    book = openpyxl.load_workbook(workbook)
    plant(book)
    book.save(workbook)
    return read_tables(workbook)


def test_every_planted_fault_is_told_with_its_place_and_what_to_do(planted):
    _, faults = planted
    for where, row, column, found, do in PLANTED:
        same = [f for f in faults if (f.where, f.row, f.column) == (where, row, column)]
        assert len(same) == 1, (where, row, column)
        assert found in same[0].found
        assert do in same[0].do


def test_nothing_but_the_planted_faults_is_told(planted):
    _, faults = planted
    assert {(f.where, f.row, f.column) for f in faults} == {tuple(p[:3]) for p in PLANTED}
    assert len(faults) == len(PLANTED)


def test_the_message_is_one_line_a_fault_in_the_order_of_the_tables(planted):
    _, faults = planted
    lines = str(InputError(faults)).splitlines()
    assert lines[0] == "16 things to put right before we start:"
    assert len(lines) == 17
    assert (
        "- sheet candidates row 3, column first_benefit: found '3 months'; allowed: a number from "
        "0 to 600 (months). Write the number alone, without words or signs."
    ) in lines


def test_rows_without_a_fault_come_in_with_the_row_the_sheet_shows(planted):
    tables, _ = planted
    assert tables["people"].frame["person"].tolist() == ["S01", "S03"]
    assert tables["people"].rows == (2, 4)
    assert tables["people"].known("person") == {"S01", "S02", "S03"}
    assert tables["criteria"].rows == (2, 4)


def test_a_folder_and_a_workbook_say_the_same(folder, workbook):
    left, right = read_tables(folder), read_tables(workbook)
    assert left[1] == right[1] == []
    assert list(left[0]) == list(right[0])
    for name, table in left[0].items():
        pd.testing.assert_frame_equal(table.frame, right[0][name].frame)
        assert table.rows == right[0][name].rows


def test_rows_are_counted_as_a_spreadsheet_shows_them(folder):
    text = 'person,roles\n\nS01,"patient\ncarer"\n,\nS02,GP\nS03,\n'
    (folder / "people.csv").write_text(text)
    tables, faults = read_tables(folder)
    assert tables["people"].rows == (3, 5)
    assert [(fault.row, fault.found) for fault in faults] == [(6, "blank")]


def test_thousands_leading_zeros_and_odd_spaces(folder):
    path = folder / "candidates.csv"
    text = (
        path.read_text(encoding="utf-8")
        .replace(",1500,", ',"1,500 ",')
        .replace("P01,", "\u00a0001,")
    )
    path.write_bytes(text.encode("cp1252"))
    tables, faults = read_tables(folder)
    assert not faults
    assert tables["candidates"].frame["people"].tolist() == [1500.0] * 4
    assert tables["candidates"].frame["candidate"][0] == "001"
    assert tables["candidates"].frame["name"][1] == "SYNTHETIC pathway P02, “phase one” – £"


def test_a_semicolon_file_with_a_mark_at_its_start(folder):
    (folder / "people.csv").write_bytes('person;roles\nS01;"patient; carer"\n'.encode("utf-8-sig"))
    tables, faults = read_tables(folder)
    assert not faults
    assert tables["people"].frame["roles"][0] == ("patient", "carer")


def test_score_rows_not_yet_filled_in_are_left_out_and_dont_know_is_kept(folder):
    text = "person,candidate,criterion,score\nS01,P01,C1,\nS01,P02,C1,don't know\nS01,P03,C1, \n"
    (folder / "scores.csv").write_text(text)
    table = read_tables(folder)[0]["scores"]
    assert table.rows == (3,)
    assert table.frame["score"].isna().tolist() == [True]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=st.sampled_from(["people.csv", "charter.csv", "scores.csv"]),
    changes=st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 3), st.binary(max_size=3)), max_size=6
    ),
)
def test_no_file_whatever_its_bytes_gives_anything_but_words(folder, name, changes):
    path = folder / name
    before = path.read_bytes()
    data = bytearray(before)
    for at, gone, come in changes:
        data[at : at + gone] = come
    path.write_bytes(bytes(data))
    try:
        for fault in read_tables(folder)[1]:
            assert fault.words()
    finally:
        path.write_bytes(before)


ODD = [
    None,
    np.nan,
    pd.NA,
    pd.NaT,
    np.inf,
    10**400,
    True,
    b"x",
    {},
    [None],
    set(),
    "\ud800",
    object(),
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
def test_no_cell_of_a_frame_whatever_it_is_gives_anything_but_words(workshop, odd):
    for name, frame in workshop.items():
        for column in frame.columns:
            cells = frame[column].astype(object).tolist()
            cells[0] = odd
            changed = frame.assign(**{column: pd.Series(cells, dtype=object)})
            table, faults = check_frame(name, changed)
            assert len(table.frame) >= len(frame) - 2
            assert all(fault.words() for fault in faults)

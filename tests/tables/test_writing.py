"""Does what is written read back to the same, and is nothing written by halves?"""

import datetime
import string

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wcc_prioritise.tables import (
    InputError,
    check_frame,
    read_tables,
    write_folder,
    write_workbook,
)
from wcc_prioritise.tables.writing import ExactFloat, replacing, sheet_rows

MARKS = st.sampled_from(
    ["=", "+", "-", "@", "'", "''=", "=SUM(A1)", "007", ",", ";", "\n", "\u00a0", '"']
)
TEXTS = st.lists(
    st.one_of(MARKS, st.text(max_size=6), st.text(string.printable, max_size=6)), max_size=5
).map("".join)
NUMBERS = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))


@st.composite
def evidence(draw):
    """Draw a table of evidence and one of candidates' pots, as a program might make them."""
    rows = draw(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, NUMBERS), min_size=1, max_size=4))
    frame = pd.DataFrame(rows, columns=["candidate", "statement", "source", "value"], dtype=object)
    frame["grade"] = draw(st.sampled_from([None, "A", "d"]))
    return check_frame("evidence", frame)[0].frame


def read_back(tables, path):
    writer = write_workbook if path.suffix else write_folder
    writer(tables, path)
    # the tables that are needed are not there; that is another fault than those looked for
    read, faults = read_tables(path)
    assert not [fault for fault in faults if fault.where != path.name]
    return read


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(evidence())
def test_any_text_and_number_survives_both_ways(tmp_path, frame):
    for name in ("folder", "book.xlsx"):
        again = read_back({"evidence": frame}, tmp_path / name)["evidence"].frame
        pd.testing.assert_frame_equal(again, frame)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    dates=st.lists(st.dates(), min_size=1, max_size=3),
    roles=st.lists(TEXTS, min_size=1, max_size=3),
    scores=st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=3),
)
def test_dates_lists_and_dont_knows_survive_both_ways(tmp_path, dates, roles, scores):
    many = range(len(dates))
    gates = {"candidate": [f"P{i}" for i in many], "gate": "quality", "date": dates}
    people = {"person": ["S1"], "roles": [tuple(roles)]}
    keys = {
        "person": "S1",
        "candidate": "P0",
        "criterion": "C0",
        "round": range(1, 1 + len(scores)),
    }
    tables = {
        "gates": check_frame("gates", pd.DataFrame(gates))[0].frame,
        "people": check_frame("people", pd.DataFrame(people))[0].frame,
        "scores": check_frame("scores", pd.DataFrame(keys | {"score": scores}))[0].frame,
    }
    tables = {name: frame for name, frame in tables.items() if len(frame)}
    for name in ("folder", "book.xlsx"):
        read = read_back(tables, tmp_path / name)
        for table, frame in tables.items():
            pd.testing.assert_frame_equal(read[table].frame, frame)
        (tmp_path / "folder" / "people.csv").unlink(missing_ok=True)


def test_a_whole_workshop_goes_from_folder_to_workbook_and_back(folder, workshop, tmp_path):
    first = {name: table.frame for name, table in read_tables(folder)[0].items()}
    write_workbook(first, tmp_path / "a.xlsx")
    second = {name: table.frame for name, table in read_tables(tmp_path / "a.xlsx")[0].items()}
    write_folder(second, tmp_path / "b")
    third, faults = read_tables(tmp_path / "b")
    assert not faults
    for name, frame in first.items():
        pd.testing.assert_frame_equal(third[name].frame, frame)


def test_a_csv_is_plain_and_the_same_each_time(tmp_path):
    frame = pd.DataFrame(
        {"pot": ["A", "=B1"], "what": ["£", None], "size": [9000.0, 0.1], "source": ["-5", "a\nb"]}
    )
    write_folder({"pots": frame}, tmp_path)
    first = (tmp_path / "pots.csv").read_bytes()
    assert first == "pot,what,size,source\nA,£,9000,'-5\n'=B1,,0.1,a b\n".encode()
    write_folder({"pots": frame}, tmp_path)
    assert (tmp_path / "pots.csv").read_bytes() == first


def test_a_workbook_is_the_same_each_time_byte_for_byte(workshop, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(workshop, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_workbook_holds_texts_as_texts_numbers_as_numbers_and_dates_as_dates(tmp_path):
    frame = pd.DataFrame(
        {
            "candidate": ["=1+1"],
            "gate": ["quality"],
            "owner": ["007"],
            "date": [datetime.date(2026, 9, 30)],
        }
    )
    write_workbook(
        {"gates": frame, "peers": pd.DataFrame({"area": ["A"], "order": [2.0]})},
        tmp_path / "a.xlsx",
    )
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = {cell.value: cell for cell in book["gates"][2]}
    assert cells["=1+1"].data_type == "s"
    assert cells["=1+1"].quotePrefix
    assert cells["007"].data_type == "s"
    assert cells[datetime.datetime(2026, 9, 30)].is_date
    assert (book["peers"]["B2"].value, book["peers"]["B2"].data_type) == (2, "n")
    assert book["gates"].freeze_panes == "A2"


@pytest.mark.parametrize("number", [0.1 + 0.2, 1e300, 5e-324, 1e15, 2.0**53, 12.0, 0.0])
def test_all_digits_of_a_number_are_kept(tmp_path, number):
    frame = pd.DataFrame({"pot": ["A"], "what": ["x"], "size": [number]})
    assert read_back({"pots": frame}, tmp_path / "a.xlsx")["pots"].frame["size"][0] == number
    assert read_back({"pots": frame}, tmp_path / "f")["pots"].frame["size"][0] == number
    assert f"{ExactFloat(0.1 + 0.2):.16G}" == "0.30000000000000004"
    assert f"{ExactFloat(9000.0):.16G}" == "9000"


def test_a_date_before_the_calendar_of_excel_is_kept(tmp_path):
    frame = pd.DataFrame(
        {"candidate": ["P"], "gate": ["quality"], "date": [datetime.date(1850, 2, 3)]}
    )
    assert read_back({"gates": frame}, tmp_path / "a.xlsx")["gates"].frame["date"][0].year == 1850


def test_columns_go_in_the_order_of_the_schema_and_further_ones_last():
    frame = pd.DataFrame({"resource_b": [1], "name": ["n"], "candidate": ["P"]})
    assert sheet_rows("candidates", frame)[0] == ["candidate", "name", "resource_b"]


def test_the_charter_is_written_upright(workshop):
    rows = sheet_rows("charter", workshop["charter"])
    assert rows[:2] == [["item", "value"], ["question", "Which pathways?"]]
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    assert sheet_rows("charter", frame) == rows


def test_a_missing_score_is_written_in_words():
    frame = pd.DataFrame({"person": ["S", "S"], "score": [np.nan, 3.0]})
    assert sheet_rows("scores", frame)[1:] == [["S", "don't know"], ["S", 3]]


@pytest.mark.parametrize("write", [write_folder, write_workbook])
def test_unknown_tables_and_columns_are_refused(tmp_path, write):
    with pytest.raises(InputError, match=r"a table '\.\./peers'.*Did you mean 'peers'"):
        write({"../peers": pd.DataFrame()}, tmp_path / "a.xlsx")
    with pytest.raises(
        InputError, match="unknown columns: 'colour'; allowed: columns of peers: area"
    ):
        write({"peers": pd.DataFrame({"colour": [1]})}, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_folders_are_made_and_other_files_left_alone(workshop, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("mine")
    write_folder(workshop, tmp_path / "a" / "b" / "c")
    write_workbook(workshop, tmp_path / "a" / "d" / "w.xlsx")
    assert (tmp_path / "a" / "notes.txt").read_text() == "mine"
    assert sorted(p.name for p in (tmp_path / "a" / "b" / "c").iterdir()) == sorted(
        f"{name}.csv" for name in workshop
    )


def test_what_stood_there_stays_when_writing_fails(tmp_path):
    path = tmp_path / "peers.csv"
    path.write_text("before")
    with pytest.raises(RuntimeError), replacing(path) as part:
        part.write_text("half of")
        raise RuntimeError
    assert path.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["peers.csv"]


def test_a_place_that_cannot_be_written_to_is_told_in_words(workshop, tmp_path):
    (tmp_path / "file").write_text("in the way")
    for write in (write_folder, write_workbook):
        with pytest.raises(InputError, match="found a file that cannot be written"):
            write(workshop, tmp_path / "file" / "w.xlsx")
    with pytest.raises(InputError, match="a name that ends in .xlsx"):
        write_workbook(workshop, tmp_path / "w.xls")


def test_a_text_too_long_for_excel_is_told_and_goes_into_csv(tmp_path):
    frame = pd.DataFrame({"area": ["A"], "peer": ["x" * 40_000]})
    with pytest.raises(InputError, match="sheet peers row 2: found a text of 40,000 characters"):
        write_workbook({"peers": frame}, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
    read = read_back({"peers": frame}, tmp_path / "f")
    assert len(read["peers"].frame["peer"][0]) == 40_000

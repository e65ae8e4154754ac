"""Is an Excel workbook read as a person sees it, and is what is no workbook refused in words?"""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest

from wcc_prioritise.tables import InputError, read_tables
from wcc_prioritise.tables.layouts import Unreadable
from wcc_prioritise.tables.workbooks import read_workbook


def book_of(tmp_path, *rows, title="peers", change=None):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def sheet_of(path, title="peers"):
    return read_workbook(path, lambda titles: [title])[0][title]


def test_cells_come_as_they_look(tmp_path):
    def change(book):
        sheet = book.active
        sheet["A2"].number_format = "000"
        sheet["D2"] = datetime.datetime(2026, 9, 30)
        sheet["E2"] = datetime.time(9, 30)
        sheet["F2"] = "one_x000D_\ntwo"

    rows = sheet_of(book_of(tmp_path, ["a"], [7, "007", 7.5], change=change)).rows
    assert rows[1] == [
        "007",
        "007",
        7.5,
        datetime.datetime(2026, 9, 30),
        datetime.time(9, 30),
        rows[1][5],
    ]
    assert rows[1][5].split() == ["one", "two"]


def test_a_formula_and_an_error_are_no_values_but_a_text_with_a_sign_is(tmp_path):
    def change(book):
        sheet = book.active
        sheet["A2"] = "=SUM(B1:B9)"
        sheet["B2"] = "#N/A"
        sheet["C2"] = "=not run"
        sheet["C2"].data_type = "s"

    row = sheet_of(book_of(tmp_path, ["a"], change=change)).rows[1]
    assert isinstance(row[0], Unreadable)
    assert row[0].found == "the formula '=SUM(B1:B9)'"
    assert row[0].do == "It holds a formula; paste its value."
    assert isinstance(row[1], Unreadable)
    assert row[1].found == "the Excel error '#N/A'"
    assert row[2] == "=not run"


def test_blank_rows_keep_their_place_and_far_formatted_ones_are_dropped(tmp_path):
    def change(book):
        book.active["A4"] = "last"
        book.active["A900"].number_format = "0.00"

    rows = sheet_of(book_of(tmp_path, ["area"], change=change)).rows
    assert rows == [["area"], [], [], ["last"]]


def test_merged_cells_are_seen(tmp_path):
    path = book_of(
        tmp_path, ["area", "peer"], ["A", "B"], change=lambda book: book.active.merge_cells("A2:A4")
    )
    assert sheet_of(path).merged == ((2, 1, 4, 1),)


def test_a_size_that_is_too_small_loses_nothing(tmp_path):
    path = book_of(tmp_path, ["area", "peer"], ["A", "B"], ["A", "C"])
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert b'ref="A1:B3"' in parts[part]
    parts[part] = parts[part].replace(b'ref="A1:B3"', b'ref="A1"')
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    assert len(sheet_of(path).rows) == 3


def test_a_hidden_sheet_is_read_and_its_faults_say_that_it_is_hidden(tmp_path):
    def change(book):
        book.create_sheet("notes")
        book["peers"].sheet_state = "hidden"

    path = book_of(tmp_path, ["area", "peer", "order"], ["A", "B", "first"], change=change)
    _, faults = read_tables(path)
    assert faults[0].words().startswith("sheet peers (hidden) row 2, column order: found 'first'")


def test_a_damaged_sheet_is_one_fault_and_the_others_are_read(tmp_path):
    path = book_of(
        tmp_path,
        ["area", "peer"],
        ["A", "B"],
        change=lambda book: book.create_sheet("areas").append(["area"]),
    )
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"][:-40]
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    tables, faults = read_tables(path)
    assert list(tables) == ["peers"]
    assert [fault.where for fault in faults] == ["sheet areas"]
    assert "a damaged one" in faults[0].found


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"", "not an Excel workbook, or a damaged one"),
        ("a.xlsx", b"PK\x03\x04 no zip", "not an Excel workbook, or a damaged one"),
        ("a.xlsx", OLE, "a workbook of an old format"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "a workbook with a password"),
        ("a.xls", OLE, "a file that ends in .xls; .* save it as .xlsx"),
        ("a.ods", b"PK", "a file that ends in .ods; .* save it as .xlsx"),
        ("a.docx", b"PK", "a file that ends in .docx"),
        ("a.csv", b"area,peer", "a file that ends in .csv; .* Give the folder that the file is in"),
        ("charter", b"x", "a file without an ending"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=words) as caught:
        read_tables(tmp_path / name)
    assert len(caught.value.faults) == 1


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as file:
        file.writestr("letter.txt", "Dear all")
    with pytest.raises(InputError, match="not an Excel workbook"):
        read_tables(tmp_path / "a.xlsx")


def test_a_workbook_open_elsewhere_says_close_it(workbook, monkeypatch):
    def locked(*arguments, **options):
        raise PermissionError

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(InputError, match="Close it in Excel, then try again"):
        read_tables(workbook)

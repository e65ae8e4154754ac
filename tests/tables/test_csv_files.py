"""Is a CSV file read, however it was saved?"""

import pytest

from wcc_prioritise.tables import InputError, read_tables
from wcc_prioritise.tables.csv_files import read_csv
from wcc_prioritise.tables.layouts import Unreadable

COLUMNS = ("area", "peer", "order", "source")
TEXT = "area,peer,order,source\nNorthmere,O’Shea’s patch,1,£5 – a “list”\n"


def read(tmp_path, data, name="peers.csv"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return read_csv(path, COLUMNS).rows


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_signs_and_line_ends(tmp_path, encoding, sign, ends):
    text = TEXT.replace(",", sign).replace("\n", ends)
    rows = read(tmp_path, text.encode(encoding))
    assert rows == [list(COLUMNS), ["Northmere", "O’Shea’s patch", "1", "£5 – a “list”"]]


def test_utf_16_with_its_mark_at_the_other_end(tmp_path):
    rows = read(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert rows[0] == list(COLUMNS)


def test_a_first_line_that_names_the_sign_is_not_a_row(tmp_path):
    rows = read(tmp_path, "sep=;\r\narea;peer\r\nA;B, C\r\n")
    assert rows == [["area", "peer"], ["A", "B, C"]]


def test_a_text_full_of_other_signs_does_not_mislead(tmp_path):
    rows = read(tmp_path, "area,peer\nA,b; c; d; e; f\nA,g; h; i; j; k\n")
    assert rows[1] == ["A", "b; c; d; e; f"]


def test_a_quoted_line_break_is_one_row_as_a_spreadsheet_shows_it(tmp_path):
    rows = read(tmp_path, 'area,peer,source\nA,B,"one\ntwo\n\nthree"\nA,C,x\n')
    assert len(rows) == 3
    assert rows[2][1] == "C"


def test_blank_rows_keep_their_place_and_end_rows_are_dropped(tmp_path):
    rows = read(tmp_path, "area,peer\nA,B\n\n,,\nA,C\n\n,\n")
    assert [bool(any(row)) for row in rows] == [True, True, False, False, True]


@pytest.mark.parametrize(
    "cell",
    ["=A1", "=SUM(B2:B9)", "=$C$4*2", "=1+2", "= sum(A1)", "='My sheet'!A1", "=-A1", '="x"&"y"'],
)
def test_what_a_spreadsheet_would_run_is_no_value(tmp_path, cell):
    quoted = cell.replace('"', '""')
    held = read(tmp_path, f'area,peer\nA,"{quoted}"\n')[1][1]
    assert isinstance(held, Unreadable)
    assert "formula" in held.found
    assert "paste its value" in held.do


@pytest.mark.parametrize("cell", ["=> see the note", "=abc", "=", "==", "+44 20", "-5", "@home"])
def test_what_only_looks_like_it_is_text(tmp_path, cell):
    assert read(tmp_path, f"area,peer\nA,{cell}\n")[1][1] == cell


@pytest.mark.parametrize(
    ("written", "read_back"),
    [("'=A1", "=A1"), ("'-5", "-5"), ("''=A1", "'=A1"), ("'quoted'", "'quoted'"), ("'", "'")],
)
def test_one_escaping_apostrophe_is_taken_away(tmp_path, written, read_back):
    assert read(tmp_path, f"area,peer\nA,{written}\n")[1][1] == read_back


def test_quotation_marks_that_do_not_pair_are_refused_not_guessed(tmp_path):
    with pytest.raises(InputError, match="peers.csv row 3: found quotation marks that do not pair"):
        read(tmp_path, 'area,peer\nA,B\nA,"C\nA,D\nA,E\n')
    with pytest.raises(InputError, match="row 2: found quotation marks"):
        read(tmp_path, 'area,peer\nA,"C" or D\n')


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x00\x00rest", "a workbook under the name of a CSV file"),
        (b"\x89PNG\r\n\x00\x00\x01\x81", "a file that is no text"),
        (b"area,peer\n\x81\x8d,x\n", "a file that is no text"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, data, words):
    with pytest.raises(InputError, match=words):
        read(tmp_path, data)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", "﻿".encode()])
def test_an_empty_file_has_no_rows(tmp_path, data):
    assert read(tmp_path, data) == []


def test_a_file_that_cannot_be_opened_is_a_fault_beside_the_others(folder, monkeypatch):
    from pathlib import Path

    real = Path.read_bytes

    def locked(path):
        if path.name == "swings.csv":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    tables, faults = read_tables(folder)
    assert [fault.words() for fault in faults] == [
        "swings.csv: found a file that cannot be opened; allowed: a file that is closed and that "
        "you may read. Close it in every other program, then try again."
    ]
    assert "people" in tables

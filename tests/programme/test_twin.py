"""Does the workbook come back as it went out, with every fault named by its cell?"""

import datetime

import openpyxl
import pandas as pd
import pytest

from wcc_prioritise.programme import read_programme, what_breaks, write_programme
from wcc_prioritise.programme.chosen import case_of
from wcc_prioritise.programme.twin_layout import EDITED, edited_rows
from wcc_prioritise.tables import InputError

from .conftest import HOSTILE


@pytest.fixture
def written(full, tmp_path):
    path = tmp_path / "programme.xlsx"
    write_programme(full, path)
    return path


def edit(path, **changes):
    """Change cells: sheet={"B2": value}; names of sheets have no spaces here."""
    book = openpyxl.load_workbook(path)
    for sheet, cells in changes.items():
        for cell, value in cells.items():
            book[sheet][cell] = value
    book.save(path)
    return path


def plain(frame):
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()


def test_the_round_trip_loses_nothing(full, written):
    back = read_programme(written, full)
    for table in EDITED:
        chosen = getattr(back, table)
        chosen = chosen[chosen["candidate"].isin(list(full.starts.index))]
        assert plain(chosen) == plain(edited_rows(full, table)), table
    assert back.moved.empty and back.broken == () and back.roles.empty
    assert back.starts.equals(full.starts)
    # and a second time round, everything is as it was after the first
    once = back.programme
    write_programme(once, written)
    again = read_programme(written, once).programme
    assert case_of(again).fingerprint == case_of(once).fingerprint


def test_rows_of_other_candidates_stay_as_they_were(full, written):
    gates = read_programme(written, full).gates
    assert gates[gates["candidate"] == "P12"]["status"].tolist() == ["open"]
    assert str(gates["status"].dtype) == "str"


def test_hostile_text_is_text(written):
    book = openpyxl.load_workbook(written)
    column = [cell for cell in book["risks"]["B"][1:] if cell.value is not None]
    assert set(HOSTILE) <= {str(cell.value) for cell in column}
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_headings_are_locked_cells_are_open_and_lists_drop_down(written):
    book = openpyxl.load_workbook(written)
    for name in EDITED:
        sheet = book[name]
        assert sheet.protection.sheet and sheet["A1"].protection.locked
        assert not sheet["A2"].protection.locked and not sheet["B2"].protection.locked
    lists = [rule.formula1 for rule in book["gates"].data_validations.dataValidation]
    assert '"open,passed,failed,not needed"' in lists
    assert book["projects"].data_validations.dataValidation[0].sqref is not None
    assert book["projects"]["A2"].protection.locked
    assert not book["projects"]["D2"].protection.locked


def test_equal_programmes_give_equal_files(full, written, tmp_path):
    write_programme(full, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == written.read_bytes()


def test_edits_come_back_and_what_they_break_is_said(full, written):
    codes = list(full.starts.index)
    row = codes.index("P05") + 2
    edit(
        written,
        projects={f"D{row}": "Apr-Jun 2027", f"E{row}": "director", f"G{row}": "clinic owner"},
        risks={"C3": 5},
        gates={"C2": "failed"},
    )
    back = read_programme(written, full)
    assert back.moved.to_numpy().tolist() == [["P05", "Apr-Jun 2028", "Apr-Jun 2027"]]
    assert back.roles.to_numpy().tolist() == [["P05", "director", None, "clinic owner"]]
    assert back.broken == what_breaks(full, {"P05": 0}) and "lead months" in back.broken[0]
    assert back.risks["likelihood"].iloc[1] == 5 and back.gates["status"].iloc[0] == "failed"
    assert back.programme.starts["P05"] == 0 and back.programme.roles.equals(back.roles)
    assert "set by hand" in back.programme.summary()
    write_programme(back.programme, written)
    assert read_programme(written, back.programme).roles.equals(back.roles)


@pytest.mark.parametrize("cell", [datetime.date(2028, 2, 29), "01/03/2028", "jan–mar 2028"])
def test_a_start_may_be_given_as_a_day_or_in_words(full, written, cell):
    edit(written, projects={"D2": cell})
    assert read_programme(written, full).starts.iloc[0] == 3


def test_every_fault_is_listed_by_sheet_and_cell(full, written):
    edit(
        written,
        projects={"D2": "next year", "A3": "P99", "E4": "=NAME()"},
        benefits={"A2": "P1", "F2": "lots", "J3": "soon", "L4": "=1+1"},
        risks={"C2": 7, "D3": 0.5},
        stakeholders={"C2": "strong"},
        gates={"C2": "pased", "B3": "colour"},
    )
    with pytest.raises(InputError) as error:
        read_programme(written, full)
    said = str(error.value)
    for words in (
        "programme.xlsx, sheet projects row 2, column starts (D2): found 'next year'",
        "sheet projects row 3, column candidate (A3): found 'P99'",
        "sheet projects row 4, column sponsor (E4)",
        "sheet benefits row 2, column baseline (F2): found 'lots'",
        "sheet benefits row 3, column trajectory (J3)",
        "sheet risks row 2, column likelihood (C2): found '7'",
        "sheet risks row 3, column impact (D3): found '0.5'",
        "sheet stakeholders row 2, column power (C2): found 'strong'",
        "sheet gates row 2, column status (C2): found 'pased'",
        "Did you mean 'passed'?",
        "sheet gates row 3, column gate (B3): found 'colour'",
    ):
        assert words in said, words


def test_a_code_that_is_not_chosen_is_told_by_its_cell(full, written):
    edit(written, risks={"A2": "P12"})
    with pytest.raises(
        InputError, match=r"sheet risks row 2, column candidate \(A2\): found 'P12'"
    ):
        read_programme(written, full)


def test_a_lost_row_of_projects_and_a_lost_sheet_are_told(full, written):
    book = openpyxl.load_workbook(written)
    book["projects"].delete_rows(2)
    del book["gates"]
    book.save(written)
    with pytest.raises(InputError) as error:
        read_programme(written, full)
    assert "no row for P01" in str(error.value) and "no sheet 'gates'" in str(error.value)


def test_what_is_no_such_workbook_is_told(full, tmp_path):
    with pytest.raises(InputError, match="no file 'gone.xlsx'"):
        read_programme(tmp_path / "gone.xlsx", full)
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(InputError, match="none of a programme"):
        read_programme(tmp_path / "other.xlsx", full)
    (tmp_path / "text.xlsx").write_text("hello")
    with pytest.raises(InputError, match="text.xlsx"):
        read_programme(tmp_path / "text.xlsx", full)
    with pytest.raises(InputError, match="a name that ends in .xlsx"):
        write_programme(full, tmp_path / "programme.csv")


def test_a_programme_of_nothing_can_be_written(appraisal, tmp_path):
    import wcc_prioritise as wcc
    from wcc_prioritise.programme import schedule

    nothing = schedule(wcc.select(appraisal, limits={"gross_3yr": 0}), "2027-04")
    write_programme(nothing, tmp_path / "nothing.xlsx")
    back = read_programme(tmp_path / "nothing.xlsx", nothing)
    assert back.starts.empty and isinstance(back.gates, pd.DataFrame)

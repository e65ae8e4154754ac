"""Which files and sheets are tables, and what is said of those that nearly are?"""

from pathlib import Path

import openpyxl
import pytest

from wcc_prioritise.tables import InputError, read_tables, write_folder, write_workbook


def words(path):
    return [fault.words() for fault in read_tables(path)[1]]


def test_names_match_whatever_their_capitals_and_signs(folder):
    (folder / "people.csv").rename(folder / "People .CSV")
    (folder / "voice_groups.csv").write_text("group,role\npublic,patient\n")
    (folder / "voice_groups.csv").rename(folder / "Voice-Groups.csv")
    tables, faults = read_tables(folder)
    assert not faults
    assert {"people", "voice_groups"} <= set(tables)


def test_other_files_and_sheets_are_left_alone(folder, workbook):
    (folder / "notes.csv").write_text("anything\n")
    (folder / "README.md").write_text("scores\n")
    (folder / "~$scores.csv").write_text("lock\n")
    (folder / "truth").mkdir()
    assert words(folder) == []
    book = openpyxl.load_workbook(workbook)
    book.create_sheet("Read me first")["A1"] = "words"
    book.create_sheet("Notes")
    book.save(workbook)
    assert words(workbook) == []


def test_a_misspelt_file_is_one_fault_and_is_read(folder):
    (folder / "swings.csv").rename(folder / "swing.csv")
    tables, faults = read_tables(folder)
    assert [fault.words() for fault in faults] == [
        "swing.csv: found a file that is not the name of a table. Did you mean 'swings'? Rename "
        "the file."
    ]
    assert len(tables["swings"].frame) == 12


def test_a_misspelt_sheet_is_one_fault_and_is_read(workbook):
    book = openpyxl.load_workbook(workbook)
    book["candidates"].title = "Candiates"
    book.save(workbook)
    assert words(workbook) == [
        "sheet Candiates: found a sheet that is not the name of a table. Did you mean 'candidates'"
        "? Rename the sheet."
    ]


def test_a_like_name_over_other_columns_is_not_a_table(folder):
    (folder / "savings.csv").write_text("claim,amount\nbeds,5\n")
    assert words(folder) == []
    (folder / "swings.csv").unlink()
    assert words(folder) == [
        "workshop: found no file 'swings.csv'; allowed: swings.csv (Swing weights: how much the "
        "step from worst to best matters, by person). Did you mean 'savings.csv'? Rename the file."
    ]


def test_a_copy_under_a_like_name_is_never_read_instead(folder):
    (folder / "scores2.csv").write_text("person,candidate,criterion,score\nS01,P01,C1,3\n")
    assert words(folder) == [
        "scores2.csv: found a second file for the table 'scores'; allowed: one. Delete this file, "
        "or give it a name that is not like 'scores'."
    ]


def test_two_files_for_one_table_are_told(folder):
    (folder / "Scores.tsv").write_text("person\tcandidate\tcriterion\tscore\n")
    assert "found a second file for the table 'scores'" in words(folder)[0]


def test_every_missing_table_is_told(folder):
    for name in ("charter", "people", "swings"):
        (folder / f"{name}.csv").unlink()
    assert [line.split(";")[0] for line in words(folder)] == [
        "workshop: found no file 'charter.csv'",
        "workshop: found no file 'people.csv'",
        "workshop: found no file 'swings.csv'",
    ]


def test_evidence_may_stand_alone(tmp_path):
    (tmp_path / "indicators.csv").write_text("indicator,area,period,value\nI1,A,2015,5\n")
    (tmp_path / "areas.csv").write_text("area,population\nA,1000\n")
    tables, faults = read_tables(tmp_path)
    assert not faults
    assert list(tables) == ["indicators", "areas"]


def test_a_workbook_among_the_files_is_not_passed_over(folder):
    (folder / "scores.csv").unlink()
    (folder / "scores.xlsx").write_bytes(b"PK")
    assert words(folder) == [
        "scores.xlsx: found a spreadsheet; allowed: CSV files in a folder. Save it as CSV under "
        "the same name, or move it out of the folder."
    ]


def test_a_table_without_its_codes_is_left_out_so_that_nothing_is_measured_by_it(folder):
    (folder / "people.csv").write_text("roles\npatient\n")
    (folder / "criteria.csv").write_text("")
    tables, faults = read_tables(folder)
    assert "people" not in tables
    assert "criteria" not in tables
    assert [fault.where for fault in faults] == ["people.csv", "criteria.csv"]
    assert faults[1].found == "nothing: it is empty"


def test_a_path_that_is_not_there_suggests_one_that_is(folder):
    with pytest.raises(
        InputError, match=r"found no file or folder|Found no file or folder"
    ) as caught:
        read_tables(folder.with_name("workshp"))
    assert "Did you mean 'workshop'?" in str(caught.value)
    with pytest.raises(InputError, match="Correct the path"):
        read_tables(folder / "far" / "away")


def test_a_folder_without_tables(tmp_path, workshop):
    with pytest.raises(InputError, match="found no table: it is empty"):
        read_tables(tmp_path)
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(InputError, match="found no table, only letter.txt"):
        read_tables(tmp_path)
    write_workbook(workshop, tmp_path / "day.xlsx")
    with pytest.raises(InputError, match="If you mean the workbook 'day.xlsx', give its own path"):
        read_tables(tmp_path)


def test_a_workbook_without_tables(tmp_path):
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="found no table, only Sheet"):
        read_tables(tmp_path / "a.xlsx")


def test_a_folder_that_may_not_be_read(folder, monkeypatch):
    def locked(path):
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", locked)
    with pytest.raises(InputError, match="a folder that cannot be opened"):
        read_tables(folder)


def test_a_path_may_be_text(workshop, tmp_path):
    write_folder(workshop, str(tmp_path / "w"))
    assert read_tables(str(tmp_path / "w"))[1] == []

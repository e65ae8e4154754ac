import pytest

from wcc_prioritise.sheets import write_excel_sheets, write_html_sheets, write_paper_sheets
from wcc_prioritise.sheets.files import keep
from wcc_prioritise.tables import InputError

WRITERS = (write_excel_sheets, write_html_sheets, write_paper_sheets)


@pytest.mark.parametrize("write", WRITERS)
def test_equal_cases_give_equal_bytes_and_writing_again_changes_nothing(short, tmp_path, write):
    first = {p.name: p.read_bytes() for p in write(short, tmp_path / "a", people=["S01", "S02"])}
    second = write(short, tmp_path / "b", people=["S02", "S01"])
    assert {p.name: p.read_bytes() for p in second} == first
    assert write(short, tmp_path / "b", people=["S01", "S02"]) == second


@pytest.mark.parametrize("write", WRITERS)
def test_a_sheet_that_was_filled_in_is_never_written_over(short, tmp_path, write):
    path = write(short, tmp_path, people=["S01"])[-1]
    path.write_bytes(filled := path.read_bytes() + b" ")
    with pytest.raises(InputError, match="no longer the blank sheet. Write into another folder"):
        write(short, tmp_path)
    assert path.read_bytes() == filled
    assert not list(tmp_path.glob("*S03*"))


def test_a_place_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="a file that cannot be written"):
        keep(tmp_path / "file", {"a.csv": b""})

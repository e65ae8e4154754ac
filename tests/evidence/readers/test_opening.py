"""Does a file that can't be read say why, and how many sheets were looked at?"""

import pytest

from wcc_prioritise.evidence import read_attributes, read_indicators
from wcc_prioritise.tables import InputError


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b",,,\n,,,\n"])
def test_an_empty_file_is_named(tmp_path, content):
    (tmp_path / "empty.csv").write_bytes(content)
    with pytest.raises(InputError, match=r"empty\.csv: found nothing: it is empty"):
        read_indicators(tmp_path / "empty.csv")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("notes.pdf", b"%PDF", r"ends in \.pdf; allowed: a table"),
        ("export.csv", b"PK\x03\x04\0\0", r"no text"),
        ("book.xlsx", b"not a workbook", r"damaged or locked"),
        ("people.csv", b"name,shoe size\nX,7\n", r"no known kind.*headings are name, shoe size"),
        ("short.csv", b'a,b\n1,"2\n', r"no known kind"),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=words):
        read_indicators(tmp_path / name)


def test_an_export_of_headings_alone_is_named(export):
    with pytest.raises(InputError, match=r"export\.csv row 1: found headings with no row below"):
        read_indicators(export())


def test_rows_longer_than_the_headings_are_refused(export):
    path = export({}, {"Area Code": "E06000002"})
    path.write_text(path.read_text("utf-8").rstrip() + ",,more,cells\n", "utf-8")
    with pytest.raises(InputError, match="rows that do not fit the headings"):
        read_indicators(path)


def test_a_missing_file_gets_its_near_miss(export):
    export({}, name="falls.csv")
    with pytest.raises(InputError, match=r"no file or folder 'fals.csv'.*'falls.csv'"):
        read_indicators(export({}, name="x.csv").with_name("fals.csv"))


def test_a_folder_with_nothing_readable_says_so(tmp_path):
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "more").mkdir()
    with pytest.raises(InputError, match="no CSV file or workbook in it"):
        read_indicators(tmp_path)


def test_a_folder_of_other_tables_says_what_each_is(real, tmp_path):
    (tmp_path / "people.csv").write_text("name,size\nX,7\n")
    source = real("peers/SAPE21DT6b_mid2018_persons_sheet.csv")
    (tmp_path / "ages.csv").write_bytes(source.read_bytes())
    with pytest.raises(InputError, match=r"population by age.*read_attributes") as caught:
        read_indicators(tmp_path)
    assert "people.csv" in str(caught.value)


def test_other_things_in_a_folder_are_named(export, tmp_path):
    export({})
    (tmp_path / "notes.txt").write_text("x")
    reading = read_indicators(tmp_path)
    assert "Left aside, being no tables: notes.txt." in reading.warnings


def test_every_bad_file_of_a_folder_is_told_at_once(export, tmp_path):
    export({"Value": "eighty"}, name="a.csv")
    export({"Value": "ninety"}, name="b.csv")
    with pytest.raises(InputError, match=r"(?s)a\.csv row 2.*b\.csv row 2"):
        read_indicators(tmp_path)


def test_seventy_sheets_are_looked_at_and_named(tmp_path):
    import xlsxwriter

    path = tmp_path / "seventy.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for number in range(70):
            sheet = book.add_worksheet(f"Sheet {number}")
            for row in range(200):
                sheet.write_row(row, 0, [f"x{row}", row, row / 3])
    with pytest.raises(InputError, match=r"70 sheets were looked at, 0 hold.*Sheet 7 and 62 more"):
        read_indicators(path)


def test_a_kind_that_is_not_known_is_refused(export):
    with pytest.raises(InputError, match=r"column kind: found 'fingertip'.*mean 'fingertips'"):
        read_indicators(export({}), kind="fingertip")


def test_a_kind_that_the_table_is_not_names_the_headings(write):
    path = write("f.csv", "area,value", "A,5")
    with pytest.raises(InputError, match="no column 'Indicator ID'"):
        read_indicators(path, kind="fingertips")


def test_attributes_of_another_kind(export):
    with pytest.raises(InputError, match=r"a table of fingertips.*read_indicators"):
        read_attributes(export({}))

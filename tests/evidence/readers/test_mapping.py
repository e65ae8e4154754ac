"""Does any tidy table read once a person says which column is which?"""

from pathlib import Path

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.evidence import read_indicators
from wcc_prioritise.tables import InputError

OLD_FORMAT = Path(__file__).with_name("old_format_SYNTHETIC.xls")
COUNTED = {
    "area": "Code",
    "period": "Year",
    "count": "Seen",
    "denominator": "Due",
    "indicator": "=FEET",
    "unit": "=%",
    "scale": "=100",
}
LINES = ("Code,Year,Seen,Due", "E06000001,2024/25,80,100", "00E10,2024/25,45,50")


def test_values_are_calculated_from_counts_and_scale(write):
    table = read_indicators(write("f.csv", *LINES), mapping=COUNTED).table
    assert table["value"].tolist() == [80.0, 90.0]
    assert table["area"].tolist() == ["E06000001", "00E10"]


def test_an_old_workbook_reads_and_says_what_became_of_each_row():
    reading = read_indicators(OLD_FORMAT, mapping=COUNTED)
    assert reading.table["area"].tolist() == ["00E10", "007"]
    fates = reading.fates[reading.fates["sheet"] == "Feet"]
    assert fates["fate"].tolist() == [
        "heading", "heading", "used", "used", "total", "note under the table",
    ]  # fmt: skip
    assert fates["row"].tolist() == [1, 2, 3, 4, 5, 6]


def test_our_own_table_reads_without_a_mapping():
    path = wcc.sample("real") / "indicators.csv"
    reading = read_indicators(path)
    assert len(reading.table) == 209 * 14 == reading.counts()["used"]
    assert reading.table["polarity"].notna().sum() == 209 * 11


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"area": None}, r"found no 'area'.*\{'area': '=\.\.\.'\}"),
        ({"count": None}, r"found no 'value'"),
        ({"areas": "Code"}, r"the column 'areas'.*mean 'area'"),
        ({"count": "Seeen"}, r"no column 'Seeen'.*mean 'Seen'"),
        ({"scale": "=many"}, r"'many' for 'scale'; allowed: a number"),
        ({"note": "="}, r"'=' for 'note'"),
    ],
)
def test_what_the_mapping_lacks_is_told(write, change, words):
    mapping = {k: v for k, v in (COUNTED | change).items() if v}
    with pytest.raises(InputError, match=words):
        read_indicators(write("f.csv", *LINES), mapping=mapping)


def test_a_row_that_names_no_area_is_named(write):
    path = write("f.csv", *LINES, ",2024/25,45,50")
    with pytest.raises(InputError, match=r"f.csv row 4, column area: found nothing"):
        read_indicators(path, mapping=COUNTED)


def test_a_negative_count_is_named(write):
    with pytest.raises(InputError, match=r"row 4, column count: found '-1'; allowed: a num"):
        read_indicators(write("f.csv", *LINES, "X,2024/25,-1,50"), mapping=COUNTED)


@pytest.mark.parametrize("sign", ["*", "[c]", "<5"])
def test_a_sign_of_suppression_is_a_fate(write, sign):
    path = write("f.csv", "Code,Year,Rate", "E06000001,2024,7.5", f"E06000002,2024,{sign}")
    mapping = {"area": "Code", "period": "Year", "value": "Rate", "indicator": "=R"}
    assert read_indicators(path, mapping=mapping).counts().to_dict() == {"used": 1, "suppressed": 1}


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_signs_between_cells(write, delimiter):
    lines = (line.replace(",", delimiter) for line in LINES)
    assert len(read_indicators(write("f.csv", *lines), mapping=COUNTED).table) == 2


def test_signs_of_an_old_spreadsheet(tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("Code,Year,Seen,Due\nYnys Môn – £,2024,4,5\n".encode("cp1252"))
    assert read_indicators(path, mapping=COUNTED).table["area"].tolist() == ["Ynys Môn – £"]

"""Can a reading go into a case, and is everything in it accounted for?"""

import pickle

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.evidence import benchmark, read_indicators
from wcc_prioritise.schema.records import Indicator

COLUMNS = [
    *("indicator", "indicator_name", "area", "area_name", "area_type"),
    *("period", "period_start", "period_length", "sex", "age", "category"),
    *("value", "lower", "upper", "count", "denominator", "unit", "scale", "polarity"),
    *("verdict", "trend", "note", "source", "row"),
]


@pytest.fixture(scope="module")
def smoking(real):
    return read_indicators(real("fingertips/smoking_qof_ccg_icb_2013-24.csv"), pasted="leave out")


def test_the_table_has_its_columns_and_the_case_those_of_the_schema(smoking):
    assert smoking.table.columns.tolist() == COLUMNS
    assert smoking.indicators().columns.tolist() == list(Indicator.model_fields)


def test_a_reading_becomes_the_indicators_of_a_case(smoking):
    case = wcc.read(wcc.sample("real")).replace(indicators=smoking.indicators())
    assert len(case.indicators) == len(smoking.table) == 767


def test_a_reading_can_be_compared(smoking):
    table = smoking.table
    boards = table[(table["area_type"] == "ICBs") & (table["period"] == "2022/23")]
    gaps = benchmark(boards, area=boards["area"].iloc[0])
    assert gaps.table["peers"].tolist() == [len(boards) - 1]


def test_fates_and_table_account_for_each_other(smoking):
    fates = smoking.fates
    assert fates.columns.tolist() == ["file", "sheet", "row", "fate", "key", "figures"]
    assert fates["figures"].sum() == len(smoking.table)
    assert fates["row"].tolist() == list(range(2, 889))
    assert smoking.counts().sum() == 887
    assert "91547, E92000001, 2013/14, Persons, 15+ yrs" in set(fates["key"])


def test_the_source_is_a_file_name_without_a_folder(smoking):
    assert set(smoking.table["source"]) == {"smoking_qof_ccg_icb_2013-24.csv"}


def test_a_reading_cannot_be_changed_through_its_tables(smoking):
    table = smoking.table
    table.loc[0, "value"] = -1.0
    assert smoking.table.loc[0, "value"] > 0
    fates = smoking.fates
    fates.loc[0, "row"] = 99
    assert smoking.fates.loc[0, "row"] == 2


def test_a_reading_keeps_when_stored_and_says_what_it_is(smoking):
    again = pickle.loads(pickle.dumps(smoking))
    assert again.table.equals(smoking.table) and again.fates.equals(smoking.fates)
    assert repr(smoking).startswith("<Reading: 1 indicators, 356 areas; rows: 761 used, 80 cat")


def test_the_year_of_the_pandemic_is_named(smoking):
    assert any(text.endswith("the pandemic: 2020/21.") for text in smoking.warnings)


def test_the_rows_are_those_the_spreadsheet_shows(real, smoking):
    lines = real("fingertips/smoking_qof_ccg_icb_2013-24.csv").read_text("utf-8-sig").splitlines()
    for at in (0, 300, 766):
        row = smoking.table.iloc[at]
        assert f",{row['area']}," in lines[row["row"] - 1]

"""Do the spellings, repeats, splits and gaps of Fingertips exports come out right?"""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.evidence import read_indicators
from wcc_prioritise.tables import InputError

PLAIN = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    "Compared to England value or percentiles,{parent},"
    "Time period Sortable,New data,Compared to goal"
)
A = PLAIN.format(parent="Compared to Region value or percentiles")
FORMS = {
    "A": A,
    "B": PLAIN.format(parent="Compared to ICB sub-locations value or percentiles")
    + ",Time period range",
    "C": "\ufeff"
    + ",".join(f'"{t}"' for t in A.replace("Area Name", "AreaName").split(","))
    + ',"Time period range"',
    "D": A.replace("Time period,", "Timeperiod,")
    .replace("Indicator ID", "IndicatorID")
    .replace("Area Code", "AreaCode")
    .replace(" ", "_"),
    "R": A.replace(" ", ""),
    "column not used": PLAIN.format(parent="Column not used"),
    "no name of the parent": PLAIN.format(parent="Compared to percentiles"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_headings_reads_alike(export, form):
    row = {
        "Value note": "Value estimated",
        "Recent Trend": "Increasing",
        "Compared to England value or percentiles": "Worse",
        "Compared to Region value or percentiles": "Better",
        "Lower CI 95.0 limit": "71",
        "Upper CI 95.0 limit": "87",
    }
    table = read_indicators(export(row, header=FORMS[form])).table
    got = table[["indicator", "area_name", "value", "lower", "upper", "verdict", "trend", "note"]]
    assert got.iloc[0].tolist() == [
        "1", "Northmere", 80.0, 71.0, 87.0, "Worse", "Increasing", "Value estimated",
    ]  # fmt: skip


def test_the_website_form_loses_its_commas_and_marks(real):
    table = read_indicators(real("fingertips/chd_admissions_utla_2022-23.csv")).table
    england = table[table["area"] == "E92000001"].iloc[0]
    assert england["count"] == 214_022 and england["row"] == 2
    empty = table[table["value"].isna()]
    assert len(empty) == 7 and empty["count"].isna().all()
    assert empty["note"].str.contains("Not presented|combined").all()
    assert not table["note"].str.contains("[<>]", na=False).any()


def test_the_combined_areas_keep_their_note(real):
    table = read_indicators(real("fingertips/chd_admissions_utla_2022-23.csv")).table
    joint = table[table["note"] == "Value for Hackney and City of London combined"]
    assert joint["value"].notna().sum() == 1 and len(joint) == 2


def test_a_suppressed_practice_keeps_its_denominator_and_reason(real):
    reading = read_indicators(real("fingertips/ae_attendances_0-4_pcn_2021-22.csv"))
    fate = reading.fates[reading.fates["fate"] == "suppressed"].iloc[0]
    row = reading.table[reading.table["row"] == fate["row"]].iloc[0]
    assert row["denominator"] == 21 and np.isnan(row["value"])
    assert row["note"] == "Value suppressed for disclosure control reasons"


def test_splits_by_deprivation_are_not_areas_unless_asked_for(real):
    path = real("fingertips/ae_attendances_0-4_pcn_2021-22.csv")
    assert read_indicators(path).table["category"].isna().all()
    kept = read_indicators(path, splits="keep").table
    split = kept[kept["category"].notna()]
    assert len(split) == 70 and split["category"].str.contains(": ").all()


def test_england_by_sex_is_three_figures(real):
    table = read_indicators(real("fingertips/ae_attendances_0-4_pcn_2021-22.csv")).table
    england = table[(table["area"] == "E92000001") & (table["period"] == "2021/22")]
    assert sorted(england["sex"]) == ["Female", "Male", "Persons"]


def test_england_repeated_under_two_parents_is_kept_once(real):
    reading = read_indicators(real("fingertips/dementia_qof_practices_2009-23.csv"))
    england = reading.table[reading.table["area"] == "E92000001"]
    assert len(england) == england["period"].nunique() == 14
    gone = reading.fates[reading.fates["fate"] == "duplicate"]
    assert set(gone["row"]) == set(england["row"] + 1)


def test_pasted_rows_are_refused_by_row_and_left_out_on_request(real):
    path = real("fingertips/smoking_qof_ccg_icb_2013-24.csv")
    with pytest.raises(InputError, match=r"40 in all.*as if pasted in by hand") as caught:
        read_indicators(path)
    assert len(caught.value.faults) == 40
    assert "leave them out with pasted='leave out'" in str(caught.value)
    reading = read_indicators(path, pasted="leave out")
    assert "2023/24" not in set(reading.table["period"])
    assert sorted(f.row for f in caught.value.faults) == sorted(
        reading.fates.loc[reading.fates["fate"] == "pasted without ids", "row"]
    )


def test_several_area_types_stay_apart(real):
    reading = read_indicators(
        real("fingertips/smoking_qof_ccg_icb_2013-24.csv"), pasted="leave out"
    )
    types = reading.table["area_type"].value_counts()
    assert types["ICB sub-locations"] > 100 and types["CCG"] > 100 and len(types) >= 10


def test_a_county_called_an_msoa_is_a_county(real):
    reading = read_indicators(real("fingertips/norfolk_msoa_mortality_2016-20.csv"))
    table = reading.table
    assert set(table.loc[table["area"] == "E10000020", "area_type"]) == {"County"}
    assert (table["area_type"] == "Middle Super Output Area").sum() == 1320
    assert any("Norfolk (E10000020)" in text for text in reading.warnings)


def test_life_expectancy_is_by_sex_and_has_no_count(real):
    table = read_indicators(real("fingertips/norfolk_msoa_mortality_2016-20.csv")).table
    years = table[table["indicator"] == "93283"]
    assert set(years["sex"]) == {"Male", "Female"} and years["count"].isna().all()
    assert set(table["period_start"]) == {2016} and set(table["period_length"]) == {5.0}


def test_a_code_repeated_before_the_name_goes(real):
    table = read_indicators(real("fingertips/obesity_smoking_practices_2022-23.csv")).table
    assert "Coastal Villages Practice" in set(table["area_name"])
    assert table["area_type"].isna().all()
    assert set(table["verdict"]) <= {"Better", "Worse", "Higher", "Lower", "Similar"}


def test_the_trend_stands_on_the_last_practice_row_alone(real):
    table = read_indicators(real("fingertips/hypertension_qof_trend_practice_pcn.csv")).table
    told = table[table["trend"].notna()]
    assert told[["period", "trend"]].values.tolist() == [["2023/24", "Increasing"]]
    assert (table["note"] == "Aggregated from all known lower geography values").sum() == 15


@pytest.mark.parametrize(
    ("period", "sortable", "start", "length"),
    [
        ("2022/23", "20220000", 2022, 1.0),
        ("2019", "20190000", 2019, 1.0),
        ("2016 - 20", "20160000", 2016, 5.0),
        ("2015/16 - 19/20", "20150000", 2015, 5.0),
        ("2019 Q1", "20190100", 2019, 0.25),
        ("April 2019", "20190400", 2019, 1 / 12),
        ("the third wave", "20210000", 2021, np.nan),
    ],
)
def test_periods_keep_their_text_and_get_start_and_length(export, period, sortable, start, length):
    path = export({"Time period": period, "Time period Sortable": sortable})
    row = read_indicators(path).table.iloc[0]
    assert (row["period"], row["period_start"]) == (period, start)
    assert row["period_length"] == pytest.approx(length, nan_ok=True)


def test_an_unreadable_period_takes_its_length_from_the_range(export):
    header = A + ",Time period range"
    path = export({"Time period": "wave three"}, header=header)
    path.write_text(path.read_text("utf-8").rstrip() + ",3y\n", "utf-8")
    row = read_indicators(path).table.iloc[0]
    assert (row["period_start"], row["period_length"]) == (2022, 3.0)


@pytest.mark.parametrize("number", ["1e400", "80%x", "eighty", "1_000"])
def test_a_cell_that_is_no_number_is_named(export, number):
    with pytest.raises(InputError, match=r"export.csv row 3, column value: found '.*a number"):
        read_indicators(export({}, {"Value": number, "Area Code": "E06000002"}))


def test_a_misspelt_heading_is_named_with_its_near_miss(export):
    path = export({}, header=A.replace("Area Code", "Area Cod"))
    with pytest.raises(InputError, match=r"row 1: found no column 'Area Code'.*mean 'Area Cod'\?"):
        read_indicators(path)


def test_a_misspelt_heading_that_is_not_needed_is_named_too(export):
    path = export({}, header=A.replace("Recent Trend", "Recent Trnd"))
    with pytest.raises(InputError, match=r"no column 'Recent Trend'.*'Recent Trnd'"):
        read_indicators(path)


def test_a_line_break_in_a_name_is_a_space_and_does_not_move_rows(export):
    path = export({"Indicator Name": '"Feet\nexamined"'}, {"Area Code": "E06000002"})
    table = read_indicators(path).table
    assert table["indicator_name"].tolist() == ["Feet examined", "Feet"]
    assert table["row"].tolist() == [2, 3]


def test_codes_stay_texts(export):
    codes = ["00E10", "007", "1E5"]
    path = export(*({"Area Code": code} for code in codes))
    assert read_indicators(path).table["area"].tolist() == codes


def test_blank_rows_have_a_fate(export):
    path = export({})
    path.write_text(path.read_text("utf-8") + "\n" + "," * 25 + "\n", "utf-8")
    fates = read_indicators(path).fates
    assert fates[["row", "fate"]].astype({"fate": str}).values.tolist() == [
        [2, "used"], [3, "blank row"], [4, "blank row"],
    ]  # fmt: skip


def test_the_publishers_words_are_kept_apart_from_the_parents(real):
    table = read_indicators(real("fingertips/chd_admissions_utla_2022-23.csv")).table
    raw = pd.read_csv(real("fingertips/chd_admissions_utla_2022-23.csv"), encoding="utf-8-sig")
    own = raw["Compared to England value or percentiles"]
    assert table["verdict"].tolist() == own.tolist()

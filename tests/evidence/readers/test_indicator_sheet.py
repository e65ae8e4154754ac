"""Does the small sheet fill blanks, and say what is wrong in it?"""

import pandas as pd
import pytest

from wcc_prioritise.evidence import benchmark, read_indicators
from wcc_prioritise.tables import InputError

SHEET = "indicator,polarity,unit,scale,pot"
AE = "fingertips/ae_attendances_0-4_pcn_2021-22.csv"


def test_the_sheet_fills_blanks_and_gives_pots(real, write):
    sheet = write("sheet.csv", SHEET, '93930,high is bad,"per 1,000","1,000",beds')
    reading = read_indicators(real(AE), indicators=sheet)
    assert set(reading.table["polarity"]) == {"high is bad"}
    assert set(reading.table["unit"]) == {"per 1,000"} and set(reading.table["scale"]) == {1000.0}
    assert reading.pots == {"93930": "beds"}
    assert not any("do not say" in text for text in reading.warnings)


def test_a_wrong_scale_is_found_out_by_the_counts(real):
    sheet = pd.DataFrame({"indicator": [93930], "unit": ["%"], "scale": [100]})
    with pytest.raises(InputError, match=r"rows .* and 1,\d+ more .*allowed: value = count"):
        read_indicators(real(AE), indicators=sheet)


def test_without_a_direction_the_gap_has_none(real):
    reading = read_indicators(real("fingertips/chd_admissions_utla_2022-23.csv"))
    gap = benchmark(reading.table, area="E08000008").table.iloc[0]
    assert gap["verdict"] == "no direction given" and gap["opportunity"] != gap["opportunity"]


def test_the_sheet_to_fill_says_what_the_figures_suggest(real):
    sheet = read_indicators(real(AE)).indicator_sheet()
    assert sheet["seen"].tolist() == [
        "value = count / denominator x 1,000 in 1208 of 1208 rows; "
        "the publisher's Better means high is bad"
    ]
    assert sheet[["unit", "scale", "polarity", "pot"]].isna().all(axis=None)
    coronary = read_indicators(real("fingertips/chd_admissions_utla_2022-23.csv"))
    assert coronary.indicator_sheet()["seen"].tolist() == [
        "the publisher's Better means high is bad"
    ]


def test_the_sheet_to_fill_can_be_given_back(real):
    path = real(AE)
    sheet = read_indicators(path).indicator_sheet().assign(unit="per 1,000", scale=1000)
    table = read_indicators(path, indicators=sheet).table
    assert set(table["scale"]) == {1000.0} and table["polarity"].isna().all()


def test_definitions_as_published_are_a_sheet(real):
    path = real("qof/qof_ccg_long_2014-15_to_2019-20.csv")
    sheet = real("qof/qof_indicator_definitions.csv")
    table = read_indicators(path, indicators=sheet, denominator="both").table
    told = table.drop_duplicates("indicator").set_index("indicator")
    assert told.loc["AF007 (everyone)", "polarity"] == "high is good"
    assert pd.isna(told.loc["COPD_PREV", "polarity"])
    assert told.loc["DM014", "indicator_name"].startswith("The percentage of patients newly")


def test_what_a_file_says_itself_is_kept(write):
    lines = ("indicator,area,period,value,scale", "F,A,2024,5,100")
    sheet = pd.DataFrame({"indicator": ["F"], "scale": [1000]})
    reading = read_indicators(write("f.csv", *lines), indicators=sheet)
    assert reading.table["scale"].tolist() == [100.0]
    assert "F: the scale of the file is kept, not the indicator sheet's." in reading.warnings


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((SHEET, "F,upwards,%,100,"), r"row 2, column polarity: found 'upwards'; allowed: 'high"),
        ((SHEET, "F,high is good,%,many,"), r"row 2, column scale: found 'many'"),
        ((SHEET, "F,,%,100,", "F,,%,10,"), r"row 3, column indicator: found a second row for F"),
        (("indicator,polarty,unit", "F,high is good,%"), r"a column 'polarty'.*'polarity'"),
        (("name,unit", "F,%"), r"no column 'indicator'"),
    ],
)
def test_faults_of_the_sheet(write, lines, words):
    with pytest.raises(InputError, match=words):
        read_indicators(
            write("f.csv", "indicator,area,period,value", "F,A,2024,5"),
            indicators=write("sheet.csv", *lines),
        )


def test_a_near_miss_of_a_code_is_told(write):
    path = write("f.csv", "indicator,area,period,value", "DM014,A,2024,5")
    sheet = pd.DataFrame({"indicator": ["DM0014"], "polarity": ["high is good"]})
    warnings = read_indicators(path, indicators=sheet).warnings
    assert "indicator sheet: no file has 'DM0014'; did you mean 'DM014'?" in warnings

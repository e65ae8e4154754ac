"""Do cancer waits come out in per cent, by area, without hubs and the unknown?"""

import numpy as np
import pytest

from wcc_prioritise.evidence import read_indicators
from wcc_prioritise.tables import InputError

CCGS = "cancer_waits/cancer_waits_commissioner_jul2021.xlsx"
ICBS = "cancer_waits/cancer_waits_commissioner_jul2023.xlsx"
TWO_WEEKS = "TWO WEEK WAIT-ALL CANCER"


def test_a_fraction_comes_out_in_per_cent(real):
    table = read_indicators(real(CCGS)).table
    row = table[(table["indicator"] == TWO_WEEKS) & (table["area"] == "02P")].iloc[0]
    assert row["value"] == pytest.approx(94.8123620309051)
    assert (row["count"], row["denominator"], row["unit"]) == (859, 906, "%")
    assert (row["period"], row["period_start"], row["row"]) == ("Jul 2021", 2021, 9)
    assert row["period_length"] == pytest.approx(1 / 12)


def test_an_empty_percentage_is_calculated_and_says_so(real):
    table = read_indicators(real(CCGS)).table
    row = table[(table["indicator"] == TWO_WEEKS) & (table["area"] == "99E")].iloc[0]
    assert row["value"] == pytest.approx(100 * 991 / 1178)
    assert row["note"] == "value calculated from the counts"


def test_one_standard_moves_from_groups_to_boards(real):
    kinds = {name: read_indicators(real(name)).table["area_type"].unique() for name in (CCGS, ICBS)}
    assert [list(kind) for kind in kinds.values()] == [["CCG"], ["ICB"]]
    assert set(read_indicators(real(CCGS)).table["indicator"]) == set(
        read_indicators(real(ICBS)).table["indicator"]
    )


def test_hubs_and_the_unknown_are_no_areas(real):
    reading = read_indicators(real(ICBS))
    assert not reading.table["area_name"].str.contains("HUB$|UNKNOWN").any()
    hubs = reading.fates[reading.fates["fate"] == "commissioning hub"]
    assert len(hubs) == 40 and hubs["key"].str.contains("HUB").all()
    assert (hubs["figures"] == 0).all()


def _book(tmp_path, *rows, period="PERIOD: JAN 2021/22"):
    import xlsxwriter

    path = tmp_path / "waits.xlsx"
    lines = [
        ["62-DAY WAIT (SYNTHETIC)"],
        [period],
        ["", "CCG CODE", "CLINICAL COMMISSIONING GROUP (CCG)", "CANCER TYPE", "TOTAL",
         "WITHIN 62 DAYS", "AFTER 62 DAYS", "TREATED WITHIN 62 DAYS"],
        *rows,
    ]  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("62-DAY")
        for at, row in enumerate(lines):
            sheet.write_row(at, 0, row)
    return path


def test_percentages_totals_notes_and_types_of_cancer(tmp_path):
    path = _book(
        tmp_path,
        ["", "007", "NORTHMERE", "ALL CANCERS", 50, 40, 10, 80.0],
        ["", "007", "NORTHMERE", "BREAST", 10, 8, 2, 80.0],
        ["", "", "TOTAL", "ALL CANCERS", 50, 40, 10, 80.0],
        ["Note: invented"],
    )
    reading = read_indicators(path)
    assert reading.counts().to_dict() == {
        "heading": 3, "used": 1, "category split": 1, "total": 1, "note under the table": 1,
    }  # fmt: skip
    assert reading.table["value"].tolist() == [80.0]
    assert reading.table["period"].tolist() == ["Jan 2022"]
    kept = read_indicators(path, splits="keep").table
    assert kept["category"].tolist()[1] == "BREAST" and np.isclose(kept["value"], 80).all()


def test_a_share_its_counts_do_not_give_is_refused(tmp_path):
    path = _book(tmp_path, ["", "007", "NORTHMERE", "ALL", 50, 40, 10, 0.7])
    with pytest.raises(InputError, match=r"sheet 62-DAY row 4.*found 0\.7, but 40 of 50 is 0\.8"):
        read_indicators(path)


def test_a_month_that_is_not_said_is_asked_for(tmp_path):
    row = ["", "007", "NORTHMERE", "ALL", 50, 40, 10, 0.8]
    with pytest.raises(InputError, match="no line that says the month"):
        read_indicators(_book(tmp_path, row, period="PERIOD: SUMMER"))

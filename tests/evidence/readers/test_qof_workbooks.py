"""Do the framework's workbooks read, whichever way round their columns stand?"""

import numpy as np
import pytest

from wcc_prioritise.evidence import read_indicators
from wcc_prioritise.tables import InputError

NEW = "qof/qof-1920-prev-ach-pca-ccg_slice.xlsx"
OLD = "qof/qof-1819-prev-ach-exc-ccg_slice.xlsx"
LONG = "qof/qof_ccg_long_2014-15_to_2019-20.csv"


@pytest.mark.parametrize(("name", "year"), [(NEW, "2019-20"), (OLD, "2018-19")])
@pytest.mark.parametrize("which", ["net of exceptions", "everyone"])
def test_a_workbook_agrees_with_the_long_table(real, name, year, which):
    book = read_indicators(real(name), denominator=which).table
    long = read_indicators(real(LONG), denominator=which).table
    keys = ["indicator", "area", "period"]
    both = book[book["period"] == year].merge(long, on=keys, suffixes=("", "_long"))
    assert len(both) >= 6 * 135
    for column in ("value", "count", "denominator"):
        assert np.allclose(both[column], both[f"{column}_long"], rtol=1e-9)


def test_the_list_size_is_the_one_that_gives_the_prevalence(real):
    table = read_indicators(real(NEW)).table.set_index(["indicator", "area", "period"])
    coronary = table.loc[("CHD_PREV", "07L", "2019-20")]  # the register stands before the lists
    assert (coronary["count"], coronary["denominator"]) == (3964, 232_895)
    diabetes = table.loc[("DM_PREV", "02Q", "2019-20")]  # two lists: 17 and over, 40 and over
    assert (diabetes["count"], diabetes["denominator"]) == (8053, 97_493)
    assert diabetes["note"] == "List size ages 17+"
    prevalence = table[table.index.get_level_values(0).str.endswith("_PREV")]
    assert prevalence["value"].max() < 25


def test_both_years_stand_side_by_side(real):
    table = read_indicators(real(NEW)).table
    prevalence = table[table["indicator"] == "COPD_PREV"]
    assert prevalence["period"].value_counts().to_dict() == {"2018-19": 135, "2019-20": 135}
    assert set(table.loc[table["indicator"] == "COPD003", "period"]) == {"2019-20"}


def test_a_merged_group_without_last_years_figures_is_named(real):
    reading = read_indicators(real(OLD))
    assert any("sheet COPD: not every figure" in text and "67" in text for text in reading.warnings)
    table = reading.table
    merged = table[(table["area"] == "14Y") & (table["indicator"] == "COPD_PREV")]
    assert merged["period"].tolist() == ["2018-19"]


def test_last_years_figures_yield_to_last_years_own_workbook(real, tmp_path):
    for name in (NEW, OLD):
        (tmp_path / real(name).name).write_bytes(real(name).read_bytes())
    table = read_indicators(tmp_path).table
    own = table[(table["indicator"] == "COPD_PREV") & (table["period"] == "2018-19")]
    assert own.loc[own["area"] == "07L", "source"].tolist() == [real(OLD).name]


def _sheet(tmp_path, change):
    import xlsxwriter

    rows = [
        ["Table 4 (SYNTHETIC), 2019-20, CCG level"] + [""] * 8,
        ["", "", "Prevalence", "", "", "Achievement", "", "", ""],
        ["", "", "2019-20", "", "", "CHD005", "", "", ""],
        ["", "", "", "", "", "", "", "Underlying Achievement", ""],
        [
            "CCG code", "CCG name", "Register", "List size", "Prevalence (%)",
            "Numerator", "Denominator", "net of PCAs (%)", "PCAs",
        ],
        ["007", "Northmere", 50, 1000, 5.0, 40, 50, 80.0, 2],
        ["008", "Southmere", 60, 1000, 6.0, 30, 50, 60.0, 2],
        ["", "England", 110, 2000, 5.5, 70, 100, 70.0, 4],
        ["", "All of them", 110, 2000, 5.5, 70, 100, 70.0, 4],
        ["z = not applicable"] + [""] * 8,
    ]  # fmt: skip
    change(rows)
    path = tmp_path / "qof.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("CHD")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


def test_england_is_an_area_and_a_nameless_sum_a_total(tmp_path):
    reading = read_indicators(_sheet(tmp_path, lambda rows: None))
    assert reading.table["area"].unique().tolist() == ["007", "008", "E92000001"]
    england = reading.table[reading.table["area"] == "E92000001"]
    assert set(england["area_type"]) == {"England"}
    assert reading.counts().to_dict() == {
        "heading": 5, "used": 3, "total": 1, "note under the table": 1,
    }  # fmt: skip


def test_a_prevalence_no_list_gives_is_refused_with_its_row(tmp_path):
    path = _sheet(tmp_path, lambda rows: rows[6].__setitem__(4, 7.5))
    with pytest.raises(InputError, match=r"sheet CHD row 7.*prevalence of 7\.5 beside a register"):
        read_indicators(path)


def test_an_achievement_its_counts_do_not_give_is_refused_with_its_row(tmp_path):
    path = _sheet(tmp_path, lambda rows: rows[5].__setitem__(7, 0.8))
    with pytest.raises(InputError, match=r"sheet CHD row 6.*found 0\.8, but 40 of 50 is 80"):
        read_indicators(path)

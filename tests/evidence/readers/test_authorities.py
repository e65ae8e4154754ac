"""Are tables that hold values alone read, and their want of doubt said?"""

import pytest

from wcc_prioritise.evidence import benchmark, read_indicators

FALLS = "la_tidy/admissions_falls_la.csv"
DEMENTIA = "la_tidy/dementia_diagnosis_la.csv"


def test_values_come_without_interval_count_or_denominator(real):
    reading = read_indicators(real(DEMENTIA))
    assert reading.table[["lower", "upper", "count", "denominator"]].isna().all(axis=None)
    assert "no opportunity can be given" in " ".join(reading.warnings)


def test_measure_is_the_unit_and_unit_the_sex(real):
    row = read_indicators(real(DEMENTIA)).table.iloc[0]
    assert (row["unit"], row["sex"], row["scale"]) == ("Proportion", "Persons", 100.0)
    assert (row["area_type"], row["verdict"]) == ("Combined authority", "Better")


def test_missing_values_are_left_missing(real):
    reading = read_indicators(real(FALLS))
    assert reading.table["value"].isna().sum() == 23 and reading.table["scale"].isna().all()


def test_a_gap_has_no_interval_and_no_opportunity(real):
    sheet = read_indicators(real(DEMENTIA)).indicator_sheet().assign(polarity="high is good")
    table = read_indicators(real(DEMENTIA), indicators=sheet.drop(columns="seen")).table
    gap = benchmark(table, area="E06000001").table.iloc[0]
    assert gap["verdict"] == "no interval" and gap["opportunity"] != gap["opportunity"]
    assert gap["gap"] == pytest.approx(gap["peer_mean"] - gap["value"])

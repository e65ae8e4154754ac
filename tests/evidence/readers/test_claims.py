"""Is a figure that several rows claim given to the right one, or asked about?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.evidence import read_indicators
from wcc_prioritise.tables import InputError


def test_two_values_for_one_figure_are_an_error_that_names_both_rows(export):
    path = export({}, {"Value": "81", "Count": "81"})
    with pytest.raises(InputError, match=r"row 3: found 81 for 1, E06000001.*row 2 has 80"):
        read_indicators(path)


def test_a_conflict_between_files_names_both(export, tmp_path):
    export({}, name="a.csv")
    export({"Value": "81"}, name="b.csv")
    with pytest.raises(InputError, match=r"b\.csv row 2: found 81.*row 2 of a\.csv has 80"):
        read_indicators(tmp_path)


def test_equal_values_on_other_denominators_are_a_conflict_that_says_which(export):
    with pytest.raises(InputError, match=r"denominator 200 and 100"):
        read_indicators(export({}, {"Denominator": "200"}))


def test_the_older_area_type_is_superseded(export):
    old, new = "CCGs (from Apr 2020)", "CCGs (from Apr 2021)"
    path = export({"Area Type": old, "Value": "79"}, {"Area Type": new})
    reading = read_indicators(path)
    assert reading.table["area_type"].tolist() == [new]
    assert reading.fates["fate"].tolist() == ["superseded area type", "used"]


def test_types_without_dates_and_with_one_value_are_duplicates(export):
    reading = read_indicators(export({"Area Type": "UA"}, {"Area Type": "District & UA"}))
    assert reading.fates["fate"].tolist() == ["used", "duplicate"]


def test_types_without_dates_and_with_two_values_are_asked_about(export):
    with pytest.raises(InputError, match="one row for each indicator"):
        read_indicators(export({"Area Type": "UA"}, {"Area Type": "County", "Value": "3"}))


def test_two_types_of_different_areas_are_both_kept(export):
    path = export(
        {"Area Type": "CCGs (from Apr 2020)"},
        {"Area Type": "CCGs (from Apr 2021)", "Area Code": "E38000002"},
    )
    assert len(read_indicators(path).table) == 2


def test_a_period_is_the_same_however_it_is_spelt(export, tmp_path):
    export({}, name="a.csv")
    export({"Time period": "2022-23"}, name="b.csv")
    assert read_indicators(tmp_path).counts().to_dict() == {"used": 1, "duplicate": 1}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=25))
def test_repeats_in_any_order_leave_one_row_a_key(tmp_path_factory, pairs):
    folder = tmp_path_factory.mktemp("repeats")
    lines = [f"A{area},{2010 + year},{10 * area + year}" for area, year in pairs]
    (folder / "f.csv").write_text("\n".join(["area,period,value", *lines]))
    mapping = {"indicator": "=F", "area": "area", "period": "period", "value": "value"}
    reading = read_indicators(folder / "f.csv", mapping=mapping)
    assert len(reading.table) == len(set(pairs)) == reading.counts()["used"]
    assert len(reading.fates) == len(pairs) and reading.fates["figures"].sum() == len(set(pairs))

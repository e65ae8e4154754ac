"""Are counts by practice and their names read together?"""

import shutil

import pytest

from wcc_prioritise.evidence import read_indicators
from wcc_prioritise.evidence.readers.practices import list_ages
from wcc_prioritise.tables import InputError

COUNTS = "qof/PREVALENCE_2021_v2_sussex.csv"
NAMES = "qof/MAPPING_NHS_GEOGRAPHIES_2021_sussex.csv"


def test_counts_get_their_names_years_and_ages(real):
    table = read_indicators(real(COUNTS)).table
    row = table[(table["area"] == "G81001") & (table["indicator"] == "AST_PREV")].iloc[0]
    assert (row["area_name"], row["period"], row["age"]) == (
        "Hove Medical Centre", "2020-21", "6+",
    )  # fmt: skip
    assert row["value"] == pytest.approx(100 * 629 / 8607)
    assert table["area_name"].notna().all() and set(table["area_type"]) == {"GP practice"}


def test_a_folder_of_both_gives_the_names_their_fate(real, tmp_path):
    for name in (COUNTS, NAMES):
        shutil.copy(real(name), tmp_path)
    counts = read_indicators(tmp_path).counts()
    assert counts.to_dict() == {"used": 3486, "names of areas": 166}


def test_without_the_names_they_are_asked_for(real, tmp_path):
    shutil.copy(real(COUNTS), tmp_path)
    with pytest.raises(InputError, match=r"without the names.*MAPPING_NHS_GEOGRAPHIES.*one folder"):
        read_indicators(tmp_path)


def test_names_alone_are_no_figures(real, tmp_path):
    shutil.copy(real(NAMES), tmp_path)
    with pytest.raises(InputError, match=r"names of practices.*together with PREVALENCE"):
        read_indicators(tmp_path)


def test_years_that_no_name_tells_are_asked_for(real, tmp_path):
    shutil.copy(real(COUNTS), tmp_path / "counts.csv")
    shutil.copy(real(NAMES), tmp_path / "names.csv")
    with pytest.raises(InputError, match=r"counts.csv: found no years"):
        read_indicators(tmp_path)
    told = read_indicators(tmp_path, mapping={"period": "=2020-21"}).table
    assert set(told["period"]) == {"2020-21"}


@pytest.mark.parametrize(("kind", "ages"), [("50OV", "50+"), ("TOTAL", "all ages"), ("X", "X")])
def test_a_kind_of_list_is_told_in_ages(kind, ages):
    assert list_ages(kind) == ages

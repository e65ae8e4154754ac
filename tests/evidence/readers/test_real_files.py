"""Does every published file read, with the rows and fates that its README tells?"""

import pytest

from wcc_prioritise.evidence import read_attributes, read_indicators, read_peers

REGIONS = {
    "east midlands": (55, 2),
    "east of england": (65, 0),
    "london": (175, 2),
    "north east": (70, 0),
    "north west": (125, 0),
    "south east": (105, 0),
    "south west": (89, 4),
    "west midlands": (80, 0),
    "yorkshire": (85, 0),
}
FATES = {
    "fingertips/chd_admissions_utla_2022-23.csv": {"used": 147, "no value": 7},
    "fingertips/norfolk_msoa_mortality_2016-20.csv": {"used": 1344},
    "fingertips/hypertension_qof_trend_practice_pcn.csv": {"used": 45},
    "fingertips/obesity_smoking_practices_2022-23.csv": {"used": 10},
    "fingertips/ae_attendances_0-4_pcn_2021-22.csv": {
        "used": 1208,
        "category split": 70,
        "suppressed": 1,
    },
    "fingertips/smoking_qof_ccg_icb_2013-24.csv": {
        "used": 761,
        "category split": 80,
        "pasted without ids": 40,
        "no value": 6,
    },
    "fingertips/dementia_qof_practices_2009-23.csv": {"used": 210, "duplicate": 14},
    "la_tidy/admissions_falls_la.csv": {"used": 2601, "no value": 23},
    "la_tidy/admissions_self_harm_la.csv": {"used": 2601, "no value": 23},
    "la_tidy/dementia_diagnosis_la.csv": {"used": 656},
    "qof/qof_ccg_long_2014-15_to_2019-20.csv": {"used": 20057},
    "qof/PREVALENCE_2021_v2_sussex.csv": {"used": 3486},
    "qof/qof-1920-prev-ach-pca-ccg_slice.xlsx": {
        "used": 6 * 135,
        "heading": 6 * 14,
        "blank row": 6 * 5,
        "note under the table": 6 * 2,
        "not a table": 82,
    },
    "qof/qof-1819-prev-ach-exc-ccg_slice.xlsx": {
        "used": 3 * 191,
        "heading": 3 * 14,
        "blank row": 3 * 5,
        "note under the table": 3 * 2,
        "not a table": 81,
    },
    "cancer_waits/cancer_waits_commissioner_jul2021.xlsx": {
        "used": 1058,
        "commissioning hub": 9,
        "unknown area": 10,
        "heading": 77,
        "not a table": 64,
    },
    "cancer_waits/cancer_waits_commissioner_jul2023.xlsx": {
        "used": 420,
        "commissioning hub": 40,
        "unknown area": 10,
        "heading": 77,
        "not a table": 65,
    },
} | {
    f"fingertips/suicide_regional_exports/indicators-CountyUA.data {region}.csv": (
        {"used": rows - empty} | ({"no value": empty} if empty else {})
    )
    for region, (rows, empty) in REGIONS.items()
}
ATTRIBUTES = {
    "peers/April2021_Similar10CCG_InputData.xlsx": (106, 10),
    "peers/IMD_CCG_2019_slice.xlsx": (191, 22),
    "peers/IMD_CCG_2015_slice.xlsx": (209, 10),
    "peers/imd2019_england_ltla19.csv": (317, 17),
    "peers/imd2025_england_icb24.csv": (42, 56),
    "peers/SAPE21DT6b_mid2018_persons_sheet.csv": (215, 5),
    "peers/icb_weighted_populations_2025-26.csv": (42, 10),
    "peers/gp-reg-pat-prac-all_jan2021.csv": (6658, 0),
}
PEERS = {
    "peers/similar10_computed_from_april2021_inputs.csv": (1060, 106),
    "peers/similar10_ccg_lookup_2016.csv": (2090, 209),
}
AS_SHEET = "qof/qof_indicator_definitions.csv"
NAMES = "qof/MAPPING_NHS_GEOGRAPHIES_2021_sussex.csv"


@pytest.mark.parametrize("name", FATES)
def test_every_row_of_the_file_has_its_fate(real, name):
    reading = read_indicators(real(name), pasted="leave out")
    assert reading.counts().to_dict() == FATES[name]
    in_table = sum(FATES[name].get(fate, 0) for fate in ("used", "suppressed", "no value"))
    if not name.endswith(".xlsx"):
        assert len(reading.table) == in_table
    assert not reading.table.duplicated(
        ["indicator", "area", "period", "sex", "age", "category"]
    ).any()


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_every_table_of_attributes_reads(real, name):
    table = read_attributes(real(name))
    own = [column for column in table if column.startswith("attribute_")]
    assert (len(table), len(own)) == ATTRIBUTES[name]
    assert table["area"].is_unique and table["area_type"].notna().all()
    assert table[own].notna().all(axis=None)


@pytest.mark.parametrize("name", PEERS)
def test_every_list_of_peers_reads(real, name):
    table = read_peers(real(name))
    assert (len(table), table["area"].nunique()) == PEERS[name]
    assert (table.groupby("area")["order"].apply(sorted).map(tuple) == tuple(range(1, 11))).all()


def test_no_published_file_is_left_out_of_these_tests(real):
    folder = real("la_tidy/admissions_falls_la.csv").parents[1]
    there = {
        str(path.relative_to(folder).as_posix())
        for path in folder.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    assert there == {*FATES, *ATTRIBUTES, *PEERS, AS_SHEET, NAMES}


def test_nine_regional_exports_become_one_table(real):
    reading = read_indicators(real("fingertips/suicide_regional_exports"))
    assert reading.counts().to_dict() == {"used": 801, "duplicate": 40, "no value": 8}
    assert len(reading.fates) == 849 and len(reading.table) == 809
    types = reading.table.drop_duplicates("area")["area_type"].value_counts()
    assert types.to_dict() == {"County & UA": 152, "Region": 9, "England": 1}
    assert reading.table["source"].nunique() == 9


def test_a_folder_of_every_form_of_the_framework_agrees_with_itself(real):
    folder = real("qof/qof-1819-prev-ach-exc-ccg_slice.xlsx").parent
    reading = read_indicators(folder, indicators=folder / "qof_indicator_definitions.csv")
    counts = reading.counts()
    assert counts["used"] == 21373 and counts["duplicate"] == 3553
    assert counts["names of areas"] == 166
    assert any("qof_indicator_definitions.csv" in text for text in reading.warnings)


def test_sheets_that_were_left_aside_are_named(real):
    reading = read_indicators(real("cancer_waits/cancer_waits_commissioner_jul2021.xlsx"))
    assert "11 sheets were looked at, 10 hold a table of indicators; left aside: Frontpage" in (
        " ".join(reading.warnings)
    )

"""Are populations, ages and deprivation read as attributes of areas?"""

import numpy as np
import pytest

from wcc_prioritise.evidence import read_attributes
from wcc_prioritise.tables import InputError

AGES = "peers/SAPE21DT6b_mid2018_persons_sheet.csv"


def test_ages_are_shares_of_the_population(real):
    table = read_attributes(real(AGES)).set_index("area")
    assert table.loc["E92000001", "population"] == 55_977_178
    shares = table.filter(like="attribute_aged")
    assert list(shares) == [
        "attribute_aged_0_17", "attribute_aged_18_39", "attribute_aged_40_64",
        "attribute_aged_65_84", "attribute_aged_85_plus",
    ]  # fmt: skip
    assert np.allclose(shares.sum(axis=1), 1)
    assert table["area_type"].value_counts().to_dict() == {
        "CCG or ICB sub-location": 195, "NHS local office": 14, "NHS region": 5, "England": 1,
    }  # fmt: skip


def test_ages_that_do_not_add_up_are_refused(real, tmp_path):
    text = real(AGES).read_text("utf-8").replace("55977178", "55977179")
    (tmp_path / "ages.csv").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"row 9, column All Ages.*do not add up"):
        read_attributes(tmp_path / "ages.csv")


def test_sheets_of_deprivation_stand_side_by_side(real):
    table = read_attributes(real("peers/IMD_CCG_2019_slice.xlsx")).set_index("area")
    row = table.loc["E38000004"]
    assert row["attribute_health_deprivation_and_disability_average_score"] == 0.204
    assert row["attribute_idaopi_average_score"] == 0.261
    assert row["area_name"] == "NHS Barking and Dagenham CCG"


def test_an_area_that_stands_twice_is_refused(write):
    header = "ICB,ICBname,Rcode,Region,practices,Population,Final WP"
    path = write("w.csv", header, "QE1,A,Y1,N,3,10,11", "QE1,A,Y1,N,3,10,11")
    with pytest.raises(InputError, match=r"row 3, column ICB: found a second row for QE1"):
        read_attributes(path)


def test_a_cell_that_is_no_number_is_named(write):
    header = "ICB,ICBname,Rcode,Region,practices,Population,Final WP"
    with pytest.raises(InputError, match=r"row 2, column finalwp: found 'many'"):
        read_attributes(write("w.csv", header, "QE1,A,Y1,N,3,10,many"))


def test_parts_of_a_practice_are_no_practices(write):
    header = (
        "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,"
        "NUMBER_OF_PATIENTS"
    )
    rows = [f"X,01JAN2021,GP,00L,E38,A81,X,{sex},ALL,{n}" for sex, n in (("ALL", 9), ("MALE", 4))]
    table = read_attributes(write("gp.csv", header, *rows))
    assert table[["area", "population"]].values.tolist() == [["A81", 9.0]]

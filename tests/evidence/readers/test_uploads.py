"""Does the new upload form, which names neither indicator nor areas, read?"""

import pytest

from wcc_prioritise.evidence import read_indicators
from wcc_prioritise.evidence.readers.uploads import period_between
from wcc_prioritise.tables import InputError

HEADER = (
    "area_code,date_from,date_to,period_type,sex,age_from_years_inclusive,"
    "age_to_years_inclusive,deprivation_decile,deprivation_category,count,value,denominator,"
    "lower_ci_95,upper_ci_95,lower_ci_99_8,upper_ci_99_8"
)
ROWS = (
    "E06000001,2023-04-01,2024-03-31,Financial,Persons,18,64,,,80,80,100,71,87,,",
    "E06000001,2023-04-01,2024-03-31,Financial,Persons,18,64,3,IMD 2019,8,40,20,22,61,,",
    "E06000002,2023-04-01,2024-03-31,Financial,Persons,18,,,,,,,,,,",
)


def test_the_upload_form_reads_once_the_indicator_is_said(write):
    path = write("upload.csv", HEADER, *ROWS)
    fixed = {"indicator": "=93014", "unit": "=%", "scale": "=100"}
    reading = read_indicators(path, mapping=fixed)
    assert reading.counts().to_dict() == {"used": 1, "category split": 1, "no value": 1}
    row = reading.table.iloc[0]
    assert (row["indicator"], row["period"], row["age"]) == ("93014", "2023/24", "18-64 yrs")
    assert (row["area_type"], row["scale"]) == ("Unitary authority", 100.0)
    assert reading.table["age"].tolist()[1] == "18+ yrs"


def test_without_an_indicator_it_is_asked_for(write):
    with pytest.raises(InputError, match=r"no column that says which indicator.*'=CODE'"):
        read_indicators(write("upload.csv", HEADER, *ROWS))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("01/04/2020", "31/03/2023", "2020/21 - 22/23"),
        ("2023-04-01", "2023-06-30", "Apr 2023 - Jun 2023"),
        ("2023-04-01", "2023-04-30", "Apr 2023"),
        ("spring", "", "spring"),
    ],
)
def test_dates_become_the_words_of_publishers(first, last, words):
    assert period_between(first, last) == words

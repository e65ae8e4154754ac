"""Files for the tests of the readers: published ones, and small ones written on the spot."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
KEPT = REPOSITORY / "tests" / "data" / "real"
SHARED = REPOSITORY.parent / "shared" / "data" / "real"

FINGERTIPS = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    "Compared to England value or percentiles,Compared to Region value or percentiles,"
    "Time period Sortable,New data,Compared to goal"
)


@pytest.fixture(scope="session")
def real():
    """Find a published file: among those kept with the tests, or in the shared folder."""

    def find(name):
        for folder in (KEPT, SHARED):
            if (folder / name).exists():
                return folder / name
        pytest.skip("shared data is absent")

    return find


@pytest.fixture
def write(tmp_path):
    """Write a text file (SYNTHETIC) and give its path."""

    def make(name, *lines):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return make


@pytest.fixture
def export(write):
    """Write a Fingertips export (SYNTHETIC) of rows that say only what matters."""

    def make(*rows, name="export.csv", header=FINGERTIPS):
        titles = FINGERTIPS.split(",")
        usual = {
            "Indicator ID": "1",
            "Indicator Name": "Feet",
            "Area Code": "E06000001",
            "Area Name": "Northmere",
            "Area Type": "UA",
            "Sex": "Persons",
            "Age": "All ages",
            "Time period": "2022/23",
            "Value": "80",
            "Count": "80",
            "Denominator": "100",
            "Time period Sortable": "20220000",
        }
        lines = [",".join((usual | row).get(title, "") for title in titles) for row in rows]
        return write(name, header, *lines)

    return make

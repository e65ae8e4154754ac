"""Make the real evidence folder again, byte for byte, from the published files kept with the tests.

Run ``python make_real.py`` to write the tables beside this script, or call ``main(folder)``. The
sources stand in ``tests/data/real`` of the repository; an installed copy has the tables only.
"""

import csv
import runpy
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
PUBLISHED = HERE.parents[1] / "tests" / "data" / "real"

panel = SimpleNamespace(**runpy.run_path(str(HERE.parent / "simulated_panel.py")))

PERIOD = "2015-16"
SOURCE = "NHS Digital, QOF 2015-16, OGL v3.0"
PEER_SOURCE = "NHS England, Similar 10 CCGs 2016, OGL v3.0"
ALL_AGES = "COPD_PREV"
"""The measure whose denominator is the registered list of all ages."""

MEASURES = """
indicator|indicator_name|age|polarity
AF007|Atrial fibrillation at risk of stroke: treated with anticoagulants|all|high is good
CHD007|Coronary heart disease: flu jab in the season|all|high is good
COPD003|COPD: reviewed with breathlessness score in the year|all|high is good
COPD007|COPD: flu jab in the season|all|high is good
CS002|Cervical screening in five years|25-64|high is good
DEM004|Dementia: care plan reviewed face to face in the year|all|high is good
DM012|Diabetes: feet examined in the year|17+|high is good
DM014|Newly diagnosed diabetes: referred to education within nine months|17+|high is good
DM018|Diabetes: flu jab in the season|17+|high is good
MH002|Severe mental illness: care plan agreed in the year|all|high is good
MH003|Severe mental illness: blood pressure taken in the year|all|high is good
COPD_PREV|COPD recorded (prevalence)|all|
DM_PREV|Diabetes recorded (prevalence)|17+|
HYP_PREV|High blood pressure recorded (prevalence)|all|
"""
"""Measures in our words. Recorded prevalence is neither good nor bad, so it has no polarity."""


def read_published(name):
    """Read one published file; codes such as 00C stay text."""
    path = PUBLISHED / name
    if not path.is_file():
        raise SystemExit(f"{path.name} is not here: make_real.py runs inside the repository only.")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def published_year():
    """Read the counts of the year, by measure and CCG code."""
    rows = read_published("qof/qof_ccg_long_2014-15_to_2019-20.csv")
    return {
        (row["indicator_code"], row["ccg_code"]): row for row in rows if row["period"] == PERIOD
    }


def make_areas(counts, similar):
    """List the CCGs with their registered people."""
    names = {row["CCG16CDH"]: row["CCG16NM"] for row in similar}
    return [
        {"area": code, "area_name": names[code], "area_type": "CCG", "population": people}
        for code in sorted(names)
        for people in [counts[ALL_AGES, code]["denominator"]]
    ]


def make_indicators(counts, areas):
    """Give every measure of every CCG, with count, denominator and percentage."""
    rows = []
    for measure in panel.rows_of(MEASURES):
        for area in areas:
            row = counts[measure["indicator"], area["area"]]
            count, denominator = int(row["numerator"]), int(row["denominator"])
            rows.append(
                measure
                | {column: area[column] for column in ("area", "area_name", "area_type")}
                | {"period": PERIOD, "sex": "persons", "unit": "%", "scale": 100}
                | {"value": f"{100 * count / denominator:.6f}", "count": count}
                | {"denominator": denominator, "source": SOURCE}
            )
    return rows


def make_peers(similar):
    """List the ten similar CCGs of each, the nearest first."""
    return [
        {"area": row["CCG16CDH"], "peer": row[f"similar_ccg_{k}"], "order": k}
        | {"source": PEER_SOURCE}
        for row in sorted(similar, key=lambda row: row["CCG16CDH"])
        for k in range(1, 11)
    ]


def main(folder=HERE):
    """Write the three tables of published evidence into a folder."""
    counts = published_year()
    similar = read_published("peers/similar10_ccg_lookup_2016.csv")
    areas = make_areas(counts, similar)
    panel.write_table(folder, "areas", areas)
    panel.write_table(folder, "indicators", make_indicators(counts, areas))
    panel.write_table(folder, "peers", make_peers(similar))


if __name__ == "__main__":
    main()

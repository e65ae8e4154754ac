"""Make the SYNTHETIC tables of Northmere's competencies again, byte for byte.

Run ``python make_competencies.py`` to write the tables beside this script, or call
``main(folder)``.
"""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from wcc_prioritise.competencies.records import JUDGED
from wcc_prioritise.tables import write_folder

HERE = Path(__file__).resolve().parent
facts = SimpleNamespace(**runpy.run_path(str(HERE / "facts_competencies.py")))
panel = SimpleNamespace(**runpy.run_path(str(HERE.parent / "simulated_panel.py")))

YEARS = ((facts.FIRST, "1", "first"), (facts.SECOND, "2", "second"))
ASSESSORS = (
    ("self", "self", None),
    ("council", "partners", "the council"),
    ("gps", "partners", "practice-based commissioners"),
    ("panel", "panel", "the strategic health authority's panel"),
)
SAID = {
    "council": "SYNTHETIC: answer to the partners' questionnaire",
    "gps": "SYNTHETIC: answer to the practices' questionnaire",
    "panel": "SYNTHETIC: documents read and panel day",
}


def make_judgements():
    """Give one row an answer; a dash is none."""
    ours = {row["sub"]: row for row in panel.rows_of(facts.OUR_EVIDENCE)}
    rows = []
    for year, number, column in YEARS:
        for row in panel.rows_of(facts.LEVELS):
            for short, assessor, who in ASSESSORS:
                level = row[short + number]
                own = ours[row["sub"]][column]
                evidence = SAID.get(short, f"SYNTHETIC: {own}" if own else None)
                if level != "-":
                    rows.append((year, row["sub"], assessor, who, int(level), evidence))
    return pd.DataFrame(rows, columns=["year", "sub", "assessor", "who", "level", "evidence"])


def make_targets():
    """Give the level wanted for each year."""
    owners = {row["competency"]: row["owner"] for row in panel.rows_of(facts.OWNERS)}
    rows = [
        (year, row["sub"], int(row["target" + number]), owners[row["sub"].split(".")[0]])
        for year, number, _ in YEARS
        for row in panel.rows_of(facts.LEVELS)
        if row["target" + number] != "-"
    ]
    return pd.DataFrame(rows, columns=["year", "sub", "level", "owner"])


def make_outcomes():
    """Give the outcomes chosen in each year."""
    rows = panel.rows_of(facts.OUTCOMES)
    chosen = [
        (year, row["outcome"], row["name"], row["chosen"], row["because"] or None)
        for year, _, column in YEARS
        for row in rows
        if column == "second" or row["first"]
    ]
    return pd.DataFrame(chosen, columns=["year", "outcome", "name", "chosen", "because"])


def make_indicators():
    """Give the figures of the outcomes, a straight line and some scatter."""
    names = {row["outcome"]: row["name"] for row in panel.rows_of(facts.OUTCOMES)}
    code, missing = facts.NEW_SERVICE
    rows = []
    for row in panel.rows_of(facts.FIGURES):
        scatter = [float(part) for part in row["scatter"].split()]
        for place, period in enumerate(facts.PERIODS):
            if row["indicator"] == code and place < missing:
                continue
            value = round(float(row["first"]) + place * float(row["step"]) + scatter[place], 2)
            rows.append(
                {"indicator": row["indicator"], "indicator_name": names[row["indicator"]]}
                | {"area": "Northmere", "period": period, "value": value, "unit": row["unit"]}
                | {"polarity": row["polarity"], "source": "SYNTHETIC, made for practice"}
            )
    return pd.DataFrame(rows)


def main(folder=HERE):
    """Write the tables of the assessment into a folder."""
    tables = {
        "organisation": pd.DataFrame(panel.rows_of(facts.ORGANISATION)),
        "judgements": make_judgements(),
        "targets": make_targets(),
        "governance": pd.DataFrame(panel.rows_of(facts.GOVERNANCE)),
        "outcomes": make_outcomes(),
        "indicators": make_indicators(),
    }
    write_folder(tables, folder, JUDGED)


if __name__ == "__main__":
    main()

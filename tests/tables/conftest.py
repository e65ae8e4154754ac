"""A small workshop, whole and without a fault. SYNTHETIC: nothing in it is real."""

from __future__ import annotations

import pandas as pd
import pytest

from wcc_prioritise.tables import write_folder, write_workbook

PEOPLE = ("S01", "S02", "S03")
CANDIDATES = ("P01", "P02", "P03", "P04")
CRITERIA = ("C1", "C2", "C3", "C4")


def _criteria() -> pd.DataFrame:
    anchors = {f"anchor_{level}": f"SYNTHETIC words for {level}" for level in (0, 25, 50, 75, 100)}
    rows = [
        {"criterion": c, "name": f"Criterion {c}", "question": "How much?", "kind": "judged"}
        | {"counts": "total", "nothing": 0.0}
        | anchors
        for c in CRITERIA
    ]
    return pd.DataFrame(rows)


def _candidates() -> pd.DataFrame:
    rows = [
        {
            "candidate": c,
            "name": f"SYNTHETIC pathway {c}, “phase one” – £",
            "set_up_cost": 90.5,
            "running_cost": 1200.0,
            "first_benefit": 3.0,
            "full_benefit": 12.0,
            "people": 1500.0,
            "gain": 5.0,
            "duration": 2.0,
            "organisations": ("GPs", "council"),
            "contract_date": pd.Timestamp("2026-09-30").date(),
            "resource_beds": 4.0,
        }
        for c in CANDIDATES
    ]
    return pd.DataFrame(rows)


@pytest.fixture
def workshop() -> dict[str, pd.DataFrame]:
    """Give the tables of a small workshop by name."""
    charter = {
        "question": "Which pathways?",
        "organisation": "SYNTHETIC system",
        "reference_people": 1000.0,
        "reference_because": "a typical bid",
        "quick_gain_per_million": 100.0,
        "long_gain": 1500.0,
        "closing_date": pd.Timestamp("2026-06-01").date(),
    }
    people = {"person": PEOPLE, "roles": [("patient", "carer"), ("GP",), ("finance",)]}
    swings = [(p, c, 100.0) for p in PEOPLE for c in CRITERIA]
    scores = [(p, k, c, 50.0) for p in PEOPLE for k in CANDIDATES for c in CRITERIA]
    return {
        "charter": pd.DataFrame([charter]),
        "people": pd.DataFrame(people),
        "candidates": _candidates(),
        "criteria": _criteria(),
        "swings": pd.DataFrame(swings, columns=["person", "criterion", "points"]),
        "scores": pd.DataFrame(scores, columns=["person", "candidate", "criterion", "score"]),
    }


@pytest.fixture
def folder(workshop, tmp_path):
    """Write the small workshop as a folder of CSV files."""
    path = tmp_path / "workshop"
    write_folder(workshop, path)
    return path


@pytest.fixture
def workbook(workshop, tmp_path):
    """Write the small workshop as an Excel workbook."""
    path = tmp_path / "workshop.xlsx"
    write_workbook(workshop, path)
    return path

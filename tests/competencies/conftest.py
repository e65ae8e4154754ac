"""Northmere's two years, read once, and a way to write a folder of one's own."""

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.competencies import assess, evidence_from, read_competencies
from wcc_prioritise.competencies.records import MODELS
from wcc_prioritise.tables import write_folder

OURS = {"kind": "ICB", "name": "Ourplace (SYNTHETIC)"}


@pytest.fixture(scope="session")
def held():
    return read_competencies(wcc.sample("competencies"))


@pytest.fixture(scope="session")
def first(held):
    return assess(held, "2008/09")


@pytest.fixture(scope="session")
def second(held):
    return assess(held, "2009/10")


@pytest.fixture(scope="session")
def shown(northmere_day):
    """Give what the scripted day shows."""
    with wcc.Workshop(northmere_day) as workshop:
        return evidence_from(workshop)


@pytest.fixture
def folder_of(tmp_path):
    """Write tables given as lists of rows; give the folder."""

    def written(**tables):
        tables = {"organisation": [OURS], **tables}
        frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
        write_folder(frames, tmp_path / "ours", MODELS)
        return tmp_path / "ours"

    return written


def said(sub, level, assessor="self", year="2026/27", **more):
    """Give one judgement."""
    return {"year": year, "sub": sub, "assessor": assessor, "level": level, **more}


@pytest.fixture
def judgement():
    return said

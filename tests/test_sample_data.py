"""Do the shipped samples hold what their READMEs promise, and do their scripts make them again?"""

import csv
import re
import runpy
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.schema.records import EFFECT_BY_GRADE, EXTRA_COLUMNS, TABLES

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "sample_data"
PRINTED = Path(__file__).parent / "data" / "domain_9_2.csv"
NAMES = ("northmere", "short", "real")
SYNTHETIC = ("northmere", "short")
JUDGED = ("C2", "C3", "C4", "C5", "C7", "C8", "C9")
CITED = {"Forbes", "Gillett", "Radhakrishnan", "Singh", "Steiner", "Thomas"}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def table(sample, name):
    return pd.DataFrame(rows_of(SAMPLES / sample / f"{name}.csv"))


def charter(sample):
    return {row["item"]: row["value"] for row in rows_of(SAMPLES / sample / "charter.csv")}


def candidates(sample="northmere"):
    found = table(sample, "candidates").set_index("candidate")
    texts = {"grade", "organisations", "received", "pot", "kind"}
    numbers = pd.to_numeric if False else float  # noqa: F841
    for column in set(found) - texts:
        try:
            found[column] = found[column].astype(float)
        except ValueError:
            continue
    return found


def scores(sample="northmere"):
    found = table(sample, "scores")
    found["known"] = found["score"] != "don't know"
    found["points"] = pd.to_numeric(found["score"].where(found["known"]))
    return found

import numpy as np
import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from wcc_prioritise.exports import wording

REAL = st.floats(-1e12, 1e12)


@drawn(REAL)
def test_a_number_reads_back(value):
    read = float(wording.number(value).replace(",", "").replace("−", "-"))
    assert read == pytest.approx(value, abs=0.0501)


@drawn(REAL)
def test_nothing_is_written_as_minus_nought(value):
    for write in (wording.number, wording.points, wording.percent, wording.people):
        assert write(value).strip("%") not in ("−0", "−0.0", "-0")


@pytest.mark.parametrize("value", [None, np.nan, pd.NA, pd.NaT, float("nan")])
def test_what_is_missing_says_so(value):
    for write in (wording.number, wording.points, wording.percent, wording.money):
        assert write(value) == "not known"
    assert wording.given(value) == "not given"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (np.float64(-60), "£ thousand a year", "−£60 thousand a year"),
        (1826, "£ a person", "£1,826 a person"),
        (12, "", "12 (unit not given)"),
        (12, None, "12 (unit not given)"),
        (0.5, "project lead months", "0.5 project lead months"),
    ],
)
def test_a_quantity_never_stands_without_its_unit(value, unit, words):
    assert wording.quantity(value, unit) == words


def test_a_published_figure_keeps_its_decimals():
    assert wording.evidence_figure(2.76, "£ a person") == "£2.76 a person"
    assert wording.evidence_figure(255000, "admissions a year") == "255,000 admissions a year"


def test_numbers_that_numpy_and_pandas_hold_are_given_as_figures():
    assert wording.given(np.int64(3)) == "3"
    assert wording.given(pd.Series([1.5], dtype="Float64").iloc[0]) == "1.5"


def test_a_long_name_is_cut_and_shows_it():
    assert wording.short("x" * 5000) == "x" * 119 + "…"
    assert wording.short("x" * 120) == "x" * 120

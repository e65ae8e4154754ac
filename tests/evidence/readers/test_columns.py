"""Are numbers read however they are written, and texts kept as they are?"""

import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.evidence.readers.area_types import version
from wcc_prioritise.evidence.readers.columns import as_text, joined, numbers, texts, untagged, word


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("214,022", 214_022),
        (" 12.5 % ", 12.5),
        ('<div class="x">7</div>', 7),
        ("-3.5e2", -350),
        (8, 8),
        (True, None),
        ("one", None),
        ("inf", None),
        ("1_000", None),
    ],
)
def test_numbers_as_publishers_write_them(cell, number):
    read, hidden, unread = numbers(pd.Series([cell], dtype=object))
    assert unread.tolist() == [number is None] and not hidden.any()
    assert read[0] == number if number is not None else np.isnan(read[0])


@pytest.mark.parametrize("cell", ["", "-", "NA", ":", "z", '<div class="no-data">-</div>', None])
def test_signs_for_no_number(cell):
    read, hidden, unread = numbers(pd.Series([cell], dtype=object))
    assert np.isnan(read[0]) and not hidden.any() and not unread.any()


def test_an_infinite_number_is_none():
    assert numbers(pd.Series([1.0, np.inf]))[2].tolist() == [False, True]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=20))
def test_numbers_written_out_come_back(values):
    read, _, unread = numbers(pd.Series([repr(value) for value in values], dtype=object))
    assert read.tolist() == values and not unread.any()


@given(st.lists(st.sampled_from(["a", " a", "b\n c", "", None]), max_size=20))
def test_texts_are_trimmed_and_blanks_are_missing(cells):
    column = texts(cells)
    expected = [" ".join((cell or "").split()) for cell in cells]
    assert list(column) == expected
    assert pd.Series(as_text(column)).fillna("").tolist() == expected


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=1, max_size=20))
def test_columns_are_joined_row_by_row(pairs):
    columns = [texts(list(cells)) for cells in zip(*pairs, strict=True)]
    assert list(joined(columns, lambda one, two: one + two)) == [a + b for a, b in pairs]


def test_dates_and_marks():
    assert word(datetime.datetime(2024, 4, 1)) == "2024-04-01"
    assert untagged("<b>* Fewer &lt; more</b>") == "Fewer < more"


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("PCNs (v. 27/10/23)", "PCNs (v. 26/04/23)"),
        ("Upper tier local authorities (post 4/23)", "Upper tier local authorities (pre 4/23)"),
        ("CCGs (from Apr 2021)", "CCGs (until Mar 2021)"),
        ("UA", "UA (up to 3/19)"),
    ],
)
def test_the_newer_of_two_names_of_area_types(newer, older):
    assert version(newer) > version(older)

"""Figures, shares and names as words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.plots.figures import (
    amount,
    counted,
    decimals_of,
    held,
    listed,
    number,
    percent,
    plain,
    short,
)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (0, "0"),
        (-0.0, "0"),
        (58.5, "58.5"),
        (60.0, "60"),
        (265.47, "265"),
        (8_990, "8,990"),
        (-12.5, "-12.5"),
        (math.nan, "not known"),
    ],
)
def test_numbers_carry_a_decimal_only_where_it_is_needed(figure, said):
    assert number(figure) == said


def test_decimals_serve_all_figures_that_stand_together():
    assert decimals_of([59.5, 0.5]) == 1
    assert decimals_of([8_990.5, 9.5], many=1_000) == 0
    assert decimals_of([120.5, 29.5], many=1_000) == 1
    assert decimals_of([]) == 0


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.917, "92%"),
        (0.9999, "over 99%"),
        (1.0, "100%"),
        (0.0, "0%"),
        (0.001, "under 1%"),
        (-0.001, "0%"),
        (-0.05, "-5%"),
        (math.nan, "not known"),
    ],
)
def test_what_is_not_quite_all_or_nothing_does_not_read_so(share, said):
    assert percent(share) == said


@pytest.mark.parametrize(
    ("figure", "unit", "said"),
    [
        (8_990, "£ thousand over 3 years", "£8,990 thousand over 3 years"),
        (-70, "£ thousand", "-£70 thousand"),
        (58, "project lead months", "58 project lead months"),
        (58, "", "58"),
    ],
)
def test_amounts_carry_their_unit(figure, unit, said):
    assert amount(figure, unit) == said


def test_lists_and_counts_read_as_sentences_do():
    assert listed([]) == ""
    assert listed(["A", "B"]) == "A and B"
    assert counted(1, "limit") == "1 limit"
    assert counted(0, "limit") == "0 limits"


@given(st.text(max_size=300))
def test_a_plain_text_is_one_line_of_visible_characters(text):
    words = plain(text)

    assert words == words.strip()
    assert all(c == " " or c.isprintable() for c in words)
    assert plain(words) == words


def test_nothing_is_plainly_nothing():
    assert plain(None) == plain(math.nan) == ""


@given(st.text(max_size=300), st.integers(5, 80))
def test_a_short_name_is_never_longer_than_asked_and_says_when_it_is_cut(text, longest):
    said = short(text, longest)

    assert len(said) <= longest
    assert said == plain(text) or said.endswith("...")


@given(st.lists(st.text("word.", min_size=1, max_size=40)), st.integers(0, 99))
def test_sentences_that_do_not_fit_are_left_out_whole(pieces, longest):
    said = held(pieces, longest)
    taken = said.split()

    assert len(said) <= longest
    assert taken == pieces[: len(taken)]
    assert len(taken) == len(pieces) or len(f"{said} {pieces[len(taken)]}".strip()) > longest

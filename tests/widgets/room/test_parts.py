"""Figures in whole numbers, words that break, symbols with words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.widgets.room.parts import dots, esc, lines, mark, paged, plain, soft


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("£5.5 million", "£5½ million"),
        ("£9.0 million", "£9 million"),
        ("£1,234.56", "£about 1,235"),
        ("£1.24 million", "£1,240 thousand"),
        ("0.25 of it", "¼ of it"),
        ("0.4 a year", "under 1 a year"),
        ("at 09:30, 1,000 people.", "at 09:30, 1,000 people."),
        (None, ""),
        (float("nan"), ""),
        ("a\n b\u202e c", "a b c"),
    ],
)
def test_words_are_one_line_and_figures_whole(said, shown):
    assert plain(said) == shown


@given(st.floats(0, 10_000), st.integers(0, 6))
def test_no_figure_keeps_its_decimals(number, places):
    assert not re.search(
        r"\d\.\d", plain(f"it is {number:.{places}f} million or {number:.{places}f}")
    )


@given(st.text())
def test_what_people_type_is_never_a_mark(text):
    assert not re.search(r"<(?!wbr>)|\"", esc(text) + soft(text))


def test_long_words_take_the_lines_that_they_break_into():
    assert lines("w" * 60, 976) > lines("i" * 60, 976)
    assert lines("Fair", 10) >= 4


@given(st.lists(st.integers(1, 5), max_size=40), st.integers(1, 50))
def test_every_row_stands_on_one_page(rows, page):
    pages = paged(rows, 1, lambda tall: tall)[2]
    everything = [row for at in range(1, pages + 1) for row in paged(rows, at, lambda t: t)[0]]
    assert everything == rows and paged(rows, page, lambda t: t)[1] <= pages


def test_each_label_has_its_own_symbol_and_its_word():
    drawn = {label: mark(label).html for label in ("agree", "mixed", "split", "too few")}
    assert len({html.replace(label, "") for label, html in drawn.items()}) == 4
    assert all(label in html for label, html in drawn.items())


def test_there_is_a_dot_for_each_answer_within_the_strip():
    drawn = dots([0, 10, 10, 10, 10, 10, 50], 12, 50).html
    places = [(int(x), int(y)) for x, y in re.findall(r'cx="(\d+)" cy="(\d+)"', drawn)]
    assert len(places) == 7
    assert all(6 <= x <= 264 and 6 <= y <= 38 for x, y in places)

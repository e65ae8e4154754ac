"""Colours that stay apart in grey; words that are broken where they must be."""

import warnings
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.plots import look
from wcc_prioritise.schema import CLASSES

GREY_STEP = 15  # points of lightness, of 100


def contrast(one, other):
    def luminance(colour):
        y = (look.lightness(colour) + 16) / 116
        return y**3 if y > 6 / 29 else (y - 16 / 116) / 7.787

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_classes_differ_in_shape_and_in_grey():
    shapes, colours = zip(*look.CLASS_MARKS.values(), strict=True)

    assert tuple(look.CLASS_MARKS) == CLASSES
    assert len(set(shapes)) == len(shapes)
    light = sorted(look.lightness(colour) for colour in colours)
    assert all(b - a >= GREY_STEP for a, b in pairwise(light))


def test_neighbours_in_a_bar_differ_in_grey():
    light = [look.lightness(colour) for colour in look.PARTS]

    assert all(abs(a - b) >= GREY_STEP for a, b in pairwise(light))
    assert abs(look.lightness(look.BLUE) - look.lightness(look.STONE)) >= GREY_STEP


def test_text_can_be_read():
    assert contrast(look.INK, look.WHITE) > 7
    assert contrast(look.SLATE, look.WHITE) > 4.5
    assert all(contrast(look.ink_on(colour), colour) > 4.4 for colour in look.PARTS)


def test_lightness_runs_from_black_to_white():
    assert look.lightness("#000000") == pytest.approx(0, abs=1e-9)
    assert look.lightness("#ffffff") == pytest.approx(100, abs=1e-9)
    assert look.lightness("#777777") == pytest.approx(50.0, abs=0.1)  # CIELAB of sRGB 119


def test_no_red_stands_against_green():
    colours = [look.INK, look.BLUE, look.SLATE, look.GREY, look.STONE, look.PALE, *look.PARTS]
    for colour in [*colours, *(c for _, c in look.CLASS_MARKS.values())]:
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        assert red <= green + 1 <= blue + 2, colour  # blues and greys only


def test_letters_are_those_that_are_there():
    assert look.preferred({"Liberation Sans", "DejaVu Sans"}) == ["Liberation Sans", "DejaVu Sans"]
    assert look.preferred({"Comic Sans"}) == ["DejaVu Sans"]
    assert set(look.families()) <= set(look.FAMILIES)


# ---- breaking lines -----------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=120)


@given(TEXTS, st.integers(1, 30))
def test_lines_fit_and_lose_nothing(text, room):
    lines = look.wrap(text, lambda line: len(line) <= room)

    assert all(len(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.integers(4, 30), st.integers(1, 4))
def test_what_is_cut_is_marked_and_still_fits(text, room, most):
    lines = look.wrap(text, lambda line: len(line) <= room, most)

    assert len(lines) <= most
    assert all(len(line) <= room for line in lines)
    whole = look.wrap(text, lambda line: len(line) <= room)
    assert lines == whole or lines[-1].endswith("...")


@given(st.sampled_from([9.5, 14.0]), st.floats(0.6, 6.0), st.booleans())
def test_balanced_lines_are_as_few_and_as_short(size, room, bold):
    text = "TIA and minor stroke: 7-day rapid access clinic leads with 74 of 100 points"
    lines = look.lines_of(text, room, size, bold)
    even = look.balanced(text, room, size, bold)

    assert len(even) == len(lines)
    assert " ".join(even) == " ".join(lines)
    assert max(look.breadth(line, size, bold) for line in even) <= room + 1e-9


def test_bold_and_large_letters_are_broader():
    assert look.breadth("word", 14) > look.breadth("word", 9)
    assert look.breadth("word", 9, bold=True) > look.breadth("word", 9)


def test_every_character_of_a_hostile_name_can_be_drawn(hostile):
    from matplotlib.figure import Figure

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = Figure()
        ax = figure.add_axes((0, 0, 1, 1))
        for name in (*hostile, "\U0001f9ff\U0001f469", "\u4e2d\u6587"):
            text = look.drawable(name)
            written = look.write(ax, (0, 0), text)
            assert written.get_window_extent().width >= 0
            assert written.get_text() == text
        figure.canvas.draw()


def test_a_dollar_is_a_dollar():
    from matplotlib.figure import Figure

    ax = Figure().add_axes((0, 0, 1, 1))
    plain, mathematical = look.write(ax, (0, 0), "$x$"), look.write(ax, (0, 0), "x")

    assert not plain.get_parse_math()
    assert plain.get_window_extent().width > 2 * mathematical.get_window_extent().width

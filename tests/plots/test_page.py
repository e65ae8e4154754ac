"""The page a picture stands on."""

import pytest
from matplotlib.figure import Figure

from wcc_prioritise.plots.page import DOTS, MARGIN, WIDTH, page, sentence
from wcc_prioritise.plots.words import Words

WORDS = Words("A title that says the answer", "what is shown, in points", "alt", "SYNTHETIC.")


def inside(text, box):
    extent = text.get_window_extent()
    return (
        extent.x0 >= box.x0 - 1
        and extent.y0 >= box.y0 - 1
        and extent.x1 <= box.x1 + 1
        and extent.y1 <= box.y1 + 1
    )


def test_our_own_figure_is_as_high_as_it_must_be():
    low, high = (page(None, WORDS, body).ax.get_figure() for body in (1.0, 3.0))

    assert low.get_figwidth() == high.get_figwidth() == WIDTH
    assert high.get_figheight() - low.get_figheight() == pytest.approx(2.0)
    assert low.dpi == DOTS


def test_the_title_is_the_axes_own_and_stands_at_the_left():
    made = page(None, WORDS, 1.0)
    title = made.ax._left_title

    assert made.ax.get_title(loc="left") == WORDS.title
    assert title.get_window_extent().x0 == pytest.approx(MARGIN * DOTS, abs=2)


@pytest.mark.parametrize("longer", [1, 4, 12])
def test_title_subtitle_and_caption_never_leave_the_figure(longer):
    words = Words(
        *(" ".join([text] * longer) for text in (WORDS.title, WORDS.subtitle, "a", "b c"))
    )
    made = page(None, words, 1.0)

    assert all(inside(text, made.ax.get_figure().bbox) for text in made.ax.texts)
    assert inside(made.ax._left_title, made.ax.get_figure().bbox)


def test_data_lie_where_the_field_says():
    made = page(None, WORDS, 2.0)
    made.field((0, 10), (4, 0), left=1.5, right=0.5, above=0.25)

    box = made.ax.get_window_extent()
    left, top = made.ax.transData.transform((0, 0))
    right, bottom = made.ax.transData.transform((10, 4))
    assert left == pytest.approx(box.x0 + 1.5 * DOTS)
    assert right == pytest.approx(box.x1 - 0.5 * DOTS)
    assert top == pytest.approx(box.y1 - (made.head + 0.25) * DOTS)
    assert bottom == pytest.approx(box.y0 + made.foot * DOTS)


def test_a_given_axes_keeps_its_place_and_its_neighbours():
    figure = Figure(figsize=(10, 4), dpi=100)
    first, second = figure.subplots(1, 2)
    places = [ax.get_position().bounds for ax in (first, second)]
    second.plot([0, 1], [0, 1])
    before = (second.get_xlim(), second.get_ylim())

    made = page(first, WORDS, 9.0)

    assert made.ax is first
    assert [ax.get_position().bounds for ax in (first, second)] == places
    assert tuple(figure.get_size_inches()) == (10, 4)
    assert (second.get_xlim(), second.get_ylim()) == before
    assert all(inside(text, first.get_window_extent()) for text in first.texts)


def test_nothing_to_draw_is_said_in_a_sentence():
    ax = sentence(None, WORDS, "There is nothing to draw, and here is why. " * 5)

    said = [text.get_text() for text in ax.texts]
    assert any("here is why" in text.replace("\n", " ") for text in said)
    assert all(inside(text, ax.get_figure().bbox) for text in ax.texts)

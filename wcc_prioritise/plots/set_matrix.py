"""Which candidates does each set hold? A matrix of candidates by set."""

from __future__ import annotations

from collections.abc import Sequence

from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    RULE,
    SLATE,
    SMALL,
    TINY,
    WHITE,
    breadth,
    drawable,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import Page, bar, line, mark

ROW, LEAST, NAMES, BROADEST, NARROWEST = 0.225, 0.14, 3.4, 0.75, 0.2
HEAD = 0.17
"""Height of a line above the columns, in inches."""
DOT = 7.5
"""Points across."""
STRIPE = "#f0f3f5"


def room_of(names: Sequence[str], width: float, columns: int) -> tuple[float, float]:
    """How broad are the names, and how broad is a column, in inches?"""
    longest = max((breadth(drawable(name), SMALL) for name in names), default=0.0) + 0.2
    left = min(longest, NAMES, 0.48 * width)
    return left, min(max((width - left) / max(columns, 1), NARROWEST), BROADEST)


def heads_height(many: int) -> float:
    """How high are so many lines above the columns, in inches?"""
    return HEAD * many + 0.05


def columns_fitting(names: Sequence[str], width: float, columns: int) -> int:
    """How many columns find room beside the names?"""
    left, broad = room_of(names, width, columns)
    return min(columns, int((width - left) / broad + 1e-9))


def draw_matrix(
    own: Page,
    names: Sequence[str],
    heads: Sequence[tuple[str, Sequence[str]]],
    inside,
    *,
    under: Sequence[tuple[str, int]] = (),
) -> int:
    """Draw names as rows and sets as columns: filled where a set holds a candidate.

    Parameters
    ----------
    own : Page
        The stretch of the page that it takes.
    names : sequence of str
        Candidates, from the top.
    heads : sequence of (str, sequence of str)
        Lines above the columns: what a line says, and of each column; the first is bold.
    inside : ndarray of bool
        Candidate by set.
    under : sequence of (str, int)
        Rows of one mark below the candidates: what it says, and the column it stands in.

    Returns
    -------
    int
        How many candidates found room.
    """
    columns = inside.shape[1]
    left, broad = room_of([*names, *(what for what, _ in heads)], own.width, columns)
    above = heads_height(len(heads))
    rows = len(names) + len(under)
    high = min(ROW, max((own.height - above) / max(rows, 1), LEAST))
    fit = int((own.height - above) / high + 1e-6) - len(under)
    shown = len(names) if len(names) <= fit else max(fit - 1, 0)
    own.field((0, own.width), (own.height, 0))
    size = SMALL if high >= height_of(1, SMALL) else TINY
    _write_heads(own, heads, left, broad)
    for y, name in enumerate(names[:shown]):
        middle = above + high * (y + 0.5)
        if y % 2 == 0:
            bar(own.ax, 0, middle, left + broad * columns, high, {"facecolor": STRIPE, "zorder": 0})
        write(own.ax, (0.03, middle), lines_of(name, left - 0.12, size, most=1)[0], size=size)
        for x in range(columns):
            _draw_cell(own.ax, (left + broad * (x + 0.5), middle), bool(inside[y, x]))
    foot = above + high * shown
    line(own.ax, (0, left + broad * columns), (foot, foot), colour=SLATE)
    for y, (said, column) in enumerate(under):
        middle = foot + high * (y + 0.5)
        text = lines_of(said, left - 0.12, size, most=1)[0]
        write(own.ax, (0.03, middle), text, size=size, colour=SLATE)
        if column < columns:
            at = (left + broad * (column + 0.5), middle)
            mark(own.ax, at, "D", 5.5, fill=WHITE, edge=INK, thick=1.2)
    return shown


def _write_heads(own: Page, heads, left: float, broad: float) -> None:
    for step, (what, texts) in enumerate(heads):
        y = HEAD * (step + 0.5)
        write(own.ax, (0.03, y), what, size=TINY, colour=SLATE)
        for x, text in enumerate(texts):
            fits = breadth(text, TINY, bold=not step) < broad - 0.02
            write(own.ax, (left + broad * (x + 0.5), y), text, size=TINY if fits else TINY - 1,
                  bold=not step, across="center", colour=SLATE if step else INK)  # fmt: skip


def _draw_cell(ax, at: tuple[float, float], inside: bool) -> None:
    if inside:
        mark(ax, at, "o", DOT, fill=BLUE, edge=WHITE, thick=0.5)
    else:
        mark(ax, at, "_", 4.5, fill=RULE, edge=RULE, thick=1.2)

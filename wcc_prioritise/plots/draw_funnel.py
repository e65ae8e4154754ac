"""Which areas lie outside the funnel, once their size and the usual spread are allowed for?"""

from __future__ import annotations

import numpy as np

from wcc_prioritise.plots import funnel_words
from wcc_prioritise.plots.area_behind import funnel_table
from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.funnel_words import INSIDE, OUTSIDE, WARNED
from wcc_prioritise.plots.labels import Box, Shape, place
from wcc_prioritise.plots.look import (
    BLUE,
    GREY,
    INK,
    SLATE,
    SMALL,
    STONE,
    TINY,
    WHITE,
    breadth,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import Page, line, mark, page, sentence
from wcc_prioritise.plots.scales import Scale, draw_frame, scale_about, scale_from_nought
from wcc_prioritise.plots.verdict_marks import NAVY, Look, draw_key
from wcc_prioritise.tables import InputError, near_miss

BODY = 4.6
LEFT, RIGHT, BELOW, ABOVE = 0.6, 0.62, 0.5, 0.52
SMOOTH = 160
"""Places at which the lines are asked for."""
MOST_NAMED = 12

LOOKS = {
    OUTSIDE: Look("D", NAVY, WHITE, NAVY),
    WARNED: Look("s", BLUE, WHITE, BLUE),
    INSIDE: Look("o", WHITE, STONE, WHITE),
}
"""How an area looks by its place; told apart by shape and by lightness."""
SIZES = {OUTSIDE: 7.0, WARNED: 6.0, INSIDE: 4.5}


def funnel(funnel, ax=None, area: str | None = None):
    """Which areas lie outside the funnel about the benchmark?

    One mark an area, its denominator across and its value up; dashed lines are the 95 per cent
    limits, solid ones those of 99.8 per cent, adjusted for the usual spread where that is more than
    chance. Areas beyond 99.8 per cent carry their names, as far as there is room.

    Parameters
    ----------
    funnel : Funnel
        Where the areas lie.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.
    area : str, optional
        Code or name of our area, which is ringed and named wherever it lies.

    Returns
    -------
    matplotlib Axes
        The axes, with denominators across and values up.

    Raises
    ------
    InputError
        If our area is not one of the funnel.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise import evidence
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> ax = funnel(evidence.funnel(case.indicators, indicator="I06"))
    >>> "areas" in ax.get_title(loc="left")
    True
    """
    table, said = funnel_table(funnel), funnel_words.funnel(funnel)
    own = _own(table, area)
    table = table[table["place"] != "no figure"]
    if table.empty:
        return sentence(ax, said, "No area has a figure with a denominator.")
    across = scale_from_nought(table["denominator"])
    smallest = max(float(table["denominator"].min()) * 0.8, across.high / 1_000)
    lines = funnel.lines(np.linspace(smallest, across.high, SMOOTH))
    up = _up(table, lines, funnel)
    made = page(ax, said, BODY)
    sides = {"left": LEFT, "right": RIGHT, "above": ABOVE, "below": BELOW}
    made.field((across.low, across.high), (up.low, up.high), **sides)
    draw_frame(made.ax, across, up, ("denominator", funnel_words.value_named(funnel)))
    _draw_lines(made.ax, lines, funnel, up)
    for row in table[::-1].itertuples(index=False):
        look = LOOKS[row.place]
        mark(made.ax, (row.denominator, row.value), look.shape, SIZES[row.place], fill=look.fill,
             edge=look.edge, thick=0.9)  # fmt: skip
        if row.area == own:
            mark(made.ax, (row.denominator, row.value), "o", 12, fill="none", edge=INK, thick=1.4)
    key = [(look, name) for name, look in LOOKS.items() if (table["place"] == name).any()]
    draw_key(made.ax, up.high, key, 27)
    _write_names(made, table, own)
    return made.ax


def _own(table, area: str | None) -> str | None:
    """Find the code of our area by its code or name."""
    if area is None:
        return None
    found = table.loc[(table["area"] == area) | (table["area_name"] == area), "area"]
    if found.empty:
        near = near_miss(area, [*table["area"], *table["area_name"].dropna()])
        raise InputError.of(
            found=f"area {area!r}, which the funnel does not have",
            allowed="the code or the name of one of its areas",
            do=f"Did you mean {near!r}?" if near else "Leave it out to ring none.",
        )
    return found.iloc[0]


def _up(table, lines, funnel) -> Scale:
    """Give a scale for all areas, and for the limits at the smallest of them."""
    shown = lines[lines["denominator"] >= table["denominator"].min()].iloc[:1]
    ends = shown[["lower_99_8", "upper_99_8"]].to_numpy().ravel()
    floor = 0.0 if float(table["value"].min()) >= 0 else None
    return scale_about(
        [*table["value"], *ends, funnel.target], sign=funnel_words.unit_of(funnel), floor=floor
    )


def _draw_lines(ax, lines, funnel, up: Scale) -> None:
    from matplotlib.lines import Line2D

    for column, style, words in (
        ("95", (0, (4, 2.5)), "95%"), ("99_8", "-", "99.8%")
    ):  # fmt: skip
        for end in ("lower", "upper"):
            y = lines[f"{end}_{column}"].clip(up.low, up.high)
            drawn = Line2D(lines["denominator"], y, color=GREY, linewidth=1.1, linestyle=style)
            ax.add_artist(drawn)
            if up.low < y.iloc[-1] < up.high and end == "upper":
                at = (lines["denominator"].iloc[-1], y.iloc[-1])
                write(ax, at, words, shift=(4, 0), size=TINY, colour=SLATE)
    right = lines["denominator"].iloc[-1]
    line(ax, (0, right), (funnel.target, funnel.target), colour=INK, thick=1.1)
    unit = funnel_words.unit_of(funnel)
    target = number(funnel.target, 1) + unit
    write(ax, (right, funnel.target), target, shift=(4, 0), size=SMALL, bold=True)


def _write_names(made: Page, table, own: str | None) -> None:
    """Name the areas beyond 99.8 per cent, the farthest out first, where there is room."""
    rows = [*table.itertuples(index=False)]
    circles = [(*_inches(made, row), SIZES[row.place] / 144 + 0.02) for row in rows]
    room = made.width - LEFT - RIGHT
    names = [
        lines_of(row.area_name or row.area, room / 3, TINY, most=1)[0]
        if row.area == own or (row.place == OUTSIDE and i < MOST_NAMED)
        else ""
        for i, row in enumerate(rows)
    ]
    shapes = [[Shape(breadth(name, TINY), height_of(1, TINY))] if name else [] for name in names]
    box = Box(LEFT + 0.03, made.foot + BELOW, made.width - RIGHT, made.height - made.head - ABOVE)
    for name, spot, circle in zip(names, place(circles, shapes, box), circles, strict=True):
        if spot:
            _write_name(made, name, spot.box, circle)


def _write_name(made: Page, name: str, box: Box, circle: tuple[float, float, float]) -> None:
    x, y, radius = circle
    end = box.nearest((x, y))
    away = ((end[0] - x) ** 2 + (end[1] - y) ** 2) ** 0.5
    if away - radius > 0.1:
        across, up = zip(made.at(x, y), made.at(*end), strict=True)
        line(made.ax, across, up, colour=GREY, thick=0.6, system=made.ax.transAxes)
    at = made.at(box.x0, (box.y0 + box.y1) / 2)
    write(made.ax, at, name, system="axes fraction", size=TINY)


def _inches(made: Page, row) -> tuple[float, float]:
    """Where on the page is the mark of an area, in inches?"""
    (left, right), (bottom, top) = made.ax.get_xlim(), made.ax.get_ylim()
    x = (row.denominator - left) / (right - left) * made.width
    return x, (row.value - bottom) / (top - bottom) * made.height

"""Which candidates are worth their cost, and which are chosen?"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from wcc_prioritise.plots import words
from wcc_prioritise.plots.behind import bubble_table
from wcc_prioritise.plots.bubble_key import KEY_ROW, draw_key, draw_mark, key_of, reach, size_of
from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.labels import Box, place
from wcc_prioritise.plots.look import (
    GREY,
    INK,
    PALE,
    SLATE,
    SMALL,
    breadth,
    drawable,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import Page, line, page, width_of

BODY = 5.6
LEFT, RIGHT, BELOW = 0.55, 0.2, 0.5
ACROSS, UP = "gross cost over 3 years, £ thousand", "worth, points a year"
NAME_SIZE, NAME_ROOM, NAME_LINES = 8.0, 1.45, 3
LEADER_FROM = 0.1
"""A name farther from its mark than this, in inches, is joined to it by a line."""


def bubble(portfolio, ax=None):
    """Which candidates are worth their cost, and which are chosen?

    Worth against gross cost of 3 years, one mark a candidate: the larger, the more people benefit; its
    shape and colour say its class; filled is chosen, hollow is not. Quick wins, long-term gains and
    whatever is chosen carry their names, or their codes where there is no room for names.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with £ thousand over 3 years across and points of worth a year up.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> ax = wcc.plots.bubble(wcc.select(appraisal, limits={"gross_3yr": 9_000}))
    >>> "chosen" in ax.get_title(loc="left")
    True
    """
    table = bubble_table(portfolio)
    most = float(table["people"].max()) if len(table) else 0.0
    key = key_of(table["class"], most, width_of(ax))
    above = KEY_ROW * (key[-1].row + 1) + 0.3
    made = page(ax, words.bubble(portfolio), BODY)
    across, up = (_ticks(table[column]) for column in ("gross_3yr", "worth"))
    sides = {"left": LEFT, "right": RIGHT, "above": above, "below": BELOW}
    made.field((across[0], across[-1]), (up[0], up[-1]), **sides)
    _draw_frame(made.ax, across, up)
    draw_key(made, key)
    rows = table.to_dict("records")
    for row in sorted(rows, key=lambda row: -row["people"]):
        at, size = (row["gross_3yr"], row["worth"]), size_of(row["people"], most)
        draw_mark(made.ax, at, size, row["class"], filled=row["chosen"])
    room = Box(
        LEFT + 0.03, made.foot + BELOW + 0.03, made.width, made.height - made.head - above + 0.1
    )
    _write_names(made, rows, most, room)
    return made.ax


def _ticks(values: pd.Series) -> list[float]:
    """Give round numbers from 0, or below, to beyond the largest."""
    from matplotlib.ticker import MaxNLocator

    low = min(0.0, float(values.min())) if len(values) else 0.0
    high = max(float(values.max()), low + 1.0) if len(values) else 1.0
    ticks = MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    return [float(tick) for tick in ticks]


def _draw_frame(ax, across: list[float], up: list[float]) -> None:
    """Draw the two scales with their numbers and units."""
    left, right, bottom, top = across[0], across[-1], up[0], up[-1]
    for y in up:
        line(ax, (left, right), (y, y), colour=SLATE if y == 0 else PALE)
        write(ax, (left, y), number(y), shift=(-6, 0), size=SMALL, colour=SLATE, across="right")
    for x in across:
        line(ax, (x, x), (bottom, top), colour=SLATE if x == left else PALE)
        write(
            ax,
            (x, bottom),
            number(x),
            shift=(0, -5),
            size=SMALL,
            colour=SLATE,
            across="center",
            up="top",
        )
    write(ax, (right, bottom), ACROSS, shift=(0, -19), size=SMALL, across="right", up="top")
    edge = ax.get_yaxis_transform()
    write(ax, (0, top), UP, system=edge, shift=(0, 9), size=SMALL, up="bottom")


# ---- names --------------------------------------------------------------------------------------


def _write_names(made: Page, rows: Sequence[dict], most: float, room: Box) -> None:
    """Write names where they find room, codes where only those do."""
    marks = [_circle(made, row, most) for row in rows]
    blocks = [_block(row["name"]) if _is_named(row) else None for row in rows]
    boxes = place(marks, [_size(block) for block in blocks], room)
    for i, row in enumerate(rows):
        if blocks[i] is not None and boxes[i] is None:
            blocks[i] = [drawable(row["candidate"])]
    boxes = place(marks, [_size(block) for block in blocks], room, start=boxes)
    for row, block, box, circle in zip(rows, blocks, boxes, marks, strict=True):
        if box is not None:
            _write_name(made, block, box, circle, chosen=row["chosen"])


def _is_named(row: dict) -> bool:
    return row["chosen"] or row["class"] != "steady"


def _block(name: str) -> list[str]:
    return lines_of(name, NAME_ROOM, NAME_SIZE, most=NAME_LINES)


def _size(block: list[str] | None) -> tuple[float, float] | None:
    if block is None:
        return None
    return max(breadth(text, NAME_SIZE) for text in block), height_of(len(block), NAME_SIZE)


def _circle(made: Page, row: dict, most: float) -> tuple[float, float, float]:
    """Where on the page is the mark of a candidate, and how far does it reach, in inches?"""
    (left, right), (bottom, top) = made.ax.get_xlim(), made.ax.get_ylim()
    x = (row["gross_3yr"] - left) / (right - left) * made.width
    y = (row["worth"] - bottom) / (top - bottom) * made.height
    return x, y, reach(row["class"], size_of(row["people"], most))


def _write_name(made: Page, block: list[str], box: Box, circle, *, chosen: bool) -> None:
    x, y, radius = circle
    end = box.nearest((x, y))
    away = math.hypot(end[0] - x, end[1] - y)
    if away - radius > LEADER_FROM:
        start = (x + (end[0] - x) * radius / away, y + (end[1] - y) * radius / away)
        across, up = zip(made.at(*start), made.at(*end), strict=True)
        line(made.ax, across, up, colour=GREY, system=made.ax.transAxes)
    side = "left" if box.x0 > x else "right" if box.x1 < x else "center"
    at = {"left": box.x0, "right": box.x1, "center": (box.x0 + box.x1) / 2}[side]
    write(
        made.ax,
        made.at(at, (box.y0 + box.y1) / 2),
        "\n".join(block),
        system="axes fraction",
        size=NAME_SIZE,
        colour=INK if chosen else SLATE,
        across=side,
    )

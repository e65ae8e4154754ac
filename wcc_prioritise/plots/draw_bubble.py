"""Which candidates are worth their cost, and which are chosen?"""

from __future__ import annotations

import math
from collections.abc import Sequence

from wcc_prioritise.plots import words
from wcc_prioritise.plots.behind import bubble_table
from wcc_prioritise.plots.bubble_key import KEY_ROW, draw_key, draw_mark, key_of, reach, size_of
from wcc_prioritise.plots.labels import Box, Shape, place
from wcc_prioritise.plots.look import (
    GREY,
    INK,
    SLATE,
    breadth,
    drawable,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import Page, line, page, width_of
from wcc_prioritise.plots.scales import draw_frame, scale_from_nought

BODY = 6.2
LEFT, RIGHT, BELOW = 0.55, 0.2, 0.5
ACROSS, UP = "gross cost over 3 years, £ thousand", "worth, points a year"
NAME_SIZE = 8.0
NAME_SHAPES = ((1.45, 3), (1.9, 2), (1.1, 4), (3.3, 1))
"""How broad a name may be, in inches, and in how many lines."""
CUT, CODED = 6.0, 9.0
"""What it costs to give only the beginning of a name, or its code, in inches of leader."""
LEADER_FROM = 0.1
"""A name farther from its mark than this, in inches, is joined to it by a line."""


def bubble(portfolio, ax=None):
    """Which candidates are worth their cost, and which are chosen?

    Worth against gross cost of 3 years, one mark a candidate: the larger, the more people benefit;
    its shape and colour say its class; filled is chosen, hollow is not. Quick wins, long-term gains
    and whatever is chosen carry their names, or their codes where there is no room for names.

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
    across, up = scale_from_nought(table["gross_3yr"]), scale_from_nought(table["worth"])
    sides = {"left": LEFT, "right": RIGHT, "above": above, "below": BELOW}
    made.field((across.low, across.high), (up.low, up.high), **sides)
    draw_frame(made.ax, across, up, (ACROSS, UP))
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


# ---- names --------------------------------------------------------------------------------------


def _write_names(made: Page, rows: Sequence[dict], most: float, room: Box) -> None:
    """Write names where they find room; where they do not, their beginning or their code."""
    circles = [_circle(made, row, most) for row in rows]
    blocks = [_blocks(row) if _is_named(row) else [] for row in rows]
    spots = place(circles, [[_shape(*block) for block in own] for own in blocks], room)
    for row, own, spot, circle in zip(rows, blocks, spots, circles, strict=True):
        if spot:
            lines, _ = own[spot.shape]
            _write_name(made, lines, spot.box, circle, chosen=row["chosen"])


def _is_named(row: dict) -> bool:
    return row["chosen"] or row["class"] != "steady"


def _blocks(row: dict) -> list[tuple[list[str], float]]:
    """Give the ways in which a name can be written, in lines, each with its price."""
    narrow, most = NAME_SHAPES[0]
    whole = [(lines_of(row["name"], room, NAME_SIZE), most) for room, most in NAME_SHAPES]
    blocks = [(lines, 0.05 * at) for at, (lines, most) in enumerate(whole) if len(lines) <= most]
    if not blocks:
        blocks = [(lines_of(row["name"], narrow, NAME_SIZE, most=most), 0.0)]
    beginning = lines_of(row["name"], narrow, NAME_SIZE, most=1)
    return [*blocks, (beginning, CUT), ([drawable(row["candidate"])], CODED)]


def _shape(lines: Sequence[str], price: float) -> Shape:
    broad = max(breadth(text, NAME_SIZE) for text in lines)
    return Shape(broad, height_of(len(lines), NAME_SIZE), price)


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
        start = (x + (end[0] - x) * 0.7 * radius / away, y + (end[1] - y) * 0.7 * radius / away)
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

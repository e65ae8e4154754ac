"""What does early benefit cost in later benefit, and which set stands at each point?"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from wcc_prioritise.plots import portfolio_words as words
from wcc_prioritise.plots.figures import listed, number, percent
from wcc_prioritise.plots.labels import Box, Shape, place
from wcc_prioritise.plots.look import BLUE, SLATE, SMALL, WHITE, breadth, height_of, lines_of, write
from wcc_prioritise.plots.page import Page, mark, page, sentence, width_of
from wcc_prioritise.plots.parts import part, path
from wcc_prioritise.plots.portfolio_behind import balance_price_table, held_by, horizons, in_every
from wcc_prioritise.plots.scales import draw_frame, scale_about, scale_from_nought
from wcc_prioritise.plots.set_matrix import ROW, draw_matrix, heads_height

PLOT, LEFT, RIGHT, ABOVE, BELOW = 2.9, 0.6, 0.45, 0.3, 0.48
TICK, APART, POINT = 0.28, 0.14, 0.06
PLOTTED = 0.55
"""Share of a given axes that the curve takes, where the matrix has room below."""
MATRIX = 1.6
"""Inches below which the matrix is left to the table behind."""


def price_of_balance(portfolio, ax=None):
    """What does early benefit cost in later benefit, and which set stands at each point?

    Each lettered point asks for more of the first-year benefit that could be had; its height is
    what the best such set brings by the long horizon. Below stands which candidates each set holds.

    Parameters
    ----------
    portfolio : Portfolio
        Whose limits and links hold.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes; the curve stands on a child of it, with the share of early benefit (per cent)
        across and worth-years up, and the matrix on another.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> ax = price_of_balance(wcc.select(appraisal, limits={"gross_3yr": 2_000}))
    >>> ax.get_title(loc="left").startswith("Asking for 100% of what could be had by year 1")
    True
    """
    table, said = balance_price_table(portfolio), words.price_of_balance(portfolio)
    if not table["late"].abs().max() > 0:
        return sentence(ax, said, "Within the limits no set brings any benefit.")
    if table["chosen"].nunique() == 1:
        return sentence(ax, said, words.one_set(portfolio))
    names = words.names_of(portfolio)
    matrix = held_by(table["chosen"], names)
    shared = _shared(in_every(table["chosen"], names), names, width_of(ax))
    below = height_of(len(shared), SMALL) + APART + heads_height(4) + ROW * len(matrix) + 0.05
    made = page(ax, said, PLOT + below)
    if ax is not None:
        below = made.body * (1 - PLOTTED) if made.body * (1 - PLOTTED) >= MATRIX else 0.0
    _draw_curve(part(made, made.foot + below, made.body - below), table, horizons(portfolio))
    if below:
        foot = height_of(len(shared), SMALL) + APART
        write(made.ax, made.at(0, made.foot + below - 0.04), "\n".join(shared),
              system="axes fraction", size=SMALL, up="top")  # fmt: skip
        _draw_sets(part(made, made.foot, below - foot), matrix, table)
    return made.ax


def _draw_curve(own: Page, table, names: tuple[str, str]) -> None:
    early, late = names
    shares = 100 * table["share_early"]
    scale = scale_about(shares, 6, "%", floor=0.0)
    across = replace(scale, ticks=tuple(tick for tick in scale.ticks if tick <= 100))
    most = min(6, max(2, int((own.height - ABOVE - BELOW) / TICK)))
    up = scale_from_nought(table["late"] * 1.1, most)
    own.field((across.low, across.high), (up.low, up.high), left=LEFT, right=RIGHT, above=ABOVE,
              below=BELOW)  # fmt: skip
    what = (f"brought {early}, of what could be had", f"worth-years {late}")
    draw_frame(own.ax, across, up, what, upright=False)
    path(own.ax, shares, table["late"], colour=SLATE, thick=1.2)
    points = table.assign(at=shares).groupby(["at", "late", "price"], sort=False)["point"].agg(list)
    points = points.reset_index()
    for row in points.itertuples(index=False):
        mark(own.ax, (row.at, row.late), "o", 8, fill=BLUE, edge=WHITE, thick=0.8)
    _name_points(own, points)


def _name_points(own: Page, points) -> None:
    """Write letters and price beside each point, not on the curve."""
    (left, right), (low, high) = own.ax.get_xlim(), own.ax.get_ylim()
    at = np.column_stack([
        (points["at"] - left) / (right - left) * own.width,
        (points["late"] - low) / (high - low) * own.height,
    ])  # fmt: skip
    between = [start + (end - start) * share for start, end in pairwise(at)
               for share in np.linspace(0.1, 0.9, 9)]  # fmt: skip
    circles = [(x, y, POINT) for x, y in at] + [(x, y, 0.01) for x, y in between]
    names = [_point_said(row) for row in points.itertuples(index=False)]
    shapes = [[Shape(breadth(name, SMALL, bold=True), height_of(1, SMALL))] for name in names]
    room = Box(LEFT, BELOW, own.width, own.height - ABOVE + 0.02)
    spots = place(circles, [*shapes, *[[]] * len(between)], room)
    for name, spot in zip(names, spots[: len(names)], strict=True):
        if spot:
            x, y = (spot.box.x0 + spot.box.x1) / 2, (spot.box.y0 + spot.box.y1) / 2
            write(own.ax, own.at(x, y), name, system="axes fraction", size=SMALL, bold=True,
                  across="center")  # fmt: skip


def _point_said(row) -> str:
    if row.price < words.NOTHING:
        return f"{listed(row.point)}: free"
    price = percent(row.price)
    return f"{listed(row.point)}: {price if price.startswith('under') else f'-{price}'}"


def _draw_sets(own: Page, matrix, table) -> None:
    heads = [
        ("point", list(table["point"])),
        ("asked for early", [percent(asked) if asked else "none" for asked in table["asked"]]),
        ("brought early", [percent(share) for share in table["share_early"]]),
        ("worth-years in the end", [number(late, 0) for late in table["late"]]),
    ]
    inside = matrix[list(range(len(table)))].to_numpy(bool)
    rows = draw_matrix(own, list(matrix["name"]), heads, inside)
    if rows < len(matrix):
        write(own.ax, (own.width, own.height), f"and {len(matrix) - rows} more, in the table "
              "behind", size=SMALL, across="right", up="bottom")  # fmt: skip


def _shared(every: list[str], names, room: float) -> list[str]:
    said = listed([str(names[code]) for code in every]) if every else "no candidate"
    return lines_of(f"In every set: {said}.", room, SMALL, most=6)

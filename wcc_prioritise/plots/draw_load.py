"""How full is each quarter, against what can be carried?"""

from __future__ import annotations

from wcc_prioritise.plots import programme_words as words
from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.look import BLUE, INK, SLATE, SMALL, STONE, TINY, WHITE, breadth, write
from wcc_prioritise.plots.page import Page, line, page
from wcc_prioritise.plots.parts import part, path, upright
from wcc_prioritise.plots.programme_behind import load_table
from wcc_prioritise.plots.quarters import HEADS, draw_quarters
from wcc_prioritise.plots.scales import scale_from_nought

PANEL, LEFT, RIGHT, ABOVE = 2.2, 0.45, 0.95, 0.34
TICK, BROAD, INSIDE = 0.25, 0.72, 0.32
LOOKS = {
    "room": {"facecolor": STONE},
    "idle": {"facecolor": STONE},
    "full": {"facecolor": BLUE},
    "over": {"facecolor": WHITE, "hatch": "////", "edgecolor": INK, "linewidth": 1.2},
}
"""A full quarter is darker than one with room, one over capacity hatched; words say so too."""


def load(programme, ax=None):
    """How full is each quarter, against what can be carried?

    One row of bars for each resource that has a capacity, which is a dashed line; quarters with
    nothing left are dark and say `full`, those over capacity are hatched and say `over`.

    Parameters
    ----------
    programme : Programme
        The projects in time.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes; each resource stands on a child of it, with quarters across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 2_000})
    >>> ax = load(wcc.schedule(portfolio, "2027-04", capacity={"lead_months": 9}))
    >>> ax.get_title(loc="left").startswith("Every quarter has room")
    True
    """
    table = load_table(programme)
    resources = list(dict.fromkeys(table["resource"]))
    made = page(ax, words.load(programme), PANEL * len(resources))
    high = made.body / len(resources)
    for place, resource in enumerate(resources):
        up = made.foot + high * (len(resources) - 1 - place)
        own = part(made, up, high)
        _draw_resource(own, table[table["resource"] == resource].reset_index(drop=True))
    return made.ax


def _draw_resource(own: Page, table) -> None:
    capacity, many = float(table["capacity"].iloc[0]), len(table)
    most = max(2, min(5, int((own.height - ABOVE - HEADS) / TICK)))
    up = scale_from_nought([*table["used"] * 1.04, capacity], most)
    right = min(RIGHT, 0.16 * own.width)
    inch = (own.width - LEFT - right) / many
    high = own.height - ABOVE - HEADS
    own.field((0, many), (0, up.high), left=LEFT, right=right, above=ABOVE, below=HEADS)
    ax, edge = own.ax, own.ax.get_yaxis_transform()
    for y, said in zip(up.ticks, up.written, strict=True):
        line(ax, (0, many), (y, y), colour=SLATE if y == 0 else "#e3e8eb")
        write(ax, (0, y), said, shift=(-6, 0), size=SMALL, colour=SLATE, across="right")
    draw_quarters(ax, list(table["words"]), 0.0, inch, above=False, ends=(0.0, up.high))
    unit = table["unit"].iloc[0]
    write(ax, (0, up.high), unit, system=edge, shift=(0, 8), size=SMALL, up="bottom")
    for row in table.itertuples():
        upright(ax, row.quarter + 0.5, 0.0, row.used, BROAD, LOOKS[row.state])
        _write_used(ax, row, inch, row.used / up.high * high)
    if capacity == capacity:
        path(ax, (0, many), (capacity, capacity), colour=INK, thick=1.3, dashes=(4, 2.5))
        said = f"at most {number(capacity)}"
        write(ax, (many, capacity), said, shift=(6, 0), size=SMALL, bold=True)


def _write_used(ax, row, inch: float, tall: float) -> None:
    """Write what is used in a bar, or above a low one, and whether the quarter is full or over."""
    if row.state == "idle":
        return
    figure, marked = words.whole_used(row), row.state in ("full", "over")
    inside = tall > INSIDE and row.state != "over"
    size = TINY if breadth(figure, TINY) < inch - 0.02 else TINY - 1.5
    ink = WHITE if inside and row.state == "full" else INK
    text = f"{figure}\n{row.state}" if marked else figure
    write(ax, (row.quarter + 0.5, row.used), text, shift=(0, -4 if inside else 3), size=size,
          colour=ink, bold=marked, across="center", up="top" if inside else "bottom")  # fmt: skip

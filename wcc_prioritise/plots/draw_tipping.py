"""At which weight of each criterion does another candidate lead?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots import doubt_behind as behind
from wcc_prioritise.plots import doubt_words as words
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    SLATE,
    SMALL,
    TEXT,
    TINY,
    WHITE,
    balanced,
    breadth,
    drawable,
    height_of,
    ink_on,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, mark, page, width_of
from wcc_prioritise.plots.rows import fitting, write_heads, write_left_out
from wcc_prioritise.plots.scales import Scale, draw_frame

LEFT, RIGHT, ABOVE, BELOW = 1.75, 1.75, 0.24, 0.42
ROW, THICK, LEAST = 0.44, 0.56, 0.22
OTHERS = ("#c2d6ea", "#e3e8eb")
"""Stretches in which another leads, by turns."""
SCALE = Scale(0.0, 100.0, (0.0, 25.0, 50.0, 75.0, 100.0), "%")


def tipping(result, ax=None):
    """At which weight of each criterion does another candidate lead?

    One row a criterion: a bar from weight 0 to 100 per cent, in stretches that say who leads; a
    diamond marks the weight now.

    Parameters
    ----------
    result : Tipping
        Tipping weights.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with weights in per cent across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.robustness import tipping_weights
    >>> ax = tipping(tipping_weights(wcc.appraise(wcc.read(wcc.sample("northmere")))))
    >>> "On 8 of 9 criteria another weight" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = behind.tipping_table(result), words.tipping(result)
    rows = [own for _, own in table.groupby("criterion", sort=False)]
    key = _key(table, result.leader)
    room = min(max((breadth(text, TINY) for text in key), default=1.0), 3.5)
    lines = -(-len(key) // max(1, int(width_of(ax) / (room + 0.2))))
    below = BELOW + height_of(lines, TINY) + 0.1
    made = page(ax, said, ABOVE + ROW * len(rows) + below)
    left, right = min(LEFT, 0.3 * made.width), min(RIGHT, 0.25 * made.width)
    shown = fitting(made, ABOVE + below, len(rows), LEAST)
    steps = shown + (shown < len(rows))
    made.field((0, 100), (steps, 0), left=left, right=right, above=ABOVE, below=below)
    inch, high = (made.width - left - right) / 100, (made.body - ABOVE - below) / steps
    draw_frame(made.ax, SCALE, Scale(steps, 0, ()), ("weight of the criterion", ""))
    said_of = {row.criterion: words.tips_said(row) for row in result.table.itertuples(index=False)}
    for y, own in enumerate(rows[:shown]):
        _draw_row(made.ax, own, y + 0.5, inch, result.leader)
        text = said_of[own["criterion"].iloc[0]]
        _write_row(made.ax, own.iloc[0], y + 0.5, text, (left - 0.12, right - 0.14), high)
    write_left_out(made.ax, shown + 0.5, len(rows) - shown)
    write_heads(made.ax, 0, [(made.width - right + 0.14, "leads instead", "left")])
    _write_key(made, key, room)
    return made.ax


def _key(table: pd.DataFrame, leader: str) -> list[str]:
    """Name the candidates that lead anywhere, the leader of now first."""
    codes = table.drop_duplicates("leader").set_index("leader")["leader_name"]
    order = [leader, *(code for code in codes.index if code != leader)]
    return [drawable(f"{code} {codes[code]}") for code in order if code in codes]


def _draw_row(ax, own: pd.DataFrame, y: float, inch: float, leader: str) -> None:
    other = 0
    for row in own.itertuples(index=False):
        row = row._replace(low=100 * row.low, high=100 * row.high, weight=100 * row.weight)
        if row.leader == leader:
            fill = BLUE
        else:
            fill, other = OTHERS[other % 2], other + 1
        look = {"facecolor": fill, "edgecolor": WHITE, "linewidth": 1.0, "zorder": 2.2}
        bar(ax, row.low, y, row.high - row.low, THICK, look)
        text = lines_of(row.leader, 1.5, SMALL, most=1)[0]
        if breadth(text, SMALL) + 0.06 < (row.high - row.low) * inch:
            _write_leader(ax, row, y, text, fill, inch)
    weight = 100 * float(own["weight"].iloc[0])
    mark(ax, (weight, y), "D", 7, fill=WHITE, edge=INK, thick=1.4)


def _write_leader(ax, row, y: float, text: str, fill: str, inch: float) -> None:
    """Write who leads in the middle of the stretch, or beside the mark where that stands there."""
    middle, half = (row.low + row.high) / 2, (breadth(text, SMALL) / 2 + 0.1) / inch
    if abs(middle - row.weight) < half:
        right = min(row.weight + half, row.high - half + 0.04 / inch)
        middle = right if right - row.weight >= half - 1e-9 else row.weight - half
        if not row.low < middle - half + 0.05 / inch:
            return
    write(ax, (middle, y), text, size=SMALL, colour=ink_on(fill), across="center")


def _write_row(ax, row, y: float, text: str, rooms: tuple[float, float], high: float) -> None:
    edge, (room, beside) = ax.get_yaxis_transform(), rooms
    most = max(1, min(2, int(high / height_of(1, TEXT))))
    name = balanced(f"{row['name']}, {words.weight_said(row['weight'])}", room, SMALL, most=most)
    write(ax, (0, y), "\n".join(name), system=edge, size=SMALL)
    told = balanced(text, beside, SMALL, most=most)
    quiet = SLATE if text == "no change" else INK
    write(ax, (100, y), "\n".join(told), shift=(10, 0), size=SMALL, colour=quiet)


def _write_key(made, key: list[str], room: float) -> None:
    """Write the codes with their names under the scale, in columns."""
    columns = max(1, int(made.width / (room + 0.2)))
    rows = -(-len(key) // columns)
    for place, text in enumerate(key):
        column, row = divmod(place, rows)
        up = made.foot + height_of(rows - row, TINY)
        at = made.at(column * (room + 0.2), up)
        write(made.ax, at, lines_of(text, room, TINY, most=1)[0], system="axes fraction",
              size=TINY, colour=SLATE, up="top")  # fmt: skip

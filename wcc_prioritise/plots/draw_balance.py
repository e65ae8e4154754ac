"""How much of what could be had early and late does the set bring?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots import words
from wcc_prioritise.plots.behind import balance_table
from wcc_prioritise.plots.figures import percent
from wcc_prioritise.plots.look import (
    BLUE,
    GREY,
    INK,
    PALE,
    SLATE,
    SMALL,
    TEXT,
    breadth,
    write,
)
from wcc_prioritise.plots.page import bar, mark, moved, page, stem

LEFT, ABOVE = 0.95, 0.44
ROW, BETWEEN, THICK = 0.44, 0.16, 0.24
BESIDE = 9
"""Points between a bar and its figures."""
FILLS = {"worth": BLUE, "health": GREY}


def balance(portfolio, ax=None):
    """How much of what could be had by year 1, 3 and 10 does the set bring?

    Bars give the benefit that has come by each year as a share of the most that any set within the
    limits could bring by then, once as worth-years and once as expected healthy years. A diamond shows
    the share if everything slips.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with shares (0 to 1) across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 9_000})
    >>> ax = wcc.plots.balance(portfolio)
    >>> ax.get_title(loc="left").startswith("The set brings")
    True
    """
    table = balance_table(portfolio)
    places = _places(table)
    body = ABOVE + places[-1] + ROW / 2
    made = page(ax, words.balance(portfolio), body)
    least = min(0.0, table["share"].min(), table["share_late"].min())
    right = BESIDE / 72 + max(_figures_room(row) for row in table.itertuples())
    sides = {"left": min(LEFT, made.width * 0.16), "right": min(right, made.width * 0.5)}
    made.field((least, 1), (places[-1] + ROW / 2, 0), above=ABOVE, **sides)
    for row, y in zip(table.itertuples(), places, strict=True):
        _draw_row(made.ax, row, y)
    edge = made.ax.get_yaxis_transform()
    for by, rows in table.groupby("by", sort=False):
        middle = sum(places[i] for i in rows.index) / len(rows)
        write(made.ax, (0, middle), str(by).capitalize(), system=edge, size=TEXT + 1, bold=True)
    _name_marks(made.ax, table, places[0] - THICK / 2, portfolio)
    return made.ax


def _places(table: pd.DataFrame) -> list[float]:
    """How far down does each row stand, in inches? Rows of one year stand together."""
    year = table["by"].ne(table["by"].shift()).cumsum() - 1
    return [ROW * (i + 0.5) + BETWEEN * y for i, y in enumerate(year)]


def _share_room(row) -> float:
    return breadth(f"{percent(row.share)}  ", TEXT, bold=True)


def _figures_room(row) -> float:
    return _share_room(row) + breadth(words.brought(row), TEXT)


def _draw_row(ax, row, y: float) -> None:
    bar(ax, 0, y, 1, THICK, {"facecolor": PALE})
    bar(ax, 0, y, row.share, THICK, {"facecolor": FILLS[row.benefit]})
    mark(ax, (row.share_late, y), "D", 8, fill=INK)
    write(ax, (1, y), percent(row.share), shift=(BESIDE, 7), bold=True)
    write(ax, (1, y), words.brought(row), shift=(BESIDE + 72 * _share_room(row), 7))
    mark(ax, (1, y), "D", 5, fill=INK, system=moved(ax, (BESIDE + 3, -7)))
    late = f"{percent(row.share_late)} if late"
    write(ax, (1, y), late, shift=(BESIDE + 10, -7), size=SMALL, colour=SLATE)


def _name_marks(ax, table: pd.DataFrame, top: float, portfolio) -> None:
    """Name the end of the track and the diamond above the first bar, where they stand."""
    style = {"size": SMALL, "up": "bottom"}
    stem(ax, (1, top), ax.transData, 20)
    write(ax, (1, top), "most attainable", shift=(-4, 17), colour=SLATE, across="right", **style)
    late = float(table["share_late"].iloc[0])
    side, aside = ("left", 4) if late < 0.5 else ("right", -4)
    stem(ax, (late, top), ax.transData, 9)
    said = f"late: {words.lateness(portfolio)}"
    write(ax, (late, top), said, shift=(aside, 4), across=side, **style)

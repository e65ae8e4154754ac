"""How much of what could be had early and late does the set bring?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots import words
from wcc_prioritise.plots.behind import balance_table
from wcc_prioritise.plots.figures import percent
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    PALE,
    SLATE,
    SMALL,
    STONE,
    TEXT,
    breadth,
    write,
)
from wcc_prioritise.plots.page import bar, mark, moved, page, sentence, stem

LEFT, ABOVE = 0.95, 0.44
ROW, BETWEEN, THICK = 0.44, 0.16, 0.24
TWO_LINES = 0.36
BESIDE = 9
"""Points between a bar and its figures."""
FILLS = {"worth": BLUE, "health": STONE}


def balance(portfolio, ax=None):
    """How much of what could be had by year 1, 3 and 10 does the set bring?

    Bars give the benefit that has come by each year as a share of the most that any set within the
    limits could bring by then, once as worth-years and once as expected healthy years. A diamond
    shows the share if everything slips.

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
    table, said = balance_table(portfolio), words.balance(portfolio)
    if not (table["attainable"] > 0).any():
        return sentence(ax, said, words.nothing_attainable())
    places = _places(table)
    rows = places[-1] + ROW / 2
    made = page(ax, said, ABOVE + rows)
    least = min(0.0, table["share"].min(), table["share_late"].min())
    left = min(LEFT, made.width * 0.16)
    right = min(max(_figures_room(row) for row in table.itertuples()), made.width * 0.5)
    made.field((least, 1), (rows, 0), above=ABOVE, left=left, right=right)
    roomy = (made.body - ABOVE) / rows * ROW > TWO_LINES
    for row, y in zip(table.itertuples(), places, strict=True):
        _draw_row(made.ax, row, y)
        _write_figures(made.ax, row, y, roomy)
    edge = made.ax.get_yaxis_transform()
    for by, own in table.groupby("by", sort=False):
        middle = sum(places[i] for i in own.index) / len(own)
        write(made.ax, (0, middle), str(by).capitalize(), system=edge, size=TEXT + 1, bold=True)
    inch = (made.width - left - right) / (1 - least)
    _name_marks(made.ax, table.iloc[0], places[0] - THICK / 2, words.lateness(portfolio), inch)
    return made.ax


def _places(table: pd.DataFrame) -> list[float]:
    """How far down does each row stand, in inches? Rows of one year stand together."""
    year = table["by"].ne(table["by"].shift()).cumsum() - 1
    return [ROW * (i + 0.5) + BETWEEN * y for i, y in enumerate(year)]


def _share_room(row) -> float:
    return breadth(f"{words.share_of(row)}  ", TEXT, bold=True)


def _figures_room(row) -> float:
    return BESIDE / 72 + _share_room(row) + breadth(words.brought(row), TEXT)


def _draw_row(ax, row, y: float) -> None:
    bar(ax, 0, y, 1, THICK, {"facecolor": PALE})
    if row.attainable > 0:
        bar(ax, 0, y, row.share, THICK, {"facecolor": FILLS[row.benefit]})
        mark(ax, (row.share_late, y), "D", 8, fill=INK)


def _write_figures(ax, row, y: float, roomy: bool) -> None:
    """Write share and amounts beside a row, and the share if late under them if there is room."""
    up = 7 if roomy else 0
    write(ax, (1, y), words.share_of(row), shift=(BESIDE, up), bold=True)
    write(ax, (1, y), words.brought(row), shift=(BESIDE + 72 * _share_room(row), up))
    if roomy and row.attainable > 0:
        mark(ax, (1, y), "D", 5, fill=INK, system=moved(ax, (BESIDE + 3, -7)))
        late = f"{percent(row.share_late)} if late"
        write(ax, (1, y), late, shift=(BESIDE + 10, -7), size=SMALL, colour=SLATE)


def _name_marks(ax, row, top: float, lateness: str, inch: float) -> None:
    """Name the end of the track and the diamond above the first bar, where they stand."""
    style = {"size": SMALL, "up": "bottom"}
    stem(ax, (1, top), ax.transData, 20)
    write(ax, (1, top), "most attainable", shift=(-4, 17), colour=SLATE, across="right", **style)
    if row["attainable"] <= 0:
        return
    said, late = f"late: {lateness}", float(row["share_late"])
    stem(ax, (late, top), ax.transData, 4)
    beyond = 72 * (late * inch + breadth(said, SMALL) - inch)
    write(ax, (late, top), said, shift=(min(-3, -beyond), 4), **style)

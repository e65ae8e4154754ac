"""How sure is each place in the set: core, borderline or outside?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots import portfolio_words as words
from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    PALE,
    SLATE,
    SMALL,
    STONE,
    TINY,
    WHITE,
    breadth,
    drawable,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import Page, bar, line, mark, page
from wcc_prioritise.plots.parts import KEY_ROW, draw_key
from wcc_prioritise.plots.portfolio_behind import BORDERLINE, CORE, OUTSIDE, core_table
from wcc_prioritise.plots.rows import fitting, write_heads, write_left_out

NAME, SHARE, INDEX, ABOVE = 0.3, 1.0, 0.75, 0.24
"""Inches that a name needs beside its letters, and those of the columns and the head."""
ROW, LEAST, THICK = 0.235, 0.145, 0.12
HAIR = 1e-6
IN_SET = {"facecolor": BLUE}
OUT_OF_SET = {"facecolor": STONE}


def core_strip(found, ax=None, core: pd.Series | None = None):
    """How sure is each place in the set: core, borderline or outside?

    One bar a candidate: its funded share, the share of draws whose best set holds it, with a
    whisker of one Monte Carlo standard error each way. Blue is in the chosen set, grey is not, and
    a dot before the name says so too. Given a core index, an open diamond and a column of its own
    show it.

    Parameters
    ----------
    found : FundedShare
        In how many draws each candidate is funded.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.
    core : Series of float, optional
        Core index by candidate, for analysts: another question, never blended with the share.

    Returns
    -------
    matplotlib Axes
        The axes, with shares (0 to 1) across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.portfolio.robust import funded_share
    >>> from wcc_prioritise.robustness import draws
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 4_000})
    >>> ax = core_strip(funded_share(draws(appraisal, 200, seed=1), portfolio))
    >>> "funded every time" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = core_table(found, core), words.core_strip(found, core)
    rows = _rows(table)
    above = ABOVE + KEY_ROW
    made = page(ax, said, above + ROW * len(rows))
    shown = fitting(made, above, len(rows), LEAST)
    while shown > 1 and isinstance(rows[shown - 1], str):
        shown -= 1  # a heading with nobody below it
    steps = shown + (shown < len(rows))
    high = (made.body - above) / max(steps, 1)
    size = SMALL if high > height_of(1, SMALL) else TINY
    longest = max((breadth(drawable(name), size) for name in table["name"]), default=0.0)
    left = min(longest + NAME, made.width / 2)
    right = SHARE + (INDEX if core is not None else 0.0)
    made.field((0, 1), (steps, 0), left=left, right=right, above=above)
    draw_key(made, made.height - made.head, _entries(core is not None))
    for y, row in enumerate(rows[:shown]):
        if isinstance(row, str):
            _write_heading(made, y + 0.5, row, size)
        else:
            _draw_row(made, row, y + 0.5, left, size)
    hidden = sum(not isinstance(row, str) for row in rows[shown:])
    write_left_out(made.ax, shown + 0.5, hidden)
    _write_heads(made, core is not None)
    return made.ax


def _rows(table: pd.DataFrame) -> list:
    """List the headings and the candidates below each."""
    rows: list = []
    for place in (CORE, BORDERLINE, OUTSIDE):
        own = table[table["place"] == place]
        if len(own):
            rows += [words.heading_of(place), *own.itertuples(index=False)]
    return rows


def _entries(index: bool) -> list[tuple[str, dict]]:
    entries = [("in the chosen set", IN_SET), ("not in it", OUT_OF_SET)]
    if index:
        look = {"marker": "D", "size": 5, "fill": WHITE, "edge": INK, "thick": 1.1}
        entries.append(("core index", look))
    return entries


def _write_heading(made: Page, y: float, said: str, size: float) -> None:
    edge = made.ax.get_yaxis_transform()
    text = lines_of(said, made.width, size, bold=True, most=1)[0]
    write(made.ax, (0, y), text, system=edge, shift=(0, -1.5), size=size, bold=True)
    line(made.ax, (0, 1), (y + 0.5, y + 0.5), system=edge)


def _draw_row(made: Page, row, y: float, left: float, size: float) -> None:
    ax, edge = made.ax, made.ax.get_yaxis_transform()
    name = lines_of(row.name, left - NAME + HAIR, size, most=1)[0]
    write(ax, (0, y), name, system=edge, shift=(11, 0), size=size,
          colour=INK if row.chosen else SLATE)  # fmt: skip
    if row.chosen:
        write(ax, (0, y), "\N{BULLET}", system=edge, shift=(1, 0), size=size, colour=BLUE)
    thick = THICK / ROW
    bar(ax, 0, y, 1, thick, {"facecolor": PALE})
    bar(ax, 0, y, row.share, thick, IN_SET if row.chosen else OUT_OF_SET)
    if row.error > 0:
        ends = (max(row.share - row.error, 0.0), min(row.share + row.error, 1.0))
        line(ax, ends, (y, y), colour=INK, thick=1.1)
        for end in ends:
            line(ax, (end, end), (y - thick / 2, y + thick / 2), colour=INK, thick=1.1)
    write(ax, (1, y), words.share_said(row), shift=(8, 0), size=size, bold=row.chosen)
    index = getattr(row, "core_index", None)
    if index is not None and index == index:
        mark(ax, (index, y), "D", 5, fill=WHITE, edge=INK, thick=1.1)
        aside = 72 * (SHARE + INDEX) - 4
        write(ax, (1, y), number(index, 2), shift=(aside, 0), size=size, across="right")


def _write_heads(made: Page, index: bool) -> None:
    right = made.width - SHARE - (INDEX if index else 0.0)
    heads = [(right + 8 / 72, "funded share ± error", "left")]
    if index:
        heads.append((made.width, "core index", "right"))
    write_heads(made.ax, 0, heads)

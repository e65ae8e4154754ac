"""Which areas are worse and better, on which indicators?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots import area_words
from wcc_prioritise.plots.area_behind import rug_table
from wcc_prioritise.plots.area_words import MOST_COLUMNS, MOST_ROWS, decimals_for, figure_of
from wcc_prioritise.plots.look import (
    INK,
    SLATE,
    TINY,
    WHITE,
    breadth,
    height_of,
    ink_on,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, mark, moved, page, sentence, width_of
from wcc_prioritise.plots.rows import fitting, write_left_out, write_name
from wcc_prioritise.plots.verdict_marks import LOOKS, draw_key, draw_verdict, key_of

ROW, NAME, LEAST = 0.38, 8.0, 0.17
NAMES, LONGEST_AREA = 2.1, 1.6
KEY, APART = 0.34, 0.05
OF_CELL = 0.96


def rug(spread, ax=None):
    """Which areas are worse and better, on which indicators?

    A tartan rug: one row an indicator, one column an area, ours first and framed. Every cell has
    the figure, and by its mark and tone the verdict; the darkest are worse.

    Parameters
    ----------
    spread : Spread
        Where our area stands.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with areas from 0 across and indicators from 0 down.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.evidence.spread import spread
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> ax = rug(spread(case.indicators, area="Northmere", peers=case.peers))
    >>> len(ax.patches) > 100
    True
    """
    table, said = rug_table(spread, MOST_COLUMNS), area_words.rug(spread)
    if table.empty:
        return sentence(ax, said, area_words.no_figure(spread))
    keys = ["indicator", "sex", "age"]
    groups = [g for _, g in table.groupby(keys, sort=False, dropna=False)]
    order = {code: i for i, code in enumerate(spread.indicators)}
    groups = sorted(groups, key=lambda g: order[g["indicator"].iloc[0]])[:MOST_ROWS]
    areas = table.drop_duplicates("area")[["area", "area_name", "role"]].reset_index(drop=True)
    heads = [lines_of(name, LONGEST_AREA, TINY, most=1)[0] for name in areas["area_name"]]
    above = KEY + max(breadth(head, TINY, bold=True) for head in heads) + 2 * APART
    left = min(NAMES, 0.34 * width_of(ax))
    made = page(ax, said, above + ROW * len(groups))
    broad = (made.width - left) / max(len(areas), 5)
    right = made.width - left - broad * len(areas)
    shown = fitting(made, above, len(groups), LEAST)
    rows = shown + (shown < len(groups))
    made.field((0, len(areas)), (rows, 0), left=left, right=right, above=above)
    high = (made.body - above) / rows
    place = {code: i for i, code in enumerate(areas["area"])}
    period = area_words.one_period(spread.table) == ""
    for y, group in enumerate(groups[:shown]):
        _write_indicator(made.ax, next(group.itertuples(index=False)), y, left, high, period)
        _draw_cells(made.ax, group, y, place, high > 0.3)
    _write_areas(made.ax, heads, areas["role"])
    _frame_ours(made.ax, areas, shown)
    write_left_out(made.ax, shown + 0.5, len(groups) - shown)
    draw_key(made.ax, 0, key_of(table["verdict"]), 72 * (above - KEY / 2))
    return made.ax


def _write_indicator(ax, row, y: int, left: float, high: float, period: bool) -> None:
    who = area_words.about(row, period)
    row = row._replace(name=f"{row.name} ({who})") if who else row
    most = max(1, min(3, int(high / height_of(1, NAME))))
    write_name(ax, row, y + 0.5, left - 0.12, most, "", NAME)


def _draw_cells(ax, group: pd.DataFrame, y: int, place: dict[str, int], roomy: bool) -> None:
    """Draw the figures of one indicator; a cell stays blank where an area has none."""
    decimals = decimals_for(*group["value"])
    for row in group.itertuples(index=False):
        x, look = place[row.area], LOOKS[row.verdict]
        fill = {"facecolor": look.tone, "edgecolor": WHITE, "linewidth": 1.0}
        bar(ax, x, y + 0.5, 1, OF_CELL, fill)
        ink = ink_on(look.tone)
        text = figure_of(row.value, "", decimals)
        middle, down = (x + 0.5, y + 0.5), -5.5 if roomy else 0
        write(ax, middle, text, shift=(0, down), size=TINY, colour=ink, across="center")
        if roomy:
            _draw_mark(ax, middle, row.verdict, ink)


def _draw_mark(ax, middle: tuple[float, float], verdict: str, ink: str) -> None:
    look = LOOKS[verdict]
    if ink == WHITE:
        where = moved(ax, (0, 6))
        mark(ax, middle, look.shape, 6.5, fill=WHITE, edge=WHITE, thick=0.5, system=where)
    else:
        draw_verdict(ax, middle, verdict, 7, moved(ax, (0, 6)))


def _write_areas(ax, heads: list[str], roles: pd.Series) -> None:
    """Write the names of areas upright above their columns, ours in bold."""
    for x, (head, role) in enumerate(zip(heads, roles, strict=True)):
        ours = role == "ours"
        text = write(ax, (x + 0.5, 0), head, shift=(0, 4), size=TINY, bold=ours,
                     colour=INK if ours else SLATE, across="center", up="bottom")  # fmt: skip
        text.set_rotation(90)


def _frame_ours(ax, areas: pd.DataFrame, rows: int) -> None:
    if areas["role"].iloc[0] == "ours":
        frame = {"facecolor": "none", "edgecolor": INK, "linewidth": 1.6, "zorder": 4}
        bar(ax, 0, rows / 2, 1, rows, frame)

"""Which place has our area among all, on one indicator, and which of them differ?"""

from __future__ import annotations

from wcc_prioritise.plots import area_words
from wcc_prioritise.plots.area_behind import caterpillar_table
from wcc_prioritise.plots.area_words import decimals_for, figure_of
from wcc_prioritise.plots.look import (
    GREY,
    INK,
    PALE,
    SLATE,
    SMALL,
    STONE,
    TINY,
    breadth,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, line, page, sentence, width_of
from wcc_prioritise.plots.scales import Scale, draw_frame, scale_about
from wcc_prioritise.plots.verdict_marks import LOOKS, draw_key, draw_verdict, key_of

BODY = 3.9
LEFT, RIGHT, ABOVE, BELOW = 0.6, 0.75, 0.72, 0.12
NAMED = 40
"""Of so many areas or fewer, each carries its name."""
LONGEST_NAME = 1.3
LEAST = 1.5
"""Inches of field below which the names are left out."""
JUDGED = ("Better", "Worse")
THIN, TICK = 5.0, 0.28
"""Marks so small, in points, are helped by the colour of their intervals."""


def caterpillar(spread, ax=None):
    """Which place has our area among all, on one indicator?

    Every area in order, the worst at the left, with its 95 per cent interval and the mark of its
    verdict beside the line of the yardstick. Ours stands on a band and carries its name.

    Parameters
    ----------
    spread : Spread
        Where our area stands on one indicator: `spread.of("I03")`.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with areas from 0 across and values up.

    Raises
    ------
    InputError
        If the result holds more than one figure.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.evidence.spread import spread
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> stands = spread(case.indicators, area="Northmere", peers=case.peers)
    >>> ax = caterpillar(stands.of("I03"))
    >>> "similar to" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = caterpillar_table(spread), area_words.caterpillar(spread)
    if table.empty:
        return sentence(ax, said, area_words.no_figure(spread))
    names = _names(table)
    below = BELOW + max((breadth(name, TINY, bold=True) for name in names), default=0.0)
    made = page(ax, said, BODY + below)
    if made.body - ABOVE - below < LEAST:
        names, below = [], BELOW
    left, right = min(LEFT, 0.14 * width_of(ax)), min(RIGHT, 0.16 * width_of(ax))
    one = spread.table.iloc[0]
    sign = "%" if one["unit"] == "%" else ""
    known = table[["value", "lower", "upper"]].stack()
    floor = 0.0 if float(known.min()) >= 0 else None
    most = min(6, max(2, int((made.body - ABOVE - below) / TICK)))
    up = scale_about([*known, one["yardstick"]], most, sign, floor)
    across = Scale(0.0, float(max(len(table), 5)), ())
    made.field((across.low, across.high), (up.low, up.high), left=left, right=right, above=ABOVE,
               below=below)  # fmt: skip
    draw_frame(made.ax, across, up, ("", area_words.value_named(one["unit"])))
    _draw_yardstick(made.ax, across.high, one)
    size = min(9.0, 0.75 * 72 * (made.width - left - right) / across.high)
    for x, row in enumerate(table.itertuples(index=False)):
        _draw_area(made.ax, x + 0.5, row, max(size, 3.5), up)
    _write_names(made.ax, names, table["role"], up.low)
    _name_ours(made.ax, table, up, one, across.high)
    draw_key(made.ax, up.high, key_of(table["verdict"]), 40)
    return made.ax


def _names(table) -> list[str]:
    """Give the names that stand under the areas: of all, or of none where there are many."""
    if len(table) > NAMED:
        return []
    return [lines_of(name, LONGEST_NAME, TINY, most=1)[0] for name in table["area_name"]]


def _draw_yardstick(ax, right: float, one) -> None:
    if one["yardstick"] != one["yardstick"]:
        return
    line(ax, (0, right), (one["yardstick"],) * 2, colour=INK, thick=1.1)
    decimals = decimals_for(one["yardstick"])
    said = figure_of(one["yardstick"], one["unit"], decimals)
    write(ax, (right, one["yardstick"]), said, shift=(5, 0), size=SMALL, bold=True)


def _draw_area(ax, x: float, row, size: float, up: Scale) -> None:
    ours = row.role == "ours"
    if ours:
        high = up.high - up.low
        bar(ax, x - 0.5, up.low + high / 2, 1, high, {"facecolor": PALE, "zorder": 0.4})
    if row.lower == row.lower and row.upper == row.upper:
        own = LOOKS[row.verdict].fill if size < THIN and row.verdict in JUDGED else STONE
        look = {"colour": INK if ours else own, "thick": 1.8 if ours else 0.9}
        line(ax, (x, x), (row.lower, row.upper), **look)
    draw_verdict(ax, (x, row.value), row.verdict, max(size * 1.25, 7.0) if ours else size)


def _write_names(ax, names: list[str], roles, low: float) -> None:
    for x, (name, role) in enumerate(zip(names, roles, strict=False)):
        ours = role == "ours"
        text = write(ax, (x + 0.5, low), name, shift=(0, -5), size=TINY, bold=ours,
                     colour=INK if ours else SLATE, across="center", up="top")  # fmt: skip
        text.set_rotation(90)


def _name_ours(ax, table, up: Scale, one, right: float) -> None:
    """Write our name and figure above the field, over our area."""
    for x, row in enumerate(table.itertuples(index=False)):
        if row.role != "ours":
            continue
        decimals = decimals_for(row.value)
        said = f"{row.area_name}: {area_words.interval_of(row, decimals)}"
        side = "left" if x < 0.35 * right else "right" if x > 0.65 * right else "center"
        line(ax, (x + 0.5, x + 0.5), (row.value, up.high), colour=GREY, thick=0.6)
        text = lines_of(said, 4.0, SMALL, most=1)[0]
        write(ax, (x + 0.5, up.high), text, shift=(0, 17), size=SMALL, bold=True, across=side)

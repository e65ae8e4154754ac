"""When is each project at work, and when does its benefit come?"""

from __future__ import annotations

from wcc_prioritise.plots import programme_words as words
from wcc_prioritise.plots.figures import plain
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    RULE,
    SLATE,
    SMALL,
    STONE,
    TINY,
    WHITE,
    balanced,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import Page, bar, line, mark, page, sentence
from wcc_prioritise.plots.parts import KEY_ROW, draw_key
from wcc_prioritise.plots.programme_behind import gantt_table
from wcc_prioritise.plots.quarters import HEADS, draw_quarters
from wcc_prioritise.plots.rows import fitting, write_cell, write_heads, write_left_out
from wcc_prioritise.schema import CLASSES

NAME, DATE, ABOVE = 2.55, 0.64, 0.1
ROW, LEAST, THICK = 0.46, 0.16, 0.4
TWO_LINES = 0.38
NAME_SIZE = 8.0
LOOKS = {
    "quick win": {"facecolor": BLUE, "zorder": 2.1},
    "long-term gain": {
        "facecolor": "#0b1f3a",
        "hatch": "////",
        "edgecolor": "#9fb9d4",
        "zorder": 2.1,
    },
    "steady": {"facecolor": STONE, "zorder": 2.1},
}
"""Classes differ in lightness and in hatch, and each row says its class."""
FIRST = {"fill": WHITE, "edge": INK, "thick": 1.2}
FULL = {"fill": INK, "edge": WHITE, "thick": 0.8}


def gantt(programme, ax=None):
    """When is each project at work, and when does its benefit come?

    One row a project, the earliest first: a bar over its quarters of work, filled by its class; an
    open triangle where its first benefit comes and a diamond where it is full, both also as months
    on the right. An arrow stands for a benefit that is full after the programme.

    Parameters
    ----------
    programme : Programme
        The projects in time.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with quarters from the start across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 2_000})
    >>> gantt(wcc.schedule(portfolio, "2027-04")).get_title(loc="left").startswith("3 projects")
    True
    """
    table, said = gantt_table(programme), words.gantt(programme)
    if table.empty:
        return sentence(ax, said, programme.summary())
    above = KEY_ROW + HEADS + ABOVE
    made = page(ax, said, above + ROW * len(table))
    shown = fitting(made, above, len(table), LEAST)
    rows = shown + (shown < len(table))
    high = (made.body - above) / rows
    name, date = min(NAME, 0.36 * made.width), min(DATE, 0.115 * made.width)
    right = 2 * date + 0.05
    made.field((0, programme.quarters), (rows, 0), left=name, right=right, above=above)
    _draw_scale(made, programme, name, right, shown)
    for y, row in enumerate(table.head(shown).itertuples()):
        _draw_row(made, row, y + 0.5, programme.quarters)
        _write_row(made, row, y + 0.5, name - 0.12, date, high)
    write_left_out(made.ax, shown + 0.5, len(table) - shown)
    draw_key(made, made.height - made.head, _entries(table))
    heads = [(made.width - date, "first benefit", "right"), (made.width, "full", "right")]
    write_heads(made.ax, 0, heads if date >= DATE else [(made.width, "benefit", "right")])
    return made.ax


def _entries(table) -> list[tuple[str, dict]]:
    present = [name for name in CLASSES if (table["class"] == name).any()]
    return [
        *((name, LOOKS[name]) for name in present),
        ("first benefit", {"marker": "^", "size": 6.5, **FIRST}),
        ("full benefit", {"marker": "D", "size": 5.5, **FULL}),
    ]


def _draw_scale(made: Page, programme, name: float, right: float, rows: int) -> None:
    quarters = list(programme.load["words"])
    inch = (made.width - name - right) / programme.quarters
    draw_quarters(made.ax, quarters, 0.0, inch, above=True, ends=(0.0, rows))
    line(made.ax, (0, 1), (0, 0), system=made.ax.get_yaxis_transform(), colour=SLATE)
    for y in range(1, rows + 1):
        line(made.ax, (0, 1), (y, y), system=made.ax.get_yaxis_transform(), colour=RULE)


def _draw_row(made: Page, row, y: float, quarters: int) -> None:
    ax = made.ax
    bar(ax, row.start, y, max(row.quarters, 0.12), THICK, LOOKS[row[3]])
    for at, shape, size, look in ((row.full_at, "D", 6, FULL), (row.first_at, "^", 8, FIRST)):
        if at <= quarters:
            mark(ax, (at, y), shape, size, **look)
        elif shape == "D":
            mark(ax, (quarters, y), ">", 6.5, **FULL)


def _write_row(made: Page, row, y: float, room: float, date: float, high: float) -> None:
    ax, edge = made.ax, made.ax.get_yaxis_transform()
    under = row[3] + (f"; after {row.after}" if row.after else "")
    size = NAME_SIZE if high > height_of(1, NAME_SIZE) + 0.02 else TINY
    lines = 2 if high >= height_of(2, size) + height_of(1, TINY) else 1
    name = balanced(plain(row.name), room, size, most=lines)
    if high < TWO_LINES:
        write(ax, (0, y), name[0], system=edge, size=size)
    else:
        top = 36 * (height_of(len(name), size) + height_of(1, TINY))
        write(ax, (0, y), "\n".join(name), system=edge, shift=(0, top), size=size, up="top")
        text = lines_of(under, room, TINY, most=1)[0]
        below = (0, top - 72 * height_of(len(name), size))
        write(ax, (0, y), text, system=edge, shift=below, size=TINY, colour=SLATE, up="top")
    figures = SMALL if date >= DATE else TINY
    write_cell(ax, made.width - date, y, words.month_of(row.first_benefit), size=figures)
    write_cell(ax, made.width, y, words.month_of(row.full_benefit), size=figures)

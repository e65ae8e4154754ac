"""What does the set save, what does it cost by year, and what is left to find?"""

from __future__ import annotations

from wcc_prioritise.plots import money_words as words
from wcc_prioritise.plots.look import (
    BLUE,
    GREY,
    INK,
    PALE,
    SLATE,
    SMALL,
    STONE,
    TEXT,
    WHITE,
    balanced,
    breadth,
    height_of,
    write,
)
from wcc_prioritise.plots.page import Page, bar, line, mark, page, width_of
from wcc_prioritise.plots.parts import draw_key, key_height, part, path, upright
from wcc_prioritise.plots.portfolio_behind import SAVED, money_of, money_table
from wcc_prioritise.plots.scales import Scale, scale_from_nought

ROW, THICK, NAME, BESIDE = 0.3, 0.19, 0.95, 8
PLOT, LEFT, RIGHT, ABOVE, BELOW, TICK = 3.0, 0.65, 0.7, 0.3, 0.36, 0.25
APART = 0.22
BAR = 0.42
"""Breadth of the bar of a year, in years."""
SAVING_FILLS = {
    "claimed": {"facecolor": WHITE, "edgecolor": GREY, "linewidth": 1.2},
    "deliverable": {"facecolor": STONE},
    "cashable": {"facecolor": BLUE},
}
SET_UP = {"facecolor": INK}
RUNNING = {"facecolor": "#b8c0c6", "hatch": "////", "edgecolor": WHITE}
CASHABLE = {"facecolor": BLUE}
KEY = (
    ("cashable savings, above nought", CASHABLE),
    ("running cost, below", RUNNING),
    ("set-up cost, below", SET_UP),
    ("so far, all together", {"marker": "o", "size": 6, "fill": WHITE, "edge": INK, "thick": 1.4}),
)


def money(portfolio, ax=None, slipped: bool = False):
    """What does the set save, what does it cost by year, and what is left to find?

    Three bars compare what is claimed a year with what is expected to be delivered and what leaves
    the budget as cash. Below, each year's set-up and running cost and cashable savings, with what
    they come to so far; a sentence says when the set has paid for itself and what recurs after the
    last funded year.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.
    slipped : bool
        Whether everything takes longer, by the charter's slip.

    Returns
    -------
    matplotlib Axes
        The axes; savings and cash stand on children of it, in £ thousand.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> ax = money(wcc.select(appraisal, limits={"gross_3yr": 2_000}))
    >>> "claimed a year" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    found, said = money_of(portfolio, slipped), words.money(portfolio, slipped)
    table = money_table(portfolio, slipped)
    savings = table[table["part"] == "savings a year"].set_index("what")["thousand_pounds"]
    told = balanced(words.break_even_said(found), width_of(ax), TEXT, bold=True)
    foot = height_of(len(told), TEXT) + 0.08
    key = key_height([text for text, _ in KEY], width_of(ax))
    above = ROW * len(SAVED) + APART
    made = page(ax, said, above + key + PLOT + foot)
    # On a low page the bars of savings go: the title says what they come to.
    bars = above if made.body - above - key - foot > 1.3 else 0.0
    if bars:
        _draw_savings(part(made, made.height - made.head - bars + APART, bars - APART), savings)
    low = made.foot + foot
    _draw_years(part(made, low, made.body - bars - foot), found.years, key)
    write(made.ax, made.at(0, made.foot), "\n".join(told), system="axes fraction", bold=True,
          up="bottom")  # fmt: skip
    return made.ax


def _draw_savings(own: Page, savings) -> None:
    most = max(float(savings.max()), 1e-9)
    named = [f"{words.pounds(savings[what])} thousand a year" for what in SAVED]
    right = max(breadth(said, SMALL, bold=True) for said in named) + 2 * BESIDE / 72
    own.field((0, most), (len(SAVED), 0), left=NAME, right=right)
    edge = own.ax.get_yaxis_transform()
    for y, (what, said) in enumerate(zip(SAVED, named, strict=True)):
        write(own.ax, (0, y + 0.5), what, system=edge, size=TEXT)
        bar(own.ax, 0, y + 0.5, max(savings[what], 0.0), THICK / ROW, SAVING_FILLS[what])
        write(own.ax, (max(savings[what], 0.0), y + 0.5), said, shift=(BESIDE, 0), size=SMALL,
              bold=True)  # fmt: skip


def _draw_years(own: Page, years, key: float) -> None:
    spent = -(years["set_up"] + years["running"])
    high = own.height - key - ABOVE - BELOW
    up = scale_from_nought([*spent, *years["cashable"], *years["cumulative"]],
                           min(7, max(2, int(high / TICK))))  # fmt: skip
    first, last = int(years["year"].min()), int(years["year"].max())
    across = Scale(first - 0.5, last + 0.5, ())
    own.field((across.low, across.high), (up.low, up.high), left=LEFT, right=RIGHT,
              above=ABOVE + key, below=BELOW)  # fmt: skip
    draw_key(own, own.height, KEY)
    _draw_scale(own, across, up)
    for row in years.itertuples():
        upright(own.ax, row.year, -row.running, 0.0, BAR, RUNNING)
        upright(own.ax, row.year, -row.running - row.set_up, -row.running, BAR, SET_UP)
        upright(own.ax, row.year, 0.0, row.cashable, BAR, CASHABLE)
        write(own.ax, (row.year, up.low), f"year {row.year}", shift=(0, -6), size=SMALL,
              colour=SLATE, across="center", up="top")  # fmt: skip
    path(own.ax, years["year"], years["cumulative"], colour=INK, thick=1.3)
    falling = years["net"].shift(-1, fill_value=years["net"].iloc[-1]) <= 0
    for row, falls in zip(years.itertuples(), falling, strict=True):
        mark(own.ax, (row.year, row.cumulative), "o", 6, fill=WHITE, edge=INK, thick=1.4)
        beside = (row.year + BAR / 2, row.cumulative)
        shift = (4, 4 if falls else -4)
        write(own.ax, beside, words.pounds(row.cumulative), shift=shift, size=SMALL, bold=True)


def _draw_scale(own: Page, across: Scale, up: Scale) -> None:
    for y, said in zip(up.ticks, up.written, strict=True):
        colour = SLATE if y == 0 else PALE
        line(own.ax, (across.low, across.high), (y, y), colour=colour)
        write(own.ax, (across.low, y), said, shift=(-6, 0), size=SMALL, colour=SLATE,
              across="right")  # fmt: skip
    edge = own.ax.get_yaxis_transform()
    write(own.ax, (0, up.high), "£ thousand", system=edge, shift=(0, 5), size=SMALL, up="bottom")

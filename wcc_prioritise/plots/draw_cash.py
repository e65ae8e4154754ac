"""What does the programme cost and release by quarter, and what benefit comes?"""

from __future__ import annotations

from wcc_prioritise.plots import programme_words as words
from wcc_prioritise.plots.draw_money import CASHABLE, RUNNING, SET_UP
from wcc_prioritise.plots.draw_money import KEY as KEY_OF_MONEY
from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.look import BLUE, INK, PALE, SLATE, SMALL, WHITE, breadth, write
from wcc_prioritise.plots.money_words import pounds
from wcc_prioritise.plots.page import Page, line, mark, page, sentence, width_of
from wcc_prioritise.plots.parts import draw_key, key_height, part, path, upright
from wcc_prioritise.plots.programme_behind import cash_table
from wcc_prioritise.plots.quarters import HEADS, draw_quarters
from wcc_prioritise.plots.scales import Scale, scale_from_nought

CASH, BENEFIT, LEFT, RIGHT, ABOVE = 3.0, 1.6, 0.62, 0.75, 0.3
TICK, BROAD, LEAST = 0.25, 0.72, 1.15
AREA = "#c2d6ea"
NAMED = 0.07
"""Share of the scale that is kept below the lowest point, for its name."""
KEY = (
    *KEY_OF_MONEY[:-1],
    ("so far, all together", {"marker": "_", "size": 9, "fill": INK, "edge": INK, "thick": 1.4}),
)


def cash_and_benefit(found, ax=None):
    """What does the programme cost and release by quarter, and what benefit comes?

    Above, each quarter's set-up and running cost below nought and its cashable savings above, and a
    line of what they come to so far; the quarter by whose end all has come back is marked. Below,
    the benefit that has come by the end of each quarter of the programme.

    Parameters
    ----------
    found : Cash
        Cash of the programme by quarter.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes; cash (£ thousand) and benefit (point-years) stand on children of it, with quarters
        across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import cash
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 2_000})
    >>> ax = cash_and_benefit(cash(wcc.schedule(portfolio, "2027-04")))
    >>> "£" in ax.get_title(loc="left")
    True
    """
    table, said = cash_table(found), words.cash_and_benefit(found)
    if table.empty:
        return sentence(ax, said, found.summary())
    key = key_height([text for text, _ in KEY], width_of(ax))
    made = page(ax, said, key + CASH + BENEFIT)
    draw_key(made, made.height - made.head, KEY)
    room = made.body - key
    low = max(room * BENEFIT / (CASH + BENEFIT), min(LEAST, 0.55 * room))
    _draw_cash(part(made, made.foot + low, made.body - key - low), table, found)
    _draw_benefit(part(made, made.foot, low), table)
    return made.ax


def _framed(own: Page, values, table, what: str, below: float) -> Scale:
    """Draw the scales of a part, and give the upright one."""
    most = max(2, min(6, int((own.height - ABOVE - below) / TICK)))
    up = scale_from_nought(values, most)
    many = len(table)
    own.field((0, many), (up.low, up.high), left=LEFT, right=RIGHT, above=ABOVE, below=below)
    for y, said in zip(up.ticks, up.written, strict=True):
        line(own.ax, (0, many), (y, y), colour=SLATE if y == 0 else PALE)
        write(own.ax, (0, y), said, shift=(-6, 0), size=SMALL, colour=SLATE, across="right")
    edge = own.ax.get_yaxis_transform()
    write(own.ax, (0, up.high), what, system=edge, shift=(0, 5), size=SMALL, up="bottom")
    return up


def _draw_cash(own: Page, table, found) -> None:
    spent = -(table["set_up"] + table["running"])
    values = [*spent, *table["cashable"], *table["cumulative"]]
    values.append(min(values) - NAMED * (max(values) - min(values)))
    up = _framed(own, values, table, "£ thousand", 0.18)
    for row in table.itertuples():
        x = row.quarter + 0.5
        upright(own.ax, x, -row.running, 0.0, BROAD, RUNNING)
        upright(own.ax, x, -row.running - row.set_up, -row.running, BROAD, SET_UP)
        upright(own.ax, x, 0.0, row.cashable, BROAD, CASHABLE)
    path(own.ax, table["quarter"] + 1, table["cumulative"], colour=INK, thick=1.3)
    lowest = table.loc[table["cumulative"].idxmin()]
    most = f"most to be found: {pounds(found.most_needed)} thousand"
    if found.most_needed >= 0.5:
        _name_point(own, (lowest["quarter"] + 1, lowest["cumulative"]), most, up.low, len(table))
    if found.break_even is not None and found.most_needed >= 0.5:
        row = table.iloc[found.break_even]
        at = (row["quarter"] + 1, row["cumulative"])
        _name_point(own, at, "all has come back", up.high, len(table))


def _name_point(own: Page, at: tuple[float, float], said: str, end: float, many: int) -> None:
    """Mark a point of the line of cash so far, and name it at the top or foot of the part."""
    x, y = at
    line(own.ax, (x, x), (y, end), colour=SLATE)
    mark(own.ax, at, "o", 6, fill=WHITE, edge=INK, thick=1.4)
    inch = (own.width - LEFT - RIGHT) / many
    fits = x * inch > breadth(said, SMALL, bold=True) + 0.2
    shift = (-6 if fits else 6, 5 if end < y else -5)
    write(own.ax, (x, end), said, shift=shift, size=SMALL, bold=True,
          across="right" if fits else "left")  # fmt: skip


def _draw_benefit(own: Page, table) -> None:
    from matplotlib.patches import Polygon

    known = table.dropna(subset=["worth"])
    up = _framed(own, known["worth"], table, "benefit so far, point-years of worth", HEADS)
    inch = (own.width - LEFT - RIGHT) / len(table)
    draw_quarters(own.ax, list(table["words"]), up.low, inch, above=False, ends=(up.low, up.high))
    if known.empty:
        return
    across, worth = [0.0, *(known["quarter"] + 1)], [0.0, *known["worth"]]
    corners = [*zip(across, worth, strict=True), (across[-1], 0.0)]
    own.ax.add_artist(Polygon(corners, closed=True, facecolor=AREA, edgecolor="none", zorder=1))
    path(own.ax, across, worth, colour=BLUE, thick=1.6)
    at = (across[-1], worth[-1])
    mark(own.ax, at, "o", 6, fill=BLUE, edge=WHITE, thick=0.8)
    text = f"{number(worth[-1])} when the programme ends" if len(known) < len(table) else (
        number(worth[-1]))  # fmt: skip
    write(own.ax, at, text, shift=(8, 0), size=SMALL, bold=True)

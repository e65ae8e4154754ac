"""What is the best set at every budget, and what does an order by value for money miss?"""

from __future__ import annotations

from wcc_prioritise.plots import portfolio_words as words
from wcc_prioritise.plots.figures import counted, number, percent
from wcc_prioritise.plots.look import BLUE, GREY, INK, SMALL, WHITE, breadth, drawable, write
from wcc_prioritise.plots.page import Page, mark, page, width_of
from wcc_prioritise.plots.parts import draw_key, key_height, marks, path
from wcc_prioritise.plots.portfolio_behind import frontier_table, limit_of
from wcc_prioritise.plots.scales import Scale, draw_frame, scale_from_nought

BODY, LEFT, RIGHT, BELOW, OVER = 4.4, 0.55, 0.25, 0.48, 0.34
TICK = 0.28
"""Inches that a number on the scale needs."""
MANY = 400
"""From so many sets on their marks are smaller."""
REACHED = {"fill": BLUE, "edge": BLUE, "thick": 0.6}
MISSED = {"fill": WHITE, "edge": GREY, "thick": 0.7}
BOUGHT = {"fill": WHITE, "edge": INK, "thick": 1.6}
CHOSEN = {"fill": INK, "edge": WHITE, "thick": 0.9}


def frontier(order, ax=None):
    """What is the best set at every budget, and what does an order by value for money miss?

    One mark an efficient set: filled where an order by value for money can reach it, hollow where
    only an exact search finds it. The order of buy is drawn over them; the limit is a line; what
    the order would buy within it and the chosen set have marks of their own.

    Parameters
    ----------
    order : OrderOfBuy
        Candidates by value for money.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with cost across and points of worth a year up.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.portfolio.order_of_buy import order_of_buy
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> ax = frontier(order_of_buy(wcc.select(appraisal, limits={"gross_3yr": 2_000})))
    >>> "buying by value for money" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = frontier_table(order), words.frontier(order)
    entries = _entries(table, order)
    above = key_height([text for text, _ in entries], width_of(ax)) + OVER
    made = page(ax, said, BODY + above)
    limit, unit = limit_of(order)
    across = scale_from_nought([*table["cost"], limit])
    most = min(7, max(2, int((made.body - above - BELOW) / TICK)))
    up = scale_from_nought([*table["worth"], order.portfolio.worth], most)
    made.field((across.low, across.high), (up.low, up.high), left=LEFT, right=RIGHT, above=above,
               below=BELOW)  # fmt: skip
    what = unit.replace("£ ", "cost, £ ") if unit else drawable(order.resource)
    draw_frame(made.ax, across, up, (what, "worth, points a year"), upright=False)
    _draw_sets(made.ax, table)
    _draw_order(made.ax, order, across)
    _draw_limit(made, limit, up, words.budget_of(order))
    _draw_choices(made.ax, order)
    draw_key(made, made.height - made.head, entries)
    return made.ax


def _entries(table, order) -> list[tuple[str, dict]]:
    """Name the marks, with what they count and come to."""
    reached = int(table["supported"].sum())
    lost = f", {percent(order.gap)} lost" if order.gap >= words.NOTHING else ""
    return [
        (
            f"{counted(reached, 'set')} that value for money can reach",
            {"marker": "o", "size": 5, **REACHED},
        ),
        (
            f"{len(table) - reached:,} that only an exact search finds",
            {"marker": "o", "size": 5, **MISSED},
        ),
        ("order of buy", {"marker": "_", "size": 9, "fill": INK, "edge": INK, "thick": 1.4}),
        (
            f"bought by value for money within the limit: {number(order.worth, 0)}{lost}",
            {"marker": "D", "size": 5, **BOUGHT},
        ),
        (
            f"chosen set, every demand kept: {number(order.portfolio.worth, 0)}",
            {"marker": "s", "size": 6.5, **CHOSEN},
        ),
    ]


def _draw_sets(ax, table) -> None:
    size = 4.2 if len(table) < MANY else 2.4
    for kept, look in ((~table["supported"], MISSED), (table["supported"], REACHED)):
        own = table[kept]
        larger = size if look is MISSED else size + 0.8
        marks(ax, own["cost"].to_numpy(), own["worth"].to_numpy(), "o", larger, **look)


def _draw_order(ax, order, across: Scale) -> None:
    """Draw the order of buy from nothing on, through what is bought one after the other."""
    worthwhile = order.table[order.table["worth"] > 0]
    costs = [0.0, *worthwhile["cumulative_cost"]]
    path(ax, costs, [0.0, *worthwhile["cumulative_worth"]], colour=INK, thick=0.9)


def _draw_limit(made: Page, limit: float, up: Scale, said: str) -> None:
    path(made.ax, (limit, limit), (up.low, up.high), colour=INK, thick=1.2, dashes=(4, 2.5))
    low, high = made.ax.get_xlim()
    text, right_of = f"limit: {said}", (high - limit) / (high - low) * made.width - RIGHT
    side = "left" if right_of > breadth(text, SMALL) + 0.1 else "right"
    at = (limit, up.low + 0.06 * (up.high - up.low))
    write(made.ax, at, text, shift=(5 if side == "left" else -5, 0), size=SMALL, across=side)


def _draw_choices(ax, order) -> None:
    bought = order.table[order.table["bought"]]
    mark(ax, (float(bought["cost"].sum()), order.worth), "D", 8, **BOUGHT)
    limits = order.portfolio.limits.set_index("resource")
    used = float(limits.at[order.resource, "used"])
    mark(ax, (used, order.portfolio.worth), "s", 7.5, **CHOSEN)

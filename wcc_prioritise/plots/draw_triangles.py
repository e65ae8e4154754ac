"""What would the next pound buy? Value triangles, stacked in order of buy."""

from __future__ import annotations

from collections.abc import Sequence

from wcc_prioritise.plots import portfolio_words as words
from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.look import (
    BLUE,
    GREY,
    INK,
    PALE,
    SLATE,
    SMALL,
    TINY,
    WHITE,
    balanced,
    breadth,
    drawable,
    height_of,
    write,
)
from wcc_prioritise.plots.page import Page, line, mark, page, sentence, stem, width_of
from wcc_prioritise.plots.parts import part
from wcc_prioritise.plots.portfolio_behind import limit_of, triangles_table
from wcc_prioritise.plots.rows import write_cell
from wcc_prioritise.plots.scales import draw_frame, scale_from_nought

PLOT, LEFT, RIGHT, ABOVE, BELOW = 4.1, 0.55, 0.25, 0.3, 0.48
LISTED = 24
"""Candidates that are numbered and named; the rest stand in the table behind."""
ROW, LOW_ROW, HEADS, KEY, MORE = 0.29, 0.16, 0.2, 0.26, 0.18
NAME_SIZE = 8.0
TICK = 0.28
"""Inches that a number on the scale needs."""
TWO_COLUMNS = 6.8
"""A page at least so broad, in inches, lists its names in two columns."""
NUMBER, WORTH, COST = 0.44, 0.05, 0.5
NOT_LISTED = "numbered in the table behind"
PLOTTED = 0.6
"""Share of a given axes that the triangles take."""


def value_triangles(order, ax=None):
    """What would the next pound buy?

    One triangle a candidate, in order of worth for cost: as broad as its cost, as high as its
    worth, so that its slope is its value for money; stacked they rise to a frontier. Filled are
    those that the order would buy within the limit. Below, each is named by its number.

    Parameters
    ----------
    order : OrderOfBuy
        Candidates by value for money.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes; the triangles stand on a child of it, with cumulative cost across and worth up.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.portfolio.order_of_buy import order_of_buy
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> order = order_of_buy(wcc.select(appraisal, limits={"gross_3yr": 2_000}))
    >>> ax = value_triangles(order)
    >>> ax.get_title(loc="left").startswith("Value for money alone would buy")
    True
    """
    table, said = triangles_table(order), words.value_triangles(order)
    if table.empty:
        return sentence(ax, said, "There is no candidate to buy.")
    columns = 2 if width_of(ax) >= TWO_COLUMNS else 1
    wanted = min(len(table), LISTED)
    rows = -(-wanted // columns)
    more = MORE if len(table) > LISTED else 0.0
    made = page(ax, said, PLOT + KEY + HEADS + ROW * rows + more)
    high = made.body - (PLOT if ax is None else PLOTTED * made.body) - KEY - HEADS - more
    row = ROW if high >= ROW * rows - 1e-9 else max(LOW_ROW, high / rows)
    shown = min(columns * int(high / row + 1e-9), wanted) if high > 0 else 0
    # A list of a few would only take room from the triangles.
    shown = shown if shown == wanted else 0
    listed = KEY + (HEADS + row * rows + more if shown else 0.0)
    own = part(made, made.foot + listed, made.body - listed)
    _draw_triangles(own, table, order, wanted)
    below = part(made, made.foot, listed)
    _draw_list(below, table.head(shown), order, columns, row)
    if shown < len(table):
        text = f"and {len(table) - shown} more, in the table behind" if shown else NOT_LISTED
        y = listed - MORE / 2 if shown else KEY / 2
        write_cell(below.ax, below.width, y, text, size=TINY, colour=SLATE)
    return made.ax


# ---- triangles ----------------------------------------------------------------------------------


def _draw_triangles(own: Page, table, order, numbered: int) -> None:
    limit, unit = limit_of(order)
    across = scale_from_nought([*table["cumulative_cost"], *table["from_cost"], limit])
    most = min(7, max(2, int((own.height - ABOVE - BELOW) / TICK)))
    up = scale_from_nought([*table["cumulative_worth"], *table["from_worth"]], most)
    own.field((across.low, across.high), (up.low, up.high), left=LEFT, right=RIGHT, above=ABOVE,
              below=BELOW)  # fmt: skip
    what = f"cumulative {unit.replace('£ ', 'cost, £ ') if unit else drawable(order.resource)}"
    draw_frame(own.ax, across, up, (what, "cumulative worth, points a year"), upright=False)
    for row in table.itertuples(index=False):
        _draw_triangle(own.ax, row)
    _draw_limit(own, limit, up, words.budget_of(order))
    _write_numbers(own, table.head(numbered))


def _draw_triangle(ax, row) -> None:
    from matplotlib.patches import Polygon

    corners = [
        (row.from_cost, row.from_worth),
        (row.cumulative_cost, row.from_worth),
        (row.cumulative_cost, row.cumulative_worth),
    ]
    fill = BLUE if row.bought else PALE
    look = {"facecolor": fill, "edgecolor": WHITE if row.bought else GREY, "linewidth": 0.7}
    ax.add_artist(Polygon(corners, closed=True, clip_on=False, zorder=2.2, **look))


def _draw_limit(own: Page, limit: float, up, said: str) -> None:
    """Draw the limit as a dashed line, named at its foot where the triangles leave room."""
    from matplotlib.lines import Line2D

    look = {"color": INK, "linewidth": 1.2, "linestyle": (0, (4, 2.5))}
    own.ax.add_artist(Line2D((limit, limit), (up.low, up.high), zorder=2.6, **look))
    low, high = own.ax.get_xlim()
    right_of = (high - limit) / (high - low) * own.width - RIGHT
    text = f"limit: {said}"
    side = "left" if right_of > breadth(text, SMALL) + 0.1 else "right"
    at = (limit, up.low + 0.06 * (up.high - up.low))
    write(own.ax, at, text, shift=(5 if side == "left" else -5, 0), size=SMALL, across=side)


def _write_numbers(own: Page, table) -> None:
    """Write the number of each triangle above the middle of its slope, none on another."""
    (left, right), (low, high) = own.ax.get_xlim(), own.ax.get_ylim()
    rows = list(table.itertuples(index=False))
    places = [((r.from_cost + r.cumulative_cost) / 2, (r.from_worth + r.cumulative_worth) / 2)
              for r in rows]  # fmt: skip
    inches = [((x - left) / (right - left) * own.width, (y - low) / (high - low) * own.height)
              for x, y in places]  # fmt: skip
    names = [str(row.order) for row in rows]
    ups = raised(inches, [breadth(name, TINY, bold=True) for name in names], height_of(1, TINY))
    for row, at, name, up in zip(rows, places, names, ups, strict=True):
        if up > LIFT + 1e-9:
            stem(own.ax, at, own.ax.transData, 72 * up)
        write(own.ax, at, name, shift=(0, 72 * up), size=TINY, bold=row.in_set, across="center",
              up="bottom")  # fmt: skip


LIFT = 0.05
"""Inches between a slope and its number."""


def raised(
    places: Sequence[tuple[float, float]], widths: Sequence[float], height: float
) -> list[float]:
    """How far above its place does each label stand, so that none lies on another?

    Parameters
    ----------
    places : sequence of (x, y)
        From left to right, in inches.
    widths : sequence of float
        Breadth of each label, which stands centred above its place.
    height : float
        Height of the labels.

    Returns
    -------
    list of float
        Inches from each place to the lower edge of its label.

    Examples
    --------
    >>> raised([(1.0, 0.0), (2.0, 0.0), (2.05, 0.0)], [0.1] * 3, 0.1)
    [0.05, 0.05, 0.15000000000000002]
    """
    taken: list[tuple[float, float, float]] = []
    ups = []
    for (x, y), width in zip(places, widths, strict=True):
        up = LIFT
        for left, right, top in sorted(taken, key=lambda box: box[2]):
            beside = x - width / 2 < right + 0.02 and left < x + width / 2 + 0.02
            if beside and y + up < top and y + up + height > top - height:
                up = top - y
        taken.append((x - width / 2, x + width / 2, y + up + height))
        ups.append(up)
    return ups


# ---- names --------------------------------------------------------------------------------------


def _draw_list(own: Page, table, order, columns: int, row: float) -> None:
    """Name the candidates by their numbers, in columns that are read downwards."""
    own.field((0, own.width), (own.height, 0))
    _write_key(own, columns)
    if table.empty:
        return
    line(own.ax, (0, own.width), (KEY + HEADS, KEY + HEADS))
    _, unit = limit_of(order)
    broad = (own.width - 0.3 * (columns - 1)) / columns
    many = -(-len(table) // columns)
    size = NAME_SIZE if row >= height_of(1, NAME_SIZE) else TINY
    heads = [("£ thousand" if unit.startswith("£ ") else "cost", COST), ("worth", 0.0)]
    for place, record in enumerate(table.itertuples(index=False)):
        column, down = divmod(place, many)
        left, y = column * (broad + 0.3), KEY + HEADS + row * (down + 0.5)
        if not down:
            for head, aside in heads:
                write_cell(own.ax, left + broad - aside, KEY + HEADS / 2, head, size=TINY,
                           colour=SLATE)  # fmt: skip
        _write_row(own.ax, record, (left, y), broad, row, size, unit)


def _write_row(ax, row, at: tuple[float, float], broad: float, high: float, size: float, unit: str):
    left, y = at
    fill = {"fill": BLUE if row.bought else WHITE, "edge": BLUE if row.bought else SLATE}
    mark(ax, (left + 0.07, y), "^", 6.5, thick=0.9, **fill)
    write_cell(ax, left + NUMBER - 0.08, y, str(row.order), size=size, bold=row.in_set)
    room = broad - NUMBER - 2 * COST
    most = max(1, int(high / height_of(1, size) + 1e-9))
    name = balanced(row.name, room, size, bold=row.in_set, most=min(most, 2))
    write(ax, (left + NUMBER, y), "\n".join(name), size=size, bold=row.in_set)
    write_cell(ax, left + broad - COST, y, words.cost_said(row.cost, unit), size=size)
    write_cell(ax, left + broad, y, number(row.worth, 1), size=size)


def _write_key(own: Page, columns: int) -> None:
    y, x = KEY / 2, 0.07
    bought = "bought in this order within the limit" if columns > 1 else "bought in this order"
    for fill, edge, said in ((BLUE, BLUE, bought), (WHITE, SLATE, "not bought")):
        mark(own.ax, (x, y), "^", 6.5, fill=fill, edge=edge, thick=0.9)
        write(own.ax, (x + 0.11, y), said, size=TINY, colour=SLATE)
        x += 0.3 + breadth(said, TINY)
    write(own.ax, (x - 0.07, y), "bold: in the chosen set", size=TINY, bold=True, colour=SLATE)

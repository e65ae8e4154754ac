"""Who can help or stop the programme, and who minds about it?"""

from __future__ import annotations

import math

from wcc_prioritise.plots import programme_words as words
from wcc_prioritise.plots.figures import counted
from wcc_prioritise.plots.labels import Box, Shape, place
from wcc_prioritise.plots.look import (
    BLUE,
    GREY,
    INK,
    PALE,
    SLATE,
    SMALL,
    TEXT,
    WHITE,
    breadth,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import Page, line, mark, page, sentence, width_of
from wcc_prioritise.plots.programme_behind import stakeholder_table
from wcc_prioritise.programme.stakes import HIGH, TO_BE_PLACED

BODY, LEFT, BELOW, ABOVE = 5.4, 0.42, 0.42, 0.1
LOW, TOP = 0.5, 5.5
"""Half a step beyond the ends of the scale, so that marks stand inside."""
SIZE = 8.0
SHAPES = ((1.6, 6), (1.25, 8), (2.1, 5), (2.8, 4))
"""How broad the names at one place may be, in inches, and in how many lines."""
MARK = 0.13
BORDER = 60
"""Points along a line that parts two places."""
WAITING = 3
"""Lines of those still to be placed."""
ROOMY = 3.6
"""Inches of height from which on the corners say what they mean."""
CORNERS = (
    ("Satisfy: power, little stake", LOW, TOP, "left", "top"),
    ("Manage closely: power and stake", TOP, TOP, "right", "top"),
    ("Monitor", LOW, LOW, "left", "bottom"),
    ("Inform: stake, little power", TOP, LOW, "right", "bottom"),
)
SHORT_CORNERS = tuple((said.partition(":")[0].split()[0], *rest) for said, *rest in CORNERS)


def stakeholder_grid(grid, ax=None):
    """Who can help or stop the programme, and who minds about it?

    Power from 1 to 5 up and stake across; the lines part the four places. Each mark stands for all
    who have that power and stake, with their names and, in brackets, the
    projects. Below, those still to be placed.

    Parameters
    ----------
    grid : StakeholderGrid
        Stakeholders of every chosen project.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with stake across and power up.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise import programme
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 2_000})
    >>> ax = stakeholder_grid(programme.stakeholder_grid(wcc.schedule(portfolio, "2027-04")))
    >>> ax.get_title(loc="left").startswith("Nobody is placed yet")
    True
    """
    table, said = stakeholder_table(grid), words.stakeholder_grid(grid)
    waiting = _waiting(table)
    placed = table[table["place"] != TO_BE_PLACED]
    if placed.empty:
        return sentence(ax, said, f"{words.no_place()} {waiting}" if waiting else words.nobody())
    lines = lines_of(f"To be placed: {waiting}", width_of(ax), SMALL, most=WAITING)
    foot = height_of(len(lines), SMALL) + 0.1 if waiting else 0.0
    made = page(ax, said, BODY + foot)
    below = BELOW + foot
    made.field((LOW, TOP), (LOW, TOP), left=LEFT, above=ABOVE, below=below)
    corners = CORNERS if made.body - below > ROOMY else SHORT_CORNERS
    _draw_frame(made, corners)
    if waiting:
        write(made.ax, made.at(0, made.foot), "\n".join(lines), system="axes fraction",
              size=SMALL, colour=SLATE, up="bottom")  # fmt: skip
    _draw_names(made, placed, below, corners)
    return made.ax


def _waiting(table) -> str:
    """Name everybody who is still to be placed, once."""
    rows = table[table["place"] == TO_BE_PLACED]
    return "; ".join(words.stakeholder_said(row) for row in rows.itertuples())


def _draw_frame(made: Page, corners) -> None:
    ax, edge = made.ax, HIGH - 0.5
    for value in range(1, 6):
        line(ax, (LOW, TOP), (value, value), colour=PALE)
        line(ax, (value, value), (LOW, TOP), colour=PALE)
        write(ax, (LOW, value), str(value), shift=(-6, 0), size=SMALL, colour=SLATE,
              across="right")  # fmt: skip
        write(ax, (value, LOW), str(value), shift=(0, -5), size=SMALL, colour=SLATE,
              across="center", up="top")  # fmt: skip
    for across, up in (((LOW, TOP), (edge, edge)), ((edge, edge), (LOW, TOP))):
        line(ax, across, up, colour=SLATE, thick=1.2)
    for said, x, y, side, up in corners:
        shift = (5 if side == "left" else -5, -4 if up == "top" else 4)
        write(ax, (x, y), said, shift=shift, size=TEXT, bold=True, colour=SLATE, across=side,
              up=up)  # fmt: skip
    write(ax, (TOP, LOW), "stake in the projects", shift=(0, -17), size=SMALL, across="right",
          up="top")  # fmt: skip
    name = write(ax, (LOW, TOP), "power over the projects", shift=(-24, 0), size=SMALL,
                 across="center", up="top")  # fmt: skip
    name.set_rotation(90)


def _draw_names(made: Page, placed, below: float, corners) -> None:
    """Mark each power and stake that somebody has, and write the names beside it."""
    groups = list(placed.groupby(["stake", "power"], sort=True))
    places = [_at(made, stake, power) for (stake, power), _ in groups]
    circles = [(*at, MARK / 2 + 0.02) for at in places]
    blocks = [_blocks([words.stakeholder_said(row) for row in own.itertuples()])
              for _, own in groups]  # fmt: skip
    taken = [*_corner_circles(made, corners), *_border_circles(made)]
    shapes = [[_shape(lines, price) for lines, price in own] for own in blocks]
    room = Box(LEFT + 0.03, made.foot + below, made.width, made.height - made.head - ABOVE)
    spots = place([*circles, *taken], [*shapes, *[[]] * len(taken)], room)
    for ((stake, power), _), own, spot, circle in zip(
        groups, blocks, spots[: len(groups)], circles, strict=True
    ):
        mark(made.ax, (stake, power), "o", 72 * MARK, fill=BLUE, edge=WHITE, thick=0.8)
        if spot:
            _write_block(made, own[spot.shape][0], spot.box, circle)
    unnamed = sum(len(own) for (_, own), spot in zip(groups, spots, strict=False) if not spot)
    if unnamed:
        text = f"{counted(unnamed, 'name')} found no room: see the table behind"
        write(made.ax, (LOW, LOW), text, shift=(0, -17), size=SMALL, colour=SLATE, up="top")


def _at(made: Page, stake: float, power: float) -> tuple[float, float]:
    (left, right), (low, high) = made.ax.get_xlim(), made.ax.get_ylim()
    return (stake - left) / (right - left) * made.width, (power - low) / (high - low) * made.height


def _corner_circles(made: Page, corners) -> list[tuple[float, float, float]]:
    """Give small circles along the words in the corners, so that no name is set on them."""
    circles = []
    for said, x, y, side, up in corners:
        across, height = _at(made, x, y)
        sign = 1 if side == "left" else -1
        middle = height + (-0.13 if up == "top" else 0.13)
        many = int(breadth(said, TEXT, bold=True) / 0.12) + 1
        circles += [(across + sign * (0.1 + 0.12 * step), middle, 0.08) for step in range(many)]
    return circles


def _border_circles(made: Page) -> list[tuple[float, float, float]]:
    """Give small circles along the lines that part the four places: a name stays in its own."""
    edge = HIGH - 0.5
    steps = [LOW + (TOP - LOW) * step / BORDER for step in range(BORDER + 1)]
    points = [(edge, step) for step in steps] + [(step, edge) for step in steps]
    return [(*_at(made, *point), 0.015) for point in points]


def _blocks(names: list[str]) -> list[tuple[list[str], float]]:
    """Give the ways in which the names at one place can be written, each with its price."""
    blocks = []
    for step, (room, most) in enumerate(SHAPES):
        lines = [text for name in names for text in lines_of(name, room, SIZE)]
        if len(lines) <= most:
            blocks.append((lines, 0.05 * step))
    first = lines_of(names[0], SHAPES[0][0], SIZE, most=2)
    more = [f"and {len(names) - 1} more"] if len(names) > 1 else []
    return [*blocks, ([*first, *more], 6.0)]


def _shape(lines: list[str], price: float) -> Shape:
    broad = max(breadth(text, SIZE) for text in lines)
    return Shape(broad, height_of(len(lines), SIZE), price)


def _write_block(made: Page, lines: list[str], box: Box, circle) -> None:
    x, y, radius = circle
    end = box.nearest((x, y))
    away = math.hypot(end[0] - x, end[1] - y)
    if away - radius > 0.1:
        across, up = zip(made.at(x, y), made.at(*end), strict=True)
        line(made.ax, across, up, colour=GREY, system=made.ax.transAxes)
    side = "left" if box.x0 > x else "right" if box.x1 < x else "center"
    at = {"left": box.x0, "right": box.x1, "center": (box.x0 + box.x1) / 2}[side]
    write(made.ax, made.at(at, (box.y0 + box.y1) / 2), "\n".join(lines), system="axes fraction",
          size=SIZE, colour=INK, across=side)  # fmt: skip

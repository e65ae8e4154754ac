"""How is a row of figures written? Names beside rows, figures and marks in columns."""

from __future__ import annotations

from wcc_prioritise.plots import words
from wcc_prioritise.plots.look import (
    INK,
    SLATE,
    SMALL,
    TEXT,
    TINY,
    balanced,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import moved


def write_name(
    ax, row, y: float, room: float, most: int, whose: str | None = None, size: float = TEXT
) -> None:
    """Write the indicator, and under it the period, as one block beside its row.

    Parameters
    ----------
    ax : matplotlib Axes
        Where it is written.
    row : named tuple
        One row of a table behind a picture, with a name.
    y, room, most
        Where the row stands in the data, inches for the name, and most lines of it.
    whose : str, optional
        What stands under the name; period, sex and age when left out.
    size : float
        Size of the letters of the name, in points.
    """
    under = words.whose(row) if whose is None else whose
    name = balanced(row.name, room, size, most=most)
    edge = ax.get_yaxis_transform()
    top = 36 * (height_of(len(name), size) + (height_of(1, SMALL) if under else 0.0))
    write(ax, (0, y), "\n".join(name), system=edge, shift=(0, top), size=size, up="top")
    if under:
        below = (0, top - 72 * height_of(len(name), size))
        text = lines_of(under, room, SMALL, most=1)[0]
        write(ax, (0, y), text, system=edge, shift=below, size=SMALL, colour=SLATE, up="top")


def write_cell(
    ax,
    inches: float,
    y: float,
    text: str,
    *,
    across: str = "right",
    size: float = SMALL,
    bold: bool = False,
    colour: str = INK,
) -> None:
    """Write one cell of a row, so many inches from the left of the page."""
    edge = ax.get_yaxis_transform()
    look = {"size": size, "bold": bold, "colour": colour, "across": across}
    write(ax, (0, y), text, system=edge, shift=(72 * inches, 0), **look)


def write_heads(ax, top: float, heads: list[tuple[float, str, str]], up: float = 3.0) -> None:
    """Write the heads of columns, so many points above the first row.

    Parameters
    ----------
    ax : matplotlib Axes
        Where they are written.
    top : float
        Where the first row begins, in the data.
    heads : list of (inches, words, side)
        Where each column stands, its head, and which side of the head stands there.
    up : float
        Points above the first row.
    """
    edge = ax.get_yaxis_transform()
    for inches, text, side in heads:
        write(ax, (0, top), text, system=moved(ax, (72 * inches, up), edge), size=TINY,
              colour=SLATE, across=side, up="bottom")  # fmt: skip


def fitting(made, above: float, rows: int, least: float) -> int:
    """How many rows fit on the page? One line is kept for those that do not.

    Parameters
    ----------
    made : Page
        The page.
    above : float
        Inches above the first row.
    rows : int
        Rows there are.
    least : float
        Inches that a row needs.
    """
    room = int((made.body - above) / least + 1e-9)
    return rows if rows <= room else max(1, room - 1)


def write_left_out(ax, y: float, many: int) -> None:
    """Say how many rows found no room, where the next row would stand."""
    if many:
        write_cell(ax, 0, y, f"and {many} more, in the table behind", across="left", colour=SLATE)

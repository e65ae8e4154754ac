"""Would another method give another order? Ranks from method to method."""

from __future__ import annotations

from wcc_prioritise.plots import doubt_behind as behind
from wcc_prioritise.plots import doubt_words as words
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    SLATE,
    SMALL,
    STONE,
    TEXT,
    TINY,
    WHITE,
    breadth,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import line, mark, page, sentence
from wcc_prioritise.plots.rows import fitting, write_left_out

LEFT, RIGHT, ABOVE = 2.9, 0.75, 0.32
ROW, LEAST = 0.25, 0.14
MOVED = 3
"""Candidates that move by so many places or more between two methods are drawn in blue."""


def methods(comparison, ax=None):
    """Would another method give another order?

    A slope chart: one column a method, one line a candidate from rank to rank. Lines that move by
    three places or more between any two methods are blue and thick, and end in bold.

    Parameters
    ----------
    comparison : Comparison
        What other methods make of the same values and weights.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with methods from 0 across and places from 0 down.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.ranking import compare
    >>> ax = methods(compare(wcc.appraise(wcc.read(wcc.sample("northmere")))))
    >>> "All 3 methods put" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = behind.methods_table(comparison), words.methods(comparison)
    if table.empty:
        return sentence(ax, said, "There is no candidate to rank.")
    columns = list(table.columns[2:])
    places = {column: _places(table, column) for column in columns}
    made = page(ax, said, ABOVE + ROW * len(table))
    left, right = min(LEFT, 0.45 * made.width), min(RIGHT, 0.14 * made.width)
    shown = fitting(made, ABOVE, len(table), LEAST)
    steps = shown + (shown < len(table))
    made.field((0, max(len(columns) - 1, 1)), (steps, 0), left=left, right=right, above=ABOVE)
    _write_heads(made.ax, columns, (made.width - left - right) / max(len(columns) - 1, 1))
    size = SMALL if (made.body - ABOVE) / steps > height_of(1, SMALL) else TINY
    for at, row in enumerate(table.to_dict("records")):
        slots = [places[column][at] for column in columns]
        _draw_line(made.ax, slots, _moves(row, columns), shown)
        if slots[0] < shown:
            _write_name(made.ax, row, columns[0], slots[0], left - 0.14, size)
        if slots[-1] < shown and len(columns) > 1:
            text = f"{words.rank_said(row[columns[-1]])}  {row['candidate']}"
            text = lines_of(text, right - 0.12, size, most=1)[0]
            bold = _moves(row, columns)
            write(made.ax, (len(columns) - 1, slots[-1] + 0.5), text, shift=(9, 0), size=size,
                  bold=bold)  # fmt: skip
    write_left_out(made.ax, shown + 0.5, len(table) - shown)
    return made.ax


def _places(table, column: str) -> list[int]:
    """Give each candidate a place of its own; those of the same rank stand in order of code."""
    order = table.sort_values([column, "candidate"], kind="stable").index
    slots = {index: place for place, index in enumerate(order)}
    return [slots[index] for index in table.index]


def _moves(row: dict, columns: list[str]) -> bool:
    ranks = [row[column] for column in columns if row[column] == row[column]]
    return bool(ranks) and max(ranks) - min(ranks) >= MOVED


def _draw_line(ax, slots: list[int], moves: bool, shown: int) -> None:
    colour, thick = (BLUE, 2.0) if moves else (STONE, 1.0)
    for x, (here, there) in enumerate(zip(slots, slots[1:], strict=False)):
        if here < shown and there < shown:
            line(ax, (x, x + 1), (here + 0.5, there + 0.5), colour=colour, thick=thick)
    for x, slot in enumerate(slots):
        if slot < shown:
            mark(ax, (x, slot + 0.5), "o", 5.5, fill=colour, edge=WHITE, thick=0.6)


def _write_name(ax, row: dict, column: str, slot: int, room: float, size: float) -> None:
    rank = f"  {words.rank_said(row[column])}"
    text = lines_of(f"{row['candidate']} {row['name']}", room - breadth(rank, size), size, most=1)
    write(ax, (0, slot + 0.5), f"{text[0]}{rank}", shift=(-9, 0), size=size, across="right",
          colour=INK)  # fmt: skip


def _write_heads(ax, columns: list[str], apart: float) -> None:
    for x, column in enumerate(columns):
        end = x == len(columns) - 1 and x > 0
        room = max(apart - 0.1, 0.4) if not end else max(apart / 2 + 0.6, 0.5)
        text = lines_of(column, room, TEXT, bold=True, most=1)[0]
        write(ax, (x, 0), text, shift=(0, 6), bold=True, colour=SLATE, across="center",
              up="bottom")  # fmt: skip

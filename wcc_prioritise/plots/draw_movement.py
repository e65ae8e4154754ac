"""What moved when people scored again? Arrows from round to round, and nobody is named."""

from __future__ import annotations

from wcc_prioritise.plots import room_behind as behind
from wcc_prioritise.plots import room_words as words
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    PALE,
    SLATE,
    SMALL,
    TINY,
    WHITE,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, line, mark, page, sentence
from wcc_prioritise.plots.rows import fitting, write_heads, write_left_out
from wcc_prioritise.plots.scales import Scale, draw_frame

LEFT, RIGHT, ABOVE, BELOW = 2.55, 1.75, 0.24, 0.42
ROW, LEAST, ROOMY = 0.46, 0.2, 0.34
SCALE = Scale(0.0, 100.0, (0.0, 25.0, 50.0, 75.0, 100.0))


def movement(shown, ax=None, page: int = 1):
    """What moved when people scored again?

    One row a cell that was scored again: a hollow mark at the mean before, a full one at the mean
    after, an arrow between them, and within how many points of it people stood before and after.
    Only what may be told of both rounds is drawn.

    Parameters
    ----------
    shown : Shown
        What may be shown, as `may_be_shown` gives it.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.
    page : int
        Ten rows each, the farthest movement first.

    Returns
    -------
    matplotlib Axes
        The axes, with points (0 to 100) across.

    Raises
    ------
    InputError
        If there is no such page.
    """
    table, said = behind.movement_table(shown, page), words.movement(shown, page)
    if table.empty:
        return sentence(ax, said, words.no_movement(shown))
    return _drawn(ax, said, table)


def _drawn(ax, said: words.Words, table):
    made = page(ax, said, ABOVE + ROW * len(table) + BELOW)
    left, right = min(LEFT, 0.34 * made.width), min(RIGHT, 0.26 * made.width)
    shown = fitting(made, ABOVE + BELOW, len(table), LEAST)
    steps = shown + (shown < len(table))
    made.field((0, 100), (steps, 0), left=left, right=right, above=ABOVE, below=BELOW)
    draw_frame(made.ax, SCALE, Scale(steps, 0, ()), ("mean of the room, points", ""))
    high = (made.body - ABOVE - BELOW) / steps
    for y, row in enumerate(table.head(shown).itertuples(index=False)):
        _draw_row(made.ax, row, y + 0.5)
        _write_row(made.ax, row, y + 0.5, (left - 0.12, right - 0.16), high > ROOMY)
    write_left_out(made.ax, shown + 0.5, len(table) - shown)
    write_heads(made.ax, 0, [(made.width - right + 0.14, "spread of scores, points", "left")])
    return made.ax


def _draw_row(ax, row, y: float) -> None:
    bar(ax, 0, y, 100, 0.06, {"facecolor": PALE})
    if row.before != row.after:
        _arrow(ax, row.before, row.after, y)
    mark(ax, (row.before, y), "o", 8, fill=WHITE, edge=INK, thick=1.2)
    mark(ax, (row.after, y), "o", 6.5, fill=BLUE, edge=WHITE, thick=0.6)


def _arrow(ax, start: float, end: float, y: float) -> None:
    line(ax, (start, end), (y, y), colour=INK, thick=2.0)
    ax.annotate(
        "", (end, y), xytext=(start, y), annotation_clip=False,
        arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 3,
                    "mutation_scale": 9},
    )  # fmt: skip


def _write_row(ax, row, y: float, rooms: tuple[float, float], roomy: bool) -> None:
    edge, (room, beside) = ax.get_yaxis_transform(), rooms
    up = 6 if roomy else 0
    name = lines_of(row.name, room, SMALL, most=1)[0]
    on = lines_of(row.criterion_name, room, SMALL, most=1)[0]
    if not roomy:
        name = lines_of(f"{row.name}: {row.criterion_name}", room, TINY, most=1)[0]
    write(ax, (0, y), name, system=edge, shift=(0, up), size=SMALL if roomy else TINY)
    means = row.told_before if row.told_before == row.told_after else (
        f"{row.told_before} \u2192 {row.told_after}")  # fmt: skip
    if row.toward:
        means += f", toward {row.toward}"
    spread = lines_of(words.spread_said(row), beside, SMALL, most=1)[0]
    bold = row.spread == "closer together"
    write(ax, (100, y), spread, shift=(10, up), size=SMALL, bold=bold)
    if roomy:
        write(ax, (0, y), on, system=edge, shift=(0, -6), size=SMALL, colour=SLATE)
        write(ax, (100, y), row.spread, shift=(10, -6), size=TINY, colour=SLATE)
        _write_means(ax, row, y, means)


def _write_means(ax, row, y: float, means: str) -> None:
    """Write the means on the side of the marks that has more room."""
    low, high = sorted((row.before, row.after))
    right = low < 50
    at, shift, side = (high, 9, "left") if right else (low, -9, "right")
    text = lines_of(means, 1.7, TINY, most=1)[0]
    write(ax, (at, y), text, shift=(shift, 7), size=TINY, colour=INK, across=side)

"""Where do people stand on one criterion, or about one candidate? Dots, and nobody is named."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots import room_behind as behind
from wcc_prioritise.plots import room_words as words
from wcc_prioritise.plots.dots import DOT, draw_stack, pitch_of, stacked
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    SLATE,
    SMALL,
    STONE,
    TINY,
    WHITE,
    balanced,
    breadth,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import line, mark, moved, page, sentence, width_of
from wcc_prioritise.plots.rows import fitting, write_left_out
from wcc_prioritise.plots.scales import Scale, draw_frame
from wcc_prioritise.plots.symbols import draw_label

LEFT, RIGHT, BELOW = 2.35, 1.15, 0.42
ROW, KEY, LEAST = 0.74, 0.24, 0.3
UNDER = 0.36
"""Share of a row that lies under its base line, for the shapes of voice groups."""
NEAR = 2.5
"""Shapes nearer than this, in points of the scale, stand under each other."""
SHAPES = ("^", "s", "D", "v", "p", "X")
SCALE = Scale(0.0, 100.0, (0.0, 25.0, 50.0, 75.0, 100.0))


def dot_strips(shown, ax=None, about: str | None = None, page: int = 1):
    """Where do people stand on one criterion, or about one candidate?

    One row a candidate (or a criterion): a dot for every person, stacked in steps of ten points, a
    line at the mean of the room, and a shape at the mean of each voice group that may be told. No
    dot says whose it is, and none is drawn where few people, or people close together, would show
    it all the same.

    Parameters
    ----------
    shown : Shown
        What may be shown, as `may_be_shown` gives it.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.
    about : str, optional
        Code of a criterion or a candidate; the criterion with most split cells when left out.
    page : int
        Ten rows each.

    Returns
    -------
    matplotlib Axes
        The axes, with points (0 to 100) across.

    Raises
    ------
    InputError
        If nobody has scored what it is to be about, or there is no such page.
    """
    table, said = behind.dots_table(shown, about, page), words.dot_strips(shown, about, page)
    if table.empty:
        return sentence(ax, said, "Nobody has scored yet, so there is nothing to show.")
    rows = [own for _, own in table.groupby(["candidate", "criterion"], sort=False)]
    return _drawn(ax, said, rows, list(table.loc[table["mark"] == "group", "group"].unique()))


def _drawn(ax, said: words.Words, rows: list[pd.DataFrame], groups: list[str]):
    lines = _key_lines(groups, width_of(ax))
    above = KEY * lines
    made = page(ax, said, above + ROW * len(rows) + BELOW)
    left, right = min(LEFT, 0.34 * made.width), min(RIGHT, 0.2 * made.width)
    shown = fitting(made, above + BELOW, len(rows), LEAST)
    steps = shown + (shown < len(rows))
    made.field((0, 100), (steps, 0), left=left, right=right, above=above, below=BELOW)
    high = (made.body - above - BELOW) / steps
    draw_frame(made.ax, SCALE, Scale(steps, 0, ()), ("points, 0 (worst) to 100 (best)", ""))
    pitch = pitch_of(max(_highest(own) for own in rows), high * (1 - UNDER) - 0.08)
    for place, own in enumerate(rows[:shown]):
        _draw_row(made.ax, own, place + 1 - UNDER, pitch, high, groups)
        _write_row(made.ax, own.iloc[0], place + 0.5, left - 0.12, high)
    write_left_out(made.ax, shown + 0.5, len(rows) - shown)
    _draw_key(made.ax, groups, above, made.width)
    return made.ax


def _highest(own: pd.DataFrame) -> int:
    people = own.loc[own["mark"] == behind.PEOPLE, "people"]
    return int(people.max()) if len(people) else 1


def _draw_row(ax, own: pd.DataFrame, y: float, pitch: float, high: float, groups: list[str]):
    line(ax, (0, 100), (y, y), colour=STONE)
    room = own[own["mark"] == behind.ROOM].iloc[0]
    for row in own[own["mark"] == behind.PEOPLE].itertuples(index=False):
        draw_stack(ax, ((row.low + row.high) / 2, y), int(row.people), pitch)
    if room["low"] != room["low"]:
        text = lines_of(f"not shown: {room['told']}", 4.0, TINY, most=1)[0]
        write(ax, (0, y), text, shift=(4, 7), size=TINY, colour=SLATE)
        return
    middle = (room["low"] + room["high"]) / 2
    tall = high * (1 - UNDER) - 0.05
    mark(ax, (middle, y), "|", 72 * tall, fill=INK, edge=INK, thick=1.8,
         system=moved(ax, (0, 36 * tall)))  # fmt: skip
    means = own[own["mark"] == behind.GROUP]
    places = [(low + high_) / 2 for low, high_ in zip(means["low"], means["high"], strict=True)]
    levels = stacked(places, NEAR)
    deep = min(0.095, (high * UNDER - 0.06) / (max(levels, default=0) + 1))
    for group, x, level in zip(means["group"], places, levels, strict=True):
        where = moved(ax, (0, -72 * (0.055 + deep * level)))
        mark(ax, (x, y), SHAPES[groups.index(group) % len(SHAPES)], 5.5, fill=WHITE, edge=INK,
             thick=0.9, system=where)  # fmt: skip


def _write_row(ax, row, y: float, room: float, high: float) -> None:
    edge = ax.get_yaxis_transform()
    most = max(1, min(3, int(high / height_of(1, SMALL))))
    name = "\n".join(balanced(row["name"], room, SMALL, most=most))
    write(ax, (0, y), name, system=edge, size=SMALL)
    people = "1 person" if row["scored"] == 1 else f"{row['scored']} people"
    roomy = high > height_of(2, SMALL)
    draw_label(ax, (100, y), row["label"], shift=(10, 6 if roomy else 0), ink=INK,
               bold=row["label"] == "split")  # fmt: skip
    if roomy:
        write(ax, (100, y), people, shift=(10, -6), size=TINY, colour=SLATE)


# ---- the key ------------------------------------------------------------------------------------


def _entries(groups: list[str]) -> list[tuple[str, str]]:
    shapes = [(SHAPES[i % len(SHAPES)], lines_of(g, 1.8, SMALL, most=1)[0])
              for i, g in enumerate(groups)]  # fmt: skip
    return [("o", "one person"), ("|", "the room"), *shapes]


def _places(groups: list[str], width: float) -> list[tuple[float, int]]:
    places, x, row = [], 0.0, 0
    for _, text in _entries(groups):
        broad = 0.18 + breadth(text, SMALL)
        if x and x + broad > width:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += broad + 0.2
    return places


def _key_lines(groups: list[str], width: float) -> int:
    return _places(groups, width)[-1][1] + 1


def _draw_key(ax, groups: list[str], above: float, width: float) -> None:
    edge = ax.get_yaxis_transform()
    for (shape, text), (x, row) in zip(_entries(groups), _places(groups, width), strict=True):
        up = 72 * (above - KEY * (row + 0.5))
        where = moved(ax, (72 * x + 5, up), edge)
        person = shape == "o"
        size, fill = (72 * DOT, BLUE) if person else (10 if shape == "|" else 5.5, WHITE)
        mark(ax, (0, 0), shape, size, fill=fill, edge=WHITE if person else INK,
             thick=0.4 if person else 1.8 if shape == "|" else 0.9, system=where)  # fmt: skip
        write(ax, (0, 0), text, system=edge, shift=(72 * x + 13, up), size=SMALL, colour=SLATE)

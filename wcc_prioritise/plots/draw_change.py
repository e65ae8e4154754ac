"""What is the least that would change the leader, or a place?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots import doubt_behind as behind
from wcc_prioritise.plots import doubt_words as words
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    PALE,
    SLATE,
    SMALL,
    STONE,
    TEXT,
    TINY,
    WHITE,
    balanced,
    breadth,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, mark, page, sentence
from wcc_prioritise.plots.rows import fitting, write_left_out

LEFT, RIGHT = 3.3, 1.5
HEAD, ROW, LEAST, THICK = 0.5, 0.42, 0.2, 0.13
HEADINGS = {
    behind.ONE: ("One judgement or figure alone", "as value on the criterion, 0 to 100"),
    behind.WEIGHT: ("One weight alone", "weight, 0 to 100%; the others keep their ratios"),
    behind.TOGETHER: ("Weights together", "the smallest change of all weights at once"),
}


def what_would_change_it(ranking, ax=None, about: str | None = None):
    """What is the least that would change the leader, or a place?

    A page in words and bars: of one judgement, of one weight, and of weights together, the smallest
    changes that bring a candidate level with the leader; with `about`, one candidate level with the
    next above it. A hollow mark is now, a full one what it would take.

    Parameters
    ----------
    ranking : Ranking
        Candidates by value.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.
    about : str, optional
        Code of a candidate.

    Returns
    -------
    matplotlib Axes
        The axes, with 0 to 100 across.

    Raises
    ------
    InputError
        If there is no such candidate, or its value is not known.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ranking = wcc.rank(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> ax = what_would_change_it(ranking)
    >>> "would draw level with" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table = behind.changes_table(ranking, about)
    said = words.what_would_change_it(ranking, about)
    if table.empty:
        return sentence(ax, said, "No change of one judgement, or of any weights, would do it.")
    names = behind.names_of(ranking.appraisal.case)
    rows = _rows(table)
    made = page(ax, said, sum(HEAD if kind else ROW for kind, _ in rows))
    shown = fitting(made, 0, len(rows), LEAST)
    squeezed = min(made.body / sum(HEAD if kind else ROW for kind, _ in rows[:shown]), 1.0)
    left, right = min(LEFT, 0.42 * made.width), min(RIGHT, 0.22 * made.width)
    deep = sum(HEAD if kind else ROW for kind, _ in rows[:shown]) + ROW * (shown < len(rows))
    made.field((0, 100), (deep, 0), left=left, right=right)
    top = 0.0
    for kind, row in rows[:shown]:
        high = HEAD if kind else ROW
        if kind:
            _write_heading(made.ax, kind, top + 0.62 * high, made.width)
        else:
            rooms = (left - 0.15, right - 0.16)
            _draw_row(made.ax, row, top + high / 2, rooms, squeezed * high > 0.33, names)
        top += high
    write_left_out(made.ax, top + ROW / 2, len(rows) - shown)
    return made.ax


def _rows(table: pd.DataFrame) -> list[tuple[str, object]]:
    """List headings and rows, from the top down."""
    rows: list[tuple[str, object]] = []
    for kind, own in table.groupby("kind", sort=False):
        rows.append((str(kind), None))
        rows += [("", row) for row in own.itertuples(index=False)]
    return rows


def _write_heading(ax, kind: str, y: float, width: float) -> None:
    edge, (title, what) = ax.get_yaxis_transform(), HEADINGS[kind]
    write(ax, (0, y), title, system=edge, size=TEXT + 1, bold=True)
    text = lines_of(what, width - 2.6, SMALL, most=1)[0]
    write(
        ax,
        (0, y),
        text,
        system=edge,
        shift=(72 * (breadth(title, TEXT + 1, bold=True) + 0.15), 0),
        size=SMALL,
        colour=SLATE,
    )


def _draw_row(ax, row, y: float, rooms: tuple[float, float], roomy: bool, names: dict) -> None:
    room, beside = rooms
    percent = 1 if row.kind == behind.ONE else 100
    # A measured figure may pass its best anchor; its mark stays on the page, its figure is told.
    now, then = (min(max(percent * at, 0.0), 100.0) for at in (row.now, row.then))
    bar(ax, 0, y, 100, THICK, {"facecolor": PALE})
    bar(ax, min(now, then), y, abs(then - now), THICK,
        {"facecolor": BLUE if then > now else STONE})  # fmt: skip
    mark(ax, (now, y), "o", 6.5, fill=WHITE, edge=INK, thick=1.2)
    mark(ax, (then, y), "o", 6.5, fill=INK, edge=WHITE, thick=0.6)
    edge = ax.get_yaxis_transform()
    who = f"{row.candidate} {names.get(row.candidate, '')}"
    if row.kind == behind.TOGETHER:
        who = f"{row.candidate} level with {row.above}"
    up = 6 if roomy else 0
    on = lines_of(row.criterion_name, room, SMALL, bold=True, most=1)[0]
    write(ax, (0, y), on, system=edge, shift=(0, up), size=SMALL, bold=True)
    text = "\n".join(balanced(words.change_said(row), beside, SMALL, most=2 if roomy else 1))
    write(ax, (100, y), text, shift=(10, 0), size=SMALL)
    if roomy:
        write(ax, (0, y), lines_of(who, room, TINY, most=1)[0], system=edge, shift=(0, -6),
              size=TINY, colour=SLATE)  # fmt: skip

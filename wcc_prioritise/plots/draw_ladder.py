"""How fit are we? Every competency on its ladder of four levels, each assessor on a rung."""

from __future__ import annotations

from wcc_prioritise.plots import competency_behind as behind
from wcc_prioritise.plots import competency_words as words
from wcc_prioritise.plots.figures import listed
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    PALE,
    SLATE,
    SMALL,
    TEXT,
    TINY,
    WHITE,
    balanced,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import line, mark, moved, page
from wcc_prioritise.plots.rows import fitting, write_cell, write_heads, write_left_out

LEFT, RIGHT, ABOVE = 2.0, 1.35, 0.5
ROW, LEAST = 0.58, 0.46
LEVELS = (1, 2, 3, 4)
LANES = {"self": ("o", WHITE, INK), "partners": ("s", PALE, INK), "panel": ("o", BLUE, WHITE)}
"""Mark of each assessor, its fill and the ink on it: told apart by shape and lightness."""
SIZE = 9.0
"""Points across a mark."""
SPREAD = 0.27
"""How far from the middle of a level the first and the last sub-competency stand."""


def competency_ladder(assessment, ax=None):
    """How fit are we, in the judgement of ourselves, our partners and the panel?

    One row a competency, three lanes in it: ourselves, partners, panel. A mark stands at its level,
    with the last figure of its sub-competency in it; what is below target is named at the right.

    Parameters
    ----------
    assessment : Assessment
        One year, as `competencies.assess` gives it.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with levels across and competencies from 0 down.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import assess, read_competencies
    >>> ax = competency_ladder(assess(read_competencies(wcc.sample("competencies"))))
    >>> ax.get_title(loc="left").startswith("15 of 33 sub-competencies")
    True
    """
    table = behind.ladder_table(assessment)
    groups = [rows for _, rows in table.groupby("competency", sort=False)]
    made = page(ax, words.competency_ladder(assessment), ABOVE + ROW * len(groups))
    left, right = min(LEFT, 0.3 * made.width), min(RIGHT, 0.22 * made.width)
    shown = fitting(made, ABOVE, len(groups), LEAST)
    steps = shown + (shown < len(groups))
    made.field((0.5, 4.5), (steps, 0), left=left, right=right, above=ABOVE)
    _draw_levels(made.ax, steps)
    for y, rows in enumerate(groups[:shown]):
        line(made.ax, (0, 1), (y, y), system=made.ax.get_yaxis_transform())
        _write_row(made.ax, rows, y, left - 0.15, (made.width - right + 0.1, right - 0.1))
        _draw_row(made.ax, rows, y)
    write_left_out(made.ax, shown + 0.5, len(groups) - shown)
    write_heads(made.ax, 0, [(made.width - right + 0.1, "below target", "left")])
    _write_key(made.ax)
    return made.ax


def _draw_levels(ax, steps: int) -> None:
    for level in LEVELS:
        line(ax, (level + 0.5, level + 0.5), (0, steps), colour=PALE)
        write(ax, (level, 0), f"level {level}", shift=(0, 3), size=TINY, colour=SLATE,
              across="center", up="bottom")  # fmt: skip
    line(ax, (0.5, 0.5), (0, steps), colour=PALE)


def _write_row(ax, rows, y: int, room: float, beside: tuple[float, float]) -> None:
    first = rows.iloc[0]
    name = "\n".join(balanced(f"{first['competency']} {first['name']}", room, TEXT, most=2))
    write(ax, (0, y + 0.5), name, system=ax.get_yaxis_transform())
    below = [f"{row.sub} by {row.gap:.0f}" for row in rows.itertuples() if row.gap > 0]
    at, broad = beside
    if below:
        lines = lines_of(listed(below), broad, SMALL, most=2)
        write_cell(ax, at, y + 0.5, "\n".join(lines), across="left")


def _draw_row(ax, rows, y: int) -> None:
    many = len(rows)
    for lane, (assessor, look) in enumerate(LANES.items()):
        height = y + (lane + 0.8) / 3.6
        for place, row in enumerate(rows.to_dict("records")):
            level = row[assessor]
            if level == level:
                shift = 0.0 if many == 1 else SPREAD * (2 * place / (many - 1) - 1)
                _draw_mark(ax, (level + shift, height), look, str(row["sub"]).rpartition(".")[2])


def _draw_mark(ax, at: tuple[float, float], look: tuple[str, str, str], figure: str) -> None:
    shape, fill, ink = look
    mark(ax, at, shape, SIZE, fill=fill, edge=INK if fill == WHITE else fill, thick=0.9)
    write(ax, at, figure, size=TINY - 0.5, colour=ink, across="center").set_zorder(4)


def _write_key(ax) -> None:
    """Write what each mark stands for, above the levels."""
    at = 0
    for assessor, (shape, fill, _) in LANES.items():
        where = moved(ax, (at + 5, 22))
        mark(ax, (0.5, 0), shape, SIZE, fill=fill, edge=INK if fill == WHITE else fill, thick=0.9,
             system=where)  # fmt: skip
        write(ax, (0.5, 0), assessor, shift=(at + 14, 22), size=SMALL)
        at += 72

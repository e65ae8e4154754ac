"""Where are we this year? The four stages of commissioning as a ring, with what is on record."""

from __future__ import annotations

from wcc_prioritise.plots import cycle_behind as behind
from wcc_prioritise.plots import cycle_words as words
from wcc_prioritise.plots.look import (
    BLUE,
    GREY,
    INK,
    RULE,
    SLATE,
    SMALL,
    STONE,
    TEXT,
    TINY,
    WHITE,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import Page, bar, mark, page

BETWEEN, AROUND = 0.42, 0.14
"""Inches between two stages, for the arrow; and inside each, around its text."""
HEAD, LINE = 0.46, height_of(1, SMALL) + 0.05
LEAST_SHOWN = 1
INSET = 0.2
"""Inches from the edge of a stage's text to its words, for the mark."""
MARKS = {
    "on record": ("o", BLUE, BLUE),
    "last year's": ("o", STONE, INK),
    "not yet": ("o", WHITE, INK),
    "outside": ("_", INK, INK),
}
"""Shape, fill and edge by status: told apart by lightness and, where it is outside, by shape."""
PLACES = {"assess needs": (0, 0), "plan": (1, 0), "procure": (1, 1), "monitor": (0, 1)}
"""Column and row of each stage: the year goes round clockwise."""

Box = tuple[float, float, float, float]
"""Left, top, breadth and height, in inches from the upper left corner of the field."""


def cycle_map(cycle, ax=None):
    """Where are we this year? Each stage with its steps, in the record or not yet.

    Four boxes in a ring, clockwise from the upper left: assess needs, plan, procure, monitor. The
    stage with something still to do has the thick edge. What does not fit on a small axes is
    counted.

    Parameters
    ----------
    cycle : Cycle
        As `competencies.cycle` gives it.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, in inches from the upper left corner of the field.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import cycle
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "day.wcc"
    >>> with wcc.Workshop.start(wcc.read(wcc.sample("short")), path) as workshop:
    ...     ax = cycle_map(cycle(workshop))
    >>> ax.get_title(loc="left").startswith("We are at")
    True
    """
    table = behind.cycle_table(cycle)
    steps = {stage: table[table["stage"] == stage] for stage in PLACES}
    rows = [max(len(steps[s]) for s in PLACES if PLACES[s][1] == row) for row in (0, 1)]
    made = page(ax, words.cycle_map(cycle), sum(map(_height, rows)) + BETWEEN)
    shown = _fitting(made, rows)
    made.field((0, made.width), (made.body, 0))
    boxes = _boxes(made, shown)
    counts = cycle.stages.set_index("stage")
    for stage, box in boxes.items():
        most = shown[PLACES[stage][1]]
        _draw_box(made.ax, box, stage == cycle.here)
        _write_head(made.ax, box, stage, counts.loc[stage])
        _write_steps(made.ax, box, steps[stage], most)
    _draw_arrows(made.ax, boxes)
    return made.ax


def _height(rows: int) -> float:
    return HEAD + LINE * rows + AROUND


def _fitting(made: Page, rows: list[int]) -> list[int]:
    """How many steps of each row of stages fit? All of them on a page of our own."""
    room = made.body - BETWEEN - 2 * _height(0) + 1e-6
    lines = max(int(room / LINE), 2 * LEAST_SHOWN)
    upper = min(rows[0], max(lines - rows[1], round(lines * rows[0] / sum(rows)), LEAST_SHOWN))
    return [upper, min(rows[1], max(lines - upper, LEAST_SHOWN))]


def _boxes(made: Page, shown: list[int]) -> dict[str, Box]:
    broad = (made.width - BETWEEN) / 2
    high = [_height(rows) for rows in shown]
    tops = (0.0, high[0] + BETWEEN)
    return {
        stage: (column * (broad + BETWEEN), tops[row], broad, high[row])
        for stage, (column, row) in PLACES.items()
    }


def _draw_box(ax, box: Box, here: bool) -> None:
    left, top, broad, high = box
    edge = {"edgecolor": BLUE, "linewidth": 2.6} if here else {"edgecolor": RULE, "linewidth": 1.0}
    bar(ax, left, top + high / 2, broad, high, {"facecolor": WHITE, **edge})


def _write_head(ax, box: Box, stage: str, row) -> None:
    left, top, broad, _ = box
    write(ax, (left + AROUND, top + 0.15), stage.capitalize(), size=TEXT + 1, bold=True)
    again = f", {row['last_years']} last year's" if row["last_years"] else ""
    said = f"{row['on_record']} of {row['of']} steps on record{again}"
    text = lines_of(said, broad - 2 * AROUND, TINY, most=1)[0]
    write(ax, (left + AROUND, top + 0.32), text, size=TINY, colour=SLATE)


def _write_steps(ax, box: Box, steps, most: int) -> None:
    left, top, broad, _ = box
    room = broad - 2 * AROUND - INSET
    over = len(steps) - most
    rows = list(steps.itertuples())[: most - 1 if over > 0 else most]
    for place, row in enumerate(rows):
        y = top + HEAD + LINE * (place + 0.5)
        shape, fill, edge = MARKS[row.status]
        mark(ax, (left + AROUND + 0.05, y), shape, 6.0, fill=fill, edge=edge, thick=1.0)
        dark = INK if row.status != "not yet" else SLATE
        text = lines_of(row.step, room, SMALL, most=1)[0]
        write(ax, (left + AROUND + INSET, y), text, size=SMALL, colour=dark)
    if over > 0:
        y = top + HEAD + LINE * (len(rows) + 0.5)
        text = f"and {over + 1} more"
        write(ax, (left + AROUND + INSET, y), text, size=SMALL, colour=SLATE)


def _draw_arrows(ax, boxes: dict[str, Box]) -> None:
    """Draw the way round: along the upper edge, down, back along the lower one, and up."""
    first, second, third, fourth = (boxes[stage] for stage in PLACES)
    middle_up, middle_low = first[1] + first[3] / 2, third[1] + third[3] / 2
    right = second[0] + second[2] / 2
    left = first[2] / 2
    gap = 0.05
    _arrow(ax, (first[0] + first[2] + gap, middle_up), (second[0] - gap, middle_up))
    _arrow(ax, (right, second[1] + second[3] + gap), (right, third[1] - gap))
    _arrow(ax, (third[0] - gap, middle_low), (fourth[0] + fourth[2] + gap, middle_low))
    _arrow(ax, (left, fourth[1] - gap), (left, first[1] + first[3] + gap))


def _arrow(ax, start: tuple[float, float], end: tuple[float, float]) -> None:
    look = {"arrowstyle": "-|>", "color": GREY, "linewidth": 1.6, "mutation_scale": 11,
            "shrinkA": 0, "shrinkB": 0}  # fmt: skip
    ax.annotate("", end, xytext=start, annotation_clip=False, arrowprops=look)

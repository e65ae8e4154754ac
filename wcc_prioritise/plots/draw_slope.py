"""What moved from one year to the next? Lines from level to level, thick where many went."""

from __future__ import annotations

from wcc_prioritise.plots import competency_behind as behind
from wcc_prioritise.plots import competency_words as words
from wcc_prioritise.plots.look import BLUE, INK, SLATE, SMALL, STONE, height_of, lines_of, write
from wcc_prioritise.plots.page import line, mark, page, sentence

LEFT, ABOVE, LEVEL = 0.75, 0.4, 0.85
BETWEEN = 0.34
"""From year to year, as a share of the page."""
LEVELS = (1, 2, 3, 4)
THIN, PER_ONE, THICKEST = 1.0, 0.45, 7.0


def competency_slope(movement, ax=None):
    """What moved from one year to the next, in the judgement of the same assessor?

    A line for all sub-competencies that went the same way: blue where they went up, dark and broken
    where they went down, grey where they stayed; named at the right end.

    Parameters
    ----------
    movement : Movement
        Two years, as `competencies.movement` gives it.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with the two years at 0 and 1 and levels upward.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import assess, movement, read_competencies
    >>> of = read_competencies(wcc.sample("competencies"))
    >>> ax = competency_slope(movement(assess(of, "2008/09"), assess(of, "2009/10")))
    >>> ax.get_title(loc="left").replace(chr(10), " ")
    '11 of 30 sub-competencies went up, none down; 3 claims of our own without evidence'
    """
    table, said = behind.slope_table(movement), words.competency_slope(movement)
    lines = behind.slopes(table)
    if lines.empty:
        return sentence(ax, said, "There are no two levels to compare.")
    made = page(ax, said, ABOVE + LEVEL * len(LEVELS))
    right = max((1 - BETWEEN) * made.width - LEFT, 1.0)
    made.field((0, 1), (0.5, 4.5), left=LEFT, right=right, above=ABOVE)
    _write_years(made.ax, movement)
    for level in LEVELS:
        _write_level(made.ax, level)
    for row in lines.itertuples():
        _draw_line(made.ax, row)
    most = max(2, int((made.body - ABOVE) / len(LEVELS) / height_of(1, SMALL)))
    for level in LEVELS:
        arrived = [_told(row) for row in lines.itertuples() if row.after == level]
        new = [row.sub for row in table.itertuples() if _new_at(movement, row) == level]
        arrived += [f"new: {', '.join(new)}"] if new else []
        _write_arrived(made.ax, level, arrived, (right - 0.45, most))
    return made.ax


def _told(row) -> str:
    if row.before == row.after:
        return f"as before: {row.subs}"
    way = "up" if row.after > row.before else "down"
    return f"{way} from {row.before:.0f}: {row.subs}"


def _new_at(movement, row) -> float | None:
    """Give the level at which something assessed for the first time stands."""
    if row.moved != "new":
        return None
    gaps = movement.later.gaps
    return float(gaps.loc[gaps["sub"] == row.sub, "level"].iloc[0])


def _write_years(ax, movement) -> None:
    for at, year in ((0, movement.earlier.year), (1, movement.later.year)):
        write(ax, (at, 4.5), year, shift=(0, 4), bold=True, across="center", up="bottom")


def _write_level(ax, level: int) -> None:
    line(ax, (0, 1), (level, level))
    write(ax, (0, level), f"level {level}", shift=(-12, 0), size=SMALL, colour=SLATE,
          across="right")  # fmt: skip


def _draw_line(ax, row) -> None:
    up, down = row.after > row.before, row.after < row.before
    colour = BLUE if up else INK if down else STONE
    thick = min(THIN + PER_ONE * row.count, THICKEST)
    if down:
        _broken(ax, row, colour, thick)
    else:
        line(ax, (0, 1), (row.before, row.after), colour=colour, thick=thick)
    for x, level in ((0, row.before), (1, row.after)):
        mark(ax, (x, level), "o", 7, fill=INK, thick=0.8)


def _broken(ax, row, colour: str, thick: float) -> None:
    steps = 8
    for step in range(0, steps, 2):
        ends = (step / steps, (step + 1) / steps)
        rise = tuple(row.before + (row.after - row.before) * end for end in ends)
        line(ax, ends, rise, colour=colour, thick=thick)


def _write_arrived(ax, level: int, arrived: list[str], room: tuple[float, int]) -> None:
    """Write who arrived at a level, each way they came on lines of its own; room is for so many."""
    broad, most = room
    told = [line for text in arrived for line in lines_of(text, broad, SMALL, most=2)]
    if len(told) > most:
        told = [*told[: most - 1], "and more, in the table behind"]
    write(ax, (1, level), "\n".join(told), shift=(12, 0), size=SMALL, up="center")

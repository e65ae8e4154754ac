"""On which indicators could people gain, and where is it clear?"""

from __future__ import annotations

from wcc_prioritise.plots import words
from wcc_prioritise.plots.behind import MOST_INDICATORS, opportunity_table
from wcc_prioritise.plots.look import (
    BLUE,
    GREY,
    INK,
    SLATE,
    SMALL,
    TINY,
    WHITE,
    breadth,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, line, page, sentence
from wcc_prioritise.plots.rows import write_name

LEFT, RIGHT, RIGHT_IN_ONE, ABOVE = 3.3, 1.6, 2.1, 0.05
TWO_LINES, THREE_LINES = 0.36, 0.5
ROW, THICK, CAP, BESIDE = 0.52, 0.2, 0.1, 8


def opportunity(gaps, ax=None):
    """On which indicators could people gain if we did as well as areas like us?

    One row an indicator with an opportunity above 0, or whose upper limit is above 0. What is clear
    of noise (lower limit above 0) is solid and blue and comes first; the rest is grey and says so.

    Parameters
    ----------
    gaps : Gaps
        How far we are from areas like us.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with people across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> ax = wcc.plots.opportunity(wcc.benchmark(case.indicators, area="Northmere"))
    >>> "clear" in ax.get_title(loc="left")
    True
    """
    table, said = opportunity_table(gaps).head(MOST_INDICATORS), words.opportunity(gaps)
    if table.empty:
        return sentence(ax, said, words.no_opportunity(gaps))
    made = page(ax, said, ABOVE + ROW * len(table))
    high = (made.body - ABOVE) / len(table)
    roomy = high > TWO_LINES
    left = min(LEFT, (0.4 if roomy else 0.42) * made.width)
    right = min(RIGHT if roomy else RIGHT_IN_ONE, (0.25 if roomy else 0.36) * made.width)
    farthest = float(table[["people", "upper"]].max().max())
    rows = ROW * len(table)
    made.field((0, farthest), (rows, 0), left=left, right=right, above=ABOVE)
    line(made.ax, (0, 0), (0, rows), colour=SLATE)
    for place, row in enumerate(table.itertuples(index=False)):
        y = ROW * (place + 0.5)
        _draw_row(made.ax, row, y)
        if roomy:
            write_name(made.ax, row, y, left - 0.15, 1 if high < THREE_LINES else 2)
            _write_people(made.ax, row, (farthest, y))
        else:
            _write_in_one(made.ax, row, (farthest, y), left - 0.15, right - BESIDE / 72)
    return made.ax


def _draw_row(ax, row, y: float) -> None:
    solid, hollow = {"facecolor": BLUE}, {"facecolor": WHITE, "edgecolor": GREY, "linewidth": 1.2}
    bar(ax, 0, y, max(row.people, 0.0), THICK, solid if row.clear else hollow)
    if row.interval:
        _draw_interval(ax, row.lower, row.upper, y, INK if row.clear else GREY)


def _write_people(ax, row, at: tuple[float, float]) -> None:
    ink = INK if row.clear else SLATE
    write(ax, at, words.counted_people(row.people), shift=(BESIDE, 7), bold=row.clear, colour=ink)
    write(ax, at, words.interval_of(row), shift=(BESIDE, -7), size=SMALL, colour=SLATE)


def _write_in_one(ax, row, at: tuple[float, float], left: float, right: float) -> None:
    """Write indicator, period and people on one line, where rows are low."""
    whose, edge = f"  {words.whose(row)}", ax.get_yaxis_transform()
    name = lines_of(row.name, max(left - breadth(whose, TINY), 0.5), TINY, most=1)[0]
    write(ax, (0, at[1]), name + whose, system=edge, size=TINY, colour=INK if row.clear else SLATE)
    said = lines_of(words.people_said(row), right, TINY, most=1)[0]
    write(ax, at, said, shift=(BESIDE, 0), size=TINY, colour=INK if row.clear else SLATE)


def _draw_interval(ax, lower: float, upper: float, y: float, colour: str) -> None:
    line(ax, (lower, upper), (y, y), colour=colour, thick=1.2)
    for end in (lower, upper):
        line(ax, (end, end), (y - CAP / 2, y + CAP / 2), colour=colour, thick=1.2)

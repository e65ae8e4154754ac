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
    TEXT,
    WHITE,
    balanced,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, line, page, sentence

LEFT, RIGHT, ABOVE = 3.3, 1.6, 0.05
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
    left, right = min(LEFT, 0.4 * made.width), min(RIGHT, 0.24 * made.width)
    farthest = float(table[["people", "upper"]].max().max())
    rows = ROW * len(table)
    made.field((0, farthest), (rows, 0), left=left, right=right, above=ABOVE)
    line(made.ax, (0, 0), (0, rows), colour=SLATE)
    high = (made.body - ABOVE) / len(table)
    style = _roomy if high > TWO_LINES else _compact
    for place, row in enumerate(table.itertuples(index=False)):
        y = ROW * (place + 0.5)
        _write_name(made.ax, row, y, left, high)
        _draw_row(made.ax, row, y, farthest)
    return made.ax


def _write_name(ax, row, y: float, left: float, high: float) -> None:
    """Write the indicator, and under it the period, as one block beside its row."""
    most = max(1, min(2, int(high / height_of(1, SMALL)) - 1))
    whose = words.whose(row)
    period = lines_of(whose, left - 0.15, SMALL, most=1) if whose else []
    name = balanced(row.name, left - 0.15, TEXT, most=most)
    edge = ax.get_yaxis_transform()
    total = height_of(len(name), TEXT) + height_of(len(period), SMALL)
    top = 72 * total / 2
    write(ax, (0, y), "\n".join(name), system=edge, shift=(0, top), up="top")
    under = top - 72 * height_of(len(name), TEXT)
    if period:
        write(
            ax, (0, y), period[0], system=edge, shift=(0, under), size=SMALL, colour=SLATE, up="top"
        )


def _draw_row(ax, row, y: float, farthest: float) -> None:
    solid, hollow = {"facecolor": BLUE}, {"facecolor": WHITE, "edgecolor": GREY, "linewidth": 1.2}
    bar(ax, 0, y, max(row.people, 0.0), THICK, solid if row.clear else hollow)
    if row.interval:
        _draw_interval(ax, row.lower, row.upper, y, INK if row.clear else GREY)
    ink = INK if row.clear else SLATE
    said = words.counted_people(row.people)
    write(ax, (farthest, y), said, shift=(BESIDE, 7), bold=row.clear, colour=ink)
    write(ax, (farthest, y), words.interval_of(row), shift=(BESIDE, -7), size=SMALL, colour=SLATE)


def _draw_interval(ax, lower: float, upper: float, y: float, colour: str) -> None:
    line(ax, (lower, upper), (y, y), colour=colour, thick=1.2)
    for end in (lower, upper):
        line(ax, (end, end), (y - CAP / 2, y + CAP / 2), colour=colour, thick=1.2)

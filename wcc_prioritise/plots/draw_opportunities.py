"""Which gaps are real, how many people stand behind them, and which are within noise?"""

from __future__ import annotations

from wcc_prioritise.plots import gap_words, words
from wcc_prioritise.plots.behind import MOST_INDICATORS
from wcc_prioritise.plots.gap_behind import opportunities_table
from wcc_prioritise.plots.look import (
    BLUE,
    GREY,
    INK,
    SLATE,
    SMALL,
    TINY,
    WHITE,
    breadth,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, line, page, sentence
from wcc_prioritise.plots.rows import fitting, write_left_out, write_name

LEFT, RIGHT, ABOVE = 2.65, 2.0, 0.05
ROW, THICK, CAP, BESIDE = 0.54, 0.22, 0.1, 8
NAME, LEAST, TWO_LINES = 9.0, 0.2, 0.36


def opportunities(found, ax=None):
    """Which gaps are real, how many people stand behind them, and which are within noise?

    One bar a figure with people to gain, with its 80 per cent interval (thick) and its 95 per cent
    one (thin), and the chance that the gap is real. What is clear is solid and comes first; what is
    within noise is a grey outline, says so, and makes no claim.

    Parameters
    ----------
    found : Opportunities
        What the gaps are worth.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with people across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise import evidence
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> found = evidence.opportunity(case.indicators, area="Northmere", peers=case.peers, seed=1)
    >>> ax = opportunities(found)
    >>> "clear of" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = opportunities_table(found).head(MOST_INDICATORS), gap_words.opportunities(found)
    if table.empty:
        return sentence(ax, said, gap_words.no_gap(found))
    made = page(ax, said, ABOVE + ROW * len(table))
    left, right = min(LEFT, 0.38 * made.width), min(RIGHT, 0.3 * made.width)
    shown = fitting(made, ABOVE, len(table), LEAST)
    rows = ROW * (shown + (shown < len(table)))
    high = (made.body - ABOVE) / rows * ROW
    several = found.table["area"].nunique() > 1
    farthest = float(table[["people", "upper"]].max().max())
    made.field((0, farthest), (rows, 0), left=left, right=right, above=ABOVE)
    line(made.ax, (0, 0), (0, ROW * shown), colour=SLATE)
    for place, row in enumerate(table.head(shown).itertuples(index=False)):
        y = ROW * (place + 0.5)
        _draw_row(made.ax, row, y)
        _write_row(made.ax, row, y, left - 0.15, high, several)
        _write_claim(made.ax, row, (farthest, y), right - BESIDE / 72, high > TWO_LINES)
    write_left_out(made.ax, ROW * (shown + 0.5), len(table) - shown)
    return made.ax


def _draw_row(ax, row, y: float) -> None:
    solid, hollow = {"facecolor": BLUE}, {"facecolor": WHITE, "edgecolor": GREY, "linewidth": 1.2}
    bar(ax, 0, y, max(row.people, 0.0), THICK, solid if row.clear else hollow)
    if not row.interval:
        return
    colour = INK if row.clear else GREY
    line(ax, (row.lower, row.upper), (y, y), colour=colour, thick=1.2)
    for end in (row.lower, row.upper):
        line(ax, (end, end), (y - CAP / 2, y + CAP / 2), colour=colour, thick=1.2)
    if row.lower_80 == row.lower_80:
        line(ax, (row.lower_80, row.upper_80), (y, y), colour=colour, thick=4.0)


def _write_row(ax, row, y: float, room: float, high: float, several: bool) -> None:
    row = row._replace(name=gap_words.row_name(row, several))
    roomy = high > TWO_LINES
    most = 2 if high > height_of(2, NAME) + height_of(1, SMALL) else 1
    write_name(ax, row, y, room, most, words.whose(row) if roomy else "", NAME if roomy else TINY)


def _write_claim(ax, row, at: tuple[float, float], room: float, roomy: bool) -> None:
    """Write people, interval and chance beside a row; of what is within noise that it is."""
    ink = INK if row.clear else SLATE
    claim, limits, chance = (
        gap_words.claim_of(row),
        gap_words.limits_of(row),
        gap_words.chance_of(row),
    )
    if not roomy:
        said = lines_of(f"{claim} ({limits})", room, TINY, most=1)[0]
        write(ax, at, said, shift=(BESIDE, 0), size=TINY, colour=ink)
        return
    write(ax, at, claim, shift=(BESIDE, 7), bold=row.clear, colour=ink)
    under = f"{limits}, {chance}"
    size = SMALL if breadth(under, SMALL) <= room else TINY
    text = lines_of(under, room, size, most=1)[0]
    write(ax, at, text, shift=(BESIDE, -7), size=size, colour=SLATE)

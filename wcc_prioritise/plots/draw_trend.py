"""How has a figure changed, and what would it be if the past went on?"""

from __future__ import annotations

from wcc_prioritise.plots import gap_words
from wcc_prioritise.plots.area_words import decimals_for, figure_of, value_named
from wcc_prioritise.plots.gap_behind import observed, trend_table
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    SLATE,
    SMALL,
    STONE,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import line, mark, page, width_of
from wcc_prioritise.plots.scales import Scale, draw_frame, scale_about, scale_of_years

BODY = 3.9
LEFT, RIGHT, ABOVE, BELOW = 0.6, 1.0, 0.32, 0.5
APART = 0.14
FAN, INNER_FAN = "#d6e3f0", "#b3cce4"
TICK, LINE = 0.28, 0.14
"""Inches that a number on the scale, and one beside the fan, need."""


def trend(result, ax=None):
    """How has a figure changed, and what would it be if the past went on?

    Points with their intervals and the line through them; of a projection the line drawn on,
    dashed, inside the fan of a new figure, and in words what it can't know.

    Parameters
    ----------
    result : Trend or Projection
        What was observed, or what would come if the past went on.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with years across and values up.

    Examples
    --------
    >>> import pandas as pd
    >>> from wcc_prioritise import evidence
    >>> figures = pd.DataFrame(
    ...     {
    ...         "indicator": "COPD",
    ...         "area": "Ours",
    ...         "period": ["2013", "2014", "2015", "2016", "2017"],
    ...         "value": [2.0, 2.1, 2.3, 2.3, 2.5],
    ...     }
    ... )
    >>> ax = trend(evidence.trend(figures, indicator="COPD", area="Ours"))
    >>> ax.get_title(loc="left")
    'COPD of Ours has risen by 0.12 a year'
    """
    table, seen = trend_table(result), observed(result)
    doubt = gap_words.cannot_know(result)
    unknown = lines_of(doubt, width_of(ax), SMALL) if doubt else []
    below = BELOW + (height_of(len(unknown), SMALL) + APART if unknown else 0.0)
    made = page(ax, gap_words.trend(result), BODY + below)
    left, right = min(LEFT, 0.14 * made.width), min(RIGHT, 0.2 * made.width)
    known = table[["value", "lower", "upper"]].stack()
    floor = 0.0 if float(known.min()) >= 0 else None
    high = made.body - ABOVE - below
    most = min(6, max(2, int(high / TICK)))
    up = scale_about(known, most, gap_words.unit_sign(seen), floor)
    across = scale_of_years(table["year"])
    made.field((across.low, across.high), (up.low, up.high), left=left, right=right, above=ABOVE,
               below=below)  # fmt: skip
    draw_frame(made.ax, across, up, ("year", value_named(seen.unit)), upright=False)
    ahead = table[table["kind"] == "to come"]
    if len(ahead):
        _draw_fan(made.ax, table, ahead)
    _draw_seen(made.ax, table[table["kind"] == "seen"])
    _write_ends(made.ax, table, ahead, seen, (up.high - up.low) / max(high, LINE) * LINE)
    if unknown:
        _write_unknown(made.ax, unknown, up, below)
    return made.ax


def _draw_seen(ax, seen) -> None:
    from matplotlib.lines import Line2D

    ax.add_artist(Line2D(seen["year"], seen["line"], color=BLUE, linewidth=1.4))
    for row in seen.itertuples(index=False):
        if row.lower == row.lower and row.upper == row.upper:
            line(ax, (row.year, row.year), (row.lower, row.upper), colour=STONE, thick=1.2)
        mark(ax, (row.year, row.value), "o", 6, fill=INK, thick=0.8)


def _draw_fan(ax, table, ahead) -> None:
    """Draw the fan from the last figure seen on, and the line that is drawn on."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Polygon

    last = table[table["kind"] == "seen"].iloc[-1]
    years = [last["year"], *ahead["year"]]
    for ends, fill in (("", FAN), ("_80", INNER_FAN)):
        lower, upper = ([last["line"], *ahead[f"{end}{ends}"]] for end in ("lower", "upper"))
        corners = [*zip(years, lower, strict=True), *zip(years[::-1], upper[::-1], strict=True)]
        fan = Polygon(corners, closed=True, facecolor=fill, edgecolor="none", zorder=0.5)
        ax.add_artist(fan)
    drawn_on = [last["line"], *ahead["value"]]
    ax.add_artist(Line2D(years, drawn_on, color=BLUE, linewidth=1.6, linestyle=(0, (4, 2.5))))


def _write_ends(ax, table, ahead, seen, apart: float) -> None:
    """Write the last figure seen, or the end of the fan, so far apart that they can be read."""
    decimals = decimals_for(*table["value"])
    if ahead.empty:
        row = table.iloc[-1]
        value = figure_of(row["value"], seen.unit, decimals)
        write(ax, (row["year"], row["value"]), value, shift=(9, 0), bold=True)
        return
    row = ahead.iloc[-1]
    at = (row["year"], row["value"])
    write(ax, at, figure_of(row["value"], seen.unit, decimals), shift=(6, 0), bold=True)
    for end in ("lower", "upper"):
        if abs(row[end] - row["value"]) > apart:
            said = figure_of(row[end], seen.unit, decimals)
            write(ax, (row["year"], row[end]), said, shift=(6, 0), size=SMALL, colour=SLATE)


def _write_unknown(ax, lines: list[str], up: Scale, below: float) -> None:
    """Write what can't be known under the years, its first words bold."""
    edge = ax.get_yaxis_transform()
    down = -72 * (BELOW + APART / 2)
    write(ax, (0, up.low), "\n".join(lines), system=edge, shift=(0, down), size=SMALL, up="top")

"""How are quarters named along a scale? Months, and the year where it begins."""

from __future__ import annotations

from collections.abc import Sequence

from wcc_prioritise.plots.look import INK, PALE, SLATE, TINY, breadth, write
from wcc_prioritise.plots.page import line

HEADS = 0.3
"""Height of the names of quarters, in inches."""


def month_and_year(words: str) -> tuple[str, str]:
    """Take the first month and the year from the words of a quarter.

    Examples
    --------
    >>> month_and_year("Apr-Jun 2027")
    ('Apr', '2027')
    """
    return words.partition("-")[0], words.rpartition(" ")[2]


def draw_quarters(
    ax, words: Sequence[str], up: float, inch: float, *, above: bool, ends: tuple[float, float]
) -> None:
    """Name quarters that stand from 0 on, one a unit, with a thin line where each year begins.

    Parameters
    ----------
    ax : matplotlib Axes
        Where they are named.
    words : sequence of str
        Quarters in words, such as `Apr-Jun 2027`.
    up : float
        Height of the scale in the data.
    inch : float
        Breadth of a quarter, in inches.
    above : bool
        Whether the names stand above the scale, or below it.
    ends : tuple of float
        Where the lines of the years begin and end, in the data.
    """
    every = 1 if breadth("May", TINY) + 0.04 <= inch else 2
    near, far = (5, 15) if above else (-11, -21)
    seen, last = "", -10.0
    for quarter, said in enumerate(words):
        month, year = month_and_year(said)
        if quarter % every == 0 and inch * every > 0.2:
            at = (quarter + 0.5, up)
            write(ax, at, month, shift=(0, near), size=TINY, colour=SLATE,
                  across="center", up="baseline")  # fmt: skip
        if year != seen:
            line(ax, (quarter, quarter), ends, colour=PALE)
            if (quarter - last) * inch > breadth(year, TINY, bold=True) + 0.05:
                write(ax, (quarter, up), year, shift=(2, far), size=TINY, bold=True,
                      colour=INK, up="baseline")  # fmt: skip
                last = float(quarter)
        seen = year

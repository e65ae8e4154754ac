"""Where do the scales of a picture begin and end, and which round numbers stand on them?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.look import PALE, SLATE, SMALL, write
from wcc_prioritise.plots.page import line

BEYOND = 0.06
"""How far a scale reaches beyond what stands on it, as a share of it."""
STEPS = (1, 2, 2.5, 5, 10)
_QUIET = {"size": SMALL, "colour": SLATE}


@dataclass(frozen=True)
class Scale:
    """One scale of a picture: where it begins and ends, and the round numbers on it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    sign: str = ""
    years: bool = False

    @property
    def written(self) -> tuple[str, ...]:
        """The numbers as they are written, with as many decimals as they need."""
        if self.years:
            return tuple(f"{t:.0f}" for t in self.ticks)
        for decimals in range(7):
            if all(abs(round(t, decimals) - t) <= 1e-9 * max(1, abs(t)) for t in self.ticks):
                break
        return tuple(number(t, decimals) + self.sign for t in self.ticks)


def scale_from_nought(values: Iterable[float], most: int = 7) -> Scale:
    """Give a scale from 0, or below, to a little beyond the largest.

    Examples
    --------
    >>> scale_from_nought([3.0, 9.0]).ticks
    (0.0, 2.0, 4.0, 6.0, 8.0)
    """
    known = [float(x) for x in values if x == x]
    low = min([0.0, *known])
    high = max([low + 1.0, *known])
    beyond = (high - low) * BEYOND
    return _with_ticks(low - beyond if low < 0 else low, high + beyond, most, "")


def scale_about(
    values: Iterable[float], most: int = 6, sign: str = "", floor: float | None = None
) -> Scale:
    """Give a scale a little beyond what stands on it, at both ends.

    Parameters
    ----------
    values : iterable of float
        What stands on it; missing ones are passed over.
    most : int
        Most round numbers.
    sign : str
        What is written behind each number, such as the sign of per cent.
    floor : float, optional
        Where it begins at the lowest.

    Examples
    --------
    >>> scale_about([80.0, 90.0], sign="%").written
    ('80%', '82%', '84%', '86%', '88%', '90%')
    """
    known = [float(x) for x in values if x == x]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    beyond = (high - low) * BEYOND or abs(high) * BEYOND or 1.0
    low, high = low - beyond, high + beyond
    return _with_ticks(low if floor is None else max(low, floor), high, most, sign)


def scale_of_years(years: Iterable[float], most: int = 8) -> Scale:
    """Give a scale of whole years.

    Examples
    --------
    >>> scale_of_years([2013.5, 2017.5]).written
    ('2014', '2015', '2016', '2017')
    """
    from matplotlib.ticker import MaxNLocator

    known = list(years)
    beyond = max((max(known) - min(known)) * BEYOND / 2, 0.25)
    low, high = min(known) - beyond, max(known) + beyond
    ticks = MaxNLocator(nbins=most, integer=True).tick_values(low, high)
    return Scale(low, high, tuple(float(t) for t in ticks if low <= t <= high), years=True)


def _with_ticks(low: float, high: float, most: int, sign: str) -> Scale:
    from matplotlib.ticker import MaxNLocator

    ticks = MaxNLocator(nbins=most, steps=list(STEPS)).tick_values(low, high)
    return Scale(low, high, tuple(float(tick) for tick in ticks if low <= tick <= high), sign)


def draw_frame(ax, across: Scale, up: Scale, names: tuple[str, str], upright: bool = True) -> None:
    """Draw two scales with their numbers and names.

    Parameters
    ----------
    ax : matplotlib Axes
        Where they are drawn.
    across, up : Scale
        The two.
    names : tuple of str
        What each is of, with its unit.
    upright : bool
        Whether the scale across has upright lines.
    """
    for y, said in zip(up.ticks, up.written, strict=True):
        line(ax, (across.low, across.high), (y, y), colour=SLATE if y == 0 else PALE)
        write(ax, (across.low, y), said, shift=(-6, 0), **_QUIET, across="right")
    for x, said in zip(across.ticks, across.written, strict=True):
        if upright:
            line(ax, (x, x), (up.low, up.high), colour=SLATE if x == 0 else PALE)
        write(ax, (x, up.low), said, shift=(0, -5), **_QUIET, across="center", up="top")
    end = (across.high, up.low)
    write(ax, end, names[0], shift=(0, -19), size=SMALL, across="right", up="top")
    edge = ax.get_yaxis_transform()
    write(ax, (0, up.high), names[1], system=edge, shift=(0, 6), size=SMALL, up="bottom")

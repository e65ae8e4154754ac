"""How much of a gap is still there a year later, when nobody set out to close it?"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from wcc_prioritise.evidence.intervals import _numbers
from wcc_prioritise.tables import InputError

FEWEST_AREAS = 10
"""With fewer areas in both periods nothing is said of persistence."""

_ALIKE = 0.10
_FEWEST_ALIKE = 5


def year_to_year(before: ArrayLike, after: ArrayLike) -> float:
    """How well does one period's figure foretell the next one's? The correlation over areas.

    Parameters
    ----------
    before, after : array
        Figures of the same areas in two periods; an area missing in either is left out.

    Returns
    -------
    float
        Pearson's correlation; missing with fewer than ten areas, or where all are the same.

    Raises
    ------
    InputError
        If the two are not of one length.

    Notes
    -----
    The correlation times the gap is what is expected to be left of it a period later, where the
    spread between areas stays as it is (regression to the mean; Galton, Journal of the
    Anthropological Institute 1886;15:246-263).

    Examples
    --------
    >>> round(year_to_year(range(12), [1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10]), 3)
    0.958
    """
    x, y = _both(before, after)
    if len(x) < FEWEST_AREAS or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def share_left(
    before: ArrayLike,
    after: ArrayLike,
    gap: float,
    sign: float,
    *,
    alike: float = _ALIKE,
) -> float:
    """Of gaps like this one, what share was left a period later?

    Each area's gap is its distance from the mean of all areas, positive where it is worse. Of the
    areas, the tenth (at least five) whose gap in the first period was nearest to this one are
    followed: their mean gap in the second period over that in the first.

    Parameters
    ----------
    before, after : array
        Figures of the same areas in two periods; an area missing in either is left out.
    gap : float
        The gap in question, above nought; infinite for the very worst areas.
    sign : float
        +1 where high is bad, -1 where high is good.
    alike : float
        Share of the areas that are followed.

    Returns
    -------
    float
        1 where nothing of it went; below 0 where it turned. Missing with fewer than ten areas, for
        a gap that is none, and where the areas followed had none.

    Raises
    ------
    InputError
        If the two are not of one length.

    Examples
    --------
    >>> before = np.arange(20.0)
    >>> round(share_left(before, 5 + before / 2, gap=np.inf, sign=1.0), 3)
    0.5
    """
    x, y = _both(before, after)
    if len(x) < FEWEST_AREAS or not gap > 0:
        return float("nan")
    first, second = sign * (x - x.mean()), sign * (y - y.mean())
    like = min(gap, float(first.max()))
    number = max(_FEWEST_ALIKE, round(alike * len(x)))
    followed = np.argsort(np.abs(first - like), kind="stable")[:number]
    had = float(first[followed].mean())
    return float(second[followed].mean()) / had if had > 0 else float("nan")


def _both(before: ArrayLike, after: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    x, y = _numbers(before, "before"), _numbers(after, "after")
    if x.shape != y.shape:
        raise InputError.of(
            found=f"{x.size} figures before and {y.size} after",
            allowed="the same areas in both periods",
            do="Bring the areas of both periods into one order.",
        )
    known = np.isfinite(x) & np.isfinite(y)
    return x[known], y[known]

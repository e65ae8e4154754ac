"""Is it noise or a change? Limits of a series of single figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wcc_prioritise.tables import InputError

FEWEST_POINTS = 12
"""With fewer points no limits are drawn: each point is shown with its own interval."""

TO_LIMITS = 2.66
"""3 / 1.128: from the mean moving range of two to three standard deviations."""

RUN = 7
"""So many points together on one side of the mean are a sign of change."""


@dataclass(frozen=True)
class Limits:
    """The natural limits of a series.

    Attributes
    ----------
    mean, lower, upper : float
        Centre line and limits, in the unit of the figures.
    moving_range : float
        Mean difference between neighbouring points.
    outside : tuple of int
        Places (from 0) of the points beyond the limits.
    runs : tuple of (int, int)
        First and last place of each run of seven or more on one side of the mean.
    """

    mean: float
    lower: float
    upper: float
    moving_range: float
    outside: tuple[int, ...]
    runs: tuple[tuple[int, int], ...]

    @property
    def words(self) -> str:
        """Say whether anything but noise is to be seen."""
        if not self.outside and not self.runs:
            return "nothing but noise so far"
        said = []
        if self.outside:
            said.append(f"{len(self.outside)} of the points lie beyond the limits")
        if self.runs:
            said.append(f"{len(self.runs)} run of {RUN} or more on one side of the mean")
        return "a sign of change: " + "; ".join(said)


def xmr_limits(figures: Sequence[float]) -> Limits:
    """Within which limits would a series of single figures stay if nothing changed?

    Mean +- 2.66 x the mean moving range of neighbours (an XmR chart).

    Parameters
    ----------
    figures : sequence of float of shape (points,)
        In order of time, in any one unit; two or more.

    Returns
    -------
    Limits
        Centre line, limits, and the points and runs that are signs of change.

    Raises
    ------
    InputError
        If there are fewer than two figures, or one is missing.

    References
    ----------
    Wheeler, Understanding Variation: The Key to Managing Chaos, 2nd edition, 2000 (the XmR chart).
    NIST/SEMATECH, e-Handbook of Statistical Methods, section 6.3.2.2 (formula and example). NHS
    England, Making Data Count (seven on one side; 12 points or more).

    Examples
    --------
    >>> limits = xmr_limits([4, 6, 4, 6])
    >>> limits.mean, round(limits.lower, 2), round(limits.upper, 2)
    (5.0, -0.32, 10.32)
    """
    points = np.asarray(figures, dtype=float)
    if points.ndim != 1 or len(points) < 2 or not np.isfinite(points).all():
        raise InputError.of(
            found=f"{points.size} figures, {int(np.isnan(points).sum())} of them missing",
            allowed="two figures or more, none missing",
            do="Leave out what is missing.",
        )
    mean = float(points.mean())
    moving = float(np.abs(np.diff(points)).mean())
    lower, upper = mean - TO_LIMITS * moving, mean + TO_LIMITS * moving
    outside = tuple(int(i) for i in np.flatnonzero((points < lower) | (points > upper)))
    return Limits(mean, lower, upper, moving, outside, _runs(np.sign(points - mean)))


def _runs(side: np.ndarray) -> tuple[tuple[int, int], ...]:
    """Find runs on one side; a point on the mean itself ends a run."""
    runs, first = [], 0
    for place in range(1, len(side) + 1):
        if place == len(side) or side[place] != side[first]:
            if side[first] != 0 and place - first >= RUN:
                runs.append((first, place - 1))
            first = place
    return tuple(runs)

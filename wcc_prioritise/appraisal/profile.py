"""When does the benefit come? Nothing to the first month, a straight line to full, then flat."""

from __future__ import annotations

import numpy as np

MONTHS = 12


def phased_months(first, full, until) -> np.ndarray:
    """How many months of full benefit have come by a month?

    Parameters
    ----------
    first, full : array_like
        Months from the start to the first and to the full benefit.
    until : array_like
        Month up to which is counted; broadcasts against the others.

    Returns
    -------
    ndarray
        Months of full benefit.

    Examples
    --------
    >>> float(phased_months(6, 12, 12))
    3.0
    >>> float(phased_months(6, 6, 12))
    6.0
    """
    first, full, until = (np.asarray(a, dtype=float) for a in (first, full, until))
    ramp = np.maximum(full - first, 1e-12)
    climbed = np.clip(until - first, 0.0, full - first)
    return climbed**2 / (2 * ramp) + np.maximum(until - full, 0.0)


def benefit_years(first, full, years: int, discount: float = 0.0, slip: float = 1.0) -> np.ndarray:
    """How many years of full benefit come within a horizon, at today's value?

    Parameters
    ----------
    first, full : array_like of shape (candidates,)
        Months from the start to the first and to the full benefit.
    years : int
        The horizon.
    discount : float
        Rate a year; the first year is not discounted (HM Treasury, Green Book 2022, annex 6: 1.5%
        for health).
    slip : float
        Months are multiplied by this: 1.5 shows what slippage would cost.

    Returns
    -------
    ndarray of shape (candidates,)
        Years of full benefit.

    Examples
    --------
    >>> float(benefit_years(0, 0, 3)[0])
    3.0
    >>> benefit_years([6, 12], [12, 36], 3).round(3).tolist()
    [2.25, 1.0]
    """
    first, full = (slip * np.atleast_1d(np.asarray(a, dtype=float)) for a in (first, full))
    ends = MONTHS * np.arange(years + 1)
    reached = phased_months(first[:, None], full[:, None], ends[None, :]) / MONTHS
    factors = (1.0 + discount) ** -np.arange(years)
    return (np.diff(reached, axis=1) * factors).sum(axis=1)

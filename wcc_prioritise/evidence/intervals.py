"""How far can a published figure be from the truth? Intervals as made in English public health.

Bare array functions: arrays in, arrays out, no tables and no names. Anything that broadcasts is
taken; a missing number (NaN) in gives a missing number out; what cannot be is refused, by position.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from wcc_prioritise.tables import Fault, InputError

EXACT_BELOW = 10
"""Below so many events the limits of a count are exact Poisson limits, from there on Byar's."""

_SHOWN_POSITIONS = 5


def z_value(confidence: float = 0.95) -> float:
    """How many standard errors lie either side of the figure?

    Parameters
    ----------
    confidence : float
        Two-sided confidence, between 0 and 1.

    Returns
    -------
    float
        The point of the normal distribution that leaves (1 - confidence) / 2 above it.

    Raises
    ------
    InputError
        If the confidence does not lie between 0 and 1.

    Examples
    --------
    >>> round(z_value(0.95), 4)
    1.96
    """
    if not (isinstance(confidence, (int, float, np.number)) and 0 < confidence < 1):
        raise InputError.of(
            found=f"confidence {confidence!r}",
            allowed="a number between 0 and 1, such as 0.95",
            do="Give the confidence as a share.",
        )
    return NormalDist().inv_cdf(0.5 + float(confidence) / 2)


def wilson(
    count: ArrayLike, denominator: ArrayLike, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """Between which proportions does the true one lie, by Wilson's score interval?

    With count x, denominator n and z standard errors the limits are
    (2x + z^2 -/+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2)).

    Parameters
    ----------
    count : array
        Those who have it; need not be whole.
    denominator : array
        Those who could have it; broadcast against `count`.
    confidence : float
        Two-sided confidence, between 0 and 1.

    Returns
    -------
    tuple of array
        Lower and upper limit as proportions, 0 to 1.

    Raises
    ------
    InputError
        If a count is negative or above its denominator, or a denominator is not above 0; the
        positions are named, counted from 0 (row after row, where arrays have several dimensions).

    References
    ----------
    Wilson, Journal of the American Statistical Association 1927;22:209-212. Recommended over the
    textbook interval by Brown, Cai & DasGupta, Statistical Science 2001;16:101-133, pages 107-108,
    and for public health in England by Eayres, APHO Technical Briefing 3, 2008.

    Examples
    --------
    >>> lower, upper = wilson([65, 0], 100)
    >>> lower.round(3).tolist(), upper.round(3).tolist()
    ([0.553, 0.0], [0.736, 0.037])
    """
    z = z_value(confidence)
    x, n = _same_shape(_numbers(count, "count"), _numbers(denominator, "denominator"))
    _refuse(
        {
            "an infinite number": np.isinf(x) | np.isinf(n),
            "a negative count": x < 0,
            "a denominator that is not above 0": n <= 0,
            "a count above the denominator": (n > 0) & (x > n),
        },
        allowed="counts from 0 to the denominator, denominators above 0",
        where="wilson",
    )
    middle = 2 * x + z**2
    reach = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    whole = 2 * (n + z**2)
    # None and all are certain at their own end; rounding must not move them off it.
    lower = np.where(x == 0, 0.0, (middle - reach) / whole)
    upper = np.where(x == n, 1.0, (middle + reach) / whole)
    missing = np.isnan(x) | np.isnan(n)
    return np.where(missing, np.nan, lower)[()], np.where(missing, np.nan, upper)[()]


def byar(count: ArrayLike, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Between which numbers of events does the expected one lie?

    Exact Poisson limits below ten events, chi2(a/2, 2O)/2 and chi2(1 - a/2, 2O + 2)/2 with
    a = 1 - confidence; Byar's approximation from ten events on. For a rate, divide the limits by
    the denominator and multiply by the scale.

    Parameters
    ----------
    count : array
        Events observed; need not be whole.
    confidence : float
        Two-sided confidence, between 0 and 1.

    Returns
    -------
    tuple of array
        Lower and upper limit as numbers of events.

    Raises
    ------
    InputError
        If a count is negative; the positions are named, counted from 0.

    References
    ----------
    Breslow & Day, Statistical Methods in Cancer Research, volume II: The Design and Analysis of
    Cohort Studies, IARC Scientific Publications 82, 1987, page 69. The switch at ten events is that
    of Eayres, APHO Technical Briefing 3, 2008.

    Examples
    --------
    >>> lower, upper = byar([0, 65])
    >>> lower.round(1).tolist(), upper.round(1).tolist()
    ([0.0, 50.2], [3.7, 82.8])
    """
    lower, upper = (np.array(limit) for limit in byar_approximation(count, confidence))
    events = _numbers(count, "count")
    few = events < EXACT_BELOW
    if few.any():
        lower[few], upper[few] = _exact_poisson(events[few], confidence)
    return lower[()], upper[()]


def byar_approximation(count: ArrayLike, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """What does Byar's formula alone give, without the exact limits for few events?

    With O events and z standard errors the limits are O (1 - 1/(9O) - z/(3 sqrt O))^3 and
    P (1 - 1/(9P) + z/(3 sqrt P))^3, where P = O + 1.

    Parameters
    ----------
    count : array
        Events observed; need not be whole.
    confidence : float
        Two-sided confidence, between 0 and 1.

    Returns
    -------
    tuple of array
        Lower and upper limit as numbers of events; the lower one is never below 0.

    Raises
    ------
    InputError
        If a count is negative; the positions are named, counted from 0.

    References
    ----------
    Breslow & Day, Statistical Methods in Cancer Research, volume II, 1987, page 69.

    Examples
    --------
    >>> [round(float(limit), 2) for limit in byar_approximation(65)]
    [50.16, 82.85]
    """
    z = z_value(confidence)
    events = _numbers(count, "count")
    _refuse(
        {"an infinite number": np.isinf(events), "a negative count": events < 0},
        allowed="counts from 0",
        where="byar",
    )
    one_more = events + 1
    upper = one_more * (1 - 1 / (9 * one_more) + z / (3 * np.sqrt(one_more))) ** 3
    some = np.maximum(events, 1 / 9)  # up to there the formula is below nought, or undefined
    lower = np.maximum(some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3, 0.0)
    return lower[()], upper[()]


def standard_error(lower: ArrayLike, upper: ArrayLike, confidence: float = 0.95) -> np.ndarray:
    """What standard error does an interval stand for?

    Parameters
    ----------
    lower, upper : array
        Limits, in the unit of the figure.
    confidence : float
        Two-sided confidence of the limits.

    Returns
    -------
    array
        (upper - lower) / (2 z), in the unit of the figure.

    Raises
    ------
    InputError
        If the confidence does not lie between 0 and 1.

    Notes
    -----
    Exact for a symmetrical interval; for a lopsided one the mean of its two sides.

    Examples
    --------
    >>> round(float(standard_error(10.0, 20.0)), 2)
    2.55
    """
    width = _numbers(upper, "upper") - _numbers(lower, "lower")
    return (width / (2 * z_value(confidence)))[()]


def _exact_poisson(events: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    from scipy.stats import chi2

    tail = (1 - confidence) / 2
    lower = chi2.ppf(tail, 2 * events) / 2
    upper = chi2.isf(tail, 2 * events + 2) / 2
    return np.where(events > 0, lower, 0.0), upper


def _numbers(values: ArrayLike, name: str) -> np.ndarray:
    """Give anything like an array as float64; blanks of a nullable column become NaN."""
    try:
        if hasattr(values, "to_numpy"):
            return values.to_numpy(dtype=float, na_value=np.nan)
        return np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise InputError.of(
            found=f"values that are not numbers ({error})",
            allowed="numbers, or NaN where one is missing",
            do="Turn the column into numbers first.",
            column=name,
        ) from error


def _same_shape(count: np.ndarray, denominator: np.ndarray) -> list[np.ndarray]:
    try:
        return np.broadcast_arrays(count, denominator)
    except ValueError as error:
        raise InputError.of(
            found=f"{count.size} counts and {denominator.size} denominators",
            allowed="as many denominators as counts, or one for all",
            do="Give each count its denominator.",
        ) from error


def _refuse(faulty: dict[str, np.ndarray], *, allowed: str, where: str) -> None:
    """Raise one error that names, for each kind of fault, the positions that have it."""
    faults = [
        Fault(where, None, None, f"{kind} at {_positions(bad)}", allowed, "Correct the data.")
        for kind, bad in faulty.items()
        if bad.any()
    ]
    if faults:
        raise InputError(faults)


def _positions(bad: np.ndarray) -> str:
    places = [str(place) for place in np.flatnonzero(bad)]
    if len(places) == 1:
        return f"position {places[0]}"
    shown, more = places[:_SHOWN_POSITIONS], len(places) - _SHOWN_POSITIONS
    if more > 0:
        return f"positions {', '.join(shown)} and {more} more"
    return f"positions {', '.join(shown[:-1])} and {shown[-1]}"

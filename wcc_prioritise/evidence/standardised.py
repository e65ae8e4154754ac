"""What would the rate be with another population's ages? Standardised rates and ratios.

Bare array functions: the last axis runs over age bands, the axes before it over areas. A missing
number (NaN) in gives a missing figure out; what cannot be is refused, by position.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from wcc_prioritise.evidence.intervals import EXACT_BELOW, _numbers, _refuse, byar
from wcc_prioritise.tables import InputError


def directly_standardised(
    count: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    *,
    scale: float = 100_000.0,
    confidence: float = 0.95,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What would an area's rate be if it had the ages of a standard population?

    With O_i events among n_i people in band i of standard weight w_i, the rate is
    sum w_i O_i / n_i / sum w_i. Dobson's limits move it by sqrt(Var / O) times the distance from
    O = sum O_i to Byar's limits of O, where Var = sum w_i^2 O_i / n_i^2 / (sum w_i)^2.

    Parameters
    ----------
    count : array
        Events by band, shape (..., bands).
    population : array
        People (or person-years) by band, shape (..., bands).
    standard : array
        The standard population by band, shape (bands,).
    scale : float
        The rate is given for so many people.
    confidence : float
        Two-sided confidence, between 0 and 1.

    Returns
    -------
    tuple of array
        Rate, lower and upper limit, each of shape (...), per `scale`. Missing where there are
        fewer than ten events in all: such a rate is not published.

    Raises
    ------
    InputError
        If bands do not match, a count is negative, or a population or the whole standard is not
        above 0.

    References
    ----------
    Dobson, Kuulasmaa, Eberle & Scherer, Statistics in Medicine 1991;10:457-462, pages 458-460.
    Eayres, APHO Technical Briefing 3, 2008 (its use in England, and the least of ten events).

    Examples
    --------
    >>> rate, lower, upper = directly_standardised([8, 30], [1000, 500], [6000, 4000], scale=1000)
    >>> [round(float(x), 1) for x in (rate, lower, upper)]
    [28.8, 20.3, 39.6]
    """
    x, n, w = _bands(count=count, population=population, standard=standard)
    whole = w.sum(axis=-1)
    _refuse(
        {
            "a negative count": x < 0,
            "a population that is not above 0": n <= 0,
            "a standard population below 0": w < 0,
            "a standard population of nobody": np.atleast_1d(whole == 0),
        },
        allowed="counts from 0, populations above 0",
        where="directly_standardised",
    )
    events = x.sum(axis=-1)
    rate = (w * x / n).sum(axis=-1) / whole
    error = np.sqrt((w**2 * x / n**2).sum(axis=-1)) / whole
    low, high = byar(events, confidence)
    few = events < EXACT_BELOW
    with np.errstate(divide="ignore", invalid="ignore"):
        per_event = error / np.sqrt(events)
    figures = (rate, rate + per_event * (low - events), rate + per_event * (high - events))
    return tuple(np.where(few, np.nan, figure * scale)[()] for figure in figures)


def expected_events(
    population: ArrayLike, reference_count: ArrayLike, reference_population: ArrayLike
) -> np.ndarray:
    """How many events would an area have at the rates of a reference population?

    Parameters
    ----------
    population : array
        People by band, shape (..., bands).
    reference_count, reference_population : array
        Events and people of the reference population by band, shape (bands,).

    Returns
    -------
    array
        Expected events, shape (...).

    Raises
    ------
    InputError
        If bands do not match, a number is negative, or a reference population is not above 0.

    Examples
    --------
    >>> float(expected_events([100, 200], [5, 10], [1000, 1000]))
    2.5
    """
    n, events, people = _bands(
        population=population,
        reference_count=reference_count,
        reference_population=reference_population,
    )
    _refuse(
        {
            "a negative population": n < 0,
            "a negative reference count": events < 0,
            "a reference population that is not above 0": people <= 0,
        },
        allowed="numbers from 0, reference populations above 0",
        where="expected_events",
    )
    return (n * events / people).sum(axis=-1)[()]


def indirectly_standardised(
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    *,
    scale: float = 100.0,
    confidence: float = 0.95,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How do an area's events compare with those expected at the rates of a reference population?

    Observed over expected; the limits are those of the observed count (exact Poisson below ten
    events, Byar's from ten on) over the expected one. Two such ratios stand on different ages and
    must not be set against each other.

    Parameters
    ----------
    count : array
        Events by band, shape (..., bands), or in all with one band.
    population : array
        People by band, shape (..., bands).
    reference_count, reference_population : array
        Events and people of the reference population by band, shape (bands,).
    scale : float
        The ratio that stands for "as expected": 100 as published in England.
    confidence : float
        Two-sided confidence, between 0 and 1.

    Returns
    -------
    tuple of array
        Ratio, lower and upper limit, each of shape (...), times `scale`; missing where nothing is
        expected.

    Raises
    ------
    InputError
        As for `expected_events`, or if a count is negative.

    References
    ----------
    Breslow & Day, Statistical Methods in Cancer Research, volume II, 1987, pages 65-72. Eayres,
    APHO Technical Briefing 3, 2008.

    Examples
    --------
    >>> ratio, lower, upper = indirectly_standardised([8, 12], [900, 400], [50, 90], [9000, 4000])
    >>> [round(float(x)) for x in (ratio, lower, upper)]
    [143, 87, 221]
    """
    expected = expected_events(population, reference_count, reference_population)
    observed = _numbers(count, "count").sum(axis=-1)
    limits = byar(observed, confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = (np.asarray(figure) / expected * scale for figure in (observed, *limits))
        return tuple(np.where(expected > 0, ratio, np.nan)[()] for ratio in ratios)


def _bands(**given: ArrayLike) -> list[np.ndarray]:
    """Bring the arrays to one shape, or raise an error that says how many bands each has."""
    arrays = {name: _numbers(values, name) for name, values in given.items()}
    sizes = {name: array.shape[-1] if array.ndim else 0 for name, array in arrays.items()}
    if len(set(sizes.values())) > 1 or 0 in sizes.values():
        words = ", ".join(f"{size} in {name}" for name, size in sizes.items())
        raise InputError.of(
            found=f"age bands that do not match: {words}",
            allowed="as many age bands in each, in one order",
            do="Bring them to the same bands.",
        )
    return np.broadcast_arrays(*arrays.values())

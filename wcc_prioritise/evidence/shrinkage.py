"""Where may each area's true rate lie, given its own figure and how much areas differ?

Bare array functions. Every draw takes its own variance between areas, so that a field of few areas
is not taken to be surer than it is; counts are drawn as counts, other figures as normal ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wcc_prioritise.evidence.intervals import _numbers, _same_shape
from wcc_prioritise.tables import InputError

CHUNK = 8_192
"""Draws made with one spawned seed."""

FEWEST_IN_FIELD = 5
"""With fewer areas nothing can be said of how much areas differ."""

_GRID = 400  # points at which Cochran's Q is worked out
_RARE = 1e-6
_LEAST_SPREAD = 1e-9  # of the largest there can be: keeps the parameters of a draw finite


@dataclass(frozen=True, eq=False)
class Field:
    """The figures of all areas of one kind, in one order: what a true rate is shrunk towards.

    Parameters
    ----------
    value, error : array
        Figures and their standard errors, as shares or in any one unit.
    count, denominator : array or None
        Counts that give the figures; None where they do not.
    model : str
        "beta-binomial", "gamma-Poisson" or "normal-normal".
    """

    value: np.ndarray
    error: np.ndarray
    count: np.ndarray | None
    denominator: np.ndarray | None
    model: str

    @classmethod
    def of_counts(cls, count: ArrayLike, denominator: ArrayLike, model: str) -> Field:
        """Make the field of counts; errors are those at the common rate, so that none is nought."""
        x, n = _same_shape(_numbers(count, "count"), _numbers(denominator, "denominator"))
        common = (x.sum() + 0.5) / (n.sum() + 1.0)
        variance = common * (1 - common) if model == "beta-binomial" else common
        return cls(x / n, np.sqrt(variance / n), x, n, model)

    @classmethod
    def of_figures(cls, value: ArrayLike, error: ArrayLike) -> Field:
        """Make the field of figures with standard errors and no counts."""
        y, s = _same_shape(_numbers(value, "value"), _numbers(error, "error"))
        return cls(y, s, None, None, "normal-normal")


def between_areas(value: ArrayLike, error: ArrayLike) -> float:
    """How much do areas' true rates differ? The variance, by DerSimonian and Laird.

    tau^2 = (Q - (m - 1)) / (sum w - sum w^2 / sum w), w = 1 / s^2, nought where negative.

    Parameters
    ----------
    value, error : array
        Figures and their standard errors, above 0.

    Returns
    -------
    float
        tau^2, in the unit of the figures squared.

    Raises
    ------
    InputError
        If there are fewer than five, or an error is not above 0.

    References
    ----------
    DerSimonian & Laird, Controlled Clinical Trials 1986;7:177-188, page 182.

    Examples
    --------
    >>> round(between_areas([1.0, 2.0, 3.0, 4.0, 5.0], [0.5] * 5), 2)
    2.25
    """
    y, s = _same_shape(_numbers(value, "value"), _numbers(error, "error"))
    if len(y) < FEWEST_IN_FIELD or not (s > 0).all():
        raise InputError.of(
            found=f"{len(y)} areas, {int((~(s > 0)).sum())} of them without a standard error",
            allowed=f"at least {FEWEST_IN_FIELD} areas, each with one above 0",
            do="Take a wider set of areas.",
        )
    w = s**-2.0
    q = float(_cochran(y, s, np.zeros(1))[0])
    return max(0.0, float((q - (len(y) - 1)) / (w.sum() - (w**2).sum() / w.sum())))


def spread_draws(field: Field, rng: np.random.Generator, size: int) -> np.ndarray:
    """Which variances between areas does the spread of the figures allow? One for each draw.

    Cochran's Q, at the true variance, is a chi-square on m - 1 degrees of freedom; each draw takes
    such a chi-square and the variance at which Q equals it (nought where there is none).

    Parameters
    ----------
    field : Field
        The figures of all areas.
    rng : Generator
        Source of chance.
    size : int
        How many are wanted.

    Returns
    -------
    array
        Variances, shape (size,).

    References
    ----------
    Viechtbauer, Statistics in Medicine 2007;26:37-52, pages 39-40 (the Q-profile).
    """
    from scipy.special import chdtri

    free = len(field.value) - 1
    # at this variance Q is below nearly all that a chi-square can be
    top = ((field.value - field.value.mean()) ** 2).sum() / chdtri(free, 1 - _RARE)
    top = max(top, _LEAST_SPREAD * float((field.error**2).min()))
    grid = np.concatenate([[0.0], np.geomspace(top * 1e-9, top, _GRID)])
    q = _cochran(field.value, field.error, grid)
    return np.interp(rng.chisquare(free, size), q[::-1], grid[::-1])


def draw_rates(field: Field, rng: np.random.Generator, size: int) -> np.ndarray:
    """Where may the true rates of all areas lie? Draws from their shrunken distributions.

    Parameters
    ----------
    field : Field
        The figures of all areas.
    rng : Generator
        Source of chance.
    size : int
        How many draws.

    Returns
    -------
    array
        Areas x draws, in the unit of the field's values.

    Notes
    -----
    With own figure y, error s, variance between areas t and common mean m, a normal true rate is
    m + (1 - B)(y - m) with variance (1 - B) s^2, B = s^2 / (s^2 + t). Counts take the beta or gamma
    distribution with mean m and variance t in its place, and are exact for small numbers; the
    variance is held to where that distribution still knows as much as one person, or half an event.

    References
    ----------
    Gelman, Carlin, Stern, Dunson, Vehtari & Rubin, Bayesian Data Analysis, 3rd edition, 2013, pages
    110 (beta-binomial) and 116-117 (normal). Clayton & Kaldor, Biometrics 1987;43:671-681, page 672
    (gamma-Poisson).
    """
    spread = spread_draws(field, rng, size)
    mean = _mean_draws(field, spread, rng)
    if field.model == "normal-normal":
        y, variance = field.value[:, None], (field.error**2)[:, None]
        kept = spread / (variance + spread)  # 1 - B
        noise = rng.standard_normal((len(y), size))
        return mean + kept * (y - mean) + np.sqrt(kept * variance) * noise
    x, n = field.count[:, None], field.denominator[:, None]
    if field.model == "beta-binomial":
        mean = np.clip(mean, _RARE, 1 - _RARE)
        most = mean * (1 - mean)
        weight = most / np.clip(spread, _LEAST_SPREAD * most, most / 2) - 1
        return rng.beta(mean * weight + x, (1 - mean) * weight + (n - x))
    mean = np.maximum(mean, _RARE / field.denominator.max())
    people = mean / np.clip(spread, _LEAST_SPREAD * mean**2, 2 * mean**2)
    return rng.standard_gamma(mean * people + x) / (people + n)


def chunks(seed: int, key: int, draws: int) -> list[tuple[np.random.Generator, int]]:
    """Which generator makes which part of the draws? One spawned seed for every 8,192 of them.

    Parameters
    ----------
    seed : int
        The seed that is recorded.
    key : int
        A number of the figure's own, so that no figure's draws hang on which others there are.
    draws : int
        How many draws in all.

    Returns
    -------
    list of (Generator, int)
        In order, with how many draws each makes.
    """
    sizes = [min(CHUNK, draws - start) for start in range(0, draws, CHUNK)]
    seeds = np.random.SeedSequence([seed, key]).spawn(len(sizes))
    return [(np.random.default_rng(s), size) for s, size in zip(seeds, sizes, strict=True)]


def _cochran(y: np.ndarray, s: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Cochran's Q at each variance between areas; it falls as the variance grows."""
    w = 1 / (s**2 + spread[:, None])
    mean = (w * y).sum(axis=1) / w.sum(axis=1)
    return (w * (y - mean[:, None]) ** 2).sum(axis=1)


def _mean_draws(field: Field, spread: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw the common mean, given the variance between areas of each draw."""
    w = 1 / ((field.error**2)[:, None] + spread)
    whole = w.sum(axis=0)
    centre = (w * field.value[:, None]).sum(axis=0) / whole
    return centre + rng.standard_normal(len(spread)) / np.sqrt(whole)

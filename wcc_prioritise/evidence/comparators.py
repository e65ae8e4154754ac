"""What is our area compared with? England, its peers' mean, median, quartile or best, or a target.

A comparator is a name in words; the functions below take it apart and work it out, on the figures
seen and on draws of the true rates alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from wcc_prioritise.tables import InputError, near_miss

LINEAR = ("peer mean", "pooled mean", "England", "area", "target")
"""These weigh figures by fixed weights: their error follows by formula."""

RANKED = {"median": 3, "upper quartile": 20, "upper decile": 40}
"""These depend on the order of areas -> the fewest areas with a figure they are given for."""

_BEST = re.compile(r"best (\d+) of (\d+)")
_FEWEST_PEERS = 3


@dataclass(frozen=True)
class Comparator:
    """One comparator, taken apart.

    Parameters
    ----------
    name : str
        As it was asked for.
    kind : str
        One of `LINEAR`, one of `RANKED`, or "best".
    best, of : int
        For "best 5 of 10": 5 and 10; nought for all others.
    """

    name: str
    kind: str
    best: int = 0
    of: int = 0

    @property
    def ranked(self) -> bool:
        """Whether areas are put in order, so that the order must be drawn too."""
        return self.kind not in LINEAR

    @property
    def fewest(self) -> int:
        """The fewest peers with a figure it is given for."""
        if self.kind == "best":
            return self.of
        if self.kind in ("England", "area", "target"):
            return 0
        return RANKED.get(self.kind, _FEWEST_PEERS)


def read_comparator(name: str) -> Comparator:
    """Which comparator is meant?

    Parameters
    ----------
    name : str
        "peer mean", "pooled mean", "median", "upper quartile", "upper decile", "best 5 of 10" (or
        other numbers), "England", "area", or "target".

    Returns
    -------
    Comparator
        Its kind, and the numbers in it.

    Raises
    ------
    InputError
        If there is no such comparator, or the best are not fewer than all.

    Examples
    --------
    >>> read_comparator("best 5 of 10").best
    5
    """
    if name in LINEAR or name in RANKED:
        return Comparator(name, name)
    numbers = _BEST.fullmatch(name) if isinstance(name, str) else None
    if numbers and 0 < int(numbers[1]) < int(numbers[2]):
        return Comparator(name, "best", int(numbers[1]), int(numbers[2]))
    words = [*LINEAR, *RANKED, "best 5 of 10"]
    near = near_miss(name, words) if isinstance(name, str) and not numbers else None
    raise InputError.of(
        found=f"comparator {name!r}",
        allowed=", ".join(words),
        do=f"Did you mean {near!r}?" if near else "Take one of them.",
    )


def refuse_too_few(comparator: Comparator, peers: int) -> None:
    """Refuse a comparator for which there are too few peers altogether.

    Raises
    ------
    InputError
        With the number that is needed, and what to take instead.
    """
    if peers >= comparator.fewest:
        return
    raise InputError.of(
        found=f"{peers} peers for the comparator {comparator.name!r}",
        allowed=f"at least {comparator.fewest}: with fewer it is one or two areas' figure, and "
        "mostly chance",
        do="Compare with the peer mean or the median, or with all other areas (leave peers out).",
        where="peers",
    )


def ranked_value(rates: np.ndarray, comparator: Comparator, sign: float) -> np.ndarray:
    """What is the comparator, where it depends on the order of areas?

    Parameters
    ----------
    rates : array
        Peers x draws (or figures seen: peers x 1).
    comparator : Comparator
        A ranked one.
    sign : float
        +1 where high is bad, -1 where high is good.

    Returns
    -------
    array
        One for each draw.

    Notes
    -----
    A quartile is the good one; quantiles lie between two areas in proportion (Hyndman & Fan, The
    American Statistician 1996;50:361-365, definition 7).

    Examples
    --------
    >>> rates = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> ranked_value(rates, read_comparator("best 2 of 4"), -1.0).tolist()
    [3.5]
    """
    m = len(rates)
    if comparator.kind == "best":
        k = comparator.best
        split = _parted(rates, k if sign > 0 else m - k)
        return np.mean(split[:k] if sign > 0 else split[m - k :], axis=0)
    good = {"median": 0.5, "upper quartile": 0.75, "upper decile": 0.9}[comparator.kind]
    place = (m - 1) * (1 - good if sign > 0 else good)
    low = int(place)
    high = min(low + 1, m - 1)
    ordered = np.partition(rates, sorted({low, high}), axis=0)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def linear_value(
    value: np.ndarray, error: np.ndarray, denominator: np.ndarray, comparator: Comparator
) -> tuple[float, float]:
    """What is a mean of peers, and how far can it be off?

    Parameters
    ----------
    value, error, denominator : array
        Of the peers with a figure.
    comparator : Comparator
        "peer mean" (each area counts the same) or "pooled mean" (each person does).

    Returns
    -------
    tuple of float
        The mean and its standard error: Var = sum w^2 s^2, weights w adding to one.

    Examples
    --------
    >>> linear_value(
    ...     np.array([1.0, 3.0]), np.ones(2), np.array([3, 1]), Comparator("", "peer mean")
    ... )
    (2.0, 0.7071067811865476)
    """
    if comparator.kind == "pooled mean":
        weight = denominator / denominator.sum()
    else:
        weight = np.full(len(value), 1 / len(value))
    first = value[0]  # summed from the first on, so that the mean of equal values is that value
    mean = first + float((weight * (value - first)).sum())
    return float(mean), float(np.sqrt((weight**2 * error**2).sum()))


def _parted(rates: np.ndarray, low: int) -> list[np.ndarray]:
    """Part each draw's rates into the lowest so many, in any order, and the rest.

    The same comparisons for every draw, made on whole rows: several times as fast for ten rows and
    thousands of draws as putting each column in order.
    """
    rows, spare = list(rates.copy()), np.empty_like(rates[0])
    for i, j in _comparisons(len(rates), low):
        np.minimum(rows[i], rows[j], out=spare)
        np.maximum(rows[i], rows[j], out=rows[j])
        rows[i], spare = spare, rows[i]
    return rows


@cache
def _comparisons(m: int, low: int) -> tuple[tuple[int, int], ...]:
    """List which rows to compare, the lower value to the first: Batcher's odd-even merge sort.

    Those at its end that only order rows on one side of the parting are left out (Knuth, The Art of
    Computer Programming, volume 3, 2nd edition, 1998, section 5.2.2, algorithm M).
    """
    pairs = []
    steps = [1 << bit for bit in range((m - 1).bit_length())]
    for p in steps:
        for k in (step for step in reversed(steps) if step <= p):
            for j in range(k % p, m - k, 2 * k):
                ends = range(j, j + min(k, m - j - k))
                pairs += [(i, i + k) for i in ends if i // (2 * p) == (i + k) // (2 * p)]
    kept: list[tuple[int, int]] = []
    used: set[int] = set()
    for i, j in reversed(pairs):
        if (i < low) != (j < low) or i in used or j in used:
            kept.append((i, j))
            used |= {i, j}
    return tuple(reversed(kept))

"""How often does each option come where? Bare array functions, from values and weights alone.

Values are an option x criterion array, or draw x option x criterion where the scores are drawn too;
weights are draw x criterion, or one row that holds in every draw. Nothing is scaled: weights and
values are used as given, except that totals are rounded to 1e-9 before they are put in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wcc_prioritise.ranking import DECIMALS

CHUNK = 8_192
"""Draws in a chunk: one seed, one piece of work for a worker."""

WORD = 64
"""Draws that are counted at once, a bit each."""

HAIR = 1e-6
"""Totals further apart than this are not level, however they were added up."""

CELLS = 2**20
"""Most numbers in one array of drawn values (8 MiB), so that memory stays flat."""


@dataclass(frozen=True, eq=False)
class Tally:
    """What was counted over a number of draws; tallies of further draws are added to it.

    Attributes
    ----------
    runs : int
        Draws counted.
    places : ndarray of int, option x rank
        Draws in which the option stood at the rank; ties share the better rank.
    wins : ndarray of int, option x option
        Draws in which the first option stood strictly above the second.
    leading : ndarray, option x criterion
        Weights summed over the draws in which the option was first.
    value : ndarray, option
        Total values summed over the draws.
    """

    runs: int
    places: np.ndarray
    wins: np.ndarray
    leading: np.ndarray
    value: np.ndarray

    def __add__(self, other: Tally) -> Tally:
        """Count the draws of both."""
        return Tally(
            self.runs + other.runs,
            self.places + other.places,
            self.wins + other.wins,
            self.leading + other.leading,
            self.value + other.value,
        )

    @property
    def first(self) -> np.ndarray:
        """Draws in which each option was first, alone or not."""
        return self.places[:, 0]

    @property
    def central(self) -> np.ndarray:
        """Mean weights with which each option was first; missing where it never was."""
        with np.errstate(invalid="ignore"):
            return np.where(self.first[:, None] > 0, self.leading, np.nan) / self.first[:, None]


def totals(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Give the total value of every option in every draw: option x draw.

    Weights are draw x criterion, or one row that holds in every draw. `einsum` and not a matrix
    product: it treats every option alike wherever it stands, and its rounding does not hang on how
    many threads a linear algebra library was given.
    """
    if values.ndim == 3 and weights.ndim == 1:
        return np.einsum("knm,m->nk", values, weights)
    rows = np.asfortranarray(np.atleast_2d(weights))
    total = np.empty((values.shape[-2], len(rows)))
    subscripts = "nm,km->nk" if values.ndim == 2 else "knm,km->nk"
    return np.einsum(subscripts, values, rows, out=total)


def rounded(total: np.ndarray) -> np.ndarray:
    """Count totals in steps of 1e-9, so that what differs by rounding alone ties."""
    steps = total * 10.0**DECIMALS
    return np.rint(steps, out=steps)


def tally(values: np.ndarray, weights: np.ndarray, total: np.ndarray | None = None) -> Tally:
    """Count ranks, wins and leading weights over one block of draws.

    Parameters
    ----------
    values : ndarray, option x criterion or draw x option x criterion
    weights : ndarray, draw x criterion
    total : ndarray, option x draw, optional
        The totals, where they are at hand.

    Returns
    -------
    Tally
    """
    total = totals(values, weights) if total is None else total
    order = rounded(total)
    n, runs = order.shape
    places, wins = np.empty((n, n), dtype=np.int64), np.empty((n, n), dtype=np.int64)
    rows, leading = np.ascontiguousarray(weights), np.zeros((n, weights.shape[1]))
    for option, (above, rank) in enumerate(_ranks(order)):
        places[option] = np.bincount(rank, minlength=n)
        if places[option, 0]:
            leading[option] = rows[rank == 0].sum(axis=0)
        words = np.packbits(above, axis=1).view(np.uint64)
        wins[:, option] = np.bitwise_count(words).sum(axis=1, dtype=np.int64)
    return Tally(runs, places, wins, leading, total.sum(axis=1))


def _ranks(order: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Say of each option in turn who stands above it (option x draw), and its rank (0 the best).

    There is room for whole words of draws; beyond the draws nobody stands above. The next turn
    writes into the same room.
    """
    n, runs = order.shape
    room = np.zeros((n, -(-runs // WORD) * WORD), dtype=bool)
    above = room[:, :runs]
    small = np.uint8 if n <= np.iinfo(np.uint8).max else np.uint32
    for own in order:
        np.greater(order, own, out=above)
        yield room, np.add.reduce(above.view(np.uint8), axis=0, dtype=small)


def rank_shares(values, weights) -> np.ndarray:
    """In which share of draws does each option come first, second, third...?

    Parameters
    ----------
    values : array_like, option x criterion or draw x option x criterion
        Values on a common scale, higher is better.
    weights : array_like, draw x criterion, or one per criterion
        Weights, used as given.

    Returns
    -------
    ndarray, option x rank
        Shares, 0 to 1. Ties share the better rank, so the shares of a rank can add to more than 1
        (or less); those of an option always add to 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a number is missing.

    References
    ----------
    Lahdelma & Salminen, SMAA-2, Operations Research 2001;49:444-454 (rank acceptability).

    Examples
    --------
    >>> rank_shares([[1, 0], [0, 1]], [[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.5, 0.5]])
    array([[0.75, 0.25],
           [0.5 , 0.5 ]])
    """
    places, runs = 0, 0
    for part, row in _blocks(values, weights):
        order = rounded(totals(part, row))
        places = places + np.array([np.bincount(r, minlength=len(order)) for _, r in _ranks(order)])
        runs += order.shape[1]
    return places / runs


def first_shares(values, weights) -> np.ndarray:
    """In which share of draws does each option come first, alone or not?

    Parameters and errors as for `rank_shares`.

    Returns
    -------
    ndarray, option
    """
    return rank_shares(values, weights)[:, 0]


def head_to_head(values, weights) -> np.ndarray:
    """In which share of draws does one option stand strictly above another?

    Parameters and errors as for `rank_shares`.

    Returns
    -------
    ndarray, option x option
        Share in which the option of the row beats that of the column; 0 with itself.

    Examples
    --------
    >>> head_to_head([[1, 0], [0, 1]], [[0.9, 0.1], [0.2, 0.8], [0.5, 0.5]]).round(2)
    array([[0.  , 0.33],
           [0.33, 0.  ]])
    """
    counted = _counted(values, weights)
    return counted.wins / counted.runs


def central_weights(values, weights) -> np.ndarray:
    """Which weights does somebody hold, on average, for whom this option is the first?

    Parameters and errors as for `rank_shares`.

    Returns
    -------
    ndarray, option x criterion
        Mean of the weights of the draws in which the option is first, alone or not; missing, not
        zero, where it never is.

    References
    ----------
    Lahdelma & Salminen, Operations Research 2001;49:444-454 (central weight vector).
    """
    return _counted(values, weights).central


def confidence_factors(values, central) -> np.ndarray:
    """With the weights that favour it most typically, how often is an option first?

    Parameters
    ----------
    values : array_like, option x criterion or draw x option x criterion
        Values; where they are not drawn the answer is 0 or 1.
    central : array_like, option x criterion
        Central weights, as `central_weights` gives them.

    Returns
    -------
    ndarray, option
        Share of the draws of the values in which the option is first with its own central weights;
        missing where it has none.

    References
    ----------
    Lahdelma & Salminen, Operations Research 2001;49:444-454 (confidence factor).
    """
    values, central = np.asarray(values, dtype=float), np.asarray(central, dtype=float)
    runs = len(values) if values.ndim == 3 else 1
    counts = sum(first_with_own(part, central) for part in _values_in_blocks(values))
    return np.where(np.isnan(central[:, 0]), np.nan, counts / runs)


def first_with_own(values: np.ndarray, central: np.ndarray) -> np.ndarray:
    """Count the draws of the values in which each option is first with its own central weights.

    Only those are looked at who could come level with it in some draw, were all their values at
    their highest.
    """
    counts = np.zeros(len(central), dtype=np.int64)
    highest = values.max(axis=0) if values.ndim == 3 else values
    for option in np.flatnonzero(~np.isnan(central[:, 0])):
        weights = central[option]
        least = totals(values[..., [option], :], weights).min()
        rivals = np.flatnonzero(highest @ weights >= least - HAIR)
        total = totals(values.T[:, rivals].T, weights)
        own = total[np.searchsorted(rivals, option)]
        counts[option] = np.count_nonzero(rounded(own) >= rounded(total.max(axis=0)))
    return counts


def entropy(shares) -> float:
    """How open is the question who comes first, in bits?

    Parameters
    ----------
    shares : array_like
        Shares of the possible answers; they are made to sum to 1, as ties can count twice.

    Returns
    -------
    float
        0 when the answer is always the same, 1 for two equally likely answers, 2 for four.

    Examples
    --------
    >>> entropy([0.5, 0.25, 0.25])
    1.5
    """
    shares = np.asarray(shares, dtype=float)
    shares = shares[shares > 0] / shares.sum()
    return abs(float((shares * np.log2(shares)).sum()))


def ranking_entropy(values, weights) -> float:
    """How open is the question of the whole order, in bits?

    Parameters and errors as for `rank_shares`. The orders of all draws are held at once.

    Returns
    -------
    float
        0 when every draw gives the same order.
    """
    rows = []
    for part, row in _blocks(values, weights):
        order = rounded(totals(part, row))
        rows.append((order[None] > order[:, None]).sum(axis=1).T)
    return entropy(np.unique(np.concatenate(rows), axis=0, return_counts=True)[1])


def standard_error(share, runs: int):
    """How far may a share be out because only so many draws were made?

    Parameters
    ----------
    share : float or array
        Shares, 0 to 1.
    runs : int
        Draws.

    Returns
    -------
    float or array
        Monte Carlo standard error, sqrt(share x (1 - share) / runs).

    Examples
    --------
    >>> standard_error(0.5, 10_000)
    0.005
    """
    if np.isscalar(share):
        return float(np.sqrt(share * (1 - share) / runs))
    return (share * (1 - share) / runs) ** 0.5


def _counted(values, weights) -> Tally:
    counted = None
    for part, row in _blocks(values, weights):
        more = tally(part, row)
        counted = more if counted is None else counted + more
    return counted


def _blocks(values, weights) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Check values and weights, and give them in blocks of draws."""
    values, weights = np.asarray(values, dtype=float), np.atleast_2d(np.asarray(weights, float))
    drawn = values.ndim == 3
    runs = len(values) if drawn and len(weights) == 1 else len(weights)
    fit = values.ndim in (2, 3) and weights.ndim == 2 and values.shape[-1] == weights.shape[1]
    if not fit or values.size == 0 or runs == 0 or (drawn and len(values) != runs):
        raise ValueError(
            f"values of shape {values.shape} and weights of shape {weights.shape} do not fit"
        )
    if not (np.isfinite(values).all() and np.isfinite(weights).all()):
        raise ValueError("values or weights are missing or not finite")
    weights = np.broadcast_to(weights, (runs, weights.shape[1]))
    step = rows_of(values.shape[-2:]) if drawn else CHUNK
    for start in range(0, runs, step):
        part = slice(start, start + step)
        yield values[part] if drawn else values, weights[part]


def _values_in_blocks(values: np.ndarray) -> Iterator[np.ndarray]:
    if values.ndim == 2:
        yield values
        return
    step = rows_of(values.shape[1:])
    for start in range(0, len(values), step):
        yield values[start : start + step]


def rows_of(shape: tuple[int, ...]) -> int:
    """Say how many draws of values of this shape fit into one block."""
    return int(np.clip(CELLS // int(np.prod(shape)), 64, CHUNK))

"""Which sets are there at all? Every set that meets the demands, found once and looked up after.

For up to 24 candidates all sets are gone through in two halves. Those that no other set could beat
are kept; then the best set under any other worth, thousands of times over, is a look-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.portfolio.solver import UNITS, Demand, NoPortfolio, Rules, list_demands
from wcc_prioritise.tables import InputError

MOST_CANDIDATES = 24
"""Two to this power sets are gone through: 16.8 million, in about a second."""

_LOW_HALF = 12
_EQUAL = 1e-9


@dataclass(frozen=True, eq=False)
class EverySet:
    """Sets that meet the demands and could be best under some worth.

    Attributes
    ----------
    names : tuple of str
        Candidates, in the order they were given.
    inside : ndarray of bool
        Set by candidate; of equals the first is to be taken (cheapest, then earliest in order).
    pairs : tuple of (int, int, float)
        What two candidates add together, by their places.
    shares : tuple of (int, int, float)
        The share of the second one's worth that the two add together, by their places.
    feasible : int
        How many sets meet the demands.
    """

    names: tuple[str, ...]
    inside: np.ndarray
    pairs: tuple[tuple[int, int, float], ...]
    shares: tuple[tuple[int, int, float], ...]
    feasible: int

    @cached_property
    def _numbers(self) -> np.ndarray:
        return self.inside.astype(float)

    def worth(self, worths: np.ndarray) -> np.ndarray:
        """Give the worth of every set under each of many worths: set by draw."""
        worths = np.atleast_2d(worths)
        total = self._numbers @ worths.T
        for a, b, gain in self.pairs:
            total += gain * self._both(a, b)
        for a, b, share in self.shares:
            total += share * worths[:, b] * self._both(a, b)
        return total

    def _both(self, a: int, b: int) -> np.ndarray:
        return (self.inside[:, a] & self.inside[:, b])[:, None]

    def best(self, worths: np.ndarray, block: int = 256) -> np.ndarray:
        """Which set is best under each worth?

        Parameters
        ----------
        worths : ndarray of float
            Draw by candidate.
        block : int
            Draws that are worked on at once, so that memory stays flat.

        Returns
        -------
        ndarray of int
            Place of the best set, by draw.
        """
        worths = np.atleast_2d(np.asarray(worths, float))
        scale = np.abs(worths).max(axis=1, initial=0.0)
        found = np.empty(len(worths), np.int64)
        for begin in range(0, len(worths), block):
            some = slice(begin, begin + block)
            total = self.worth(worths[some])
            enough = total.max(axis=0) - _EQUAL * scale[some]
            found[some] = (total >= enough).argmax(axis=0)  # the first among equals
        return found


def every_set(
    worth_at_least: pd.Series,
    costs: pd.DataFrame,
    limits: Mapping[str, float],
    rules: Rules = Rules(),  # noqa: B008  (frozen)
    shares: tuple[tuple[str, str, float], ...] = (),
) -> EverySet:
    """Which sets meet every demand and could be best?

    Parameters
    ----------
    worth_at_least : Series of float
        The least worth that a candidate will be given in any look-up: a set is passed over for the
        same set with one more candidate only when that candidate always adds something.
    costs : DataFrame
        Candidate by resource; at least the limited ones.
    limits : mapping of str to float
        The most a set may use, by resource.
    rules : Rules
        Further demands; what a pair adds counts in every look-up.
    shares : tuple of (str, str, float)
        Pairs that add a share of the second one's worth, whatever that is in the look-up.

    Returns
    -------
    EverySet
        The sets, ready to be looked up.

    Raises
    ------
    InputError
        If there are more than 24 candidates.
    NoPortfolio
        If no set meets every demand.

    Examples
    --------
    >>> names = ["A", "B", "C"]
    >>> costs = pd.DataFrame({"cost": [5.0, 4.0, 3.0]}, index=names)
    >>> sets = every_set(pd.Series(0.0, names), costs, {"cost": 7})
    >>> sets.inside[sets.best(np.array([[9.0, 6, 5]]))[0]].tolist()
    [False, True, True]
    """
    names = list(worth_at_least.index)
    if len(names) > MOST_CANDIDATES:
        raise InputError.of(
            found=f"{len(names)} candidates",
            allowed=f"at most {MOST_CANDIDATES}, when every set is gone through",
            do="Use the integer programme, or fewer candidates.",
        )
    costs = costs.reindex(names)
    demands = list_demands(names, costs, limits, rules)
    feasible = _meeting(len(names), demands)
    if not feasible.any():
        from wcc_prioritise.portfolio.solver import best_set

        best_set(worth_at_least, costs, limits, rules)  # raises with the clash in words
        raise NoPortfolio(tuple(d.words for d in demands))
    helps = (*rules.helps, *shares)
    harmed = {name for a, b, number in helps if number < 0 for name in (a, b)}
    helpful = [i for i, name in enumerate(names) if worth_at_least[name] > 0 and name not in harmed]
    codes = _not_outdone(feasible, helpful)
    inside = (codes[:, None] >> np.arange(len(names))) & 1 == 1
    order = _tie_order(inside, costs[list(limits)].to_numpy(float))
    places = {name: i for i, name in enumerate(names)}
    pairs, parts = (
        tuple((places[a], places[b], float(number)) for a, b, number in listed)
        for listed in (rules.helps, shares)
    )
    return EverySet(tuple(names), inside[order], pairs, parts, int(feasible.sum()))


def _meeting(n: int, demands: list[Demand]) -> np.ndarray:
    """Say for every set, coded by its bits, whether it meets the demands."""
    low, high = min(n, _LOW_HALF), max(n - _LOW_HALF, 0)
    meets = np.ones((1 << high, 1 << low), bool)
    for demand in demands:
        small = _sums(demand.coefficients[:low])
        large = _sums(demand.coefficients[low:])
        room = 1e-9
        for row, begun in enumerate(large):
            total = small + begun
            meets[row] &= (total >= demand.low - room) & (total <= demand.high + room)
    return meets.reshape(-1)


def _sums(numbers: np.ndarray) -> np.ndarray:
    """Give the sum of every subset, coded by its bits."""
    total = np.zeros(1)
    for number in numbers:
        total = np.concatenate([total, total + number])
    return total


def _not_outdone(feasible: np.ndarray, helpful: list[int]) -> np.ndarray:
    """Leave out sets that stay feasible with one more candidate that always adds something."""
    codes = np.flatnonzero(feasible)
    kept = np.ones(len(codes), bool)
    for i in helpful:
        larger = codes | (1 << i)
        kept &= ~((larger != codes) & feasible[larger])
    return codes[kept]


def _tie_order(inside: np.ndarray, costs: np.ndarray) -> np.ndarray:
    """Order sets as ties are broken: cheapest by each limit in turn, then by places in the list."""
    places = inside @ np.arange(1.0, inside.shape[1] + 1)
    spent = inside @ np.round(costs * UNITS)
    return np.lexsort((places, *spent.T[::-1]))

"""What is the best set at every budget? The whole frontier of one limit, exact, at one go.

A dynamic programme over the budget in its own units gives every efficient set, also those that no
order by value for money reaches. It knows one limit and no rules; `every_set` and the integer
programme know them all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.portfolio.solver import UNITS
from wcc_prioritise.tables import InputError

MOST_STATES = 40_000_000
"""Candidates times units of budget that are held at once (a byte each)."""


@dataclass(frozen=True, eq=False)
class Frontier:
    """Every efficient set of one limit, from the cheapest to the dearest.

    Attributes
    ----------
    names : tuple of str
        Candidates, in the order they were given.
    cost : ndarray of float
        What each set costs, rising.
    worth : ndarray of float
        What each set is worth, rising.
    inside : ndarray of bool
        Set by candidate.
    """

    names: tuple[str, ...]
    cost: np.ndarray
    worth: np.ndarray
    inside: np.ndarray

    def at(self, budget: float) -> int:
        """Give the place of the best set within a budget.

        Raises
        ------
        InputError
            If even the cheapest set costs more.
        """
        place = int(np.searchsorted(self.cost, budget + 1e-9, side="right")) - 1
        if place < 0:
            raise InputError.of(
                found=f"a budget of {budget:,g}",
                allowed=f"{self.cost[0]:,g} or more, the cost of the cheapest efficient set",
                do="Raise the budget.",
            )
        return place

    def chosen(self, place: int) -> tuple[str, ...]:
        """Give the candidates of one set."""
        row = self.inside[place]
        return tuple(name for name, kept in zip(self.names, row, strict=True) if kept)

    @property
    def supported(self) -> np.ndarray:
        """Say which sets lie on the straight lines above all: those that ratios can reach."""
        hull: list[int] = []
        for k in range(len(self.cost)):
            while len(hull) > 1 and _turns_up(self.cost, self.worth, hull[-2], hull[-1], k):
                hull.pop()
            hull.append(k)
        return np.isin(np.arange(len(self.cost)), hull)


def whole_frontier(worth: pd.Series, cost: pd.Series, budget: float | None = None) -> Frontier:
    """Which sets are efficient: worth more than every set that costs no more?

    Parameters
    ----------
    worth : Series of float
        Worth by candidate.
    cost : Series of float
        Cost by candidate, to the thousandth of its unit; a release costs less than nothing.
    budget : float, optional
        Sets that cost more are left out; by default all money that could be asked for.

    Returns
    -------
    Frontier
        Every efficient set; of equally good sets of the same cost the one that leaves out the
        candidates given last.

    Raises
    ------
    InputError
        If a number is missing, or the costs are too finely cut for the memory at hand.

    References
    ----------
    Kellerer, Pferschy & Pisinger, Knapsack Problems, 2004, section 2.3 (dynamic programming).

    Examples
    --------
    >>> names = ["A", "B", "C"]
    >>> found = whole_frontier(pd.Series([9.0, 6, 5], names), pd.Series([5.0, 4, 3], names))
    >>> found.cost.tolist(), found.worth.tolist()
    ([0.0, 3.0, 4.0, 5.0, 7.0, 8.0, 9.0, 12.0], [0.0, 5.0, 6.0, 9.0, 11.0, 14.0, 15.0, 20.0])
    """
    if not cost.index.equals(worth.index):
        cost = cost.reindex(worth.index)
    cost = cost.astype(float)
    _refuse_missing(worth, cost)
    whole = np.rint(cost.to_numpy() * UNITS).astype(np.int64)
    released = whole < 0
    # A release is turned round: it is in from the start, and leaving it out is what is bought.
    prices = np.abs(whole)
    gains = np.where(released, -1.0, 1.0) * worth.to_numpy(float)
    start, worth_at_start = int(whole[released].sum()), float(worth.to_numpy()[released].sum())
    most = int(prices.sum())
    if budget is not None:
        most = min(most, int(np.floor(budget * UNITS + 1e-6)) - start)
    unit = int(np.gcd.reduce(prices[prices > 0])) if (prices > 0).any() else 1
    taken, spent, total = _efficient(gains, prices // unit, max(most, -1) // unit)
    inside = taken ^ released if released.any() else taken
    return Frontier(
        tuple(worth.index.to_numpy()),
        (start + spent * unit) / UNITS,
        worth_at_start + total,
        inside,
    )


def best_at_every_budget(gains: np.ndarray, prices: np.ndarray, most: int) -> np.ndarray:
    """Best total gain for every whole budget from 0 to `most`: the plain dynamic programme.

    Parameters
    ----------
    gains : ndarray of float
        Gain by item.
    prices : ndarray of int
        Price by item, in whole units, none below nought.
    most : int
        The largest budget, in the same units.

    Returns
    -------
    ndarray of float
        Of length `most` + 1.
    """
    best = np.zeros(most + 1)
    for gain, price in zip(gains, prices, strict=True):
        if gain > 0 and price <= most:
            np.maximum(best[price:], best[: most + 1 - price] + gain, out=best[price:])
    return best


def _efficient(gains, prices, most: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Run the programme, remembering each choice, and read every efficient set off it."""
    n = len(gains)
    if most < 0:
        return np.zeros((0, n), bool), np.zeros(0, np.int64), np.zeros(0)
    if n * (most + 1) > MOST_STATES:
        raise InputError.of(
            found=f"costs cut so finely that {most + 1:,} budgets must be told apart",
            allowed=f"at most {MOST_STATES // max(n, 1):,} for {n} candidates",
            do="Round the costs, to whole thousands for example.",
        )
    best, took = np.zeros(most + 1), np.zeros((n, most + 1), bool)
    whole = prices.tolist()
    room = np.empty(most + 1)  # written over for each item: making it anew takes as long as filling
    for i, (gain, price) in enumerate(zip(gains.tolist(), whole, strict=True)):
        if gain > 0 and price <= most:
            without = best[price:]
            better = np.add(best[: most + 1 - price], gain, out=room[: most + 1 - price])
            np.greater(better, without, out=took[i, price:])
            np.maximum(without, better, out=without)
    scale = float(np.abs(gains).max(initial=0.0)) or 1.0
    rises = np.diff(best) > 1e-12 * scale
    points = np.concatenate([[0], np.flatnonzero(rises) + 1])
    left = points.copy()
    taken = np.zeros((n, len(points)), bool)  # a row an item: rows are written at a stretch
    for i in range(n - 1, -1, -1):
        row = taken[i]
        took[i].take(left, out=row, mode="clip")
        bought = row.nonzero()[0]
        left[bought] -= whole[i]
    return taken.T, points, best[points]


def _turns_up(cost, worth, a: int, b: int, c: int) -> bool:
    """Say whether b lies on or under the line from a to c."""
    return (worth[b] - worth[a]) * (cost[c] - cost[a]) <= (worth[c] - worth[a]) * (
        cost[b] - cost[a]
    )


def _refuse_missing(worth: pd.Series, cost: pd.Series) -> None:
    known = np.isfinite(worth.to_numpy(float)) & np.isfinite(cost.to_numpy())
    if not known.all():
        empty = [str(name) for name in worth.index[~known]]
        raise InputError.of(
            found="no number for " + ", ".join(empty),
            allowed="one finite worth and cost a candidate",
            do="Fill in the number; missing is never counted as zero.",
        )

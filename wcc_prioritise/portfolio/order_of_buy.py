"""What would value for money alone buy? The order of buy, beside the exact set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.portfolio.choice import Portfolio
from wcc_prioritise.portfolio.demands import unknown_name

SEEN = 5e-4
"""A smaller share of the worth is not worth a word."""


@dataclass(frozen=True, eq=False)
class OrderOfBuy:
    """Candidates by worth for money, and what that order would have bought.

    Attributes
    ----------
    table : DataFrame
        order, candidate, name, cost, worth, ratio (worth for each unit of cost; infinite where it
        costs nothing or brings money), cumulative_cost, cumulative_worth, bought (the order taken
        down to the limit, skipping what no longer fits) and in_set (the exact answer).
    resource : str
        The limit by which it is ordered.
    worth : float
        What the order would have bought.
    best : float
        What the exact set is worth, under the same one limit and nothing else.
    portfolio : Portfolio
        The exact answer with all its rules.
    """

    table: pd.DataFrame
    resource: str
    worth: float
    best: float
    portfolio: Portfolio

    @property
    def gap(self) -> float:
        """Share of the attainable worth that the order leaves on the table."""
        return max(self.best - self.worth, 0.0) / self.best if self.best else 0.0

    def summary(self) -> str:
        """Say what the order would buy, what it loses, and why it differs from the set."""
        bought = self.table.loc[self.table["bought"], "candidate"]
        only = [c for c in bought if c not in self.portfolio.chosen]
        missed = [c for c in self.portfolio.chosen if c not in set(bought)]
        said = (
            f"Value for money alone would buy {len(bought)} candidates worth {self.worth:.0f} "
            f"points a year, {self._less()} within the same money."
        )
        if not only and not missed:
            return f"{said} It is the chosen set."
        moved = [f"{', '.join(only)} in"] if only else []
        moved += [f"{', '.join(missed)} out"] if missed else []
        return (
            f"{said} Against the chosen set it has {' and '.join(moved)}: it fills the money one "
            "by one, and knows neither the other limits nor the rules."
        )

    def _less(self) -> str:
        if self.gap < SEEN:
            return "as much as the best set"
        share = "under 1%" if self.gap < 0.005 else f"{self.gap:.0%}"
        return f"{share} less than the best set"

    def __repr__(self) -> str:
        """Say what the order loses."""
        return f"<OrderOfBuy by {self.resource}: {self.gap:.1%} below the best>"


def order_of_buy(portfolio: Portfolio, resource: str | None = None) -> OrderOfBuy:
    """In which order would value for money buy, and what does that lose against the exact set?

    Parameters
    ----------
    portfolio : Portfolio
        The exact answer.
    resource : str, optional
        A limited resource; by default the first limit.

    Returns
    -------
    OrderOfBuy
        The order, what it would have bought, and its gap to the best set under that one limit.

    Raises
    ------
    InputError
        If the resource is not limited.

    References
    ----------
    Phillips & Bana e Costa, Annals of Operations Research 2007;154:51-68 (order of priority).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> order = order_of_buy(wcc.select(appraisal, limits={"gross_3yr": 9_000}))
    >>> order.gap < 0.05
    True
    """
    limits = portfolio.arguments["limits"]
    resource = resource or next(iter(limits), "gross_3yr")
    if resource not in limits:
        raise unknown_name("limit", resource, list(limits))
    from wcc_prioritise.portfolio.solver import best_set

    appraisal = portfolio.appraisal
    worth, cost = portfolio.worths, appraisal.resources[resource]
    table = _ordered(worth, cost, appraisal.case.names)
    table["bought"] = _bought(table, limits[resource])
    table["in_set"] = table["candidate"].isin(portfolio.chosen)
    best = best_set(
        worth, appraisal.resources, {resource: limits[resource]}, settle_ties=False
    ).worth
    total = float(table.loc[table["bought"], "worth"].sum())
    return OrderOfBuy(table, resource, total, best, portfolio)


def _ordered(worth: pd.Series, cost: pd.Series, names: pd.Series) -> pd.DataFrame:
    cost = cost.reindex(worth.index)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(cost > 0, worth / cost, np.where(worth >= 0, np.inf, -np.inf))
    table = pd.DataFrame(
        {
            "candidate": worth.index,
            "name": names.reindex(worth.index).to_numpy(),
            "cost": cost.to_numpy(),
            "worth": worth.to_numpy(),
            "ratio": ratio,
        }
    )
    table = table.sort_values(["ratio", "worth"], ascending=False, kind="stable", ignore_index=True)
    table.insert(0, "order", np.arange(1, len(table) + 1))
    table["cumulative_cost"] = table["cost"].cumsum()
    table["cumulative_worth"] = table["worth"].cumsum()
    return table


def _bought(table: pd.DataFrame, most: float) -> np.ndarray:
    """Go down the order and take whatever still fits; what adds nothing is left."""
    left, taken = most, []
    for cost, worth in zip(table["cost"], table["worth"], strict=True):
        fits = worth > 0 and cost <= left + 1e-9
        taken.append(fits)
        left -= cost if fits else 0.0
    return np.array(taken)

"""What do values and weights add up to? Array functions, for one appraisal or thousands of draws.

Equal rows give equal totals to the last bit, wherever they stand and whatever stands beside them:
no product here is left to a library whose rounding depends on the place of a row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

DECIMALS = 9
"""Values are rounded to 1e-9 before they are put in order, so that twins tie."""

ChanceTables = tuple[tuple[int, np.ndarray, np.ndarray], ...]


def value_of(values, weights) -> np.ndarray:
    """What is each candidate's value, draw by draw?

    Parameters
    ----------
    values : array_like of shape (..., candidates, criteria)
        Values 0 to 100 by criterion; one table for all draws, or one a draw.
    weights : array_like of shape (..., criteria)
        Weights; used as given.

    Returns
    -------
    ndarray of shape (..., candidates)
        Sums of weight times value; missing where a value is missing.

    References
    ----------
    Baltussen & Niessen, Cost Effectiveness and Resource Allocation 2006;4:14, table 2.

    Examples
    --------
    >>> value_of([[50, 100], [100, 0]], [[0.4, 0.6], [0.5, 0.5]])
    array([[80., 40.],
           [75., 50.]])
    """
    values, weights = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    if values.ndim > 2:
        values, weights = np.ascontiguousarray(values), np.ascontiguousarray(weights)
        return np.einsum("...nm,...m->...n", values, weights)
    columns = np.ascontiguousarray(values.T)
    if columns.shape[1] == 1:  # numpy adds a single row in another order: give it company
        columns = np.repeat(columns, 2, axis=1)
    return np.einsum("mn,...m->...n", columns, weights)[..., : len(values)]


@dataclass(frozen=True, eq=False)
class WorthTerms:
    """What turns values and weights into worth: zeros, people and the chance table, as arrays.

    Attributes
    ----------
    outcomes : ndarray of int, shape (outcomes,)
        Which columns of the values are outcomes; conditions are never added.
    zero : ndarray of shape (outcomes,)
        Value that doing nothing gets.
    scale : ndarray of shape (candidates, outcomes)
        1 for a total; people reached over the reference number where it counts per person.
    chances : tuple of (int, ndarray, ndarray)
        For each condition that sets the chance: its column, values and their chances.
    """

    outcomes: np.ndarray
    zero: np.ndarray
    scale: np.ndarray
    chances: ChanceTables

    def points(self, values) -> np.ndarray:
        """Points over doing nothing, times the people reached: (..., candidates, outcomes)."""
        values = np.asarray(values, dtype=float)
        return (values[..., self.outcomes] - self.zero) * self.scale

    def chance(self, values) -> np.ndarray:
        """Chance of success, 0 to 1: (..., candidates)."""
        return chance_at(values, self.chances)

    def worth(self, values, weights) -> np.ndarray:
        """Worth in points a year: (..., candidates)."""
        values, weights = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
        if values.ndim > 2:
            return self.chance(values) * self._drawn_points(values, weights)
        return self.chance(values) * value_of(self.points(values), weights[..., self.outcomes])

    def _drawn_points(self, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Add up the points of many draws of values, with no copy of the draws."""
        points = 0.0
        for scale in np.unique(self.scale, axis=1).T:  # one for totals, one for per person
            same = (self.scale == scale[:, None]).all(axis=0)
            used = np.zeros(values.shape[-1], dtype=bool)
            used[self.outcomes[same]] = True
            weighed = np.where(used, weights, 0.0)
            nothing = weighed[..., self.outcomes[same]] @ self.zero[same]
            points = points + (value_of(values, weighed) - nothing[..., None]) * scale
        return points


def worth_terms(
    criteria: pd.DataFrame, people: pd.Series, reference: float, chances: pd.DataFrame
) -> WorthTerms:
    """Put the rules of worth into arrays.

    Parameters
    ----------
    criteria, chances : DataFrame
        Tables of a case; the criteria in the order of the columns of the values.
    people : Series
        Additional people who benefit a year, in the order of the rows of the values.
    reference : float
        The charter's reference number of people.
    """
    outcomes = np.flatnonzero(criteria["counts"] != "condition")
    counted = criteria.iloc[outcomes]
    per_person = (counted["counts"] == "per person").to_numpy()
    reached = people.to_numpy(float)[:, None] / reference
    return WorthTerms(
        outcomes=outcomes,
        zero=counted["nothing"].to_numpy(float),
        scale=np.where(per_person, reached, 1.0),
        chances=chance_tables(criteria, chances),
    )


def chance_at(values, tables: ChanceTables) -> np.ndarray:
    """Read the chance of success, 0 to 1, off the tables: (..., candidates)."""
    values = np.asarray(values, dtype=float)
    chance = np.ones(values.shape[:-1])
    for column, at, share in tables:
        chance *= np.interp(values[..., column], at, share)
    return chance


def chance_tables(criteria: pd.DataFrame, chances: pd.DataFrame) -> ChanceTables:
    """Give the points of the chance table, values rising, for every condition that has some."""
    tables = []
    for column, row in enumerate(criteria.to_dict("records")):
        points = chances[chances["criterion"] == row["criterion"]].sort_values("value")
        if row["use"] == "chance" and len(points):
            at, share = points["value"].to_numpy(float), points["chance"].to_numpy(float)
            tables.append((column, at, share))
    return tuple(tables)

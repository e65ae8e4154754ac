"""Who leads, and on what? Values in order, with the contributions that make them up."""

from __future__ import annotations

import html
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.value import Appraisal
from wcc_prioritise.tables import InputError

DECIMALS = 9
"""Values are rounded to 1e-9 before they are put in order, so that twins tie."""


def weighted_sum(values, weights) -> np.ndarray:
    """What does each option score on the additive model?

    Parameters
    ----------
    values : array_like of shape (options, criteria)
        Values on a common scale, higher is better.
    weights : array_like of shape (criteria,)
        Weights; they are used as given.

    Returns
    -------
    ndarray of shape (options,)
        Weighted sums. Columns are added one after the other, so that equal rows give equal sums
        wherever they stand.

    References
    ----------
    Baltussen & Niessen, Cost Effectiveness and Resource Allocation 2006;4:14, table 2.

    Examples
    --------
    >>> weighted_sum([[50, 100], [100, 0]], [0.4, 0.6])
    array([80., 40.])
    """
    values, weights = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    total = np.zeros(values.shape[0])
    for column, weight in zip(values.T, weights, strict=True):
        total += weight * column
    return total


def order_of(values: pd.Series) -> pd.DataFrame:
    """In which order do the values stand, and who ties?

    Parameters
    ----------
    values : Series
        By candidate; higher is better.

    Returns
    -------
    DataFrame
        Columns value and rank, best first; equal values share the better rank and the next rank is
        left out (1, 1, 3). Ties stand in the order of their codes.

    Examples
    --------
    >>> order_of(pd.Series({"B": 2.0, "A": 2.0, "C": 1.0}))["rank"].to_dict()
    {'A': 1, 'B': 1, 'C': 3}
    """
    rounded = values.round(DECIMALS)
    rank = rounded.rank(ascending=False, method="min").astype(int)
    table = pd.DataFrame({"value": values, "rank": rank})
    places = sorted(range(len(table)), key=lambda i: (-rounded.iloc[i], str(table.index[i])))
    return table.iloc[places]


@dataclass(frozen=True, eq=False)
class Ranking:
    """Who leads, and on what.

    Attributes
    ----------
    table : DataFrame
        Columns candidate, name, class, value (0 to 100), rank; best first.
    contributions : DataFrame
        Candidate by criterion, in points; rows sum to the value.
    appraisal : Appraisal
        What it was made from.
    """

    table: pd.DataFrame
    contributions: pd.DataFrame
    appraisal: Appraisal

    @property
    def leader(self) -> str:
        """Name of the first; of several firsts, the first by code."""
        return self.table["name"].iloc[0]

    def __repr__(self) -> str:
        """Say in one line who leads."""
        return f"<Ranking: {len(self.table)} candidates, {self.leader} first>"

    def _repr_html_(self) -> str:
        """Show the ranking with its sentence and the usual next step."""
        shown = self.table.assign(**{"value (0 to 100)": self.table["value"].round(1)})
        shown = shown[["rank", "candidate", "name", "class", "value (0 to 100)"]]
        return (
            f"<p>{html.escape(self.leader)} leads on value.</p>"
            f"{shown.to_html(index=False, escape=True)}"
            "<p>Next: <code>wcc.select(appraisal, limits=...)</code>, because a list by value is "
            "not yet a balanced portfolio.</p>"
        )


def rank(appraisal: Appraisal) -> Ranking:
    """Who leads, and on what?

    Parameters
    ----------
    appraisal : Appraisal
        What the room thinks of every candidate.

    Returns
    -------
    Ranking
        Candidates by value, twins sharing a rank, with the contributions that sum to each value.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ranking = wcc.rank(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> bool((ranking.contributions.sum(axis=1) - ranking.appraisal.value).abs().max() < 1e-9)
    True
    """
    contributions = appraisal.contributions
    values = pd.Series(weighted_sum(appraisal.values, appraisal.weights), index=contributions.index)
    ordered = order_of(values)
    table = ordered.assign(
        name=appraisal.case.names.reindex(ordered.index),
        **{"class": appraisal.classes.reindex(ordered.index)},
    )
    table = table.rename_axis("candidate").reset_index()
    table = table[["candidate", "name", "class", "value", "rank"]]
    return Ranking(table, contributions.reindex(ordered.index), appraisal)


def referee(values: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """What does scikit-criteria's weighted sum say? An independent check on ours.

    Parameters
    ----------
    values : DataFrame
        Candidate by criterion, already anchored (0 to 100), all to be maximised.
    weights : Series
        By criterion, in the order of the columns; 0 or more, not all 0.

    Returns
    -------
    Series
        Weighted sum by candidate.

    Raises
    ------
    InputError
        If a value is missing, a weight is negative or the criteria do not match: scikit-criteria
        itself would go on without a word.
    """
    _guard(values, weights)
    from skcriteria import DecisionMatrix
    from skcriteria.agg.simple import WeightedSumModel

    # Built afresh and never sliced: a sliced matrix of scikit-criteria 0.10 keeps weights in the
    # old order.
    matrix = DecisionMatrix(
        values.astype(float), objectives=[max] * values.shape[1], weights=weights.to_numpy(float)
    )
    score = WeightedSumModel().evaluate(matrix).e_.score
    return pd.Series(np.asarray(score, dtype=float), index=values.index, name="weighted sum")


def _guard(values: pd.DataFrame, weights: pd.Series) -> None:
    wrong = None
    if values.isna().to_numpy().any():
        wrong = ("a missing value", "a value in every cell")
    elif list(weights.index) != list(values.columns):
        wrong = (
            "weights in another order than the criteria",
            "the same criteria in the same order",
        )
    elif not (weights >= 0).all() or not weights.sum() > 0:
        wrong = (
            "weights that are negative, missing or all zero",
            "weights of 0 or more, not all 0",
        )
    if wrong:
        raise InputError.of(found=wrong[0], allowed=wrong[1], do="Correct the argument.")

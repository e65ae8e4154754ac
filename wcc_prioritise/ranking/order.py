"""In which order do values stand, and who ties?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.totals import DECIMALS, value_of


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
        Weighted sums; equal rows give equal sums to the last bit, wherever they stand.

    References
    ----------
    Baltussen & Niessen, Cost Effectiveness and Resource Allocation 2006;4:14, table 2.

    Examples
    --------
    >>> weighted_sum([[50, 100], [100, 0]], [0.4, 0.6])
    array([80., 40.])
    """
    return value_of(values, weights)


def order_of(values: pd.Series) -> pd.DataFrame:
    """In which order do the values stand, and who ties?

    Parameters
    ----------
    values : Series
        By candidate; higher is better. A missing value has no rank and stands last.

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
    rank = rounded.rank(ascending=False, method="min")
    rank = rank.astype("Int64" if rank.isna().any() else int)
    table = pd.DataFrame({"value": values, "rank": rank})
    last = rounded.fillna(-np.inf)
    places = sorted(range(len(table)), key=lambda i: (-last.iloc[i], str(table.index[i])))
    return table.iloc[places]

"""Do two criteria say the same thing twice?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.totals import DECIMALS
from wcc_prioritise.judgement.checks_of_weights import CANDIDATES_NEEDED, TOGETHER


def overlaps(values: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    """Which criteria put the candidates in nearly the same order?

    Parameters
    ----------
    values : DataFrame
        Candidate by criterion, 0 to 100; candidates with a missing value are left out.
    weights : Series
        By criterion; one without weight counts nothing twice.

    Returns
    -------
    DataFrame
        Columns first, second, correlation (Spearman's rank correlation, ties at their mean rank),
        candidates; one row a pair at 0.9 or more over at least six candidates.

    References
    ----------
    Dodgson, Spackman, Pearman & Phillips, Multi-criteria analysis: a manual, DCLG 2009, 5.4.4
    (double counting, mutual independence of preferences).

    Examples
    --------
    >>> values = pd.DataFrame({"C1": [1, 2, 3, 4, 5, 6], "C2": [2, 3, 5, 4, 8, 9]})
    >>> overlaps(values, pd.Series({"C1": 0.5, "C2": 0.5}))["correlation"].round(2).tolist()
    [0.94]
    """
    counted = values.loc[:, (weights.reindex(values.columns) > 0).to_numpy()].dropna()
    columns = ["first", "second", "correlation", "candidates"]
    if len(counted) < CANDIDATES_NEEDED or counted.shape[1] < 2:
        return pd.DataFrame(columns=columns)
    ranks = counted.round(DECIMALS).rank().to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):  # a column that is all one value
        correlation = np.corrcoef(ranks.T)
    names = list(counted.columns)
    rows = [
        (names[i], names[j], correlation[i, j], len(counted))
        for i in range(len(names))
        for j in range(i + 1, len(names))
        if correlation[i, j] >= TOGETHER
    ]
    return pd.DataFrame(rows, columns=columns)


def overlap_words(found: pd.DataFrame, criteria: pd.DataFrame) -> tuple[str, ...]:
    """Ask about each pair of criteria that go together."""
    names = criteria.set_index("criterion")["name"]
    return tuple(
        f"{row.first} ({names[row.first]}) and {row.second} ({names[row.second]}) put the "
        f"candidates in nearly the same order (rank correlation {row.correlation:.2f} over "
        f"{row.candidates} candidates). Do they count one thing twice?"
        for row in found.itertuples()
    )

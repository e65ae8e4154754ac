"""Which candidates can we not tell apart? Bands instead of false ranks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.ranking import order_of

JOINS = 0.25
"""A candidate joins a band while it beats the opener in at least this share of the draws."""


def bands(value: pd.Series, beats: pd.DataFrame, joins: float = JOINS) -> pd.Series:
    """Which candidates belong in one band?

    From the top, a band opens with the best that remains; the next joins while it beats that opener
    in at least a quarter of the draws; the first that does not opens the next band. A draw in which
    the two are level counts half, so that a twin of the opener joins it.

    Parameters
    ----------
    value : Series
        By candidate; higher is better.
    beats : DataFrame
        Candidate x candidate: share of draws in which the one of the row stands strictly above.
    joins : float
        The share that is enough.

    Returns
    -------
    Series
        Band of each candidate, 1 the highest, in the order of the values.

    Examples
    --------
    >>> value = pd.Series({"A": 60.0, "B": 58.0, "C": 41.0})
    >>> beats = pd.DataFrame(
    ...     [[0, 0.6, 1], [0.4, 0, 0.9], [0, 0.1, 0]], index=value.index, columns=value.index
    ... )
    >>> bands(value, beats).to_dict()
    {'A': 1, 'B': 1, 'C': 2}
    """
    holds = beats + (1 - beats - beats.T) / 2
    band, opener, places = 0, None, {}
    for code in order_of(value).index:
        if opener is None or holds.at[code, opener] < joins:
            band, opener = band + 1, code
        places[code] = band
    return pd.Series(places, name="band", dtype=np.int64).rename_axis("candidate")

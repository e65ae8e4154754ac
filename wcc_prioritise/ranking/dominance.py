"""Who is at least as good as another on everything, and better on something?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.value import Appraisal
from wcc_prioritise.ranking.order import DECIMALS


def dominance(appraisal: Appraisal) -> pd.DataFrame:
    """Who is at least as good as another on everything, and better on something?

    Whatever the weights, the better of such a pair never stands below the other. Criteria without
    weight are left out, and so are candidates of whom some value is not known.

    Parameters
    ----------
    appraisal : Appraisal
        What the room thinks of every candidate.

    Returns
    -------
    DataFrame
        Columns better, worse (candidates), better_on (tuple of criteria), lead (difference in
        value, in points); one row a pair, the largest lead first.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> pairs = dominance(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> bool((pairs["lead"] > 0).all())
    True
    """
    weights = appraisal.weights
    values = appraisal.values.loc[:, (weights > 0).to_numpy()].dropna().round(DECIMALS)
    v, value = values.to_numpy(), appraisal.value[values.index].to_numpy()
    above, as_good = v[:, None] > v[None], v[:, None] >= v[None]
    pairs = np.argwhere(as_good.all(axis=2) & above.any(axis=2))
    codes, criteria = values.index, values.columns
    rows = [
        (codes[i], codes[j], tuple(criteria[above[i, j]]), value[i] - value[j]) for i, j in pairs
    ]
    table = pd.DataFrame(rows, columns=["better", "worse", "better_on", "lead"])
    return table.sort_values(
        ["lead", "better", "worse"], ascending=[False, True, True]
    ).reset_index(drop=True)

"""How often does each candidate stand above each other one?"""

from __future__ import annotations

import numpy as np

from wcc_prioritise.plots import doubt_behind as behind
from wcc_prioritise.plots import doubt_words as words
from wcc_prioritise.plots.heat import heat_map


def head_to_head(stress, ax=None):
    """How often does each candidate stand above each other one?

    A matrix: the share of draws, in whole per cent, in which the candidate of the row stands above
    that of the column; blank is never.

    Parameters
    ----------
    stress : Stress
        Shares over draws.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with rivals from 0 across and candidates from 0 down.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.robustness import stress
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> ax = head_to_head(stress(appraisal, runs=500, seed=1))
    >>> "its closest rival" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table = behind.head_to_head_table(stress)
    shares = table.iloc[:, 2:].to_numpy(float, copy=True)
    np.fill_diagonal(shares, np.nan)
    codes = list(table["candidate"])
    names = [f"{code} {name}" for code, name in zip(codes, table["name"], strict=True)]
    return heat_map(ax, words.head_to_head(stress), names, codes, shares, "stands above")

"""How often does each candidate stand at each rank?"""

from __future__ import annotations

from wcc_prioritise.plots import doubt_behind as behind
from wcc_prioritise.plots import doubt_words as words
from wcc_prioritise.plots.heat import heat_map


def rank_shares(stress, ax=None):
    """How often does each candidate stand at each rank?

    A heat map, one row a candidate and one column a rank, with the share of draws in whole per
    cent; blank is never.

    Parameters
    ----------
    stress : Stress
        Shares over draws.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with ranks from 0 across and candidates from 0 down.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.robustness import stress
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> ax = rank_shares(stress(appraisal, runs=500, seed=1))
    >>> "comes first in" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table = behind.rank_shares_table(stress)
    heads, shares = [str(rank) for rank in table.columns[2:]], table.iloc[:, 2:].to_numpy(float)
    names = [
        f"{row.candidate} {row.name}" for row in table[["candidate", "name"]].itertuples(False)
    ]
    return heat_map(ax, words.rank_shares(stress), names, heads, shares, "rank")

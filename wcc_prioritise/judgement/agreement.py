"""Do the people agree? Split or not by a published rule, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement.panel import SPREAD_NEEDS, mean_and_spread
from wcc_prioritise.judgement.rounds import standing

LABELS = ("agree", "mixed", "split", "too few")
"""What a cell may be called."""

FEWEST = 7
"""With fewer scores no label is given: dots and range are shown instead."""

SPLIT_FROM = {8: 3, 9: 3, 10: 3, 11: 4, 12: 4, 13: 4, 14: 5, 15: 5, 16: 5}
"""Scores in the cell -> how many must lie in each end third for the cell to be split.

Fitch et al. 2001, the table of agreement and disagreement by panel size; the same table is printed
in BMC Medical Informatics and Decision Making 2012;12:93, Table 7. It is coded as a table because
the common wording "at least a third in each extreme" gives other counts at 10, 13 and 16.
"""

IPRAS_CONSTANT = 2.35
"""Range that is disagreement when scores lie evenly about the middle (Fitch et al. 2001)."""

ASYMMETRY_FACTOR = 1.5
"""How fast that range grows as scores lie to one side (Fitch et al. 2001)."""


@dataclass(frozen=True)
class Ipras:
    """The interpercentile range of 1 to 9 ratings beside the one adjusted for symmetry.

    Attributes
    ----------
    median, p30, p70 : float
        Median, 30th and 70th percentile.
    ipr : float
        p70 - p30.
    central : float
        The point midway between the two.
    asymmetry : float
        How far that point lies from 5.
    ipras : float
        2.35 + 1.5 x asymmetry.
    """

    median: float
    p30: float
    p70: float
    ipr: float
    central: float
    asymmetry: float
    ipras: float

    @property
    def disagreement(self) -> bool:
        """Is the range wider than its adjusted limit?"""
        return self.ipr > self.ipras


def nine_points(scores: pd.DataFrame | np.ndarray) -> np.ndarray:
    """What would these scores be on the nine points of the published rule?

    Parameters
    ----------
    scores : DataFrame or ndarray
        0 to 100, missing where not scored.

    Returns
    -------
    ndarray
        1 + 8 x score / 100, rounded to whole numbers. A half goes to the even number, which treats
        both ends of the scale alike.

    Examples
    --------
    >>> nine_points(np.array([0, 31, 32, 50, 68, 69, 100])).tolist()
    [1.0, 3.0, 4.0, 5.0, 6.0, 7.0, 9.0]
    """
    return np.rint(1 + 8 * np.asarray(scores, dtype=float) / 100)


def ipras(ratings: object) -> Ipras:
    """Do ratings from 1 to 9 spread wider than their symmetry allows?

    Parameters
    ----------
    ratings : array-like
        1 to 9, one a person; missing ones are left out.

    Returns
    -------
    Ipras
        The figures, with `disagreement`.

    References
    ----------
    Fitch K, Bernstein SJ, Aguilar MD et al. The RAND/UCLA Appropriateness Method User's Manual.
    RAND MR-1269, 2001, chapter 8.

    Examples
    --------
    >>> ipras([4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9]).disagreement
    False
    """
    given = np.asarray(ratings, dtype=float).reshape(-1, 1)
    ordered, count = np.sort(given, axis=0), (~np.isnan(given)).sum(axis=0)
    median, p30, p70 = (float(_quantile(ordered, count, q)[0]) for q in (0.5, 0.3, 0.7))
    central = (p30 + p70) / 2
    asymmetry = abs(5 - central)
    limit = IPRAS_CONSTANT + ASYMMETRY_FACTOR * asymmetry
    return Ipras(median, p30, p70, p70 - p30, central, asymmetry, limit)


def rand_disagreement(ratings: object) -> bool | None:
    """Is there disagreement, by the published rule for a panel of this size?

    Parameters
    ----------
    ratings : array-like
        1 to 9, one a person; missing ones are left out.

    Returns
    -------
    bool or None
        By the table for 8 to 16 ratings, by IPRAS for 7 and for more than 16; None for fewer.

    Examples
    --------
    >>> rand_disagreement([9, 9, 9, 9, 1, 1, 1, 1]), rand_disagreement([5] * 8)
    (True, False)
    """
    label = labels(np.asarray(ratings, dtype=float).reshape(-1, 1))[0]
    return None if label == "too few" else label == "split"


def labels(ratings: np.ndarray) -> np.ndarray:
    """Is each cell one on which the panel agrees, is mixed, or is split?

    Split is disagreement: by the published table for 8 to 16 ratings, by IPRAS for 7 and for more
    than 16. Agree is its counterpart in the same table: at most 2 (8 to 10 ratings), 3 (11 to 13)
    or 4 (14 to 16) lie outside that third of the scale (1-3, 4-6 or 7-9) which holds the median; a
    median of 3.5 or 6.5 belongs to the higher third. For 7 and for more than 16 the table says
    nothing: agree is then its arithmetic carried on, one less than (n + 1) // 3 outside, a choice
    of ours. All else is mixed.

    Parameters
    ----------
    ratings : ndarray
        Person by item, 1 to 9; missing where not rated.

    Returns
    -------
    ndarray of str
        By item: agree, mixed, split, or too few (under 7 ratings).

    References
    ----------
    Fitch et al. 2001 (see `ipras`); the table is also in BMC Medical Informatics and Decision
    Making 2012;12:93, Table 7.
    """
    ordered, count = np.sort(ratings, axis=0), (~np.isnan(ratings)).sum(axis=0)
    median = _quantile(ordered, count, 0.5)
    third = np.select([median < 3.5, median < 6.5], [1, 4], 7)
    outside = ((ratings < third) | (ratings > third + 2)).sum(axis=0)
    needed = np.array([SPLIT_FROM.get(n, (n + 1) // 3) for n in count])
    split = np.where(
        np.isin(count, list(SPLIT_FROM)),
        ((ratings <= 3).sum(axis=0) >= needed) & ((ratings >= 7).sum(axis=0) >= needed),
        _ipras_disagreement(ordered, count),
    )
    return np.select(
        [count < FEWEST, split, outside < needed], ["too few", "split", "agree"], "mixed"
    )


def _ipras_disagreement(ordered: np.ndarray, count: np.ndarray) -> np.ndarray:
    p30, p70 = _quantile(ordered, count, 0.3), _quantile(ordered, count, 0.7)
    limit = IPRAS_CONSTANT + ASYMMETRY_FACTOR * np.abs(5 - (p30 + p70) / 2)
    return p70 - p30 > limit


def _quantile(ordered: np.ndarray, count: np.ndarray, share: float) -> np.ndarray:
    """Give a quantile of every column, sorted with its missing ones last, by linear steps."""
    if not len(ordered):
        return np.full(ordered.shape[1], np.nan)
    # share * (n - 1) can fall a hair short of a whole number; rounding puts it back
    place = np.round(share * np.maximum(count - 1, 0), 9)
    below = np.floor(place).astype(int)
    above = np.ceil(place).astype(int)
    columns = np.arange(ordered.shape[1])
    low, high = ordered[below, columns], ordered[above, columns]
    return low + (place - below) * (high - low)


def quartile_range(answers: pd.DataFrame) -> pd.Series:
    """How wide is the middle half of the answers to each item?

    Parameters
    ----------
    answers : DataFrame
        Person by item; missing where not answered.

    Returns
    -------
    Series
        Third less first quartile (linear steps), in points; missing for fewer than three people.
    """
    given = answers.to_numpy(float)
    ordered, count = np.sort(given, axis=0), (~np.isnan(given)).sum(axis=0)
    width = _quantile(ordered, count, 0.75) - _quantile(ordered, count, 0.25)
    return pd.Series(width, index=answers.columns).where(count >= SPREAD_NEEDS)


def agreement_map(case: Case, up_to: int | None = None) -> pd.DataFrame:
    """On which cells does the panel agree, and on which is it split?

    Parameters
    ----------
    case : Case
        A case with people, candidates and criteria.
    up_to : int, optional
        Read no round after this one.

    Returns
    -------
    DataFrame
        One row a judged cell: candidate, criterion; scored, dont_know, recused, missing (people);
        mean (every person the same), spread (standard deviation, missing for fewer than three),
        low, high (lowest and highest score); label: agree, mixed, split or too few, on scores put
        on nine points by 1 + 8 x score / 100. For the console: what may be shown to others is for
        `may_be_shown` to say.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> cells = agreement_map(wcc.read(wcc.sample("northmere")))
    >>> cells[cells["label"] == "split"][["candidate", "criterion"]].agg(" ".join, axis=1).tolist()
    ['P04 C3', 'P09 C3', 'P16 C3', 'P17 C7', 'P20 C7']
    """
    stood = standing(case, up_to)
    scores, counts = stood.scores, stood.counts()
    scored, mean, spread = mean_and_spread(scores)
    table = stood.cells.to_frame(index=False)
    return table.assign(
        scored=scored,
        dont_know=counts["don't know"].to_numpy(),
        recused=counts["recused"].to_numpy(),
        missing=counts["missing"].to_numpy(),
        mean=mean,
        spread=spread,
        low=np.fmin.reduce(scores, axis=0, initial=np.nan),
        high=np.fmax.reduce(scores, axis=0, initial=np.nan),
        label=labels(nine_points(scores)),
    )

"""Who moved between rounds, and toward whom?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement.panel import mean_and_spread, memberships
from wcc_prioritise.judgement.rounds import standing

STOOD_STILL = 1.0
"""A mean that moved by less than this many points moved toward nobody."""


def movement(case: Case, before: int = 1, after: int | None = None) -> pd.DataFrame:
    """How did the scores move between two rounds, and toward which voice group?

    Only people who had scored by the first of the two rounds are compared, so that a latecomer
    does not look like a change of mind.

    Parameters
    ----------
    case : Case
        A case with scores of two rounds or more.
    before, after : int
        Compare what stood after these rounds; `after` is by default the last.

    Returns
    -------
    DataFrame
        One row a cell that somebody looked at again: candidate, criterion, scored (people
        compared), changed (of these, how many gave another score), mean_before, mean_after,
        spread_before, spread_after (standard deviations, missing for fewer than three), toward:
        of the voice groups on the side to which the mean went, the one whose earlier mean lies
        nearest to where it came to rest. Missing when the mean moved by less than 1 point, or no
        group stood on that side. For the console: `may_be_shown` says what may leave it.
    """
    first, last = standing(case, before), standing(case, after)
    again = (last.rounds > before).any(axis=0)
    seen = last.scores.copy()
    seen[np.isnan(first.scores)] = np.nan
    old = np.where(np.isnan(seen), np.nan, first.scores)
    scored, mean_old, spread_old = mean_and_spread(old)
    _, mean_new, spread_new = mean_and_spread(seen)
    shares = memberships(case.people, case.voice_groups).reindex(first.people)
    table = first.cells.to_frame(index=False).assign(
        scored=scored,
        changed=(np.nan_to_num(old) != np.nan_to_num(seen)).sum(axis=0),
        mean_before=mean_old,
        mean_after=mean_new,
        spread_before=spread_old,
        spread_after=spread_new,
        toward=_toward(mean_old, mean_new, old, shares),
    )
    return table[again].reset_index(drop=True)


def _toward(
    before: np.ndarray, after: np.ndarray, scores: np.ndarray, shares: pd.DataFrame
) -> np.ndarray:
    given = ~np.isnan(scores)
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = shares.to_numpy(float).T
        groups = (weight @ np.where(given, scores, 0.0)) / (weight @ given)
    step = after - before
    on_that_side = (groups - before) * step > 0
    distance = np.where(on_that_side, np.abs(groups - after), np.inf)
    nearest = np.array(shares.columns, dtype=object)[distance.argmin(axis=0)]
    moved = (np.abs(step) >= STOOD_STILL) & on_that_side.any(axis=0)
    return np.where(moved, nearest, None)

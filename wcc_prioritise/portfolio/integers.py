"""How is an integer programme solved to a stated gap within a stated time?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Answer:
    """What a programme of zeros and ones came to.

    Attributes
    ----------
    x : ndarray or None
        Zeros and ones; None where nothing was found.
    status : str
        `best` (proven within the gap that was asked for), `best found` (the time ran out first),
        `none` (no choice meets the rows) or `time out` (the time ran out before any was found).
    gap : float
        Largest improvement not ruled out, as a share; missing where nothing was found.
    """

    x: np.ndarray | None
    status: str
    gap: float


def solve_zero_one(
    gain: np.ndarray,
    rows,
    low: np.ndarray,
    high: np.ndarray,
    *,
    gap: float,
    time_limit: float,
    progress: Callable[[str], None] | None = None,
) -> Answer:
    """Which choice of zeros and ones gains most and meets every row?

    Parameters
    ----------
    gain : ndarray of float
        Gain of each choice; the sum is made as large as can be.
    rows : array or sparse matrix of float
        Row by choice.
    low, high : ndarray of float
        Bounds of each row.
    gap : float
        Share of the answer within which it is to be proven best.
    time_limit : float
        Seconds after which the best found is given.
    progress : callable, optional
        Called with words before and after.

    Returns
    -------
    Answer
        The choice, and how well it is proven.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    say = progress or (lambda words: None)
    say(f"looking for the best within {gap:.1%}, for at most {time_limit:g} seconds")
    scale = float(np.abs(gain).max(initial=0.0)) or 1.0
    result = milp(
        -gain / scale,
        constraints=LinearConstraint(rows, low, high),
        integrality=np.ones(len(gain)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": gap, "time_limit": time_limit},
    )
    if result.x is None:
        return Answer(None, "none" if result.status == 2 else "time out", float("nan"))
    left = float(result.mip_gap or 0.0)
    proven = result.status == 0
    say(f"{'proven' if proven else 'found'} within {left:.1%}")
    return Answer(np.round(result.x), "best" if proven else "best found", left)

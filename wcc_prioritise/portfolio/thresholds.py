"""From which worth is each candidate in the best set? Exact, by solving with it in and without it.

Everything else held, the best worth of a set with a candidate rises with the candidate's own worth
and the best worth without it stays; where the two meet is its threshold.
"""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from wcc_prioritise.portfolio.choice import Portfolio
from wcc_prioritise.portfolio.demands import with_helps
from wcc_prioritise.portfolio.solver import BestSet, NoPortfolio, best_set, with_choice

CLOSE = 1e-9
"""Two worths nearer than this share of the largest are the same."""

LEVEL = 1e-9
"""A line that rises by no more than this does not rise."""

EVER_SO_MUCH = 1e6
"""More points a year than any candidate is worth."""

COLUMNS = ["candidate", "chosen", "worth", "threshold", "margin", "words"]

# A portfolio never changes, so its thresholds are found once for as long as it is kept.
_FOUND: WeakKeyDictionary[Portfolio, pd.DataFrame] = WeakKeyDictionary()


def thresholds(
    portfolio: Portfolio, progress: Callable[[int, int], object] | None = None
) -> pd.DataFrame:
    """From which worth is each candidate in the best set?

    The threshold t is the best worth of a set without the candidate less what the best set with it
    gets from everything else: the candidate is in the best set when its worth is above t. A
    candidate that others help earns them more as it is worth more itself; for it, t is found on the
    broken line that this makes, in a few further solves. Found once for each portfolio.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set, with its limits, rules and reading of worth.
    progress : callable, optional
        Called after each candidate with how many are done and how many there are.

    Returns
    -------
    DataFrame
        One row a candidate: candidate, chosen, worth and threshold (points a year under the reading
        of the portfolio), margin (worth less threshold), words. The threshold is minus infinity
        where no set meets the rules without the candidate, and infinity where none does with it,
        or where others that must be in take its worth away.

    References
    ----------
    Dinkelbach, Management Science 1967;13:492-498 (the root of the highest of many rising lines, by
    following one line after another).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> portfolio = wcc.select(appraisal, limits={"candidates": 4})
    >>> found = thresholds(portfolio).set_index("candidate")
    >>> bool((found["chosen"] == (found["margin"] > 0)).all())
    True
    """
    if portfolio not in _FOUND:
        _FOUND[portfolio] = _found(portfolio, progress or _silent)
    return _FOUND[portfolio].copy()


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


def closeness(portfolio: Portfolio) -> float:
    """How near must two worths be, in points a year, to be the same?"""
    return CLOSE * max(1.0, float(portfolio.worths.abs().max()))


def _found(portfolio: Portfolio, progress: Callable[[int, int], object]) -> pd.DataFrame:
    worth, rows = portfolio.worths, []
    for code in worth.index:
        at, words = _threshold(portfolio, worth, code)
        inside = code in portfolio.chosen
        rows.append((code, inside, float(worth[code]), at, float(worth[code]) - at, words))
        progress(len(rows), len(worth))
    return pd.DataFrame(rows, columns=COLUMNS)


def _threshold(portfolio: Portfolio, worth: pd.Series, code: str) -> tuple[float, str]:
    """Give the threshold of one candidate, in points a year and in words."""
    if code in portfolio.rules.must:
        return -np.inf, "always in: a rule asks for it"
    if code in portfolio.rules.never:
        return np.inf, "never in: a rule keeps it out"
    inside = code in portfolio.chosen
    try:
        other = _solve(portfolio, worth, code, not inside)
    except NoPortfolio as clash:
        asked = (f"{code} must be in", f"{code} is never in")
        rest = "; ".join(words for words in clash.clash if words not in asked)
        return (-np.inf, f"always in: {rest}") if inside else (np.inf, f"never in: {rest}")
    with_it, without = (portfolio.best, other) if inside else (other, portfolio.best)
    at = _meets(portfolio, worth, code, with_it, without.worth)
    if np.isinf(at):
        return at, "in for what hangs on it" if inside else "never in: others take its worth away"
    return at, f"in the best set when its worth is above {at:.1f} points a year"


def _solve(portfolio: Portfolio, worth: pd.Series, code: str, inside: bool) -> BestSet:
    rules = with_helps(with_choice(portfolio.rules, code, inside), portfolio.appraisal, worth)
    limits = portfolio.arguments["limits"]
    return best_set(worth, portfolio.appraisal.resources, limits, rules, settle_ties=False)


def _meets(
    portfolio: Portfolio, worth: pd.Series, code: str, with_it: BestSet, without: float
) -> float:
    """At which worth of the candidate is the best set with it worth as much as the best without?

    The best worth with it is the highest of many lines, one for each set; the line of the set in
    hand is followed to where it meets the worth without, until no other set lies above. Where those
    beside it take its whole worth away, its line does not rise: then a set is looked for in which
    it would, were it worth ever so much.
    """
    links = portfolio.appraisal.case.links
    helping = links[(links["link"] == "helps") & (links["other"] == code)]
    close, at = closeness(portfolio), float(worth[code])
    while True:
        rise = 1.0 + float(helping.loc[helping["candidate"].isin(with_it.chosen), "effect"].sum())
        if rise <= LEVEL and (code in portfolio.chosen or at >= EVER_SO_MUCH):
            return -np.inf if code in portfolio.chosen else np.inf
        meets = at - (with_it.worth - without) / rise if rise > LEVEL else EVER_SO_MUCH
        if helping.empty or abs(meets - at) <= close:
            return meets
        at = meets
        with_it = _solve(portfolio, worth.where(worth.index != code, at), code, True)

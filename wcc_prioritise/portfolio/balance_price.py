"""What does early benefit cost in later benefit? The price of balance, as a curve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from wcc_prioritise.portfolio.choice import Portfolio
from wcc_prioritise.portfolio.demands import with_helps
from wcc_prioritise.portfolio.solver import Rules, best_set

ASKED = (0.0, 0.7, 0.8, 0.9, 1.0)
"""Shares of the attainable first-year benefit that are asked for."""


def price_of_balance(portfolio: Portfolio, asked: Iterable[float] = ASKED) -> pd.DataFrame:
    """What does asking for early benefit cost in benefit by the long horizon?

    Parameters
    ----------
    portfolio : Portfolio
        Whose limits, links, musts and nevers hold; its rules on classes do not, for this asks for
        the benefit itself and not for a count.
    asked : iterable of float
        Shares, 0 to 1, of the most first-year benefit that could be had.

    Returns
    -------
    DataFrame
        asked; early and late (worth-years of the set by year 1 and by the long horizon),
        share_early (of the attainable), lost (late benefit forgone against asking for nothing),
        price (that as a share) and chosen. What helpers add counts in `early` and `late`; the
        demand itself is met without it.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> curve = price_of_balance(wcc.select(appraisal, limits={"gross_3yr": 9_000}))
    >>> bool(curve["price"].is_monotonic_increasing)
    True
    """
    a, limits = portfolio.appraisal, portfolio.arguments["limits"]
    years = a.years()
    early, late = (portfolio.worths * years[name] for name in (years.columns[0], years.columns[-1]))
    free = replace(portfolio.rules, at_least=(), at_most=(), weighed=(), helps=())
    most = best_set(early, a.resources, limits, free, settle_ties=False).worth
    rows = [_asking(portfolio, early, late, free, most, share) for share in asked]
    table = pd.DataFrame(rows, columns=["asked", "early", "late", "share_early", "chosen"])
    best = max(table["late"].max(), 1e-300)
    table["lost"] = best - table["late"]
    table["price"] = table["lost"] / best
    return table[["asked", "early", "late", "share_early", "lost", "price", "chosen"]]


def _asking(portfolio, early, late, free: Rules, most: float, share: float) -> tuple:
    a = portfolio.appraisal
    words = f"at least {share:.0%} of the attainable first-year benefit"
    # A hair less is asked for, so that the best early set itself is never lost to rounding.
    demand = (words, early.to_dict(), share * most * (1 - 1e-9))
    rules = with_helps(replace(free, weighed=(demand,)), a, late)
    found = best_set(late, a.resources, portfolio.arguments["limits"], rules)
    earned = float(early[list(found.chosen)].sum())
    gains = with_helps(free, a, early).helps
    helped = sum(gain for x, y, gain in gains if x in found.chosen and y in found.chosen)
    return share, earned + helped, found.worth, earned / most if most else 1.0, found.chosen

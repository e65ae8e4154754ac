"""When would the programme start, and what can a quarter carry? As recorded, or to begin with."""

from __future__ import annotations

import json
import math
from datetime import date, datetime
from functools import lru_cache

from wcc_prioritise.portfolio import NoPortfolio, Portfolio
from wcc_prioritise.programme import Programme, schedule
from wcc_prioritise.programme.scheduling import use_a_quarter
from wcc_prioritise.widgets.results import Results

QUARTERS = 12
"""Quarters within which all work is to end, where nothing else was said: three years."""

APRIL = 4
"""A programme starts with the financial year."""

CARRIED = "lead_months"
"""The limit of a set that is shared with its programme."""


def planned(results: Results) -> dict[str, object]:
    """What is asked of the programme: when it starts, how long it takes, what a quarter carries?

    As the last recorded `schedule` says. Without one: twelve quarters from the April after the
    closing date for candidates (or after the record was begun), and the limit on the time of
    project leads spread evenly over them. Work doesn't come evenly: where the set can't be carried
    so, the fewest whole lead months a quarter that carry it.

    Parameters
    ----------
    results : Results
        With a set.

    Returns
    -------
    dict
        start (a month, as 2027-04), quarters and capacity, as `schedule` takes them.
    """
    kept = results.case.calculations
    kept = kept[kept["verb"] == "schedule"]
    if len(kept):
        said = json.loads(kept["arguments"].iloc[-1])
        return {name: said[name] for name in ("start", "quarters", "capacity")}
    start = f"{april_after(_received(results)).isoformat():.7}"
    limit = results.asked["limits"].get(CARRIED)
    capacity = {} if limit is None else {CARRIED: _enough(results.portfolio, start, limit)}
    return {"start": start, "quarters": QUARTERS, "capacity": capacity}


def programme(results: Results) -> Programme:
    """When does each project start, as it is planned?

    Raises
    ------
    NoPortfolio
        If the projects cannot be carried so; what stands in the way is named.
    """
    asked = planned(results)
    return _scheduled(results.portfolio, json.dumps(asked, sort_keys=True))


def april_after(day: date) -> date:
    """Give the first of the April that comes next.

    Examples
    --------
    >>> april_after(date(2026, 9, 30)), april_after(date(2027, 3, 31))
    (datetime.date(2027, 4, 1), datetime.date(2027, 4, 1))
    """
    return date(day.year + (day.month >= APRIL), APRIL, 1)


def _received(results: Results) -> date:
    """Give the closing date for candidates, or the day on which the record was begun."""
    closing = results.case.charter.closing_date
    if closing is not None:
        return closing
    first = results.workshop.entries()["at"].iloc[0]
    return datetime.fromisoformat(str(first)).date()


@lru_cache(maxsize=4)  # a portfolio never changes, and pages are drawn again and again
def _enough(portfolio: Portfolio, start: str, limit: float) -> float:
    """How many lead months must a quarter have, so that the set can be carried?"""
    even = limit / QUARTERS
    rows = portfolio.appraisal.case.candidates.set_index("candidate").loc[list(portfolio.chosen)]
    at_once = sum(use_a_quarter(row, CARRIED) for _, row in rows.iterrows())
    whole = range(math.ceil(even), math.ceil(at_once) + 1)
    for capacity in (even, *map(float, whole)):
        if _can_be_carried(portfolio, start, capacity):
            return capacity
    return even


def _can_be_carried(portfolio: Portfolio, start: str, capacity: float) -> bool:
    try:
        schedule(portfolio, start, QUARTERS, {CARRIED: capacity})
    except NoPortfolio:
        return False
    return True


@lru_cache(maxsize=4)
def _scheduled(portfolio: Portfolio, asked: str) -> Programme:
    return schedule(portfolio, **json.loads(asked))

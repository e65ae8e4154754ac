"""Until when may a decision be challenged, and where does a challenge go? As the charter says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wcc_prioritise.case import Case


@dataclass(frozen=True)
class Deadline:
    """Until when, and to whom?

    Attributes
    ----------
    until : date or None
        The last day; None where the charter sets none, or only days after a decision that has no
        date yet.
    days : int or None
        Days from the decision, where the charter counts so.
    to : str or None
        A role or a team, with its address.
    """

    until: date | None
    days: int | None
    to: str | None


def deadline(case: Case) -> Deadline:
    """Until when may the decision be challenged, and to whom does a challenge go?

    Parameters
    ----------
    case : Case
        With a charter. The last day of the charter counts; without one, its days after the last
        decision that has a date.

    Returns
    -------
    Deadline
        What is known of it.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("short"))
    >>> charter = case.charter.model_copy(update={"challenge_until": date(2026, 11, 30)})
    >>> deadline(case.replace(charter=charter)).until
    datetime.date(2026, 11, 30)
    """
    charter = case.charter
    until, days = charter.challenge_until, charter.challenge_days
    decided = [day for day in case.decisions["date"] if day is not None and day == day]
    if until is None and days and decided:
        until = max(decided) + timedelta(days=days)
    return Deadline(until, days, charter.challenge_to)

"""Which quarter is which? Financial quarters, counted from the start of the programme."""

from __future__ import annotations

import re
from datetime import date

from wcc_prioritise.tables import InputError

MONTHS_A_QUARTER = 3


def start_of(words: str | date) -> date:
    """Read the month in which a programme starts.

    Parameters
    ----------
    words : str or date
        A month, as 2027-04.

    Raises
    ------
    InputError
        If it is not a month.

    Examples
    --------
    >>> start_of("2027-04")
    datetime.date(2027, 4, 1)
    """
    if isinstance(words, date):
        return words.replace(day=1)
    found = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?", str(words).strip())
    if not found or not 1 <= int(found[2]) <= 12:
        raise InputError.of(
            found=f"start {words!r}", allowed="a month, as 2027-04", do="Write the year and month."
        )
    return date(int(found[1]), int(found[2]), 1)


def month_after(start: date, months: float) -> date:
    """Give the first day of the month that lies so many months after a start.

    Examples
    --------
    >>> month_after(date(2027, 4, 1), 9)
    datetime.date(2028, 1, 1)
    """
    whole = start.year * 12 + start.month - 1 + round(months)
    return date(whole // 12, whole % 12 + 1, 1)


def quarter_words(start: date, quarter: int) -> str:
    """Name a quarter by its months; `quarter` counts from 0 at the start.

    Examples
    --------
    >>> quarter_words(date(2027, 4, 1), 0), quarter_words(date(2027, 4, 1), 3)
    ('Apr-Jun 2027', 'Jan-Mar 2028')
    """
    first = month_after(start, MONTHS_A_QUARTER * quarter)
    last = month_after(first, MONTHS_A_QUARTER - 1)
    return f"{first:%b}-{last:%b %Y}"

"""Which of two published periods is the later? Periods are texts; their months give the order."""

from __future__ import annotations

import re

_FIRST_LETTERS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_YEAR = r"((?:19|20)\d\d)"
_MONTH_WORD = rf"({'|'.join(_FIRST_LETTERS)})[a-z]*\.?"


def months_covered(period: str) -> tuple[int, int] | None:
    """Which months does a published period cover?

    Read are financial years (2015-16, 2015/16, with 2015-16 never the two calendar years), calendar
    years (2019), several of either (2016 - 20, 2015/16 - 19/20), quarters (2019 Q1, 2019/20 Q4),
    months (April 2019, 2019-04, Apr 2019 - Mar 2020) and days (2020-03-31).

    Parameters
    ----------
    period : str
        The period as published.

    Returns
    -------
    tuple of int or None
        First and last month, each as 12 x year + month; None for a text that is none of these.

    Examples
    --------
    >>> first, last = months_covered("2015/16")
    >>> divmod(first - 1, 12), divmod(last - 1, 12)  # year, and months after January
    ((2015, 3), (2016, 2))
    """
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", period.strip().casefold())
    for form, read in _FORMS:
        found = re.fullmatch(form, text)
        if found and (months := read(*found.groups())):
            return months
    return None


def period_key(period: str) -> str:
    """Give a text that is the same for one period however it is spelt, and sorts by its end.

    Parameters
    ----------
    period : str
        The period as published.

    Returns
    -------
    str
        Last and first month with leading noughts, or "?" and the text where it can't be placed.
    """
    months = months_covered(period)
    if months is None:
        return "?" + " ".join(period.casefold().split())
    return f"{months[1]:06d} {months[0]:06d}"


def _year_end(first: str, last: str) -> int:
    """Give the later year in full, from two or four digits; never before the first."""
    if len(last) == 4:
        return int(last)
    year = int(first) // 100 * 100 + int(last)
    return year + 100 if last == "00" and year < int(first) else year


def _span(first: int, last: int) -> tuple[int, int] | None:
    return (first, last) if first <= last else None


def _calendar_year(year: str) -> tuple[int, int]:
    return int(year) * 12 + 1, int(year) * 12 + 12


def _financial_year(year: str, last: str) -> tuple[int, int] | None:
    if _year_end(year, last) != int(year) + 1:
        return None
    return int(year) * 12 + 4, int(year) * 12 + 15


def _calendar_years(year: str, last: str) -> tuple[int, int] | None:
    return _span(int(year) * 12 + 1, _year_end(year, last) * 12 + 12)


def _financial_years(year: str, next_year: str, later: str, last: str) -> tuple[int, int] | None:
    later_year = str(_year_end(year, later))
    first, final = _financial_year(year, next_year), _financial_year(later_year, last)
    return _span(first[0], final[1]) if first and final else None


def _quarter(year: str, quarter: str) -> tuple[int, int]:
    last = int(year) * 12 + 3 * int(quarter)
    return last - 2, last


def _financial_quarter(year: str, next_year: str, quarter: str) -> tuple[int, int] | None:
    if _financial_year(year, next_year) is None:
        return None
    first, last = _quarter(year, quarter)
    return first + 3, last + 3


def _month(year: str, month: str) -> tuple[int, int] | None:
    number = int(month)
    return (int(year) * 12 + number,) * 2 if 1 <= number <= 12 else None


def _named_month(month: str, year: str) -> tuple[int, int]:
    return (int(year) * 12 + _FIRST_LETTERS.index(month) + 1,) * 2


def _named_months(month: str, year: str, last_month: str, last_year: str):
    return _span(_named_month(month, year)[0], _named_month(last_month, last_year)[0])


# The order settles what could be read twice: 2009-10 is a financial year, 2020-09 a month, and a
# dash with spaces round it joins calendar years.
_FORMS = (
    (_YEAR, _calendar_year),
    (rf"{_YEAR} ?/ ?(\d\d|\d{{4}})", _financial_year),
    (rf"{_YEAR}-(\d\d|\d{{4}})", _financial_year),
    (rf"{_YEAR} ?- ?(\d\d|\d{{4}})", _calendar_years),
    (rf"{_YEAR}-(\d\d)", _month),
    (rf"{_YEAR}-(\d\d)-\d\d", _month),
    (rf"{_YEAR}/(\d\d|\d{{4}}) ?- ?(\d\d|\d{{4}})/(\d\d|\d{{4}})", _financial_years),
    (rf"{_YEAR} ?q([1-4])", _quarter),
    (rf"{_YEAR}[/-](\d\d|\d{{4}}) ?q([1-4])", _financial_quarter),
    (rf"{_MONTH_WORD} {_YEAR}", _named_month),
    (rf"{_MONTH_WORD} {_YEAR} ?(?:-|to) ?{_MONTH_WORD} {_YEAR}", _named_months),
)

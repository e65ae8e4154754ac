"""How is a figure, a name or a list written? With its unit, in plain British words."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from numbers import Real

NOT_KNOWN = "not known"
NOT_GIVEN = "not given"
LONGEST_NAME = 120
"""A longer name is cut in tables and sentences; its candidate's own section has it in full."""


def missing(value: object) -> bool:
    """Is there nothing in the cell?"""
    if value is None or (isinstance(value, (str, tuple)) and not value):
        return True
    try:
        return bool(value != value)
    except TypeError:  # pandas' own missing value has no truth
        return True


def number(value: float, decimals: int = 1) -> str:
    """Write a number with thousands separated and no needless noughts.

    Examples
    --------
    >>> number(1030.0), number(4.5), number(-60), number(float("nan"))
    ('1,030', '4.5', '−60', 'not known')
    """
    if missing(value):
        return NOT_KNOWN
    if math.isinf(value):
        return "without limit" if value > 0 else "without limit below"
    text = f"{abs(value):,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def points(value: float) -> str:
    """Write points with one decimal.

    Examples
    --------
    >>> points(12.0), points(-0.01)
    ('12.0', '0.0')
    """
    if missing(value):
        return NOT_KNOWN
    text = f"{abs(value):,.1f}"
    return f"−{text}" if value < 0 and text != "0.0" else text


def percent(share: float) -> str:
    """Write a share as a whole percentage; what is there but less than one says so.

    Examples
    --------
    >>> percent(0.627), percent(0.002), percent(0.0)
    ('63%', 'under 1%', '0%')
    """
    if missing(share):
        return NOT_KNOWN
    if 0 < share < 0.005:
        return "under 1%"
    text = f"{abs(share) * 100:,.0f}"
    return f"−{text}%" if share < 0 and text != "0" else f"{text}%"


def money(thousands: float) -> str:
    """Write an amount that is held in thousands of pounds.

    Examples
    --------
    >>> money(1030)
    '£1,030 thousand'
    """
    return quantity(thousands, "£ thousand")


def quantity(value: float, unit: str, decimals: int = 1) -> str:
    """Write a figure with its unit, wherever the sign of the unit stands.

    Examples
    --------
    >>> quantity(9000, "£ thousand over 3 years"), quantity(35, "% fewer admissions")
    ('£9,000 thousand over 3 years', '35% fewer admissions')
    >>> quantity(58.5, "project lead months")
    '58.5 project lead months'
    """
    if missing(value):
        return NOT_KNOWN
    text, unit = number(value, decimals), "" if missing(unit) else str(unit)
    if unit.startswith("£"):
        rest = unit.removeprefix("£").strip()
        return f"−£{text[1:]} {rest}".strip() if text[0] == "−" else f"£{text} {rest}".strip()
    if unit.startswith("%"):
        return f"{text}{unit}"
    return f"{text} {unit or '(unit not given)'}"


def evidence_figure(value: float, unit: str) -> str:
    """Write the figure of an evidence card as it was published."""
    return quantity(value, unit, decimals=0 if abs(value) >= 1000 else 4)


def people(value: float) -> str:
    """Write a number of people: whole."""
    return number(value, 0)


def months(value: float) -> str:
    """Write a number of months.

    Examples
    --------
    >>> months(1), months(7)
    ('1 month', '7 months')
    """
    return counted(value, "month", "months")


def counted(value: float, one: str, many: str) -> str:
    """Write a count with its word.

    Examples
    --------
    >>> counted(1, "person", "people"), counted(0, "person", "people")
    ('1 person', '0 people')
    """
    return f"{number(value)} {one if value == 1 else many}"


def listed(items: Iterable[str], otherwise: str = "none") -> str:
    """Join words as one says them.

    Examples
    --------
    >>> listed(["A", "B", "C"]), listed([])
    ('A, B and C', 'none')
    """
    items = list(items)
    if len(items) < 2:
        return items[0] if items else otherwise
    return f"{', '.join(items[:-1])} and {items[-1]}"


def given(value: object, otherwise: str = NOT_GIVEN) -> str:
    """Write a cell of a table as text: lists joined, dates in words, nothing as words that say so.

    Examples
    --------
    >>> given(("GPs", "council")), given(None), given(datetime.date(2026, 9, 30))
    ('GPs; council', 'not given', '30 September 2026')
    """
    if missing(value):
        return otherwise
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value, 4) if isinstance(value, Real) else str(value)


def short(name: str, most: int = LONGEST_NAME) -> str:
    """Cut a name that would break a page, and show that it is cut."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def head(name: str) -> str:
    """Take the part of a name before its colon, where it has one, so that sentences stay readable.

    Examples
    --------
    >>> head("Falls: strength and balance classes"), head("Fracture liaison service")
    ('Falls', 'Fracture liaison service')
    """
    before, colon, _ = name.partition(":")
    return short(before.strip() if colon and before.strip() else name, 60)


def sentence(text: str) -> str:
    """Begin with a capital and end with one full stop.

    Examples
    --------
    >>> sentence("the set stays the same")
    'The set stays the same.'
    """
    text = text.strip()
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def capital(text: str) -> str:
    """Begin with a capital."""
    return f"{text[:1].upper()}{text[1:]}"

"""What kind of area has this code, and which name of a kind of area is the newest?

References
----------
Office for National Statistics, Register of Geographic Codes: the first three signs of a code are
those of its kind of area.
"""

from __future__ import annotations

import re

_BY_PREFIX = {
    "E92": "England",
    "E12": "Region",
    "E10": "County",
    "E06": "Unitary authority",
    "E07": "District",
    "E08": "Metropolitan district",
    "E09": "London borough",
    "E11": "Metropolitan county",
    "E47": "Combined authority",
    "E40": "NHS region",
    "E39": "NHS local office",
    "E38": "CCG or ICB sub-location",
    "E54": "ICB or STP",
    "E02": "Middle Super Output Area",
    "E01": "Lower Super Output Area",
}
_ONS = re.compile(r"[EWSN]\d{8}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATED = re.compile(
    r"\b(?P<how>from|post|since|after|v\.?|version|pre|before|until|up to|to)\s*"
    r"(?:\d{1,2}[/.](?=\d{1,2}[/.]\d{2,4}))?"
    r"(?:(?P<word>[a-z]{3})[a-z]*\.?\s+|(?P<month>\d{1,2})[/.])?(?P<year>\d{4}|\d{2})\b"
)
_ENDED = ("pre", "before", "until", "up to", "to")
_LONG_AGO = -100_000


def type_of_code(code: str) -> str:
    """Tell the kind of area from an ONS code, or "" for another code.

    Examples
    --------
    >>> type_of_code("E10000020"), type_of_code("07M")
    ('County', '')
    """
    return _BY_PREFIX.get(code[:3], "") if _ONS.fullmatch(code) else ""


def version(area_type: str) -> int:
    """How new is a name of a kind of area? Greater is newer.

    A name that says from when it holds is newer than one without a date, and that newer than one
    that says until when it held.

    Examples
    --------
    >>> names = ["CCGs (from Apr 2021)", "CCGs (from Apr 2020)", "CCGs", "CCGs (pre 4/20)"]
    >>> sorted(names, key=version, reverse=True) == names
    True
    """
    found = _DATED.search(area_type.casefold())
    if not found:
        return 0
    year = int(found["year"])
    year += 2000 if year < 100 else 0
    month = int(found["month"] or 1)
    if found["word"] in _MONTHS:
        month = _MONTHS.index(found["word"]) + 1
    months = year * 12 + month
    return months + _LONG_AGO if found["how"] in _ENDED else months

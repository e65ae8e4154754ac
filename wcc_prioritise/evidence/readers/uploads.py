"""What does a file in the new Fingertips upload form say? It names neither indicator nor areas."""

from __future__ import annotations

import datetime
import re

import numpy as np

from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.area_types import type_of_code
from wcc_prioritise.evidence.readers.columns import changed, joined
from wcc_prioritise.evidence.readers.drafts import (
    Draft,
    Options,
    edge_fates,
    figures,
    read_numbers,
)
from wcc_prioritise.evidence.readers.fingertips import kept_splits, split_name
from wcc_prioritise.evidence.readers.headings import places
from wcc_prioritise.evidence.readers.opening import Source
from wcc_prioritise.tables import InputError

_NEEDED = {
    "area": ("area_code",),
    "from": ("date_from",),
    "to": ("date_to",),
    "sex": ("sex",),
    "youngest": ("age_from_years_inclusive",),
    "oldest": ("age_to_years_inclusive",),
    "decile": ("deprivation_decile",),
    "deprived": ("deprivation_category",),
    "count": ("count",),
    "value": ("value",),
    "denominator": ("denominator",),
    "lower": ("lower_ci_95",),
    "upper": ("upper_ci_95",),
}
_COUNTED = ("count", "value", "denominator", "lower", "upper")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d\d)/(\d\d)/(\d{4})")


def read_upload(source: Source, at: int, options: Options) -> Draft:
    """Read a table in the upload form; `mapping={"indicator": "=CODE"}` says which indicator it is.

    Parameters
    ----------
    source : Source
        The table.
    at : int
        Where its headings stand.
    options : Options
        `mapping` with the fixed text of the indicator, and of anything else the file leaves out.

    Returns
    -------
    Draft
        One figure a row.

    Raises
    ------
    InputError
        Where nobody said which indicator it is, and for headings and cells as elsewhere.
    """
    fixed = {k: v[1:].strip() for k, v in (options.mapping or {}).items() if v.startswith("=")}
    if not fixed.get("indicator"):
        raise InputError.of(
            where=source.where,
            found="no column that says which indicator this is",
            allowed="a code for the indicator of the file",
            do="Give it: mapping={'indicator': '=CODE'}.",
        )
    frame = source.below(at, places(source, at, _NEEDED), _COUNTED)
    fate = edge_fates(frame)
    live = fate == fates.CODES[fates.USED]
    columns, hidden = read_numbers(source, frame, _COUNTED, live)
    columns |= {
        "area": frame["area"].array,
        "area_type": changed(frame["area"].array, type_of_code),
        "period": joined([frame["from"].array, frame["to"].array], period_between),
        "sex": frame["sex"].array,
        "age": joined([frame["youngest"].array, frame["oldest"].array], _ages),
        "category": joined([frame["deprived"].array, frame["decile"].array], _split),
    }
    scale = fixed.pop("scale", "")
    columns |= fixed | ({"scale": float(scale)} if scale else {})
    fate = fates.without_value(fate, columns["value"], hidden, columns["category"])
    fate[kept_splits(fate, columns["category"])] = fates.CODES[fates.SPLIT]
    made = figures(np.arange(len(frame)), fate, columns)
    return Draft(source, frame.index.to_numpy(), fate, made)


def period_between(first: str, last: str) -> str:
    """Name a period by its first and last day, as publishers do.

    Examples
    --------
    >>> period_between("2023-04-01", "2024-03-31"), period_between("2021-01-01", "2023-12-31")
    ('2023/24', '2021 - 23')
    """
    start, end = _day(first), _day(last)
    if not start or not end:
        return " to ".join(filter(None, (first, last)))
    months = (start.month, end.month)
    if months == (1, 12):
        years = start.year, end.year
        return str(start.year) if start.year == end.year else f"{years[0]} - {years[1] % 100:02d}"
    if months == (4, 3) and end.year > start.year:
        return _financial(start.year, end.year)
    first, last = (f"{_MONTHS[day.month - 1]} {day.year}" for day in (start, end))
    return first if first == last else f"{first} - {last}"


def _financial(start: int, end: int) -> str:
    one = f"{start}/{(start + 1) % 100:02d}"
    return one if end == start + 1 else f"{one} - {(end - 1) % 100:02d}/{end % 100:02d}"


def _day(text: str) -> datetime.date | None:
    found = _DATE.match(text)
    if not found:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    return datetime.date(int(year), int(month), int(day))


def _ages(youngest: str, oldest: str) -> str:
    if not youngest and not oldest:
        return "All ages"
    return f"{youngest or 0}-{oldest} yrs" if oldest else f"{youngest}+ yrs"


def _split(deprived: str, decile: str) -> str:
    said = ", ".join(filter(None, (deprived, decile)))
    return split_name("Deprivation", said) if said else ""

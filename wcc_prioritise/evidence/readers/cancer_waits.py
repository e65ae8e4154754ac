"""What does a cancer waiting times workbook say? One sheet a standard, commissioners in rows."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.columns import numbers, texts, word
from wcc_prioritise.evidence.readers.drafts import Draft, Options, figures
from wcc_prioritise.evidence.readers.headings import folded
from wcc_prioritise.evidence.readers.opening import Source
from wcc_prioritise.evidence.readers.qof import PER_CENT
from wcc_prioritise.evidence.readers.self_check import agrees
from wcc_prioritise.tables import Fault, InputError

CALCULATED = "value calculated from the counts"

_PERIOD = re.compile(r"([A-Z]{3})[A-Z]*\s+(20\d\d)(?:/\d\d)?$")
_WITHIN = re.compile(r"within\d+days")
_CODE = re.compile(r"\w*code")
_EARLY = ("JAN", "FEB", "MAR")  # of the calendar year after the one that the year begins in


def read_cancer_waits(source: Source, at: int, options: Options) -> Draft:
    """Read one sheet: the share treated or seen in time, in per cent.

    The workbook shows a percentage and holds a fraction; some cells of it are empty though the
    counts are there, and are calculated. Hubs with a handful of patients and people of no known
    commissioner are not areas.

    Parameters
    ----------
    source : Source
        The sheet.
    at : int
        Where its headings stand.
    options : Options
        Not used.

    Returns
    -------
    Draft
        One figure a commissioner; the code of the indicator is the name of the sheet.

    Raises
    ------
    InputError
        Where counts do not give the percentage, as a fraction or in per cent.
    """
    headings = [folded(text) for text in source.head[at]]
    total, share = headings.index("total"), len(headings) - 1
    within = next(i for i, text in enumerate(headings) if _WITHIN.fullmatch(text))
    code = next(i for i, text in enumerate(headings) if _CODE.fullmatch(text))
    lines = np.arange(at + 1, len(source.grid))
    count, size, value = (_column(source, at, place) for place in (within, total, share))
    value, calculated = _in_per_cent(source, at, value, count, size)
    kinds = [_kind(source.grid[line], code + 2, total) for line in lines]
    fate = _fates(source, at, code, kinds)
    fate[(fate == fates.CODES[fates.USED]) & np.isnan(value)] = fates.CODES[fates.NO_VALUE]
    fate[: at + 1] = fates.CODES[fates.HEADING]
    told = {
        "indicator": source.sheet,
        "indicator_name": f"{source.head[0][0]}: {source.head[at][share].lower()}",
        "area": texts([source.grid[line][code] for line in lines]),
        "area_name": texts([source.grid[line][code + 1] for line in lines]),
        "area_type": _area_type(source.head[at][code + 1]),
        "period": period_of(source),
        "category": texts([_split(kind, kinds) for kind in kinds]),
        "note": texts(np.where(calculated[at + 1 :], CALCULATED, "")),
        "value": value[at + 1 :],
        "count": count[at + 1 :],
        "denominator": size[at + 1 :],
    }
    made = figures(lines, fate[at + 1 :], told | PER_CENT)
    made = made[fates.kept(fate[at + 1 :]) | (fate[at + 1 :] == fates.CODES[fates.SPLIT])]
    keys = [_key(source.grid[line], code) if line > at else "" for line in range(len(source.grid))]
    rows = np.arange(1, len(source.grid) + 1)
    return Draft(source, rows, fate, made.reset_index(drop=True), keys=keys)


def period_of(source: Source) -> str:
    """Name the month: JUL 2021/22 is July 2021, JAN 2021/22 is January 2022.

    Raises
    ------
    InputError
        If no line above the headings says it.
    """
    for row in source.head[:8]:
        for text in row:
            found = _PERIOD.search(text) if text.upper().startswith("PERIOD") else None
            if found:
                later = found[1] in _EARLY and "/" in found[0]
                return f"{found[1].capitalize()} {int(found[2]) + later}"
    raise InputError.of(
        where=source.where,
        found="no line that says the month",
        allowed="a line such as PERIOD: JUL 2021/22 above the table",
        do="Give the sheet as it was downloaded.",
    )


def _column(source: Source, at: int, place: int) -> np.ndarray:
    """Read a column as numbers, one a row of the sheet; headings have none."""
    cells = [np.nan if line <= at else row[place] for line, row in enumerate(source.grid)]
    read, _, unread = numbers(pd.Series(cells, dtype=object))
    faults = [
        Fault(
            source.where,
            int(line) + 1,
            source.head[at][place],
            repr(word(source.grid[line][place])),
            "a number, or blank where it is missing",
            "Correct the cell.",
        )
        for line in np.flatnonzero(unread)
        if source.grid[line][max(place - 1, 0)] != ""
    ]
    if faults:
        raise InputError(faults)
    return read


def _in_per_cent(
    source: Source, at: int, value: np.ndarray, count: np.ndarray, size: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the share in per cent, whichever way the sheet holds it, and where it is our own."""
    known = np.isfinite(value + count + size) & (size > 0)
    fraction = agrees(value, count, size, 1.0)
    off = known & ~fraction & ~agrees(value, count, size, 100.0)
    faults = [
        Fault(
            source.where,
            int(line) + 1,
            source.head[at][-1],
            f"{value[line]:.6g}, but {count[line]:,.12g} of {size[line]:,.12g} is "
            f"{count[line] / size[line]:.6g}",
            "the number in time / the total, as a fraction or in per cent, to half a per cent",
            "Check the row.",
        )
        for line in np.flatnonzero(off)
    ]
    if faults:
        raise InputError(faults)
    with np.errstate(divide="ignore", invalid="ignore"):
        ours = np.where(size > 0, count * 100.0 / size, np.nan)
    return np.where(known & ~fraction, value, ours), np.isnan(value) & np.isfinite(ours)


def _kind(row: list[object], first: int, total: int) -> tuple[str, ...]:
    return tuple(word(cell) for cell in row[first:total])


def _split(kind: tuple[str, ...], kinds: list[tuple[str, ...]]) -> str:
    """Name the part of the patients that a row is of, where a sheet has several."""
    several = len({other for other in kinds if any(other)}) > 1
    parts = [text for text in kind if text and not text.upper().startswith("ALL")]
    return ", ".join(parts) if several else ""


def _fates(source: Source, at: int, code: int, kinds: list[tuple[str, ...]]) -> np.ndarray:
    told = []
    for line, row in enumerate(source.grid):
        area, name = word(row[code]).upper(), word(row[code + 1]).upper()
        if line <= at:
            told.append(fates.HEADING)
        elif not any(cell != "" for cell in row):
            told.append(fates.BLANK)
        elif sum(isinstance(cell, int | float) for cell in row) < 2:
            told.append(fates.NOTE)
        elif "HUB" in name.split():
            told.append(fates.HUB)
        elif "UNKNOWN" in (area, name):
            told.append(fates.UNKNOWN)
        elif "TOTAL" in f"{area} {name}" or not area:
            told.append(fates.TOTAL)
        elif _split(kinds[line - at - 1], kinds):
            told.append(fates.SPLIT)
        else:
            told.append(fates.USED)
    return np.array([fates.CODES[fate] for fate in told], dtype=np.int8)


def _area_type(heading: str) -> str:
    """Take the kind of area from a heading such as CLINICAL COMMISSIONING GROUP (CCG)."""
    found = re.search(r"\(([A-Z-]+)\)", heading)
    return found[1] if found else heading.capitalize()


def _key(row: list[object], code: int) -> str:
    return " ".join(filter(None, (word(row[code]), word(row[code + 1]))))

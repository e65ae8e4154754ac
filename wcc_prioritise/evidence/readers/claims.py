"""Which row holds a figure that several claim? Repeats are dropped; a real conflict is asked."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.periods import period_key
from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.area_types import version
from wcc_prioritise.evidence.readers.columns import named as texts_of
from wcc_prioritise.evidence.readers.self_check import named
from wcc_prioritise.tables import Fault

_ROUNDING = 1e-9  # a value calculated here and the one printed differ in the last binary places
_SAME = ("value", "lower", "upper", "count", "denominator")


def settle(
    figures: pd.DataFrame, fate: np.ndarray, where: np.ndarray, row: np.ndarray
) -> tuple[np.ndarray, list[Fault]]:
    """Give every figure to one row.

    Two rows claim one figure when indicator, area code, period, sex, age and category are equal.
    Where they differ in area type, the one whose type is the newest by its name is kept ("CCGs
    (from Apr 2021)" before "CCGs (from Apr 2020)") and the other is superseded. A figure for last
    year beside this year's yields to last year's own table, as it is often restated. Rows with the
    same value, limits, count and denominator are duplicates, of which the first is kept. What is
    left is a conflict.

    Parameters
    ----------
    figures : DataFrame
        As drafts have them, of all tables.
    fate : array of int8
        Their fates so far, as codes.
    where, row : arrays
        File (and sheet) and row of each.

    Returns
    -------
    array, list of Fault
        The fates, and a fault for each conflict.
    """
    live = fates.kept(fate) | (fate == fates.CODES[fates.SPLIT])
    claim = _claims(figures)
    if not _repeated(claim, live).any():
        return fate, []
    fate = fate.copy()
    fate[_restated(figures, claim, live)] = fates.CODES[fates.RESTATED]
    live &= fate != fates.CODES[fates.RESTATED]
    fate[_superseded(figures, claim, live)] = fates.CODES[fates.SUPERSEDED]
    live &= fate != fates.CODES[fates.SUPERSEDED]
    again, first = _later(claim, live)
    same = _equal(figures, again, first)
    fate[again[same]] = fates.CODES[fates.DUPLICATE]
    return fate, list(_conflicts(figures, again[~same], first[~same], where, row))


def _claims(figures: pd.DataFrame) -> np.ndarray:
    """Give one whole number for each key; a period is the same however it is spelt."""
    period = figures["period"].array
    spelt, _ = pd.factorize(np.array([period_key(text) for text in texts_of(period)], object))
    claim = spelt[period.codes].astype(np.int64)
    for name in ("indicator", "area", "sex", "age", "category"):
        column = figures[name].array
        if len(column.categories) > 1:
            claim = claim * len(column.categories) + column.codes
    return claim


def _repeated(claim: np.ndarray, live: np.ndarray) -> np.ndarray:
    repeated = np.zeros(len(claim), dtype=bool)
    repeated[live] = pd.Series(claim[live]).duplicated(keep=False).to_numpy()
    return repeated


def _restated(figures: pd.DataFrame, claim: np.ndarray, live: np.ndarray) -> np.ndarray:
    """Say which rows stand beside another year's, where that year's own table is there too."""
    beside = figures["beside"].to_numpy()
    if not beside.any():
        return beside
    own = np.isin(claim, claim[live & ~beside])
    return live & beside & own


def _superseded(figures: pd.DataFrame, claim: np.ndarray, live: np.ndarray) -> np.ndarray:
    """Say which rows have an older area type than another row with the same claim."""
    types = figures["area_type"].array
    age = np.array([version(text) for text in texts_of(types)], dtype=np.int64)[types.codes]
    newest = pd.Series(age[live]).groupby(claim[live]).transform("max").to_numpy()
    old = np.zeros(len(claim), dtype=bool)
    old[live] = age[live] < newest
    return old


def _later(claim: np.ndarray, live: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the rows that repeat a claim, and for each the first row that made it."""
    at = np.flatnonzero(live)
    codes, _ = pd.factorize(claim[at])
    first = np.full(codes.max() + 1, -1)
    first[codes[::-1]] = at[::-1]
    again = first[codes] != at
    return at[again], first[codes][again]


def _equal(figures: pd.DataFrame, some: np.ndarray, others: np.ndarray) -> np.ndarray:
    same = np.ones(len(some), dtype=bool)
    for name in _SAME:
        column = figures[name].to_numpy()
        one, other = column[some], column[others]
        same &= np.isclose(one, other, rtol=_ROUNDING, atol=0.0, equal_nan=True)
    return same


def _conflicts(
    figures: pd.DataFrame,
    again: np.ndarray,
    first: np.ndarray,
    where: np.ndarray,
    row: np.ndarray,
) -> Iterable[Fault]:
    value = figures["value"].to_numpy()
    names = named(figures, first)
    for later, earlier, name in zip(again, first, names, strict=True):
        place = "" if where[earlier] == where[later] else f" of {where[earlier]}"
        yield Fault(
            where[later],
            int(row[later]),
            None,
            f"{value[later]:.12g} for {name}, where row {row[earlier]}{place} has "
            f"{value[earlier]:.12g}" + _beside(figures, later, earlier),
            "one row for each indicator, area, period, sex, age and category",
            "Keep the right one; if they are different measures, give them different codes.",
        )


def _beside(figures: pd.DataFrame, later: int, earlier: int) -> str:
    """Say which other number differs, where the values do not."""
    for name in _SAME[1:]:
        one, other = figures[name].iloc[later], figures[name].iloc[earlier]
        if not np.isclose(one, other, rtol=_ROUNDING, atol=0.0, equal_nan=True):
            return f" ({name} {one:,.12g} and {other:,.12g})"
    return ""

"""Do the counts give the values? A table whose figures don't hang together is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers.columns import named as texts_of
from wcc_prioritise.evidence.readers.columns import words
from wcc_prioritise.tables import Fault

TOLERANCE = 0.005
"""A value may differ from its counts by half a per cent of itself, or by rounding."""

_HALF = 0.5 + 1e-6  # half a unit of the last decimal, with a whisker for binary fractions
_FACTORS = (100.0, 1_000.0, 100_000.0)
_MOST = 0.9  # of the rows, for a scale to be worth a word
_EXEMPT = re.compile(
    r"standardi[sz]ed|\bdsr\b|\bsmr\b|\bratio\b|life expectancy|\byears\b|\bscore\b|\bindex\b"
    r"|\badjusted\b|\bmodelled\b|\bmean\b|\bmedian\b|\baverage\b",
    re.IGNORECASE,
)


def agrees(
    value: np.ndarray, count: np.ndarray, denominator: np.ndarray, scale: float | np.ndarray
) -> np.ndarray:
    """Say of each row whether value = count / denominator x scale, to the tolerance."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.abs(value - count / denominator * scale) <= TOLERANCE * np.abs(value)


def exempt(unit: str) -> bool:
    """Say whether figures in a unit cannot be had from count and denominator.

    Examples
    --------
    >>> exempt("per 100,000, directly standardised"), exempt("%")
    (True, False)
    """
    return _EXEMPT.search(unit) is not None


def check_faults(figures: pd.DataFrame, where: np.ndarray, row: np.ndarray) -> Iterable[Fault]:
    """List the rows whose counts do not give their value, or whose limits are upside down.

    Parameters
    ----------
    figures : DataFrame
        As a draft has them.
    where, row : arrays
        File (and sheet) and row of each figure.
    """
    value, count, size, scale, low, high = (
        figures[name].to_numpy()
        for name in ("value", "count", "denominator", "scale", "lower", "upper")
    )
    free = np.array([exempt(text) for text in texts_of(figures["unit"].array)], dtype=bool)
    checked = np.isfinite(value + count + size + scale) & ~free[figures["unit"].cat.codes]
    wrong = checked & ~agrees(value, count, size, scale)
    if wrong.any():
        wrong &= ~_rounded(figures, value, count / np.where(size > 0, size, np.nan) * scale)
    for place in np.flatnonzero(wrong):
        yield _off(figures, place, where[place], int(row[place]))
    for place in np.flatnonzero(low > high):
        found = f"limits {low[place]:.12g} to {high[place]:.12g}"
        allowed = "a lower limit that is not above the upper one"
        do = "Put the limits the right way round."
        yield Fault(where[place], int(row[place]), "lower", found, allowed, do)


def _rounded(figures: pd.DataFrame, value: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Say which values are off by no more than the rounding of their indicator."""
    code = figures["indicator"].cat.codes.to_numpy()
    most: dict[int, int] = {}
    for indicator, number in zip(code, value, strict=True):
        if number == number:
            decimals = len(f"{number:.12f}".rstrip("0").partition(".")[2])
            most[indicator] = max(decimals, most.get(indicator, 0))
    steps = np.array([10.0 ** -most.get(indicator, 0) for indicator in code])
    return np.abs(value - expected) <= _HALF * steps


def _off(figures: pd.DataFrame, place: int, where: str, row: int) -> Fault:
    one = figures.iloc[place]
    value, scale = one["value"], one["scale"]
    expected = one["count"] / one["denominator"] * scale if one["denominator"] else np.nan
    do = "Check which count, denominator, unit and scale belong to the value."
    for factor in _FACTORS:
        if abs(value * factor - expected) <= TOLERANCE * abs(expected):
            do = f"The value looks like a fraction: multiply it by {factor:,.0f}."
            do += f" Or give the indicator the scale {scale / factor:g}."
            break
        if abs(value - expected * factor) <= TOLERANCE * abs(value):
            do = f"The value is {factor:,.0f} times what its counts give: check unit and scale."
            break
    return Fault(
        where,
        row,
        "value",
        f"{value:.12g} for {one['indicator']}, but count {one['count']:,.12g} / denominator "
        f"{one['denominator']:,.12g} x scale {scale:,.12g} = {expected:.6g}",
        "value = count / denominator x scale, to half a per cent of it or to rounding",
        do,
    )


def scale_seen(table: pd.DataFrame) -> dict[str, tuple[float, int, int]]:
    """Which scale do the counts of each indicator suggest?

    Parameters
    ----------
    table : DataFrame
        The table of a reading.

    Returns
    -------
    dict of str to tuple
        Indicator -> scale (1, 100, 1,000, 10,000 or 100,000), rows that fit it, rows looked at.
        Only scales that nine rows in ten fit.
    """
    told = table[["value", "count", "denominator"]].notna().all(axis=1)
    told &= (table["count"] > 0) & (table["denominator"] > 0)
    seen = {}
    for indicator, rows in table[told].groupby("indicator"):
        value, count, size = (rows[name].to_numpy() for name in ("value", "count", "denominator"))
        for scale in (1.0, *_FACTORS, 10_000.0):
            fit = int(agrees(value, count, size, scale).sum())
            if fit >= _MOST * len(rows):
                seen[indicator] = (scale, fit, len(rows))
    return seen


def directions_seen(table: pd.DataFrame) -> dict[str, str]:
    """Which direction do the publisher's Better and Worse suggest, where England is there?

    Parameters
    ----------
    table : DataFrame
        The table of a reading.

    Returns
    -------
    dict of str to str
        Indicator -> direction, where every judged row says the same.
    """
    keys = ["indicator", "period", "sex", "age"]
    judged = table[table["verdict"].isin(("Better", "Worse"))]
    whole = table[table["area_type"] == "England"].drop_duplicates(keys)
    both = judged.merge(whole[[*keys, "value"]], on=keys, suffixes=("", "_england"))
    above, better = both["value"] > both["value_england"], both["verdict"] == "Better"
    good = (above == better).groupby(both["indicator"]).mean()
    told = {1.0: "high is good", 0.0: "high is bad"}
    return {indicator: told[share] for indicator, share in good.items() if share in told}


def named(figures: pd.DataFrame, places: Iterable[int]) -> list[str]:
    """Name figures by indicator, area, period, sex and age."""
    columns = ("indicator", "area", "period", "sex", "age", "category")
    parts = [words(figures[name].array, places) for name in columns]
    return [", ".join(filter(None, part)) for part in zip(*parts, strict=True)]

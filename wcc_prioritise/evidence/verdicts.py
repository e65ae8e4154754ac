"""Is an area better or worse than England, and is it changing, by the publisher's own rules?

The bare functions give the words that Fingertips prints; `verdict_sheet` gives one area's sheet of
them, with how many flags chance alone would raise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from wcc_prioritise.evidence.areas import Areas
from wcc_prioritise.evidence.figures import blank_as_missing, checked, latest, with_intervals
from wcc_prioritise.evidence.intervals import _numbers, _refuse, standard_error
from wcc_prioritise.evidence.published import COLUMNS, DIRECTIONS, whole_areas
from wcc_prioritise.tables import InputError

WORDS = {
    "high is bad": ("Better", "Worse"),
    "high is good": ("Worse", "Better"),
    "": ("Lower", "Higher"),
}
"""Polarity -> the words for an interval wholly below, and wholly above, the reference."""

TREND_POINTS = 5
TREND_LIMIT = 9.5495
"""The chi-square (one degree of freedom) that chance passes once in 500."""

_CONFIDENCE = 0.95
_NO_TREND, _TOO_SHORT = "No significant change", "Cannot be calculated"


def compared(
    lower: ArrayLike, upper: ArrayLike, reference: ArrayLike, polarity: ArrayLike = ""
) -> np.ndarray:
    """Is the reference value inside the area's interval? Fingertips' word.

    The interval of the reference itself is not looked at, as in Fingertips.

    Parameters
    ----------
    lower, upper : array
        95 per cent limits of the area.
    reference : array
        England's value, or another's.
    polarity : array of str
        "high is bad", "high is good", or "" where no judgement is made.

    Returns
    -------
    array of str
        Better, Similar or Worse with a polarity; Lower, Similar or Higher without; Not compared
        where a number is missing.

    Raises
    ------
    InputError
        If a polarity is none of these.

    References
    ----------
    Public Health England, Fingertips "Guidance: comparing areas"; confirmed on 2,654 published
    rows, which it reproduces.

    Examples
    --------
    >>> compared([8.0, 9.0, 11.0], [9.5, 12.0, 13.0], 10.0, "high is bad").tolist()
    ['Better', 'Similar', 'Worse']
    """
    low, high, at = (_numbers(v, n) for v, n in ((lower, "lower"), (upper, "upper"),
                                                 (reference, "reference")))  # fmt: skip
    way = np.asarray(polarity, dtype=object)
    unknown = sorted({str(word) for word in way.ravel()} - set(WORDS))
    if unknown:
        raise InputError.of(
            found=f"polarity {unknown[0]!r}",
            allowed=f"{' or '.join(DIRECTIONS)}, or nothing",
            do="Say which way is good.",
        )
    below, above = (
        np.array([WORDS[w][end] for w in way.ravel()], dtype=object).reshape(way.shape)
        for end in (0, 1)
    )
    missing = np.isnan(low + high + at)
    said = np.where(high < at, below, np.where(low > at, above, "Similar"))
    return np.where(missing, "Not compared", said)[()]


def recent_trend(
    value: ArrayLike, lower: ArrayLike, upper: ArrayLike, polarity: str = ""
) -> np.ndarray:
    """Has an indicator changed over its last five periods? Fingertips' words.

    A straight line is fitted to the last five points, at 1 to 5, each weighted by 1 / SE^2 with
    SE = (upper - lower) / 3.92. There is a trend where (slope / SE of the slope)^2 is above 9.5495
    and the slope keeps its sign whichever point is left out.

    Parameters
    ----------
    value, lower, upper : array
        Values and their 95 per cent limits in the order of the periods, shape (..., periods).
    polarity : str
        "high is bad", "high is good", or "" where no judgement is made.

    Returns
    -------
    array of str
        One for each series, shape (...): Increasing or Decreasing, with "and getting better" or
        "and getting worse" where there is a polarity; No significant change; or Cannot be
        calculated, where fewer than five of the last five points have value and limits.

    Raises
    ------
    InputError
        If the polarity is unknown.

    References
    ----------
    Public code of the Fingertips service (Department of Health and Social Care, MIT licence); it
    reproduces all but one of the published trends it was tried on.

    Examples
    --------
    >>> value = np.array([10.0, 11.0, 12.0, 13.0, 14.0])
    >>> str(recent_trend(value, value - 0.5, value + 0.5, "high is bad"))
    'Increasing and getting worse'
    """
    series = [_numbers(v, n) for v, n in ((value, "value"), (lower, "lower"), (upper, "upper"))]
    y, low, high = np.broadcast_arrays(*series)
    if polarity not in WORDS:
        compared(0, 0, 0, polarity)  # refuses it in words
    if y.shape[-1] < TREND_POINTS:
        return np.full(y.shape[:-1], _TOO_SHORT, dtype=object)[()]
    y, low, high = (series[..., -TREND_POINTS:] for series in (y, low, high))
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = ((high - low) / 3.92) ** -2.0
        slope, spread = _slope(y, weight)
        clear = slope**2 * spread > TREND_LIMIT
        left = np.stack([_slope(y, weight * keep)[0] for keep in 1.0 - np.eye(TREND_POINTS)])
    clear &= (np.sign(left) == np.sign(slope)).all(axis=0)
    known = np.isfinite(y + weight).all(axis=-1)
    down, up = _trend_words(polarity)
    said = np.where(clear, np.where(slope > 0, up, down), _NO_TREND)
    return np.where(known, said, _TOO_SHORT).astype(object)[()]


def _slope(y: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit straight lines at 1, 2, ...: slopes, and 1 / SE^2 of each."""
    x = np.arange(1.0, y.shape[-1] + 1)
    centre = (weight * x).sum(axis=-1, keepdims=True) / weight.sum(axis=-1, keepdims=True)
    spread = (weight * (x - centre) ** 2).sum(axis=-1)
    return (weight * (x - centre) * y).sum(axis=-1) / spread, spread


def _trend_words(polarity: str) -> tuple[str, str]:
    if not polarity:
        return "Decreasing", "Increasing"
    low, high = (word.casefold() for word in WORDS[polarity])
    return f"Decreasing and getting {low}", f"Increasing and getting {high}"


def still_flagged(p: ArrayLike, rate: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Which differences stand once we allow for having looked at many? Benjamini-Hochberg.

    Parameters
    ----------
    p : array
        p-values of one sheet; missing ones are not counted among the tests.
    rate : float
        The share of the flags left that may be false, on average.

    Returns
    -------
    tuple of array
        Whether each stands, and its adjusted p.

    Raises
    ------
    InputError
        If a p does not lie from 0 to 1.

    References
    ----------
    Benjamini & Hochberg, Journal of the Royal Statistical Society B 1995;57:289-300, page 293.

    Examples
    --------
    >>> stands, adjusted = still_flagged([0.001, 0.04, 0.03, 0.9])
    >>> stands.tolist(), adjusted.round(3).tolist()
    ([True, False, False, False], [0.004, 0.053, 0.053, 0.9])
    """
    from scipy.stats import false_discovery_control

    values = np.atleast_1d(_numbers(p, "p"))
    _refuse(
        {"a p outside 0 to 1": (values < 0) | (values > 1)},
        allowed="p from 0 to 1",
        where="still_flagged",
    )
    known = ~np.isnan(values)
    adjusted = np.full(values.shape, np.nan)
    if known.any():
        adjusted[known] = false_discovery_control(values[known], method="bh")
    return adjusted <= rate, adjusted


@dataclass(frozen=True, eq=False, repr=False)
class VerdictSheet:
    """One area beside a reference on every indicator, by the publisher's rules.

    Parameters
    ----------
    area, area_name, reference : str
        Our area, and what it is set beside.
    tests : int
        How many figures could be compared.
    expected_false : float
        How many of them chance alone would flag, if our area were in truth like the reference.
    how : str
        The rules, in words.
    """

    area: str
    area_name: str
    reference: str
    tests: int
    expected_false: float
    how: str
    _table: pd.DataFrame
    _used: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """One row an indicator, sex and age.

        `verdict` and `trend` are by Fingertips' rules, worked out here; `publisher_verdict` is as
        published; `p` tests the area against the reference's value, `p_adjusted` allows for the
        whole sheet, and `stands` says whether the flag is left.
        """
        return self._table.copy(deep=False)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the published rows used."""
        rows = self._used.to_csv(index=False, lineterminator="\n")
        return hashlib.sha256(rows.encode("utf-8")).hexdigest()

    def summary(self) -> str:
        """Say in words how many flags there are, how many chance would raise, how many stand."""
        flags = int((~self._table["verdict"].isin(["Similar", "Not compared"])).sum())
        return (
            f"{self.area_name} beside {self.reference}: {flags} of {self.tests} figures differ at "
            f"95%; chance alone would flag about {self.expected_false:.1f}; "
            f"{int(self._table['stands'].sum())} stand when the whole sheet is allowed for."
        )

    def __repr__(self) -> str:
        """Say the same in one line."""
        return f"<VerdictSheet: {self.summary()}>"


def verdict_sheet(
    indicators: pd.DataFrame, *, area: str, reference: str = "England", rate: float = 0.05
) -> VerdictSheet:
    """On which indicators does our area differ from England, and how many by chance?

    Parameters
    ----------
    indicators : DataFrame
        Published figures, as for `benchmark`. Periods before the latest give the recent trend.
    area : str
        Code or name of our area.
    reference : str
        Code or name of the area whose value is the yardstick.
    rate : float
        The share of the flags left that may be false, on average (Benjamini-Hochberg).

    Returns
    -------
    VerdictSheet
        Word, trend, p and adjusted p of each figure.

    Raises
    ------
    InputError
        If an area is unknown, or rows cannot be compared.

    References
    ----------
    See `compared`, `recent_trend` and `still_flagged`.
    """
    rows = whole_areas(indicators)
    areas = Areas.of(rows)
    own, yardstick = areas.ours(area), areas.ours(reference)
    mine = _limited(rows[rows["area"] == own])
    now = latest(mine).sort_values("figure", ignore_index=True)
    theirs = rows[rows["area"] == yardstick].set_index("figure")["value"]
    at = theirs.reindex(now["figure"]).to_numpy(dtype=float)
    value, low, high = (now[column].to_numpy() for column in ("value", "lower", "upper"))
    p = _two_sided(value - at, standard_error(low, high, _CONFIDENCE))
    stands, adjusted = still_flagged(p, rate)
    table = now.rename(columns={"verdict": "publisher_verdict"}).assign(
        reference=at,
        verdict=compared(low, high, at, now["polarity"].to_numpy(dtype=object)),
        trend=[_trend_of(mine, row) for row in now.itertuples()],
        p=p,
        p_adjusted=adjusted,
        stands=stands,
    )
    tests = int((~np.isnan(p)).sum())
    return VerdictSheet(
        area=own,
        area_name=areas.names[own],
        reference=areas.names[yardstick],
        tests=tests,
        expected_false=tests * (1 - _CONFIDENCE),
        how="the area's 95% interval against the value of the reference, whose own error is left "
        f"out, as Fingertips does; trend over the last {TREND_POINTS} periods; "
        f"Benjamini-Hochberg over {tests} figures at {rate:.0%}",
        _table=blank_as_missing(table[list(_SHEET_COLUMNS)]),
        _used=pd.concat([mine, rows[rows["area"] == yardstick]])[list(COLUMNS)],
    )


_SHEET_COLUMNS = (
    "indicator", "indicator_name", "period", "sex", "age", "unit", "polarity", "value", "lower",
    "upper", "reference", "verdict", "publisher_verdict", "trend", "p", "p_adjusted", "stands",
)  # fmt: skip


def _limited(mine: pd.DataFrame) -> pd.DataFrame:
    """Give each figure its published limits, or where it has none those its counts give."""
    used = with_intervals(checked(mine), _CONFIDENCE)
    for end in ("lower", "upper"):
        used[end] = used[f"published_{end}"].fillna(used[end])
    return used


def _trend_of(mine: pd.DataFrame, now) -> str:
    """Say how one figure has changed up to its latest period."""
    same = (mine["indicator"] == now.indicator) & (mine["sex"] == now.sex)
    series = mine[same & (mine["age"] == now.age)].sort_values("when")
    figures = (series[column].to_numpy() for column in ("value", "lower", "upper"))
    return str(recent_trend(*figures, now.polarity))


def _two_sided(distance: np.ndarray, error: np.ndarray) -> np.ndarray:
    from scipy.stats import norm

    with np.errstate(divide="ignore", invalid="ignore"):
        return 2 * norm.sf(np.abs(distance) / error)

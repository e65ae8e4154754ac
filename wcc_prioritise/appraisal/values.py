"""What value, 0 to 100, does a figure have on fixed anchors?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.schema import GRADE_POINTS
from wcc_prioritise.schema.curves import curve_points, is_levels
from wcc_prioritise.tables import InputError

BEYOND = ("refuse", "stop", "go on")
"""What may be done with a figure outside the anchors."""

SLACK = 1e-9
"""A level counts as reached within this share of the scale, so that 0.1 + 0.2 reaches 0.3."""


def anchored(figures, at, values, beyond: str = "refuse") -> np.ndarray:
    """What value do figures have on a piecewise linear scale?

    Parameters
    ----------
    figures : array_like of float
        Figures in natural units; missing stays missing.
    at : array_like of float
        Figures at which the value is fixed, rising.
    values : array_like of float
        Their values.
    beyond : {"refuse", "stop", "go on"}
        What is done with a figure outside the anchors: refuse it, stop at the end value, or go on
        along the last segment.

    Returns
    -------
    ndarray
        Values in the unit of `values`, the shape of `figures`.

    Raises
    ------
    ValueError
        If `beyond` is "refuse" and a figure lies outside the anchors.

    References
    ----------
    Dodgson, Spackman, Pearman & Phillips, Multi-criteria analysis: a manual, DCLG 2009: global
    scales, whose end points are set before the options are scored.

    Examples
    --------
    >>> anchored([50, 60, 100], [50, 75, 90, 100], [1, 0.8, 0.5, 0])
    array([1.  , 0.92, 0.  ])
    """
    if beyond not in BEYOND:
        raise ValueError(f"beyond is {beyond!r}; use one of {', '.join(BEYOND)}")
    x, at, values = (np.asarray(a, dtype=float) for a in (figures, at, values))
    outside = (x < at[0]) | (x > at[-1])
    if beyond == "refuse" and outside.any():
        raise ValueError(f"{x[outside][0]:g} lies outside {at[0]:g} to {at[-1]:g}")
    inside = np.where(np.isnan(x), np.nan, np.interp(x, at, values))
    if beyond != "go on":
        return inside
    first, last = np.diff(values)[[0, -1]] / np.diff(at)[[0, -1]]
    low = values[0] + (x - at[0]) * first
    high = values[-1] + (x - at[-1]) * last
    return np.where(x < at[0], low, np.where(x > at[-1], high, inside))


def stepped(figures, at, values) -> np.ndarray:
    """What value do figures have on a scale of levels?

    A figure has the value of the best level that it has reached, coming from the worst; between two
    levels nothing is gained.

    Parameters
    ----------
    figures : array_like of float
        Figures in natural units; missing stays missing.
    at : array_like of float
        Figures of the levels, rising.
    values : array_like of float
        Their values, all rising or all falling.

    Returns
    -------
    ndarray
        Values in the unit of `values`, the shape of `figures`; outside the levels, the end value.

    Examples
    --------
    >>> stepped([0, 1.9, 2, 4], [0, 2, 4], [0, 50, 100])
    array([  0.,   0.,  50., 100.])
    >>> stepped([18, 13, 12, 3], [0, 12, 18], [100, 60, 0])  # fewer weeks are better
    array([ 0.,  0., 60., 60.])
    """
    x, at, values = (np.asarray(a, dtype=float) for a in (figures, at, values))
    slack = SLACK * (at[-1] - at[0])
    if values[-1] >= values[0]:
        place = np.searchsorted(at, x + slack, side="right") - 1
    else:
        place = np.searchsorted(at, x - slack, side="left")
    return np.where(np.isnan(x), np.nan, values[np.clip(place, 0, len(at) - 1)])


def health_gain(candidates: pd.DataFrame) -> pd.Series:
    """How many healthy years does each candidate bring with one year's people?

    Additional people who benefit a year x gain each (a share of full health) x years it lasts: the
    logic of STAR (Airoldi, Morton, Smith & Bevan, Medical Decision Making 2014;34:965-975).

    Parameters
    ----------
    candidates : DataFrame
        Table `candidates` of a case.

    Returns
    -------
    Series
        Healthy years for each year of full running, by candidate.
    """
    c = candidates.set_index("candidate")
    return (c["people"] * c["gain"] / 100 * c["duration"]).rename("health gain")


def measured_figures(
    criterion: dict, candidates: pd.DataFrame, measures: pd.DataFrame
) -> pd.Series:
    """What figure does each candidate have on a measured criterion, in natural units?"""
    codes = candidates["candidate"]
    if criterion["measured_from"] == "health gain":
        return health_gain(candidates)
    if criterion["measured_from"] == "evidence grade":
        return pd.Series(candidates["grade"].map(GRADE_POINTS).to_numpy(float), index=codes)
    rows = measures[measures["criterion"] == criterion["criterion"]]
    return rows.set_index("candidate")["likely"].astype(float).reindex(codes)


def has_true_zero(criterion: dict) -> bool:
    """Can a figure pass the best anchor? Only where nought means none of it."""
    return criterion["kind"] == "measured" and criterion["worst"] == 0 < criterion["best"]


def _curve(criterion: dict) -> tuple[np.ndarray, np.ndarray]:
    points = curve_points(criterion["curve"], criterion["worst"], criterion["best"])
    return tuple(np.asarray(a) for a in points)


def values_at(criterion: dict, figures, beyond: str = "refuse") -> np.ndarray:
    """What value do figures of any shape have on a criterion's anchors?

    Parameters
    ----------
    criterion : dict
        One row of the table `criteria`.
    figures : array_like of float
        Scores, or natural units where measured; missing stays missing.
    beyond : {"refuse", "stop", "go on"}
        As in `anchored`. A figure past the best anchor of a criterion with a true zero goes on
        along the line whatever is asked here, and levels have no line to go on along: they stop.

    Returns
    -------
    ndarray
        Values, the shape of `figures`.

    Raises
    ------
    ValueError
        If `beyond` is "refuse" and a figure lies outside the anchors.
    """
    at, values = _curve(criterion)
    x = np.asarray(figures, dtype=float)
    if is_levels(criterion["curve"]):
        if beyond == "refuse":
            anchored(x, at, values)
        return stepped(x, at, values)
    if has_true_zero(criterion):
        if beyond == "refuse":
            anchored(np.minimum(x, at[-1]), at, values)
        return anchored(np.maximum(x, at[0]) if beyond == "stop" else x, at, values, "go on")
    return anchored(x, at, values, beyond)


def outside_anchors(criterion: dict, figures: pd.Series) -> pd.Series:
    """Which figures lie outside the anchors, and may not?"""
    at, _ = _curve(criterion)
    passing = has_true_zero(criterion) and not is_levels(criterion["curve"])
    allowed = figures >= at[0] if passing else figures.between(at[0], at[-1])
    return figures[~allowed & figures.notna()]


def criterion_values(criterion: dict, figures: pd.Series, beyond: str = "refuse") -> pd.Series:
    """What value do the figures have on this criterion's own anchors?

    A measured figure beyond the best anchor goes on along the line where the criterion has a true
    zero; any other figure outside the anchors is refused unless something else is asked by name,
    never clipped in silence.

    Raises
    ------
    InputError
        If a figure lies outside the anchors and `beyond` is "refuse".
    """
    at, _ = _curve(criterion)
    bad = outside_anchors(criterion, figures)
    if beyond == "refuse" and len(bad):
        raise InputError.of(
            found=f"on {criterion['criterion']} ({criterion['name']}): {listed(bad)}",
            allowed=f"figures from {at[0]:g} to {at[-1]:g} {criterion['unit'] or ''}".rstrip(),
            do="Correct the figure, or widen the anchors before anybody scores.",
        )
    return pd.Series(values_at(criterion, figures, beyond), index=figures.index)


def listed(figures: pd.Series) -> str:
    """Name candidates with their figures."""
    return ", ".join(f"{code} {figure:g}" for code, figure in figures.items())


def figure_for(criterion: dict, value: float) -> float:
    """What is the first figure, coming from the worst, that gets a value?

    Parameters
    ----------
    criterion : dict
        One row of the table `criteria`.
    value : float
        The value wanted; above 100 only where the criterion has a true zero.

    Returns
    -------
    float
        Score, or natural units where measured (points of a grade where it is the evidence grade);
        missing where no figure gets the value.

    Examples
    --------
    >>> waits = {"kind": "measured", "curve": "18:0; 12:60; 0:100", "worst": 18, "best": 0}
    >>> figure_for(waits, 80)
    6.0
    """
    if criterion.get("measured_from") == "evidence grade":  # there is nothing between two grades
        points = sorted(GRADE_POINTS.values(), reverse=criterion["best"] < criterion["worst"])
        return next((p for p in points if values_at(criterion, p) >= value), float("nan"))
    at, values = _curve(criterion)
    if values[-1] < values[0]:
        at, values = at[::-1], values[::-1]
    if value > values[-1]:
        onward = has_true_zero(criterion) and not is_levels(criterion["curve"])
        rise = (values[-1] - values[-2]) / (at[-1] - at[-2])
        return float(at[-1] + (value - values[-1]) / rise) if onward and rise > 0 else float("nan")
    step = int(np.searchsorted(values, value))  # the first point with the value or more
    if step == 0 or is_levels(criterion["curve"]):
        return float(at[step])
    share = (value - values[step - 1]) / (values[step] - values[step - 1])
    return float(at[step - 1] + share * (at[step] - at[step - 1]))

"""What value, 0 to 100, does a figure have on fixed anchors?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.schema import GRADE_POINTS
from wcc_prioritise.schema.curves import curve_points
from wcc_prioritise.tables import InputError

BEYOND = ("refuse", "stop", "go on")


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


def criterion_values(criterion: dict, figures: pd.Series) -> pd.Series:
    """What value do the figures have on this criterion's own anchors?

    A measured figure beyond the best anchor goes on along the line where the criterion has a true
    zero; any other figure outside the anchors is refused, never clipped in silence.

    Raises
    ------
    InputError
        If a figure lies outside the anchors.
    """
    at, values = curve_points(criterion["curve"], criterion["worst"], criterion["best"])
    allowed = figures >= at[0] if has_true_zero(criterion) else figures.between(at[0], at[-1])
    bad = figures[~allowed & figures.notna()]
    if len(bad):
        listed = ", ".join(f"{code} {figure:g}" for code, figure in bad.items())
        raise InputError.of(
            found=f"on {criterion['criterion']} ({criterion['name']}): {listed}",
            allowed=f"figures from {at[0]:g} to {at[-1]:g} {criterion['unit'] or ''}".rstrip(),
            do="Correct the figure, or widen the anchors before anybody scores.",
        )
    beyond = "go on" if has_true_zero(criterion) else "refuse"
    return pd.Series(anchored(figures, at, values, beyond), index=figures.index)

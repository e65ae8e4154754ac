"""Between which bounds do the weights lie, where an answer was a range or was not given?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.judgement.answers import Weights, one_each, shares
from wcc_prioritise.judgement.panel import last_round
from wcc_prioritise.tables import Fault, InputError

MOST_POINTS = 100.0
"""Points of a step that was not weighed lie anywhere from 0 to this."""


@dataclass(frozen=True, eq=False, kw_only=True)
class RangeWeights(Weights):
    """Weights of one person who answered in ranges.

    Attributes
    ----------
    low, high : Series
        By criterion: between which bounds the weight lies; the weights themselves are those of the
        middle of every range.
    """

    low: pd.Series
    high: pd.Series


@dataclass(frozen=True, eq=False)
class Bounds:
    """Between which bounds every person's weights lie; frames are person by criterion.

    Attributes
    ----------
    points_low, points_high : DataFrame
        The answers: least and most points, the same where a single number was given, 0 and 100
        where none was.
    low, high : DataFrame
        Least and largest weight that agrees with the answers.
    partial : tuple of str
        People who left a criterion out; their bounds are wide, and nothing was filled in.
    """

    points_low: pd.DataFrame
    points_high: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    partial: tuple[str, ...]


def ranged(
    at_least: Mapping[str, float], at_most: Mapping[str, float], criteria: Iterable[str]
) -> RangeWeights:
    """Which weights do ranges of points stand for?

    Parameters
    ----------
    at_least, at_most : mapping of str to float
        Least and most points by criterion, 0 or more.
    criteria : iterable of str
        Every criterion.

    Raises
    ------
    InputError
        If a criterion is left out, or the most is less than the least.

    Examples
    --------
    >>> found = ranged({"C1": 100, "C2": 25}, {"C1": 100, "C2": 100}, ["C1", "C2"])
    >>> found.low.round(3).tolist(), found.high.round(3).tolist()
    ([0.5, 0.2], [0.8, 0.5])
    """
    codes = list(criteria)
    high = one_each(at_most, codes, "at most")
    low = one_each(at_least, codes, "at least", zeros=True)
    _refuse_turned(low.to_frame("the answers").T, high.to_frame("the answers").T)
    least, most = weight_bounds(low.to_frame().T, high.to_frame().T)
    return RangeWeights(
        weights=shares((low + high) / 2),
        method="ranges",
        answers={"at least": dict(at_least), "at most": dict(at_most)},
        low=least.iloc[0].rename("low"),
        high=most.iloc[0].rename("high"),
    )


def weight_bounds(
    points_low: pd.DataFrame, points_high: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Between which bounds do weights lie, given bounds of the points they come from?

    A weight is least when its own points are least and all others' are most, and the other way
    round, so the bounds are exact.

    Parameters
    ----------
    points_low, points_high : DataFrame
        Person by criterion, 0 or more.

    Returns
    -------
    low, high : DataFrame
        Person by criterion, 0 to 1. In every row the low bounds sum to at most 1, the high bounds
        to at least 1.
    """
    least, most = points_low.to_numpy(float), points_high.to_numpy(float)
    others_most = most.sum(axis=1, keepdims=True) - most
    others_least = least.sum(axis=1, keepdims=True) - least
    low = _share(least, others_most, alone=(most > 0).astype(float))
    high = _share(most, others_least, alone=np.zeros_like(most))
    frame = {"index": points_low.index, "columns": points_low.columns}
    return pd.DataFrame(low, **frame), pd.DataFrame(high, **frame)


def _share(own: np.ndarray, others: np.ndarray, alone: np.ndarray) -> np.ndarray:
    total = own + others
    return np.where(total > 0, own / np.where(total > 0, total, 1.0), alone)


def swing_bounds(swings: pd.DataFrame, criteria: Iterable[str]) -> Bounds:
    """Between which bounds does every person's answer put the weights?

    Parameters
    ----------
    swings : DataFrame
        Table `swings` of a case; of several rounds the latest counts. Where `at_least` or
        `at_most` is blank, the points stand for it.
    criteria : iterable of str
        Every criterion, in the order wanted.

    Returns
    -------
    Bounds
        One row for each person who gave any answer.

    Raises
    ------
    InputError
        If a range is turned round: at most is less than at least.
    """
    codes, latest = list(criteria), last_round(swings, ["criterion"])
    low = _wide(latest, "at_least", codes)
    high = _wide(latest, "at_most", codes)
    partial = tuple(low.index[low.isna().any(axis="columns")])
    low, high = low.fillna(0.0), high.fillna(MOST_POINTS)
    _refuse_turned(low, high)
    return Bounds(low, high, *weight_bounds(low, high), partial)


def _wide(latest: pd.DataFrame, column: str, codes: list[str]) -> pd.DataFrame:
    points = latest["points"].astype(float)
    given = latest[column].astype(float).fillna(points) if column in latest else points
    wide = latest.assign(given=given).pivot(index="person", columns="criterion", values="given")
    return wide.reindex(columns=codes).astype(float).sort_index()


def _refuse_turned(low: pd.DataFrame, high: pd.DataFrame) -> None:
    turned = (low > high).stack()
    faults = [
        Fault(
            "swings",
            None,
            "at_most",
            f"at most {high.at[person, code]:g}, at least {low.at[person, code]:g} on {code} "
            f"({person})",
            "at most that is not less than at least",
            "Ask for the two numbers again.",
        )
        for (person, code), wrong in turned.items()
        if wrong
    ]
    if faults:
        raise InputError(faults)

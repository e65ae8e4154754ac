"""Somebody's own rule for weights or for pooling: called with what it needs, and held to its word.

A rule is a plain function. What it gives back is checked before anything rests on it, and its name
and the hash of its source travel with the result.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from wcc_prioritise.case.functions import told
from wcc_prioritise.tables import InputError

SUM_TOLERANCE = 1e-9
"""How far one person's weights may sum from 1."""

Weighting = Callable[[pd.Series], pd.Series]
Pooling = Callable[[pd.DataFrame, pd.DataFrame], pd.Series]


def own_weights(weighting: Weighting, points: pd.DataFrame) -> pd.DataFrame:
    """What weights does somebody's own rule make of each person's points?

    Parameters
    ----------
    weighting : callable
        Gets the points of one person by criterion (Series) and gives weights by criterion (Series)
        that are 0 or more and sum to 1.
    points : DataFrame
        Person by criterion; people who left a criterion out are left out, as in `normalise`.

    Returns
    -------
    DataFrame
        Person by criterion, rows that sum to 1.

    Raises
    ------
    InputError
        If the rule stops, or gives anything else.
    """
    rows = {}
    for person, given in points.dropna().iterrows():
        what = f"the points of {person}"
        weights = called(weighting, what, list(points.columns), given.copy())
        if (weights < 0).any() or abs(weights.sum() - 1) > SUM_TOLERANCE:
            raise wrong(
                weighting,
                what,
                f"weights that sum to {weights.sum():.6g}, the least of them {weights.min():.6g}",
                "weights of 0 or more that sum to 1",
            )
        rows[person] = weights
    return pd.DataFrame.from_dict(rows, orient="index", columns=points.columns)


def own_pooled(
    pooling: Pooling, answers: pd.DataFrame, shares: pd.DataFrame, what: str
) -> pd.Series:
    """What does the room say on each item by somebody's own rule?

    Parameters
    ----------
    pooling : callable
        Gets the answers (person by item, missing is missing) and the shares (person by voice group)
        and gives one figure an item (Series).
    answers, shares : DataFrame
        As for `judgement.pool`.
    what : str
        What is pooled, in words.

    Returns
    -------
    Series
        By item; missing where nobody answered.

    Raises
    ------
    InputError
        If the rule stops, or gives no figure for an item that was answered.
    """
    answers = answers.sort_index()
    answered = answers.columns[answers.notna().any()]
    answers = answers[answered]
    shares = shares.reindex(answers.index)
    return called(pooling, what, list(answered), answers.copy(), shares.copy())


def called(function: Callable, what: str, items: list, *arguments) -> pd.Series:
    """Call somebody's own function and hold it to a finite figure for every item.

    Raises
    ------
    InputError
        If it stops with an error, gives no Series, leaves an item out or gives no finite figure.
    """
    try:
        given = function(*arguments)
    except Exception as error:  # whatever goes wrong in it, its author is told in words
        found = f"an error, {type(error).__name__}: {error}"
        raise wrong(function, what, found, "one figure for each item") from error
    if not isinstance(given, pd.Series) or not given.index.is_unique:
        raise wrong(function, what, type(given).__name__, "a Series with one figure an item")
    numbers = pd.to_numeric(given.reindex(items), errors="coerce").astype(float)
    bad = [str(item) for item in items if not np.isfinite(numbers[item])]
    if bad:
        raise wrong(function, what, f"no figure for {', '.join(bad[:5])}", "one for each item")
    return numbers


def wrong(function: Callable, what: str, found: str, allowed: str) -> InputError:
    """Make the error that names somebody's own function."""
    return InputError.of(
        found=f"{found}, from {told(function)} on {what}",
        allowed=allowed,
        do="Correct the function, or leave it out.",
    )

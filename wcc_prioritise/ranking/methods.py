"""What do other methods say? Each is asked through scikit-criteria, behind one guarded door.

scikit-criteria 0.10 takes blanks, negative weights, twin names and weights in another order without
a word; here they are refused before it is asked. Its matrix is built afresh for every question and
never sliced, replaced or pickled, and only scores are taken from it: ranks and ties are ours.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.case.functions import told
from wcc_prioritise.ranking.order import DECIMALS, weighted_sum
from wcc_prioritise.tables import InputError

METHODS = ("weighted sum", "TOPSIS", "VIKOR")
"""The methods that may be asked for by name; any other is a plain function."""

Method = str | Callable[[pd.DataFrame, pd.Series], pd.Series]


def name_of(method: Method) -> str:
    """What is a method called?"""
    return method if isinstance(method, str) else getattr(method, "__name__", type(method).__name__)


def second_opinion(
    method: Method,
    values: pd.DataFrame,
    weights: pd.Series,
    objectives: Sequence[str] | None = None,
) -> tuple[pd.Series, Mapping]:
    """How does a method score the candidates?

    Parameters
    ----------
    method : str or callable
        One of `METHODS`, or a function of the values (DataFrame) and the weights that sum to 1
        (Series) that gives scores (Series), higher is better.
    values : DataFrame
        Candidate by criterion, already on the scale that the method is to see: nothing is
        normalised here.
    weights : Series
        By criterion, in the order of the columns; 0 or more, not all 0, on any scale.
    objectives : sequence of {"max", "min"}, optional
        Which way is better, by criterion; all "max" when absent.

    Returns
    -------
    scores : Series
        By candidate, higher is better: the weighted sum; closeness to the ideal (TOPSIS); 1 - Q
        (VIKOR, v = 0.5).
    parts : mapping of str to ndarray
        What the score was made from: S, R and Q of VIKOR; empty for the others.

    Raises
    ------
    InputError
        If a value or a weight is missing or not finite, a weight is negative or all are 0, a name
        stands twice, names do not match, or the method is unknown or does not keep its word.

    References
    ----------
    Opricovic & Tzeng, European Journal of Operational Research 2004;156:445-455 (TOPSIS and VIKOR);
    Hwang & Yoon, Multiple attribute decision making, Springer 1981 (TOPSIS).
    """
    guard(values, weights, objectives)
    weights = (weights / weights.sum()).astype(float)
    if callable(method):
        return _own_scores(method, values, weights), {}
    must_be_one_of("method", method, METHODS)
    ways = np.array(["max"] * values.shape[1] if objectives is None else objectives)
    if method == "weighted sum":
        signs = np.where(ways == "max", 1.0, -1.0)
        return pd.Series(weighted_sum(values * signs, weights), index=values.index), {}
    telling = ((values.max() - values.min()).round(DECIMALS) > 0) & (weights > 0)
    if not telling.any():  # nothing tells the candidates apart: 0 / 0 in both methods
        return pd.Series(1.0, index=values.index), {}
    kept = telling.to_numpy()
    matrix = _matrix(values.loc[:, kept], weights[kept], ways[kept])
    return (_topsis if method == "TOPSIS" else _vikor)(matrix, values.index)


def _matrix(values: pd.DataFrame, weights: pd.Series, ways: Sequence[str]):
    """Build a matrix of scikit-criteria afresh, from plain arrays that name nothing."""
    from skcriteria import DecisionMatrix

    plain = pd.DataFrame(values.to_numpy(float)).rename(index=str, columns=str)
    objectives = [max if way == "max" else min for way in ways]
    return DecisionMatrix(plain, objectives=objectives, weights=weights.to_numpy(float))


def _topsis(matrix, names: pd.Index) -> tuple[pd.Series, Mapping]:
    from skcriteria.agg.topsis import TOPSIS

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that "min" is not recommended
        found = TOPSIS().evaluate(matrix).e_
    return pd.Series(np.asarray(found.similarity, dtype=float), index=names), {}


def _vikor(matrix, names: pd.Index) -> tuple[pd.Series, Mapping]:
    from skcriteria.agg.vikor import VIKOR

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that all have the same S or R
        found = VIKOR(use_compromise_set=False).evaluate(matrix).e_
    parts = {"S": found.s_k, "R": found.r_k, "Q": found.q_k}
    parts = {name: np.asarray(part, dtype=float) for name, part in parts.items()}
    return pd.Series(1.0 - parts["Q"], index=names), parts


def _own_scores(method: Callable, values: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Ask somebody's own method, and hold it to a finite score for every candidate."""
    try:
        given = method(values.copy(), weights.copy())
    except Exception as error:  # whatever goes wrong in it, its author is told in words
        raise _own_fault(method, f"an error, {type(error).__name__}: {error}") from error
    if not isinstance(given, pd.Series):
        raise _own_fault(method, f"{type(given).__name__} where a Series belongs")
    if not given.index.is_unique or not set(given.index) <= set(values.index):
        raise _own_fault(method, "scores of other candidates, or two of one")
    scores = pd.to_numeric(given.reindex(values.index), errors="coerce").astype(float)
    if bad := [str(code) for code in scores.index[~np.isfinite(scores)]]:
        raise _own_fault(method, f"no score for {', '.join(bad[:5])}")
    return scores


def _own_fault(method: Callable, found: str) -> InputError:
    return InputError.of(
        found=f"{found}, from {told(method)}",
        allowed="a Series with one finite score for each candidate, higher is better",
        do="Correct the function, or leave it out.",
    )


def referee(values: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """What does scikit-criteria's weighted sum say? An independent check on ours.

    Parameters
    ----------
    values : DataFrame
        Candidate by criterion, already anchored (0 to 100), all to be maximised.
    weights : Series
        By criterion, in the order of the columns; 0 or more, not all 0.

    Returns
    -------
    Series
        Weighted sum by candidate.

    Raises
    ------
    InputError
        If a value is missing, a weight is negative or the criteria do not match: scikit-criteria
        itself would go on without a word.
    """
    guard(values, weights)
    if (values < 0).to_numpy().any():
        raise _refused("a value below 0", "values of 0 or more in scikit-criteria's weighted sum")
    from skcriteria.agg.simple import WeightedSumModel

    matrix = _matrix(values, weights, ["max"] * values.shape[1])
    score = WeightedSumModel().evaluate(matrix).e_.score
    return pd.Series(np.asarray(score, dtype=float), index=values.index, name="weighted sum")


def guard(
    values: pd.DataFrame, weights: pd.Series, objectives: Sequence[str] | None = None
) -> None:
    """Refuse what a method could only answer wrongly.

    Raises
    ------
    InputError
        As told in `second_opinion`.
    """
    if not np.isfinite(values.to_numpy(float)).all():
        raise InputError.of(
            found="a missing value",
            allowed="a finite value in every cell",
            do="Score the empty cells, or leave the candidate out.",
        )
    if not (values.index.is_unique and values.columns.is_unique):
        raise _refused("a name that stands twice", "names that differ")
    if list(weights.index) != list(values.columns):
        raise _refused(
            "weights in another order than the criteria", "the same criteria in the same order"
        )
    if not ((weights >= 0) & np.isfinite(weights)).all() or not weights.sum() > 0:
        raise _refused(
            "weights that are negative, missing or all zero", "weights of 0 or more, not all 0"
        )
    if objectives is not None and (
        len(objectives) != values.shape[1] or not set(objectives) <= {"max", "min"}
    ):
        raise _refused(f"objectives {list(objectives)}", "max or min for each criterion")


def _refused(found: str, allowed: str) -> InputError:
    return InputError.of(found=found, allowed=allowed, do="Correct the argument.")

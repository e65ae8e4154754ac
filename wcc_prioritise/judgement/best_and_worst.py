"""Which weights do comparisons with the best and the worst criterion stand for? For analysts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.judgement.answers import Weights, one_each, shares
from wcc_prioritise.tables import Fault, InputError


@dataclass(frozen=True, eq=False, kw_only=True)
class BestWorst(Weights):
    """Weights from comparisons with the best and the worst.

    Attributes
    ----------
    xi : float
        Largest distance between an answer and the weights, the consistency of the linear model
        itself: 0 is wholly consistent. It is never divided by the table of the non-linear model.
    consistency : float
        Consistency of the answers alone, 0 (wholly consistent) to 1, needing no solution.
    by_criterion : Series
        The same by criterion; the largest points to the answers to look at first.
    """

    xi: float
    consistency: float
    by_criterion: pd.Series


def best_worst(
    best: str,
    worst: str,
    best_to_others: Mapping[str, float],
    others_to_worst: Mapping[str, float],
) -> BestWorst:
    """Which weights lie nearest to comparisons with the best and the worst criterion?

    Parameters
    ----------
    best, worst : str
        The criteria whose steps matter most and least.
    best_to_others : mapping of str to float
        How many times as much the best matters as each criterion, 1 or more; 1 for itself.
    others_to_worst : mapping of str to float
        How many times as much each criterion matters as the worst, 1 or more; 1 for itself.

    Returns
    -------
    BestWorst
        The weights of the linear model, with how far the answers contradict one another.

    Raises
    ------
    InputError
        If the two lists name different criteria, a number is below 1, or best and worst are
        compared in two ways.

    References
    ----------
    Rezaei, Omega 2016;64:126-130 (the linear model); Liang, Brunelli & Rezaei, Omega
    2020;96:102175 (consistency of the answers alone).

    Examples
    --------
    >>> found = best_worst("A", "C", {"A": 1, "B": 2, "C": 4}, {"A": 4, "B": 2, "C": 1})
    >>> (7 * found.weights).round(6).tolist(), found.consistency
    ([4.0, 2.0, 1.0], 0.0)
    """
    codes = list(best_to_others)
    to_others = one_each(best_to_others, codes, "best to others")
    to_worst = one_each(others_to_worst, codes, "others to worst")
    _refuse(best, worst, to_others, to_worst)
    weights, xi = _nearest(best, worst, to_others.sort_index(), to_worst.sort_index())
    most = to_others[worst]
    apart = (to_others * to_worst - most).abs().drop(list({best, worst}))
    by_criterion = apart / (most * most - most) if most > 1 else apart * 0.0
    return BestWorst(
        weights=shares(weights.reindex(codes)),
        method="best-worst",
        answers={"best": best, "worst": worst, "to": dict(to_others), "from": dict(to_worst)},
        found=_found(best, worst, to_others, to_worst, by_criterion),
        xi=xi,
        consistency=float(by_criterion.max()) if len(by_criterion) else 0.0,
        by_criterion=by_criterion,
    )


def _refuse(best: str, worst: str, to_others: pd.Series, to_worst: pd.Series) -> None:
    codes = list(to_others.index)
    wrong = [f"{name!r}" for name in (best, worst) if name not in codes]
    if not wrong and best == worst and len(codes) > 1:
        wrong = [f"{best} as best and as worst"]
    if not wrong:
        wrong = [
            f"{number:g} for {code}"
            for said in (to_others, to_worst)
            for code, number in said.items()
            if number < 1
        ]
        wrong += [f"{to_others[best]:g} for {best} beside itself"] if to_others[best] != 1 else []
        wrong += [f"{to_worst[worst]:g} for {worst} beside itself"] if to_worst[worst] != 1 else []
        if to_others[worst] != to_worst[best]:
            wrong.append(
                f"{best} beside {worst} answered twice, {to_others[worst]:g} and {to_worst[best]:g}"
            )
    allowed = "numbers of 1 or more, 1 for a criterion beside itself, best and worst compared once"
    if wrong:
        raise InputError(
            Fault("best and worst", None, None, one, allowed, "Ask again.") for one in wrong
        )


def _nearest(
    best: str, worst: str, to_others: pd.Series, to_worst: pd.Series
) -> tuple[pd.Series, float]:
    """Solve the linear model: the least xi that no answer is farther from than."""
    from scipy.optimize import linprog

    codes = list(to_others.index)
    at, number, rows = {code: i for i, code in enumerate(codes)}, len(codes), []
    for code in codes:
        for first, second, times in (
            (best, code, to_others[code]),
            (code, worst, to_worst[code]),
        ):
            gap = np.zeros(number)
            gap[at[first]] += 1
            gap[at[second]] -= times
            rows += [gap, -gap]
    limits = np.column_stack([np.array(rows), -np.ones(len(rows))])
    found = linprog(
        c=np.append(np.zeros(number), 1.0),
        A_ub=limits,
        b_ub=np.zeros(len(rows)),
        A_eq=[np.append(np.ones(number), 0.0)],
        b_eq=[1.0],
    )
    return pd.Series(found.x[:number].clip(min=0), index=codes), max(float(found.x[-1]), 0.0)


def _found(
    best: str, worst: str, to_others: pd.Series, to_worst: pd.Series, apart: pd.Series
) -> tuple[str, ...]:
    return tuple(
        f"By your answers {best} matters {to_others[code]:g} times as much as {code}, and {code} "
        f"{to_worst[code]:g} times as much as {worst}: {to_others[code] * to_worst[code]:g} times "
        f"in all, where you said {to_others[worst]:g}."
        for code in apart.sort_values(ascending=False, kind="stable").index
        if apart[code] > 0
    )

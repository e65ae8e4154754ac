"""Which weights does an order alone stand for? For those who dislike numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

import numpy as np
import pandas as pd

from wcc_prioritise.judgement.answers import Weights, places, shares, unknown
from wcc_prioritise.tables import InputError

MOST_IN_PART = 14
"""A partial order of more criteria than this has too many full orders to go through."""


def roc(number: int) -> np.ndarray:
    """Which weights stand for the first, second ... of so many places?

    The rank order centroid: the mean of all weights that fall from place to place and sum to 1.

    Parameters
    ----------
    number : int
        How many criteria there are.

    Returns
    -------
    ndarray of shape (number,)
        Weights, largest first; they sum to 1.

    References
    ----------
    Barron & Barrett, Management Science 1996;42:1515-1523; Edwards & Barron, Organizational
    Behavior and Human Decision Processes 1994;60:306-325.

    Examples
    --------
    >>> roc(2)
    array([0.75, 0.25])
    """
    inverse = 1 / np.arange(1, number + 1)
    return inverse[::-1].cumsum()[::-1] / number


def rank_order(
    order: Iterable[str | Iterable[str]], criteria: Iterable[str] | None = None
) -> Weights:
    """Which weights does an order stand for?

    Tied criteria share the mean of the weights of their places: no order among them was said, and
    that mean is what `partial_order` gives for them. Criteria that were not put in order tie for
    the last places.

    Parameters
    ----------
    order : iterable
        Criteria, most important first; tied ones stand together in a group, as
        `["C1", ["C2", "C3"], "C4"]`.
    criteria : iterable of str, optional
        Every criterion, in the order wanted; by default those named.

    Raises
    ------
    InputError
        If a criterion is unknown or named twice, or none is named.

    Examples
    --------
    >>> rank_order(["C1", ["C2", "C3"]]).weights.round(4).to_dict()
    {'C1': 0.6111, 'C2': 0.1944, 'C3': 0.1944}
    """
    order = [group if isinstance(group, str) else tuple(group) for group in order]
    named = [c for group in order for c in ([group] if isinstance(group, str) else group)]
    codes = list(criteria) if criteria is not None else list(dict.fromkeys(named))
    groups = places(order, codes)
    if not groups:
        raise InputError.of(where="order", found="nobody's order", do="Ask which step comes first.")
    left = [code for code in codes if code not in named]
    groups += [left] if left else []
    found = (f"{', '.join(left)} had no place and tie for the last.",) if left else ()
    weights = shares(pd.Series(_tied(groups), dtype=float).reindex(codes))
    return Weights(weights=weights, method="rank order", answers=tuple(order), found=found)


def _tied(groups: Sequence[Sequence[str]]) -> dict[str, float]:
    centroid, start, weights = roc(sum(map(len, groups))), 0, {}
    for group in groups:
        mean = float(centroid[start : start + len(group)].mean())
        weights.update(dict.fromkeys(group, mean))
        start += len(group)
    return weights


def order_swings(
    orders: pd.DataFrame, swings: pd.DataFrame, criteria: Iterable[str]
) -> pd.DataFrame:
    """Which points stand for the orders of people who gave no sizes?

    Parameters
    ----------
    orders : DataFrame
        person, criterion, order (1 comes first, tied ones share a number) and round, as the sheets
        that came back hold them.
    swings : DataFrame
        Points that were given; whoever gave any in a round keeps to them.
    criteria : iterable of str
        Every criterion; those without a place tie for the last.

    Returns
    -------
    DataFrame
        person, criterion, points (100 for the first, the others in the ratio of their weights),
        method (`rank order`) and round: rows for the table of swings.

    Examples
    --------
    >>> said = {"person": "S1", "criterion": ["C1", "C2"], "order": [2, 1], "round": 1}
    >>> none = pd.DataFrame(columns=["person", "criterion", "points", "round"])
    >>> order_swings(pd.DataFrame(said), none, ["C1", "C2"])["points"].round(1).tolist()
    [33.3, 100.0]
    """
    codes, rows = list(criteria), []
    sized = set(zip(swings["person"], swings["round"], strict=True))
    for (person, round_), said in orders.groupby(["person", "round"], sort=True):
        if (person, round_) not in sized:
            groups = [list(tied["criterion"]) for _, tied in said.groupby("order", sort=True)]
            weights = rank_order(groups, codes).weights
            points = 100 * weights / weights.max()
            rows += [(person, code, points[code], "rank order", round_) for code in codes]
    return pd.DataFrame(rows, columns=["person", "criterion", "points", "method", "round"])


def partial_order(before: Iterable[tuple[str, str]], criteria: Iterable[str]) -> Weights:
    """Which weights does part of an order stand for?

    Every full order that agrees with what was said counts the same, and the weights are the mean of
    theirs: the centre of all weights that agree with what was said.

    Parameters
    ----------
    before : iterable of (str, str)
        Pairs in which the step on the first matters more than the step on the second; none is
        allowed, and gives equal weights.
    criteria : iterable of str
        Every criterion, at most 14.

    Raises
    ------
    InputError
        If a criterion is unknown, the pairs go round in a circle, or there are too many criteria.

    Examples
    --------
    >>> partial_order([("C1", "C2"), ("C1", "C3")], ["C1", "C2", "C3"]).weights.round(4).tolist()
    [0.6111, 0.1944, 0.1944]
    """
    before, codes = [tuple(pair) for pair in before], list(criteria)
    if faults := unknown([code for pair in before for code in pair], codes, "order"):
        raise InputError(faults)
    _refuse_large(codes)
    _refuse_circles(before)
    at = {code: place for place, code in enumerate(codes)}
    above = [0] * len(codes)
    for first, second in before:
        above[at[second]] |= 1 << at[first]
    weights = pd.Series(_chance_of_places(above) @ roc(len(codes)), index=codes)
    return Weights(weights=shares(weights), method="rank order in part", answers=tuple(before))


def _refuse_large(codes: Sequence[str]) -> None:
    if len(codes) > MOST_IN_PART:
        raise InputError.of(
            where="order",
            found=f"{len(codes)} criteria",
            allowed=f"at most {MOST_IN_PART} with part of an order",
            do="Put all of them in order, tied ones level, or weight branch by branch.",
        )


def _refuse_circles(before: Sequence[tuple[str, str]]) -> None:
    graph: dict[str, set[str]] = {}
    for first, second in before:
        graph.setdefault(second, set()).add(first)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise InputError.of(
            where="order",
            found=f"a circle: {' before '.join(error.args[1])}",
            allowed="an order with a first and a last",
            do="Ask which of these answers is meant.",
        ) from None


def _chance_of_places(above: Sequence[int]) -> np.ndarray:
    """Give the chance of each criterion at each place over all full orders that agree.

    Sets of criteria are the bits of a number: the ways to fill the first places with a set, times
    the ways to go on from it, count the full orders that pass through it.
    """
    number = len(above)
    ways, onward = [0] * (1 << number), [0] * (1 << number)
    ways[0] = onward[-1] = 1
    steps = [
        [i for i in range(number) if not here >> i & 1 and above[i] & ~here == 0]
        for here in range(1 << number)
    ]
    for here, free in enumerate(steps):
        for i in free if ways[here] else ():
            ways[here | 1 << i] += ways[here]
    for here in range((1 << number) - 2, -1, -1):
        onward[here] = sum(onward[here | 1 << i] for i in steps[here])
    counts = np.zeros((number, number))
    for here, free in enumerate(steps):
        for i in free if ways[here] else ():
            counts[i, here.bit_count()] += ways[here] * onward[here | 1 << i] / onward[0]
    return counts

"""How much does each criterion matter, to each person and to the room?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from wcc_prioritise.case.functions import told
from wcc_prioritise.judgement.answers import Weights, one_each, places, shares, unknown
from wcc_prioritise.judgement.panel import last_round, pool
from wcc_prioritise.judgement.steps import ranges
from wcc_prioritise.tables import Fault, InputError

SUM_TOLERANCE = 1e-9
"""How far the weights of a function of somebody's own may sum from 1."""


def swing_points(swings: pd.DataFrame, criteria: list[str]) -> pd.DataFrame:
    """What points did each person give to each swing?

    Parameters
    ----------
    swings : DataFrame
        Table `swings` of a case; of several rounds the latest counts.
    criteria : list of str
        Every criterion, in the order wanted.

    Returns
    -------
    DataFrame
        Person by criterion, points 0 to 100; missing where a person left a criterion out.
    """
    latest = last_round(swings, ["criterion"])
    wide = latest.pivot(index="person", columns="criterion", values="points")
    return wide.reindex(columns=criteria).astype(float).sort_index()


def normalise(points: pd.DataFrame) -> pd.DataFrame:
    """What weights do the points stand for?

    Each person's points are divided by their own sum before anything is pooled, so that a person
    who writes large numbers does not count for more (HM Treasury, Green Book supplementary guidance
    on multi-criteria decision analysis, 2024, on swing weighting).

    Parameters
    ----------
    points : DataFrame
        Person by criterion, points 0 or more.

    Returns
    -------
    DataFrame
        Person by criterion, weights that sum to 1 in every row. People who left a criterion out are
        left out whole, for a weight only means something beside all the others; so are people who
        gave no point to anything.

    Examples
    --------
    >>> normalise(pd.DataFrame({"C1": [100.0], "C2": [60.0], "C3": [40.0]}, index=["S1"]))
         C1   C2   C3
    S1  0.5  0.3  0.2
    """
    complete = _complete(points)
    return complete.div(complete.sum(axis="columns"), axis="index")


def _complete(points: pd.DataFrame) -> pd.DataFrame:
    complete = points.dropna()
    return complete[complete.sum(axis="columns") > 0]


def person_weights(
    points: pd.DataFrame, weighting: Callable[[pd.Series], pd.Series] | None = None
) -> pd.DataFrame:
    """What weights do the points stand for, by our rule or by a function of somebody's own?

    Parameters
    ----------
    points : DataFrame
        Person by criterion, as `swing_points` gives them.
    weighting : callable, optional
        A plain function: the points of one person, a Series by criterion, become weights, a Series
        by criterion that sums to 1. `case.functions.told` names it for the record.

    Returns
    -------
    DataFrame
        Person by criterion, weights that sum to 1 in every row; people who left a criterion out are
        left out whole.

    Raises
    ------
    InputError
        If the function fails, misses a criterion, or gives weights that are negative, missing or do
        not sum to 1; every person for whom it does is named.

    Examples
    --------
    >>> points = pd.DataFrame({"C1": [100.0], "C2": [50.0]}, index=["S1"])
    >>> person_weights(points, lambda p: p**2 / (p**2).sum())
         C1   C2
    S1  0.8  0.2
    """
    if weighting is None:
        return normalise(points)
    complete, rows, faults = _complete(points), [], []
    for person, given in complete.iterrows():
        weights, wrong = _own_weights(given, weighting)
        rows.append(weights)
        if wrong:
            do = "Correct the function; it gets the points of one person, a Series by criterion."
            allowed = "a weight of 0 or more for every criterion, summing to 1"
            faults.append(Fault(told(weighting), None, None, f"{wrong} for {person}", allowed, do))
    if faults:
        raise InputError(faults)
    return pd.DataFrame(rows, index=complete.index, columns=complete.columns, dtype=float)


def _own_weights(given: pd.Series, weighting: Callable) -> tuple[list[float], str]:
    """Ask the function for one person's weights; say what is wrong with them."""
    try:
        answer = weighting(given.copy())
    except Exception as error:  # whatever it is, the reader gets words
        return [], f"{type(error).__name__}: {error}"
    if not isinstance(answer, pd.Series):
        return [], f"a {type(answer).__name__} where a Series belongs"
    missed = [code for code in given.index if code not in answer.index]
    extra = [str(code) for code in answer.index if code not in given.index]
    if missed or extra or not answer.index.is_unique:
        return [], f"no weight of {', '.join(missed)}" if missed else "weights of other things"
    weights = pd.to_numeric(answer.reindex(given.index), errors="coerce")
    if not (weights >= 0).all():
        return [], f"{answer[weights.index[~(weights >= 0)][0]]} as a weight"
    total = math.fsum(weights)
    wrong = "" if abs(total - 1) <= SUM_TOLERANCE else f"weights that sum to {total:.4g}"
    return list(weights), wrong


def pool_weights(weights: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """What weights does the room give, by person and by voice group?

    Parameters
    ----------
    weights : DataFrame
        Person by criterion, rows that sum to 1.
    shares : DataFrame
        Person by voice group, as `memberships` gives them.

    Returns
    -------
    DataFrame
        Criterion by `person`, `group`, `count` and `spread`; the two columns of weights sum to 1.
    """
    pooled = pool(weights, shares)
    table = pd.DataFrame(
        {
            "person": pooled.person / pooled.person.sum(),
            "group": pooled.group / pooled.group.sum(),
            "count": pooled.count,
            "spread": pooled.spread,
        }
    )
    table.index.name = "criterion"
    return table


def whole_shares(weights: pd.Series) -> pd.Series:
    """What shares of 100 do weights come to, in whole numbers that add up?

    The largest remainders are rounded up, ties in the order given.

    Parameters
    ----------
    weights : Series
        Weights by criterion that sum to 1.

    Returns
    -------
    Series
        Whole numbers by criterion that sum to 100.

    Examples
    --------
    >>> whole_shares(pd.Series([1 / 3, 1 / 3, 1 / 3])).tolist()
    [34, 33, 33]
    """
    exact = 100 * weights / weights.sum()
    whole = np.floor(exact + 1e-9).astype(int)
    rest = (exact - whole).round(9).sort_values(ascending=False, kind="stable")
    whole[rest.index[: 100 - int(whole.sum())]] += 1
    return whole


def swing(
    points: Mapping[str, float],
    criteria: pd.DataFrame,
    order: Iterable[str | Iterable[str]] | None = None,
) -> Weights:
    """What weights do one person's swings stand for?

    First the order: with everything at its worst, which one step to the best would you take first,
    which next? Then the size: the first step is worth 100, how much is the next one beside it?

    Parameters
    ----------
    points : mapping of str to float
        Points by criterion, 100 for the step that matters most.
    criteria : DataFrame
        Table `criteria` of a case: every criterion with its range.
    order : iterable, optional
        The order that was said first, most important first; tied criteria stand in a group.

    Returns
    -------
    Weights
        Points divided by their sum; `found` asks where order and size disagree.

    Raises
    ------
    InputError
        If a criterion has no range or no words for it, or the points are not one for each.

    References
    ----------
    von Winterfeldt & Edwards, Decision analysis and behavioral research, Cambridge 1986, chapter 8;
    HM Treasury & DESNZ, Use of multi-criteria decision analysis in options appraisal, 2024.
    """
    ranges(criteria)
    codes = list(criteria["criterion"])
    given = one_each(points, codes)
    found = []
    if order is not None:
        groups = places(order, codes)
        left = [code for code in codes if not any(code in group for group in groups)]
        found = against_order(groups, given, left)
    if given.max() != 100:
        found.append(
            f"The step that matters most has {given.max():.0f} points. Call it 100 and hold the "
            "others against it."
        )
    return Weights(weights=shares(given), method="swing", answers=dict(points), found=tuple(found))


def against_order(
    groups: Sequence[Sequence[str]], given: pd.Series, left: Sequence[str] = ()
) -> list[str]:
    """Where do the sizes turn the order round?

    Parameters
    ----------
    groups : sequence of sequences of str
        Criteria, most important first; tied ones stand together.
    given : Series
        Points by criterion.
    left : sequence of str
        Criteria without a place; they come after all others, and in no order.

    Returns
    -------
    list of str
        Questions to the person.
    """
    asked = [
        f"You put {first} before {second}, but gave {second} more points "
        f"({given[second]:.0f} and {given[first]:.0f}). Which is right?"
        for above, below in pairwise([*groups, left])
        for first in above
        for second in below
        if given[second] > given[first]
    ]
    tied = [
        f"You put {' and '.join(group)} level, but gave them different points. Which is right?"
        for group in groups
        if given[list(group)].nunique() > 1
    ]
    return asked + tied


def share_points(
    points: Mapping[str, float], criteria: Iterable[str], total: float = 100.0
) -> Weights:
    """What weights do points stand for that were shared out of a total?

    Parameters
    ----------
    points : mapping of str to float
        Points by criterion, 0 or more, that come to the total.
    criteria : iterable of str
        Every criterion.
    total : float
        How many points there were to share out.

    Raises
    ------
    InputError
        If the points do not come to the total, or are not one for each criterion.

    Examples
    --------
    >>> share_points({"C1": 50, "C2": 30, "C3": 20}, ["C1", "C2", "C3"]).weights.tolist()
    [0.5, 0.3, 0.2]
    """
    given = one_each(points, criteria)
    out = math.fsum(given)
    if not math.isclose(out, total, rel_tol=SUM_TOLERANCE):
        rest = f"{total - out:g} are left" if out < total else f"{out - total:g} are too many"
        raise InputError.of(
            where="points",
            found=f"{out:g} points given out of {total:g}",
            allowed=f"points that come to {total:g}",
            do=f"Share them out again: {rest}.",
        )
    return Weights(weights=shares(given), method="points", answers=dict(points))


def swing_ratios(ratios: Iterable[tuple[str, str, float]], criteria: Iterable[str]) -> Weights:
    """What weights do exact statements stand for, such as "this step matters twice as much"?

    Parameters
    ----------
    ratios : iterable of (str, str, float)
        One criterion, another, and how many times as much the step on the first matters.
    criteria : iterable of str
        Every criterion; the statements must tie all of them together.

    Raises
    ------
    InputError
        If a criterion hangs loose, a ratio is not above 0, or two statements contradict each other.

    Examples
    --------
    >>> said = [("C1", "C3", 2), ("C3", "C2", 2)]
    >>> (7 * swing_ratios(said, ["C1", "C2", "C3"]).weights).round(9).tolist()
    [4.0, 1.0, 2.0]
    """
    ratios, codes = [tuple(said) for said in ratios], list(criteria)
    faults = unknown([code for one in ratios for code in one[:2]], codes, "ratios")
    faults += [
        Fault("ratios", None, None, f"{times!r} for {a} beside {b}", "a number above 0", "Ask.")
        for a, b, times in ratios
        if not 0 < times < math.inf
    ]
    sizes = {} if faults else _chained(ratios, codes)
    loose = [code for code in codes if code not in sizes]
    if loose and not faults:
        do = "Ask how it stands beside one of the others."
        found = f"{', '.join(loose)} tied to nothing that was said of {codes[0]}"
        faults.append(Fault("ratios", None, None, found, "statements that tie all together", do))
    faults += [] if faults else _contradicted(ratios, sizes)
    if faults:
        raise InputError(faults)
    weights = shares(pd.Series({code: sizes[code] for code in codes}, dtype=float))
    return Weights(weights=weights, method="swing ratios", answers=tuple(ratios))


def _chained(ratios: Sequence[tuple], codes: Sequence[str]) -> dict[str, float]:
    """Follow the statements from the first criterion to every other one they reach."""
    sizes, waiting = {codes[0]: 1.0}, [codes[0]]
    while waiting:
        here = waiting.pop()
        for a, b, times in ratios:
            other, size = (b, sizes[here] / times) if a == here else (a, sizes[here] * times)
            if here in (a, b) and other not in sizes:
                sizes[other] = size
                waiting.append(other)
    return sizes


def _contradicted(ratios: Sequence[tuple], sizes: Mapping[str, float]) -> list[Fault]:
    return [
        Fault(
            "ratios",
            None,
            None,
            f"{a} said to matter {times:g} times as much as {b}, where the other statements make "
            f"it {sizes[a] / sizes[b]:.3g} times",
            "statements that agree",
            "Ask which of them is meant.",
        )
        for a, b, times in ratios
        if not math.isclose(sizes[a] / sizes[b], times, rel_tol=SUM_TOLERANCE)
    ]

"""How much more, or less, would one criterion have to matter for another to lead? Exactly."""

from __future__ import annotations

import html
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.ranking import DECIMALS
from wcc_prioritise.robustness.draws import cells
from wcc_prioritise.robustness.stress import refuse_too_few
from wcc_prioritise.tables import InputError

CONVENTIONS = {
    "proportional": "the other weights keep their ratios and share the rest",
    "alone": "the other weights stay as they are, and the sum is no longer 1",
}
"""What happens to the other weights when one is moved, by name."""

AT_THE_END = {"below 0%": "close to 0%", "above 100%": "close to 100%"}
"""What is said of a weight that whole per cents would put out of reach."""

SAME = 10.0**-DECIMALS
"""Values and weights nearer than this are taken for equal."""


@dataclass(frozen=True, eq=False)
class Tipping:
    """At which weight of one criterion does somebody else lead?

    Attributes
    ----------
    table : DataFrame
        One row a criterion: criterion, name, weight (now), lower and lower_to (the weight below
        which another leads, and who), upper and upper_to; missing where the leader leads all the
        way to 0 or 1.
    leading : DataFrame
        One row for every stretch of weights with the same leader: criterion, low, high, leader.
        Where several lead alike, the first by code is named.
    crossings : DataFrame
        Every weight from 0 to 1 at which two candidates are level: criterion, a, b, weight.
    ends : DataFrame
        Value of every candidate with the weight at 0 and at 1: index (criterion, candidate),
        columns 0 and 1. Between them it lies on a straight line.
    leader : str
        Who leads now.
    convention : str
        `proportional` or `alone`.
    appraisal : Appraisal
        What it was made from.
    """

    table: pd.DataFrame
    leading: pd.DataFrame
    crossings: pd.DataFrame
    ends: pd.DataFrame
    leader: str
    convention: str
    appraisal: Appraisal

    @property
    def words(self) -> tuple[str, ...]:
        """One sentence a criterion, in whole per cents; `table` has the figures in full."""
        names = self.appraisal.case.names
        return tuple(_sentence(row, names, names[self.leader]) for row in self.table.itertuples())

    def __repr__(self) -> str:
        """Say in one line on how many criteria the lead hangs."""
        hang = int(self.table[["lower", "upper"]].notna().any(axis=1).sum())
        return (
            f"<Tipping: the lead of {self.leader} could be lost on {hang} of {len(self.table)} "
            f"criteria; {CONVENTIONS[self.convention]}>"
        )

    def _repr_html_(self) -> str:
        """Show the sentences."""
        items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in self.words)
        return (
            f"<p>One weight at a time, {CONVENTIONS[self.convention]}:</p><ul>{items}</ul>"
            "<p>Next: <code>smallest_change(appraisal)</code>, because weights may move together."
            "</p>"
        )


def _sentence(row, names: pd.Series, leader: str) -> str:
    now, said = f"{row.weight:.0%}", []
    for side, tip, to in (
        ("below", row.lower, row.lower_to),
        ("above", row.upper, row.upper_to),
    ):
        if not pd.isna(tip):
            where = f"just {side} that" if f"{tip:.0%}" == now else f"{side} {tip:.0%}"
            said.append(f"{AT_THE_END.get(where, where)} {names[to]} leads")
    what = "; ".join(said) if said else f"{leader} leads whatever its weight"
    return f"{row.name} (now {now}): {what}."


def tipping_weights(appraisal: Appraisal, others: str = "proportional") -> Tipping:
    """At which weight of each criterion does somebody else lead?

    Nothing is sampled: along one weight every value is a straight line, and the leader is read off
    where the lines cross.

    Parameters
    ----------
    appraisal : Appraisal
        Of two or more candidates and criteria, every cell with a value.
    others : {"proportional", "alone"}
        What the other weights do: keep their ratios and share the rest, or stay as they are.

    Returns
    -------
    Tipping

    Raises
    ------
    InputError
        If there is nothing to compare, a value is missing, or the convention has another name.

    References
    ----------
    Triantaphyllou & Sanchez, Decision Sciences 1997;28:151-194 (the most critical criterion and
    its break points).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> tipping = tipping_weights(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> tipping.leader
    'P20'
    """
    refuse_too_few(appraisal)
    refuse_unknown(appraisal)
    if others not in CONVENTIONS:
        raise InputError.of(
            found=f"others={others!r}", allowed=", ".join(CONVENTIONS), do="Choose one of them."
        )
    codes = np.array(sorted(appraisal.values.index))  # so that the first by code is named
    values = appraisal.values.loc[codes].to_numpy(float)
    weights, criteria = appraisal.weights.to_numpy(float), appraisal.values.columns
    leader = codes[int(np.argmax(np.round(values @ weights, DECIMALS)))]
    named = appraisal.case.criteria.set_index("criterion")["name"]
    rows, stretches, crossing, ends = [], [], [], []
    for column, criterion in enumerate(criteria):
        lines = lines_of(values, weights, column, others)
        found = leading(*lines)
        for (low, first), (high, _) in zip(found, [*found[1:], (1.0, None)], strict=True):
            stretches.append((criterion, low, high, codes[first]))
        tips = _tips(lines, weights[column], int(np.flatnonzero(codes == leader)[0]))
        tips = [x if i % 2 == 0 or x is None else codes[x] for i, x in enumerate(tips)]
        rows.append((criterion, named[criterion], weights[column], *tips))
        a, b, at = crossings(*lines)
        level = {"criterion": criterion, "a": codes[a], "b": codes[b], "weight": at}
        crossing.append(pd.DataFrame(level))
        ends.append(pd.DataFrame({0: lines[0], 1: lines[0] + lines[1]}, index=codes))
    columns = ["criterion", "name", "weight", "lower", "lower_to", "upper", "upper_to"]
    return Tipping(
        table=pd.DataFrame(rows, columns=columns),
        leading=pd.DataFrame(stretches, columns=["criterion", "low", "high", "leader"]),
        crossings=pd.concat(crossing, ignore_index=True),
        ends=pd.concat(ends, keys=criteria, names=["criterion", "candidate"]),
        leader=str(leader),
        convention=others,
        appraisal=appraisal,
    )


def refuse_unknown(appraisal: Appraisal) -> None:
    """Refuse values that are missing: what is exact needs them all."""
    if gaps := int(appraisal.values.isna().to_numpy().sum()):
        raise InputError.of(
            where="scores and measures",
            found=f"{cells(gaps)} without a value",
            allowed="a value in every cell",
            do="Score them, or use stress(), which draws what is missing.",
        )


def lines_of(values, weights, column: int, others: str = "proportional"):
    """Along which line does each value move with the weight of one criterion?

    Parameters
    ----------
    values : ndarray, option x criterion
    weights : ndarray
        They sum to 1.
    column : int
        The criterion that is moved.
    others : {"proportional", "alone"}

    Returns
    -------
    start, slope : ndarray
        Value at weight t is start + slope x t.
    """
    values, weights = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    rest = np.delete(np.arange(len(weights)), column)
    if others == "alone":
        return values[:, rest] @ weights[rest], values[:, column].copy()
    left = weights[rest].sum()
    shares = weights[rest] / left if left > SAME else np.full(len(rest), 1 / max(len(rest), 1))
    start = values[:, rest] @ shares
    return start, values[:, column] - start


def crossings(start: np.ndarray, slope: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """At which weights from 0 to 1 are two options level? Pairs that always are have none.

    Returns
    -------
    a, b, at : ndarray
        The two options, and the weight.
    """
    a, b = np.triu_indices(len(start), 1)
    steeper = slope[b] - slope[a]
    meet = np.abs(steeper) > SAME
    a, b = a[meet], b[meet]
    at = (start[a] - start[b]) / steeper[meet]
    inside = (at >= -SAME) & (at <= 1 + SAME)
    return a[inside], b[inside], np.clip(at[inside], 0.0, 1.0)


def leading(start: np.ndarray, slope: np.ndarray, low: float = 0.0, high: float = 1.0):
    """Who leads from one weight to another, and from where on?

    Returns
    -------
    list of (float, int)
        From which weight on which option leads; of several that are level all the way, the first.
    """
    at, found = low, []
    while not found or at < high:
        leader = _best(start + slope * at, slope)
        if found and at <= found[-1][0] + SAME:  # three or more cross at one weight
            found.pop()
        found.append((float(at), leader))
        steeper = slope - slope[leader]
        passes = np.full(len(start), np.inf)
        rising = steeper > SAME
        passes[rising] = (start[leader] - start[rising]) / steeper[rising]
        at = max(passes.min(), at)
        if at > high - SAME:
            break
    return found


def _best(value: np.ndarray, slope: np.ndarray) -> int:
    """Give the option that leads just beyond: the best, of equals the steepest, then the first."""
    best = np.flatnonzero(value >= value.max() - SAME)
    steepest = best[slope[best] >= slope[best].max() - SAME]
    return int(steepest[0])


def _tips(lines, weight: float, leader: int) -> list:
    """Give the weights at which the leader stops leading, below and above, and for whom."""
    start, slope = lines
    below = _tip(start + slope * weight, -slope, weight, leader)
    above = _tip(start + slope * weight, slope, 1 - weight, leader)
    lower = (None, None) if below is None else (weight - below[0], below[1])
    upper = (None, None) if above is None else (weight + above[0], above[1])
    return [*lower, *upper]


def _tip(value: np.ndarray, slope: np.ndarray, room: float, leader: int):
    """How far can one go before somebody passes the leader, and who is it?"""
    steeper = slope - slope[leader]
    gains = np.flatnonzero(steeper > SAME)
    if not len(gains):
        return None
    at = np.maximum(value[leader] - value[gains], 0.0) / steeper[gains]
    if at.min() >= room - SAME:
        return None
    passing = gains[at <= at.min() + SAME]
    return float(at.min()), int(passing[np.argmax(slope[passing])])

"""Which weight moves the difference between two candidates most?"""

from __future__ import annotations

import html
from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.ranking import DECIMALS, order_of
from wcc_prioritise.robustness.stress import refuse_too_few
from wcc_prioritise.robustness.tipping import lines_of, refuse_unknown
from wcc_prioritise.tables import InputError


@dataclass(frozen=True, eq=False)
class Tornado:
    """The difference between two candidates as each weight is moved down and up.

    Attributes
    ----------
    table : DataFrame
        Longest bar first: criterion, name, weight, low and high (points of difference with the
        weight lowered and raised), length.
    a, b : str
        The two candidates; the difference is a less b.
    difference : float
        In points, with the weights as they are.
    change : float
        The share by which each weight is moved; the others are rescaled in proportion.
    appraisal : Appraisal
        What it was made from.
    """

    table: pd.DataFrame
    a: str
    b: str
    difference: float
    change: float
    appraisal: Appraisal

    @property
    def words(self) -> str:
        """Say whether any single change of this size turns the order round."""
        names = self.appraisal.case.names
        moved = f"one weight moved {self.change:.0%} either way"
        ends, side = self.table[["low", "high"]].round(DECIMALS), round(self.difference, DECIMALS)
        if side == 0:
            parted = ", ".join(self.table.loc[(ends != 0).any(axis=1), "name"])
            end = f"are parted by {moved}: {parted}" if parted else f"stay so with any {moved}"
            return f"{names[self.a]} and {names[self.b]} are level, and {end}."
        ahead, behind = (self.a, self.b) if side > 0 else (self.b, self.a)
        which = ", ".join(self.table.loc[(ends * side < 0).any(axis=1), "name"])
        if which:
            return f"{names[ahead]} would fall behind {names[behind]} with {moved}: {which}."
        return f"{names[ahead]} stays ahead of {names[behind]} with any {moved}."

    def __repr__(self) -> str:
        """Say in one line what was compared."""
        return f"<Tornado: {self.a} less {self.b}, {self.difference:.1f} points; {self.words}>"

    def _repr_html_(self) -> str:
        """Show the sentence and the bars as figures."""
        shown = self.table.round({"low": 1, "high": 1, "length": 1, "weight": 3})
        return f"<p>{html.escape(self.words)}</p>{shown.to_html(index=False, escape=True)}"


def tornado(
    appraisal: Appraisal, a: str | None = None, b: str | None = None, change: float = 0.25
) -> Tornado:
    """Which weight moves the difference between two candidates most?

    Parameters
    ----------
    appraisal : Appraisal
        Of two or more candidates, every cell with a value.
    a, b : str, optional
        Codes of the two; without them the best two that are not named.
    change : float
        The share of itself by which each weight is lowered and raised, above 0 and at most 1; the
        others keep their ratios and share the rest. No weight is raised above 1.

    Returns
    -------
    Tornado

    Raises
    ------
    InputError
        If there is nothing to compare, a value is missing, or an argument is not allowed.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> tornado(wcc.appraise(wcc.read(wcc.sample("northmere")))).table["criterion"].iloc[0]
    'C1'
    """
    refuse_too_few(appraisal)
    refuse_unknown(appraisal)
    if not isinstance(change, Real) or not 0 < change <= 1:
        raise InputError.of(
            found=f"change={change!r}", allowed="above 0 and at most 1", do="Choose another."
        )
    a, b = _two(appraisal, a, b)
    values, weights = appraisal.values.loc[[a, b]].to_numpy(float), appraisal.weights
    ends = bars(values[0] - values[1], weights.to_numpy(float), change)
    names = appraisal.case.criteria.set_index("criterion")["name"].reindex(weights.index)
    table = pd.DataFrame(
        {
            "criterion": weights.index,
            "name": names.to_numpy(),
            "weight": weights.to_numpy(),
            "low": ends[:, 0],
            "high": ends[:, 1],
            "length": np.abs(ends[:, 1] - ends[:, 0]),
        }
    )
    table = table.sort_values("length", ascending=False, kind="stable", ignore_index=True)
    difference = float((values[0] - values[1]) @ weights.to_numpy(float))
    return Tornado(table, a, b, difference, change, appraisal)


def bars(ahead: np.ndarray, weights: np.ndarray, change: float) -> np.ndarray:
    """Give the difference with each weight lowered and raised: criterion x 2.

    Parameters
    ----------
    ahead : ndarray
        By criterion: value of the one less that of the other.
    weights : ndarray
        They sum to 1.
    change : float
        The share by which each weight is moved.
    """
    ends = []
    for column, weight in enumerate(weights):
        start, slope = lines_of(np.atleast_2d(ahead), weights, column)
        moved = np.minimum(weight * np.array([1 - change, 1 + change]), 1.0)
        ends.append(start[0] + slope[0] * moved)
    return np.array(ends)


def _two(appraisal: Appraisal, a: str | None, b: str | None) -> tuple[str, str]:
    codes = list(order_of(appraisal.value).index)
    for code in (a, b):
        if code is not None:
            must_be_one_of("candidate", code, codes)
    if a is not None and a == b:
        raise InputError.of(
            found=f"{a} twice", allowed="two different candidates", do="Name another."
        )
    free = [code for code in codes if code not in (a, b)]
    a = free.pop(0) if a is None else a
    return a, free.pop(0) if b is None else b

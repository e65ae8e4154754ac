"""Which weights do criteria under headings get? Heading first, then within. For analysts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wcc_prioritise.judgement.answers import Weights, one_each, shares
from wcc_prioritise.tables import Fault, InputError

Answers = Mapping[str, float] | pd.Series | Weights


def branch_first(branches: Answers, within: Mapping[str, Answers]) -> Weights:
    """Which weights do headings weighted first, and criteria within each heading next, stand for?

    A heading that is cut into more criteria then weighs no more than before.

    Parameters
    ----------
    branches : mapping, Series or Weights
        Points or weights of every heading, for the step in which all of it goes from worst to best.
    within : mapping of str to (mapping, Series or Weights)
        For each heading, points or weights of its criteria.

    Returns
    -------
    Weights
        By criterion: the share within the heading times the heading's share; they sum to 1.

    Raises
    ------
    InputError
        If a heading has no criteria, or a criterion stands under two headings.

    Examples
    --------
    >>> found = branch_first(
    ...     {"care": 50, "money": 50}, {"care": {"A": 2, "B": 2}, "money": {"C": 1}}
    ... )
    >>> found.weights.to_dict()
    {'A': 0.25, 'B': 0.25, 'C': 0.5}
    """
    top = _weights(branches, "headings")
    faults = [
        Fault("headings", None, None, f"nothing within {name!r}", "criteria in each", "Add them.")
        for name in top.index.symmetric_difference(list(within))
    ]
    leaves = [code for answers in within.values() for code in _codes(answers)]
    faults += [
        Fault("headings", None, None, f"{code} under two headings", "each under one", "Choose one.")
        for code in dict.fromkeys(leaves)
        if leaves.count(code) > 1
    ]
    if faults:
        raise InputError(faults)
    parts = [_weights(within[name], name) * top[name] for name in top.index]
    found = [said for given in (branches, *within.values()) for said in getattr(given, "found", ())]
    return Weights(
        weights=shares(pd.concat(parts)),
        method="headings first",
        answers=(branches, dict(within)),
        found=tuple(found),
    )


def _codes(answers: Answers) -> list[str]:
    return list(answers.weights.index if isinstance(answers, Weights) else dict(answers))


def _weights(answers: Answers, what: str) -> pd.Series:
    if isinstance(answers, Weights):
        return answers.weights
    return shares(one_each(answers, _codes(answers), what))


def splitting(
    weights: pd.Series, headings: pd.Series, top: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """How much does a heading carry because it was split, and how much on its own?

    Parameters
    ----------
    weights : Series
        By criterion; they sum to 1.
    headings : Series
        Heading of each criterion; blank where it stands alone.
    top : mapping of str to float, optional
        Points of each heading's own step, where people were asked for it. Otherwise each heading is
        taken at the largest of its criteria: its own step is at least that one.

    Returns
    -------
    DataFrame
        One row a heading: heading, criteria (how many), carries (summed weight), alone (weight by
        its own step), times (carries divided by alone).

    Examples
    --------
    >>> split = pd.Series(0.2, index=["A", "B", "C1", "C2", "C3"])
    >>> heading = pd.Series({"C1": "C", "C2": "C", "C3": "C"}).reindex(split.index)
    >>> splitting(split, heading).query("heading == 'C'")[["carries", "alone"]].round(2)
       carries  alone
    2      0.6   0.33
    """
    named = headings.reindex(weights.index)
    named = named.where(named.notna(), named.index.to_series()).rename("heading")
    grouped = weights.groupby(named, sort=False)
    table = pd.DataFrame({"criteria": grouped.size(), "carries": grouped.sum()})
    own = grouped.max() if top is None else one_each(top, list(table.index), "headings")
    table["alone"] = own / own.sum()
    times = table["carries"] / table["alone"].replace(0.0, np.nan)
    return table.assign(times=times).rename_axis("heading").reset_index()

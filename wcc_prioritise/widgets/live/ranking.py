"""Who leads now, on which weights, and what has moved?"""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.ranking import order_of
from wcc_prioritise.widgets.live.parts import Cell, View, bar, cell, table

FULL = 100.0
"""The length of a bar that is as long as can be: the best value there is."""


class Valued(Protocol):
    """What has a value for each candidate: an appraisal, or what other weights come to."""

    case: Case
    value: pd.Series
    weights: pd.Series


def ranking_view(now: Valued, before: Valued | None = None) -> View:
    """Who leads, and who has moved?

    Parameters
    ----------
    now : Appraisal or Weighed
        Values of the candidates.
    before : Appraisal or Weighed, optional
        What they are held against.

    Returns
    -------
    View
        A row a candidate, best first; equals share a place; values in whole points.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> ranking_view(appraisal).words.splitlines()[1].startswith("1; ")
    True
    """
    ordered, names = order_of(now.value), now.case.names.to_dict()
    level = ordered["rank"].duplicated(keep=False).tolist()
    was = {} if before is None else order_of(before.value)["rank"].to_dict()
    rows = []
    for code, value, place, shared in zip(
        ordered.index, ordered["value"].tolist(), ordered["rank"].tolist(), level, strict=True
    ):
        row = [_place(place, shared), cell(f"{code} {names[code]}"), _value(value)]
        rows.append(row if before is None else [*row, cell(move_words(was.get(code), place))])
    heads = ["Place", "Candidate", "Value, 0 to 100", "Moved"]
    return table("Who leads now", heads[: 3 if before is None else 4], rows)


def _place(place: object, shared: bool) -> Cell:
    if pd.isna(place):
        return cell("not known")
    return cell(f"{place} (level)" if shared else f"{place}")


def _value(value: float) -> Cell:
    return cell("not known") if pd.isna(value) else bar(value / FULL, f"{value:.0f}")


def move_words(was: object, now: object) -> str:
    """Say how far a candidate has moved, with a symbol beside the words.

    Examples
    --------
    >>> move_words(4, 2), move_words(1, 2), move_words(3, 3)
    ('▲ up 2', '▼ down 1', '= as before')
    """
    if was is None or pd.isna(was) or pd.isna(now):
        return ""
    step = int(was) - int(now)
    return f"▲ up {step}" if step > 0 else f"▼ down {-step}" if step < 0 else "= as before"


def weights_view(now: Valued, before: Valued | None = None) -> View:
    """How much does each step matter, in hundredths of the whole?

    Parameters
    ----------
    now : Appraisal or Weighed
        With its weights.
    before : Appraisal or Weighed, optional
        What they are held against.
    """
    names = now.case.criteria.set_index("criterion")["name"].to_dict()
    was = {} if before is None else before.weights.to_dict()
    longest = max(now.weights.max(), 1e-9)
    rows = []
    for code, weight in now.weights.items():
        row = [cell(f"{code} {names[code]}"), bar(weight / longest, f"{100 * weight:.0f}")]
        rows.append(row if before is None else [*row, cell(f"{100 * was[code]:.0f}")])
    heads = ["Criterion", "Of 100", "What it was"]
    return table("How much each step matters", heads[: 2 if before is None else 3], rows)

"""How do many people's answers become one, with its spread and its count?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.case.functions import told
from wcc_prioritise.tables import InputError

SPREAD_NEEDS = 3
"""A spread of fewer people would give away who said what."""


@dataclass(frozen=True)
class Pooled:
    """Pooled answers: each frame has the items as its index.

    Attributes
    ----------
    person : Series
        Mean in which every person counts the same.
    group : Series
        Mean in which every voice group counts the same.
    count : Series
        How many people answered.
    spread : Series
        Standard deviation over people; missing for fewer than three.
    """

    person: pd.Series
    group: pd.Series
    count: pd.Series
    spread: pd.Series

    def by(self, rule: str) -> pd.Series:
        """Give the mean under a rule of the charter, `person` or `group`."""
        return self.group if rule == "group" else self.person


def memberships(people: pd.DataFrame, voice_groups: pd.DataFrame) -> pd.DataFrame:
    """How much does each person count in each voice group?

    A person in k groups counts 1/k in each, so that nobody counts more than once.

    Parameters
    ----------
    people : DataFrame
        Table `people` of a case.
    voice_groups : DataFrame
        Table `voice_groups` of a case; without rows everybody stands in one group, `panel`.

    Returns
    -------
    DataFrame
        Person by group, shares that sum to 1 in every row.

    Examples
    --------
    >>> people = pd.DataFrame({"person": ["S1", "S2"], "roles": [("GP", "patient"), ("GP",)]})
    >>> groups = pd.DataFrame({"group": ["public", "clinicians"], "role": ["patient", "GP"]})
    >>> memberships(people, groups)
    group   clinicians  public
    person
    S1             0.5     0.5
    S2             1.0     0.0
    """
    if voice_groups.empty:
        return pd.DataFrame({"panel": 1.0}, index=pd.Index(people["person"], name="person"))
    of_role: dict[str, set[str]] = {}
    for group, role in zip(voice_groups["group"], voice_groups["role"], strict=True):
        of_role.setdefault(role, set()).add(group)
    held = {
        person: set().union(*(of_role.get(role, ()) for role in roles))
        for person, roles in zip(people["person"], people["roles"], strict=True)
    }
    names, groups = sorted(held), sorted(set().union(*held.values()))
    rows = [[(g in held[p]) / max(len(held[p]), 1) for g in groups] for p in names]
    return pd.DataFrame(
        rows, pd.Index(names, name="person"), pd.Index(groups, name="group"), dtype=float
    )


def pool(answers: pd.DataFrame, shares: pd.DataFrame) -> Pooled:
    """What does the room say on each item?

    Parameters
    ----------
    answers : DataFrame
        Person by item; a missing answer is missing, never zero.
    shares : DataFrame
        Person by voice group, as `memberships` gives them.

    Returns
    -------
    Pooled
        Means by person and by group, with count and spread. A group that gave no answer to an item
        is left out of that item's mean over groups.
    """
    answers = answers.sort_index()
    given = answers.to_numpy(float)
    answered = ~np.isnan(given)
    filled = np.where(answered, given, 0.0)
    weight = shares.reindex(answers.index).to_numpy(float)
    mass = weight.T @ answered
    with np.errstate(invalid="ignore", divide="ignore"):
        group_means = np.where(mass > 0, (weight.T @ filled) / mass, np.nan)
        heard = (mass > 0).sum(axis=0)
        by_group = np.where(heard > 0, np.nansum(group_means, axis=0) / heard, np.nan)
    count, by_person, spread = mean_and_spread(given)
    item = answers.columns
    return Pooled(
        person=pd.Series(by_person, index=item),
        group=pd.Series(by_group, index=item),
        count=pd.Series(count, index=item),
        spread=pd.Series(spread, index=item),
    )


def mean_and_spread(given: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How many answered each item, what is their mean, and how far apart are they?

    Parameters
    ----------
    given : ndarray
        Person by item; missing where not answered.

    Returns
    -------
    count, mean, spread : ndarray
        By item; the spread (standard deviation) is missing for fewer than three people.
    """
    count = (~np.isnan(given)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(given, axis=0) / count
        spread = np.sqrt(np.nansum((given - mean) ** 2, axis=0) / (count - 1))
    return count, mean, np.where(count >= SPREAD_NEEDS, spread, np.nan)


def last_round(answers: pd.DataFrame, items: list[str]) -> pd.DataFrame:
    """Keep each person's latest answer on each item; the earlier rounds stay in the case."""
    ordered = answers.sort_values("round", kind="stable")
    return ordered.drop_duplicates(["person", *items], keep="last")


def pool_scores(scores: pd.DataFrame, shares: pd.DataFrame) -> Pooled:
    """What does the room say of each candidate on each judged criterion?

    Parameters
    ----------
    scores : DataFrame
        Table `scores` of a case; a missing score is "don't know" and counts for nobody.
    shares : DataFrame
        Person by voice group.

    Returns
    -------
    Pooled
        Items are pairs (candidate, criterion).
    """
    latest = last_round(scores, ["candidate", "criterion"])
    wide = latest.pivot(index="person", columns=["candidate", "criterion"], values="score")
    return pool(wide.sort_index(axis="columns").astype(float), shares)


@dataclass(frozen=True)
class OwnPooled:
    """Answers pooled by somebody's own rule.

    Attributes
    ----------
    figures : Series
        By item; missing where nobody answered.
    rule : str
        Name of the function and the hash of its source.
    """

    figures: pd.Series
    rule: str


def pool_with(
    pooling: Callable[[pd.DataFrame, pd.DataFrame], pd.Series],
    answers: pd.DataFrame,
    shares: pd.DataFrame,
) -> OwnPooled:
    """What does the room say on each item, by somebody's own rule?

    Parameters
    ----------
    pooling : callable
        Gets answers (person by item, missing is missing) and shares (person by voice group), gives
        a Series with one figure for each item.
    answers, shares : DataFrame
        As for `pool`. The rule sees only the items that somebody answered.

    Returns
    -------
    OwnPooled
        The figures, and which function gave them.

    Raises
    ------
    InputError
        If the function stops, gives other items than it was given, gives no figure for one, or a
        figure below every answer or above every answer: no fair rule can say that.

    Examples
    --------
    >>> answers = pd.DataFrame({"P1": [10.0, 20.0, 90.0]}, index=list("abc"))
    >>> shares = pd.DataFrame({"panel": 1.0}, index=answers.index)
    >>> float(pool_with(lambda answers, shares: answers.median(), answers, shares).figures["P1"])
    20.0
    """
    answers = answers.sort_index()
    heard = answers.loc[:, answers.notna().any()]
    try:
        given = pooling(heard.copy(), shares.reindex(heard.index).copy())
    except Exception as wrong:  # whatever goes wrong in it, its author is told in words
        raise _own_fault(pooling, f"an error, {type(wrong).__name__}: {wrong}") from wrong
    if not isinstance(given, pd.Series):
        raise _own_fault(pooling, type(given).__name__)
    if not given.index.is_unique or set(given.index) != set(heard.columns):
        raise _own_fault(pooling, "other items than it was given")
    figures = pd.to_numeric(given.reindex(heard.columns), errors="coerce").astype(float)
    hair = 1e-9 * (1 + heard.abs().max())
    outside = ~((figures >= heard.min() - hair) & (figures <= heard.max() + hair))
    if outside.any():
        item = figures.index[outside][0]
        raise _own_fault(pooling, f"{figures[item]:g} on {item}, which is not among its answers")
    return OwnPooled(figures.reindex(answers.columns), told(pooling))


def _own_fault(pooling: Callable, found: str) -> InputError:
    return InputError.of(
        found=f"{found}, from {told(pooling)}",
        allowed="a Series with one figure for each item, between its lowest and highest answer",
        do="Correct the function, or leave it out.",
    )

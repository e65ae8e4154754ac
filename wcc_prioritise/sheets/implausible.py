"""Which typed scores look like slips of the hand? Questions to look up on the paper, no faults."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.sheets.asked import judged

FAR = 4.0
"""A score so many of a person's usual distances from the others is looked up."""

LEAST_FAR = 30.0
"""A score less far than this (points of 100) is never looked up for its distance alone."""

COMPANY = 15.0
"""A score within this of anybody else's on the same cell is an opinion that others share."""

STEPPED = 0.9
"""A person of whose scores this share ends in 0 or 5 is taken to count in fives."""

LEAST_ROWS = 5
"""Fewer scores than this, moved together, cannot be told from opinion."""

CALMER = 0.25
"""Moving scores explains them when the squared distances fall to this share or less."""

_USUAL = 1.4826  # makes the median distance comparable with a standard deviation
_COLUMNS = ["person", "candidate", "criterion", "score", "looks_like", "why"]


def implausible(scores: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Which scores should be looked up on the paper before they count?

    Three patterns are looked for: digits that changed places (a person who counts in fives wrote
    57, and 75 fits), a score far from what the person's own level and the other people's scores
    lead one to expect, and a run of scores that fits the row above or below, or the criterion
    beside, much better than where it stands. Nothing is changed: an unusual opinion is an opinion.

    Parameters
    ----------
    scores : DataFrame
        Typed answers in the shape of the table of scores, of one or several people; of each round
        by itself.
    case : Case
        The case; its order of candidates and criteria is that of the sheets.

    Returns
    -------
    DataFrame
        person, candidate, criterion, score, looks_like (the figure that would fit, or missing) and
        why; in the order of the sheets.
    """
    found: list[tuple] = []
    for _, one in scores.dropna(subset=["score"]).groupby("round", sort=True):
        wide = _wide(one, case)
        others, company = _others(wide), _company(wide)
        for person in wide.index:
            cells = pd.DataFrame(
                {
                    "given": wide.loc[person],
                    "expected": others.loc[person],
                    "shared": company.loc[person],
                }
            )
            found += _of_person(person, cells)
    return pd.DataFrame(found, columns=_COLUMNS)


def _wide(scores: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Give the scores person by cell; cells in the order of the sheets."""
    order = [judged(case), list(case.candidates["candidate"])]
    order = pd.MultiIndex.from_product(order, names=["criterion", "candidate"])
    wide = scores.pivot(index="person", columns=["criterion", "candidate"], values="score")
    return wide.reindex(columns=order).astype(float)


def _others(wide: pd.DataFrame) -> pd.DataFrame:
    """Give, for each person and cell, the median of the others, moved to the person's level."""
    medians = {person: wide.drop(index=person).median() for person in wide.index}
    others = pd.DataFrame(medians).T.reindex(columns=wide.columns)
    level = (wide - others).median(axis="columns").fillna(0.0)
    return others.add(level, axis="index")


def _company(wide: pd.DataFrame) -> pd.DataFrame:
    """Does anybody else's score on the cell lie near?"""
    given = wide.to_numpy()
    near = np.abs(given[:, None, :] - given[None, :, :]) <= COMPANY
    return pd.DataFrame(near.sum(axis=1) > 1, index=wide.index, columns=wide.columns)


def _of_person(person: str, cells: pd.DataFrame) -> Iterator[tuple]:
    """Look through one person's scores; cells are (criterion, candidate) in sheet order."""
    away = (cells["given"] - cells["expected"]).abs()
    far = max(LEAST_FAR, FAR * _USUAL * float(away.median())) if away.notna().any() else np.inf
    told = set()
    for row in _moved(person, cells["given"], cells["expected"]):
        told.add(row[2])  # the scores that moved explain what else is odd on this criterion
        yield row
    given = cells.dropna(subset=["given"])
    fives = bool(given["given"].mod(5).eq(0).mean() >= STEPPED)
    for row in given.itertuples():
        if row.Index[0] not in told:
            why, like = _slip(row.given, row.expected, np.inf if row.shared else far, fives)
            if why:
                yield person, row.Index[1], row.Index[0], row.given, like, why


def _slip(score: float, expected: float, far: float, fives: bool) -> tuple[str, float]:
    """Say why one score looks like a slip, and what it looks like; an empty text if it does not."""
    back = turned(score)
    in_fives = not fives or back % 5 == 0
    if fives and score % 5 and back % 5 == 0:
        return f"this person counts in fives; {back:g} with its digits changed round", back
    if abs(score - expected) <= far or expected != expected:
        return "", np.nan
    if in_fives and back != score and abs(back - expected) <= far / 2:
        return f"far from the others; {back:g} would fit", back
    return "far from this person's other scores and from the others on this one", np.nan


def turned(score: float) -> float:
    """Give a whole score from 10 to 99 with its digits changed round; 5 is taken for 05.

    Examples
    --------
    >>> turned(57.0), turned(5.0), turned(100.0), turned(62.5)
    (75.0, 50.0, 100.0, 62.5)
    """
    if not 0 <= score < 100 or score % 1:
        return score
    tens, ones = divmod(int(score), 10)
    return float(10 * ones + tens)


def _moved(person: str, given: pd.Series, expected: pd.Series) -> Iterator[tuple]:
    """Find runs that fit another row of the same criterion, or the criterion beside, far better."""
    criteria = list(dict.fromkeys(given.index.get_level_values(0)))
    for place, criterion in enumerate(criteria):
        mine, own = given[criterion], expected[criterion]
        start, fits = _best_run(mine.to_numpy(), own.to_numpy())
        if start is not None:
            side = "below" if fits > 0 else "above"
            why = f"from here on the scores fit the candidate {side}; is a row left out or doubled?"
            yield person, mine.index[start], criterion, mine.iloc[start], np.nan, why
            continue
        for other in criteria[max(0, place - 1) : place] + criteria[place + 1 : place + 2]:
            if _explains(mine.to_numpy(), own.to_numpy(), expected[other].to_numpy()):
                why = f"the scores of this criterion fit {other} far better; typed under it?"
                yield person, mine.index[0], criterion, mine.iloc[0], np.nan, why


def _best_run(given: np.ndarray, expected: np.ndarray) -> tuple[int | None, int]:
    """Find the row from which on every score fits its neighbour; None if there is no such run."""
    best, found = 0.0, (None, 0)
    for step in (1, -1):
        there = np.full(len(expected), np.nan)
        if step > 0:
            there[:-1] = expected[1:]
        else:
            there[1:] = expected[:-1]
        for start in range(len(given) - LEAST_ROWS + 1):
            here, moved = _distances(given[start:], expected[start:], there[start:])
            if _calmer(here, moved) and here.sum() - moved.sum() > best:
                best, found = here.sum() - moved.sum(), (start, step)
    return found


def _explains(given: np.ndarray, expected: np.ndarray, there: np.ndarray) -> bool:
    return _calmer(*_distances(given, expected, there))


def _distances(
    given: np.ndarray, expected: np.ndarray, there: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the squared distances to both explanations, where both can be measured."""
    both = ~np.isnan(given) & ~np.isnan(expected) & ~np.isnan(there)
    return (given - expected)[both] ** 2, (given - there)[both] ** 2


def _calmer(here: np.ndarray, moved: np.ndarray) -> bool:
    return len(here) >= LEAST_ROWS and moved.sum() <= CALMER * here.sum() and here.mean() > 100.0

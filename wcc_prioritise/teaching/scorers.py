"""How might this panel answer? Simulated scorers, each with a character, for a rehearsal.

Nobody's real answers are used: what is drawn is SYNTHETIC; the same seed gives the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.tables import InputError, near_miss

CHARACTERS = {
    "plain": "scores near what the evidence says",
    "harsh": "scores everything lower than the others",
    "lenient": "scores everything higher than the others",
    "dominant": "scores in extremes, and so pulls the room's mean",
    "gamer": "gives one candidate everything and its rivals nothing",
    "unsure": "answers one cell in five with don't know",
    "leaver": "leaves after the first half of the criteria",
}
"""The characters a simulated scorer can have, and what each does."""

LEANING = {"harsh": -14.0, "lenient": 14.0}
"""Points by which a character's scores lie away from the others'."""

NOISE = 8.0
"""Standard deviation of what is left to chance in one score, in points."""

UNSURE = 0.2
"""Share of cells that an unsure scorer answers with "don't know"."""

STEP = 5
"""Scores and points are given in steps of five, as people do."""


def simulate(case: Case, *, seed: int, characters: Mapping[str, str] | None = None) -> Case:
    """How might this panel answer? The case with scores and swings drawn for everybody.

    Parameters
    ----------
    case : Case
        A case with candidates, criteria and people; its own scores and swings are replaced.
    seed : int
        The same seed gives the same answers.
    characters : mapping of str to str, optional
        Character by person; everybody else is `plain`.

    Returns
    -------
    Case
        The case with one round of scores and swings. Interests are respected: who may not score a
        candidate does not.

    Raises
    ------
    InputError
        If a person or a character is unknown.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("short"))
    >>> drawn = simulate(case, seed=1, characters={"S03": "harsh"})
    >>> drawn == simulate(case, seed=1, characters={"S03": "harsh"})
    True
    """
    characters = dict(characters or {})
    people = list(case.people["person"])
    _refuse_unknown(characters, people)
    rng = np.random.default_rng(seed)
    judged = case.criteria.loc[case.criteria["kind"] == "judged", "criterion"]
    truth = pd.DataFrame(
        rng.uniform(15, 85, (len(case.candidates), len(judged))),
        index=case.candidates["candidate"],
        columns=list(judged),
    )
    barred = _barred(case.interests)
    scores = [
        row
        for person in people
        for row in _scores_of(person, characters.get(person, "plain"), truth, barred, rng)
    ]
    swings = [row for person in people for row in _swings_of(person, case.criteria, rng)]
    return case.replace(scores=pd.DataFrame(scores), swings=pd.DataFrame(swings))


def _refuse_unknown(characters: Mapping[str, str], people: list[str]) -> None:
    for given, known, what in (
        *((person, people, "person") for person in characters),
        *((name, CHARACTERS, "character") for name in characters.values()),
    ):
        if given not in known:
            near = near_miss(given, known)
            raise InputError.of(
                found=f"{what} {given!r}",
                allowed="one of: " + ", ".join(known),
                do=f"Did you mean {near!r}?" if near else f"Choose a {what} from the list.",
            )


def _barred(interests: pd.DataFrame) -> set[tuple[str, str]]:
    apart = interests[interests["effect"].isin(["withdraw", "speak not score"])]
    return set(zip(apart["person"], apart["candidate"], strict=True))


def _scores_of(person, character, truth, barred, rng) -> list[dict]:
    """Draw one person's scores; the draws are made for every cell, whoever may not score it."""
    noise = rng.normal(0, NOISE, truth.shape)
    unsure = rng.random(truth.shape) < UNSURE
    drawn = _in_steps(_leant(character, truth.to_numpy()) + noise)
    shown = len(truth.columns) // 2 if character == "leaver" else len(truth.columns)
    rows = []
    for j, criterion in enumerate(truth.columns[:shown]):
        for i, candidate in enumerate(truth.index):
            if (person, candidate) in barred or (person, "all") in barred:
                continue
            known = character != "unsure" or not unsure[i, j]
            rows.append(
                {
                    "person": person,
                    "candidate": candidate,
                    "criterion": criterion,
                    "score": float(drawn[i, j]) if known else "don't know",
                    "round": 1,
                }
            )
    return rows


def _leant(character: str, truth: np.ndarray) -> np.ndarray:
    """Give the scores that a character would give if nothing were left to chance."""
    if character == "dominant":
        return np.where(truth > 50, 95.0, 5.0)
    if character == "gamer":
        favourite = int(np.argmax(truth.mean(axis=1)))
        return np.where(np.arange(len(truth))[:, None] == favourite, 120.0, -20.0) + 0 * truth
    return truth + LEANING.get(character, 0.0)


def _swings_of(person, criteria: pd.DataFrame, rng) -> list[dict]:
    points = rng.uniform(10, 100, len(criteria))
    points = _in_steps(100 * points / points.max())
    points = np.maximum(points, STEP)
    codes = criteria["criterion"]
    return [
        {"person": person, "criterion": code, "points": float(given), "round": 1}
        for code, given in zip(codes, points, strict=True)
    ]


def _in_steps(points: np.ndarray) -> np.ndarray:
    return STEP * np.rint(np.clip(points, 0, 100) / STEP)

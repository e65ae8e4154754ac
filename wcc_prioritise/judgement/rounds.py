"""Who has answered what? Rounds, don't know, recused and missing kept apart, and who was there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement.panel import last_round

STANDINGS = ("missing", "scored", "don't know", "recused")
"""What can be said of a person on a cell; only `missing` is still to come."""

MISSING, SCORED, DONT_KNOW, RECUSED = range(len(STANDINGS))

CELL = ["candidate", "criterion"]


@dataclass(frozen=True, eq=False)
class Standing:
    """Everybody's standing on every judged cell.

    Attributes
    ----------
    case : Case
        What it was read from.
    up_to : int or None
        The last round that was read; None is all of them.
    people : Index
        The panel.
    cells : MultiIndex
        Every candidate on every judged criterion, in the order of the case.
    scores : ndarray
        Person by cell, 0 to 100; missing unless `scored`.
    states : ndarray
        Person by cell, places in `STANDINGS`.
    rounds : ndarray
        Person by cell, the round of the score that counts; 0 without one.
    """

    case: Case
    up_to: int | None
    people: pd.Index
    cells: pd.MultiIndex
    scores: np.ndarray
    states: np.ndarray
    rounds: np.ndarray

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Person by (candidate, criterion): the score that counts, missing without one."""
        return pd.DataFrame(self.scores, index=self.people, columns=self.cells)

    @property
    def words(self) -> pd.DataFrame:
        """Person by (candidate, criterion): scored, don't know, recused or missing."""
        words = np.array(STANDINGS, dtype=object)[self.states]
        return pd.DataFrame(words, index=self.people, columns=self.cells)

    @property
    def open(self) -> pd.DataFrame:
        """Person by (candidate, criterion): True where an answer is still to come."""
        return pd.DataFrame(self.states == MISSING, index=self.people, columns=self.cells)

    def counts(self) -> pd.DataFrame:
        """How many people stand where: (candidate, criterion) by scored, don't know and so on."""
        return pd.DataFrame(
            {word: (self.states == place).sum(axis=0) for place, word in enumerate(STANDINGS)},
            index=self.cells,
        )


def recusals(case: Case) -> pd.DataFrame:
    """Who may not score which candidate?

    Parameters
    ----------
    case : Case
        A case with interests.

    Returns
    -------
    DataFrame
        Columns person, candidate, effect; an interest in all candidates is a row for each.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> recusals(wcc.read(wcc.sample("northmere")))
      person candidate           effect
    0    S01       P03  speak not score
    1    S10       P12         withdraw
    """
    held = case.interests[case.interests["effect"].isin(["speak not score", "withdraw"])]
    everything = list(case.candidates["candidate"])
    which = [everything if c == "all" else [c] for c in held["candidate"]]
    rows = held.assign(candidate=which).explode("candidate").sort_values("effect")
    one = rows.drop_duplicates(["person", "candidate"], keep="last")  # withdraw is the stronger
    return one[["person", "candidate", "effect"]].sort_values(
        ["person", "candidate"], ignore_index=True
    )


def counted_scores(case: Case, up_to: int | None = None) -> pd.DataFrame:
    """Which scores count? The latest of each person on each cell, and none of a recused person.

    Parameters
    ----------
    case : Case
        The case; it keeps every round.
    up_to : int, optional
        Read no round after this one.

    Returns
    -------
    DataFrame
        Rows of the scores table; a missing score is "don't know".
    """
    scores = case.scores
    if up_to is not None:
        scores = scores[scores["round"] <= up_to]
    latest = last_round(scores, CELL)
    barred = recusals(case)
    if barred.empty or latest.empty:
        return latest
    pairs = pd.MultiIndex.from_frame(barred[["person", "candidate"]])
    return latest[~pd.MultiIndex.from_frame(latest[["person", "candidate"]]).isin(pairs)]


def standing(case: Case, up_to: int | None = None) -> Standing:
    """Who has scored what, who doesn't know, who may not score, and what is missing?

    Parameters
    ----------
    case : Case
        A case with people, candidates and criteria.
    up_to : int, optional
        Read no round after this one.

    Returns
    -------
    Standing
        Every person on every judged cell. A recused person counts as recused on every criterion of
        that candidate, even where a score was given before the interest was declared.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> standing(wcc.read(wcc.sample("northmere"))).words.loc["S10", ("P12", "C2")]
    'recused'
    """
    judged = case.criteria.loc[case.criteria["kind"] == "judged", "criterion"]
    people = pd.Index(case.people["person"], name="person")
    candidates = pd.Index(case.candidates["candidate"])
    cells = pd.MultiIndex.from_product([candidates, judged], names=CELL)
    states = np.full((len(people), len(cells)), MISSING)
    scores = np.full(states.shape, np.nan)
    rounds = np.zeros(states.shape, dtype=int)
    given = counted_scores(case, up_to)
    given = given[given["criterion"].isin(set(judged))]
    across = candidates.get_indexer(given["candidate"]) * len(judged)
    place = (
        people.get_indexer(given["person"]),
        across + pd.Index(judged).get_indexer(given["criterion"]),
    )
    points = given["score"].to_numpy(float)
    scores[place], rounds[place] = points, given["round"].to_numpy(int)
    states[place] = np.where(np.isnan(points), DONT_KNOW, SCORED)
    barred = recusals(case)
    rows, columns = (
        people.get_indexer(barred["person"]),
        candidates.get_indexer(barred["candidate"]),
    )
    states.reshape(len(people), len(candidates), -1)[rows, columns] = RECUSED
    return Standing(case, up_to, people, cells, scores, states, rounds)


def attendance(case: Case) -> pd.DataFrame:
    """Who was there, and who has left?

    The latest attendance act of a person decides; without one, whoever is down to go before the
    last of the panel has left early.

    Parameters
    ----------
    case : Case
        A case with people.

    Returns
    -------
    DataFrame
        Person by came, left (times as text, missing when not known), gone (True once the person
        has left, or never came).
    """
    people = case.people.set_index("person")
    came, left = people["attends_from"], people["attends_to"]
    times = left.map(_minutes)
    gone = (times < times.max()).rename("gone")
    acts = case.acts
    said = acts[acts["act"] == "attendance"] if len(acts) else acts
    for person, text in zip(said["person"], said["text"], strict=True):
        if person in gone.index:
            gone[person] = text != "arrived"
    return pd.DataFrame({"came": came, "left": left, "gone": gone})


def _minutes(time: object) -> float:
    """Give a time such as 09:30 as minutes, so that 9:30 comes before 16:00 however it is typed."""
    hours, _, minutes = str(time).replace(".", ":").partition(":")
    if not (hours.strip().isdigit() and minutes.strip().isdigit()):
        return float("nan")
    return 60.0 * int(hours) + int(minutes)


def coverage(case: Case, by: str = "group") -> pd.DataFrame:
    """Has every role and every voice group been heard?

    Parameters
    ----------
    case : Case
        A case with people and voice groups.
    by : {"group", "role"}
        What the rows are.

    Returns
    -------
    DataFrame
        Group or role by people, left (people who have left), scored, dont_know, recused, missing
        (answers of its people over all judged cells), silent (criteria without one score of
        theirs) and words. Whoever holds several roles is counted in each of them, so the rows add
        up to more than the panel.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> print(coverage(wcc.read(wcc.sample("northmere"))).loc["public", "words"])
    public: 4 people, 1 has left; 537 of 672 answers scored, 39 don't know, 0 recused, 96 missing.
    """
    stood, gone = standing(case), attendance(case)["gone"]
    rows = {
        name: _covered(name, stood, stood.people.isin(members), gone)
        for name, members in _members(case, by).items()
    }
    table = pd.DataFrame.from_dict(rows, orient="index")
    table.index.name = by
    return table


def _members(case: Case, by: str) -> Mapping[str, set[str]]:
    held = case.people[["person", "roles"]].explode("roles")
    roles = {role: set(p) for role, p in held.groupby("roles", sort=False)["person"]}
    if by == "role":
        return roles
    if case.voice_groups.empty:
        return {"panel": set(case.people["person"])}
    return {
        group: set().union(*(roles.get(role, set()) for role in of_group))
        for group, of_group in case.voice_groups.groupby("group", sort=False)["role"]
    }


def _covered(name: str, stood: Standing, mine: np.ndarray, gone: pd.Series) -> dict[str, object]:
    states = stood.states[mine]
    scored, unknown, recused, missing = (
        int((states == place).sum()) for place in (SCORED, DONT_KNOW, RECUSED, MISSING)
    )
    heard = pd.Series((states == SCORED).any(axis=0), index=stood.cells)
    heard = heard.groupby(level="criterion", sort=False).any()
    silent, people = list(heard.index[~heard]), int(mine.sum())
    left = int(gone.reindex(stood.people)[mine].sum())
    words = (
        f"{name}: {people} {'person' if people == 1 else 'people'}"
        + (f", {left} {'has' if left == 1 else 'have'} left" if left else "")
        + f"; {scored} of {states.size} answers scored, {unknown} don't know, {recused} recused, "
        f"{missing} missing." + (f" No score of theirs on {', '.join(silent)}." if silent else "")
    )
    return {
        "people": people,
        "left": left,
        "scored": scored,
        "dont_know": unknown,
        "recused": recused,
        "missing": missing,
        "silent": tuple(silent),
        "words": words,
    }

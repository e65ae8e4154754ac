"""What would be put right? One change to what the record holds, with its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.tables import InputError, near_miss

SHUT = ("failed", "open", None)
"""A gate with one of these is not passed, so the candidate may not be in the set."""


@dataclass(frozen=True)
class Change:
    """One thing put right.

    Attributes
    ----------
    words : str
        What is changed.
    candidate : str or None
        The candidate it is about, if one.
    criterion : str or None
        The criterion it is about, if one.
    apply : callable
        Gives the changed case.
    never : tuple of str
        Candidates that may not be in the set after it.
    """

    words: str
    candidate: str | None
    criterion: str | None
    apply: Callable[[Case], Case]
    never: tuple[str, ...] = ()


def corrected_score(
    candidate: str, criterion: str, score: float | None, person: str | None = None
) -> Change:
    """A score that should have been another.

    Parameters
    ----------
    candidate, criterion : str
        The cell.
    score : float or None
        What it should be, 0 to 100; None is "don't know".
    person : str, optional
        Whose score; without one, everybody's in that cell.
    """

    def apply(case: Case) -> Case:
        scores = case.scores
        cell = (scores["candidate"] == candidate) & (scores["criterion"] == criterion)
        cell &= (scores["person"] == person) if person else True
        if not cell.any():
            raise _not_in_the_record(f"score of {candidate} on {criterion}", person)
        rounds = scores[cell].groupby("person")["round"].transform("max")
        last = cell & (scores["round"] == rounds.reindex(scores.index))
        return case.replace(scores=scores.assign(score=scores["score"].mask(last, score)))

    said = "don't know" if score is None else f"{score:g}"
    whose = f"the score of {person}" if person else "every score"
    return Change(f"{whose} for {candidate} on {criterion} is {said}", candidate, criterion, apply)


def scorer_removed(person: str) -> Change:
    """A person whose scores and weights should not have counted."""

    def apply(case: Case) -> Case:
        _known(case.people["person"], person, "person")
        tables = {name: getattr(case, name) for name in ("scores", "swings")}
        return case.replace(**{n: rows[rows["person"] != person] for n, rows in tables.items()})

    return Change(f"the scores and weights of {person} do not count", None, None, apply)


def swing_points(person: str, criterion: str, points: float) -> Change:
    """A weight that should have been another.

    Parameters
    ----------
    person : str
        Whose answer.
    criterion : str
        For which criterion.
    points : float
        What it should be, 0 to 100.
    """

    def apply(case: Case) -> Case:
        swings = case.swings
        row = (swings["person"] == person) & (swings["criterion"] == criterion)
        if not row.any():
            raise _not_in_the_record(f"points for {criterion}", person)
        row &= swings["round"] == swings.loc[row, "round"].max()
        return case.replace(swings=swings.assign(points=swings["points"].mask(row, points)))

    return Change(f"{person} gives {criterion} {points:g} points", None, criterion, apply)


def gate_status(candidate: str, gate: str, status: str | None) -> Change:
    """A gate whose status should have been another; one that is not passed keeps it out."""

    def apply(case: Case) -> Case:
        _known(case.candidates["candidate"], candidate, "candidate")
        gates = case.gates
        row = (gates["candidate"] == candidate) & (gates["gate"] == gate)
        if row.any():
            return case.replace(gates=gates.assign(status=gates["status"].mask(row, status)))
        new = pd.DataFrame([{"candidate": candidate, "gate": gate, "status": status}])
        return case.replace(gates=pd.concat([gates, new], ignore_index=True))

    never = (candidate,) if status in SHUT else ()
    words = f"the {gate} gate of {candidate} is {status or 'empty'}"
    return Change(words, candidate, None, apply, never)


def candidate_fact(candidate: str, field: str, value: object) -> Change:
    """A fact of a candidate that should have been another, such as a cost."""

    def apply(case: Case) -> Case:
        frame = case.candidates
        _known(frame["candidate"], candidate, "candidate")
        _known(frame.columns, field, "column of candidates")
        row = frame["candidate"] == candidate
        return case.replace(candidates=frame.assign(**{field: frame[field].mask(row, value)}))

    words = f"the {field.replace('_', ' ')} of {candidate} is {value}"
    return Change(words, candidate, None, apply)


def _known(known, code: str, what: str) -> None:
    if code not in set(known):
        near = near_miss(str(code), list(known))
        raise InputError.of(
            found=f"{what} {code!r}",
            allowed=f"a {what} of the record",
            do=f"Did you mean {near!r}?" if near else "Correct it.",
        )


def _not_in_the_record(what: str, person: str | None) -> InputError:
    by = f" by {person}" if person else ""
    return InputError.of(
        found=f"no {what}{by}",
        allowed="something that is in the record",
        do="See what was entered with the history of that cell.",
    )

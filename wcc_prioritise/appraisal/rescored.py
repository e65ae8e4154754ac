"""What is a case in which one cell is scored once more?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import last_round, recusals
from wcc_prioritise.tables import InputError

WHY = "what if"
"""The reason written beside a score that nobody gave."""


def case_with_score(
    case: Case, candidate: str, criterion: str, score: float | None, person: str | None
) -> Case:
    """Score one cell once more, in a further round.

    Parameters
    ----------
    case : Case
        The case.
    candidate, criterion : str
        The cell.
    score : float or None
        Score 0 to 100, or a figure in natural units where it is measured; None is "don't know".
    person : str or None
        Whose; None is everybody's who scored the cell or, where nobody did, who may score it.

    Returns
    -------
    Case
        With the further round, or the other figure.

    Raises
    ------
    InputError
        If a code is unknown, the person may not score, or the figure is derived from facts.
    """
    criteria = case.criteria.set_index("criterion")
    must_be_one_of("candidate", candidate, case.candidates["candidate"])
    must_be_one_of("criterion", criterion, criteria.index)
    if person is not None:
        must_be_one_of("person", person, case.people["person"])
    figure = _number(score)
    row = criteria.loc[criterion]
    if row["kind"] == "judged":
        return case.replace(scores=_scored(case, candidate, criterion, figure, person))
    return case.replace(measures=_measured(case, row, candidate, figure, person))


def _number(score: float | None) -> float:
    """Read a score or a figure; None is missing."""
    try:
        return float("nan") if score is None else float(score)
    except (TypeError, ValueError):
        raise InputError.of(
            found=f"the score {score!r}", allowed='a number, or None for "don\'t know"', do=""
        ) from None


def _scored(
    case: Case, candidate: str, criterion: str, score: float, person: str | None
) -> pd.DataFrame:
    scores = case.scores
    cell = scores[(scores["candidate"] == candidate) & (scores["criterion"] == criterion)]
    people = [person] if person else _everybody(case, cell, candidate)
    again = pd.DataFrame(
        {
            "person": people,
            "candidate": candidate,
            "criterion": criterion,
            "score": score,
            "reason": WHY,
            "round": int(cell["round"].max() if len(cell) else 0) + 1,
        }
    )
    return pd.concat([scores, again], ignore_index=True)


def _everybody(case: Case, cell: pd.DataFrame, candidate: str) -> list[str]:
    """Who scored the cell? Where nobody did: who scored anything, and may score this candidate?"""
    latest = last_round(cell, ["candidate", "criterion"])
    scored = sorted(latest.loc[latest["score"].notna(), "person"])
    if scored:
        return scored
    barred = recusals(case)
    barred = set(barred.loc[barred["candidate"] == candidate, "person"])
    return sorted(set(case.scores["person"]) - barred)


def _measured(
    case: Case, criterion: pd.Series, candidate: str, figure: float, person: str | None
) -> pd.DataFrame:
    code = criterion.name
    cell = f"{candidate} on {code} ({criterion['name']})"
    if criterion["measured_from"] != "measures":
        raise InputError.of(
            found=f"a score for {cell}",
            allowed=f"no score: it is measured from the {criterion['measured_from']}",
            do="Change the facts of the candidate with case.replace.",
        )
    if person is not None or figure != figure:
        raise InputError.of(
            found=f"{'no figure' if person is None else f'a score of {person}'} for {cell}",
            allowed="a figure, which is nobody's score: it is measured",
            do="Give the figure, and no person.",
        )
    rows = case.measures
    same = (rows["candidate"] == candidate) & (rows["criterion"] == code)
    new = pd.DataFrame({"candidate": [candidate], "criterion": [code], "likely": [figure]})
    return pd.concat([rows[~same], new], ignore_index=True)

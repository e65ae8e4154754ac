"""What is a case in which one cell is scored once more?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement.panel import last_round
from wcc_prioritise.tables import InputError, near_miss

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
    for code, codes, kind in (
        (candidate, case.candidates["candidate"], "candidate"),
        (criterion, criteria.index, "criterion"),
        (person, case.people["person"], "person"),
    ):
        if code is not None and code not in set(codes):
            near = near_miss(str(code), list(codes))
            do = f"Did you mean {near!r}?" if near else "Correct the code."
            raise InputError.of(found=f"no {kind} called {code!r}", allowed="a code", do=do)
    row = criteria.loc[criterion]
    if row["kind"] == "judged":
        return case.replace(scores=_scored(case, candidate, criterion, score, person))
    return case.replace(measures=_measured(case, row, candidate, score, person))


def _scored(
    case: Case, candidate: str, criterion: str, score: float | None, person: str | None
) -> pd.DataFrame:
    scores = case.scores
    cell = scores[(scores["candidate"] == candidate) & (scores["criterion"] == criterion)]
    people = [person] if person else _everybody(case, cell, candidate)
    again = pd.DataFrame(
        {
            "person": people,
            "candidate": candidate,
            "criterion": criterion,
            "score": float("nan") if score is None else float(score),
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
    barred = case.interests[case.interests["effect"] != "none"]
    barred = set(barred.loc[barred["candidate"].isin([candidate, "all"]), "person"])
    return sorted(set(case.scores["person"]) - barred)


def _measured(
    case: Case, criterion: pd.Series, candidate: str, figure: float | None, person: str | None
) -> pd.DataFrame:
    code = criterion.name
    if criterion["measured_from"] != "measures" or person is not None or figure is None:
        raise InputError.of(
            found=f"a score for {candidate} on {code} ({criterion['name']})",
            allowed=f"a figure, where it is measured from measures; this one is measured from the "
            f"{criterion['measured_from']}",
            do="Change the facts of the candidate, or the measures, with case.replace.",
        )
    rows = case.measures
    same = (rows["candidate"] == candidate) & (rows["criterion"] == code)
    new = pd.DataFrame({"candidate": [candidate], "criterion": [code], "likely": [float(figure)]})
    return pd.concat([rows[~same], new], ignore_index=True)

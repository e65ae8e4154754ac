"""What could the pooled figure be, if those who have not answered did?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement.panel import memberships, pool
from wcc_prioritise.judgement.rounds import standing


def missing_bounds(
    answers: pd.DataFrame,
    shares: pd.DataFrame,
    *,
    rule: str = "person",
    ends: tuple[float, float] = (0.0, 100.0),
    waiting: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """What could each pooled figure be, while answers are missing?

    Parameters
    ----------
    answers : DataFrame
        Person by item.
    shares : DataFrame
        Person by voice group.
    rule : {"person", "group"}
        How the answers are pooled.
    ends : pair of float
        Ends of the scale.
    waiting : DataFrame, optional
        Person by item, True where an answer is still to come; by default wherever none is given.
        Whoever is recused or doesn't know is not waited for.

    Returns
    -------
    DataFrame
        Item by missing (how many answers), zero_filled (what a blank read as zero would give: never
        used, shown as a warning), left_out (the figure that is used), low and high (with every
        missing answer at either end of the scale).

    Examples
    --------
    >>> answers = pd.DataFrame({"P1": [8.0, 8.0, 7.0, None, None, None]}, index=list("abcdef"))
    >>> one_group = pd.DataFrame({"panel": 1.0}, index=answers.index)
    >>> missing_bounds(answers, one_group, ends=(1, 9)).round(1)
        missing  zero_filled  left_out  low  high
    P1        3          3.8       7.7  4.3   8.3
    """
    waiting = answers.isna() if waiting is None else waiting & answers.isna()

    def filled(end: float) -> pd.Series:
        return pool(answers.mask(waiting, end), shares).by(rule)

    return pd.DataFrame(
        {
            "missing": waiting.sum(),
            "zero_filled": filled(0.0),
            "left_out": pool(answers, shares).by(rule),
            "low": filled(ends[0]),
            "high": filled(ends[1]),
        }
    )


def score_bounds(case: Case, rule: str | None = None) -> pd.DataFrame:
    """What could the room's score on each judged cell be, while scores are missing?

    Parameters
    ----------
    case : Case
        A case with people, criteria and candidates.
    rule : {"person", "group"}, optional
        How scores are pooled; by default as the charter says.

    Returns
    -------
    DataFrame
        (candidate, criterion) by missing, zero_filled, left_out, low, high, as `missing_bounds`
        gives them.
    """
    stood, shares = standing(case), memberships(case.people, case.voice_groups)
    rule = rule or (case.charter.score_rule if case.charter else "person")
    return missing_bounds(stood.answers, shares, rule=rule, waiting=stood.open)

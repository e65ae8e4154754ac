"""How much does each criterion matter, to each person and to the room?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.judgement.panel import last_round, pool


def swing_points(swings: pd.DataFrame, criteria: list[str]) -> pd.DataFrame:
    """What points did each person give to each swing?

    Parameters
    ----------
    swings : DataFrame
        Table `swings` of a case; of several rounds the latest counts.
    criteria : list of str
        Every criterion, in the order wanted.

    Returns
    -------
    DataFrame
        Person by criterion, points 0 to 100; missing where a person left a criterion out.
    """
    latest = last_round(swings, ["criterion"])
    wide = latest.pivot(index="person", columns="criterion", values="points")
    return wide.reindex(columns=criteria).astype(float).sort_index()


def normalise(points: pd.DataFrame) -> pd.DataFrame:
    """What weights do the points stand for?

    Each person's points are divided by their own sum before anything is pooled, so that a person
    who writes large numbers does not count for more (HM Treasury, Green Book supplementary guidance
    on multi-criteria decision analysis, 2024, on swing weighting).

    Parameters
    ----------
    points : DataFrame
        Person by criterion, points 0 or more.

    Returns
    -------
    DataFrame
        Person by criterion, weights that sum to 1 in every row. People who left a criterion out are
        left out whole: a weight only means something beside all the others.

    Examples
    --------
    >>> normalise(pd.DataFrame({"C1": [100.0], "C2": [60.0], "C3": [40.0]}, index=["S1"]))
         C1   C2   C3
    S1  0.5  0.3  0.2
    """
    complete = points.dropna()
    return complete.div(complete.sum(axis="columns"), axis="index")


def pool_weights(weights: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """What weights does the room give, by person and by voice group?

    Parameters
    ----------
    weights : DataFrame
        Person by criterion, rows that sum to 1.
    shares : DataFrame
        Person by voice group, as `memberships` gives them.

    Returns
    -------
    DataFrame
        Criterion by `person`, `group`, `count` and `spread`; the two columns of weights sum to 1.
    """
    pooled = pool(weights, shares)
    table = pd.DataFrame(
        {
            "person": pooled.person / pooled.person.sum(),
            "group": pooled.group / pooled.group.sum(),
            "count": pooled.count,
            "spread": pooled.spread,
        }
    )
    table.index.name = "criterion"
    return table

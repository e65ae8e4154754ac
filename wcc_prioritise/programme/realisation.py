"""How much of what was claimed came, by how well it was known beforehand?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.schema import EFFECT_BY_GRADE

FEWEST = 3
"""Fewer projects than this say too little to set next year's share by."""

SAVINGS, BENEFITS = "claimed savings", "all benefits"

CASH = "cash-releasing"
UNIT = "£ thousand a year"
"""The unit of a claimed saving: only what is measured in it is held against the claim."""


def realised_savings(benefits: pd.DataFrame, savings: pd.DataFrame) -> pd.DataFrame:
    """How much of the saving that each project claimed has come?

    The claim that counts is claim x cashable share x what its pot leaves of it: all that stands
    between claim and cash but the effect, which is what is looked for. What was due by then is the
    claim x (gain of the trajectory by then / gain at the target).

    Parameters
    ----------
    benefits : DataFrame
        Columns candidate, grade, kind, unit, actual, expected, baseline and target.
    savings : DataFrame
        Columns candidate, claimed, kept and cashable_share, as `money` gives them.

    Returns
    -------
    DataFrame
        Columns candidate, grade, claimed (£ thousand a year), due (of it, by then), came and rate
        (came / due); one row a project with a measured cash-releasing benefit in that unit.
    """
    facts = savings.set_index("candidate")
    claims = facts["claimed"] * facts["kept"] * facts["cashable_share"]
    same = benefits["unit"].fillna("").str.casefold().str.split().str.join(" ") == UNIT
    rows = []
    for code, mine in benefits[same & (benefits["kind"] == CASH)].groupby("candidate", sort=False):
        way = mine["target"] - mine["baseline"]
        measured = mine["actual"].notna() & mine["expected"].notna() & way.notna()
        expected = (mine["expected"] - mine["baseline"]).abs()[measured].sum()
        if not expected or not way.abs().sum():
            continue
        sign = way[measured].map(lambda gain: 1 if gain > 0 else -1)
        came = ((mine["actual"] - mine["baseline"])[measured] * sign).sum()
        due = claims[code] * expected / way.abs().sum()
        rate = came / due if due else float("nan")
        rows.append((code, mine["grade"].iloc[0], claims[code], due, came, rate))
    columns = ["candidate", "grade", "claimed", "due", "came", "rate"]
    return pd.DataFrame(rows, columns=columns)


def realisation_by_grade(benefits: pd.DataFrame, savings: pd.DataFrame) -> pd.DataFrame:
    """Which share of what was claimed came, by evidence grade, beside what was assumed?

    The shares assumed are those of `EFFECT_BY_GRADE`, which are shares of claimed savings. Nothing
    is changed by this table: what it proposes for next year is agreed, or not, by people.

    Parameters
    ----------
    benefits : DataFrame
        Columns grade and rate (actual gain / gain of the trajectory by that date), a row a benefit.
    savings : DataFrame
        Columns grade and rate (saving that came / saving claimed by then), a row a project.

    Returns
    -------
    DataFrame
        Columns grade, of (claimed savings, or all benefits), assumed, count, rate (mean), spread
        (standard deviation), lowest, highest, next_year (the mean of the savings, between 0 and 1,
        where three or more were measured; else what is assumed now) and words.

    Examples
    --------
    >>> seen = pd.DataFrame({"grade": ["B"] * 3, "rate": [0.4, 0.5, 0.6]})
    >>> table = realisation_by_grade(seen, seen).set_index(["grade", "of"])
    >>> table.loc[("B", SAVINGS), ["assumed", "rate", "next_year"]].tolist()
    [0.6, 0.5, 0.5]
    """
    rows = []
    for grade, assumed in EFFECT_BY_GRADE.items():
        for of, table in ((SAVINGS, savings), (BENEFITS, benefits)):
            rates = table.loc[table["grade"] == grade, "rate"].astype(float).dropna()
            share = assumed if of == SAVINGS else float("nan")
            rows.append((grade, of, share, *_spread(rates), *_next(rates, share, of)))
    columns = ["grade", "of", "assumed", "count", "rate", "spread", "lowest", "highest"]
    return pd.DataFrame(rows, columns=[*columns, "next_year", "words"])


def _spread(rates: pd.Series) -> tuple[int, float, float, float, float]:
    if rates.empty:
        return (0, *[float("nan")] * 4)
    spread = float(rates.std(ddof=1)) if len(rates) > 1 else float("nan")
    return len(rates), float(rates.mean()), spread, float(rates.min()), float(rates.max())


def _next(rates: pd.Series, assumed: float, of: str) -> tuple[float, str]:
    """Give the share to agree on for next year, and why it is that."""
    if of == BENEFITS:
        return float("nan"), "of what the trajectories said; the share assumed is one of savings"
    if len(rates) < FEWEST:
        return assumed, f"measured on {len(rates)}: too few, so what is assumed stays"
    seen = min(max(float(rates.mean()), 0.0), 1.0)
    return seen, f"measured on {len(rates)}: agree on it before the next round; nothing is set yet"

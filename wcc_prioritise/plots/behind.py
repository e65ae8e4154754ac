"""What stands behind each picture? The tables they are drawn from, taken from the results."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots.figures import plain

KINDS_OF_BENEFIT = (
    ("worth", "", "worth-years"),
    ("health", "_gain", "expected healthy years"),
)
"""What is shown by year: its name, the ending of its columns in the result, and its unit."""

MOST_INDICATORS = 20


def balance_table(portfolio) -> pd.DataFrame:
    """Give what the set brings by each year beside the most attainable, as claimed and late.

    Returns
    -------
    DataFrame
        One row a year and kind of benefit: by, benefit, unit, brought, attainable, share (of what
        is attainable), brought_late, share_late.
    """
    claimed, late = portfolio.balance, portfolio.balance_slipped.set_index("by")
    rows = [
        {
            "by": row["by"],
            "benefit": benefit,
            "unit": unit,
            "brought": row[f"chosen{ending}"],
            "attainable": row[f"attainable{ending}"],
            "share": row[f"share{ending}"],
            "brought_late": late.loc[row["by"], f"chosen{ending}"],
            "share_late": late.loc[row["by"], f"share{ending}"],
        }
        for row in claimed.to_dict("records")
        for benefit, ending, unit in KINDS_OF_BENEFIT
    ]
    return pd.DataFrame(rows)


def criterion_names(ranking) -> pd.Series:
    """Give the name of each criterion that contributes, by its code, largest weight first."""
    criteria = ranking.appraisal.case.criteria.set_index("criterion")["name"]
    weights = ranking.appraisal.weights.reindex(ranking.contributions.columns)
    codes = weights.sort_values(ascending=False, kind="stable").index
    names = criteria.reindex(codes).map(plain)
    return names.where(names != "", names.index.to_series())


def contributions_table(ranking, most: int = 12) -> pd.DataFrame:
    """Give the leading candidates with what each criterion adds, in points.

    Returns
    -------
    DataFrame
        rank, candidate, name, then one column a criterion (its code), largest weight first, then
        value; best first.
    """
    table = ranking.table.head(most).reset_index(drop=True)
    parts = ranking.contributions.loc[table["candidate"], list(criterion_names(ranking).index)]
    return pd.concat(
        [table[["rank", "candidate", "name"]], parts.reset_index(drop=True), table[["value"]]],
        axis="columns",
    )


def bubble_table(portfolio) -> pd.DataFrame:
    """Give every candidate with its worth, gross cost of 3 years, people, class and whether chosen.

    Returns
    -------
    DataFrame
        candidate, name, class, chosen, worth (points a year), gross_3yr (£ thousand), people (a
        year); chosen first, then by worth.
    """
    columns = ["candidate", "name", "class", "chosen", "worth", "gross_3yr", "people"]
    members = portfolio.members[columns]
    return members.sort_values(["chosen", "worth"], ascending=False, ignore_index=True)


def limits_table(portfolio) -> pd.DataFrame:
    """Give each limit with what is used and what is left.

    Returns
    -------
    DataFrame
        resource, meaning, unit, used, limit, left, share (used, of the limit); the tightest first.
    """
    table = portfolio.limits
    share = (table["used"] / table["limit"].where(table["limit"] > 0)).fillna(1.0)
    table = table.assign(share=share.astype(float))
    return table.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def opportunity_table(gaps) -> pd.DataFrame:
    """Give the indicators on which people could gain, the clear ones first, largest first.

    Returns
    -------
    DataFrame
        indicator, name, period, sex, age; people, lower and upper (people at the gap, with its
        limits); clear (whether the lower limit is above 0), interval (whether there are limits);
        peers.
    """
    table = gaps.table
    people = table["opportunity"].astype(float)
    lower, upper = (
        table["opportunity_lower"].astype(float),
        table["opportunity_upper"].astype(float),
    )
    taken = pd.DataFrame(
        {
            "indicator": table["indicator"],
            "name": table["indicator_name"].where(
                table["indicator_name"].notna(), table["indicator"]
            ),
            "period": table["period"],
            "sex": table["sex"],
            "age": table["age"],
            "people": people,
            "lower": lower,
            "upper": upper,
            "clear": lower > 0,
            "interval": lower.notna() & upper.notna(),
            "peers": table["peers"],
        }
    )
    taken = taken[(people > 0) | (upper > 0)]
    return taken.sort_values(
        ["clear", "people", "indicator"], ascending=[False, False, True], ignore_index=True
    )

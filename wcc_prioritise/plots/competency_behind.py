"""What stands behind the pictures of competencies? Levels as they were given, and what moved."""

from __future__ import annotations

import pandas as pd


def ladder_table(assessment) -> pd.DataFrame:
    """Give the level of each sub-competency by each assessor, beside its target.

    Returns
    -------
    DataFrame
        competency, name, sub, sub_name, self, partners, panel (levels, missing where nobody said),
        target, gap (target less the level held against it), by (whose level that is); in the
        order of the competencies.
    """
    order = {sub: place for place, sub in enumerate(assessment.competencies.asked(
        assessment.year)["sub"])}  # fmt: skip
    columns = ["competency", "name", "sub", "sub_name", "self", "partners", "panel", "target",
               "gap", "by"]  # fmt: skip
    table = assessment.gaps[columns]
    return table.sort_values("sub", key=lambda subs: subs.map(order), ignore_index=True)


def slope_table(movement) -> pd.DataFrame:
    """Give each sub-competency with the two levels that one assessor gave it.

    Returns
    -------
    DataFrame
        sub, sub_name, by (who gave both levels), before, after, moved, reworded; what is new or has
        no two levels of one assessor is there too, with a level missing.
    """
    columns = ["sub", "sub_name", "by", "before", "after", "moved", "reworded"]
    return movement.table[columns].reset_index(drop=True)


def slopes(table: pd.DataFrame) -> pd.DataFrame:
    """Group the sub-competencies that went the same way.

    Returns
    -------
    DataFrame
        before, after, count, subs (their numbers, with commas), the highest end first.
    """
    both = table[table["before"].notna()]
    groups = both.groupby(["after", "before"])["sub"]
    rows = groups.agg(count="size", subs=", ".join).reset_index()
    return rows.sort_values(["after", "before"], ascending=False, ignore_index=True)

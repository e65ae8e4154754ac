"""What stands behind the pictures of the programme? Tables taken from the results as they are."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots.figures import plain
from wcc_prioritise.programme.scheduling import CAPACITIES

MONTHS_A_QUARTER = 3

FULL = 1e-9
"""Capacity left below this is none."""


def gantt_table(programme) -> pd.DataFrame:
    """Give when each project is at work and when its benefit comes, the earliest first.

    Returns
    -------
    DataFrame
        candidate, name, class, start (quarter from 0), quarters, starts, ends, first_benefit,
        full_benefit (dates), first_at and full_at (quarters from the start of the programme) and
        after (names of what must have ended first).
    """
    table = programme.table
    names = table.set_index("candidate")["name"]
    needed = {code: [] for code in table["candidate"]}
    for later, earlier in programme.portfolio.rules.needs:
        if later in needed and earlier in needed:
            needed[later].append(plain(names[earlier]) or earlier)
    return table.assign(
        first_at=[_quarters_to(programme.start, day) for day in table["first_benefit"]],
        full_at=[_quarters_to(programme.start, day) for day in table["full_benefit"]],
        after=["; ".join(needed[code]) for code in table["candidate"]],
    )


def _quarters_to(start, day) -> float:
    return ((day.year - start.year) * 12 + day.month - start.month) / MONTHS_A_QUARTER


def load_table(programme) -> pd.DataFrame:
    """Give how full each quarter is, by resource that has a capacity.

    Returns
    -------
    DataFrame
        resource, unit, quarter, words, used, capacity, left, state (`over`, `full`, `room` or
        `idle`); lead months without a capacity where none was given.
    """
    load, given = programme.load, programme.capacity or {"lead_months": float("nan")}
    parts = []
    for resource, capacity in given.items():
        part = load[["quarter", "words"]].assign(
            resource=resource,
            unit=CAPACITIES[resource][1],
            used=load[resource],
            capacity=float(capacity),
            left=load.get(f"{resource}_left", float("nan")),
        )
        part["state"] = [_state(row.used, row.left) for row in part.itertuples()]
        parts.append(part)
    columns = ["resource", "unit", "quarter", "words", "used", "capacity", "left", "state"]
    return pd.concat(parts, ignore_index=True)[columns]


def _state(used: float, left: float) -> str:
    if used <= FULL:
        return "idle"
    if left != left or left > FULL:
        return "room"
    return "over" if left < -FULL else "full"


def cash_table(found) -> pd.DataFrame:
    """Give cash by quarter, and the benefit that has come by its end where the programme says it.

    Returns
    -------
    DataFrame
        quarter, words, set_up, running, cashable, net, cumulative (£ thousand), worth (point-years)
        and healthy_years that have come by the end of the quarter.
    """
    benefit = found.programme.benefit[["quarter", "worth", "healthy_years"]]
    return found.table.merge(benefit, on="quarter", how="left")


def stakeholder_table(grid) -> pd.DataFrame:
    """Give each stakeholder once for each place that it has, with the projects it stands so in.

    Returns
    -------
    DataFrame
        stakeholder, power, stake (1 to 5, or missing), place, projects (codes), do; in the order of
        the grid, those still to be placed last.
    """
    table = grid.table.assign(stakeholder=grid.table["stakeholder"].map(plain))
    keys = ["stakeholder", "power", "stake", "place", "do"]
    grouped = table.groupby(keys, sort=False, dropna=False)["candidate"].agg(_codes)
    rows = grouped.rename("projects").reset_index()
    rows["waits"] = rows["power"].isna() | rows["stake"].isna()
    rows = rows.sort_values("waits", kind="stable", ignore_index=True)
    return rows[["stakeholder", "power", "stake", "place", "projects", "do"]]


def _codes(codes: pd.Series) -> str:
    return ", ".join(dict.fromkeys(codes))

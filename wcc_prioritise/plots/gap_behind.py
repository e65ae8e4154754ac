"""What stands behind the pictures of gaps, trends and peers? Tables taken from the results."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.evidence.trends import project
from wcc_prioritise.plots.area_behind import named
from wcc_prioritise.tables import InputError

INNER = 0.8
"""Confidence of the inner part of a fan."""

SHOWN = ("clear gap", "within noise", "no interval")
"""Verdicts that leave something to gain."""


def opportunities_table(found) -> pd.DataFrame:
    """Give the figures on which people could gain, the clear ones first, the largest first.

    Returns
    -------
    DataFrame
        area, area_name, indicator, name, period, sex, age; people with 95 and 80 per cent limits;
        chance (of a gap above nought), clear, interval (whether there are limits), expected (people
        at the gap that is expected to be left), verdict.
    """
    table = named(found.table)
    limits = {
        end: table[f"opportunity_{end}"] for end in ("lower", "upper", "lower_80", "upper_80")
    }
    taken = table[["area", "area_name", "indicator", "name", "period", "sex", "age"]].assign(
        people=table["opportunity"],
        **limits,
        chance=table["chance"],
        clear=table["verdict"] == "clear gap",
        interval=limits["lower"].notna() & limits["upper"].notna(),
        expected=table["opportunity_expected"],
        verdict=table["verdict"],
    )
    some = (taken["people"] > 0) | (taken["upper"] > 0)
    return taken[some & taken["verdict"].isin(SHOWN)].sort_values(
        ["clear", "people", "indicator"], ascending=[False, False, True], ignore_index=True
    )


def peer_table(peers) -> pd.DataFrame:
    """Give the peers of one area, the nearest first.

    Returns
    -------
    DataFrame
        area, area_name, peer, peer_name, order, distance, far, source.

    Raises
    ------
    InputError
        If the list is of more than one area.
    """
    table = peers.table
    if table["area"].nunique() > 1:
        raise InputError.of(
            found=f"the peers of {table['area'].nunique()} areas",
            allowed="the peers of one area",
            do="Ask for those of one: peers(attributes, area=...).",
        )
    return table.sort_values("order", ignore_index=True)


def observed(result):
    """Give the trend that was observed: of a projection the one it goes on from."""
    return getattr(result, "trend", result)


def trend_table(result) -> pd.DataFrame:
    """Give the figures seen, with the line through them, and those to come if the past went on.

    The inner limits are asked for again: a projection carries those of one confidence.

    Returns
    -------
    DataFrame
        period, year (its middle), kind (seen, to come), value, lower, upper, line; and need with
        its limits where a population was given.
    """
    seen = observed(result).table
    seen = seen[["period", "year", "value", "lower", "upper", "line"]].assign(kind="seen")
    if result is observed(result):
        return seen
    inner = project(observed(result), years=len(result.table), confidence=INNER).table
    ahead = result.table.assign(
        kind="to come",
        line=result.table["value"],
        lower_80=inner["lower"],
        upper_80=inner["upper"],
    )
    needs = [column for column in ahead if column.startswith("need")]
    columns = ["period", "year", "kind", "value", "lower", "upper", "lower_80", "upper_80", "line"]
    return pd.concat([seen, ahead], ignore_index=True).reindex(columns=[*columns, *needs])

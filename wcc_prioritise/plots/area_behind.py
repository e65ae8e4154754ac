"""What stands behind the pictures of areas? Their tables, taken from the results as they are."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.tables import InputError

OWN_ROW = ["indicator", "name", "period", "sex", "age", "unit", "polarity"]


def named(table: pd.DataFrame) -> pd.DataFrame:
    """Give a table the column name: the indicator's name, or its code where it has none."""
    known = table["indicator_name"].notna() & (table["indicator_name"] != "")
    return table.assign(name=table["indicator_name"].where(known, table["indicator"]))


def spine_table(spread) -> pd.DataFrame:
    """Give each indicator with our figure, the yardstick, and the ends and quarters of all areas.

    Returns
    -------
    DataFrame
        indicator, name, period, sex, age, unit, polarity; value, lower, upper, count, denominator;
        yardstick, peer_mean, peers, areas, place (1 is best), worst, worst_quarter, best_quarter,
        best; verdict; and where they stand beside the yardstick, from -1 to 1, better is greater.
    """
    figures = ["value", "lower", "upper", "count", "denominator", "yardstick", "peer_mean", "peers"]
    ends = ["worst", "worst_quarter", "best_quarter", "best"]
    placed = ["at", "peers_at", *(f"{end}_at" for end in ends)]
    columns = [*OWN_ROW, *figures, "areas", "place", *ends, "verdict", *placed, "source"]
    return named(spread.table)[columns]


def rug_table(spread, most: int | None = None) -> pd.DataFrame:
    """Give the figures of our area, its peers in their order, then the others by name.

    Parameters
    ----------
    spread : Spread
        Where our area stands.
    most : int, optional
        Most areas; all of them when left out.

    Returns
    -------
    DataFrame
        One row a figure and area: indicator, name, period, sex, age, unit; area, area_name, role,
        value, verdict.
    """
    areas = named(spread.areas)
    order = (
        areas.assign(rank=areas["role"].map({"ours": 0, "peer": 1, "other": 2}))
        .sort_values(["rank", "order", "area_name", "area"])["area"]
        .drop_duplicates()[:most]
    )
    kept = areas[areas["area"].isin(order)]
    place = {code: i for i, code in enumerate(order)}
    kept = kept.sort_values("area", key=lambda codes: codes.map(place), kind="stable")
    columns = [*OWN_ROW, "area", "area_name", "role", "value", "lower", "upper", "verdict"]
    return kept[columns].reset_index(drop=True)


def caterpillar_table(spread) -> pd.DataFrame:
    """Give every area on one indicator, the worst first.

    Returns
    -------
    DataFrame
        indicator, name, period, sex, age, unit, polarity; area, area_name, role, place (1 is the
        best), value, lower, upper, verdict.

    Raises
    ------
    InputError
        If the result holds more than one figure.
    """
    if len(spread.table) > 1:
        codes = ", ".join(spread.indicators)
        raise InputError.of(
            found=f"{len(spread.table)} figures ({codes})",
            allowed="one indicator, of one sex and age",
            do=f"Take one of them: spread.of({spread.indicators[0]!r}).",
        )
    areas = named(spread.areas).sort_values(["place", "area"], ascending=[False, True])
    columns = [*OWN_ROW, "area", "area_name", "role", "place", "value", "lower", "upper", "verdict"]
    return areas[columns].reset_index(drop=True)


def funnel_table(funnel) -> pd.DataFrame:
    """Give every area with its place in the funnel, the farthest out first.

    Returns
    -------
    DataFrame
        area, area_name, denominator, value, count, z (of chance alone), z_adjusted (of the limits
        drawn), place (inside, beyond 95%, beyond 99.8%), plain_place; areas without a figure last.
    """
    table = funnel.table
    distance = table["z_adjusted"].abs()
    order = distance.sort_values(ascending=False, na_position="last", kind="stable").index
    columns = ["area", "area_name", "denominator", "value", "count", "z", "z_adjusted"]
    return table.loc[order, [*columns, "place", "plain_place"]].reset_index(drop=True)

"""What do the pictures of areas say? Title, subtitle, caption and alt text, made of the tables."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots.area_behind import caterpillar_table, rug_table, spine_table
from wcc_prioritise.plots.figures import counted, held, listed, number, plain, short
from wcc_prioritise.plots.words import (
    IN_ALT,
    LONGEST_ALT,
    Words,
    joined,
    lowered,
    sources,
    whose,
)

MOST_ROWS = 40
"""Indicators of a spine chart or a tartan rug."""

MOST_COLUMNS = 11
"""Areas of a tartan rug: ours and ten more."""

JUDGED = {"Worse": "worse than", "Better": "better than", "Similar": "similar to"}
UNJUDGED = {"Higher": "higher than", "Lower": "lower than"}


def decimals_for(*figures: float) -> int:
    """How many decimals show three figures of the largest?

    Examples
    --------
    >>> decimals_for(62.31, 58.0), decimals_for(2116.0), decimals_for(0.123)
    (1, 0, 3)
    """
    largest = max((abs(x) for x in figures if x == x), default=0.0)
    return sum(largest < least for least in (1_000, 10, 1))


def figure_of(value: float, unit: object, decimals: int) -> str:
    """Write a figure, with its sign where the unit is per cent.

    Examples
    --------
    >>> figure_of(62.31, "%", 1), figure_of(2116.2, "per 100,000", 0)
    ('62.3%', '2,116')
    """
    if value != value:
        return "-"
    return number(value, decimals) + ("%" if plain(unit) == "%" else "")


def about(row, period: bool = True) -> str:
    """Say what a row is about: period, sex, age, and the unit where the figures don't carry it."""
    who = whose(row) if period else whose(row._replace(period=""))
    unit = plain(row.unit)
    return ", ".join(word for word in (who, "" if unit == "%" else unit) if word)


def value_named(unit: object) -> str:
    """Say what stands on the upright scale of one indicator.

    Examples
    --------
    >>> value_named("%"), value_named("per 100,000")
    ('value', 'value, per 100,000')
    """
    unit = plain(unit)
    return "value" if unit in ("", "%") else f"value, {unit}"


def one_period(table: pd.DataFrame) -> str:
    """Give the period that all rows share, or nothing where they differ."""
    periods = table["period"].dropna().unique()
    return plain(periods[0]) if len(periods) == 1 else ""


# ---- spine --------------------------------------------------------------------------------------


def spine(spread) -> Words:
    """Say on how many indicators our area is worse, and on how many better."""
    table = spine_table(spread)
    shown = "" if len(table) <= MOST_ROWS else f" {MOST_ROWS} of {len(table)} indicators shown."
    most = number(table["areas"].max()) if len(table) else "0"
    period = one_period(table)
    return Words(
        title=_standing_title(table, short(spread.area_name), plain(spread.beside)),
        subtitle=(
            f"{f'{period}. ' if period else ''}Centre line: {plain(spread.yardstick)}. Bar: from "
            f"the worst to the best of {most} areas, the middle half darker. "
            f"Right is better{_no_way(table)}; the longer side sets the scale.{shown}"
        ),
        alt=_spine_alt(table, spread),
        caption=_caption(spread, table),
    )


def _standing_title(table: pd.DataFrame, area: str, beside: str) -> str:
    if table.empty:
        return f"No indicator of {area} to set beside {beside}"
    counts = table["verdict"].value_counts()
    judged = int(counts.reindex(list(JUDGED), fill_value=0).sum())
    if not judged:
        return f"None of {counted(len(table), 'indicator')} of {area} could be judged"
    worse, better = int(counts.get("Worse", 0)), int(counts.get("Better", 0))
    if not worse and not better:
        return f"{area} differs from {beside} on none of {counted(judged, 'indicator')}"
    of = counted(judged, "indicator")
    if not worse:
        return f"{area} is better than {beside} on {better} of {of}, and worse on none"
    rest = f" and better on {better}" if better else " and better on none"
    return f"{area} is worse than {beside} on {worse} of {of}{rest}"


def _no_way(table: pd.DataFrame) -> str:
    """Say what right means for figures that no direction was given for."""
    return ", or higher where no direction is given" if table["polarity"].isna().any() else ""


def _spine_alt(table: pd.DataFrame, spread) -> str:
    said = [
        f"Spine chart: {counted(len(table), 'indicator')} of {short(spread.area_name)} beside "
        f"{plain(spread.beside)} and all areas."
    ]
    worst_first = table.sort_values("at", na_position="last", kind="stable")
    for row in worst_first.itertuples(index=False):
        decimals = decimals_for(row.value, row.yardstick)
        value, yardstick = (figure_of(x, row.unit, decimals) for x in (row.value, row.yardstick))
        place = f", place {row.place} of {row.areas}" if pd.notna(row.place) else ""
        word = row.verdict.casefold()
        said.append(f"{short(row.name, IN_ALT)}: {value} against {yardstick}, {word}{place}.")
    return held(said, LONGEST_ALT)


def _caption(spread, table: pd.DataFrame) -> str:
    flags = (
        f"Of {counted(spread.tests, 'figure')} compared, chance alone would flag about "
        f"{number(spread.expected_false)}."
        if spread.tests
        else ""
    )
    return joined(f"Verdict: {plain(spread.how)}.", flags, sources(table))


def _rule(spread) -> str:
    return joined(f"Verdict: {plain(spread.how)}.", sources(spread.table))


def no_figure(spread) -> str:
    """Say why there is nothing to draw."""
    return (
        f"The table has no figure of {short(spread.area_name)} that could be set beside "
        f"{plain(spread.beside)}."
    )


# ---- tartan rug ---------------------------------------------------------------------------------


def rug(spread) -> Words:
    """Say where our area and the areas beside it are worse and better."""
    table = rug_table(spread, MOST_COLUMNS)
    areas, figures = table["area"].nunique(), len(spread.table)
    of = spread.areas["area"].nunique()
    cut = "" if areas == of else f" {areas} of {of} areas shown, ours first."
    cut += "" if figures <= MOST_ROWS else f" {MOST_ROWS} of {figures} indicators shown."
    period = one_period(spread.table)
    return Words(
        title=_rug_title(table, spread),
        subtitle=(
            f"{f'{period}. ' if period else ''}Each area beside {plain(spread.yardstick)}: the "
            f"figure, and by mark and tone its verdict.{cut}"
        ),
        alt=_rug_alt(table, spread),
        caption=_caption(spread, spread.table),
    )


def _rug_title(table: pd.DataFrame, spread) -> str:
    ours = table[table["role"] == "ours"]
    area, beside = short(spread.area_name), plain(spread.beside)
    worse = set(ours.loc[ours["verdict"] == "Worse", "indicator"])
    others = table[table["role"] != "ours"]
    if ours.empty or others.empty or not worse:
        return _standing_title(spine_table(spread), area, beside)
    at = others[others["indicator"].isin(worse) & (others["verdict"] == "Worse")]
    alone = len(worse) - at["indicator"].nunique()
    standing = _standing_title(spine_table(spread), area, beside)
    if not alone:
        return f"{standing}; each time some of the areas shown are worse too"
    if alone == len(worse):
        return f"{standing}; no other area shown is worse on these"
    return f"{standing}; on {alone} of these no other area shown is worse"


def _rug_alt(table: pd.DataFrame, spread) -> str:
    said = [
        f"Table of verdicts: {counted(len(spread.table), 'indicator')} by "
        f"{counted(table['area'].nunique(), 'area')}, beside {plain(spread.beside)}."
    ]
    for _, rows in table.groupby("area", sort=False):
        counts = rows["verdict"].value_counts()
        parts = [f"{many} {word.casefold()}" for word, many in counts.items()]
        said.append(f"{short(rows['area_name'].iloc[0], IN_ALT)}: {', '.join(parts)}.")
    return held(said, LONGEST_ALT)


# ---- caterpillar --------------------------------------------------------------------------------


def caterpillar(spread) -> Words:
    """Say which place our area has among all, and how many differ."""
    table = caterpillar_table(spread)
    if table.empty:
        return Words(
            title=f"No area to set beside {short(spread.area_name)}",
            subtitle="Areas in order, with 95% intervals.",
            alt="No area has a figure.",
            caption=_rule(spread),
        )
    row = next(table.itertuples(index=False))
    who = about(row)
    return Words(
        title=_caterpillar_title(table, spread),
        subtitle=(
            f"{plain(row.name)}{f' ({who})' if who else ''}, with 95% intervals, "
            f"{'worst' if _known(row.polarity) else 'lowest'} first. Line: "
            f"{plain(spread.yardstick)}."
        ),
        alt=_caterpillar_alt(table, spread),
        caption=_rule(spread),
    )


def _known(polarity: object) -> bool:
    return plain(polarity) != ""


def _caterpillar_title(table: pd.DataFrame, spread) -> str:
    area, many = short(spread.area_name), len(table)
    counts = table["verdict"].value_counts()
    differ = [
        f"{int(counts[word])} {word.casefold()}"
        for word in ("Worse", "Lower", "Better", "Higher")
        if word in counts
    ]
    of_all = f"of all areas {listed(differ)}" if differ else "no area differs"
    ours = table[table["role"] == "ours"]
    if ours.empty:
        return f"{area} has no figure; {of_all}"
    row = ours.iloc[0]
    place = f"place {row['place']} of {many}"
    words = {**JUDGED, **UNJUDGED}.get(row["verdict"])
    if words is None:
        return f"{area} has {place}, and could not be compared"
    return f"{area} is {words} {plain(spread.beside)}, {place}; {of_all}"


def _caterpillar_alt(table: pd.DataFrame, spread) -> str:
    decimals = decimals_for(*table["value"])
    one = spread.table.iloc[0]
    line = figure_of(one["yardstick"], one["unit"], decimals)
    said = [
        f"Areas in order of {lowered(short(table['name'].iloc[0]))} with 95% intervals; "
        f"{plain(spread.beside)} at {line}."
    ]
    rows = [*table[table["role"] == "ours"].itertuples(index=False)]
    rows += [*table.iloc[[0, -1]].itertuples(index=False)]
    rows += [*table[table["role"] == "peer"].itertuples(index=False)]
    for row in dict.fromkeys(rows):
        said.append(f"{short(row.area_name, IN_ALT)}: {interval_of(row, decimals)}.")
    return held(said, LONGEST_ALT)


def interval_of(row, decimals: int) -> str:
    """Say a figure with its interval and its verdict: one row of a table of areas."""
    value, lower, upper = (
        figure_of(x, row.unit, decimals) for x in (row.value, row.lower, row.upper)
    )
    limits = "no interval" if "-" in (lower, upper) else f"{lower} to {upper}"
    return f"{value} ({limits}), {row.verdict.casefold()}"

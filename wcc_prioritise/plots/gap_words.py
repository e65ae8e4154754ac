"""What do the pictures of gaps, trends and peers say? Made of their tables alone."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots.area_words import decimals_for, figure_of
from wcc_prioritise.plots.behind import MOST_INDICATORS
from wcc_prioritise.plots.figures import counted, held, listed, number, percent, plain, short
from wcc_prioritise.plots.funnel_words import name_of
from wcc_prioritise.plots.gap_behind import (
    observed,
    opportunities_table,
    peer_table,
    trend_table,
)
from wcc_prioritise.plots.words import (
    IN_ALT,
    LONGEST_ALT,
    Words,
    counted_people,
    joined,
    lowered,
    said_source,
    sources,
)

SURE = (0.0001, 0.9999)
"""Draws can't make a chance surer than this."""

DIRECTIONS = {
    "rising": "has risen",
    "falling": "has fallen",
    "no clear change": "shows no clear change",
}


# ---- trend --------------------------------------------------------------------------------------


def trend(result) -> Words:
    """Say how the figure has changed, and what it would be if the past went on."""
    table, seen = trend_table(result), observed(result)
    ahead = result is not seen
    need = need_at(next(_rows(table.iloc[[-1]])))
    fan = (
        f"fan: 80% (darker) and {number(result.confidence * 100)}% for a new figure"
        if ahead
        else ""
    )
    first, last = seen.table["period"].iloc[[0, -1]]
    drawn = "Points: as published, with 95% intervals; line: fitted"
    return Words(
        title=_trend_title(table, seen, ahead),
        subtitle=(
            f"{name_of(seen)}, {short(seen.area_name)}, {plain(first)} to {plain(last)}. {drawn}"
            f"{f'; dashed: drawn on; {fan}' if ahead else ''}. "
            f"{need}"
        ).strip(),
        alt=_trend_alt(table, seen, result),
        caption=joined(
            f"{_sentence(result.how)}.",
            *(plain(warning) for warning in result.warnings),
            said_source(seen),
        ),
    )


def cannot_know(result) -> str:
    """Give the words on what a projection can't know; none for what was observed."""
    return plain(getattr(result, "cannot_know", ""))


def unit_sign(seen) -> str:
    """Give the sign behind the figures of a trend: that of per cent, or none."""
    return "%" if plain(seen.unit) == "%" else ""


def need_at(row) -> str:
    """Say the need at the end of a projection, where there is a population to tell it."""
    need = getattr(row, "need", float("nan"))
    if need != need:
        return ""
    return (
        f"Need then: {counted_people(need)} ({number(row.need_lower, 0)} to "
        f"{number(row.need_upper, 0)}), {number(row.need_now, 0)} now."
    )


def _sentence(words: object) -> str:
    said = plain(words)
    return said[:1].upper() + said[1:]


def _trend_title(table: pd.DataFrame, seen, ahead: bool) -> str:
    decimals = decimals_for(*table["value"])
    slope = _rate(abs(seen.slope), seen)
    change = DIRECTIONS[seen.words]
    by = "" if seen.words == "no clear change" else f" by {slope} a year"
    said = f"{short(name_of(seen))} of {short(seen.area_name)} {change}{by}"
    if not ahead:
        return said
    last = table.iloc[-1]
    value, lower, upper = (
        figure_of(last[column], seen.unit, decimals) for column in ("value", "lower", "upper")
    )
    return f"{said}; if that went on, {value} ({lower} to {upper}) by {last['year']:.0f}"


def _rate(slope: float, seen) -> str:
    said = number(slope, _slope_decimals(seen))
    return f"{said} percentage points" if unit_sign(seen) else said


def _slope_decimals(seen) -> int:
    """How many decimals show two figures of the change a year?"""
    largest = max(abs(seen.slope_lower), abs(seen.slope_upper))
    return max(decimals_for(largest) - 1, 0) + (0 < abs(seen.slope) < 0.01)


def _trend_alt(table: pd.DataFrame, seen, result) -> str:
    decimals = decimals_for(*table["value"])
    decimal = _slope_decimals(seen)
    low, high = (number(x, decimal) for x in (seen.slope_lower, seen.slope_upper))
    said = [
        f"Line of {short(name_of(seen), IN_ALT)} of {short(seen.area_name, IN_ALT)}: "
        f"{seen.words}, {_rate(seen.slope, seen)} a year "
        f"({low} to {high})."
    ]
    shown = table[table["kind"] == "seen"].iloc[[0, -1]]
    parts = [f"{plain(r.period)} {figure_of(r.value, seen.unit, decimals)}" for r in _rows(shown)]
    said.append(f"Seen: {listed(parts)}.")
    for row in _rows(table[table["kind"] == "to come"].iloc[[-1]] if result is not seen else []):
        value, lower, upper = (
            figure_of(x, seen.unit, decimals) for x in (row.value, row.lower, row.upper)
        )
        said.append(f"Drawn on to {row.year:.0f}: {value} ({lower} to {upper}). {need_at(row)}")
    return held([*said, cannot_know(result)], LONGEST_ALT)


def _rows(table):
    return table.itertuples(index=False) if isinstance(table, pd.DataFrame) else ()


# ---- opportunities ------------------------------------------------------------------------------


def opportunities(found) -> Words:
    """Say which gaps are real, and which are within noise."""
    table = opportunities_table(found)
    shown = "" if len(table) <= MOST_INDICATORS else f" {MOST_INDICATORS} of {len(table)} shown."
    return Words(
        title=_opportunities_title(table, found),
        subtitle=(
            f"People behind each gap, compared with: {plain(found.comparator)}. Thick line: 80% "
            "interval; thin: 95%; chance: that the gap is real. Grey: within noise, so no claim "
            f"rests on it. Headroom, not what a project would bring.{shown}"
        ),
        alt=_opportunities_alt(table, found),
        caption=joined(f"{_sentence(found.how)}.", sources(found.table)),
    )


def areas_of(found) -> str:
    """Name the area of a result, or say how many there are."""
    names = found.table["area_name"].dropna().unique()
    return short(names[0]) if len(names) == 1 else counted(len(names), "area")


def _opportunities_title(table: pd.DataFrame, found) -> str:
    area, clear = areas_of(found), table[table["clear"]]
    if table.empty:
        return f"No figure shows people of {area} who would gain"
    if clear.empty:
        return f"None of {counted(len(table), 'gap')} of {area} is clear of noise"
    first = clear.iloc[0]
    verb = "is" if len(clear) == 1 else "are"
    which = "" if len(clear) == 1 else "the largest is "
    noise = len(table) - len(clear)
    rest = f"; {noise} within noise" if noise else ""
    name = lowered(short(first["name"]))
    people = counted_people(first["people"])
    return (
        f"{len(clear)} of {counted(len(table), 'gap')} of {area} {verb} clear of noise: "
        f"{which}{name}, {people}{rest}"
    )


def no_gap(found) -> str:
    """Say why there is nothing to draw."""
    return (
        f"Of {counted(len(found.table), 'figure')} compared, none is worse with a denominator that "
        "would give a number of people. The table says of each how it stands."
    )


def chance_of(row) -> str:
    """Say the chance that a gap is real: one row of the table of opportunities."""
    if row.chance != row.chance:
        return "chance not known"
    return f"chance {percent(min(max(row.chance, SURE[0]), SURE[1]))}"


def limits_of(row) -> str:
    """Say the 95 per cent interval: one row of the table of opportunities."""
    if not row.interval:
        return "no interval"
    return f"{number(row.lower, 0)} to {number(row.upper, 0)}"


def claim_of(row) -> str:
    """Say what can be claimed: the people, or that it is within noise."""
    if row.clear or not row.interval:
        return counted_people(row.people)
    return "within noise"


def row_name(row, several: bool) -> str:
    """Name a row: its indicator, and its area where there are several."""
    return f"{row.name} ({plain(row.area_name)})" if several else row.name


def _opportunities_alt(table: pd.DataFrame, found) -> str:
    said = [
        f"Bars of people who would gain, of {areas_of(found)}, with 80% and 95% intervals; "
        f"{int(table['clear'].sum())} of {counted(len(table), 'gap')} clear of noise."
    ]
    for row in table.itertuples(index=False):
        noise = "" if row.clear else ", within noise" if row.interval else ""
        said.append(
            f"{short(row.name, IN_ALT)}: {counted_people(row.people)} ({limits_of(row)}), "
            f"{chance_of(row)}{noise}."
        )
    return held(said, LONGEST_ALT)


# ---- peers --------------------------------------------------------------------------------------


def peer_distances(peers) -> Words:
    """Say how near the peers are, and which are far."""
    table = peer_table(peers)
    limit = number_of_distance(peers.far_above)
    return Words(
        title=_peers_title(table),
        subtitle=(
            "How unlike each peer is: 0 would be the same. "
            + (
                f"Far: above {limit}, farther than the last peers of nearly all areas."
                if limit
                else "What counts as far is not known."
            )
        ),
        alt=_peers_alt(table, limit),
        caption=joined(f"{_sentence(peers.how)}.", *(plain(said) for said in peers.warnings)),
    )


def number_of_distance(distance: float) -> str:
    """Write a distance with two decimals; nothing where it is not known.

    Examples
    --------
    >>> number_of_distance(0.3456), number_of_distance(float("nan"))
    ('0.35', '')
    """
    return number(distance, 2) if distance == distance else ""


def _peers_title(table: pd.DataFrame) -> str:
    if table.empty:
        return "No peers"
    area = short(table["area_name"].iloc[0] or table["area"].iloc[0])
    many, far = counted(len(table), "peer"), int(table["far"].sum())
    known = table["distance"].notna().sum()
    if not known:
        return f"How near the {many} of {area} are is not known"
    nearest = short(table["peer_name"].iloc[0] or table["peer"].iloc[0])
    if not far:
        return f"None of the {many} of {area} is far; the nearest is {nearest}"
    verb = "is" if far == 1 else "are"
    return f"{far} of the {many} of {area} {verb} far: hardly any area is like it"


def _peers_alt(table: pd.DataFrame, limit: str) -> str:
    said = [f"Distances of {counted(len(table), 'peer')}{f', far above {limit}' if limit else ''}."]
    for row in table.itertuples(index=False):
        distance = number_of_distance(row.distance) or "not known"
        far = ", far" if row.far else ""
        said.append(f"{short(row.peer_name or row.peer, IN_ALT)}: {distance}{far}.")
    return held(said, LONGEST_ALT)

"""What does a funnel say? Title, subtitle, caption and alt text, made of its table."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots.area_behind import funnel_table
from wcc_prioritise.plots.area_words import decimals_for, figure_of
from wcc_prioritise.plots.figures import counted, held, number, plain, short
from wcc_prioritise.plots.words import IN_ALT, LONGEST_ALT, Words, joined, said_source

OUTSIDE, WARNED, INSIDE = "beyond 99.8%", "beyond 95%", "inside"


def unit_of(funnel) -> str:
    """Give the unit of the values: per cent, or so many events of the scale."""
    return "%" if funnel.kind == "proportion" and funnel.scale == 100 else ""


def value_named(funnel) -> str:
    """Say what stands on the upright scale."""
    if unit_of(funnel):
        return "value"
    return f"value, per {number(funnel.scale, 0)}" if funnel.scale != 1 else "value"


def name_of(result) -> str:
    """Give the name of a result's indicator, or its code where the result carries none."""
    return plain(getattr(result, "indicator_name", "")) or plain(result.indicator)


def funnel(funnel) -> Words:
    """Say how many areas lie outside the funnel."""
    table = funnel_table(funnel)
    phi = number(funnel.spread.phi, 1)
    if funnel.spread.adjusted:
        limits = f"limits adjusted: widened for the usual spread between areas (phi {phi})"
    else:
        limits = f"limits not adjusted: the spread is what chance gives (phi {phi})"
    return Words(
        title=_title(table, funnel),
        subtitle=(
            f"{name_of(funnel)}, {plain(funnel.period)}, by denominator. Dashed: 95%; solid: "
            f"99.8%; {limits}."
        ),
        alt=_alt(table, funnel),
        caption=joined(
            f"{plain(funnel.how)[:1].upper()}{plain(funnel.how)[1:]}.", said_source(funnel)
        ),
    )


def _title(table: pd.DataFrame, funnel) -> str:
    counts = table["place"].value_counts()
    out, near = int(counts.get(OUTSIDE, 0)), int(counts.get(WARNED, 0))
    figures = int((table["place"] != "no figure").sum())
    areas = counted(figures, "area")
    name = short(name_of(funnel))
    if not out and not near:
        return f"{name}: none of {areas} stands out"
    verb = "lies" if out == 1 else "lie"
    first = f"{out or 'none'} of {areas} {verb if out else 'lies'} beyond the 99.8% limits"
    chance = f"{near}{' more' if out else ''} beyond 95%" if near else ""
    return f"{name}: {first}" + (f", {chance}" if chance else "")


def _alt(table: pd.DataFrame, funnel) -> str:
    unit, decimals = unit_of(funnel), decimals_for(funnel.target)
    spread = funnel.spread
    kind = "adjusted" if spread.adjusted else "not adjusted"
    said = [
        f"Funnel of {counted(len(table), 'area')} about {figure_of(funnel.target, unit, decimals)}"
        f", limits {kind}, phi {number(spread.phi, 1)}."
    ]
    places = ", ".join(f"{many} {place}" for place, many in funnel.counts.items() if many)
    plain_out = int((table["plain_place"] == OUTSIDE).sum())
    said.append(f"Areas: {places}; with limits for chance alone {plain_out} beyond 99.8%.")
    for row in table[table["place"].isin([OUTSIDE, WARNED])].itertuples(index=False):
        value = figure_of(row.value, unit, decimals)
        of = number(row.denominator, 0)
        said.append(f"{short(row.area_name or row.area, IN_ALT)}: {value} of {of}, {row.place}.")
    return held(said, LONGEST_ALT)

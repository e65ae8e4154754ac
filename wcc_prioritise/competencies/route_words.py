"""How is the choice of a route said? The recommendation, its reasons, and what would tip it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.competencies.route_records import ROUTES, known, missing

if TYPE_CHECKING:
    from wcc_prioritise.competencies.routes import RouteChoice, RoutePlan

SEEN = 0.05
"""A difference of fewer points is not worth a word."""


def pounds(thousand: float) -> str:
    """Write an amount held in thousands of pounds.

    Examples
    --------
    >>> pounds(120.0), pounds(1030.5)
    ('£120 thousand', '£1,030.5 thousand')
    """
    return f"£{thousand:,.1f}".removesuffix(".0") + " thousand"


def listed(parts: Iterable[str]) -> str:
    """Join words with commas and an "and".

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def recommendation(choice: RouteChoice) -> str:
    """Say which route, on what grounds, and what comes second."""
    over = f"over {choice.years} year{'s' if choice.years > 1 else ''}"
    if choice.recommended is None:
        cheapest = choice.table.sort_values("cost", kind="stable").iloc[0]
        return (
            f"{choice.heading}: no route is within the limit of {pounds(choice.limit)} {over}. The "
            f"least is to {cheapest['route']}, at {pounds(cheapest['cost'])}."
        )
    best = choice.table.set_index("route").loc[choice.recommended]
    said = [
        f"{choice.heading}: {choice.recommended} ({best['what']}), at {pounds(best['cost'])} "
        f"{over}. {_value(best)}",
        *_against(choice, best),
        *_not_put_forward(choice),
        *_learnt(choice),
    ]
    return " ".join(said)


def _value(best: pd.Series) -> str:
    value = f"Value {best['value']:.1f} of 100"
    count = int(best["count"])
    if missing(best["spread"]):
        return f"{value}; {_people(count)}, too few for a spread."
    first = int(best["first_for"])
    return (
        f"{value} (spread {best['spread']:.1f}, {_people(count)}); it comes first for {first} of "
        f"{count} by their own scores and weights."
    )


def _people(count: int) -> str:
    return f"{count} {'person' if count == 1 else 'people'} answered in full"


def _against(choice: RouteChoice, best: pd.Series) -> list[str]:
    """Say what comes second, and on which criteria each of the two is ahead."""
    if choice.runner_up is None:
        return ["No other route is within the limit."]
    second = choice.table.set_index("route").loc[choice.runner_up]
    said = [
        f"Runner-up: {choice.runner_up}, value {second['value']:.1f}, at {pounds(second['cost'])}."
    ]
    parts = choice.appraisal.contributions
    ahead = parts.loc[choice.recommended] - parts.loc[choice.runner_up]
    names = choice.appraisal.case.criteria.set_index("criterion")["name"]
    for route, side in ((choice.recommended, ahead), (choice.runner_up, -ahead)):
        gains = side[side > SEEN].sort_values(ascending=False, kind="stable")
        if len(gains):
            told = listed(f"{names[c]} (+{points:.1f} points)" for c, points in gains.items())
            said.append(f"{route.capitalize()} is ahead on {told}.")
    return said


def _not_put_forward(choice: RouteChoice) -> list[str]:
    absent = [route for route in ROUTES if route not in choice.appraisal.values.index]
    return [f"Nobody put forward a way to {listed(absent)}."] if absent else []


def _learnt(choice: RouteChoice) -> list[str]:
    """Cite what earlier years showed of the recommended route, and point to other needs."""
    rows = choice.evidence[choice.evidence["route"] == choice.recommended]
    own = rows["need"] == choice.need["need"]
    said = [
        f"In {year}: {'; '.join(part['statement'])}."
        for year, part in rows[own].groupby("year", sort=True)
    ]
    if others := sorted(set(rows.loc[~own, "need"])):
        count = int((~own).sum())
        things = "1 statement" if count == 1 else f"{count} statements"
        said.append(f"Earlier years have {things} on this route, for {listed(others)}.")
    return said


def tips(choice: RouteChoice) -> tuple[str, ...]:
    """Say what would tip it: closeness, money, weights."""
    if choice.recommended is None:
        return ()
    return (*_close(choice), *_money(choice), *_pounds_each(choice), *choice.tipping())


def _close(choice: RouteChoice) -> list[str]:
    """Warn where the lead is within the spread."""
    if choice.runner_up is None:
        return []
    table = choice.table.set_index("route")
    best, second = table.loc[choice.recommended], table.loc[choice.runner_up]
    lead = best["value"] - second["value"]
    if lead < SEEN:
        cheaper = best["cost"] < second["cost"]
        why = "the cheaper of the two is put first" if cheaper else "nothing here tells them apart"
        return [f"{choice.runner_up.capitalize()} is level with it: {why}."]
    if known(best["spread"]) is not None and lead < best["spread"]:
        return [
            f"It leads by {lead:.1f} points, less than the spread between people "
            f"({best['spread']:.1f}): talk before it is settled."
        ]
    return []


def _money(choice: RouteChoice) -> list[str]:
    """Say which limit would change the answer, up and down."""
    table = choice.table.set_index("route")
    best, said = table.loc[choice.recommended], []
    for route, row in table[~table["within_limit"]].iterrows():
        lead = row["value"] - best["value"]
        if lead > SEEN:
            said.append(
                f"With a limit of {pounds(row['cost'])} or more, {route} would lead by {lead:.1f} "
                "points."
            )
    cheaper = table[table["cost"] < best["cost"]]
    if len(cheaper):
        after = cheaper.sort_values(["value", "cost"], ascending=[False, True]).index[0]
        said.append(f"With a limit below {pounds(best['cost'])}, it would be {after}.")
    return said


def _pounds_each(choice: RouteChoice) -> list[str]:
    """Say where another route gives more value for each thousand pounds."""
    table = choice.table.set_index("route")
    each = table.loc[table["within_limit"], "points_per_thousand"].dropna()
    best = each.get(choice.recommended)
    if best is None or each.idxmax() == choice.recommended:
        return []
    most = each.idxmax()
    return [
        f"{most.capitalize()} gives more for each £ thousand: {each[most]:.2f} points against "
        f"{best:.2f}."
    ]


def plan_words(plan: RoutePlan) -> str:
    """Say how many of each route, and what is bought in."""
    totals = plan.totals
    counts = listed(f"{route} {int(totals.loc[route, 'needs'])}" for route in ROUTES)
    whole = float(totals["cost"].sum())
    years = plan.choices[0].years
    said = [
        f"{len(plan.choices)} needs: {counts}.",
        f"Bought in: {pounds(plan.bought_in)} of {pounds(whole)} over {years} "
        f"year{'s' if years > 1 else ''}.",
    ]
    out = [str(c.need["need"]) for c in plan.choices if c.recommended is None]
    if out:
        said.append(f"No route within the limit: {listed(out)}.")
    if plan.not_compared:
        said.append(f"No routes written down for: {listed(plan.not_compared)}.")
    return " ".join(said)

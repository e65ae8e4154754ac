"""What do the pictures of the programme say? Made of their tables alone."""

from __future__ import annotations

import math

import pandas as pd

from wcc_prioritise.plots.figures import amount, counted, held, listed, number, short
from wcc_prioritise.plots.money_words import pounds
from wcc_prioritise.plots.programme_behind import (
    cash_table,
    gantt_table,
    load_table,
    stakeholder_table,
)
from wcc_prioritise.plots.words import IN_ALT, LONGEST_ALT, Words, joined, notice
from wcc_prioritise.programme.cash_flow import SEEN

MOST_NAMED = 3
"""Stakeholders that a title names."""


def month_of(day) -> str:
    """Write a month.

    Examples
    --------
    >>> from datetime import date
    >>> month_of(date(2027, 7, 1))
    'Jul 2027'
    """
    return f"{day:%b %Y}"


def _named(programme) -> str:
    return notice(programme.portfolio)


# ---- when ---------------------------------------------------------------------------------------


def gantt(programme) -> Words:
    """Say from when to when work goes on, and when benefit comes."""
    table = gantt_table(programme)
    status = "" if programme.status == "best" else f"The order is: {programme.status}."
    return Words(
        title=_gantt_title(table, programme),
        subtitle=(
            "Bars: quarters of work, by class. Open triangle: first benefit; diamond: full "
            "benefit; an arrow where full benefit comes after the programme."
        ),
        alt=_gantt_alt(table),
        caption=joined(status, _named(programme)),
    )


def _gantt_title(table: pd.DataFrame, programme) -> str:
    if table.empty:
        return "No project is chosen, so there is nothing to carry out"
    ends = table["start"] + table["quarters"]
    last = table.loc[ends.idxmax(), "ends"]
    first, full = table["first_benefit"].min(), table["full_benefit"].max()
    return (
        f"{counted(len(table), 'project')}, at work from {month_of(programme.start)} to "
        f"{_end(last)}: first benefit in {month_of(first)}, the last full in {month_of(full)}"
    )


def _end(words: str) -> str:
    """Give the last month of a quarter: `Jan-Mar 2029` ends in `Mar 2029`."""
    return words.partition("-")[2]


def _gantt_alt(table: pd.DataFrame) -> str:
    if table.empty:
        return "No bars: no project is chosen."
    said = [f"Bars of the quarters of work of {counted(len(table), 'project')}, earliest first."]
    said += [
        f"{short(row.name, IN_ALT)}: {row.starts} to {row.ends}, benefit from "
        f"{month_of(row.first_benefit)}, full {month_of(row.full_benefit)}."
        for row in table.itertuples()
    ]
    return held(said, LONGEST_ALT)


# ---- how full -----------------------------------------------------------------------------------


def load(programme) -> Words:
    """Say how full the quarters are."""
    table = load_table(programme)
    return Words(
        title=_load_title(table),
        subtitle=(
            "What the projects at work use of each quarter, against its capacity (dashed line). "
            "Dark: nothing left; hatched: over capacity."
            if table["capacity"].notna().any()
            else "What the projects at work use of each quarter; no capacity was given."
        ),
        alt=_load_alt(table),
        caption=_named(programme),
    )


def used_said(row) -> str:
    """Say what is used of a quarter: one row of the table of load."""
    used = whole_used(row)
    pound, rest = ("£", row.unit[2:]) if row.unit.startswith("£ ") else ("", row.unit)
    if row.capacity != row.capacity:
        return f"{pound}{used} {rest}"
    return f"{pound}{used} of {amount(row.capacity, row.unit)}"


def whole_used(row) -> str:
    """Write what is used in whole numbers, never on the other side of the capacity.

    Examples
    --------
    >>> from types import SimpleNamespace as Row
    >>> whole_used(Row(used=12.0, capacity=12.0)), whole_used(Row(used=0.3, capacity=12.0))
    ('12', 'under 1')
    >>> whole_used(Row(used=11.8, capacity=12.0)), whole_used(Row(used=12.2, capacity=12.0))
    ('11', '13')
    """
    whole = round(row.used)
    if row.used > row.capacity + 1e-9:
        whole = math.ceil(row.used - 1e-9)
    elif row.used < row.capacity - 1e-9 <= whole:
        whole = math.floor(row.used)
    return "under 1" if not whole and row.used > 1e-9 else number(whole, 0)


def _load_title(table: pd.DataFrame) -> str:
    capped = table[table["capacity"].notna()]
    if capped.empty:
        row = next(table.iloc[[table["used"].idxmax()]].itertuples())
        return f"The fullest quarter is {row.words}, with {used_said(row)}; no capacity was given"
    over, full = (capped[capped["state"] == state] for state in ("over", "full"))
    quarters = counted(table["quarter"].nunique(), "quarter")
    if len(over):
        row = next(over.itertuples())
        many = over["quarter"].nunique()
        verb = "is" if many == 1 else "are"
        return f"{many} of {quarters} {verb} over capacity, first {row.words}: {used_said(row)}"
    if len(full):
        row = next(full.itertuples())
        many = full["quarter"].nunique()
        verb = "has" if many == 1 else "have"
        return f"{many} of {quarters} {verb} nothing left, first {row.words}: {used_said(row)}"
    share = capped["used"] / capped["capacity"]
    row = next(capped.loc[[share.idxmax()]].itertuples())
    return f"Every quarter has room; the fullest is {row.words}, with {used_said(row)}"


def _load_alt(table: pd.DataFrame) -> str:
    said = ["Bars of load by quarter against capacity."]
    for _, rows in table.groupby("resource", sort=False):
        first = next(rows.itertuples())
        most = "" if first.capacity != first.capacity else f", at most {number(first.capacity)}"
        quarters = ", ".join(
            f"{row.words} {number(row.used)}{_state_said(row.state)}" for row in rows.itertuples()
        )
        said += [f"{first.unit.removeprefix('£ ').capitalize()}{most}:", f"{quarters}."]
    return held(_fitting(said), LONGEST_ALT)


def _fitting(said: list[str]) -> list[str]:
    """Cut a list of quarters where the text would grow too long to be spoken at all."""
    return [piece if len(piece) < LONGEST_ALT // 2 else f"{piece[:280].rpartition(',')[0]}."
            for piece in said]  # fmt: skip


def _state_said(state: str) -> str:
    return f" ({state})" if state in ("full", "over") else ""


# ---- cash and benefit ---------------------------------------------------------------------------


def cash_and_benefit(found) -> Words:
    """Say how much must be found, when it has come back, and what benefit has come."""
    table = cash_table(found)
    return Words(
        title=_cash_title(table, found),
        subtitle=(
            "Above: cash by quarter and so far, £ thousand at today's prices. Below: benefit that "
            "has come by the end of each quarter of the programme, in point-years of worth."
        ),
        alt=_cash_alt(table, found),
        caption=_named(found.programme),
    )


def _cash_title(table: pd.DataFrame, found) -> str:
    if found.by_project.empty:
        return "No project is chosen, so nothing is spent and no benefit comes"
    benefit = table.dropna(subset=["worth"])
    came = (
        f"; {number(benefit['worth'].iloc[-1])} point-years of benefit by {_end_of(benefit)}"
        if len(benefit)
        else ""
    )
    if found.most_needed < SEEN:
        return f"No cash needs to be found: savings pay as they come{came}"
    when = (
        f"and is not back by {_end_of(table)}"
        if found.break_even is None
        else f"and is back for good by {_end(table['words'].iloc[found.break_even])}"
    )
    most = f"{pounds(found.most_needed)} thousand must be found"
    if found.growing >= SEEN:
        return f"At least {most} {when.removesuffix(' for good')}, still growing{came}"
    return f"Up to {most} {when}{came}"


def _end_of(table: pd.DataFrame) -> str:
    return _end(table["words"].iloc[-1])


def _cash_alt(table: pd.DataFrame, found) -> str:
    if table.empty:
        return "No bars: no project is chosen."
    said = ["Bars of cash by quarter, with what is spent and has not come back so far; below, "
            "a rising line of benefit.", found.summary()]  # fmt: skip
    for row in table.iloc[3::4].itertuples():
        benefit = "" if row.worth != row.worth else f", benefit so far {number(row.worth)}"
        said.append(
            f"{row.words}: set-up {pounds(row.set_up)}, running {pounds(row.running)}, cashable "
            f"{pounds(row.cashable)}, so far {pounds(row.cumulative)}{benefit}."
        )
    return held(said, LONGEST_ALT)


# ---- stakeholders -------------------------------------------------------------------------------


def stakeholder_grid(grid) -> Words:
    """Say who is to be worked with closely, and who is still to be placed."""
    table = stakeholder_table(grid)
    return Words(
        title=_grid_title(table),
        subtitle=(
            "Power over the projects against stake in them, each from 1 to 5, as people placed "
            "themselves and one another. In brackets: the projects."
        ),
        alt=_grid_alt(table),
        caption=_named(grid.programme),
    )


def _grid_title(table: pd.DataFrame) -> str:
    waiting = table.loc[table["place"] == "to be placed", "stakeholder"].nunique()
    placed = table[table["place"] != "to be placed"]
    if table.empty:
        return "No stakeholder is named yet"
    if placed.empty:
        verb = "is" if waiting == 1 else "are"
        return f"Nobody is placed yet: {counted(waiting, 'stakeholder')} {verb} to be placed"
    closely = list(dict.fromkeys(placed.loc[placed["place"] == "manage", "stakeholder"]))
    if not closely:
        said = "Nobody has both power and stake"
    elif len(closely) > MOST_NAMED:
        said = f"{len(closely)} stakeholders have both power and stake: work with them closely"
    else:
        said = f"Work closely with {listed([short(name, IN_ALT) for name in closely])}"
    return f"{said}; {waiting} still to be placed" if waiting else said


def no_place() -> str:
    """Say why there is no grid to draw."""
    return (
        "Nobody has a power and a stake yet: agree both for each stakeholder, from 1 to 5, in the "
        "stakeholders table. To be placed:"
    )


def nobody() -> str:
    """Say why there is nobody to place."""
    return "No stakeholder is named, in the stakeholders table or in the facts of any project."


def stakeholder_said(row) -> str:
    """Name a stakeholder with its projects: one row of the table of stakeholders."""
    return f"{row.stakeholder} ({row.projects})"


def _grid_alt(table: pd.DataFrame) -> str:
    said = ["Grid of power by stake."]
    for place, rows in table.groupby("place", sort=False):
        named = [f"{short(row.stakeholder, IN_ALT)} ({row.projects})" for row in rows.itertuples()]
        said += [f"{str(place).capitalize()}: {named[0]}."] if len(named) == 1 else []
        if len(named) > 1:
            said.append(f"{str(place).capitalize()} ({len(named)}): {'; '.join(named)}.")
    return held(_cut(said), LONGEST_ALT)


def _cut(said: list[str]) -> list[str]:
    return [piece if len(piece) <= 260 else f"{piece[:250].rpartition(';')[0]}; and more."
            for piece in said]  # fmt: skip

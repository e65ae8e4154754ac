"""What does the picture of money say? Made of its tables alone."""

from __future__ import annotations

from wcc_prioritise.plots.figures import held, number
from wcc_prioritise.plots.portfolio_behind import SAVED, money_of
from wcc_prioritise.plots.words import LONGEST_ALT, Words, joined, lateness, notice
from wcc_prioritise.portfolio.money import FUNDED_YEARS


def money(portfolio, slipped: bool = False) -> Words:
    """Say how much of the claimed savings is cash, and what is left to find."""
    found = money_of(portfolio, slipped)
    late = f" Shown {lateness(portfolio)}." if slipped else ""
    return Words(
        title=_money_title(found),
        subtitle=(
            "Savings a year at full effect, then cash by year, in £ thousand at today's prices: "
            f"set-up falls in the first year, running costs are paid in full from the start.{late}"
        ),
        alt=_money_alt(found),
        caption=joined(
            "Deliverable: claim x effect by evidence grade, capped by pot. Cashable: the part that "
            "leaves the budget.",
            notice(portfolio),
        ),
    )


def pounds(thousands: float) -> str:
    """Write thousand pounds, without decimals.

    Examples
    --------
    >>> pounds(1874.4), pounds(-2912.6)
    ('£1,874', '-£2,913')
    """
    said = number(abs(thousands), 0)
    return f"{'-' if thousands < 0 and said != '0' else ''}£{said}"


def _money_title(found) -> str:
    claimed, _, cashable = (float(found.savings[name].sum()) for name in SAVED)
    after = _recurrent(found)
    if claimed <= 0:
        return f"No saving is claimed; {after}"
    return (
        f"Of {pounds(claimed)} thousand claimed a year, {pounds(cashable)} thousand is cashable; "
        f"{after}"
    )


def _recurrent(found) -> str:
    left = found.recurrent
    if left != left:
        return f"what recurs after year {FUNDED_YEARS} is not shown"
    if abs(left) < 0.5:
        return f"after year {FUNDED_YEARS} nothing is left to find"
    what = "must be found" if left > 0 else "are freed"
    return f"after year {FUNDED_YEARS} {pounds(abs(left))} thousand a year {what}"


def break_even_said(found) -> str:
    """Say when the set has paid for itself, and what recurs after the funded years."""
    years = int(found.years["year"].max())
    paid = (
        f"It has paid for itself by the end of year {found.break_even}"
        if found.break_even is not None
        else f"It has not paid for itself by the end of year {years}"
    )
    return f"{paid}; {_recurrent(found)}."


def _money_alt(found) -> str:
    parts = [f"{name} {pounds(found.savings[name].sum())}" for name in SAVED]
    said = [
        f"Bars of savings in £ thousand a year: {', '.join(parts)}. Then cash by year.",
        break_even_said(found),
    ]
    said += [
        f"Year {row.year}: set-up {pounds(row.set_up)}, running {pounds(row.running)}, cashable "
        f"{pounds(row.cashable)}, net {pounds(row.net)}, so far {pounds(row.cumulative)}."
        for row in found.years.itertuples()
    ]
    return held(said, LONGEST_ALT)

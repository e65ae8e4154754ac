"""What does the set cost and save, and what is left to find when the money stops?"""

from __future__ import annotations

from wcc_prioritise.exports.content import Block, Paragraph, Section, Table, section
from wcc_prioritise.exports.wording import given, listed, number, percent, short
from wcc_prioritise.portfolio.money import FUNDED_YEARS, Money

SUMMED = ("claimed", "deliverable", "cashable", "running")


def money_section(money: Money) -> Section:
    """Show savings by project and pot, and the money year by year."""
    slipped = (
        "with every month multiplied as if projects slipped" if money.slipped else "as planned"
    )
    blocks: list[Block | None] = [
        Paragraph(
            f"{money.summary()} {_ends(money)} All figures are £ thousand at today's prices, not "
            f"discounted, {slipped}. Effects by grade of evidence are assumptions, to be replaced "
            "by local ones."
        ),
        _savings(money) if len(money.savings) else None,
        _pots(money) if len(money.pots) else None,
        _years(money),
    ]
    return section("What the set costs and saves", blocks)


def _ends(money: Money) -> str:
    last = number(len(money.years))
    even = (
        f"By the end of year {money.break_even} the set has paid for itself."
        if money.break_even
        else f"Within the {last} years shown the set does not pay for itself."
    )
    pays = listed(money.pay_back, "none")
    return f"{even} Projects whose cashable saving is larger than their running cost: {pays}."


def _savings(money: Money) -> Table:
    rows = [
        (
            f"{row['candidate']} {short(row['name'])}",
            number(row["claimed"]),
            f"{percent(row['effect'])} ({given(row['grade'], 'not graded')})",
            percent(row["kept"]),
            number(row["deliverable"]),
            f"{percent(row['cashable_share'])} ({given(row['cost_form'], 'form not given')})",
            number(row["cashable"]),
            number(row["running"]),
        )
        for row in money.savings.to_dict("records")
    ]
    sums = {name: number(money.savings[name].sum()) for name in SUMMED}
    rows.append(("Sum", sums["claimed"], "", "", sums["deliverable"], "", sums["cashable"],
                 sums["running"]))  # fmt: skip
    return Table(
        "Savings claimed, deliverable and cashable beside running costs, £ thousand a year at full "
        "effect",
        ("Project", "Claimed", "x effect (grade)", "x kept by the pot's cap", "= deliverable",
         "x cashable share (cost)", "= cashable", "Running cost"),
        tuple(rows),
        align="lrrrrrrr",
        widths=(4.0, 1.7, 1.7, 1.8, 2.2, 2.4, 2.0, 1.7),
        last_is_sum=True,
    )  # fmt: skip


def _pots(money: Money) -> Table:
    rows = tuple(
        (f"{row['pot']}: {short(row['what'])}", *(number(row[c]) for c in
         ("size", "deliverable", "allowed")), percent(row["kept"]))
        for row in money.pots.to_dict("records")
    )  # fmt: skip
    return Table(
        "What each savings pot allows, £ thousand a year: claims on it cannot exceed its size",
        ("Pot", "Declared size", "Asked of it", "Allowed", "Kept"),
        rows,
        align="lrrrr",
        widths=(8.0, 2.4, 2.4, 2.2, 2.0),
    )


def _years(money: Money) -> Table:
    names = ("set_up", "running", "cashable", "net", "cumulative")
    rows = tuple(
        (f"Year {row['year']}", *(number(row[name]) for name in names))
        for row in money.years.to_dict("records")
    )
    return Table(
        f"The money year by year, £ thousand; the projects are paid for {FUNDED_YEARS} years",
        ("Year", "Set-up cost", "Running cost", "Cashable saving", "Net (saving less cost)",
         "Net, added up"),
        rows,
        align="lrrrrr",
        widths=(2.2, 2.6, 2.6, 3.0, 3.6, 3.0),
    )  # fmt: skip

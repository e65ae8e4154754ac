"""Where do money and people go, before and after? By kind of care and by provider."""

from __future__ import annotations

from wcc_prioritise.exports.content import Block, Paragraph, Section, Table, section
from wcc_prioritise.exports.wording import capital, listed, missing, number, people, percent
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.portfolio.mix import income_of_providers, kinds_of_care
from wcc_prioritise.portfolio.money import FUNDED_YEARS, Money

KINDS = {
    "prevent": "preventing",
    "find": "finding people early",
    "treat": "treating",
    "support": "supporting",
}
"""Kinds of care in words."""

SERVED = (
    " as each service and each project counts them (somebody with two of them counts twice); not "
    "known where a service does not say whom it serves, or none is listed"
)


def mix_section(portfolio: Portfolio, money: Money) -> Section:
    """Show what the set does to prevention, to providers and to the years that nobody pays for."""
    known = not portfolio.appraisal.case.services.empty
    blocks: list[Block | None] = [
        Paragraph(_before_words(known)),
        _kinds(portfolio, known),
        _providers(portfolio, known),
        Paragraph(recurrent_words(money)),
    ]
    return section("Money and people before and after", blocks)


def _before_words(known: bool) -> str:
    if known:
        return (
            "Before is what is spent now on the services that the record lists; after adds the "
            "running cost of the chosen projects. Cashable savings come off some provider's "
            "income; which one is not in the record, so they stand with the money of the set."
        )
    return (
        "The record lists no service that is bought now, so that only what the chosen projects "
        "add can be shown, not what there was before."
    )


def _kinds(portfolio: Portfolio, known: bool) -> Block | None:
    rows = kinds_of_care(portfolio).to_dict("records")
    if not rows:
        return None
    before = ("spend_before", "share_before", "spend_after", "share_after") if known else ()
    cells = tuple(
        (
            capital(KINDS.get(row["kind_of_care"], row["kind_of_care"])),
            *(_figure(row, name) for name in before),
            number(row["spend_added"]),
            *((people(row["people_before"]),) if known else ()),
            people(row["people_added"]),
            *((people(row["people_after"]),) if known else ()),
        )
        for row in rows
    )
    heads = ("Spend now", "Share now", "Spend after", "Share after") if known else ()
    now, after = (("People now",), ("People after",)) if known else ((), ())
    columns = ("Kind of care", *heads, "Added by the set", *now, "People added", *after)
    return Table(
        "Preventing, finding, treating and supporting: running cost in £ thousand a year, and "
        "people a year" + (SERVED if known else ", as far as the set adds them"),
        columns,
        cells,
        align="l" + "r" * (len(columns) - 1),
        widths=(3.0, *(1.9,) * (len(columns) - 1)),
    )


def _figure(row: dict, name: str) -> str:
    return percent(row[name]) if name.startswith("share") else number(row[name])


def _providers(portfolio: Portfolio, known: bool) -> Block | None:
    rows = income_of_providers(portfolio).to_dict("records")
    if not rows:
        return None
    cells = tuple(
        (
            row["provider"],
            *((number(row["income_before"]),) if known else ()),
            number(row["income_added"]),
            *((number(row["income_after"]), _change(row["change"])) if known else ()),
            listed(row["candidates"], "none of the set"),
        )
        for row in rows
    )
    before, after = (("Income now",), ("Income after", "Change")) if known else ((), ())
    columns = ("Provider", *before, "Added by the set", *after, "Projects it would provide")
    return Table(
        "What the set does to each provider's income, £ thousand a year",
        columns,
        cells,
        align="l" + "r" * (len(columns) - 2) + "l",
        widths=(5.0, *(2.2,) * (len(columns) - 2), 4.2),
    )


def _change(share: float) -> str:
    return "nothing now" if missing(share) else f"+{percent(share)}"


def recurrent_words(money: Money) -> str:
    """Say what is left to pay when the money for the projects ends."""
    left = money.recurrent
    if missing(left):
        return "The years after the last funded one were not worked out."
    said = (
        f"£{number(left, 0)} thousand a year is to be found"
        if left > 0
        else f"£{number(-left, 0)} thousand a year is set free"
    )
    return (
        f"The projects are paid for {FUNDED_YEARS} years. In the year after that {said}: running "
        "costs less cashable savings."
    )

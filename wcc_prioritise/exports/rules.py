"""What was agreed beforehand? The charter, limits, rules and links, each entry in full."""

from __future__ import annotations

from numbers import Real

from wcc_prioritise.case import Case
from wcc_prioritise.exports.content import Block, Paragraph, Section, Table, section
from wcc_prioritise.exports.wording import (
    capital,
    given,
    listed,
    missing,
    money,
    percent,
    quantity,
    short,
)
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.schema import RESOURCE_PREFIX, RESOURCES, Charter, counted

NOT_SET = "not set"

LIMIT_NAMES = {
    "candidates": "Number of projects",
    "set_up_cost": "Set-up cost",
    "running_cost": "Running cost",
    "gross_3yr": "Gross cost (set-up and running)",
    "lead_months": "Time of project leads",
}
"""Short names of what a limit may be on; the meaning of each stands where candidates are listed."""


def charter_section(case: Case) -> Section:
    """Show every entry of the charter with its unit."""
    rows = charter_rows(case, tuple(Charter.model_fields))
    return section(
        "The charter in full: what was agreed before anybody scored",
        [
            Table(
                "Every entry of the charter",
                ("Entry", "Agreed"),
                rows,
                widths=(7.0, 10.0),
            )
        ],
    )


def charter_rows(case: Case, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """List entries of the charter as words: what each is, and what was agreed."""
    return tuple(
        (capital(field.description), _entry(getattr(case.charter, name), field))
        for name in names
        for field in (Charter.model_fields[name],)
    )


def _entry(value: object, field) -> str:
    unit = (field.json_schema_extra or {}).get("unit")
    if missing(value) or not isinstance(value, Real) or not unit:
        return given(value, NOT_SET)
    return quantity(value, unit, 4)


def rules_section(case: Case, portfolio: Portfolio | None) -> Section:
    """Show limits, rules, links and pots of the case, and where the set was asked for otherwise."""
    blocks: list[Block | None] = [_limits(case), _rules(case), _links(case), _pots(case)]
    if portfolio:
        blocks.insert(0, Paragraph(departure_words(case, portfolio)))
    return section("Limits, rules and links", blocks)


def departure_words(case: Case, portfolio: Portfolio) -> str:
    """Say whether the set was asked for with the limits and rules that the charter holds."""
    asked, agreed = asked_demands(portfolio), agreed_demands(case)
    more = [words for words in asked if words not in agreed]
    fewer = [words for words in agreed if words not in asked]
    if not more and not fewer:
        return "The set was asked for with exactly the limits and rules agreed beforehand."
    parts = []
    if more:
        parts.append(f"The set was asked for with demands not agreed beforehand: {listed(more)}.")
    if fewer:
        parts.append(f"These demands, agreed beforehand, were not put to it: {listed(fewer)}.")
    return " ".join(parts)


def agreed_demands(case: Case) -> list[str]:
    """List the limits and rules that were agreed beforehand, in words."""
    said = [limit_words(row["resource"], row["most"]) for row in case.limits.to_dict("records")]
    return said + [_rule_words(row) for row in case.rules.to_dict("records")]


def asked_demands(portfolio: Portfolio) -> list[str]:
    """List the limits and rules that the set was asked for with, in the same words."""
    arguments = portfolio.arguments
    said = [limit_words(name, most) for name, most in arguments["limits"].items()]
    said += [f"{code} must be in" for code in arguments["must"]]
    said += [f"{code} is never in" for code in arguments["never"]]
    for side in ("at_least", "at_most"):
        words = side.replace("_", " ")
        said += [_count_words(words, key, many) for key, many in arguments[side].items()]
    return said


def _count_words(side: str, key: str | tuple, many: float) -> str:
    if isinstance(key, str):
        return f"{side} {counted(int(many), key)}"
    tag, wanted, *measure = key
    amount = f"{percent(many)} of spend on" if "share of spend" in measure else f"{many:g} of"
    return f"{side} {amount} {tag.replace('_', ' ')} {wanted}"


def limit_words(resource: str, most: float) -> str:
    """Say a limit in words."""
    name = limit_name(resource)
    return f"{name}: at most {quantity(most, RESOURCES.get(resource, ('', name))[1])}"


def limit_name(resource: str) -> str:
    """Name what a limit is on, in words.

    Examples
    --------
    >>> limit_name("lead_months"), limit_name("resource_MRI_scans")
    ('Time of project leads', 'MRI scans')
    """
    return LIMIT_NAMES.get(resource, resource.removeprefix(RESOURCE_PREFIX).replace("_", " "))


def _rule_words(row: dict) -> str:
    if row["kind"] == "must":
        return f"{row['what']} must be in"
    if row["kind"] == "never":
        return f"{row['what']} is never in"
    return f"{row['kind']} {counted(int(row['number']), row['what'])}"


def _limits(case: Case) -> Block:
    rows = tuple(
        (limit_words(row["resource"], row["most"]), given(row["because"], "no reason given"))
        for row in case.limits.to_dict("records")
    )
    return _agreed("limit", "Limits agreed beforehand, and why", "Limit", rows)


def _rules(case: Case) -> Block:
    rows = tuple(
        (capital(_rule_words(row)), given(row["because"], "no reason given"))
        for row in case.rules.to_dict("records")
    )
    return _agreed("rule", "Rules agreed beforehand, and why", "Rule", rows)


def _agreed(what: str, caption: str, head: str, rows: tuple) -> Block:
    if not rows:
        return Paragraph(f"No {what} was agreed beforehand.")
    return Table(caption, (head, "Why"), rows, widths=(8.0, 9.0))


def _links(case: Case) -> Block:
    names = case.names
    rows = tuple(
        (
            f"{row['candidate']} {short(names[row['candidate']])}",
            _link_words(row),
            f"{row['other']} {short(names[row['other']])}",
            given(row["because"], "no reason given"),
        )
        for row in case.links.to_dict("records")
    )
    if not rows:
        return Paragraph("No candidate needs, excludes or helps another.")
    caption = "How candidates depend on one another"
    columns = ("Candidate", "Link", "Other candidate", "Why")
    return Table(caption, columns, rows, widths=(5.0, 3.0, 5.0, 4.0))


def _link_words(row: dict) -> str:
    if row["link"] != "helps":
        return row["link"]
    return f"helps: adds {percent(row['effect'])} of the other's worth when both are chosen"


def _pots(case: Case) -> Block | None:
    rows = tuple(
        (row["pot"], row["what"], f"{money(row['size'])} a year", given(row["source"]))
        for row in case.pots.to_dict("records")
    )
    columns = ("Pot", "What it holds", "Declared size", "Source")
    caption = "Savings pots: claims on one pot cannot add to more than its size"
    return Table(caption, columns, rows, widths=(2.0, 7.0, 3.5, 4.5)) if rows else None

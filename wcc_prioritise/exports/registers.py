"""What is it built on? The evidence register, claims beside gaps, and what is bought today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcc_prioritise.appraisal.claims import claims_above_gaps
from wcc_prioritise.case import Case
from wcc_prioritise.evidence import Gaps, Provision, provision
from wcc_prioritise.exports.content import Block, Listing, Paragraph, Section, Table, section
from wcc_prioritise.exports.record_papers import day_of
from wcc_prioritise.exports.wording import (
    capital,
    evidence_figure,
    given,
    listed,
    missing,
    number,
    people,
    percent,
    short,
)

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord


def evidence_section(case: Case) -> Section:
    """Show every evidence card in one register, and who has none."""
    cards = case.evidence
    without = [code for code in case.names.index if code not in set(cards["candidate"])]
    rows = tuple(map(_card, cards.sort_values("candidate", kind="stable").to_dict("records")))
    table = Table(
        "The evidence register: every statement with its source, date, grade and kind",
        ("Candidate", "Bears on", "What is known", "Figure", "Source", "Date", "Grade", "Kind"),
        rows,
        align="lllrllll",
        widths=(1.8, 1.5, 7.6, 3.6, 5.6, 1.8, 1.4, 2.4),
    )
    return section(
        "The evidence register",
        [
            table if rows else Paragraph("No evidence is on record."),
            Paragraph(f"Candidates without any evidence on record: {listed(without)}."),
        ],
        wide=True,
    )


def _card(card: dict) -> tuple[str, ...]:
    figure = "none" if missing(card["value"]) else evidence_figure(card["value"], card["unit"])
    return (
        card["candidate"],
        given(card["criterion"], "in general"),
        card["statement"],
        figure,
        card["source"],
        given(card["date"], "no date"),
        given(card["grade"], "no grade"),
        given(card["kind"], "no kind"),
    )


def claims_section(case: Case, gaps: Gaps | None) -> Section | None:
    """Show who claims more people than the gap it cites can hold; None without gaps."""
    if gaps is None:
        return None
    asked = claims_above_gaps(case, gaps)
    rows = tuple(
        (f"{row['item']} {short(case.names[row['item']])}", row["question"])
        for row in asked.to_dict("records")
    )
    blocks: list[Block] = [
        Paragraph(
            "A claim above the gap it cites is a question, not a fault: a project may help people "
            "whom the indicator does not count."
        ),
        Table("Claims larger than the gap that is cited", ("Candidate", "Question"), rows,
              widths=(5.0, 12.0))
        if rows
        else Paragraph("No candidate claims more people than the gaps it cites hold."),
    ]  # fmt: skip
    return section("Claims beside gaps", blocks)


def provision_section(told: OfRecord) -> Section | None:
    """Show what is bought today, and what it asks; None where no service is on record."""
    services = told.case.services
    if services.empty:
        return None
    found = provision(services, told.gaps, on=day_of(told))
    blocks = [
        Paragraph(f"{found.summary()} Spend beside outcome says where to look, never what to cut."),
        _services(told.case),
        _spend(found),
        _unmet(found),
        _contracts(found),
        _technologies(found),
        Listing(found.warnings) if found.warnings else None,
    ]
    return section("What is bought today", blocks, wide=True)


def _services(case: Case) -> Block:
    rows = tuple(
        (
            f"{row['service']} {short(row['name'])}",
            given(row["programme"]),
            given(row["pathway_step"]),
            given(row["provider"]),
            number(row["activity"]) + ("" if missing(row["activity_unit"]) else
                                       f" {row['activity_unit']}"),
            number(row["spend"]),
        )
        for row in case.services.to_dict("records")
    )  # fmt: skip
    return Table(
        "Services bought today; spend in £ thousand a year",
        ("Service", "Programme", "Step of the pathway", "Provider", "Activity a year", "Spend"),
        rows,
        align="llllrr",
        widths=(6.5, 4.2, 3.6, 4.8, 4.2, 1.8),
    )


def _spend(found: Provision) -> Block | None:
    rows = tuple(
        (
            row["programme"],
            number(row["spend"]),
            percent(row["share"]),
            given(row["outcome_name"], given(row["outcome"], "none named")),
            row["verdict"],
            row["question"],
        )
        for row in found.spend.to_dict("records")
    )
    return _table(
        "Spend (£ thousand a year) beside the outcome that the services name",
        ("Programme", "Spend", "Share of spend", "Outcome", "Verdict", "To ask"),
        rows,
        "lrrlll",
        (4.4, 1.8, 2.0, 6.0, 3.4, 8.0),
    )


def _unmet(found: Provision) -> Block | None:
    rows = tuple(
        (f"{row['service']} {short(row['name'])}", people(row["in_need"]), people(row["served"]),
         people(row["unmet"]), percent(row["share_served"]))
        for row in found.unmet.to_dict("records")
    )  # fmt: skip
    return _table(
        "Unmet need, people a year; not to be added up, for one person may need several services",
        ("Service", "In need", "Served", "Not served", "Share served"),
        rows,
        "lrrrr",
        (10.0, 3.0, 3.0, 3.0, 3.0),
    )


def _contracts(found: Provision) -> Block | None:
    rows = tuple(
        (f"{row['service']} {short(row['name'])}", given(row["provider"]), number(row["spend"]),
         given(row["contract_end"]), capital(row["what"]))
        for row in found.contracts.to_dict("records")
    )  # fmt: skip
    return _table(
        f"Contracts that end within {number(found.months)} months; spend in £ thousand a year",
        ("Service", "Provider", "Spend", "End", "Notice"),
        rows,
        "llrll",
        (7.5, 5.0, 2.0, 3.6, 7.0),
    )


def _technologies(found: Provision) -> Block | None:
    rows = tuple(
        (f"{row['service']} {short(row['name'])}", row["new_technology"], capital(row["what"]),
         given(row["source"]))
        for row in found.technologies.to_dict("records")
    )  # fmt: skip
    return _table(
        f"New technologies within {number(found.technology_years)} years, as somebody typed them",
        ("Service", "Technology", "When", "Source"),
        rows,
        "llll",
        (6.0, 9.0, 4.0, 6.0),
    )


def _table(caption: str, columns: tuple, rows: tuple, align: str, widths: tuple) -> Block | None:
    return Table(caption, columns, rows, align=align, widths=widths) if rows else None

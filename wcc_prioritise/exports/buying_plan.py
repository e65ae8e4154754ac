"""What is bought in, how is it seen to help, and how does it end? The plan, blanks marked."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path

from wcc_prioritise.competencies.buying import ACCOUNTABILITY, BuyingPlan
from wcc_prioritise.competencies.route_records import BREADTHS, ROUTE_TABLES, missing
from wcc_prioritise.exports.content import (
    Block,
    Listing,
    Paper,
    Paragraph,
    Section,
    Table,
    numbered,
    section,
)
from wcc_prioritise.exports.report import checked_path, write_paper
from wcc_prioritise.exports.wording import capital, given, money, number, quantity, sentence

BLANK = "[BLANK: to be filled in]"
"""Stands where nothing is filled in, so that a blank can't pass for an answer."""

AREAS_FROM = (
    "The four areas and the three breadths are those of the framework for external support of 2007 "
    "(as reported in the HSJ); all other wording is this project's own."
)

_WHY = ("problem", "why_not_ourselves", "starts", "ends", "price", "paid_for")
_WHO = ("contract_owner", "learner", "record_stays")
_EXIT = ("exit_notice", "exit_handover", "exit_after")
_LEFT_OPEN = "still to come"


def write_buying_plan(path: str | os.PathLike, plan: BuyingPlan) -> Path:
    """What is bought in for one need, how is it seen to help, and how does it end?

    Parameters
    ----------
    path : str or path-like
        Where to write: a name that ends in .docx (Word) or .html (one file, complete in itself).
    plan : BuyingPlan
        The plan; its blanks are marked as such.

    Returns
    -------
    pathlib.Path
        The path written. The same plan gives the same bytes.

    Raises
    ------
    InputError
        If the name has another ending, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import buying_plan, read_routes
    >>> plan = buying_plan(read_routes(wcc.sample("competencies")), "9.1")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_buying_plan(f"{folder}/buying-plan.docx", plan).name
    'buying-plan.docx'
    """
    where = checked_path(path, 'write_buying_plan("buying-plan.docx", plan)')
    return write_paper(where, buying_paper(plan))


def buying_paper(plan: BuyingPlan) -> Paper:
    """Make the plan as a paper; who answers for it stands on the first page, whatever is blank."""
    sections = [
        section("Who answers for it", [Paragraph(ACCOUNTABILITY, "lead")]),
        _open_section(plan),
        section("Why it is bought", [_answers(plan, "What is bought, and why?", _WHY)]),
        _routes_section(plan),
        _earlier_section(plan),
        _scope_section(plan),
        _measures_section(plan),
        _skills_section(plan),
        section("Who does what", [_answers(plan, "Who does what on our side?", _WHO)]),
        section("How it ends", [_answers(plan, "How does it end?", _EXIT)]),
    ]
    notice = plan.need["notice"]
    title = f"Outside help for {plan.heading}"
    kept = [part for part in sections if part is not None]
    return Paper(title, "" if missing(notice) else str(notice), numbered(kept))


def _open_section(plan: BuyingPlan) -> Section:
    """List what is blank and what does not fit, or say that nothing is."""
    blanks = plan.blanks
    if plan.complete and not plan.questions:
        done = "Every field is filled in, and no question is open."
        return section("What is still open", [Paragraph(done)])
    rows = tuple((_part(row), row["field"], row["words"]) for row in blanks.to_dict("records"))
    count = f"{len(rows)} {'field is' if len(rows) == 1 else 'fields are'} blank."
    table = Table(
        "What is not filled in yet?",
        ("where", "field", "what is to be written there"),
        tuple((where, name.replace("_", " "), words) for where, name, words in rows),
        widths=(3.0, 1.5, 4.0),
    )
    blocks: list[Block | None] = [
        Paragraph(f"{count} The plan is not to be signed before they are filled in.", "lead")
        if rows
        else None,
        table if rows else None,
        Paragraph("To be asked, because two answers do not fit:") if plan.questions else None,
        Listing(plan.questions) if plan.questions else None,
    ]
    return section("What is still open", blocks)


def _part(row: Mapping[str, str]) -> str:
    if row["part"] == "buying":
        return "the contract"
    names = {"buying_scope": "scope", "buying_measures": "measure", "skill_checks": "skill"}
    return f"{names[row['part']]}: {row['item']}" if row["item"] else names[row["part"]]


def _answers(plan: BuyingPlan, caption: str, names: tuple[str, ...]) -> Table:
    """Set the fields of the contract under each other, in the words of the data dictionary."""
    fields = ROUTE_TABLES["buying"].model_fields
    rows = tuple((capital(str(fields[n].description)), _fact(n, plan.facts[n])) for n in names)
    return Table(caption, ("question", "answer"), rows, widths=(2.0, 3.0))


def _fact(name: str, value: object) -> str:
    if value is None:
        return BLANK
    if name == "price":
        return money(value)
    return quantity(value, "months") if name == "exit_notice" else _cell(value)


def _cell(value: object) -> str:
    """Write a cell; a blank one says so."""
    if missing(value):
        return BLANK
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    return number(value) if isinstance(value, float) else str(value)


def _routes_section(plan: BuyingPlan) -> Section | None:
    """Show the comparison of routes that the plan rests on."""
    if plan.choice is None:
        return None
    limit = plan.choice.limit
    rows = tuple(
        (
            f"{capital(row['route'])}: {row['what']}",
            number(row["value"]),
            "fewer than three people" if missing(row["spread"]) else number(row["spread"]),
            number(row["count"], 0),
            money(row["cost"]),
            "yes" if row["within_limit"] else "no",
        )
        for row in plan.choice.table.to_dict("records")
    )
    table = Table(
        f"How do the routes compare over {plan.choice.years} years?",
        ("route", "value (0 to 100)", "spread", "people", "cost", "within the limit"),
        rows,
        align="lrrrrl",
        widths=(4.0, 1.3, 1.2, 1.0, 1.5, 1.2),
    )
    words = "no limit was set" if limit is None else f"the limit is {money(limit)}"
    note = Paragraph(f"Cost is no criterion: {words}, and cost stands beside the value.", "note")
    tips = plan.choice.tips
    return section(
        "Build, share or buy",
        [
            Paragraph(plan.choice.words),
            table,
            note,
            Paragraph("What would tip it:") if tips else None,
            Listing(tips) if tips else None,
        ],
    )


def _earlier_section(plan: BuyingPlan) -> Section | None:
    """Show what earlier years said of buying in, this need first."""
    rows = () if plan.choice is None else plan.choice.evidence.to_dict("records")
    rows = tuple(
        (row["year"], row["need"], row["statement"], row["source"], given(row["grade"]))
        for row in rows
        if row["route"] == "buy"
    )
    if not rows:
        return None
    columns = ("year", "for", "what was seen", "source", "grade")
    caption = "What did earlier years show of help that was bought?"
    table = Table(caption, columns, rows, widths=(1.0, 0.8, 5.0, 2.5, 1.2))
    return section("What earlier years showed", [table])


def _scope_section(plan: BuyingPlan) -> Section:
    breadth = plan.facts["breadth"]
    said = f"Breadth: {breadth}, {BREADTHS[breadth]}." if breadth else f"Breadth: {BLANK}."
    rows = tuple(
        (
            capital(row["area"]),
            _cell(row["bought"]),
            _cell(row["not_bought"]),
            _cell(row["product"]) if row["area"] in plan.areas_bought else "none",
        )
        for row in plan.scope.to_dict("records")
    )
    table = Table(
        "What is bought in each area, and what stays with us?",
        ("functional area", "bought", "stays with us", "what we shall hold"),
        rows,
        widths=(2.0, 3.0, 3.0, 2.5),
    )
    return section("Scope", [Paragraph(said), table, Paragraph(AREAS_FROM, "note")])


def _measures_section(plan: BuyingPlan) -> Section:
    rows = tuple(
        (
            row["measure"],
            _figure(row["baseline"], row["unit"]),
            _figure(row["target"], row["unit"]),
            _cell(row["by"]),
            _cell(row["source"]),
        )
        for row in plan.measures.to_dict("records")
    )
    table = Table(
        "How is it seen that the help helped?",
        ("measure", "today", "wanted", "by", "source"),
        rows or (tuple([BLANK] * 5),),
        widths=(3.0, 1.5, 1.5, 1.5, 2.0),
    )
    return section("Outcome measures", [table])


def _figure(value: float, unit: object) -> str:
    if missing(value):
        return BLANK
    return f"{number(value)} {BLANK}" if missing(unit) else quantity(value, str(unit))


def _skills_section(plan: BuyingPlan) -> Section:
    rows = tuple(
        (
            row["skill"],
            _cell(row["who_shows"]),
            _cell(row["how"]),
            _cell(row["to_whom"]),
            _cell(row["date"]),
            _result(row),
        )
        for row in plan.checks.to_dict("records")
    )
    table = Table(
        "Which skills pass to us, who shows what, and when?",
        ("skill", "who shows it", "how", "to whom", "on", "result"),
        rows or (tuple([BLANK] * 6),),
        widths=(2.5, 1.7, 2.5, 1.7, 1.6, 1.3),
    )
    said = sentence("a skill counts as passed on when one of our own people has shown it")
    return section("Skills transfer", [Paragraph(said), table])


def _result(row: Mapping[str, object]) -> str:
    if missing(row["result"]):
        return _LEFT_OPEN
    shown = row["result"] == "shown"
    return f"shown on {_cell(row['shown_on'])}" if shown else str(row["result"])

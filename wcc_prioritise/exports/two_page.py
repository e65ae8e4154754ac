"""What does the board get from a two-hour workshop? Two pages, and the scores behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Block, Heading, Listing, Paper, Paragraph, Section, Table
from wcc_prioritise.exports.front_sheet import decisions_wanted, purpose_words
from wcc_prioritise.exports.heard import heard_in_figures
from wcc_prioritise.exports.mix_of_money import recurrent_words
from wcc_prioritise.exports.outcome import comments_waiting, departures_words, dissent_words
from wcc_prioritise.exports.record_papers import in_both, paper_of
from wcc_prioritise.exports.rules import limit_name
from wcc_prioritise.exports.scores_behind import scores_section
from wcc_prioritise.exports.wording import (
    counted,
    head,
    listed,
    money,
    number,
    people,
    percent,
    quantity,
    sentence,
)
from wcc_prioritise.schema import CLASSES
from wcc_prioritise.voices import final_set

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

BEHIND = "The scores behind the two pages"


def make(told: OfRecord) -> dict[str, bytes]:
    """Give the two-page paper, in Word and as a web page."""
    return in_both("two-page-paper", two_page_paper(told))


def two_page_paper(told: OfRecord) -> Paper:
    """Make the paper of the short path: two pages, then the criterion scores as an appendix.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.

    Returns
    -------
    Paper
        No candidate's total stands on the two pages; the appendix has both totals with the scores
        that they come of.
    """
    sections = [_front(told), _behind_it(told), scores_section(told, BEHIND)]
    return paper_of(told, told.case.charter.question, sections)


def _front(told: OfRecord) -> Section:
    """Make the first page: what is asked, and the set."""
    summary = told.portfolio.summary().replace("Chooses", "The method chooses", 1)
    return Section(
        (
            Heading("Purpose", 2),
            Paragraph(purpose_words(told)),
            Heading("Recommendation", 2),
            Paragraph(f"{summary} {departures_words(told)}", "lead"),
            Heading("Decision wanted", 2),
            Listing(tuple(decisions_wanted(told)), numbered=True),
            Heading("The set", 2),
            _set(told),
        )
    )


def _set(told: OfRecord) -> Block:
    """Show the set in the end by class, with what each reaches and costs; no total stands here."""
    members, final = told.portfolio.members, final_set(told.portfolio)
    facts = told.case.candidates.set_index("candidate")
    computed = told.portfolio.chosen
    rows = tuple(
        (
            row["class"].capitalize(),
            f"{code} {head(row['name'])}" + ("" if code in computed else " (taken in)"),
            people(row["people"]),
            money(row["gross_3yr"]),
            number(facts.at[code, "first_benefit"]),
            number(facts.at[code, "full_benefit"]),
        )
        for kind in CLASSES
        for row in members[members["class"] == kind].to_dict("records")
        for code in (row["candidate"],)
        if code in final
    )
    if not rows:
        return Paragraph("No project is in the set.")
    return Table(
        "The set by class: people a year, gross cost over 3 years, and the month in which benefit "
        "begins and is full",
        ("Class", "Project", "People", "Gross cost", "Begins", "Full"),
        rows,
        align="llrrrr",
        widths=(2.7, 7.2, 1.4, 3.2, 1.5, 1.2),
    )


def _behind_it(told: OfRecord) -> Section:
    """Make the second page: benefit by year, money, how sure, who was heard, in a line each."""
    blocks: list[Block] = [
        Heading("Benefit by year", 2),
        _balance(told),
        Heading("Money", 2),
        _limits(told),
        Paragraph(f"{told.money.summary()} {recurrent_words(told.money)}"),
    ]
    for heading, words in _lines(told):
        blocks += [Heading(heading, 2), Paragraph(words)]
    return Section(tuple(blocks), new_page=True)


def _balance(told: OfRecord) -> Block:
    rows = tuple(
        (
            row["by"].removeprefix("by ").capitalize(),
            f"{people(row['chosen_gain'])} of {people(row['attainable_gain'])}",
            percent(row["share"]),
            percent(late["share"]),
        )
        for row, late in zip(
            told.portfolio.balance.to_dict("records"),
            told.portfolio.balance_slipped.to_dict("records"),
            strict=True,
        )
    )
    slip = number(told.case.charter.slip, 2)
    return Table(
        "What the computed set has brought by each year, of the most that any set within the "
        f"limits could bring; late is when everything takes {slip} times as long",
        ("By the end of", "Healthy years (expected)", "All benefit", "All benefit, late"),
        rows,
        align="lrrr",
        widths=(4.0, 5.0, 4.0, 4.0),
    )


def _limits(told: OfRecord) -> Block:
    rows = tuple(
        (limit_name(row["resource"]),
         *(quantity(row[c], row["unit"] or limit_name(row["resource"]))
           for c in ("used", "limit", "left")))
        for row in told.portfolio.limits.to_dict("records")
    )  # fmt: skip
    if not rows:
        return Paragraph("No limit was set on money or on anything else.")
    return Table(
        "Limits: what the computed set uses and what is left",
        ("Limit on", "Used", "Limit", "Left"),
        rows,
        align="lrrr",
        widths=(4.2, 4.4, 4.4, 4.0),
    )


def _lines(told: OfRecord) -> Iterator[tuple[str, str]]:
    if told.stress:
        yield "How sure", sentence(told.stress.words)
    yield "Who was heard", heard_in_figures(told.appraisal)
    yield "Agreement", told.agreement.words
    yield "Departures", departures_words(told)
    yield "Dissent", dissent_words(told.minority)
    case = told.case
    owed = [
        counted(len(case.promises[case.promises["kept"] == "open"]), "promise", "promises"),
        counted(comments_waiting(case), "comment", "comments"),
    ]
    yield "Still open", f"Promises not yet kept and comments not yet answered: {listed(owed)}."

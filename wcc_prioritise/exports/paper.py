"""What stands in the board paper, in which order? Two pages, then everything behind them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from wcc_prioritise.exports.benchmark import gaps_section, standing_section
from wcc_prioritise.exports.candidates import candidate_pages, every_candidate
from wcc_prioritise.exports.content import Heading, Paper, Paragraph, Section, numbered
from wcc_prioritise.exports.criteria import (
    chances_section,
    classes_section,
    criteria_section,
    weights_section,
)
from wcc_prioritise.exports.front_sheet import front_sheet
from wcc_prioritise.exports.gates import gates_section
from wcc_prioritise.exports.heard import groups_section, interests_section, ledger_section
from wcc_prioritise.exports.how_sure import how_sure_section
from wcc_prioritise.exports.making import making_section, questions_section
from wcc_prioritise.exports.mix_of_money import mix_section
from wcc_prioritise.exports.outcome import (
    agreement_section,
    decisions_section,
    departures_section,
    dissent_section,
    promises_section,
)
from wcc_prioritise.exports.pictures import drawn, pictures_section
from wcc_prioritise.exports.programme import programme_section
from wcc_prioritise.exports.readings import readings_section
from wcc_prioritise.exports.record_papers import day_of, in_both, paper_of, results_of
from wcc_prioritise.exports.registers import claims_section, evidence_section, provision_section
from wcc_prioritise.exports.results import Results
from wcc_prioritise.exports.rules import charter_section, rules_section
from wcc_prioritise.exports.savings import money_section
from wcc_prioritise.exports.summary import has_picture, summary
from wcc_prioritise.exports.totals import leaders_section, totals_sections
from wcc_prioritise.exports.weights_by import weights_by_section

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

DETAIL = "The full detail"


def board_paper(results: Results, date: datetime.date | str | None = None) -> Paper:
    """Make the board paper from results alone.

    Parameters
    ----------
    results : Results
        Results of one case.
    date : date or str, optional
        Printed as it is given; without it the paper has no date, and nothing reads the clock.

    Returns
    -------
    Paper
        Its sections, tables and pictures numbered.
    """
    case = results.case
    title = (
        case.charter.question if case else f"How far is {results.gaps.area_name} from its peers?"
    )
    notice = (case.charter.notice if case else None) or ""
    sections = [summary(results, date), *_opened(_detail(results))]
    return Paper(title, notice, numbered(sections))


def board_paper_of(told: OfRecord) -> Paper:
    """Make the board paper of a record: its front sheet, two pages, then everything behind them.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.

    Returns
    -------
    Paper
        The paper of `board_paper` from every result of the record, with what the day brought
        beside them; dated by the record.
    """
    results = results_of(told)
    upright, turned = _of_the_record(told)
    detail = [*_answers(results), *upright, *_turned(results), *turned, *_record(results)]
    in_short = replace(summary(results, day_of(told)), new_page=True)
    sections = [front_sheet(told), in_short, *_opened(detail)]
    return paper_of(told, told.case.charter.question, sections)


def make(told: OfRecord) -> dict[str, bytes]:
    """Give the board paper of a record, in Word and as a web page."""
    return in_both("board-paper", board_paper_of(told))


def _of_the_record(told: OfRecord) -> tuple[list[Section], list[Section]]:
    """List what a record holds beside its results: on upright pages, and on turned ones."""
    upright = [
        mix_section(told.portfolio, told.money),
        agreement_section(told.agreement),
        dissent_section(told.minority),
        departures_section(told),
        decisions_section(told),
        promises_section(told),
        claims_section(told.case, told.gaps),
    ]
    turned = [weights_by_section(told), provision_section(told), evidence_section(told.case)]
    return tuple([part for part in parts if part is not None] for parts in (upright, turned))


def _opened(sections: list[Section]) -> list[Section]:
    """Put the detail on a new page under its own heading, with its own headings a level lower."""
    opening = Section(
        (
            Heading(DETAIL, 2),
            Paragraph("Everything behind the summary, so that it can be checked and challenged."),
        ),
        new_page=True,
    )
    return [opening, *map(_lowered, sections)]


def _lowered(part: Section) -> Section:
    blocks = (
        replace(block, level=block.level + 1) if isinstance(block, Heading) else block
        for block in part.blocks
    )
    return replace(part, blocks=tuple(blocks))


def _detail(results: Results) -> list[Section]:
    """List the sections of the detail; those on turned pages stand together."""
    return [*_answers(results), *_turned(results), *_record(results)]


def _answers(results: Results) -> list[Section]:
    made = []
    if results.portfolio:
        made += [_with_pictures(results), readings_section(results.portfolio)]
    for result, section_of in (
        (results, how_sure_section),
        (results.programme, programme_section),
        (results.money, money_section),
    ):
        if result is not None and (part := section_of(result)):
            made.append(part)
    if results.appraisal:
        for section_of in (classes_section, weights_section, chances_section):
            made.append(section_of(results.appraisal))
    if results.ranking:
        made.append(leaders_section(results))
    return [*made, standing_section(results.gaps)] if results.gaps else made


def _turned(results: Results) -> list[Section]:
    made = []
    if results.appraisal:
        made += [criteria_section(results.appraisal), *totals_sections(results)]
    return [*made, gaps_section(results.gaps)] if results.gaps else made


def _record(results: Results) -> list[Section]:
    case = results.case
    if case is None:
        return [*pictures_section(results), making_section(results)]
    made = [
        *pictures_section(results),
        candidate_pages(results),
        interests_section(case),
        groups_section(case),
        ledger_section(results.ledger) if results.ledger else None,
        gates_section(case),
        questions_section(case),
        rules_section(case, results.portfolio),
        charter_section(case),
        making_section(results),
    ]
    return [part for part in made if part is not None]


def _with_pictures(results: Results) -> Section:
    """Put the pictures of the set between the words and the table of its section."""
    part = every_candidate(results.portfolio)
    heading, words, table = part.blocks
    questions = ("bubble", "limits")
    if not has_picture(results):
        questions = ("balance", *questions)
    pictures = (drawn(question, results.portfolio) for question in questions)
    return replace(part, blocks=(heading, words, *pictures, table))

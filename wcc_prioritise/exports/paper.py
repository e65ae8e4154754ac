"""What stands in the board paper, in which order? Two pages, then everything behind them."""

from __future__ import annotations

import datetime
from dataclasses import replace

from wcc_prioritise.exports.benchmark import gaps_section, standing_section
from wcc_prioritise.exports.candidates import candidate_pages, every_candidate
from wcc_prioritise.exports.content import Heading, Paper, Paragraph, Section, numbered
from wcc_prioritise.exports.criteria import (
    chances_section,
    classes_section,
    criteria_section,
    weights_section,
)
from wcc_prioritise.exports.gates import gates_section
from wcc_prioritise.exports.heard import groups_section, interests_section, ledger_section
from wcc_prioritise.exports.how_sure import how_sure_section
from wcc_prioritise.exports.making import making_section, questions_section
from wcc_prioritise.exports.pictures import drawn
from wcc_prioritise.exports.programme import programme_section
from wcc_prioritise.exports.readings import readings_section
from wcc_prioritise.exports.results import Results
from wcc_prioritise.exports.rules import charter_section, rules_section
from wcc_prioritise.exports.savings import money_section
from wcc_prioritise.exports.summary import has_picture, summary
from wcc_prioritise.exports.totals import leaders_section, totals_sections

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
        return [making_section(results)]
    made = [
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

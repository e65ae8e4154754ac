"""What stands behind a total? The criterion scores of every candidate, in one compact table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.exports.content import Block, Heading, Paragraph, Section, Table
from wcc_prioritise.exports.criteria import OF_A_HUNDRED, named
from wcc_prioritise.exports.totals import ONE_SCORER, PRIVATE, ROUNDED, one_scorer, what_a_point_is
from wcc_prioritise.exports.wording import head, listed, percent, points

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

CAPTION = "The scores of every candidate on every criterion, 0 to 100, and what they come to"


def scores_section(told: OfRecord, heading: str = "The scores behind every total") -> Section:
    """Make the appendix that lets no total stand without its criterion scores."""
    appraisal = told.appraisal
    rows = score_rows(appraisal, list(told.ranking.table["candidate"]))
    columns = score_columns(appraisal)
    many = len(appraisal.values.columns)
    blocks: tuple[Block, ...] = (
        Heading(heading, 2),
        Paragraph(reading_words(appraisal), "note"),
        Table(
            CAPTION,
            columns,
            rows,
            align="l" + "r" * (many + 3),
            widths=(4.2, *(1.15,) * many, 1.25, 1.6, 1.3),
        ),
    )
    return Section(blocks, new_page=True)


def reading_words(appraisal: Appraisal) -> str:
    """Say what the columns are and how the two totals come of the scores."""
    criteria = listed(named(c) for c in appraisal.case.criteria.to_dict("records"))
    hidden = f" {PRIVATE}" if one_scorer(appraisal).to_numpy().any() else ""
    return (
        f"{criteria}. Value is the weighted sum of the scores, 0 to 100. Worth is in points a "
        f"year. {what_a_point_is(appraisal)} {ROUNDED}{hidden}"
    )


def score_columns(appraisal: Appraisal) -> tuple[str, ...]:
    """Head the table: candidate, each criterion by its code, value, chance of success, worth."""
    return ("Candidate", *appraisal.values.columns, "Value", "Chance", "Worth")


def score_rows(appraisal: Appraisal, codes: list[str]) -> tuple[tuple[str, ...], ...]:
    """List the weights, then for each candidate its scores as values, and both totals.

    A figure that one person alone gave is not shown.
    """
    values, hidden, names = appraisal.values, one_scorer(appraisal), appraisal.case.names
    criteria = list(values.columns)
    weights = (points(appraisal.weights[c] * OF_A_HUNDRED) for c in criteria)
    rows = [("Weight, points out of 100", *weights, points(OF_A_HUNDRED), "", "")]
    for code in codes:
        cells = (ONE_SCORER if hidden.at[code, c] else points(values.at[code, c]) for c in criteria)
        totals = (points(appraisal.value[code]), percent(appraisal.chance[code]))
        name = f"{code} {head(names[code])}"
        rows.append((name, *cells, *totals, points(appraisal.worth[code])))
    return tuple(rows)

"""How fit are we to commission? One paper: levels, gaps, governance, what the record shows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from wcc_prioritise.competencies import Assessment, EvidenceMap, Movement
from wcc_prioritise.competencies.records import ASSESSORS
from wcc_prioritise.exports.content import (
    Block,
    Listing,
    Paper,
    Paragraph,
    Table,
    numbered,
    section,
)
from wcc_prioritise.exports.pictures import drawn
from wcc_prioritise.exports.report import checked_path, write_paper
from wcc_prioritise.exports.wording import capital, given, missing, number, quantity

TITLE = "Are we fit to commission?"

NO_LEVEL_BY_SOFTWARE = (
    "Every level here was given by somebody: ourselves, partners or a panel. The software gives "
    "none, and averages none. The words of the levels are those of the table of levels."
)

NONE = "–"


def competencies_paper(
    path: str | os.PathLike,
    assessment: Assessment,
    *,
    evidence: EvidenceMap | None = None,
    movement: Movement | None = None,
) -> Path:
    """How fit are we to commission? One paper of one year, in Word or as a web page.

    Parameters
    ----------
    path : str or path-like
        Where to write: a name that ends in .docx (Word) or .html (one file, complete in itself).
    assessment : Assessment
        The year.
    evidence : EvidenceMap, optional
        What a workshop's record shows.
    movement : Movement, optional
        What moved since an earlier year.

    Returns
    -------
    pathlib.Path
        The path written. The same results give the same bytes.

    Raises
    ------
    InputError
        If the name has another ending, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import assess, read_competencies
    >>> fit = assess(read_competencies(wcc.sample("competencies")))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     competencies_paper(f"{folder}/competencies.html", fit).name
    'competencies.html'
    """
    where = checked_path(path, 'competencies_paper("competencies.docx", assessment)')
    return write_paper(where, paper_on(assessment, evidence, movement))


def paper_on(
    assessment: Assessment, evidence: EvidenceMap | None, movement: Movement | None
) -> Paper:
    """Make the paper; what was not given has no section, and the summary says so."""
    sections = [
        section("In short", _summary(assessment, evidence, movement)),
        section("How fit are we?", _levels(assessment)),
        section("Gaps to target", _gaps(assessment)),
        section("Governance", _governance(assessment)),
        section("Outcomes", _outcomes(assessment)),
    ]
    if evidence is not None:
        sections.append(section("What the record shows", _evidence(evidence)))
    if movement is not None:
        sections.append(section("What moved, and what was claimed", _movement(movement)))
    sections.append(section("Where the names are from", _sources(assessment)))
    of = assessment.competencies
    title = f"{TITLE} {of.organisation}, {assessment.year}"
    return Paper(title, of.notice, numbered(sections), of.organisation)


def _summary(
    assessment: Assessment, evidence: EvidenceMap | None, movement: Movement | None
) -> Iterator[Block]:
    first, *rest = assessment.summary().splitlines()
    yield Paragraph(first, "lead")
    yield Listing(tuple(rest))
    yield Paragraph("No record was given." if evidence is None else evidence.words)
    if movement is not None:
        yield Paragraph(movement.words)
    yield Paragraph(NO_LEVEL_BY_SOFTWARE, "note")


def _levels(assessment: Assessment) -> Iterator[Block]:
    yield drawn("competency_ladder", assessment)
    of_each = {(row.sub, row.assessor): row for row in assessment.levels.itertuples()}
    order = list(dict.fromkeys(assessment.levels["sub"]))
    gaps = assessment.gaps.set_index("sub")
    rows = tuple(
        (
            f"{sub} {gaps.at[sub, 'sub_name']}",
            *(_level(of_each.get((sub, assessor))) for assessor in ASSESSORS),
            _figure(gaps.at[sub, "spread"]),
            _figure(gaps.at[sub, "target"]),
        )
        for sub in order
    )
    yield Table(
        "Which level did each assessor give?",
        ("sub-competency", *ASSESSORS, "apart", "target"),
        rows,
        align="lrrrrr",
        widths=(6.0, 1.0, 1.6, 1.0, 1.0, 1.0),
    )
    yield Paragraph(
        "Apart: levels between the highest and the lowest assessor. Of several answers the middle "
        "one is shown (of two the lower), with the lowest and the highest in brackets.",
        "note",
    )


def _level(row) -> str:
    if row is None:
        return NONE
    return f"{row.level}" if row.spread == 0 else f"{row.level} ({row.low} to {row.high})"


def _figure(value: float) -> str:
    return NONE if missing(value) else number(value, 0)


def _gaps(assessment: Assessment) -> Iterator[Block]:
    gaps = assessment.open_gaps
    if gaps.empty:
        yield Paragraph("No sub-competency is below its target.")
        return
    yield Table(
        "What is below its target, and what does the target ask?",
        ("sub-competency", "level", "by", "target", "the target level says", "owner"),
        tuple(
            (
                f"{row.sub} {row.sub_name}",
                _figure(row.level),
                row.by,
                _figure(row.target),
                capital(given(row.means)),
                given(row.owner),
            )
            for row in gaps.itertuples()
        ),
        align="lrlrll",
        widths=(3.6, 0.9, 1.1, 1.0, 4.6, 1.6),
    )


def _governance(assessment: Assessment) -> Iterator[Block]:
    rows = tuple(
        (
            capital(row["strand"]),
            row["assessor"],
            f"{row['shape']} {row['rating']}: {row['means']}",
            given(row["because"]),
        )
        for row in assessment.governance.to_dict("records")
    )
    if not rows:
        yield Paragraph("Governance was not rated.")
        return
    columns = ("strand", "by", "rating", "because")
    yield Table("How sound is governance?", columns, rows, widths=(1.4, 1.2, 3.0, 5.0))


def _outcomes(assessment: Assessment) -> Iterator[Block]:
    rows = tuple(
        (
            capital(row["name"]),
            row["chosen"],
            _change(row),
            capital(row["words"]),
            given(row["because"], ""),
        )
        for row in assessment.outcomes.to_dict("records")
    )
    if not rows:
        yield Paragraph("No outcome was chosen.")
        return
    yield Table(
        "Which outcomes were chosen, and how do they go?",
        ("outcome", "chosen by", "change a year (95% limits)", "trend", "why it was chosen"),
        rows,
        widths=(3.6, 1.6, 3.0, 2.2, 2.6),
    )


def _change(row: dict[str, object]) -> str:
    if missing(row["slope"]):
        return NONE
    low, high = number(row["slope_lower"], 2), number(row["slope_upper"], 2)
    return f"{quantity(row['slope'], row['unit'], 2)} ({low} to {high})"


def _evidence(evidence: EvidenceMap) -> Iterator[Block]:
    yield Paragraph(evidence.words)
    rows = tuple(
        (row.sub, capital(row.evidence), row.strength, row.words)
        for row in evidence.table.itertuples()
        if row.counts
    )
    yield Table(
        "What in the record bears on which sub-competency?",
        ("sub", "evidence", "how", "in the record"),
        rows,
        widths=(0.7, 5.0, 1.2, 5.0),
    )
    missing_rows = evidence.table[~evidence.table["counts"]]
    if len(missing_rows):
        yield Paragraph("The record could show this, and doesn't, or only beside what is missing:")
        yield Listing(tuple(f"{row.sub} {row.evidence}" for row in missing_rows.itertuples()))


def _movement(movement: Movement) -> Iterator[Block]:
    yield drawn("competency_slope", movement)
    rows = tuple(
        (
            f"{row.sub} {row.sub_name}",
            _was(row.was, row.level),
            _figure(row.panel),
            row.evidenced,
            given(row.evidence, "nothing written"),
            row.shown,
        )
        for row in movement.claims.itertuples()
    )
    if not rows:
        yield Paragraph("We claimed nothing above the basics, and no rise.")
        return
    yield Table(
        "What do we claim, and what shows it?",
        ("claim", "our level", "panel", "evidenced", "in our words", "in the record"),
        rows,
        align="lrrlll",
        widths=(3.0, 1.1, 0.9, 1.5, 2.6, 4.0),
    )


def _was(was: float, level: int) -> str:
    return f"{level}" if missing(was) or was == level else f"{was:.0f} to {level}"


def _sources(assessment: Assessment) -> Iterator[Block]:
    of, year = assessment.competencies, assessment.year
    asked = of.asked(year)
    levels = of["levels"]
    told = {
        "Competencies": of["competencies"]["source"],
        "Sub-competencies": asked["source"],
        "Words of the levels": levels["source"],
    }
    yield Listing(tuple(f"{what}: {_joined(column)}." for what, column in told.items()))


def _joined(column: pd.Series) -> str:
    return "; ".join(dict.fromkeys(column.dropna()))

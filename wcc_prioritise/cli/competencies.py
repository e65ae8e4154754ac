"""Are we fit to commission? `wcc competencies`: levels, gaps, governance, what a record shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.places import finished_together, refusals_in_words
from wcc_prioritise.cli.run import place_of
from wcc_prioritise.cli.screen import Stages, say, say_labelled, say_line, say_list

if TYPE_CHECKING:
    from wcc_prioritise.competencies import Assessment, Competencies, EvidenceMap, Movement

NAME = "competencies"
ENDINGS = ("docx", "html")
SHOWN = 8
"""Gaps that are told on the screen, the largest first; all of them stand in the paper."""

Tables = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help="Your judgements: a folder of CSV files, or a workbook (.xlsx).",
    ),
]
Out = Annotated[str, typer.Option("--out", metavar="DIR", help="The folder for the paper.")]
Day = Annotated[
    str | None,
    typer.Option("--day", metavar="FILE", help="The workshop file that shows what was done."),
]
Year = Annotated[
    str | None,
    typer.Option("--year", metavar="YEAR", help="The year, as 2009/10; without it, the last."),
]


@in_words
def competencies(
    ctx: typer.Context,
    path: Tables,
    day: Day = None,
    out: Out = "wcc-competencies",
    year: Year = None,
    debug: Debug = False,
) -> None:
    """Say how fit you are to commission: levels, gaps, governance, and what a record shows.

    Writes the paper in Word and as a web page, and a workbook with every table that was used, the
    words of the levels and what a record shows among them: edit it, and give it in place of the
    folder.
    """
    place = place_of(out)
    names = [*(f"{NAME}.{ending}" for ending in ENDINGS), f"{NAME}.xlsx"]
    with Stages(4) as stages, finished_together(place, names) as folder:
        stages.begin(f"Reading {path}")
        held = read(path)
        fit, moved, evidence = judged(held, year, day, stages)
        stages.begin("Writing the paper and the workbook")
        write(folder, fit, moved, evidence)
        stages.begin("Putting the files in place")
    say_done(fit, moved, evidence, place)


def read(path: str) -> Competencies:
    """Read the tables of judgements."""
    from wcc_prioritise.competencies import read_competencies

    with refusals_in_words(path, "read"):
        return read_competencies(path)


def judged(
    held: Competencies, year: str | None, day: str | None, stages: Stages
) -> tuple[Assessment, Movement | None, EvidenceMap | None]:
    """Assess the year, beside the year before it and the record where there is one."""
    from wcc_prioritise.competencies import assess, movement

    fit = assess(held, year)
    stages.begin(f"Reading what {day} shows" if day else "No record is given: --day FILE gives one")
    evidence = None if day is None else shown_by(day, held)
    before = [one for one in held.years if one < fit.year]
    moved = movement(assess(held, before[-1]), fit, evidence=evidence) if before else None
    return fit, moved, evidence


def shown_by(day: str, held: Competencies) -> EvidenceMap:
    """Say what a workshop file shows."""
    from wcc_prioritise.competencies import evidence_from
    from wcc_prioritise.workshop import Workshop

    with refusals_in_words(day, "read"), Workshop(day) as workshop:
        return evidence_from(workshop, held)


def write(
    folder: Path, fit: Assessment, moved: Movement | None, evidence: EvidenceMap | None
) -> None:
    """Write the paper twice, and every table that was used."""
    from wcc_prioritise.competencies.records import MODELS
    from wcc_prioritise.exports.competencies_paper import competencies_paper
    from wcc_prioritise.tables import write_workbook

    for ending in ENDINGS:
        where = folder / f"{NAME}.{ending}"
        competencies_paper(where, fit, evidence=evidence, movement=moved)
    write_workbook(fit.competencies.tables, folder / f"{NAME}.xlsx", MODELS)


def say_done(
    fit: Assessment, moved: Movement | None, evidence: EvidenceMap | None, place: Path
) -> None:
    """Say how fit the organisation is, and what to open."""
    say(fit.summary())
    gaps = fit.open_gaps
    if len(gaps):
        say("Below target:")
        say_list(_gap(row) for row in gaps.head(SHOWN).itertuples())
        if len(gaps) > SHOWN:
            say(f"  and {len(gaps) - SHOWN} more, in the paper.")
    rows = [] if evidence is None else [("The record", evidence.words)]
    rows += [] if moved is None else [("What moved", moved.words)]
    say_labelled(rows)
    say("Open (the .html is the same, for a browser; the .xlsx holds every table, to edit):")
    for name in (f"{NAME}.docx", f"{NAME}.xlsx"):
        say_line(f"  {place / name}")


def _gap(row) -> str:
    return (
        f"{row.sub} {row.sub_name}: level {row.level:.0f} ({row.by}), target {row.target:.0f}: "
        f"{row.means}"
    )

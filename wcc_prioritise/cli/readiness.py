"""Are we ready for the day? `wcc readiness`: the questions, the answers, and who does what."""

from __future__ import annotations

from typing import Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import By, Debug
from wcc_prioritise.cli.places import refusals_in_words
from wcc_prioritise.cli.record import opened
from wcc_prioritise.cli.screen import quoted, say, say_line, say_list


@in_words
def readiness(
    ctx: typer.Context,
    path: Annotated[
        str,
        typer.Argument(metavar="PATH", help="A folder or workbook with the table readiness."),
    ],
    new: Annotated[
        bool, typer.Option("--new", help="Write the questions to PATH, to be answered.")
    ] = False,
    enter: Annotated[
        str | None,
        typer.Option("--enter", metavar="FILE", help="Enter the actions into this workshop file."),
    ] = None,
    kind: Annotated[
        str,
        typer.Option("--kind", metavar="WORD", help="Whose words: PCT, CCG, ICB or place."),
    ] = "ICB",
    by: By = "facilitator",
    debug: Debug = False,
) -> None:
    """Ask whether you are ready for a workshop, and who does what about it.

    Three areas: capability for change, technical capability, working with partners. Answers are
    yes, partly, no or don't know; they are never added up to a score.
    """
    from wcc_prioritise.competencies.readiness import (
        action_words,
        enter_actions,
        write_questions,
    )
    from wcc_prioritise.competencies.readiness import readiness as ask

    if new:
        with refusals_in_words(path, "written to"):
            say_line(f"Made {write_questions(path)}")
        say_line(f"Next:  wcc readiness {quoted(path)}")
        return
    with refusals_in_words(path, "read"):
        found = ask(path, kind=kind)
    say(found.summary())
    say_list(action_words(row) for row in found.actions.to_dict("records"))
    if enter:
        with opened(enter) as workshop:
            entries = enter_actions(workshop, found, by=by)
        say_line(f"{len(entries)} actions entered; wcc log {quoted(enter)} --open lists them")

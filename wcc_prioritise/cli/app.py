"""Which commands are there? `wcc` with its options, and one function a command."""

from __future__ import annotations

from typing import Annotated

import typer

from wcc_prioritise import __version__
from wcc_prioritise.cli.cards import cards
from wcc_prioritise.cli.challenge import challenge
from wcc_prioritise.cli.check import check
from wcc_prioritise.cli.competencies import competencies
from wcc_prioritise.cli.course import course
from wcc_prioritise.cli.demo import demo
from wcc_prioritise.cli.lab import lab
from wcc_prioritise.cli.new import new
from wcc_prioritise.cli.next_round import next_round
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.readiness import readiness
from wcc_prioritise.cli.record import export, freeze, log, restore, start, verify
from wcc_prioritise.cli.rehearse import rehearse
from wcc_prioritise.cli.report import report
from wcc_prioritise.cli.room import room
from wcc_prioritise.cli.routes import routes
from wcc_prioritise.cli.run import run
from wcc_prioritise.cli.screen import as_typed, say
from wcc_prioritise.cli.self_test import self_test
from wcc_prioritise.cli.templates import templates

WELCOME = """\
wcc helps a room of people choose which pathways to redesign, and writes down
how the choice was reached.

Begin here:
  wcc demo                     a whole workshop on made-up data, and its board paper
  wcc new my-workshop --short  a workbook for a two-hour workshop, ready to fill in
  wcc check my-workshop        what is filled in, what looks odd, what is missing
  wcc run my-workshop          the chosen set and the board paper, in wcc-results
  wcc start my-workshop d.wcc  the sealed file that keeps every step of the day
  wcc rehearse d.wcc --short   the evening before: the day with simulated scorers
  wcc room d.wcc               the day itself: one page projected, one for you
  wcc report d.wcc             everything that leaves the room, in wcc-report

wcc --help lists everything; wcc run --help explains one command.
"""

app = typer.Typer(
    name="wcc",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _version(asked: bool) -> None:
    if asked:
        say(f"wcc {__version__}")
        raise typer.Exit()


@app.callback(invoke_without_command=True)
def wcc(
    ctx: typer.Context,
    debug: Debug = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Choose which pathways to redesign, together, and show how you got there."""
    ctx.obj = debug
    if ctx.invoked_subcommand is None:
        typer.echo(as_typed(WELCOME), nl=False)


for command in (
    *(new, check, cards, run, demo),
    *(start, log, verify, freeze, export, restore, challenge, report, templates),
    *(rehearse, room, lab, self_test, next_round, readiness, competencies, routes),
):
    app.command()(command)
app.add_typer(course, name="course")

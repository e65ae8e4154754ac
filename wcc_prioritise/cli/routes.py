"""Build, share or buy? `wcc routes`: a recommendation a need, a plan for what is bought in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.places import finished_together, refusals_in_words
from wcc_prioritise.cli.run import place_of
from wcc_prioritise.cli.screen import say, say_line, say_list

if TYPE_CHECKING:
    from wcc_prioritise.competencies import RouteChoice, RoutePlan, RouteTables

ENDINGS = ("docx", "html")

Tables = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help="The tables of routes: a folder of CSV files, or a workbook (.xlsx).",
    ),
]
Out = Annotated[str, typer.Option("--out", metavar="DIR", help="The folder for the plans.")]
Years = Annotated[
    int, typer.Option("--years", metavar="N", help="Count the cost over so many years.")
]
Survey = Annotated[
    str | None,
    typer.Option(
        "--survey",
        metavar="YEAR",
        help="Write a form for everybody who is asked in that year, as 2009/10, into the folder "
        "survey beside the plans.",
    ),
]


@in_words
def routes(
    ctx: typer.Context,
    path: Tables,
    out: Out = "wcc-routes",
    years: Years = 3,
    survey: Survey = None,
    debug: Debug = False,
) -> None:
    """Say for each need whether to build, share or buy; write a plan for what is bought in.

    A plan is written for each need that is to be bought, or that the table of contracts names; its
    blanks are marked. What an earlier run left is replaced only when everything is done.
    """
    from wcc_prioritise.competencies import every_route, read_routes

    place = place_of(out)
    with refusals_in_words(path, "read"):
        known_of = read_routes(path)
    plan = every_route(known_of, years=years)
    names = write_plans(known_of, plan, place)
    for choice in plan.choices:
        say_choice(choice)
    say(plan.words)
    if names:
        say("Open (the .html is the same, for a browser):")
    for name in names:
        say_line(f"  {place / name}.docx")
    if survey is not None:
        say_survey(known_of, place / "survey", survey)


def write_plans(known_of: RouteTables, plan: RoutePlan, place: Path) -> list[str]:
    """Write a plan for each need that is to be bought or is written down as bought."""
    from wcc_prioritise.competencies import buying_plan
    from wcc_prioritise.exports.buying_plan import write_buying_plan

    to_buy = {c.need["need"] for c in plan.choices if c.recommended == "buy"}
    to_buy |= set(known_of["buying"]["need"])
    stems = {need: stem_of(need) for need in known_of["route_needs"]["need"]}
    years = plan.choices[0].years
    ours = [f"{stem}.{ending}" for stem in stems.values() for ending in ENDINGS]
    with finished_together(place, ours) as folder:
        for need in (need for need in stems if need in to_buy):
            made = buying_plan(known_of, need, years=years)
            for ending in ENDINGS:
                write_buying_plan(folder / f"{stems[need]}.{ending}", made)
    return [stem for need, stem in stems.items() if need in to_buy]


def stem_of(need: str) -> str:
    """Name the file of a plan; whatever no file may be called is left out.

    Examples
    --------
    >>> stem_of("9.1"), stem_of("../x")
    ('buying-plan-9.1', 'buying-plan-..-x')
    """
    return f"buying-plan-{re.sub(r'[^0-9A-Za-z_.-]+', '-', need)}"


def say_choice(choice: RouteChoice) -> None:
    """Say which route to one need, and what would tip it."""
    say(choice.words)
    say_list(choice.tips)
    say()


def say_survey(known_of: RouteTables, folder: Path, year: str) -> None:
    """Write the forms of a year, and say where they are."""
    from wcc_prioritise.exports.survey_forms import write_survey_forms

    forms = write_survey_forms(folder, known_of, year)
    say(f"Forms to send out: {len(forms)}, one a person and need, in:")
    say_line(f"  {folder}")

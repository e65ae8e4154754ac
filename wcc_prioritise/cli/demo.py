"""What does a finished workshop look like? `wcc demo`: a made-up one, and real figures."""

from __future__ import annotations

from typing import Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import OUT_HELP, Debug
from wcc_prioritise.cli.run import place_of, run_to, say_answer
from wcc_prioritise.cli.screen import say, say_line

REAL_AREA = "NHS Leicester City CCG"
REAL_FOLDER = "real-evidence"
START, LEAD_MONTHS = "2027-04", 9.0
"""When Northmere's work starts, and the project lead months that a quarter of it can carry."""

REAL_WORDS = """\
Real figures, to practise on: a commissioning group beside the ten most like it, April 2015 to \
March 2016. They are old, and such groups ended in July 2022: nothing here says how any place is \
today.
Contains public sector information licensed under the Open Government Licence v3.0."""

Out = Annotated[str, typer.Option("--out", metavar="DIR", help=OUT_HELP)]


@in_words
def demo(ctx: typer.Context, out: Out = "wcc-demo", debug: Debug = False) -> None:
    """Run a made-up workshop, and compare a real area with others.

    Takes some seconds, needs no internet, and ends with papers that a board could read.
    """
    from wcc_prioritise.case import sample

    place = place_of(out)
    workshop = run_to(str(sample("northmere")), place, start=START, lead_months=LEAD_MONTHS)
    say("\nA made-up place, Northmere (SYNTHETIC): which pathways should it redesign?")
    say_answer(workshop)
    evidence = run_to(str(sample("real")), place / REAL_FOLDER, REAL_AREA)
    say(f"\n{REAL_WORDS}")
    say_answer(evidence)
    say("\nWhat a board could read:")
    for paper in (place / workshop.paper, place / REAL_FOLDER / evidence.paper):
        say_line(f"  {paper}.docx")
        say_line(f"  {paper}.html")
    say("Pictures and tables lie in the folders beside them.")
    say("Next: wcc new my-workshop --short")

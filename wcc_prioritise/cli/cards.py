"""What is known of each candidate? `wcc cards`: a page each, and where data and list part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Area, Debug, Source
from wcc_prioritise.cli.places import finished_together, read_case, source_of
from wcc_prioritise.cli.run import place_of
from wcc_prioritise.cli.screen import Stages, say, say_labelled, say_line
from wcc_prioritise.cli.steps import area_of, compare

if TYPE_CHECKING:
    from wcc_prioritise.appraisal.data_to_list import DataToList
    from wcc_prioritise.case import Case
    from wcc_prioritise.evidence import Gaps

CARDS, LIST = "evidence-cards", "from-data-to-list"
ENDINGS = ("docx", "html")
STAGES = 4

Out = Annotated[str, typer.Option("--out", metavar="DIR", help="The folder for the pages.")]


@in_words
def cards(
    ctx: typer.Context,
    path: Source,
    out: Out = "wcc-cards",
    area: Area = None,
    debug: Debug = False,
) -> None:
    """Write an evidence card for each candidate, one page each.

    Where areas are compared, a page says which gaps nobody proposes to close, and which proposals
    have no gap behind them. What an earlier run left is replaced only when everything is done.
    """
    place = place_of(out)
    names = [f"{name}.{ending}" for name in (CARDS, LIST) for ending in ENDINGS]
    with Stages(STAGES) as stages, finished_together(place, names) as folder:
        stages.begin(f"Reading {source_of(path)}")
        case = read_case(path)
        gaps = compared(case, area, stages)
        stages.begin(f"Writing {len(case.candidates)} evidence cards")
        found = write(case, gaps, folder)
        stages.begin("Putting the files in place")
    say_done(found, place)


def compared(case: Case, area: str | None, stages: Stages) -> Gaps | None:
    """Compare the area with others, where there are figures."""
    shown = area_of(case, area)
    if shown and not case.indicators.empty:
        stages.begin(f"Comparing {shown} with areas like it")
    else:
        stages.expect(STAGES - 1)
    return compare(case, area)


def write(case: Case, gaps: Gaps | None, folder: Path) -> DataToList | None:
    """Write the cards, and the page from data to list where areas were compared."""
    from wcc_prioritise.appraisal.data_to_list import data_to_list
    from wcc_prioritise.exports import cards as write_cards
    from wcc_prioritise.exports import list_page

    found = None if gaps is None else data_to_list(case, gaps)
    notice = (case.charter.notice if case.charter else None) or ""
    for ending in ENDINGS:
        write_cards(folder / f"{CARDS}.{ending}", case, gaps)
        if found is not None:
            list_page(folder / f"{LIST}.{ending}", found, notice)
    return found


def say_done(found: DataToList | None, place: Path) -> None:
    """Say where data and list part, and what to open."""
    if found is None:
        say("Nothing was compared, so no card shows a gap.")
    else:
        say_labelled([("Data to list", found.summary())])
    say("Open (the .html is the same, for a browser):")
    for name in (CARDS,) if found is None else (CARDS, LIST):
        say_line(f"  {place / f'{name}.docx'}")

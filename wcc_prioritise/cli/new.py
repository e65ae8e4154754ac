"""How does a new workshop begin? `wcc new`: a folder with a workbook to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.places import WORKBOOK, finished_together, refusals_in_words, table_files
from wcc_prioritise.cli.screen import quoted, say_line

if TYPE_CHECKING:
    import pandas as pd

    from wcc_prioritise.case import Case

KEPT = ("voice_groups", "chances", "limits", "rules", "criteria")
"""Tables of the short path that come already worded; the charter comes with prompts."""

PROMPTS = {
    "question": "[Which pathways should we redesign in the next three years?]",
    "organisation": "[who is deciding]",
    "budget": "[the money and the years it is for, in words]",
    "reference_because": "[why that number: about how many people does a typical candidate reach?]",
}
"""What the charter asks for; brackets mark what nobody has filled in yet."""

LEFT_BLANK = (
    "population", "area", "closing_date", "challenge_until", "challenge_days", "challenge_to",
    "analyst", "assurer", "approver", "notice",
)  # fmt: skip
"""What the charter of the sample says of its invented place alone."""

KEPT_AS = {
    "README.md": "README.md",
    "analysis.py": "analysis.py.txt",
    "test_analysis.py": "test_analysis.py.txt",
    "assumptions.md": "assumptions.md",
    ".gitignore": "gitignore.txt",
}
"""Files of an analyst's folder, and what they are kept as beside this module."""

LIMIT_PROMPT = "[an example: put your own figure in most, and why]"


@in_words
def new(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder to make.")],
    short: Annotated[
        bool,
        typer.Option(
            "--short",
            help="For a two-hour workshop: criteria, anchors, chances, rules and limits come "
            "already worded.",
        ),
    ] = False,
    example: Annotated[
        bool,
        typer.Option("--example", help="Filled in with a made-up workshop, to look at and try."),
    ] = False,
    analysis: Annotated[
        bool,
        typer.Option(
            "--analysis",
            help="For analysts: also a script, its tests, a data dictionary, a table of "
            "assumptions and what Git should leave out.",
        ),
    ] = False,
    debug: Debug = False,
) -> None:
    """Make a folder with a workbook to fill in.

    The workbook has one sheet a table, instructions, and lists to choose from. Nothing that is
    already there is written over.
    """
    with refusals_in_words(folder, "written to"):
        place = free_place(folder)
    with finished_together(place) as work:
        write_book(work / WORKBOOK, short, example)
        for name, text in (analysis_files() if analysis else {}).items():
            refuse_taken(place / name)
            (work / name).write_text(text, encoding="utf-8", newline="\n")
        free_place(folder)
    say_line(f"Made {place / WORKBOOK}")
    say_next(folder, short, example)


def free_place(folder: str) -> Path:
    """Give the place of a new workshop, or refuse one that holds a workshop already."""
    from wcc_prioritise.tables import InputError

    place = Path(folder)
    if not folder.strip():
        taken, do = "no name, only blanks", "Give the name of a new folder."
    elif place.is_file():
        taken, do = f"a file called {folder!r}", "Give the name of a new folder."
    elif (place / WORKBOOK).exists():
        taken, do = f"{WORKBOOK} in {folder!r} already", "Give another folder, or move that file."
    elif table_files(place):
        taken = f"a workshop in {folder!r} already ({table_files(place)[0]})"
        do = "Give another folder."
    else:
        return place
    raise InputError.of(found=taken, allowed="a folder without a workshop", do=do)


def analysis_files() -> dict[str, str]:
    """Give what an analysis that others can run again has beside its data, by file name."""
    from importlib.resources import files

    from wcc_prioritise import __version__
    from wcc_prioritise.schema.dictionary import dictionary

    kept = files("wcc_prioritise.cli").joinpath("analysis_folder")
    texts = {
        name: kept.joinpath(held).read_text(encoding="utf-8") for name, held in KEPT_AS.items()
    }
    requirements = f"wcc-prioritise=={__version__}\npytest\n"
    return {**texts, "data-dictionary.md": dictionary(), "requirements.txt": requirements}


def refuse_taken(path: Path) -> None:
    """Refuse to write over a file that somebody has there."""
    from wcc_prioritise.tables import InputError

    if path.exists():
        raise InputError.of(
            found=f"a file called {path.name!r} in {path.parent.name!r} already",
            allowed="a folder without it",
            do="Give another folder, or move that file.",
        )


def write_book(path: Path, short: bool, example: bool) -> None:
    """Write the workbook that was asked for."""
    from wcc_prioritise.case import read, sample
    from wcc_prioritise.tables import write_form

    if not short and not example:
        write_form(path)
        return
    case = read(sample("short" if short else "northmere"))
    tables = frames_of(case)
    write_form(path, tables=tables if example else without_inventions(tables), names=list(tables))


def frames_of(case: Case) -> dict[str, pd.DataFrame]:
    """Give the tables that a case was read from, by name."""
    return {name: table.frame for name, table in case.tables.items()}


def without_inventions(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Keep what any room can use of the short sample, and put prompts where its inventions stood.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tables of the sample.

    Returns
    -------
    dict of str to DataFrame
        The charter with prompts, the tables that come worded, and nothing of the others.
    """
    kept = {name: tables[name].copy() for name in KEPT}
    kept["limits"]["because"] = LIMIT_PROMPT
    charter = tables["charter"].astype(object).copy()
    for item in LEFT_BLANK:
        charter[item] = None
    for item, prompt in PROMPTS.items():
        charter[item] = prompt
    return {"charter": charter, **kept}


def say_next(folder: str, short: bool, example: bool) -> None:
    """Say in five lines at most what to do now."""
    named = quoted(folder)
    if example:
        say_line("Everything in it is made up. Look at it in Excel or LibreOffice, then:")
        say_line(f"  wcc run {named}")
        return
    lines = ['Open it in Excel or LibreOffice, and begin with its sheet "Read me first".']
    if short:
        lines += [
            "Put your words where [brackets] stand in charter and limits, and your limits.",
            "Fill in candidates, measures and people; on the day, swings and scores.",
        ]
    lines += [f"See what is missing:  wcc check {named}", f"When nothing is:      wcc run {named}"]
    for number, line in enumerate(lines, start=1):
        say_line(f"{number}. {line}")

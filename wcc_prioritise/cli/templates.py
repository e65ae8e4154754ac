"""How do the papers look? `wcc templates`: our own templates, to be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.places import refusals_in_words
from wcc_prioritise.cli.screen import quoted, say, say_labelled, say_line


@in_words
def templates(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder for the templates.")],
    debug: Debug = False,
) -> None:
    """Write the templates of the papers, to be changed to your own looks.

    A web page, a Word paper and a letter, with a README on every named field. Nothing that is
    already there is written over.
    """
    from wcc_prioritise.exports.shells import KINDS
    from wcc_prioritise.exports.template_folder import README, write_templates

    place = _named(folder)
    with refusals_in_words(folder, "written to"):
        write_templates(place)
    say_line(f"Wrote, in {place}:")
    say_labelled([*KINDS.items(), (README, "every named field, with its meaning and an example")])
    say()
    say("Change them, then write the papers with them:")
    say_line(f"  wcc report day.wcc --templates {quoted(folder)}")


def _named(folder: str) -> Path:
    """Refuse a name of blanks."""
    from wcc_prioritise.tables import InputError

    if folder.strip():
        return Path(folder)
    raise InputError.of(found="no folder, only blanks", do="Give the name of a folder.")

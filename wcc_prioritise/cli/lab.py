"""How are the notebooks opened? `wcc lab`: a copy of your own, in JupyterLab, on your workshop."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.places import refusals_in_words
from wcc_prioritise.cli.room import NoBrowser, Port, checked, must_have, open_or_say
from wcc_prioritise.cli.screen import say, say_line, say_list

FOLDER = "wcc-notebooks"


@in_words
def lab(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="Your workshop file (.wcc); without it, the sample."),
    ] = None,
    port: Port = None,
    no_browser: NoBrowser = False,
    debug: Debug = False,
) -> None:
    """Open the notebooks in JupyterLab, on your workshop file or on the sample.

    They are copied into a folder beside your file first. A copy that you changed is never written
    over.
    """
    from wcc_prioritise.widgets.serving import copy_notebooks, lab_server

    must_have("jupyterlab", "lab")
    path = None if file is None else checked(file)
    folder = Path(FOLDER) if path is None else path.with_name(f"{path.stem}-notebooks")
    with refusals_in_words(folder, "written to"):
        copied = copy_notebooks(folder)
    if copied.yours:
        say("You changed these notebooks, so they stay as they are:")
        say_list(copied.yours)
    say("Starting JupyterLab ...")
    try:
        server, link = lab_server(folder, path, port)
        with server:
            say_line(f"The notebooks are in {folder}")
            say_line(f"Open them with:  {link}")
            say("Ctrl-C here ends it; save your notebooks first.")
            if not no_browser:
                open_or_say(link, "JupyterLab")
            while server.runs:
                time.sleep(0.5)
            say("JupyterLab was shut down.")
    except KeyboardInterrupt:
        say("")
        say_line(f"Closed. Your notebooks are in {folder}")

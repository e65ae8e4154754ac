"""Which options do several commands share? Each is described once."""

from __future__ import annotations

from typing import Annotated

import typer

Debug = Annotated[
    bool, typer.Option("--debug", help="If something goes wrong, show the technical details.")
]

Source = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help="Your workshop: a folder, a workbook (.xlsx) or a workshop file (.wcc).",
    ),
]

Area = Annotated[
    str | None,
    typer.Option(
        "--area",
        metavar="NAME",
        callback=lambda name: (name or "").strip() or None,
        help="The area to compare with others, by name or code; without it, the charter's.",
    ),
]

By = Annotated[str, typer.Option("--by", metavar="ROLE", help="Who types this, as a role.")]

OUT_HELP = "The folder for the paper, the pictures and the tables."

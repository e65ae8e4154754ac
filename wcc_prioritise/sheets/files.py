"""Where do the sheets go? Into one folder, and never over a sheet that somebody has filled in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from wcc_prioritise.sheets.asked import shown
from wcc_prioritise.tables import Fault, InputError
from wcc_prioritise.tables.writing import replacing


def keep(folder: str | os.PathLike, sheets: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, all or none.

    Parameters
    ----------
    folder : str or path-like
        Where to; made if it is not there.
    sheets : mapping of str to bytes
        Contents by name of file.

    Returns
    -------
    tuple of Path
        The files, in the order given.

    Raises
    ------
    InputError
        If a file of that name holds anything else, for it may be filled in, or if the place cannot
        be written to. The same sheets written again are left as they are.
    """
    paths = {Path(folder) / name: contents for name, contents in sheets.items()}
    taken = [path for path, contents in paths.items() if _differs(path, contents)]
    if taken:
        found, do = "a file that is no longer the blank sheet", "Write into another folder."
        raise InputError(Fault(path.name, None, None, found, "", do) for path in taken)
    for path, contents in paths.items():
        with replacing(path) as part:
            part.write_bytes(contents)
    return tuple(paths)


def _differs(path: Path, contents: bytes) -> bool:
    try:
        return path.exists() and path.read_bytes() != contents
    except OSError:
        return True


def draw(template: str, values: Mapping[str, object]) -> bytes:
    """Draw a page from a template; every text in it is escaped.

    Parameters
    ----------
    template : str
        Name of the template.
    values : mapping of str to object
        What the template names.

    Returns
    -------
    bytes
        The page in UTF-8; equal values give equal bytes.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["shown"] = shown
    page = environment.from_string(part(template)).render(values)
    return page.encode("utf-8")


def part(name: str) -> str:
    """Give the text of a template with plain line ends, whatever system it was checked out on."""
    source = files("wcc_prioritise.sheets").joinpath("templates", name)
    return source.read_text(encoding="utf-8").replace("\r\n", "\n")

"""Which notebooks come with this library, and how does a workshop get its own copy of them?"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from wcc_prioritise.case.shipped import PACKAGE
from wcc_prioritise.tables import InputError

FIRST = "00_start_here.ipynb"
MADE = ".wcc-notebooks.json"
"""Beside the copies: what each of them was when it was made, so that a change is known as yours."""

WITH_ANSWERS = "training"
"""The folder of the trainers' notebooks; `wcc course build` hands out copies without answers."""


@dataclass(frozen=True)
class Copied:
    """What was done with the notebooks?

    Attributes
    ----------
    folder : Path
        Where the copies are.
    new : tuple of str
        Names of those that were copied.
    yours : tuple of str
        Names of those that somebody changed: they are left as they are.
    """

    folder: Path
    new: tuple[str, ...]
    yours: tuple[str, ...]


def shipped_notebooks() -> Path:
    """Where are the notebooks? In an installed copy, or in the checkout beside the package.

    Returns
    -------
    pathlib.Path
        The folder that holds them.

    Raises
    ------
    InputError
        If none came with this copy.

    Examples
    --------
    >>> (shipped_notebooks() / FIRST).is_file()
    True
    """
    for place in (PACKAGE / "_shipped" / "notebooks", PACKAGE.parent / "notebooks"):
        if (place / FIRST).is_file():
            return place
    raise InputError.of(
        found="no notebooks in this copy of the library",
        allowed="a copy that holds them",
        do="Install it again, whole.",
    )


def copy_notebooks(folder: str | os.PathLike) -> Copied:
    """Copy the notebooks into a folder, and leave alone what somebody changed there.

    What a notebook showed when it was run is no change; its words and its code are.

    Parameters
    ----------
    folder : str or path-like
        Where to; made if it is not there.

    Returns
    -------
    Copied
        What was copied and what was left.
    """
    folder, source = Path(folder), shipped_notebooks()
    folder.mkdir(parents=True, exist_ok=True)
    made, new, yours = _read_made(folder), [], []
    for origin in sorted(source.rglob("*.ipynb")):
        name = origin.relative_to(source).as_posix()
        if any(part.startswith(".") or part == WITH_ANSWERS for part in Path(name).parts):
            continue
        ours, theirs = content_of(origin), content_of(folder / name)
        if theirs is None or theirs == made.get(name) != ours:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origin, folder / name)
            new.append(name)
        elif theirs != ours:
            yours.append(name)
            continue
        made[name] = ours
    (folder / MADE).write_text(json.dumps(made, indent=1), encoding="utf-8")
    return Copied(folder, tuple(new), tuple(yours))


def content_of(path: Path) -> str | None:
    """Give a fingerprint of the words and the code of a notebook; None where there is none.

    Parameters
    ----------
    path : Path
        The notebook.

    Returns
    -------
    str or None
        The same for two notebooks that differ in what they showed alone.
    """
    if not path.exists():
        return None
    data = path.read_bytes()
    try:
        cells = [[cell["cell_type"], "".join(cell["source"])] for cell in json.loads(data)["cells"]]
        data = json.dumps(cells).encode("utf-8")
    except (ValueError, KeyError, TypeError):  # not a notebook: then it is what its bytes are
        pass
    return hashlib.sha256(data).hexdigest()


def _read_made(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

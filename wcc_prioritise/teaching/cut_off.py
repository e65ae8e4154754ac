"""What does a crash do to the file? A second process that is killed in the middle of an entry."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop.file import WorkshopFile

HALF = "half"
"""What the second process says once its entry is begun."""

_BEGIN = (
    "from wcc_prioritise.teaching.cut_off import half_an_entry as f; import sys; f(sys.argv[1])"
)


def cut_off(path: Path) -> None:
    """Begin an entry in a process of its own, and kill that process before the entry is done.

    Parameters
    ----------
    path : Path
        The workshop file.

    Raises
    ------
    InputError
        If the process could not begin.
    """
    child = subprocess.Popen(
        [sys.executable, "-c", _BEGIN, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
        text=True,
    )
    began = child.stdout.readline().strip() == HALF
    child.kill()
    _, said = child.communicate()
    if not began:
        last = (said.strip().splitlines() or ["it said nothing"])[-1]
        raise InputError.of(
            where=path.name,
            found=f"a second process that could not open the file ({last})",
            allowed="a file that two processes may open, one after the other",
            do="Close other programs that have it open, and try again.",
        )


def half_an_entry(path: str) -> None:
    """Begin to write a note, say so, and wait to be killed; should nobody do it, take it back."""
    with WorkshopFile(path) as file, file.writing(by="driver") as pen:
        pen.write("note", {"text": "This note is cut off (SYNTHETIC)."}, by="driver")
        sys.stdout.write(f"{HALF}\n")
        sys.stdout.flush()
        sys.stdin.read()
        raise SystemExit(1)

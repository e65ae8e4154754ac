"""How does a file get where it belongs? Whole, or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from wcc_prioritise.tables import InputError

OPEN_ELSEWHERE = "Close it where it is open (Word locks the files it shows), or give another name."


def write_whole(path: Path, contents: bytes) -> Path:
    """Write a file so that a reader finds the old one or the new one, never a part.

    Parameters
    ----------
    path : Path
        Where to; its folder is made if it does not exist.
    contents : bytes
        What to write.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    InputError
        If the file is open elsewhere, or the place cannot be written to.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(beside, contents)
        os.replace(beside, path)
    except PermissionError as refused:
        raise InputError.of(
            where=str(path),
            found="a file or folder that may not be written to",
            allowed="a place to write the paper",
            do=OPEN_ELSEWHERE,
        ) from refused
    except (OSError, ValueError) as refused:  # a path may hold a character that no path can
        why = getattr(refused, "strerror", None) or refused
        raise InputError.of(
            where=str(path),
            found=f"a place that cannot be written to ({why})",
            allowed="a folder on a disk with room",
            do="Give another path.",
        ) from refused
    finally:
        _take_away(beside)
    return path


def _write_through(path: Path, contents: bytes) -> None:
    with path.open("xb") as file:
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())


def _take_away(path: Path) -> None:
    """Leave nothing half-written behind; that the folder cannot be reached is told elsewhere."""
    try:
        path.unlink(missing_ok=True)
    except (OSError, ValueError):
        return

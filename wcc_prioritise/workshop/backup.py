"""What if the file is lost? A copy of the day beside it, made by the database itself."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop.database import looking


def backup_of(path: Path, day: date) -> Path:
    """Give the path of a day's backup.

    Examples
    --------
    >>> backup_of(Path("northmere.wcc"), date(2027, 4, 1)).name
    'northmere.2027-04-01.backup.wcc'
    """
    return path.with_name(f"{path.stem}.{day.isoformat()}.backup.wcc")


def back_up(path: Path, day: date) -> Path | None:
    """Copy a workshop file beside it, whole even while others write, once a day.

    Parameters
    ----------
    path : Path
        The workshop file.
    day : date
        The day it is a backup of.

    Returns
    -------
    Path or None
        The backup; None when that day has one, which is left as it is.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    target = backup_of(path, day)
    if target.exists():
        return None
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with closing(looking(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        if target.exists():  # somebody else was quicker
            return None
        os.replace(part, target)
    except OSError as error:
        raise InputError.of(
            where=target.name,
            found=f"a backup that cannot be written ({error})",
            allowed="a folder that you may write to",
            do="Copy the workshop file to another place.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target

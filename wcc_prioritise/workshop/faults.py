"""What does it mean when the file cannot be read or written? The database's errors, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop.database import journal_of
from wcc_prioritise.workshop.entry import BrokenRecord
from wcc_prioritise.workshop.holder import who_writes

_UNTOUCHED = "Nothing of it was kept; the record is as it was."

_WORDS = {
    "FULL": (
        f"a disk with no room for the entry. {_UNTOUCHED}",
        "room to write",
        "Make room on the disk, then enter it again.",
    ),
    "IOERR": (
        f"a disk that does not take the entry: full, limited, or gone. {_UNTOUCHED}",
        "a disk that can be written",
        "Make room, or see that the drive is connected, then enter it again.",
    ),
    "READONLY": (
        "a file or folder that may only be read",
        "a file, and a folder around it, that you may write to",
        "Ask for the right to write, or copy the file to a folder of your own.",
    ),
    "CANTOPEN": (
        "a file that cannot be opened, or a folder that cannot be written",
        "a file, and a folder around it, that you may read and write",
        "Ask for the right to write, or copy the file to a folder of your own.",
    ),
    "NOTADB": (
        "a file that is not a workshop file",
        "a file made by `wcc start`",
        "Choose another.",
    ),
    "TOOBIG": ("a text too long to be kept", "less than a thousand million bytes", "Shorten it."),
}
_DAMAGE = ("Could not decode", "no such table")  # errors to which SQLite gives no name
_WORDS["PERM"] = _WORDS["AUTH"] = _WORDS["READONLY"]


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the database's errors into `InputError` and `BrokenRecord`, which say what to do."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as error:
        raise _told(error.orig, path) from error
    except sqlite3.Error as error:
        raise _told(error, path) from error


def code_of(error: BaseException | None) -> str:
    """Give the name SQLite has for an error, as far as the first sign: `BUSY`, `FULL`."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return name.removeprefix("SQLITE_").partition("_")[0]


def locked(path: Path) -> InputError:
    """Say who has the file."""
    return InputError.of(
        where=path.name,
        found=f"a file that {who_writes(path)} is writing to",
        allowed="one writer at a time",
        do="Wait for them, or close the program that has it open, then enter it again.",
    )


def _told(error: BaseException | None, path: Path) -> BaseException | None:
    """Give the error in words; one that says nothing of the file is given back as it is."""
    code = code_of(error)
    if code in ("BUSY", "LOCKED"):
        return locked(path)
    if code in ("CANTOPEN", "READONLY") and journal_of(path).exists():
        return _unfinished(path)
    if not code and isinstance(error, sqlite3.DataError | OverflowError):
        code = "TOOBIG"
    if code in _WORDS:
        found, allowed, do = _WORDS[code]
        return InputError.of(where=path.name, found=found, allowed=allowed, do=do)
    if code == "CORRUPT" or any(sign in str(error) for sign in _DAMAGE):
        from wcc_prioritise.workshop.verifying import first_unreadable

        seq = first_unreadable(path)
        return BrokenRecord(broken_words(path, seq), seq)
    return error


def _unfinished(path: Path) -> InputError:
    journal = journal_of(path).name
    return InputError.of(
        where=path.name,
        found=f"a write that was cut off, with {journal} beside the file",
        allowed="a file that is whole",
        do=f"Open the workshop once where it may be written: what {journal} holds is put back.",
    )


def broken_words(path: Path, seq: int | None) -> str:
    """Say that an entry cannot be read, and what to do."""
    what = f"entry {seq:,} cannot be read" if seq else "the file around the entries is damaged"
    return (
        f"{path.name}: {what}. Keep this file as it is. If it is a copy, copy it again when nobody "
        f"writes, with {path.name}-journal if there is one; else open the latest "
        f"{path.stem}.*.backup.wcc beside it."
    )

"""Is the record as it was written? The first entry that is not, and what was cut off or redone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from wcc_prioritise.tables import InputError
from wcc_prioritise.tables.faults import quoted
from wcc_prioritise.workshop.database import looking, must_be_ours, must_be_there
from wcc_prioritise.workshop.entry import BrokenRecord
from wcc_prioritise.workshop.faults import broken_words, code_of, in_words
from wcc_prioritise.workshop.kinds import number_of
from wcc_prioritise.workshop.sealing import FIRST, seal_of_bytes

# In the order in which the table lies in the file, by no index: damage to one row, its number
# included, then moves no other.
_ROWS = """SELECT rowid, seq, at, "by", kind, body, because, previous, seal
FROM entries NOT INDEXED LIMIT ? OFFSET ?"""

_UNREADABLE = (sqlite3.Error, MemoryError, OverflowError)


@dataclass(frozen=True)
class Verification:
    """Is the record whole, and what stands in the way?

    Attributes
    ----------
    whole : bool
        Whether every entry is as it was written and agrees with the head that was given.
    entries : int
        How many entries there are; where one is broken, how many stand whole before it.
    head : str
        Seal of the last of them.
    broken : int or None
        Number of the first entry that is not as it was written, or is missing; None where each
        fits the one before.
    words : str
        All of this in words.
    """

    whole: bool
    entries: int
    head: str
    broken: int | None
    words: str


def verify(
    path: str | os.PathLike, head: str | None = None, entries: int | None = None
) -> Verification:
    """Check that every entry is as it was written. The file is only read.

    The seals show accidental and partial change. Somebody who rewrites the whole file shows only
    against the seal and the count printed on the sign-off sheet: give them.

    Parameters
    ----------
    path : str or path-like
        The workshop file.
    head : str, optional
        The printed head seal; spaces and letter case do not matter.
    entries : int, optional
        The printed number of entries. Entries after it are later, not wrong.

    Returns
    -------
    Verification

    Raises
    ------
    BrokenRecord
        If the bytes of an entry cannot be read; `seq` is its number.
    InputError
        If there is no such file, it is no workshop file, or the count is below zero.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from wcc_prioritise.workshop import WorkshopFile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "day.wcc"
    >>> with WorkshopFile.create(path) as file, file.writing() as pen:
    ...     entry = pen.write("note", {"text": "Good morning"}, by="driver")
    >>> verify(path, head=entry.seal, entries=1).words
    '1 entry as written. The head seal given agrees.'
    >>> verify(path, entries=2).broken
    2
    """
    path = Path(os.path.abspath(path))
    given = None if head is None else "".join(str(head).split()).lower()
    count = None if entries is None else number_of(entries)
    if entries is not None and (count is None or count < 0):
        do = "Give the number as it is printed."
        raise InputError.of(found=quoted(entries), allowed="a number of entries", do=do)
    must_be_there(path)
    with in_words(path), closing(looking(path)) as connection:
        must_be_ours(path, connection)
        seals, wrong = _walk(connection, path)
        found = _cut_off(seals, wrong) if wrong else _against(seals, given, count)
        return _with_what_is_around(found, connection) if found.whole else found


def first_unreadable(path: Path) -> int | None:
    """Give the number of the first entry whose bytes or letters cannot be read, if there is one."""
    good = 0
    try:
        with closing(looking(path)) as connection:
            for good, row in enumerate(_rows(connection, path), start=1):  # noqa: B007
                for text in row[2:]:
                    bytes(text).decode("utf-8")
    except BrokenRecord as error:
        return error.seq
    except (UnicodeError, TypeError):
        return good
    return None


# ---- reading the rows as they lie ---------------------------------------------------------------


def _walk(connection: sqlite3.Connection, path: Path) -> tuple[list[str], str]:
    """Give the seals of all entries up to the first that is wrong, and what is wrong with it."""
    seals = [FIRST]
    for row in _rows(connection, path):
        if wrong := _wrong(row, len(seals), seals[-1].encode("ascii")):
            return seals, wrong
        seals.append(row[-1].decode("ascii"))
    return seals, ""


def _rows(connection: sqlite3.Connection, path: Path) -> Iterator[tuple]:
    """Give the rows as they lie, texts as bytes; at the first that cannot be read, name it."""
    connection.text_factory = bytearray  # unlike `bytes`, it was stored as a text
    good = 0
    try:
        for row in connection.execute(_ROWS, (-1, 0)):
            good += 1
            yield row
        return
    except _UNREADABLE as error:
        _raise_if_only_locked(error)
    # The driver reads a row ahead and may have lost a good one with the bad: go on one by one.
    while row := _one(connection, path, good):
        good += 1
        yield row
    raise BrokenRecord(broken_words(path, good + 1), good + 1)


def _one(connection: sqlite3.Connection, path: Path, good: int) -> tuple | None:
    try:
        return connection.execute(_ROWS, (1, good)).fetchone()
    except _UNREADABLE as error:
        _raise_if_only_locked(error)
        raise BrokenRecord(broken_words(path, good + 1), good + 1) from error


def _raise_if_only_locked(error: BaseException) -> None:
    if code_of(error) in ("BUSY", "LOCKED"):
        raise error


def _wrong(row: tuple, seq: int, previous: bytes) -> str:
    """Say what is wrong with a row that should be an entry; nothing if it is that entry."""
    place, number, *texts, before, seal = row
    if place == number and isinstance(number, int) and number > seq:
        return f"is missing: entry {number:,} follows"
    stored = all(isinstance(text, bytearray) for text in (*texts, before, seal))
    if not stored or place != seq or number != seq or before != previous:
        return "is not as it was written"
    sealed = seal_of_bytes(previous, b"%d" % seq, *texts)
    return "" if seal == sealed.encode("ascii") else "is not as it was written"


# ---- what was found, in words -------------------------------------------------------------------


def _cut_off(seals: list[str], wrong: str) -> Verification:
    seq = len(seals)
    words = (
        f"Entry {seq:,} {wrong}. Whole before it: {_many(seq - 1)}. "
        "If this is a copy, copy it again when nobody writes."
    )
    return Verification(False, seq - 1, seals[-1], seq, words)


def _against(seals: list[str], head: str | None, entries: int | None) -> Verification:
    """Hold a chain without a break against what was printed."""
    count = len(seals) - 1
    if entries is not None and entries > count:
        words = (
            f"The record ends with entry {count:,}; {entries:,} were counted: the end is missing."
        )
        return Verification(False, count, seals[-1], count + 1, words)
    if head is not None and head not in (seals if entries is None else [seals[entries]]):
        where = "No entry has" if entries is None else f"Entry {entries:,} does not have"
        words = f"{where} the head seal given: the record was written anew, or its end is missing."
        return Verification(False, count, seals[-1], None, words)
    return Verification(True, count, seals[-1], None, _agreeing(seals, head, entries))


def _agreeing(seals: list[str], head: str | None, entries: int | None) -> str:
    count = len(seals) - 1
    printed = seals.index(head) if entries is None and head is not None else entries
    words = "No entries yet." if not count else f"{_many(count)} as written."
    if printed is None:
        return f"{words} Not held against a printed head seal."
    what = "count given" if head is None else "head seal given"
    later = f"; {_many(count - printed)} later" if count > printed else ""
    return f"{words} The {what} agrees{later}."


def _many(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _with_what_is_around(found: Verification, connection: sqlite3.Connection) -> Verification:
    """Look at the rest of the file too; its indexes may be damaged where no entry is."""
    connection.text_factory = str
    try:
        said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except _UNREADABLE as error:
        _raise_if_only_locked(error)
        said = "unreadable"
    if said == "ok":
        return found
    words = f"{found.words} The file around the entries is damaged: use the latest backup."
    return replace(found, whole=False, words=words)

"""How is an entry added? The one who writes has the file alone until the writing is done."""

from __future__ import annotations

import json
import random
import secrets
import sqlite3
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import database, holder
from wcc_prioritise.workshop.entry import Entry, Head, json_text, moment, plain_text
from wcc_prioritise.workshop.faults import code_of, in_words
from wcc_prioritise.workshop.sealing import FIRST, following

if TYPE_CHECKING:
    from sqlalchemy import Connection, Executable

LAST = 2**63 - 1
"""The highest number that an entry can have."""

TRIES = 5
"""How often an entry is written anew when somebody else took its number."""

_COLUMNS = ("seq", "at", "by", "kind", "body", "because", "previous", "seal")


class Pen:
    """What may be done while nobody else writes? Got from `WorkshopFile.writing`."""

    def __init__(
        self,
        connection: Connection,
        path: Path,
        clock: Callable[[], datetime],
        by: str | None,
    ):
        self._connection = connection
        self._path = path
        self._clock = clock
        self._by = by
        self._head: Head | None = None

    @property
    def head(self) -> Head:
        """Number of entries and seal of the last, those written with this pen included."""
        if self._head is None:
            with in_words(self._path):
                self._head = read_head(self._connection)
        return self._head

    def entries(
        self, after: int = 0, to: int | None = None, kind: str | None = None
    ) -> list[Entry]:
        """Give entries as they stand while this pen is held; as `WorkshopFile.entries`."""
        with in_words(self._path):
            return read_entries(self._connection, after, to, kind)

    def write(self, kind: str, body: Mapping, *, by: str, because: str | None = None) -> Entry:
        """Add an entry; it is acknowledged when the `with` block around the pen is left.

        Parameters
        ----------
        kind : str
            What is recorded.
        body : mapping
            The fields: texts, numbers, yes or no, None, and lists and tables of these.
        by : str
            Who typed it.
        because : str, optional
            The reason; an empty one is none.

        Returns
        -------
        Entry
            The entry, sealed.

        Raises
        ------
        InputError
            If a text or a field cannot be stored exactly as it is, or the file cannot be written.
        """
        said = {
            "by": plain_text(by, "by"),
            "kind": plain_text(kind, "kind"),
            "body": json_text(body, kind),
            "because": None if because is None else plain_text(because, "because"),
        }
        at = moment(self._clock())
        if self._by is None:
            self._by = by
            holder.leave_note(self._path, by, at)
        with in_words(self._path):
            return self._add(at=at, **said)

    def _add(self, **said: str | None) -> Entry:
        from sqlalchemy.exc import IntegrityError

        for _ in range(TRIES):
            entry = following(self.head, **said)
            row = {name: getattr(entry, name) for name in _COLUMNS}
            row["because"] = entry.because or ""
            self._head = None
            try:
                self._connection.execute(_statements()["add"], row)
            except IntegrityError:
                continue  # somebody took the number: the head is read anew
            self._head = Head(entry.seq, entry.seal)
            return entry
        raise InputError.of(
            where=self._path.name,
            found=f"entry {self.head.entries + 1:,} taken by somebody else, {TRIES} times over",
            allowed="one writer at a time",
            do="The drive does not keep writers apart: use the file from one computer.",
        )

    def hold(self, body: Mapping) -> None:
        """Hold back a batch that nobody may trace: who gave it, and in which order, is not kept.

        Every batch held is written anew in the order of random keys, for where it lay in the file
        would give the order away.
        """
        text = json_text(body, "batch")
        with in_words(self._path):
            rows = [*self._take_rows(), (secrets.token_hex(16), text)]
            self._connection.execute(
                database.tables()[1].insert(),
                [{"key": key, "body": body} for key, body in sorted(rows)],
            )

    def take_held(self) -> list[dict]:
        """Take out every batch that was held back, in a random order."""
        with in_words(self._path):
            return _batches(self._take_rows())

    def _take_rows(self) -> list[tuple[str, str]]:
        rows = _held_rows(self._connection)
        self._connection.execute(database.tables()[1].delete())
        return rows


def begin(connection: Connection) -> None:
    """Take the file alone.

    The wait is short and random, so that of several who write one after another each gets a turn.
    """
    until = time.monotonic() + database.PATIENCE
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if code_of(error) != "BUSY" or time.monotonic() > until:
                    raise
            time.sleep(random.uniform(0.0005, 0.004))
    finally:
        database.be_patient(driver)


def read_head(connection: Connection) -> Head:
    """Give the number of entries and the seal of the last."""
    row = connection.execute(_statements()["last"]).one_or_none()
    return Head(*row) if row else Head(0, FIRST)


def read_held(connection: Connection) -> list[dict]:
    """Give every batch that is held back, in a random order, and leave it there."""
    return _batches(_held_rows(connection))


def _held_rows(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.execute(database.tables()[1].select())
    return [(row.key, row.body) for row in rows]


def _batches(rows: list[tuple[str, str]]) -> list[dict]:
    """Read batches in the order of their random keys."""
    return [json.loads(body) for _, body in sorted(rows)]


def read_entries(
    connection: Connection, after: int, to: int | None, kind: str | None
) -> list[Entry]:
    """Give the entries after one, up to another, of one kind or all."""
    asked = {"after": after, "to": LAST if to is None else min(to, LAST)}
    name = "entries"
    if kind is not None:
        asked["kind"], name = kind, "of a kind"
    rows = connection.execute(_statements()[name], asked)
    return [Entry(*row[:5], row[5] or None, *row[6:]) for row in rows]


@cache
def _statements() -> dict[str, Executable]:
    """Give what is asked with every entry, put together once."""
    from sqlalchemy import bindparam, select

    entries = database.tables()[0]
    seq = entries.c.seq
    last = select(seq, entries.c.seal).order_by(seq.desc()).limit(1)
    wanted = entries.select().where(seq > bindparam("after"), seq <= bindparam("to")).order_by(seq)
    of_kind = wanted.where(entries.c.kind == bindparam("kind"))
    return {"last": last, "add": entries.insert(), "entries": wanted, "of a kind": of_kind}

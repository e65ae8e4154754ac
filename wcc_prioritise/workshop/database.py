"""In what is the record kept? Two tables, and connections that let nothing be lost."""

from __future__ import annotations

import os
import sqlite3
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from wcc_prioritise.tables import InputError, near_miss

if TYPE_CHECKING:
    from sqlalchemy import Engine, Table

APPLICATION = 0x57434350  # "WCCP"
"""What the file says it is (SQLite's application id)."""

FORMAT = 1
"""Number of the file's format (SQLite's user version); this library reads up to it."""

PATIENCE = 30.0
"""Seconds that somebody who writes or reads waits for others."""

PRAGMAS = {"journal_mode": "DELETE", "synchronous": "EXTRA", "secure_delete": "ON"}
"""What each connection is told: no entry is acknowledged before the disk has it, one file, no
trace of what was taken out."""

_LOOKS = 50
_ONLY_ADDED = """CREATE TRIGGER entries_{what} BEFORE {what} ON entries
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END"""


@cache
def tables() -> tuple[Table, Table]:
    """Give the table of entries and that of what is held back, as any database could have them.

    `seq` is a BIGINT so that SQLite stores it within the row, where the seal covers it. No column
    may be null: of a null, SQLite would read some damage as null too.
    """
    import sqlalchemy as sa

    def text(name: str) -> sa.Column:
        return sa.Column(name, sa.Text, nullable=False)

    seq = sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False)
    previous = sa.Column("previous", sa.String(64), nullable=False, unique=True)
    seal = sa.Column("seal", sa.String(64), nullable=False)
    said = [text(name) for name in ("at", "by", "kind", "body", "because")]
    metadata = sa.MetaData()
    entries = sa.Table("entries", metadata, seq, *said, previous, seal)
    key = sa.Column("key", sa.Text, primary_key=True)
    held = sa.Table("held", metadata, key, text("body"), sqlite_with_rowid=False)
    return entries, held


def engine_of(path: Path) -> Engine:
    """Give a pool of connections to a file that is there; it never makes one."""
    from sqlalchemy import QueuePool, create_engine

    return create_engine(
        "sqlite://", creator=lambda: connect(path), poolclass=QueuePool, max_overflow=-1
    )


def connect(path: Path) -> sqlite3.Connection:
    """Open a connection whose every write is on the disk when it returns."""
    connection = bare(path, "rw")
    for pragma, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {pragma} = {value}")
    return connection


def bare(path: Path, mode: str) -> sqlite3.Connection:
    """Open a connection to a file that is there: `rw`, or `ro`, which changes nothing."""
    return sqlite3.connect(
        address(path, mode),
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )


def looking(path: Path) -> sqlite3.Connection:
    """Open a connection that changes nothing and sees the file as it is now, whatever is added.

    Somebody who ends a write at the very moment can make it seem that a journal was left behind;
    a look later it is gone. One that stays is there.
    """
    connection = bare(path, "ro")
    try:
        connection.execute(
            "PRAGMA writable_schema = ON"
        )  # to read what is left of a file cut short
        connection.execute("BEGIN")
        for last in (False,) * _LOOKS + (True,):
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                break
            except sqlite3.OperationalError as error:
                if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                    raise
            time.sleep(0.01)
    except BaseException:
        connection.close()
        raise
    return connection


def be_patient(connection: sqlite3.Connection) -> None:
    """Let a connection wait for others again."""
    connection.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")


def journal_of(path: Path) -> Path:
    """Give the path of the journal that lies beside the file while a write is under way."""
    return path.with_name(path.name + "-journal")


def address(path: Path, mode: str) -> str:
    """Give the address of a file as SQLite takes it, whatever its name, also on a share."""
    plain = Path(os.path.abspath(path)).as_posix()
    lead = "" if plain.startswith("/") else "/"
    return f"file://{lead}{quote(os.fsencode(plain))}?mode={mode}"


def lay_out(connection: sqlite3.Connection) -> None:
    """Write the empty tables into an empty file, all or nothing."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    connection.execute("BEGIN IMMEDIATE")
    for table in tables():
        connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    for what in ("UPDATE", "DELETE"):
        connection.execute(_ONLY_ADDED.format(what=what))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("COMMIT")


def must_be_there(path: Path) -> None:
    """Refuse a path at which there is no file."""
    if path.is_file():
        return
    try:
        near = near_miss(path.name, [other.name for other in path.parent.glob("*.wcc")])
    except OSError:
        near = None
    raise InputError.of(
        found=f"{'a folder' if path.is_dir() else 'no file'} {str(path)!r}",
        allowed="a workshop file (NAME.wcc)",
        do=f"Did you mean {near!r}?" if near else "Correct the path, or start a new one.",
    )


def must_be_ours(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse what is no workshop file, and one that a newer version of this library wrote.

    Asked through the database: to open the file beside it, and close it again, would end the locks
    that this process holds on it.
    """
    kind, form = (
        connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        for pragma in ("application_id", "user_version")
    )
    if kind != APPLICATION:
        empty = path.stat().st_size == 0
        raise InputError.of(
            where=path.name,
            found="an empty file" if empty else "a database that is not a workshop file",
            allowed="a file made by `wcc start`",
            do="Delete it and start again." if empty else "Choose another.",
        )
    if form > FORMAT:
        raise InputError.of(
            where=path.name,
            found=f"a workshop file of format {form}",
            allowed=f"up to {FORMAT}, which is what this version reads",
            do="Install the latest wcc-prioritise, then open it again; it was not touched.",
        )

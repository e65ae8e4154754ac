"""How is nothing lost? One workshop file: entries go in, entries come out, none is changed."""

from __future__ import annotations

import os
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import database, holder
from wcc_prioritise.workshop.backup import back_up
from wcc_prioritise.workshop.entry import Entry, Head, moment, plain_text
from wcc_prioritise.workshop.faults import in_words
from wcc_prioritise.workshop.pen import Pen, begin, read_entries, read_head, read_held

if TYPE_CHECKING:
    from sqlalchemy import Connection

_INHERITED: list[object] = []  # what a forked process must neither use nor close


def _now() -> datetime:
    return datetime.now(UTC)


class WorkshopFile:
    """What was said, in the order it was said? One open workshop file.

    It opens a file that is there and makes none; `WorkshopFile.create` does. Safe from several
    threads and processes, and in a process that was forked from one that had it open. Every entry
    is on the disk when the call that added it returns; between entries there is one file.

    Parameters
    ----------
    path : str or path-like
        The file (NAME.wcc).
    clock : callable, optional
        Gives the time, a datetime with its time zone; by default the system's.

    Attributes
    ----------
    path : Path
        The file.
    recovered : str or None
        What was found and put right on opening, in words; None when there was nothing.

    Raises
    ------
    InputError
        If the file is absent, not a workshop file, of a newer format, or cannot be read.
    BrokenRecord
        If its bytes cannot be read.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "day.wcc"
    >>> with WorkshopFile.create(path) as file:
    ...     with file.writing(by="driver") as pen:
    ...         entry = pen.write("note", {"text": "Good morning"}, by="driver")
    ...     [(entry.seq, entry.fields) for entry in file.entries()]
    [(1, {'text': 'Good morning'})]
    """

    def __init__(self, path: str | os.PathLike, *, clock: Callable[[], datetime] | None = None):
        self.path = Path(os.path.abspath(path))
        self._clock = clock or _now
        self._backed_up: date | None = None
        database.must_be_there(self.path)
        with in_words(self.path), closing(database.bare(self.path, "rw")) as connection:
            self.recovered = _settle(self.path, connection)
            database.must_be_ours(self.path, connection)
        self._place = _place_of(self.path)
        self._renew()

    @classmethod
    def create(
        cls, path: str | os.PathLike, *, clock: Callable[[], datetime] | None = None
    ) -> WorkshopFile:
        """Make an empty workshop file and open it.

        Raises
        ------
        InputError
            If there is a file of that name already, or none can be made there.
        """
        path = Path(os.path.abspath(path))
        _must_be_new(path)
        try:
            with in_words(path):
                connection = database.connect(path)
                try:
                    database.lay_out(connection)
                finally:
                    connection.close()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return cls(path, clock=clock)

    @property
    def head(self) -> Head:
        """Number of entries and seal of the last."""
        with self._connected() as connection:
            return read_head(connection)

    def entries(
        self, after: int = 0, to: int | None = None, kind: str | None = None
    ) -> list[Entry]:
        """Give entries, in their order.

        Parameters
        ----------
        after : int
            The number of the entry after which to start.
        to : int, optional
            The number of the last one wanted.
        kind : str, optional
            Only those of this kind.

        Returns
        -------
        list of Entry

        Raises
        ------
        BrokenRecord
            If the bytes of an entry cannot be read.
        """
        with self._connected() as connection:
            return read_entries(connection, after, to, kind)

    def held(self) -> list[dict]:
        """Give every batch that is held back (`Pen.hold`), in a random order."""
        with self._connected() as connection:
            return read_held(connection)

    @contextmanager
    def writing(self, *, by: str | None = None) -> Iterator[Pen]:
        """Write while nobody else does: all that is written is kept, or on an error nothing.

        Parameters
        ----------
        by : str, optional
            Who writes, for those who have to wait.

        Yields
        ------
        Pen
            With which to write. When the `with` block is left, what was written is on the disk.

        Raises
        ------
        InputError
            If somebody else has the file for too long (it says who), or it cannot be written.
        """
        by = by if by is None else plain_text(by, "by")
        self._back_up_once_a_day()
        with self._alone(by) as connection:
            yield Pen(connection, self.path, self._clock, by)

    def backup(self) -> Path | None:
        """Copy the file to NAME.YYYY-MM-DD.backup.wcc beside it, unless today's is there.

        Returns
        -------
        Path or None
            The backup that was made; None when there was one of today, or nothing to keep.
        """
        if not self.head.entries:
            return None
        with in_words(self.path):
            return back_up(self.path, self._today())

    def close(self) -> None:
        """Close the file; closing it twice does no harm."""
        if self._engine is not None and self._process == os.getpid():
            self._engine.dispose()
        self._engine = None

    def __enter__(self) -> WorkshopFile:
        """Give the open file."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    # ---- connections ----------------------------------------------------------------------------

    def _renew(self) -> None:
        self._engine = database.engine_of(self.path)
        self._process = os.getpid()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """Give a connection of this process, which a child forked meanwhile leaves alone."""
        if self._engine is None:
            raise _closed(self.path)
        if self._process != os.getpid():
            _INHERITED.append(self._engine)
            self._renew()
        if _place_of(self.path) != self._place:
            raise _moved(self.path)
        with in_words(self.path):
            connection = self._engine.connect()
            process = os.getpid()
            try:
                yield connection
            finally:
                if process == os.getpid():
                    connection.close()
                else:
                    _INHERITED.append(connection)

    @contextmanager
    def _alone(self, by: str | None) -> Iterator[Connection]:
        """Give a connection that has the file alone; what it wrote is kept, or all taken back."""
        with self._connected() as connection:
            begin(connection)
            process = os.getpid()
            holder.leave_note(self.path, by, moment(self._clock()))
            try:
                yield connection
                if process != os.getpid():
                    raise _forked(self.path)
                holder.take_note_away(self.path)  # before others may leave theirs
                connection.commit()
            except BaseException:
                if process == os.getpid():
                    holder.take_note_away(self.path)
                    connection.rollback()
                raise

    # ---- backups --------------------------------------------------------------------------------

    def _today(self) -> date:
        return datetime.fromisoformat(moment(self._clock())).date()

    def _back_up_once_a_day(self) -> None:
        """Keep a copy before the first entry of a day; an entry is not refused for want of one."""
        if self._backed_up == (today := self._today()) or not self.head.entries:
            return
        self._backed_up = today
        try:
            self.backup()
        except InputError as error:
            warnings.warn(f"No backup was made today.\n{error}", stacklevel=4)


def _place_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _settle(path: Path, connection: sqlite3.Connection) -> str | None:
    """Take back what a writer that was cut off left beside the file; a living one is let be."""
    journal = database.journal_of(path)
    unfinished = journal.exists()
    if not unfinished and not os.path.exists(holder.note_of(path)):
        return None
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")  # only once what the journal holds was put back
    except sqlite3.OperationalError:  # somebody writes, or nobody may: reading will tell
        return None
    finally:
        database.be_patient(connection)
    holder.take_note_away(path)
    with suppress(OSError):
        journal.unlink(missing_ok=True)  # one that was never begun, which nobody would put back
    connection.execute("ROLLBACK")
    if not unfinished:
        return None
    return (
        f"{journal.name} was left by a write that was cut off. That write was taken back; "
        "everything acknowledged before it is there."
    )


# ---- refusals -----------------------------------------------------------------------------------


def _must_be_new(path: Path) -> None:
    """Claim the name, so that of two who start a file of one name only one does."""
    journal = database.journal_of(path)
    if journal.exists():
        raise InputError.of(
            where=path.name,
            found=f"{journal.name}, left by an earlier file of that name",
            allowed="a name with nothing beside it that belongs to another file",
            do="Put it back beside its own file, or choose another name.",
        )
    try:
        path.open("xb").close()
    except FileExistsError as error:
        raise InputError.of(
            where=path.name,
            found="a file of that name",
            allowed="a new name",
            do="Open it, or choose another name.",
        ) from error
    except (OSError, ValueError) as error:
        raise InputError.of(
            where=path.name,
            found=f"a place where no file can be made ({error})",
            allowed="a folder that is there and that you may write to",
            do="Choose another place.",
        ) from error


def _moved(path: Path) -> InputError:
    return InputError.of(
        where=path.name,
        found="that the file was moved, deleted or replaced while it was open",
        allowed="the file where it was",
        do="Put it back, or open it where it is now.",
    )


def _closed(path: Path) -> InputError:
    return InputError.of(where=path.name, found="a file that was closed", do="Open it again.")


def _forked(path: Path) -> InputError:
    return InputError.of(
        where=path.name,
        found="a process that was split in two while it wrote",
        do="Write in the process that began it.",
    )

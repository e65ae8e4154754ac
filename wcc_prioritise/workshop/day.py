"""How is a day kept? Everything that is said goes in here, and comes out as a case."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.workshop import calculating, exporting, freezing, listing, private
from wcc_prioritise.workshop import history as telling
from wcc_prioritise.workshop import names as naming
from wcc_prioritise.workshop import open_items as owing
from wcc_prioritise.workshop import staleness as marking
from wcc_prioritise.workshop.desk import Clock, OpenRecord
from wcc_prioritise.workshop.entering import completed, enter, write
from wcc_prioritise.workshop.entry import Entry, Head
from wcc_prioritise.workshop.file import WorkshopFile
from wcc_prioritise.workshop.folding import BESIDES, Fold
from wcc_prioritise.workshop.freezing import Frozen
from wcc_prioritise.workshop.kinds import maybe_text, refusal, text_of
from wcc_prioritise.workshop.listing import Point, entries_to
from wcc_prioritise.workshop.saying import change
from wcc_prioritise.workshop.starting import must_be_a_workshop, opening
from wcc_prioritise.workshop.undoing import (
    Turn,
    last_undoable,
    reasons_wanted,
    redo_of,
    undo_of,
)
from wcc_prioritise.workshop.verifying import Verification, verify

_LOOK_BACK = 50
"""Entries among which the one to take back is looked for first."""


class Workshop(OpenRecord):
    """What was said, by whom, when and why, and what does it come to?

    The one file of a workshop: everything is entered through it and nothing is ever lost. It opens
    a file that is there; only `Workshop.start` makes one. Safe from several threads and processes.

    Parameters
    ----------
    path : str or path-like
        The file (NAME.wcc).
    clock : callable, optional
        Gives the time, a datetime with its time zone; by default the system's.

    Raises
    ------
    InputError
        If there is no such file, or it is no workshop file.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "northmere.wcc"
    >>> with Workshop.start(case, path) as workshop:
    ...     same = workshop.case() == case
    ...     entry = workshop.note("Good morning", by="scribe")
    ...     same, entry.fields, len(workshop.case().acts)
    (True, {'text': 'Good morning'}, 1)
    """

    def __init__(self, path: str | os.PathLike, *, clock: Clock | None = None):
        super().__init__(path, clock)

    @classmethod
    def start(
        cls,
        case: Case,
        path: str | os.PathLike,
        *,
        by: str = "facilitator",
        names: Mapping[str, str] | None = None,
        clock: Clock | None = None,
    ) -> Workshop:
        """Begin a record with what is known beforehand.

        Parameters
        ----------
        case : Case
            Charter, criteria, candidates, people and whatever else is known.
        path : str or path-like
            The new file (NAME.wcc).
        by : str
            Who starts it.
        names : mapping of str to str, optional
            Token to name. They are written to NAME.names.csv beside the file, never into it.
        clock : callable, optional
            Gives the time.

        Raises
        ------
        InputError
            If the file is there already, the case has no charter, analyst and assurer are the
            same, or names are given for an anonymous workshop.
        """
        must_be_a_workshop(case)
        who, key = text_of(by, "by", "start"), {}
        if names:
            privacy = case.charter.privacy
            key = naming.checked_names(names, case.people["person"], privacy, Path(path))
        file = WorkshopFile.create(path, clock=clock)
        try:
            with file.writing(by=who) as pen:
                for kind, body in opening(case):
                    pen.write(kind, body, by=who)
            if key:
                naming.write_names(file.path, key)
        except BaseException:
            file.close()
            with suppress(OSError):
                file.path.unlink(missing_ok=True)
            raise
        file.close()
        return cls(path, clock=clock)

    # ---- entering -------------------------------------------------------------------------------

    def add(
        self, kind: str, /, *, by: str, because: str | None = None, **fields: object
    ) -> Entry | None:
        """Enter anything that is said: any record of the schema, or any act.

        Parameters
        ----------
        kind : str
            The record in words (`score`, `interest`, `voice group`, `promise` ...) or the name of
            an act (`note`, `discuss` ...).
        by : str
            Who types it.
        because : str, optional
            The reason.
        **fields
            The fields of the record. A code left blank is given (idea, promise, comment ...); a
            field left out keeps what it was where the row was there before.

        Returns
        -------
        Entry or None
            The entry; None where the charter says anonymous and the answer waits for the reveal.

        Raises
        ------
        InputError
            With everything that is in the way; the record is then as it was.
        """
        with self._desk(by) as desk:
            return enter(desk, kind, fields, by, because)

    def score(
        self,
        candidate: str,
        criterion: str,
        *,
        person: str,
        score: float | str | None,
        by: str,
        because: str | None = None,
        round: int | None = None,
    ) -> Entry | None:
        """Enter what a person judged: 0 to 100, or None for "don't know"; as `add`."""
        said = {"person": person, "candidate": candidate, "criterion": criterion}
        return self.add("score", by=by, because=because, **said, score=score, round=round)

    def swing(
        self,
        criterion: str,
        *,
        person: str,
        points: float,
        by: str,
        because: str | None = None,
        round: int | None = None,
    ) -> Entry | None:
        """Enter how much a step from worst to best matters to a person; as `add`."""
        said = {"person": person, "criterion": criterion, "points": points, "round": round}
        return self.add("swing", by=by, because=because, **said)

    def note(
        self, text: str, *, by: str, candidate: str | None = None, criterion: str | None = None
    ) -> Entry:
        """Enter a note; as `add`."""
        return self.add("note", by=by, text=text, candidate=candidate, criterion=criterion)

    def attendance(self, person: str, arrived: bool, *, by: str) -> Entry:
        """Enter that a person arrived (true) or left (false); as `add`."""
        text = {True: "arrived", False: "left"}.get(arrived, arrived)
        return self.add("attendance", by=by, person=person, text=text)

    def reveal(self, what: str, *, by: str, because: str | None = None) -> Entry:
        """Show private answers and close their round.

        Parameters
        ----------
        what : str
            A criterion, or `weights`, `agreement` or `gut order`.
        by : str
            Who reveals.
        because : str, optional
            The reason, where fewer than the quorum have answered.

        Raises
        ------
        InputError
            If fewer than the quorum have answered and no reason is given.
        """
        what = text_of(what, "what", "reveal")
        of = {"text": what.lower()} if what.lower() in BESIDES else {"criterion": what}
        return self.add("reveal", by=by, because=because, **of)

    def challenge(
        self,
        ground: str,
        what: str,
        *,
        source: str,
        by: str,
        candidate: str | None = None,
        criterion: str | None = None,
        entry: int | None = None,
        evidence: str | None = None,
        received: datetime.date | str | None = None,
    ) -> Entry:
        """Enter a reasoned objection to a decision; as `add`.

        Parameters
        ----------
        ground : {"new information", "error", "process", "misapplied criterion", "interest", \
"equality"}
            The ground.
        what : str
            What is objected to.
        source : str
            Who challenges, as a class ("a sponsor").
        by : str
            Who types it.
        candidate, criterion : str, optional
            What it is about.
        entry : int, optional
            The entry that is challenged.
        evidence : str, optional
            The evidence offered.
        received : date, optional
            When it was received.
        """
        about = {"candidate": candidate, "criterion": criterion, "entry": entry}
        said = {"ground": ground, "what": what, "source": source, "evidence": evidence}
        return self.add("challenge", by=by, **said, **about, received=received)

    def undo(self, entry: int | None = None, *, by: str, because: str | None = None) -> Entry:
        """Take back the last entry, or the one of that number; it stays in the record."""
        return self._turn(undo_of, entry, by, because)

    def redo(self, entry: int | None = None, *, by: str, because: str | None = None) -> Entry:
        """Bring back what was undone last, or the entry of that number."""
        return self._turn(redo_of, entry, by, because)

    def freeze(self, *, by: str, because: str) -> Frozen:
        """Seal the record for sign-off; what is entered later is shown as later.

        Returns
        -------
        Frozen
            Fingerprint, head seal and count, and the words for the sign-off sheet.
        """
        because = maybe_text(because)
        with self._desk(by) as desk:
            if faults := freezing.freeze_faults(desk.waiting, because):
                raise refusal(*faults)
            fold = desk.now.fold
            number = len(fold.freezes) + 1
            said = {"text": f"freeze {number} of the case with fingerprint {fold.case.fingerprint}"}
            who = text_of(by, "by", "freeze")
            entry = desk.pen.write("freeze", said, by=who, because=because)
            return freezing.frozen_by(entry, number, fold)

    def sign_off(self, role: str, *, by: str) -> Entry:
        """Sign the frozen record as analyst, assurer or approver."""
        with self._desk(by) as desk:
            who, fold = text_of(by, "by", "sign-off"), desk.now.fold
            last = fold.freezes[-1] if fold.freezes else 0
            later = desk.pen.entries(after=last)
            if faults := freezing.sign_off_faults(role, who, fold, later):
                raise refusal(*faults)
            return desk.pen.write("sign-off", {"text": role, "entry": last}, by=who)

    def calculation(self, verb: str, result: object, *, by: str) -> Entry:
        """Enter a result: the verb, its arguments, versions, and fingerprints in and out."""
        with self._desk(by) as desk:
            fields = calculating.calculation_fields(verb, result, desk.now.fold.case)
            said = completed(desk.now.fold, "calculation", fields, by, None)
            return write(desk.pen, said)

    def name_checked(self, entry: int, *, by: str, instead: str | None = None) -> Entry:
        """Keep a name that stands in an entry, or enter it anew with other words in its place.

        Parameters
        ----------
        entry : int
            The entry, as `names_to_check` lists it.
        by : str
            Who checked, as a role.
        instead : str, optional
            What stands in the place of the name from now on; without it the name is kept.
        """
        with self._desk(by) as desk:
            return naming.check_name(desk, entry, self._names(), by, instead)

    # ---- what it comes to -----------------------------------------------------------------------

    def case(self, at: Point | None = None) -> Case:
        """Give what all entries come to, or what they came to at one point.

        Parameters
        ----------
        at : int, str or datetime, optional
            Number of the last entry that counts, or a moment (with its time zone).

        Returns
        -------
        Case

        Raises
        ------
        InputError
            If there was nothing at that point.
        """
        if at is None:
            return self._newest().case
        return Fold(entries_to(self._file, at)).case

    def shown(self) -> Case:
        """Give what all entries come to, as the room may see it: unrevealed answers left out."""
        return private.shown(self._newest())

    def hidden(self, what: str) -> bool:
        """Are there private answers that nobody may see yet? On what `reveal` takes."""
        return private.is_hidden(self._looking(), what)

    def outstanding(self, what: str) -> pd.DataFrame:
        """Who has still to answer? For the facilitator's eyes.

        Parameters
        ----------
        what : str
            A criterion, or `weights`, `agreement` or `gut order`.

        Returns
        -------
        DataFrame
            Columns person, present, scored, dont_know, recused and missing: numbers of candidates
            (of criteria, for the weights) in the round that is open.
        """
        return private.outstanding(self._looking(), what)

    def open_items(self) -> pd.DataFrame:
        """What is still owed: promises, comments, ideas, challenges, actions with a date?

        Returns
        -------
        DataFrame
            Columns kind, item, what, due and late.
        """
        return owing.open_items(self._newest(), self._clock().date())

    def stale(self) -> pd.DataFrame:
        """Which answers were given before their anchors, range or evidence changed?

        Returns
        -------
        DataFrame
            Columns kind, person, candidate, criterion, entry and why.
        """
        entries = self._file.entries()
        return marking.stale(entries, Fold(entries))

    def history(self, candidate: str, criterion: str) -> str:
        """Who scored this, when, what did they say, what changed and why? In words."""
        entries = self._file.entries()
        fold = Fold(entries)
        private.must_be_known(fold, candidates=candidate, criteria=criterion)
        return telling.history(entries, fold, candidate, criterion)

    def entries(self, kind: str | None = None, about: str | None = None) -> pd.DataFrame:
        """Give the record as a table in words: of one kind, or about one code, or all."""
        return listing.listed(self._file.entries(), kind, about)

    def of_kind(self, kind: str) -> list[Entry]:
        """Give the entries of one kind as they were written, undone ones included."""
        return self._file.entries(kind=kind)

    def undoable(self) -> str | None:
        """What would `undo` take back, in words? None where there is nothing, or nobody may tell.

        Answers that wait for the reveal are told by nobody.
        """
        now, back = self._looking(), _LOOK_BACK
        while True:
            start = max(now.fold.seq - back, 0)
            entry = last_undoable(self._file.entries(after=start), now)
            if entry is not None or not start:
                return None if entry is None else change(entry.kind, entry.fields, None)
            back *= 10

    def redoable(self) -> str | None:
        """What would `redo` bring back, in words? None where nothing is undone."""
        undone = self._newest().undone
        if not undone:
            return None
        entry = self._file.entries(after=max(undone, key=undone.__getitem__) - 1)[0]
        return change(entry.kind, entry.fields, None)

    def now(self) -> datetime.datetime:
        """What time is it, by the clock of the record?"""
        return self._clock()

    def difference(self, before: Point | None = None, after: Point | None = None) -> list[str]:
        """What changed between two points, in words?

        Parameters
        ----------
        before : int, str or datetime, optional
            Number of an entry, or a moment; by default the last freeze.
        after : int, str or datetime, optional
            The later point; by default now.

        Raises
        ------
        InputError
            If there is no such point, or it is asked of a freeze and there was none.
        """
        if before is None:
            before = listing.last_freeze(self._newest())
        return self._whole_case(before).difference(self._whole_case(after))

    def _whole_case(self, at: Point | None) -> Case:
        """Give the case at a point; within the opening, what the record began with."""
        case = self.case(at)
        return case if at is None or case.charter else self.case(self._newest().opening)

    @property
    def frozen(self) -> Frozen | None:
        """The last freeze; None where the record was never frozen."""
        entries = self._file.entries(kind="freeze")
        if not entries:
            return None
        fold = Fold(self._file.entries(to=entries[-1].seq - 1))
        return freezing.frozen_by(entries[-1], len(entries), fold)

    # ---- names ----------------------------------------------------------------------------------

    def names_found(self, text: str) -> dict[str, list[str]]:
        """Whose names stand in a text? Token to what was found of the name."""
        return naming.found_in(text, self._names())

    def names_to_check(self) -> pd.DataFrame:
        """Which entries hold a name from the key that nobody has looked at yet?

        Returns
        -------
        DataFrame
            Columns entry, kind, field, person and text.
        """
        return naming.names_to_check(self._file.entries(), self._names())

    def _names(self) -> dict[str, str]:
        if self._newest().charter.privacy == "anonymous":
            return {}
        return naming.read_names(self.path)

    # ---- the file -------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def recovered(self) -> str | None:
        """What a write that was cut off had left, and was put right on opening; None if nothing."""
        return self._file.recovered

    @property
    def head(self) -> Head:
        """Number of entries and seal of the last."""
        return self._file.head

    def verify(self, head: str | None = None, entries: int | None = None) -> Verification:
        """Is the record as it was written, and does it agree with the sign-off sheet?"""
        return verify(self.path, head, entries)

    def backup(self) -> Path | None:
        """Copy the file beside itself, once a day."""
        return self._file.backup()

    def export(self, folder: str | os.PathLike) -> Path:
        """Write the record as plain files that can be read without this software."""
        entries, waiting = self._file.entries(), len(self._looking().waiting)
        return exporting.export(entries, Fold(entries).case, waiting, folder)

    @classmethod
    def restore(
        cls, folder: str | os.PathLike, path: str | os.PathLike, *, clock: Clock | None = None
    ) -> Workshop:
        """Make the workshop file again from an export, to the same seals."""
        exporting.restore(folder, path)
        return cls(path, clock=clock)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Workshop:
        """Give the open workshop."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def _turn(self, turn_of: Callable[..., Turn], number, by: str, because: str | None) -> Entry:
        """Write an undo or a redo."""
        because = maybe_text(because)
        with self._desk(by) as desk:
            who = text_of(by, "by", "undo")
            turn = turn_of(desk.pen.entries(), desk.now, number)
            if faults := reasons_wanted(turn, desk.now, who, because):
                raise refusal(*faults)
            return desk.pen.write(turn.act, turn.body, by=who, because=because)

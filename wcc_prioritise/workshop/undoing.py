"""What can be taken back, and what is brought back? Undo and redo, as entries that say what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wcc_prioritise.case.faults import faults_between
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import Fault
from wcc_prioritise.tables.faults import quoted
from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import Fold
from wcc_prioritise.workshop.kinds import (
    KINDS,
    NOT_ENTERED,
    Cells,
    key_of,
    number_of,
    refusal,
    refuse,
)
from wcc_prioritise.workshop.now import Now, Said
from wcc_prioritise.workshop.rows import Row
from wcc_prioritise.workshop.rules import REASONED
from wcc_prioritise.workshop.saying import change

LASTING = (
    *("start", "table", "reveal", "freeze", "sign-off", "undo", "redo", "name checked"),
    *("screen", "timer"),
)
"""Kinds that nobody can undo: they were seen, signed, or are themselves part of the history."""

_REDO_OR_NEW = "Enter what should stand instead."


@dataclass(frozen=True)
class Turn:
    """An entry that is taken back or brought back."""

    act: str
    entry: Entry
    row: Row
    text: str

    @property
    def body(self) -> Cells:
        """What is written."""
        return {"entry": self.entry.seq, "text": self.text}


def last_undoable(entries: Sequence[Entry], now: Now) -> Entry | None:
    """Which entry would be taken back next? None where there is none, or answers wait."""
    if now.waiting:
        return None
    free = (e for e in reversed(entries) if e.kind not in LASTING and e.seq not in now.fold.undone)
    return next(free, None)


def undo_of(entries: Sequence[Entry], now: Now, number: int | None) -> Turn:
    """What would undo take back?

    Parameters
    ----------
    entries : sequence of Entry
        The whole record.
    now : Now
        The state of the day.
    number : int or None
        The entry to take back; None for the last that can be.

    Raises
    ------
    InputError
        If there is no such entry, it cannot be undone, is undone already, or others lean on it.
    """
    entry = _to_undo(entries, now, number)
    after = _with(entries, "undo", entry)
    _must_stand(after, entry, now)
    row = _row_of(now.fold, entry)
    key = _key(row, entry)
    stands = now.fold.get(KINDS[entry.kind], *key)
    if stands is not None and stands.said_in > entry.seq:
        told = f"{change(entry.kind, row.cells(), None)}; entry {stands.said_in} stands"
    else:
        before = after.get(KINDS[entry.kind], *key)
        told = change(entry.kind, row.cells(), before.cells() if before else None)
    return Turn("undo", entry, row, f"undo: {told}")


def redo_of(entries: Sequence[Entry], now: Now, number: int | None) -> Turn:
    """What would redo bring back?

    Raises
    ------
    InputError
        If nothing is undone, or something else was entered in its place since.
    """
    entry = _to_redo(entries, now.fold, number)
    after = _with(entries, "redo", entry)
    row = _row_of(after, entry)
    key = _key(row, entry)
    before = now.fold.get(KINDS[entry.kind], *key)
    if before is not None and before.said_in > entry.seq:
        raise refuse(
            "redo",
            f"entry {before.said_in}, which was entered since for the same",
            "an entry whose place is still empty",
            f"Undo entry {before.said_in} first, or leave it as it is.",
        )
    _must_stand(after, entry, now)
    told = change(entry.kind, row.cells(), before.cells() if before else None)
    return Turn("redo", entry, row, f"redo: {told}")


def reasons_wanted(turn: Turn, now: Now, by: str, because: str | None) -> list[Fault]:
    """Which reasons does this turn need that were not given?"""
    if because:
        return []
    entry, table = turn.entry, KINDS[turn.entry.kind]
    said = Said(turn.act, table, {**turn.row.cells(), "reason": None, "because": None}, by)
    found = [fault for rule in REASONED for fault in rule(now, said)]
    if entry.by != by:
        do = "Give a reason (because=...), or let them do it."
        what = f"entry {entry.seq}, entered by {entry.by}"
        found.append(Fault(turn.act, None, "because", what, "one's own entries, or a reason", do))
    return found


def _to_undo(entries: Sequence[Entry], now: Now, number: int | None) -> Entry:
    fold = now.fold
    if number is None:
        if now.waiting:
            found = "answers that wait for the reveal, the last of which may be meant"
            do = "Enter such an answer anew: it takes the earlier one's place."
            raise refuse("undo", found, "the number of an entry", do)
        if (entry := last_undoable(entries, now)) is None:
            do = "There is nothing to take back."
            raise refuse("undo", "no entry that can be undone", "an entry of the day", do)
        return entry
    entry = _numbered(entries, number, "undo")
    if entry.kind in LASTING:
        do = "What was opened, shown or signed stays. " + _REDO_OR_NEW
        raise refuse("undo", f"entry {number} ({entry.kind})", "any entry but these", do)
    if entry.seq in fold.undone:
        do = "redo() brings it back."
        found = f"entry {number}, undone already by entry {fold.undone[entry.seq]}"
        raise refuse("undo", found, "an entry that holds", do)
    return entry


def _to_redo(entries: Sequence[Entry], fold: Fold, number: int | None) -> Entry:
    if number is None:
        if not fold.undone:
            raise refuse(
                "redo", "nothing that is undone", "an entry that was undone", "Undo first."
            )
        number = max(fold.undone, key=fold.undone.__getitem__)
    entry = _numbered(entries, number, "redo")
    if entry.seq not in fold.undone:
        raise refuse("redo", f"entry {number}, which holds", "an entry that was undone", "")
    return entry


def _numbered(entries: Sequence[Entry], number: int, act: str) -> Entry:
    seq = number_of(number)
    if seq is not None and 1 <= seq <= len(entries):
        return entries[seq - 1]
    allowed = f"the number of an entry, 1 to {len(entries)}"
    raise refuse(act, quoted(number), allowed, "Correct the number.")


def _with(entries: Sequence[Entry], act: str, entry: Entry) -> Fold:
    """Fold the record as it would be."""
    body = json.dumps({"entry": entry.seq, "text": act})
    return Fold([*entries, replace(entry, seq=len(entries) + 1, kind=act, body=body)])


def _row_of(fold: Fold, entry: Entry) -> Row:
    """Give the row an entry said; where a later one has its place, as it was said."""
    row = Fold([entry]).rows[KINDS[entry.kind]]
    return next(iter(row)) if row else fold.charter


def _key(row: Row, entry: Entry) -> tuple:
    return key_of(KINDS[entry.kind], row.cells()) or (entry.seq, 0)


def _must_stand(after: Fold, entry: Entry, now: Now) -> None:
    """Refuse what would leave others without what they name."""
    known = set(_told(now.fold))
    faults = [fault for fault in _told(after) if fault not in known]
    if faults:
        what = f"{NOT_ENTERED} other entries lean on entry {entry.seq}; put these right first:"
        error = refusal(*faults)
        error.heading = what
        raise error
    if any(_names_what_is_gone(after, answer) for answer in now.waiting):
        do = "Reveal them first."
        found = f"answers that wait for the reveal and lean on entry {entry.seq}"
        raise refuse("undo", found, "an entry that no answer leans on", do)
    if after.charter.pass_mark is None and Now(after, now.today, now.waiting).asked_agreement:
        do = "Undo the answers first."
        found = "answers on agreement that would stand without a pass mark"
        raise refuse("undo", found, "a pass mark set beforehand", do)


def _names_what_is_gone(after: Fold, answer: Cells) -> bool:
    refers = TABLES[KINDS[answer["kind"]]].refers
    named = ((to, answer["fields"].get(name)) for name, to in refers.items())
    return any(code is not None and after.get(to, code) is None for to, code in named)


def _told(fold: Fold) -> list[Fault]:
    faults = faults_between(fold.case.tables)
    return list(dict.fromkeys(replace(fault, row=None) for fault in faults))

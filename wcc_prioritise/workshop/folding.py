"""What do the entries come to? Every entry in turn, those undone left out, folded into a case.

Entries were checked when they were written, so folding only puts them in place: what it gives is
what reading the tables of that point would give, to the fingerprint.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError, Table
from wcc_prioritise.workshop.entry import BrokenRecord, Entry
from wcc_prioritise.workshop.kinds import KINDS
from wcc_prioritise.workshop.rows import Row, Rows

WEIGHTS, AGREEMENT, GUT_ORDER = "weights", "agreement", "gut order"
BESIDES = (WEIGHTS, AGREEMENT, GUT_ORDER)
"""What is revealed besides the scores on a criterion."""

OUTLIVING = {"acts": "text", "comments": "what", "decisions": "what", "challenges": "what"}
"""Tables whose rows outlive the candidate they name, and where its code is then kept."""


class Fold:
    """The state of the day after some entries.

    Parameters
    ----------
    entries : sequence of Entry
        The record from its first entry on.
    """

    def __init__(self, entries: Sequence[Entry] = ()):
        self.seq = 0
        self.opening = 0
        """Number of the last entry of what was known when the file was started."""
        self.start: dict = {}
        self.rows: dict[str, Rows] = {}
        self.undone: dict[int, int] = {}
        """Entries that do not hold, each with the entry that undid it."""
        self.reveals: dict[str, list[int]] = defaultdict(list)
        self.rounds: dict[str, int] = defaultdict(int)
        """Highest round answered, by criterion, and of the weights."""
        self.present: dict[str, bool] = {}
        self.arrivals = False
        """Whether it is written down who arrives; if not, everybody counts as present."""
        self.withdrawn: dict[str, int] = {}
        self.freezes: list[int] = []
        self.signed: dict[str, tuple[int, str]] = {}
        self.codes: dict[str, set] = defaultdict(set)
        """Codes ever used, by table, those of entries undone included."""
        self.take(entries)

    def take(self, entries: Sequence[Entry]) -> None:
        """Take in the entries that follow; one that undoes an earlier one asks for a new fold."""
        bodies = _bodies(entries)
        self.undone |= undone_by(entries)
        for entry, body in zip(entries, bodies, strict=True):
            self._take(entry, body)
        if entries:
            self.seq = entries[-1].seq
            self.__dict__.pop("case", None)

    def _take(self, entry: Entry, body: dict) -> None:
        if entry.kind == "start":
            self.start = body
        elif entry.kind == "table":
            self._take_table(entry.seq, body)
        else:
            self._take_row(entry, body)

    def _take_table(self, seq: int, body: dict) -> None:
        table, columns = body["table"], body["columns"]
        self.rows.setdefault(table, Rows(table))
        self.opening = seq
        for place, cells in enumerate(body["rows"]):
            said = {n: c for n, c in zip(columns, cells, strict=True) if c is not None}
            row = self._put(table, said, seq, place)
            if table == "acts" and row.act == "reveal":
                self.reveals[revealed_by(row.criterion, row.text)].append(seq)

    def _take_row(self, entry: Entry, body: dict) -> None:
        table = KINDS.get(entry.kind)
        if table is None:
            raise InputError.of(
                found=f"an entry {entry.seq} of a kind {entry.kind!r}",
                allowed="the kinds of entry this version knows",
                do="Open the file with the version that wrote it.",
            )
        if entry.seq in self.undone:
            self._note_code(table, body)
            return
        if table == "acts":
            body["act"] = entry.kind
        row = self._put(table, body, entry.seq, 0)
        if table == "acts" and entry.kind in _EFFECTS:
            _EFFECTS[entry.kind](self, row, entry)

    def _put(self, table: str, body: dict, seq: int, place: int) -> Row:
        rows = self.rows.get(table)
        if rows is None:
            rows = self.rows[table] = Rows(table)
        if table == "scores":
            self._note_round(body["criterion"], body["round"])
        elif table == "swings":
            self._note_round(WEIGHTS, body["round"])
        else:
            self._note_code(table, body)
        return rows.put(body, seq, place)

    def _note_round(self, what: str, number: int) -> None:
        if number > self.rounds[what]:
            self.rounds[what] = number

    def _note_code(self, table: str, body: dict) -> None:
        if len(TABLES[table].key) == 1:
            self.codes[table].add(body.get(TABLES[table].key[0]))

    # ---- questions ------------------------------------------------------------------------------

    def get(self, table: str, *key: object) -> Row | None:
        """Give the row with a key, if there is one."""
        return self.rows[table].get(key) if table in self.rows else None

    def all(self, table: str) -> Iterable[Row]:
        """Give the rows of a table."""
        return self.rows.get(table, ())

    @property
    def charter(self) -> Row:
        """The charter as it stands."""
        return next(iter(self.rows["charter"]))

    def barred(self) -> dict[tuple[str, str], Row]:
        """Which person may not score which candidate (or all), by which interest?"""
        return {
            (row.person, row.candidate): row
            for row in self.all("interests")
            if row.effect != "none"
        }

    def is_present(self, person: str) -> bool:
        """Is the person in the room, as far as the record tells?"""
        return self.present.get(person, not self.arrivals)

    def round_of(self, what: str) -> int:
        """In which round is a criterion, or the weights?"""
        return max(len(self.reveals[what]) + 1, self.rounds[what])

    # ---- the case -------------------------------------------------------------------------------

    @cached_property
    def case(self) -> Case:
        """Everything that holds at this point."""
        return Case({name: self._table(name) for name in TABLES if name in self.rows})

    def _table(self, name: str) -> Table:
        frame = self.rows[name].frame()
        if name == "scores" and (barred := self.barred()):
            frame = _without_barred(frame, set(barred))
        frame = without(name, frame, set(self.withdrawn))
        return Table(name, name, frame, ())


def revealed_by(criterion: str | None, text: str | None) -> str:
    """What does a reveal show: the scores on a criterion, or one of `BESIDES`?"""
    return criterion or (text if text in BESIDES else WEIGHTS)


def undone_by(entries: Iterable[Entry]) -> dict[int, int]:
    """Which entries do not hold, and by which entry?"""
    undone: dict[int, int] = {}
    for entry in entries:
        if entry.kind == "undo":
            undone[entry.fields["entry"]] = entry.seq
        elif entry.kind == "redo":
            undone.pop(entry.fields["entry"], None)
    return undone


def turns_back(entries: Iterable[Entry]) -> bool:
    """Does any of these entries change what an earlier one did?"""
    return any(entry.kind in ("undo", "redo") for entry in entries)


def _bodies(entries: Sequence[Entry]) -> list[dict]:
    """Read all bodies at once; where that fails, name the entry."""
    try:
        bodies = json.loads(f"[{','.join(entry.body for entry in entries)}]")
        if len(bodies) == len(entries):
            return bodies
    except ValueError:
        pass
    return [_body(entry) for entry in entries]


def _body(entry: Entry) -> dict:
    try:
        return entry.fields
    except ValueError as error:
        raise BrokenRecord(f"entry {entry.seq:,} cannot be read ({error})", entry.seq) from error


def _without_barred(frame: pd.DataFrame, barred: set[tuple[str, str]]) -> pd.DataFrame:
    """Leave out the scores that an interest bars: they count as recused."""
    stays = ~frame["person"].isin({person for person, _ in barred}).to_numpy()
    named = np.flatnonzero(~stays)
    pairs = frame[["person", "candidate"]].iloc[named].itertuples(index=False, name=None)
    stays[named] = [not {(who, to), (who, "all")} & barred for who, to in pairs]
    return frame if stays.all() else frame[stays].reset_index(drop=True)


def without(name: str, frame: pd.DataFrame, gone: set[str]) -> pd.DataFrame:
    """Leave out what only a withdrawn candidate had; what was said of it keeps its code."""
    if not gone:
        return frame
    if name == "rules":
        frame = frame[~(frame["kind"].isin(["must", "never"]) & frame["what"].isin(gone))]
    columns = [c for c, to in TABLES[name].refers.items() if to == "candidates"]
    for column in ["candidate"] if name == "candidates" else columns:
        named = frame[column].isin(gone)
        if not named.any():
            continue
        if name not in OUTLIVING:
            frame = frame[~named]
            continue
        frame, says = frame.copy(), OUTLIVING[name]
        said = zip(frame.loc[named, column], frame.loc[named, says], strict=True)
        frame.loc[named, says] = [
            f"{code} (withdrawn)" + (f": {text}" if isinstance(text, str) else "")
            for code, text in said
        ]
        frame.loc[named, column] = None
    return frame.reset_index(drop=True)


# ---- what an act does besides being a row -------------------------------------------------------


def _reveal(fold: Fold, row: Row, entry: Entry) -> None:
    fold.reveals[revealed_by(row.criterion, row.text)].append(entry.seq)


def _attendance(fold: Fold, row: Row, entry: Entry) -> None:
    fold.present[row.person] = row.text == "arrived"
    fold.arrivals |= row.text == "arrived"


def _withdrawal(fold: Fold, row: Row, entry: Entry) -> None:
    fold.withdrawn[row.candidate] = entry.seq


def _freeze(fold: Fold, row: Row, entry: Entry) -> None:
    fold.freezes.append(entry.seq)
    fold.signed = {}


def _sign_off(fold: Fold, row: Row, entry: Entry) -> None:
    fold.signed[row.text] = (entry.seq, entry.by)


_EFFECTS = {
    "reveal": _reveal,
    "attendance": _attendance,
    "candidate withdrawn": _withdrawal,
    "freeze": _freeze,
    "sign-off": _sign_off,
}

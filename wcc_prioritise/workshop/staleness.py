"""Which answers were given before what they rest on changed?"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from wcc_prioritise.schema import ANCHOR_LEVELS
from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import Fold
from wcc_prioritise.workshop.rows import Row

COLUMNS = ["kind", "person", "candidate", "criterion", "entry", "why"]

_ANCHORS = tuple(f"anchor_{level}" for level in ANCHOR_LEVELS)
_RANGE = ("worst", "best", *_ANCHORS)


@dataclass
class Change:
    """Something an answer may rest on, and the entries that turned it on, off and on again."""

    what: str
    criterion: str | None
    turns: list[int] = field(default_factory=list)

    def since(self, entry: int) -> bool:
        """Does it stand otherwise now than when that entry was made?"""
        return bisect_right(self.turns, entry) % 2 != len(self.turns) % 2

    def words(self) -> str:
        """Say what changed, and by which entry."""
        return f"{self.what} (entry {self.turns[-1]})"


def stale(entries: Sequence[Entry], fold: Fold) -> pd.DataFrame:
    """Which answers were given before their anchors, range or evidence changed?

    Parameters
    ----------
    entries : sequence of Entry
        The whole record.
    fold : Fold
        What it comes to.

    Returns
    -------
    DataFrame
        Columns kind (score or swing), person, candidate, criterion, entry (that gave the answer)
        and why. The act "checked again" clears one.
    """
    ranges, evidence = _changes(entries)
    checks = _checks(fold)
    barred = fold.barred()
    rows = []
    for row in fold.all("swings"):
        rows += _marks("swing", row, ranges[row.criterion], checks)
    for row in fold.all("scores"):
        out = {(row.person, row.candidate), (row.person, "all")} & barred.keys()
        if out or row.candidate in fold.withdrawn:
            continue
        on_it = [c for c in evidence[row.candidate] if c.criterion in (None, row.criterion)]
        rows += _marks("score", row, [*ranges[row.criterion], *on_it], checks)
    return pd.DataFrame(rows, columns=COLUMNS)


def _marks(
    kind: str, row: Row, changes: Iterable[Change], checks: dict[int, list[Row]]
) -> Iterator[tuple]:
    candidate = row.candidate if kind == "score" else None
    given = max(
        [row.said_in, *(c.said_in for c in checks.get(row.said_in, ()) if _is_about(c, row, kind))]
    )
    why = [change.words() for change in changes if change.since(given)]
    if why:
        yield kind, row.person, candidate, row.criterion, row.said_in, "; ".join(why)


def _checks(fold: Fold) -> dict[int, list[Row]]:
    """Give the acts "checked again", by the entry looked at."""
    checks = defaultdict(list)
    for act in fold.all("acts"):
        if act.act == "checked again":
            checks[act.entry].append(act)
    return checks


def _is_about(check: Row, row: Row, kind: str) -> bool:
    """An entry that holds a whole table is narrowed down by what else the act names."""
    names = ("person", "criterion", "candidate") if kind == "score" else ("person", "criterion")
    return all(getattr(check, n) in (None, getattr(row, n)) for n in names)


def _changes(
    entries: Sequence[Entry],
) -> tuple[dict[str, list[Change]], dict[str, list[Change]]]:
    """List what changed: anchors and ranges by criterion, evidence by candidate."""
    ranges: dict[str, list[Change]] = defaultdict(list)
    evidence: dict[str, list[Change]] = defaultdict(list)
    made: dict[int, list[Change]] = {}
    off: set[int] = set()
    held: dict[str, list[tuple[int, dict]]] = defaultdict(list)
    for entry in entries:
        if entry.kind in ("undo", "redo"):
            turned = entry.fields["entry"]
            (off.add if entry.kind == "undo" else off.discard)(turned)
            for change in made.get(turned, ()):
                change.turns.append(entry.seq)
        elif entry.kind in ("table", "criterion"):
            _note_ranges(entry, held, off, ranges, made)
        elif entry.kind in ("evidence", "measure"):
            body = entry.fields
            criterion = body.get("criterion") if entry.kind == "evidence" else None
            change = Change(f"{entry.kind} on {body['candidate']} changed", criterion, [entry.seq])
            evidence[body["candidate"]].append(change)
            made[entry.seq] = [change]
    return ranges, evidence


def _note_ranges(entry: Entry, held: dict, off: set[int], ranges: dict, made: dict) -> None:
    """Note which anchors of which criterion an entry changed."""
    body = entry.fields
    if entry.kind == "table":
        if body["table"] == "criteria":
            for row in body["rows"]:
                said = dict(zip(body["columns"], row, strict=True))
                held[said["criterion"]].append((entry.seq, said))
        return
    code = body["criterion"]
    before = next((said for seq, said in reversed(held[code]) if seq not in off), None)
    held[code].append((entry.seq, body))
    differ = [name for name in _RANGE if before and before.get(name) != body.get(name)]
    if differ:
        change = Change(f"{', '.join(differ)} of {code} changed", None, [entry.seq])
        ranges[code].append(change)
        made[entry.seq] = [change]

"""How does something said become an entry? Completed, checked against the day, then written."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables.fields import kind_of
from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import WEIGHTS, Fold
from wcc_prioritise.workshop.kinds import (
    OWN_CALL,
    WHOLE,
    Cells,
    body_of,
    checked,
    code_of,
    maybe_text,
    refusal,
    refuse,
    table_of,
    text_of,
)
from wcc_prioritise.workshop.moment import Now, Said
from wcc_prioritise.workshop.pen import Pen
from wcc_prioritise.workshop.rules import faults_of

PRIVATE = ("score", "swing")
"""Kinds that wait for the reveal where the charter says anonymous."""

THE_ROOM = "the room"
"""Who an answer is by that nobody may trace."""

_chance = random.SystemRandom()


@dataclass
class Desk:
    """Where one entry is written: the pen, the state of the day, and the answers that wait."""

    pen: Pen
    now: Now
    waiting: list[dict] = field(default_factory=list)

    def put_back(self) -> None:
        """Hold back again, in one batch of random order, the answers that still wait."""
        if self.waiting:
            _chance.shuffle(self.waiting)
            self.pen.hold({"answers": self.waiting})


def enter(
    desk: Desk, kind: str, fields: Mapping[str, object], by: str, because: str | None
) -> Entry | None:
    """Check what was said and write it.

    Parameters
    ----------
    desk : Desk
        The open write, with the newest state.
    kind : str
        Kind of entry.
    fields : mapping
        What was said, by field.
    by : str
        Who typed it.
    because : str or None
        The reason.

    Returns
    -------
    Entry or None
        None where the answer waits for the reveal and is no entry yet.

    Raises
    ------
    InputError
        With every fault; nothing is written.
    """
    if kind in OWN_CALL:
        do = f"Call {OWN_CALL[kind]}."
        raise refuse(kind, "an entry typed by hand", "the call that knows what it holds", do)
    said = completed(desk.now.fold, kind, fields, by, because)
    if faults := faults_of(desk.now, said):
        raise refusal(*faults)
    if kind in PRIVATE and desk.now.anonymous:
        _hold(desk, said)
        return None
    if kind == "reveal":
        _write_waiting(desk, said.row["criterion"])
    return write(desk.pen, said)


def completed(
    fold: Fold, kind: str, fields: Mapping[str, object], by: str, because: str | None
) -> Said:
    """Fill in what need not be said: code, round, what stays as it was; then ask the schema."""
    table = table_of(kind)
    given = _with_kept(fold, table, _with_code(fold, table, dict(fields)))
    because = maybe_text(because)
    for name in ("because", "reason"):
        if because and name in TABLES[table].model_fields and given.get(name) is None:
            given[name] = because
    row = checked(kind, given)
    if table in ("scores", "swings") and fields.get("round") is None:
        row["round"] = fold.round_of(row["criterion"] if table == "scores" else WEIGHTS)
    if kind == "reveal":
        row["round"] = len(fold.reveals[row["criterion"] or WEIGHTS]) + 1
        row["text"] = row["criterion"] or WEIGHTS
    return Said(kind, table, row, text_of(by, "by", kind), because)


def write(pen: Pen, said: Said) -> Entry:
    """Write a checked entry."""
    return pen.write(said.kind, body_of(said.table, said.row), by=said.by, because=said.reason)


def _with_code(fold: Fold, table: str, given: Cells) -> Cells:
    """Give the next free code where it was left blank."""
    if (code := code_of(table)) is None or maybe_text(given.get(code[0])) is not None:
        return given
    name, letter = code
    used = [str(said).removeprefix(letter) for said in fold.codes[table]]
    number = max((int(part) for part in used if part.isdecimal()), default=0) + 1
    return {**given, name: f"{letter}{number:02d}"}


def _with_kept(fold: Fold, table: str, given: Cells) -> Cells:
    """Keep what was said before of the fields that are left out."""
    if table in WHOLE or table == "acts":
        return given
    earlier = fold.get(table, *_key(table, given))
    if earlier is None:
        return given
    kept = {n: c for n, c in earlier.cells().items() if n not in ("because", "reason")}
    return {**kept, **given}


def _key(table: str, given: Cells) -> tuple:
    record = TABLES[table]
    if table == "charter":
        return ("charter",)
    texts = {name: maybe_text(given.get(name)) for name in record.key}
    choices = {n for n in record.key if kind_of(record.model_fields[n]) == "choice"}
    return tuple(t.casefold() if t and n in choices else t for n, t in texts.items())


def _hold(desk: Desk, said: Said) -> None:
    """Let an answer wait in place of the same person's earlier one."""
    body = body_of(said.table, said.row)
    same = (said.kind, *(body[name] for name in TABLES[said.table].key))
    desk.waiting[:] = [answer for answer in desk.waiting if _same(answer) != same]
    desk.waiting.append({"kind": said.kind, "fields": body, "because": said.reason})


def _same(answer: dict) -> tuple:
    key = TABLES[table_of(answer["kind"])].key
    return (answer["kind"], *(answer["fields"][name] for name in key))


def _write_waiting(desk: Desk, criterion: str | None) -> None:
    """Write the answers that are revealed, in an order that says nothing."""
    kind = "swing" if criterion is None else "score"
    ready = [
        answer
        for answer in desk.waiting
        if answer["kind"] == kind and criterion in (None, answer["fields"]["criterion"])
    ]
    desk.waiting[:] = [answer for answer in desk.waiting if answer not in ready]
    _chance.shuffle(ready)
    for answer in ready:
        if not _barred_since(desk.now.fold, answer):
            desk.pen.write(kind, answer["fields"], by=THE_ROOM, because=answer["because"])


def _barred_since(fold: Fold, answer: dict) -> bool:
    """Was an interest declared, or the candidate withdrawn, while the answer waited?"""
    person, candidate = answer["fields"]["person"], answer["fields"].get("candidate")
    barred = fold.barred()
    return candidate in fold.withdrawn or (
        candidate is not None and bool({(person, candidate), (person, "all")} & barred.keys())
    )

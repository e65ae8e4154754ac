"""How does something said become an entry? Completed, checked against the day, then written."""

from __future__ import annotations

from collections.abc import Mapping

from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables.fields import kind_of
from wcc_prioritise.workshop.desk import Desk, chance
from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import WEIGHTS, Fold, revealed_by
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
from wcc_prioritise.workshop.now import Said
from wcc_prioritise.workshop.pen import Pen
from wcc_prioritise.workshop.private import PRIVATE, revealed_with
from wcc_prioritise.workshop.rules import faults_of

THE_ROOM = "the room"
"""Who an answer is by that nobody may trace."""


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
    if isinstance(kind, str) and kind in OWN_CALL:
        do = f"Call {OWN_CALL[kind]}."
        raise refuse(kind, "an entry typed by hand", "the call that knows what it holds", do)
    said = completed(desk.now.fold, kind, fields, by, because)
    if faults := faults_of(desk.now, said):
        raise refusal(*faults)
    if kind in PRIVATE and desk.now.anonymous:
        _hold(desk, said)
        return None
    if kind == "reveal":
        _write_waiting(desk, said.row["text"])
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
        row["text"] = row["criterion"] or row["text"] or WEIGHTS
        row["round"] = len(fold.reveals[revealed_by(row["criterion"], row["text"])]) + 1
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
    new = {"kind": said.kind, "fields": body, "because": said.reason}
    desk.waiting[:] = [answer for answer in desk.waiting if _same(answer) != _same(new)]
    desk.waiting.append(new)


def _same(answer: dict) -> tuple:
    """What tells one waiting answer from another? An act has no key but its person."""
    key = TABLES[table_of(answer["kind"])].key or ("person",)
    return (answer["kind"], *(answer["fields"][name] for name in key))


def _write_waiting(desk: Desk, what: str) -> None:
    """Write the answers that are revealed, in an order that says nothing."""
    ready = [a for a in desk.waiting if revealed_with(a["kind"], a["fields"]) == what]
    desk.waiting[:] = [answer for answer in desk.waiting if answer not in ready]
    chance.shuffle(ready)
    for answer in ready:
        if not _barred_since(desk.now.fold, answer):
            said = {"by": THE_ROOM, "because": answer["because"]}
            desk.pen.write(answer["kind"], answer["fields"], **said)


def _barred_since(fold: Fold, answer: dict) -> bool:
    """Was an interest declared, or the candidate withdrawn, while the answer waited?"""
    person, candidate = answer["fields"]["person"], answer["fields"].get("candidate")
    barred = fold.barred()
    return candidate in fold.withdrawn or (
        candidate is not None and bool({(person, candidate), (person, "all")} & barred.keys())
    )

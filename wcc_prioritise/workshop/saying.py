"""What does an entry say, in words? One sentence an entry, for logs, undo and appeals."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from wcc_prioritise.schema import TABLES
from wcc_prioritise.workshop.kinds import KINDS

_LONGEST = 120


def minute(at: str) -> str:
    """Give a moment to the minute.

    Examples
    --------
    >>> minute("2026-09-30T09:31:05.000001+00:00")
    '30 September 2026, 09:31 UTC'
    """
    when = datetime.datetime.fromisoformat(at).astimezone(datetime.UTC)
    return f"{when.day} {when:%B %Y, %H:%M} UTC"


def cell(value: object) -> str:
    """Say one cell.

    Examples
    --------
    >>> cell(40.0), cell(("GP", "carer")), cell(None)
    ('40', 'GP; carer', 'blank')
    """
    if value is None or value == ():
        return "blank"
    if isinstance(value, (int, float)):
        return f"{value:g}"
    return "; ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def short(text: str) -> str:
    """Cut a long text for a line of a log.

    Examples
    --------
    >>> len(short("a" * 1000))
    120
    """
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def change(kind: str, after: Mapping[str, object], before: Mapping[str, object] | None) -> str:
    """Name what an entry did, as undo and redo tell it.

    Parameters
    ----------
    kind : str
        Kind of entry.
    after : mapping
        Its fields.
    before : mapping or None
        The row whose place it took, if one.

    Examples
    --------
    >>> score = {"person": "S07", "candidate": "P03", "criterion": "C2", "round": 1}
    >>> change("score", {**score, "score": 60}, {**score, "score": 40})
    'P03 C2 40 -> 60 (S07)'
    >>> change("note", {"text": "Break"}, None)
    'note: Break'
    """
    if kind == "score":
        said = _arrow(after, before, "score", "don't know")
        return f"{after['candidate']} {after['criterion']} {said} ({after['person']})"
    if kind == "swing":
        return f"{after['criterion']} {_arrow(after, before, 'points')} ({after['person']})"
    if KINDS[kind] == "acts":
        return sentence(kind, after)
    differ = [n for n in {**(before or {}), **after} if (before or {}).get(n) != after.get(n)]
    label = " / ".join(cell(after.get(name)) for name in TABLES[KINDS[kind]].key)
    if before is None:
        return short(f"{kind} {label}".strip() + " added")
    told = ", ".join(f"{n} {cell(before.get(n))} -> {cell(after.get(n))}" for n in differ)
    return short(f"{kind} {label}".strip() + f": {told or 'as it was'}")


def _arrow(after: Mapping, before: Mapping | None, name: str, blank: str = "blank") -> str:
    now = cell(after.get(name)) if after.get(name) is not None else blank
    if before is None:
        return now
    return f"{cell(before[name]) if before.get(name) is not None else blank} -> {now}"


def sentence(kind: str, fields: Mapping[str, object]) -> str:
    """Say what an entry holds.

    Examples
    --------
    >>> sentence(
    ...     "score",
    ...     {"person": "S07", "candidate": "P03", "criterion": "C2", "score": 60, "round": 1},
    ... )
    'S07 scored P03 on C2: 60 (round 1)'
    >>> sentence("attendance", {"person": "S07", "text": "left"})
    'attendance: S07; left'
    """
    if kind == "start":
        return f"the record was started (wcc_prioritise {fields['package']}, {fields['privacy']})"
    if kind == "table":
        number = len(fields["rows"])
        return f"table {fields['table']}: {number:,} row{'s' * (number != 1)}"
    if kind == "score":
        said = cell(fields["score"]) if fields["score"] is not None else "don't know"
        whom = f"{fields['person']} scored {fields['candidate']} on {fields['criterion']}"
        return f"{whom}: {said} (round {fields['round']})"
    if kind == "swing":
        who = f"{fields['person']} gave {fields['criterion']}"
        return f"{who} {cell(fields['points'])} points (round {fields['round']})"
    if kind in ("undo", "redo", "freeze", "reveal"):
        return short(str(fields["text"])) if kind != "reveal" else _reveal(fields)
    told = (f"{cell(value)}" for name, value in fields.items() if name != "act")
    return short(f"{kind}: " + "; ".join(told))


def _reveal(fields: Mapping[str, object]) -> str:
    return f"{fields['text']} revealed (end of round {fields['round']})"

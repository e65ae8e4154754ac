"""What does an entry say, in words? One sentence an entry, for logs, undo and appeals."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

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
        return short(sentence(kind, after))
    label = " / ".join(cell(after.get(name)) for name in TABLES[KINDS[kind]].key)
    what = f"{kind} {label}".strip()
    if before is None:
        return short(f"{what} added")
    told = (f"{n} {cell(was)} -> {cell(now)}" for n, was, now in differing(before, after))
    return short(f"{what}: {', '.join(told) or 'as it was'}")


def differing(
    before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[tuple[str, object, object]]:
    """Give each field that differs, with what it was and what it is.

    Examples
    --------
    >>> list(differing({"gate": "equality"}, {"gate": "equality", "owner": "lead"}))
    [('owner', None, 'lead')]
    """
    for name in {**before, **after}:
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)


def _arrow(after: Mapping, before: Mapping | None, name: str, blank: str = "blank") -> str:
    now = cell(after.get(name)) if after.get(name) is not None else blank
    if before is None:
        return now
    return f"{cell(before[name]) if before.get(name) is not None else blank} -> {now}"


def sentence(kind: str, fields: Mapping[str, object]) -> str:
    """Say what an entry holds, whole; its reason is told beside it.

    Examples
    --------
    >>> sentence(
    ...     "score",
    ...     {"person": "S07", "candidate": "P03", "criterion": "C2", "score": 60, "round": 1},
    ... )
    'S07 scored P03 on C2: 60 (round 1)'
    >>> sentence("attendance", {"person": "S07", "text": "left"})
    'S07 left'
    >>> sentence("agreement", {"person": "S07", "fair_chance": 8, "support": 6, "round": 1})
    'agreement: person S07; fair chance 8; support 6; round 1'
    """
    if kind in _TOLD:
        return _TOLD[kind](_Fields(fields))
    told = (
        f"{name.replace('_', ' ')} {cell(value)}"
        for name, value in fields.items()
        if name not in _BESIDE and value is not None
    )
    return f"{kind}: " + "; ".join(told)


_BESIDE = ("act", "because", "reason")


class _Fields(dict):
    """The fields of an entry as words; one that was left out is blank."""

    def __missing__(self, name: str) -> None:
        """Give nothing for a field that was left out."""

    def __call__(self, name: str, lead: str = "", end: str = "") -> str:
        """Give a field with what leads to it and ends it; nothing where it is blank."""
        return "" if self[name] is None else f"{lead}{cell(self[name])}{end}"

    @property
    def about(self) -> str:
        """Which candidate and criterion is it about?"""
        return self("candidate", " about ") + self("criterion", " on ")


EFFECTS = {
    "none": "no effect",
    "speak not score": "may speak, does not score",
    "withdraw": "withdraws",
}
"""What follows from an interest, in words."""


def _score(said: _Fields) -> str:
    figure = "don't know" if said["score"] is None else cell(said["score"])
    whom = f"{said['person']} scored {said['candidate']} on {said['criterion']}"
    return f"{whom}: {figure} (round {said['round']})"


def _interest(said: _Fields) -> str:
    on = "" if said["candidate"] == "all" else f" on {said['candidate']}"
    return f"{said['person']} declared{on}: {said['what']} ({EFFECTS[said['effect']]})"


def _calculation(said: _Fields) -> str:
    return f"{said['calculation']}, {said['verb']} was computed" + said("result", ": ")


def _challenge(said: _Fields) -> str:
    where = said.about + said("entry", ", entry ")
    return f"{said['challenge']}, a challenge from {said['source']} ({said['ground']}){where}: " + (
        cell(said["what"]) + said("evidence", "; evidence: ")
    )


def _answer(said: _Fields) -> str:
    words = f"{said['challenge']} was answered by {said['answered_by']}: {said['outcome']}"
    return words + said("materiality", ". ") + said("remedy", "; what is done: ")


def _promise(said: _Fields) -> str:
    how = f"{said('due', ', due ')}, {said['kept'] or 'open'}{said('how', ': ')}"
    return f"{said['promise']}, promised to {said['whom']}: {said['what']}{how}"


def _comment(said: _Fields) -> str:
    came = f"{said['comment']}, a comment{said('source', ' from ')}{said.about}"
    return f"{came}: {said['what']}{said('answer', '; answered: ')}"


def _decision(said: _Fields) -> str:
    words = f"{said['decision']}, {said['body']} decided{said.about}: {said['what']}"
    return words + said("conditions", "; on condition: ")


def _note(said: _Fields) -> str:
    follow = said("owner", "; followed up by ") + said("date", " by ")
    return f"note{said.about}: {said('text')}{follow}"


_TOLD: dict[str, Callable[[_Fields], str]] = {
    "start": lambda f: f"the record was started (wcc_prioritise {f['package']}, {f['privacy']})",
    "table": lambda f: f"table {f['table']}: {len(f['rows']):,} row{'s' * (len(f['rows']) != 1)}",
    "score": _score,
    "swing": lambda f: (
        f"{f['person']} gave {f['criterion']} {cell(f['points'])} points (round {f['round']})"
    ),
    "interest": _interest,
    "calculation": _calculation,
    "challenge": _challenge,
    "answer": _answer,
    "promise": _promise,
    "comment": _comment,
    "decision": _decision,
    "note": _note,
    "idea": lambda f: (
        f"{f['idea']}, an idea{f('source', ' from ')}: {f['what']}{f('outcome', '; outcome: ')}"
    ),
    "departure": lambda f: f"{f['candidate']} {f['departs']}{f('body', ', decided by ')}",
    "reveal": lambda f: f"{f['text']} revealed (end of round {f['round']})",
    "attendance": lambda f: f"{f['person']} {f['text']}",
    "gut order": lambda f: f"{f['person']}, gut order, best first: {f['text']}",
    "discuss": lambda f: f"{f['group']} asks to discuss {f['candidate']}{f('text', ': ')}",
    "screen": lambda f: f"on the wall: {f['text']}{f.about}",
    "timer": lambda f: f"timer: {f['text']}",
    "candidate withdrawn": lambda f: f"{f['candidate']} was withdrawn{f('text', ': ')}",
    "name checked": lambda f: f"a name in entry {f['entry']}: {f['text']}",
    "sign-off": lambda f: f"signed as {f['text']}, for the freeze in entry {f['entry']}",
    "freeze": lambda f: cell(f["text"]),
    "undo": lambda f: cell(f["text"]),
    "redo": lambda f: cell(f["text"]),
}
"""How an entry of a kind is told; any other names its fields."""

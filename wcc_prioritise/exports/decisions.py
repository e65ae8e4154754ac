"""What was decided on the way, when, why and by whom? Gathered from the record alone."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator

from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.rules import agreed_demands
from wcc_prioritise.exports.unnamed import unnamed
from wcc_prioritise.exports.wording import capital, given, listed
from wcc_prioritise.schema import Charter

COLUMNS = ("entry", "kind", "what was decided", "when", "why", "who decided", "who signed off")
"""Fields of a decision, after the AQuA Book."""

CHOICES = (
    "score_rule", "weight_rule", "quorum", "pass_mark", "reveal_rule", "tie_break", "class_rule",
    "late_rule", "cut_list", "privacy", "closing_date",
)  # fmt: skip
"""Entries of the charter that choose a rule; those that assume a figure stand among assumptions."""

ALWAYS = ("decision", "departure", "candidate withdrawn", "freeze", "sign-off")
"""Kinds of entry that are decisions whether or not a reason was typed with them."""

WITH_REASON = ("reveal", "undo", "redo", "charter", "limit", "rule", "interest", "voice group")
"""Kinds of entry that are decisions where a reason was given, as where the quorum was not met."""

ANSWERS = ("score", "swing")
"""Answers that are decisions where they changed after a reveal."""

BEFORE = "agreed in the charter before anybody scored"

Row = tuple[object, ...]


def decision_rows(told: OfRecord) -> list[Row]:
    """List every decision of the record.

    Parameters
    ----------
    told : OfRecord
        Everything the record comes to.

    Returns
    -------
    list of tuple
        Cells in the order of `COLUMNS`: number of the entry, kind, what, date, why, who decided,
        who signed off.
    """
    say = unnamed(told)
    return [*_charter(told, say), *_demands(told, say), *_entered(told, say)]


def day(at: str) -> datetime.date:
    """Give the date of a moment."""
    return datetime.datetime.fromisoformat(at).astimezone(datetime.UTC).date()


def signed(told: OfRecord, seq: int) -> str:
    """Say who signed the record as it stood after an entry; nobody signs for what came later."""
    if told.frozen is None or seq > told.frozen.head.entries:
        return "not signed off"
    rows = told.entries[
        (told.entries["kind"] == "sign-off") & (told.entries["seq"] > told.frozen.head.entries)
    ]
    say = unnamed(told)
    said = [
        f"{json.loads(row.body)['text']}: {say(row.by)}, {given(day(row.at))}"
        for row in rows.itertuples()
    ]
    return listed(said, "not signed off")


def _charter(told: OfRecord, say: Callable) -> Iterator[Row]:
    begun, charter, signatures = told.entries.iloc[0], told.case.charter, signed(told, 1)
    for name in CHOICES:
        value, words = getattr(charter, name), Charter.model_fields[name].description
        yield (
            *(1, "rule of the charter", capital(f"{words}: {say(given(value, 'not set'))}")),
            *(day(begun["at"]), BEFORE, say(given(charter.who_decides)), signatures),
        )


def _demands(told: OfRecord, say: Callable) -> Iterator[Row]:
    case, begun, signatures = told.case, told.entries.iloc[0], signed(told, 1)
    reasons = [*case.limits["because"], *case.rules["because"]]
    for words, because in zip(agreed_demands(case), reasons, strict=True):
        yield (
            *(1, "limit or rule of the set", say(words), day(begun["at"])),
            *(say(given(because)), say(given(case.charter.who_decides)), signatures),
        )


def _entered(told: OfRecord, say: Callable) -> Iterator[Row]:
    signatures: dict[bool, str] = {}
    for entry in told.entries.itertuples():
        if not _is_decision(entry):
            continue
        said = json.loads(entry.body)
        before = told.frozen is not None and entry.seq <= told.frozen.head.entries
        if before not in signatures:
            signatures[before] = signed(told, entry.seq)
        why = said.get("because") or entry.because
        kind = f"{entry.kind} changed" if entry.kind in ANSWERS else entry.kind
        yield (
            *(entry.seq, kind, say(_what(entry, said)), day(entry.at), say(given(why))),
            *(say(said.get("body") or entry.by), signatures[before]),
        )


def _is_decision(entry) -> bool:
    if entry.kind in ANSWERS:
        return json.loads(entry.body).get("round", 1) > 1
    reason = entry.because == entry.because and entry.because is not None
    return entry.kind in ALWAYS or (entry.kind in WITH_REASON and reason)


def _what(entry, said: dict) -> str:
    """Give a decision in full; anything else in the words of the record."""
    later = (
        f" (undone by entry {entry.undone_by:.0f})" if entry.undone_by == entry.undone_by else ""
    )
    return f"{said['what'] if entry.kind == 'decision' else entry.words}{later}"

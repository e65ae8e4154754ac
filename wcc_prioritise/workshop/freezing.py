"""What is signed? The record as it stood at one entry, with the seal that shows any change."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from wcc_prioritise.tables import Fault
from wcc_prioritise.tables.faults import quoted
from wcc_prioritise.workshop.entry import Entry, Head
from wcc_prioritise.workshop.folding import Fold
from wcc_prioritise.workshop.kinds import KINDS
from wcc_prioritise.workshop.open_items import open_in_words
from wcc_prioritise.workshop.private import revealed_with
from wcc_prioritise.workshop.rules import METHOD
from wcc_prioritise.workshop.saying import minute

ROLES = ("analyst", "assurer", "approver")
"""Who signs."""

_APART = {"analyst": "assurer", "assurer": "analyst"}


@dataclass(frozen=True)
class Frozen:
    """What stood when the record was frozen for sign-off?

    Attributes
    ----------
    number : int
        1 for the first freeze of the record.
    fingerprint : str
        Of the case as it stood before the freeze was entered.
    head : Head
        Number of entries and seal of the last, the freeze itself.
    words : str
        What goes on the sign-off sheet and into the minutes.
    """

    number: int
    fingerprint: str
    head: Head
    words: str


def frozen_by(entry: Entry, number: int, fold: Fold) -> Frozen:
    """Give what a freeze froze, from its entry and the state it froze."""
    fingerprint = entry.fields["text"].rpartition(" ")[2]
    day = datetime.datetime.fromisoformat(entry.at).date()
    words = (
        f"{fold.charter.organisation}. The record was frozen (freeze {number}) on "
        f"{minute(entry.at)} by {entry.by}, because {entry.because}.\n"
        f"Entries: {entry.seq:,}\n"
        f"Seal of the last: {entry.seal}\n"
        f"Fingerprint of what it holds: {fingerprint}\n"
        f"Open when it was frozen: {open_in_words(fold, day)}.\n"
        "Anyone with the file can check it against the number of entries and the seal (verify, "
        "with entries and head). What is entered later is shown as later."
    )
    return Frozen(number, fingerprint, Head(entry.seq, entry.seal), words)


def freeze_faults(waiting: Sequence[dict], because: str | None) -> list[Fault]:
    """What stands in the way of a freeze?"""
    found = []
    if not because:
        do = "Give a reason (because=...)."
        found.append(Fault("freeze", None, "because", "no reason", "what it is frozen for", do))
    if waiting:
        do = "Reveal them first."
        on = {revealed_with(answer["kind"], answer["fields"]) for answer in waiting}
        what = f"{len(waiting)} answers that wait for the reveal of {', '.join(sorted(on))}"
        found.append(Fault("freeze", None, None, what, "a record that holds every answer", do))
    return found


def sign_off_faults(role: str, by: str, fold: Fold, later: Sequence[Entry]) -> list[Fault]:
    """What stands in the way of a signature?

    Parameters
    ----------
    role : str
        Analyst, assurer or approver.
    by : str
        Who signs.
    fold : Fold
        The state of the day.
    later : sequence of Entry
        Entries after the last freeze.
    """

    def fault(found: str, allowed: str, do: str, column: str | None = None) -> list[Fault]:
        return [Fault("sign-off", None, column, found, allowed, do)]

    if role not in ROLES:
        return fault(quoted(role), "one of: " + ", ".join(ROLES), "Choose one of them.", "role")
    if not fold.freezes:
        return fault("a record that is not frozen", "a frozen record", "Freeze it first.")
    changed = [e.seq for e in later if e.kind in ("undo", "redo") or KINDS[e.kind] in METHOD]
    if changed:
        found = f"{len(changed)} changes since the freeze, the first in entry {changed[0]}"
        return fault(found, "the record as it was frozen", "Freeze it again, then sign.")
    if role in fold.signed:
        entry, who = fold.signed[role]
        return fault(f"{role} signed already by {who} (entry {entry})", "one of each", "", "role")
    other = _APART.get(role)
    named = getattr(fold.charter, other) if other else None
    signed = fold.signed.get(other, (0, ""))[1]
    if by.casefold() in {signed.casefold(), (named or "").casefold()}:
        do = f"Let somebody else sign as {role}."
        return fault(by, f"somebody who is not the {other}", do, "by")
    return []

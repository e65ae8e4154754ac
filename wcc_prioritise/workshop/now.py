"""How does the day stand, and what is to be entered? What every rule looks at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from wcc_prioritise.tables import Fault
from wcc_prioritise.workshop.folding import Fold
from wcc_prioritise.workshop.kinds import Cells, key_of

GIVE = "Give a reason (because=...)."
OR_GIVE = "give a reason (because=...)."


@dataclass(frozen=True)
class Now:
    """The state of the day: what the entries come to, private answers that wait, and the day."""

    fold: Fold
    today: datetime.date
    waiting: tuple[Cells, ...] = ()

    @cached_property
    def anonymous(self) -> bool:
        """Do private answers wait until the reveal, so that nobody can tell whose they are?"""
        return self.fold.charter.privacy == "anonymous"

    @property
    def asked_agreement(self) -> bool:
        """Has anybody answered whether they were heard?"""
        waits = any(answer["kind"] == "agreement" for answer in self.waiting)
        return waits or bool(len(tuple(self.fold.all("agreements"))))


@dataclass(frozen=True)
class Said:
    """What is to be entered."""

    kind: str
    table: str
    row: Mapping[str, object]
    by: str
    because: str | None = None

    @property
    def reason(self) -> str | None:
        """The reason, wherever it was given."""
        return self.because or self.row.get("reason") or self.row.get("because")

    @property
    def key(self) -> tuple:
        """What tells its row from the others."""
        return key_of(self.table, self.row) or ()

    def fault(self, found: str, allowed: str, do: str, column: str | None = None) -> Fault:
        """Say what is in the way."""
        return Fault(self.kind, None, column, found, allowed, do)

    def __getitem__(self, field: str) -> object:
        """Give one field."""
        return self.row[field]


Rule = Callable[[Now, Said], Iterator[Fault]]


def withdrawn(now: Now, said: Said, column: str = "candidate") -> Fault:
    """Say that a candidate is no longer one."""
    code = said[column]
    entry = now.fold.withdrawn[code]
    return said.fault(
        f"{code}, which was withdrawn (entry {entry})",
        "a candidate that stands",
        f"If it is back, undo entry {entry}.",
        column,
    )


def needs_reason(said: Said, found: str, allowed: str) -> Fault:
    """Say that this goes only with a reason."""
    return said.fault(found, allowed, GIVE, "because")

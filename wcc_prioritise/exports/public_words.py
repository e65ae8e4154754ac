"""Which words may leave the organisation? No clock times, no seals, nothing that speaks of one."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.exports.content import clean
from wcc_prioritise.exports.wording import given, listed, number

if TYPE_CHECKING:
    from wcc_prioritise.workshop import Workshop

LEFT_OUT = "(left out: it speaks of one member of the panel)"
TIME, SEAL = "(time left out)", "(seal left out)"

_CLOCK = re.compile(  # volume and page of a journal, as in 2017;12:53, are no time
    r"(?<![\d:.;])(?<!; )[0-2]?\d(?::[0-5]\d){1,2}(?:[.,]\d+)?"
    r"(?:\s*(?:[ap]\.?m\b\.?|UTC|GMT|BST|Z))?"
    r"|(?<![\d:.])(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?\s*[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_SEALED = re.compile(r"(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])", re.IGNORECASE)

NOON = 12


def half_day(at: str) -> str:
    """Give a moment no finer than the half-day.

    Examples
    --------
    >>> half_day("2026-10-14T09:25:00.000000+00:00")
    '14 October 2026, morning'
    """
    when = datetime.datetime.fromisoformat(at).astimezone(datetime.UTC)
    return f"{given(when.date())}, {'morning' if when.hour < NOON else 'afternoon'}"


@dataclass(frozen=True)
class Discreet:
    """Gives a cell as it may be published.

    Parameters
    ----------
    case : Case
        Whose people are nobody's business.
    """

    case: Case

    @cached_property
    def _tokens(self) -> re.Pattern | None:
        """Find a token of a person; one that is a code of something else, or a figure, is none."""
        codes = {*self.case.names.index, *self.case.criteria["criterion"]}
        tokens = [t for t in self.case.people["person"] if t not in codes and not t.isdigit()]
        shape = "|".join(map(re.escape, sorted(tokens, key=len, reverse=True)))
        return re.compile(rf"(?<!\w)(?:{shape})(?!\w)", re.IGNORECASE) if shape else None

    def __call__(self, cell: object) -> str:
        """Give a cell as text: whole if it speaks of nobody, without clock times and seals."""
        if isinstance(cell, float):
            return "" if cell != cell else number(cell, 4)
        text = clean(given(cell, ""))
        if self._tokens and self._tokens.search(text):
            return LEFT_OUT
        return _SEALED.sub(SEAL, _CLOCK.sub(TIME, text))


def names_words(workshop: Workshop, privacy: str, discreet: Discreet) -> str:
    """Say what was done about names in free text; it never says that there are none.

    Parameters
    ----------
    workshop : Workshop
        A record in which no name waits to be looked at.
    privacy : str
        How the charter names people.
    discreet : Discreet
        Gives who checked as it may be published.
    """
    if privacy == "anonymous":
        return (
            "The workshop was anonymous: no key of names was kept, so the texts could not be "
            f"checked against one. {_NOT_FOUND}"
        )
    checks = workshop.entries(kind="name checked")
    if checks.empty:
        return (
            "The texts were compared with the key file when this was made, and nothing in them was "
            f"like a name in it. Nobody has entered a check of their own. {_NOT_FOUND}"
        )
    date = given(max(datetime.datetime.fromisoformat(at) for at in checks["at"]).date())
    roles = listed(dict.fromkeys(map(discreet, checks["by"])))
    kept = int(checks["body"].str.contains('"kept"').sum())
    return (
        f"The texts were checked against the key file on {date}, by {roles}: of "
        f"{len(checks)} {'text' if len(checks) == 1 else 'texts'} with a name or a word like one, "
        f"{kept} stayed as {'it was' if kept == 1 else 'they were'} and {len(checks) - kept} "
        f"{'was' if len(checks) - kept == 1 else 'were'} worded anew. {_NOT_FOUND}"
    )


_NOT_FOUND = (
    "A nickname, a misspelt name or the name of somebody who is not in a key would not be found: "
    "read the texts before you pass them on."
)


def answers_of(case: Case) -> dict[str, frozenset[tuple]]:
    """Give everything a figure about people rests on, without the words beside it."""
    return {
        name: frozenset(_rows(getattr(case, name)[columns])) for name, columns in _ANSWERS.items()
    }


_ANSWERS = {
    "scores": ["person", "candidate", "criterion", "round", "score"],
    "swings": ["person", "criterion", "round", "points"],
    "agreements": ["person", "round", "fair_chance", "understand", "support"],
    "interests": ["person", "candidate", "effect"],
    "people": ["person", "roles"],
    "voice_groups": ["group", "role"],
}


def _rows(frame: pd.DataFrame) -> list[tuple]:
    return list(frame.astype(str).itertuples(index=False, name=None))

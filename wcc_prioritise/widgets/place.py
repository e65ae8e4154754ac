"""What stands on the wall? A place in the day, as one entry of the record says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from wcc_prioritise.widgets.agenda import PAUSE, SCREENS
from wcc_prioritise.workshop import Entry

_SAID = re.compile(r"(?P<screen>[a-z]+)(, page (?P<page>\d+))?(?P<paused>, paused)?")
_KNOWN = {screen.key for screen in SCREENS}


@dataclass(frozen=True)
class Place:
    """What stands on the wall.

    Attributes
    ----------
    screen : str
        Key of the screen.
    page : int
        Which of its pages, 1 for the first.
    candidate, criterion : str or None
        What is talked about, or scored.
    paused : bool
        Whether the pause card hides it.
    """

    screen: str
    page: int = 1
    candidate: str | None = None
    criterion: str | None = None
    paused: bool = False

    @property
    def fields(self) -> dict[str, str | None]:
        """Give it as the fields of the act `screen`.

        Examples
        --------
        >>> Place("map", page=2).fields["text"], Place("map", paused=True).fields["text"]
        ('map, page 2', 'map, paused')
        """
        page = f", page {self.page}" if self.page > 1 else ""
        text = f"{self.screen}{page}{f', {PAUSE}d' if self.paused else ''}"
        return {"text": text, "candidate": self.candidate, "criterion": self.criterion}

    def at(self, **changes: object) -> Place:
        """Give another place that differs in this."""
        return replace(self, **changes)


def place_said(entry: Entry) -> Place | None:
    """Read the place that an entry says; None where somebody wrote other words.

    Examples
    --------
    >>> entry = Entry(7, "", "facilitator", "screen", '{"text": "map, page 2"}', None, "", "")
    >>> place_said(entry)
    Place(screen='map', page=2, candidate=None, criterion=None, paused=False)
    """
    fields = entry.fields
    found = _SAID.fullmatch(fields.get("text") or "")
    if found is None or found["screen"] not in _KNOWN:
        return None
    return Place(
        found["screen"],
        int(found["page"] or 1),
        fields.get("candidate"),
        fields.get("criterion"),
        bool(found["paused"]),
    )


def last_place(entries: Iterable[Entry], otherwise: Place) -> Place:
    """Give the last place that was said, or another one where none was."""
    for entry in reversed(list(entries)):
        if (place := place_said(entry)) is not None:
            return place
    return otherwise

"""How late is it? The clock, the timer, and how the day runs against its plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wcc_prioritise.widgets.agenda import Agenda
from wcc_prioritise.widgets.place import place_said
from wcc_prioritise.workshop import Entry

ON_TIME = 2
"""Minutes either way that nobody need hear of."""

MOST_MINUTES = 600
"""A timer is set for no longer than this."""


@dataclass(frozen=True)
class Moment:
    """How the day stands at one moment.

    Attributes
    ----------
    now : datetime
        With its time zone.
    begun : datetime or None
        When the first screen was shown.
    reached : dict of str to datetime
        When each screen was first shown.
    ends : datetime or None
        When the timer runs out; None where it does not run.
    agenda : Agenda
        The plan.
    screen : str
        The screen that is shown.
    """

    now: datetime
    begun: datetime | None
    reached: dict[str, datetime]
    ends: datetime | None
    agenda: Agenda
    screen: str

    @property
    def clock(self) -> str:
        """Give the time of day on this machine, such as 11:20."""
        return f"{self.now.astimezone():%H:%M}"

    @property
    def left(self) -> int | None:
        """Give the whole seconds left on the timer, below nought when it is over."""
        return None if self.ends is None else round((self.ends - self.now).total_seconds())

    @property
    def timer(self) -> str:
        """Give the timer as the wall shows it: `3:40 left`, `time is up`, or nothing."""
        if self.left is None:
            return ""
        if self.left <= 0:
            return "time is up"
        return f"{self.left // 60}:{self.left % 60:02d} left"

    @property
    def behind(self) -> int:
        """Give the whole minutes that the day is behind its plan; below nought when ahead.

        A screen is late once the next one should have begun, or if it began late itself.
        """
        if self.begun is None:
            return 0
        gone = (self.now - self.begun) / timedelta(minutes=1)
        planned = self.agenda.begins[self.screen]
        ends = planned + self.agenda.minutes(self.screen)
        came = self.reached.get(self.screen, self.now)
        late = (came - self.begun) / timedelta(minutes=1) - planned
        return int(max(late, gone - ends))

    @property
    def pace(self) -> str:
        """Say whether the day is on time."""
        if abs(self.behind) <= ON_TIME:
            return "on time"
        return f"{abs(self.behind)} minutes {'behind' if self.behind > 0 else 'ahead'}"

    @property
    def plan(self) -> list[tuple[int, str, int, int | None, int]]:
        """Give planned against actual: number, title, planned and actual minute, minutes planned.

        Both are minutes after the start; a screen that was not shown yet has no actual one.
        """
        rows = []
        for number, screen in enumerate(self.agenda.screens, start=1):
            came = self.reached.get(screen.key)
            actual = None if came is None else int((came - self.begun) / timedelta(minutes=1))
            planned, minutes = self.agenda.begins[screen.key], self.agenda.minutes(screen.key)
            rows.append((number, screen.title, planned, actual, minutes))
        return rows


def moment_of(
    now: datetime, screens: Sequence[Entry], timers: Sequence[Entry], agenda: Agenda, screen: str
) -> Moment:
    """How does the day stand?

    Parameters
    ----------
    now : datetime
        The time, with its zone.
    screens, timers : sequence of Entry
        Entries of the acts `screen` and `timer`, in order.
    agenda : Agenda
        The plan.
    screen : str
        Key of the screen that is shown.
    """
    reached: dict[str, datetime] = {}
    for entry in screens:
        place = place_said(entry)
        if place is not None:
            reached.setdefault(place.screen, datetime.fromisoformat(entry.at))
    begun = min(reached.values(), default=None)
    known = {screen.key for screen in agenda.screens}
    reached = {key: at for key, at in reached.items() if key in known}
    return Moment(now, begun, reached, _ends(timers), agenda, screen)


def minutes_said(text: str) -> float | None:
    """Read how many minutes a timer was set for; None where it was stopped.

    Examples
    --------
    >>> minutes_said("4 minutes"), minutes_said("1 minute more"), minutes_said("stopped")
    (4.0, 1.0, None)
    """
    found = re.match(r"(\d+(?:\.\d+)?) minutes?\b", text or "")
    return float(found[1]) if found else None


def _ends(timers: Sequence[Entry]) -> datetime | None:
    """Follow the timer: set, made longer, stopped."""
    ends = None
    for entry in timers:
        text, at = entry.fields.get("text") or "", datetime.fromisoformat(entry.at)
        minutes = minutes_said(text)
        if minutes is None:
            ends = None
        elif text.endswith("more"):
            ends = max(ends or at, at) + timedelta(minutes=minutes)
        else:
            ends = at + timedelta(minutes=minutes)
    return ends

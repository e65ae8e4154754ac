"""What was planned for when, and what happened when? The plain timetable of a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.workshop.entry import Entry


@dataclass(frozen=True)
class Step:
    """One step of the day: its name in the record, its title, and the minutes planned for it.

    Attributes
    ----------
    key : str
        Its name in the record.
    title : str
        What the room reads at the top.
    short : int
        Minutes on the two-hour path; 0 where the path does without it.
    full : int
        Minutes on a full day.
    """

    key: str
    title: str
    short: int
    full: int


STEPS = (
    Step("welcome", "What we are here to decide", 10, 20),
    Step("gut", "Your own five, sealed", 0, 5),
    Step("candidates", "What we choose from", 0, 45),
    Step("criteria", "What we judge by", 10, 30),
    Step("weights", "Which step matters most?", 15, 40),
    Step("scores", "Your own scores, in private", 15, 45),
    Step("map", "Where we agree, and where we don't", 5, 5),
    Step("discuss", "What is worth talking about", 25, 65),
    Step("bands", "Who leads", 10, 15),
    Step("change", "What would change it", 0, 15),
    Step("set", "What we can carry together", 15, 30),
    Step("programme", "When each one starts", 0, 15),
    Step("heard", "Were you heard? Can you support it?", 8, 13),
    Step("record", "Is the record complete?", 0, 15),
    Step("close", "What we recommend, and what happens next", 7, 15),
)
"""Every step, in the order of the day; the full day adds steps and never changes the others."""

PAUSE = "pause"
"""What stands on the wall while the room rests, instead of a screen."""

SHORT_UP_TO = 150
"""Minutes that people stay: up to so many it is the short path."""

SHORT_CANDIDATES = 12
"""Up to so many candidates the two-hour path is offered where no times are known."""

COLUMNS = ("step", "title", "planned_from", "planned_minutes", "first_shown", "actual_from",
           "actual_minutes")  # fmt: skip


@cache
def begins(length: str) -> Mapping[str, int]:
    """When does each step begin, in minutes after the start? By the name of the step.

    Parameters
    ----------
    length : {"short", "full"}
        The two-hour path or the full day.

    Examples
    --------
    >>> begins("short")["weights"], len(begins("short")), begins("full")["weights"]
    (20, 10, 100)
    """
    found, minute = {}, 0
    for step in STEPS:
        if minutes := getattr(step, length):
            found[step.key] = minute
            minute += minutes
    return MappingProxyType(found)


def length_of(case: Case) -> str:
    """Is it the two-hour path or a full day? As long as people said they stay.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> length_of(wcc.read(wcc.sample("short"))), length_of(wcc.read(wcc.sample("northmere")))
    ('short', 'full')
    """
    came, left = (case.people[name].dropna() for name in ("attends_from", "attends_to"))
    if came.empty or left.empty:
        return "short" if len(case.candidates) <= SHORT_CANDIDATES else "full"
    first, last = min(map(_minutes, came)), max(map(_minutes, left))
    return "short" if last - first <= SHORT_UP_TO else "full"


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return 60 * int(hours) + int(minutes or 0)


def planned_and_actual(
    length: str, screens: Iterable[Entry], end: str | None = None
) -> pd.DataFrame:
    """What was planned for each step of the day, and how long did it stand on the wall?

    Parameters
    ----------
    length : {"short", "full"}
        The plan that is held against the day.
    screens : iterable of Entry
        Entries of the kind `screen` that nobody took back, in their order.
    end : str, optional
        The moment at which the day was over (ISO), as that of the freeze; without it the last
        screen has no end.

    Returns
    -------
    DataFrame
        A row for each planned step, then for whatever else stood on the wall (a pause, a step of
        the other path): step, title; planned_from (minutes after the start) and planned_minutes,
        missing where nothing was planned; first_shown (ISO), actual_from (minutes after the first
        screen) and actual_minutes (all the times it stood there together, in whole minutes),
        missing where it was never shown or no later entry of that day says how long.
    """
    planned, titles = begins(length), {step.key: step for step in STEPS}
    shown = _shown([(_key(entry), entry.at) for entry in screens], end)
    rows = []
    for key in (*planned, *(key for key in shown if key not in planned)):
        step = titles.get(key)
        rows.append((
            key,
            step.title if step else key.capitalize(),
            planned.get(key),
            getattr(step, length) if key in planned else None,
            *shown.get(key, (None, None, None)),
        ))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    whole = [name for name in COLUMNS if name.endswith(("_from", "_minutes"))]
    return table.astype({**dict.fromkeys(whole, float), "first_shown": object})


def _key(screen: Entry) -> str:
    """Give the step a screen belongs to: its pages are the same step; a pause is none."""
    key, *more = (part.strip() for part in screen.fields["text"].split(","))
    return PAUSE if f"{PAUSE}d" in more else key


def _shown(said: list[tuple[str, str]], end: str | None) -> dict[str, tuple]:
    """Give when each step was first shown, how long after the first, and for how long in all."""
    moments = [datetime.datetime.fromisoformat(at) for _, at in said]
    until = [*moments[1:], datetime.datetime.fromisoformat(end) if end else None]
    first: dict[str, tuple[str, float]] = {}
    stood: dict[str, datetime.timedelta | None] = {}
    for (key, at), begin, over in zip(said, moments, until, strict=False):
        first.setdefault(key, (at, _in_minutes(begin - moments[0])))
        on_the_day = over is not None and over >= begin and over.date() == begin.date()
        if on_the_day:
            stood[key] = (stood.get(key) or datetime.timedelta()) + (over - begin)
        else:
            stood.setdefault(key, None)
    return {
        key: (*when, None if stood[key] is None else _in_minutes(stood[key]))
        for key, when in first.items()
    }


def _in_minutes(time: datetime.timedelta) -> float:
    return float(round(time.total_seconds() / 60))

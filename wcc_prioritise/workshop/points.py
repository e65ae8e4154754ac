"""Up to where does the record count? A number of an entry, or a moment."""

from __future__ import annotations

import datetime

from wcc_prioritise.workshop.entry import Entry, moment
from wcc_prioritise.workshop.file import WorkshopFile
from wcc_prioritise.workshop.kinds import refuse


def entries_to(file: WorkshopFile, at: int | str | datetime.datetime) -> list[Entry]:
    """Give the entries up to one point.

    Parameters
    ----------
    file : WorkshopFile
        The open file.
    at : int, str or datetime
        Number of the last entry, or a moment with its time zone.

    Raises
    ------
    InputError
        If there is no such entry, or nothing had been entered by then.
    """
    if isinstance(at, int):
        entries = file.entries(to=at)
        if not entries or entries[-1].seq != at:
            allowed = f"the number of an entry, 1 to {file.head.entries}"
            raise refuse("case", f"entry {at}", allowed, "Correct the number.", "at")
        return entries
    until = datetime.datetime.fromisoformat(moment(_moment(at)))
    entries = [e for e in file.entries() if datetime.datetime.fromisoformat(e.at) <= until]
    if not entries:
        first = file.entries(to=1)[0].at
        raise refuse("case", f"{until.isoformat()}", f"a moment from {first} on", "", "at")
    return entries


def _moment(at: str | datetime.datetime) -> datetime.datetime:
    try:
        when = datetime.datetime.fromisoformat(at) if isinstance(at, str) else at
        if when.tzinfo is not None:
            return when
    except (ValueError, AttributeError):
        pass
    allowed = "the number of an entry, or a moment as 2026-09-30T14:00+01:00"
    do = "Give the time zone too."
    raise refuse("case", repr(at), allowed, do, "at")

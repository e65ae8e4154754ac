"""How does a page keep up? It looks at the file four times a second, and beats once a second."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from wcc_prioritise.widgets.day import EXPECTED, Day

LOOK_SECONDS = 0.25
"""How often the file is looked at."""

LOOKS_A_BEAT = 4
"""After so many looks the page beats, and asks the record itself whether it has grown."""

_log = logging.getLogger(__name__)


class Follower:
    """Has anything been entered elsewhere? Looks at the file, and lets the page beat.

    Parameters
    ----------
    day : Day
        The day that takes in what is new.
    beat : callable
        Called with no argument about once a second: draws the clock and whatever waits.
    """

    def __init__(self, day: Day, beat: Callable[[], object]):
        self.day, self._beat = day, beat
        self._seen: tuple | None = None
        self._looks = 0

    def look(self) -> bool:
        """Take in what is new where the file has changed; say whether there was anything."""
        stamp = _stamp(self.day.workshop.path)
        if stamp == self._seen:
            return False
        self._seen = stamp
        return self.day.refresh()

    def step(self) -> None:
        """Do what is due at one look.

        What goes wrong goes to the log, and into words where a person can put it right; the page
        lives on and looks again.
        """
        self._looks += 1
        beats = self._looks % LOOKS_A_BEAT == 0
        if beats:
            self._seen = None  # not every file system tells a change within the second
        for due in (self.look, self._beat)[: 1 + beats]:
            try:
                due()
            except EXPECTED as error:
                self.day.fault = str(error)
            except Exception:
                _log.exception("the page could not keep up")

    async def run(self) -> None:
        """Look for as long as the page is served."""
        while True:
            self.step()
            await asyncio.sleep(LOOK_SECONDS)


def follow(day: Day, beat: Callable[[], object]) -> asyncio.Task | None:
    """Keep a page up with its file, where there is something that serves it.

    Returns
    -------
    asyncio.Task or None
        The task, to be kept as long as the page; None where nothing runs it, as in a script.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    return loop.create_task(Follower(day, beat).run())


def _stamp(path: Path) -> tuple | None:
    """Tell one state of a file from another, without opening it."""
    try:
        now = path.stat()
    except OSError:
        return None
    return now.st_mtime_ns, now.st_size, now.st_ino

"""Who writes now, and before what state of the day? The open file with the newest state."""

from __future__ import annotations

import datetime
import os
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop.file import WorkshopFile
from wcc_prioritise.workshop.folding import Fold, turns_back
from wcc_prioritise.workshop.kinds import text_of
from wcc_prioritise.workshop.now import Now
from wcc_prioritise.workshop.pen import Pen

Clock = Callable[[], datetime.datetime]

chance = random.SystemRandom()
"""What puts private answers into an order that says nothing."""


@dataclass
class Desk:
    """Where one entry is written: the pen, the state of the day, and the answers that wait."""

    pen: Pen
    now: Now
    waiting: list[dict] = field(default_factory=list)

    def put_back(self) -> None:
        """Hold back again, in one batch of random order, the answers that still wait."""
        if self.waiting:
            chance.shuffle(self.waiting)
            self.pen.hold({"answers": self.waiting})


class OpenRecord:
    """The open file, and what its entries come to: each is folded in once."""

    def __init__(self, path: str | os.PathLike, clock: Clock | None):
        self._file = WorkshopFile(path, clock=clock)
        self._clock = clock or (lambda: datetime.datetime.now(datetime.UTC))
        self._fold = Fold()
        self._lock = threading.RLock()
        if not self._file.head.entries:
            self._file.close()
            raise InputError.of(
                where=Path(path).name,
                found="an empty record, whose start was cut off",
                allowed="a record that was started",
                do="Delete it and start again.",
            )

    def _newest(self) -> Fold:
        """Give the state after the last entry."""
        with self._lock:
            return self._take(self._file)

    @contextmanager
    def _desk(self, by: str) -> Iterator[Desk]:
        """Open the file for one thing that is said, with the newest state before one's eyes."""
        with self._lock, self._file.writing(by=text_of(by, "by", "entry")) as pen:
            now = Now(self._take(pen), self._clock().date())
            waiting = _answers_of(pen.take_held()) if now.anonymous else []
            desk = Desk(pen, Now(now.fold, now.today, tuple(waiting)), waiting)
            yield desk
            desk.put_back()

    def _looking(self) -> Now:
        """Give the newest state with the answers that wait, and change nothing."""
        now = Now(self._newest(), self._clock().date())
        if not now.anonymous:
            return now
        waiting = tuple(_answers_of(self._file.held()))
        return Now(self._newest(), now.today, waiting)  # what was revealed meanwhile is in both

    def _take(self, source: WorkshopFile | Pen) -> Fold:
        """Take in what was entered since, here or elsewhere."""
        new = source.entries(after=self._fold.seq)
        if turns_back(new):
            new, self._fold = source.entries(), Fold()
        self._fold.take(new)
        return self._fold


def _answers_of(batches: list[dict]) -> list[dict]:
    return [answer for batch in batches for answer in batch["answers"]]

"""How does the day stand, and what can be done? The one state under the Room and the Console."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from traitlets import HasTraits, Instance, Int, Unicode

from wcc_prioritise.portfolio import NoPortfolio
from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets.agenda import MINUTES_A_CELL, Agenda, agenda, length_of
from wcc_prioritise.widgets.moment import MOST_MINUTES, Moment, moment_of
from wcc_prioritise.widgets.place import Place, last_place
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.workshop import BrokenRecord, Workshop

EXPECTED = (InputError, NoPortfolio, BrokenRecord)
"""What a person can cause, and is told in words; anything else is our fault and is not hidden."""


class Day(HasTraits):
    """How the day stands, and everything that can be done on it.

    Views observe the traits and call the actions. An action that cannot be done puts the reason
    into `fault`, in words, and gives False; the record is then as it was.

    Parameters
    ----------
    path : str or path-like
        The workshop file.
    by : str
        The role of whoever sits at the keyboard.
    clock : callable, optional
        Gives the time; by default the system's.
    length : {"short", "full"}, optional
        The two-hour path or the full day; by default as long as people stay.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import wcc_prioritise as wcc
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "day.wcc"
    >>> wcc.Workshop.start(wcc.read(wcc.sample("short")), path).close()
    >>> day = Day(path)
    >>> day.place.screen, day.next(), day.place.screen
    ('welcome', True, 'criteria')
    >>> day.enter("note", text=" "), day.fault.splitlines()[0]
    (False, 'Nothing was entered. To put right:')
    >>> day.close()
    """

    seq = Int(0, help="number of entries; moves whenever something was entered, here or elsewhere")
    place = Instance(Place, help="what stands on the wall")
    said = Unicode("", help="what was done last, in words, for the console")
    fault = Unicode("", help="what is in the way, in words, for the console")

    def __init__(
        self,
        path: str | os.PathLike,
        *,
        by: str = "facilitator",
        clock: Callable | None = None,
        length: str | None = None,
    ):
        super().__init__()
        self.workshop = Workshop(path, clock=clock)
        self.by = by
        self._length = length
        self._results: Results | None = None
        self.refresh()

    def close(self) -> None:
        """Close the file."""
        self.workshop.close()

    # ---- how it stands --------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Take in what was entered since, here or elsewhere; say whether there was anything."""
        seq = self.workshop.head.entries
        if seq == self.seq:
            return False
        with self.hold_trait_notifications():
            self._results = Results(self.workshop, self._results)
            self._screens = self.workshop.of_kind("screen")
            self._timers = self.workshop.of_kind("timer")
            self.place = last_place(self._screens, Place(self.agenda.screens[0].key))
            self.seq = seq
        return True

    @property
    def results(self) -> Results:
        """Give what the record comes to."""
        return self._results

    @property
    def agenda(self) -> Agenda:
        """Give the plan of the day."""
        return agenda(self._length or length_of(self._results.case))

    @property
    def moment(self) -> Moment:
        """Say how late it is."""
        now = self.workshop.now()
        return moment_of(now, self._screens, self._timers, self.agenda, self.place.screen)

    # ---- where we are ---------------------------------------------------------------------------

    def show(self, place: Place) -> bool:
        """Put something on the wall; what is there already is not said again."""
        if place == self.place and self._screens:
            return True
        return self.do(lambda: self.workshop.add("screen", by=self.by, **place.fields), "")

    def begin(self) -> bool:
        """Put the first screen on the wall, so that the clock of the day runs."""
        return self.show(self.place)

    def go(self, screen: str) -> bool:
        """Go to a screen, at its first page."""
        self.agenda.number(screen)
        return self.show(Place(screen))

    def next(self) -> bool:
        """Go on to the next screen; the record then says when the one before was there."""
        return self._begun() and self.go(self.agenda.after(self.place.screen))

    def back(self) -> bool:
        """Go back to the screen before."""
        return self._begun() and self.go(self.agenda.after(self.place.screen, -1))

    def _begun(self) -> bool:
        return bool(self._screens) or self.begin()

    def turn(self, page: int) -> bool:
        """Turn to a page of what stands on the wall."""
        return self.show(self.place.at(page=max(page, 1)))

    def talk_about(self, candidate: str, criterion: str | None = None) -> bool:
        """Put what is talked about on the wall, and start the timer."""
        about = Place(self.place.screen, candidate=candidate, criterion=criterion)
        return self.show(about) and self.timer(MINUTES_A_CELL)

    def ask(self, criterion: str) -> bool:
        """Put the criterion that is scored on the wall."""
        return self.show(Place(self.place.screen, criterion=criterion))

    def pause(self) -> bool:
        """Hide everything behind the pause card."""
        return self.show(self.place.at(paused=True))

    def resume(self) -> bool:
        """Take the pause card away."""
        return self.show(self.place.at(paused=False))

    def timer(self, minutes: float, more: bool = False) -> bool:
        """Start the timer, or give it more minutes."""
        if not (0 < minutes <= MOST_MINUTES):
            self.fault = f"A timer runs from 1 to {MOST_MINUTES} minutes."
            return False
        words = f"{minutes:g} minute{'' if minutes == 1 else 's'}{' more' if more else ''}"
        return self._timer(words)

    def stop_timer(self) -> bool:
        """Stop the timer."""
        return self._timer("stopped")

    def _timer(self, text: str) -> bool:
        about = {"candidate": self.place.candidate, "criterion": self.place.criterion}
        return self.do(lambda: self.workshop.add("timer", by=self.by, text=text, **about), "")

    # ---- what is said ---------------------------------------------------------------------------

    def enter(self, kind: str, /, because: str | None = None, **fields: object) -> bool:
        """Enter anything that is said, as `Workshop.add` takes it."""
        return self.do(
            lambda: self.workshop.add(kind, by=self.by, because=because or None, **fields)
        )

    def enter_all(self, rows: list[tuple[str, Mapping[str, object], str | None]]) -> bool:
        """Enter several things in turn: kind, fields and reason; stop at the first that fails."""
        return all(self.enter(kind, because, **fields) for kind, fields, because in rows)

    def reveal(self, what: str, because: str | None = None) -> bool:
        """Show private answers."""
        return self.do(lambda: self.workshop.reveal(what, by=self.by, because=because or None))

    def undo(self, because: str | None = None) -> bool:
        """Take back the last entry that can be taken back."""
        return self.do(lambda: self.workshop.undo(by=self.by, because=because or None))

    def redo(self, because: str | None = None) -> bool:
        """Bring back what was taken back last."""
        return self.do(lambda: self.workshop.redo(by=self.by, because=because or None))

    def keep(self, verb: str, result: object) -> bool:
        """Write a result into the record."""
        return self.do(lambda: self.workshop.calculation(verb, result, by=self.by))

    def freeze(self, because: str) -> bool:
        """Seal the record for sign-off."""
        return self.do(
            lambda: self.workshop.freeze(by=self.by, because=because), "The record is frozen."
        )

    def sign_off(self, role: str, by: str) -> bool:
        """Sign the frozen record."""
        return self.do(lambda: self.workshop.sign_off(role, by=by))

    def do(self, action: Callable[[], object], said: str | None = None) -> bool:
        """Do something to the record; say what was done, or what is in the way.

        Parameters
        ----------
        action : callable
            What to do.
        said : str, optional
            What to say of it; by default the entry in words.
        """
        try:
            action()
        except EXPECTED as error:
            self.fault = str(error)
            return False
        self.fault = ""
        self.refresh()
        self.said = self.workshop.undoable() or "" if said is None else said
        return True

"""What was done last, and what lies always at hand? Undo, notes, the parking lot, a print."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as W
from traitlets import HasTraits, Unicode

from wcc_prioritise.tables.writing import replacing
from wcc_prioritise.widgets.console.parts import (
    box,
    button,
    paragraphs,
    reasons,
    row,
    tie,
    words,
    wrong,
)
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.pages import Wall


class AtHand(HasTraits):
    """What lies always at hand?

    Parameters
    ----------
    day : Day
        The day.
    wall : Wall
        What stands on the wall.
    """

    note = Unicode("", help="a note, until it is kept")
    parking = Unicode("", help="something for the parking lot, until it is kept")
    because = Unicode("", help="the reason for an undo or a redo")
    undo_words = Unicode("")
    redo_words = Unicode("")

    def __init__(self, day: Day, wall: Wall):
        super().__init__()
        self.day, self.wall = day, wall
        self.look()
        day.observe(self.look, "seq")

    def look(self, _=None) -> None:
        """See what could be taken back, and what brought back."""
        self.undo_words = self.day.workshop.undoable() or ""
        self.redo_words = self.day.workshop.redoable() or ""

    def keep_note(self) -> bool:
        """Enter the note, on what stands on the wall."""
        return self._keep("note", "note")

    def park(self) -> bool:
        """Put something into the parking lot."""
        return self._keep("parking lot", "parking")

    def _keep(self, kind: str, name: str) -> bool:
        text, place = getattr(self, name).strip(), self.day.place
        if not text:
            return False
        about = {"candidate": place.candidate, "criterion": place.criterion}
        if not self.day.enter(kind, text=text, **about):
            return False
        setattr(self, name, "")
        return True

    def undo(self) -> bool:
        """Take back the last entry that can be."""
        return self._reasoned(self.day.undo)

    def redo(self) -> bool:
        """Bring back what was taken back last."""
        return self._reasoned(self.day.redo)

    def _reasoned(self, turn) -> bool:
        done = turn(self.because.strip() or None)
        if done:
            self.because = ""
        return done

    def print_screen(self) -> bool:
        """Write what stands on the wall as a sheet to be printed, beside the workshop file."""
        from wcc_prioritise.widgets.room.frame import print_page

        day, sheet = self.day, self.wall.sheet
        path = day.workshop.path
        name = f"{path.stem} {day.place.screen}{f' {sheet.page}' if sheet.pages > 1 else ''}.html"
        charter = day.results.case.charter
        page = print_page(sheet, notice=None if charter is None else charter.notice)
        try:
            _write(path.with_name(name), page)
        except OSError as error:
            day.fault = f"The sheet could not be written: {error.strerror or error}."
            return False
        day.fault = ""
        day.said = f"Written: {path.with_name(name)}. Open it in a browser and print it."
        return True


def _write(path: Path, text: str) -> None:
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8")


class Foot(W.VBox):
    """What was done last, and what lies always at hand? The strip at the bottom.

    Parameters
    ----------
    day : Day
        The day.
    wall : Wall
        What stands on the wall.
    """

    def __init__(self, day: Day, wall: Wall):
        self.day, self.state = day, AtHand(day, wall)
        self.done, self.fault = words(css="wcc-grow"), words(css="wcc-grow")
        self.undo = button("Undo", self.state.undo)
        self.redo = button("Redo", self.state.redo)
        reason = tie(self.state, "because", box("Reason, where undo asks for one", label="beside"))
        turning = row(self.undo, self.redo, reason)
        super().__init__([row(self.done, self.fault), turning, self._boxes()])
        self.add_class("wcc-foot")
        self._name()
        self._tell()
        self.state.observe(self._name, ["undo_words", "redo_words"])
        day.observe(self._tell, ["said", "fault"])

    def _boxes(self) -> W.HBox:
        note = tie(self.state, "note", box("Note", label="beside"))
        parking = tie(self.state, "parking", box("Parking lot", label="beside"))
        note.add_class("wcc-grow")
        parking.add_class("wcc-grow")
        self.state.observe(lambda _: self.state.keep_note(), "note")
        self.state.observe(lambda _: self.state.park(), "parking")
        return row(note, parking, button("Print this screen", self.state.print_screen))

    def _name(self, _=None) -> None:
        for one, name, words_of in (
            (self.undo, "Undo", self.state.undo_words),
            (self.redo, "Redo", self.state.redo_words),
        ):
            one.description = f"{name}: {words_of}" if words_of else name
            one.disabled = not words_of

    def _tell(self, _=None) -> None:
        done, fault = self.day.said, reasons(self.day.fault)
        self.done.value = f'<div class="wcc-said" role="status">{paragraphs(done)}</div>'
        self.fault.value = f'<div role="alert">{wrong(fault)}</div>'

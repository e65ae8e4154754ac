"""How does this step stand on your own day? What a notebook shows of the file it was opened on."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace

import ipywidgets as W

from wcc_prioritise.tables import InputError, near_miss
from wcc_prioritise.widgets.agenda import SCREENS
from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.console.page import FORMS, form_of
from wcc_prioritise.widgets.day import EXPECTED, Day
from wcc_prioritise.widgets.following import follow
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.serving.shown import WORKSHOP, publish

NO_FILE = (
    'Nothing of your own is open here. "wcc lab FILE" opens these notebooks on your workshop file: '
    "then the forms of this step stand here, and what the wall shows."
)

STYLE = """<style>
.wcc-own .wcc-room { min-height: 0; font-size: 19px; border: 2px solid #4c6272; max-width: 26em; }
.wcc-own > .wcc-said:has(> .widget-html-content:empty) { display: none; }
</style>"""

_OPEN: dict[str, Step] = {}
"""The page of each step that is open in this notebook, so that a cell can be run again."""


class Step(W.VBox):
    """One step of the day: its forms, and below them what the wall shows at it.

    To look at it moves nothing: the wall goes to the step only by the button.

    Parameters
    ----------
    day : Day
        The day.
    screen : str
        Key of the step.
    """

    def __init__(self, day: Day, screen: str):
        self.day, self.screen = day, screen
        self.following: asyncio.Task | None = None
        self.forms = [form_of(name, day) for name in FORMS[screen]]
        self.going = parts.button("Put this step on the wall", lambda: day.go(screen))
        self.wall = W.HTML()
        told = parts.words()
        told.add_class("wcc-said")
        super().__init__(
            [
                parts.styles(),
                W.HTML(STYLE),
                *self.forms,
                parts.tell(day, "fault", W.HTML()),
                parts.tell(day, "said", told, parts.paragraphs),
                parts.heading("What the wall shows at this step"),
                parts.row(self.going),
                self.wall,
            ]
        )
        for name in ("wcc-console", "wcc-own"):
            self.add_class(name)
        self.draw()
        day.observe(self.draw, ["seq", "place"])

    @property
    def place(self) -> Place:
        """Give what is on the wall, where it is this step; else its first page."""
        there = self.day.place.screen == self.screen
        return self.day.place if there else Place(self.screen)

    def draw(self, _=None) -> None:
        """Draw what the wall shows, as small as fits a notebook."""
        from wcc_prioritise.widgets.room import sheet_of
        from wcc_prioritise.widgets.room.frame import framed

        day, place = self.day, self.place
        moment = replace(day.moment, screen=self.screen, ends=None)
        self.wall.value = framed(sheet_of(day.results, place, moment), place, moment)
        elsewhere = place != day.place and self.screen in day.agenda.begins
        parts.show_when(self.going, elsewhere)

    def end(self) -> None:
        """Follow the file no longer."""
        if self.following is not None:
            self.following.cancel()
        self.day.close()


def own_day(screen: str) -> None:
    """How does a step stand on your own day?

    Shows, where the notebook was opened by `wcc lab FILE`, the forms of the step and what the wall
    shows, live on that file; what is entered there is in the file. Elsewhere it says how to.

    Parameters
    ----------
    screen : str
        Key of the step, such as `weights`.

    Raises
    ------
    InputError
        If there is no such step.
    """
    if screen not in FORMS:
        known = [one.key for one in SCREENS]
        near = near_miss(screen, known)
        raise InputError.of(
            found=f"step {screen!r}",
            allowed=f"one of: {', '.join(known)}",
            do=f"Did you mean {near!r}?" if near else "Choose one of these.",
        )
    path = os.environ.get(WORKSHOP)
    if not path:
        _say(NO_FILE)
        return
    if screen in _OPEN:
        _OPEN.pop(screen).end()
    try:
        day = Day(path)
    except EXPECTED as error:
        _say(str(error))
        return
    page = _OPEN[screen] = Step(day, screen)
    page.following = follow(day, lambda: None)
    publish(page)


def _say(words: str) -> None:
    from IPython.display import display

    display({"text/plain": words}, raw=True)

"""What does the facilitator's page hold? The step on the wall, and all that runs the day."""

from __future__ import annotations

import importlib
import logging

import ipywidgets as W

from wcc_prioritise.widgets.console.beside import Beside
from wcc_prioritise.widgets.console.foot import Foot
from wcc_prioritise.widgets.console.head import Head
from wcc_prioritise.widgets.console.parts import (
    column,
    end,
    forget,
    row,
    styles,
    watching,
    words,
    wrong,
)
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.pages import Wall

FORMS: dict[str, tuple[str, ...]] = {
    "welcome": ("arriving:form", "arriving:gut_form"),
    "gut": ("arriving:gut_form",),
    "candidates": ("criteria:candidate_form",),
    "criteria": ("criteria:form",),
    "weights": ("weighing:form", "revealing:form"),
    "scores": ("scoring:form", "revealing:form"),
    "map": ("revealing:form",),
    "discuss": ("talking:form", "scoring:again_form", "revealing:form"),
    "bands": ("talking:why_form",),
    "change": ("what_if:form",),
    "set": ("building:form",),
    "programme": ("scheduling:form",),
    "heard": ("heard:form", "revealing:form"),
    "record": ("closing:record_form",),
    "close": ("closing:form",),
}
"""Screen -> its forms, each as module and function; a form is loaded when its step is reached."""

_log = logging.getLogger(__name__)


class Console(W.VBox):
    """What does the facilitator see and do?

    Parameters
    ----------
    day : Day
        The day.
    """

    def __init__(self, day: Day):
        self.day, self.wall = day, Wall(day)
        self.head, self.beside = Head(day, self.wall), Beside(day)
        self.foot = Foot(day, self.wall)
        self.left = column(css="wcc-left")
        self._noted: list[tuple] = []
        self._screen: str | None = None
        self._caught_up: tuple | None = None
        self.beside.add_class("wcc-right")
        body = row(self.left, self.beside, css="wcc-body")
        super().__init__([styles(), self.head, body, self.foot])
        self.add_class("wcc-console")
        self.arrive()
        day.observe(self.arrive, "place")

    def arrive(self, _=None) -> None:
        """Lay out the forms of the step that is on the wall; within a step they stay."""
        if self.day.place.screen == self._screen:
            return
        self._screen = self.day.place.screen
        old, gone = self.left.children, self._noted
        with watching(self.day) as self._noted:
            self.left.children = [form_of(name, self.day) for name in FORMS.get(self._screen, ())]
        forget(self.day, gone)
        for form in old:
            end(form)

    def beat(self) -> None:
        """Let a second pass; what takes a moment is drawn now, where something has changed."""
        self.head.beat()
        state = (self.day.seq, self.day.place, self.day.moment.pace)
        if state != self._caught_up:
            self._caught_up = state
            self.head.count_pages()
            self.beside.catch_up()


def form_of(name: str, day: Day) -> W.Widget:
    """Give a form; where it cannot be made, words in its place: the day goes on beside it."""
    module, _, function = name.partition(":")
    try:
        home = importlib.import_module(f"wcc_prioritise.widgets.console.{module}")
        return getattr(home, function)(day)
    except Exception:
        _log.exception("the form %s could not be made", name)
        place = words()
        place.value = wrong("This form can't be shown. Everything else works, and nothing is lost.")
        return place

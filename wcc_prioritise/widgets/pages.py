"""What stands in the two browser windows? The page on the wall, and the facilitator's page."""

from __future__ import annotations

import logging
import os
from dataclasses import replace

import ipywidgets as W

from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.following import follow
from wcc_prioritise.widgets.room.parts import Sheet, esc

_log = logging.getLogger(__name__)

BEAT = '<span class="aside" aria-hidden="true" data-beat>{}</span>'

# The timer and the buttons lie over the foot of the page, so that a second that passes redraws
# nothing else. The size of the letters is the frame's own.
STYLE = """<style>
.wcc-wall { position: relative; width: 100%; margin: 0; padding: 0; overflow: visible; }
.wcc-wall > .widget-html { margin: 0; padding: 0; height: auto; width: 100%; }
.wcc-wall > .widget-html > .widget-html-content { padding: 0; line-height: inherit; }
.wcc-wall > .wcc-over { position: absolute; right: 0; bottom: 0; width: auto; }
.wcc-over .wcc-room { min-height: 0; background: none; }
.wcc-wall > .wcc-turn { position: absolute; left: 45%; bottom: 4px; width: auto; opacity: 0; }
.wcc-wall:hover > .wcc-turn, .wcc-turn:focus-within { opacity: 1; }
.wcc-turn button { min-height: 40px; width: auto; font-size: 20px; background: #fff; color: #212b32;
  border: 2px solid #4c6272; }
.wcc-wall .aside { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
@media (max-width: 700px) { .wcc-wall > .wcc-over, .wcc-wall > .wcc-turn { position: static; } }
</style>"""


class Wall:
    """What stands on the wall? Worked out once for each state of the record and place in it.

    Parameters
    ----------
    day : Day
        The day.
    """

    def __init__(self, day: Day):
        self.day = day
        self._of: tuple | None = None
        self._sheet = Sheet("", "", "")

    @property
    def sheet(self) -> Sheet:
        """Give what stands on it; a card without a word of the reason where it cannot be drawn."""
        state = (self.day.seq, self.day.place)
        if state != self._of:
            self._of, self._sheet = state, self._drawn()
        return self._sheet

    def turn(self, pages: int) -> bool:
        """Turn so many pages on, or back; there is none after the last."""
        return self.day.turn(min(self.sheet.page + pages, self.sheet.pages))

    def _drawn(self) -> Sheet:
        try:
            from wcc_prioritise.widgets.room import sheet_of

            return sheet_of(self.day.results, self.day.place, self.day.moment)
        except Exception:  # nobody meets a traceback, least of all projected
            _log.exception("the wall could not be drawn")
            return Sheet("One moment, please", "<p>This page is not ready.</p>", "Not ready.")

    @property
    def framed(self) -> str:
        """Give it with heading and foot, as HTML; the timer is drawn beside it."""
        from wcc_prioritise.widgets.room.frame import framed

        return framed(self.sheet, self.day.place, replace(self.day.moment, ends=None))

    @property
    def timer(self) -> str:
        """Give the timer as HTML; nothing where it does not run, or while the room rests."""
        left = "" if self.day.place.paused else self.day.moment.timer
        if not left:
            return ""
        return f'<div class="wcc-room"><p class="big wcc-room-timer">{esc(left)}</p></div>'


class RoomPage(W.VBox):
    """What does the room see? One screen, and a timer; nothing here can change an answer.

    Parameters
    ----------
    day : Day
        The day.
    """

    def __init__(self, day: Day):
        self.day, self.wall, self._beats = day, Wall(day), 0
        self.face, self.over, self.pulse = W.HTML(), W.HTML(), W.HTML()
        self.over.add_class("wcc-over")
        self.turning = W.HBox([self._turn("Page before", -1), self._turn("Next page", 1)])
        self.turning.add_class("wcc-turn")
        super().__init__([W.HTML(STYLE), self.face, self.over, self.turning, self.pulse])
        self.add_class("wcc-wall")
        self.draw()
        day.observe(self.draw, ["seq", "place"])

    def draw(self, _=None) -> None:
        """Draw what stands on the wall; what has not changed is not sent again."""
        self.face.value = self.wall.framed
        self.over.value = self.wall.timer
        several = self.wall.sheet.pages > 1 and not self.day.place.paused
        self.turning.layout.display = None if several else "none"

    def beat(self) -> None:
        """Let a second pass."""
        self._beats += 1
        self.pulse.value = BEAT.format(self._beats)
        self.draw()

    def _turn(self, name: str, pages: int) -> W.Button:
        made = W.Button(description=name)
        made.on_click(lambda _: self.wall.turn(pages))
        return made


def room_page(path: str | os.PathLike) -> RoomPage:
    """Give the page for the wall, which follows the workshop file.

    Parameters
    ----------
    path : str or path-like
        The workshop file.

    Raises
    ------
    InputError
        If there is no such file, or it is no workshop file.
    """
    page = RoomPage(Day(path, by="room"))
    page.following = follow(page.day, page.beat)
    return page


def console_page(path: str | os.PathLike):
    """Give the facilitator's page, which follows the workshop file.

    Parameters
    ----------
    path : str or path-like
        The workshop file.

    Raises
    ------
    InputError
        If there is no such file, or it is no workshop file.
    """
    from wcc_prioritise.widgets.console.page import Console

    page = Console(Day(path))
    page.following = follow(page.day, page.beat)
    return page

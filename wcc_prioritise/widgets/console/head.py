"""Where are we? The strip at the top: the steps, the pages of the wall, the clock and the timer."""

from __future__ import annotations

import ipywidgets as W

from wcc_prioritise.widgets.agenda import MINUTES_A_CELL
from wcc_prioritise.widgets.console.parts import box, button, choice, column, row, show_when, words
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.pages import BEAT, Wall
from wcc_prioritise.widgets.room.parts import esc


class Head(W.VBox):
    """Where are we, how late is it, and where do we go?

    Parameters
    ----------
    day : Day
        The day.
    wall : Wall
        What stands on the wall.
    """

    def __init__(self, day: Day, wall: Wall):
        self.day, self.wall, self._beats = day, wall, 0
        self.clock, self.timer, self.pulse = words(), words(css="wcc-now"), W.HTML()
        self.title, self.page = W.HTML(), words()
        super().__init__([row(self.title, self.clock, self.pulse), self._steps(), self._pages()])
        self.add_class("wcc-head")
        self.arrive()
        self.beat()
        day.observe(self.arrive, "place")

    def _steps(self) -> W.HBox:
        screens = self.day.agenda.screens
        steps = {f"{at}. {one.title}": one.key for at, one in enumerate(screens, start=1)}
        self.step = choice("Step", steps, label="beside")
        self.resting = button("Pause", self._rest)
        return row(
            button("Back", self.day.back),
            button("Next", self.day.next, main=True),
            self.step,
            button("Show this step", lambda: self.day.go(self.step.value)),
            self.resting,
        )

    def _pages(self) -> W.HBox:
        self.minutes = box("Minutes", str(MINUTES_A_CELL), label="beside")
        self.minutes.layout.width = "130px"
        self.turning = row(
            button("Page before", lambda: self.wall.turn(-1)),
            self.page,
            button("Next page", lambda: self.wall.turn(1)),
        )
        timing = row(
            self.minutes,
            button("Start timer", self.start),
            button("1 minute more", lambda: self.day.timer(1, more=True)),
            button("Stop timer", self.day.stop_timer),
            self.timer,
        )
        return row(column(self.turning), timing)

    def start(self) -> bool:
        """Start the timer with the minutes that are typed."""
        try:
            minutes = float(self.minutes.value.strip())
        except ValueError:
            minutes = 0.0  # said to be out of range, as any other that is
        return self.day.timer(minutes)

    def _rest(self) -> None:
        if self.day.place.paused:
            self.day.resume()
        else:
            self.day.pause()

    def arrive(self, _=None) -> None:
        """Draw where we are."""
        agenda, place = self.day.agenda, self.day.place
        self.resting.description = "Resume" if place.paused else "Pause"
        if place.screen not in agenda.begins:
            self.title.value = "<h1>Console</h1>"
            return
        at, many = agenda.number(place.screen), len(agenda.screens)
        rests = ", the pause card is on the wall" if place.paused else ""
        title = f"Step {at} of {many}: {agenda.screen(place.screen).title}{rests}"
        self.title.value = f'<h1><span class="aside">Console. </span>{esc(title)}</h1>'
        self.step.value = place.screen

    def beat(self) -> None:
        """Let a second pass: the clock, the pace, the timer."""
        self._beats += 1
        moment = self.day.moment
        self.pulse.value = BEAT.format(self._beats)
        self.clock.value = f"<p><b>{esc(moment.clock)}</b>, {esc(moment.pace)}</p>"
        self.timer.value = f"<p>{esc(moment.timer)}</p>" if moment.timer else ""

    def count_pages(self) -> None:
        """Say which page of how many stands on the wall; this may have to work it out."""
        sheet = self.wall.sheet
        self.page.value = f"<p>Page {sheet.page} of {sheet.pages} on the wall</p>"
        show_when(self.turning, sheet.pages > 1)

"""How do the scores get in? One criterion at a time: one person's sheet, or everybody's at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import ipywidgets as W

from wcc_prioritise.widgets.console.arriving import whom
from wcc_prioritise.widgets.console.parts import (
    box,
    button,
    choice,
    column,
    end,
    panel,
    paragraphs,
    row,
    show_when,
    tell,
    tick,
    tie,
    words,
    wrong,
)
from wcc_prioritise.widgets.console.scoring_state import DONT_KNOW, Cell, Handed, Scoring
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.room.parts import esc

HOW = f"0 to 100; {DONT_KNOW} is “don't know”. Each score is kept when its box is left."
GRID = "Everybody, as a grid"
ONE = "One person's sheet"


_DRAWN_ON = ["typed", "wrong", "looked"]


class Boxes:
    """Which box holds which score? Boxes are made once; what they hold follows the state.

    Parameters
    ----------
    state : Scoring
        What is typed.
    keys : dict
        What tells the boxes apart, with the name of each.
    cell_of : callable
        Gives the person and candidate that a box stands for just now.
    label : {"above", "beside", "unseen"}
        Where the name of a box is drawn.
    """

    def __init__(
        self,
        state: Scoring,
        keys: dict[Hashable, str],
        cell_of: Callable[[Hashable], Cell],
        label: str = "beside",
    ):
        self.state, self.cell_of, self._drawing = state, cell_of, False
        self.boxes: dict[Hashable, W.Text] = {}
        for key, name in keys.items():
            like = next(iter(self.boxes.values()), None)
            self.boxes[key] = box(name, label=label, like=like)
        self.beside = {key: W.HTML() for key in keys} if label != "unseen" else {}
        for key, one in self.boxes.items():
            one.observe(lambda change, key=key: self._typed(key, change["new"]), "value")
        self.draw()
        state.observe(self.draw, _DRAWN_ON)

    def _typed(self, key: Hashable, text: str) -> None:
        if not self._drawing:
            self.state.enter(*self.cell_of(key), text)

    def draw(self, _=None) -> None:
        """Put into each box what it holds; whoever types in another one is not disturbed."""
        if any(one.comm is None for one in self.boxes.values()):  # taken off the page
            self.state.unobserve(self.draw, _DRAWN_ON)
            return
        self._drawing = True
        try:
            for key, one in self.boxes.items():
                self._draw(one, self.beside.get(key), self.cell_of(key))
        finally:
            self._drawing = False

    def _draw(self, one: W.Text, beside: W.HTML | None, cell: Cell) -> None:
        barred, why = cell in self.state.barred, self.state.wrong.get(cell, "")
        one.disabled = barred
        one.value = "recused" if barred else self.state.typed.get(cell, "")
        (one.add_class if why else one.remove_class)("wcc-bad")
        if beside is not None:
            before = "" if barred else self.state.before(cell)
            beside.value = wrong(why) or (before and f"<p>{esc(before)}</p>")

    def lines(self) -> W.VBox:
        """Give the boxes below each other, with what is in the way beside each."""
        for one in self.boxes.values():
            one.add_class("wcc-score")
        return column(*(row(self.boxes[k], self.beside[k], css="wcc-line") for k in self.boxes))


def form(day: Day) -> W.Widget:
    """Give the form for scores: the criterion, then the boxes of one person or of everybody."""
    state = Scoring(day)
    way = choice("How they are typed", {ONE: _sheet, GRID: _grid})
    where, too_many = column(), words()

    def lay(_=None) -> None:
        old = where.children
        fits = state.fits or way.value is _sheet
        where.children = [way.value(state) if fits else W.HTML()]
        people, candidates = map(len, state.asked)
        told = f"{people} people and {candidates} candidates: too many boxes for a grid."
        too_many.value = "" if fits else paragraphs(told)
        for form in old:
            end(form)

    way.observe(lay, "value")
    state.observe(lay, "asked")
    lay()
    return column(
        panel("Scores", _criterion(state), row(way, too_many), words(HOW), *_reason(state), where),
        _handed(day),
    )


def _criterion(state: Scoring) -> W.Widget:
    """Give the choice of the criterion: what is typed follows it, the wall when it is told to."""
    chosen = tie(state, "criterion", choice("Criterion", state.criteria))
    return column(
        row(
            chosen,
            button("Show it on the wall", lambda: state.ask(state.criterion)),
            button("Next criterion, on the wall too", state.ask_next),
        ),
        tell(state, "progress", words(css="wcc-now"), paragraphs),
    )


def _reason(state: Scoring) -> list[W.Widget]:
    typed = tie(state, "reason", box("Reason, for the next score or the one refused last"))
    return [row(typed, tie(state, "keep_reason", tick("Give this reason with every score")))]


def _sheet(state: Scoring) -> W.Widget:
    """Give one person's sheet: a box a candidate."""
    person = choice("Whose sheet", whom(state.day))
    boxes = Boxes(
        state,
        {code: f"{code} {name}" for code, name in state.candidates.items()},
        lambda code: (person.value, code),
    )
    person.observe(boxes.draw, "value")
    return column(person, boxes.lines())


def _grid(state: Scoring) -> W.Widget:
    """Give everybody's boxes; the Tab key goes down one person's column, as a paper sheet does."""
    keys = {
        (person, code): f"{person}, {code} {name}"
        for person in state.people
        for code, name in state.candidates.items()
    }
    boxes = Boxes(state, keys, lambda cell: cell, label="unseen")
    cells: list[W.Widget] = [W.HTML("<b>Candidate</b>")]
    cells += [W.HTML(f"{esc(code)} {esc(name)}") for code, name in state.candidates.items()]
    for person in state.people:
        cells += [W.HTML(f"<b>{esc(person)}</b>")]
        cells += [boxes.boxes[person, code] for code in state.candidates]
    grid = W.GridBox(cells)
    grid.add_class("wcc-grid")
    grid.layout.grid_template_rows = f"repeat({len(state.candidates) + 1}, auto)"
    names = "minmax(160px, 1fr)"
    grid.layout.grid_template_columns = f"{names} repeat({len(state.people)}, 62px)"
    grid.layout.grid_auto_flow = "column"
    return column(grid, tell(state, "wrong", W.HTML(), _all_wrong))


def _all_wrong(refused: dict[Cell, str]) -> str:
    """Say what is in the way, cell by cell, where there is no room beside the box."""
    return wrong("\n".join(f"{who} on {what}: {why}" for (who, what), why in refused.items()))


def again_form(day: Day) -> W.Widget:
    """Give the form for second scores of the cell that is talked about: a box a person."""
    state, place, title = Scoring(day), column(), words(css="wcc-now")
    boxes = Boxes(
        state,
        {token: name for name, token in whom(day).items()},
        lambda person: (person, day.place.candidate or ""),
    )

    def draw(_=None) -> None:
        about = day.place.candidate in state.candidates and bool(day.place.criterion)
        show_when(place, about)
        name = state.candidates.get(day.place.candidate, "")
        criterion = day.results.criteria["name"].get(state.criterion, "")
        told = f"{day.place.candidate} {name}, on {criterion}" if about else "Choose a cell first."
        title.value = paragraphs(told)
        boxes.draw()

    place.children = [*_reason(state), boxes.lines()]
    day.observe(draw, "place")
    draw()
    count = tell(state, "progress", words(), paragraphs)
    return panel("Score it again, in private", title, count, words(HOW), place)


def _handed(day: Day) -> W.Widget:
    state = Handed(day)
    return panel(
        "Read the sheets that came back",
        tie(state, "folder", box("Folder in which they lie")),
        button("Read the sheets", state.read),
        tell(state, "fault", words()),
        tell(state, "said", words(), paragraphs),
    )

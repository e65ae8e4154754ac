"""Which step matters most, and how much do the others? Order first, then size, then read back."""

from __future__ import annotations

import ipywidgets as W
import pandas as pd
from traitlets import Bool, Dict, HasTraits, Unicode

from wcc_prioritise.judgement import both_or_first, order_swings, sentences
from wcc_prioritise.judgement.steps import ranges
from wcc_prioritise.judgement.weights import against_order
from wcc_prioritise.widgets.console.arriving import whom
from wcc_prioritise.widgets.console.parts import (
    box,
    button,
    choice,
    column,
    panel,
    paragraphs,
    reasons,
    row,
    show_when,
    tell,
    tick,
    tie,
    words,
)
from wcc_prioritise.widgets.day import EXPECTED, Day
from wcc_prioritise.widgets.results import WEIGHTS
from wcc_prioritise.widgets.room.parts import esc

MOST = 100
"""Points of the step that matters most."""


class Weighing(HasTraits):
    """What does one person say about the steps, until it is entered?

    Parameters
    ----------
    day : Day
        The day.
    """

    person = Unicode("", help="whose answer it is")
    place = Dict(help="criterion -> its place in the order as typed, 1 first; level ones share it")
    points = Dict(help="criterion -> points as typed; blank is not said yet")
    only_order = Bool(False, help="whether the person gives an order and no sizes")
    reason = Unicode("")
    said = Unicode("", help="the answer read back, a sentence a line")
    asks = Unicode("", help="what to ask the person")
    fault = Unicode("")

    def __init__(self, day: Day):
        super().__init__()
        self.day = day
        self.begin()
        self.observe(self.begin, "person")
        self.observe(self.read_back, ["place", "points", "only_order"])
        day.observe(self._look, "seq")

    # ---- how it stands --------------------------------------------------------------------------

    @property
    def steps(self) -> dict[str, str]:
        """Give every step in words, from its worst to its best."""
        case = self.day.results.case
        people = None if case.charter is None else case.charter.reference_people
        return ranges(case.criteria, people).to_dict()

    @property
    def recorded(self) -> dict[str, float]:
        """Give the person's points of the round that is open, as the record holds them."""
        swings = self.day.results.case.swings
        shown = int(self.day.results.rounds.get(WEIGHTS, 0))
        highest = int(swings["round"].max()) if len(swings) else 0
        mine = swings[(swings["person"] == self.person)]
        mine = mine[mine["round"] == max(shown + 1, highest)]
        return dict(zip(mine["criterion"], mine["points"], strict=True))

    def begin(self, _=None) -> None:
        """Begin with what the record holds of the person."""
        held = {code: f"{points:g}" for code, points in self.recorded.items()}
        self._held = held
        self.fault = self.reason = ""
        with self.hold_trait_notifications():
            self.place = {}
            self.points = held
        self.read_back()

    def _look(self, _=None) -> None:
        """See the record anew, where nothing is typed that was not entered."""
        if dict(self.points) == self._held and not self.place:
            self.begin()

    @property
    def groups(self) -> list[list[str]]:
        """Give the order as typed: criteria that stand level together, the first ones first."""
        found: dict[float, list[str]] = {}
        for code in self.day.results.criteria.index:
            place = number_of(self.place.get(code, ""))
            if place is not None:
                found.setdefault(place, []).append(code)
        return [found[place] for place in sorted(found)]

    @property
    def sizes(self) -> dict[str, float]:
        """Give the points said: as typed, or those that stand for the order alone."""
        if not self.only_order:
            typed = {code: number_of(text) for code, text in self.points.items()}
            return {code: size for code, size in typed.items() if size is not None}
        if not self.groups:
            return {}
        order = {code: at for at, group in enumerate(self.groups, 1) for code in group}
        said = {"person": self.person, "criterion": list(order), "round": 1}
        none = pd.DataFrame(columns=["person", "criterion", "points", "round"])
        frame = pd.DataFrame(said | {"order": list(order.values())})
        swings = order_swings(frame, none, list(self.day.results.criteria.index))
        return dict(zip(swings["criterion"], swings["points"].round(), strict=True))

    # ---- what is done ---------------------------------------------------------------------------

    def put(self, code: str, place: str) -> None:
        """Put a step at a place; the one that comes first gets 100 points."""
        self.place = {**self.place, code: place.strip()}
        if number_of(place) == 1 and not self.points.get(code):
            self.size(code, str(MOST))

    def size(self, code: str, points: str) -> None:
        """Say how many points a step is worth."""
        self.points = {**self.points, code: points.strip()}

    def read_back(self, _=None) -> None:
        """Say in sentences what the answer means, and what to ask about it."""
        criteria = self.day.results.case.criteria
        charter, sizes = self.day.results.case.charter, self.sizes
        if not sizes:
            self.said = self.asks = ""
            return
        try:
            said = sentences(sizes, criteria, charter.reference_people)
        except EXPECTED as error:
            self.said, self.asks = "", reasons(str(error))
            return
        self.said = "\n".join(said[[code for code in said.index if code in sizes]])
        asked = [] if self.only_order else self._against(sizes)
        together = both_or_first(sizes, criteria)
        self.asks = "\n".join([*asked, *([together] if together else [])])

    def _against(self, sizes: dict[str, float]) -> list[str]:
        """Ask where sizes and order do not agree."""
        groups = [[code for code in group if code in sizes] for group in self.groups]
        return against_order([group for group in groups if group], pd.Series(sizes, dtype=float))

    def enter(self) -> bool:
        """Enter the answer: one row a criterion, the largest step first."""
        if not self.person:
            self.fault = "Choose the person first."
            return False
        sizes = self.sizes if self.only_order else {c: t for c, t in self.points.items() if t}
        if not sizes:
            self.fault = "Say the order first." if self.only_order else "Say the sizes first."
            return False
        method = {"method": "rank order"} if self.only_order else {}
        largest = sorted(sizes, key=lambda code: -(self.sizes.get(code) or 0))
        rows = [
            ("swing", {"person": self.person, "criterion": c, "points": sizes[c], **method},
             self.reason.strip() or None)
            for c in largest
        ]  # fmt: skip
        done = self.day.enter_all(rows)
        self.fault = "" if done else reasons(self.day.fault)
        if done:
            self._held = dict(self.points)
        return done


def number_of(typed: object) -> float | None:
    """Read a number as typed; None where it is none, or below 0.

    Examples
    --------
    >>> number_of(" 60 "), number_of("half"), number_of("")
    (60.0, None, None)
    """
    try:
        number = float(str(typed).strip())
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None


# ---- the form -----------------------------------------------------------------------------------


def form(day: Day) -> W.Widget:
    """Give the form: whose answer, the order, the sizes, and the answer read back as it changes."""
    state, count = Weighing(day), words(css="wcc-now")
    try:
        steps = state.steps
    except EXPECTED as error:
        return panel("What matters most", words(reasons(str(error))))
    person = tie(state, "person", choice("Whose answer", {"(choose)": "", **whom(day)}))
    lines = [_line(state, code, step) for code, step in steps.items()]

    def draw(_=None) -> None:
        counts = day.results.counts(WEIGHTS).iloc[-1]
        count.value = paragraphs(f"{counts['answered']} of {counts['asked']} in.")

    day.observe(draw, "seq")
    draw()
    return panel(
        "What matters most",
        count,
        person,
        words("First the order: 1 for the step to take first. Then the sizes: the first is 100."),
        tie(state, "only_order", tick("Only the order, no sizes")),
        column(*lines),
        tell(state, "said", W.HTML(), _read_back),
        tell(state, "asks", W.HTML(), _ask),
        tie(state, "reason", box("Reason, where one is given or asked for")),
        column(button("Enter this answer", state.enter, main=True), tell(state, "fault", words())),
    )


def _line(state: Weighing, code: str, step: str) -> W.Widget:
    """Give one step: its place in the order, and its size by slider or by number."""
    name = state.day.results.criteria["name"][code]
    place, typed = box(f"Place of {name}", label="unseen"), box(f"Size of {name}", label="unseen")
    place.layout.width = typed.layout.width = "70px"
    slider = W.IntSlider(min=0, max=MOST, description=f"Size of {name}", readout=False)
    slider.add_class("wcc-label-unseen")
    slider.add_class("wcc-grow")
    sizes, drawing = row(words("Size"), slider, typed, css="wcc-sizes"), []

    def draw(_=None) -> None:
        drawing.append(True)
        place.value, typed.value = state.place.get(code, ""), state.points.get(code, "")
        size = number_of(typed.value)
        slider.value = min(round(size), MOST) if size is not None else 0
        show_when(sizes, not state.only_order)
        drawing.pop()

    def moved(action):
        return lambda change: None if drawing else action(code, str(change["new"]))

    place.observe(moved(state.put), "value")
    typed.observe(moved(state.size), "value")
    slider.observe(moved(state.size), "value")
    state.observe(draw, ["place", "points", "only_order"])
    draw()
    return column(words(f"Going {step}"), row(words("Place"), place, sizes), css="wcc-swing")


def _read_back(said: str) -> str:
    if not said:
        return ""
    lines = "".join(f"<li>{esc(line)}</li>" for line in said.splitlines())
    return f'<h3>Read it back</h3><ul aria-live="off">{lines}</ul>'


def _ask(asked: str) -> str:
    return f"<h3>Ask</h3>{paragraphs(asked)}" if asked else ""

"""What do we judge by, and what are the facts? Criteria in words, facts put right in the room."""

from __future__ import annotations

import ipywidgets as W
from traitlets import Unicode

from wcc_prioritise.widgets.console.draft import Draft, because_box, boxes, entering
from wcc_prioritise.widgets.console.parts import (
    box,
    button,
    choice,
    panel,
    reasons,
    row,
    show_when,
    tie,
    words,
)
from wcc_prioritise.widgets.day import Day

ANCHORS = ("anchor_0", "anchor_25", "anchor_50", "anchor_75", "anchor_100")
CRITERION = (
    *("name", "question", *ANCHORS, "nothing", "nothing_words"),
    *("kind", "measured_from", "counts", "use", "unit", "worst", "best", "curve", "branch"),
)
FACTS = (
    *("name", "description", "set_up_cost", "running_cost", "claimed_saving"),
    *("first_benefit", "full_benefit", "people", "gain", "duration"),
    *("lead_months_a_quarter", "quarters", "provider", "place"),
)
"""Facts of a candidate that may turn out otherwise in the room."""


class Chosen(Draft):
    """Which row is being changed, and what is typed about it?

    Parameters
    ----------
    day : Day
        The day.
    kind : str
        The kind of entry; its code is the field of that name.
    fields : tuple of str
        What the form shows of it.
    """

    code = Unicode("", help="the row; blank is a new one")
    new = Unicode("", help="the code of a new row")

    def __init__(self, day: Day, kind: str, fields: tuple[str, ...]):
        super().__init__(day, kind, fields)
        self.observe(self.choose, "code")
        day.observe(self.look, "seq")

    @property
    def rows(self) -> dict[str, dict]:
        """Give the rows of the record by code."""
        table = {"criterion": "criteria", "candidate": "candidates"}[self.kind]
        frame = getattr(self.day.results, table)
        return dict(zip(frame.index, frame.to_dict("records"), strict=True))

    @property
    def options(self) -> dict[str, str]:
        """Give the codes to choose from, with their names before them."""
        return {f"{code} {row['name']}": code for code, row in self.rows.items()}

    def choose(self, _=None) -> None:
        """Put the row that was chosen into the boxes."""
        self.begin(self.rows.get(self.code, {}))

    def look(self, _=None) -> None:
        """See the row anew, unless something is typed about it that was not entered."""
        if not self.changed:
            self.choose()

    def change(self) -> bool:
        """Enter what was changed of the row, or the new row."""
        code = self.code or self.new.strip().upper()
        if not (self.changed and code):
            self.fault = "Nothing was changed." if code else "Choose one first, or give a code."
            return False
        if not self.enter(**{self.kind: code}):
            return False
        if not self.code:
            self.new = ""
        self.choose()
        return True

    def withdraw(self) -> bool:
        """Enter that the candidate was withdrawn, with the reason."""
        because = self.because.strip() or None
        done = self.day.enter("candidate withdrawn", because, candidate=self.code or None)
        if done:
            self.code = ""
        else:
            self.fault = reasons(self.day.fault)
        return done


def form(day: Day) -> W.Widget:
    """Give the form for criteria: change one, or add one, with the words of its five steps."""
    state = Chosen(day, "criterion", CRITERION)
    made = boxes(state)
    code = tie(state, "new", box("Code of the new criterion, such as K7"))
    state.observe(lambda _: show_when(code, not state.code), "code")
    return panel(
        "Criteria in words",
        words("A change of the words or the range marks the answers that rest on them."),
        _chooser(state, "Criterion", "(a new criterion)"),
        code,
        *(made[name] for name in CRITERION[:9]),
        row(*(made[name] for name in CRITERION[9:])),
        because_box(state, "Why, where answers were shown already"),
        entering(state, "Enter the criterion", state.change),
    )


def candidate_form(day: Day) -> W.Widget:
    """Give the form for the facts of a candidate, each change with its source."""
    state = Chosen(day, "candidate", FACTS)
    made = boxes(state)
    return panel(
        "Facts of a candidate",
        _chooser(state, "Candidate", "(choose)"),
        *(made[name] for name in FACTS[:2]),
        row(*(made[name] for name in FACTS[2:])),
        because_box(state, "Source of the new figure, or why it is withdrawn"),
        row(button("Withdraw the candidate", state.withdraw)),
        entering(state, "Enter the change", state.change),
    )


def _chooser(state: Chosen, name: str, blank: str) -> W.Widget:
    """Give the list of rows; a name that changes is shown anew, and what is chosen stays chosen."""
    chosen, drawing = choice(name, {blank: "", **state.options}), []

    def draw(_=None) -> None:
        drawing.append(True)  # a list that is given anew begins at its first line
        now = {blank: "", **state.options}
        if tuple(now.items()) != tuple(chosen.options):
            chosen.options = list(now.items())
        chosen.value = state.code if state.code in now.values() else ""
        drawing.pop()

    def choose(change) -> None:
        if not drawing:
            state.code = change["new"]

    chosen.observe(choose, "value")
    state.observe(draw, "code")
    state.day.observe(draw, "seq")
    return chosen

"""Who is in, who is outstanding, and may it be shown now? The reveal, for the console only."""

from __future__ import annotations

import ipywidgets as W
from traitlets import Dict, Unicode

from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.console.following import Following, refused
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.live.parts import LOOK, View, cell, paragraph, table
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import AGREEMENT, GUT_ORDER, WEIGHTS

OF_SCREEN = {"gut": GUT_ORDER, "close": GUT_ORDER, "weights": WEIGHTS, "heard": AGREEMENT}
"""What a screen reveals, beside the criteria, which every other screen can."""

ASKED_ON = {WEIGHTS: "weights", AGREEMENT: "heard", GUT_ORDER: "gut"}
"""The screen on which each is asked; a criterion is asked on `scores`."""


class Revealing(Following):
    """How many are in, who is still writing, and the reveal itself.

    Parameters
    ----------
    day : Day
        The day.
    of : str, optional
        What can be revealed here: `weights`, `agreement` or `gut order`; by default what the screen
        on the wall asks for, else every judged criterion.
    """

    choices = Dict(help="what can be revealed: words to code")
    what = Unicode("", help="what is looked at")
    because = Unicode("", help="the reason, where it is revealed before the quorum")

    def __init__(self, day: Day, of: str | None = None):
        self._of = of or OF_SCREEN.get(day.place.screen)
        super().__init__(day)
        self.observe(lambda _: self.tried(self.refresh), "what")

    def refresh(self) -> None:
        """Count again."""
        names = self.day.results.criteria["name"]
        codes = [self._of] if self._of else self.day.results.judged
        self.choices = {f"{code} {names[code]}" if code in names else code: code for code in codes}
        if self.what not in codes:
            self.what = next((c for c in codes if self.day.results.hidden(c)), codes[0])
        self.shown = self.standing.html

    @property
    def standing(self) -> View:
        """Say how many are in, and who is outstanding, by token."""
        found = self.day.workshop.outstanding(self.what)
        here = found[found["present"] & (found[_ASKED].sum(axis=1) > 0)]
        missing = here[here["missing"] > 0]
        all_, done = len(here), len(here) - len(missing)
        rows = [
            [cell(r.person), cell(f"{r.missing} to go"), cell(_given(r))]
            for r in missing.itertuples()
        ]
        said = paragraph(f"{done} of {all_} are in. {self.rule} {self.round}")
        if not rows:
            return said + paragraph("Nobody is outstanding.")
        return said + table("Still writing: never read aloud", ["Person", "Missing", "Given"], rows)

    @property
    def rule(self) -> str:
        """Say from how many on it may be revealed without a reason."""
        quorum = self.day.results.case.charter.quorum
        if self.what in self.day.results.rounds:
            return "A round in which nobody answered is closed with a reason only."
        if quorum is None:
            return "No quorum was agreed."
        return f"The quorum is {quorum:g}: below it a reason is needed, and it is recorded."

    @property
    def round(self) -> str:
        """Say which round is open."""
        revealed = int(self.day.results.rounds.get(self.what, 0))
        return f"Round {revealed + 1} is open." if revealed else "Nothing was revealed yet."

    def reveal(self) -> bool:
        """Show the answers to the room; below the quorum with the reason that was typed."""
        done = self.kept(self.day.reveal(self.what, because=self.because.strip() or None))
        if done:
            self.because = ""
        return done

    def open_next(self) -> bool:
        """Put on the wall what is asked again: the round after a reveal is open already."""
        screen = ASKED_ON.get(self.what, "scores")
        if screen == "scores":
            return self.kept(self.day.show(Place(screen, criterion=self.what)))
        return self.kept(self.day.go(screen))


_ASKED = ["missing", "scored", "dont_know"]


def _given(row) -> str:
    unknown = f", {row.dont_know} \u201cdon't know\u201d" if row.dont_know else ""
    recused = f", {row.recused} withheld" if row.recused else ""
    return f"{row.scored} given{unknown}{recused}"


def form(day: Day, of: str | None = None) -> W.Widget:
    """Give the form: who is outstanding, the reveal with its reason, the next round."""
    state = Revealing(day, of)
    chosen = parts.choice("What is revealed", state.choices, state.what)
    return parts.panel(
        "Reveal",
        W.HTML(LOOK),
        parts.tie(state, "what", chosen),
        parts.tell(state, "shown", W.HTML(), str),
        parts.tie(state, "because", parts.box("Reason, if it is revealed before the quorum")),
        parts.tell(state, "fault", W.HTML(), refused),
        parts.row(
            parts.button("Reveal", state.reveal, main=True),
            parts.button("Ask for the next round", state.open_next),
        ),
    )

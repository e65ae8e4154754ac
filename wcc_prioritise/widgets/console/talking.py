"""What is worth talking about, what is said of it, and does it matter? The facilitator's list."""

from __future__ import annotations

import ipywidgets as W
import pandas as pd
from traitlets import Dict, Unicode

from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.ranking import rank
from wcc_prioritise.ranking.why import why
from wcc_prioritise.tables import InputError
from wcc_prioritise.voices import does_it_matter, flags
from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.console.following import (
    NOTHING_LEFT,
    Following,
    chosen_from,
    refused,
    set_in_force,
    waiting,
)
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.live.parts import LOOK, View, cell, paragraph, status, table

LISTED = 12
"""So many cells are listed; nobody has time for more."""


class Talking(Following):
    """The list of what to discuss, and what is said of the cell on the wall."""

    cells = Dict(help="the cells that are listed: words to candidate and criterion")
    candidate = Unicode("", help="the cell that is talked about")
    criterion = Unicode("", help="the cell that is talked about")
    reason = Unicode("", help="what was said of it")
    said_by = Unicode("", help="the role that said it, never a name")
    proposed = Unicode("", help="a score that somebody proposes")
    answer = Unicode("", help="whether it matters, in words")

    def refresh(self) -> None:
        """Take in the list, and what stands on the wall."""
        place = self.day.place
        if place.candidate:
            self.candidate = place.candidate
        if place.criterion in self.day.results.judged:
            self.criterion = place.criterion
        if words := waiting(self.day):
            self.cells, self.shown = {}, paragraph(words).html
            return
        rows = self.day.results.talk.head(LISTED).to_dict("records")
        self.cells = {
            f"{r['order']}. {r['candidate']} {r['name']}, {r['criterion_name']}": (
                r["candidate"],
                r["criterion"],
            )
            for r in rows
        }
        self.shown = self.view(rows).html

    def view(self, listed: list[dict]) -> View:
        """Show the list: what to talk about, what would change, who speaks first."""
        rows = [
            [
                cell(f"{r['candidate']} {r['name']}"),
                cell(f"{r['criterion']} {r['criterion_name']}"),
                cell(r["label"]),
                cell(r["why"]),
                cell(r["minority_first"]),
                cell(r["because"]),
            ]
            for r in listed
        ]
        heads = ["Candidate", "Criterion", "We", "What hangs on it", "Speaks first", "Listed for"]
        return table("What is worth talking about", heads, rows)

    @property
    def roles(self) -> list[str]:
        """List the roles that people of this panel hold."""
        held = self.day.results.case.people["roles"].dropna()
        return sorted({role.strip() for roles in held for role in _parts(roles)})

    def talk_about(self, about: tuple[str, str] | None) -> bool:
        """Put a cell (candidate and criterion) on the wall and start the timer."""
        if about is None:
            return self.refuse("There is nothing to choose from yet.")
        return self.kept(self.day.talk_about(*about))

    def keep_reason(self) -> bool:
        """Write down what was said of the cell, by role."""
        if not self.reason.strip():
            return self.refuse("Type what was said first.")
        by = f" (said by: {self.said_by})" if self.said_by else ""
        about = {"candidate": self.candidate or None, "criterion": self.criterion or None}
        done = self.kept(self.day.enter("note", text=f"{self.reason.strip()}{by}", **about))
        if done:
            self.reason = ""
        return done

    def does_it_matter(self) -> bool:
        """Say whether the proposed score would change the set; nothing is kept."""
        return self.tried(self._answer)

    def _answer(self) -> None:
        self.answer = ""
        found = does_it_matter(
            set_in_force(self.day), self.candidate, self.criterion, _score(self.proposed)
        )
        self.answer = found.words

    def name(self, group: str, candidate: str) -> bool:
        """Enter the candidate that a voice group names to be talked about."""
        return self.kept(self.day.enter("discuss", group=group or None, candidate=candidate))


class Flags(Following):
    """What may be going wrong in the room: for the facilitator's eyes only.

    Looked for when asked, not at every entry: that takes a few seconds.
    """

    seen = Dict(help="the flags in words, to what is entered about them")
    action = Unicode("", help="what was done about it")

    def look(self) -> bool:
        """Work the flags out anew; they are never stored."""
        return self.tried(self._look)

    def _look(self) -> None:
        self.found = flags(self._about())
        self.seen = {f"{row.check}: {row.about}": row.check for row in self.found.itertuples()}
        self.shown = self.view.html

    def _about(self):
        if waiting(self.day):
            return self.day.results.shown
        return set_in_force(self.day)

    @property
    def view(self) -> View:
        """Show what was seen, why it matters and what to do."""
        if self.found.empty:
            return paragraph("Nothing to look at.")
        rows = [
            [cell(r.check), cell(r.about), cell(r.seen), cell(r.matters), cell(r.do)]
            for r in self.found.itertuples()
        ]
        heads = ["Sign", "About", "Seen", "Why it matters", "What to do"]
        return table("For your eyes only", heads, rows)

    def act_on(self, check: str | None) -> bool:
        """Enter what was done about a flag; whom it was about stays out of the record."""
        if not (check and self.action.strip()):
            return self.refuse("Choose a sign and type what was done first.")
        done = self.kept(self.day.enter("action", text=f"{check}: {self.action.strip()}"))
        if done:
            self.action = ""
        return done


class Why(Following):
    """Why a candidate stands where it stands, and what would lift it."""

    candidates = Dict(help="what can be asked about: words to code")
    candidate = Unicode("", help="who is asked about")
    words = Unicode("", help="the answer")
    _answered: tuple | None = None

    def __init__(self, day: Day):
        super().__init__(day)
        self.observe(lambda _: self.tried(self.refresh), "candidate")

    def refresh(self) -> None:
        """Answer for the candidate that was chosen, unless the answer stands already."""
        if words := waiting(self.day):
            self.candidates, self.words, self._answered = {}, words, None
        else:
            portfolio = set_in_force(self.day)
            if self._answered != (portfolio, self.candidate):
                self._answer(portfolio)
        self.shown = status(self.words).html

    def _answer(self, portfolio: Portfolio) -> None:
        ranking = rank(portfolio.appraisal)
        table = ranking.table
        named = table["candidate"] + " " + table["name"]
        self.candidates = dict(zip(named, table["candidate"], strict=True))
        if self.candidate not in self.candidates.values():
            self.candidate = table["candidate"].iloc[0]
        self.words = why(ranking, self.candidate, self.day.results.stress.bands)
        self._answered = portfolio, self.candidate


def _parts(roles: object) -> list[str]:
    return roles.split(";") if isinstance(roles, str) else list(roles)


def _score(typed: str) -> float:
    try:
        return float(typed)
    except ValueError:
        raise InputError.of(
            found=f"score {typed!r}", allowed="a number, 0 to 100", do="Type the disputed score."
        ) from None


# ---- views --------------------------------------------------------------------------------------


def form(day: Day) -> W.Widget:
    """Give the form: the list, the reason box, "does it matter?", what groups name, the flags."""
    state = Talking(day)
    return parts.column(
        W.HTML(LOOK), _list(state), _said(state), _matters(state), _named(state), flags_form(day)
    )


def _list(state: Talking) -> W.Widget:
    return parts.panel(
        "What to talk about next",
        parts.tell(state, "shown", W.HTML(), str),
        chosen_from(state, "cells", "Talk about", "Show it and start the timer", state.talk_about),
        parts.tell(state, "fault", W.HTML(), refused),
    )


def _said(state: Talking) -> W.Widget:
    return parts.panel(
        "What was said of it",
        parts.tie(state, "reason", parts.box("What was said", long=True)),
        parts.tie(state, "said_by", parts.choice("Said by", ["", *state.roles], "")),
        parts.row(parts.button("Write it down", state.keep_reason)),
    )


def _matters(state: Talking) -> W.Widget:
    results = state.day.results
    cases = _choices(results.candidates), _choices(results.criteria.loc[results.judged])
    candidate = parts.choice("Candidate", cases[0], state.candidate or None)
    criterion = parts.choice("Criterion", cases[1], state.criterion or None)
    state.candidate, state.criterion = candidate.value, criterion.value
    return parts.panel(
        "Does it matter?",
        parts.row(
            parts.tie(state, "candidate", candidate), parts.tie(state, "criterion", criterion)
        ),
        parts.row(
            parts.tie(state, "proposed", parts.box("The score somebody proposes")),
            parts.button("Does it matter?", state.does_it_matter),
        ),
        parts.tell(state, "answer", W.HTML(), lambda text: status(text).html),
    )


def _choices(table: pd.DataFrame) -> dict[str, str]:
    return {f"{code} {name}": code for code, name in table["name"].items()}


def _named(state: Talking) -> W.Widget:
    results = state.day.results
    groups = list(results.case.voice_groups["group"].drop_duplicates())
    if not groups:
        return parts.column()
    group = parts.choice("Voice group", groups)
    candidate = parts.choice("The candidate it names", _choices(results.candidates))

    def name() -> None:
        state.name(group.value, candidate.value)

    return parts.panel(
        "A group names one to talk about",
        parts.row(group, candidate, parts.button("Enter it", name)),
    )


def flags_form(day: Day) -> W.Widget:
    """Give the flags, with a box for what was done about one."""
    state = Flags(day)
    return parts.panel(
        "For your eyes only",
        parts.row(parts.button("Look for signs of trouble (takes a few seconds)", state.look)),
        parts.tell(state, "shown", W.HTML(), str),
        parts.tie(state, "action", parts.box("What was done about it")),
        chosen_from(state, "seen", "About which sign", "Enter what was done", state.act_on),
        parts.tell(state, "fault", W.HTML(), refused),
    )


def why_form(day: Day) -> W.Widget:
    """Give the form: choose a candidate, read why it stands there and what would lift it."""
    state = Why(day)
    chosen = parts.choice("Candidate", state.candidates or NOTHING_LEFT)

    def listed(_=None) -> None:
        chosen.options = list((state.candidates or NOTHING_LEFT).items())
        chosen.value = state.candidate or None

    def ask(change) -> None:
        state.candidate = change["new"] or state.candidate

    listed()
    state.observe(listed, "candidates")
    chosen.observe(ask, "value")
    return parts.panel(
        "Why does it stand there?",
        W.HTML(LOOK),
        chosen,
        parts.tell(state, "shown", W.HTML(), str),
        parts.tell(state, "fault", W.HTML(), refused),
    )

"""Were they heard? Answers to the closing statements, the minority report, comments and ideas."""

from __future__ import annotations

import ipywidgets as W
import pandas as pd
from traitlets import Dict, Unicode

from wcc_prioritise.voices import minority_report
from wcc_prioritise.voices.heard import STATEMENTS, said_of
from wcc_prioritise.voices.minority import DRAFT
from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.console.following import (
    Following,
    chosen_from,
    refused,
    set_in_force,
    waiting,
)
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.live.parts import LOOK, View, cell, paragraph, table


class Agreeing(Following):
    """One person's answers to the three statements."""

    person = Unicode("", help="token of whoever answers")
    answers = Dict(help="statement to the answer as typed")
    round = Unicode("1", help="1 before the discussion of the set, 2 after it")
    reason = Unicode("", help="why, in their own words")

    def refresh(self) -> None:
        """List who can answer."""
        self.people = list(self.day.results.case.people["person"])
        if self.person not in self.people:
            self.person = self.people[0]
        if not self.answers:
            self.answers = dict.fromkeys(STATEMENTS, "")

    def answer(self, statement: str, typed: str) -> None:
        """Take in what was answered."""
        self.answers = {**self.answers, statement: typed}

    def enter(self) -> bool:
        """Enter the answers of one person; a blank is no answer, not nought."""
        if not any(typed.strip() for typed in self.answers.values()):
            return self.refuse("Type at least one answer, 0 to 10.")
        given = {name: typed.strip() or None for name, typed in self.answers.items()}
        said = {"person": self.person, "round": self.round, "reason": self.reason.strip() or None}
        done = self.kept(self.day.enter("agreement", **said, **given))
        if done:
            self.answers, self.reason = dict.fromkeys(STATEMENTS, ""), ""
        return done


class Minority(Following):
    """The minority report, line by line: read out, then accepted by those it speaks for."""

    drafted = Dict(help="lines that are not accepted yet: words to code")
    group = Unicode("", help="the voice group that writes lines of its own")
    own = Unicode("", help="a line in a group's own words")
    _made_from: tuple | None = None

    def refresh(self) -> None:
        """Draft the lines again from what was revealed."""
        if words := waiting(self.day):
            self.drafted = {}
            self.shown = paragraph(words).html
            return
        self._draft()
        rows = self.lines[self.lines["status"] == DRAFT]
        self.drafted = {f"{r.group}, {r.part}: {r.text}": r.line for r in rows.itertuples()}
        self.shown = self.view.html

    def _draft(self) -> None:
        """Draft the lines, unless nothing that they are made from has changed."""
        acts = self.day.results.case.acts
        accepted = acts[acts["act"] == "minority text accepted"].to_json()
        made_from = set_in_force(self.day), accepted
        if made_from != self._made_from:
            self._made_from = made_from
            self.lines = minority_report(self.day.results.portfolio_now).lines

    @property
    def view(self) -> View:
        """Show every line, with whether it is accepted."""
        if self.lines.empty:
            return paragraph("No group of three or more would have chosen otherwise.")
        rows = [
            [cell(r.group), cell(r.candidate), cell(r.part), cell(r.text), cell(r.status)]
            for r in self.lines.itertuples()
        ]
        heads = ["Voice", "Candidate", "What", "Words", "Status"]
        return table("The minority report: read it to them", heads, rows)

    def accept(self, line: str | None) -> bool:
        """Enter that a line was accepted by those it speaks for."""
        if line is None:
            return self.refuse("There is no line left to accept.")
        return self.kept(self.day.enter("minority text accepted", text=line))

    def add_own(self) -> bool:
        """Enter a line in a group's own words."""
        if not (self.own.strip() and self.group):
            return self.refuse("Choose the group and type its words first.")
        said = {"group": self.group, "text": self.own.strip()}
        done = self.kept(self.day.enter("minority text accepted", **said))
        if done:
            self.own = ""
        return done


class Answering(Following):
    """Comments and ideas, each with what became of it.

    Parameters
    ----------
    day : Day
        The day.
    kind : {"comment", "idea"}
        Which of the two.
    """

    open = Dict(help="what is not answered yet: words to code")
    answer = Unicode("", help="the answer, or what became of it")
    what = Unicode("", help="a new one, in its own words")
    source = Unicode("", help="from whom, as a role or an organisation")

    def __init__(self, day: Day, kind: str):
        self.kind, self.field = kind, {"comment": "answer", "idea": "outcome"}[kind]
        super().__init__(day)

    def refresh(self) -> None:
        """List what came in."""
        rows = getattr(self.day.results.case, f"{self.kind}s")
        waits = rows[rows[self.field].isna()]
        self.open = {f"{r[self.kind]} {r['what']}": r[self.kind] for r in waits.to_dict("records")}
        self.shown = self.view(rows).html

    def view(self, rows: pd.DataFrame) -> View:
        """Show each with its answer."""
        if rows.empty:
            return paragraph(f"No {self.kind} came in.")
        listed = [
            [cell(r[self.kind]), cell(r["source"]), cell(r["what"]), cell(r[self.field])]
            for r in rows.to_dict("records")
        ]
        title = f"{self.kind.capitalize()}s, and what became of each"
        return table(title, ["Code", "From", "What", "Answer"], listed)

    def add(self) -> bool:
        """Enter one that came in."""
        if not self.what.strip():
            return self.refuse(f"Type the {self.kind} first.")
        said = {"what": self.what.strip(), "source": self.source.strip() or None}
        done = self.kept(self.day.enter(self.kind, **said))
        if done:
            self.what = self.source = ""
        return done

    def settle(self, code: str | None) -> bool:
        """Enter the answer, or what became of it."""
        if not (code and self.answer.strip()):
            return self.refuse("Choose one and type the answer first.")
        said = {self.kind: code, self.field: self.answer.strip()}
        done = self.kept(self.day.enter(self.kind, **said))
        if done:
            self.answer = ""
        return done


# ---- views --------------------------------------------------------------------------------------


def form(day: Day) -> W.Widget:
    """Give the form: agreement, the minority report, comments and ideas."""
    return parts.column(
        W.HTML(LOOK),
        _agreeing(Agreeing(day)),
        _minority(Minority(day)),
        *(_answering(Answering(day, kind)) for kind in ("comment", "idea")),
    )


def _agreeing(state: Agreeing) -> W.Widget:
    return parts.panel(
        "Each person's answers, 0 to 10",
        parts.row(
            parts.tie(state, "person", parts.choice("Person", state.people, state.person)),
            parts.tie(state, "round", parts.choice("Round", _MOMENTS, state.round)),
        ),
        *(_statement(state, name) for name in STATEMENTS),
        parts.tie(state, "reason", parts.box("Why, in their own words")),
        parts.tell(state, "fault", W.HTML(), refused),
        parts.row(parts.button("Enter the answers", state.enter, main=True)),
    )


_MOMENTS = {"before the discussion of the set": "1", "after it": "2"}


def _statement(state: Agreeing, name: str) -> W.Widget:
    typed = parts.box(said_of(name), state.answers[name])
    typed.observe(lambda change: state.answer(name, change["new"]), "value")

    def follow(change) -> None:
        typed.value = change["new"][name]

    state.observe(follow, "answers")
    return typed


def _minority(state: Minority) -> W.Widget:
    groups = list(state.day.results.case.voice_groups["group"].drop_duplicates())
    return parts.panel(
        "The minority report",
        parts.tell(state, "shown", W.HTML(), str),
        chosen_from(state, "drafted", "A line they accept", "They accept it", state.accept),
        parts.tie(state, "group", parts.choice("Voice group", ["", *groups], "")),
        parts.tie(state, "own", parts.box("A line in its own words", long=True)),
        parts.row(parts.button("Enter its line", state.add_own)),
        parts.tell(state, "fault", W.HTML(), refused),
    )


def _answering(state: Answering) -> W.Widget:
    told = {"comment": "The answer", "idea": "What became of it"}[state.kind]
    return parts.panel(
        f"{state.kind.capitalize()}s",
        parts.tell(state, "shown", W.HTML(), str),
        parts.row(
            parts.tie(state, "what", parts.box(f"A new {state.kind}")),
            parts.tie(state, "source", parts.box("From whom (a role or an organisation)")),
            parts.button(f"Enter the {state.kind}", state.add),
        ),
        parts.tie(state, "answer", parts.box(told)),
        chosen_from(state, "open", f"Which {state.kind}", "Enter what became of it", state.settle),
        parts.tell(state, "fault", W.HTML(), refused),
    )

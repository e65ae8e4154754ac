"""What was decided, what is left over, and is the record complete? The end of the day."""

from __future__ import annotations

import ipywidgets as W
import pandas as pd
from traitlets import Dict, Unicode

from wcc_prioritise.challenge.completeness import NOT_MET, completeness
from wcc_prioritise.voices import gut_orders
from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.console.following import (
    Following,
    chosen_from,
    refused,
    waiting,
)
from wcc_prioritise.widgets.console.revealing import form as reveal_form
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.live.parts import LOOK, NOTHING, View, cell, paragraph, table
from wcc_prioritise.widgets.results import GUT_ORDER
from wcc_prioritise.workshop.freezing import ROLES

PARKED = "parking lot"


class Deciding(Following):
    """What was decided, by which body, and why."""

    body = Unicode("", help="which body decided")
    what = Unicode("", help="what was decided")
    because = Unicode("", help="why")

    def refresh(self) -> None:
        """List what was decided so far."""
        rows = self.day.results.case.decisions
        listed = [[cell(r.decision), cell(r.body), cell(r.what), cell(r.because)]
                  for r in rows.itertuples()]  # fmt: skip
        heads = ["Code", "Body", "Decided", "Why"]
        self.shown = table("Decisions", heads, listed).html if listed else NOTHING.html
        self.body = self.body or self.day.results.case.charter.who_decides or ""

    def enter(self) -> bool:
        """Enter a decision."""
        said = {"body": self.body.strip() or None, "what": self.what.strip() or None}
        done = self.kept(self.day.enter("decision", because=self.because.strip() or None, **said))
        if done:
            self.what = self.because = ""
        return done


class Parked(Following):
    """What was put in the parking lot: each item leaves with an owner and a date."""

    open = Dict(help="items without an owner: words to text")
    owner = Unicode("", help="the role that follows it up")
    date = Unicode("", help="by when, as 2027-04-30")

    def refresh(self) -> None:
        """List the items; an item that was entered again with an owner is settled."""
        acts = self.day.results.case.acts
        rows = acts[(acts["act"] == PARKED) & acts["text"].notna()]
        owned = set(rows.loc[rows["owner"].notna(), "text"])
        self.open = {text: text for text in rows["text"] if text not in owned}
        settled = rows[rows["owner"].notna()]
        listed = [[cell(r.text), cell(r.owner), cell(r.date)] for r in settled.itertuples()]
        listed += [[cell(text), cell("nobody yet"), cell("")] for text in self.open]
        heads = ["Item", "Who follows it up", "By"]
        self.shown = (table("Parking lot", heads, listed) if listed
                      else paragraph("The parking lot is empty.")).html  # fmt: skip

    def settle(self, text: str | None) -> bool:
        """Give an item its owner and its date."""
        if not (text and self.owner.strip()):
            return self.refuse("Choose an item and type the role that follows it up first.")
        said = {"text": text, "owner": self.owner.strip(), "date": self.date.strip() or None}
        done = self.kept(self.day.enter(PARKED, **said))
        if done:
            self.owner = self.date = ""
        return done


class GutOrders(Following):
    """What people felt before any number, beside what the numbers came to."""

    def refresh(self) -> None:
        """Show the orders once they are opened; before that only that they are sealed."""
        if not self.day.results.seen(GUT_ORDER):
            self.shown = paragraph("The gut orders are sealed. Reveal them below.").html
        elif words := waiting(self.day):
            self.shown = paragraph(words).html
        else:
            self.shown = self.view.html

    @property
    def view(self) -> View:
        """Show the room's words, and each person's for the console."""
        found = gut_orders(self.day.results.portfolio)
        people = found.people_console_only
        if people.empty:
            return paragraph(found.words)
        rows = [[cell(r.person), cell(r.words)] for r in people.itertuples()]
        own = table("For each one alone, never read aloud", ["Person", "Their own order"], rows)
        unknown = "; ".join(found.not_understood)
        misread = paragraph(f"Not understood: {unknown}." if unknown else "")
        return paragraph(found.words) + misread + own


class Freezing(Following):
    """Seal the record, and sign it."""

    because = Unicode("", help="what it is frozen for")
    role = Unicode(ROLES[0], help="who signs")
    by = Unicode("", help="role or post of whoever signs")

    def refresh(self) -> None:
        """Show what goes on the sign-off sheet."""
        frozen = self.day.workshop.frozen
        if frozen is None:
            self.shown = paragraph("The record is not frozen.").html
            return
        rows = [
            [cell("Number of entries"), cell(f"{frozen.head.entries:,}")],
            [cell("Seal of the last"), cell(frozen.head.seal)],
            [cell("Fingerprint of what it holds"), cell(frozen.fingerprint)],
        ]
        acts = self.day.results.case.acts
        signed = acts[(acts["act"] == "sign-off") & (acts["entry"] == frozen.head.entries)]["text"]
        rows += [[cell(f"Signed as {role}"), cell("yes" if role in set(signed) else "not yet")]
                 for role in ROLES]  # fmt: skip
        title = "Write this on the sign-off sheet"
        self.shown = (table(title, ["What", "As it stands"], rows) + paragraph(frozen.words)).html

    def freeze(self) -> bool:
        """Freeze the record for sign-off."""
        done = self.kept(self.day.freeze(self.because.strip()))
        if done:
            self.because = ""
        return done

    def sign(self) -> bool:
        """Sign as analyst, assurer or approver."""
        done = self.kept(self.day.sign_off(self.role, self.by.strip()))
        if done:
            self.by = ""
        return done


class Completing(Following):
    """Is the record complete, and what can still be filled in?"""

    missing = Dict(help="what is missing: words to item")
    text = Unicode("", help="what is put in, or who will see to it")
    owner = Unicode("", help="the role that sees to it")
    date = Unicode("", help="by when, as 2027-04-30")

    def refresh(self) -> None:
        """Hold the record against the published lists."""
        found = completeness(self.day.workshop)
        rows = found.table[found.table["status"] == NOT_MET]
        self.missing = {f"{r.item}: {r.missing}": r.item for r in rows.itertuples()}
        self.shown = self.view(found.met, found.asked, rows).html

    def view(self, met: int, asked: int, rows: pd.DataFrame) -> View:
        """Show what is missing."""
        said = paragraph(f"{met} of {asked} points that apply are in the record.")
        listed = [[cell(r.item), cell(r.missing), cell(r.list)] for r in rows.itertuples()]
        if not listed:
            return said
        return said + table("Still missing", ["Point", "What is missing", "Asked by"], listed)

    def see_to(self, item: str | None) -> bool:
        """Enter who sees to a missing point, and by when."""
        if not (item and self.text.strip()):
            return self.refuse("Choose a point and type what is done about it first.")
        said = {"owner": self.owner.strip() or None, "date": self.date.strip() or None}
        done = self.kept(self.day.enter("action", text=f"{item}: {self.text.strip()}", **said))
        if done:
            self.text = self.owner = self.date = ""
        return done


# ---- views --------------------------------------------------------------------------------------


def form(day: Day) -> W.Widget:
    """Give the form: decision, parking lot, gut orders, freeze and sign-off."""
    return parts.column(
        W.HTML(LOOK),
        _deciding(Deciding(day)),
        _parked(Parked(day)),
        parts.panel("The sealed gut orders", parts.tell(GutOrders(day), "shown", W.HTML(), str)),
        reveal_form(day, GUT_ORDER),
        _freezing(Freezing(day)),
    )


def _deciding(state: Deciding) -> W.Widget:
    return parts.panel(
        "What was decided",
        parts.tell(state, "shown", W.HTML(), str),
        parts.row(
            parts.tie(state, "body", parts.box("Which body decides")),
            parts.tie(state, "what", parts.box("What is decided or recommended")),
        ),
        parts.tie(state, "because", parts.box("Why")),
        parts.tell(state, "fault", W.HTML(), refused),
        parts.row(parts.button("Enter the decision", state.enter, main=True)),
    )


def _parked(state: Parked) -> W.Widget:
    return parts.panel(
        "The parking lot",
        parts.tell(state, "shown", W.HTML(), str),
        parts.row(
            parts.tie(state, "owner", parts.box("Who follows it up (a role)")),
            parts.tie(state, "date", parts.box("By when (such as 2027-04-30)")),
        ),
        chosen_from(state, "open", "Which item", "Give it its owner", state.settle),
        parts.tell(state, "fault", W.HTML(), refused),
    )


def _freezing(state: Freezing) -> W.Widget:
    return parts.panel(
        "Freeze and sign",
        parts.tell(state, "shown", W.HTML(), str),
        parts.tie(state, "because", parts.box("What it is frozen for")),
        parts.row(parts.button("Freeze the record", state.freeze, main=True)),
        parts.row(
            parts.tie(state, "role", parts.choice("Signs as", ROLES)),
            parts.tie(state, "by", parts.box("By (a role or post)")),
            parts.button("Sign", state.sign),
        ),
        parts.tell(state, "fault", W.HTML(), refused),
    )


def record_form(day: Day) -> W.Widget:
    """Give the form: what the record lacks, and who will see to it."""
    state = Completing(day)
    return parts.panel(
        "Is the record complete?",
        W.HTML(LOOK),
        parts.tell(state, "shown", W.HTML(), str),
        parts.row(
            parts.tie(state, "text", parts.box("What is done about it")),
            parts.tie(state, "owner", parts.box("Who sees to it (a role)")),
            parts.tie(state, "date", parts.box("By when (such as 2027-04-30)")),
        ),
        chosen_from(state, "missing", "Which point", "Enter it", state.see_to),
        parts.tell(state, "fault", W.HTML(), refused),
    )

"""What do we tell everybody? A page in plain English: what, why, who, what next, and your words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.challenge.answering import GROUND_WORDS
from wcc_prioritise.exports.challenging import where_and_when
from wcc_prioritise.exports.content import Block, Listing, Paper, Paragraph, Table, section
from wcc_prioritise.exports.outcome import dissent_words
from wcc_prioritise.exports.public_people import panel_rows
from wcc_prioritise.exports.public_words import Discreet, half_day, names_words
from wcc_prioritise.exports.record_papers import in_both, paper_of
from wcc_prioritise.exports.wording import capital, counted, given, missing, sentence, short
from wcc_prioritise.schema import CLASSES
from wcc_prioritise.tables import InputError
from wcc_prioritise.voices import final_set, you_said

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

CLASS_WORDS = {
    "quick win": "helps soon",
    "long-term gain": "helps later, and more",
    "steady": "in between",
}
"""Classes as a reader outside would say them."""

UNCHECKED = (
    "NOT YET FOR PUBLICATION: nobody has compared the texts with the key of names. Do that first "
    "(wcc publish names every text to look at)."
)
A_NAME = "(left out: it holds a word like a name that nobody has looked at yet)"

_COSTS = re.compile(
    r"(with|without) it the set would be worth [\d.,]+ points a year(?: \([^)]*\))? less.*"
)


def make(told: OfRecord) -> dict[str, bytes]:
    """Give the public summary, as a web page and in Word."""
    return in_both("public-summary", PublicSummary(told).paper())


def plain_why(why: str) -> str:
    """Say why a project is in or out, without points that could be set beside scores.

    Examples
    --------
    >>> plain_why("with it the set would be worth 35.4 points a year (11.0%) less; P14 would enter")
    'Taking it up would have meant leaving out others that together help more.'
    >>> plain_why("a rule puts it in")
    'A rule puts it in.'
    """
    found = _COSTS.fullmatch(why)
    if found is None:
        return sentence(why)
    if found[1] == "without":
        return "Without it the projects together would help less."
    return "Taking it up would have meant leaving out others that together help more."


@dataclass(frozen=True)
class PublicSummary:
    """The summary of one record for everybody.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.
    """

    told: OfRecord

    def paper(self) -> Paper:
        """Make the summary; it holds no score, no total, no person and no clock time."""
        sections = [
            section("What we were asked", self._asked()),
            section("Who took part", self._who()),
            section("How we decided", self._how()),
            section("What was chosen, and why", self._chosen()),
            section("What was not chosen, and why", self._not_chosen()),
            section("What happens next", self._next()),
            section("How to challenge this", self._challenge()),
            section("About this page", self._about()),
            section("You said, we did, we didn't because", self._you_said()),
        ]
        title = self._say(self.told.case.charter.question)
        paper = paper_of(self.told, title, sections, say=self._say)
        return paper if self._checked else _marked(paper)

    # ---- what may be said -----------------------------------------------------------------------

    @cached_property
    def _discreet(self) -> Discreet:
        return Discreet(self.told.case)

    @cached_property
    def _unchecked(self) -> frozenset[str] | None:
        """Words like a name that wait to be looked at; None where there is no key to compare."""
        if self.told.case.charter.privacy == "anonymous":
            return frozenset()
        try:
            waiting = self.told.workshop.names_to_check()
        except InputError:
            return None
        return frozenset(map(str.casefold, waiting["text"]))

    @property
    def _checked(self) -> bool:
        return self._unchecked is not None and not self._unchecked

    def _say(self, cell: object) -> str:
        """Give a text as it may be published."""
        text = self._discreet(cell)
        low = text.casefold()
        return A_NAME if any(word in low for word in self._unchecked or ()) else text

    # ---- its parts ------------------------------------------------------------------------------

    def _asked(self) -> list[Block]:
        charter = self.told.case.charter
        said = [f"{charter.organisation} asked: {charter.question}"]
        if charter.scope:
            said.append(f"What it covers: {charter.scope}")
        if charter.budget:
            said.append(f"The money: {charter.budget}")
        return [Paragraph(self._say(words)) for words in said]

    def _who(self) -> list[Block]:
        charter = self.told.case.charter
        rows = [(group, roles, people) for group, roles, people in panel_rows(self.told.case)]
        everybody = rows.pop()[-1]
        decides = given(charter.who_decides, "a body in public")
        return [
            Paragraph(
                f"{everybody} people sat on the panel. They gave their views in private first, "
                "then together, then in private again."
            ),
            Paragraph(self._say(f"The panel gives advice. The decision is for {decides}.")),
            Table(
                "Who was in the room. Small groups are counted together, so that nobody can be "
                "picked out.",
                ("Group", "Roles", "People"),
                tuple(
                    (self._say(group), self._say(roles), people) for group, roles, people in rows
                ),
                align="llr",
                widths=(4.5, 10.0, 2.5),
            ),
        ]

    def _how(self) -> list[Block]:
        rows = tuple(
            (self._say(row["name"]), self._say(row["question"]))
            for row in self.told.case.criteria.to_dict("records")
        )
        return [
            Paragraph(
                "We agreed what matters before anybody scored. Each project was held against "
                "doing nothing. Then we looked for the projects that do the most good together "
                "within the money and the people we have."
            ),
            Table("What mattered", ("What", "The question we asked"), rows, widths=(5.0, 12.0)),
            Paragraph(self.told.agreement.words),
        ]

    @cached_property
    def _members(self) -> pd.DataFrame:
        return self.told.portfolio.members

    def _listed(self, wanted: Callable[[str], bool], caption: str) -> list[Block]:
        """Show the candidates that are wanted, with what each changes and why it is in or out."""
        about = self.told.case.candidates.set_index("candidate")["description"]
        departs = self.told.case.departures.set_index("candidate")
        rows = tuple(
            (
                self._say(f"{row['candidate']} {short(row['name'])}"),
                CLASS_WORDS[row["class"]],
                self._say(given(about[row["candidate"]], "not described")),
                self._why(row, departs),
            )
            for kind in CLASSES
            for row in self._members[self._members["class"] == kind].to_dict("records")
            if wanted(row["candidate"])
        )
        if not rows:
            return [Paragraph("None.")]
        columns = ("Project", "When it helps", "What changes", "Why")
        return [Table(caption, columns, rows, widths=(4.2, 2.3, 5.5, 5.0))]

    def _why(self, row: dict, departs: pd.DataFrame) -> str:
        code = row["candidate"]
        if code not in departs.index:
            return plain_why(row["why"])
        act, why = departs.at[code, "departs"], departs.at[code, "because"]
        return self._say(sentence(f"{act} by the people who decide or advise: {why}"))

    def _chosen(self) -> list[Block]:
        final = final_set(self.told.portfolio)
        many = counted(len(final), "project is", "projects are")
        opening = Paragraph(f"{many} in the set.", "lead")
        return [opening, *self._listed(lambda code: code in final, "The projects in the set")]

    def _not_chosen(self) -> list[Block]:
        final = final_set(self.told.portfolio)
        opening = Paragraph(
            "These are not bad projects. There was not enough money, or not enough people to lead "
            "them, for all."
        )
        caption = "The projects that are not in the set"
        listed = self._listed(lambda code: code not in final, caption)
        return [opening, *listed, Paragraph(self._say(dissent_words(self.told.minority)))]

    def _next(self) -> list[Block]:
        case, said = self.told.case, []
        for row in case.decisions.to_dict("records"):
            date = "" if missing(row["date"]) else f" on {given(row['date'])}"
            said.append(f"Decided by {row['body']}{date}: {sentence(row['what'])}")
            if not missing(row["review"]):
                said.append(f"It is looked at again on {given(row['review'])}.")
        for row in case.promises[case.promises["kept"] == "open"].to_dict("records"):
            due = "" if missing(row["due"]) else f", by {given(row['due'])}"
            said.append(sentence(f"Promised to {row['whom']}: {row['what']}{due}"))
        nothing = "Nothing has been decided yet."
        return [Listing(tuple(self._say(words) for words in said or [nothing]))]

    def _challenge(self) -> list[Block]:
        return [
            Paragraph(
                "Do you think that we got something wrong? Write to us and tell us why. Somebody "
                "who was not on the panel will look at it and answer in writing. You can say that:"
            ),
            Listing(tuple(sentence(words) for words in GROUND_WORDS.values())),
            Paragraph(self._say(where_and_when(self.told.case))),
        ]

    def _about(self) -> list[Block]:
        told, workshop = self.told, self.told.workshop
        head = told.frozen.head if told.frozen else told.head
        start = told.entries["at"].iloc[0]
        frozen = told.entries.loc[told.entries["kind"] == "freeze", "at"]
        closed = half_day(frozen.iloc[-1]) if len(frozen) else "not yet"
        names = UNCHECKED
        if self._checked:
            names = names_words(workshop, told.case.charter.privacy, self._discreet)
        return [
            Paragraph(
                f"The record was begun on {half_day(start)} and frozen for sign-off: {closed} "
                "(universal time)."
            ),
            Paragraph(
                f"It had {head.entries:,} entries then; the seal of the last is {head.seal}."
            ),
            Paragraph(names),
        ]

    def _you_said(self) -> list[Block]:
        rows = tuple(
            (
                self._say(
                    f"{capital(row['kind'])}, {given(row['who'], 'from nobody in particular')}"
                ),
                self._say(row["you_said"]),
                capital(self._say(row["answer"])),
                self._say(plain_why(given(row["because"], "not yet answered"))),
            )
            for row in you_said(self.told.portfolio).to_dict("records")
            if row["kind"] not in ("decision", "departure")
        )
        if not rows:
            return [Paragraph("Nothing has been put to us yet.")]
        columns = ("From", "You said", "What we did", "Because")
        return [Table("What became of what you said", columns, rows, widths=(3.6, 5.0, 3.6, 4.8))]


def _marked(paper: Paper) -> Paper:
    """Say on every page that the summary is not for publication yet."""
    return replace(paper, notice=f"{paper.notice} {UNCHECKED}".strip())

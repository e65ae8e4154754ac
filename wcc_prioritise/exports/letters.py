"""What became of your project? A letter to the sponsor of each candidate, from the record alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.challenge.answering import GROUND_WORDS
from wcc_prioritise.challenge.deadline import deadline
from wcc_prioritise.exports.anchor_words import anchor_words
from wcc_prioritise.exports.challenging import where_and_when
from wcc_prioritise.exports.content import Block, Listing, Paper, Paragraph, Section, Table, section
from wcc_prioritise.exports.criteria import named
from wcc_prioritise.exports.gates import status_words
from wcc_prioritise.exports.public_words import Discreet
from wcc_prioritise.exports.record_papers import day_of, in_word, paper_of
from wcc_prioritise.exports.what_was_said import reasons_of
from wcc_prioritise.exports.wording import (
    capital,
    counted,
    given,
    missing,
    points,
    quantity,
    sentence,
)
from wcc_prioritise.judgement.disclosure import PANEL
from wcc_prioritise.ranking.why import why
from wcc_prioritise.robustness.next_band import next_band
from wcc_prioritise.voices import final_set

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

NOT_TOLD = "not told"
SPONSOR = "sponsor"
TO_ADD = "[Name and address]"


def make(told: OfRecord) -> dict[str, bytes]:
    """Give one Word letter for each candidate: letters/P01.docx and so on."""
    letters = Letters(told)
    files = {}
    for code in told.case.names.index:
        files |= in_word(f"letters/{code}", letters.paper(code))
    return files


@dataclass(frozen=True)
class Letters:
    """The letters of one record; what they share is worked out once.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.
    """

    told: OfRecord

    def paper(self, code: str) -> Paper:
        """Make the letter on one candidate."""
        told, name = self.told, self.told.case.names[code]
        sections = [
            self._opening(code),
            section("Is it in the set?", self._in_or_out(code)),
            section("How it was scored", self._scores(code)),
            section("What would have lifted it", self._lifts(code)),
            section("What was said about it", self._said(code)),
            section("How to challenge this", self._challenge()),
        ]
        until = deadline(told.case)
        fields = {
            "sponsor": self._whom(code),
            "project": f"{code} {name}",
            "challenge_to": given(until.to, ""),
            "challenge_by": given(until.until, ""),
        }
        return paper_of(told, f"Your project: {code} {name}", sections, letter=fields)

    # ---- what the letters share -----------------------------------------------------------------

    @cached_property
    def _members(self) -> pd.DataFrame:
        return self.told.portfolio.members.set_index("candidate")

    @cached_property
    def _final(self) -> tuple[str, ...]:
        return final_set(self.told.portfolio)

    @cached_property
    def _cells(self) -> dict:
        return dict(self.told.shown.cells)

    @cached_property
    def _thresholds(self) -> pd.Series:
        return self.told.thresholds.set_index("candidate")["words"]

    @cached_property
    def _reasons(self) -> pd.DataFrame:
        return reasons_of(self.told.case, Discreet(self.told.case))

    @cached_property
    def _sponsors(self) -> pd.Series:
        return self.told.case.candidates.set_index("candidate")["sponsor"]

    def _whom(self, code: str) -> str:
        """Name the sponsor as a role: as the candidate, or else a stakeholder of it, says."""
        if not missing(self._sponsors[code]):
            return self._sponsors[code]
        stakes = self.told.case.stakeholders
        roles = stakes.loc[stakes["candidate"] == code, "stakeholder"]
        sponsors = [role for role in roles if SPONSOR in role.casefold()]
        return sponsors[0] if sponsors else f"the sponsor of {code}"

    # ---- its parts ------------------------------------------------------------------------------

    def _opening(self, code: str) -> Section:
        """Address whoever put the project forward."""
        case, charter = self.told.case, self.told.case.charter
        return section(
            "Your project and what became of it",
            [
                Paragraph(TO_ADD) if missing(self._sponsors[code]) else None,
                Paragraph(f"To {self._whom(code)}. {given(day_of(self.told))}."),
                Paragraph(
                    f"You put forward {code} {case.names[code]}. {charter.organisation} asked a "
                    f"panel: {charter.question} This letter says where your project stands, why, "
                    "and what would have changed it. It was made from the record of the workshop."
                ),
            ],
        )

    def _in_or_out(self, code: str) -> list[Block]:
        row, chosen = self._members.loc[code], code in self._final
        stands = "is in the set" if chosen else "is not in the set"
        said = [f"Your project {stands}, as it stands after the panel's advice."]
        departs = self.told.case.departures.set_index("candidate")
        if code in departs.index:
            said.append(
                f"The method had it {'in' if row['chosen'] else 'out'}; it was "
                f"{departs.at[code, 'departs']}, because {departs.at[code, 'because']}."
            )
        reasons = self.told.appraisal.class_reasons.loc[code]
        said += [
            f"Beside the other candidates: {sentence(row['why'])}",
            f"Its class is {reasons['class']}: {sentence(reasons['why'])}",
        ]
        return [Paragraph(said[0], "lead"), *map(Paragraph, said[1:]), self._gates(code)]

    def _gates(self, code: str) -> Block:
        gates = self.told.case.gates
        rows = gates[gates["candidate"] == code].to_dict("records")
        if not rows:
            return Paragraph("No gate (equality, quality, involvement) is on record for it yet.")
        return Listing(
            tuple(f"{capital(row['gate'])}: {status_words(row['status'])}." for row in rows)
        )

    def _scores(self, code: str) -> list[Block]:
        rows = tuple(
            (named(criterion), *self._figure(code, criterion))
            for criterion in self.told.case.criteria.to_dict("records")
        )
        return [
            Paragraph(self._band_words(code), "lead"),
            Table(
                "Your project on every criterion, in the words fixed before anybody scored; means "
                "are whole points, told where three people or more scored",
                ("Criterion", "Figure", "In words"),
                rows,
                align="lrl",
                widths=(4.0, 3.4, 9.6),
            ),
        ]

    def _band_words(self, code: str) -> str:
        stress = self.told.stress
        if stress is None:
            return "It was the only candidate, so that there are no bands."
        bands = stress.bands
        return (
            f"Your project stands in band {bands[code]} of {bands.max()}. Candidates of one band "
            "cannot be told apart from its first, given how people differ."
        )

    def _figure(self, code: str, criterion: dict) -> tuple[str, str]:
        """Give the figure as it may be told, and the words of its level."""
        key, appraisal = criterion["criterion"], self.told.appraisal
        if criterion["kind"] == "measured":
            figure = quantity(appraisal.scores.at[code, key], criterion["unit"])
            return figure, anchor_words(criterion, float(appraisal.values.at[code, key]))
        told = self._cells.get((code, key), ())
        last = max(told, key=lambda one: one.round, default=None)
        words = {} if last is None else {f.what: f for f in last.figures}
        if PANEL not in words:
            why = sentence(last.why) if last and last.why else "Nobody scored it."
            return NOT_TOLD, why
        figure = words[PANEL].words
        if figure.isdigit():
            return f"{figure} of 100", anchor_words(criterion, float(figure))
        return figure, "too near an end of the scale to be told as a figure"

    def _lifts(self, code: str) -> list[Block]:
        told, said = self.told, []
        if missing(told.appraisal.value[code]):
            return [Paragraph("Not all of it was scored, so that this cannot be said.")]
        if told.stress is not None:
            said.append(next_band(told.stress, code).words)
        said.append(why(told.ranking, code))
        worth = points(told.portfolio.worths[code])
        said.append(
            f"What it adds is put at {worth} points a year; "
            f"{self._thresholds[code]}. These points come of the scores above, times the people "
            "it reaches and its chance of success."
        )
        return [Paragraph(words) for words in said]

    def _said(self, code: str) -> list[Block]:
        found = self._reasons
        rows = tuple(
            (row["criterion"], row["who"], row["reason"])
            for row in found[found["candidate"] == code].to_dict("records")
        )
        if not rows:
            return [Paragraph("No reason was written down beside a score of your project.")]
        many = counted(len(rows), "reason", "reasons")
        return [
            Table(
                f"{capital(many)} written down beside scores, by the role or voice group that gave "
                "them; nobody is named",
                ("Criterion", "Said by", "Reason"),
                rows,
                widths=(2.0, 4.6, 10.4),
            )
        ]

    def _challenge(self) -> list[Block]:
        grounds = tuple(f"{capital(ground)}: {said}." for ground, said in GROUND_WORDS.items())
        return [
            Paragraph(
                "You may challenge the decision. Write, say on which of these grounds, and send "
                "what shows it. Somebody who was not on the panel looks at it and answers in "
                "writing, with reasons; where it bears on a figure, everything is worked out again."
            ),
            Listing(grounds),
            Paragraph(f"{where_and_when(self.told.case)} [Other local routes]"),
            Paragraph(f"[Signature] {self.told.case.charter.organisation}"),
        ]

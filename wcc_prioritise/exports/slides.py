"""What is shown to the board? Eight to ten slides, one message each, and the scores behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Listing, Paragraph, Picture, Table
from wcc_prioritise.exports.criteria import named
from wcc_prioritise.exports.front_sheet import decisions_wanted, purpose_words
from wcc_prioritise.exports.mix_of_money import recurrent_words
from wcc_prioritise.exports.outcome import departures_words, dissent_words
from wcc_prioritise.exports.scores_behind import reading_words, score_columns, score_rows
from wcc_prioritise.exports.slides_parts import ROOM, Slide, deck_file
from wcc_prioritise.exports.wording import (
    counted,
    given,
    listed,
    money,
    number,
    people,
    percent,
    short,
)
from wcc_prioritise.plots import picture
from wcc_prioritise.schema import CLASSES
from wcc_prioritise.voices import final_set

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

ROWS = 12
"""Rows of a table that stand on one slide."""

COLUMNS = 9
"""Criteria that stand beside one another on one slide."""

INCH = 2.54
PICTURE = tuple(side / INCH / 1.2 for side in ROOM)
"""Inches of a picture, drawn for the shape of a slide and shown a fifth larger."""

LONGEST_NAME, LONGEST_HEAD = 36, 40
"""Characters of a candidate and of a criterion, so that a row stays a line; notes have the rest."""


def make(told: OfRecord) -> dict[str, bytes]:
    """Give the slides: slides.pptx."""
    return {"slides.pptx": deck_file(told, list(Deck(told).slides()))}


@dataclass(frozen=True)
class Deck:
    """The slides of one record.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.
    """

    told: OfRecord

    def slides(self) -> Iterator[Slide]:
        """Give the slides in the order in which they are shown; each says its message on top."""
        told = self.told
        yield self._opening()
        yield from self._set()
        yield self._drawn("balance", told.portfolio, self._early_and_late(), self._years())
        yield self._drawn("contributions", told.ranking, self._leads())
        yield self._drawn("money", told.portfolio, self._pays(), told.money.summary())
        if told.stress:
            yield self._drawn("bands", told.stress, told.stress.words)
        yield self._drawn("voice_ledger", told.ledger, self._heard(), self._agreed())
        yield self._asked()
        yield from self._behind()

    # ---- one message each -----------------------------------------------------------------------

    def _opening(self) -> Slide:
        charter = self.told.case.charter
        said = [purpose_words(self.told)]
        if charter.budget:
            said.append(f"The money: {charter.budget}")
        notes = f"{charter.organisation}. {given(charter.scope, 'No scope was written down')}"
        return Slide(charter.question, (Paragraph(" ".join(said), "lead"),), notes)

    def _set(self) -> Iterator[Slide]:
        """Show the set by class; no total stands here."""
        told, final = self.told, final_set(self.told.portfolio)
        members = told.portfolio.members
        begins = told.case.candidates.set_index("candidate")["first_benefit"]
        rows = [
            (row["class"].capitalize(), f"{code} {short(row['name'], 60)}", people(row["people"]),
             money(row["gross_3yr"]), f"month {number(begins[code])}")
            for kind in CLASSES
            for row in members[members["class"] == kind].to_dict("records")
            for code in (row["candidate"],)
            if code in final
        ]  # fmt: skip
        message = f"We recommend {counted(len(final), 'project', 'projects')}: {self._by_class()}"
        columns = ("Class", "Project", "People a year", "Gross cost, 3 years", "First benefit")
        caption = "The set by class"
        notes = f"{told.portfolio.summary()} {departures_words(told)}"
        for title, part in _parts(message, rows):
            table = Table(caption, columns, part, align="llrrr", widths=(3.4, 13.0, 3.2, 5.2, 3.4))
            yield Slide(title, (table,), notes)

    def _by_class(self) -> str:
        classes = self.told.appraisal.classes[list(final_set(self.told.portfolio))]
        counts = classes.value_counts()
        plural = {"quick win": "quick wins", "long-term gain": "long-term gains"}
        return listed(
            counted(counts[kind], kind, plural.get(kind, kind))
            for kind in CLASSES
            if kind in counts
        )

    def _early_and_late(self) -> str:
        rows = self.told.portfolio.balance.to_dict("records")
        said = (f"{percent(row['share'])} {row['by']}" for row in rows)
        return f"Of all the benefit within reach the set brings {listed(said)}"

    def _years(self) -> str:
        rows = self.told.portfolio.balance.to_dict("records")
        return "; ".join(
            f"{row['by']}: {people(row['chosen_gain'])} of {people(row['attainable_gain'])} "
            "expected healthy years"
            for row in rows
        )

    def _leads(self) -> str:
        ranking = self.told.ranking
        return f"{short(ranking.leader, 70)} leads on value; value is not yet a balanced set"

    def _pays(self) -> str:
        return recurrent_words(self.told.money).partition(":")[0]

    def _heard(self) -> str:
        return self.told.agreement.words.partition(". ")[0]

    def _agreed(self) -> str:
        told = self.told
        return " ".join((told.agreement.words, *told.ledger.words))

    def _asked(self) -> Slide:
        told = self.told
        blocks = (
            Listing(tuple(decisions_wanted(told)), numbered=True),
            Paragraph(f"Departures: {departures_words(told)}"),
            Paragraph(f"Dissent: {dissent_words(told.minority)}"),
        )
        decides = given(told.case.charter.who_decides, "the board")
        notes = f"{told.completeness.words} Challenges: {len(told.case.challenges)} on record."
        return Slide(f"We ask for a decision by {short(decides)}", blocks, notes)

    def _drawn(self, question: str, result: object, message: str, notes: str = "") -> Slide:
        """Put a picture under its message, with what is drawn in the notes."""
        made = picture(question, result, size=PICTURE)
        figure = Picture(made.title, made.alt, made.png)
        figures = "\n".join(
            "; ".join(f"{_heading(name)}: {given(cell, 'none')}" for name, cell in row.items())
            for row in made.table.to_dict("records")
        )
        return Slide(message, (figure,), f"{notes}\n{made.title}\n{made.alt}\n{figures}".strip())

    def _behind(self) -> Iterator[Slide]:
        """Show the criterion scores behind every total, so many rows and columns a slide."""
        appraisal = self.told.appraisal
        rows = list(score_rows(appraisal, list(self.told.ranking.table["candidate"])))
        columns = score_columns(appraisal)
        names = {c["criterion"]: named(c) for c in self.told.case.criteria.to_dict("records")}
        criteria, totals = columns[1:-3], columns[-3:]
        weights, *candidates = rows
        for title, part in _parts("Every total rests on these scores, 0 to 100", candidates):
            for some in batched(range(1, len(criteria) + 1), COLUMNS):
                heads = tuple(short(names[columns[place]], LONGEST_HEAD) for place in some)
                cells = tuple(
                    (short(row[0], LONGEST_NAME), *(row[place] for place in some), *row[-3:])
                    for row in (weights, *part)
                )
                shape = (
                    "l" + "r" * (len(heads) + 3),
                    (6.4, *(2.2,) * len(heads), 1.5, 1.7, 1.5),
                )
                table = Table("The scores of every candidate on every criterion, and its totals",
                              ("Candidate", *heads, *totals), cells, *shape)  # fmt: skip
                yield Slide(title, (table,), reading_words(appraisal))


def batched(items: Sequence, size: int) -> Iterator[Sequence]:
    """Deal items in batches, the last as long as it comes."""
    yield from (items[start : start + size] for start in range(0, len(items), size))


def _heading(name: str) -> str:
    return str(name).replace("_", " ")


def _parts(title: str, rows: list) -> Iterator[tuple[str, tuple]]:
    """Deal rows over slides; where there are several, each title says which it is."""
    parts = list(batched(rows, ROWS))
    for place, part in enumerate(parts, start=1):
        which = f" ({place} of {len(parts)})" if len(parts) > 1 else ""
        yield f"{title}{which}", tuple(part)

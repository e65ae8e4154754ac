"""What is being typed of the scores? Each goes into the record as soon as its box is left."""

from __future__ import annotations

import re

import pandas as pd
from traitlets import Bool, Dict, HasTraits, Int, Tuple, Unicode

from wcc_prioritise.judgement import order_swings, recusals
from wcc_prioritise.sheets import Sheets, read_sheets
from wcc_prioritise.widgets.console.parts import reasons
from wcc_prioritise.widgets.day import EXPECTED, Day
from wcc_prioritise.widgets.results import WEIGHTS

DONT_KNOW = "?"
"""How "don't know" stands in a box."""

MOST_CELLS = 150
"""Boxes that a page can take at once; of more people and candidates, one person at a time."""

BLANK = "A blank takes nothing back. Use Undo, or type ? for “don't know”."

Cell = tuple[str, str]


class Scoring(HasTraits):
    """What stands in the boxes of one criterion, and what is in the way of any of them?

    Parameters
    ----------
    day : Day
        The day.
    """

    criterion = Unicode("", help="the criterion whose scores are typed")
    typed = Dict(help="(person, candidate) -> what stands in the box")
    wrong = Dict(help="(person, candidate) -> what is in the way")
    reason = Unicode("", help="the reason of the score that is entered next, or was refused last")
    keep_reason = Bool(False, help="whether the reason goes with every score from now on")
    progress = Unicode("", help="how many are in")
    looked = Int(0, help="grows when the record was looked at: what is barred may have changed")
    asked = Tuple((), help="who is asked, and about which candidates")

    def __init__(self, day: Day):
        super().__init__()
        self.day = day
        self._held: dict[tuple, str] = {}
        self._refused: dict[str, dict[Cell, tuple[str, str]]] = {}
        self.observe(self._turned, "criterion")
        self.observe(self.again, "reason")
        self.follow()
        day.observe(self.look, "seq")
        day.observe(self.follow, "place")

    # ---- how it stands --------------------------------------------------------------------------

    def follow(self, _=None) -> None:
        """Turn to the criterion on the wall; to the first one where there is none."""
        judged, asked = self.day.results.judged, self.day.place.criterion
        if asked in judged:
            self.criterion = asked
        elif self.criterion not in judged:
            self.criterion = next(iter(judged), "")

    def _turned(self, change) -> None:
        """Put aside what was refused on one criterion, and take up what was on the other."""
        self._refused[change["old"]] = {
            cell: (self.typed[cell], why) for cell, why in self.wrong.items()
        }
        taken = self._refused.pop(change["new"], {})
        self.set_trait("wrong", {cell: why for cell, (_, why) in taken.items()})
        self.set_trait("typed", {cell: text for cell, (text, _) in taken.items()})
        self.look()

    def look(self, _=None) -> None:
        """See what the record holds; what could not be entered stays as it was typed."""
        if not self.criterion:
            return
        case = self.day.results.case
        self.people = list(case.people["person"])
        self.candidates = dict(zip(case.candidates.candidate, case.candidates.name, strict=True))
        held = recusals(case)
        self.barred = set(zip(held["person"], held["candidate"], strict=True))
        scores = case.scores[case.scores["criterion"] == self.criterion]
        shown = int(self.day.results.rounds.get(self.criterion, 0))
        highest = scores["round"].max() if len(scores) else 0
        self.round = max(shown + 1, int(highest))
        self.earlier = _texts(scores[scores["round"] < self.round])
        self.recorded = _texts(scores[scores["round"] == self.round]) | self._waiting
        kept = {cell: self.typed[cell] for cell in self.wrong if cell in self.typed}
        counts = self.day.results.counts(self.criterion).iloc[-1]
        self.progress = f"Round {self.round}: {counts['answered']} of {counts['asked']} in."
        self.typed = {**self.recorded, **kept}
        self.looked += 1
        self.asked = (tuple(self.people), tuple(self.candidates))

    @property
    def _waiting(self) -> dict[Cell, str]:
        """Give what was typed here and waits for the reveal, where nobody may read it anywhere."""
        if self.day.results.case.charter.privacy != "anonymous":
            return {}
        return {
            cell: text
            for (criterion, number, cell), text in self._held.items()
            if text and (criterion, number) == (self.criterion, self.round)
        }

    @property
    def fits(self) -> bool:
        """Can all boxes of a criterion stand on one page?"""
        people, candidates = self.asked
        return len(people) * len(candidates) <= MOST_CELLS

    @property
    def criteria(self) -> dict[str, str]:
        """Give the judged criteria by code, with their names before them."""
        names = self.day.results.criteria["name"]
        return {f"{code} {names[code]}": code for code in self.day.results.judged}

    def before(self, cell: Cell) -> str:
        """Say what the person gave in an earlier round."""
        return f"{self.earlier[cell]} before" if cell in self.earlier else ""

    # ---- what is done ---------------------------------------------------------------------------

    def ask(self, criterion: str) -> bool:
        """Put a criterion on the wall, and turn to it."""
        return self.day.ask(criterion)

    def ask_next(self) -> bool:
        """Go on to the next criterion."""
        judged = self.day.results.judged
        at = judged.index(self.criterion) + 1
        return self.ask(judged[min(at, len(judged) - 1)])

    def enter(self, person: str, candidate: str, text: str) -> bool:
        """Enter what was typed into a box; what the record holds already is not said again."""
        cell, text = (person, candidate), text.strip()
        if text == self.recorded.get(cell, "") or not text:
            self._settle(cell, text, "" if text == self.recorded.get(cell, "") else BLANK)
            return cell not in self.wrong
        about = {"person": person, "candidate": candidate, "criterion": self.criterion}
        held = (self.criterion, self.round, cell)
        before, self._held[held] = self._held.get(held, ""), text
        self._settle(cell, text)
        if not self.day.enter("score", self.reason.strip() or None, **about, score=text):
            self._held[held] = before
            self._settle(cell, text, _without_where(self.day.fault))
            return False
        if self._waiting:  # such an answer is no entry yet, which would have been noticed
            self.look()
        if not self.keep_reason:
            self.reason = ""
        return True

    def _settle(self, cell: Cell, text: str, why: str = "") -> None:
        """Note what stands in a box, and what is in the way of it."""
        others = {one: words for one, words in self.wrong.items() if one != cell}
        self.typed = {**self.typed, cell: text}
        self.wrong = {**others, cell: why} if why else others

    def again(self, _=None) -> None:
        """Try again with the reason now typed: the score refused last, or all of them."""
        refused = [cell for cell, why in self.wrong.items() if why != BLANK]
        if not self.reason.strip():
            return
        for cell in refused if self.keep_reason else refused[-1:]:
            self.enter(*cell, self.typed[cell])


def _without_where(fault: str) -> str:
    """Give what is in the way of a score; where it stands is seen."""
    return re.sub(r"^score(, column \w+)?: ", "", reasons(fault), flags=re.MULTILINE)


def _texts(scores: pd.DataFrame) -> dict[Cell, str]:
    """Give scores as they stand in a box, by person and candidate; of several rounds the last."""
    rows = scores.sort_values("round", kind="stable")
    columns = (rows["person"], rows["candidate"], rows["score"])
    return {
        (person, candidate): DONT_KNOW if score != score else f"{score:g}"
        for person, candidate, score in zip(*columns, strict=True)
    }


class Handed(HasTraits):
    """What did the sheets say that came back to a folder?

    Parameters
    ----------
    day : Day
        The day.
    """

    folder = Unicode("", help="where the sheets lie")
    said = Unicode("", help="what was read, left out and entered, in words")
    fault = Unicode("")

    def __init__(self, day: Day):
        super().__init__()
        self.day = day

    def read(self) -> bool:
        """Read every sheet, enter what is sound, and say what is not."""
        self.fault = self.said = ""
        try:
            sheets = read_sheets(self.folder.strip(), self.day.results.case)
        except EXPECTED as error:
            self.fault = reasons(str(error))
            return False
        rows = self._rows(sheets)
        refused = [why for row in rows if (why := self._add(*row))]
        self.day.refresh()
        told = [sheets.words, f"Entered now: {len(rows) - len(refused)}.", *refused]
        self.said = "\n".join(told)
        return not refused

    def _rows(self, sheets: Sheets) -> list[tuple[str, dict]]:
        """List what is not in the record yet."""
        case = self.day.results.case
        ordered = order_swings(sheets.orders, sheets.swings, list(case.criteria["criterion"]))
        found = [("score", row) for row in sheets.scores.to_dict("records")]
        found += [("swing", row) for row in sheets.swings.to_dict("records")]
        found += [("swing", row) for row in ordered.to_dict("records")]
        held = {_key(row) for row in case.scores.to_dict("records")}
        held |= {_key(row) for row in case.swings.to_dict("records")}
        return [(kind, row) for kind, row in found if _key(row) not in held]

    def _add(self, kind: str, row: dict) -> str:
        """Enter one answer; give the words why not. The page is drawn once, after all of them."""
        fields = {name: None if cell != cell else cell for name, cell in row.items()}
        because = fields.pop("reason", None) or self._why(row["person"])
        try:
            self.day.workshop.add(kind, by=self.day.by, because=because, **fields)
        except EXPECTED as error:
            return reasons(str(error))
        return ""

    def _why(self, person: str) -> str | None:
        """Give the reason without which nothing is taken of somebody who is not in the room."""
        standing = self.day.workshop.outstanding(WEIGHTS).set_index("person")["present"]
        return None if standing.get(person, True) else "on the sheet that was handed in"


def _key(row: dict) -> tuple:
    return row["person"], row.get("candidate"), row["criterion"], row["round"]

"""Who scored this, when, what did they say, what changed and why? The appeals question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import Fold
from wcc_prioritise.workshop.kinds import KINDS
from wcc_prioritise.workshop.saying import cell, minute, sentence
from wcc_prioritise.workshop.staleness import stale

Cell = tuple[str, str]


def history(entries: Sequence[Entry], fold: Fold, candidate: str, criterion: str) -> str:
    """Tell all that was said of a candidate on a criterion.

    Parameters
    ----------
    entries : sequence of Entry
        The whole record.
    fold : Fold
        What it comes to.
    candidate, criterion : str
        Codes of the two.

    Returns
    -------
    str
        One line an event, in order of time, then how it stands. People are tokens; an answer that
        is not revealed yet is told, what it was is not.
    """
    teller = _Teller(fold, candidate, criterion, shown=_shown_until(fold, criterion))
    lines = [teller.title()]
    for entry in entries:
        lines += [f"- {line}" for line in teller.tell(entry)]
    return "\n".join([*lines, "", *_standing(fold, entries, candidate, criterion)])


def _shown_until(fold: Fold, criterion: str) -> int:
    """Give the last round that everybody may see."""
    return len(fold.reveals[criterion])


@dataclass
class _Teller:
    """Goes through the record and tells what concerns one candidate on one criterion."""

    fold: Fold
    candidate: str
    criterion: str
    shown: int
    said: dict[str, dict] = field(default_factory=dict)
    """Each person's answer as it stood last."""
    told: dict[int, str] = field(default_factory=dict)

    def title(self) -> str:
        """Say what it is the history of."""
        rows = {"candidates": self.candidate, "criteria": self.criterion}
        names = [f"{code} ({self.fold.get(table, code).name})" for table, code in rows.items()]
        return f"{' on '.join(names)}: who scored it, when, what was said, what changed and why."

    def tell(self, entry: Entry) -> Iterator[str]:
        """Tell an entry, if it concerns them."""
        told = _TELLERS.get(entry.kind, _Teller.other)
        for words in told(self, entry):
            self.told[entry.seq] = words
            gone = self.fold.undone.get(entry.seq)
            later = f" [undone by entry {gone}]" if gone else ""
            yield f"{minute(entry.at)}, entry {entry.seq}: {words}{later}"

    def table(self, entry: Entry) -> Iterator[str]:
        """Tell the answers that were there before the day."""
        body = entry.fields
        if body["table"] not in ("scores", "interests", "evidence"):
            return
        for row in body["rows"]:
            said = {n: c for n, c in zip(body["columns"], row, strict=True) if c is not None}
            if self.concerns(said):
                yield f"{self.row(body['table'], said)} (in the tables the record began with)"

    def concerns(self, said: Mapping[str, object]) -> bool:
        """Is it about the candidate, and not about another criterion?"""
        about = said.get("candidate") in (self.candidate, "all")
        return about and said.get("criterion") in (None, self.criterion)

    def row(self, table: str, said: Mapping[str, object]) -> str:
        """Tell a row of the tables the record began with."""
        if table == "scores":
            self.said[said["person"]] = dict(said)
            return self.answer(said, None, said.get("reason"))
        return self.interest(said) if table == "interests" else sentence("evidence", said)

    def score(self, entry: Entry) -> Iterator[str]:
        """Tell one answer, and what it was before."""
        said = entry.fields
        if (said["candidate"], said["criterion"]) != (self.candidate, self.criterion):
            return
        words = self.answer(said, self.said.get(said["person"]), entry.because)
        yield f"{words}; entered by {entry.by}"
        if entry.seq not in self.fold.undone:
            self.said[said["person"]] = said

    def answer(self, said: Mapping, before: Mapping | None, because: object) -> str:
        """Say who answered what; before the reveal, only who answered."""
        day = self.fold.rounds[self.criterion] > self.shown
        if day and said["round"] > self.shown and self.is_private(said):
            return f"{said['person']} answered in round {said['round']}, hidden until the reveal"
        why = f", because {because}" if because else ", no reason given"
        now = f"{cell(said['score'])} (round {said['round']}){why}"
        if before is None:
            return f"{said['person']} said {now}"
        return f"{said['person']} changed from {cell(before['score'])} to {now}"

    def is_private(self, said: Mapping) -> bool:
        """Was it said on the day? What the record began with was known."""
        key = (said["person"], said["candidate"], said["criterion"], said["round"])
        row = self.fold.get("scores", *key)
        return row is None or row.said_in > self.fold.opening

    def interest(self, said: Mapping[str, object]) -> str:
        """Tell an interest and what follows from it."""
        effect = {
            "none": "no effect",
            "speak not score": "may speak, does not score",
            "withdraw": "withdraws",
        }
        return f"{said['person']} declared: {said['what']} ({effect[said['effect']]})"

    def declared(self, entry: Entry) -> Iterator[str]:
        """Tell a declaration made on the day."""
        if entry.fields["candidate"] in (self.candidate, "all"):
            yield self.interest(entry.fields) + _why(entry)

    def reveal(self, entry: Entry) -> Iterator[str]:
        """Tell when the answers were shown."""
        if entry.fields.get("criterion") == self.criterion:
            yield f"{sentence('reveal', entry.fields)} by {entry.by}{_why(entry)}"

    def turn(self, entry: Entry) -> Iterator[str]:
        """Tell an undo or redo of something told."""
        number = entry.fields["entry"]
        if number in self.told:
            yield f"entry {number} was {entry.kind}ne by {entry.by}{_why(entry)}".replace(
                "redone", "brought back"
            )

    def criteria(self, entry: Entry) -> Iterator[str]:
        """Tell a change of the criterion or of the candidate."""
        codes = {"criterion": self.criterion, "candidate": self.candidate}
        if entry.fields[entry.kind] == codes[entry.kind]:
            yield f"the {entry.kind} {codes[entry.kind]} was changed by {entry.by}{_why(entry)}"

    def whole(self, entry: Entry) -> Iterator[str]:
        """Tell what concerns everything."""
        yield f"the record was frozen by {entry.by}{_why(entry)}"

    def other(self, entry: Entry) -> Iterator[str]:
        """Tell whatever else is about the candidate, and about no other criterion."""
        table = KINDS.get(entry.kind)
        if table is not None and table != "swings" and self.concerns(entry.fields):
            yield sentence(entry.kind, entry.fields) + f"; entered by {entry.by}{_why(entry)}"


_TELLERS: dict[str, Callable[[_Teller, Entry], Iterator[str]]] = {
    "start": lambda teller, entry: iter(()),
    "table": _Teller.table,
    "score": _Teller.score,
    "interest": _Teller.declared,
    "reveal": _Teller.reveal,
    "undo": _Teller.turn,
    "redo": _Teller.turn,
    "criterion": _Teller.criteria,
    "candidate": _Teller.criteria,
    "freeze": _Teller.whole,
}


def _why(entry: Entry) -> str:
    return f", because {entry.because}" if entry.because else ""


def _standing(
    fold: Fold, entries: Sequence[Entry], candidate: str, criterion: str
) -> Iterator[str]:
    """Say how it stands: who answered, may not answer, has not, or should look again."""
    if candidate in fold.withdrawn:
        yield f"{candidate} was withdrawn (entry {fold.withdrawn[candidate]})."
    scores = fold.case.scores
    here = scores[(scores["candidate"] == candidate) & (scores["criterion"] == criterion)]
    last = here.sort_values("round", kind="stable").drop_duplicates("person", keep="last")
    shown = _shown_until(fold, criterion)
    said = {}
    for row in last.sort_values("person").itertuples():
        held = fold.get("scores", row.person, candidate, criterion, row.round)
        hidden = row.round > shown and held.said_in > fold.opening
        figure = "don't know" if row.score != row.score else f"{row.score:g}"
        said[row.person] = f"{row.person} {'hidden' if hidden else figure} (round {row.round})"
    barred = fold.barred()
    recused = {person for person, to in barred if to in (candidate, "all")}
    missing = sorted({row.person for row in fold.all("people")} - said.keys() - recused)
    yield f"It stands: {', '.join(said.values()) or 'no answers'}."
    yield f"Recused: {', '.join(sorted(recused)) or 'nobody'}. Not answered: " + (
        f"{', '.join(missing) or 'nobody'}."
    )
    marks = stale(entries, fold)
    marks = marks[(marks["candidate"] == candidate) & (marks["criterion"] == criterion)]
    for mark in marks.itertuples():
        yield f"To be looked at again: {mark.person}, entry {mark.entry}: {mark.why}."

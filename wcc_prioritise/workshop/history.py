"""Who scored this, when, what did they say, what changed and why? The appeals question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import Fold
from wcc_prioritise.workshop.kinds import KINDS
from wcc_prioritise.workshop.saying import cell, differing, minute, sentence
from wcc_prioritise.workshop.staleness import stale

NIL = ("nil", "nil return", "none")
"""What a declaration says that declares nothing."""

_BEFORE = ("scores", "interests", "evidence")
_DESCRIBED = {"criteria": "criterion", "candidates": "candidate"}


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
        One line an event, in order of the record, then how it stands. People are tokens; an answer
        that is not revealed yet is told, what it was is not. Nil returns are counted.
    """
    teller = _Teller(fold, candidate, criterion, shown=len(fold.reveals[criterion]))
    lines = [teller.title()]
    for entry in entries:
        lines += [f"- {line}" for line in teller.tell(entry)]
    return "\n".join([*lines, "", *_standing(fold, entries, teller)])


@dataclass
class _Teller:
    """Goes through the record and tells what concerns one candidate on one criterion."""

    fold: Fold
    candidate: str
    criterion: str
    shown: int
    """The last round that everybody may see."""
    said: dict[str, dict] = field(default_factory=dict)
    """Each person's answer as it stood last."""
    described: dict[str, dict] = field(default_factory=dict)
    """The criterion and the candidate as they stood last."""
    told: set[int] = field(default_factory=set)
    """Entries that were told."""
    challenges: set[str] = field(default_factory=set)

    def title(self) -> str:
        """Say what it is the history of."""
        rows = {"candidates": self.candidate, "criteria": self.criterion}
        names = [f"{code} ({self.fold.get(table, code).name})" for table, code in rows.items()]
        return f"{' on '.join(names)}: who scored it, when, what was said, what changed and why."

    def tell(self, entry: Entry) -> Iterator[str]:
        """Tell an entry, if it concerns them."""
        tell = _TELLERS.get(entry.kind, _Teller.other)
        for words in tell(self, entry):
            self.told.add(entry.seq)
            gone = self.fold.undone.get(entry.seq)
            later = f" [undone by entry {gone}]" if gone else ""
            yield f"{minute(entry.at)}, entry {entry.seq}: {words}{later}"

    def concerns(self, said: Mapping[str, object]) -> bool:
        """Is it about the candidate, and not about another criterion?"""
        about = said.get("candidate") in (self.candidate, "all")
        return about and said.get("criterion") in (None, self.criterion)

    # ---- what was there before the day ----------------------------------------------------------

    def table(self, entry: Entry) -> Iterator[str]:
        """Tell what the record began with."""
        body = entry.fields
        if body["table"] not in (*_BEFORE, *_DESCRIBED):
            return
        for row in body["rows"]:
            said = {n: c for n, c in zip(body["columns"], row, strict=True) if c is not None}
            kind = _DESCRIBED.get(body["table"])
            if kind:
                if said[kind] == self.code(kind):
                    self.described[kind] = said
            elif self.concerns(said) and not _is_nil(said):
                yield f"{self.row(body['table'], said)} (in the tables the record began with)"

    def row(self, table: str, said: Mapping[str, object]) -> str:
        """Tell a row of the tables the record began with."""
        if table == "scores":
            self.said[said["person"]] = dict(said)
            return self.answer(said, None, said.get("reason"))
        return sentence("interest" if table == "interests" else "evidence", said)

    # ---- what was entered -----------------------------------------------------------------------

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
        if said["round"] > self.shown and self.is_private(said):
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

    def reveal(self, entry: Entry) -> Iterator[str]:
        """Tell when the answers were shown."""
        if entry.fields.get("criterion") == self.criterion:
            yield f"{sentence('reveal', entry.fields)} by {entry.by}{_why(entry)}"

    def turn(self, entry: Entry) -> Iterator[str]:
        """Tell an undo or redo of something told."""
        number = entry.fields["entry"]
        if number in self.told:
            did = "undone" if entry.kind == "undo" else "brought back"
            yield f"entry {number} was {did} by {entry.by}{_why(entry)}"

    def change(self, entry: Entry) -> Iterator[str]:
        """Tell what changed of the criterion or of the candidate."""
        said, before = entry.fields, self.described.get(entry.kind, {})
        if said[entry.kind] != self.code(entry.kind):
            return
        if entry.seq not in self.fold.undone:
            self.described[entry.kind] = said
        changed = [
            f"{name.replace('_', ' ')} was {cell(was)!r}, is {cell(now)!r}"
            for name, was, now in differing(before, said)
        ]
        what = f"the {entry.kind} {said[entry.kind]} was changed by {entry.by}"
        yield f"{what}: {'; '.join(changed) or 'nothing'}{_why(entry)}"

    def code(self, kind: str) -> str:
        """Give the code of the criterion, or of the candidate."""
        return self.criterion if kind == "criterion" else self.candidate

    def whole(self, entry: Entry) -> Iterator[str]:
        """Tell what concerns everything."""
        yield f"the record was frozen by {entry.by}{_why(entry)}"

    def reply(self, entry: Entry) -> Iterator[str]:
        """Tell the answer to a challenge that was told."""
        if entry.fields["challenge"] in self.challenges:
            yield f"{sentence('answer', entry.fields)}; entered by {entry.by}{_why(entry)}"

    def other(self, entry: Entry) -> Iterator[str]:
        """Tell whatever else is about the candidate, or about an entry that was told."""
        table, said = KINDS.get(entry.kind), entry.fields
        named = table == "acts" and said.get("entry") in self.told
        if not (named or (self.concerns(said) and not _is_nil(said))):
            return
        if entry.kind == "challenge":
            self.challenges.add(said["challenge"])
        yield sentence(entry.kind, said) + f"; entered by {entry.by}{_why(entry)}"


_TELLERS: dict[str, Callable[[_Teller, Entry], Iterator[str]]] = {
    "start": lambda teller, entry: iter(()),
    "swing": lambda teller, entry: iter(()),
    "table": _Teller.table,
    "score": _Teller.score,
    "reveal": _Teller.reveal,
    "undo": _Teller.turn,
    "redo": _Teller.turn,
    "criterion": _Teller.change,
    "candidate": _Teller.change,
    "freeze": _Teller.whole,
    "answer": _Teller.reply,
}


def _why(entry: Entry) -> str:
    return f", because {entry.because}" if entry.because else ""


def _is_nil(said: Mapping[str, object]) -> bool:
    """Does a declaration declare nothing?"""
    return said.get("effect") == "none" and str(said["what"]).strip(" .").casefold() in NIL


def _standing(fold: Fold, entries: Sequence[Entry], teller: _Teller) -> Iterator[str]:
    """Say how it stands: who answered, may not answer, has not, or should look again."""
    candidate, criterion = teller.candidate, teller.criterion
    if candidate in fold.withdrawn:
        yield f"{candidate} was withdrawn (entry {fold.withdrawn[candidate]})."
    said = _last_answers(fold, teller)
    barred = fold.barred()
    recused = {person for person, to in barred if to in (candidate, "all")}
    missing = sorted({row.person for row in fold.all("people")} - said.keys() - recused)
    nil = sum(_is_nil(vars(row)) for row in fold.all("interests"))
    yield f"It stands: {', '.join(said.values()) or 'no answers'}."
    yield f"Recused: {', '.join(sorted(recused)) or 'nobody'}. Not answered: " + (
        f"{', '.join(missing) or 'nobody'}. Declared that they have no interest: {nil} people."
    )
    marks = stale(entries, fold)
    marks = marks[(marks["candidate"] == candidate) & (marks["criterion"] == criterion)]
    for mark in marks.itertuples():
        yield f"To be looked at again: {mark.person}, entry {mark.entry}: {mark.why}."


def _last_answers(fold: Fold, teller: _Teller) -> dict[str, str]:
    """Give each person's last answer in words."""
    scores = fold.case.scores
    cells = (scores["candidate"] == teller.candidate) & (scores["criterion"] == teller.criterion)
    last = scores[cells].sort_values("round", kind="stable").drop_duplicates("person", keep="last")
    said = {}
    for row in last.sort_values("person").itertuples():
        held = fold.get("scores", row.person, teller.candidate, teller.criterion, row.round)
        hidden = row.round > teller.shown and held.said_in > fold.opening
        figure = "don't know" if row.score != row.score else f"{row.score:g}"
        said[row.person] = f"{row.person} {'hidden' if hidden else figure} (round {row.round})"
    return said

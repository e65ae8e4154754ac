"""Which answers are private until they are revealed, who gave them, and who has still to answer?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import Fault, InputError, Table
from wcc_prioritise.workshop.folding import AGREEMENT, BESIDES, GUT_ORDER, WEIGHTS, Fold
from wcc_prioritise.workshop.kinds import NOT_SHOWN, unknown_code
from wcc_prioritise.workshop.now import Now
from wcc_prioritise.workshop.rows import Row

PRIVATE = {"score": None, "swing": WEIGHTS, "agreement": AGREEMENT, "gut order": GUT_ORDER}
"""Kinds that wait for the reveal where the charter says anonymous, and what reveals each; scores
are revealed by criterion."""

COLUMNS = ["person", "present", "scored", "dont_know", "recused", "missing"]


def revealed_with(kind: str, fields: Mapping[str, object]) -> str:
    """What must be revealed for this answer to be seen?"""
    return PRIVATE[kind] or fields["criterion"]


def answered(now: Now, what: str) -> set[str]:
    """Who has answered in the round that is open, those who may not left out?"""
    barred = now.fold.barred() if what not in BESIDES else {}
    return {
        person
        for person, item in _open_answers(now, what)
        if not (barred and {(person, item), (person, "all")} & barred.keys())
    }


def is_hidden(now: Now, what: str) -> bool:
    """Are answers private: those of the round that is open, given on the day?

    Before the first reveal they are, unless nothing but the tables the record began with speaks of
    it; after a reveal, when answers of the next round have come in.
    """
    if not _is_judged(now.fold, what):
        return False
    nothing = not now.fold.reveals[what] and not _rows(now.fold, what)
    return nothing or any(_waiting(now, what)) or _said_privately(now.fold, what)


def unrevealed(fold: Fold) -> list[str]:
    """On which criteria, or the weights, are answers of the day that nobody has seen?"""
    judged = [row.criterion for row in fold.all("criteria") if row.kind == "judged"]
    return [what for what in (WEIGHTS, *judged) if _said_privately(fold, what)]


def _said_privately(fold: Fold, what: str) -> bool:
    return any(
        _is_open(fold, what, row) and row.said_in > fold.opening for row in _rows(fold, what)
    )


def shown(fold: Fold) -> Case:
    """Give the case with those answers left out that nobody may see yet.

    What the record began with counts as seen, and so does every answer that was revealed.
    """
    case = fold.case
    kept = {
        table: _without_hidden(fold, case.tables[table], _REVEALED_BY[table])
        for table in _REVEALED_BY
        if table in case.tables
    }
    return Case({**case.tables, **kept})


_REVEALED_BY: dict[str, Callable[[Row], str | None]] = {
    "scores": lambda row: row.criterion,
    "swings": lambda row: WEIGHTS,
    "agreements": lambda row: AGREEMENT,
    "acts": lambda row: GUT_ORDER if row.act == GUT_ORDER else None,
}
"""Table -> what reveals a row of it; None for a row that was never private."""


def _without_hidden(fold: Fold, table: Table, revealed_by: Callable[[Row], str | None]) -> Table:
    key = [*TABLES[table.name].key] or ["act", "person", "text"]
    hidden = {
        tuple(getattr(row, name) for name in key)
        for row in fold.all(table.name)
        if row.said_in > fold.opening
        and (what := revealed_by(row)) is not None
        and _is_open(fold, what, row)
    }
    if not hidden:
        return table
    rows = table.frame[key].itertuples(index=False, name=None)
    seen = [row not in hidden for row in rows]
    return replace(table, frame=table.frame[seen].reset_index(drop=True))


def outstanding(now: Now, what: str) -> pd.DataFrame:
    """Who has answered how much in the round that is open, and who has not?"""
    if not _is_judged(now.fold, what):
        do = "Nobody is asked about it."
        fault = Fault("outstanding", None, None, f"{what}, which is measured", "a judged one", do)
        raise InputError([fault], NOT_SHOWN)
    said = _open_answers(now, what)
    asked = _asked(now.fold, what)
    barred = now.fold.barred() if what not in BESIDES else {}
    rows = [
        (person.person, now.fold.is_present(person.person), *_counts(person, asked, said, barred))
        for person in now.fold.all("people")
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _counts(person: Row, asked: list, said: Mapping, barred: Mapping) -> tuple[int, ...]:
    """Count what one person scored, does not know, may not answer, and has not answered."""
    who, scored, unknown, recused, missing = person.person, 0, 0, 0, 0
    for item in asked:
        if {(who, item), (who, "all")} & barred.keys():
            recused += 1
        elif (who, item) not in said:
            missing += 1
        elif said[who, item] is None:
            unknown += 1
        else:
            scored += 1
    return scored, unknown, recused, missing


def _asked(fold: Fold, what: str) -> list[str | None]:
    """About what is each person asked? Candidates, criteria, or one question."""
    if what == WEIGHTS:
        return [row.criterion for row in fold.all("criteria")]
    if what in BESIDES:
        return [None]
    return [r.candidate for r in fold.all("candidates") if r.candidate not in fold.withdrawn]


def _open_answers(now: Now, what: str) -> dict[tuple[str, str | None], object]:
    """Give the answers of the open round, those that wait included, by person and item."""
    rows = [vars(row) for row in _rows(now.fold, what) if _is_open(now.fold, what, row)]
    return {
        (row["person"], _item(what, row)): _figure(what, row)
        for row in (*rows, *_waiting(now, what))
    }


def _item(what: str, row: Mapping[str, object]) -> str | None:
    if what in (AGREEMENT, GUT_ORDER):
        return None
    return row["criterion"] if what == WEIGHTS else row["candidate"]


def _figure(what: str, row: Mapping[str, object]) -> object:
    """Give what was answered; None is "don't know", which only a score can be."""
    score = row.get("score")
    return what if what in BESIDES else score if isinstance(score, int | float) else None


def _waiting(now: Now, what: str) -> Iterator[Mapping[str, object]]:
    for answer in now.waiting:
        if revealed_with(answer["kind"], answer["fields"]) == what:
            yield answer["fields"]


def _rows(fold: Fold, what: str) -> list[Row]:
    if what == GUT_ORDER:
        return [row for row in fold.all("acts") if row.act == GUT_ORDER]
    if what in BESIDES:
        return list(fold.all("swings" if what == WEIGHTS else "agreements"))
    return [row for row in fold.all("scores") if row.criterion == what]


def _is_open(fold: Fold, what: str, row: Row) -> bool:
    """Was it answered since the last reveal? Scores and weights have rounds that tell."""
    shown = fold.reveals[what]
    if what in (AGREEMENT, GUT_ORDER):
        return row.said_in > max(shown, default=0)
    return row.round > len(shown)


def _is_judged(fold: Fold, what: str) -> bool:
    """Is it asked of people? A measured criterion is not."""
    if what in BESIDES:
        return True
    must_be_known(fold, criteria=what)
    return fold.get("criteria", what).kind == "judged"


def must_be_known(fold: Fold, **codes: str) -> None:
    """Refuse a code that no row has."""
    for table, code in codes.items():
        if not isinstance(code, str) or fold.get(table, code) is None:
            known = fold.rows[table].codes() if table in fold.rows else ()
            raise unknown_code(code, table, known)

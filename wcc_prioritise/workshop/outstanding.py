"""Who has still to answer, and what may not be seen yet?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.tables import near_miss
from wcc_prioritise.workshop.folding import WEIGHTS, Fold
from wcc_prioritise.workshop.kinds import refuse
from wcc_prioritise.workshop.moment import Now

COLUMNS = ["person", "present", "scored", "dont_know", "recused", "missing"]


def is_hidden(fold: Fold, what: str) -> bool:
    """Are answers private: those of the round that is open, given on the day?

    Before the first reveal they are, unless nothing but the tables the record began with speaks of
    it; after a reveal, when answers of the next round have come in.
    """
    if what != WEIGHTS:
        must_be_known(fold, criteria=what)
    table = "swings" if what == WEIGHTS else "scores"
    shown = len(fold.reveals[what])
    rows = [row for row in fold.all(table) if what in (WEIGHTS, row.criterion)]
    private = any(row.round > shown and row.said_in > fold.opening for row in rows)
    return private or (not shown and not rows)


def outstanding(now: Now, criterion: str) -> pd.DataFrame:
    """Who has answered for how many candidates in the round that is open, and who has not?"""
    fold = now.fold
    must_be_known(fold, criteria=criterion)
    number = len(fold.reveals[criterion]) + 1
    said = {
        (row.person, row.candidate): row.score
        for row in fold.all("scores")
        if (row.criterion, row.round) == (criterion, number)
    }
    for answer in now.waiting:
        fields = answer["fields"]
        if answer["kind"] == "score" and fields["criterion"] == criterion:
            figure = fields["score"] if isinstance(fields["score"], int | float) else None
            said[fields["person"], fields["candidate"]] = figure
    rows = [_row(fold, person.person, said) for person in fold.all("people")]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(fold: Fold, person: str, said: dict) -> tuple:
    barred, scored, unknown, recused, missing = fold.barred(), 0, 0, 0, 0
    for row in fold.all("candidates"):
        code = row.candidate
        if code in fold.withdrawn:
            continue
        if {(person, code), (person, "all")} & barred.keys():
            recused += 1
        elif (person, code) not in said:
            missing += 1
        elif said[person, code] is None:
            unknown += 1
        else:
            scored += 1
    return person, fold.is_present(person), scored, unknown, recused, missing


def must_be_known(fold: Fold, **codes: str) -> None:
    """Refuse a code that no row has."""
    for table, code in codes.items():
        if fold.get(table, code) is None:
            known = sorted(fold.rows[table].codes())
            near = near_miss(code, known)
            do = f"Did you mean {near!r}?" if near else "Correct the code."
            raise refuse("", repr(code), f"a code of {table}: {', '.join(known)}", do)

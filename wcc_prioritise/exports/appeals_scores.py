"""What did each scorer say? Every answer of every round, as far as privacy allows."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.unnamed import unnamed
from wcc_prioritise.exports.wording import missing
from wcc_prioritise.judgement import counted_scores
from wcc_prioritise.judgement.panel import SPREAD_NEEDS

FEW = "not shown: fewer than three people"
DONT_KNOW = "don't know"

CELL = ["candidate", "criterion"]

SCORE_COLUMNS = ("candidate", "criterion", "round", "person", "score", "counts", "reason")
WEIGHT_COLUMNS = ("person", "criterion", "round", "points", "reason")

WHO = {
    "open": "People stand as tokens.",
    "pseudonymous": "People stand as tokens, whose names are kept apart; the answers of a cell "
    "that fewer than three people scored are not shown.",
    "anonymous": "The workshop was anonymous: nobody is told apart, not even by a token, answers "
    "stand in order of size, and those of a cell that fewer than three people scored are not "
    "shown. Points for weights are not shown by person.",
}
"""How people stand in the pack, by what the charter says."""


def few(case: Case) -> set[tuple[str, str]]:
    """Name the cells whose single answers may not be shown."""
    if case.charter.privacy == "open":
        return set()
    known = case.scores.dropna(subset=["score"])
    people = known.groupby(CELL)["person"].nunique()
    return set(people.index[people < SPREAD_NEEDS])


def score_rows(told: OfRecord) -> Iterator[tuple]:
    """List every score of every round, in the order of `SCORE_COLUMNS`."""
    case, hidden, say = told.case, few(told.case), unnamed(told)
    nobody = case.charter.privacy == "anonymous"
    counts = set(counted_scores(case).index)
    order = [*CELL, "round", "score" if nobody else "person"]
    for row in case.scores.sort_values(order, kind="stable").itertuples():
        who = "" if nobody else row.person
        cell, told_cell = (row.candidate, row.criterion), (row.candidate, row.criterion, row.round)
        if cell in hidden:
            yield (*told_cell, "", FEW, "", "")
            continue
        score = DONT_KNOW if missing(row.score) else row.score
        yield (*told_cell, who, score, row.Index in counts, say(row.reason))


def weight_rows(told: OfRecord) -> Iterator[tuple]:
    """List the points that each person gave, in the order of `WEIGHT_COLUMNS`."""
    case, say = told.case, unnamed(told)
    if case.charter.privacy == "anonymous":
        return
    ordered = case.swings.sort_values(["person", "round"], kind="stable")
    for row in ordered.itertuples():
        yield (row.person, row.criterion, row.round, row.points, say(row.reason))


def counted_by_cell(told: OfRecord) -> dict[tuple[str, str], list[float]]:
    """Give the scores that count in each cell, by size; none where they may not be shown."""
    scores = counted_scores(told.case).dropna(subset=["score"])
    hidden = few(told.case)
    cells: dict[tuple[str, str], pd.Series] = dict(iter(scores.groupby(CELL)["score"]))
    return {cell: sorted(held) for cell, held in cells.items() if cell not in hidden}

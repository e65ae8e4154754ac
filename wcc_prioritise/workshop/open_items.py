"""What is still owed? Promises to keep, comments, ideas and challenges to answer, reveals."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pandas as pd

from wcc_prioritise.workshop.folding import Fold
from wcc_prioritise.workshop.private import unrevealed

COLUMNS = ["kind", "item", "what", "due", "late"]


def open_items(fold: Fold, today: datetime.date) -> pd.DataFrame:
    """What is still owed to somebody?

    Parameters
    ----------
    fold : Fold
        The state of the day.
    today : date
        The day on which it is asked.

    Returns
    -------
    DataFrame
        Columns kind, item (its code, or the number of its entry), what, due (a date, or None) and
        late (whether that date is over).
    """
    rows = [(*row, row[-1] is not None and row[-1] < today) for row in _owed(fold)]
    return pd.DataFrame(rows, columns=COLUMNS)


def open_in_words(fold: Fold, today: datetime.date) -> str:
    """Say what is still owed, counted by kind.

    Examples
    --------
    >>> open_in_words(Fold(), datetime.date(2027, 4, 1))
    'nothing'
    """
    items = open_items(fold, today)
    told = []
    for kind, group in items.groupby("kind", sort=False):
        late = int(group["late"].sum())
        told.append(f"{kind} {len(group)}" + (f" ({late} late)" if late else ""))
    return ", ".join(told) or "nothing"


def _owed(fold: Fold) -> Iterator[tuple]:
    for row in fold.all("promises"):
        if row.kept == "open":
            yield "promises", row.promise, f"{row.what} (to {row.whom})", row.due
    for row in fold.all("comments"):
        if row.answer is None:
            yield "comments without an answer", row.comment, row.what, None
    for row in fold.all("ideas"):
        if row.outcome is None or (row.source is not None and row.thanked is None):
            yield "ideas without an outcome or thanks", row.idea, row.what, None
    for row in fold.all("challenges"):
        if fold.get("answers", row.challenge) is None:
            yield "challenges without an answer", row.challenge, row.what, None
    for row in fold.all("acts"):
        if row.act in ("parking lot", "action") and row.date is not None:
            yield "actions with a date", f"entry {row.said_in}", row.text, row.date
    for what in unrevealed(fold):
        yield "answers not revealed", what, f"on {what}", None

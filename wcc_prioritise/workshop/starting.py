"""How does a record begin? With what is known beforehand, table by table."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wcc_prioritise import __version__
from wcc_prioritise.case.value import Case
from wcc_prioritise.workshop.kinds import Cells, body_of, refuse

ROWS = 500
"""A table is written in entries of at most so many rows."""


def opening(case: Case) -> Iterator[tuple[str, Cells]]:
    """Which entries does a record begin with?

    Parameters
    ----------
    case : Case
        What is known beforehand.

    Yields
    ------
    (kind, body)
        One `start`, then the tables of the case, in entries of at most 500 rows.
    """
    charter = case.charter
    said = {"package": __version__, "organisation": charter.organisation}
    yield "start", {**said, "privacy": charter.privacy, "fingerprint": case.fingerprint}
    for name, table in case.tables.items():
        for first in range(0, max(len(table.frame), 1), ROWS):
            yield "table", table_body(name, table.frame.iloc[first : first + ROWS])


def table_body(name: str, frame: pd.DataFrame) -> Cells:
    """Write a table as the body of an entry: column names once, then the cells row by row."""
    columns = list(frame.columns)
    rows = []
    for row in frame.astype(object).to_dict("records"):
        act = {"act": row["act"]} if name == "acts" else {}
        body = {**body_of(name, row), **act}
        rows.append([body.get(column) for column in columns])
    return {"table": name, "columns": columns, "rows": rows}


def must_be_a_workshop(case: Case) -> None:
    """Refuse a case that no day can be held on."""
    if case.charter is None:
        allowed = "a case with a charter, criteria, candidates and people"
        raise refuse("start", "evidence alone", allowed, "Fill in the form of a workshop first.")
    analyst, assurer = case.charter.analyst, case.charter.assurer
    if analyst and assurer and analyst.casefold() == assurer.casefold():
        do = "Name somebody in the charter who did not do the analysis."
        raise refuse("start", f"{assurer!r} as analyst and as assurer", "two people", do)

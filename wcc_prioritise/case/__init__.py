"""What do we know, every cell checked? The frozen case, its fingerprint and what changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from wcc_prioritise.case.shipped import sample

if TYPE_CHECKING:
    from wcc_prioritise.case.value import Case

__all__ = ["Case", "read", "sample"]

ANSWERS = "swings"
"""The one table that a workshop needs and that is filled in on the day."""


def read(path: str | os.PathLike, *, answered: bool = True) -> Case:
    """Read a workshop: a folder of CSV files or one Excel workbook.

    Parameters
    ----------
    path : str or path-like
        A folder whose CSV files are named after the tables of the data dictionary, or a workbook
        (.xlsx) whose sheets are.
    answered : bool
        False before the day: swings, which are given on it, may still be wanting.

    Returns
    -------
    Case
        Everything the tables hold, checked. A folder with nothing but evidence (`indicators`,
        `areas`, `peers`, `services`) gives a case without a charter.

    Raises
    ------
    InputError
        If anything is wrong: one message with every fault of every table, each with its file or
        sheet, row, column, what was found, what is allowed and what to do.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> len(case.candidates)
    24
    """
    from wcc_prioritise.case.value import case_from
    from wcc_prioritise.tables import read_tables

    tables, faults = read_tables(path)
    if not answered:
        faults = [fault for fault in faults if fault.lacks != ANSWERS]
        if ANSWERS in tables and tables[ANSWERS].frame.empty:
            del tables[ANSWERS]
    return case_from(tables, faults)


def __getattr__(name: str):
    """Hand out `Case` on first use; its schema is loaded only then."""
    if name == "Case":
        from wcc_prioritise.case.value import Case

        return Case
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

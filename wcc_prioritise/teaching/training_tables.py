"""Where do the figures of an exercise come from? A folder of small tables, each open to be swapped.

Every answer is worked out from these tables, so a trainer who swaps one for figures of their own
area swaps the answers and the checks with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import pandas as pd

from wcc_prioritise.case import sample
from wcc_prioritise.tables import Fault, InputError, near_miss

Data = str | PathLike | Mapping[str, pd.DataFrame] | None
"""What the tables may be given as: a folder, frames by name, or nothing for those shipped."""

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Columns:
    """What a table must hold.

    Attributes
    ----------
    text : tuple of str
        Columns of words; none may be blank.
    numbers : tuple of str
        Columns of numbers; none may be blank.
    blanks : tuple of str
        Columns of numbers that may be blank: missing is missing, never zero.
    """

    text: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()


def read_training(asked: Mapping[str, Columns], data: Data = None) -> Tables:
    """What do the tables of an exercise hold?

    Parameters
    ----------
    asked : mapping of str to Columns
        Names of the tables and what each must hold.
    data : path-like or mapping of str to DataFrame, optional
        A folder with tables of one's own, or frames by name. A table that is not there is the one
        that was shipped.

    Returns
    -------
    dict of str to DataFrame
        By name; further columns are kept.

    Raises
    ------
    InputError
        If there is no such folder, or a table lacks a column, a row or a cell; every fault is told.
    """
    found, faults = {}, []
    for name, columns in asked.items():
        frame = _frame(name, data)
        found[name], wrong = _checked(name, frame, columns)
        faults += wrong
    if faults:
        raise InputError(faults)
    return found


def _frame(name: str, data: Data) -> pd.DataFrame:
    if isinstance(data, Mapping) and isinstance(data.get(name), pd.DataFrame):
        frame = data[name]
        words = [c for c in frame if not pd.api.types.is_numeric_dtype(frame[c])]
        return frame.assign(**{c: frame[c].replace(r"^\s*$", None, regex=True) for c in words})
    folder = sample("training")
    if isinstance(data, (str, PathLike)):
        if not Path(data).is_dir():
            raise InputError.of(
                found=f"no folder {Path(data).name!r}",
                allowed="a folder that holds tables of your own",
                do="Correct its name, or leave it out for the tables that were shipped.",
            )
        folder = Path(data) if (Path(data) / f"{name}.csv").is_file() else folder
    # Everything comes in as text, so that a code such as 007 stays one; numbers are read below.
    return pd.read_csv(folder / f"{name}.csv", dtype=str, encoding="utf-8-sig")


def _checked(name: str, frame: pd.DataFrame, columns: Columns) -> tuple[pd.DataFrame, list[Fault]]:
    wanted = (*columns.text, *columns.numbers, *columns.blanks)
    faults = [_lacking(name, column, frame) for column in wanted if column not in frame]
    if not len(frame):
        faults.append(Fault(name, None, None, "no row", "at least one row", "Fill it in."))
    for column in (c for c in columns.text if c in frame):
        faults += _blank(name, column, frame[column], "a word")
        frame[column] = [c if pd.isna(c) else str(c).strip() for c in frame[column]]
    for column in (c for c in (*columns.numbers, *columns.blanks) if c in frame):
        numbers = pd.to_numeric(frame[column], errors="coerce").astype(float)
        faults += _no_numbers(name, column, frame[column], numbers)
        if column in columns.numbers:
            faults += _blank(name, column, frame[column], "a number")
        frame[column] = numbers
    for column in (c for c in frame.columns if c not in wanted):
        frame[column] = _numbers_if_all(frame[column])
    return frame, faults


def _numbers_if_all(cells: pd.Series) -> pd.Series:
    """Read a column that the exercise does not name: criteria of a trainer's own are numbers."""
    numbers = pd.to_numeric(cells, errors="coerce")
    return cells if numbers.isna().any() else numbers.astype(float)


def _lacking(name: str, column: str, frame: pd.DataFrame) -> Fault:
    near = near_miss(column, [str(c) for c in frame.columns])
    do = f"Did you mean it by {near!r}?" if near else "Add the column."
    return Fault(name, None, column, "no such column", "", do)


def _blank(name: str, column: str, cells: pd.Series, allowed: str) -> list[Fault]:
    places = [i for i, blank in enumerate(cells.isna()) if blank]
    return [Fault(name, i + 2, column, "blank", allowed, "Fill in the cell.") for i in places]


def _no_numbers(name: str, column: str, cells: pd.Series, numbers: pd.Series) -> list[Fault]:
    wrong = [i for i, bad in enumerate(numbers.isna() & cells.notna()) if bad]
    return [
        Fault(name, i + 2, column, repr(cells.iloc[i]), "a number", "Correct the cell.")
        for i in wrong
    ]


def criteria_of(scores: pd.DataFrame, codes: list[str], where: str) -> pd.DataFrame:
    """Give the columns of a table that are named elsewhere as criteria, as numbers.

    Raises
    ------
    InputError
        If one of them is not there or holds something else.
    """
    found, faults = _checked(where, scores.copy(), Columns(numbers=tuple(codes)))
    if faults:
        raise InputError(faults)
    return found[codes]

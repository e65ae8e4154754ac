"""What has been read of one table, before it is joined with others?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.periods import months_covered
from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.columns import blank, constant, named, numbers
from wcc_prioritise.evidence.readers.opening import Source
from wcc_prioritise.tables import Fault, InputError
from wcc_prioritise.tables.faults import quoted

TEXTS = (
    "indicator",
    "indicator_name",
    "area",
    "area_name",
    "area_type",
    "period",
    "sex",
    "age",
    "category",
    "unit",
    "polarity",
    "verdict",
    "trend",
    "note",
)
NUMBERS = ("value", "lower", "upper", "count", "denominator", "scale")

_MONTHS = 12


@dataclass(frozen=True)
class Options:
    """How the person wants the files read."""

    mapping: Mapping[str, str] | None = None
    pasted: str = "refuse"
    splits: str = "leave out"
    denominator: str = "net of exceptions"
    lookups: Sequence[tuple[Source, int]] = ()
    """Tables of names that stand beside the practices' counts, and where their headings are."""


@dataclass(frozen=True)
class Draft:
    """The figures of one table, and what became of its rows."""

    source: Source
    rows: np.ndarray
    """The rows that have a fate, as the spreadsheet shows them."""
    fates: np.ndarray
    """Their fates, as codes; rows with figures have the first fate of theirs instead."""
    figures: pd.DataFrame
    """Texts as categories, numbers as float64; `line`: place in `rows`; `fate`: a code; `beside`:
    whether the figure is of another year than the table, and yields to that year's own."""
    keys: Sequence[str] | None = None
    """What each row is about; None for the key of its one figure."""
    warnings: tuple[str, ...] = field(default=())


def figures(
    lines: np.ndarray,
    fate: np.ndarray,
    columns: Mapping[str, pd.Categorical | np.ndarray | str | float],
) -> pd.DataFrame:
    """Make the figures of a draft: columns that are not given are blank."""
    rows = len(lines)
    made: dict[str, object] = {}
    for name in TEXTS:
        column = columns.get(name, "")
        made[name] = constant(column, rows) if isinstance(column, str) else column
    for name in NUMBERS:
        column = columns.get(name, np.nan)
        made[name] = np.full(rows, column) if isinstance(column, float | int) else column
    made |= spans(made["period"])
    made["beside"] = np.full(rows, bool(columns.get("beside", False)))
    return pd.DataFrame(made | {"line": lines, "fate": fate}, copy=False)


def with_headings(draft: Draft) -> Draft:
    """Give the rows of a sheet down to its headings their fate; a text file has but one."""
    above = int(draft.rows[0]) - 1 if draft.source.sheet and len(draft.rows) else 0
    if not above:
        return draft
    return replace(
        draft,
        rows=np.concatenate([np.arange(1, above + 1), draft.rows]),
        fates=np.concatenate([fates.coded(fates.HEADING, above), draft.fates]),
        figures=draft.figures.assign(line=draft.figures["line"] + above),
        keys=None if draft.keys is None else [*[""] * above, *draft.keys],
    )


def spans(period: pd.Categorical) -> dict[str, np.ndarray]:
    """When does each period start, and how long is it? Both in years, NaN where not known."""
    covered = [months_covered(text) if text else None for text in named(period)]
    start = np.array([(c[0] - 1) // _MONTHS if c else np.nan for c in covered])
    length = np.array([(c[1] - c[0] + 1) / _MONTHS if c else np.nan for c in covered])
    return {"period_start": start[period.codes], "period_length": length[period.codes]}


def read_numbers(
    source: Source, frame: pd.DataFrame, columns: Sequence[str], live: np.ndarray
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Read the number columns of a frame, and where the value is held back.

    Parameters
    ----------
    source : Source
        Where it comes from.
    frame : DataFrame
        As `Source.below` gives it.
    columns : sequence of str
        The columns that hold numbers; those that are not there are left out.
    live : array of bool
        The rows that are figures; what stands in the others is not looked at.

    Raises
    ------
    InputError
        Naming every cell that holds something else.
    """
    read: dict[str, np.ndarray] = {}
    hidden = np.zeros(len(frame), dtype=bool)
    faults: list[Fault] = []
    for name in (column for column in columns if column in frame):
        read[name], held, unread = numbers(frame[name])
        if name == "value":
            hidden = held
        wrong = unread & live
        if name in ("count", "denominator"):
            wrong = wrong | (live & (read[name] < 0))
        for place in np.flatnonzero(wrong):
            found = quoted(frame[name].iloc[place])
            faults.append(cell_fault(source, frame.index[place], name, found))
    if faults:
        raise InputError(faults)
    return read, hidden


def cell_fault(source: Source, row: int, column: str, found: str) -> Fault:
    """Say that a cell holds no number."""
    allowed = "a number, or blank where it is missing"
    if column in ("count", "denominator"):
        allowed = "a number that is 0 or more, or blank where it is missing"
    return Fault(source.where, int(row), column, found, allowed, "Correct the cell.")


def edge_fates(frame: pd.DataFrame) -> np.ndarray:
    """Give each row its fate as far as its shape tells: used, blank row, or note.

    A note under a table fills one cell of a row.
    """
    filled = np.zeros(len(frame), dtype=np.int16)
    for name in frame.columns:
        column = frame[name]
        categorical = isinstance(column.dtype, pd.CategoricalDtype)
        filled += ~(blank(column.array) if categorical else _empty(column))
    fate = fates.coded(fates.USED, len(frame))
    fate[filled == 1] = fates.CODES[fates.NOTE]
    fate[filled == 0] = fates.CODES[fates.BLANK]
    return fate


def _empty(column: pd.Series) -> np.ndarray:
    missing = column.isna().to_numpy()
    return missing if column.dtype.kind in "iuf" else missing | (column == "").to_numpy(dtype=bool)

"""What does any tidy table say, when a person tells which column is which?"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.area_types import type_of_code
from wcc_prioritise.evidence.readers.columns import blank, changed, untagged
from wcc_prioritise.evidence.readers.drafts import (
    NUMBERS,
    TEXTS,
    Draft,
    Options,
    edge_fates,
    figures,
    read_numbers,
)
from wcc_prioritise.evidence.readers.headings import folded, places, standing
from wcc_prioritise.evidence.readers.opening import Source
from wcc_prioritise.tables import Fault, InputError, near_miss

TARGETS = (*TEXTS, *NUMBERS)
_NEEDED = ("indicator", "area", "period")
_TOTALS = frozenset(("total", "totals", "grandtotal", "alltotal", "sum", "all", "overall"))
_MAPPING = "the mapping"


def checked(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """Check a mapping: our column -> heading of the file, or "=text" for one text in every row.

    Raises
    ------
    InputError
        For a column that is not ours, and for one that must be said.
    """
    mapping = dict(mapping or {})
    faults = []
    for column, heading in mapping.items():
        if column not in TARGETS:
            near = near_miss(column, TARGETS)
            do = f"Did you mean {near!r}?" if near else "Take it out."
            found = f"the column {column!r}"
            faults.append(Fault(_MAPPING, None, None, found, ", ".join(TARGETS), do))
        elif not isinstance(heading, str) or not heading.strip(" ="):
            allowed = "a heading of the file, or a fixed text after ="
            found, do = f"{heading!r} for {column!r}", "Say which column it is."
            faults.append(Fault(_MAPPING, None, None, found, allowed, do))
    if faults:
        raise InputError(faults)
    return mapping


def heading_row(source: Source, mapping: Mapping[str, str]) -> int | None:
    """Find the row that has most of the headings of a mapping; None where none has half."""
    wanted = {folded(heading) for heading in mapping.values() if not heading.startswith("=")}
    found = [len(wanted & set(standing(row))) for row in source.head]
    most = max(found, default=0)
    return found.index(most) if most and most * 2 >= len(wanted) else None


def read_mapped(source: Source, at: int, options: Options) -> Draft:
    """Read a table through a mapping.

    Parameters
    ----------
    source : Source
        The table.
    at : int
        Where its headings stand.
    options : Options
        `mapping`: our column -> heading of the file, or "=text". Needed are indicator, area, period
        and either value or count, denominator and scale.

    Returns
    -------
    Draft
        One figure a row. Rows called a total, and notes, are left out.

    Raises
    ------
    InputError
        With every column that is not said, not there or misspelt, and every cell that is no number.
    """
    mapping = checked(options.mapping)
    _all_said(mapping)
    fixed = {c: text[1:].strip() for c, text in mapping.items() if text.startswith("=")}
    titles = {c: (text,) for c, text in mapping.items() if c not in fixed}
    counted = [name for name in NUMBERS if name in titles]
    frame = source.below(at, places(source, at, titles), counted)
    fate = edge_fates(frame)
    area = frame["area"].array if "area" in frame else None
    if area is not None:
        fate[_totals(area) & (fate == fates.CODES[fates.USED])] = fates.CODES[fates.TOTAL]
    live = fate == fates.CODES[fates.USED]
    columns, hidden = read_numbers(source, frame, counted, live)
    columns |= {name: frame[name].array for name in TEXTS if name in frame}
    columns |= _fixed(fixed)
    faults = list(_blanks(source, columns, live, frame.index))
    if faults:
        raise InputError(faults)
    return _draft(source, frame, fate, hidden, columns)


def read_tidy(source: Source, at: int, options: Options) -> Draft:
    """Read a table whose headings are already ours."""
    there = standing(source.head[at])
    mapping = {name: source.head[at][there[folded(name)]] for name in TARGETS if name in there}
    mapping |= {n: source.head[at][there[folded(n)]] for n in TARGETS if folded(n) in there}
    return read_mapped(source, at, Options(mapping=mapping))


def _draft(
    source: Source,
    frame: pd.DataFrame,
    fate: np.ndarray,
    hidden: np.ndarray,
    columns: dict[str, object],
) -> Draft:
    if "value" not in columns:
        columns["value"] = _calculated(columns)
    note = columns.get("note", "")
    if not isinstance(note, str):
        columns["note"] = note = changed(note, untagged)
    area = columns["area"]
    if "area_type" not in columns and not isinstance(area, str):
        columns["area_type"] = changed(area, type_of_code)
    named = note if not isinstance(note, str) else _no_text(len(frame))
    fate = fates.without_value(fate, columns["value"], hidden, named)
    split = columns.get("category", "")
    if not isinstance(split, str):
        fate[fates.kept(fate) & ~blank(split)] = fates.CODES[fates.SPLIT]
    made = figures(np.arange(len(frame)), fate, columns)
    return Draft(source, frame.index.to_numpy(), fate, made)


def _no_text(rows: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.zeros(rows, dtype=np.int8), [""])


def _calculated(columns: dict[str, object]) -> np.ndarray:
    """Give value = count / denominator x scale where the table has no value of its own."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return columns["count"] / columns["denominator"] * columns["scale"]


def _all_said(mapping: Mapping[str, str]) -> None:
    """Ask for every column that must be said."""
    absent = [name for name in _NEEDED if name not in mapping]
    if "value" not in mapping and not {"count", "denominator", "scale"} <= set(mapping):
        absent.append("value")
    if absent:
        raise InputError(
            Fault(
                _MAPPING,
                None,
                None,
                f"no {name!r}",
                "indicator, area, period, and value or count, denominator and scale",
                f"Say which column it is, or give one text for all: {{{name!r}: '=...'}}.",
            )
            for name in absent
        )


def _fixed(fixed: Mapping[str, str]) -> dict[str, object]:
    """Give the fixed texts, as numbers where the column holds numbers."""
    told: dict[str, object] = {}
    for name, text in fixed.items():
        try:
            told[name] = float(text) if name in NUMBERS else text
        except ValueError as error:
            raise InputError.of(
                where=_MAPPING,
                found=f"{text!r} for {name!r}",
                allowed="a number",
                do="Correct it.",
            ) from error
    return told


def _totals(area: pd.Categorical) -> np.ndarray:
    total = np.array([folded(text) in _TOTALS for text in area.categories], dtype=bool)
    return total[area.codes] if len(total) else np.zeros(len(area), dtype=bool)


def _blanks(source: Source, columns: dict[str, object], live: np.ndarray, rows: pd.Index):
    """Name the rows that do not say what they are about, as when pasted in by hand."""
    for name in _NEEDED:
        column = columns[name]
        if isinstance(column, str):
            continue
        for place in np.flatnonzero(live & blank(column)):
            do = "Fill the cell, or delete the row."
            yield Fault(source.where, int(rows[place]), name, "nothing", "a text", do)

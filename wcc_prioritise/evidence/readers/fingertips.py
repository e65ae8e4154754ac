"""What does a Fingertips download say? Its table has five spellings; this reads four of them.

The fifth, which has neither names nor indicator codes, is read by `uploads`.

References
----------
Office for Health Improvement and Disparities, Fingertips: Open Government Licence v3.0. The forms
are those of the API (26 and 27 columns), of the website's "download table", of the older export
with underscores, and of fingertipsR.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.area_types import type_of_code
from wcc_prioritise.evidence.readers.columns import blank, changed, joined, untagged, words
from wcc_prioritise.evidence.readers.drafts import (
    Draft,
    Options,
    edge_fates,
    figures,
    read_numbers,
)
from wcc_prioritise.evidence.readers.headings import places
from wcc_prioritise.evidence.readers.opening import Source
from wcc_prioritise.tables import Fault, InputError

LEAVE_OUT = "leave out"

_NEEDED = {
    "indicator": ("Indicator ID",),
    "indicator_name": ("Indicator Name",),
    "area": ("Area Code",),
    "area_name": ("Area Name",),
    "area_type": ("Area Type",),
    "sex": ("Sex",),
    "age": ("Age",),
    "category_type": ("Category Type",),
    "category": ("Category",),
    "period": ("Time period",),
    "value": ("Value",),
    "count": ("Count",),
    "denominator": ("Denominator",),
}
_OPTIONAL = {
    "lower": ("Lower CI 95.0 limit", "Lower CI limit"),
    "upper": ("Upper CI 95.0 limit", "Upper CI limit"),
    "note": ("Value note",),
    "trend": ("Recent Trend",),
    "verdict": ("Compared to England value or percentiles",),
    "parent": ("Parent Code",),
    "sortable": ("Time period Sortable",),
    "range": ("Time period range",),
}
_COUNTED = ("value", "lower", "upper", "count", "denominator", "sortable")
_LENGTHS = {"y": 1.0, "q": 0.25, "m": 1 / 12}
_CODE_AGAIN = re.compile(r"^\s*([A-Z]\w{2,8}) - (?=\S)")


def read_fingertips(source: Source, at: int, options: Options) -> Draft:
    """Read a Fingertips table.

    The publisher's verdict is the one against England. The column after it compares with a parent
    area, is called by many names, and is not read.

    Parameters
    ----------
    source : Source
        The table.
    at : int
        Where its headings stand.
    options : Options
        `pasted`: what to do with rows that have no indicator or area code.

    Returns
    -------
    Draft
        One figure a row.

    Raises
    ------
    InputError
        With every heading absent or misspelt, every cell that is no number, and rows without codes.
    """
    frame = source.below(at, places(source, at, _NEEDED, _OPTIONAL), _COUNTED)
    fate = edge_fates(frame)
    live = fate == fates.CODES[fates.USED]
    pasted = live & (blank(frame["indicator"].array) | blank(frame["area"].array))
    if pasted.any() and options.pasted != LEAVE_OUT:
        raise InputError(_pasted(source, frame, pasted))
    fate[pasted] = fates.CODES[fates.PASTED]
    columns, hidden = read_numbers(source, frame, _COUNTED, live)
    note = changed(frame["note"].array, untagged) if "note" in frame else ""
    columns |= _texts(frame) | {"note": note}
    sort = columns.pop("sortable", np.full(len(frame), np.nan))
    if not isinstance(note, str):
        fate = fates.without_value(fate, columns["value"], hidden, note)
    fate[kept_splits(fate, columns["category"])] = fates.CODES[fates.SPLIT]
    columns["area_type"], warnings = _misnamed_parents(source, frame)
    made = figures(np.arange(len(frame)), fate, columns)
    _fill_spans(made, frame, sort)
    return Draft(source, frame.index.to_numpy(), fate, made, warnings=warnings)


def kept_splits(fate: np.ndarray, category: pd.Categorical) -> np.ndarray:
    """Say which rows are splits of an area."""
    return fates.kept(fate) & ~blank(category)


def _texts(frame: pd.DataFrame) -> dict[str, pd.Categorical]:
    named = joined([frame["area"].array, frame["area_name"].array], _without_code)
    split = joined([frame["category_type"].array, frame["category"].array], split_name)
    plain = ("indicator", "indicator_name", "area", "period", "sex", "age")
    also = [name for name in ("trend", "verdict") if name in frame]
    told = {name: frame[name].array for name in (*plain, *also)}
    return told | {"area_name": named, "category": split}


def _without_code(code: str, name: str) -> str:
    """Take the code away that some downloads repeat before the name."""
    again = _CODE_AGAIN.match(name)
    return name[again.end() :] if again and again[1] == code else name


def split_name(kind: str, category: str) -> str:
    """Name a split of an area: by what, and which part."""
    return f"{kind}: {category}" if kind and category else kind or category


def _pasted(source: Source, frame: pd.DataFrame, pasted: np.ndarray) -> list[Fault]:
    """Name the rows that were put under the table by hand."""
    return [
        Fault(
            source.where,
            int(row),
            None,
            "a row without an indicator or area code, as if pasted in by hand",
            "rows as they were downloaded",
            "Delete the pasted rows, or leave them out with pasted='leave out'.",
        )
        for row in frame.index[pasted]
    ]


def _misnamed_parents(source: Source, frame: pd.DataFrame) -> tuple[pd.Categorical, tuple]:
    """Give area types; an area that is the parent of others of its type is not of that type."""
    types = frame["area_type"].array
    if "parent" not in frame:
        return types, ()
    both = frame.assign(parent=frame["parent"].array, area_type=types)
    pairs = both[["parent", "area_type"]].drop_duplicates().astype(object)
    own = both[["area", "area_name", "area_type"]].drop_duplicates().astype(object)
    wrong = own.merge(pairs, left_on=["area", "area_type"], right_on=["parent", "area_type"])
    wrong = wrong[(wrong["area_type"] != "") & (wrong["area"] != "E92000001")]
    if wrong.empty:
        return types, ()
    better = {code: type_of_code(code) or "parent area" for code in wrong["area"]}
    types = joined([frame["area"].array, types], lambda code, kind: better.get(code, kind))
    said = (
        f"{source.where}: {row.area_name} ({row.area}) is called {row.area_type!r}, but is the "
        f"parent of such areas; it is taken as {better[row.area]!r}."
        for row in wrong.itertuples()
    )
    return types, tuple(said)


def _fill_spans(made: pd.DataFrame, frame: pd.DataFrame, sort: np.ndarray) -> None:
    """Take the start from the sortable period, and the length from its range, where unread."""
    unread = made["period_start"].isna().to_numpy() & np.isfinite(sort)
    if not unread.any():
        return
    made.loc[unread, "period_start"] = sort[unread] // 10_000
    if "range" in frame:
        rows = np.flatnonzero(unread)
        made.loc[unread, "period_length"] = [
            _length(text) for text in words(frame["range"].array, rows)
        ]


def _length(text: str) -> float:
    """Read a range such as 1y, 3y, 1q or 1m, in years."""
    found = re.fullmatch(r"(\d+)\s*([yqm])", text.casefold())
    return int(found[1]) * _LENGTHS[found[2]] if found else np.nan

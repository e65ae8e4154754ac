"""What was read, and what became of every row? The frozen answer, and how drafts become it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.periods import months_covered
from wcc_prioritise.evidence.readers import fates, indicator_sheet
from wcc_prioritise.evidence.readers.claims import settle
from wcc_prioritise.evidence.readers.columns import (
    as_text,
    blank,
    constant,
    named,
    one_after_another,
)
from wcc_prioritise.evidence.readers.drafts import Draft
from wcc_prioritise.evidence.readers.indicator_sheet import IndicatorSheet
from wcc_prioritise.evidence.readers.self_check import check_faults, directions_seen, scale_seen
from wcc_prioritise.schema.records import Indicator
from wcc_prioritise.tables import InputError

COLUMNS = (
    "indicator",
    "indicator_name",
    "area",
    "area_name",
    "area_type",
    "period",
    "period_start",
    "period_length",
    "sex",
    "age",
    "category",
    "value",
    "lower",
    "upper",
    "count",
    "denominator",
    "unit",
    "scale",
    "polarity",
    "verdict",
    "trend",
    "note",
    "source",
    "row",
)
"""The columns of a reading's table."""

_KEY = ("indicator", "area", "period", "sex", "age", "category")
_PANDEMIC = (12 * 2020 + 4, 12 * 2021 + 3)  # April 2020 to March 2021
_LISTED = 6


@dataclass(frozen=True, eq=False, repr=False)
class Reading:
    """What the files say, what became of each of their rows, and what is to be said beside it.

    Parameters
    ----------
    warnings : tuple of str
        What was left aside, and what the figures lack.
    pots : mapping of str to str
        Indicator -> value pot, as the indicator sheet has them.
    """

    warnings: tuple[str, ...]
    pots: Mapping[str, str]
    _table: pd.DataFrame
    _drafts: tuple[Draft, ...]
    _settled: np.ndarray

    @property
    def table(self) -> pd.DataFrame:
        """One row a figure, in the order of the files; blank is missing.

        `period` is as published, `period_start` and `period_length` are in years; `value`, `lower`
        and `upper` are in `unit`, and value = count / denominator x `scale` unless the unit says
        that it is standardised; `verdict`, `trend` and `note` are the publisher's; `row` is the row
        of the file as a spreadsheet shows it. A row without a value keeps its note.
        """
        return self._table.copy(deep=False)

    @property
    def fates(self) -> pd.DataFrame:
        """One row a row of the sources: file, sheet, row, fate, key, and how many figures it gave.

        The line of column names of a text file is not a row; the headings of a sheet are.
        """
        return self._told.copy(deep=False)

    @cached_property
    def _told(self) -> pd.DataFrame:
        return _fates(self._drafts, self._settled)

    def counts(self) -> pd.Series:
        """How many rows had each fate? The commonest first."""
        return self._told["fate"].astype("str").value_counts().rename("rows")

    def indicators(self) -> pd.DataFrame:
        """Give the table with exactly the columns of `case.indicators`."""
        return self._table[list(Indicator.model_fields)].copy(deep=False)

    def indicator_sheet(self) -> pd.DataFrame:
        """Which indicators need words from you? A sheet to fill in and give back.

        Returns
        -------
        DataFrame
            One row an indicator: what is known, blanks to fill, and in `seen` what the figures
            suggest. Nothing that is only seen is used.
        """
        return _sheet_to_fill(self._table, self.pots)

    def __repr__(self) -> str:
        """Say how much was read."""
        told = ", ".join(f"{rows:,} {fate}" for fate, rows in self.counts().items())
        indicators, areas = (self._table[name].nunique() for name in ("indicator", "area"))
        return f"<Reading: {indicators:,} indicators, {areas:,} areas; rows: {told}>"


def assembled(
    drafts: Sequence[Draft], sheet: IndicatorSheet, *, splits: bool, warnings: Sequence[str] = ()
) -> Reading:
    """Join drafts, fill in what the indicator sheet says, and check them.

    Parameters
    ----------
    drafts : sequence of Draft
        At least one.
    sheet : IndicatorSheet
        Units, scales, directions and pots.
    splits : bool
        Whether splits of areas are kept in the table.
    warnings : sequence of str
        What is to be said already.

    Returns
    -------
    Reading
        The table, the fates and the warnings.

    Raises
    ------
    InputError
        With every figure that two rows claim, and every value that its counts do not give.
    """
    figures, lines = _joined(drafts)
    where = np.repeat(
        np.array([draft.source.where for draft in drafts], dtype=object),
        [len(draft.figures) for draft in drafts],
    )
    rows = np.concatenate([draft.rows for draft in drafts])
    row = rows[lines]
    figures, said = sheet.fill(figures)
    fate = figures["fate"].to_numpy()
    if splits:
        fate = np.where(fate == fates.CODES[fates.SPLIT], fates.CODES[fates.USED], fate)
    fate, faults = settle(figures, fate, where, row)
    kept = fates.kept(fate)
    used = figures if kept.all() else figures[kept].reset_index(drop=True)
    faults += check_faults(used, where[kept], row[kept])
    if faults:
        raise InputError(faults)
    table = _table(used, _files(drafts)[kept], row[kept])
    said = [*warnings, *(w for draft in drafts for w in draft.warnings), *said]
    said += [*_lacking(used), *_pandemic(used)]
    # the cells of a workbook are not needed any more, the names of its rows are
    drafts = tuple(replace(d, source=replace(d.source, grid=[], head=[])) for d in drafts)
    return Reading(tuple(dict.fromkeys(said)), sheet.pots(), table, drafts, fate)


def _joined(drafts: Sequence[Draft]) -> tuple[pd.DataFrame, np.ndarray]:
    """Put the figures of all drafts under one another, with the place of each one's row."""
    starts = np.cumsum([0, *(len(draft.rows) for draft in drafts)])
    lines = [d.figures["line"].to_numpy() + s for d, s in zip(drafts, starts, strict=False)]
    if len(drafts) == 1:
        return drafts[0].figures, lines[0]
    first = drafts[0].figures
    columns = {
        name: one_after_another([draft.figures[name].array for draft in drafts])
        if isinstance(first[name].dtype, pd.CategoricalDtype)
        else np.concatenate([draft.figures[name].to_numpy() for draft in drafts])
        for name in first.columns
    }
    return pd.DataFrame(columns, copy=False), np.concatenate(lines)


def _files(drafts: Sequence[Draft]) -> pd.Categorical:
    return one_after_another([constant(draft.source.file, len(draft.figures)) for draft in drafts])


def _table(figures: pd.DataFrame, files: pd.Categorical, row: np.ndarray) -> pd.DataFrame:
    """Give the figures as a plain table: texts as texts, missing where blank."""
    columns: dict[str, object] = {}
    for name in COLUMNS[:-2]:
        column = figures[name]
        categorical = isinstance(column.dtype, pd.CategoricalDtype)
        columns[name] = as_text(column.array) if categorical else column.to_numpy()
    columns["period_start"] = pd.array(columns["period_start"], dtype="Int64")
    return pd.DataFrame(columns | {"source": as_text(files), "row": row}, copy=False)


def _fates(drafts: Sequence[Draft], fate: np.ndarray) -> pd.DataFrame:
    """Give every row of the sources its fate and key."""
    figures, lines = _joined(drafts)
    codes = np.concatenate([draft.fates for draft in drafts])
    best = np.full(len(codes), len(fates.FATES), dtype=np.int64)
    np.minimum.at(best, lines, fate)
    codes = np.where(best < len(fates.FATES), best, codes)
    given = np.bincount(lines[fates.kept(fate)], minlength=len(codes))
    sizes = [len(draft.rows) for draft in drafts]
    sources = {
        "file": [constant(d.source.file, n) for d, n in zip(drafts, sizes, strict=True)],
        "sheet": [constant(d.source.sheet, n) for d, n in zip(drafts, sizes, strict=True)],
    }
    columns: dict[str, object] = {n: one_after_another(cells) for n, cells in sources.items()}
    columns["row"] = np.concatenate([draft.rows for draft in drafts])
    columns["fate"] = pd.Categorical.from_codes(codes, fates.FATES)
    columns["key"] = pd.Series(_keys(drafts, figures), dtype="str")
    return pd.DataFrame(columns | {"figures": given}, copy=False)


def _keys(drafts: Sequence[Draft], figures: pd.DataFrame) -> np.ndarray:
    """Say what each row is about: the key of its one figure, or what the reader said."""
    told, start = [], 0
    for draft in drafts:
        end = start + len(draft.figures)
        if draft.keys is None:
            told.append(_named_rows(draft, figures.iloc[start:end]))
        else:
            told.append(np.array(draft.keys, dtype=object))
        start = end
    return np.concatenate(told)


def _named_rows(draft: Draft, figures: pd.DataFrame) -> np.ndarray:
    line = figures["line"].to_numpy()
    words = np.zeros(len(figures), dtype="<U1")
    for name in _KEY:
        column = figures[name].array
        if len(column.categories) > 1 or not blank(column).any():
            parts = np.array([f", {text}" if text else "" for text in named(column)], dtype=str)
            words = np.strings.add(words, parts[column.codes])
    told = np.full(len(draft.rows), "", dtype=object)
    told[line[::-1]] = np.strings.slice(words, 2, None).astype(object)[::-1]
    return told


def _sheet_to_fill(table: pd.DataFrame, pots: Mapping[str, str]) -> pd.DataFrame:
    """List the indicators with what is known of them, and what their figures suggest."""
    rows = table[list(indicator_sheet.COLUMNS[:-1])].drop_duplicates("indicator")
    scales, ways = scale_seen(table), directions_seen(table)
    remarks = []
    for row in rows.itertuples():
        said = []
        if row.indicator in scales and np.isnan(row.scale):
            factor, fit, looked = scales[row.indicator]
            said.append(f"value = count / denominator x {factor:,.0f} in {fit} of {looked} rows")
        if row.indicator in ways and not isinstance(row.polarity, str):
            said.append(f"the publisher's Better means {ways[row.indicator]}")
        remarks.append("; ".join(said))
    pot = [pots.get(code) for code in rows["indicator"]]
    return rows.assign(pot=pd.array(pot, dtype="str"), seen=remarks).reset_index(drop=True)


def _lacking(used: pd.DataFrame) -> Iterable[str]:
    """Say which indicators can't give an opportunity for want of words."""
    code = used["indicator"].array
    everything = _codes_of(code, np.ones(len(code), dtype=bool))
    for empty, what, without in (
        (blank(used["polarity"].array), "which way is good", "no gap is called better or worse"),
        (
            blank(used["unit"].array) | used["scale"].isna().to_numpy(),
            "the unit and scale",
            "their values are not checked and no opportunity is given",
        ),
    ):
        codes = _codes_of(code, empty)
        if codes:
            shown = ", ".join(codes[:_LISTED]) + (" ..." if len(codes) > _LISTED else "")
            yield (
                f"{len(codes)} of {len(everything)} indicators do not say {what}, so {without}: "
                f"{shown}. Fill in Reading.indicator_sheet() and give it as indicators=."
            )


def _codes_of(column: pd.Categorical, rows: np.ndarray) -> list[str]:
    told = named(column)
    return [told[code] for code in pd.unique(column.codes[rows])]


def _pandemic(used: pd.DataFrame) -> list[str]:
    """Name the periods that overlap the first year of the pandemic."""
    first, last = _PANDEMIC
    told = []
    there = set(np.unique(used["period"].cat.codes))
    for text in (t for i, t in enumerate(named(used["period"].array)) if i in there):
        covered = months_covered(text) if text else None
        if covered and covered[0] <= last and covered[1] >= first:
            told.append(text)
    if not told:
        return []
    return [f"Periods that overlap April 2020 to March 2021, the pandemic: {', '.join(told)}."]

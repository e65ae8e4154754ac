"""Which way is good, and in what unit? The small sheet in which a person says so."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers.columns import blank, numbers, texts, word
from wcc_prioritise.evidence.readers.headings import folded, standing
from wcc_prioritise.evidence.readers.opening import Source, opened
from wcc_prioritise.evidence.readers.qof import of_net
from wcc_prioritise.tables import Fault, InputError, near_miss

COLUMNS = ("indicator", "indicator_name", "unit", "scale", "polarity", "pot")
HIGH_GOOD, HIGH_BAD = "high is good", "high is bad"

_ALSO = {
    "indicator": ("indicator code", "indicator id", "code"),
    "indicator_name": ("name", "description"),
    "polarity": ("direction", "which way is good"),
    "pot": ("value pot", "pots"),
}
_GOOD = frozenset(("highisgood", "higherisbetter", "highgood", "highisbetter", "higherisgood"))
_BAD = frozenset(
    ("highisbad", "higherisworse", "lowisgood", "lowerisbetter", "lowgood", "lowerisgood")
)
_NEITHER = ("", "nojudgement", "none", "neither", "notapplicable", "na")


@dataclass(frozen=True)
class IndicatorSheet:
    """What a person says of indicators: one row each, blank where nothing is said."""

    table: pd.DataFrame | None = None

    def fill(self, figures: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
        """Fill the blanks of figures; what a file says itself is kept.

        Returns
        -------
        DataFrame, list of str
            The figures, and what the sheet says that no file has, or otherwise.
        """
        if self.table is None or self.table.empty:
            return figures, []
        codes = figures["indicator"].array
        said = self.table.set_index("indicator").reindex(
            [of_net(code) for code in codes.categories]
        )
        warnings = list(self._unknown(codes.categories))
        made = {}
        for name in ("indicator_name", "unit", "polarity"):
            own, empty = figures[name].array, blank(figures[name].array)
            if empty.any():
                told = said[name].fillna("").to_numpy(dtype=object)[codes.codes]
                made[name] = texts(np.where(empty, told, own.astype(object)))
        scale = figures["scale"].to_numpy()
        told = said["scale"].to_numpy(dtype=float)[codes.codes]
        made["scale"] = np.where(np.isnan(scale), told, scale)
        other = np.isfinite(scale) & np.isfinite(told) & (scale != told)
        for code in sorted(set(codes[other])):
            warnings.append(f"{code}: the scale of the file is kept, not the indicator sheet's.")
        return figures.assign(**made), warnings

    def pots(self) -> dict[str, str]:
        """Give the value pot of each indicator that has one."""
        if self.table is None:
            return {}
        given = self.table[self.table["pot"] != ""]
        return dict(zip(given["indicator"], given["pot"], strict=True))

    def _unknown(self, there: pd.Index):
        known = {of_net(code) for code in there}
        for code in self.table["indicator"]:
            if code not in known and (near := near_miss(code, known)):
                yield f"indicator sheet: no file has {code!r}; did you mean {near!r}?"


def read_indicator_sheet(given: pd.DataFrame | str | os.PathLike | None) -> IndicatorSheet:
    """Read the sheet: a table, a CSV file or a workbook; None for no sheet.

    Raises
    ------
    InputError
        With every fault: no column of indicators, directions that are not known, scales that are no
        numbers, and indicators told twice.
    """
    if given is None:
        return IndicatorSheet()
    if isinstance(given, pd.DataFrame):
        titles = [word(name) for name in given.columns]
        frame, where, first = given.set_axis(titles, axis=1), "the indicator sheet", 2
    else:
        frame, where, first = _of_file(Path(given))
    columns = _columns(frame, where)
    table = pd.DataFrame(
        {
            name: texts(frame[columns[name]].array).astype(object) if name in columns else ""
            for name in COLUMNS
        }
    )
    rows = np.arange(len(table)) + first
    live = (table["indicator"] != "").to_numpy()
    return _checked(table[live].reset_index(drop=True), where, rows[live])


def _of_file(path: Path) -> tuple[pd.DataFrame, str, int]:
    if not path.is_file():
        raise InputError.of(
            found=f"no file {path.name!r} for the indicator sheet",
            allowed="a CSV file or a workbook with a row for each indicator",
            do="Correct the path.",
        )
    for source in opened(path):
        for at, row in enumerate(source.head):
            if _place(standing(row), "indicator") is not None and len(standing(row)) > 1:
                frame = source.below(at, _distinct(source, at), ())
                return frame.reset_index(drop=True), source.where, at + 2
    raise _no_indicator(path.name)


def _distinct(source: Source, at: int) -> dict[str, int]:
    return {source.head[at][place]: place for place in standing(source.head[at]).values()}


def _columns(frame: pd.DataFrame, where: str) -> dict[str, object]:
    stand = {folded(name): name for name in reversed(list(frame.columns))}
    columns = {name: _place(stand, name) for name in COLUMNS}
    columns = {name: at for name, at in columns.items() if at is not None}
    if "indicator" not in columns:
        raise _no_indicator(where)
    faults = []
    free = [str(name) for name in frame.columns if name not in columns.values()]
    for name in COLUMNS:
        near = None if name in columns else near_miss(name, free)
        if near:
            do = f"Did you mean it for {name!r}? Rename it."
            faults.append(Fault(where, 1, None, f"a column {near!r}", ", ".join(COLUMNS), do))
    if faults:
        raise InputError(faults)
    return columns


def _place(stand: dict[str, object], name: str) -> object | None:
    names = (folded(text) for text in (name, *_ALSO.get(name, ())))
    return next((stand[text] for text in names if text in stand), None)


def _no_indicator(where: str) -> InputError:
    return InputError.of(
        where=where,
        found="no column 'indicator'",
        allowed=f"the columns {', '.join(COLUMNS)}",
        do="Begin with the sheet that Reading.indicator_sheet() makes.",
    )


def _checked(table: pd.DataFrame, where: str, rows: np.ndarray) -> IndicatorSheet:
    """Check directions and scales, and that no indicator is told twice."""
    faults = []
    scale, _, unread = numbers(table["scale"])
    for place in np.flatnonzero(unread | (scale <= 0)):
        found, do = repr(table["scale"].iloc[place]), "Correct the cell."
        faults.append(Fault(where, int(rows[place]), "scale", found, "a number above 0", do))
    directions = [_direction(text) for text in table["polarity"]]
    for place, told in enumerate(directions):
        if told is None:
            found = repr(table["polarity"].iloc[place])
            allowed = f"{HIGH_GOOD!r} or {HIGH_BAD!r}, or blank where no judgement is made"
            faults.append(Fault(where, int(rows[place]), "polarity", found, allowed, "Choose one."))
    for place in np.flatnonzero(table["indicator"].duplicated()):
        found = f"a second row for {table['indicator'].iloc[place]}"
        allowed, do = "one row for each indicator", "Delete one."
        faults.append(Fault(where, int(rows[place]), "indicator", found, allowed, do))
    if faults:
        raise InputError(faults)
    return IndicatorSheet(table.assign(scale=scale, polarity=directions))


def _direction(text: str) -> str | None:
    """Read a direction; None where the words are not known."""
    plain = folded(text)
    if plain in _GOOD:
        return HIGH_GOOD
    if plain in _BAD:
        return HIGH_BAD
    return "" if plain in _NEITHER or plain.startswith("nojudgement") else None

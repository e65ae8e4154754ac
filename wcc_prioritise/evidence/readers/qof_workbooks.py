"""What does a workbook of the Quality and Outcomes Framework by area say?

One sheet a condition. The row of headings is found by what it says; above it stand, over merged
cells, the group (prevalence, achievement ...), the year, and the code of a measure over the first
column of its block. Which list size the prevalence rests on is settled by the printed prevalence,
never by position: sheets have up to three, before the register or after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.columns import numbers, one_after_another, texts
from wcc_prioritise.evidence.readers.drafts import Draft, Options, figures
from wcc_prioritise.evidence.readers.headings import folded
from wcc_prioritise.evidence.readers.opening import Source
from wcc_prioritise.evidence.readers.qof import BOTH, EVERYONE, NET, PER_CENT, everyone
from wcc_prioritise.evidence.readers.self_check import agrees
from wcc_prioritise.tables import Fault, InputError

_MEASURE = re.compile(r"[A-Z]{2,6}\d{3}[A-Z]?")
_STEM = re.compile(r"[A-Z]+")
_YEAR = re.compile(r"20\d\d-\d\d")
_CODE = re.compile(r"((?:sub)?(?:icb|ccg))(?:ods|loc\w*)?code\w*")
_NAME = re.compile(r"((?:sub)?(?:icb|ccg))(?:loc\w*)?name\w*")
_WHOLE = ("England", "E92000001")


@dataclass(frozen=True)
class _Layout:
    """What stands where on a sheet; all places count from 0."""

    at: int
    code: int
    name: int
    area_type: str
    headings: tuple[str, ...]
    """Everything said over a column in the headings, the group, year and code aside."""
    groups: tuple[str, ...]
    years: tuple[str, ...]
    measures: tuple[str, ...]
    stated: dict[str, str]
    """Measure -> its wording."""


def read_qof_workbook(source: Source, at: int, options: Options) -> Draft:
    """Read one sheet: prevalence of both years, and each measure of the later year.

    Parameters
    ----------
    source : Source
        The sheet.
    at : int
        Where its headings stand.
    options : Options
        `denominator`: net of exceptions (or adjustments), everyone, or both.

    Returns
    -------
    Draft
        Several figures a row: a prevalence (`CHD_PREV`) a year, and the measures.

    Raises
    ------
    InputError
        Where no list size gives the printed prevalence, or counts do not give what is printed.
    """
    layout = _layout(source, at)
    cells = _Cells(source, layout)
    fate = _row_fates(source, layout)
    lines = np.flatnonzero(fate == fates.CODES[fates.USED])
    pieces, faults = [], []
    for year in sorted({y for y, g in zip(layout.years, layout.groups, strict=True) if y and g}):
        piece, wrong = _prevalence(cells, year, lines)
        pieces += piece
        faults += wrong
    for measure in dict.fromkeys(filter(None, layout.measures)):
        piece, wrong = _measure(cells, measure, lines, options.denominator)
        pieces += piece
        faults += wrong
    if faults:
        raise InputError(faults)
    made = _figures(source, layout, lines, pieces)
    rows = np.arange(1, len(source.grid) + 1)
    keys = [" ".join(filter(None, cells.names(line))) for line in range(len(rows))]
    fate[lines] = fates.CODES[fates.NO_VALUE]  # until a figure of the row says better
    return Draft(source, rows, fate, made, keys=keys, warnings=_unread(source, cells, lines))


def _layout(source: Source, at: int) -> _Layout:
    headings = source.head[at]
    names = [folded(text) for text in headings]
    code = next(i for i, text in enumerate(names) if _CODE.fullmatch(text))
    named = [i for i, text in enumerate(names) if _NAME.fullmatch(text)]
    above = source.head[:at]
    measures, years, groups = ([""] * len(headings) for _ in range(3))
    for row in above:
        for place, text in enumerate(row):
            if _MEASURE.fullmatch(text):
                measures[place] = text
            elif _YEAR.fullmatch(text):
                years[place] = text
            elif text and folded(text).startswith(("prevalence", "listsize")):
                groups[place] = text
    first = next((i for i, text in enumerate(measures) if text), len(headings))
    stated = {m: _wording(above, i) for i, m in enumerate(measures) if m}
    return _Layout(
        at,
        code,
        named[0] if named else code,
        _CODE.fullmatch(names[code])[1].upper().replace("SUB", "Sub-"),
        tuple(_said_over(source, at, place) for place in range(len(headings))),
        tuple(_filled(groups, _ends(source, at))[:first]) + ("",) * (len(headings) - first),
        tuple(_filled(years)[:first]) + ("",) * (len(headings) - first),
        tuple(_filled(measures)),
        stated,
    )


def _ends(source: Source, at: int) -> set[int]:
    """Find where groups other than prevalence begin: achievement, exceptions, adjustments."""
    return {
        place
        for row in source.head[:at]
        for place, text in enumerate(row)
        if folded(text).startswith(("achievement", "exceptions", "personalised", "totalachiev"))
    }


def _filled(cells: list[str], ends: set[int] = frozenset()) -> list[str]:
    """Carry a text of merged cells on to the next one."""
    filled, last = [], ""
    for place, text in enumerate(cells):
        last = text or ("" if place in ends else last)
        filled.append(last)
    return filled


def _said_over(source: Source, at: int, place: int) -> str:
    """Join a heading with the part of it in the row above."""
    above = source.head[at - 1][place] if at and place < len(source.head[at - 1]) else ""
    plain = "" if _MEASURE.fullmatch(above) or _YEAR.fullmatch(above) or above == "_" else above
    return f"{plain} {source.head[at][place]}".strip()


def _wording(above: list[list[str]], place: int) -> str:
    return max((row[place] for row in above if place < len(row)), key=len)


class _Cells:
    """The columns of a sheet, each read as numbers once."""

    def __init__(self, source: Source, layout: _Layout):
        self.source, self.layout = source, layout
        self.read: dict[int, np.ndarray] = {}

    def number(self, place: int) -> np.ndarray:
        """Give a column as numbers, one a row of the sheet."""
        if place not in self.read:
            cells = pd.Series([row[place] for row in self.source.grid], dtype=object)
            self.read[place] = numbers(cells)[0]
        return self.read[place]

    def names(self, line: int) -> tuple[str, str]:
        """Give code and name of the area of a row; nothing for rows of headings."""
        if line <= self.layout.at:
            return "", ""
        row = self.source.grid[line]
        return str(row[self.layout.code]), str(row[self.layout.name])

    def find(self, places: list[int], *beginnings: str) -> int | None:
        """Find the column whose heading begins so, among some."""
        for place in places:
            if folded(self.layout.headings[place]).startswith(beginnings):
                return place
        return None


def _row_fates(source: Source, layout: _Layout) -> np.ndarray:
    """Give each row of the sheet its fate: heading, used, total, note or blank."""
    told = []
    for line, row in enumerate(source.grid):
        code, name = str(row[layout.code]).strip(), str(row[layout.name]).strip()
        if line <= layout.at:
            told.append(fates.HEADING)
        elif not any(cell != "" for cell in row):
            told.append(fates.BLANK)
        elif sum(isinstance(cell, int | float) for cell in row) < 2:
            told.append(fates.NOTE)
        elif not code and folded(name) != "england" and folded(str(row[0])) != "england":
            told.append(fates.TOTAL)
        else:
            told.append(fates.USED)
    return np.array([fates.CODES[fate] for fate in told], dtype=np.int8)


Piece = tuple[dict[str, object], np.ndarray, np.ndarray, np.ndarray]
"""What a piece is in words; its value, count and denominator, one a line used."""


def _prevalence(cells: _Cells, year: str, lines: np.ndarray) -> tuple[list[Piece], list[Fault]]:
    """Read the prevalence of a year: the list size is the one that gives what is printed."""
    layout = cells.layout
    places = [
        place
        for place, (group, at) in enumerate(zip(layout.groups, layout.years, strict=True))
        if at == year and group
    ]
    register, printed = cells.find(places, "register"), cells.find(places, "prevalence")
    if register is None or printed is None:
        return [], []
    count, value = cells.number(register)[lines], cells.number(printed)[lines]
    known = np.isfinite(count + value)
    lists = [place for place in places if place not in (register, printed)]
    for place in lists:
        size = cells.number(place)[lines]
        if known.any() and agrees(value[known], count[known], size[known], 100.0).all():
            return [(_prevalence_words(cells, year, place), value, count, size)], []
    if not known.any():
        return [], []
    return [], [_no_list(cells, year, lists, lines, (value, count))]


def _prevalence_words(cells: _Cells, year: str, place: int) -> dict[str, object]:
    layout = cells.layout
    own = max(filter(None, layout.years))
    stem = _STEM.match(next(filter(None, layout.measures), "")) or _STEM.match(cells.source.sheet)
    code = stem[0] if stem else cells.source.sheet
    heading = layout.headings[place]
    return {
        "indicator": f"{code}_PREV",
        "indicator_name": f"{code} recorded (prevalence)",
        "period": year,
        "note": heading if any(sign.isdigit() for sign in heading) else "",
        "beside": year != own,
    }


def _no_list(
    cells: _Cells,
    year: str,
    lists: list[int],
    lines: np.ndarray,
    told: tuple[np.ndarray, np.ndarray],
) -> Fault:
    """Show the row where the list size that fits best does not give the printed prevalence."""
    value, count = told
    off = {}
    for place in lists:
        wrong = np.isfinite(value + count)
        wrong &= ~agrees(value, count, cells.number(place)[lines], 100.0)
        off[place] = np.flatnonzero(wrong)
    best = min(lists, key=lambda place: len(off[place]))
    line = off[best][0]
    size = cells.number(best)[lines][line]
    return Fault(
        cells.source.where,
        int(lines[line]) + 1,
        f"{cells.layout.headings[best]} {year}",
        f"a prevalence of {value[line]:.6g} beside a register of {count[line]:,.12g} and a list "
        f"of {size:,.12g}, in this and {len(off[best]) - 1} more rows",
        "one list size that gives the printed prevalence in every row, to half a per cent of it",
        "Check register, list size and prevalence of the row.",
    )


def _measure(
    cells: _Cells, measure: str, lines: np.ndarray, which: str
) -> tuple[list[Piece], list[Fault]]:
    """Read one measure, net of exceptions or of everyone."""
    places = [i for i, name in enumerate(cells.layout.measures) if name == measure]
    count, size = cells.find(places, "numerator"), _exactly(cells, places, "denominator")
    printed = cells.find(places, "underlyingachievement", "netof")
    if count is None or size is None or printed is None:
        return [], []
    about = {
        "indicator": measure,
        "indicator_name": cells.layout.stated[measure],
        "period": max(y for row in cells.source.head[: cells.layout.at] for y in _years(row)),
    }
    column = {"count": count, "size": size, "printed": printed}
    pieces, faults = [], []
    if which in (NET, BOTH):
        pieces, faults = _checked_piece(cells, about, column, lines)
    if which in (EVERYONE, BOTH):
        column["size"] = cells.find(places, "denominatorplus")
        column["printed"] = cells.find(places, "patientsreceiving")
        if None in column.values():
            return pieces, faults
        about |= {"indicator": everyone(measure)}
        about |= {"note": "excepted patients are in the denominator"}
        more, wrong = _checked_piece(cells, about, column, lines)
        pieces, faults = [*pieces, *more], [*faults, *wrong]
    return pieces, faults


def _years(row: list[str]) -> list[str]:
    return [text for text in row if _YEAR.fullmatch(text)]


def _exactly(cells: _Cells, places: list[int], heading: str) -> int | None:
    return next((p for p in places if folded(cells.layout.headings[p]) == heading), None)


def _checked_piece(
    cells: _Cells, about: dict[str, object], column: dict[str, int], lines: np.ndarray
) -> tuple[list[Piece], list[Fault]]:
    """Give one measure, with a fault for each row whose counts do not give what is printed."""
    value, count, size = (
        cells.number(column[name])[lines] for name in ("printed", "count", "size")
    )
    known = np.isfinite(value + count + size)
    wrong = known & ~agrees(value, count, size, 100.0)
    faults = [
        Fault(
            cells.source.where,
            int(lines[place]) + 1,
            f"{about['indicator']} {cells.layout.headings[column['printed']]}",
            f"{value[place]:.6g}, but {count[place]:,.12g} of {size[place]:,.12g} is "
            f"{100 * count[place] / size[place]:.6g}",
            "value = numerator / denominator x 100, to half a per cent of it",
            "Check the row.",
        )
        for place in np.flatnonzero(wrong)
    ]
    return [(dict(about), value, count, size)], faults


def _figures(
    source: Source, layout: _Layout, lines: np.ndarray, pieces: list[Piece]
) -> pd.DataFrame:
    """Put the pieces under one another; an area without a value in a piece has no figure of it."""
    told = [pd.Series([row[place] for row in source.grid]) for place in (layout.code, layout.name)]
    code, name = (texts(column.iloc[lines].array) for column in told)
    whole = [folded(text) == "england" for text in name]
    made = []
    for about, value, count, size in pieces:
        there = np.isfinite(value)
        fate = fates.coded(fates.USED, int(there.sum()))
        numbers_ = {"value": value[there], "count": count[there], "denominator": size[there]}
        areas = {"area": code[there], "area_name": name[there], "area_type": layout.area_type}
        made.append(figures(lines[there], fate, about | areas | numbers_ | PER_CENT))
    if not made:
        return figures(np.arange(0), fates.coded(fates.USED, 0), {})
    together = _under_one_another(made)
    return _england(together, name[np.array(whole, dtype=bool)])


def _under_one_another(made: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column: one_after_another([one[column].array for one in made])
            if isinstance(made[0][column].dtype, pd.CategoricalDtype)
            else np.concatenate([one[column].to_numpy() for one in made])
            for column in made[0].columns
        },
        copy=False,
    )


def _england(made: pd.DataFrame, names: pd.Categorical) -> pd.DataFrame:
    """Give the row of England, which has no code, the code and type of England."""
    if not len(names):
        return made
    plain = made.astype({"area": object, "area_type": object})
    rows = made["area_name"].astype(object).isin(set(names))
    plain.loc[rows, ["area", "area_type"]] = [_WHOLE[1], _WHOLE[0]]
    return made.assign(area=texts(plain["area"].array), area_type=texts(plain["area_type"].array))


def _unread(source: Source, cells: _Cells, lines: np.ndarray) -> tuple[str, ...]:
    """Say how many areas hold no figure in some columns, as after a merger."""
    gone = np.zeros(len(lines), dtype=bool)
    for column in cells.read.values():
        gone |= np.isnan(column[lines])
    if not gone.any():
        return ()
    rows = ", ".join(str(line + 1) for line in lines[gone][:5])
    return (f"{source.where}: not every figure is given in {gone.sum()} of the rows ({rows}).",)

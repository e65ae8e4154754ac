"""What are these areas like? Populations, ages, deprivation and other features, one row an area."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import recognise
from wcc_prioritise.evidence.readers.area_types import type_of_code
from wcc_prioritise.evidence.readers.columns import numbers, texts
from wcc_prioritise.evidence.readers.headings import standing
from wcc_prioritise.evidence.readers.opening import Source, opened
from wcc_prioritise.evidence.readers.recognise import recognised
from wcc_prioritise.tables import Fault, InputError, near_miss

AGES = ((0, 17), (18, 39), (40, 64), (65, 84), (85, None))
"""Ages last birthday whose shares of the population are given, from and to."""

_OLDEST = 90  # the last single year stands for this age and more
_PREFIX = "attribute_"
_SPELT = re.compile(r"[^a-z0-9]+")
_COLUMNS = ("area", "area_name", "area_type", "population")


def read_attributes(path: str | os.PathLike) -> pd.DataFrame:
    """What are these areas like?

    Read are registered patients by practice (NHS Digital), population by single year of age (ONS),
    summaries of the Indices of Deprivation by area (sheets of a workbook are joined), the input of
    NHS England's Similar 10, and weighted populations by integrated care board.

    Parameters
    ----------
    path : str or path
        A CSV file or a workbook.

    Returns
    -------
    DataFrame
        One row an area: area, area_name, area_type, population (people), and each number column as
        `attribute_...`. Shares of the population by age are fractions. A rank of 1 is the most
        deprived, a high score is deprived.

    Raises
    ------
    InputError
        If the file is of another kind, an area stands twice, or a cell is no number.
    """
    path = Path(path)
    if not path.is_file():
        beside = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
        near = near_miss(path.name, beside)
        raise InputError.of(
            found=f"no file {path.name!r}",
            allowed="a CSV file or a workbook",
            do=f"Did you mean {near!r}?" if near else "Correct the path.",
        )
    tables = []
    for source in opened(path):
        found = recognised(source)
        if found and found.kind in _READERS:
            tables.append(_one_an_area(source, found.at, _READERS[found.kind](source, found.at)))
    if not tables:
        raise _another_kind(path)
    return _typed(_side_by_side(tables))


def _registered(source: Source, at: int) -> pd.DataFrame:
    """Read registered patients; rows by sex and age are parts of the same practice."""
    frame = _all_cells(source, at, ("numberofpatients",))
    whole = [name for name in ("sex", "age") if name in frame]
    for name in whole:
        frame = frame[[text.upper() == "ALL" for text in frame[name]]]
    return _table(source, frame, "code", None, {"numberofpatients": "population"}).assign(
        area_type="GP practice"
    )


def _by_age(source: Source, at: int) -> pd.DataFrame:
    """Read single years of age as shares of the population; codes and names are in two columns."""
    names = [name for name in standing(source.head[at]) if name.isdigit() or name == "allages"]
    frame = _all_cells(source, at, names)
    code, name = list(frame.columns)[:2]
    frame = frame[[bool(text) for text in frame[code]]]
    counts = _numbers(source, frame, names)
    total = counts["allages"].to_numpy()
    made = pd.DataFrame({"area": frame[code].astype(object), "area_name": _names(frame, name)})
    made["population"] = total
    years = {age: str(age) for age in range(_OLDEST + 1) if str(age) in counts}
    for first, last in AGES:
        ages = [years[age] for age in years if age >= first and (last is None or age <= last)]
        label = f"{first}_{last}" if last is not None else f"{first}_plus"
        made[f"{_PREFIX}aged_{label}"] = counts[ages].sum(axis=1).to_numpy() / total
    _check_ages(source, frame, counts, total)
    return made


def _check_ages(source: Source, frame: pd.DataFrame, counts: pd.DataFrame, total) -> None:
    """Refuse an area whose single years do not add up to all ages."""
    off = np.abs(counts.drop(columns="allages").sum(axis=1).to_numpy() - total) > 0.5
    if off.any():
        raise InputError(
            Fault(
                source.where,
                int(row),
                "All Ages",
                "single years of age that do not add up to all ages",
                "every year of age from 0, in whole people",
                "Give the table as it was downloaded.",
            )
            for row in frame.index[off]
        )


def _features(source: Source, at: int) -> pd.DataFrame:
    """Read the input of Similar 10."""
    return _numbered(source, at, "ccgcode", "name", {"poptot": "population"}, "CCG")


def _needs(source: Source, at: int) -> pd.DataFrame:
    """Read weighted populations; the region is left out, being a text."""
    texts_too = ("rcode", "region")
    renamed = {"population": "population"}
    return _numbered(source, at, "icb", "icbname", renamed, "ICB", texts_too)


def _deprivation(source: Source, at: int) -> pd.DataFrame:
    """Read a summary of the Indices of Deprivation, whatever the area."""
    names = list(standing(source.head[at]))
    code = next(name for name in names if "code" in name)
    name = next((text for text in names if "name" in text), None)
    return _numbered(source, at, code, name, {}, "")


_READERS: dict[str, Callable[[Source, int], pd.DataFrame]] = {
    recognise.REGISTERED: _registered,
    recognise.BY_AGE: _by_age,
    recognise.FEATURES: _features,
    recognise.NEEDS: _needs,
    recognise.DEPRIVATION: _deprivation,
}


def _numbered(
    source: Source,
    at: int,
    code: str,
    name: str | None,
    renamed: dict[str, str],
    area_type: str,
    beside: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Read a table of one row an area, of which every other column is a number."""
    stand = standing(source.head[at])
    named = {heading: place for heading, place in stand.items() if heading not in beside}
    counted = [heading for heading in named if heading not in (code, name)]
    frame = _all_cells(source, at, counted)
    spelt = {heading: _spelt(source.head[at][place]) for heading, place in named.items()}
    columns = {heading: renamed.get(heading, _PREFIX + spelt[heading]) for heading in counted}
    return _table(source, frame, code, name, columns).assign(area_type=area_type)


def _spelt(heading: str) -> str:
    """Spell a heading as the name of a column.

    Examples
    --------
    >>> _spelt("IMD - Average score")
    'imd_average_score'
    """
    return _SPELT.sub("_", heading.casefold()).strip("_")


def _all_cells(source: Source, at: int, counted: list[str] | tuple[str, ...]) -> pd.DataFrame:
    """Give every column of a table, by its folded heading, without blank rows."""
    frame = source.below(at, standing(source.head[at]), counted)
    return frame[frame.astype(object).replace("", np.nan).notna().any(axis=1)]


def _table(
    source: Source, frame: pd.DataFrame, code: str, name: str | None, columns: dict[str, str]
) -> pd.DataFrame:
    frame = frame[[bool(text) for text in frame[code]]]
    made = {"area": frame[code].astype(object), "area_name": _names(frame, name)}
    return pd.DataFrame(made).join(_numbers(source, frame, list(columns)).rename(columns=columns))


def _names(frame: pd.DataFrame, name: str | None) -> pd.Series:
    if name is None:
        return pd.Series("", frame.index, dtype=object)
    return frame[name].astype(object)


def _numbers(source: Source, frame: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Read number columns, or raise every cell that is none."""
    read, faults = {}, []
    for name in names:
        read[name], _, unread = numbers(frame[name])
        for row, cell in zip(frame.index[unread], frame[name][unread], strict=True):
            found, allowed = repr(str(cell)), "a number, or blank where it is missing"
            faults.append(Fault(source.where, int(row), name, found, allowed, "Correct the cell."))
    if faults:
        raise InputError(faults)
    return pd.DataFrame(read, index=frame.index)


def _one_an_area(source: Source, at: int, table: pd.DataFrame) -> pd.DataFrame:
    """Check that no area stands twice."""
    twice = table["area"].duplicated()
    if twice.any():
        raise InputError(
            Fault(
                source.where,
                int(row),
                source.head[at][0],
                f"a second row for {area}",
                "one row for each area",
                "Keep one of them.",
            )
            for row, area in table["area"][twice].items()
        )
    return table


def _side_by_side(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Join the sheets of a workbook by area."""
    made = tables[0]
    for table in tables[1:]:
        own = [name for name in table if name == "area" or name not in made]
        made = made.merge(table[own], on="area", how="outer")
    return made


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Give the columns their order, and areas the type that their code says."""
    given = table.get("area_type", pd.Series("", table.index))
    kinds = [one or type_of_code(code) for one, code in zip(given, table["area"], strict=True)]
    table = table.assign(area_type=kinds)
    if "population" not in table:
        table["population"] = np.nan
    for name in ("area", "area_name", "area_type"):
        plain = texts(table[name].array).astype(object)
        table[name] = pd.Series(plain, table.index).replace("", np.nan).astype("str")
    others = [name for name in table if name.startswith(_PREFIX)]
    return table[[*_COLUMNS, *others]].reset_index(drop=True)


def _another_kind(path: Path) -> InputError:
    found = {one.kind for source in opened(path) if (one := recognised(source))}
    kinds = ", ".join(sorted(found))
    return InputError.of(
        where=path.name,
        found=f"a table of {kinds}" if kinds else "no known table of attributes",
        allowed=f"a table of {', '.join(recognise.ATTRIBUTES)}",
        do="Figures are read with read_indicators, lists of peers with read_peers.",
    )

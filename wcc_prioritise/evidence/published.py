"""Can these published rows be compared? The checks that a table of indicators passes before use.

Inside this package a table has the schema's columns, texts without missing values ("" instead),
numbers as float64, and three more columns: `row`, where the row stands on a sheet whose headers are
row 1; `when`, a text that sorts by period; and `figure`, indicator, period, sex and age in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.periods import period_key
from wcc_prioritise.schema.records import Indicator
from wcc_prioritise.tables import Fault, InputError

COLUMNS = tuple(Indicator.model_fields)
NUMBERS = ("value", "lower", "upper", "count", "denominator", "scale")
TEXTS = tuple(column for column in COLUMNS if column not in NUMBERS)
NEEDED = ("indicator", "area", "period")
DIRECTIONS = ("high is good", "high is bad")

_PROPORTION = re.compile(
    r"\s*(?:%|per ?cent|percentage|proportion|share|fraction)(?:\s+of\b.*|\s*\(.*)?\s*",
    re.IGNORECASE,
)
_SELF_CHECK = 0.005
_HALF = 0.5 + 1e-6  # half a unit of the last decimal, with a whisker for binary fractions
_FIRST_ROW = 2  # row 1 of a sheet holds the headers
_BETWEEN = "\x1f"  # stands in no text, and sorts before all that do


def named_once(used: pd.DataFrame, column: str) -> str:
    """Give what a text column of the rows used says, each word once; empty for nothing."""
    return "; ".join(dict.fromkeys(str(word) for word in used[column].dropna() if str(word)))


def whole_areas(indicators: pd.DataFrame) -> pd.DataFrame:
    """Which rows are figures of whole areas? Checked rows, without splits of an area.

    Parameters
    ----------
    indicators : DataFrame
        Columns of the schema's Indicator; only indicator, area and period must be there.

    Returns
    -------
    DataFrame
        The rows with an empty category.

    Raises
    ------
    InputError
        With every fault: columns that are not there, cells that are not numbers, directions that
        are not known, and rows that claim one figure of one area.
    """
    table = _schema_columns(indicators)
    numbers = {column: _number(table[column]) for column in NUMBERS}
    faults = [*_blank_faults(table), *_number_faults(table, numbers), *_direction_faults(table)]
    table = table.assign(**numbers)
    table = table[table["category"] == ""].copy()
    periods = {text: period_key(text) for text in table["period"].unique()}
    table["when"] = table["period"].map(periods).astype(object)
    parts = (table[column].tolist() for column in ("indicator", "when", "sex", "age"))
    figures = [_BETWEEN.join(part) for part in zip(*parts, strict=True)]
    table["figure"] = pd.Series(figures, table.index, dtype=object)
    faults += _claim_faults(table)
    if faults:
        raise InputError(faults)
    return table


def is_proportion(unit: pd.Series) -> np.ndarray:
    """Say of each unit, in words, whether it is a share of the denominator."""
    codes, words = pd.factorize(unit.to_numpy(dtype=object))
    return np.array([_PROPORTION.fullmatch(word) is not None for word in words], dtype=bool)[codes]


def settled(used: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Give every row the one unit, scale, direction and name of its indicator, and the conflicts.

    A blank is filled from the other rows of the indicator; rows that differ can't be averaged.
    """
    faults, columns = [], {}
    indicators = used["indicator"].tolist()
    for column, blank in (("unit", ""), ("scale", np.nan), ("polarity", "")):
        told = used[used[column].notna() & (used[column] != "")]
        pairs = set(zip(told["indicator"].tolist(), told[column].tolist(), strict=True))
        one = dict(pairs)
        if len(one) < len(pairs):
            faults += _conflicts(told, column)
        columns[column] = [one.get(indicator, blank) for indicator in indicators]
    spelt = list(zip(indicators, used["indicator_name"].tolist(), strict=True))
    names = dict(sorted(set(spelt)))  # for a row without a name, the last of the others by alphabet
    columns["indicator_name"] = [name or names[indicator] for indicator, name in spelt]
    columns = {c: pd.Series(cells, used.index, object) for c, cells in columns.items()}
    columns["scale"] = columns["scale"].astype("float64")
    return used.assign(**columns), faults


def countable(rows: pd.DataFrame) -> np.ndarray:
    """Say of each row whether its value is a proportion that its count and denominator give."""
    given = np.isfinite(rows[["value", "count", "denominator", "scale"]].to_numpy()).all(axis=1)
    return given & is_proportion(rows["unit"])


def arithmetic_faults(rows: pd.DataFrame) -> Iterable[Fault]:
    """List proportions that their counts do not give, and limits that are upside down."""
    counted = rows[countable(rows)]
    count, denominator, value = (
        counted[column].to_numpy() for column in ("count", "denominator", "value")
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = count / denominator * counted["scale"].to_numpy()
    off = ~(np.abs(value - expected) <= _SELF_CHECK * np.abs(value))
    if (
        off.any()
    ):  # published values are rounded, and of a small one that is more than half a per cent
        off &= ~(np.abs(value - expected) <= _rounding(counted))
    wrong = off | (count > denominator)
    for row in _tuples(counted.assign(expected=expected), wrong):
        yield _fault(
            row,
            "value",
            f"{row.value:.12g} for {_described(row)}, but count {row.count:.12g} / denominator "
            f"{row.denominator:.12g} x scale {row.scale:.12g} = {row.expected:.6g}",
            "value = count / denominator x scale, to half a per cent or to rounding, with a count "
            "that is at most the denominator",
            "Check which count, denominator and scale belong to the value.",
        )
    for row in _tuples(rows, rows["lower"] > rows["upper"]):
        yield _fault(
            row,
            "lower",
            f"limits {row.lower:.12g} to {row.upper:.12g} for {_described(row)}",
            "a lower limit that is not above the upper one",
            "Put the limits the right way round.",
        )


def _schema_columns(indicators: pd.DataFrame) -> pd.DataFrame:
    """Give the table every column of the schema, texts as texts and blanks as ""."""
    if not isinstance(indicators, pd.DataFrame) or indicators.empty:
        raise InputError.of(
            found="no rows" if isinstance(indicators, pd.DataFrame) else type(indicators).__name__,
            allowed="a table with a row for each indicator, area and period",
            do="Give case.indicators, or a table with its columns.",
            where="indicators",
        )
    doubled = indicators.columns[indicators.columns.duplicated()].tolist()
    if doubled:
        raise InputError.of(
            found=f"two columns called {doubled[0]}",
            allowed="each column once",
            do="Rename or drop one of them.",
            where="indicators",
        )
    absent = [column for column in NEEDED if column not in indicators]
    if absent:
        raise InputError.of(
            found=f"no column {' and no column '.join(absent)}",
            allowed=f"the columns {', '.join(COLUMNS)}",
            do="Rename the columns, or read the file with wcc.read.",
            where="indicators",
        )
    table = indicators.reindex(columns=list(COLUMNS)).reset_index(drop=True)
    table = table.assign(**{column: _texts(table[column]) for column in TEXTS})
    return table.assign(
        polarity=table["polarity"].map(str.casefold).astype(object),
        row=np.arange(len(table)) + _FIRST_ROW,
    )


def _texts(column: pd.Series) -> pd.Series:
    """Give a column as trimmed texts, blanks as ""; each distinct cell is looked at once."""
    codes, cells = pd.factorize(column.to_numpy(dtype=object), use_na_sentinel=True)
    words = np.array([*map(_text, cells), ""], dtype=object)  # -1, for missing, finds the last
    return pd.Series(words[codes], column.index, dtype=object)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def _number(column: pd.Series) -> np.ndarray:
    """Give a column as float64; what is no number is missing."""
    if column.dtype == "float64":
        return column.to_numpy()
    return pd.to_numeric(column, errors="coerce").to_numpy("float64", na_value=np.nan)


def _blank_faults(table: pd.DataFrame) -> Iterable[Fault]:
    for column in NEEDED:
        for row in _tuples(table, table[column] == ""):
            yield _fault(row, column, "nothing", "a text", "Fill the cell, or drop the row.")


def _number_faults(table: pd.DataFrame, numbers: dict[str, np.ndarray]) -> Iterable[Fault]:
    least = {"count": "0 or more", "denominator": "0 or more", "scale": "a number above 0"}
    for column, number in numbers.items():
        wrong = ~np.isfinite(number) & table[column].notna().to_numpy()
        if column in least:
            wrong |= (number <= 0) if column == "scale" else (number < 0)
        allowed = f"{least.get(column, 'a number')}, or blank where it is missing"
        for row, cell in zip(_tuples(table, wrong), table[column][wrong], strict=True):
            yield _fault(row, column, repr(cell), allowed, "Correct the cell.")


def _direction_faults(table: pd.DataFrame) -> Iterable[Fault]:
    allowed = f"{' or '.join(DIRECTIONS)}, or blank where no judgement is made"
    for row in _tuples(table, ~table["polarity"].isin(["", *DIRECTIONS])):
        yield _fault(row, "polarity", repr(row.polarity), allowed, "Correct the cell.")


def _claim_faults(table: pd.DataFrame) -> Iterable[Fault]:
    """List the figures that two rows or more claim, naming the rows."""
    claimed: dict[tuple[str, str], list] = {}
    for row in _tuples(table, table.duplicated(["figure", "area"], keep=False)):
        claimed.setdefault((row.figure, row.area), []).append(row)
    for rows in claimed.values():
        places = " and ".join(str(row.row) for row in rows)
        yield _fault(
            rows[0],
            None,
            f"rows {places} {'both' if len(rows) == 2 else 'all'} claiming {_described(rows[0])}",
            "one row for each indicator, area, period, sex and age",
            "Keep one of them, or say in category what it is a split by.",
        )


def _conflicts(told: pd.DataFrame, column: str) -> Iterable[Fault]:
    """List the indicators whose rows differ in a column that belongs to the indicator."""
    examples = told.sort_values("row").drop_duplicates(["indicator", column])
    for indicator, rows in examples.groupby("indicator"):
        if len(rows) > 1:
            words = " and ".join(
                f"{cell} (row {row})" for cell, row in zip(rows[column], rows["row"], strict=True)
            )
            yield Fault(
                "indicators",
                int(rows["row"].iloc[0]),
                column,
                f"more than one {column} for {indicator}: {words}",
                "the same in every row of an indicator that is compared",
                "Bring the rows to one, or give them different indicator codes.",
            )


def _rounding(counted: pd.DataFrame) -> np.ndarray:
    """Half a unit of the last decimal that the indicator is published to, one figure a row."""
    most: dict[str, int] = {}
    for indicator, value in zip(counted["indicator"], counted["value"], strict=True):
        decimals = len(f"{value:.12f}".rstrip("0").partition(".")[2])
        most[indicator] = max(decimals, most.get(indicator, 0))
    return np.array([_HALF * 10.0 ** -most[indicator] for indicator in counted["indicator"]])


def _tuples(rows: pd.DataFrame, chosen: pd.Series | np.ndarray) -> Iterable:
    """Give the chosen rows as named tuples."""
    chosen = np.asarray(chosen, dtype=bool)
    if not chosen.any():  # making tuples of nothing is dear
        return ()
    return rows[chosen].itertuples(index=False)


def _described(row) -> str:
    """Name a row by its key, in words."""
    parts = [row.indicator, row.area, row.period, row.sex, row.age]
    return ", ".join(part for part in parts if part)


def _fault(row, column: str | None, found: str, allowed: str, do: str) -> Fault:
    return Fault("indicators", int(row.row), column, found, allowed, do)

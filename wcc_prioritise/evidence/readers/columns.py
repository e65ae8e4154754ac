"""What do the cells of a column say? Texts held as categories, and numbers however written.

A column of texts is a `pandas.Categorical` without missing values; "" stands for a blank. Most
texts of a published table are repeated thousands of times, and each is looked at once.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

MISSING = frozenset(
    ("", "-", "–", "—", "na", "n/a", "nan", "null", "none", ":", "z", "..", ".", "x", "[x]", "[z]")
)
"""Signs that publishers set where there is no number."""
SUPPRESSION = frozenset(
    ("*", "c", "[c]", "[*]", "suppressed", "<5", "<6", "<7", "<8", "<10", "<11")
)
"""Signs that publishers set where a number is held back."""

_TAGS = re.compile(r"<[^<>]*>")


def constant(text: str, rows: int) -> pd.Categorical:
    """Give a column that says one thing in every row."""
    return pd.Categorical.from_codes(np.zeros(rows, dtype=np.int8), dtype=_only(text))


@lru_cache(maxsize=256)
def _only(text: str) -> pd.CategoricalDtype:
    return pd.CategoricalDtype([text])


def texts(cells: Iterable[object]) -> pd.Categorical:
    """Give cells as a column of texts, blanks as ""."""
    if not isinstance(cells, pd.Categorical):
        cells = pd.Series(cells, dtype=object).astype("category").array
    return changed(cells, word)


def named(column: pd.Categorical) -> list[str]:
    """List the texts of a column, each once."""
    return column.categories.to_numpy(dtype=object).tolist()


def changed(column: pd.Categorical, change: Callable[[object], str]) -> pd.Categorical:
    """Give a column with every text changed; texts that become equal are one."""
    before = named(column)
    told = [change(text) for text in before]
    if told == before and (column.codes >= 0).all():
        return column
    codes, names = pd.factorize(np.array([*told, ""], dtype=object))  # -1, missing, finds the last
    return pd.Categorical.from_codes(codes[column.codes], names)


def joined(columns: list[pd.Categorical], how: Callable[..., str]) -> pd.Categorical:
    """Give one column made of several, each combination of texts looked at once."""
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        codes = codes * len(column.categories) + column.codes
    places, seen = pd.factorize(codes)
    parts, rest = [], seen
    for column in reversed(columns):
        parts.insert(0, column.categories.to_numpy(dtype=object)[rest % len(column.categories)])
        rest = rest // len(column.categories)
    told = [how(*part) for part in zip(*parts, strict=True)]
    again, names = pd.factorize(np.array(told, dtype=object))
    return pd.Categorical.from_codes(again[places], names)


def one_after_another(columns: list[pd.Categorical]) -> pd.Categorical:
    """Put columns of several tables under one another."""
    if len(columns) == 1:
        return columns[0]
    return pd.api.types.union_categoricals(columns, ignore_order=True)


def blank(column: pd.Categorical) -> np.ndarray:
    """Say of each row whether its text is blank."""
    empty = np.array([not text for text in named(column)], dtype=bool)
    return empty[column.codes] if empty.any() else np.zeros(len(column), dtype=bool)


def as_text(column: pd.Categorical) -> pd.api.extensions.ExtensionArray:
    """Give a column as plain texts, missing where blank."""
    told = [text or None for text in named(column)]
    return pd.array(told or [None], dtype="str")[column.codes]


def words(column: pd.Categorical, rows: Iterable[int]) -> list[str]:
    """Give the texts of some rows."""
    told = named(column)
    return [told[column.codes[row]] for row in rows]


def word(cell: object) -> str:
    r"""Give a cell as a trimmed text: whole numbers without decimals, line breaks as spaces.

    Examples
    --------
    >>> word(2015.0), word("  Deaths from\n  all causes ")
    ('2015', 'Deaths from all causes')
    """
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime.datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    return " ".join(str(cell).split())


def untagged(text: object) -> str:
    """Take the marks of a web page out of a text.

    Examples
    --------
    >>> untagged('<span class="tooltipValueNote">* Value estimated</span>')
    'Value estimated'
    """
    text = word(text)
    if "<" in text or "&" in text:
        text = html.unescape(_TAGS.sub("", text)).strip()
    return text.removeprefix("* ").strip()


def numbers(column: pd.Series | pd.Categorical) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Read a column of numbers.

    Returns
    -------
    numbers, suppressed, unread : arrays
        Float64 with NaN where there is none; where a sign says the number is held back; and where
        the cell holds something that is no number.
    """
    if isinstance(column, pd.Series) and column.dtype.kind in "iuf":
        clear = np.zeros(len(column), dtype=bool)
        value = column.to_numpy(dtype="float64")
        return value, clear, np.isinf(value)
    codes, cells = pd.factorize(np.asarray(column, dtype=object), use_na_sentinel=True)
    read = [_number(cell) for cell in cells]
    value = np.array([*(one if isinstance(one, float) else np.nan for one in read), np.nan])
    hidden = np.array([*(one == "hidden" for one in read), False], dtype=bool)
    unread = np.array([*(one == "unread" for one in read), False], dtype=bool)
    return value[codes], hidden[codes], unread[codes]


def _number(cell: object) -> float | str:
    """Read one number; else say whether it is missing, hidden or unread."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    text = untagged(cell)
    plain = text.replace(",", "").removesuffix("%").strip()
    try:
        number = float(plain)
    except ValueError:
        sign = text.casefold().replace(" ", "")
        return "missing" if sign in MISSING else "hidden" if sign in SUPPRESSION else "unread"
    if text.casefold() in MISSING:
        return "missing"
    return number if np.isfinite(number) and "_" not in plain else "unread"

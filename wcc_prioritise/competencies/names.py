"""What is it called, in this year and by this kind of organisation?"""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from wcc_prioritise.competencies.records import STANDING
from wcc_prioritise.tables import InputError, Table, near_miss, read_tables

STANDING_FOLDER = Path(__file__).parent / "standing"
"""The tables that come with the package: read them, copy them, edit the copy."""


@cache
def standing_tables() -> Mapping[str, Table]:
    """Give the tables that come with the package, by name."""
    tables, faults = read_tables(STANDING_FOLDER, STANDING)
    if faults:
        raise InputError(faults)
    return tables


def organisation_words(kind: str, words: pd.DataFrame | None = None) -> dict[str, str]:
    """What does this kind of organisation call itself, its board, its plan?

    Parameters
    ----------
    kind : str
        Kind of organisation: `PCT`, `CCG`, `ICB`, `place`, or one of your own table.
    words : DataFrame, optional
        The table `words`; by default the one that comes with the package.

    Returns
    -------
    dict of str to str
        What is said, by word.

    Raises
    ------
    InputError
        If the table has no such kind.

    Examples
    --------
    >>> organisation_words("ICB")["commissioner"], organisation_words("PCT")["board"]
    ('integrated care board', 'board')
    """
    table = standing_tables()["words"].frame if words is None else words
    kinds = list(dict.fromkeys(table["kind"]))
    if kind not in kinds:
        near = near_miss(kind, kinds)
        raise InputError.of(
            where="organisation",
            found=f"a kind of organisation {kind!r}",
            allowed="one of: " + ", ".join(kinds),
            do=f"Did you mean {near!r}?" if near else "Choose one, or add its rows to words.",
        )
    of_kind = table[table["kind"] == kind]
    return dict(zip(of_kind["word"], of_kind["says"], strict=True))


def say(text: str, words: Mapping[str, str]) -> str:
    """Put the organisation's words in place of the braces of a text.

    Examples
    --------
    >>> say("the {board} approves the {plan}", {"board": "governing body", "plan": "place plan"})
    'the governing body approves the place plan'
    """
    for word in words_in(text):
        text = text.replace("{" + word + "}", words[word])
    return text


def words_in(text: str) -> list[str]:
    """List the words that stand in braces.

    Examples
    --------
    >>> words_in("the {board} of the {short}"), words_in("an open { brace")
    (['board', 'short'], [])
    """
    try:
        return [word for _, word, _, _ in string.Formatter().parse(text) if word]
    except ValueError:
        return []


def in_force(table: pd.DataFrame, year: str) -> pd.DataFrame:
    """Keep the rows that hold in a year; years are compared as they are written.

    Parameters
    ----------
    table : DataFrame
        With columns first_year and last_year; a blank is open.
    year : str
        The year, as 2009/10.

    Examples
    --------
    >>> rows = pd.DataFrame(
    ...     {"name": ["a", "b"], "first_year": [None, "2009/10"], "last_year": ["2008/09", None]}
    ... )
    >>> in_force(rows, "2009/10")["name"].tolist()
    ['b']
    """
    first = table["first_year"].fillna("").to_numpy(dtype=object) <= year
    last = table["last_year"].fillna("9999/99").to_numpy(dtype=object) >= year
    return table[np.asarray(first & last, dtype=bool)]

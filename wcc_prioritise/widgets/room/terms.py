"""What is said of it? Names, each with a few words beside it."""

from __future__ import annotations

from collections.abc import Iterable

from wcc_prioritise.widgets.room.parts import cell, plain
from wcc_prioritise.widgets.room.pieces import Rows

SHARES = (0.28, 0.72)
"""Widths of the name and of the words beside it."""


def terms(caption: str, rows: Iterable[tuple[str, object]], first: float = SHARES[0]) -> Rows:
    """Give names with what is said of each beside it; what is blank is left out.

    Parameters
    ----------
    caption : str
        What they are about, for those who hear it.
    rows : iterable of (str, object)
        Name, and anybody's words.
    first : float
        Width of the names, as a part of the whole.

    Examples
    --------
    >>> len(terms("The rules", [("Quorum", 7), ("Ties", None)]).rows)
    1
    """
    told = tuple((cell(name), cell(words)) for name, words in rows if plain(words))
    return Rows(caption, ("What", "In words"), told, (first, 1 - first), bare=True)

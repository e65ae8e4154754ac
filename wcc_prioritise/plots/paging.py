"""Which rows stand on this page? A page for the room holds at most ten."""

from __future__ import annotations

from collections.abc import Sequence

from wcc_prioritise.tables import InputError

ROWS = 10
"""Most rows of a page that a room can read."""


def pages_of(many: int) -> int:
    """How many pages do so many rows need?

    Examples
    --------
    >>> pages_of(24), pages_of(10), pages_of(0)
    (3, 1, 1)
    """
    return max(1, -(-many // ROWS))


def on_page(rows: Sequence, page: int) -> list:
    """Which of the rows stand on a page?

    Parameters
    ----------
    rows : sequence
        All of them, in order.
    page : int
        The page, from 1.

    Returns
    -------
    list
        Those of this page.

    Raises
    ------
    InputError
        If there is no such page.

    Examples
    --------
    >>> on_page(list("abcdefghijkl"), 2)
    ['k', 'l']
    """
    rows = list(rows)
    last = pages_of(len(rows))
    if isinstance(page, bool) or not isinstance(page, int) or not 1 <= page <= last:
        raise InputError.of(
            found=f"page={page!r}",
            allowed="page 1, the only one" if last == 1 else f"a page from 1 to {last}",
            do="Leave it out for the first.",
        )
    return rows[(page - 1) * ROWS : page * ROWS]


def page_said(many: int, page: int) -> str:
    """Say which page of how many this is; nothing where there is only one.

    Examples
    --------
    >>> page_said(24, 1), page_said(7, 1)
    ('Page 1 of 3.', '')
    """
    last = pages_of(many)
    return f"Page {page} of {last}." if last > 1 else ""

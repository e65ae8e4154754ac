"""Where do the columns stand? Headings matched by their letters and digits alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wcc_prioritise.evidence.readers.opening import Source
from wcc_prioritise.tables import Fault, InputError, near_miss

Titles = Mapping[str, Sequence[str]]
"""Column to be made -> the headings it may stand under, the usual one first."""


def folded(text: object) -> str:
    """Drop everything but letters and digits, and the letter case.

    Examples
    --------
    >>> folded("Lower_CI_95.0_limit") == folded("Lower CI 95.0 limit")
    True
    """
    return "".join(sign for sign in str(text).casefold() if sign.isalnum())


def places(
    source: Source, at: int, needed: Titles, optional: Titles | None = None
) -> dict[str, int]:
    """Find where each column stands.

    Parameters
    ----------
    source : Source
        The table.
    at : int
        Where its headings stand, 0 for the first row.
    needed, optional : Titles
        The columns wanted. One that is only optional may be absent, but not misspelt.

    Returns
    -------
    dict of str to int
        Column -> place, 0 for the first.

    Raises
    ------
    InputError
        With every needed heading that is absent, the near miss beside it.
    """
    headings = source.head[at]
    stand = standing(headings)
    found: dict[str, int] = {}
    absent: list[tuple[str, str]] = []
    for titles in (needed, optional or {}):
        for column, names in titles.items():
            place = next((stand[folded(n)] for n in names if folded(n) in stand), None)
            if place is None:
                absent.append((column, names[0]))
            else:
                found[column] = place
    free = [text for i, text in enumerate(headings) if text and i not in found.values()]
    faults = list(_absent(source, at, absent, free, needed))
    if faults:
        raise InputError(faults)
    return found


def standing(headings: Iterable[str]) -> dict[str, int]:
    """Give the place of each folded heading, the first where one stands twice."""
    stand: dict[str, int] = {}
    for place, text in enumerate(headings):
        if text:
            stand.setdefault(folded(text), place)
    return stand


def _absent(
    source: Source,
    at: int,
    absent: list[tuple[str, str]],
    free: list[str],
    needed: Titles,
) -> Iterable[Fault]:
    for column, name in absent:
        near = near_miss(name, free)
        if column not in needed and not near:
            continue
        do = f"Did you mean {near!r}? Give the column its name back." if near else ""
        yield Fault(
            source.where,
            at + 1,
            None,
            f"no column {name!r}",
            f"a heading {name!r}",
            do or "Give the file as it was downloaded, or say with mapping= which column is which.",
        )

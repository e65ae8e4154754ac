"""What does a figure mean? The words of the levels that it stands on, or between."""

from __future__ import annotations

from itertools import pairwise

from wcc_prioritise.exports.wording import missing, number
from wcc_prioritise.schema import ANCHOR_LEVELS

NOT_KNOWN = "no words: the figure is not known"


def anchor_words(criterion: dict, value: float | None) -> str:
    """Say a value of 0 to 100 in the words that were fixed before anybody scored.

    Parameters
    ----------
    criterion : dict
        A row of the criteria.
    value : float or None
        0 to 100; beyond an end the words of that end are meant.

    Returns
    -------
    str
        The words of the level, or of the two levels that it lies between.

    Examples
    --------
    >>> words = {f"anchor_{level}": f"level {level}" for level in (0, 25, 50, 75, 100)}
    >>> anchor_words(words, 75), anchor_words(words, 60)
    ('“level 75” (75)', 'between “level 50” (50) and “level 75” (75)')
    """
    if missing(value):
        return NOT_KNOWN
    lowest, highest = ANCHOR_LEVELS[0], ANCHOR_LEVELS[-1]
    if value <= lowest:
        return _level(criterion, lowest)
    if value >= highest:
        return _level(criterion, highest)
    for below, above in pairwise(ANCHOR_LEVELS):
        if value == above:
            return _level(criterion, above)
        if value < above:
            return f"between {_level(criterion, below)} and {_level(criterion, above)}"
    return NOT_KNOWN


def _level(criterion: dict, level: int) -> str:
    return f"\u201c{criterion[f'anchor_{level}']}\u201d ({number(level)})"

"""How are people drawn as dots? Stacked straight, never scattered, the same way every time."""

from __future__ import annotations

from collections.abc import Sequence

from wcc_prioritise.plots.look import BLUE, WHITE
from wcc_prioritise.plots.page import mark, moved

DOT = 0.085
"""Inches across."""


def pitch_of(highest: int, room: float) -> float:
    """How far above each other do dots stand, so that the highest stack fits? In inches.

    Examples
    --------
    >>> pitch_of(3, 0.5), pitch_of(10, 0.5)
    (0.085, 0.05)
    """
    return max(min(DOT, room / max(highest, 1)), 0.01)


def draw_stack(ax, at: tuple[float, float], many: int, pitch: float) -> None:
    """Draw so many people above a place of the data."""
    size = 72 * min(DOT, max(pitch, 0.05))
    for level in range(many):
        where = moved(ax, (0, 72 * (DOT / 2 + 0.015 + pitch * level)))
        mark(ax, at, "o", size, fill=BLUE, edge=WHITE, thick=0.4, system=where)


def stacked(places: Sequence[float], near: float) -> list[int]:
    """On which level does each mark stand, so that none covers another?

    Parameters
    ----------
    places : sequence of float
        Where the marks stand.
    near : float
        Marks nearer than this stand on levels of their own.

    Returns
    -------
    list of int
        Level of each, 0 the first.

    Examples
    --------
    >>> stacked([40, 41, 60], 2.5)
    [0, 1, 0]
    """
    levels: list[int] = []
    for i, place in enumerate(places):
        taken = {levels[j] for j in range(i) if abs(places[j] - place) < near}
        levels.append(next(level for level in range(len(places)) if level not in taken))
    return levels

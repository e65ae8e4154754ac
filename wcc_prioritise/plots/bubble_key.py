"""What do the marks of the bubble picture mean? Shapes, sizes, and the key that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from wcc_prioritise.plots.look import CLASS_MARKS, SLATE, SMALL, WHITE, breadth, write
from wcc_prioritise.plots.page import Page, mark

LARGEST, SMALLEST = 0.36, 0.1
"""Breadth of the round marks, in inches: of most people, and the least that can be seen."""
AREA_OF = {"o": 1.0, "s": 0.886, "^": 1.253}
"""Side of a mark with the area of a circle one across: sqrt(pi / 4), sqrt(pi / 2)."""
REACH_OF = {"o": 0.5, "s": 0.627, "^": 0.886}
"""From the middle of such a mark to its farthest corner."""
KEY_ROW = 0.3
ROUND_NUMBERS = tuple(m * 10**e for e in range(8) for m in (1, 2, 5))


def size_of(people: float, most: float) -> float:
    """How broad is the mark of so many people, in inches? Its area goes with people."""
    share = people / most if most > 0 and people > 0 else 0.0
    return max(LARGEST * share**0.5, SMALLEST)


def reach(name: str, size: float) -> float:
    """How far does the mark of a class reach from its middle, in inches?"""
    return size * REACH_OF[CLASS_MARKS[name][0]]


def draw_mark(
    ax, at: tuple[float, float], size: float, name: str, *, filled: bool, system=None
) -> None:
    """Draw the mark of a candidate: shape and colour of its class, filled if chosen."""
    shape, colour = CLASS_MARKS[name]
    points = 72 * size * AREA_OF[shape]
    if filled:
        mark(ax, at, shape, points, fill=colour, edge=WHITE, thick=0.8, system=system)
    else:
        mark(ax, at, shape, points, fill="none", edge=colour, thick=1.4, system=system)


@dataclass(frozen=True)
class KeyItem:
    """One entry of the key: a mark and what it means, and where it stands."""

    text: str
    size: float
    name: str
    filled: bool
    x: float = 0.0
    row: int = 0

    @property
    def breadth(self) -> float:
        """Inches from its left edge to the next entry."""
        return self.size + 0.07 + breadth(self.text, SMALL) + 0.2


def key_of(classes: pd.Series, most: float, width: float) -> list[KeyItem]:
    """Give the key: the classes that occur, filled and hollow, and how many people a size means.

    Parameters
    ----------
    classes : Series
        Class of every candidate.
    most : float
        People of the largest mark.
    width : float
        Breadth of the page, in inches.

    Returns
    -------
    list of KeyItem
        The entries, on as many rows as they need.
    """
    present = [name for name in CLASS_MARKS if (classes == name).any()]
    items = [KeyItem(name, 0.13, name, True) for name in present]
    items.append(KeyItem("filled: chosen, hollow: not", 0.0, "", True))
    shown = _round_people(most)
    texts = [f"{people:,}" for people in shown]
    texts[-1:] = [f"{text} people a year" for text in texts[-1:]]
    sizes = [size_of(people, most) for people in shown]
    items += [KeyItem(text, size, "", False) for text, size in zip(texts, sizes, strict=True)]
    return _flowing(items, width)


def _round_people(most: float) -> list[int]:
    """Give two round numbers of people whose marks show the scale: a small and a large one."""
    large = [n for n in ROUND_NUMBERS if n <= most]
    small = [n for n in ROUND_NUMBERS if n <= large[-1] / 5] if large else []
    return [*small[-1:], *large[-1:]]


def _flowing(items: Sequence[KeyItem], width: float) -> list[KeyItem]:
    """Set the entries side by side, on as many rows as the page needs."""
    placed, x, row = [], 0.0, 0
    for item in items:
        if x and x + item.breadth > width + 0.2:
            x, row = 0.0, row + 1
        placed.append(replace(item, x=x, row=row))
        x += item.breadth
    return placed


def draw_key(made: Page, key: Sequence[KeyItem]) -> None:
    """Draw the key under the header of the page."""
    for item in key:
        up = made.height - made.head - KEY_ROW * (item.row + 0.5)
        middle = made.at(item.x + item.size / 2, up)
        where = made.ax.transAxes
        if item.name:
            draw_mark(made.ax, middle, item.size, item.name, filled=item.filled, system=where)
        elif item.size:
            look = {"fill": "none", "edge": SLATE, "thick": 1.0}
            mark(made.ax, middle, "o", 72 * item.size, system=where, **look)
        beside = made.at(item.x + item.size + 0.07, up)
        write(made.ax, beside, item.text, system="axes fraction", size=SMALL)

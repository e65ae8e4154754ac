"""Which part of a stacked bar is which? Names on stems above the first bar, or else a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from wcc_prioritise.plots.look import PARTS, SMALL, breadth, height_of, lines_of, write
from wcc_prioritise.plots.page import moved, stem, swatch

STEP = height_of(1, SMALL)
NARROWEST = 0.05
"""A part of the first bar narrower than this, in inches, can't be pointed at."""
MOST_STEPS = 10
LONGEST = 2.2
APART = 0.12
SWATCH = 0.13


@dataclass(frozen=True)
class Headings:
    """Where the names of the parts stand, in inches.

    Attributes
    ----------
    height : float
        What they take above the first row.
    texts : tuple of (x, up, text)
        Where each name begins: from the left of the page, and above the first bar.
    stems : tuple of (x, up)
        Lines from the first bar up to the names; none where the names are a key.
    """

    height: float
    texts: tuple[tuple[float, float, str], ...]
    stems: tuple[tuple[float, float], ...] = ()


def fills(many: int) -> list[dict]:
    """Give so many fills, in order; those beyond our colours come again, hatched."""
    return [
        {"facecolor": PARTS[i % len(PARTS)], "hatch": None if i < len(PARTS) else "////"}
        for i in range(many)
    ]


def headings(lengths: Sequence[float], names: Sequence[str], left: float, page: float) -> Headings:
    """Where does the name of each part of the first bar stand?

    Parameters
    ----------
    lengths : sequence of float
        Parts of the first bar, in inches.
    names : sequence of str
        Their names.
    left, page : float
        Where the bar begins, and the breadth of the page, in inches.

    Returns
    -------
    Headings
        Names on stems; a key of names with swatches where a part is too narrow or there is no room.
    """
    names = [lines_of(name, min(LONGEST, page - SWATCH), SMALL, most=1)[0] for name in names]
    ends = [left + end for end in accumulate(lengths)]
    middles = [end - length / 2 for end, length in zip(ends, lengths, strict=True)]
    stairs = None
    if lengths and min(lengths) >= NARROWEST:
        stairs = stair(middles, [breadth(name, SMALL) for name in names], page)
    if stairs is None:
        return _key(names, page)
    ups = [0.06 + STEP * step for _, step in stairs]
    texts = tuple((x, up, name) for (x, _), up, name in zip(stairs, ups, names, strict=True))
    return Headings(max(ups) + STEP, texts, tuple(zip(middles, ups, strict=True)))


def stair(
    middles: Sequence[float], widths: Sequence[float], edge: float
) -> list[tuple[float, int]] | None:
    """On which step does each name stand, so that no stem goes through another name?

    Parameters
    ----------
    middles, widths : sequence of float
        Where each stem stands, from left to right, and how broad its name is.
    edge : float
        Where the page ends.

    Returns
    -------
    list of (float, int), or None
        Where each name begins and its step, 0 for the lowest; None where it can't be done.

    Examples
    --------
    >>> stair([1.0, 2.0], [0.5, 0.5], 3.0)
    [(1.0, 0), (2.0, 0)]
    >>> stair([1.0, 2.0], [1.5, 0.5], 3.0)
    [(1.0, 1), (2.0, 0)]
    """
    starts = [max(min(x, edge - width), 0.0) for x, width in zip(middles, widths, strict=True)]
    steps = [0] * len(starts)
    for i in reversed(range(len(starts))):
        after = range(i + 1, len(starts))
        under = [
            steps[j] for j in after if starts[i] + widths[i] + APART > min(starts[j], middles[j])
        ]
        steps[i] = max(under, default=-1) + 1
    # A name pushed to the left by the edge of the page may lie on the stem of one before it.
    for j, start in enumerate(starts):
        crossed = [i for i in range(j) if start - APART / 2 < middles[i] and steps[i] > steps[j]]
        if crossed:
            return None
    return list(zip(starts, steps, strict=True)) if max(steps) < MOST_STEPS else None


def _key(names: Sequence[str], page: float) -> Headings:
    texts, x, row = [], 0.0, 0
    for name in names:
        broad = SWATCH + 0.06 + breadth(name, SMALL)
        if x and x + broad > page:
            x, row = 0.0, row + 1
        texts.append((x, row, name))
        x += broad + 0.2
    height = (row + 1) * (STEP + 0.05) + 0.05
    placed = ((x, (row - at) * (STEP + 0.05) + 0.15, name) for x, at, name in texts)
    return Headings(height, tuple(placed))


def draw_headings(ax, heads: Headings, top: float) -> None:
    """Write the names above the first bar, whose upper edge stands at `top` of the data."""
    edge = ax.get_yaxis_transform()
    for x, up in heads.stems:
        stem(ax, (0, top), moved(ax, (72 * x, 0), edge), 72 * up)
    for (x, up, name), look in zip(heads.texts, fills(len(heads.texts)), strict=True):
        aside, above = 72 * x, 72 * up
        if not heads.stems:
            swatch(ax, (0, top), moved(ax, (aside, above), edge), 72 * SWATCH, look)
            aside += 72 * (SWATCH + 0.06)
        write(ax, (0, top), name, system=edge, shift=(aside, above), size=SMALL, up="bottom")

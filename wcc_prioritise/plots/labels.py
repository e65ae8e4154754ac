"""Where can names stand beside their marks, and not on each other? Boxes on a plane, no more.

Every name may stand at many places round its mark. A place has a price of its own (a long leader, a
leader over other marks), and two places have a price together (names that overlap, leaders that
cross). The dearest way to have a name is not to have it. What is sought is the cheapest whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

DISTANCES = (0.06, 0.12, 0.22, 0.35, 0.5, 0.7, 0.95, 1.25, 1.6, 2.0)
"""How far from its mark a name is tried, in inches."""
DIRECTIONS = 24
KEPT = (60, 200)
"""Fewest and most places kept of those tried for a name, the cheapest."""
KEPT_IN_ALL = 2_600
"""Places kept for all names together: their pairs are what takes time."""
APART = (0.1, 0.04)
"""Inches between two names, across and up: side by side they would read as one."""
CLEAR = 0.04
"""Inches between a name and any mark."""
DOUBT = 0.14
"""A name closer to another mark than this, in inches, may be taken for its name."""

# Prices, in inches of leader.
DOUBTFUL = 0.3
COVERING = 3.0
"""A leader that passes over another mark."""
CROSSING = 2.0
"""Two leaders that cross."""
ASIDE = 0.03
"""A name that is not to the right of its mark."""
CLASH = 50.0
"""Two names that overlap, or a leader through a name: more than to leave a name out."""
LEFT_OUT = 15.0

HEAT = (1.0, 0.05)
SWEEPS = 100
SEEDS = (1, 2, 3, 4, 5, 6)
"""Names move at random, less and less, to get past each other; the same way every time."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in inches."""

    x0: float
    y0: float
    x1: float
    y1: float

    def overlaps(self, other: Box) -> bool:
        """Say whether two boxes share more than an edge."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )

    def inside(self, other: Box) -> bool:
        """Say whether a box lies in another one."""
        low = self.x0 >= other.x0 - 1e-9 and self.y0 >= other.y0 - 1e-9
        return low and self.x1 <= other.x1 + 1e-9 and self.y1 <= other.y1 + 1e-9

    def nearest(self, point: tuple[float, float]) -> tuple[float, float]:
        """Give the point of the box that is nearest to a point."""
        return (
            min(max(point[0], self.x0), self.x1),
            min(max(point[1], self.y0), self.y1),
        )


@dataclass(frozen=True)
class Shape:
    """One way to write a name: its size in inches, and what it costs to be written so."""

    width: float
    height: float
    price: float = 0.0


@dataclass(frozen=True)
class Spot:
    """Where a name stands, and in which of its shapes."""

    box: Box
    shape: int


def place(
    marks: Sequence[tuple[float, float, float]], shapes: Sequence[Sequence[Shape]], room: Box
) -> list[Spot | None]:
    """Where does the name of each mark stand?

    Parameters
    ----------
    marks : sequence of (x, y, radius)
        Every mark on the page, in inches, named or not.
    shapes : sequence of sequences of Shape
        The shapes that the name of each mark can take; none where it has no name.
    room : Box
        Where names may stand.

    Returns
    -------
    list of Spot or None
        A place for each name: in the room, on no mark and on no other name; None where there is no
        name, or no room for it.

    References
    ----------
    Christensen, Marks & Shieber, ACM Transactions on Graphics 1995;14:203-232 (simulated annealing
    for placing labels).

    Examples
    --------
    >>> spots = place([(1, 1, 0.1), (1.1, 1, 0.1)], [[Shape(0.5, 0.1)]] * 2, Box(0, 0, 3, 2))
    >>> spots[0].box.overlaps(spots[1].box)
    False
    """
    circles = np.asarray(marks, dtype=float).reshape(-1, 3)
    named = [i for i, own in enumerate(shapes) if own]
    kept = min(max(KEPT_IN_ALL // max(len(named), 1), KEPT[0]), KEPT[1])
    choices = [_Choices.of(circles, i, shapes[i], room, kept) for i in named]
    spots: list[Spot | None] = [None] * len(shapes)
    for i, own, taken in zip(named, choices, _cheapest_whole(choices), strict=True):
        spots[i] = own.spot(taken)
    return spots


@dataclass(frozen=True)
class _Choices:
    """The places that are tried for one name; the last one is nowhere."""

    start: np.ndarray
    boxes: np.ndarray
    ends: np.ndarray
    shape: np.ndarray
    price: np.ndarray

    @classmethod
    def of(
        cls, marks: np.ndarray, own: int, shapes: Sequence[Shape], room: Box, kept: int
    ) -> _Choices:
        """List the places in the room and on no mark, the cheapest of them."""
        rounds = [_round(marks[own], shape) for shape in shapes]
        shape = np.repeat(np.arange(len(rounds)), [len(boxes) for boxes in rounds])
        boxes = np.concatenate(rounds)
        free = _within(boxes, room) & ~_on_marks(boxes, marks, CLEAR)
        boxes, shape = boxes[free], shape[free]
        start = marks[own, :2]
        ends = np.clip(start, boxes[:, :2], boxes[:, 2:])
        price = _leader(boxes, ends, marks[own]) + np.array([s.price for s in shapes])[shape]
        others = np.delete(marks, own, axis=0)
        price += COVERING * _marks_under(start, ends, others)
        price += DOUBTFUL * _on_marks(boxes, others, DOUBT)
        best = np.argsort(price, kind="stable")[:kept]
        nowhere = np.full((1, 4), np.nan)
        return cls(
            start,
            np.concatenate([boxes[best], nowhere]),
            np.concatenate([ends[best], nowhere[:, :2]]),
            np.append(shape[best], -1),
            np.append(price[best], LEFT_OUT),
        )

    def spot(self, which: int) -> Spot | None:
        if self.shape[which] < 0:
            return None
        return Spot(Box(*map(float, self.boxes[which])), int(self.shape[which]))

    def beside(self, other: _Choices) -> np.ndarray:
        """What does each place of this name cost together with each place of another one?"""
        boxes, ends = self.boxes[:, None, :], self.ends[:, None, :]
        clash = _overlapping(boxes, other.boxes)
        clash |= _through(self.start, ends, other.boxes) | _through(other.start, other.ends, boxes)
        return CLASH * clash + CROSSING * _crossing(self.start, ends, other.start, other.ends)


def _cheapest_whole(choices: Sequence[_Choices]) -> list[int]:
    """Which place does each name take, so that the whole costs little?"""
    many = range(len(choices))
    together = {(i, j): choices[i].beside(choices[j]) for i in many for j in many if i < j}
    together |= {(j, i): price.T for (i, j), price in together.items()}

    def total(taken: Sequence[int]) -> float:
        pairs = sum(together[i, j][taken[i], taken[j]] for i in many for j in many if i < j)
        return float(pairs + sum(own.price[at] for own, at in zip(choices, taken, strict=True)))

    return min((_annealed(choices, together, seed) for seed in SEEDS), key=total)


def _annealed(choices: Sequence[_Choices], together: Mapping, seed: int) -> list[int]:
    """Move the names about, first freely and then only where it costs less, until none moves."""
    many = range(len(choices))
    taken = [int(np.argmin(own.price)) for own in choices]
    random = np.random.default_rng(seed)
    for heat in [*np.geomspace(*HEAT, SWEEPS), *[0.0] * SWEEPS]:
        before = list(taken)
        for i in many:
            beside = (together[i, j][:, taken[j]] for j in many if j != i)
            price = sum(beside, start=choices[i].price)
            # Gumbel noise: the chance of a place falls off with its price over the heat.
            noise = -np.log(-np.log(random.random(len(price)))) if heat else 0.0
            taken[i] = int(np.argmin(price - heat * noise))
        if not heat and taken == before:
            break
    return taken


def _round(mark: np.ndarray, shape: Shape) -> np.ndarray:
    """List the boxes that are tried round a mark: x0, y0, x1, y1, one row each."""
    x, y, radius = mark
    turn = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    out = (radius + np.asarray(DISTANCES))[:, None]
    # The point of the box that faces the mark lies on a circle; beside the mark the box is centred.
    across, up = np.cos(turn), np.sin(turn)
    x0 = (x + out * across - shape.width * (1 - across) / 2).ravel()
    y0 = (y + out * up - shape.height * (1 - up) / 2).ravel()
    return np.column_stack([x0, y0, x0 + shape.width, y0 + shape.height])


def _within(boxes: np.ndarray, room: Box) -> np.ndarray:
    low = (boxes[:, 0] >= room.x0) & (boxes[:, 1] >= room.y0)
    return low & (boxes[:, 2] <= room.x1) & (boxes[:, 3] <= room.y1)


def _on_marks(boxes: np.ndarray, marks: np.ndarray, clear: float) -> np.ndarray:
    """Say which boxes lie on a mark, taken as a circle, or closer to it than so many inches."""
    near = np.clip(marks[None, :, :2], boxes[:, None, :2], boxes[:, None, 2:])
    away = np.hypot(*np.moveaxis(near - marks[None, :, :2], -1, 0))
    return (away < marks[None, :, 2] + clear).any(axis=1)


def _leader(boxes: np.ndarray, ends: np.ndarray, mark: np.ndarray) -> np.ndarray:
    """How long is the leader? To the right of its mark a name is a little better than elsewhere."""
    return np.hypot(*(ends - mark[:2]).T) - mark[2] + ASIDE * (boxes[:, 0] < mark[0])


def _marks_under(start: np.ndarray, ends: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Over how many marks does each line from one start go? Marks on the start do not count."""
    along = (ends - start)[:, None, :]
    length = np.maximum((along**2).sum(axis=2), 1e-12)
    share = ((marks[None, :, :2] - start) * along).sum(axis=2) / length
    foot = start + np.clip(share, 0, 1)[:, :, None] * along
    away = np.hypot(*np.moveaxis(foot - marks[None, :, :2], -1, 0))
    on_start = np.hypot(*(marks[:, :2] - start).T) < marks[:, 2]
    return ((away < marks[None, :, 2]) & ~on_start[None, :]).sum(axis=1)


def _overlapping(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Say which boxes lie on which others, or too close to them."""
    aside, above = APART
    across = (boxes[..., 0] < others[..., 2] + aside) & (others[..., 0] - aside < boxes[..., 2])
    up = (boxes[..., 1] < others[..., 3] + above) & (others[..., 1] - above < boxes[..., 3])
    return across & up


def _through(start: np.ndarray, ends: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Say which lines go through which boxes: that is, across one of a box's two diagonals."""
    rising = _crossing(start, ends, boxes[..., [0, 1]], boxes[..., [2, 3]])
    return rising | _crossing(start, ends, boxes[..., [0, 3]], boxes[..., [2, 1]])


def _crossing(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    """Say whether the lines a to b and c to d cross."""
    return (_turn(a, b, c) * _turn(a, b, d) < 0) & (_turn(c, d, a) * _turn(c, d, b) < 0)


def _turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Say on which side of the line a to b the point c lies, by its sign."""
    ax, ay, bx, by = a[..., 0], a[..., 1], b[..., 0], b[..., 1]
    return (bx - ax) * (c[..., 1] - ay) - (by - ay) * (c[..., 0] - ax)

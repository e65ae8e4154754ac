"""Where can names stand beside their marks, without lying on each other? Boxes on a plane, no more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DISTANCES = (0.06, 0.12, 0.22, 0.35, 0.5, 0.7, 0.95, 1.25, 1.6, 2.0, 2.5, 3.0)
"""How far from its mark a name is tried, in inches."""
DIRECTIONS = 24
ROUNDS = 10
"""How often every name may move again once the others stand."""
NEAR = 1.0
"""Marks closer than this, in inches, crowd each other."""

CROSSING = 2.0
"""A leader that crosses another one costs as much as so many inches of leader."""
THROUGH = 1_000.0
"""A leader through another name is never worth it."""
DRIVING_OUT = 5.0
SHAPE = 0.05
"""What the next shape of a name costs: the first is the best to read."""
COVERING = 1.0
"""A leader that passes over another mark costs as much as so many inches."""
APART = 0.04
"""Inches between two names."""
CLEAR = 0.04
"""Inches between a name and any mark."""


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
        return (
            self.x0 >= other.x0 - 1e-9
            and self.y0 >= other.y0 - 1e-9
            and self.x1 <= other.x1 + 1e-9
            and self.y1 <= other.y1 + 1e-9
        )

    def grown(self, by: float) -> Box:
        """Give the box with so many inches more on every side."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def nearest(self, point: tuple[float, float]) -> tuple[float, float]:
        """Give the point of the box that is nearest to a point."""
        return (
            min(max(point[0], self.x0), self.x1),
            min(max(point[1], self.y0), self.y1),
        )


@dataclass(frozen=True)
class Spot:
    """Where a name stands, and in which of its shapes."""

    box: Box
    shape: int


def place(
    marks: Sequence[tuple[float, float, float]],
    shapes: Sequence[Sequence[tuple[float, float]]],
    room: Box,
    start: Sequence[Spot | None] = (),
) -> list[Spot | None]:
    """Where does the name of each mark stand?

    Names are set one after the other, each at the place that costs least: near its mark, on no mark and
    no other name, its leader through no name. A name that finds no place drives out those in its way;
    then each may move again. That is done in several orders, and the best outcome is taken.

    Parameters
    ----------
    marks : sequence of (x, y, radius)
        Every mark on the page, in inches, named or not.
    shapes : sequence of sequences of (width, height)
        The shapes that the name of each mark can take, in inches; none where it has no name.
    room : Box
        Where names may stand.
    start : sequence of Spot or None, optional
        Where names stand already.

    Returns
    -------
    list of Spot or None
        A place for each name; None where there is no name, or no room for it.
    """
    plane = _Plane.of(np.asarray(marks, dtype=float).reshape(-1, 3), shapes, room)
    best, least = list(start) or [None] * len(shapes), (math.inf, math.inf)
    for order in plane.orders():
        spots = _settled(plane, order, list(start) or [None] * len(shapes))
        cost = plane.cost(spots)
        if cost < least:
            best, least = spots, cost
    return best


def _settled(plane: _Plane, order: Sequence[int], spots: list[Spot | None]) -> list[Spot | None]:
    """Set the names in this order, again and again, until none moves; give the best seen."""
    best, least = spots, (math.inf, math.inf)
    for _ in range(ROUNDS):
        before = list(spots)
        for i in order:
            spots[i] = None
            spots[i] = plane.best(i, spots) or plane.drive_out(i, spots)
        cost = plane.cost(spots)
        if cost < least:
            best, least = list(spots), cost
        if spots == before:
            break
    return best


@dataclass(frozen=True)
class _Tried:
    """The places that are tried for one name: in the room and on no mark."""

    start: np.ndarray
    boxes: np.ndarray
    ends: np.ndarray
    shape: np.ndarray
    cost: np.ndarray

    @classmethod
    def of(cls, marks: np.ndarray, own: int, sizes: Sequence, room: Box) -> _Tried:
        rounds = [_round(marks[own], size) for size in sizes]
        shape = np.repeat(np.arange(len(rounds)), [len(boxes) for boxes in rounds])
        boxes = np.concatenate(rounds)
        free = _within(boxes, room) & ~_on_marks(boxes, marks)
        boxes, shape = boxes[free], shape[free]
        start = marks[own, :2]
        ends = np.clip(start, boxes[:, :2], boxes[:, 2:])
        cost = _distance(boxes, ends, marks[own]) + SHAPE * shape
        cost += COVERING * _over(start, ends, marks, own)
        return cls(start, boxes, ends, shape, cost)

    def spot(self, which: int) -> Spot:
        return Spot(Box(*map(float, self.boxes[which])), int(self.shape[which]))


@dataclass(frozen=True)
class _Plane:
    """Marks, and the places that are tried for their names; None where a mark has no name."""

    marks: np.ndarray
    tried: tuple[_Tried | None, ...]

    @classmethod
    def of(cls, marks: np.ndarray, shapes: Sequence[Sequence], room: Box) -> _Plane:
        places = (
            _Tried.of(marks, i, sizes, room) if sizes else None for i, sizes in enumerate(shapes)
        )
        return cls(marks, tuple(places))

    @property
    def named(self) -> list[int]:
        return [i for i, tried in enumerate(self.tried) if tried is not None]

    def orders(self) -> list[list[int]]:
        """Give the orders in which names are set: the most crowded first, as given, and each way."""
        x, y = self.marks[:, 0], self.marks[:, 1]
        near = (np.hypot(x[:, None] - x, y[:, None] - y) < NEAR).sum(axis=1)
        crowded = sorted(self.named, key=lambda i: -near[i])
        across, up = sorted(self.named, key=lambda i: x[i]), sorted(self.named, key=lambda i: y[i])
        return [crowded, self.named, across, across[::-1], up, up[::-1]]

    def best(self, own: int, spots: Sequence[Spot | None]) -> Spot | None:
        """Give the place that costs least beside the names that stand, or None."""
        cost, lying_on = self._beside(own, spots)
        return self._cheapest(own, cost + THROUGH * lying_on.sum(axis=0))

    def drive_out(self, own: int, spots: list[Spot | None]) -> Spot | None:
        """Give the place that drives out the fewest names, which then have none."""
        cost, lying_on = self._beside(own, spots)
        spot = self._cheapest(own, cost + DRIVING_OUT * lying_on.sum(axis=0))
        for j, other in enumerate(spots):
            if spot and other and spot.box.overlaps(other.box.grown(APART)):
                spots[j] = None
        return spot

    def cost(self, spots: Sequence[Spot | None]) -> tuple[int, float]:
        """Count the names without a place, then what the places of the others cost."""
        placed = [i for i in self.named if spots[i]]
        total = 0.0
        for i in placed:
            cost, _ = self._beside(i, [None if j == i else spot for j, spot in enumerate(spots)])
            own = np.abs(self.tried[i].boxes - _rows([spots[i]])).sum(axis=1)
            total += float(cost[np.argmin(own)])
        return len(self.named) - len(placed), total

    def _cheapest(self, own: int, cost: np.ndarray) -> Spot | None:
        return self.tried[own].spot(int(np.argmin(cost))) if (cost < THROUGH).any() else None

    def _beside(self, own: int, spots: Sequence[Spot | None]) -> tuple[np.ndarray, np.ndarray]:
        """What does each place cost beside the names that stand, and on which of them does it lie?"""
        tried, others = self.tried[own], [j for j, spot in enumerate(spots) if spot is not None]
        if not others:
            return tried.cost, np.zeros((0, len(tried.cost)), dtype=bool)
        boxes = _rows([spots[j] for j in others])[:, None, :]
        theirs = self.marks[others, :2][:, None, :]
        their_ends = np.clip(theirs, boxes[..., :2], boxes[..., 2:])
        through = _through(tried.start, tried.ends, boxes) | _through(
            theirs, their_ends, tried.boxes
        )
        crossed = _crossing(tried.start, tried.ends, theirs, their_ends)
        cost = tried.cost + (THROUGH * through + CROSSING * crossed).sum(axis=0)
        return cost, _overlapping(tried.boxes, boxes)


def _rows(spots: Sequence[Spot]) -> np.ndarray:
    return np.array([[s.box.x0, s.box.y0, s.box.x1, s.box.y1] for s in spots])


def _round(mark: np.ndarray, size: tuple[float, float]) -> np.ndarray:
    """List the boxes that are tried round a mark: x0, y0, x1, y1, one row each."""
    x, y, radius = mark
    width, height = size
    turn = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    out = (radius + np.asarray(DISTANCES))[:, None]
    # The point of the box that faces the mark lies on a circle; beside the mark the box is centred.
    across, up = np.cos(turn), np.sin(turn)
    x0 = x + out * across - width * (1 - across) / 2
    y0 = y + out * up - height * (1 - up) / 2
    x0, y0 = x0.ravel(), y0.ravel()
    return np.column_stack([x0, y0, x0 + width, y0 + height])


def _within(boxes: np.ndarray, room: Box) -> np.ndarray:
    return (
        (boxes[:, 0] >= room.x0)
        & (boxes[:, 1] >= room.y0)
        & (boxes[:, 2] <= room.x1)
        & (boxes[:, 3] <= room.y1)
    )


def _on_marks(boxes: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Say which boxes lie on a mark, taken as a circle."""
    near = np.clip(marks[None, :, :2], boxes[:, None, :2], boxes[:, None, 2:])
    away = np.hypot(*np.moveaxis(near - marks[None, :, :2], -1, 0))
    return (away < marks[None, :, 2] + CLEAR).any(axis=1)


def _overlapping(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Say which boxes lie on which others, or too close to them."""
    return (
        (boxes[..., 0] < others[..., 2] + APART)
        & (others[..., 0] - APART < boxes[..., 2])
        & (boxes[..., 1] < others[..., 3] + APART)
        & (others[..., 1] - APART < boxes[..., 3])
    )


def _distance(boxes: np.ndarray, ends: np.ndarray, mark: np.ndarray) -> np.ndarray:
    """How long is the leader? A name to the right of its mark is a little better than to the left."""
    away = np.hypot(*(ends - mark[:2]).T) - mark[2]
    middle = (boxes[:, 0] + boxes[:, 2]) / 2
    return away + 0.02 * (middle < mark[0])


def _over(start: np.ndarray, ends: np.ndarray, marks: np.ndarray, own: int) -> np.ndarray:
    """Over how many other marks does each line from one start go?"""
    others = np.delete(marks, own, axis=0)
    along = (ends - start)[:, None, :]
    length = np.maximum((along**2).sum(axis=2), 1e-12)
    share = ((others[None, :, :2] - start) * along).sum(axis=2) / length
    foot = start + np.clip(share, 0, 1)[:, :, None] * along
    away = np.hypot(*np.moveaxis(foot - others[None, :, :2], -1, 0))
    inside = (
        np.hypot(*(others[:, :2] - start).T) < others[:, 2]
    )  # marks that lie on the start itself
    return ((away < others[None, :, 2]) & ~inside[None, :]).sum(axis=1)


def _through(start: np.ndarray, ends: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Say which lines go through which boxes: that is, across one of a box's two diagonals."""
    low, high = boxes[..., [0, 1]], boxes[..., [2, 3]]
    rising = _crossing(start, ends, low, high)
    return rising | _crossing(start, ends, boxes[..., [0, 3]], boxes[..., [2, 1]])


def _crossing(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    """Say whether the lines a to b and c to d cross, row by row."""
    return (_turn(a, b, c) * _turn(a, b, d) < 0) & (_turn(c, d, a) * _turn(c, d, b) < 0)


def _turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Say on which side of the line a to b the point c lies, by its sign."""
    along, aside = b - a, c - a
    return along[..., 0] * aside[..., 1] - along[..., 1] * aside[..., 0]

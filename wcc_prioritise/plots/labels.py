"""Where can names stand beside their marks, without lying on each other? Boxes on a plane, no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DISTANCES = (0.04, 0.12, 0.24, 0.4, 0.6, 0.85, 1.15, 1.5)
"""How far from its mark a name is tried, in inches."""
DIRECTIONS = 24
ROUNDS = 4
"""How often every name may move again once the others stand."""

CROSSING = 2.0
"""A leader that crosses another one costs as much as so many inches of leader."""
APART = 0.03
"""Inches between two names."""


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


def place(
    marks: Sequence[tuple[float, float, float]],
    sizes: Sequence[tuple[float, float] | None],
    room: Box,
    start: Sequence[Box | None] = (),
) -> list[Box | None]:
    """Where does the name of each mark stand?

    Names are set one after the other, in the order given, each at the place that costs least: near its
    mark, on no mark and no other name, its leader through no name. Then each may move again.

    Parameters
    ----------
    marks : sequence of (x, y, radius)
        Every mark on the page, in inches, named or not.
    sizes : sequence of (width, height) or None
        The name of each mark, in inches; None where it has none.
    room : Box
        Where names may stand.
    start : sequence of Box or None, optional
        Where names stand already; they stay where nothing is better.

    Returns
    -------
    list of Box or None
        A box for each name; None where there is no name, or no room for it.
    """
    marks = np.asarray(marks, dtype=float).reshape(-1, 3)
    named = [i for i, size in enumerate(sizes) if size is not None]
    placed = list(start) if start else [None] * len(sizes)
    for _ in range(ROUNDS):
        before = list(placed)
        for i in named:
            placed[i] = None
            placed[i] = _best(i, sizes[i], marks, placed, room)
        if placed == before:
            break
    return placed


def _best(
    own: int,
    size: tuple[float, float],
    marks: np.ndarray,
    placed: Sequence[Box | None],
    room: Box,
) -> Box | None:
    boxes = _tried(marks[own], size)
    boxes = boxes[_within(boxes, room) & ~_on_marks(boxes, marks)]
    others = {j: box for j, box in enumerate(placed) if box is not None}
    for box in others.values():
        boxes = boxes[~_overlapping(boxes, box.grown(APART))]
    start = marks[own, :2]
    ends = np.clip(start, boxes[:, :2], boxes[:, 2:])
    cost = _distance(boxes, ends, marks[own])
    for j, box in others.items():
        theirs, their_end = marks[j, :2], np.asarray(box.nearest(tuple(marks[j, :2])))
        blocked = _through(start, ends, _boxes(box)) | _through(theirs, their_end, boxes)
        crossed = _crossing(start, ends, theirs, their_end)
        cost = np.where(blocked, np.inf, cost + CROSSING * crossed)
    if not np.isfinite(cost).any():
        return None
    return Box(*map(float, boxes[int(np.argmin(cost))]))


def _boxes(box: Box) -> np.ndarray:
    return np.array([[box.x0, box.y0, box.x1, box.y1]])


def _tried(mark: np.ndarray, size: tuple[float, float]) -> np.ndarray:
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
    return (away < marks[None, :, 2] + 0.01).any(axis=1)


def _overlapping(boxes: np.ndarray, box: Box) -> np.ndarray:
    return (
        (boxes[:, 0] < box.x1)
        & (box.x0 < boxes[:, 2])
        & (boxes[:, 1] < box.y1)
        & (box.y0 < boxes[:, 3])
    )


def _distance(boxes: np.ndarray, ends: np.ndarray, mark: np.ndarray) -> np.ndarray:
    """How long is the leader? A name to the right of its mark is a little better than to the left."""
    away = np.hypot(*(ends - mark[:2]).T) - mark[2]
    middle = (boxes[:, 0] + boxes[:, 2]) / 2
    return away + 0.02 * (middle < mark[0])


def _through(start: np.ndarray, ends: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Say which lines go through which boxes: through a rectangle is across one of its diagonals."""
    x0, y0, x1, y1 = boxes.T
    rising = _crossing(start, ends, np.stack([x0, y0], 1), np.stack([x1, y1], 1))
    return rising | _crossing(start, ends, np.stack([x0, y1], 1), np.stack([x1, y0], 1))


def _crossing(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    """Say whether the lines a to b and c to d cross, row by row."""
    return (_turn(a, b, c) * _turn(a, b, d) < 0) & (_turn(c, d, a) * _turn(c, d, b) < 0)


def _turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Say on which side of the line a to b the point c lies, by its sign."""
    along, aside = b - a, c - a
    return along[..., 0] * aside[..., 1] - along[..., 1] * aside[..., 0]

"""Could anybody work out one person's score from what was told, by subtraction or at the ends?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import combinations

import numpy as np

FEWEST = 3
"""Nothing is told that rests on fewer people."""

NARROW = 10.0
"""Nobody's score may be pinned down more closely than this, in points."""

TOP = 100.0
"""Top of the scale; its bottom is 0."""

_HAIR = 1e-6


@dataclass(frozen=True)
class Unknown:
    """One answer that nobody outside may learn.

    Attributes
    ----------
    person : str
        Whose it is.
    round : int
        When it was given.
    score : float
        The answer, 0 to 100. A corrected answer is another unknown.
    """

    person: str
    round: int
    score: float = field(repr=False)


@dataclass(frozen=True)
class Figure:
    """One figure that is told: a weighted mean of answers, no closer than it is worded.

    Attributes
    ----------
    round : int
        The round after which it stood.
    what : str
        `panel`, `groups`, or the name of a voice group.
    shares : tuple of (Unknown, Fraction)
        The answers and their weights, which sum to 1.
    low, high : float
        The mean lies between these two: all that its words say.
    words : str
        How it is told.
    spread : pair of float, optional
        The standard deviation told beside it lies between these; the second is not reached.
    """

    round: int
    what: str
    shares: tuple[tuple[Unknown, Fraction], ...]
    low: float
    high: float
    words: str
    spread: tuple[float, float] | None = None

    @cached_property
    def people(self) -> frozenset[str]:
        """Whose answers it rests on."""
        return frozenset(answer.person for answer, _ in self.shares)


@dataclass(frozen=True)
class _Kind:
    """Answers that no figure tells apart: same weights everywhere, same reach."""

    weights: tuple[Fraction, ...]
    low: float
    high: float
    answers: tuple[Unknown, ...]

    @property
    def width(self) -> float:
        """Give how far the answers differ: to swap two of them changes nothing that is told."""
        scores = [answer.score for answer in self.answers]
        return max(scores) - min(scores)

    def reach(self, least: float, most: float) -> float:
        """Give how far one answer can range while the sum of all lies between two figures."""
        others = len(self.answers) - 1
        low = max(self.low, least - self.high * others)
        return min(self.high, most - self.low * others) - low


def gives_away(figures: Sequence[Figure]) -> bool:
    """Do these figures of one cell together tell too much of one or two people?

    Parameters
    ----------
    figures : sequence of Figure
        Everything that is out, or is about to be.

    Returns
    -------
    bool
        True if some combination rests on fewer than three people, or somebody's answer is pinned
        down more closely than 10 points.

    Examples
    --------
    >>> third = Fraction(1, 3)
    >>> a, b, c, d = (Unknown(name, 1, 50.0) for name in "abcd")
    >>> three = Figure(1, "panel", ((a, third), (b, third), (c, third)), 49.5, 50.5, "50")
    >>> four = Figure(2, "panel", tuple((x, third * 3 / 4) for x in (a, b, c, d)), 49.5, 50.5, "50")
    >>> gives_away([three]), gives_away([three, four])
    (False, True)
    """
    kinds = _kinds(figures)
    owners = tuple((kind.weights, frozenset(a.person for a in kind.answers)) for kind in kinds)
    return isolates(owners) or pins_down(figures, kinds)


def _kinds(figures: Sequence[Figure]) -> list[_Kind]:
    places: dict[Unknown, dict[int, Fraction]] = {}
    for number, figure in enumerate(figures):
        for answer, weight in figure.shares:
            places.setdefault(answer, {})[number] = weight
    reach = _reaches(figures)
    alike: dict[tuple, list[Unknown]] = {}
    for answer, at in places.items():
        weights = tuple(at.get(number, Fraction(0)) for number in range(len(figures)))
        alike.setdefault((weights, *reach.get(answer, (0.0, TOP))), []).append(answer)
    return [_Kind(*key, tuple(answers)) for key, answers in alike.items()]


def _reaches(figures: Sequence[Figure]) -> dict[Unknown, tuple[float, float]]:
    """Give intervals in which all answers may lie anywhere without belying any spread that is told.

    If each answer lies within h of a centre of its own, and the centres d from the panel's mean,
    the squares about that mean sum to at most that of (h + d) squared. The widest h for which this
    keeps within the spread leaves room that is surely there; there may be more.
    """
    reach: dict[Unknown, tuple[float, float]] = {}
    for figure in figures:
        if figure.spread is None or np.isinf(figure.spread[1]):
            continue
        centres = _centres(figure, figures)
        middle, n = (figure.low + figure.high) / 2, len(centres)
        away = np.abs(np.array(list(centres.values())) - middle)
        spare = (n - 1) * figure.spread[1] ** 2 - (away**2).sum()
        h = max(0.0, (np.sqrt(max(0.0, away.sum() ** 2 + n * spare)) - away.sum()) / n)
        for answer, centre in centres.items():
            low, high = reach.get(answer, (0.0, TOP))
            reach[answer] = (max(low, centre - h), min(high, centre + h))
    return reach


def _centres(panel: Figure, figures: Sequence[Figure]) -> dict[Unknown, float]:
    """Give for each answer the middle of what is told of its voice groups, or of the panel."""
    everybody = {answer for answer, _ in panel.shares}
    told: dict[Unknown, list[float]] = {}
    for figure in figures:
        mine = {answer for answer, _ in figure.shares}
        if figure.round == panel.round and mine < everybody:
            for answer in mine:
                told.setdefault(answer, []).append((figure.low + figure.high) / 2)
    middle = (panel.low + panel.high) / 2
    return {answer: float(np.mean(told.get(answer, [middle]))) for answer, _ in panel.shares}


@lru_cache(maxsize=4_096)
def isolates(owners: tuple[tuple[tuple[Fraction, ...], frozenset[str]], ...]) -> bool:
    """Does some combination of the figures rest on fewer than three people?

    A combination leaves out everybody whose weights it turns to zero. One that rests on a few
    people only exists just where taking away all their answers lowers the rank of the rest; a kind
    of answer that three people share can't be taken away by two.

    Parameters
    ----------
    owners : tuple of (weights, people)
        For each kind of answer its weight in every figure, and who gave one.

    Returns
    -------
    bool
        True if a combination gives a score or a sum of one or two people.
    """
    few = sorted({p for _, people in owners if len(people) < FEWEST for p in people})
    full = _rank([weights for weights, _ in owners])
    for pair in combinations(few, min(FEWEST - 1, len(few))):
        if pair and _rank([w for w, people in owners if not people <= set(pair)]) < full:
            return True
    return False


def _rank(rows: list[tuple[Fraction, ...]]) -> int:
    """Give the rank of a matrix in exact arithmetic."""
    left, rank = [list(row) for row in rows], 0
    while left:
        row = left.pop()
        lead = next((i for i, value in enumerate(row) if value), None)
        if lead is None:
            continue
        rank += 1
        for other in left:
            if other[lead]:
                factor = other[lead] / row[lead]
                other[:] = [a - factor * b for a, b in zip(other, row, strict=True)]
    return rank


def pins_down(figures: Sequence[Figure], kinds: Sequence[_Kind]) -> bool:
    """Is anybody's answer known to less than 10 points, from what is told and the scale's ends?

    Most cells need no linear programme. Where the answers of a kind differ by 10 points, any of
    them could be anybody's of that kind; and where an answer can be moved by 10 points and the
    others a little, so that every figure stays, it could have been there.
    """
    close = [n for n, kind in enumerate(kinds) if kind.width < NARROW]
    if not close:
        return False
    answers = [answer for kind in kinds for answer in kind.answers]
    places = {answer: place for place, answer in enumerate(answers)}
    movable = _movable(figures, places)
    doubtful = [n for n in close if not all(movable[places[a]] for a in kinds[n].answers)]
    return bool(doubtful) and _pinned(figures, kinds, doubtful)


def _movable(figures: Sequence[Figure], places: Mapping[Unknown, int]) -> list[bool]:
    """Which answers could lie 10 points apart, the others moving so that every figure stays?"""
    weights = np.zeros((len(figures), len(places)))
    for row, figure in enumerate(figures):
        for answer, weight in figure.shares:
            weights[row, places[answer]] = float(weight)
    scores = np.array([answer.score for answer in places], dtype=float)
    free = np.eye(len(scores)) - np.linalg.pinv(weights) @ weights
    spreads = [(weights[n] > 0, f.spread) for n, f in enumerate(figures) if f.spread]

    def possible(moved: np.ndarray) -> bool:
        on_scale = moved.min() >= 0 and moved.max() <= TOP
        return bool(on_scale) and all(
            low <= moved[mine].std(ddof=1) < high for mine, (low, high) in spreads
        )

    def movable(place: int) -> bool:
        if free[place, place] < _HAIR:
            return False
        way = free[:, place] / free[place, place]
        return any(
            possible(scores - down * way) and possible(scores + (NARROW - down) * way)
            for down in np.linspace(0, NARROW, 5)
        )

    return [movable(place) for place in range(len(scores))]


def _pinned(figures: Sequence[Figure], kinds: Sequence[_Kind], doubtful: Sequence[int]) -> bool:
    from scipy.optimize import linprog

    weights = np.array([[float(w) for w in kind.weights] for kind in kinds]).T
    limits = np.array([[figure.high, -figure.low] for figure in figures]).T.ravel()
    ends = [(len(k.answers) * k.low, len(k.answers) * k.high) for k in kinds]
    for place in doubtful:
        found = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(kinds))
            aim[place] = sign
            solved = linprog(aim, A_ub=np.vstack([weights, -weights]), b_ub=limits, bounds=ends)
            if solved.status != 0:
                return True  # nothing fits inside the safe reach: not shown to be safe
            found.append(sign * solved.fun)
        if kinds[place].reach(*found) < NARROW - _HAIR:
            return True
    return False

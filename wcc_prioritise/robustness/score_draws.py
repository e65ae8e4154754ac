"""What if the scores were a little different? People drawn again, figures within their doubt."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.appraisal.values import values_at
from wcc_prioritise.judgement import memberships, standing
from wcc_prioritise.robustness.shares import rows_of

TAIL = 0.05
"""A measured figure is below its `low`, and above its `high`, once in twenty times each."""

ROWS, BLOCK = 32, 2**18
"""Rows of a block of a product, and multiplications in it."""

FEW = 3
"""A cell scored by fewer people shows too little doubt when people are drawn again."""


@dataclass(frozen=True, eq=False)
class Panel:
    """People drawn again, each voice group from its own people.

    Attributes
    ----------
    person : ndarray of int
        Person of each place on the panel; a person in two groups has a place in both.
    group : ndarray of int
        Group of each place; people of no group have the last number and count by person only.
    share : ndarray of float
        How much the place counts: 1/k for a person in k groups, times the least number that makes
        all of them whole, for sums of whole numbers are exact in any order.
    people : int
        People on the panel.
    groups : int
        Voice groups.
    """

    person: np.ndarray
    group: np.ndarray
    share: np.ndarray
    people: int
    groups: int

    def drawn(self, rng: np.random.Generator, runs: int) -> np.ndarray:
        """Give how often each place was drawn, times its share: place x draw."""
        chosen = rng.random((runs, len(self.person)))
        counts = np.empty((len(self.person), runs))
        for group in np.unique(self.group):
            places = np.flatnonzero(self.group == group)
            picked = (chosen[:, places] * len(places)).astype(np.int64)
            picked += np.arange(runs)[:, None] * len(places)
            times = np.bincount(picked.ravel(), minlength=runs * len(places))
            counts[places] = times.reshape(runs, len(places)).T
        return counts * self.share[:, None]


@dataclass(frozen=True, eq=False)
class Answers:
    """Answers of people to items, ready to be pooled draw by draw.

    Attributes
    ----------
    given : ndarray, item x person
        Answers; 0 where there is none.
    patterns : ndarray, pattern x person
        1 where a person answered; items that the same people answered share a pattern.
    pattern : ndarray of int
        Pattern of each item.
    room : ndarray
        What the whole room says of each item: it stands in where a draw has nobody who answered.
    whole : bool
        Whether all answers are whole numbers.
    """

    given: np.ndarray
    patterns: np.ndarray
    pattern: np.ndarray
    room: np.ndarray
    whole: bool

    def pooled(self, panel: Panel, drawn: np.ndarray, rule: str) -> np.ndarray:
        """Pool the answers of the people drawn under a rule, `person` or `group`: item x draw."""
        if rule == "group":
            parts = [np.flatnonzero(panel.group == g) for g in range(panel.groups)]
        else:
            parts = [np.arange(len(panel.person))]
        total, heard = 0.0, 0
        for places in parts:
            people, times = panel.person[places], drawn[places]
            mass = whole_product(self.patterns[:, people], times)
            heard = heard + (mass > 0)
            part = self._sums(self.given[:, people], times)
            with np.errstate(divide="ignore"):
                part *= np.where(mass > 0, 1 / mass, 0.0)[self.pattern]
            total = total + part if len(parts) > 1 else part
        silent = heard == 0
        if len(parts) > 1:
            total /= np.where(silent, 1, heard)[self.pattern]
        if silent.any():
            total = np.where(silent[self.pattern], self.room[:, None], total)
        return total

    def _sums(self, given: np.ndarray, times: np.ndarray) -> np.ndarray:
        """Add up the answers of the people drawn: item x draw.

        What is not whole is added item by item, so that equal items have equal sums to the last
        bit.
        """
        return whole_product(given, times) if self.whole else np.einsum("up,pk->uk", given, times)


def whole_product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Multiply two matrices of whole numbers.

    Sums of whole numbers are exact in any order, so that a linear algebra library may add them as
    it likes. It is given blocks so small that it does not share them out over threads, in which
    several workers on one machine would only be in each other's way.
    """
    product = np.empty((len(a), b.shape[1]))
    step = max(BLOCK // (ROWS * max(len(b), 1)), 1)
    for row in range(0, len(a), ROWS):
        for column in range(0, b.shape[1], step):
            rows, columns = slice(row, row + ROWS), slice(column, column + step)
            np.matmul(a[rows], b[:, columns], out=product[rows, columns])
    return product


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell with its doubt: where it stands, whose draws it takes, and how far they reach.

    Attributes
    ----------
    column, row : int
        Criterion and candidate.
    stream : tuple of int
        Key of its random numbers.
    corners : tuple of float
        Least, likely and greatest figure where it is measured; least and greatest value where
        nobody filled it.
    """

    column: int
    row: int
    stream: tuple[int, ...]
    corners: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class ScoreDraws:
    """How the values of one case are drawn.

    Attributes
    ----------
    values : ndarray, candidate x criterion
        The values as they stand; missing where nobody scored.
    criteria : tuple of dict
        Rows of the table of criteria.
    judged : tuple of int
        Columns that are pooled from people.
    answers : Answers
        Scores; items are the judged cells, column by column.
    measured : tuple of Cell
        Measured cells with a low and a high figure.
    unknown : tuple of Cell
        Cells nobody filled: any value within their bounds.
    rule : str
        How scores are pooled.
    beyond : {"stop", "go on"}
        What a drawn figure outside the anchors gets.
    """

    values: np.ndarray
    criteria: tuple[dict, ...]
    judged: tuple[int, ...]
    answers: Answers
    measured: tuple[Cell, ...]
    unknown: tuple[Cell, ...]
    rule: str
    beyond: str

    def pieces(self, panel: Panel, drawn: np.ndarray, stream) -> Iterator[np.ndarray]:
        """Draw values in pieces that fit into flat memory: draw x candidate x criterion.

        Parameters
        ----------
        panel : Panel
        drawn : ndarray, place x draw
            As `Panel.drawn` gives it.
        stream : callable
            Gives the generator of a cell by its key; every cell has its own, so that a further
            candidate or criterion leaves the draws of the others as they were.
        """
        cells = (*self.measured, *self.unknown)
        numbers = {(c.column, c.row): stream(c.stream) for c in cells}
        step = rows_of(self.values.shape)
        for start in range(0, drawn.shape[1], step):
            part = drawn[:, start : start + step]
            yield self._piece(panel, part, numbers).transpose(2, 1, 0)

    def _piece(self, panel: Panel, drawn: np.ndarray, numbers: dict) -> np.ndarray:
        n, m = self.values.shape
        runs = drawn.shape[1]
        piece = np.empty((m, n, runs))
        known = np.setdiff1d(np.arange(m), self.judged)
        piece[known] = self.values.T[known][:, :, None]
        pooled = self.answers.pooled(panel, drawn, self.rule).reshape(-1, n, runs)
        for column, figures in zip(self.judged, pooled, strict=True):
            criterion = self.criteria[column]
            piece[column] = figures if _as_scored(criterion) else self._valued(column, figures)
        for cell in self.measured:
            figures = triangular(cell.corners, numbers[cell.column, cell.row].random(runs))
            piece[cell.column, cell.row] = self._valued(cell.column, figures)
        for cell in self.unknown:
            least, most = cell.corners
            share = numbers[cell.column, cell.row].random(runs)
            piece[cell.column, cell.row] = least + (most - least) * share
        return piece

    def _valued(self, column: int, figures) -> np.ndarray:
        return values_at(self.criteria[column], figures, self.beyond)

    @property
    def ends(self) -> tuple[float, float]:
        """No value that is drawn lies below the one, or above the other."""
        drawn = [
            float(self._valued(cell.column, cell.corners[end]))
            for cell in self.measured
            for end in (0, 2)
        ]
        drawn += [end for cell in self.unknown for end in cell.corners]
        least, most = np.nanmin(self.values, initial=0.0), np.nanmax(self.values, initial=100.0)
        return min(float(least), *drawn, 0.0), max(float(most), *drawn, 100.0)


def score_draws(appraisal: Appraisal) -> ScoreDraws:
    """Put what is known of the scores and figures, and of their doubt, into arrays."""
    criteria = tuple(appraisal.case.criteria.to_dict("records"))
    judged = tuple(i for i, c in enumerate(criteria) if c["kind"] == "judged")
    values = appraisal.values.to_numpy(float)
    scores = _scores(appraisal, judged)
    corners = _corners(appraisal)
    low, high = (table.to_numpy(float) for table in appraisal.value_bounds)
    keys = _twins(list(appraisal.values.index), values, scores, corners)
    measured, unknown = [], []
    for row, candidate in enumerate(appraisal.values.index):
        for column, criterion in enumerate(criteria):
            missing = bool(np.isnan(values[row, column]))
            if not missing and (candidate, column) not in corners:
                continue
            key = _words(keys[row], criterion["criterion"])
            if missing:
                ends = float(low[row, column]), float(high[row, column])
                unknown.append(Cell(column, row, key, ends))
            else:
                measured.append(Cell(column, row, key, corners[candidate, column]))
    room = appraisal.figures.to_numpy(float)[:, list(judged)].T.ravel()
    return ScoreDraws(
        values=values,
        criteria=criteria,
        judged=judged,
        answers=answers_of(scores, room),
        measured=tuple(measured),
        unknown=tuple(unknown),
        rule=appraisal.score_rule,
        beyond="go on" if appraisal.beyond == "go on" else "stop",
    )


def panel_of(appraisal: Appraisal) -> Panel:
    """Put the panel into arrays, in the order of the people's codes."""
    case = appraisal.case
    shares = memberships(case.people, case.voice_groups).sort_index().sort_index(axis="columns")
    share = shares.to_numpy(float)
    outside = share.sum(axis=1) == 0
    share = np.column_stack([share, outside.astype(float)])
    group, person = np.nonzero(share.T)
    whole = np.lcm.reduce((share > 0).sum(axis=1))
    counts = np.rint(whole * share[person, group])
    return Panel(person, group, counts, len(share), shares.shape[1])


def people_in_order(appraisal: Appraisal) -> list[str]:
    """Give the codes of the people in the order in which the panel holds them."""
    return sorted(appraisal.case.people["person"])


def answers_of(given: np.ndarray, room: np.ndarray) -> Answers:
    """Make answers (person x item, missing where there is none) ready to be pooled."""
    answered = ~np.isnan(given)
    patterns, pattern = np.unique(answered, axis=1, return_inverse=True)
    filled = np.where(answered, given, 0.0).T
    whole = bool((filled == np.rint(filled)).all())
    return Answers(filled, patterns.T.astype(float), pattern.reshape(-1), room, whole)


def triangle(low: float, likely: float, high: float) -> tuple[float, float, float]:
    """Which triangle has its top at the likely figure, and one in twenty beyond low and high?

    Parameters
    ----------
    low, likely, high : float
        One in twenty would be lower than low, one in twenty higher than high.

    Returns
    -------
    tuple of float
        Least, likely and greatest figure.

    References
    ----------
    Keefer & Bodily, Management Science 1983;29:595-609 (the extended triangular distribution from
    the 5%, likely and 95% points).

    Examples
    --------
    >>> [round(corner, 2) for corner in triangle(90, 100, 110)]
    [85.38, 100, 114.62]
    """
    below, above = max(likely - low, 0.0), max(high - likely, 0.0)
    width = below + above
    for _ in range(100):  # a contraction to about a fifth each time
        left, right = (2 * side + TAIL * width for side in (below, above))
        least = (left + np.sqrt(max(left**2 - 4 * below**2, 0.0))) / 2
        most = (right + np.sqrt(max(right**2 - 4 * above**2, 0.0))) / 2
        width = least + most
    return float(likely - least), likely, float(likely + most)


def triangular(corners: tuple[float, float, float], uniform: np.ndarray) -> np.ndarray:
    """Turn uniform numbers into figures of a triangular distribution."""
    least, likely, most = corners
    left, right, width = likely - least, most - likely, most - least
    return np.where(
        uniform * width < left,
        least + np.sqrt(uniform * width * left),
        most - np.sqrt((1 - uniform) * width * right),
    )


def few_scorers(draws: ScoreDraws) -> int:
    """Count the judged cells that somebody scored, but fewer than three people."""
    people = draws.answers.patterns.sum(axis=1)[draws.answers.pattern]
    return int(((people > 0) & (people < FEW)).sum())


def _as_scored(criterion: dict) -> bool:
    """Is the value the score itself?"""
    plain = not isinstance(criterion["curve"], str)
    return plain and criterion["worst"] == 0 and criterion["best"] == 100


def _scores(appraisal: Appraisal, judged: tuple[int, ...]) -> np.ndarray:
    """Give each person's scores that count: person x judged cell, column by column."""
    answers = standing(appraisal.case).answers.reindex(people_in_order(appraisal))
    by_candidate = answers.to_numpy().reshape(len(answers), len(appraisal.values), len(judged))
    return by_candidate.transpose(0, 2, 1).reshape(len(answers), -1)


def _corners(appraisal: Appraisal) -> dict[tuple[str, int], tuple[float, float, float]]:
    """Give the triangle of every measured cell that has a low and a high figure."""
    columns = {
        c["criterion"]: i
        for i, c in enumerate(appraisal.case.criteria.to_dict("records"))
        if c["kind"] == "measured"
    }
    found = {}
    for row in appraisal.case.measures.itertuples():
        if row.criterion not in columns or pd.isna(row.low) or pd.isna(row.high):
            continue
        likely = appraisal.figures.at[row.candidate, row.criterion]
        if not pd.isna(likely) and (row.low < likely or row.high > likely):
            corners = triangle(float(row.low), float(likely), float(row.high))
            found[row.candidate, columns[row.criterion]] = corners
    return found


def _twins(codes: list[str], values: np.ndarray, scores: np.ndarray, corners: dict) -> list[str]:
    """Name, for every candidate, the first by code of those that are the same in every cell.

    Twins are one proposal put in twice: they take the same draws, and stay level in every one.
    """
    n, m = values.shape
    by_candidate = scores.reshape(len(scores), -1, n)
    first: dict[tuple, str] = {}
    same = []
    for row, code in enumerate(codes):
        spread = tuple(corners.get((code, column)) for column in range(m))
        same.append((values[row].tobytes(), by_candidate[:, :, row].tobytes(), spread))
        first[same[-1]] = min(code, first.get(same[-1], code))
    return [first[key] for key in same]


def _words(candidate: str, criterion: str) -> tuple[int, ...]:
    """Turn the name of a cell into numbers that choose its stream."""
    digest = hashlib.sha256(f"{candidate}\x1f{criterion}".encode()).digest()
    return tuple(int.from_bytes(digest[i : i + 4], "little") for i in (0, 4, 8, 12))

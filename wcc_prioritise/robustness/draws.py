"""What else might the room have said? Draws of values and weights under a named doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.case.functions import told
from wcc_prioritise.robustness.score_draws import (
    Answers,
    Panel,
    ScoreDraws,
    answers_of,
    few_scorers,
    panel_of,
    people_in_order,
    score_draws,
)
from wcc_prioritise.robustness.shares import CHUNK
from wcc_prioritise.robustness.weight_draws import WEIGHT_DOUBTS, Drawing, weight_drawing
from wcc_prioritise.tables import InputError

SCORE_DOUBTS = {
    "panel": "scores: people drawn again, measured figures within their doubt",
    "fixed": "scores as they stand",
}
"""The doubts about scores, by name, in words."""

WEIGHTS, PANEL, CELLS = range(3)
"""The streams of random numbers of a chunk, so that one doubt leaves the draws of another alone."""


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some draws.

    Attributes
    ----------
    values : ndarray, draw x candidate x criterion, or candidate x criterion where scores are fixed
        Values 0 to 100.
    weights : ndarray, draw x criterion
        Rows sum to 1.
    """

    values: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True, eq=False)
class Doubt:
    """Everything a worker needs to make any chunk of draws: arrays, a seed, no case.

    Attributes
    ----------
    runs, seed : int
    values : ndarray, candidate x criterion
        The values as they stand.
    drawing : callable or None
        Draws weights; None where they come from the panel drawn again.
    weight_answers : Answers
        Each person's weights, for the panel drawn again.
    weight_rule : str
    scores : ScoreDraws or None
        None where scores are fixed.
    panel : Panel
    """

    runs: int
    seed: int
    values: np.ndarray
    drawing: Drawing | None
    weight_answers: Answers
    weight_rule: str
    scores: ScoreDraws | None
    panel: Panel

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return -(-self.runs // CHUNK)

    def size(self, number: int) -> int:
        """How many draws a chunk has."""
        return min(CHUNK, self.runs - number * CHUNK)

    def stream(self, number: int, *key: int) -> np.random.Generator:
        """Give a generator of a chunk; the same seed and key give the same numbers."""
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=(number, *key)))

    def pieces(self, number: int) -> Iterator[Chunk]:
        """Make one chunk, in pieces that keep memory flat."""
        size = self.size(number)
        drawn = None
        if self.drawing is None or self.scores is not None:
            drawn = self.panel.drawn(self.stream(number, PANEL), size)
        weights = self._weights(number, size, drawn)
        if self.scores is None:
            yield Chunk(self.values, weights)
            return
        start = 0

        def cell(key: tuple[int, ...]) -> np.random.Generator:
            return self.stream(number, CELLS, *key)

        for values in self.scores.pieces(self.panel, drawn, cell):
            yield Chunk(values, weights[start : start + len(values)])
            start += len(values)

    def _weights(self, number: int, size: int, drawn: np.ndarray | None) -> np.ndarray:
        if self.drawing is not None:
            return self.drawing(self.stream(number, WEIGHTS), size)
        pooled = self.weight_answers.pooled(self.panel, drawn, self.weight_rule)
        return (pooled / pooled.sum(axis=0)).T

    @cached_property
    def highest(self) -> float:
        """No value that is drawn lies above this."""
        if self.scores is None:
            return max(100.0, float(self.values.max()))
        return self.scores.highest


def draws(
    appraisal: Appraisal, runs: int, *, seed: int, weights="people", scores: str = "panel"
) -> Iterator[Chunk]:
    """What else might this room have said?

    Parameters
    ----------
    appraisal : Appraisal
    runs : int
        How many draws.
    seed : int
        0 or more; the same seed gives the same draws.
    weights : str, mapping or callable
        The doubt about weights: `people` (each draw one person's weights, people chosen so that
        groups count as the rule for weights says), `groups` (random shares of the voice groups),
        `panel` (people drawn again within their groups), `simplex` (all weights), `ordinal` (all
        weights in the room's order), `intervals` (all weights between the lowest and the highest
        that anybody gave); ranges {criterion: (lowest, highest)}; or a function of (generator,
        number of draws, criteria) that gives draw x criterion.
    scores : {"panel", "fixed"}
        The doubt about scores: `panel` (people drawn again, the same as in the weights where both
        ask for it; measured figures triangular, with one in twenty below low and above high, kept
        where either is missing; cells nobody filled anywhere from 0 to 100), or none.

    Yields
    ------
    Chunk
        8,192 draws, the last one fewer. Each chunk has a seed of its own, spawned from `seed`.

    Raises
    ------
    InputError
        If an argument is not what is allowed, a cell without a figure meets fixed scores, or the
        appraisal pools by somebody's own rule and people are to be drawn again.

    References
    ----------
    Efron & Tibshirani, An introduction to the bootstrap, 1993, ch. 6 and 8 (people drawn again).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> [chunk.values.shape for chunk in draws(appraisal, 8_200, seed=1)]
    [(8192, 24, 9), (8, 24, 9)]
    """
    doubt = doubt_of(appraisal, runs, seed=seed, weights=weights, scores=scores)
    return (_whole(list(doubt.pieces(number))) for number in range(doubt.chunks))


def _whole(pieces: list[Chunk]) -> Chunk:
    if len(pieces) == 1:
        return pieces[0]
    return Chunk(*(np.concatenate([getattr(p, a) for p in pieces]) for a in ("values", "weights")))


def doubt_of(appraisal: Appraisal, runs: int, *, seed: int, weights, scores: str) -> Doubt:
    """Check what was asked, and put it into a form that workers can take."""
    _check_numbers(runs, seed)
    if scores not in SCORE_DOUBTS:
        raise InputError.of(
            found=f"scores={scores!r}",
            allowed=", ".join(SCORE_DOUBTS),
            do="Name the doubt that is asked about.",
        )
    drawing = weight_drawing(appraisal, weights)
    _refuse_own_pooling(appraisal, drawing, scores)
    values = appraisal.values.to_numpy(float)
    if scores == "fixed" and np.isnan(values).any():
        raise InputError.of(
            found=f"{int(np.isnan(values).sum())} cells that nobody scored, and scores='fixed'",
            allowed="fixed scores where every cell has a figure",
            do="Leave scores out: a missing cell is then drawn from 0 to 100.",
        )
    given = appraisal.person_weights.reindex(people_in_order(appraisal)).to_numpy(float)
    return Doubt(
        runs=int(runs),
        seed=int(seed),
        values=values,
        drawing=drawing,
        weight_answers=answers_of(given, appraisal.weights.to_numpy(float)),
        weight_rule=appraisal.weight_rule,
        scores=score_draws(appraisal) if scores == "panel" else None,
        panel=panel_of(appraisal),
    )


def asked(weights):
    """Give the doubt about weights as the record keeps it: a name, ranges, or whose function."""
    if isinstance(weights, Mapping):
        return {code: (float(low), float(high)) for code, (low, high) in weights.items()}
    return told(weights) if callable(weights) else weights


def _refuse_own_pooling(appraisal: Appraisal, drawing: Drawing | None, scores: str) -> None:
    """Refuse to draw people again where they are pooled by somebody's own rule."""
    own = appraisal.own.get("pooling")
    if own and (drawing is None or scores == "panel"):
        raise InputError.of(
            found=f"an appraisal pooled by {own}, and people to be drawn again",
            allowed="the pooling rules person and group",
            do="Use weights='people' with scores='fixed', or appraise without the function.",
        )


def in_words(weights, scores: str) -> str:
    """Say which doubts are in the draws."""
    if callable(weights):
        first = f"weights drawn by {told(weights)}"
    else:
        first = WEIGHT_DOUBTS["intervals" if isinstance(weights, Mapping) else weights]
    return f"{first}; {SCORE_DOUBTS[scores]}"


def doubt_warnings(doubt: Doubt) -> tuple[str, ...]:
    """Say what the draws can't show."""
    said = []
    if doubt.scores is not None and (few := few_scorers(doubt.scores)):
        said.append(
            f"{few} cells were scored by fewer than three people: their doubt is larger than "
            "drawing the same people again can show."
        )
    if doubt.scores is not None and (unknown := len(doubt.scores.unknown)):
        said.append(f"{unknown} cells were scored by nobody: drawn anywhere from 0 to 100.")
    return tuple(said)


def _check_numbers(runs: int, seed: int) -> None:
    whole = (int, np.integer)
    if isinstance(seed, bool) or not isinstance(seed, whole) or seed < 0:
        raise InputError.of(
            found=f"seed={seed!r}",
            allowed="a whole number of 0 or more",
            do="Choose a number and keep it: the same seed gives the same result again.",
        )
    if isinstance(runs, bool) or not isinstance(runs, whole) or runs < 1:
        raise InputError.of(
            found=f"runs={runs!r}", allowed="a whole number of 1 or more", do="Choose another."
        )

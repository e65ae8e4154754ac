"""What else might the room have said? Draws of values and weights under a named doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.case.functions import told
from wcc_prioritise.ranking.reversal import check_seed
from wcc_prioritise.robustness.score_draws import (
    FEW,
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
from wcc_prioritise.robustness.weight_draws import (
    WEIGHT_DOUBTS,
    Drawing,
    rests_on_people,
    weight_drawing,
)
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
    panel : Panel or None
        None where nobody is drawn again.
    voices : int
        People whose weights are drawn; 0 where the draws do not rest on people.
    """

    runs: int
    seed: int
    values: np.ndarray
    drawing: Drawing | None
    weight_answers: Answers
    weight_rule: str
    scores: ScoreDraws | None
    panel: Panel | None
    voices: int

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
        drawn = self._panel(number)
        weights, start = self._weights(number, drawn), 0
        if self.scores is None:
            yield Chunk(self.values, weights)
            return
        for values in self._values(number, drawn):
            yield Chunk(values, weights[start : start + len(values)])
            start += len(values)

    def value_pieces(self, number: int) -> Iterator[np.ndarray]:
        """Make the drawn values of one chunk again, without the weights."""
        return self._values(number, self._panel(number))

    def _panel(self, number: int) -> np.ndarray | None:
        if self.panel is None:
            return None
        return self.panel.drawn(self.stream(number, PANEL), self.size(number))

    def _weights(self, number: int, drawn: np.ndarray | None) -> np.ndarray:
        if self.drawing is not None:
            return self.drawing(self.stream(number, WEIGHTS), self.size(number))
        pooled = self.weight_answers.pooled(self.panel, drawn, self.weight_rule)
        return (pooled / pooled.sum(axis=0)).T

    def _values(self, number: int, drawn: np.ndarray) -> Iterator[np.ndarray]:
        def cell(key: tuple[int, ...]) -> np.random.Generator:
            return self.stream(number, CELLS, *key)

        return self.scores.pieces(self.panel, drawn, cell)

    @cached_property
    def ends(self) -> tuple[float, float]:
        """No value that is drawn lies below the one, or above the other."""
        if self.scores is None:
            return min(0.0, float(self.values.min())), max(100.0, float(self.values.max()))
        return self.scores.ends


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
        that anybody gave), `fixed` (the weights in force); ranges {criterion: (lowest, highest)};
        or a function of (generator, number of draws, criteria) that gives draw x criterion.
    scores : {"panel", "fixed"}
        The doubt about scores: `panel` (people drawn again, the same as in the weights where both
        ask for it; measured figures triangular, with one in twenty below low and above high, kept
        where either is missing; cells nobody filled anywhere within their bounds), or none.

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
    drawing = weight_drawing(appraisal, weights)
    _check_scores(appraisal, weights, scores)
    again = drawing is None or scores == "panel"
    if again:
        _refuse_own_pooling(appraisal)
    given = appraisal.person_weights.reindex(people_in_order(appraisal)).to_numpy(float)
    return Doubt(
        runs=int(runs),
        seed=int(seed),
        values=appraisal.values.to_numpy(float),
        drawing=drawing,
        weight_answers=answers_of(given, appraisal.weights.to_numpy(float)),
        weight_rule=appraisal.weight_rule,
        scores=score_draws(appraisal) if scores == "panel" else None,
        panel=panel_of(appraisal) if again else None,
        voices=len(appraisal.person_weights) if rests_on_people(weights) else 0,
    )


def asked(weights):
    """Give the doubt about weights as the record keeps it: a name, ranges, or whose function."""
    if isinstance(weights, Mapping):
        return {code: (float(low), float(high)) for code, (low, high) in weights.items()}
    return told(weights) if callable(weights) else weights


def _check_scores(appraisal: Appraisal, weights, scores: str) -> None:
    if scores not in tuple(SCORE_DOUBTS):
        raise InputError.of(
            found=f"scores={scores!r}",
            allowed=", ".join(SCORE_DOUBTS),
            do="Name the doubt that is asked about.",
        )
    if scores == "panel":
        return
    if isinstance(weights, str) and weights == "fixed":
        raise InputError.of(
            found="weights='fixed' and scores='fixed'",
            allowed="a doubt about at least one of them",
            do="Name a doubt; rank() gives the order without any.",
        )
    if gaps := int(appraisal.values.isna().to_numpy().sum()):
        raise InputError.of(
            found=f"{cells(gaps)} that nobody scored, and scores='fixed'",
            allowed="fixed scores where every cell has a figure",
            do="Leave scores out: a missing cell is then drawn over its bounds.",
        )


def _refuse_own_pooling(appraisal: Appraisal) -> None:
    """Refuse to draw people again where they are pooled by somebody's own rule."""
    if own := appraisal.own.get("pooling"):
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
    if 0 < doubt.voices < FEW:
        said.append(
            f"Weights were given by {doubt.voices} of the people alone: their doubt is larger than "
            "drawing the same people again can show."
        )
    if doubt.scores is not None and (few := few_scorers(doubt.scores)):
        said.append(
            f"{cells(few)} scored by fewer than three people: the doubt is larger than drawing the "
            "same people again can show."
        )
    if doubt.scores is not None and (unknown := len(doubt.scores.unknown)):
        said.append(f"{cells(unknown)} filled by nobody: drawn over all they could be.")
    return tuple(said)


def cells(number: int) -> str:
    """Count cells in words."""
    return f"{number} {'cell' if number == 1 else 'cells'}"


def _check_numbers(runs: int, seed: int) -> None:
    check_seed(seed)
    if isinstance(runs, bool) or not isinstance(runs, int | np.integer) or runs < 1:
        raise InputError.of(
            found=f"runs={runs!r}", allowed="a whole number of 1 or more", do="Choose another."
        )

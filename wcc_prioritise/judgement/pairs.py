"""Which weights do comparisons two by two stand for, and do they hang together? For analysts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from wcc_prioritise.judgement.answers import Weights, shares, unknown
from wcc_prioritise.tables import Fault, InputError

RANDOM_INDEX = {
    "Saaty 1980": (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
    "Saaty 2005": (0, 0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49),
}
"""Mean consistency index of random comparisons of 1 to 10 things, by the source of the table.

Saaty, The analytic hierarchy process, McGraw-Hill 1980; Saaty, Theory and applications of the
analytic network process, RWS Publications 2005. The two give different ratios for the same answers.
"""

ACCEPTED = 0.10
"""Answers with a larger consistency ratio should be looked at again (Saaty 1980)."""

RECIPROCAL = 1e-2
"""How far the two halves of a table may be from one another's inverse, for typed thirds."""


@dataclass(frozen=True)
class Repair:
    """Which answer fits worst, and what would the others have it be?

    Attributes
    ----------
    first, second : str
        The two that were compared.
    given, fits : float
        How many times as much the first matters: as answered, and as all other answers have it.
    ratio : float
        Consistency ratio once the answer is put right.
    """

    first: str
    second: str
    given: float
    fits: float
    ratio: float

    def words(self) -> str:
        """Say it as a question."""
        return (
            f"{_times(self.first, self.second, self.given)}, you said; your other answers have it "
            f"that {_times(self.first, self.second, self.fits)}. Which is meant?"
        )


def _times(first: str, second: str, ratio: float) -> str:
    if ratio < 1:
        first, second, ratio = second, first, 1 / ratio
    return f"{first} matters {ratio:.2g} times as much as {second}"


@dataclass(frozen=True, eq=False, kw_only=True)
class Pairwise(Weights):
    """Weights from comparisons two by two.

    Attributes
    ----------
    lambda_max : float
        The principal eigenvalue; the number of criteria when the answers hang together wholly.
    consistency_index, consistency_ratio : float
        How far the answers contradict one another, and the same beside random answers.
    table : str
        Whose table of random answers the ratio uses.
    repair : Repair or None
        The answer that fits worst; None when all hang together.
    """

    lambda_max: float
    consistency_index: float
    consistency_ratio: float
    table: str
    repair: Repair | None


def pairwise(
    judgements: pd.DataFrame | Mapping[tuple[str, str], float],
    criteria: Iterable[str] | None = None,
    *,
    table: str = "Saaty 2005",
) -> Pairwise:
    """Which weights do comparisons two by two stand for, and do they hang together?

    Parameters
    ----------
    judgements : DataFrame or mapping
        How many times as much the first matters as the second: a square table, or each pair once.
    criteria : iterable of str, optional
        Every criterion; by default those compared, at most 10.
    table : {"Saaty 2005", "Saaty 1980"}
        Whose mean index of random answers the consistency ratio uses.

    Returns
    -------
    Pairwise
        The principal eigenvector as weights, with consistency and the answer to look at first.

    Raises
    ------
    InputError
        If a pair is missing, not above 0 or contradicts its own inverse, or there are too many.

    References
    ----------
    Saaty, International Journal of Services Sciences 2008;1:83-98; Harker, Mathematical Modelling
    1987;9:353-360 (what the other answers say of one that is left out).

    Examples
    --------
    >>> found = pairwise({("C1", "C2"): 2, ("C2", "C3"): 2, ("C1", "C3"): 4})
    >>> (7 * found.weights).round(6).tolist(), round(found.consistency_ratio, 6)
    ([4.0, 2.0, 1.0], 0.0)
    """
    if table not in RANDOM_INDEX:
        raise InputError.of(
            found=f"table {table!r}", allowed=" or ".join(RANDOM_INDEX), do="Choose one of them."
        )
    codes, matrix = _matrix(judgements, criteria)
    principal, vector = _principal(matrix)
    index, ratio = _consistency(principal, len(codes), table)
    repair = _repair(matrix, codes, table) if ratio > 1e-9 else None
    return Pairwise(
        weights=shares(pd.Series(vector, index=codes)),
        method="pairwise",
        answers=pd.DataFrame(matrix, index=codes, columns=codes),
        found=_found(ratio, table, repair),
        lambda_max=principal,
        consistency_index=index,
        consistency_ratio=ratio,
        table=table,
        repair=repair,
    )


def _found(ratio: float, table: str, repair: Repair | None) -> tuple[str, ...]:
    if ratio <= ACCEPTED or repair is None:
        return ()
    high = (
        f"The consistency ratio is {ratio:.2f} (random index of {table}), above {ACCEPTED:.2f}: "
        "the answers contradict one another."
    )
    return (high, repair.words())


def _matrix(judgements: object, criteria: Iterable[str] | None) -> tuple[list[str], np.ndarray]:
    """Give the criteria and the full square of ratios, or say what is wrong with the answers."""
    pairs = _pairs(judgements)
    named = list(dict.fromkeys(code for pair in pairs for code in pair))
    codes = list(criteria) if criteria is not None else named
    most = len(RANDOM_INDEX["Saaty 2005"])
    if not 1 <= len(codes) <= most:
        raise InputError.of(
            where="pairs",
            found=f"{len(codes)} criteria to compare",
            allowed=f"1 to {most}",
            do="Weight the branches first, then the criteria within each.",
        )
    if faults := [*unknown(named, codes, "pairs"), *_pair_faults(pairs, codes)]:
        raise InputError(faults)
    matrix = np.eye(len(codes))
    for i, j in combinations(range(len(codes)), 2):
        ratio = _ratio(pairs, codes[i], codes[j])
        matrix[i, j], matrix[j, i] = ratio, 1 / ratio
    return codes, matrix


def _pairs(judgements: object) -> dict[tuple[str, str], float]:
    if isinstance(judgements, pd.DataFrame):
        judgements = judgements.stack().to_dict()
    return {(str(a), str(b)): float(ratio) for (a, b), ratio in judgements.items()}


def _ratio(pairs: Mapping, first: str, second: str) -> float:
    ratio = pairs.get((first, second))
    return ratio if ratio is not None else 1 / pairs[second, first]


def _pair_faults(pairs: Mapping, codes: list[str]) -> list[Fault]:
    faults = []
    allowed = "each pair answered, with a number above 0"

    def note(found: str) -> None:
        faults.append(Fault("pairs", None, None, found, allowed, "Ask again."))

    for pair, ratio in pairs.items():
        if not 0 < ratio < np.inf:
            note(f"{ratio:g} for {' beside '.join(pair)}")
        elif pair[0] == pair[1] and ratio != 1:
            note(f"{ratio:g} for {pair[0]} beside itself")
    for a, b in combinations(codes, 2) if not faults else ():
        if (a, b) not in pairs and (b, a) not in pairs:
            note(f"no answer for {a} beside {b}")
        elif abs(pairs.get((b, a), 1 / _ratio(pairs, a, b)) * _ratio(pairs, a, b) - 1) > RECIPROCAL:
            note(f"{pairs[a, b]:g} for {a} beside {b}, but {pairs[b, a]:g} the other way")
    return faults


def _principal(matrix: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the principal eigenvalue and its vector, which sums to 1."""
    values, vectors = np.linalg.eig(matrix)
    largest = int(np.argmax(values.real))
    vector = np.abs(vectors[:, largest].real)
    return float(values[largest].real), vector / vector.sum()


def _consistency(principal: float, number: int, table: str) -> tuple[float, float]:
    if number < 3:
        return 0.0, 0.0
    index = max((principal - number) / (number - 1), 0.0)
    return index, index / RANDOM_INDEX[table][number - 1]


def _repair(matrix: np.ndarray, codes: list[str], table: str) -> Repair:
    """Find the answer whose change helps most.

    Each answer in turn is left out and read from all the others; the one that then brings the
    largest fall of the consistency ratio is the one to look at first.
    """
    tried = []
    for i, j in combinations(range(len(codes)), 2):
        without = matrix.copy()
        without[i, j] = without[j, i] = 0.0
        without[i, i] = without[j, j] = 2.0
        _, vector = _principal(without)
        fits = vector[i] / vector[j]
        mended = matrix.copy()
        mended[i, j], mended[j, i] = fits, 1 / fits
        ratio = _consistency(_principal(mended)[0], len(codes), table)[1]
        tried.append(Repair(codes[i], codes[j], float(matrix[i, j]), float(fits), ratio))
    return min(tried, key=lambda repair: round(repair.ratio, 12))


def hierarchy(top: Weights, below: Mapping[str, Weights]) -> Weights:
    """What do two levels of comparisons give together?

    Parameters
    ----------
    top : Weights
        Weights of the upper level.
    below : mapping of str to Weights
        For each item of the upper level, weights of what stands under it; the same things may stand
        under several.

    Returns
    -------
    Weights
        Each thing's weights under all items, times theirs, summed (Saaty's distributive synthesis).

    Raises
    ------
    InputError
        If an item of the upper level has nothing under it, or an unknown one has.
    """
    items = list(top.weights.index)
    missing = [item for item in items if item not in below]
    faults = unknown(below, items, "levels") + [
        Fault("levels", None, None, f"nothing under {item}", "weights under every item", "Ask.")
        for item in missing
    ]
    if faults:
        raise InputError(faults)
    parts = pd.concat([below[item].weights * top.weights[item] for item in items])
    found = [f"{item}: {said}" for item in items for said in below[item].found]
    return Weights(
        weights=shares(parts.groupby(level=0, sort=False).sum()),
        method=f"{top.method} in two levels",
        answers=(top, dict(below)),
        found=(*top.found, *found),
    )

"""Whose weights, or which? Every question about weights that can be asked, each by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.appraisal.changes import SET
from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.case.functions import told
from wcc_prioritise.judgement import memberships
from wcc_prioritise.ranking import DECIMALS
from wcc_prioritise.tables import InputError

WEIGHT_DOUBTS = {
    "people": "whose values: each draw takes one person's weights",
    "groups": "whose values: each draw gives the voice groups random shares",
    "panel": "another panel like this: people drawn again within their groups",
    "simplex": "no weights at all: all weights are equally likely",
    "ordinal": "only the order of the room's weights",
    "intervals": "all weights within a range for each criterion",
    "fixed": "weights as they stand",
}
"""The doubts about weights, by name, in words."""

OF_PEOPLE = ("people", "groups", "panel", "intervals")
"""The doubts that rest on the weights that people gave."""

TRIES = 50
"""How often points outside the ranges are drawn again before a walk inside them takes over."""

SWEEPS = 20
"""How often the walk goes over every pair of criteria: far beyond the m log m steps it needs."""

Drawing = Callable[[np.random.Generator, int], np.ndarray]


def weight_drawing(appraisal: Appraisal, weights) -> Drawing | None:
    """Give the function that draws weights; None where they come from the resampled panel.

    Parameters
    ----------
    appraisal : Appraisal
    weights : str, mapping or callable
        A name of `WEIGHT_DOUBTS`; ranges {criterion: (lowest, highest)}; or a function of
        (generator, number of draws, criteria) that gives draw x criterion.

    Returns
    -------
    callable or None
        Of (generator, number of draws); gives draw x criterion in the order of the case, rows that
        sum to 1.

    Raises
    ------
    InputError
        If the name is unknown, the ranges can't be met, or the weights of people are to be drawn
        where others were set.
    """
    criteria = list(appraisal.values.columns)
    if callable(weights):
        return partial(own_weights, weights, criteria)
    if isinstance(weights, Mapping):
        return _ordered(criteria, partial(between, *_ranges(weights, criteria)))
    if not isinstance(weights, str) or weights not in WEIGHT_DOUBTS:
        raise InputError.of(
            found=f"weights={weights!r}",
            allowed=f"{', '.join(WEIGHT_DOUBTS)}, ranges by criterion, or a function",
            do="Name the doubt that is asked about; several are never blended.",
        )
    if rests_on_people(weights):
        _refuse_set_weights(appraisal, weights)
    if weights == "people":
        return partial(one_person, *_people(appraisal))
    if weights == "groups":
        return partial(random_shares, _group_weights(appraisal))
    if weights == "simplex":
        return _ordered(criteria, partial(anywhere, len(criteria)))
    if weights == "ordinal":
        pooled = appraisal.weights[sorted(criteria)].to_numpy(float)
        return _ordered(criteria, partial(in_order, pooled))
    if weights == "intervals":
        said = appraisal.person_weights[sorted(criteria)]
        ends = said.min().to_numpy(float), said.max().to_numpy(float)
        return _ordered(criteria, partial(between, *ends))
    if weights == "fixed":
        return partial(as_they_stand, appraisal.weights.to_numpy(float))
    return None


def rests_on_people(weights) -> bool:
    """Is it a doubt that rests on the weights that people gave?"""
    return isinstance(weights, str) and weights in OF_PEOPLE


def _refuse_set_weights(appraisal: Appraisal, weights: str) -> None:
    """Refuse to doubt weights that were set by drawing those that people gave."""
    if appraisal.weights_from == SET:
        raise InputError.of(
            found=f"weights that were set ({appraisal.changes[-1]}), and weights={weights!r}",
            allowed=", ".join(name for name in WEIGHT_DOUBTS if name not in OF_PEOPLE),
            do="Name one of these, give ranges, or stress the appraisal before its weights were "
            "set.",
        )


def one_person(weights: np.ndarray, chance: np.ndarray, rng, runs: int) -> np.ndarray:
    """Each draw takes the weights of one person, who is chosen with the chance given."""
    ends = np.cumsum(chance)
    return weights[np.searchsorted(ends / ends[-1], rng.random(runs), side="right")]


def as_they_stand(weights: np.ndarray, rng, runs: int) -> np.ndarray:
    """Every draw has the same weights."""
    return np.tile(weights, (runs, 1))


def random_shares(group_weights: np.ndarray, rng, runs: int) -> np.ndarray:
    """Each draw shares out the say over the groups, every sharing being equally likely."""
    shares = anywhere(len(group_weights), rng, runs)
    return np.einsum("kg,gm->km", shares, group_weights)


def anywhere(criteria: int, rng, runs: int) -> np.ndarray:
    """Draw weights uniformly from all that sum to 1.

    References
    ----------
    Devroye, Non-uniform random variate generation, Springer 1986, p. 568 (exponentials divided by
    their sum; independent uniforms divided by theirs would not be uniform).
    """
    raw = rng.standard_exponential((runs, criteria))
    return raw / raw.sum(axis=1, keepdims=True)


def in_order(pooled: np.ndarray, rng, runs: int) -> np.ndarray:
    """Draw weights uniformly from all that keep the order given; equal ones may go either way."""
    best_first = -np.sort(-anywhere(len(pooled), rng, runs), axis=1)
    _, place = np.unique(-np.round(pooled, DECIMALS), return_inverse=True)
    order = np.argsort(place + rng.random((runs, len(pooled))), axis=1)
    drawn = np.empty_like(best_first)
    np.put_along_axis(drawn, order, best_first, axis=1)
    return drawn


def between(lowest: np.ndarray, highest: np.ndarray, rng, runs: int) -> np.ndarray:
    """Draw weights uniformly from all that sum to 1 and keep within the ranges.

    Points above all the lowest weights are drawn and kept where they are below the highest; where
    too few are, every draw is the end of a random walk inside the ranges (hit and run).

    References
    ----------
    Tervonen, van Valkenhoef, Basturk & Postmus, European Journal of Operational Research
    2013;224:552-559 (hit and run for weights within constraints).
    """
    kept, left = [], runs
    for _ in range(TRIES):
        points = lowest + (1 - lowest.sum()) * anywhere(len(lowest), rng, runs)
        inside = points[(points <= highest).all(axis=1)][:left]
        kept, left = [*kept, inside], left - len(inside)
        if left == 0:
            return np.concatenate(kept)
    return walk(lowest, highest, rng, runs)


def walk(lowest: np.ndarray, highest: np.ndarray, rng, runs: int) -> np.ndarray:
    """Let every draw walk inside the ranges, two criteria at a time, until it forgot its start."""
    room = highest.sum() - lowest.sum()
    start = lowest + (1 - lowest.sum()) / (room or 1.0) * (highest - lowest)
    drawn = np.tile(start[:, None], runs)
    pairs = np.transpose(np.triu_indices(len(start), 1))
    for _ in range(SWEEPS):
        for a, b in rng.permutation(pairs):
            both = drawn[a] + drawn[b]
            low = np.maximum(lowest[a], both - highest[b])
            high = np.minimum(highest[a], both - lowest[b])
            drawn[a] = low + (high - low) * rng.random(runs)
            drawn[b] = both - drawn[a]
    return drawn.T


def own_weights(function: Callable, criteria: list[str], rng, runs: int) -> np.ndarray:
    """Draw weights by somebody's own function, and hold them to what weights are."""
    try:
        drawn = np.asarray(function(rng, runs, list(criteria)), dtype=float)
    except Exception as error:  # whatever goes wrong in it, its author is told in words
        found = f"an error, {type(error).__name__}: {error}"
        raise _own_fault(function, found, runs, criteria) from error
    if drawn.shape != (runs, len(criteria)):
        found = f"an array of shape {drawn.shape}"
    elif not np.isfinite(drawn).all():
        found = "a weight that is missing or not finite"
    elif (drawn < 0).any() or not (drawn.sum(axis=1) > 0).all():
        found = "weights that are negative or all zero"
    else:
        return drawn / drawn.sum(axis=1, keepdims=True)
    raise _own_fault(function, found, runs, criteria)


def _own_fault(function: Callable, found: str, runs: int, criteria: list[str]) -> InputError:
    return InputError.of(
        found=f"{found}, from {told(function)}",
        allowed=f"{runs} x {len(criteria)} weights of 0 or more, no row all 0",
        do="Correct the function; it gets a generator, the number of draws and the criteria.",
    )


def people_chances(appraisal: Appraisal) -> np.ndarray:
    """How likely is each person's weights to be taken, so that groups count as the rule says?

    Under the rule `group` a group is chosen first, each equally likely, then one of its people by
    their share in it; under `person` everybody is equally likely. The mean of the draws is then the
    room's pooled weights.

    Returns
    -------
    ndarray
        In the order of `appraisal.person_weights`.
    """
    people = appraisal.person_weights.index
    if appraisal.weight_rule != "group":
        return np.full(len(people), 1 / len(people))
    shares = _heard_shares(appraisal)
    return (shares / shares.sum(axis=0)).mean(axis=1)


def _people(appraisal: Appraisal) -> tuple[np.ndarray, np.ndarray]:
    order = np.argsort(appraisal.person_weights.index.to_numpy(str))
    weights = appraisal.person_weights[list(appraisal.values.columns)].to_numpy(float)
    return weights[order], people_chances(appraisal)[order]


def _group_weights(appraisal: Appraisal) -> np.ndarray:
    """Mean weights of each voice group that gave any; rows sum to 1."""
    shares = _heard_shares(appraisal)
    weights = appraisal.person_weights[list(appraisal.values.columns)].to_numpy(float)
    means = np.einsum("pg,pm->gm", shares / shares.sum(axis=0), weights)
    return means / means.sum(axis=1, keepdims=True)


def _heard_shares(appraisal: Appraisal) -> np.ndarray:
    case = appraisal.case
    shares = memberships(case.people, case.voice_groups).sort_index(axis="columns")
    shares = shares.reindex(appraisal.person_weights.index).to_numpy(float)
    heard = shares[:, shares.sum(axis=0) > 0]
    if heard.shape[1] == 0:
        raise InputError.of(
            where="voice_groups",
            found="weights from people of no voice group",
            allowed="somebody of at least one voice group",
            do="Give the voice groups their roles, or count every person the same.",
        )
    return heard


def _ranges(ranges: Mapping, criteria: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Read the ranges in the order of the codes; a criterion without one may have any weight."""
    for code in ranges:
        must_be_one_of("criterion", code, criteria)
    try:
        ends = np.array([ranges.get(code, (0.0, 1.0)) for code in sorted(criteria)], dtype=float)
        lowest, highest = ends.T
    except (TypeError, ValueError):
        lowest = highest = np.full(len(criteria), np.nan)
    possible = (lowest >= 0) & (lowest <= highest) & (highest <= 1)
    if not possible.all() or not lowest.sum() <= 1 + 1e-12 or not highest.sum() >= 1 - 1e-12:
        raise InputError.of(
            where="weights",
            found=f"ranges {dict(ranges)!r}",
            allowed="lowest and highest weight, 0 to 1, that weights with the sum 1 can keep",
            do="Widen the ranges, or correct the figures.",
        )
    return lowest, highest


def _ordered(criteria: list[str], drawing: Drawing) -> Drawing:
    """Draw in the order of the codes, so that the order of the columns changes nothing."""
    return partial(_columns, drawing, np.argsort(np.argsort(criteria)))


def _columns(drawing: Drawing, places: np.ndarray, rng, runs: int) -> np.ndarray:
    return drawing(rng, runs)[:, places]

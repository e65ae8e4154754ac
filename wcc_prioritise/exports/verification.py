"""Was it computed right? Every check that a machine can make, made again when the pack is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.wording import listed, number
from wcc_prioritise.portfolio.every_set import MOST_CANDIDATES
from wcc_prioritise.portfolio.robust import sets_of
from wcc_prioritise.ranking import referee
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop.calculating import calculation_fields
from wcc_prioritise.workshop.rules import METHOD

PASSED, FAILED, NOT_DONE = "passes", "does not pass", "not done"

NEAR = 1e-9
"""Two figures nearer than this share are the same: the rest is rounding."""


@dataclass(frozen=True)
class Checked:
    """One check and what it found.

    Attributes
    ----------
    asks : str
        What is checked.
    result : str
        passes, does not pass, or not done.
    words : str
        What was found.
    """

    asks: str
    result: str
    words: str


def verification(told: OfRecord) -> list[Checked]:
    """Make every check.

    Parameters
    ----------
    told : OfRecord
        Everything the record comes to.

    Returns
    -------
    list of Checked
        In the order record, arithmetic, choice, re-run, roles.
    """
    parts = (_record, _since, _referee, _merge, _engines, _again, _roles)
    return [found for part in parts for found in part(told)]


def _checked(asks: str, right: bool, words: str) -> Checked:
    return Checked(asks, PASSED if right else FAILED, words)


def _record(told: OfRecord) -> Iterator[Checked]:
    found = told.workshop.verify()
    yield _checked("Is every entry of the record as it was written?", found.whole, found.words)
    again = told.workshop.case(at=told.head.entries)
    yield _checked(
        "Does the record, read again entry by entry, give the same case?",
        again.fingerprint == told.case.fingerprint,
        f"fingerprint {again.fingerprint}",
    )


def _since(told: OfRecord) -> Iterator[Checked]:
    asks = "Do the answers, facts and rules stand as they were frozen for sign-off?"
    if told.frozen is None:
        yield Checked(asks, NOT_DONE, "The record was not frozen.")
        return
    changed = told.workshop.difference(told.frozen.head.entries)
    of_method = [line for line in changed if line.partition(":")[0] in METHOD]
    yield _checked(asks, not of_method, listed(changed, "nothing was changed since"))


def _referee(told: OfRecord) -> Iterator[Checked]:
    asks = "Does scikit-criteria's weighted sum give the same values?"
    a = told.appraisal
    try:
        other = referee(a.values, a.weights)
    except InputError as refused:
        yield Checked(asks, NOT_DONE, str(refused))
        return
    same = bool(np.allclose(a.value, other, rtol=NEAR, atol=NEAR))
    yield _checked(asks, same, f"{number(len(other))} values compared, to nine digits")


def _merge(told: OfRecord) -> Iterator[Checked]:
    for row in told.appraisal.merge.to_dict("records"):
        asks = f"Merge test: do two halves of a candidate sum to the whole on {row['criterion']}?"
        words = f"largest gap {row['worst_gap']:.3g} points"
        yield _checked(asks, row["passes"], words)


def _engines(told: OfRecord) -> Iterator[Checked]:
    best = told.portfolio.best
    proven = "proven best" if best.status == "best" else f"{best.status}, not proven best"
    asks = "Did the exact integer programme prove that no other set is better?"
    yield _checked(asks, best.status == "best", f"{told.portfolio.engine}: {proven}")
    asks, worths = "Does going through every set find the same best set?", told.portfolio.worths
    if len(worths) > MOST_CANDIDATES:
        words = f"more than {MOST_CANDIDATES} candidates: there are too many sets to go through"
        yield Checked(asks, NOT_DONE, words)
        return
    sets = sets_of(told.portfolio, worths)
    place = int(sets.best(worths.to_numpy(float))[0])
    chosen = [name for name, held in zip(sets.names, sets.inside[place], strict=True) if held]
    worth = float(sets.worth(worths.to_numpy(float))[place, 0])
    same = bool(np.isclose(worth, told.portfolio.worth, rtol=NEAR, atol=NEAR))
    words = f"{number(sets.feasible)} sets meet the demands; the best is {listed(chosen)}"
    yield _checked(asks, same, words)


def _again(told: OfRecord) -> Iterator[Checked]:
    """Compute the last recorded calculation of each verb again, and hold it to its fingerprint."""
    kept = told.case.calculations
    results = {"select": told.portfolio, "stress": told.stress, "schedule": told.programme}
    for verb, result in results.items():
        rows = kept[kept["verb"] == verb]
        asks = f"Does {verb}, computed again, give what was recorded?"
        if rows.empty or result is None:
            yield Checked(asks, NOT_DONE, "No such calculation is on record.")
            continue
        last = rows.iloc[-1]
        now = calculation_fields(verb, result, told.case)
        if now["arguments"] != last["arguments"]:
            words = f"{last['calculation']} was made with other arguments: {last['arguments']}"
            yield Checked(asks, NOT_DONE, words)
            continue
        words = f"{last['calculation']}: fingerprint {now['fingerprint_out']}"
        yield _checked(asks, now["fingerprint_out"] == last["fingerprint_out"], words)


def _roles(told: OfRecord) -> Iterator[Checked]:
    asks = "Is the assurer somebody else than the analyst?"
    analyst, assurer = told.case.charter.analyst, told.case.charter.assurer
    if not analyst or not assurer:
        yield Checked(asks, NOT_DONE, "The charter doesn't name both.")
        return
    words = f"analyst: {analyst}; assurer: {assurer}"
    yield _checked(asks, analyst.casefold() != assurer.casefold(), words)

"""Does a method change its mind about the others when one candidate comes or goes?

The checkers of scikit-criteria 0.10 never come back where two neighbours are twins or a candidate
has nothing but noughts, and their noise hangs on how often they were called; the probes here are
our own, behind guards, and end in time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.value import Appraisal
from wcc_prioritise.ranking.methods import Method, guard, name_of, second_opinion
from wcc_prioritise.ranking.order import DECIMALS
from wcc_prioritise.tables import InputError

NEWCOMER = "newcomer"
"""Stem of the name of a candidate that is added for a probe."""


@dataclass(frozen=True, eq=False)
class Probes:
    """What a method did to the others when one candidate came or went.

    Attributes
    ----------
    table : DataFrame
        Columns probe ("left out" or "worse copy added"), candidate, first_changed (of the others),
        reversed (how many pairs of the others changed places), pairs (tuple of "A over B", as it
        was before).
    left_out : tuple of str
        What was set aside before probing, and why.
    complete : bool
        False where the time ran out.
    method, seed : str, int
        How the probes were made.
    """

    table: pd.DataFrame
    left_out: tuple[str, ...]
    complete: bool
    method: str
    seed: int

    def words(self) -> str:
        """Say in one sentence how steady the method is."""
        bad = self.table[self.table["reversed"] > 0]
        end = "" if self.complete else " The time ran out before the last probe."
        if bad.empty:
            return (
                f"{self.method}: in {len(self.table)} probes no candidate that came or went "
                f"reordered the others.{end}"
            )
        worst = bad.loc[bad["reversed"].idxmax()]
        return (
            f"{self.method}: in {len(bad)} of {len(self.table)} probes a candidate that came or "
            f"went reordered the others, most of all {worst['candidate']} ({worst['probe']}: "
            f"{worst['pairs'][0]} no longer held).{end}"
        )


def reversal_probes(
    appraisal: Appraisal, method: Method = "TOPSIS", *, seed: int, seconds: float = 10.0
) -> Probes:
    """Does a method reorder the others when one candidate is left out, or a worse copy added?

    Parameters
    ----------
    appraisal : Appraisal
        What the room thinks of every candidate.
    method : str or callable
        As in `compare`.
    seed : int
        Of the worse copies, 0 or more; each copy has a random share of every value of its original.
    seconds : float
        The time limit, looked at between two probes.

    Returns
    -------
    Probes
        One row a probe. Twins are probed once, candidates without any points and criteria without
        weight or difference not at all.

    Raises
    ------
    InputError
        If fewer than three different candidates are left to probe, or as in `compare`.

    References
    ----------
    Wang & Luo, Mathematical and Computer Modelling 2009;49:1221-1229 (reversals in TOPSIS and
    others when a candidate comes or goes).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> int(reversal_probes(appraisal, "weighted sum", seed=1).table["reversed"].sum())
    0
    """
    check_seed(seed)
    values, weights, left_out = _guarded(appraisal)
    if len(values) < 3:
        raise InputError.of(
            found=f"{len(values)} different candidates to probe", allowed="3 or more", do=""
        )
    before = second_opinion(method, values, weights)[0]
    ends, rows = time.perf_counter() + seconds, []
    probes = list(_probes(values, np.random.default_rng(seed)))
    for probe, code, table in probes:
        if time.perf_counter() > ends:
            break
        after = second_opinion(method, table, weights)[0]
        others = values.index.drop(code) if probe == "left out" else values.index
        rows.append((probe, code, *_changes(before[others], after[others])))
    columns = ["probe", "candidate", "first_changed", "reversed", "pairs"]
    table = pd.DataFrame(rows, columns=columns)
    return Probes(table, left_out, len(rows) == len(probes), name_of(method), seed)


def check_seed(seed: int) -> None:
    """Refuse what is no seed: without one nobody can make the same draws again."""
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise InputError.of(
            found=f"seed={seed!r}",
            allowed="a whole number of 0 or more",
            do="Choose a number and keep it: the same seed gives the same result again.",
        )


def _guarded(appraisal: Appraisal) -> tuple[pd.DataFrame, pd.Series, tuple[str, ...]]:
    """Set aside twins, candidates without points, and criteria that tell nobody apart."""
    values, weights = appraisal.values, appraisal.weights
    guard(values, weights)
    telling = (weights > 0) & ((values.max() - values.min()).round(DECIMALS) > 0)
    said = [f"{code}: no weight, or the same for all" for code in values.columns[~telling]]
    values, weights = values.loc[:, telling.to_numpy()], weights[telling]
    nothing = (values.round(DECIMALS) <= 0).all(axis="columns")
    twins = values.round(DECIMALS).duplicated() & ~nothing
    said += [f"{code}: no points on any criterion" for code in values.index[nothing]]
    said += [f"{code}: the twin of another" for code in values.index[twins]]
    return values[~(nothing | twins)], weights, tuple(said)


def _probes(
    values: pd.DataFrame, rng: np.random.Generator
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    name = NEWCOMER
    while name in values.index:
        name += "+"
    for code in values.index:
        yield "left out", code, values.drop(index=code)
    for code in values.index:
        worse = values.loc[code] * rng.uniform(0, 1, values.shape[1])
        yield "worse copy added", code, pd.concat([values, worse.rename(name).to_frame().T])


def _changes(before: pd.Series, after: pd.Series) -> tuple[bool, int, tuple[str, ...]]:
    """Did the first change, and which pairs changed places? A tie made or broken is no change."""
    a, b = (s.round(DECIMALS).to_numpy(float) for s in (before, after))
    signs = [np.sign(s[:, None] - s[None]) for s in (a, b)]
    pairs = np.argwhere((signs[0] > 0) & (signs[1] < 0))
    said = tuple(f"{before.index[i]} over {before.index[j]}" for i, j in pairs)
    return not (b[a == a.max()] == b.max()).any(), len(pairs), said

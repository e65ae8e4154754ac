"""How sure is each place in the set? The funded share, by draws, and the core index, exact.

Two different questions that are never given for one another. The funded share counts draws of a
named doubt whose best set holds the candidate. The core index counts sets that no other set beats
under every admissible weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from wcc_prioritise.portfolio.choice import Portfolio
from wcc_prioritise.portfolio.demands import with_helps
from wcc_prioritise.portfolio.every_set import MOST_CANDIDATES, EverySet, every_set
from wcc_prioritise.portfolio.solver import best_set
from wcc_prioritise.tables import InputError

ALWAYS, NEVER = 0.95, 0.05
"""From this share of draws on the room hears "in every time", and up to that one "never"."""

_EQUAL = 1e-9


@dataclass(frozen=True, eq=False)
class FundedShare:
    """In how many draws the best set holds each candidate.

    Attributes
    ----------
    table : DataFrame
        candidate, name, chosen (in the set itself), share (0 to 1), error (Monte Carlo standard
        error) and words, the surest first.
    sets : DataFrame
        The different best sets: chosen, share, the most frequent first.
    runs : int
        How many draws.
    portfolio : Portfolio
        Whose limits and rules held.
    """

    table: pd.DataFrame
    sets: pd.DataFrame
    runs: int
    portfolio: Portfolio

    def __repr__(self) -> str:
        """Say how many places are sure."""
        counts = self.table["words"].value_counts()
        said = ", ".join(f"{counts.get(w, 0)} {w}" for w in ("every time", "sometimes", "never"))
        return f"<FundedShare: {said}; {self.runs:,} draws>"


def funded_share(
    draws: Iterable,
    portfolio: Portfolio,
    progress: Callable[[int], None] | None = None,
) -> FundedShare:
    """In how many draws of a doubt is each candidate funded?

    Parameters
    ----------
    draws : iterable
        Chunks with `values` (candidate by criterion, or draw by candidate by criterion) and
        `weights` (draw by criterion), as `robustness.draws` gives them.
    portfolio : Portfolio
        Whose limits, rules and links hold in every draw.
    progress : callable, optional
        Called with the number of draws done.

    Returns
    -------
    FundedShare
        Shares with their Monte Carlo errors, and the different sets.

    References
    ----------
    Tervonen, Liesio & Salo, European Journal of Operational Research 2017;259:1061-1073 (share of
    the weights at which a best portfolio holds a project).
    """
    appraisal, counts, runs = portfolio.appraisal, {}, 0
    chunks = [np.atleast_2d(appraisal.worth_of(c.values, c.weights)) for c in draws]
    if not chunks:
        raise InputError.of(found="no draws", allowed="at least one", do="Ask for more runs.")
    names = list(appraisal.values.index)
    lookup = _looked_up(portfolio, np.min([chunk.min(axis=0) for chunk in chunks], axis=0))
    for worths in chunks:
        inside = lookup(worths)
        for row, number in zip(*np.unique(inside, axis=0, return_counts=True), strict=True):
            counts[tuple(row)] = counts.get(tuple(row), 0) + int(number)
        runs += len(worths)
        if progress:
            progress(runs)
    return FundedShare(_shares(portfolio, names, counts, runs), _sets(names, counts, runs), runs,
                       portfolio)  # fmt: skip


def _looked_up(portfolio: Portfolio, least: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Give the function from worths (draw by candidate) to best sets (draw by candidate)."""
    names = list(portfolio.appraisal.values.index)
    if len(names) <= MOST_CANDIDATES:
        sets = sets_of(portfolio, pd.Series(least, index=names))
        return lambda worths: sets.inside[sets.best(worths)]

    def solved(worths: np.ndarray) -> np.ndarray:
        rows = np.zeros(worths.shape, bool)
        for row, worth in zip(rows, worths, strict=True):
            series = pd.Series(worth, index=names)
            rules = with_helps(portfolio.rules, portfolio.appraisal, series)
            found = best_set(
                series, portfolio.appraisal.resources, portfolio.arguments["limits"], rules
            )
            row[:] = [name in found.chosen for name in names]
        return rows

    return solved


def sets_of(portfolio: Portfolio, least: pd.Series) -> EverySet:
    """Give every set that meets the limits and rules of a portfolio and could be best.

    Parameters
    ----------
    portfolio : Portfolio
        Whose limits, rules and links hold.
    least : Series of float
        The least worth of each candidate in any look-up.
    """
    appraisal = portfolio.appraisal
    links = appraisal.case.links
    helps = links[links["link"] == "helps"]
    shares = tuple(zip(helps["candidate"], helps["other"], helps["effect"], strict=True))
    return every_set(
        least,
        appraisal.resources,
        portfolio.arguments["limits"],
        replace(portfolio.rules, helps=()),
        shares,
    )


def _shares(portfolio: Portfolio, names: list[str], counts: Mapping, runs: int) -> pd.DataFrame:
    held = sum(np.array(row, float) * number for row, number in counts.items())
    share = held / runs
    table = pd.DataFrame(
        {
            "candidate": names,
            "name": portfolio.appraisal.case.names.reindex(names).to_numpy(),
            "chosen": [name in portfolio.chosen for name in names],
            "share": share,
            "error": np.sqrt(share * (1 - share) / runs),
            "words": [in_words(part) for part in share],
        }
    )
    return table.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def in_words(share: float) -> str:
    """Say how often, as the room hears it.

    Examples
    --------
    >>> in_words(0.99), in_words(0.4), in_words(0.0)
    ('every time', 'sometimes', 'never')
    """
    return "every time" if share >= ALWAYS else "never" if share <= NEVER else "sometimes"


def _sets(names: list[str], counts: Mapping, runs: int) -> pd.DataFrame:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [
        (tuple(n for n, kept in zip(names, row, strict=True) if kept), number / runs)
        for row, number in ordered
    ]
    return pd.DataFrame(rows, columns=["chosen", "share"])


def core_index(portfolio: Portfolio, corners: np.ndarray) -> pd.Series:
    """In what share of the sets that no other set beats is each candidate?

    Exact: a set is beaten when another that meets the demands is worth at least as much under every
    admissible weight and more under one. Because worth is linear in the weights, the corners of the
    admissible weights decide.

    Parameters
    ----------
    portfolio : Portfolio
        Whose limits, rules and links hold; at most 24 candidates.
    corners : ndarray of float
        Corner by criterion: the corners of the admissible weights, each row summing to 1.

    Returns
    -------
    Series of float
        1 is core, 0 exterior, in between borderline; by candidate, named `core index`.

    Raises
    ------
    InputError
        If there are more than 24 candidates.

    References
    ----------
    Liesio, Mild & Salo, European Journal of Operational Research 2007;181:1488-1505 (robust
    portfolio modelling, core index).
    """
    appraisal = portfolio.appraisal
    worths = np.atleast_2d(appraisal.worth_of(appraisal.values.to_numpy(), corners))
    low, high = worths.min(axis=0), worths.max(axis=0)
    # Whoever takes nothing away anywhere and adds something somewhere makes a set better.
    least = np.where((low >= 0) & (high > 0), np.maximum(low, 1e-300), low)
    sets = sets_of(portfolio, pd.Series(least, index=appraisal.values.index))
    kept = sets.inside[unbeaten(sets.worth(worths))]
    return pd.Series(kept.mean(axis=0), index=list(sets.names), name="core index")


def unbeaten(worths: np.ndarray) -> np.ndarray:
    """Which rows does no other row beat: at least as large everywhere, and larger somewhere?

    Parameters
    ----------
    worths : ndarray of float
        Set by corner.

    Returns
    -------
    ndarray of int
        Places of the rows that are not beaten; equals stay side by side.

    Examples
    --------
    >>> unbeaten(np.array([[1.0, 3], [2, 2], [1, 2], [2, 2]])).tolist()
    [0, 1, 3]
    """
    room = _EQUAL * (np.abs(worths).max(initial=0.0) or 1.0)
    left = np.argsort(-worths.sum(axis=1), kind="stable")
    found: list[int] = []
    while left.size:
        best = worths[left[0]]
        rest = worths[left]
        equal = (np.abs(rest - best) <= room).all(axis=1)
        found += left[equal].tolist()
        beaten = (rest <= best + room).all(axis=1)
        left = left[~beaten]
    return np.array(sorted(found), dtype=np.int64)


def corners_of_ranked(order: list[str], criteria: list[str]) -> np.ndarray:
    """Give the corners of all weights that fall in a stated order.

    Parameters
    ----------
    order : list of str
        Criteria, the weightiest first.
    criteria : list of str
        The order of the columns.

    Returns
    -------
    ndarray of float
        Corner by criterion.

    Examples
    --------
    >>> corners_of_ranked(["C2", "C1"], ["C1", "C2"]).tolist()
    [[0.0, 1.0], [0.5, 0.5]]
    """
    corners = np.zeros((len(order), len(criteria)))
    for k in range(len(order)):
        for criterion in order[: k + 1]:
            corners[k, criteria.index(criterion)] = 1 / (k + 1)
    return corners

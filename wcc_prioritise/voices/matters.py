"""Does it matter? What another score would do to the set, without solving again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal import PLAIN_TOTALS
from wcc_prioritise.appraisal.values import criterion_values
from wcc_prioritise.portfolio import Portfolio, thresholds
from wcc_prioritise.portfolio.thresholds import closeness
from wcc_prioritise.tables import InputError, near_miss


@dataclass(frozen=True, eq=False)
class Matter:
    """Whether one score would change the set.

    Attributes
    ----------
    portfolio : Portfolio
        The set that was asked about.
    candidate, criterion : str
        The cell.
    score : float
        The score put in place of the room's figure; natural units where measured.
    moves : bool
        Whether the candidate would enter or leave the set.
    worth : float
        Worth of the candidate with that score, in points a year.
    threshold : float
        Worth from which the candidate is in the set.
    words : str
        The answer for the room, without decimals.
    """

    portfolio: Portfolio = field(repr=False)
    candidate: str
    criterion: str
    score: float
    moves: bool
    worth: float
    threshold: float
    words: str


def does_it_matter(portfolio: Portfolio, candidate: str, criterion: str, score: float) -> Matter:
    """Would this score, were it the room's, change whether the candidate is chosen?

    Nothing is solved again: the worth with that score is held to the candidate's threshold.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    candidate, criterion : str
        The disputed cell.
    score : float
        The disputed score, 0 to 100; the figure in natural units where the criterion is measured.

    Returns
    -------
    Matter
        The answer, with the worth and the threshold behind it.

    Raises
    ------
    InputError
        If a name is unknown or the score lies outside the anchors.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> portfolio = wcc.select(appraisal, limits={"candidates": 4})
    >>> code, criterion = appraisal.pooled.person.index[0]
    >>> does_it_matter(portfolio, code, criterion, appraisal.figures.at[code, criterion]).moves
    False
    """
    candidate = known("candidate", candidate, portfolio.worths.index)
    criterion = known("criterion", criterion, portfolio.appraisal.values.columns)
    try:
        figures = pd.DataFrame({candidate: [float(score)]})
    except (TypeError, ValueError):
        raise InputError.of(
            found=f"score {score!r}", allowed="a number, 0 to 100", do="Type the disputed score."
        ) from None
    row = thresholds(portfolio).set_index("candidate").loc[candidate]
    worth = float(worths_with(portfolio, criterion, figures)[candidate].iloc[0])
    moves = bool(crosses(portfolio, row["chosen"], worth, row["threshold"]))
    words = _words(portfolio, candidate, criterion, float(score), moves, row)
    return Matter(
        portfolio, candidate, criterion, float(score), moves, worth, row["threshold"], words
    )


def _words(
    portfolio: Portfolio, candidate: str, criterion: str, score: float, moves: bool, row: pd.Series
) -> str:
    case = portfolio.appraisal.case
    named = case.criteria.set_index("criterion")["name"][criterion]
    cell = f"{candidate} {case.names[candidate]} at {score:.0f} on {named}"
    if np.isinf(row["threshold"]):
        return f"No: {cell} changes nothing ({row['words']})."
    if moves:
        return f"Yes: {cell} would {'leave' if row['chosen'] else 'enter'} the set."
    return f"No: {cell} would still be {'in' if row['chosen'] else 'out of'} the set."


def known(what: str, name: str, names: Iterable[str]) -> str:
    """Give back a name that is known, or refuse it with the near miss."""
    names = list(names)
    if name in names:
        return name
    near = near_miss(str(name), names)
    raise InputError.of(
        found=f"{what} {name!r}",
        allowed="one of: " + ", ".join(names),
        do=f"Did you mean {near!r}?" if near else "Choose one of these.",
    )


def crosses(portfolio: Portfolio, chosen, worth, threshold):
    """Does a worth lie on the other side of the threshold than the candidate now stands?

    Parameters
    ----------
    portfolio : Portfolio
        Whose worths say what is the same.
    chosen, worth, threshold : bool and floats, or arrays of them
        Whether the candidate is in the set; its worth with another score; its threshold.
    """
    close = closeness(portfolio)
    return np.where(chosen, worth < threshold - close, worth > threshold + close)


def worths_with(portfolio: Portfolio, criterion: str, figures: pd.DataFrame) -> pd.DataFrame:
    """What would candidates be worth with other figures on one criterion?

    Parameters
    ----------
    portfolio : Portfolio
        Whose reading of worth counts.
    criterion : str
        The criterion.
    figures : DataFrame
        Anything (people, guesses) by candidate: scores 0 to 100, or natural units where measured.
        Where missing, the room's figure stays.

    Returns
    -------
    DataFrame
        The shape of `figures`: worth of each candidate in points a year.
    """
    a = portfolio.appraisal
    rule = a.case.criteria.set_index("criterion", drop=False).loc[criterion].to_dict()
    place = a.values.columns.get_loc(criterion)
    values = np.repeat(a.values.to_numpy(float)[None], len(figures), axis=0)
    given, rows = figures.to_numpy(float), a.values.index.get_indexer(figures.columns)
    flat = pd.Series(given.ravel(), index=np.tile(figures.columns, len(figures)))
    new = criterion_values(rule, flat, a.beyond).to_numpy(float).reshape(given.shape)
    values[:, rows, place] = np.where(np.isnan(given), values[:, rows, place], new)
    worths = under_reading(portfolio, values, a.weights.to_numpy(float))
    table = pd.DataFrame(worths, index=figures.index, columns=a.values.index)
    return table[list(figures.columns)]


def under_reading(portfolio: Portfolio, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What is every candidate worth, table by table, under the portfolio's reading of worth?

    Parameters
    ----------
    portfolio : Portfolio
        Whose reading counts.
    values : ndarray of shape (tables, candidates, criteria)
        Values 0 to 100.
    weights : ndarray of shape (criteria,) or (tables, criteria)
        Weights that sum to 1.

    Returns
    -------
    ndarray of shape (tables, candidates)
        Worth in points a year.
    """
    a, reading = portfolio.appraisal, portfolio.arguments["reading"]
    quick = {"worth": a.worth_of, PLAIN_TOTALS: a.value_of}
    if reading in quick:
        return quick[reading](values, weights)
    weights = np.broadcast_to(weights, (len(values), values.shape[-1]))
    worths = []
    for table, row in zip(values, weights, strict=True):
        frame = pd.DataFrame(table, index=a.values.index, columns=a.values.columns)
        by = a.weights_by.assign(other=pd.Series(row, index=a.values.columns))
        changed = replace(a, values=frame, weights_by=by, weights_from="other")
        worths.append(changed.readings()[reading].to_numpy(float))
    return np.array(worths)

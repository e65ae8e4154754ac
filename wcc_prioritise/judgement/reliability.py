"""How alike are people's answers over many items? Coefficients from their published formulas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.tables import InputError

LEVELS = ("nominal", "ordinal", "interval", "ratio")
"""Levels of measurement for Krippendorff's alpha."""


@dataclass(frozen=True)
class Concordance:
    """Kendall's W, with the test that goes with it.

    Attributes
    ----------
    w : float
        0 (no common order) to 1 (the same order), corrected for ties.
    uncorrected : float
        Without the correction.
    chi2, p : float
        people x (items - 1) x w, and its probability if there were no common order.
    df, people, items : int
        Degrees of freedom; how many people and items it rests on.
    """

    w: float
    uncorrected: float
    chi2: float
    p: float
    df: int
    people: int
    items: int


def _needs(found: int, allowed: str) -> None:
    raise InputError.of(
        found=f"{found} that everybody answered",
        allowed=allowed,
        do="Leave out whoever answered little, or wait for more answers.",
    )


def kendall_w(answers: pd.DataFrame) -> Concordance:
    """Do the people put the items in the same order?

    Parameters
    ----------
    answers : DataFrame
        Person by item. Items that not everybody answered are left out.

    Returns
    -------
    Concordance
        W corrected for ties; chi-squared is good for more than about seven items.

    Raises
    ------
    InputError
        If fewer than two people or two items are left, or everybody ties everything.

    References
    ----------
    Kendall MG, Babington Smith B. The problem of m rankings. Annals of Mathematical Statistics
    1939;10:275-287; ties: Siegel S, Castellan NJ. Nonparametric Statistics, 1988, section 9.6.

    Examples
    --------
    >>> kendall_w(pd.DataFrame([[1, 2, 3], [10, 20, 30]])).w
    1.0
    """
    from scipy.stats import chi2, rankdata

    given = answers.dropna(axis="columns").to_numpy(float)
    m, n = given.shape
    if m < 2 or n < 2:
        _needs(n, "two or more people and items")
    ranks = rankdata(given, axis=1)
    away = float(((ranks.sum(axis=0) - m * (n + 1) / 2) ** 2).sum())
    ties = sum(
        float((t**3 - t).sum()) for t in (np.unique(r, return_counts=True)[1] for r in ranks)
    )
    most = m**2 * (n**3 - n)
    if most <= m * ties:
        raise InputError.of(
            found="the same answer to every item from everybody",
            allowed="answers that put at least two items in an order",
            do="Ask what tells the items apart.",
        )
    w = 12 * away / (most - m * ties)
    stat = m * (n - 1) * w
    return Concordance(w, 12 * away / most, stat, float(chi2.sf(stat, n - 1)), n - 1, m, n)


def krippendorff_alpha(answers: pd.DataFrame, level: str = "interval") -> float:
    """How far do the people agree beyond chance, whatever is missing?

    Parameters
    ----------
    answers : DataFrame
        Person by item, numbers; missing where not answered. An item with one answer is left out.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What a difference between two answers means.

    Returns
    -------
    float
        1 perfect, 0 as chance would have it, below 0 worse; missing when every answer is the same.

    Raises
    ------
    InputError
        If the level is unknown.

    References
    ----------
    Krippendorff K. Computing Krippendorff's alpha-reliability. University of Pennsylvania, 2011,
    sections C to E.

    Examples
    --------
    >>> krippendorff_alpha(pd.DataFrame([[1, 2, 3, None], [1, 2, 3, 9]]))
    1.0
    """
    if level not in LEVELS:
        raise InputError.of(found=f"level {level!r}", allowed=", ".join(LEVELS), do="Choose one.")
    given = answers.to_numpy(float)
    given = given[:, (~np.isnan(given)).sum(axis=0) > 1]
    values = np.unique(given[~np.isnan(given)])
    counts = np.array([(given == v).sum(axis=0) for v in values], dtype=float).reshape(
        len(values), given.shape[1]
    )
    paired = counts / (counts.sum(axis=0) - 1)
    seen = paired @ counts.T - np.diag(paired.sum(axis=1))
    totals = seen.sum(axis=1)
    by_chance = (np.outer(totals, totals) - np.diag(totals)) / (totals.sum() - 1)
    apart = _apart(values, totals, level)
    expected = float((by_chance * apart).sum())
    return 1.0 - float((seen * apart).sum()) / expected if expected > 0 else float("nan")


def _apart(values: np.ndarray, totals: np.ndarray, level: str) -> np.ndarray:
    """Give the squared difference between every two values at a level of measurement."""
    a, b = values[:, None], values[None, :]
    if level == "nominal":
        return (a != b).astype(float)
    if level == "interval":
        return (a - b) ** 2
    if level == "ratio":
        return np.divide(a - b, a + b, out=np.zeros((len(values),) * 2), where=a + b != 0) ** 2
    middle = totals.cumsum() - totals / 2
    return (middle[:, None] - middle[None, :]) ** 2


def icc(answers: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """How much of the differences between scores is between the items, not the people?

    Parameters
    ----------
    answers : DataFrame
        Person by item. Items that not everybody answered are left out.
    level : float
        Level of the intervals.

    Returns
    -------
    DataFrame
        Rows ICC1 (people differ by item), ICC2 (the same people throughout, drawn from many:
        absolute agreement), ICC3 (these people only: consistency), and the same with k for the
        mean of all people; columns icc, low, high. The interval of ICC2k is that of ICC2 stepped up
        by the Spearman-Brown formula; other programs print another.

    Raises
    ------
    InputError
        If fewer than two people or two items are left.

    References
    ----------
    Shrout PE, Fleiss JL. Intraclass correlations: uses in assessing rater reliability.
    Psychological Bulletin 1979;86:420-428.

    Examples
    --------
    >>> scores = [
    ...     [9, 2, 5, 8],
    ...     [6, 1, 3, 2],
    ...     [8, 4, 6, 8],
    ...     [7, 1, 2, 6],
    ...     [10, 5, 6, 9],
    ...     [6, 2, 4, 7],
    ... ]
    >>> icc(pd.DataFrame(scores).T).loc[["ICC1", "ICC2", "ICC3"], "icc"].round(2).tolist()
    [0.17, 0.29, 0.71]
    """
    given = answers.dropna(axis="columns").to_numpy(float).T
    n, k = given.shape
    if n < 2 or k < 2:
        _needs(n, "two or more people and items")
    between, within, judges, error = mean_squares(given)
    tail = (1 + level) / 2
    # of one common value everything is the same, and no share of nothing can be told
    with np.errstate(divide="ignore", invalid="ignore"):
        one = _one_way(between / within, n, k, n * (k - 1), tail)
        three = _one_way(between / error, n, k, (n - 1) * (k - 1), tail)
        two = _two_way(between, judges, error, n, k, tail)
        stepped = [k * r / (1 + (k - 1) * r) for r in two]
    return pd.DataFrame(
        [one[0], two, three[0], one[1], stepped, three[1]],
        index=["ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"],
        columns=["icc", "low", "high"],
    )


def mean_squares(given: np.ndarray) -> tuple[np.float64, ...]:
    """Give the mean squares of an item by person table: between, within, people, residual."""
    n, k = given.shape
    grand, items, people = given.mean(), given.mean(axis=1), given.mean(axis=0)
    between = k * ((items - grand) ** 2).sum() / (n - 1)
    within = ((given - items[:, None]) ** 2).sum() / (n * (k - 1))
    judges = n * ((people - grand) ** 2).sum() / (k - 1)
    rest = given - items[:, None] - people[None, :] + grand
    return between, within, judges, (rest**2).sum() / ((n - 1) * (k - 1))


def _one_way(
    ratio: np.float64, n: int, k: int, freedom: int, tail: float
) -> tuple[list[float], list[float]]:
    """Give ICC of one and of k people, with their limits, from a ratio of mean squares."""
    from scipy.stats import f

    ratios = (ratio, ratio / f.ppf(tail, n - 1, freedom), ratio * f.ppf(tail, freedom, n - 1))
    single = [float((r - 1) / (r + k - 1)) for r in ratios]
    return single, [float(1 - 1 / r) for r in ratios]


def _two_way(
    between: np.float64, judges: np.float64, error: np.float64, n: int, k: int, tail: float
) -> list[float]:
    """Give ICC2 with its limits; degrees of freedom by Satterthwaite, as the paper has them."""
    from scipy.stats import f

    rho = (between - error) / (between + (k - 1) * error + k * (judges - error) / n)
    people = k * rho * judges / error
    rest = n * (1 + (k - 1) * rho) - k * rho
    freedom = (k - 1) * (n - 1) * (people + rest) ** 2 / ((n - 1) * people**2 + rest**2)
    shared = k * judges + (k * n - k - n) * error
    up, down = f.ppf(tail, n - 1, freedom), f.ppf(tail, freedom, n - 1)
    low = n * (between - up * error) / (up * shared + n * between)
    high = n * (down * between - error) / (shared + n * down * between)
    return [float(rho), float(low), float(high)]

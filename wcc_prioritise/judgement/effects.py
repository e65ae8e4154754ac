"""Who scores harshly, who leniently? Told apart from the merit of what they scored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.tables import InputError

LEVEL = 0.95
"""Level of the intervals."""

_NOTHING = 1e-9


@dataclass(frozen=True, eq=False)
class Effects:
    """Person effects beside the merit of the cells. A sensitivity: never the scores in force.

    Attributes
    ----------
    answers : DataFrame
        Person by item, what it was estimated from.
    people : DataFrame
        Person by effect (points above or below the rest of the panel on the same cells), error
        (standard error), low, high (95% interval) and scored (how many cells).
    merit : Series
        By item: what a panel would have said in which everybody scored every cell.
    left : float
        Standard deviation of what neither person nor cell explains, in points.
    """

    answers: pd.DataFrame
    people: pd.DataFrame
    merit: pd.Series
    left: float

    @property
    def adjusted(self) -> pd.DataFrame:
        """The answers with each person's effect taken off; they may leave the scale."""
        return self.answers.sub(self.people["effect"], axis="index")


def person_effects(answers: pd.DataFrame) -> Effects:
    """How harsh or lenient is each person, apart from which cells they scored?

    A score is a cell's merit plus the person's effect plus what is left to chance, fitted by least
    squares; the effects of all people sum to zero. A person who scored only the good candidates
    does not look lenient for it. Whatever is missing is taken as missing at random given person
    and cell. Where people lean differently on different criteria the effect is their average
    leaning, and the interval is too narrow.

    Parameters
    ----------
    answers : DataFrame
        Person by item, 0 to 100; missing where not scored. People without an answer are left out.

    Returns
    -------
    Effects
        Effects with 95% intervals, and the merit of each item.

    Raises
    ------
    InputError
        If fewer than two people share a cell, or some people share no cell, even through others,
        with the rest: nothing tells such people from what they scored.

    References
    ----------
    Searle SR. Linear Models. Wiley 1971, chapter 7 (two-way crossed classification without
    interaction, unequal numbers).

    Examples
    --------
    >>> answers = pd.DataFrame({"P1": [50.0, 40, 60], "P2": [70.0, 60, None]}, index=list("abc"))
    >>> person_effects(answers).people["effect"].round(1).tolist()
    [0.0, -10.0, 10.0]
    """
    answers = answers.dropna(axis="index", how="all").dropna(axis="columns", how="all")
    given = answers.to_numpy(float)
    has = ~np.isnan(given)
    in_cell = has.sum(axis=0)
    cell_mean = np.where(has, given, 0.0).sum(axis=0) / in_cell
    tied = np.diag(has.sum(axis=1).astype(float)) - (has / in_cell) @ has.T
    inverse = _inverse(tied, answers.index)
    effect = inverse @ np.where(has, given - cell_mean, 0.0).sum(axis=1)
    merit = cell_mean - (effect @ has) / in_cell
    residual = np.where(has, given - merit - effect[:, None], 0.0)
    freedom = int(has.sum() - len(merit) - len(effect) + 1)
    left = np.sqrt((residual**2).sum() / freedom) if freedom > 0 else np.nan
    people = pd.DataFrame(
        {"effect": effect, "error": left * np.sqrt(np.diag(inverse))}, index=answers.index
    )
    reach = people["error"] * _t(freedom)
    people = people.assign(low=people["effect"] - reach, high=people["effect"] + reach)
    merit = pd.Series(merit, index=answers.columns)
    return Effects(answers, people.assign(scored=has.sum(axis=1)), merit, float(left))


def _t(freedom: int) -> float:
    from scipy.stats import t

    return float(t.ppf((1 + LEVEL) / 2, freedom)) if freedom > 0 else np.nan


def _inverse(tied: np.ndarray, people: pd.Index) -> np.ndarray:
    """Invert what ties the people together, their common level aside, or say who is not tied."""
    sizes, ways = np.linalg.eigh(tied)
    if len(sizes) < 2 or sizes[1] <= _NOTHING * sizes[-1]:
        raise InputError.of(
            where="scores",
            found=f"{len(people)} of the panel who do not all share cells with one another",
            allowed="two or more people, each tied to the rest by cells that both scored",
            do="Let them score some of the same cells; until then nobody can be called harsh.",
        )
    return (ways[:, 1:] / sizes[1:]) @ ways[:, 1:].T

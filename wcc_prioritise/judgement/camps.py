"""Do the people fall into two camps, whichever voice group they belong to?"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from wcc_prioritise.judgement.effects import person_effects
from wcc_prioritise.tables import InputError

SHUFFLES, SEED = 99, 1
"""So many tables with the same scores, dealt to other people, say what chance would show. Two camps
stand apart when every one of them shows less: a chance of one in a hundred."""

BETWEEN = 2 / 3
"""Whoever leans less than this share of an even lean stands between the camps."""

PEOPLE_NEEDED = 4
"""With fewer people there are no camps, only persons."""

NOTHING = 1e-6
"""Less than this, in points, is nothing left to explain."""


@dataclass(frozen=True, eq=False)
class Camps:
    """Two sides of a panel, found from the scores alone. Names people: for the console only.

    Attributes
    ----------
    answers : DataFrame
        Person by (candidate, criterion), what it was found from.
    lean : Series
        By person, from -1 to 1: how far to the one or the other side.
    share : float
        How much of what neither cell nor habit explains lies between the sides, 0 to 1.
    by_chance : float
        The most that chance alone showed.
    """

    answers: pd.DataFrame = field(repr=False)
    lean: pd.Series
    share: float
    by_chance: float

    @property
    def stand_apart(self) -> bool:
        """Is there more between the two sides than chance would show, and somebody on each?"""
        return bool(self.share > self.by_chance) and all(self.sides)

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who stands on either side, the smaller side first; whoever stands between on neither."""
        even = BETWEEN / np.sqrt(max(len(self.lean), 1))
        sides = tuple(tuple(self.lean.index[self.lean * way > even]) for way in (1, -1))
        return tuple(sorted(sides, key=len))

    @property
    def cells(self) -> pd.DataFrame:
        """Where do they stand apart? The farthest first: candidate, criterion, one, other, apart.

        The means of the smaller and the other side, and their difference; cells that a side did not
        score are left out.
        """
        one, other = (self.answers.loc[list(side)].mean() for side in self.sides)
        table = pd.DataFrame({"one": one, "other": other, "apart": one - other}).dropna()
        order = table["apart"].abs().round(9).sort_values(ascending=False, kind="stable").index
        return table.loc[order].rename_axis(["candidate", "criterion"]).reset_index()


def camps(answers: pd.DataFrame) -> Camps:
    """Do the people fall into two camps that see many cells the other way round?

    What is left of the scores once each cell's merit and each person's habit are taken off is held
    against one direction, the first principal component of the people. Chance is what the same
    scores show when those of each cell are dealt to other people.

    Parameters
    ----------
    answers : DataFrame
        Person by (candidate, criterion), 0 to 100; missing where not scored.

    Returns
    -------
    Camps
        Sides, where they stand apart, and whether that is more than chance. Without sides where
        people cannot be compared.

    References
    ----------
    Buja & Eyuboglu, Multivariate Behavioral Research 1992;27:509-540 (how many components a table
    has, by permutation).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.judgement import standing
    >>> found = camps(standing(wcc.read(wcc.sample("northmere"))).answers)
    >>> found.stand_apart, found.sides[0]
    (True, ('S05', 'S09', 'S12', 'S14'))
    """
    left = _left(answers)
    if left is None:
        return Camps(answers, pd.Series(dtype=float), 0.0, 0.0)
    share, lean = _direction(left)
    rng = np.random.default_rng(SEED)
    chance = max(_direction(_dealt(left, rng))[0] for _ in range(SHUFFLES))
    return Camps(answers, pd.Series(lean, index=answers.dropna(how="all").index), share, chance)


def _left(answers: pd.DataFrame) -> np.ndarray | None:
    """Give what neither cell nor habit explains; None where people cannot be compared."""
    try:
        effects = person_effects(answers)
    except InputError:
        return None
    left = (effects.adjusted - effects.merit).to_numpy()
    return left if len(left) >= PEOPLE_NEEDED and effects.left > NOTHING else None


def _direction(left: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the share of the first direction, and how each person leans along it."""
    filled = np.nan_to_num(left)
    sizes, ways = np.linalg.eigh(filled @ filled.T)
    lean = ways[:, -1]
    return float(sizes[-1] / sizes.sum()), lean * np.sign(lean[np.argmax(np.abs(lean))])


def _dealt(left: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Deal what is left of each cell to other people among those who scored it."""
    missing = np.isnan(left)
    places = np.argsort(missing, axis=0, kind="stable")
    others = np.argsort(np.where(missing, np.inf, rng.random(left.shape)), axis=0)
    dealt = np.empty_like(left)
    np.put_along_axis(dealt, places, np.take_along_axis(left, others, axis=0), axis=0)
    return dealt

"""Was the paper typed as it was written? A tenth of it typed again, and what that tells."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.evidence.intervals import wilson
from wcc_prioritise.sheets.asked import free_cells
from wcc_prioritise.tables import InputError, check_frame

SHARE = 0.10
"""Share of the cells that is typed a second time."""

AT_LEAST = 75
"""Fewest cells typed again: with 73 or more, a clean sample puts the error rate below MOST."""

MOST = 0.05
"""The whole is typed again when the upper limit of the error rate lies above this."""

_CELL = ["person", "round", "candidate", "criterion"]
"""What names a cell; the weight of a criterion has no candidate."""


@dataclass(frozen=True)
class Typing:
    """How far can what was typed be trusted?

    Attributes
    ----------
    cells : int
        How many cells were typed twice.
    differences : DataFrame
        person, round, candidate (missing for a weight), criterion, first, second: the two typings
        in words, where they differ; to be settled with the paper in hand.
    lower, upper : float
        Between which shares of cells the error rate lies, by Wilson's interval at 95%.
    """

    cells: int
    differences: pd.DataFrame
    lower: float
    upper: float

    @property
    def rate(self) -> float:
        """Share of the cells typed twice in which the two typings differ."""
        return len(self.differences) / self.cells

    @property
    def again(self) -> bool:
        """Should everything be typed again?"""
        return self.upper > MOST

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Whose sheets should be typed again whole? Those with two differences or more."""
        counts = self.differences.groupby("person", sort=True).size()
        return tuple(counts.index[counts >= 2])

    @property
    def words(self) -> str:
        """Say what was found and what to do."""
        many = len(self.differences)
        differ = "1 differs" if many == 1 else f"{many} differ"
        lines = [
            f"Of {self.cells:,} cells typed twice {differ} ({self.rate:.1%}); the error rate lies "
            f"between {self.lower:.1%} and {self.upper:.1%}."
        ]
        lines += [
            f"- {r.person}, round {r.round}, {_named(r.candidate, r.criterion)}: {r.first}, then "
            f"{r.second}. Look at the paper."
            for r in self.differences.itertuples()
        ]
        if self.again:
            lines.append(
                f"That may be more than {MOST:.0%}: type everything again, or a larger sample."
            )
        elif self.people:
            lines.append(f"Type the sheets of {', '.join(self.people)} again whole.")
        else:
            lines.append("The rest may stand as it was typed.")
        return "\n".join(lines)


def typing_sample(
    scores: pd.DataFrame,
    case: Case,
    *,
    seed: int,
    share: float = SHARE,
    at_least: int = AT_LEAST,
    swings: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Which cells of the paper are to be typed a second time?

    Cells that the first typing left blank can be drawn as well: an answer passed over is an error
    like any other.

    Parameters
    ----------
    scores : DataFrame
        What was typed, in the shape of the table of scores.
    case : Case
        The case.
    seed : int
        Required, so that the draw can be repeated; 0 is a seed.
    share : float
        Share of the cells, above 0 and at most 1.
    at_least : int
        Fewest cells; all of them where there are fewer.
    swings : DataFrame, optional
        Points that were typed as well, in the shape of the table of swings.

    Returns
    -------
    DataFrame
        person, round, candidate (missing for a weight), criterion and a score still to be filled
        in, in the order of the sheets. Whoever types them does not see the first typing.

    Raises
    ------
    InputError
        If nothing was typed, or the share lies outside 0 to 1.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> typed = case.scores[case.scores["person"].isin(["S01", "S02"])]
    >>> len(typing_sample(typed, case, seed=2026))
    75
    """
    if not 0 < share <= 1:
        raise InputError.of(
            found=f"a share of {share!r}", allowed="above 0, at most 1", do="Give it as 0.1."
        )
    cells = pd.concat([_cells(scores, case), _weight_cells(swings, case)], ignore_index=True)
    if cells.empty:
        raise InputError.of(
            found="nothing typed", allowed="typed scores", do="Type the sheets first."
        )
    many = min(len(cells), max(math.ceil(share * len(cells)), at_least))
    drawn = np.sort(np.random.default_rng(seed).choice(len(cells), size=many, replace=False))
    return cells.iloc[drawn].assign(score="").reset_index(drop=True)


def _cells(scores: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Give every cell of the sheets that were typed, person after person."""
    rounds = scores[["round", "person"]].drop_duplicates().sort_values(["round", "person"])
    parts = [
        free_cells(case, [person]).assign(round=round)
        for round, person in rounds.itertuples(index=False, name=None)
    ]
    return pd.concat(parts, ignore_index=True)[_CELL] if parts else pd.DataFrame(columns=_CELL)


def _weight_cells(swings: pd.DataFrame | None, case: Case) -> pd.DataFrame:
    """Give every weight of the sheets that were typed, person after person."""
    if swings is None:
        return pd.DataFrame(columns=_CELL)
    who = swings[["round", "person"]].drop_duplicates().sort_values(["round", "person"])
    return who.assign(candidate=None).merge(case.criteria[["criterion"]], how="cross")[_CELL]


def compare_typing(
    first: pd.DataFrame, second: pd.DataFrame, swings: pd.DataFrame | None = None
) -> Typing:
    """Do two typings of the same paper agree?

    Parameters
    ----------
    first : DataFrame
        The first typing, in the shape of the table of scores.
    second : DataFrame
        The cells typed again: person, round, candidate, criterion, score; without a candidate the
        score is the points of the criterion. A blank text is a cell blank on the paper; None or NaN
        is "don't know", as in every frame.
    swings : DataFrame, optional
        The first typing of the points, in the shape of the table of swings.

    Returns
    -------
    Typing
        The differences, the error rate and what to do.

    Raises
    ------
    InputError
        If nothing was typed twice, or a score of the second typing is none.

    References
    ----------
    Wilson EB (1927). Probable inference, the law of succession, and statistical inference. Journal
    of the American Statistical Association 22: 209-212.
    """
    typed = second["score"].map(lambda score: not isinstance(score, str) or bool(score.strip()))
    if not typed.any():
        raise InputError.of(
            found="no cell typed twice", allowed="one or more", do="Type the sample first."
        )
    weights = second["candidate"].isna()
    points = second[weights & typed].rename(columns={"score": "points"})
    before, after = _scores(first), _scores(second[~weights & typed]) | _points(points)
    before |= {} if swings is None else _points(swings)
    cells = second[_CELL].astype(object).where(second[_CELL].notna(), None)
    cells = list(dict.fromkeys(cells.itertuples(index=False, name=None)))
    rows = [
        (*cell, before.get(cell, "blank"), after.get(cell, "blank"))
        for cell in cells
        if before.get(cell, "blank") != after.get(cell, "blank")
    ]
    lower, upper = wilson(len(rows), len(cells))
    differences = pd.DataFrame(rows, columns=[*_CELL, "first", "second"])
    return Typing(len(cells), differences, float(lower), float(upper))


def _scores(scores: pd.DataFrame) -> dict[tuple, str]:
    """Give each score in words; a blank one is left out."""
    return {
        (r.person, r.round, r.candidate, r.criterion): (
            "don't know" if r.score != r.score else f"{r.score:g}"
        )
        for r in _checked("scores", scores[[*_CELL, "score"]]).itertuples()
    }


def _points(swings: pd.DataFrame) -> dict[tuple, str]:
    """Give each number of points in words; a blank one is left out."""
    rows = swings[["person", "round", "criterion", "points"]]
    return {
        (r.person, r.round, None, r.criterion): f"{r.points:g}"
        for r in _checked("swings", rows).itertuples()
    }


def _checked(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    if rows.empty:
        return rows
    table, faults = check_frame(name, rows)
    if faults:
        raise InputError(faults)
    return table.frame


def _named(candidate: object, criterion: str) -> str:
    return f"{candidate} on {criterion}" if isinstance(candidate, str) else f"weight of {criterion}"

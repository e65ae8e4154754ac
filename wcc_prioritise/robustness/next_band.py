"""What would lift a candidate into the band above its own? Read off the draws."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.ranking import DECIMALS
from wcc_prioritise.ranking.why import LIFT_COLUMNS, rises, single_changes
from wcc_prioritise.robustness.bands import JOINS
from wcc_prioritise.robustness.shares import totals
from wcc_prioritise.robustness.stress import Stress
from wcc_prioritise.tables import InputError

HAIR = 10.0**-6
"""A rise is this much more than would bring the two level, in points: level counts half."""


@dataclass(frozen=True, eq=False)
class NextBand:
    """What would lift a candidate into the band above its own.

    Attributes
    ----------
    candidate : str
        Its code.
    band : int
        The band it stands in, 1 the highest.
    opener : str or None
        Who opened the band above; None for a candidate of the first.
    distance : float
        How many points more value it needs in every draw; missing for a candidate of the first.
    table : DataFrame
        One row a criterion that carries weight, the smallest rise first: criterion, figure (now),
        needed (the first figure that is enough, the others as they are), change, value_change
        (points on the criterion's own scale). Needed is missing where even the best anchor is not
        enough.
    stress : Stress
        What it was made from.
    """

    candidate: str
    band: int
    opener: str | None
    distance: float
    table: pd.DataFrame
    stress: Stress

    @property
    def words(self) -> str:
        """Say what would lift it into the band above."""
        name = self.stress.appraisal.case.names[self.candidate]
        stands = f"{self.candidate} ({name}) stands in band {self.band}"
        if self.opener is None:
            return f"{stands}, the highest."
        end = f"lift it into band {self.band - 1}"
        changes = single_changes(self.stress.appraisal, self.table, end)
        return f"{stands}, {self.distance:.2f} points of value from the next. {changes}"

    def __repr__(self) -> str:
        """Say in one line what would lift it."""
        return f"<NextBand: {self.words}>"

    def _repr_html_(self) -> str:
        """Show the sentence."""
        return f"<p>{html.escape(self.words)}</p>"


def next_band(stress: Stress, candidate: str) -> NextBand:
    """What would lift a candidate into the band above its own?

    It would have to stand above the opener of its own band, and to beat the opener of the band
    above in at least a quarter of the draws. The draws of the stress are made again, and the rise
    is read off them: exactly, as far as a rise on one criterion is the same in every draw.

    Parameters
    ----------
    stress : Stress
        Shares over draws, and the bands that follow from them.
    candidate : str
        Its code.

    Returns
    -------
    NextBand

    Raises
    ------
    InputError
        If the code is unknown, or the candidate's value is not known.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> lifted = next_band(wcc.stress(appraisal, 1_000, seed=2026), "P11")
    >>> lifted.opener, bool(lifted.distance > 0)
    ('P03', True)
    """
    a, band = stress.appraisal, stress.bands
    must_be_one_of("candidate", candidate, band.index)
    if a.values.loc[candidate].isna().any():
        raise InputError.of(
            found=f"{candidate}, whose value is not known",
            allowed="a candidate with a score in every cell",
            do="Score the empty cells.",
        )
    own = int(band[candidate])
    if own == 1:
        empty = pd.DataFrame(columns=LIFT_COLUMNS)
        return NextBand(candidate, own, None, float("nan"), empty, stress)
    opener, above = (band.index[band == number][0] for number in (own, own - 1))
    behind = stress.value[opener] - stress.value[candidate]
    weights = a.weights[a.weights > 0]
    distance, rise = _rises(stress, candidate, above, list(weights.index))
    needed = np.maximum(rise, behind / weights.to_numpy()) + HAIR
    table = rises(a, candidate, pd.Series(needed, index=weights.index))
    return NextBand(candidate, own, above, max(distance, behind) + HAIR, table, stress)


def _rises(
    stress: Stress, candidate: str, opener: str, criteria: list[str]
) -> tuple[float, np.ndarray]:
    """How many points, and on each criterion how many, until it beats the opener often enough?"""
    codes, columns = stress.appraisal.values.index, stress.appraisal.values.columns
    pair = [codes.get_loc(candidate), codes.get_loc(opener)]
    places = columns.get_indexer(criteria)
    found = [_behind(gap, weights[:, places]) for gap, weights in _gaps(stress, pair)]
    needed = np.concatenate(found, axis=1)
    quarter = int(np.ceil(JOINS * needed.shape[1])) - 1
    enough = np.partition(needed, quarter, axis=1)[:, quarter]
    return float(enough[0]), enough[1:]


def _gaps(stress: Stress, pair: list[int]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Give, draw by draw, how far the one is behind the other, and the weights."""
    for number in range(stress.drawn.chunks):
        for piece in stress.drawn.pieces(number):
            own, other = totals(piece.values[..., pair, :], piece.weights)
            yield np.round(other - own, DECIMALS), piece.weights


def _behind(gap: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Give the rise that closes each gap: in the total, and on each criterion (criterion x draw).

    Where a criterion has no weight, no rise closes a gap, and none is needed where there is none.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(weights.T > 0, gap / weights.T, np.where(gap > 0, np.inf, -np.inf))
    return np.vstack([gap, each])

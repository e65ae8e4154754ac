"""How far should a benefit have come by a date?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from pydantic import TypeAdapter, ValidationError

from wcc_prioritise.programme.chosen import blank
from wcc_prioritise.schema.cells import MaybeDate, MaybeNumber
from wcc_prioritise.tables import InputError

ALLOWED = "date:figure pairs with ; between them, as 2027-09-30:40; 2028-03-31:80"

_PAIR = TypeAdapter(tuple[MaybeDate, MaybeNumber])


@dataclass(frozen=True)
class Trajectory:
    """The figures on the way from baseline to target.

    Attributes
    ----------
    days : tuple of date
        Days with a figure, in order.
    figures : tuple of float
        The figure of each day, in the unit of the benefit.
    """

    days: tuple[datetime.date, ...]
    figures: tuple[float, ...]

    def at(self, day: datetime.date) -> float:
        """Which figure should it be on a day? Straight lines between figures, flat outside.

        Examples
        --------
        >>> day = datetime.date
        >>> Trajectory((day(2027, 1, 1), day(2027, 1, 11)), (0.0, 20.0)).at(day(2027, 1, 6))
        10.0
        """
        ordinals = [known.toordinal() for known in self.days]
        return float(np.interp(day.toordinal(), ordinals, self.figures))


def read_pairs(text: str | None) -> dict[datetime.date, float]:
    """Read the trajectory of a benefit as it stands in its cell.

    Parameters
    ----------
    text : str or None
        As 2027-09-30:40; 2028-03-31:80; nothing is a straight line.

    Returns
    -------
    dict of date to float
        Figures by date, in order of time.

    Raises
    ------
    InputError
        If a pair cannot be read or a date stands twice.

    Examples
    --------
    >>> list(read_pairs("2028-03-31:80; 2027-09-30:40").values())
    [40.0, 80.0]
    """
    pairs: dict[datetime.date, float] = {}
    for part in [] if blank(text) else text.split(";"):
        if not part.strip():
            continue
        day, _, number = part.rpartition(":")
        try:
            day, number = _PAIR.validate_python((day, number))
        except ValidationError:
            day = number = None
        if day is None or number is None or day in pairs:
            twice = " with a date that stands before" if day in pairs else ""
            raise InputError.of(
                found=f"{part.strip()!r}{twice} in a trajectory",
                allowed=ALLOWED,
                do="Correct the pair.",
                where="benefits",
                column="trajectory",
            )
        pairs[day] = number
    return dict(sorted(pairs.items()))


def trajectory_of(row: Mapping, first_benefit: datetime.date | None = None) -> Trajectory | None:
    """Which way was a benefit to go?

    The pairs of its cell, with the baseline and the target at the ends; or, without pairs, a
    straight line from the baseline to the target, which begins with the first benefit of the
    project: before it nothing was claimed.

    Parameters
    ----------
    row : mapping
        A row of the benefits register.
    first_benefit : date, optional
        When the first benefit of the project comes.

    Returns
    -------
    Trajectory or None
        None where baseline or target is missing, so that nothing can be said.

    Raises
    ------
    InputError
        If its cell cannot be read.
    """
    pairs = read_pairs(row["trajectory"])
    ends = {
        row[f"{end}_date"]: float(row[end])
        for end in ("baseline", "target")
        if not blank(row[end]) and not blank(row[f"{end}_date"])
    }
    if pairs:
        known = dict(sorted({**ends, **pairs}.items()))
        return Trajectory(tuple(known), tuple(known.values()))
    if len(ends) < 2 or row["baseline_date"] >= row["target_date"]:
        return None
    begins = row["baseline_date"]
    if first_benefit is not None and begins < first_benefit < row["target_date"]:
        begins = first_benefit
    return Trajectory((begins, row["target_date"]), (float(row["baseline"]), float(row["target"])))

"""What has the room said so far? The figures that several checks look at, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement.panel import Pooled, memberships, pool
from wcc_prioritise.judgement.rounds import standing
from wcc_prioritise.judgement.weights import normalise, pool_weights, swing_points
from wcc_prioritise.schema import GRADE_POINTS
from wcc_prioritise.schema.curves import curve_points


@dataclass(frozen=True, eq=False)
class Room:
    """What the room has said so far, from a case.

    Attributes
    ----------
    case : Case
        What it is worked out from.
    before : Case or None
        The case as it was earlier, where two are compared.
    headings : mapping or None
        Points of every heading's own step, where people were asked for it.
    orders : DataFrame or None
        person, criterion, order, round: the order in which people put the steps, where it is known.
    """

    case: Case
    before: Case | None = None
    headings: Mapping[str, float] | None = None
    orders: pd.DataFrame | None = None

    @cached_property
    def criteria(self) -> pd.DataFrame:
        """Table of criteria, by code."""
        return self.case.criteria.set_index("criterion", drop=False)

    @cached_property
    def codes(self) -> list[str]:
        """Every criterion, in order."""
        return list(self.criteria.index)

    @cached_property
    def judged(self) -> list[str]:
        """The criteria that people score."""
        return list(self.criteria.index[self.criteria["kind"] == "judged"])

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """Table of candidates, in the order of their codes."""
        return self.case.candidates.set_index("candidate", drop=False).sort_index()

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Person by voice group."""
        return memberships(self.case.people, self.case.voice_groups)

    @cached_property
    def points(self) -> pd.DataFrame:
        """Latest points of every swing: person by criterion."""
        return swing_points(self.case.swings, self.codes)

    @cached_property
    def weights(self) -> pd.DataFrame:
        """Weights: person by criterion."""
        return normalise(self.points)

    @cached_property
    def weights_by(self) -> pd.DataFrame | None:
        """Pooled weights by person and by group; None where nobody has given any."""
        return None if self.weights.empty else pool_weights(self.weights, self.shares)

    @property
    def pooled_weights(self) -> pd.Series | None:
        """Pooled weights under the charter's rule; None where nobody has given any."""
        table = self.weights_by
        return None if table is None else table[self.case.charter.weight_rule]

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Scores that count: person by (candidate, criterion); recused people have none."""
        answers = standing(self.case).answers
        return answers.sort_index().sort_index(axis="columns")

    @cached_property
    def scored(self) -> bool:
        """Whether anybody has scored anything yet."""
        return bool(self.answers.notna().to_numpy().any())

    @cached_property
    def pooled(self) -> Pooled:
        """Pooled scores by (candidate, criterion)."""
        return pool(self.answers, self.shares)

    @property
    def mean(self) -> pd.Series:
        """Pooled score of each cell under the charter's rule."""
        return self.pooled.by(self.case.charter.score_rule)

    @cached_property
    def values(self) -> pd.DataFrame:
        """Candidate by criterion, 0 to 100 on its anchors; a judged cell is the pooled score."""
        columns = {}
        for row in self.criteria.to_dict("records"):
            code = row["criterion"]
            if row["kind"] == "measured":
                at, values = curve_points(row["curve"], row["worst"], row["best"])
                columns[code] = pd.Series(
                    np.interp(self._figures(row), at, values), index=self.candidates.index
                )
            else:
                columns[code] = self.mean.xs(code, level="criterion")
        return pd.DataFrame(columns, index=self.candidates.index, dtype=float)

    def _figures(self, row: dict) -> np.ndarray:
        c = self.candidates
        if row["measured_from"] == "health gain":
            return (c["people"] * c["gain"] / 100 * c["duration"]).to_numpy(float)
        if row["measured_from"] == "evidence grade":
            return c["grade"].map(GRADE_POINTS).to_numpy(float)
        measured = self.case.measures
        measured = measured[measured["criterion"] == row["criterion"]]
        return measured.set_index("candidate")["likely"].astype(float).reindex(c.index).to_numpy()

    def name(self, criterion: str) -> str:
        """Give a criterion with its code: `C4 Safety`."""
        return f"{criterion} {self.criteria.at[criterion, 'name']}"


def listed(items: list[str], most: int = 4) -> str:
    """Name the first few of a list and count the rest.

    Examples
    --------
    >>> listed(["P1", "P2", "P3"], 2)
    'P1, P2 and 1 more'
    """
    rest = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + rest


def cells(index: pd.MultiIndex, most: int = 4) -> str:
    """Name the first few cells and count the rest: `P01 on C2, P03 on C2 and 5 more`."""
    return listed([f"{candidate} on {criterion}" for candidate, criterion in index], most)

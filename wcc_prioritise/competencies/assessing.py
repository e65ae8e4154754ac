"""How fit are we? What each assessor said, how far that is from the target, and who differs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import median_low

import pandas as pd

from wcc_prioritise.competencies.governance import governance_of, governance_words
from wcc_prioritise.competencies.outcomes import outcomes_of
from wcc_prioritise.competencies.reading import Competencies
from wcc_prioritise.competencies.records import ASSESSORS
from wcc_prioritise.tables import InputError, near_miss

FROM_OUTSIDE = ("panel", "partners", "self")
"""Whose level is held against the target: the one from furthest outside that was given."""

APART = 2
"""Assessors so many levels apart are named: somebody knows what another does not."""


@dataclass(frozen=True, eq=False)
class Assessment:
    """What was judged in one year. Every level in it was given by somebody, none by software.

    Attributes
    ----------
    competencies : Competencies
        The tables it was made from.
    year : str
        The year.
    levels : DataFrame
        One row a sub-competency and assessor: competency, name, sub, sub_name, assessor, level
        (the answer; of several the middle one, or the lower of two), low, high, spread (high -
        low), count, evidence (as given; missing where none was).
    gaps : DataFrame
        One row a sub-competency: competency, name, sub, sub_name, self, partners, panel, spread
        (between assessors), by (whose level is held against the target), level, target, gap
        (target - level), means (what the target level says), owner; the largest gap first.
    governance : DataFrame
        As `governance_of` gives it.
    figures : DataFrame
        Published figures of the outcomes.
    """

    competencies: Competencies
    year: str
    levels: pd.DataFrame
    gaps: pd.DataFrame
    governance: pd.DataFrame
    figures: pd.DataFrame

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """The outcomes chosen, each with its trend, as `outcomes_of` gives them."""
        return outcomes_of(self.competencies, self.year, self.figures)

    @cached_property
    def by_competency(self) -> pd.DataFrame:
        """Give the lowest and the highest level of each competency, assessor by assessor.

        Returns
        -------
        DataFrame
            competency, name, assessor, low, high, count (sub-competencies with an answer).
        """
        groups = self.levels.groupby(["competency", "name", "assessor"], sort=False)["level"]
        return groups.agg(low="min", high="max", count="size").reset_index()

    @property
    def open_gaps(self) -> pd.DataFrame:
        """Sub-competencies below their target, the largest gap first."""
        return self.gaps[self.gaps["gap"] > 0].reset_index(drop=True)

    @property
    def apart(self) -> pd.DataFrame:
        """Sub-competencies on which assessors are two levels or more apart."""
        return self.gaps[self.gaps["spread"] >= APART].reset_index(drop=True)

    @property
    def not_answered(self) -> list[str]:
        """Sub-competencies that are assessed in the year and have no answer."""
        return list(self.gaps.loc[self.gaps["level"].isna(), "sub"])

    def summary(self) -> str:
        """Say in a few lines how fit the organisation is, whose judgement that is and what lacks.

        Examples
        --------
        >>> import wcc_prioritise as wcc
        >>> from wcc_prioritise.competencies import assess, read_competencies
        >>> said = assess(read_competencies(wcc.sample("competencies")), "2008/09").summary()
        >>> print(said.splitlines()[0])
        Northmere PCT (SYNTHETIC), 2008/09: 30 sub-competencies of 10 competencies judged.
        """
        answered = self.gaps[self.gaps["level"].notna()]
        many = answered["competency"].nunique()
        lines = [
            f"{self.competencies.organisation}, {self.year}: {len(answered)} sub-competencies of "
            f"{many} competencies judged.",
            *(f"Not assessed: {text}." for text in self.competencies.left_out(self.year)),
            self._gap_words(),
            self._apart_words(),
            governance_words(self.governance),
            self._outcome_words(),
        ]
        if self.not_answered:
            lines.insert(1, f"No answer yet on {', '.join(self.not_answered)}.")
        return "\n".join(lines)

    def _gap_words(self) -> str:
        if self.gaps["target"].isna().all():
            return "No target was set."
        gaps = self.open_gaps
        met = int((self.gaps["gap"] <= 0).sum())
        if gaps.empty:
            return f"Every target is met ({met})."
        largest = gaps[gaps["gap"] == gaps["gap"].iloc[0]]
        step = "1 level" if gaps["gap"].iloc[0] == 1 else f"{gaps['gap'].iloc[0]:.0f} levels"
        named = ", ".join(f"{row.sub} {row.sub_name}" for row in largest.head(3).itertuples())
        more = f" and {len(largest) - 3} more" if len(largest) > 3 else ""
        return f"{met} targets met, {len(gaps)} not. Furthest off, by {step}: {named}{more}."

    def _apart_words(self) -> str:
        apart = self.apart
        if apart.empty:
            return "No two assessors are two levels apart on anything."
        named = ", ".join(f"{row.sub} {row.sub_name}" for row in apart.head(3).itertuples())
        more = f" and {len(apart) - 3} more" if len(apart) > 3 else ""
        return f"Assessors are {APART} levels or more apart on {named}{more}."

    def _outcome_words(self) -> str:
        if self.outcomes.empty:
            return "No outcome was chosen."
        counts = self.outcomes["words"].value_counts(sort=False)
        said = "; ".join(f"{count} {words}" for words, count in counts.items())
        return f"{len(self.outcomes)} outcomes chosen: {said}."

    def __repr__(self) -> str:
        """Say whose, of which year, and how many gaps are open."""
        of = self.competencies.organisation
        return f"<Assessment of {of}, {self.year}: {len(self.open_gaps)} below target>"


def assess(
    competencies: Competencies, year: str | None = None, *, indicators: pd.DataFrame | None = None
) -> Assessment:
    """How fit are we to commission, in the judgement of those who were asked?

    Nothing is averaged into a grade: each level was given by somebody, and stays beside the others.
    What is assessed in a year, and under which name, stands in the tables.

    Parameters
    ----------
    competencies : Competencies
        The tables.
    year : str, optional
        The year; by default the last that was judged.
    indicators : DataFrame, optional
        Published figures of the outcomes, as a case holds them; by default those of the folder.

    Returns
    -------
    Assessment
        Levels by assessor, gaps to target, governance and outcomes.

    Raises
    ------
    InputError
        If nothing was judged in that year.

    References
    ----------
    Department of Health, World class commissioning, 2007-2010: levels 1 to 4 on eleven
    competencies, judged by the organisation, its partners and a panel; governance red, amber or
    green on strategy, finance and board; up to ten outcomes.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import read_competencies
    >>> assess(read_competencies(wcc.sample("competencies")))
    <Assessment of Northmere PCT (SYNTHETIC), 2009/10: 15 below target>
    """
    year = _year(competencies, year)
    levels = _levels(competencies, year)
    return Assessment(
        competencies=competencies,
        year=year,
        levels=levels,
        gaps=_gaps(competencies, year, levels),
        governance=governance_of(competencies, year),
        figures=competencies["indicators"] if indicators is None else indicators,
    )


def _year(competencies: Competencies, year: str | None) -> str:
    years = competencies.years
    if year is None:
        return years[-1]
    if year in years:
        return year
    near = near_miss(year, years)
    raise InputError.of(
        where="judgements",
        column="year",
        found=f"no judgement for {year!r}",
        allowed="one of: " + ", ".join(years),
        do=f"Did you mean {near!r}?" if near else "Choose one of these years.",
    )


def _levels(competencies: Competencies, year: str) -> pd.DataFrame:
    asked = competencies.asked(year).drop(columns="source")
    said = competencies["judgements"]
    given: dict[tuple[str, str], list] = {}
    for row in said[said["year"] == year].itertuples():
        given.setdefault((row.sub, row.assessor), []).append(row)
    rows = [
        {**sub, "assessor": assessor, **_answers(given[sub["sub"], assessor])}
        for sub in asked.to_dict("records")
        for assessor in ASSESSORS
        if (sub["sub"], assessor) in given
    ]
    columns = [*asked.columns, "assessor", "level", "low", "high", "spread", "count", "evidence"]
    return pd.DataFrame(rows, columns=columns)


def _answers(given: list) -> dict[str, object]:
    levels = [int(row.level) for row in given]
    said = list(dict.fromkeys(row.evidence for row in given if isinstance(row.evidence, str)))
    return {
        "level": median_low(levels),
        "low": min(levels),
        "high": max(levels),
        "spread": max(levels) - min(levels),
        "count": len(levels),
        "evidence": "; ".join(said) or None,
    }


def _gaps(competencies: Competencies, year: str, levels: pd.DataFrame) -> pd.DataFrame:
    targets = competencies["targets"]
    wanted = {row.sub: row for row in targets[targets["year"] == year].itertuples()}
    given = {(row.sub, row.assessor): row.level for row in levels.itertuples()}
    means = competencies.level_words(year)
    rows = []
    for sub in competencies.asked(year).drop(columns="source").to_dict("records"):
        beside = {assessor: given.get((sub["sub"], assessor)) for assessor in ASSESSORS}
        target = wanted.get(sub["sub"])
        rows.append(sub | beside | _held_against(beside, target, means.get(sub["sub"], {})))
    table = pd.DataFrame(rows)
    figures = [*ASSESSORS, "spread", "level", "target", "gap"]
    table[figures] = table[figures].astype(float)
    return table.sort_values("gap", ascending=False, kind="stable", ignore_index=True)


def _held_against(
    beside: dict[str, int | None], wanted, means: dict[int, str]
) -> dict[str, object]:
    """Hold the level from furthest outside against the row of the targets, where there is one."""
    known = [level for level in beside.values() if level is not None]
    by = next((one for one in FROM_OUTSIDE if beside[one] is not None), None)
    level = None if by is None else beside[by]
    target = None if wanted is None else int(wanted.level)
    both = level is not None and target is not None
    return {
        "spread": max(known) - min(known) if known else None,
        "by": by,
        "level": level,
        "target": target,
        "gap": target - level if both else None,
        "means": means.get(target),
        "owner": None if wanted is None else wanted.owner,
    }

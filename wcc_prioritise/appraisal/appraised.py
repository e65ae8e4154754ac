"""The frozen appraisal: the waist that everything after it passes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.bounds import filled, if_all_scored, totals
from wcc_prioritise.appraisal.changes import WhatIf
from wcc_prioritise.appraisal.classes import class_facts, classify
from wcc_prioritise.appraisal.overlap import overlaps
from wcc_prioritise.appraisal.profile import benefit_years
from wcc_prioritise.appraisal.totals import WorthTerms, value_of, worth_terms
from wcc_prioritise.appraisal.values import health_gain
from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import Pooled

EARLY_YEARS = (1, 3)
"""Benefit is shown by the end of these years and of the long horizon."""

PLAIN_TOTALS = "plain totals"
"""The reading that adds 0 to 100 totals: shown as a warning, never as advice."""

NO_BRANCH = "no branch"
"""Heading of the criteria that stand under none."""


@dataclass(frozen=True, eq=False)
class Appraisal(WhatIf):
    """Every candidate valued by this room.

    Attributes
    ----------
    case : Case
        What it was made from.
    score_rule, weight_rule : str
        The counting rules for scores and for weights: `person` or `group`.
    person_weights : DataFrame
        Person by criterion, rows that sum to 1.
    weights_by : DataFrame
        Criterion by `person`, `group`, `count`, `spread`; also `own` where somebody's own rule
        pooled them, and `set` where they were set.
    pooled : Pooled
        Pooled scores of the judged criteria, by (candidate, criterion).
    figures : DataFrame
        Candidate by criterion: pooled score 0 to 100, or natural units where measured.
    values : DataFrame
        Candidate by criterion, 0 to 100 on fixed anchors; missing where not known.
    chance : Series
        Chance of success, 0 to 1.
    merge : DataFrame
        The merge test, one row an outcome criterion.
    warnings : tuple of str
        What the reader must know beside the numbers.
    weights_from : str
        Which column of `weights_by` is in force.
    arguments : mapping
        The arguments of `appraise`, as they were given.
    own : mapping of str to str
        Somebody's own rules in use: argument -> name and hash of the source.
    parent : Appraisal, optional
        The appraisal that this one asks "what if" of.
    change : str, optional
        What is different from the parent, in words.
    """

    case: Case
    score_rule: str
    weight_rule: str
    person_weights: pd.DataFrame
    weights_by: pd.DataFrame
    pooled: Pooled
    figures: pd.DataFrame
    values: pd.DataFrame
    chance: pd.Series
    merge: pd.DataFrame
    warnings: tuple[str, ...]
    weights_from: str
    arguments: Mapping = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    parent: Appraisal | None = None
    change: str | None = None

    # ---- weights and value ----------------------------------------------------------------------

    @property
    def weights(self) -> pd.Series:
        """Weights by criterion in force; they sum to 1."""
        return self.weights_by[self.weights_from].rename("weight")

    @property
    def value(self) -> pd.Series:
        """Value of each proposal over all criteria, 0 to 100; missing where not known."""
        if self._unknown:
            return self._known(self._bounds, "value")
        return self._by_candidate(self.value_of(self.values, self.weights), "value")

    def value_of(self, values, weights) -> np.ndarray:
        """What would the values be with other values by criterion, or other weights?

        Parameters
        ----------
        values : array_like of shape (..., candidates, criteria)
            Values 0 to 100, in the order of `self.values`.
        weights : array_like of shape (..., criteria)
            Weights that sum to 1, in the order of `self.weights`.

        Returns
        -------
        ndarray of shape (..., candidates)
            Value of each candidate in each draw; for `self.values` and `self.weights`, `self.value`
            to the last bit.
        """
        return value_of(values, weights)

    def worth_of(self, values, weights) -> np.ndarray:
        """What would the worths be with other values by criterion, or other weights?

        The chance of success follows the values of the conditions through the charter's table; the
        people reached, the reference number and what doing nothing gets stay as they are.

        Parameters
        ----------
        values : array_like of shape (..., candidates, criteria)
            Values 0 to 100, in the order of `self.values`.
        weights : array_like of shape (..., criteria)
            Weights that sum to 1, in the order of `self.weights`.

        Returns
        -------
        ndarray of shape (..., candidates)
            Worth of each candidate in each draw, in points a year; for `self.values` and
            `self.weights`, `self.worth` to the last bit.
        """
        return self._terms.worth(values, weights)

    @cached_property
    def _contributions(self) -> pd.DataFrame:
        return self.values * self.weights

    @property
    def contributions(self) -> pd.DataFrame:
        """What each criterion adds to the value: candidate by criterion, rows sum to the value."""
        return self._contributions.copy(deep=False)

    @property
    def branches(self) -> pd.DataFrame:
        """What each branch of criteria adds to the value: candidate by branch, in points."""
        branch = self._branch
        subtotals = {name: self._contributions.loc[:, branch == name] for name in branch.unique()}
        return pd.DataFrame({n: c.sum(axis="columns", skipna=False) for n, c in subtotals.items()})

    @property
    def branch_weights(self) -> pd.Series:
        """Weight of each branch: the weights of its criteria added up."""
        return self.weights.groupby(self._branch, sort=False).sum().rename("weight")

    @property
    def _branch(self) -> pd.Series:
        """Heading of each criterion."""
        branch = self.case.criteria.set_index("criterion")["branch"]
        return branch.where(branch.notna(), NO_BRANCH).reindex(self.values.columns)

    @property
    def overlaps(self) -> pd.DataFrame:
        """Criteria whose values go together: first, second, correlation, candidates."""
        return overlaps(self.values, self.weights)

    # ---- what is not known ----------------------------------------------------------------------

    @property
    def beyond(self) -> str:
        """What was done with figures outside the anchors: refuse, stop or go on."""
        return self.arguments.get("beyond", "refuse")

    @cached_property
    def _unknown(self) -> bool:
        return bool(self.values.isna().to_numpy().any())

    @cached_property
    def _filled(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return filled(self.case, self.values, self.beyond)

    @property
    def value_bounds(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The least and the most that each cell could be: two tables like `values`."""
        return tuple(table.copy(deep=False) for table in self._filled)

    @cached_property
    def _bounds(self) -> pd.DataFrame:
        return totals(self._terms, *self._filled, self.weights)

    @property
    def bounds(self) -> pd.DataFrame:
        """What could the totals be, while cells that nobody scored are not known?

        Returns
        -------
        DataFrame
            Candidate by value_low, value_high (0 to 100), worth_low, worth_high (points a year).
            Low and high are equal where everything is known.
        """
        return self._bounds.copy(deep=False)

    @property
    def bounds_if_all_scored(self) -> pd.DataFrame:
        """What could the totals be, had everybody who may score scored every cell?

        Every score that was not given is put at 0 and at 100 before scores are pooled; a "don't
        know" was given, and whoever has an interest may not score.

        Returns
        -------
        DataFrame
            Columns as in `bounds`.
        """
        return totals(self._terms, *if_all_scored(self), self.weights)

    def _known(self, bounds: pd.DataFrame, what: str) -> pd.Series:
        """Give the totals whose two ends are the same; the others are missing."""
        low, high = bounds[f"{what}_low"], bounds[f"{what}_high"]
        return low.where(low == high).rename(what)

    def _by_candidate(self, numbers: np.ndarray, name: str) -> pd.Series:
        return pd.Series(numbers, index=self.values.index, name=name)

    # ---- what it was made of --------------------------------------------------------------------

    @property
    def people(self) -> pd.Series:
        """Additional people who benefit a year, by candidate."""
        return self.case.candidates.set_index("candidate")["people"].astype(float)

    @property
    def health_gain(self) -> pd.Series:
        """Healthy years for each year of full running, by candidate."""
        return health_gain(self.case.candidates)

    @property
    def resources(self) -> pd.DataFrame:
        """What each candidate uses: candidate by resource."""
        return self.case.resources

    @property
    def scores(self) -> pd.DataFrame:
        """Pooled scores, or natural units where measured: candidate by criterion."""
        return self.figures.copy(deep=False)

    @property
    def counts(self) -> pd.DataFrame:
        """How many people scored: candidate by criterion, missing where measured."""
        return self._counts.copy(deep=False)

    @property
    def spread(self) -> pd.DataFrame:
        """Standard deviation over people: candidate by criterion, missing for fewer than three."""
        return self._spread.copy(deep=False)

    @cached_property
    def _counts(self) -> pd.DataFrame:
        return self._grid(self.pooled.count)

    @cached_property
    def _spread(self) -> pd.DataFrame:
        return self._grid(self.pooled.spread)

    def _grid(self, items: pd.Series) -> pd.DataFrame:
        wide = items.astype(float).unstack("criterion")
        return wide.reindex(index=self.values.index, columns=self.values.columns)

    # ---- worth ----------------------------------------------------------------------------------

    @cached_property
    def _terms(self) -> WorthTerms:
        return self._terms_with(self.case.charter.reference_people)

    def _terms_with(self, reference: float) -> WorthTerms:
        return worth_terms(self.case.criteria, self.people, reference, self.case.chances)

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """Points over doing nothing, times the people reached: candidate by outcome criterion."""
        columns = self.values.columns[self._terms.outcomes]
        points = self._terms.points(self.values)
        return pd.DataFrame(points, index=self.values.index, columns=columns)

    @cached_property
    def worth_parts(self) -> pd.DataFrame:
        """What each outcome adds: candidate by outcome criterion, rows sum to the worth."""
        weighted = self.outcomes * self.weights.reindex(self.outcomes.columns)
        return weighted.mul(self.chance, axis="index")

    @property
    def worth(self) -> pd.Series:
        """What each candidate adds over doing nothing, in points a year; missing if not known."""
        return self._worth(self._terms)

    def _worth(self, terms: WorthTerms) -> pd.Series:
        """Give the worth under some reading of it."""
        if self._unknown:
            return self._known(totals(terms, *self._filled, self.weights), "worth")
        return self._by_candidate(terms.worth(self.values, self.weights), "worth")

    def worth_with_zero_moved(self, points: float) -> pd.Series:
        """Worth if doing nothing stood so many points higher on every per-person outcome.

        A total with a true zero has no other zero to move to.
        """
        counts = self.case.criteria["counts"].iloc[self._terms.outcomes]
        moved = np.where(counts == "per person", points, 0.0)
        return self._worth(replace(self._terms, zero=self._terms.zero + moved))

    def readings(self) -> dict[str, pd.Series]:
        """Give the worth under other readings, so that the room sees what hangs on them.

        Returns
        -------
        dict of str to Series
            By name: `worth` itself, no chance of success, half and twice the reference number of
            people, and plain totals (values added up, which pays small candidates again).
        """
        return dict(self._readings)

    @cached_property
    def _readings(self) -> dict[str, pd.Series]:
        reference = self.case.charter.reference_people
        half, twice = (self._worth(self._terms_with(reference * times)) for times in (0.5, 2))
        return {
            "worth": self.worth,
            "no chance of success": self._worth(replace(self._terms, chances=())),
            f"reference number {reference / 2:,.0f} people": half,
            f"reference number {reference * 2:,.0f} people": twice,
            PLAIN_TOTALS: self.value,
        }

    @cached_property
    def class_reasons(self) -> pd.DataFrame:
        """Class of each candidate and why, in words: columns class, why."""
        return classify(class_facts(self.case.candidates, self.case.charter), self.case.charter)

    @property
    def classes(self) -> pd.Series:
        """Class of each candidate: quick win, long-term gain or steady."""
        return self.class_reasons["class"]

    def years(self, slipped: bool = False) -> pd.DataFrame:
        """Years of full benefit by the end of years 1, 3 and the long horizon, by candidate.

        Parameters
        ----------
        slipped : bool
            With every month multiplied by the charter's slip.

        Returns
        -------
        DataFrame
            Candidate by `by year 1`, `by year 3`, `by year 10`; later years are discounted. Worth
            or health gain times these years is the benefit that has come by then.
        """
        charter, c = self.case.charter, self.case.candidates.set_index("candidate")
        slip = charter.slip if slipped else 1.0
        return pd.DataFrame(
            {
                f"by year {y}": benefit_years(
                    c["first_benefit"], c["full_benefit"], y, charter.discount_rate, slip
                )
                for y in (*EARLY_YEARS, charter.long_horizon)
            },
            index=c.index,
        )

    def __repr__(self) -> str:
        """Say in one line what was appraised, and by which rules."""
        n, m = self.values.shape
        return (
            f"<Appraisal: {n} candidates on {m} criteria by {len(self.person_weights)} people; "
            f"scores by {self.score_rule}, weights by {self.weight_rule}>"
        )

    def _repr_html_(self) -> str:
        """Show the values as a table with a sentence above and the usual next step below."""
        table = pd.DataFrame(
            {
                "name": self.case.names,
                "class": self.classes,
                "value (0 to 100)": self.value.round(1),
                "chance of success": self.chance.round(2),
                "worth (points a year)": self.worth.round(1),
            }
        ).sort_values("worth (points a year)", ascending=False)
        return (
            f"<p>{len(table)} candidates valued by this room; value says how good a proposal is, "
            f"worth what it adds to the population.</p>{table.to_html(escape=True)}"
            "<p>Next: <code>wcc.rank(appraisal)</code> or <code>wcc.select(appraisal, limits=...)"
            "</code></p>"
        )

"""The frozen appraisal: the waist that everything after it passes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.appraisal.classes import class_facts, classify
from wcc_prioritise.appraisal.profile import benefit_years
from wcc_prioritise.appraisal.values import criterion_values, health_gain, measured_figures
from wcc_prioritise.appraisal.worth import (
    chance_of_success,
    held_to_merge_test,
    merge_test,
    outcome_criteria,
    outcome_points,
)
from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import Pooled, memberships, normalise, pool_scores, pool_weights
from wcc_prioritise.judgement.weights import swing_points
from wcc_prioritise.tables import InputError

EARLY_YEARS = (1, 3)
"""Benefit is shown by the end of these years and of the long horizon."""

PLAIN_TOTALS = "plain totals"
"""The reading that adds 0 to 100 totals: shown as a warning, never as advice."""


@dataclass(frozen=True, eq=False)
class Appraisal:
    """Every candidate valued by this room.

    Attributes
    ----------
    case : Case
        What it was made from.
    score_rule, weight_rule : str
        How scores and weights were pooled: `person` or `group`.
    person_weights : DataFrame
        Person by criterion, rows that sum to 1.
    weights_by : DataFrame
        Criterion by `person`, `group`, `count`, `spread`.
    pooled : Pooled
        Pooled scores of the judged criteria, by (candidate, criterion).
    figures : DataFrame
        Candidate by criterion: pooled score 0 to 100, or natural units where measured.
    values : DataFrame
        Candidate by criterion, 0 to 100 on fixed anchors.
    chance : Series
        Chance of success, 0 to 1.
    merge : DataFrame
        The merge test, one row an outcome criterion.
    warnings : tuple of str
        What the reader must know beside the numbers.
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

    @property
    def weights(self) -> pd.Series:
        """Weights by criterion under the rule in force; they sum to 1."""
        return self.weights_by[self.weight_rule].rename("weight")

    @property
    def value(self) -> pd.Series:
        """Value of each proposal over all criteria, 0 to 100."""
        return self.contributions.sum(axis="columns").rename("value")

    @cached_property
    def _contributions(self) -> pd.DataFrame:
        return self.values * self.weights

    @property
    def contributions(self) -> pd.DataFrame:
        """What each criterion adds to the value: candidate by criterion, rows sum to the value."""
        return self._contributions.copy(deep=False)

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

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """Points over doing nothing, times the people reached: candidate by outcome criterion."""
        return self._outcomes(self.case.charter.reference_people)

    def _outcomes(self, reference: float, moved: float = 0.0) -> pd.DataFrame:
        criteria = outcome_criteria(self.case.criteria).to_dict("records")
        columns = {
            c["criterion"]: outcome_points(
                c,
                self.values[c["criterion"]],
                self.people,
                reference,
                c["nothing"] + (moved if c["counts"] == "per person" else 0.0),
            )
            for c in criteria
        }
        return pd.DataFrame(columns, index=self.values.index)

    @cached_property
    def worth_parts(self) -> pd.DataFrame:
        """What each outcome adds: candidate by outcome criterion, rows sum to the worth."""
        return self._weighted(self.outcomes).mul(self.chance, axis="index")

    def _weighted(self, outcomes: pd.DataFrame) -> pd.DataFrame:
        return outcomes * self.weights.reindex(outcomes.columns)

    @property
    def worth(self) -> pd.Series:
        """What each candidate adds to the population over doing nothing, in points a year."""
        return self.worth_parts.sum(axis="columns").rename("worth")

    def worth_with_zero_moved(self, points: float) -> pd.Series:
        """Worth if doing nothing stood so many points higher on every per-person outcome.

        A total with a true zero has no other zero to move to.
        """
        moved = self._outcomes(self.case.charter.reference_people, points)
        return (self._weighted(moved).sum(axis="columns") * self.chance).rename("worth")

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

        def with_reference(number: float) -> pd.Series:
            return self._weighted(self._outcomes(number)).sum(axis="columns") * self.chance

        return {
            "worth": self.worth,
            "no chance of success": self._weighted(self.outcomes).sum(axis="columns"),
            f"reference number {reference / 2:,.0f} people": with_reference(reference / 2),
            f"reference number {reference * 2:,.0f} people": with_reference(reference * 2),
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


def appraise(
    case: Case, *, score_rule: str | None = None, weight_rule: str | None = None
) -> Appraisal:
    """What does this room think of every candidate?

    Scores and weights are pooled on their own and then multiplied. Value is the additive model over
    all criteria; worth is the chance of success times the weighted outcomes over doing nothing, and
    is what may be added up across candidates.

    Parameters
    ----------
    case : Case
        A case with charter, candidates, criteria, people and swings.
    score_rule, weight_rule : {"person", "group"}, optional
        Other pooling rules than the charter's.

    Returns
    -------
    Appraisal
        Values 0 to 100, weights, worth, classes and what they were made from.

    Raises
    ------
    InputError
        If the case holds no workshop, a cell was scored by nobody, a measured figure is missing or
        outside its anchors, or a criterion that fails the merge test is added without a reason.

    References
    ----------
    HM Treasury & DESNZ, Use of multi-criteria decision analysis in options appraisal of economic
    cases, 2024 (the additive model and swing weights); Airoldi et al., Medical Decision Making
    2014;34:965-975 (gain x people x chance of success).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> float(appraisal.weights.sum().round(9))
    1.0
    """
    charter = _charter(case)
    score_rule, weight_rule = score_rule or charter.score_rule, weight_rule or charter.weight_rule
    for rule in (score_rule, weight_rule):
        if rule not in ("person", "group"):
            raise InputError.of(
                found=f"pooling rule {rule!r}",
                allowed="person or group",
                do="Choose one of the two.",
            )
    criteria, shares = case.criteria, memberships(case.people, case.voice_groups)
    weights = normalise(swing_points(case.swings, list(criteria["criterion"])))
    _refuse_no_weights(weights, case)
    pooled = pool_scores(case.scores, shares)
    figures = _figures(case, pooled.by(score_rule))
    values = _values(criteria, figures)
    people = case.candidates.set_index("candidate")["people"].astype(float)
    tested = merge_test(criteria, figures, people, charter.reference_people)
    return Appraisal(
        case=case,
        score_rule=score_rule,
        weight_rule=weight_rule,
        person_weights=weights,
        weights_by=pool_weights(weights, shares),
        pooled=pooled,
        figures=figures,
        values=values,
        chance=chance_of_success(criteria, values, case.chances),
        merge=tested,
        warnings=held_to_merge_test(criteria, tested),
    )


def _charter(case: Case):
    if case.charter is None:
        raise InputError.of(
            found="a folder with evidence alone",
            allowed="a workshop: charter, candidates, criteria, people, swings and scores",
            do="Make one with `wcc new FOLDER`, or read another folder.",
        )
    return case.charter


def _refuse_no_weights(weights: pd.DataFrame, case: Case) -> None:
    if weights.empty:
        raise InputError.of(
            where="swings",
            found=f"nobody of {case.swings['person'].nunique()} gave points to every criterion",
            allowed="at least one person with points for every criterion",
            do="Ask for the missing answers.",
        )


def _figures(case: Case, judged: pd.Series) -> pd.DataFrame:
    """Put pooled scores and measured figures side by side, or say which cells nobody filled."""
    codes = case.candidates["candidate"]
    columns: Mapping[str, pd.Series] = {}
    for criterion in case.criteria.to_dict("records"):
        code = criterion["criterion"]
        if criterion["kind"] == "measured":
            column = measured_figures(criterion, case.candidates, case.measures)
        elif code in judged.index.get_level_values("criterion"):
            column = judged.xs(code, level="criterion")
        else:
            column = pd.Series(dtype=float)
        columns[code] = column.reindex(codes).astype(float)
    figures = pd.DataFrame(columns)
    figures.index.name = "candidate"
    _refuse_gaps(figures)
    return figures


def _refuse_gaps(figures: pd.DataFrame) -> None:
    gaps = figures.isna().stack()
    empty = [f"{candidate} on {criterion}" for (candidate, criterion), gap in gaps.items() if gap]
    if empty:
        shown = ", ".join(empty[:12]) + (f" and {len(empty) - 12} more" if len(empty) > 12 else "")
        raise InputError.of(
            where="scores and measures",
            found=f"no figure for {shown}",
            allowed="at least one score, or a measured figure, in every cell",
            do="Score the cells, or take the candidate out; missing is never counted as zero.",
        )


def _values(criteria: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    rows = criteria.to_dict("records")
    return pd.DataFrame(
        {c["criterion"]: criterion_values(c, figures[c["criterion"]]) for c in rows},
        index=figures.index,
    )

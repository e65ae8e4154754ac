"""What does a candidate add to the population over doing nothing? Worth, which may be added up."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal.totals import chance_at, chance_tables
from wcc_prioritise.appraisal.values import values_at
from wcc_prioritise.tables import InputError

MERGE_TOLERANCE = 1e-9
"""How far the worth of two halves may lie from the whole, as a share of the whole."""


def outcome_criteria(criteria: pd.DataFrame) -> pd.DataFrame:
    """Give the criteria that are outcomes: a condition is never added."""
    return criteria[criteria["counts"] != "condition"]


def chance_of_success(
    criteria: pd.DataFrame, values: pd.DataFrame, chances: pd.DataFrame
) -> pd.Series:
    """How likely is each candidate to bring what it promises?

    For every condition whose use is chance, the charter's table gives a chance at some values;
    between them it lies on a straight line, beyond them it stays. Several conditions are
    multiplied, which treats them as independent.

    Returns
    -------
    Series
        Chance 0 to 1 by candidate; 1 where the charter has no table.
    """
    chance = chance_at(values[criteria["criterion"]], chance_tables(criteria, chances))
    return pd.Series(chance, index=values.index, name="chance")


def merge_test(
    criteria: pd.DataFrame,
    figures: pd.DataFrame,
    people: pd.Series,
    reference: float,
    beyond: str = "go on",
) -> pd.DataFrame:
    """Do the worths of a candidate's two halves sum to the whole?

    Each candidate is cut into two equal halves: half the people, and half of any measured total; a
    judged score stays as it is, for nobody scored the halves. What passes may be added over
    candidates; what fails pays a candidate again for merely being there (Phillips & Bana e Costa,
    Annals of Operations Research 2007;154:51-68; Morton, European Journal of Operational Research
    2015).

    Parameters
    ----------
    criteria : DataFrame
        Table `criteria` of a case.
    figures : DataFrame
        Candidate by criterion: pooled scores, or natural units where measured; a missing figure is
        not tested.
    people : Series
        Additional people who benefit a year, by candidate.
    reference : float
        The charter's reference number of people.
    beyond : {"go on", "stop"}
        What a figure outside the anchors gets: half a figure may lie outside where the whole does
        not, and there the line goes on.

    Returns
    -------
    DataFrame
        One row an outcome criterion: criterion, name, counts, worst_gap (largest difference between
        the two halves and the whole, in points), candidate (where it is found), passes.
    """
    rows = []
    for criterion in outcome_criteria(criteria).to_dict("records"):
        figure = figures[criterion["criterion"]].dropna()
        reached = people.reindex(figure.index)
        total = criterion["counts"] == "total" and criterion["kind"] == "measured"
        half = figure / 2 if total else figure
        whole_points = _points(criterion, figure, reached, reference, beyond)
        gap = (2 * _points(criterion, half, reached / 2, reference, beyond) - whole_points).abs()
        allowed = MERGE_TOLERANCE * whole_points.abs().clip(lower=1.0)
        rows.append(
            {
                "criterion": criterion["criterion"],
                "name": criterion["name"],
                "counts": criterion["counts"],
                "worst_gap": float(gap.max()) if len(gap) else 0.0,
                "candidate": gap.idxmax() if len(gap) else None,
                "passes": bool((gap <= allowed).all()),
            }
        )
    return pd.DataFrame(
        rows, columns=["criterion", "name", "counts", "worst_gap", "candidate", "passes"]
    )


def _points(
    criterion: dict, figure: pd.Series, people: pd.Series, reference: float, beyond: str
) -> pd.Series:
    """Give the points over doing nothing, for all the people reached."""
    over = pd.Series(values_at(criterion, figure, beyond) - criterion["nothing"], figure.index)
    return over if criterion["counts"] == "total" else over * people / reference


def held_to_merge_test(criteria: pd.DataFrame, tested: pd.DataFrame) -> tuple[str, ...]:
    """Refuse to add what fails the merge test without a reason; say so where there is one.

    Returns
    -------
    tuple of str
        A warning for each criterion that is added for a stated reason.

    Raises
    ------
    InputError
        If a criterion fails and its `added_because` is blank.
    """
    failed = tested[~tested["passes"]]
    reasons = criteria.set_index("criterion")["added_because"]
    said = []
    for row in failed.itertuples():
        what = (
            f"{row.criterion} ({row.name}) counts as a {row.counts}, but two halves of "
            f"{row.candidate} do not sum to the whole (out by {row.worst_gap:.3g} points)"
        )
        reason = reasons[row.criterion]
        if reason is None or reason != reason:
            raise InputError.of(
                where="criteria",
                column="counts",
                found=what,
                allowed="criteria whose worth adds up",
                do="Make it count per person or a condition, or say why in added_because.",
            )
        said.append(f"{what}. It is added because: {reason}")
    return tuple(said)

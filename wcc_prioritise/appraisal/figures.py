"""What figure has each candidate on each criterion, and what value does it get?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wcc_prioritise.appraisal.values import (
    criterion_values,
    listed,
    measured_figures,
    outside_anchors,
)
from wcc_prioritise.case.value import Case
from wcc_prioritise.tables import InputError

SHOWN = 12
"""So many cells are named; of more, how many there are."""


def figures_of(case: Case, judged: pd.Series) -> pd.DataFrame:
    """Put pooled scores and measured figures side by side.

    Parameters
    ----------
    case : Case
        With candidates, criteria and measures.
    judged : Series
        Pooled scores by (candidate, criterion).

    Returns
    -------
    DataFrame
        Candidate by criterion: score 0 to 100, or natural units; missing where nobody filled it.
    """
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
    return figures


def empty_cells(figures: pd.DataFrame) -> str:
    """Name the cells without a figure; empty words when there are none."""
    gaps = figures.isna().stack()
    empty = [f"{candidate} on {criterion}" for (candidate, criterion), gap in gaps.items() if gap]
    more = f" and {len(empty) - SHOWN} more" if len(empty) > SHOWN else ""
    return ", ".join(empty[:SHOWN]) + more


def refuse_gaps(figures: pd.DataFrame) -> None:
    """Refuse cells that nobody filled."""
    if empty := empty_cells(figures):
        raise InputError.of(
            where="scores and measures",
            found=f"no figure for {empty}",
            allowed="at least one score, or a measured figure, in every cell",
            do="Score the cells, or take the candidate out; missing is never counted as zero.",
        )


def values_of(criteria: pd.DataFrame, figures: pd.DataFrame, beyond: str) -> pd.DataFrame:
    """Give the values on the criteria's anchors: candidate by criterion, 0 to 100."""
    rows = criteria.to_dict("records")
    return pd.DataFrame(
        {c["criterion"]: criterion_values(c, figures[c["criterion"]], beyond) for c in rows},
        index=figures.index,
    )


def beyond_words(criteria: pd.DataFrame, figures: pd.DataFrame, beyond: str) -> tuple[str, ...]:
    """Say which figures lie outside their anchors and what was done with them, as was asked."""
    done = {"stop": "they stop at the end value", "go on": "the line goes on past the anchors"}
    said = []
    for criterion in criteria.to_dict("records"):
        outside = outside_anchors(criterion, figures[criterion["criterion"]])
        if len(outside):
            said.append(
                f"Outside the anchors of {criterion['criterion']} ({criterion['name']}): "
                f"{listed(outside)}; {done[beyond]}, as was asked."
            )
    return tuple(said)

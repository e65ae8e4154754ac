"""What could a total be while a score is not known? Missing is not known, never nought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.figures import figures_of
from wcc_prioritise.appraisal.totals import WorthTerms, value_of
from wcc_prioritise.appraisal.values import values_at
from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import memberships, pool, pool_with, standing
from wcc_prioritise.schema import GRADE_POINTS

if TYPE_CHECKING:
    from wcc_prioritise.appraisal.value import Appraisal

LOW, HIGH = 0.0, 100.0
"""A cell of which nothing is known may lie anywhere between the anchors."""


def filled(case: Case, values: pd.DataFrame, beyond: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fill each missing value with the least and the most that it could be.

    A judged cell may be anything from 0 to 100; a measured one anything from its low to its high
    figure where both are given, an evidence grade anything from D to A, else 0 to 100.

    Parameters
    ----------
    case : Case
        With criteria and measures.
    values : DataFrame
        Candidate by criterion, missing where not known.
    beyond : {"refuse", "stop", "go on"}
        As in `values_at`.

    Returns
    -------
    low, high : DataFrame
        Candidate by criterion; both equal `values` where these are known.
    """
    low, high = values.copy(), values.copy()
    for criterion in case.criteria.to_dict("records"):
        code = criterion["criterion"]
        for candidate in values.index[values[code].isna()]:
            ends = _ends(criterion, candidate, case.measures, beyond)
            low.at[candidate, code], high.at[candidate, code] = ends
    return low, high


def _ends(
    criterion: dict, candidate: str, measures: pd.DataFrame, beyond: str
) -> tuple[float, float]:
    """Give the least and the most value that one unknown cell could have."""
    if criterion["measured_from"] == "evidence grade":
        figures = [min(GRADE_POINTS.values()), max(GRADE_POINTS.values())]
    else:
        rows = measures[
            (measures["criterion"] == criterion["criterion"])
            & (measures["candidate"] == candidate)
            & (criterion["kind"] == "measured")
        ]
        figures = rows[["low", "high"]].astype(float).to_numpy().ravel()
    if len(figures) != 2 or np.isnan(figures).any():
        return LOW, HIGH
    ends = values_at(criterion, figures, beyond)
    return float(ends.min()), float(ends.max())


def totals(
    terms: WorthTerms, low: pd.DataFrame, high: pd.DataFrame, weights: pd.Series
) -> pd.DataFrame:
    """What are the least and the most value and worth between two tables of values?

    Parameters
    ----------
    terms : WorthTerms
        The rules of worth.
    low, high : DataFrame
        Candidate by criterion: the least and the most value of each cell.
    weights : Series
        By criterion.

    Returns
    -------
    DataFrame
        Candidate by value_low, value_high (0 to 100), worth_low, worth_high (points a year). The
        ends of worth are exact: the chance rests on conditions alone and the points on outcomes
        alone, so that both reach their own ends together.
    """
    a, b, w = low.to_numpy(float), high.to_numpy(float), weights.to_numpy(float)
    out = w[terms.outcomes]
    points = [value_of(terms.points(v), out) for v in (a, b)]
    corners = [chance * point for chance in _chance_range(terms, a, b) for point in points]
    return pd.DataFrame(
        {
            "value_low": value_of(a, w),
            "value_high": value_of(b, w),
            "worth_low": np.min(corners, axis=0),
            "worth_high": np.max(corners, axis=0),
        },
        index=low.index,
    )


def _chance_range(terms: WorthTerms, low: np.ndarray, high: np.ndarray) -> list[np.ndarray]:
    """Give the least and the most chance: at an end, or at a point of the table in between."""
    least, most = np.ones(len(low)), np.ones(len(low))
    for column, at, share in terms.chances:
        a, b = low[:, column], high[:, column]
        tried = np.vstack([a, b, *(np.clip(point, a, b) for point in at)])
        chances = np.interp(tried, at, share)
        least, most = least * chances.min(axis=0), most * chances.max(axis=0)
    return [least, most]


def if_all_scored(appraisal: Appraisal) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What could each value be if everybody who may score had scored every cell?

    Whoever has an interest in the candidate may not score; a "don't know" is an answer and stays
    one.

    Returns
    -------
    low, high : DataFrame
        Candidate by criterion: with every score that was not given put at 0, and at 100.
    """
    case, pooling = appraisal.case, appraisal.arguments.get("pooling")
    stood, shares = standing(case), memberships(case.people, case.voice_groups)
    ends = []
    for place, score in enumerate((LOW, HIGH)):
        given = stood.answers.mask(stood.open, score)
        pooled = (
            pool_with(pooling, given, shares).figures
            if pooling
            else pool(given, shares).by(appraisal.score_rule)
        )
        values = _valued(appraisal, figures_of(case, pooled))
        ends.append(filled(case, values, appraisal.beyond)[place])
    return tuple(ends)


def _valued(appraisal: Appraisal, figures: pd.DataFrame) -> pd.DataFrame:
    rows = appraisal.case.criteria.to_dict("records")
    return pd.DataFrame(
        {
            c["criterion"]: values_at(c, figures[c["criterion"]], appraisal.beyond)
            if c["kind"] == "judged"
            else appraisal.values[c["criterion"]]
            for c in rows
        },
        index=figures.index,
    )

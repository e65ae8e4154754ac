"""Cases with what a day leaves behind, made from Northmere."""

import pandas as pd
import pytest

import wcc_prioritise as wcc

LIMITS = {"gross_3yr": 9_000, "lead_months": 60}
BALANCE = {"quick win": 3, "long-term gain": 3}


@pytest.fixture(scope="session")
def chosen_from():
    """Choose a set from a case as the README does."""
    return lambda case: wcc.select(wcc.appraise(case), limits=LIMITS, at_least=BALANCE)


@pytest.fixture(scope="session")
def with_acts(northmere):
    """Give Northmere with these acts."""
    return lambda *acts: northmere.replace(acts=pd.DataFrame(list(acts)))


@pytest.fixture(scope="session")
def rescored(northmere):
    """Give Northmere with the scores of some rows changed: (mask of the scores, new scores)."""

    def change(*changes):
        scores = northmere.scores
        for mask, value in changes:
            scores.loc[mask(scores) & scores["score"].notna(), "score"] = value
        return northmere.replace(scores=_said(scores))

    return change


def _said(scores):
    scores = scores.astype({"score": object})
    return scores.assign(score=scores["score"].where(scores["score"].notna(), "don't know"))

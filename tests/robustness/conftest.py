"""Small appraisals for the tests of doubt."""

import pandas as pd
import pytest

import wcc_prioritise as wcc


def twinned(case, code, copy):
    """Give the case with a candidate put in twice, scored and measured alike."""

    def doubled(frame):
        rows = frame[frame["candidate"] == code].assign(candidate=copy)
        return pd.concat([rows, frame], ignore_index=True)

    names = ("candidates", "scores", "measures")
    return case.replace(**{name: doubled(getattr(case, name)) for name in names})


@pytest.fixture(scope="session")
def twins(northmere):
    """Give Northmere with a copy of P10 called X1."""
    return wcc.appraise(twinned(northmere, "P10", "X1"))

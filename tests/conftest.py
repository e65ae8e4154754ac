"""What every test may lean on: the samples, read once."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

DATA = Path(__file__).parent / "data"

# The same examples every time where a change is judged; new ones are looked for everywhere else.
settings.register_profile(
    "ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("here", deadline=None)  # a machine with other work on it is not a fault
settings.load_profile("ci" if os.environ.get("CI") else "here")


def plain(x):
    """Give a reference case with its fractions as numbers."""
    if isinstance(x, dict):
        return (
            x["value"] if set(x) == {"fraction", "value"} else {k: plain(v) for k, v in x.items()}
        )
    return [plain(v) for v in x] if isinstance(x, list) else x


@pytest.fixture(scope="session")
def reference():
    """Load a reference case by its name."""
    return lambda name: plain(
        json.loads((DATA / "reference_cases" / f"{name}.json").read_text(encoding="utf-8"))
    )


@pytest.fixture(scope="session")
def northmere():
    """Give the Northmere case."""
    import wcc_prioritise as wcc

    return wcc.read(wcc.sample("northmere"))


@pytest.fixture(scope="session")
def short():
    """Give the case of the short path."""
    import wcc_prioritise as wcc

    return wcc.read(wcc.sample("short"))


@pytest.fixture(scope="session")
def appraisal(northmere):
    """Give the appraisal of Northmere."""
    import wcc_prioritise as wcc

    return wcc.appraise(northmere)


LIMITS = {"gross_3yr": 9_000, "lead_months": 60}
BALANCE = {"quick win": 3, "long-term gain": 3}


@pytest.fixture(scope="session")
def portfolio(appraisal):
    """Give the portfolio that the README chooses."""
    import wcc_prioritise as wcc

    return wcc.select(appraisal, limits=LIMITS, at_least=BALANCE)

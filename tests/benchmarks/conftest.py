"""Where times are taken in a run of their own, as in `.ci/run`, they are left to that run."""

import os


def pytest_collection_modifyitems(config, items):
    """Leave out what is timed where another run of the same check times it."""
    if not os.environ.get("WCC_TIMED_APART") or config.getoption("benchmark_enable"):
        return
    timed = [item for item in items if "benchmark" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=timed)
    items[:] = [item for item in items if item not in set(timed)]

"""Importing the package costs little more than importing pandas."""

import json
import statistics
import subprocess
import sys

HEAVY = (
    "skcriteria",
    "matplotlib",
    "scipy.optimize",
    "sqlalchemy",
    "typer",
    "docx",
    "ipywidgets",
    "openpyxl",
    "statsmodels",
)

LOADED = f"""
import json, sys
import wcc_prioritise
wcc_prioritise.read
print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))
"""


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_reading_loads_nothing_heavy():
    assert json.loads(run(LOADED)) == []


def test_every_public_name_can_be_had():
    import wcc_prioritise as wcc

    for name in wcc.__all__:
        assert getattr(wcc, name) is not None, name
    assert set(wcc.__all__) <= set(dir(wcc))


def test_an_unknown_name_is_an_attribute_error():
    import pytest

    import wcc_prioritise as wcc

    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        wcc.raed  # noqa: B018


TIMED = """
import time
start = time.process_time()
{imports}
print(time.process_time() - start)
"""


def cpu_seconds(imports: str) -> float:
    return float(run(TIMED.format(imports=imports)))


def test_importing_costs_at_most_a_third_more_than_pandas():
    """Processor time, the two in turn, and the median of the ratios: a busy machine is no fault."""
    cpu_seconds("import pandas; import wcc_prioritise; wcc_prioritise.read")
    ratios = []
    for _ in range(7):
        pandas = cpu_seconds("import pandas")
        ours = cpu_seconds("import wcc_prioritise; wcc_prioritise.read; import pandas")
        ratios.append(ours / pandas)
    assert statistics.median(ratios) <= 1.35, ratios

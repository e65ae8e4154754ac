"""Is what somebody's own function reads held to the table, and named?"""

import re

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.evidence import read_own
from wcc_prioritise.tables import InputError

SEEN = {"Northmere": 71, "Eastvale": 80, "Westport": 84, "Southley": 78}


def feet(path):
    """Give four areas, whatever the path."""
    rows = {"area": list(SEEN), "count": SEEN.values(), "denominator": 100}
    said = {"indicator": "FEET", "period": "2025-26", "unit": "%", "scale": 100}
    table = pd.DataFrame(rows).assign(**said, polarity="high is good")
    return table.assign(value=100 * table["count"] / table["denominator"])


def test_every_figure_says_which_function_read_it(tmp_path):
    table = read_own(feet, tmp_path / "none")
    assert table["value"].tolist() == [71, 80, 84, 78]
    assert table["source"].nunique() == 1
    assert re.fullmatch(r"read by (\w+\.)*test_own\.feet sha256:[0-9a-f]{16}", table["source"][0])


def test_what_the_function_says_of_its_source_stays(tmp_path):
    table = read_own(lambda path: feet(path).assign(source=["audit", None, None, None]), tmp_path)
    assert table["source"][0] == "audit" and "sha256:" in table["source"][1]


def test_it_goes_into_the_benchmark_and_into_a_case_with_the_hash(tmp_path, short):
    table = read_own(feet, tmp_path)
    gap = wcc.benchmark(table, area="Northmere").table["gap"]
    assert gap.iloc[0] == pytest.approx((80 + 84 + 78) / 3 - 71)
    case = short.replace(indicators=table)
    other = short.replace(indicators=read_own(lambda path: feet(path), tmp_path))
    assert case.fingerprint != other.fingerprint  # the same figures, read by another function


@pytest.mark.parametrize(
    ("function", "found"),
    [
        (lambda path: [1], "a list"),
        (lambda path: path.read_text(), "FileNotFoundError"),
        (lambda path: pd.DataFrame([{"indicator": "FEET", "value": "some"}]), "such column"),
    ],
)
def test_what_is_no_table_is_refused_in_words(function, found, tmp_path):
    with pytest.raises(InputError, match=found):
        read_own(function, tmp_path / "none")

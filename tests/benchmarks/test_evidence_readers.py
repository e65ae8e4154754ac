"""Is reading and checking 20,057 rows within three times the bare reading of the file?"""

import statistics
import time
from pathlib import Path

import pandas as pd

from wcc_prioritise.evidence import read_indicators

LONG = Path(__file__).resolve().parents[1] / "data/real/qof/qof_ccg_long_2014-15_to_2019-20.csv"
TIMES = 3
ROUNDS = 15


def processor_time(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def test_reading_with_checks_takes_at_most_three_times_the_bare_reading():
    assert len(read_indicators(LONG).table) == 20_057  # and everything is imported
    bare, checked = [], []
    for _ in range(ROUNDS):
        bare.append(processor_time(lambda: pd.read_csv(LONG)))
        checked.append(processor_time(lambda: read_indicators(LONG)))
    ratio = statistics.median(checked) / statistics.median(bare)
    assert ratio <= TIMES, f"{ratio:.2f} times the bare reading"


def test_reading_the_long_table(benchmark):
    assert benchmark(read_indicators, LONG).counts()["used"] == 20_057


def test_saying_the_fate_of_every_row(benchmark):
    assert len(benchmark(lambda: read_indicators(LONG).fates)) == 20_057

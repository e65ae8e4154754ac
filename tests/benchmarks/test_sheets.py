"""How long do the sheets of a panel take? Reported; asserted only against one sheet of them."""

import shutil
import time

import pytest

from wcc_prioritise.sheets import (
    read_sheets,
    write_excel_sheets,
    write_html_sheets,
    write_paper_sheets,
)

WRITERS = (write_excel_sheets, write_html_sheets, write_paper_sheets)


def seconds(write, case, folder, people):
    """Take the best of three, so that a busy machine does not tell."""
    taken = []
    for _ in range(3):
        shutil.rmtree(folder, ignore_errors=True)
        start = time.perf_counter()
        write(case, folder, people=people)
        taken.append(time.perf_counter() - start)
    return min(taken)


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_writing_the_sheets_of_14_people(benchmark, northmere, tmp_path, write):
    def every():
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        return write(northmere, tmp_path / "out")

    assert len(benchmark.pedantic(every, rounds=3)) >= 3


def test_reading_14_workbooks(benchmark, northmere, tmp_path):
    write_excel_sheets(northmere, tmp_path)
    sheets = benchmark.pedantic(read_sheets, (tmp_path, northmere), rounds=3)
    assert sheets.faults == ()


@pytest.mark.parametrize("write", WRITERS[:2], ids=lambda write: write.__name__)
def test_fourteen_sheets_cost_no_more_than_fourteen_times_one_and_a_little(
    northmere, tmp_path, write
):
    one = seconds(write, northmere, tmp_path / "one", ["S01"])
    every = seconds(write, northmere, tmp_path / "all", None)
    assert every < 14 * 2.5 * one

"""How long does each step of the first path take? Measured and reported, never asserted."""

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.tables import check_frame, read_tables, write_workbook

LIMITS = {"gross_3yr": 9_000, "lead_months": 60}
BALANCE = {"quick win": 3, "long-term gain": 3}


def test_reading_northmere(benchmark):
    assert len(benchmark(wcc.read, wcc.sample("northmere")).candidates) == 24


def test_reading_a_workbook_of_scores(benchmark, tmp_path, northmere):
    write_workbook({"scores": northmere.scores}, tmp_path / "scores.xlsx")
    tables, _ = benchmark(read_tables, tmp_path / "scores.xlsx")
    assert len(tables["scores"].frame) == len(northmere.scores)


def test_checking_twenty_thousand_rows(benchmark):
    people = [f"S{i}" for i in range(20_000)]
    frame = pd.DataFrame({"person": people, "criterion": "C1", "points": 5.0})
    table, _ = benchmark(check_frame, "swings", frame)
    assert len(table.frame) == 20_000


def test_comparing_with_peers(benchmark, northmere):
    gaps = benchmark(wcc.benchmark, northmere.indicators, area="Northmere", peers=northmere.peers)
    assert len(gaps.table) == 13


def test_appraising(benchmark, northmere):
    assert benchmark(wcc.appraise, northmere).weights.sum() == pytest.approx(1)


def test_selecting_with_both_rules(benchmark, appraisal):
    portfolio = benchmark(wcc.select, appraisal, limits=LIMITS, at_least=BALANCE)
    assert portfolio.status == "best"


def test_everything_around_the_answer(benchmark, appraisal):
    def around():
        p = wcc.select(appraisal, limits=LIMITS, at_least=BALANCE)
        return p.members, p.price, p.readings, p.zero, p.balance

    assert len(benchmark.pedantic(around, rounds=3)[0]) == 24


def test_the_whole_demo(benchmark, tmp_path):
    from wcc_prioritise.cli import main

    def demo():
        with pytest.raises(SystemExit) as end:
            main(["demo", "--out", str(tmp_path / "demo")])
        return end.value.code

    assert not benchmark.pedantic(demo, rounds=1)
    assert (tmp_path / "demo" / "board-paper.docx").is_file()

"""How long does it take to fold a record of 100,000 scores? Reported; asserted as a ratio."""

import json
import time

import pandas as pd
import pytest

from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import Fold
from wcc_prioritise.workshop.starting import opening

SCORES = 100_000
AT = "2026-09-30T09:00:00.000000+00:00"


@pytest.fixture(scope="module")
def record(northmere):
    said = [(k, b) for k, b in opening(northmere) if b.get("table") not in ("scores", "people")]
    people = [f"T{number:04d}" for number in range(SCORES // 100)]
    rows = [[person, ["GP"]] for person in people]
    said.append(("table", {"table": "people", "columns": ["person", "roles"], "rows": rows}))
    said += [
        ("score", {"person": who, "candidate": f"P{c:02d}", "criterion": f"C{k}",
                   "score": (7 * c + k) % 101, "round": 1})
        for who in people for c in range(1, 21) for k in range(2, 7)
    ]  # fmt: skip
    return [
        Entry(n, AT, "driver", kind, json.dumps(body), None, "0" * 64, "0" * 64)
        for n, (kind, body) in enumerate(said, start=1)
    ]


def best_of(times, call):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def test_folding_a_hundred_thousand_scores(benchmark, record):
    """No more than four times as long as reading the bodies into a data frame and no more."""
    case = benchmark.pedantic(lambda: Fold(record).case, rounds=3, iterations=1)
    assert len(case.scores) == SCORES
    plain = best_of(3, lambda: pd.DataFrame([json.loads(entry.body) for entry in record]))
    folded = best_of(3, lambda: Fold(record).case)
    benchmark.extra_info["seconds of the plain reading"] = plain
    assert folded < 4 * plain


def test_one_more_entry(benchmark, record):
    """A case after one more entry takes a tenth of the whole at most."""
    fold = Fold(record)
    fold.case  # noqa: B018
    more = iter(range(len(record) + 1, len(record) + 1000))

    def one_more():
        seq = next(more)
        body = {"person": f"U{seq}", "candidate": "P01", "criterion": "C2", "score": 5, "round": 1}
        fold.take([Entry(seq, AT, "driver", "score", json.dumps(body), None, "", "")])
        return fold.case

    assert len(benchmark(one_more).scores) > SCORES
    assert best_of(5, one_more) < best_of(2, lambda: Fold(record).case) / 5

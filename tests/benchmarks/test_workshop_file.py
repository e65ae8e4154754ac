"""How fast does the workshop file take an entry, and give all back? Held against bare SQLite."""

import os
import sqlite3
import time
from contextlib import closing
from statistics import median, quantiles

import pytest

from wcc_prioritise.workshop import WorkshopFile, verify
from wcc_prioritise.workshop.sealing import FIRST

PRAGMAS = ("journal_mode = DELETE", "synchronous = EXTRA")
BODY = {"person": "S07", "candidate": "P07", "criterion": "C4", "score": 60.0, "round": 1}
SLOW_ENOUGH = 0.0002
"""Seconds an fsync takes on a disk where one can speak of durable writing; on a faster one the
figures are only reported."""


def fsync_takes(folder):
    path, times = folder / "probe", []
    with path.open("wb") as probe:
        for _ in range(30):
            probe.write(b"x" * 4096)
            probe.flush()
            start = time.perf_counter()
            os.fsync(probe.fileno())
            times.append(time.perf_counter() - start)
    return median(times)


def bare_file(path):
    """Make a plain table with as many columns, and as little around it as may be."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE entries (seq INTEGER PRIMARY KEY, at TEXT, who TEXT, kind TEXT, body TEXT,"
        " because TEXT, previous TEXT UNIQUE, seal TEXT)"
    )
    return connection


def bare_append(connection, n):
    row = (
        n,
        "2027-04-01T09:25:00.000000+00:00",
        "driver",
        "score",
        str(BODY),
        "",
        f"{n:064}",
        FIRST,
    )
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.execute("COMMIT")


def append(file):
    with file.writing(by="driver") as pen:
        pen.write("score", BODY, by="driver")


def took(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def test_durable_appends_against_bare_sqlite(benchmark, tmp_path):
    ours, bare, fsync = [], [], fsync_takes(tmp_path)

    def both(turns=10):
        for _ in range(turns):  # in turn, so that the disk treats both alike
            ours.append(took(lambda: append(file)))
            bare.append(took(lambda: bare_append(connection, len(bare))))

    plain = closing(bare_file(tmp_path / "bare.db"))
    with WorkshopFile.create(tmp_path / "day.wcc") as file, plain as connection:
        benchmark.pedantic(both, rounds=10, warmup_rounds=1)
    # the quicker fifth of each: what else the machine does is not what is asked
    quick = {"ours": quantiles(ours, n=5)[0], "bare": quantiles(bare, n=5)[0]}
    ratio = quick["bare"] / quick["ours"]
    benchmark.extra_info.update(quick, fsync=fsync, ratio=ratio)
    print(f"an append {quick}, an fsync {fsync:.6f} s, ratio {ratio:.2f}")
    if fsync >= SLOW_ENOUGH:
        assert ratio >= 0.5


@pytest.fixture(scope="module")
def long_day(tmp_path_factory):
    path = tmp_path_factory.mktemp("long") / "day.wcc"
    with WorkshopFile.create(path) as file, file.writing(by="driver") as pen:
        for _ in range(20_000):
            pen.write("score", BODY, by="driver")
    return path


def test_reading_twenty_thousand_entries(benchmark, long_day):
    with WorkshopFile(long_day) as file:
        assert len(benchmark(file.entries)) == 20_000


def test_verifying_twenty_thousand_entries(benchmark, long_day):
    assert benchmark(verify, long_day).entries == 20_000

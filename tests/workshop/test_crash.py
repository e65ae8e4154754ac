"""Is what was acknowledged there, whatever befalls the process that wrote it?"""

import os
import random
import select
import signal
import struct
import time

import pytest

from wcc_prioritise.workshop import WorkshopFile, database, verify
from wcc_prioritise.workshop.holder import note_of

pytestmark = pytest.mark.skipif(
    not (hasattr(os, "fork") and hasattr(signal, "SIGKILL")),
    reason="no process is forked and killed on this system",
)

ACKNOWLEDGED = struct.Struct(">q64s")  # number and seal of an entry


def write_without_end(path, pipe, life):
    """Write entries as fast as they go, one or three at once, and acknowledge each."""
    with WorkshopFile(path) as file:
        for turn in range(1_000_000):
            many = 3 if turn % 4 == 3 else 1
            with file.writing(by="driver") as pen:
                said = [
                    pen.write("note", {"life": life, "turn": turn, "text": "x" * 700}, by="driver")
                    for _ in range(many)
                ]
            for entry in said:
                os.write(pipe, ACKNOWLEDGED.pack(entry.seq, entry.seal.encode()))


def kill_one(path, life, chance):
    """Start a writer, kill it at some moment and give what it acknowledged."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            os.close(reading)
            write_without_end(path, writing, life)
        finally:
            os._exit(1)
    os.close(writing)
    if chance.random() < 0.9:  # else perhaps while it is still opening the file
        select.select([reading], [], [], 30)
    time.sleep(chance.uniform(0, 0.03))
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    with os.fdopen(reading, "rb") as pipe:
        heard = pipe.read()
    assert os.WTERMSIG(status) == signal.SIGKILL
    return [(seq, seal.decode()) for seq, seal in ACKNOWLEDGED.iter_unpack(heard)]


def kill_many(path, kills):
    """Kill writer after writer of one file; count how often one was cut off within a write."""
    WorkshopFile.create(path).close()
    chance, cut_off, seen = random.Random(2026), 0, 0
    for life in range(kills):
        acknowledged = kill_one(path, life, chance)
        with WorkshopFile(path) as file:
            cut_off += file.recovered is not None
            new = file.entries(after=seen)
        assert not database.journal_of(path).exists()
        assert not os.path.exists(note_of(path))
        there = {entry.seq: entry.seal for entry in new}
        assert there.items() >= dict(acknowledged).items()
        turns = [entry.fields["turn"] for entry in new]
        assert all(turns.count(turn) == (3 if turn % 4 == 3 else 1) for turn in turns)
        assert len(new) - len(acknowledged) <= 3  # the last may be there and not acknowledged
        seen += len(new)
    found = verify(path)
    assert (found.whole, found.entries) == (True, seen)
    return cut_off, seen


def test_what_was_acknowledged_outlives_five_kills(on_disk):
    assert kill_many(on_disk / "day.wcc", 5)[1] > 0


@pytest.mark.slow
def test_what_was_acknowledged_outlives_two_hundred_kills(on_disk):
    cut_off, seen = kill_many(on_disk / "day.wcc", 200)
    assert cut_off > 20  # most were killed within a write
    assert seen > 200


def write_together(path, processes, each):
    """Let several processes write at once, each as fast as it can."""
    WorkshopFile.create(path).close()
    children = []
    for number in range(processes):
        if not (child := os.fork()):
            try:
                with WorkshopFile(path) as file:
                    for n in range(each):
                        with file.writing(by=f"writer {number}") as pen:
                            pen.write("note", {"n": n}, by=f"writer {number}")
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * processes
    with WorkshopFile(path) as file:
        entries = file.entries()
    found = verify(path)
    assert (found.whole, found.entries) == (True, processes * each)
    for number in range(processes):
        own = [entry.fields["n"] for entry in entries if entry.by == f"writer {number}"]
        assert own == list(range(each))


def test_four_processes_write_one_chain(on_disk):
    write_together(on_disk / "day.wcc", 4, 25)


@pytest.mark.slow
def test_eight_processes_write_four_thousand_entries_in_one_chain(tmp_path):
    """In memory, where there is some: writers crowd there as on no disk."""
    write_together(tmp_path / "day.wcc", 8, 500)


def test_of_several_who_make_a_file_of_one_name_one_does(on_disk):
    children = []
    for _ in range(6):
        if not (child := os.fork()):
            try:
                WorkshopFile.create(on_disk / "day.wcc").close()
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert sorted(ended) == [0, 1, 1, 1, 1, 1]
    assert verify(on_disk / "day.wcc").whole


def test_a_file_whose_making_is_killed_is_whole_or_says_what_to_do(on_disk):
    from wcc_prioritise.tables import InputError

    chance = random.Random(7)
    for n in range(12):
        path = on_disk / f"{n}.wcc"
        if not (child := os.fork()):
            try:
                WorkshopFile.create(path).close()
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, 0.012))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if path.exists():
            try:
                WorkshopFile(path).close()
            except InputError as error:
                assert "an empty file" in str(error)
            else:
                assert verify(path).whole

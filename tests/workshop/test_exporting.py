import csv
import hashlib
import json
import os
import sqlite3

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop


@pytest.fixture
def told(day):
    day.score("P01", "K2", person="S01", score=40.5, by="driver", because='she said "=1+1"')
    day.undo(by="driver")
    day.note("naïve \u202e 🙂 <b>", by="scribe")
    day.freeze(by="chair", because="the board")
    return day


def rows(path):
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT * FROM entries ORDER BY seq").fetchall()


def test_export_and_restore_give_the_same_rows(told, tmp_path):
    told.export(tmp_path / "out")
    with Workshop.restore(tmp_path / "out", tmp_path / "again.wcc") as again:
        assert again.head == told.head
        assert again.case() == told.case()
        assert again.verify(told.head.seal, told.head.entries).whole
    assert rows(tmp_path / "again.wcc") == rows(told.path)


def test_the_tables_of_an_export_are_a_workshop_folder(short, tmp_path):
    with Workshop.start(short, tmp_path / "day.wcc") as day:
        day.note("hello", by="a")
        day.export(tmp_path / "out")
        assert wcc.read(tmp_path / "out") == day.case()


def test_an_export_can_be_checked_with_nothing_but_its_readme(told, tmp_path):
    told.export(tmp_path / "out")
    readme = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    previous = "0" * 64
    for line in (tmp_path / "out" / "entries.jsonl").read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        names = ("previous", "seq", "at", "by", "kind", "body", "because")
        digest = hashlib.sha256(b"wcc entry 1")
        for name in names:
            text = ("" if said[name] is None else str(said[name])).encode()
            digest.update(str(len(text)).encode() + b":" + text)
        assert said["seal"] == digest.hexdigest()
        assert said["previous"] == previous
        previous = said["seal"]
    assert previous in readme
    assert "SHA-256" in readme and "UTC" in readme
    assert (tmp_path / "out" / "data-dictionary.md").read_text().startswith("# Data dictionary")
    with (tmp_path / "out" / "day_log.csv").open(encoding="utf-8") as file:
        log = list(csv.DictReader(file))
    assert len(log) == told.head.entries
    assert log[-4]["because"] == 'she said "=1+1"'
    assert log[-4]["undone_by"] == str(told.head.entries - 2)


def test_a_foreign_folder_is_left_alone(told, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "holiday.txt").write_text("keep")
    with pytest.raises(InputError, match="1 other files, such as holiday.txt"):
        told.export(folder)
    assert [path.name for path in folder.iterdir()] == ["holiday.txt"]
    with pytest.raises(InputError, match="a file of that name"):
        told.export(folder / "holiday.txt")
    (folder / "README.md").write_text("# My readme")
    with pytest.raises(InputError, match="earlier export"):
        told.export(folder)


def test_an_earlier_export_is_written_again(told, tmp_path):
    told.add("idea", by="a", what="x")
    told.export(tmp_path / "out")
    assert (tmp_path / "out" / "ideas.csv").exists()
    told.undo(by="a")
    told.export(tmp_path / "out")
    assert not (tmp_path / "out" / "ideas.csv").exists()
    with Workshop.restore(tmp_path / "out", tmp_path / "again.wcc") as again:
        assert again.head == told.head


@pytest.fixture(scope="module")
def exported(begun, quick_folder):
    """Give the lines of an export."""
    path = begun("open", quick_folder / f"exported-{os.getpid()}.wcc")
    with Workshop(path) as day:
        day.note("naïve", by="scribe")
        day.freeze(by="chair", because="the board")
        folder = day.export(path.with_suffix(".out"))
    return (folder / "entries.jsonl").read_bytes()


@pytest.mark.parametrize("change", [
    lambda lines: lines[:3] + lines[4:],
    lambda lines: [*lines[:-1], lines[-1].replace("board", "bored")],
    lambda lines: [*lines, lines[-1]],
    lambda lines: [*lines[:-1], lines[-1][:-3]],
    lambda lines: [*lines[:-1], "[]"],
    lambda lines: lines[1:],
    lambda lines: [],
])  # fmt: skip
def test_tampered_lines_are_refused(exported, tmp_path, change):
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "entries.jsonl"
    path.write_bytes(exported)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in change(lines)), encoding="utf-8")
    with pytest.raises(InputError, match="entries.jsonl row .* nothing was restored"):
        Workshop.restore(tmp_path / "out", tmp_path / "again.wcc")
    assert not (tmp_path / "again.wcc").exists()


def test_what_is_there_is_not_overwritten(told, tmp_path):
    told.export(tmp_path / "out")
    with pytest.raises(InputError):
        Workshop.restore(tmp_path / "out", told.path)
    assert told.verify().whole
    with pytest.raises(InputError, match="no file of entries"):
        Workshop.restore(tmp_path / "nowhere", tmp_path / "again.wcc")

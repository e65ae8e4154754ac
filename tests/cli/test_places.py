"""Do files arrive whole or not at all, and does every refusal come in words?"""

import errno
import os
from pathlib import Path

import pytest

from wcc_prioritise.cli import places
from wcc_prioritise.cli.places import finished_together, read_case, source_of
from wcc_prioritise.tables import InputError


def everything(folder):
    """Give every file below a folder with its contents, by its path in it."""
    return {
        p.relative_to(folder).as_posix(): p.read_text("utf-8")
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def write(folder, **files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def test_files_arrive_in_a_new_folder_and_nothing_else_is_left(tmp_path):
    with finished_together(tmp_path / "a" / "b") as work:
        write(work, **{"x.txt": "1", "deep/y.txt": "2"})
        assert not (tmp_path / "a").exists()
    assert everything(tmp_path) == {"a/b/x.txt": "1", "a/b/deep/y.txt": "2"}
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_an_earlier_run_is_replaced_its_leavings_go_and_the_rest_stays(tmp_path):
    write(tmp_path, **{"x.txt": "old", "gone.txt": "old", "mine.txt": "my own"})
    with finished_together(tmp_path, ours=["x.txt", "gone.txt", "never.txt"]) as work:
        write(work, **{"x.txt": "new"})
        assert everything(tmp_path)["x.txt"] == "old"
    assert everything(tmp_path) == {"x.txt": "new", "mine.txt": "my own"}


@pytest.mark.parametrize(
    "problem", [RuntimeError("half-way"), KeyboardInterrupt(), SystemExit(143)]
)
def test_what_breaks_off_half_way_leaves_everything_as_it_was(tmp_path, problem):
    write(tmp_path, **{"x.txt": "old", "gone.txt": "old"})
    with pytest.raises(type(problem)), finished_together(tmp_path, ours=["gone.txt"]) as work:
        write(work, **{"x.txt": "half"})
        raise problem
    assert everything(tmp_path) == {"x.txt": "old", "gone.txt": "old"}


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_file_that_is_open_elsewhere_undoes_the_whole_move(tmp_path, monkeypatch, fails_at):
    out, real, moved = tmp_path / "out", os.replace, []
    write(out, **{"a.txt": "old a", "b.txt": "old b", "stale.txt": "old"})

    def replace(source, target):
        if "new" in os.fspath(source):
            moved.append(target)
            if len(moved) == fails_at:
                raise PermissionError(errno.EACCES, "in use", os.fspath(target))
        return real(source, target)

    monkeypatch.setattr(places.os, "replace", replace)
    refused = pytest.raises(InputError, match="open in another program")
    with refused, finished_together(out, ours=["stale.txt"]) as work:
        write(work, **{"a.txt": "new a", "b.txt": "new b", "c.txt": "new c"})
    assert everything(out) == {"a.txt": "old a", "b.txt": "old b", "stale.txt": "old"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full. Make room on the disk"),
        (errno.EROFS, "the place can only be read. Give another path"),
        (errno.EACCES, "no right to it, or a file there is open in another program"),
        (errno.EDQUOT, "your share of the disk is used up. Delete what is no longer needed"),
    ],
)
def test_a_refusal_on_the_way_comes_in_words(tmp_path, number, words):
    with pytest.raises(InputError) as stop, finished_together(tmp_path / "out"):
        raise OSError(number, os.strerror(number))
    assert str(stop.value).startswith("Nothing was written:\n- Found '")
    assert f"out', which cannot be written to: {words}" in str(stop.value)
    assert list(tmp_path.iterdir()) == []


def test_another_failure_of_the_system_is_not_dressed_up(tmp_path):
    with pytest.raises(OSError, match="odd"), finished_together(tmp_path / "out"):
        raise OSError(errno.ECHILD, "odd")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_is_really_full(tmp_path):
    with pytest.raises(InputError, match="the disk is full"), finished_together(tmp_path / "out"):
        Path("/dev/full").write_text("x" * 100_000)


def test_a_file_in_the_way_of_the_folder(tmp_path):
    write(tmp_path, out="a file")
    for out in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with (
            pytest.raises(InputError, match="a part of the path is a file"),
            finished_together(out),
        ):
            pass
    assert everything(tmp_path) == {"out": "a file"}


def test_a_folder_in_the_way_of_a_file(tmp_path):
    (tmp_path / "x.txt").mkdir()
    refused = pytest.raises(InputError, match="a folder stands where a file is to go")
    with refused, finished_together(tmp_path) as work:
        write(work, **{"a.txt": "new", "x.txt": "new"})
    assert everything(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_folder_that_may_not_be_written_to(tmp_path):
    tmp_path.chmod(0o500)
    try:
        refused = pytest.raises(InputError, match="no right to it")
        with refused, finished_together(tmp_path / "out"):
            pass
    finally:
        tmp_path.chmod(0o700)


def test_a_name_that_is_too_long_comes_in_words(tmp_path):
    refused = pytest.raises(InputError, match="the name is too long")
    with refused, finished_together(tmp_path / ("x" * 400)):
        pass
    with pytest.raises(InputError, match="Nothing was read:\n.*the name is too long"):
        read_case(str(tmp_path / ("x" * 400)))


def test_a_folder_of_wcc_new_is_read_through_its_workbook(tmp_path):
    write(tmp_path, **{"workshop.xlsx": "", "notes.csv": "my notes"})
    assert source_of(str(tmp_path)) == tmp_path / "workshop.xlsx"
    assert source_of(str(tmp_path / "notes.csv")) == tmp_path / "notes.csv"


def test_of_two_workshops_in_a_folder_none_is_guessed(tmp_path):
    write(tmp_path, **{"charter.csv": ""})
    assert source_of(str(tmp_path)) == tmp_path
    write(tmp_path, **{"workshop.xlsx": ""})
    with pytest.raises(InputError, match=r"two workshops in .*: workshop.xlsx, and CSV files"):
        source_of(str(tmp_path))


@pytest.mark.parametrize("blank", ["", "  "])
def test_blanks_are_no_path(blank):
    with pytest.raises(InputError, match="no path, only blanks"):
        source_of(blank)

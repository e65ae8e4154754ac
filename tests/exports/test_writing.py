import os

import pytest

from wcc_prioritise.exports.writing import write_whole
from wcc_prioritise.tables import InputError


def test_a_folder_that_does_not_exist_is_made(tmp_path):
    path = tmp_path / "board" / "december" / "paper.html"
    assert write_whole(path, b"new") == path
    assert path.read_bytes() == b"new"
    assert [p.name for p in path.parent.iterdir()] == ["paper.html"]


def test_an_old_file_is_replaced(tmp_path):
    path = tmp_path / "paper.html"
    path.write_bytes(b"a much longer old paper")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_open_in_word_is_told_in_words_and_left_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "paper.docx"
    path.write_bytes(b"old")

    def locked(*_):
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(InputError, match="paper.docx.*Close it where it is open .Word locks"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["paper.docx"]


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        write_whole(tmp_path / "paper.docx", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_that_name_and_a_file_in_the_way_are_told(tmp_path):
    (tmp_path / "paper.docx").mkdir()
    with pytest.raises(InputError, match="written to"):
        write_whole(tmp_path / "paper.docx", b"new")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="written to"):
        write_whole(tmp_path / "file" / "paper.docx", b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "paper.docx"]


def test_a_name_that_no_file_can_have_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be written to"):
        write_whole(tmp_path / "pa\0per.docx", b"new")

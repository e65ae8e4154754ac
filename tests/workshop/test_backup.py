"""Is there a copy of the day beside the file, one and no more?"""

import os
import threading
from datetime import UTC, datetime, timedelta

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import WorkshopFile, verify
from wcc_prioritise.workshop.backup import back_up

DAY = datetime(2027, 4, 1, 9, 25, tzinfo=UTC)


class Clock:
    now = DAY

    def __call__(self):
        return self.now


def say(file, text="Good morning"):
    with file.writing() as pen:
        return pen.write("note", {"text": text}, by="driver")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_first_entry_of_a_day_keeps_a_copy_of_what_was_there(tmp_path):
    clock = Clock()
    with WorkshopFile.create(tmp_path / "day.wcc", clock=clock) as file:
        say(file)
        assert names(tmp_path) == ["day.wcc"]  # an empty file needs no copy
        for _ in range(3):
            say(file)
        assert names(tmp_path) == ["day.2027-04-01.backup.wcc", "day.wcc"]
        clock.now = DAY + timedelta(days=1)
        for _ in range(3):
            say(file)
    kept = {name: verify(tmp_path / name).entries for name in names(tmp_path)}
    assert kept == {
        "day.2027-04-01.backup.wcc": 1,
        "day.2027-04-02.backup.wcc": 4,
        "day.wcc": 7,
    }


def test_a_file_opened_again_on_the_same_day_keeps_no_second_copy(tmp_path):
    with WorkshopFile.create(tmp_path / "day.wcc", clock=Clock()) as file:
        say(file), say(file)
    for _ in range(2):
        with WorkshopFile(tmp_path / "day.wcc", clock=Clock()) as file:
            say(file)
            assert file.backup() is None
    assert verify(tmp_path / "day.2027-04-01.backup.wcc").entries == 1


def test_a_backup_is_a_workshop_file(tmp_path):
    with WorkshopFile.create(tmp_path / "day.wcc", clock=Clock()) as file:
        assert file.backup() is None  # nothing to keep
        said = say(file)
        path = file.backup()
    assert path == tmp_path / "day.2027-04-01.backup.wcc"
    with WorkshopFile(path, clock=Clock()) as copy:
        assert copy.entries() == [said]
        assert say(copy).seq == 2


def test_a_backup_made_while_others_write_is_whole(tmp_path):
    with WorkshopFile.create(tmp_path / "day.wcc", clock=Clock()) as file:
        say(file)
        done = threading.Event()

        def write():
            while not done.is_set():
                say(file)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for n in range(1, 6):
                path = back_up(file.path, (DAY + timedelta(days=n)).date())
                assert verify(path).whole
        finally:
            done.set()
            writer.join()
    assert verify(tmp_path / "day.wcc").whole
    assert not [name for name in names(tmp_path) if name.endswith(".part")]


def test_an_entry_is_not_refused_for_want_of_a_backup(tmp_path, monkeypatch):
    with WorkshopFile.create(tmp_path / "day.wcc", clock=Clock()) as file:
        say(file)

        def refuse(*_):
            raise PermissionError("no")

        monkeypatch.setattr(os, "replace", refuse)
        with pytest.warns(UserWarning, match="No backup was made today"):
            say(file)
        with pytest.raises(InputError, match="a backup that cannot be written"):
            file.backup()
        assert file.head.entries == 2
    assert names(tmp_path) == ["day.wcc"]

"""A day to test with: a small workshop in which nobody has answered yet, and a clock that ticks."""

import datetime
import itertools
import os
import shutil

import pytest

from wcc_prioritise.case import Case
from wcc_prioritise.workshop import Workshop

NINE = datetime.datetime(2026, 9, 29, 9, 0, tzinfo=datetime.UTC)
EIGHT = NINE - datetime.timedelta(hours=1)

_numbers = itertools.count()


class Clock:
    """Goes on by a minute whenever it is looked at."""

    def __init__(self):
        self.now = NINE

    def __call__(self):
        self.now += datetime.timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def before(short):
    """Give what is known before the day: no scores, no swings."""
    return Case({n: t for n, t in short.tables.items() if n not in ("scores", "swings")})


@pytest.fixture
def tmp_path(quick_folder):
    """Give a folder of the test's own in memory, where the system offers that."""
    folder = quick_folder / f"test-{os.getpid()}-{next(_numbers)}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def on_disk(tmp_path_factory):
    """Give a folder on a real disk."""
    return tmp_path_factory.mktemp("on-disk")


@pytest.fixture(scope="session")
def begun(before, quick_folder):
    """Start a record once; give a function that copies it to a path."""
    anonymous = before.charter.model_copy(update={"privacy": "anonymous"})
    cases = {"open": before, "anonymous": before.replace(charter=anonymous)}
    paths = {name: quick_folder / f"begun-{name}-{os.getpid()}.wcc" for name in cases}
    for name, case in cases.items():
        Workshop.start(case, paths[name], clock=lambda: EIGHT).close()
    return lambda name, path: shutil.copy(paths[name], path)


@pytest.fixture
def day(begun, tmp_path, clock):
    """Give a workshop that has just begun."""
    with Workshop(begun("open", tmp_path / "day.wcc"), clock=clock) as workshop:
        yield workshop


@pytest.fixture
def anonymous(begun, tmp_path, clock):
    """Give a workshop in which nobody may be traced."""
    with Workshop(begun("anonymous", tmp_path / "quiet.wcc"), clock=clock) as workshop:
        yield workshop


@pytest.fixture
def answered():
    """Let eight people answer on a criterion."""

    def answer(workshop, criterion="K2", candidate="P01", people=range(1, 9), score=50):
        for number in people:
            workshop.score(candidate, criterion, person=f"S{number:02d}", score=score, by="driver")

    return answer

"""A day to test with: a small workshop in which nobody has answered yet, and a clock that ticks."""

import datetime

import pytest

from wcc_prioritise.case import Case
from wcc_prioritise.workshop import Workshop

NINE = datetime.datetime(2026, 9, 29, 9, 0, tzinfo=datetime.UTC)


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
def day(before, tmp_path, clock):
    """Give a workshop that has just begun."""
    with Workshop.start(before, tmp_path / "day.wcc", clock=clock) as workshop:
        yield workshop


@pytest.fixture
def anonymous(before, tmp_path, clock):
    """Give a workshop in which nobody may be traced."""
    charter = before.charter.model_copy(update={"privacy": "anonymous"})
    case = before.replace(charter=charter)
    with Workshop.start(case, tmp_path / "quiet.wcc", clock=clock) as workshop:
        yield workshop


@pytest.fixture
def answered():
    """Let eight people answer on a criterion."""

    def answer(workshop, criterion="K2", candidate="P01", people=range(1, 9), score=50):
        for number in people:
            workshop.score(candidate, criterion, person=f"S{number:02d}", score=score, by="driver")

    return answer

"""A day in a file of its own, as it stands before anybody has answered."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from wcc_prioritise.teaching import before_the_day
from wcc_prioritise.widgets import Day
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="session")
def begun(short, quick_folder):
    """Start a file once."""
    path = quick_folder / f"console-{os.getpid()}.wcc"
    Workshop.start(before_the_day(short), path).close()
    return path


@pytest.fixture
def day(begun):
    """Give a day in a file of its own."""
    with tempfile.TemporaryDirectory(dir=begun.parent) as folder:
        day = Day(shutil.copy(begun, Path(folder) / "day.wcc"))
        yield day
        day.close()


@pytest.fixture
def answer(day):
    """Let people score a criterion: `answer("K2", "S01", "S02")`, each candidate 50."""

    def answer(criterion, *people, score=50, because=None):
        for person in people or day.results.case.people["person"]:
            about = {"person": person, "criterion": criterion}
            barred = day.results.case.interests.query("effect != 'none'")
            out = set(zip(barred["person"], barred["candidate"], strict=True))
            for candidate in day.results.case.candidates["candidate"]:
                if not {(person, candidate), (person, "all")} & out:
                    told = {**about, "candidate": candidate, "score": score}
                    day.workshop.add("score", by=day.by, because=because, **told)
        day.refresh()

    return answer


def everything(widget):
    """Give a widget and all that is in it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from everything(child)


@pytest.fixture
def find():
    """Find a control by how its name begins: `find(form, "Note")`."""

    def find(widget, name):
        named = [w for w in everything(widget) if getattr(w, "description", "").startswith(name)]
        assert named, f"nothing is called {name!r}"
        return named[0]

    return find


@pytest.fixture
def every():
    """Give every widget in another."""
    return lambda widget: list(everything(widget))


@pytest.fixture
def said_in():
    """Give all the words that stand in a widget."""
    import ipywidgets

    return lambda widget: " ".join(
        w.value for w in everything(widget) if isinstance(w, ipywidgets.HTML)
    )

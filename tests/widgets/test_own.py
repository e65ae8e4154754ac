"""What a notebook shows of the file it was opened on, without a browser."""

import shutil

import ipywidgets as W
import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import before_the_day
from wcc_prioritise.widgets import own
from wcc_prioritise.widgets.console.page import FORMS
from wcc_prioritise.widgets.own import NO_FILE, Step, own_day
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="module")
def begun(short, tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "day.wcc"
    Workshop.start(before_the_day(short), path).close()
    return path


@pytest.fixture
def path(begun, tmp_path, monkeypatch):
    path = shutil.copy(begun, tmp_path / "day.wcc")
    monkeypatch.setenv("WCC_WORKSHOP", str(path))
    monkeypatch.setattr("wcc_prioritise.widgets.own._OPEN", {})
    return path


@pytest.fixture
def shown(monkeypatch):
    """List what is shown."""
    noted = []
    monkeypatch.setattr("wcc_prioritise.widgets.own.publish", noted.append)
    yield noted
    for page in noted:
        page.end()


@pytest.fixture
def said(monkeypatch):
    """List what is said in place of a page."""
    noted = []
    monkeypatch.setattr(
        "IPython.display.display", lambda data, raw: noted.append(data["text/plain"])
    )
    return noted


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def test_without_a_file_it_says_how_to_open_one(monkeypatch, said):
    monkeypatch.delenv("WCC_WORKSHOP", raising=False)
    own_day("weights")
    assert said == [NO_FILE]


def test_a_step_there_is_not_is_refused_whether_there_is_a_file_or_not(monkeypatch):
    monkeypatch.delenv("WCC_WORKSHOP", raising=False)
    with pytest.raises(InputError, match="Did you mean 'weights'"):
        own_day("weight")


@pytest.mark.parametrize("words", ["nowhere.wcc", "."])
def test_a_file_that_is_none_is_told_in_words(path, shown, monkeypatch, said, words):
    monkeypatch.setenv("WCC_WORKSHOP", str(path.parent / words))
    own_day("weights")
    assert not shown and said and said[0].strip()


@pytest.mark.parametrize("screen", FORMS)
def test_every_step_shows_its_forms_and_its_wall(path, shown, screen):
    own_day(screen)
    (page,) = shown
    assert page.screen == screen and page.forms and 'class="wcc-room"' in page.wall.value
    assert "can't be shown" not in "".join(w.value for w in every(page) if isinstance(w, W.HTML))
    assert page.day.workshop.head.entries == page.day.seq, "to look at it enters nothing"


def test_the_wall_moves_by_the_button_alone(path, shown):
    own_day("criteria")
    (page,) = shown
    assert page.day.place.screen == "welcome" and page.going.layout.display is None
    assert "Step 2 of 10" in page.wall.value
    page.going.click()
    assert page.day.place == page.place == Place("criteria")
    assert page.going.layout.display == "none"
    page.day.turn(2)
    assert "Page 2 of" in page.wall.value


def test_a_step_of_the_full_day_is_not_put_on_the_wall_of_the_short_one(path, shown):
    own_day("programme")
    assert shown[0].going.layout.display == "none"


def test_what_is_entered_is_in_the_file_and_a_cell_can_be_run_again(path, shown):
    own_day("scores")
    assert shown[0].day.workshop.score("P01", "K2", person="S01", score=40, by="driver")
    own_day("scores")
    assert len(shown) == 2 and list(own._OPEN.values()) == [shown[1]]
    assert isinstance(shown[1], Step) and len(shown[1].day.results.case.scores) == 1

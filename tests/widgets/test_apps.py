"""What a notebook shows: moving parts, a picture, and words that a test can compare."""

import base64
import re

import ipywidgets as W
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.widgets import Day, apps
from wcc_prioritise.widgets.apps import App, ScoresTried

VIEW = "application/vnd.jupyter.widget-view+json"
EVERY = (apps.weights_app, apps.ranking_app, apps.set_app, apps.schedule_app, apps.scores_app)


@pytest.fixture
def day(short_copy):
    day = Day(short_copy)
    yield day
    day.close()


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def named(app):
    return {one.description: one for one in every(app.widget) if hasattr(one, "description")}


@pytest.mark.parametrize("make", EVERY)
def test_each_app_has_three_forms_and_names_for_its_controls(make, short):
    app = make(short)
    controls = [w for w in every(app.widget) if hasattr(w, "description")]
    assert all(w.description for w in controls if not isinstance(w, W.HTML))
    assert not [w for w in every(app.widget) if isinstance(w, W.Output)]
    assert "wcc-app" in app.widget._dom_classes
    assert app.words and not re.search("model_id|IPY_MODEL|[0-9a-f]{32}|<", app.words)
    assert repr(app) == app.words == make(short).words
    assert not [w for w in controls if w.description.startswith("Keep")]


def test_the_bundle_holds_the_live_view_the_picture_and_the_words():
    drawn = []

    def png():
        drawn.append(1)
        return b"\x89PNG"

    app = App(W.VBox(), "1. P04", png, "a bar for each")
    assert not drawn
    data, about = app._repr_mimebundle_()
    assert set(data) == {"text/plain", "image/png", VIEW}
    assert data["text/plain"] == "1. P04" and data[VIEW]["model_id"]
    assert base64.b64decode(data["image/png"]) == b"\x89PNG" and drawn == [1]
    assert about["image/png"]["alt"] == "a bar for each"


def test_the_picture_is_drawn_once_and_is_one(short):
    data, _ = apps.set_app(short)._repr_mimebundle_()
    assert base64.b64decode(data["image/png"])[1:4] == b"PNG"


def test_the_words_of_the_weights_are_the_ranking(short):
    table = wcc.rank(wcc.appraise(short)).table
    lines = apps.weights_app(short).words.splitlines()
    assert lines[1] == f"1. {table['candidate'].iloc[0]} {table['name'].iloc[0]}"
    assert lines[-1].startswith("The set: ") and len(lines) == 14


def test_a_slider_redraws_in_place(short):
    app = apps.weights_app(short)
    shown = [one.value for one in every(app.widget) if isinstance(one, W.HTML)]
    slider = next(one for one in every(app.widget) if isinstance(one, W.IntSlider))
    slider.value = 0
    assert shown != [one.value for one in every(app.widget) if isinstance(one, W.HTML)]


def test_a_day_keeps_what_is_decided_and_a_set_can_be_shown_by_itself(day):
    named(apps.set_app(day))["Keep this set"].click()
    assert day.results.case.calculations["verb"].iloc[-1] == "select"
    named(apps.schedule_app(day))["Keep this order"].click()
    assert day.results.case.calculations["verb"].iloc[-1] == "schedule"
    before = day.seq
    named(apps.weights_app(day))["Keep a note of it"].click()
    assert day.seq == before + 1
    kept = day.results.portfolio
    assert apps.set_app(kept).words == apps.set_app(day).words


def test_a_programme_is_shown_as_it_was_asked_for(portfolio):
    programme = wcc.schedule(portfolio, "2028-04", capacity={"lead_months": 9})
    assert apps.schedule_app(programme).words == programme.summary()


def test_scores_say_where_we_agree_and_whether_another_would_matter(portfolio):
    state = ScoresTried(portfolio)
    assert state.answer == "" and "C2" in state.titles
    state.criterion, state.candidate, state.score = "C3", "P04", 90
    assert "C3" in state.shown and state.answer.startswith("Yes: P04")


def test_why_is_answered_in_the_app(short):
    app = apps.ranking_app(short)
    chosen = named(app)["Why does it stand there?"]
    chosen.value = "P22"
    assert any("P22 (" in one.value for one in every(app.widget) if isinstance(one, W.HTML))


def test_the_script_that_names_sliders_reads_as_nothing(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    apps.name_sliders()
    assert shown == [{"application/javascript": apps.NAMES, "text/plain": ""}]
    assert "aria-label" in apps.NAMES and "http" not in apps.NAMES

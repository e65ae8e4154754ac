import pytest

from wcc_prioritise.teaching import before_the_day
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.console import revealing
from wcc_prioritise.widgets.console.revealing import Revealing
from wcc_prioritise.workshop import Workshop


@pytest.fixture
def day(short, tmp_path):
    path = tmp_path / "day.wcc"
    Workshop.start(before_the_day(short), path).close()
    day = Day(path)
    day.go("scores")
    yield day
    day.close()


def scored(day, case, people, criterion="K2"):
    rows = case.scores[case.scores["person"].isin(people) & (case.scores["criterion"] == criterion)]
    for row in rows.to_dict("records"):
        assert day.enter("score", **row), day.fault


@pytest.fixture
def people(short):
    return sorted(short.people["person"])


def test_who_is_outstanding_is_said_by_token(day, short, people):
    scored(day, short, people[:2])
    state = Revealing(day)
    assert state.what == "K2"
    assert state.standing.words.startswith(f"2 of {len(people)} are in. The quorum is 7:")
    for person in people[2:]:
        assert f"{person}; 12 to go" in state.standing.words
    assert f"{people[0]};" not in state.standing.words


def test_below_the_quorum_a_reason_is_asked_for_and_stands_in_the_record(day, short, people):
    scored(day, short, people[:2])
    state = Revealing(day)
    assert not state.reveal() and "quorum" in state.fault
    assert not day.results.seen("K2")
    state.because = "the others left early (SYNTHETIC)"
    assert state.reveal() and state.because == state.fault == ""
    entry = day.workshop.of_kind("reveal")[-1]
    assert entry.because == "the others left early (SYNTHETIC)" and day.results.seen("K2")
    assert "Round 2 is open" in state.standing.words


def test_the_next_round_is_asked_for_on_its_screen(day, short, people):
    state = Revealing(day)
    state.what = "K3"
    assert state.open_next() and (day.place.screen, day.place.criterion) == ("scores", "K3")
    day.go("weights")
    weights = Revealing(day)
    assert weights.choices == {"weights": "weights"}
    day.go("map")
    assert weights.open_next() and day.place.screen == "weights"


@pytest.mark.parametrize(
    ("screen", "what"), [("gut", "gut order"), ("heard", "agreement"), ("weights", "weights")]
)
def test_a_screen_reveals_what_it_asks_for(day, screen, what):
    from wcc_prioritise.widgets.place import Place

    day.show(Place(screen))
    assert list(Revealing(day).choices.values()) == [what]


def test_the_form_counts_again_after_every_entry(day, short, people):
    form = revealing.form(day)
    shown = form.children[3]
    assert "0 of 10 are in" in shown.value
    scored(day, short, people[:1])
    assert "1 of 10 are in" in shown.value
    form.children[4].value = "a reason (SYNTHETIC)"
    form.children[6].children[0].click()
    assert "Round 2 is open" in shown.value and form.children[4].value == ""

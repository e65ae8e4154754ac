"""What may the room see? Only what was revealed."""

import pytest

from wcc_prioritise.workshop import Workshop


@pytest.fixture
def day(short, tmp_path):
    """Give a day with two people's scores on K2, and one answer of each other private kind."""
    from wcc_prioritise.teaching import before_the_day

    with Workshop.start(before_the_day(short), tmp_path / "day.wcc") as day:
        people = list(short.people["person"])
        for person in people:
            day.score("P01", "K2", person=person, score=40, by="driver")
        day.swing("K2", person=people[0], points=100, by="driver")
        day.add("gut order", by="driver", person=people[0], text="P01; P02")
        yield day


def test_nothing_private_is_shown_before_it_is_revealed(day):
    case, shown = day.case(), day.shown()
    assert len(case.scores) and len(case.swings) and "gut order" in set(case.acts["act"])
    assert not len(shown.scores) and not len(shown.swings)
    assert "gut order" not in set(shown.acts["act"])
    assert shown.candidates.equals(case.candidates)


def test_a_reveal_shows_that_criterion_and_no_other(day, short):
    day.score("P01", "K3", person=short.people["person"][0], score=70, by="driver")
    day.reveal("K2", by="facilitator")
    assert set(day.shown().scores["criterion"]) == {"K2"}
    day.score("P01", "K2", person=short.people["person"][0], score=55, round=2, by="driver")
    assert set(day.shown().scores["round"]) == {1} and 55 in set(day.case().scores["score"])
    day.reveal("K2", by="facilitator", because="the others stay with what they said")
    assert 55 in set(day.shown().scores["score"])


def test_gut_orders_are_shown_when_they_are_opened(day):
    day.reveal("gut order", by="facilitator", because="the set is on the table")
    assert "gut order" in set(day.shown().acts["act"])


def test_what_the_record_began_with_is_seen(short, tmp_path):
    with Workshop.start(short, tmp_path / "scored.wcc") as day:
        assert len(day.shown().scores) == len(short.scores)


def test_the_wall_and_the_timer_are_told_and_cannot_be_undone(day):
    last = day.note("before", by="scribe")
    day.add("screen", by="facilitator", text="map, page 2")
    day.add("timer", by="facilitator", text="4 minutes", candidate="P01", criterion="K2")
    words = list(day.entries()["words"])[-2:]
    assert words == ["on the wall: map, page 2", "timer: 4 minutes"]
    day.undo(by="scribe")
    assert day.entries()["undone_by"].dropna().index[0] + 1 == last.seq

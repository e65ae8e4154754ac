import json

from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.widgets.agenda import SCREENS
from wcc_prioritise.widgets.place import Place, last_place, place_said
from wcc_prioritise.workshop import Entry


def entry(fields):
    return Entry(1, "2026-10-14T14:00:00+00:00", "x", "screen", json.dumps(fields), None, "", "")


@given(
    st.builds(
        Place,
        screen=st.sampled_from([screen.key for screen in SCREENS]),
        page=st.integers(1, 999),
        candidate=st.none() | st.just("P01"),
        criterion=st.none() | st.just("K2"),
        paused=st.booleans(),
    )
)
def test_a_place_reads_back_as_it_was_said(place):
    assert place_said(entry(place.fields)) == place


def test_other_words_are_no_place():
    for text in ("somewhere", "", "map, page two", "map page 2", None):
        assert place_said(entry({"text": text})) is None


def test_the_last_place_counts_and_other_words_do_not_hide_it():
    said = [entry(Place("map").fields), entry({"text": "a word typed by hand"})]
    assert last_place(said, Place("welcome")) == Place("map")
    assert last_place([], Place("welcome")) == Place("welcome")

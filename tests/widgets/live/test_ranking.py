from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.widgets.live import ranking_view, weights_view
from wcc_prioritise.widgets.live.ranking import move_words

HOSTILE = "<script>alert('x')</script>&\"<img src=x onerror=alert(1)>"

value = st.integers(0, 10).map(float)


def valued(values, names=None, weights=None):
    """Give what has values: codes A, B ... with names."""
    value = pd.Series(values, dtype=float)
    names = pd.Series(names or {code: f"name of {code}" for code in value.index}, dtype=object)
    criteria = pd.DataFrame({"criterion": ["C1", "C2"], "name": ["One", "Two"]})
    case = SimpleNamespace(names=names, criteria=criteria)
    return SimpleNamespace(case=case, value=value, weights=pd.Series(weights, dtype=float))


def rows(view):
    return [line.split("; ") for line in view.words.splitlines()[1:]]


def test_the_ranking_of_the_sample_reads_as_rank_says(appraisal):
    import wcc_prioritise as wcc

    table = wcc.rank(appraisal).table
    shown = rows(ranking_view(appraisal))
    assert [row[1].split()[0] for row in shown] == list(table["candidate"])
    assert [int(row[2]) for row in shown] == [round(v) for v in table["value"]]


def test_equals_share_a_place_and_say_so():
    shown = rows(ranking_view(valued({"A": 50, "B": 50, "C": 20})))
    assert [row[0] for row in shown] == ["1 (level)", "1 (level)", "3"]


@settings(max_examples=25)
@given(st.lists(value, min_size=2, max_size=8), st.data())
def test_twins_tie_and_the_order_of_rows_does_not_matter(values, data):
    codes = [f"P{number}" for number in range(len(values))]
    given_ = dict(zip(codes, values, strict=True))
    places = {row[1].split()[0]: row[0] for row in rows(ranking_view(valued(given_)))}
    for one in codes:
        for two in codes:
            assert (given_[one] == given_[two]) == (places[one] == places[two])
    mixed = {code: given_[code] for code in data.draw(st.permutations(codes))}
    assert ranking_view(valued(mixed)).html == ranking_view(valued(given_)).html


def test_moves_are_said_in_words_beside_a_symbol():
    before, now = valued({"A": 9, "B": 8, "C": 7}), valued({"A": 7, "B": 8, "C": 9})
    assert [row[3] for row in rows(ranking_view(now, before))] == [
        "▲ up 2", "= as before", "▼ down 2",
    ]  # fmt: skip
    assert move_words(None, 1) == ""


def test_a_value_that_is_not_known_is_neither_nought_nor_a_place():
    shown = rows(ranking_view(valued({"A": float("nan"), "B": 8})))
    assert shown[1] == ["not known", "A name of A", "not known"]


def test_what_people_typed_is_text():
    view = ranking_view(valued({"A": 1, "B": 2}, {"A": HOSTILE, "B": "fair"}))
    assert "<script" not in view.html and "<img" not in view.html
    assert "&lt;script&gt;" in view.html and HOSTILE in view.words


def test_it_is_a_table_that_can_be_read_out(appraisal):
    drawn = ranking_view(appraisal, appraisal).html
    assert drawn.count("<caption>") == drawn.count("<table") == 1
    assert drawn.count('<th scope="row">') == 24 and drawn.count('<th scope="col">') == 4
    assert drawn.count('aria-hidden="true"') == 24


def test_weights_are_hundredths_of_the_whole_beside_what_they_were():
    before = valued({"A": 1}, weights={"C1": 0.5, "C2": 0.5})
    now = valued({"A": 1}, weights={"C1": 0.8, "C2": 0.2})
    assert rows(weights_view(now, before)) == [["C1 One", "80", "50"], ["C2 Two", "20", "50"]]
    assert rows(weights_view(now)) == [["C1 One", "80"], ["C2 Two", "20"]]


@pytest.mark.parametrize("weights", [{"C1": 0.0, "C2": 0.0}, {"C1": 1.0, "C2": 0.0}])
def test_bars_stay_within_their_frame(weights):
    assert "width:-" not in weights_view(valued({"A": 1}, weights=weights)).html

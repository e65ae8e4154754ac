"""Are faults told in words, all at once, and is the name that was meant found?"""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.tables import Fault, InputError, near_miss
from wcc_prioritise.tables.faults import LISTED_ROWS, fold, quoted


def test_a_fault_says_where_what_is_allowed_and_what_to_do():
    fault = Fault("scores.csv", 14, "score", "'abc'", "a number from 0 to 100", "Correct it.")
    assert fault.words() == (
        "scores.csv row 14, column score: found 'abc'; allowed: a number from 0 to 100. Correct it."
    )


@pytest.mark.parametrize(
    ("where", "row", "column", "start"),
    [
        ("", None, None, "Found 'x'"),
        ("limits", None, None, "limits: found 'x'"),
        ("", None, "quarters", "column quarters: found 'x'"),
        ("", 3, None, "row 3: found 'x'"),
    ],
)
def test_what_is_not_known_of_the_place_is_left_out(where, row, column, start):
    assert Fault(where, row, column, "'x'", "", "").words() == f"{start}."


def test_a_line_stays_a_line_whatever_was_found():
    assert "\n" not in Fault("a", 1, "b", "'one\ntwo'", "x\ny", "Do\nit.").words()


def test_an_error_counts_its_faults_and_lists_each():
    faults = [Fault("a.csv", row, "x", f"'{row}'", "", "") for row in (2, 3, 4)]
    lines = str(InputError(faults)).splitlines()
    assert lines[0] == "3 things to put right before we start:"
    assert lines[1:] == [f"- {fault.words()}" for fault in faults]


def test_one_thing_is_not_called_things_and_a_heading_can_be_given():
    assert str(InputError.of(found="'x'")).startswith("1 thing to put right before we start:")
    fault = Fault("a", None, None, "'x'", "", "")
    assert str(InputError([fault], heading="Not yet:")).splitlines()[0] == "Not yet:"


@pytest.mark.parametrize("count", [LISTED_ROWS, LISTED_ROWS + 1])
def test_the_same_fault_in_many_rows_is_told_once_with_the_count(count):
    faults = [
        Fault("scores.csv", row, "score", "'n/a'", "a number", "") for row in range(2, 2 + count)
    ]
    lines = str(InputError(faults)).splitlines()[1:]
    if count == LISTED_ROWS:
        assert len(lines) == count
    else:
        assert lines == [
            "- scores.csv rows 2, 3, 4, 5, 6 and 16 more (21 in all), column score: found 'n/a'; "
            "allowed: a number."
        ]


def test_a_crowd_does_not_hide_another_fault():
    crowd = [Fault("s.csv", row, "score", f"'{row}'", "a number", "") for row in range(2, 60)]
    other = Fault("s.csv", 7, "person", "blank", "text", "")
    lines = str(InputError([*crowd[:5], other, *crowd[5:]])).splitlines()
    assert lines[0].startswith("2 things")
    assert "'2' in the first of them" in lines[1]
    assert lines[2] == f"- {other.words()}"


def test_faults_without_a_row_never_become_a_crowd():
    faults = [Fault("a", None, None, f"no item {i}", "x", "y") for i in range(30)]
    assert str(InputError(faults)).startswith("30 things")


def test_an_error_survives_a_trip_to_another_process():
    error = InputError([Fault("a", 1, "b", "c", "d", "e")], heading="H")
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert again.faults == error.faults


@pytest.mark.parametrize(
    ("word", "allowed", "meant"),
    [
        ("scroe", ["score", "reason"], "score"),
        ("Set up costs", ["running_cost", "set_up_cost"], "set_up_cost"),
        ("cost of set-up", ["running_cost", "set_up_cost"], "set_up_cost"),
        ("Per-persons", ["total", "per person", "condition"], "per person"),
        ("P1", ["P01", "P02"], "P01"),
        ("P99", ["P01", "P02"], None),
        ("banana", ["score", "reason"], None),
        ("", ["score"], None),
        ("-", ["-", "score"], None),
    ],
)
def test_near_miss_finds_what_was_meant_and_nothing_else(word, allowed, meant):
    assert near_miss(word, allowed) == meant


@given(st.lists(st.text(min_size=1), min_size=1), st.data())
def test_a_name_is_its_own_nearest(names, data):
    word = data.draw(st.sampled_from(names))
    if fold(word):
        assert fold(near_miss(word, names)) == fold(word)


@given(st.text())
def test_a_quotation_is_one_short_line(text):
    said = quoted(text)
    assert len(said) <= 62
    assert len(said.splitlines()) <= 1 or not said.isprintable()

"""Is a charter read that stands upright?"""

import pandas as pd
import pytest

from wcc_prioritise.tables import check_frame

GOOD = {
    "question": "Which?",
    "organisation": "SYNTHETIC system",
    "reference_people": 1000,
    "reference_because": "typical",
    "quick_gain_per_million": 100,
    "long_gain": 1500,
}


def upright(items, **columns):
    items = list(items.items() if isinstance(items, dict) else items)
    frame = pd.DataFrame(items, columns=["Item", "Value"], dtype=object).assign(**columns)
    table, faults = check_frame("charter", frame, where="charter.csv")
    return table, [fault.words() for fault in faults]


def test_items_become_one_row_and_their_places_are_kept():
    table, faults = upright(GOOD, meaning="for the reader", colour="ignored")
    assert not faults
    assert table.frame.loc[0, "reference_people"] == 1000
    assert table.frame.loc[0, "long_horizon"] == 10
    assert table.places["long_gain"] == 7


def test_a_blank_optional_item_takes_its_default():
    table, faults = upright(GOOD | {"long horizon": None, "Score rule": " ", "pass_mark": ""})
    assert not faults
    assert table.frame.loc[0, "score_rule"] == "person"


def test_a_wrong_value_names_the_row_of_its_item():
    _, faults = upright(GOOD | {"slip": "a lot", "discount_rate": 1.5})
    assert faults == [
        "charter.csv row 8, column value: found 'a lot' for slip; allowed: a number, 1 or more; "
        "blank means 1.5. Correct the cell.",
        "charter.csv row 9, column value: found '1.5' for discount_rate; allowed: a number from 0 "
        "to below 1 (a year); blank means 0.015. Correct the cell.",
    ]


def test_a_needed_item_that_is_blank_or_missing():
    _, faults = upright({k: v for k, v in GOOD.items() if k != "long_gain"} | {"question": None})
    assert faults[0].startswith(
        "charter.csv: found no item 'long_gain'; allowed: a number, 0 or more"
    )
    assert faults[1].startswith("charter.csv row 2, column value: found blank for question")
    assert len(faults) == 2


def test_a_misspelt_item_is_one_fault_and_its_value_is_read():
    items = [("organization", v) if k == "organisation" else (k, v) for k, v in GOOD.items()]
    _, faults = upright(items)
    assert faults == [
        "charter.csv row 3, column item: found an unknown item 'organization'; allowed: an item of "
        "the charter. Did you mean 'organisation'?"
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("weather", "fine"), "found an unknown item 'weather'"),
        ((None, "fine"), "found a value without an item"),
        (("Question", "Again?"), "found question again, as in row 2"),
    ],
)
def test_rows_that_do_not_belong(row, words):
    _, faults = upright([*GOOD.items(), row])
    assert len(faults) == 1
    assert f"charter.csv row 8, column item: {words}" in faults[0]


def test_a_charter_with_faults_is_not_half_read():
    table, _ = upright(GOOD | {"slip": "a lot"})
    assert len(table.frame) == 0


def test_one_row_of_a_frame_is_a_charter_and_two_are_not():
    assert not check_frame("charter", pd.DataFrame([GOOD]))[1]
    _, faults = check_frame("charter", pd.DataFrame([GOOD, GOOD]))
    assert "found 2 charters; allowed: one charter" in faults[0].words()


def test_an_empty_charter_and_one_without_its_columns_are_one_fault_each():
    assert upright([])[1] == [
        "charter.csv: found nothing: it is empty; allowed: at least one row. Fill it in."
    ]

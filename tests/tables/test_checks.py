"""Is each row checked by the schema, and is each fault told in words, once?"""

import datetime

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError, check_frame

SCORE = {"person": "S01", "candidate": "P01", "criterion": "C1", "score": 50}


def scores(*changes):
    rows = [SCORE | {"person": f"S{i:02}"} | change for i, change in enumerate(changes, start=1)]
    return check_frame("scores", pd.DataFrame(rows, dtype=object), where="scores.csv")


def words(faults):
    return [fault.words() for fault in faults]


@pytest.mark.parametrize(
    ("cell", "found", "do"),
    [
        ("abc", "'abc'", "Correct the cell."),
        ("60 points", "'60 points'", "Write the number alone, without words or signs."),
        (101, "'101'", "Correct the cell."),
        (-1, "'-1'", "Correct the cell."),
        (float("inf"), "'inf'", "Correct the cell."),
        (datetime.datetime(2026, 2, 1), "'2026-02-01'", "Write the number alone"),
    ],
)
def test_a_score_that_is_none(cell, found, do):
    table, faults = scores({"score": cell})
    assert len(table.frame) == 0
    expected = (
        f"scores.csv row 2, column score: found {found}; allowed: a number from 0 to 100, or don't "
        f"know. {do}"
    )
    assert words(faults)[0].startswith(expected)


@pytest.mark.parametrize("cell", ["don't know", "Don’t  know", "?", np.nan, None, pd.NA])
def test_a_missing_score_of_a_frame_is_a_dont_know(cell):
    table, faults = scores({"score": cell})
    assert not faults
    assert table.frame["score"].isna().all()
    assert len(table.frame) == 1


def test_an_empty_text_is_a_score_not_yet_given():
    table, faults = scores({"score": ""}, {"score": "1,0"}, {"score": 7})
    assert table.rows == (4,)
    assert len(faults) == 1


def test_numbers_are_read_from_how_people_write_them():
    frame = pd.DataFrame(
        {"pot": ["A", "B", "C"], "what": "x", "size": ["1,250", "£3,000.5", " 12 "]}
    )
    table, faults = check_frame("pots", frame)
    assert not faults
    assert table.frame["size"].tolist() == [1250, 3000.5, 12]


def test_every_fault_of_a_row_is_told_and_its_good_cells_kept_for_reference():
    table, faults = scores({"candidate": None, "score": 500, "round": "one"}, {})
    assert [fault.column for fault in faults] == ["candidate", "score", "round"]
    assert faults[0].found == "blank"
    assert table.known("person") == {"S01", "S02"}
    assert table.rows == (3,)


def test_a_choice_suggests_what_was_meant():
    frame = pd.DataFrame(
        {"candidate": ["P1", "P2"], "link": ["need", "likes"], "other": ["P3", "P4"]}
    )
    _, faults = check_frame("links", frame)
    assert words(faults)[0] == (
        "links row 2, column link: found 'need'; allowed: one of: needs, excludes, helps. "
        "Did you mean 'needs'?"
    )
    assert words(faults)[1].endswith("Choose one of them.")


@pytest.mark.parametrize(
    "cell", ["2026-09-30", "30/09/2026", "30 Sep 2026", pd.Timestamp("2026-09-30")]
)
def test_dates_in_their_usual_forms(workshop, cell):
    frame = workshop["candidates"].assign(contract_date=cell)
    table, faults = check_frame("candidates", frame)
    assert not faults
    assert set(table.frame["contract_date"]) == {datetime.date(2026, 9, 30)}


@pytest.mark.parametrize("cell", ["September", "2026-13-01", "9/30/2026", 46295])
def test_what_is_no_date_is_refused(workshop, cell):
    _, faults = check_frame("candidates", workshop["candidates"].assign(contract_date=cell).head(1))
    assert "allowed: a date, as 2026-09-30 or 30/09/2026" in words(faults)[0]


def test_codes_with_leading_zeros_stay_text():
    frame = pd.DataFrame({"area": ["007"], "peer": [12], "order": ["1"]})
    table, _ = check_frame("peers", frame)
    assert table.frame.loc[0, ["area", "peer", "order"]].tolist() == ["007", "12", 1.0]


def test_a_missing_anchor_names_criterion_and_level(workshop):
    frame = workshop["criteria"].copy()
    frame.loc[3, ["anchor_25", "anchor_100"]] = [None, "  "]
    _, faults = check_frame("criteria", frame)
    assert [fault.found for fault in faults] == [
        "blank: C4 has no words for 25",
        "blank: C4 has no words for 100",
    ]
    assert faults[0].row == 5


def test_a_repeated_key_names_the_first_row_even_beside_another_fault():
    _, faults = scores({}, {"person": "S01"}, {"person": "S01", "score": "x"})
    repeated = [fault for fault in faults if "again" in fault.found]
    assert [(fault.row, fault.found) for fault in repeated] == [
        (3, "'S01, P01, C1, 1' again, as in row 2"),
        (4, "'S01, P01, C1, 1' again, as in row 2"),
    ]
    assert "each person, candidate, criterion and round once" in repeated[0].words()
    assert len(faults) == 3


def test_a_repeated_code_stands_at_its_column(workshop):
    twice = pd.concat([workshop["people"], workshop["people"].head(1)])
    table, faults = check_frame("people", twice)
    assert (faults[0].row, faults[0].column) == (5, "person")
    assert len(table.frame) == 3


def test_a_row_of_headings_below_the_headings_is_one_fault():
    _, faults = scores({"score": "points", "round": "number"}, {})
    assert len(faults) == 1
    assert "what looks like a second row of headings ('points', 'number')" in faults[0].found


def test_column_names_repeated_further_down_are_one_fault():
    _, faults = scores({}, {column: column.title() for column in SCORE})
    assert [fault.row for fault in faults] == [3]
    assert faults[0].found == "the column names again"


def test_further_columns_are_numbers(workshop):
    frame = workshop["candidates"].assign(resource_beds=["4", "1,000", None, "many"])
    table, faults = check_frame("candidates", frame)
    assert words(faults) == [
        "candidates row 5, column resource_beds: found 'many'; allowed: a number, or blank. "
        "Write the number alone."
    ]
    assert table.frame["resource_beds"].tolist()[:2] == [4, 1000]
    assert np.isnan(table.frame["resource_beds"][2])


def test_a_needed_table_without_rows_is_one_fault():
    for name in ("people", "swings"):
        _, faults = check_frame(name, pd.DataFrame(columns=list(TABLES[name].model_fields)))
        assert words(faults) == [
            f"{name}: found nothing: it is empty; allowed: at least one row. Fill it in."
        ]
    _, faults = check_frame("links", pd.DataFrame(columns=["candidate", "link", "other"]))
    assert not faults


def test_swings_that_are_all_blank_say_so():
    frame = pd.DataFrame({"person": ["S01"], "criterion": ["C1"], "points": [None]})
    _, faults = check_frame("swings", frame)
    assert words(faults)[0].startswith("swings: found no row with points")


def test_a_missing_column_does_not_fault_every_row(workshop):
    frame = workshop["swings"].drop(columns="points").assign(reason="why")
    table, faults = check_frame("swings", frame)
    assert [fault.column for fault in faults] == ["points"]
    assert table.known("person") == {"S01", "S02", "S03"}


def test_a_frame_has_every_field_with_its_type(workshop):
    for name, frame in workshop.items():
        table, faults = check_frame(name, frame)
        assert not faults
        assert list(table.frame)[: len(TABLES[name].model_fields)] == list(
            TABLES[name].model_fields
        )
    candidates = check_frame("candidates", workshop["candidates"])[0].frame
    assert candidates["people"].dtype == np.float64
    assert candidates["quarters"].dtype == np.int64
    assert candidates["organisations"][0] == ("GPs", "council")
    assert candidates["indicators"][0] == ()
    assert candidates["received"].isna().all()
    assert candidates["kind"].tolist() == ["new"] * 4


def test_an_empty_table_has_the_same_types_as_a_full_one(workshop):
    full = check_frame("candidates", workshop["candidates"].drop(columns="resource_beds"))[0].frame
    empty = check_frame("candidates", full.head(0))[0].frame
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_checking_what_was_checked_changes_nothing(workshop):
    for name, frame in workshop.items():
        once = check_frame(name, frame)[0].frame
        again, faults = check_frame(name, once)
        assert not faults
        pd.testing.assert_frame_equal(again.frame, once)


def test_an_unknown_table_suggests_what_was_meant():
    with pytest.raises(InputError, match="Did you mean 'scores'?"):
        check_frame("scoers", pd.DataFrame())


def test_twenty_thousand_rows_are_checked():
    rows = 20_000
    frame = pd.DataFrame(
        {"person": [f"S{i}" for i in range(rows)], "criterion": "C1", "points": 5.0}
    )
    table, _ = check_frame("swings", frame)
    assert len(table.frame) == rows

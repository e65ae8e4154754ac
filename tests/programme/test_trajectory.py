"""Where should a benefit be by a date?"""

import datetime

import pytest

from wcc_prioritise.programme.trajectory import read_pairs, trajectory_of
from wcc_prioritise.tables import InputError

DAY = datetime.date
ROW = {"baseline": 10.0, "baseline_date": DAY(2027, 1, 1), "target": 30.0,
       "target_date": DAY(2027, 1, 21), "trajectory": None}  # fmt: skip


def test_a_straight_line_from_baseline_to_target_flat_outside():
    way = trajectory_of(ROW)
    assert [way.at(DAY(2027, 1, d)) for d in (1, 11, 21, 31)] == [10, 20, 30, 30]
    assert way.at(DAY(2026, 1, 1)) == 10


def test_the_line_begins_with_the_first_benefit_for_nothing_was_claimed_before():
    way = trajectory_of(ROW, DAY(2027, 1, 11))
    assert [way.at(DAY(2027, 1, d)) for d in (5, 11, 16, 21)] == [10, 10, 20, 30]


def test_pairs_are_followed_with_the_ends_beside_them():
    way = trajectory_of({**ROW, "trajectory": "2027-01-11:12"})
    assert [way.at(DAY(2027, 1, d)) for d in (1, 6, 11, 16, 21)] == [10, 11, 12, 21, 30]
    alone = {**ROW, "baseline": None, "target": None, "trajectory": "11/01/2027: 12; "}
    assert trajectory_of(alone).at(DAY(2027, 1, 1)) == 12


@pytest.mark.parametrize("lacking", ["baseline", "baseline_date", "target", "target_date"])
def test_without_an_end_there_is_no_line(lacking):
    assert trajectory_of({**ROW, lacking: None}) is None


@pytest.mark.parametrize("text", ["soon", "2027-01-11", "2027-01-11:", "2027-01-11:many",
                                  ":4", "2027-01-11:1; 11/01/2027:2", "2027-13-01:4"])  # fmt: skip
def test_nonsense_is_refused_in_words(text):
    with pytest.raises(InputError, match="date:figure pairs"):
        read_pairs(text)

"""Does `wcc next-round` open next year's file, and say what to look at again?"""

import shutil

import pytest

from wcc_prioritise.workshop import Workshop, verify


@pytest.fixture
def day(wcc, short_day, tmp_path):
    """Give the scripted short day in the folder of the test."""
    return shutil.copy(short_day, tmp_path / "day.wcc").name


def test_it_opens_next_years_file_and_tells_what_carries_over(wcc, day, tmp_path):
    before = (tmp_path / day).read_bytes()
    told = wcc("next-round", day, "--on", "2027-11-01", "--gone", "S02")
    assert told.code == 0, told.err
    assert "Made" in told.out and (tmp_path / "day-2027.wcc").is_file()
    for words in ("The round of 2027 begins with 5 candidates", "Carried over from day.wcc",
                  "Last year's promises:", "R02 (open) P01 TIA", "people S02: (patient) is gone",
                  "To be looked at again:", "Next: wcc log"):  # fmt: skip
        assert words in told.said
    assert (tmp_path / day).read_bytes() == before
    assert verify(tmp_path / "day-2027.wcc").whole
    listed = wcc("next-round", "day-2027.wcc", "--again")
    assert listed.code == 0 and "people S02: (patient) is gone" in listed.said
    again = wcc("next-round", day)
    assert again.code == 2 and "a file of that name" in again.said


def test_an_unfrozen_file_needs_a_reason_and_names_are_asked_for(wcc, short, tmp_path):
    Workshop.start(short, tmp_path / "day.wcc", names={"S01": "Ann Other (SYNTHETIC)"}).close()
    refused = wcc("next-round", "day.wcc", "--to", "two.wcc")
    assert refused.code == 2 and "never frozen" in refused.said and "--because" in refused.said
    assert not (tmp_path / "two.wcc").exists()
    why = ("--because", "the board asked", "--names", "--year", "2027/28")
    told = wcc("next-round", "day.wcc", *why)
    assert told.code == 0 and (tmp_path / "day-2027-28.names.csv").is_file()
    assert "opened because the board asked" in told.said


def test_what_it_cannot_do_is_said_in_words(wcc, day):
    for words, said in (
        (("nowhere.wcc",), "no file"),
        ((day, "--gone", "S99"), "'S99'"),
        ((day, "--on", "soon"), "soon"),
        ((day, "--again"), "a record that began with tables"),
    ):
        told = wcc("next-round", *words)
        assert told.code == 2 and said in told.said and "Traceback" not in told.said

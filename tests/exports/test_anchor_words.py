import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.exports.anchor_words import NOT_KNOWN, anchor_words
from wcc_prioritise.schema import ANCHOR_LEVELS

CRITERION = {f"anchor_{level}": f"words for {level}" for level in ANCHOR_LEVELS}


@pytest.mark.parametrize("level", ANCHOR_LEVELS)
def test_a_value_on_a_level_has_its_words_alone(level):
    assert anchor_words(CRITERION, level) == f"“words for {level}” ({level})"


@given(st.floats(0, 100, allow_nan=False).filter(lambda value: value not in ANCHOR_LEVELS))
def test_a_value_between_two_levels_has_the_words_of_both(value):
    below = max(level for level in ANCHOR_LEVELS if level < value)
    above = min(level for level in ANCHOR_LEVELS if level > value)
    words = anchor_words(CRITERION, value)
    assert words.startswith("between")
    assert f"({below}) and" in words and words.endswith(f"({above})")


def test_beyond_an_end_its_words_are_meant():
    assert anchor_words(CRITERION, 140) == "“words for 100” (100)"
    assert anchor_words(CRITERION, -3) == "“words for 0” (0)"


def test_a_figure_that_is_not_known_has_no_words():
    assert anchor_words(CRITERION, float("nan")) == NOT_KNOWN

"""Bands: who joins an opener, and who opens the next."""

import pandas as pd

from wcc_prioritise.robustness import bands


def banded(value, beats):
    codes = list(value)
    frame = pd.DataFrame(0.0, index=codes, columns=codes)
    for (a, b), share in beats.items():
        frame.at[a, b], frame.at[b, a] = share, 1 - share
    return bands(pd.Series(value), frame).to_dict()


def test_a_quarter_of_the_draws_is_enough_and_less_is_not():
    value = {"A": 60.0, "B": 55.0}
    assert banded(value, {("B", "A"): 0.25}) == {"A": 1, "B": 1}
    assert banded(value, {("B", "A"): 0.2499}) == {"A": 1, "B": 2}


def test_it_is_the_opener_that_has_to_be_beaten():
    """C beats B, its neighbour, often enough; but A opened the band."""
    value = {"A": 60.0, "B": 58.0, "C": 56.0, "D": 54.0}
    beats = {
        ("B", "A"): 0.4, ("C", "A"): 0.1, ("C", "B"): 0.45,
        ("D", "A"): 0.3, ("D", "B"): 0.4, ("D", "C"): 0.45,
    }  # fmt: skip
    assert banded(value, beats) == {"A": 1, "B": 1, "C": 2, "D": 2}


def test_a_twin_of_the_opener_joins_it():
    beats = pd.DataFrame([[0.0, 0.0], [0.0, 0.0]], index=["A", "B"], columns=["A", "B"])
    assert bands(pd.Series({"A": 50.0, "B": 50.0}), beats).to_dict() == {"A": 1, "B": 1}

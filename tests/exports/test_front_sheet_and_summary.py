"""Do the front sheet and the summary ask the board for the same set?"""

import pytest

from wcc_prioritise.exports.summary import _agree


@pytest.mark.parametrize(
    ("chosen", "final", "words"),
    [
        (("P1", "P2"), ("P1", "P2"), "Agree the 2 projects in Table 1 as the preferred set."),
        (("P1",), ("P1", "P2", "P3"), "those in Table 1 with P2 and P3 taken in, by the"),
        (("P1", "P2"), ("P1",), "Agree the 1 project of the preferred set: those in Table 1 "
         "without P2, by"),
        (("P1", "P2"), ("P1", "P3"), "with P3 taken in and without P2, by the departures"),
        ((), (), "Agree that no project is taken up"),
    ],
)  # fmt: skip
def test_the_summary_asks_for_the_set_in_the_end(chosen, final, words):
    assert words in _agree(chosen, final)

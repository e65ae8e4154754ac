"""Value curves, written as pairs in one cell."""

import pytest

from wcc_prioritise.schema.curves import curve_points


def test_a_straight_line_either_way():
    assert curve_points(None, 0, 160) == ([0, 160], [0, 100])
    assert curve_points(None, 160, 0) == ([0, 160], [100, 0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0:0; 50", "cannot be read"),
        ("0:0; a:100", "cannot be read"),
        ("0:0; nan:100", "cannot be read"),
        ("0:0; 50:50", "must hold 0:0 and 160:100"),
        ("0:0; 50:80; 90:60; 160:100", "rise, or fall"),
        ("0:0; 0:0; 160:100; 160:90", "rise, or fall"),
    ],
)
def test_what_is_no_curve_is_refused(text, words):
    with pytest.raises(ValueError, match=words):
        curve_points(text, 0, 160)

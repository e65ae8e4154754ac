from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.widgets.console.sliders import slider_with_box, step_of


@given(st.integers(1, 10**7))
def test_a_slider_is_crossed_in_about_a_hundred_round_steps(most):
    step = step_of(most)
    assert most <= 100 * step and (step == 1 or most > 30 * step)
    assert str(step).rstrip("0") in ("1", "2", "5")


@given(st.integers(0, 500), st.integers(0, 500))
def test_slider_and_box_hold_the_same(value, most):
    moved, both = slider_with_box("Money", value, most)
    _, typed = both.children
    assert moved.value == typed.value == value and moved.max == typed.max >= value
    typed.value = moved.max
    assert moved.value == moved.max
    assert moved.description == typed.description == "Money"

"""Scales and the numbers on them."""

from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.plots.scales import scale_about, scale_from_nought, scale_of_years

figures = st.lists(
    st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-3), min_size=1, max_size=9
)


@given(figures)
def test_whatever_stands_on_a_scale_lies_inside_it_and_so_do_its_numbers(values):
    for scale in (scale_about(values), scale_from_nought(values)):
        assert scale.low <= min(values) and max(values) <= scale.high
        assert all(scale.low <= tick <= scale.high for tick in scale.ticks)
        assert len(set(scale.written)) == len(scale.ticks)


def test_a_scale_of_figures_from_nought_does_not_begin_below():
    assert scale_about([0.0, 10.0], floor=0.0).low == 0.0


def test_years_are_whole_and_have_no_comma():
    scale = scale_of_years([2010.5, 2030.5])

    assert all(tick.is_integer() for tick in scale.ticks)
    assert not any("," in said for said in scale.written)


def test_no_figure_at_all_has_a_scale():
    assert scale_about([]).high > scale_about([]).low

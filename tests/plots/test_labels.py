"""Names that find their places."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.plots.labels import Box, Shape, place

ROOM = Box(0, 0, 6, 5)

MARKS = st.lists(
    st.tuples(st.floats(0.2, 5.8), st.floats(0.2, 4.8), st.floats(0.03, 0.25)), max_size=8
)


def on(box, mark):
    x, y = box.nearest(mark[:2])
    return math.dist((x, y), mark[:2]) < mark[2]


@settings(max_examples=15, deadline=None)
@given(MARKS, st.floats(0.3, 1.6), st.floats(0.1, 0.5))
def test_names_lie_in_the_room_on_no_mark_and_on_no_other_name(marks, width, height):
    spots = place(marks, [[Shape(width, height)]] * len(marks), ROOM)

    boxes = [spot.box for spot in spots if spot]
    assert all(box.inside(ROOM) for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any(on(box, mark) for box in boxes for mark in marks)


@settings(max_examples=5, deadline=None)
@given(MARKS)
def test_the_same_marks_give_the_same_places(marks):
    shapes = [[Shape(1.0, 0.2), Shape(0.5, 0.4, 0.1)]] * len(marks)

    assert place(marks, shapes, ROOM) == place(marks, shapes, ROOM)


def test_a_lonely_name_stands_beside_its_mark():
    (spot,) = place([(3, 2.5, 0.1)], [[Shape(1, 0.2)]], ROOM)

    assert math.dist(spot.box.nearest((3, 2.5)), (3, 2.5)) < 0.2
    assert spot.box.x0 > 3


def test_marks_without_a_name_are_kept_free():
    marks = [(3, 2.5, 0.1), (3.5, 2.5, 0.3)]
    spots = place(marks, [[Shape(1, 0.2)], []], ROOM)

    assert spots[1] is None
    assert not on(spots[0].box, marks[1])


def test_a_name_with_no_room_is_left_out():
    assert place([(3, 2.5, 0.1)], [[Shape(7, 0.2)]], ROOM) == [None]


def test_a_dearer_shape_is_taken_where_the_first_has_no_room():
    (spot,) = place([(3, 2.5, 0.1)], [[Shape(7, 0.2), Shape(0.4, 0.2, 6.0)]], ROOM)

    assert spot.shape == 1


def test_crowded_names_all_find_a_place():
    marks = [(1 + 0.15 * i, 1 + 0.1 * (i % 3), 0.06) for i in range(10)]
    spots = place(marks, [[Shape(1.3, 0.28)]] * 10, ROOM)

    assert all(spots)


def test_no_marks_need_no_places():
    assert place([], [], ROOM) == []


@pytest.mark.slow
def test_most_of_forty_marks_find_a_place():
    marks = [(0.3 + 0.7 * (i % 8), 0.4 + 0.9 * (i // 8), 0.05) for i in range(40)]
    spots = place(marks, [[Shape(1.2, 0.28), Shape(0.3, 0.13, 9.0)]] * 40, ROOM)

    assert sum(spot is not None for spot in spots) >= 30

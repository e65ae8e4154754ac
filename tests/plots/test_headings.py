"""Names above a stacked bar."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.plots.headings import PARTS, fills, headings, stair
from wcc_prioritise.plots.look import SMALL, breadth


@given(
    st.lists(st.tuples(st.floats(0.05, 1.0), st.floats(0.2, 1.6)), min_size=1, max_size=10),
    st.floats(3.0, 8.0),
)
def test_no_stem_goes_through_a_name_and_no_names_overlap(parts, edge):
    middles, x = [], 0.5
    for length, _ in parts:
        middles.append(x + length / 2)
        x += length
    widths = [width for _, width in parts]
    placed = stair(middles, widths, edge)
    if placed is None:
        return

    spans = [
        (start, start + width, step) for (start, step), width in zip(placed, widths, strict=True)
    ]
    for (a0, a1, a), (b0, b1, b) in combinations(spans, 2):
        assert a != b or a1 <= b0 or b1 <= a0
    for i, middle in enumerate(middles):
        for j, (start, end, step) in enumerate(spans):
            crossed = start < middle < end and step < spans[i][2]
            assert i == j or not crossed


def test_names_stand_on_stems_where_they_fit():
    made = headings([1.5, 1.0, 0.8], ["Health gain", "Fairness", "Safety"], 2.7, 7.5)

    assert len(made.stems) == 3
    assert [text for _, _, text in made.texts] == ["Health gain", "Fairness", "Safety"]
    assert all(x + breadth(text, SMALL) <= 7.5 for x, _, text in made.texts)


def test_names_become_a_key_where_a_part_is_too_narrow_or_missing():
    for lengths in ([1.5, 0.0, 0.8], []):
        made = headings(lengths, ["Health gain", "Fairness", "Safety"], 2.7, 7.5)
        assert made.stems == ()
        assert len(made.texts) == 3


@settings(deadline=None)
@given(st.lists(st.text("Wi ", min_size=1, max_size=60), min_size=1, max_size=14))
def test_a_key_keeps_to_the_page(names):
    made = headings([], names, 2.0, 5.0)

    assert all(x + breadth(text, SMALL) <= 5.0 for x, _, text in made.texts)
    assert all(0 < up < made.height for _, up, _ in made.texts)


def test_more_parts_than_colours_are_told_apart_by_hatching():
    looks = [tuple(look.values()) for look in fills(2 * len(PARTS))]

    assert len(set(looks)) == 2 * len(PARTS)

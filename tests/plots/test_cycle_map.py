"""Does the map of the cycle say where we are, to everybody and in grey?"""

from io import BytesIO
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from wcc_prioritise import plots
from wcc_prioritise.competencies.cycle import Cycle
from wcc_prioritise.competencies.cycle_records import STAGES, steps_of
from wcc_prioritise.plots.cycle_words import cycle_map
from wcc_prioritise.plots.draw_cycle import MARKS
from wcc_prioritise.plots.look import lightness
from wcc_prioritise.tables import InputError

HOSTILE = "W" * 120


def cycle_of(statuses, *, steps=None, notice="SYNTHETIC."):
    """Stand in for a cycle: statuses by place in the map of the package, over and over."""
    table = (steps_of() if steps is None else steps).reset_index(drop=True)
    given = [statuses[place % len(statuses)] for place in range(len(table))]
    table["status"] = ["outside" if isinstance(k, float) else s
                       for k, s in zip(table["kind"], given, strict=True)]  # fmt: skip
    table = table.assign(entries=[()] * len(table), shown="entry 1")
    return Cycle(table, "Northmere (SYNTHETIC)", notice, None)


@pytest.fixture(scope="module")
def mixed():
    return cycle_of(["on record", "not yet", "last year's"])


def texts_of(ax):
    renderer = FigureCanvasAgg(ax.get_figure(root=True)).get_renderer()
    texts = [t for t in (*ax.texts, ax._left_title) if t.get_text().strip()]
    return [(t.get_text(), t.get_window_extent(renderer)) for t in texts]


def in_a_box(cycle, broad, high):
    figure = Figure(figsize=(broad, high), dpi=100)
    return plots.cycle_map(cycle, ax=figure.add_axes((0.02, 0.02, 0.96, 0.96)))


@pytest.mark.parametrize("box", [None, (8, 6.5), (5.5, 5)])
def test_no_text_leaves_the_page_or_lies_on_another(mixed, box):
    ax = plots.cycle_map(mixed) if box is None else in_a_box(mixed, *box)
    texts, edge = texts_of(ax), ax.get_figure(root=True).bbox
    for text, e in texts:
        assert e.x0 >= edge.x0 - 1 and e.x1 <= edge.x1 + 1, text
        assert e.y0 >= edge.y0 - 1 and e.y1 <= edge.y1 + 1, text
    for (one, a), (other, b) in combinations(texts, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        up = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 1 or up <= 1, (one, other)


def test_every_step_is_written_where_there_is_room_and_counted_where_not(mixed):
    whole = " ".join(text for text, _ in texts_of(plots.cycle_map(mixed)))
    for step in mixed.table["step"]:
        assert step in whole
    for stage in STAGES:
        assert stage.capitalize() in whole
    small = [text for text, _ in texts_of(in_a_box(mixed, 7, 4))]
    assert any(text.startswith("and ") and text.endswith(" more") for text in small)


def test_the_title_says_where_we_are_and_what_comes_next(mixed):
    shown = plots.picture("cycle_map", mixed)
    assert shown.title.startswith("We are at “assess needs”: 2 of 6 steps on record; still to do: ")
    assert "what is bought now under each contract" in shown.title
    assert cycle_map(cycle_of(["on record"])).title == "Every step of the year is on record"
    none = cycle_map(cycle_of(["not yet"])).title
    assert "0 of 6 steps" in none and none.endswith("and 4 more")


def test_alt_text_and_table_hold_what_is_drawn(mixed):
    shown = plots.picture("cycle_map", mixed)
    assert len(shown.alt) <= 600
    for stage in STAGES:
        assert stage in shown.alt.casefold()
    assert list(shown.table.columns) == [
        "stage", "step", "status", "shown", "notebook", "output",
    ]  # fmt: skip
    assert len(shown.table) == len(mixed.table)
    assert shown.png[1:4] == b"PNG" and 'alt="A ring of four stages' in shown._repr_html_()


def test_marks_are_told_apart_in_grey():
    """Full, half-tone and hollow differ in lightness; what is outside differs in shape."""
    fills = [lightness(MARKS[s][1]) for s in ("on record", "last year's", "not yet")]
    assert min(np.diff(fills)) >= 15
    assert MARKS["outside"][0] != MARKS["on record"][0]


def test_the_open_stage_has_the_thick_edge(mixed):
    from PIL import Image

    ax = plots.cycle_map(mixed)
    drawn = [artist for artist in ax.get_children() if isinstance(artist, Rectangle)]
    assert [box.get_linewidth() for box in drawn if box is not ax.patch].count(2.6) == 1
    png = plots.picture("cycle_map", mixed).png
    assert Image.open(BytesIO(png)).width == 1600


def test_long_names_are_cut_and_odd_signs_drawn():
    steps = steps_of().assign(step=lambda t: [f"{HOSTILE} {i} $x$ <b>" for i in range(len(t))])
    cycle = cycle_of(["not yet"], steps=steps, notice=HOSTILE)
    edge = (ax := plots.cycle_map(cycle)).get_figure(root=True).bbox
    assert all(e.x1 <= edge.x1 + 1 for _, e in texts_of(ax))
    assert len(cycle_map(cycle).alt) <= 600


def test_another_result_is_refused():
    with pytest.raises(InputError, match="the cycle of a year, as competencies.cycle gives it"):
        plots.picture("cycle_map", pd.DataFrame())

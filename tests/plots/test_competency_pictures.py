"""The ladder and the slope: what stands where, what the words say, and that grey is enough."""

import dataclasses
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import wcc_prioritise as wcc
from wcc_prioritise import plots
from wcc_prioritise.competencies import assess, movement, read_competencies
from wcc_prioritise.plots import competency_words, draw_ladder, look, pictures_competencies
from wcc_prioritise.tables import InputError

QUESTIONS = ("competency_ladder", "competency_slope")
WORDS = {name: getattr(competency_words, name) for name in QUESTIONS}


@pytest.fixture(scope="module")
def results():
    held = read_competencies(wcc.sample("competencies"))
    first, second = (assess(held, year) for year in held.years)
    return {"competency_ladder": second, "competency_slope": movement(first, second)}


@pytest.fixture(scope="module")
def drawn(results):
    return {name: plots.PICTURES[name](results[name]) for name in QUESTIONS}


def extents_of(ax):
    renderer = FigureCanvasAgg(ax.get_figure(root=True)).get_renderer()
    said = [t for t in (*ax.texts, ax._left_title) if t.get_text().strip()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in said]


def leaving(ax):
    box = ax.get_figure(root=True).bbox
    return [
        text
        for text, e in extents_of(ax)
        if e.x0 < box.x0 - 1 or e.y0 < box.y0 - 1 or e.x1 > box.x1 + 1 or e.y1 > box.y1 + 1
    ]


def on_each_other(ax, slack=1.0):
    return [
        (one, other)
        for (one, a), (other, b) in combinations(extents_of(ax), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > slack and min(a.y1, b.y1) - max(a.y0, b.y0) > slack
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_text_leaves_the_figure_or_lies_on_another(question, drawn):
    assert leaving(drawn[question]) == []
    assert on_each_other(drawn[question]) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_usual_small_axes_is_enough(question, results):
    axes = Figure(figsize=(6.4, 4.8)).subplots()
    assert plots.PICTURES[question](results[question], ax=axes) is axes
    assert leaving(axes) == [] and on_each_other(axes) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_words_table_and_bytes_go_with_the_picture(question, results, drawn):
    shown, said = plots.picture(question, results[question]), WORDS[question](results[question])
    assert drawn[question].get_title(loc="left").replace("\n", " ") == said.title == shown.title
    assert 100 < len(shown.alt) <= 600 and sum(c.isdigit() for c in shown.alt) > 20
    assert len(shown.table) == 33 and "SYNTHETIC" in said.caption
    assert shown.png == plots.pictures._png.__wrapped__(plots.PICTURES[question], results[question])


@pytest.mark.parametrize("question", QUESTIONS)
def test_another_result_is_refused_and_the_registry_has_both(question, ranking):
    assert getattr(plots, question) is plots.PICTURES[question]
    assert (
        set(QUESTIONS) <= set(pictures_competencies.DRAWN) == set(pictures_competencies.MADE_FROM)
    )
    with pytest.raises(InputError, match=f"the picture {question} asked for from a Ranking"):
        plots.picture(question, ranking)


def test_every_level_stands_on_its_rung(drawn, results):
    table = results["competency_ladder"].gaps
    marks = [line for line in drawn["competency_ladder"].lines if line.get_marker() in ("o", "s")]
    for assessor, (shape, fill, _) in draw_ladder.LANES.items():
        at = [
            round(float(m.get_xdata()[0]))
            for m in marks
            if m.get_marker() == shape and m.get_markerfacecolor() == fill and m.get_ydata()[0] > 0
        ]
        assert sorted(at) == sorted(table[assessor].dropna())


def test_assessors_are_told_apart_by_shape_or_lightness_not_by_hue():
    looks = draw_ladder.LANES.values()
    for (shape, fill, _), (other_shape, other_fill, _) in combinations(looks, 2):
        apart = abs(look.lightness(fill) - look.lightness(other_fill))
        assert shape != other_shape or apart > 40
    for _, fill, ink in looks:
        assert abs(look.lightness(fill) - look.lightness(ink)) > 40


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_can_be_read_in_grey(question, drawn):
    canvas = FigureCanvasAgg(drawn[question].get_figure(root=True))
    canvas.draw()
    colours = np.asarray(canvas.buffer_rgba())[..., :3].astype(int)
    red, green, blue = colours[..., 0], colours[..., 1], colours[..., 2]
    assert (red <= np.maximum(green, blue) + 12).all()  # blues and greys only


def test_slopes_say_how_many_went_which_way(drawn, results):
    said = " | ".join(text for text, _ in extents_of(drawn["competency_slope"])).replace("\n", " ")
    assert "up from 1: 3.2, 6.2" in said and "up from 2: 1.1, 2.2, 4.1, 5.3, 8.1" in said
    assert "new: 11.2" in said and "as before: 2.1" in said
    alt = WORDS["competency_slope"](results["competency_slope"]).alt
    assert "5 went from 2 to 3" in alt and "New: 11.1, 11.2 and 11.3." in alt


def test_titles_where_there_is_little_to_say(results):
    fit, moved = results["competency_ladder"], results["competency_slope"]
    bare = dataclasses.replace(fit, gaps=fit.gaps.assign(target=np.nan, gap=np.nan))
    assert WORDS["competency_ladder"](bare).title.startswith("No target was set")
    met = dataclasses.replace(fit, gaps=fit.gaps.assign(gap=0.0))
    title = WORDS["competency_ladder"](met).title
    assert title == "None of 33 sub-competencies is below its target"
    nothing = dataclasses.replace(moved, table=moved.table.assign(before=np.nan))
    ax = plots.competency_slope(nothing)
    assert "Nothing was judged by the same assessor" in ax.get_title(loc="left").replace("\n", " ")

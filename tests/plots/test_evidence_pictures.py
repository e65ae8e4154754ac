"""Seven pictures of evidence: what holds for every one, and what holds for each."""

from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace as Like

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from wcc_prioritise import evidence, plots
from wcc_prioritise.evidence.spread import spread
from wcc_prioritise.plots import (
    area_behind,
    area_words,
    draw_funnel,
    funnel_words,
    gap_words,
    look,
    verdict_marks,
)
from wcc_prioritise.tables import InputError

WORDS = {
    "spine": area_words.spine,
    "rug": area_words.rug,
    "funnel": funnel_words.funnel,
    "caterpillar": area_words.caterpillar,
    "trend": gap_words.trend,
    "opportunities": gap_words.opportunities,
    "peer_distances": gap_words.peer_distances,
}
QUESTIONS = tuple(WORDS)
LONG = "A very long name of an indicator that nobody would wish to read aloud twice, with $ and _"


def table_of(counts, indicator="I01", name="Feet checked", polarity="high is good", **columns):
    """Make one indicator (SYNTHETIC) of counts of 1,000, our area first."""
    areas = ["Ours", *(f"Area {number:03d}" for number in range(1, len(counts)))]
    frame = pd.DataFrame({"area": areas, "count": np.array(counts, dtype=float)})
    frame = frame.assign(
        area_name=areas, indicator=indicator, indicator_name=name, period="2025-26", unit="%",
        scale=100.0, denominator=1000.0, value=frame["count"] / 10, polarity=polarity,
        source="SYNTHETIC",
    )  # fmt: skip
    return frame.assign(**columns)


def many(indicators, areas):
    """Make so many indicators of so many areas."""
    rng = np.random.default_rng(7)
    return pd.concat(
        table_of(rng.integers(500, 900, areas), f"I{i:02d}", f"{LONG} {i}")
        for i in range(indicators)
    )


def years(values=(21.0, 20.4, 19.9, 19.5, 18.8, 18.6), **columns):
    periods = [f"{year}/{year - 1999:02d}" for year in range(2010, 2010 + len(values))]
    frame = pd.DataFrame({"indicator": "SMOKING", "area": "Ours", "period": periods})
    frame = frame.assign(value=values, unit="%", scale=100.0, denominator=5_000.0)
    return frame.assign(count=frame["value"] * 50, **columns)


@pytest.fixture(scope="module")
def stands(northmere):
    return spread(northmere.indicators, area="Northmere", peers=northmere.peers)


@pytest.fixture(scope="module")
def found(northmere):
    return evidence.opportunity(
        northmere.indicators, area="Northmere", peers=northmere.peers, seed=1
    )


@pytest.fixture(scope="module")
def projected():
    population = pd.DataFrame({"year": range(2010, 2030), "population": 350_000})
    observed = evidence.trend(years(), indicator="SMOKING", area="Ours")
    return evidence.project(observed, years=10, population=population)


@pytest.fixture(scope="module")
def near():
    sizes = [*range(100, 125), *range(180, 186)]  # the last group is too small for ten peers
    areas = pd.DataFrame({"area": [f"P{size}" for size in sizes], "population": sizes})
    return evidence.peers(areas, method="plain", area="P185")


@pytest.fixture(scope="module")
def shown(stands, northmere, found, projected, near):
    return {
        "spine": stands,
        "rug": stands,
        "funnel": evidence.funnel(northmere.indicators, indicator="I06"),
        "caterpillar": stands.of("I03"),
        "trend": projected,
        "opportunities": found,
        "peer_distances": near,
    }


@pytest.fixture(scope="module")
def drawn(shown):
    return {name: plots.PICTURES[name](shown[name]) for name in QUESTIONS}


def texts_of(ax):
    return [t for t in (*ax.texts, ax._left_title) if t.get_text().strip()]


def extents_of(ax):
    renderer = FigureCanvasAgg(ax.get_figure(root=True)).get_renderer()
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts_of(ax)]


def leaving(ax):
    """List the texts that reach beyond the figure."""
    box = ax.get_figure(root=True).bbox
    return [
        text
        for text, e in extents_of(ax)
        if e.x0 < box.x0 - 1 or e.y0 < box.y0 - 1 or e.x1 > box.x1 + 1 or e.y1 > box.y1 + 1
    ]


def on_each_other(ax, slack=1.0):
    """List the pairs of texts that overlap by more than so many dots."""
    return [
        (one, other)
        for (one, a), (other, b) in combinations(extents_of(ax), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > slack and min(a.y1, b.y1) - max(a.y0, b.y0) > slack
    ]


def said_in(ax):
    return " | ".join(text.get_text().replace("\n", " ") for text in texts_of(ax))


def marks_of(ax, shape):
    """List the marks of a shape that stand in the data, not in the key."""
    return [a for a in ax.lines if a.get_marker() == shape and a.get_transform() == ax.transData]


def boxes(ax, colour):
    fill = matplotlib.colors.to_rgba(colour)
    return [p for p in ax.patches if p.get_facecolor() == fill]


# ---- every picture ------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_text_leaves_the_figure_or_lies_on_another(question, drawn):
    assert leaving(drawn[question]) == []
    assert on_each_other(drawn[question]) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_usual_small_axes_is_enough_for_every_text_to_stay_inside(question, shown):
    axes = Figure(figsize=(6.4, 4.8)).subplots()

    assert plots.PICTURES[question](shown[question], ax=axes) is axes
    assert leaving(axes) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_title_says_the_finding_and_the_alt_text_its_figures(question, drawn, shown):
    said = WORDS[question](shown[question])

    assert drawn[question].get_title(loc="left").replace("\n", " ") == said.title
    assert 60 < len(said.alt) <= 600
    assert any(letter.isdigit() for letter in said.alt)
    assert said.subtitle and said.caption


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_picture_carries_its_words_its_table_and_the_same_bytes(question, shown):
    first = plots.picture(question, shown[question])
    again = plots.pictures._png.__wrapped__(plots.PICTURES[question], shown[question])

    assert first.png == again
    assert first.alt == WORDS[question](shown[question]).alt
    assert len(first.table)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_picture_of_another_result_is_refused(question, gaps):
    with pytest.raises(InputError, match=f"the picture {question} asked for from a Gaps"):
        plots.picture(question, gaps)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_picture_can_be_asked_for_by_name(question):
    assert getattr(plots, question) is plots.PICTURES[question]


def test_verdicts_and_places_differ_in_shape_and_in_lightness():
    for looks in (verdict_marks.LOOKS, draw_funnel.LOOKS):
        shapes = [own.shape for own in looks.values()]
        assert len(set(shapes)) == len(shapes)
    fills = [look.lightness(verdict_marks.LOOKS[w].fill) for w in ("Worse", "Better", "Similar")]
    assert np.diff(fills).min() > 20
    tones = [look.lightness(verdict_marks.LOOKS[w].tone) for w in ("Worse", "Better", "Similar")]
    assert np.diff(tones).min() > 15


def test_no_mark_is_red_or_green():
    for own in (*verdict_marks.LOOKS.values(), *draw_funnel.LOOKS.values()):
        for colour in (own.fill, own.edge, own.tone):
            red, green, blue = matplotlib.colors.to_rgb(colour)
            assert blue >= max(red, green) - 0.01, colour


# ---- spine --------------------------------------------------------------------------------------


def test_bars_run_from_worst_to_best_and_marks_stand_at_our_figures(drawn, stands):
    ax, table = drawn["spine"], stands.table
    bars = sorted(boxes(ax, look.PALE), key=lambda p: p.get_y())

    assert [p.get_x() for p in bars] == pytest.approx(table["worst_at"].tolist())
    ends = [p.get_x() + p.get_width() for p in bars]
    assert ends == pytest.approx(table["best_at"].tolist())
    worse = [m.get_xdata()[0] for m in marks_of(ax, "v")]
    assert worse == pytest.approx(table.loc[table["verdict"] == "Worse", "at"].tolist())
    assert not marks_of(ax, "D")  # the centre is the peers' mean itself
    assert said_in(ax).count("Worse") == (table["verdict"] == "Worse").sum()


def test_beside_all_areas_the_peers_are_a_diamond(northmere):
    stands = spread(
        northmere.indicators, area="Northmere", peers=northmere.peers, reference="all areas"
    )
    ax = plots.spine(stands)

    at = [m.get_xdata()[0] for m in marks_of(ax, "D")]
    assert at == pytest.approx(stands.table["peers_at"].tolist())
    assert "mean of its peers" in said_in(ax)


def test_thirty_indicators_with_long_names_can_be_drawn():
    stands = spread(many(30, 12), area="Ours")

    for draw in (plots.spine, plots.rug):
        ax = draw(stands)
        assert leaving(ax) == [] and on_each_other(ax) == []


def test_rows_for_which_there_is_no_room_are_counted():
    ax = plots.spine(spread(many(30, 5), area="Ours"), ax=Figure(figsize=(6.4, 4.8)).subplots())

    assert "more, in the table behind" in said_in(ax)
    assert on_each_other(ax) == []


def test_no_indicator_is_a_sentence(stands):
    none = replace(stands, _table=stands.table.head(0), _areas=stands.areas.head(0))

    for draw in (plots.spine, plots.rug, plots.caterpillar):
        ax = draw(none)
        assert "The table has no figure of Northmere" in said_in(ax)
        assert not ax.patches


@pytest.mark.parametrize("draw", [plots.spine, plots.rug, plots.caterpillar])
def test_one_area_and_figures_without_intervals_can_be_drawn(draw):
    for table in (table_of([800]), table_of([800, 700, 600], unit="score")):
        ax = draw(spread(table, area="Ours"))
        assert leaving(ax) == [] and on_each_other(ax) == []


def test_a_figure_that_is_not_published_has_a_row_and_no_mark():
    table = table_of([800, 700, 600, 650])
    table.loc[0, ["value", "count"]] = np.nan
    ax = plots.spine(spread(table, area="Ours"))

    assert "Not compared" in said_in(ax)
    assert len(boxes(ax, look.PALE)) == 1
    assert not any(marks_of(ax, own.shape) for own in verdict_marks.LOOKS.values())


# ---- tartan rug ---------------------------------------------------------------------------------


def test_every_cell_has_the_tone_of_its_verdict_and_its_figure(drawn, stands):
    table = area_behind.rug_table(stands, area_words.MOST_COLUMNS)
    tones = pd.Series({word: own.tone for word, own in verdict_marks.LOOKS.items()})

    assert table["area"].nunique() == 11
    assert table["area_name"].iloc[0] == stands.area_name
    for tone, words in tones.groupby(tones).groups.items():
        assert len(boxes(drawn["rug"], tone)) == table["verdict"].isin(words).sum()
    assert "11 of 31 areas shown" in said_in(drawn["rug"])
    assert area_behind.rug_table(stands)["area"].nunique() == 31


def test_the_rug_says_whether_we_are_alone():
    alone = area_words.rug(spread(table_of([500, 800, 805, 810]), area="Ours")).title
    some = table_of([500, 480, 800, 805, 810, 815])
    others = area_words.rug(spread(some, area="Ours")).title

    assert alone.endswith("no other area shown is worse on these")
    assert others.endswith("each time some of the areas shown are worse too")


# ---- caterpillar --------------------------------------------------------------------------------


def test_areas_stand_in_order_with_ours_on_a_band(drawn, stands):
    areas = stands.of("I03").areas.sort_values("place", ascending=False)
    values = [
        m.get_ydata()[0]
        for shape in ("v", "o", "^")
        for m in sorted(marks_of(drawn["caterpillar"], shape), key=lambda m: m.get_xdata()[0])
    ]

    assert values == pytest.approx(areas["value"].tolist())
    assert len(boxes(drawn["caterpillar"], look.PALE)) == 1
    assert "Northmere (X01): 19.8% (17.3% to 22.5%), similar" in said_in(drawn["caterpillar"])


def test_two_hundred_areas_stand_without_names():
    ax = plots.caterpillar(spread(many(1, 200), area="Ours"))

    assert leaving(ax) == [] and on_each_other(ax) == []
    assert "Area 007" not in said_in(ax)
    assert "of 200" in said_in(ax)


def test_several_indicators_need_several_caterpillars(stands):
    with pytest.raises(InputError, match="13 figures.*spread.of\\('I01'\\)"):
        plots.caterpillar(stands)


# ---- funnel -------------------------------------------------------------------------------------


def test_every_area_stands_at_its_denominator_with_the_mark_of_its_place(drawn, shown):
    table = shown["funnel"].table
    for place, own in draw_funnel.LOOKS.items():
        rows = table[table["place"] == place]
        at = sorted(
            (m.get_xdata()[0], m.get_ydata()[0]) for m in marks_of(drawn["funnel"], own.shape)
        )
        assert at == sorted(zip(rows["denominator"], rows["value"], strict=True))


def test_the_funnel_prints_phi_and_says_whether_its_limits_are_adjusted(shown):
    said = funnel_words.funnel(shown["funnel"])
    phi = shown["funnel"].spread.phi
    assert shown["funnel"].spread.adjusted
    assert f"limits adjusted: widened for the usual spread between areas (phi {phi:.1f})" in (
        said.subtitle.replace(",", "")
    )
    calm = evidence.funnel(table_of([500, 505, 495, 510, 490, 500, 500]), indicator="I01")
    assert "limits not adjusted" in funnel_words.funnel(calm).subtitle
    assert said.title.startswith("Diabetes: feet checked in the year: ")
    assert "Source: SYNTHETIC" in said.caption
    assert funnel_words.funnel(calm).title == "Feet checked: none of 7 areas stands out"


def test_our_area_is_ringed_in_the_funnel_and_an_unknown_one_refused(shown):
    ax = plots.funnel(shown["funnel"], area="Northmere")

    rings = [m for m in marks_of(ax, "o") if m.get_markerfacecolor() == "none"]
    assert len(rings) == 1
    assert "Northmere (X01)" in said_in(ax)
    with pytest.raises(InputError, match="Did you mean 'Northmere'"):
        plots.funnel(shown["funnel"], area="Northmeer")


def test_a_funnel_of_two_hundred_areas_keeps_its_names_apart():
    rng = np.random.default_rng(3)
    table = many(1, 200)
    table["denominator"] = rng.integers(300, 20_000, 200).astype(float)
    table["count"] = np.round(table["denominator"] * rng.beta(60, 30, 200))
    table["value"] = 100 * table["count"] / table["denominator"]
    table.loc[table.index[:8], "count"] = table["denominator"] * 0.2 // 1
    table["value"] = 100 * table["count"] / table["denominator"]
    ax = plots.funnel(evidence.funnel(table, indicator="I00"))

    assert leaving(ax) == [] and on_each_other(ax) == []
    assert "beyond the 99.8% limits" in said_in(ax)


# ---- trend --------------------------------------------------------------------------------------


def test_a_projection_has_a_fan_a_dashed_line_and_what_it_cannot_know(drawn, projected):
    ax = drawn["trend"]
    table = plots.picture("trend", projected).table
    fans = [p for p in ax.patches if len(p.get_path().vertices) > 10]

    assert len(fans) == 2
    assert "What this can't know" in said_in(ax)
    assert len(marks_of(ax, "o")) == 6
    ahead = table[table["kind"] == "to come"]
    assert ahead["lower"].tolist() == projected.table["lower"].tolist()
    assert (ahead["lower"] < ahead["lower_80"]).all() and len(ahead) == 10
    assert "Need then: " in gap_words.trend(projected).subtitle


def test_a_trend_alone_has_no_fan_and_claims_nothing_of_the_years_to_come():
    observed = evidence.trend(years(), indicator="SMOKING", area="Ours")
    ax = plots.trend(observed)

    assert "can't know" not in said_in(ax) and "that went on" not in said_in(ax)
    assert ax.get_title(loc="left").startswith("SMOKING of Ours has fallen by 0.4")
    assert leaving(ax) == [] and on_each_other(ax) == []


def test_a_trend_that_is_not_clear_says_so():
    flat = years((20.0, 20.6, 19.5, 20.4, 19.8, 20.1))
    said = gap_words.trend(evidence.trend(flat, indicator="SMOKING", area="Ours"))

    assert said.title == "SMOKING of Ours shows no clear change"


def test_figures_without_intervals_have_a_trend():
    table = years().drop(columns=["count", "denominator"])
    ax = plots.trend(evidence.trend(table, indicator="SMOKING", area="Ours"))

    assert leaving(ax) == []


# ---- opportunities ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def noisy():
    clear = table_of([500, 800, 805, 810], "I01", "Feet checked")
    noise = table_of([790, 800, 805, 810], "I02", "Eyes checked")
    better = table_of([900, 800, 805, 810], "I03", "Kidneys checked")
    return evidence.opportunity(pd.concat([clear, noise, better]), area="Ours", seed=1)


def test_what_is_within_noise_is_grey_and_makes_no_claim(noisy):
    ax = plots.opportunities(noisy)
    said = gap_words.opportunities(noisy)

    assert len(boxes(ax, look.BLUE)) == 1
    assert len(boxes(ax, look.WHITE)) == 1
    assert said_in(ax).split("Eyes checked")[1].startswith(" | 2025-26 | within noise")
    assert said.title == (
        "1 of 2 gaps of Ours is clear of noise: feet checked, 305 people; 1 within noise"
    )
    assert "chance" in said.alt and "within noise" in said.alt
    assert "Kidneys" not in said_in(ax)


def test_both_intervals_are_drawn(noisy):
    ax = plots.opportunities(noisy)
    row = noisy.table.iloc[0]
    spans = [tuple(a.get_xdata()) for a in ax.lines if len(a.get_xdata()) == 2]

    assert (row["opportunity_lower"], row["opportunity_upper"]) in spans
    assert (row["opportunity_lower_80"], row["opportunity_upper_80"]) in spans


def test_several_areas_are_told_apart_by_name():
    tables = [table_of([500, 800, 805, 810]), table_of([500, 800, 805, 810], "I02", "Eyes checked")]
    found = evidence.opportunity(pd.concat(tables), area=["Ours", "Area 001"], seed=1)
    ax = plots.opportunities(found)

    assert "of 2 areas" in said_in(ax)
    assert "(Ours)" in said_in(ax)


def test_no_gap_is_a_sentence():
    found = evidence.opportunity(table_of([950, 800, 805, 810]), area="Ours", seed=1)
    ax = plots.opportunities(found)

    assert "none is worse" in said_in(ax)
    assert not ax.patches


def test_a_chance_is_never_said_to_be_certain():
    assert gap_words.chance_of(Like(chance=1.0)) == "chance over 99%"
    assert gap_words.chance_of(Like(chance=0.0)) == "chance under 1%"
    assert gap_words.chance_of(Like(chance=float("nan"))) == "chance not known"


# ---- peers --------------------------------------------------------------------------------------


def test_far_neighbours_are_hollow_and_say_so(drawn, near):
    far = near.table["far"]

    assert far.any() and not far.all()
    assert len(marks_of(drawn["peer_distances"], "D")) == far.sum()
    assert len(marks_of(drawn["peer_distances"], "o")) == (~far).sum()
    assert said_in(drawn["peer_distances"]).count(", far | ") == far.sum()
    assert "2 of the 10 peers of P185 are far" in said_in(drawn["peer_distances"])


def test_a_list_without_distances_is_a_sentence(northmere):
    given = evidence.peers(None, given=northmere.peers, area="Northmere")
    ax = plots.peer_distances(given)

    assert "No distance is given for these peers" in said_in(ax)


def test_peers_of_several_areas_are_refused():
    areas = pd.DataFrame({"area": list("ABCD"), "population": [100, 110, 300, 90]})
    with pytest.raises(InputError, match="the peers of 4 areas"):
        plots.peer_distances(evidence.peers(areas, method="plain"))

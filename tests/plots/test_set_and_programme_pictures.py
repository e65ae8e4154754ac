"""Pictures of the set and its programme: what holds for every one, and what holds for each."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import combinations, pairwise

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import wcc_prioritise as wcc
from wcc_prioritise import plots
from wcc_prioritise.plots import (
    draw_gantt,
    draw_load,
    draw_money,
    draw_stakeholders,
    draw_triangles,
    look,
    money_words,
    pictures_portfolio,
    portfolio_behind,
    portfolio_words,
    programme_words,
    quarters,
    set_matrix,
)
from wcc_prioritise.portfolio.order_of_buy import order_of_buy
from wcc_prioritise.portfolio.robust import core_index, corners_of_ranked, funded_share
from wcc_prioritise.programme import cash, schedule, stakeholder_grid, with_tables
from wcc_prioritise.robustness import draws
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError

WORDS = {
    "value_triangles": portfolio_words.value_triangles,
    "frontier": portfolio_words.frontier,
    "price_of_rules": portfolio_words.price_of_rules,
    "price_of_balance": portfolio_words.price_of_balance,
    "core_strip": portfolio_words.core_strip,
    "near_equals": portfolio_words.near_equals,
    "money": money_words.money,
    "gantt": programme_words.gantt,
    "load": programme_words.load,
    "cash_and_benefit": programme_words.cash_and_benefit,
    "stakeholder_grid": programme_words.stakeholder_grid,
}
QUESTIONS = tuple(WORDS)

STAKES = (
    ("P01", "GPs", 4, 5), ("P01", "patients and carers", 1, 5), ("P01", "radiology", 5, None),
    ("P05", "GPs", 4, 5), ("P05", "Northmere Hospital", 5, 2), ("P06", "Optometrists", 3, 4),
    ("P07", "Northmere Council", 4, 4), ("P07", "falls charity", 2, 4), ("P14", "care homes", 3, 5),
    ("P16", "Northmere Hospital", 5, 4), ("P19", "pharmacies", 2, 3), ("P20", "employers", 1, 2),
    ("P21", "schools", 2, 2), ("P21", "Northmere Hospital", 5, 4), ("P19", "newspaper", 3, 1),
)  # fmt: skip


def with_stakes(programme, rows):
    """Give a programme whose stakeholders have these powers and stakes."""
    columns = list(TABLES["stakeholders"].model_fields)
    table = pd.DataFrame([(*row, None) for row in rows], columns=columns, dtype=object)
    return with_tables(programme, stakeholders=table)


def results_of(portfolio, capacity, stakes=()):
    """Give what every picture of one portfolio is drawn from."""
    programme = schedule(portfolio, "2027-04", 12, capacity)
    order = order_of_buy(portfolio)
    funded = funded_share(draws(portfolio.appraisal, 500, seed=1), portfolio)
    grid = stakeholder_grid(with_stakes(programme, stakes) if stakes else programme)
    of_portfolio = ("price_of_rules", "price_of_balance", "near_equals", "money")
    return {
        "value_triangles": order,
        "frontier": order,
        **dict.fromkeys(of_portfolio, portfolio),
        "core_strip": funded,
        "gantt": programme,
        "load": programme,
        "cash_and_benefit": cash(programme),
        "stakeholder_grid": grid,
    }


@pytest.fixture(scope="module")
def shown(portfolio):
    return results_of(portfolio, {"lead_months": 9}, STAKES)


@pytest.fixture(scope="module")
def small(short):
    """Give the same of the short path, which has no rule and nobody placed."""
    portfolio = wcc.select(wcc.appraise(short), limits={"gross_3yr": 2_000})
    return results_of(portfolio, {"lead_months": 9, "projects": 3})


@pytest.fixture(scope="module")
def drawn(shown):
    return {name: plots.PICTURES[name](shown[name]) for name in QUESTIONS}


@pytest.fixture(scope="module")
def pictures(shown):
    return {name: plots.picture(name, shown[name]) for name in QUESTIONS}


def axes_of(ax):
    """List an axes and the parts of its page."""
    return [ax, *(own for child in ax.child_axes for own in axes_of(child))]


def texts_of(ax):
    return [t for own in axes_of(ax) for t in (*own.texts, own._left_title) if t.get_text().strip()]


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
    """List the marks of a shape that stand in the data, not in a key."""
    own = [(a, line) for a in axes_of(ax) for line in a.lines]
    return [m for a, m in own if m.get_marker() == shape and m.get_transform() == a.transData]


def boxes(ax, look):
    """List the patches of one fill and hatch."""
    fill = matplotlib.colors.to_rgba(look["facecolor"])
    patches = [p for own in axes_of(ax) for p in own.patches]
    return [p for p in patches if p.get_facecolor() == fill and p.get_hatch() == look.get("hatch")]


# ---- every picture ------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_text_leaves_the_figure_or_lies_on_another(question, drawn):
    assert leaving(drawn[question]) == []
    assert on_each_other(drawn[question]) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_holds_for_the_short_path(question, small):
    ax = plots.PICTURES[question](small[question])

    assert leaving(ax) == []
    assert on_each_other(ax) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_usual_small_axes_is_enough_for_every_text_to_stay_inside(question, shown):
    axes = Figure(figsize=(6.4, 4.8)).subplots()

    assert plots.PICTURES[question](shown[question], ax=axes) is axes
    assert leaving(axes) == []


@pytest.mark.parametrize("question", ["value_triangles", "money", "gantt"])
def test_a_given_axes_comes_back_and_its_neighbour_is_left_alone(question, shown):
    axes = Figure(figsize=(16, 9), dpi=100).subplots(1, 2)
    places = [ax.get_position().bounds for ax in axes]

    ax = plots.PICTURES[question](shown[question], ax=axes[0])

    assert ax is axes[0]
    assert [ax.get_position().bounds for ax in axes] == places
    assert not axes[1].has_data() and not len(axes[1].texts)


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_holds_in_broader_letters(question, shown, monkeypatch):
    cached = (look.families, look._letters, look.breadth, look._characters)
    monkeypatch.setattr(look, "FAMILIES", ("DejaVu Sans",))
    for function in cached:
        function.cache_clear()
    try:
        ax = plots.PICTURES[question](shown[question])
        assert leaving(ax) == []
        assert on_each_other(ax) == []
    finally:
        monkeypatch.undo()
        for function in cached:
            function.cache_clear()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_title_says_the_answer_and_the_alt_text_its_figures(question, drawn, shown):
    said = WORDS[question](shown[question])

    assert drawn[question].get_title(loc="left").replace("\n", " ") == said.title
    assert 100 < len(said.alt) < 600
    assert sum(letter.isdigit() for letter in said.alt) >= 6
    assert "SYNTHETIC" in said.caption and "SYNTHETIC" in said_in(drawn[question])
    assert said.subtitle and not said.title.endswith(".") and len(said.title) < 200


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_result_gives_the_same_bytes_whatever_the_settings(question, shown, pictures):
    draw = plots.pictures._png.__wrapped__
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "text.color": "red"}):
        again = draw(plots.PICTURES[question], shown[question])

    assert again == pictures[question].png
    assert int.from_bytes(again[16:20], "big") == 1_600
    assert pictures[question].alt == WORDS[question](shown[question]).alt
    assert len(pictures[question].table)


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_picture_is_readable_in_grey(question, pictures):
    pixels = matplotlib.image.imread(BytesIO(pictures[question].png))[..., :3]
    grey = np.round(255 * pixels @ [0.2126, 0.7152, 0.0722])
    light = [value for value, many in zip(*np.unique(grey, return_counts=True), strict=True)
             if many > 200]  # fmt: skip

    assert light[0] < 60  # ink
    assert light[-1] == 255  # paper
    assert len(light) >= 3


@pytest.mark.parametrize(
    "looks",
    [
        draw_gantt.LOOKS,
        draw_load.LOOKS,
        draw_money.SAVING_FILLS,
        dict(enumerate([draw_money.SET_UP, draw_money.RUNNING, draw_money.CASHABLE])),
    ],
)
def test_fills_that_mean_different_things_differ_in_lightness(looks):
    by_fill = {look["facecolor"]: look for look in looks.values()}
    light = sorted(look_of for look_of in map(look.lightness, by_fill))

    assert all(b - a >= 15 for a, b in pairwise(light))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_picture_of_another_result_is_refused(question, gaps):
    with pytest.raises(InputError, match=f"the picture {question} asked for from a Gaps"):
        plots.picture(question, gaps)


def test_every_picture_can_be_asked_for_by_name():
    assert tuple(pictures_portfolio.DRAWN) == QUESTIONS == tuple(pictures_portfolio.MADE_FROM)
    assert all(plots.PICTURES[name] is getattr(plots, name) for name in QUESTIONS)


# ---- names from people --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_results(portfolio, hostile):
    """Give the results of Northmere with hostile names; the choice itself stays."""
    case = portfolio.appraisal.case
    texts = [text for text in hostile if "\x00" not in text]
    names = [f"{texts[i % len(texts)]} {i}" for i in range(len(case.candidates))]
    named = case.replace(candidates=case.candidates.assign(name=names))
    other = replace(portfolio, appraisal=replace(portfolio.appraisal, case=named))
    stakes = [("P01", text, 1 + i % 5, 5 - i % 4) for i, text in enumerate(texts)]
    return results_of(other, {"lead_months": 9}, stakes)


@pytest.mark.parametrize("question", QUESTIONS)
def test_hostile_names_are_text(question, hostile_results):
    ax = plots.PICTURES[question](hostile_results[question])

    assert leaving(ax) == []
    assert not any(text.get_parse_math() for text in texts_of(ax))
    assert len(WORDS[question](hostile_results[question]).alt) < 600


# ---- value for money ----------------------------------------------------------------------------


def test_every_candidate_has_its_triangle_filled_if_bought(drawn, shown):
    table = portfolio_behind.triangles_table(shown["value_triangles"])
    corners = {
        tuple(np.round(p.get_xy()[1:3, 0], 6)): p.get_facecolor()
        for own in drawn["value_triangles"].child_axes
        for p in own.patches
        if len(p.get_xy()) == 4
    }

    assert len(corners) <= len(table) == 24
    blue = matplotlib.colors.to_rgba(look.BLUE)
    bought = {round(row.cumulative_cost, 6) for row in table[table["bought"]].itertuples()}
    assert {x for (x, _), fill in corners.items() if fill == blue} == bought


def test_every_candidate_is_numbered_and_named(drawn, shown):
    said = said_in(drawn["value_triangles"])

    assert all(str(name) in said for name in shown["value_triangles"].table["name"])
    texts = [text.get_text() for text in texts_of(drawn["value_triangles"])]
    assert all(texts.count(str(order)) >= 2 for order in range(1, 25))
    assert "limit: £9,000 thousand over 3 years" in said


@given(st.lists(st.tuples(st.floats(0, 6), st.floats(0, 3)), max_size=24))
def test_no_number_stands_on_another(places):
    places = sorted(places)
    ups = draw_triangles.raised(places, [0.12] * len(places), 0.13)

    tops = [(x, y + up) for (x, y), up in zip(places, ups, strict=True)]
    for (x, low), (other, height) in combinations(tops, 2):
        assert abs(x - other) >= 0.12 or abs(low - height) >= 0.13 - 1e-9


def test_filled_marks_are_those_that_ratios_reach(drawn, shown):
    table = portfolio_behind.frontier_table(shown["frontier"])
    sets = [line for line in marks_of(drawn["frontier"], "o") if len(line.get_xdata()) > 1]
    by_fill = {line.get_markerfacecolor(): list(line.get_xdata()) for line in sets}

    assert by_fill[look.BLUE] == table.loc[table["supported"], "cost"].tolist()
    assert by_fill[look.WHITE] == table.loc[~table["supported"], "cost"].tolist()
    chosen = marks_of(drawn["frontier"], "s")[0]
    assert chosen.get_ydata()[0] == shown["frontier"].portfolio.worth


# ---- rules, balance, near-equals ----------------------------------------------------------------


def test_bars_are_as_long_as_the_prices(drawn, portfolio):
    table = portfolio_behind.rules_table(portfolio)
    alone = table[table["rule"] != portfolio_behind.ALL_RULES]

    blue = [p.get_width() for p in boxes(drawn["price_of_rules"], {"facecolor": look.BLUE})]
    assert blue == pytest.approx(list(alone["price"]))
    assert "costs nothing" in said_in(drawn["price_of_rules"])


def test_without_a_rule_a_sentence_says_so(small):
    ax = plots.price_of_rules(small["price_of_rules"])

    assert "chosen for its worth alone" in said_in(ax)


def test_the_curve_runs_through_every_point(drawn, portfolio):
    table = portfolio_behind.balance_price_table(portfolio)
    points = {
        (m.get_xdata()[0], m.get_ydata()[0]) for m in marks_of(drawn["price_of_balance"], "o")
    }
    curve = list(zip(100 * table["share_early"], table["late"], strict=True))

    assert set(curve) <= points
    said = said_in(drawn["price_of_balance"])
    assert all(f"{row.point}: " in said or row.price == 0 for row in table.itertuples())


def test_enough_for_all_leaves_nothing_to_compare(appraisal):
    all_of_them = wcc.select(appraisal, limits={"gross_3yr": 40_000})

    assert "One and the same set, of 23 candidates, is best" in said_in(
        plots.price_of_balance(all_of_them)
    )
    assert "stands alone" in said_in(plots.near_equals(all_of_them))


def test_a_set_holds_its_filled_cells(small):
    portfolio = small["near_equals"]
    table = portfolio_behind.near_table(portfolio)
    names = portfolio_words.names_of(portfolio)
    matrix = portfolio_behind.held_by(table["chosen"], names)
    ax = plots.near_equals(portfolio)

    filled = int(matrix[list(range(len(table)))].to_numpy().sum())
    assert len(marks_of(ax, "o")) == filled > 0
    assert len(marks_of(ax, "_")) == matrix.shape[0] * len(table) - filled
    assert len(marks_of(ax, "D")) == len(portfolio_behind.preferred_by(table))


def test_more_sets_than_columns_are_told(appraisal):
    chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000})
    ax = plots.near_equals(chosen)
    narrow = plots.near_equals(chosen, ax=Figure(figsize=(6.4, 4.8)).subplots())

    assert on_each_other(ax) == [] and leaving(ax) == []
    assert "in the table behind" in said_in(narrow) and leaving(narrow) == []


def test_columns_of_a_matrix_are_as_many_as_fit():
    assert set_matrix.columns_fitting(["Falls"], 7.5, 5) == 5
    assert set_matrix.columns_fitting(["Falls"], 2.0, 40) < 10


# ---- how sure -----------------------------------------------------------------------------------


def test_bars_are_as_long_as_the_funded_shares(drawn, shown):
    table = shown["core_strip"].table
    blue = [p.get_width() for p in boxes(drawn["core_strip"], {"facecolor": look.BLUE})]

    own = [width for width in blue if width <= 1]
    assert sorted(own)[-int(table["chosen"].sum()) :] == sorted(table.loc[table["chosen"], "share"])
    said = said_in(drawn["core_strip"])
    assert all(place in said for place in ("Core: ", "Borderline: ", "Outside: "))
    assert all(name in said for name in table["name"]) and "funded share ± error" in said


def test_the_core_index_has_marks_and_a_column_of_its_own(shown, appraisal, portfolio):
    order = list(appraisal.weights.sort_values(ascending=False).index)
    index = core_index(portfolio, corners_of_ranked(order, list(appraisal.weights.index)))
    ax = plots.core_strip(shown["core_strip"], core=index)

    assert sorted(m.get_xdata()[0] for m in marks_of(ax, "D")) == sorted(index)
    assert "core index" in said_in(ax) and on_each_other(ax) == [] and leaving(ax) == []


# ---- money --------------------------------------------------------------------------------------


def test_savings_and_cash_are_as_large_as_they_are(drawn, portfolio):
    found = portfolio_behind.money_of(portfolio)
    claimed, deliverable, _ = (
        boxes(drawn["money"], draw_money.SAVING_FILLS[what])[0].get_width()
        for what in portfolio_behind.SAVED
    )
    assert claimed == found.savings["claimed"].sum()
    assert deliverable == found.savings["deliverable"].sum()
    so_far = [m.get_ydata()[0] for m in marks_of(drawn["money"], "o")]
    assert so_far == found.years["cumulative"].tolist()
    assert money_words.break_even_said(found) in said_in(drawn["money"])


# ---- programme ----------------------------------------------------------------------------------


def test_bars_stand_over_the_quarters_of_work(drawn, shown):
    table, ax = shown["gantt"].table, drawn["gantt"]
    bars = [p for look_of in draw_gantt.LOOKS.values() for p in boxes(ax, look_of)]
    bars = [p for p in bars if p.get_transform() != ax.transAxes and p.get_width() >= 1]

    assert sorted((p.get_x(), p.get_width()) for p in bars) == sorted(
        zip(table["start"], table["quarters"], strict=True)
    )
    assert len(marks_of(drawn["gantt"], "^")) == len(table)
    assert len(marks_of(drawn["gantt"], "D")) + len(marks_of(drawn["gantt"], ">")) == len(table)
    assert all(kind in said_in(drawn["gantt"]) for kind in table["class"])


def test_full_quarters_say_so(drawn, shown):
    full = int((shown["load"].load["lead_months_left"] <= 1e-9).sum())

    assert said_in(drawn["load"]).count(" full") == full
    assert not re.search(r"\d\.\d", said_in(drawn["load"]))
    over = replace(shown["load"], capacity={"lead_months": 7.0})
    ax = plots.load(over)
    assert said_in(ax).count(" over") > 0
    assert len(boxes(ax, draw_load.LOOKS["over"])) == said_in(ax).count(" over |")


def test_the_line_of_cash_so_far_and_the_benefit_are_drawn(drawn, shown):
    found = shown["cash_and_benefit"]
    lines = [list(m.get_ydata()) for own in drawn["cash_and_benefit"].child_axes for m in own.lines]

    assert found.table["cumulative"].tolist() in lines
    assert [0.0, *found.programme.benefit["worth"]] in lines


def test_a_quarter_back_for_good_is_named(appraisal):
    chosen = wcc.select(appraisal, limits={"gross_3yr": 400}, must=("P22",))
    found = cash(schedule(chosen, "2027-04"))

    assert found.break_even is not None
    ax = plots.cash_and_benefit(found)
    assert "all has come back" in said_in(ax) and on_each_other(ax) == []


def test_everybody_with_power_and_stake_is_named_in_the_grid(drawn, shown):
    said = said_in(drawn["stakeholder_grid"])

    assert all(name in said for _, name, _, _ in STAKES)
    assert "GPs (P01, P05)" in said and "To be placed: radiology (P01)" in said
    places = {(stake, power) for _, _, power, stake in STAKES if stake}
    marks = {(m.get_xdata()[0], m.get_ydata()[0]) for m in marks_of(drawn["stakeholder_grid"], "o")}
    assert marks == places


def test_a_name_stays_in_its_own_place(drawn):
    ax = drawn["stakeholder_grid"]
    middle = ax.transData.transform((2.5, 2.5))
    names = {f"{name} (" for _, name, _, _ in STAKES}
    for text, box in extents_of(ax):
        if any(text.startswith(name) for name in names):
            assert (box.x1 - middle[0]) * (box.x0 - middle[0]) > 0, text
            assert (box.y1 - middle[1]) * (box.y0 - middle[1]) > 0, text


def test_names_that_find_no_room_are_counted(shown):
    grid = shown["stakeholder_grid"]
    ax = plots.stakeholder_grid(grid, ax=Figure(figsize=(5, 3.4)).subplots())

    assert "found no room: see the table behind" in said_in(ax)
    assert draw_stakeholders.SHORT_CORNERS[0][0] == "Satisfy"


def test_nobody_placed_is_a_sentence_with_their_names(small):
    said = said_in(plots.stakeholder_grid(small["stakeholder_grid"]))

    assert "Nobody has a power and a stake yet" in said and "GP Federation (P05, P22)" in said


def test_quarters_are_named_where_they_have_room():
    def named(inch):
        ax = Figure().add_axes((0, 0, 1, 1))
        words = ["Apr-Jun 2027", "Jul-Sep 2027", "Oct-Dec 2027", "Jan-Mar 2028"]
        quarters.draw_quarters(ax, words, 0.0, inch, above=True, ends=(0.0, 1.0))
        return [text.get_text() for text in ax.texts]

    assert named(0.5) == ["Apr", "2027", "Jul", "Oct", "Jan", "2028"]
    assert named(0.2) == ["Apr", "2027", "Oct", "2028"]
    assert named(0.09) == ["2027"]
    assert named(0.01) == []


# ---- edges --------------------------------------------------------------------------------------


def test_nothing_chosen_and_nothing_to_buy_can_be_drawn(appraisal):
    none = wcc.select(appraisal, limits={"gross_3yr": 0})
    results = results_of(none, {"lead_months": 9})

    for question in QUESTIONS:
        ax = plots.PICTURES[question](results[question])
        assert leaving(ax) == [], question
        assert ax.get_title(loc="left"), question
        assert len(WORDS[question](results[question]).alt) < 600


def test_forty_candidates_are_listed_as_far_as_they_are_numbered(shown):
    order = shown["value_triangles"]
    more = pd.concat([order.table, order.table.assign(name="Another")], ignore_index=True)
    more["order"] = range(1, len(more) + 1)
    ax = plots.value_triangles(replace(order, table=more))

    assert "and 24 more, in the table behind" in said_in(ax)
    assert leaving(ax) == []


def test_every_set_that_is_within_two_per_cent_of_the_best_is_shown(small):
    """Every set of the short path that fits and that nobody could be added to, added up."""
    portfolio = small["near_equals"]
    worth, cost = portfolio.worths, portfolio.appraisal.resources["gross_3yr"]
    codes = list(worth.index)
    totals = []
    for own in (own for many in range(len(codes) + 1) for own in combinations(codes, many)):
        left = 2_000 - cost[list(own)].sum()
        if left >= 0 and not any(cost[code] <= left for code in codes if code not in own):
            totals.append(worth[list(own)].sum())
    best = max(totals)

    near = sum(total >= 0.98 * best - 1e-9 for total in totals)
    assert len(portfolio_behind.near_table(portfolio)) == near

"""Five pictures: what holds for every one, and what holds for each."""

import inspect
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations
from types import SimpleNamespace as Like

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import wcc_prioritise as wcc
from wcc_prioritise import plots
from wcc_prioritise.plots import look, words
from wcc_prioritise.tables import InputError

QUESTIONS = ("balance", "contributions", "bubble", "limits", "opportunity")


@pytest.fixture(scope="module")
def drawn(results):
    """Draw each picture of the sample once, on a page of its own."""
    return {name: plots.PICTURES[name](results[name]) for name in QUESTIONS}


@pytest.fixture(scope="module")
def settings():
    return dict(matplotlib.rcParams)


@pytest.fixture(scope="module")
def pictures(results, settings):
    return {name: plots.picture(name, results[name]) for name in QUESTIONS}


def texts_of(ax):
    """List the texts of a picture that say something, its title included."""
    return [t for t in (*ax.texts, ax._left_title) if t.get_text().strip()]


def extents_of(ax):
    """List what the texts of a picture say, and where they stand."""
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
    """Give every text of a picture on one line."""
    return " | ".join(text.get_text().replace("\n", " ") for text in texts_of(ax))


# ---- every picture ------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_text_leaves_the_figure_or_lies_on_another(question, drawn):
    assert leaving(drawn[question]) == []
    assert on_each_other(drawn[question]) == []


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_holds_in_broader_letters(question, results, monkeypatch):
    cached = (look.families, look._letters, look.breadth, look._characters)
    monkeypatch.setattr(look, "FAMILIES", ("DejaVu Sans",))
    for function in cached:
        function.cache_clear()
    try:
        ax = plots.PICTURES[question](results[question])
        assert leaving(ax) == []
        assert on_each_other(ax) == []
    finally:
        monkeypatch.undo()
        for function in cached:
            function.cache_clear()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_title_says_the_answer_and_the_caption_that_it_is_invented(question, drawn, results):
    ax, said = drawn[question], getattr(words, question)(results[question])

    assert ax.get_title(loc="left").replace("\n", " ") == said.title
    assert "SYNTHETIC" in said_in(ax)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_given_axes_comes_back_and_its_figure_is_left_alone(question, results):
    figure = Figure(figsize=(16, 9), dpi=100)
    axes = figure.subplots(1, 2)
    places = [ax.get_position().bounds for ax in axes]

    ax = plots.PICTURES[question](results[question], ax=axes[0])

    assert ax is axes[0]
    assert [ax.get_position().bounds for ax in axes] == places
    assert leaving(ax) == []
    assert not axes[1].has_data() and not len(axes[1].texts)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_usual_small_axes_is_enough_for_every_text_to_stay_inside(question, results):
    ax = plots.PICTURES[question](results[question], ax=Figure(figsize=(6.4, 4.8)).subplots())

    assert leaving(ax) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_there_are_no_keywords_to_lose_oneself_in(question):
    kinds = [p.kind for p in inspect.signature(plots.PICTURES[question]).parameters.values()]

    assert inspect.Parameter.VAR_KEYWORD not in kinds
    assert inspect.Parameter.VAR_POSITIONAL not in kinds
    assert inspect.signature(plots.PICTURES[question]).parameters["ax"].default is None


def test_drawing_leaves_the_settings_of_matplotlib_alone(settings, pictures):
    assert dict(matplotlib.rcParams) == settings


def test_drawing_loads_no_pyplot():
    probe = (
        "import sys; from types import SimpleNamespace as L; import pandas as pd; "
        "from wcc_prioritise import plots; print('matplotlib' in sys.modules); "
        "plots.picture('limits', L(chosen=(), balance=None, members=None, "
        "limits=pd.DataFrame([('r','beds','beds',1.,2.,1.)],"
        "columns=['resource','meaning','unit','used','limit','left']),"
        "appraisal=L(case=L(charter=L(notice=''))))); "
        "print('matplotlib' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["False", "True", "False"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_picture_is_readable_in_grey(question, pictures):
    """What is told by a fill is told in grey: fills differ as much there as letters need."""
    light = np.sort(np.unique(_greys(pictures[question].png)))

    assert light[0] < 60  # ink
    assert light[-1] == 255  # paper
    assert len(light) >= 3


def _greys(png):
    from io import BytesIO

    from matplotlib.image import imread

    red, green, blue = np.moveaxis(imread(BytesIO(png))[..., :3], -1, 0)
    grey = np.round(255 * (0.2126 * red + 0.7152 * green + 0.0722 * blue))
    values, counts = np.unique(grey, return_counts=True)
    return values[counts > 200]


# ---- the picture as a value ---------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_png_is_broad_and_says_nothing_of_when_or_by_what(question, pictures):
    png = pictures[question].png

    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == 1_600
    assert not any(chunk in png for chunk in (b"tEXt", b"iTXt", b"tIME"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_result_gives_the_same_bytes_whatever_the_settings(question, results, pictures):
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "text.color": "red"}):
        again = plots.picture(question, results[question])

    assert again.png == pictures[question].png


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_picture_carries_its_words_and_the_table_behind_it(question, pictures, results):
    shown = pictures[question]

    assert shown.question == question
    assert shown.title == getattr(words, question)(results[question]).title
    assert shown.alt == getattr(words, question)(results[question]).alt
    assert isinstance(shown.table, pd.DataFrame) and len(shown.table)
    assert repr(shown) == f"<Picture {question}: {shown.title}>"


def test_a_picture_cannot_be_changed(pictures):
    with pytest.raises(AttributeError):
        pictures["limits"].title = "another answer"


class Images(HTMLParser):
    """Collects the tags of a page and the attributes of its images."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.images = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.images += [dict(attributes)] if tag == "img" else []


def test_a_notebook_gets_the_picture_with_its_alt_text_and_nothing_else():
    alt = "Bars <of> \"£9,000\" & 'more' <script>alert(1)</script>"
    shown = plots.Picture("limits", "The set leaves none", alt, pd.DataFrame(), b"\x89PNG")
    bundle = shown._repr_mimebundle_()
    page = Images(bundle["text/html"])

    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == "The set leaves none"
    assert page.tags == ["figure", "img"]
    assert set(page.images[0]) == {"alt", "src"}
    assert page.images[0]["alt"] == alt
    assert page.images[0]["src"] == "data:image/png;base64,iVBORw=="
    assert shown._repr_html_() == bundle["text/html"]


def test_an_unknown_picture_is_refused_with_the_near_miss(portfolio):
    with pytest.raises(InputError, match="no picture called 'balence'.*Did you mean 'balance'"):
        plots.picture("balence", portfolio)


@pytest.mark.parametrize(
    ("question", "wrong", "said"),
    [
        ("balance", "ranking", "a portfolio, as wcc.select gives it"),
        ("contributions", "portfolio", "a ranking, as wcc.rank gives it"),
        ("opportunity", "ranking", "gaps, as wcc.benchmark gives it"),
    ],
)
def test_a_picture_of_another_result_is_refused(question, wrong, said, request):
    with pytest.raises(InputError, match=said):
        plots.picture(question, request.getfixturevalue(wrong))


def test_the_mapping_of_pictures_holds_all_and_cannot_be_changed():
    assert tuple(plots.PICTURES)[: len(QUESTIONS)] == QUESTIONS
    assert all(getattr(plots, name) is draw for name, draw in plots.PICTURES.items())
    with pytest.raises(TypeError):
        plots.PICTURES["another"] = print


# ---- benefit by year ----------------------------------------------------------------------------


def widths(ax, colour):
    """Give how long the bars of a colour are, in data, from the top down."""
    fill = matplotlib.colors.to_rgba(colour)
    bars = [p for p in ax.patches if p.get_facecolor() == fill]
    return [p.get_width() for p in sorted(bars, key=lambda p: p.get_y())]


def test_bars_are_as_long_as_the_shares(drawn, portfolio):
    assert widths(drawn["balance"], look.BLUE) == pytest.approx(list(portfolio.balance["share"]))
    grey = list(portfolio.balance["share_gain"])
    assert widths(drawn["balance"], look.STONE) == pytest.approx(grey)
    assert widths(drawn["balance"], look.PALE) == [1.0] * 6


def test_a_diamond_stands_at_each_share_if_late(drawn, portfolio):
    large = [a for a in drawn["balance"].lines if a.get_marker() == "D" and a.get_markersize() > 6]

    late = portfolio.balance_slipped
    expected = [*late["share"], *late["share_gain"]]
    assert sorted(m.get_xdata()[0] for m in large) == pytest.approx(sorted(expected))
    assert "late: if everything takes 1.5 times as long" in said_in(drawn["balance"])


def test_amounts_carry_their_units(drawn):
    said = said_in(drawn["balance"])

    assert said.count("worth-years") == 3
    assert said.count("expected healthy years") == 3


def test_nothing_chosen_and_nothing_attainable_is_a_sentence(appraisal):
    ax = plots.balance(wcc.select(appraisal, limits={"gross_3yr": 0}))

    assert "no set of candidates brings any benefit" in said_in(ax)
    assert not ax.patches
    assert leaving(ax) == []


def test_a_year_without_anything_attainable_has_no_bar(like):
    rows = [("by year 1", 0.0, 0.0, 0.0, 0.0), ("by year 10", 80.0, 100.0, 40.0, 50.0)]
    ax = plots.balance(like.portfolio([("A", "steady", 1.0, 1.0, 1.0, True)], balance=rows))

    assert widths(ax, look.BLUE) == pytest.approx([0.8])
    assert "None to be had" in said_in(ax)
    assert on_each_other(ax) == []


# ---- contributions ------------------------------------------------------------------------------


def test_every_bar_adds_up_to_its_total(drawn, ranking):
    bars = pd.DataFrame(
        [(round(p.get_y(), 6), p.get_width()) for p in drawn["contributions"].patches],
        columns=["row", "points"],
    )
    totals = bars.groupby("row")["points"].sum()

    assert totals.tolist() == pytest.approx(ranking.table["value"].head(12).tolist())


def test_criteria_are_named_on_the_first_bar(drawn, ranking):
    said = said_in(drawn["contributions"])

    names = ranking.appraisal.case.criteria["name"]
    assert all(name in said for name in names)


def test_criteria_are_a_key_where_the_leader_lacks_one(like):
    ax = plots.contributions(like.ranking(["A", "B"], [[60, 0], [20, 30]]))

    assert "Fairness" in said_in(ax)
    assert len(ax.artists) >= 2  # the swatches
    assert leaving(ax) == []


@pytest.mark.parametrize("most", [1, 5, 40])
def test_as_many_are_shown_as_asked_for(most, ranking):
    ax = plots.contributions(ranking, most=most)
    shown = min(most, 24)

    assert f"{shown} of 24 shown" in said_in(ax)
    assert leaving(ax) == [] and on_each_other(ax) == []


@pytest.mark.parametrize("most", [0, -1, 2.5, True, "12"])
def test_a_number_that_makes_no_sense_is_refused(most, ranking):
    with pytest.raises(InputError, match="a whole number of candidates, 1 or more"):
        plots.contributions(ranking, most=most)


def test_one_candidate_and_none_can_be_drawn(like):
    one = plots.contributions(like.ranking(["Foot team"], [[45, 20]]))
    none = plots.contributions(like.ranking([], []))

    assert "1 of 1 shown" in said_in(one)
    assert "no candidate" in said_in(none)


# ---- worth against cost -------------------------------------------------------------------------


def marks_of(ax, shape):
    """List the marks of a shape that stand in the data, not in the key."""
    return [a for a in ax.lines if a.get_marker() == shape and a.get_transform() == ax.transData]


def test_every_candidate_has_the_mark_of_its_class_filled_if_chosen(drawn, portfolio):
    for name, (shape, _) in look.CLASS_MARKS.items():
        members = portfolio.members[portfolio.members["class"] == name]
        marks = marks_of(drawn["bubble"], shape)
        at = sorted((m.get_xdata()[0], m.get_ydata()[0]) for m in marks)
        assert at == sorted(zip(members["gross_3yr"], members["worth"], strict=True))
        hollow = sum(m.get_markerfacecolor() == "none" for m in marks)
        assert hollow == (~members["chosen"]).sum()


def test_quick_wins_long_term_gains_and_the_chosen_carry_their_names(drawn, portfolio):
    said = said_in(drawn["bubble"])
    members = portfolio.members
    named = members["chosen"] | (members["class"] != "steady")

    assert all(name in said for name in members.loc[named, "name"])
    assert not any(name in said for name in members.loc[~named, "name"])


def test_areas_of_marks_go_with_people():
    from wcc_prioritise.plots.bubble_key import LARGEST, SMALLEST, size_of

    assert size_of(9_500, 9_500) == LARGEST
    assert size_of(9_500 / 4, 9_500) == pytest.approx(LARGEST / 2)
    assert size_of(0, 9_500) == size_of(0, 0) == SMALLEST


@pytest.mark.slow
def test_forty_candidates_keep_their_names_apart(like):
    rng = np.random.default_rng(7)
    kinds = rng.choice(["quick win", "long-term gain", "steady"], 40)
    members = [
        (
            f"Pathway {i}: a redesign with a longish name",
            kind,
            rng.gamma(2, 10),
            rng.gamma(3, 300),
            rng.gamma(2, 1_000),
            bool(i % 3 == 0),
        )
        for i, kind in enumerate(kinds)
    ]
    ax = plots.bubble(like.portfolio(members))

    assert leaving(ax) == []
    assert on_each_other(ax) == []


@pytest.mark.parametrize(
    "members",
    [
        [],
        [("Alone", "quick win", 12.0, 300.0, 900.0, True)],
        [("Alone", "steady", 0.0, 0.0, 0.0, False)],
        [("Harm", "steady", -5.0, 300.0, 900.0, False), ("Good", "quick win", 5.0, 9.0, 1.0, True)],
        [("Twin", "quick win", 5.0, 300.0, 900.0, True)] * 3,
    ],
    ids=["nobody", "one", "empty-handed", "below nothing", "triplets"],
)
def test_few_and_odd_candidates_can_be_drawn(members, like):
    ax = plots.bubble(like.portfolio(members))

    assert leaving(ax) == []
    assert on_each_other(ax) == []


# ---- limits -------------------------------------------------------------------------------------


def test_each_limit_is_a_bar_with_what_is_left(drawn, portfolio):
    used = (portfolio.limits["used"] / portfolio.limits["limit"]).sort_values(ascending=False)

    assert widths(drawn["limits"], look.BLUE) == pytest.approx(used.tolist())
    assert "0.5 project lead months left" in said_in(drawn["limits"])
    assert "£970 thousand left" in said_in(drawn["limits"])


def test_no_limit_is_a_sentence(like):
    assert "chosen without a limit" in said_in(plots.limits(like.portfolio()))


# ---- opportunity --------------------------------------------------------------------------------


def test_what_is_clear_is_blue_and_the_rest_says_that_it_is_noise(drawn, gaps):
    table = gaps.table
    clear = table.loc[table["opportunity_lower"] > 0, "opportunity"].sort_values(ascending=False)

    assert widths(drawn["opportunity"], look.BLUE) == pytest.approx(clear.tolist())
    assert said_in(drawn["opportunity"]).count("within noise") == 3
    assert said_in(drawn["opportunity"]).count("2025-26") == 10


def test_no_opportunity_is_a_sentence(like):
    ax = plots.opportunity(like.gaps([("Falls", 0.0, 0.0, 0.0)]))

    assert "Of 1 figure compared, none is worse than its peers" in said_in(ax)
    assert not ax.patches
    assert leaving(ax) == []


def test_of_very_many_indicators_the_first_are_shown(like):
    ax = plots.opportunity(like.gaps([(f"Indicator {i}", 90.0 - i, 1.0, 200.0) for i in range(31)]))

    assert "20 of 31 shown" in said_in(ax)
    assert leaving(ax) == [] and on_each_other(ax) == []


def test_a_figure_without_an_interval_has_a_bar_and_says_so(like):
    ax = plots.opportunity(like.gaps([("Falls", 90.0, np.nan, np.nan)]))

    assert "no interval" in said_in(ax)
    assert len(ax.patches) == 1


# ---- names that would break a picture -----------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_results(like, hostile):
    members = [
        (name, kind, 9.0 + 3 * i, 100.0 * (i + 1), 500.0, i % 2 == 0)
        for i, name in enumerate(hostile)
        for kind in ["quick win"]
    ]
    balance = [("by year 1", 1.0, 2.0, 1.0, 2.0), ("by year 10", 1.0, 2.0, 1.0, 2.0)]
    limits = [("r", name, f"units of {name}"[:60], 1.0, 2.0, 1.0) for name in hostile[:4]]
    portfolio = like.portfolio(members, limits=limits, balance=balance)
    portfolio.appraisal.case.charter = like.charter(notice="SYNTHETIC $a$ " + hostile[4])
    ranking = like.ranking(hostile, [[20, 10]] * len(hostile), criteria=hostile[:2])
    gaps = like.gaps([(name, 9.0, 1.0, 20.0) for name in hostile], area=hostile[0])
    return {
        "balance": portfolio,
        "contributions": ranking,
        "bubble": portfolio,
        "limits": portfolio,
        "opportunity": gaps,
    }


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("question", QUESTIONS)
def test_hostile_names_are_drawn_as_they_are(question, hostile_results):
    shown = plots.picture(question, hostile_results[question])
    ax = plots.PICTURES[question](hostile_results[question])

    assert shown.png[1:4] == b"PNG"
    assert leaving(ax) == []
    assert on_each_other(ax) == []
    assert not any(text.get_parse_math() for text in texts_of(ax))
    assert Images(shown._repr_html_()).images[0]["alt"] == shown.alt


def test_a_name_with_dollars_is_shown_with_its_dollars(hostile_results):
    assert "$x$ and $y" in said_in(plots.contributions(hostile_results["contributions"]))


def test_results_need_no_more_than_they_promise(portfolio):
    """A stand-in with the promised fields alone is drawn like the portfolio itself."""
    names = [
        "chosen",
        "members",
        "limits",
        "balance",
        "balance_slipped",
        "classes",
        "worth",
        "arguments",
        "appraisal",
    ]
    bare = Like(**{name: getattr(portfolio, name) for name in names})

    assert plots.picture("limits", bare).png == plots.picture("limits", portfolio).png

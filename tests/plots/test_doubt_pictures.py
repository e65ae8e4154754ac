"""Seven pictures of doubt: what holds for every one, and what holds for each."""

from itertools import combinations, pairwise
from types import SimpleNamespace as Like

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from wcc_prioritise import plots
from wcc_prioritise.plots import doubt_behind, doubt_words, draw_methods, draw_tipping, heat, look
from wcc_prioritise.ranking import compare
from wcc_prioritise.robustness import bands as bands_of
from wcc_prioritise.robustness import stress, tipping_weights
from wcc_prioritise.robustness import tornado as swung
from wcc_prioritise.tables import InputError

WORDS = {
    "bands": doubt_words.bands,
    "rank_shares": doubt_words.rank_shares,
    "head_to_head": doubt_words.head_to_head,
    "tipping": doubt_words.tipping,
    "tornado": doubt_words.tornado,
    "methods": doubt_words.methods,
    "what_would_change_it": doubt_words.what_would_change_it,
}
QUESTIONS = tuple(WORDS)
SLOW = ("bands", "rank_shares", "head_to_head", "methods", "what_would_change_it")
TO_BYTES = [pytest.param(q, marks=pytest.mark.slow) if q in SLOW else q for q in QUESTIONS]


@pytest.fixture(scope="module")
def results(appraisal, ranking):
    tested = stress(appraisal, runs=2_000, seed=2026)
    return {
        "bands": tested,
        "rank_shares": tested,
        "head_to_head": tested,
        "tipping": tipping_weights(appraisal),
        "tornado": swung(appraisal),
        "methods": compare(appraisal),
        "what_would_change_it": ranking,
    }


@pytest.fixture(scope="module")
def drawn(results):
    return {name: plots.PICTURES[name](results[name]) for name in QUESTIONS}


@pytest.fixture(scope="module")
def tables(results):
    return {name: plots.pictures._MADE_FROM[name][1](results[name]) for name in QUESTIONS}


def texts_of(ax):
    return [t for t in (*ax.texts, ax._left_title) if t.get_text().strip()]


def extents_of(ax):
    renderer = FigureCanvasAgg(ax.get_figure(root=True)).get_renderer()
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts_of(ax)]


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


def said_in(ax):
    return " | ".join(text.get_text().replace("\n", " ") for text in texts_of(ax))


def bars_of(ax, colour):
    fill = matplotlib.colors.to_rgba(colour)
    return [p for p in ax.patches if p.get_facecolor() == fill]


# ---- every picture ------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_text_leaves_the_figure_or_lies_on_another(question, drawn):
    assert leaving(drawn[question]) == []
    assert on_each_other(drawn[question]) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_usual_small_axes_is_enough_for_every_text_to_stay_inside(question, results):
    axes = Figure(figsize=(6.4, 4.8)).subplots()

    assert plots.PICTURES[question](results[question], ax=axes) is axes
    assert leaving(axes) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_title_says_the_answer_and_the_alt_text_its_figures(question, drawn, results):
    said = WORDS[question](results[question])

    assert drawn[question].get_title(loc="left").replace("\n", " ") == said.title
    assert 100 < len(said.alt) <= 600 and sum(c.isdigit() for c in said.alt) >= 6
    assert "SYNTHETIC" in said_in(drawn[question])


@pytest.mark.parametrize("question", TO_BYTES)
def test_a_picture_carries_its_words_its_table_and_the_same_bytes(question, results):
    shown, said = plots.picture(question, results[question]), WORDS[question](results[question])
    again = plots.pictures._png.__wrapped__(plots.PICTURES[question], results[question])

    assert (shown.title, shown.alt) == (said.title, said.alt)
    assert len(shown.table)
    assert shown.png == again


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_person_is_named(question, drawn, results, appraisal):
    everything = f"{said_in(drawn[question])} {WORDS[question](results[question]).alt}"

    assert not [word for word in appraisal.case.people["person"] if word in everything]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_picture_of_another_result_is_refused(question, gaps):
    with pytest.raises(InputError, match=f"the picture {question} asked for from a Gaps"):
        plots.picture(question, gaps)


@pytest.mark.parametrize("question", TO_BYTES)
def test_a_picture_is_readable_in_grey(question, results):
    from io import BytesIO

    from matplotlib.image import imread

    rgb = imread(BytesIO(plots.picture(question, results[question]).png))[..., :3]
    grey, many = np.unique(np.round(255 * (rgb @ [0.2126, 0.7152, 0.0722])), return_counts=True)
    light = grey[many > 200]

    assert light[0] < 60 and light[-1] == 255 and len(light) >= 3


@pytest.mark.parametrize("question", ["bands", "rank_shares", "head_to_head", "methods"])
def test_all_24_candidates_have_their_row(question, drawn, tables, appraisal):
    assert len(tables[question]) == 24
    said = said_in(drawn[question])
    assert "more, in the table behind" not in said
    sizes = [text.get_fontsize() for text in drawn[question].texts]
    assert min(sizes) >= look.TINY
    starts = [name[:16] for name in appraisal.case.names]
    assert all(start in said for start in starts)


# ---- small results that can be read off by hand -------------------------------------------------

NAMES = pd.Series({"A": "Foot team", "B": "Falls", "C": "Beds"})


def small_case(names=NAMES, criteria=("Health gain", "Safety")):
    codes = [f"C{i + 1}" for i in range(len(criteria))]
    table = pd.DataFrame({"criterion": codes, "name": list(criteria)})
    return Like(names=names, criteria=table, charter=Like(notice="SYNTHETIC."))


def like_stress(beats, value=(60.0, 58.0, 40.0), names=NAMES):
    """Stand in for a stress test of three candidates from the shares of draws of A, B over C."""
    codes = list(names.index)
    wins = pd.DataFrame(beats, index=codes, columns=codes, dtype=float)
    worth = pd.Series(value, index=codes, dtype=float)
    shares = pd.DataFrame([[0.7, 0.3, 0], [0.3, 0.699, 0.001], [0, 0.001, 0.999]], index=codes,
                          columns=[1, 2, 3])  # fmt: skip
    band = bands_of(worth, wins)
    table = pd.DataFrame(
        {"candidate": codes, "name": names.to_numpy(), "band": band[codes].to_numpy(),
         "value": worth.to_numpy(), "low": worth.to_numpy() - 5, "high": worth.to_numpy() + 5,
         "first": shares[1].to_numpy(), "how_sure": "sometimes"}
    )  # fmt: skip
    return Like(shares=shares, beats=wins, bands=band, table=table, warnings=(),
                arguments={"runs": 1_000, "seed": 1}, doubt="whose values",
                appraisal=Like(case=small_case(names)))  # fmt: skip


TOGETHER = [[0, 0.7, 1], [0.3, 0, 0.999], [0, 0.001, 0]]
APART = [[0, 0.9, 1], [0.1, 0, 0.999], [0, 0.001, 0]]


def test_bands_name_those_that_cannot_be_told_apart():
    together, apart = (doubt_words.bands(like_stress(b)).title for b in (TOGETHER, APART))

    assert together == (
        "Foot team and Falls can't be told apart at the top; 3 candidates in 2 bands"
    )
    assert apart == "Foot team stands alone in the first band; 3 candidates in 3 bands"
    assert "Band 2: Beds 40 (35 to 45)." in doubt_words.bands(like_stress(TOGETHER)).alt


def test_intervals_and_values_stand_where_they_are():
    ax = plots.bands(like_stress(TOGETHER))
    dots = [m.get_xdata()[0] for m in ax.lines if m.get_marker() == "o"]
    spans = [tuple(a.get_xdata()) for a in ax.lines if a.get_linewidth() == 2.2]

    assert dots == [60, 58, 40]
    assert spans == [(55, 65), (53, 63), (35, 45)]


def test_shares_are_written_in_whole_per_cent_and_never_round_to_all_or_none():
    ax = plots.rank_shares(like_stress(TOGETHER))
    said = [text.get_text() for text in ax.texts]

    assert doubt_words.rank_shares(like_stress(TOGETHER)).title == (
        "Foot team comes first in 70% of draws, Falls in 30%"
    )
    assert said.count("70") == 2 and said.count(">99") == 1 and said.count("<1") == 2
    assert "Beds: most often rank 3 (over 99%), 2 to 3." in doubt_words.rank_shares(
        like_stress(TOGETHER)
    ).alt  # fmt: skip


def test_the_matrix_names_the_closest_rival_and_leaves_the_diagonal_out():
    said, ax = (make(like_stress(APART)) for make in (doubt_words.head_to_head, plots.head_to_head))

    assert said.title.startswith("Foot team stands above Falls, its closest rival, in 90% of draws")
    assert [text.get_text() for text in ax.texts].count("\u2013") == 3
    assert "A above B: 90%. B above C: over 99%." in said.alt


def test_shades_of_shares_grow_darker_in_grey():
    light = [look.lightness(shade) for _, shade in heat.SHADES]

    assert all(a - b >= 5 for a, b in pairwise(light))
    assert all(abs(look.lightness(s) - look.lightness(look.ink_on(s))) > 45 for _, s in heat.SHADES)


def like_tipping(upper=0.4, upper_to="B", names=NAMES):
    table = pd.DataFrame(
        {"criterion": ["C1", "C2"], "name": ["Health gain", "Safety"], "weight": [0.7, 0.3],
         "lower": [np.nan, np.nan], "lower_to": [None, None], "upper": [np.nan, upper],
         "upper_to": [None, upper_to]}
    )  # fmt: skip
    stretches = [("C1", 0.0, 1.0, "A"), ("C2", 0.0, upper, "A"), ("C2", upper, 1.0, "B")]
    leading = pd.DataFrame(stretches, columns=["criterion", "low", "high", "leader"])
    return Like(table=table, leading=leading, leader="A", convention="proportional",
                appraisal=Like(case=small_case(names)))  # fmt: skip


def test_tipping_says_the_nearest_weight_and_draws_who_leads():
    result = like_tipping()
    ax = plots.tipping(result)

    assert doubt_words.tipping(result).title == (
        "On 1 of 2 criteria another weight would unseat Foot team; nearest is safety: at 40% "
        "instead of 30% Falls draws level"
    )
    lead = [(p.get_x(), p.get_width()) for p in bars_of(ax, look.BLUE)]
    other = [(p.get_x(), p.get_width()) for p in bars_of(ax, draw_tipping.OTHERS[0])]
    assert lead == [(0, 100), (0, 40)] and other == [(40, 60)]
    now = [m.get_xdata()[0] for m in ax.lines if m.get_marker() == "D"]
    assert now == [70, 30]
    assert "above 40% B" in said_in(ax) and "no change" in said_in(ax)


def test_a_lead_that_nothing_tips_is_said_so():
    result = like_tipping()
    result.table[["upper", "upper_to"]] = None
    said = doubt_words.tipping(result)

    assert said.title == "Foot team leads whatever the weight of any one of 2 criteria"
    assert "Safety, now 30%: no other leads." in said.alt


def like_tornado(low=(2.0, 4.0), high=(6.0, 3.0), names=NAMES):
    table = pd.DataFrame(
        {"criterion": ["C1", "C2"], "name": ["Health gain", "Safety"], "weight": [0.7, 0.3],
         "low": low, "high": high, "length": [4.0, 1.0]}
    )  # fmt: skip
    return Like(table=table, a="A", b="B", difference=3.5, change=0.25,
                appraisal=Like(case=small_case(names)))  # fmt: skip


def test_the_tornado_says_whether_the_order_turns_and_bars_start_at_now():
    stays, turns = like_tornado(), like_tornado(low=(-1.0, 4.0))

    assert doubt_words.tornado(stays).title == (
        "Foot team stays ahead of Falls with any one weight moved by 25%"
    )
    assert doubt_words.tornado(turns).title == (
        "Foot team would fall behind Falls with one weight moved by 25%: health gain"
    )
    ax = plots.tornado(stays)
    more = [(p.get_x(), round(p.get_width(), 9)) for p in bars_of(ax, look.BLUE)
            if p.get_width() < 8]  # fmt: skip
    assert (3.5, 2.5) in more and (3.0, 0.5) in more
    assert "Health gain: 2.0 with less weight, 6.0 with more." in doubt_words.tornado(stays).alt


def like_comparison(ranks, methods, tau, names=NAMES):
    table = pd.DataFrame(ranks, index=list(names.index), columns=methods)
    return Like(ranks=table, tau=pd.DataFrame(tau, methods, methods),
                appraisal=Like(case=small_case(names)))  # fmt: skip


def test_methods_name_their_leaders_and_kendalls_tau():
    methods, tau = ["weighted sum", "TOPSIS"], [[1.0, 1 / 3], [1 / 3, 1.0]]
    same = like_comparison([[1, 1], [2, 3], [3, 2]], methods, tau)
    other = like_comparison([[1, 2], [2, 1], [3, 3]], methods, tau)

    assert doubt_words.methods(same).title == "All 2 methods put Foot team first"
    assert doubt_words.methods(other).title == "Weighted sum puts Foot team first, TOPSIS Falls"
    assert (
        "Kendall's tau beside weighted sum: 0.33 for TOPSIS." in doubt_words.methods(same).subtitle
    )
    assert "Beds: 3, 2." in doubt_words.methods(same).alt


def test_lines_run_from_place_to_place_and_the_movers_are_thick(results, drawn):
    table = doubt_behind.methods_table(results["methods"])
    ranks = table.iloc[:, 2:]
    movers = int((ranks.max(axis=1) - ranks.min(axis=1) >= draw_methods.MOVED).sum())
    thick = [a for a in drawn["methods"].lines if a.get_linewidth() == 2.0]

    assert movers > 0 and len(thick) == 2 * movers
    bold = [t for t in drawn["methods"].texts if t.get_fontproperties().get_weight() == "bold"]
    assert len(bold) == movers + len(ranks.columns)


def test_equal_ranks_stand_on_places_of_their_own():
    ax = plots.methods(like_comparison([[1, 1], [1, 2], [3, 3]], ["a", "b"], np.eye(2)))
    places = sorted(m.get_ydata()[0] for m in ax.lines if m.get_marker() == "o")

    assert places == [0.5, 0.5, 1.5, 1.5, 2.5, 2.5]
    assert on_each_other(ax) == []


# ---- what would change it -----------------------------------------------------------------------


def test_the_smallest_changes_are_those_of_their_rooms(results, ranking, appraisal):
    from wcc_prioritise.ranking import lifts
    from wcc_prioritise.robustness import smallest_change

    table = doubt_behind.changes_table(ranking)
    leader, second = ranking.table["candidate"].iloc[:2]

    judged = table[table["kind"] == "one judgement"]
    found = lifts(ranking, second, leader).dropna(subset=["needed"]).iloc[0]
    assert judged[["candidate", "above"]].iloc[0].tolist() == [second, leader]
    assert judged["needed"].iloc[0] == found["needed"]
    assert (judged["then"] - judged["now"]).is_monotonic_increasing
    weights = table[table["kind"] == "one weight"]
    tips = results["tipping"].table
    assert set(weights["then"]) <= set(tips["lower"].dropna()) | set(tips["upper"].dropna())
    together = table[table["kind"] == "weights together"].set_index("criterion")["then"]
    change = smallest_change(appraisal).weights["then"]
    assert together.to_dict() == pytest.approx(change[together.index].to_dict())


def test_the_page_about_one_candidate_lifts_it_to_the_next_above(ranking):
    last, above = ranking.table["candidate"].iloc[[-1, -2]]
    shown = plots.picture("what_would_change_it", ranking, about=last)

    judged = shown.table[shown.table["kind"] == "one judgement"]
    assert set(judged["candidate"]) == {last} and set(judged["above"]) == {above}
    names = ranking.appraisal.case.names
    assert shown.title.startswith(f"{names[last]} would draw level with ")


def test_nothing_stands_above_the_leader(ranking):
    leader = ranking.table["candidate"].iloc[0]
    ax = plots.what_would_change_it(ranking, about=leader)

    assert "No change of one judgement, or of any weights" in said_in(ax)


def test_an_unknown_candidate_is_refused_with_the_near_miss(ranking):
    with pytest.raises(InputError, match="about='p04'.*Did you mean 'P04'"):
        plots.picture("what_would_change_it", ranking, about="p04")


@pytest.mark.parametrize(
    ("figure", "needed", "unit", "said"),
    [
        (46.2, 60.1, "points", "61 instead of 46 points"),
        (46.2, 30.9, "days", "30 instead of 46 days"),
        (0.5, 0.25, "", "0.25 instead of 0.5"),
        (40.0, 60.0, "points", "60 instead of 40 points"),
    ],
)
def test_what_is_needed_is_never_rounded_to_what_is_not_enough(figure, needed, unit, said):
    assert doubt_words.needed_said(Like(figure=figure, needed=needed, unit=unit)) == said


# ---- names that would break a picture -----------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("first", [0, 3, 5])
def test_hostile_names_are_drawn_as_they_are(first, hostile):
    names = pd.Series(hostile[first : first + 3], index=["A", "B", "C"])
    methods = ["weighted sum", "$x$ <b>"]
    made = {
        "bands": like_stress(TOGETHER, names=names),
        "rank_shares": like_stress(TOGETHER, names=names),
        "head_to_head": like_stress(APART, names=names),
        "tipping": like_tipping(names=names),
        "tornado": like_tornado(names=names),
        "methods": like_comparison([[1, 2], [2, 1], [3, 3]], methods, np.eye(2), names),
    }
    for question, result in made.items():
        ax, said = plots.PICTURES[question](result), WORDS[question](result)
        assert leaving(ax) == [] and on_each_other(ax) == []
        assert not any(text.get_parse_math() for text in texts_of(ax))
        assert len(said.alt) <= 600 and "\n" not in said.title

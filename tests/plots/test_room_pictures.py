"""Five pictures for the room: what holds for every one, what holds for each, and nobody named."""

from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace as Like

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import wcc_prioritise as wcc
from wcc_prioritise import plots
from wcc_prioritise.judgement import may_be_shown
from wcc_prioritise.plots import draw_agreement as drawn_map
from wcc_prioritise.plots import look, paging, room_behind, room_words
from wcc_prioritise.tables import InputError

WORDS = {
    "dot_strips": room_words.dot_strips,
    "weight_dots": room_words.weight_dots,
    "agreement_map": room_words.map_of_agreement,
    "movement": room_words.movement,
    "voice_ledger": room_words.voice_ledger,
}
QUESTIONS = tuple(WORDS)
SLOW = ("agreement_map", "dot_strips", "movement")
TO_BYTES = [pytest.param(q, marks=pytest.mark.slow) if q in SLOW else q for q in QUESTIONS]


# ---- a panel that can be read off by hand -------------------------------------------------------

PEOPLE = [f"S{i:02d}" for i in range(1, 13)]
ROLES = ["patient", "GP", "finance"]


def scores_of(by_cell, round_=1):
    """Make a table of scores from {(candidate, criterion): one score a person}."""
    rows = [
        (person, candidate, criterion, round_, score, None)
        for (candidate, criterion), scores in by_cell.items()
        for person, score in zip(PEOPLE, scores, strict=False)
    ]
    columns = ["person", "candidate", "criterion", "round", "score", "reason"]
    return pd.DataFrame(rows, columns=columns)


def panel(by_cell, again=None, names=("Foot team", "Falls classes"), notice="SYNTHETIC."):
    """Stand in for a case: 12 people in 3 voice groups of 4, two candidates, two criteria."""
    scores = scores_of(by_cell)
    if again:
        scores = pd.concat([scores, scores_of(again, 2)], ignore_index=True)
    people = pd.DataFrame({"person": PEOPLE, "roles": [(ROLES[i % 3],) for i in range(12)]})
    criteria = pd.DataFrame(
        {"criterion": ["C1", "C2"], "name": ["Fairness", "Safety"], "kind": "judged"}
    )
    return Like(
        people=people,
        voice_groups=pd.DataFrame({"group": ["public", "clinicians", "finance"], "role": ROLES}),
        candidates=pd.DataFrame({"candidate": ["P1", "P2"], "name": list(names)}),
        names=pd.Series(list(names), index=["P1", "P2"]),
        criteria=criteria,
        interests=pd.DataFrame(columns=["person", "candidate", "effect"]),
        scores=scores,
        charter=Like(notice=notice),
    )


SPLIT = [0, 10, 5, 0, 95, 100, 90, 100, 50, 40, 60, 50]
CLOSE = [70, 70, 75, 70, 70, 75, 70, 70, 75, 70, 70, 75]
WIDE = [20, 35, 50, 60, 45, 40, 55, 30, 45, 50, 40, 65]
CELLS = {("P1", "C1"): SPLIT, ("P2", "C1"): CLOSE, ("P1", "C2"): WIDE, ("P2", "C2"): WIDE}


@pytest.fixture(scope="module")
def small():
    return may_be_shown(panel(CELLS))


# ---- the sample ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def second_round(northmere):
    """Northmere with a second round on two criteria: everybody comes a third nearer the middle."""
    scores = northmere.scores
    again = scores[scores["criterion"].isin(["C3", "C7"]) & scores["score"].notna()].copy()
    again["score"] = (again["score"] * 2 / 3 + 25).round(-1).clip(0, 100)
    again = again.assign(round=2, reason=None)
    return northmere.replace(scores=pd.concat([scores, again], ignore_index=True))


@pytest.fixture(scope="module")
def book(portfolio):
    from wcc_prioritise.voices import ledger

    return ledger(portfolio)


@pytest.fixture(scope="module")
def results(northmere, second_round, appraisal, book):
    shown = may_be_shown(second_round)
    return {
        "dot_strips": shown,
        "weight_dots": appraisal,
        "agreement_map": northmere,
        "movement": shown,
        "voice_ledger": book,
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


def dots_of(ax):
    """Count the marks of people, at each place across."""
    blue = look.BLUE
    at = [m.get_xdata()[0] for m in ax.lines if m.get_marker() == "o"
          and m.get_markerfacecolor() == blue and m.get_markeredgewidth() == 0.4]  # fmt: skip
    return pd.Series(at).value_counts()


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
def test_nobody_is_named_in_picture_words_or_table(question, drawn, tables, results, northmere):
    tokens = set(northmere.people["person"])
    organisations = {o for o in northmere.people["organisation"].dropna() if o != "public panel"}
    table, alt = tables[question], WORDS[question](results[question]).alt
    everything = f"{said_in(drawn[question])} {alt} {table.to_csv()}"

    assert "person" not in table.columns
    assert not [word for word in (*tokens, *organisations) if word in everything]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_picture_of_another_result_is_refused(question, ranking):
    with pytest.raises(InputError, match=f"the picture {question} asked for from a Ranking"):
        plots.picture(question, ranking)


@pytest.mark.parametrize("question", TO_BYTES)
def test_a_picture_is_readable_in_grey(question, results):
    from io import BytesIO

    from matplotlib.image import imread

    rgb = imread(BytesIO(plots.picture(question, results[question]).png))[..., :3]
    grey, many = np.unique(np.round(255 * (rgb @ [0.2126, 0.7152, 0.0722])), return_counts=True)
    light = grey[many > 200]

    assert light[0] < 60 and light[-1] == 255 and len(light) >= 3


def test_shades_of_labels_stay_apart_in_grey_and_carry_their_words():
    light = [look.lightness(drawn_map.TONES[label]) for label in ("split", "mixed", "agree")]

    assert all(b - a >= 15 for a, b in zip(light, light[1:], strict=False))
    assert set(drawn_map.TONES) == set(room_words.LABELS)


# ---- dot strips ---------------------------------------------------------------------------------


def test_the_title_names_what_the_panel_is_split_about(small):
    said = room_words.dot_strips(small)

    assert said.title == "On fairness the panel is split about Foot team"
    assert "Foot team: mean 50" in said.alt
    assert room_words.dot_strips(small, "C2").title == (
        "On safety the panel is split about no candidate; it agrees about 2 of 2 candidates"
    )
    assert room_words.dot_strips(small, "P1").title == (
        "About Foot team the panel is split on fairness"
    )


def test_every_person_is_a_dot_on_a_step_of_ten(small):
    table = room_behind.dots_table(small, "C1")
    people = table[(table["candidate"] == "P1") & (table["mark"] == "people")]

    assert people["people"].sum() == 12
    assert dict(zip(people["low"], people["people"], strict=True)) == {
        0: 3, 10: 1, 40: 1, 50: 2, 60: 1, 90: 4,
    }  # fmt: skip
    dots = dots_of(plots.dot_strips(small, about="C1"))
    assert dots[dots.index > 0].to_dict() == {5: 3, 15: 1, 45: 1, 55: 2, 65: 1, 95: 4}


def test_people_close_together_are_not_drawn_for_that_would_show_who_said_what(small):
    table = room_behind.dots_table(small, "C1")
    close = table[table["candidate"] == "P2"]

    assert "people" not in set(close["mark"])
    assert close.loc[close["mark"] == "room", "told"].tolist() == ["72"]


def test_a_group_stands_where_its_mean_may_be_told_and_nowhere_else(small):
    cells = small.table.set_index(["candidate", "criterion"])["shown"]
    for about in ("C1", "C2"):
        table = room_behind.dots_table(small, about)
        for (candidate, criterion), own in table.groupby(["candidate", "criterion"]):
            told = set(own.loc[own["mark"] == "group", "group"])
            assert bool(told) == (cells[candidate, criterion] == "groups")


def test_of_two_people_only_the_count_is_told():
    shown = may_be_shown(panel({("P1", "C1"): [0, 100], ("P2", "C1"): WIDE}))
    ax = plots.dot_strips(shown, about="C1")
    table = room_behind.dots_table(shown, "C1").set_index("candidate")

    assert "not shown: fewer than three people scored" in said_in(ax)
    assert np.isnan(table.loc["P1", "low"]) and table.loc["P1", "people"] == 2


def test_what_nobody_scored_is_refused_with_the_near_miss(small):
    with pytest.raises(InputError, match="about='C9'.*somebody has scored"):
        plots.dot_strips(small, about="C9")


def test_nobody_has_scored_is_a_sentence(small):
    ax = plots.dot_strips(replace(small, cells={}))

    assert "Nobody has scored yet" in said_in(ax)


# ---- weights ------------------------------------------------------------------------------------


def like_weights(people, names=("Health gain", "Safety")):
    given = pd.DataFrame(people, columns=["C1", "C2"], index=PEOPLE[: len(people)])
    criteria = pd.DataFrame({"criterion": ["C1", "C2"], "name": list(names)})
    case = Like(criteria=criteria, names=pd.Series(dtype=object), charter=Like(notice="SYNTHETIC."))
    return Like(case=case, person_weights=given, weights=given.mean(), weights_from="person")


def test_weights_say_what_matters_most_and_where_people_differ():
    appraisal = like_weights([(0.5, 0.5), (0.6, 0.4), (0.7, 0.3), (0.8, 0.2)])
    said = room_words.weight_dots(appraisal)

    assert said.title == (
        "Health gain matters most to the room, 65%; people differ most on health gain, from 50% "
        "to 81%"
    )
    assert "Safety: 35%, people from 20% to 51%." in said.alt
    assert "every person counts the same" in said.subtitle


def test_every_person_is_a_dot_beside_the_weight_of_the_room(drawn, appraisal):
    table = room_behind.weights_table(appraisal)
    people = table[table["mark"] == "people"].groupby("criterion")["people"].sum()
    dots = dots_of(drawn["weight_dots"])

    assert (people == len(appraisal.person_weights)).all()
    assert dots.sum() == people.sum()
    room = table[table["mark"] == "room"].set_index("criterion")["low"]
    assert room.to_dict() == pytest.approx(appraisal.weights.to_dict())


def test_weights_of_two_people_are_not_drawn():
    table = room_behind.weights_table(like_weights([(0.5, 0.5), (0.6, 0.4)]))

    assert set(table["mark"]) == {"room"}


# ---- agreement ----------------------------------------------------------------------------------


def test_the_map_counts_the_split_cells_and_says_where():
    said = room_words.map_of_agreement(panel(CELLS))

    assert said.title == "The panel is split on 1 of 4 cells: 1 on fairness"
    assert "3 agree and 1 split" in said.alt
    assert "Split: P1 on fairness." in said.alt


def test_every_cell_has_its_word_and_a_symbol(drawn, northmere):
    from wcc_prioritise.judgement import agreement_map

    table = room_behind.map_table(northmere)
    said = said_in(drawn["agreement_map"]).split(" | ")
    styles = [m.get_fillstyle() for m in drawn["agreement_map"].lines]

    labels = table["label"].value_counts()
    assert {word: said.count(word) for word in labels.index} == labels.to_dict()
    assert styles.count("left") == labels["mixed"] and styles.count("none") == labels["split"]
    assert table["label"].eq("split").sum() == agreement_map(northmere)["label"].eq("split").sum()


def test_pages_hold_ten_candidates_and_all_of_them_once(northmere):
    pages = [room_behind.map_table(northmere, page)["candidate"].unique() for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [10, 10, 4]
    assert sorted(np.concatenate(pages)) == sorted(northmere.candidates["candidate"])
    assert "Page 3 of 3." in room_words.map_of_agreement(northmere, 3).subtitle


@pytest.mark.parametrize("page", [0, 4, 1.0, True, "1"])
def test_a_page_that_is_not_there_is_refused(page, northmere):
    with pytest.raises(InputError, match="a page from 1 to 3"):
        plots.agreement_map(northmere, page=page)


def test_the_only_page_is_named_so():
    with pytest.raises(InputError, match="page 1, the only one"):
        paging.on_page([1, 2], 2)


def test_a_picture_takes_a_page_where_it_has_pages(northmere, appraisal):
    shown = plots.picture("agreement_map", northmere, page=3)

    assert shown.table["candidate"].nunique() == 4
    with pytest.raises(InputError, match="page=2 for the picture weight_dots"):
        plots.picture("weight_dots", appraisal, page=2)


# ---- movement -----------------------------------------------------------------------------------


def test_movement_goes_from_the_mean_before_to_that_after():
    after = [20, 20, 10, 10, 60, 70, 60, 70, 50, 40, 60, 50]
    shown = may_be_shown(panel(CELLS, {("P1", "C1"): after}))
    table = room_behind.movement_table(shown)

    row = table.iloc[0]
    assert (row["told_before"], row["told_after"]) == ("50", "43")
    assert row["spread"] == "closer together"
    assert room_words.movement(shown).title == (
        "Scoring again, people came closer together on 1 of 1 cell; the mean that moved most is "
        "that of Foot team on fairness, from 50 to 43"
    )
    ax = plots.movement(shown)
    assert "50 \u2192 43" in said_in(ax) and "closer together" in said_in(ax)


def test_only_what_may_be_told_of_both_rounds_is_shown():
    """One person changed: the two means together would give the change away."""
    again = [100, *SPLIT[1:]]
    shown = may_be_shown(panel(CELLS, {("P1", "C1"): again[:1]}))
    ax = plots.movement(shown)

    assert room_behind.movement_table(shown).empty
    assert room_words.movement(shown).title == "No movement can be shown"
    assert "give somebody's score away" in said_in(ax)


def test_no_second_round_is_a_sentence(small):
    ax = plots.movement(small)

    assert "Nobody has scored a second time yet" in said_in(ax)
    assert plots.picture("movement", small).alt


# ---- the voice ledger ---------------------------------------------------------------------------


def like_ledger(rows, chosen=("P1", "P2"), absent=(), names=None):
    columns = ["group", "people", "attended", "left_early", "shown", "top_five", "enters", "leaves"]
    named = pd.Series(names or {"P1": "Foot team", "P2": "Falls", "P3": "Beds"})
    case = Like(
        names=named,
        criteria=pd.DataFrame({"criterion": [], "name": []}),
        charter=Like(notice="SYNTHETIC."),
    )
    portfolio = Like(chosen=chosen, appraisal=Like(case=case))
    table = pd.DataFrame(rows, columns=columns)
    return Like(portfolio=portfolio, table=table, not_in_the_room=absent)


ASKED = ("public", 4, 4, 1, True, ("P1", "P3"), (), ())
MOVES = ("clinicians", 5, 5, 0, True, ("P1", "P2"), ("P3",), ("P2",))
HIDDEN = ("partners", 2, 2, 0, False, None, None, None)


def test_the_ledger_says_what_groups_got_and_whose_absence_matters():
    said = room_words.voice_ledger(like_ledger([ASKED, MOVES, HIDDEN], absent=("carer",)))

    assert said.title == (
        "Each voice group shown got at least 1 of its own first 2; without clinicians the set "
        "would change"
    )
    assert "P3 would enter and P2 would leave" in said.alt
    assert "partners, 2 of 2 came: not shown." in said.alt
    assert said.caption == "Not in the room: carer. SYNTHETIC."


def test_a_group_of_two_is_counted_and_nothing_more():
    ax = plots.voice_ledger(like_ledger([HIDDEN]))

    assert "not shown: fewer than three people" in said_in(ax)
    assert room_words.voice_ledger(like_ledger([HIDDEN])).title == (
        "No voice group has three people, so none can be shown"
    )


def test_candidates_in_the_set_are_full_and_the_others_hollow():
    ax = plots.voice_ledger(like_ledger([ASKED, MOVES]))
    fills = [m.get_markerfacecolor() for m in ax.lines if m.get_marker() == "o"]

    assert fills.count(look.BLUE) == 3 and fills.count(look.WHITE) == 1
    assert "in: Beds" in said_in(ax) and "out: Falls" in said_in(ax)


# ---- names that would break a picture -----------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("pair", [0, 2, 4, 6])
def test_hostile_names_are_drawn_as_they_are(pair, hostile):
    names = hostile[pair : pair + 2]
    case = panel(CELLS, {("P1", "C1"): WIDE}, names=names, notice=f"SYNTHETIC {names[0]}")
    shown = may_be_shown(case)
    weights = like_weights([(0.5, 0.5), (0.6, 0.4), (0.7, 0.3)], names)
    ledger = like_ledger([(names[0], *ASKED[1:]), MOVES],
                         names={"P1": names[0], "P2": names[1], "P3": names[0]})  # fmt: skip
    made = {"dot_strips": shown, "weight_dots": weights, "agreement_map": case,
            "movement": shown, "voice_ledger": ledger}  # fmt: skip
    for question, result in made.items():
        ax = plots.PICTURES[question](result)
        assert leaving(ax) == [] and on_each_other(ax) == []
        assert not any(text.get_parse_math() for text in texts_of(ax))
        assert len(WORDS[question](result).alt) <= 600


def test_a_sample_without_a_second_look_still_gives_every_room_picture(short):
    shown = may_be_shown(short)

    for question, result in (
        ("dot_strips", shown),
        ("agreement_map", short),
        ("weight_dots", wcc.appraise(short)),
    ):
        ax = plots.PICTURES[question](result)
        assert leaving(ax) == [] and on_each_other(ax) == []

"""An attacker is given all that is told, and may not learn what one person said."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from wcc_prioritise.judgement import may_be_shown
from wcc_prioritise.judgement.disclosure import GROUPS, PANEL, show_cell
from wcc_prioritise.judgement.subtraction import Unknown, gives_away

NARROW = 10
HAIR = 1e-6


def shares_of(*groups):
    """Make shares from the groups of each person: "A", "AB" (half in each) or ""."""
    names = sorted({g for held in groups for g in held}) or ["A"]
    return pd.DataFrame(
        [[(g in held) / max(len(held), 1) for g in names] for held in groups],
        index=[f"S{n}" for n in range(len(groups))],
        columns=names,
        dtype=float,
    )


def states(first, *later):
    """Make what stood after each round from lists with None where nobody (newly) answered."""
    stood, rounds = {}, {}
    for number, scores in enumerate([first, *later], start=1):
        stood |= {n: Unknown(f"S{n}", number, s) for n, s in enumerate(scores) if s is not None}
        if stood:
            rounds[number] = list(stood.values())
    return rounds


def figures(told):
    return [figure for one in told for figure in one.figures]


# ---- the attacker --------------------------------------------------------------------------------


def solved_for(known):
    """Find one or two people on whom alone some combination of the figures rests.

    Plain elimination, person by person, in exact fractions: nothing of the library's short cuts.
    """
    unknowns = sorted({a for f in known for a, _ in f.shares}, key=lambda a: (a.person, a.round))
    table = [[dict(f.shares).get(a, Fraction(0)) for a in unknowns] for f in known]
    people = sorted({a.person for a in unknowns})
    for few in [*combinations(people, 1), *combinations(people, 2)]:
        others = [n for n, a in enumerate(unknowns) if a.person not in few]
        if any(
            any(y[n] for n in range(len(unknowns))) for y in combinations_without(table, others)
        ):
            return few
    return None


def combinations_without(table, columns):
    """Give combinations of the rows that vanish in these columns: a basis, by elimination."""
    rows = [list(row) for row in table]
    for column in columns:
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows = [
            [a - row[column] / pivot[column] * b for a, b in zip(row, pivot, strict=True)]
            for row in rows
        ]
    return rows


def widest_guess(known):
    """How closely can the best-known answer be pinned down? By linear programmes, one a person."""
    unknowns = sorted({a for f in known for a, _ in f.shares}, key=lambda a: (a.person, a.round))
    if not unknowns:
        return 100.0
    rows = np.array([[float(dict(f.shares).get(a, 0)) for a in unknowns] for f in known])
    limits = np.concatenate([[f.high for f in known], [-f.low for f in known]])
    widths = []
    for place in range(len(unknowns)):
        aim = np.eye(len(unknowns))[place]
        low, high = (
            linprog(sign * aim, A_ub=np.vstack([rows, -rows]), b_ub=limits, bounds=(0, 100))
            for sign in (1, -1)
        )
        assert low.status == high.status == 0
        widths.append(-high.fun - low.fun)
    return min(widths)


SCORES = st.one_of(
    st.sampled_from([0, 100]),
    st.integers(0, 20).map(lambda n: 5 * n),
    st.integers(0, 100),
    st.floats(0, 100, allow_nan=False),
)
KINDS = st.sampled_from(["A", "A", "B", "B", "C", "AB", "BC", "ABC", ""])


@st.composite
def cells(draw):
    """Draw a cell: who is in which group, and two rounds of which the second may be thin."""
    n = draw(st.integers(2, 8))
    groups = draw(st.lists(KINDS, min_size=n, max_size=n))
    common = draw(SCORES)
    near = st.one_of(SCORES, st.just(common))
    first = draw(st.lists(st.one_of(near, near, near, st.none()), min_size=n, max_size=n))
    again = draw(st.lists(st.one_of(st.none(), near), min_size=n, max_size=n))
    return shares_of(*groups), states(first, *draw(st.sampled_from([[], [again]])))


@settings(max_examples=60, deadline=None)
@given(cells())
def test_nobody_can_be_solved_for_or_pinned_down(cell):
    shares, rounds = cell
    known = figures(show_cell(rounds, shares))
    assert solved_for(known) is None
    assert widest_guess(known) >= NARROW - HAIR


@settings(max_examples=25, deadline=None)
@given(cells(), st.data())
def test_nor_from_what_was_told_before(cell, data):
    """First the room sees round 1; a score is corrected, a second round comes; all of it counts."""
    shares, rounds = cell
    assume(len(rounds) == 2)
    first = show_cell({1: rounds[1]}, shares)
    wrong = data.draw(st.integers(0, len(rounds[1]) - 1))
    corrected = {
        n: [
            Unknown(a.person, a.round, data.draw(SCORES)) if a == rounds[1][wrong] else a
            for a in stood
        ]
        for n, stood in rounds.items()
    }
    known = figures(first) + figures(show_cell(corrected, shares, figures(first)))
    assert solved_for(known) is None
    assert widest_guess(known) >= NARROW - HAIR


@settings(max_examples=40, deadline=None)
@given(cells())
def test_what_is_told_is_true(cell):
    shares, rounds = cell
    for told in show_cell(rounds, shares):
        for figure in told.figures:
            mean = float(sum(Fraction(a.score) * w for a, w in figure.shares))
            assert figure.low - HAIR <= mean <= figure.high + HAIR
            assert sum(w for _, w in figure.shares) == 1
            assert len(figure.people) >= 3
        assert told.people == len(rounds[told.round])


def message(scores, shares):
    (one,) = show_cell(states(list(scores)), shares)
    return one.spread, one.why, tuple((f.what, f.words) for f in one.figures)


def other_tables(scores, rng):
    """Yield tables near this one: two people swapped, points passed on, groups evened out."""
    n = len(scores)
    for a, b in combinations(range(n), 2):
        swapped = scores.copy()
        swapped[[a, b]] = swapped[[b, a]]
        yield swapped
    for _ in range(600):
        moved = rng.permutation(scores) if rng.random() < 0.5 else scores.copy()
        few = rng.choice(n, rng.integers(2, n + 1), replace=False)
        points = rng.normal(0, rng.choice([3, 10, 30]), len(few))
        moved[few] += points - points.mean()
        yield np.clip(moved, 0, 100)


@pytest.mark.slow
@pytest.mark.parametrize("groups", ["AAABBB", "AAAAAA", "AAABB", "AAA", "AAAABBBBCCC"])
def test_even_whoever_knows_the_rule_learns_little(groups):
    """That something was withheld says something too: the attacker runs the rule on other tables.

    For everybody there are tables of which exactly the same is told, and withheld for the same
    reason, that differ by 10 points in what that person said.
    """
    rng, shares, grid = np.random.default_rng(4), shares_of(*groups), [0, 0, 5, 50, 95, 100, 100]
    for _ in range(16):
        scores = rng.choice(grid, len(groups)).astype(float)
        if rng.random() < 0.5:
            scores[:3] = scores[0]
        same, found = message(scores, shares), [scores]
        if same[1] == "" and shares.shape[1] > 1:
            continue  # nothing withheld: the linear programmes above say all
        for other in other_tables(scores, rng):
            if np.ptp(np.array(found), axis=0).min() >= NARROW:
                break
            if message(other, shares) == same:
                found.append(other)
        assert np.ptp(np.array(found), axis=0).min() >= NARROW, (scores, same)


# ---- the rule, case by case ----------------------------------------------------------------------


def told(groups, scores, *later):
    return show_cell(states(scores, *later), shares_of(*groups))[0]


def test_everything_is_told_where_it_is_safe():
    one = told("AAABBB", [10, 40, 70, 30, 60, 90])
    assert one.shown == "groups" and one.why == "" and one.people == 6
    assert {f.what: f.words for f in one.figures} == {
        PANEL: "50",
        "A": "40",
        "B": "60",
        GROUPS: "50",
    }


def test_fewer_than_three_people_are_not_told():
    one = told("AAA", [10, None, 90])
    assert one.shown == "nothing" and one.people == 2 and one.spread is None
    assert one.why == "fewer than three people scored"


@pytest.mark.parametrize("scores", [[10, 40, 70, 30, 60, None], [10, 40, 70, None, None, None]])
def test_a_small_group_leaves_only_the_panel(scores):
    one = told("AAABBB", scores)
    assert one.shown == "panel" and one.why == "fewer than three people in B"
    assert [f.what for f in one.figures] == [PANEL]


def test_a_person_in_no_group_would_follow_from_the_others():
    one = told(["A"] * 4 + ["B"] * 4 + [""], [10, 40, 70, 30, 60, 90, 20, 80, 55])
    assert one.shown == "panel" and "together" in one.why


def test_a_person_in_two_groups_is_no_bar():
    groups = ["A", "A", "A", "AB", "B", "B", "B"]
    assert told(groups, [10, 40, 70, 30, 60, 90, 20]).shown == "groups"


@pytest.mark.parametrize("changed", [1, 2, 3])
def test_a_round_in_which_few_changed_is_not_told_beside_the_next(changed):
    first = [10, 40, 70, 30, 60, 90]
    again = [55 if n < changed else None for n in range(6)]
    rounds = show_cell(states(first, again), shares_of(*"AAABBB"))
    assert [r.round for r in rounds] == [2, 1]
    assert rounds[0].shown == "groups"
    assert rounds[1].shown == ("nothing" if changed < 3 else rounds[1].shown)
    assert (rounds[1].figures == ()) is (changed < 3)


def test_a_latecomer_does_not_follow_from_two_rounds():
    first = [10, 40, 70, 30, 60, None]
    rounds = show_cell(states(first, [None] * 5 + [90]), shares_of(*"AAAAAA"))
    assert rounds[0].shown == "panel" and rounds[1].shown == "nothing"
    assert rounds[1].why.startswith("beside what is told already")


def test_told_before_stays_told():
    """The first round was shown; then one person changed: the new figure is withheld."""
    shares, rounds = shares_of(*"AAAAAA"), states([10, 40, 70, 30, 60, 90], [95] + [None] * 5)
    before = show_cell({1: rounds[1]}, shares)
    after = show_cell({2: rounds[2]}, shares, figures(before))
    assert before[0].shown == "panel" and after[0].shown == "nothing"


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([100] * 4, "at the top of the scale (over 95.5)"),
        ([0] * 4, "at the bottom of the scale (under 4.5)"),
        ([5] * 4, "5"),
        ([95] * 4, "95"),
    ],
)
def test_a_mean_at_an_end_is_told_in_words(scores, words):
    one = told("AAAA", scores)
    assert [f.words for f in one.figures] == [words] and one.spread == "under 10"


def test_a_group_at_an_end_is_not_told_beside_the_panel():
    """Three noughts and three fifties: 25 less half of 50 leaves three noughts."""
    one = told("AAABBB", [0, 0, 0, 50, 50, 50])
    assert one.shown == "panel" and "together" in one.why


@pytest.mark.parametrize(
    ("scores", "band"),
    [([50, 50, 50], "under 10"), ([50, 60, 50], "under 10"), ([40, 50, 60], "10 to 24"),
     ([0, 50, 100], "25 or more")],
)  # fmt: skip
def test_a_spread_is_told_in_bands(scores, band):
    assert told("AAA", scores).spread == band


def test_two_groups_that_fill_the_spread_are_not_told_beside_it():
    """Groups at 41 and 59 leave a spread under 10 no room within the groups."""
    one = told("AAABBB", [41, 41, 41, 59, 59, 59])
    assert one.shown == "groups" or "together" in one.why
    tight = told("AAAAAAABBBBBBB", [40.4] * 7 + [59.66] * 7)
    assert tight.shown == "panel" and tight.spread == "under 10"


def test_the_short_cut_is_the_linear_programme(monkeypatch):
    """What the short cuts let through, the linear programmes let through as well."""
    from wcc_prioritise.judgement import subtraction

    rng = np.random.default_rng(3)
    for _ in range(25):
        scores = list(rng.choice([0, 5, 40, 45, 50, 95, 100], 7))
        groups = ["A", "A", "A", "AB", "B", "B", "B"]
        one = told(groups, scores)
        if one.figures:
            assert not gives_away(one.figures)
            plain = [
                subtraction.Figure(f.round, f.what, f.shares, f.low, f.high, f.words)
                for f in one.figures
            ]
            monkeypatch.setattr(subtraction, "_movable", lambda figures, places: [False] * 99)
            assert not gives_away(plain)
            monkeypatch.undo()


# ---- a whole case --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shown(northmere):
    return may_be_shown(northmere)


def test_northmere(northmere, shown):
    table = shown.table.set_index(["candidate", "criterion"])
    assert len(table) == 24 * 7 and (table["shown"] != "nothing").all()
    assert (table["shown"] == "groups").mean() > 0.7
    counts = northmere.scores.groupby(["candidate", "criterion"])["score"].count()
    assert (table["people"] == counts.reindex(table.index)).all()
    assert shown.groups["people"].min() >= 3
    hidden = table[table["shown"] == "panel"]
    assert hidden["by_group"].isna().all() and (hidden["why"] != "").all()
    told_of = set(map(tuple, shown.groups[["candidate", "criterion"]].to_numpy()))
    assert told_of == set(table.index[table["shown"] == "groups"])


def test_means_are_whole_and_no_score_is_named(shown):
    words = pd.concat([shown.table["mean"], shown.table["by_group"], shown.groups["mean"]]).dropna()
    assert words.str.fullmatch(
        r"\d+|at the (top|bottom) of the scale \((over|under) [\d.]+\)"
    ).all()
    assert "score=" not in repr(shown.known)


def test_a_case_shown_twice_keeps_what_was_told(northmere):
    scores = northmere.scores
    scores = scores[scores["candidate"].isin(["P01", "P02", "P03"])]
    first = may_be_shown(northmere.replace(scores=scores))
    mine = (scores["person"] == "S05") & (scores["criterion"] == "C3")
    case = northmere.replace(
        scores=pd.concat([scores, scores[mine].assign(score=0.0, round=2)], ignore_index=True)
    )
    later = may_be_shown(case, before=first)
    for cell, known in later.known.items():
        if cell[1] == "C3":
            assert not gives_away(known)
    fresh = may_be_shown(case).table.set_index(["candidate", "criterion", "round"])
    assert (fresh.xs("C3", level="criterion").xs(2, level="round")["shown"] != "nothing").all()


def test_the_recused_are_in_no_figure(shown):
    people = {p for f in shown.known[("P12", "C2")] for p in f.people}
    assert "S10" not in people and len(people) == shown.cells[("P12", "C2")][0].people

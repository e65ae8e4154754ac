"""Draws: what they are centred on, what they keep to, and what moves them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.judgement import memberships, pool
from wcc_prioritise.robustness import draws
from wcc_prioritise.robustness.draws import doubt_of, doubt_warnings
from wcc_prioritise.robustness.score_draws import (
    answers_of,
    panel_of,
    people_in_order,
    score_draws,
    triangle,
    triangular,
)
from wcc_prioritise.robustness.weight_draws import WEIGHT_DOUBTS, between, people_chances, walk
from wcc_prioritise.tables import InputError

RUNS = 20_000


def weights_of(appraisal, weights, runs=RUNS, seed=0):
    scores = "panel" if weights == "fixed" else "fixed"
    chunks = draws(appraisal, runs, seed=seed, weights=weights, scores=scores)
    drawn = np.concatenate([chunk.weights for chunk in chunks])
    return pd.DataFrame(drawn, columns=appraisal.values.columns)


def values_of(appraisal, runs=2_000, seed=0, **asked):
    chunks = draws(appraisal, runs, seed=seed, **asked)
    return np.concatenate([chunk.values for chunk in chunks])


# ---- weights ------------------------------------------------------------------------------------


@pytest.mark.parametrize("weights", WEIGHT_DOUBTS)
def test_weights_are_weights(appraisal, weights):
    drawn = weights_of(appraisal, weights)
    assert drawn.shape == (RUNS, 9) and (drawn >= 0).all(axis=None)
    assert drawn.sum(axis=1).to_numpy() == pytest.approx(np.ones(RUNS))


@pytest.mark.parametrize("rule", ["person", "group"])
@pytest.mark.parametrize("weights", ["people", "panel"])
def test_draws_of_people_are_centred_on_the_rooms_weights(northmere, rule, weights):
    appraisal = wcc.appraise(northmere, weight_rule=rule)
    drawn = weights_of(appraisal, weights)
    error = 4 * drawn.std() / np.sqrt(RUNS)
    # a mean over drawn people who count for a half or a whole is a ratio: centred only nearly
    slack = 1e-12 if weights == "people" else 0.1 * drawn.std()
    assert ((drawn.mean() - appraisal.weights).abs() <= error + slack).all()


def test_each_draw_is_one_persons_weights(appraisal):
    drawn = weights_of(appraisal, "people", 500)
    known = {tuple(row) for row in appraisal.person_weights.round(12).to_numpy()}
    assert {tuple(row) for row in drawn.round(12).to_numpy()} <= known


def test_a_person_is_taken_as_often_as_their_groups_count(appraisal):
    chances = people_chances(appraisal)
    assert chances.sum() == pytest.approx(1)
    mean = chances @ appraisal.person_weights.to_numpy(float)
    assert mean == pytest.approx(appraisal.weights.to_numpy())


def test_random_shares_stay_within_the_groups(appraisal):
    drawn, case = weights_of(appraisal, "groups"), appraisal.case
    shares = memberships(case.people, case.voice_groups)
    groups = pd.DataFrame(
        {g: pool(appraisal.person_weights, shares[[g]]).group for g in shares.columns}
    )
    assert (drawn.min() >= groups.min(axis=1) - 1e-12).all()
    assert (drawn.max() <= groups.max(axis=1) + 1e-12).all()
    assert drawn.mean().to_numpy() == pytest.approx(groups.mean(axis=1).to_numpy(), abs=1e-3)


def test_the_simplex_is_covered_evenly(appraisal):
    drawn = weights_of(appraisal, "simplex")
    # one weight of nine is Beta(1, 8)
    assert drawn.mean().to_numpy() == pytest.approx(np.full(9, 1 / 9), abs=4 * 0.1 / np.sqrt(RUNS))
    below = (drawn < 0.05).mean().to_numpy()
    assert below == pytest.approx(np.full(9, 1 - 0.95**8), abs=0.015)


def test_ordinal_weights_keep_the_order_and_have_its_centroid(appraisal):
    drawn = weights_of(appraisal, "ordinal")
    best_first = appraisal.weights.sort_values(ascending=False).index
    assert (np.diff(drawn[best_first].to_numpy(), axis=1) <= 0).all()
    centroid = [sum(1 / k for k in range(i, 10)) / 9 for i in range(1, 10)]
    assert drawn[best_first].mean().to_numpy() == pytest.approx(centroid, abs=0.004)


def test_equal_weights_may_stand_in_either_order(appraisal):
    even = appraisal.weights_by.assign(group=1 / 9)
    drawn = weights_of(replace(appraisal, weights_by=even), "ordinal")
    assert drawn.mean().to_numpy() == pytest.approx(np.full(9, 1 / 9), abs=0.004)


def test_weights_keep_within_what_anybody_gave(appraisal):
    drawn, said = weights_of(appraisal, "intervals"), appraisal.person_weights
    assert (drawn.min() >= said.min() - 1e-9).all() and (drawn.max() <= said.max() + 1e-9).all()


def test_ranges_are_kept(appraisal):
    drawn = weights_of(appraisal, {"C1": (0.3, 0.4), "C2": (0, 0.05)})
    assert drawn["C1"].between(0.3, 0.4).all() and drawn["C2"].between(0, 0.05).all()


def test_the_walk_and_the_kept_points_give_the_same_weights():
    lowest, highest = np.array([0.1, 0.0, 0.05, 0.0]), np.array([0.5, 0.6, 0.4, 0.3])
    kept = between(lowest, highest, np.random.default_rng(1), RUNS)
    walked = walk(lowest, highest, np.random.default_rng(2), RUNS)
    error = 4 * kept.std(axis=0) * np.sqrt(2 / RUNS)
    assert (np.abs(kept.mean(axis=0) - walked.mean(axis=0)) <= error).all()
    assert kept.std(axis=0) == pytest.approx(walked.std(axis=0), rel=0.03)
    points = [np.quantile(drawn, [0.1, 0.5, 0.9], axis=0) for drawn in (kept, walked)]
    assert points[0] == pytest.approx(points[1], abs=0.01)


def test_narrow_ranges_are_walked_and_a_single_point_is_met():
    narrow = np.full(10, 0.095), np.full(10, 0.105)
    drawn = between(*narrow, np.random.default_rng(0), 1_000)
    assert drawn.shape == (1_000, 10) and drawn.sum(axis=1) == pytest.approx(np.ones(1_000))
    assert drawn.min() >= 0.095 - 1e-12 and drawn.max() <= 0.105 + 1e-12
    assert drawn.std(axis=0).min() > 0.002
    point = np.array([0.25, 0.75])
    assert between(point, point, np.random.default_rng(0), 3) == pytest.approx(
        np.tile(point, (3, 1))
    )


@pytest.mark.parametrize(
    ("ranges", "words"),
    [
        ({"C1": (0.5, 0.4)}, "Widen the ranges"),
        ({"C1": (0.6, 1), "C2": (0.6, 1)}, "Widen the ranges"),
        ({"C1": 0.4}, "Widen the ranges"),
        ({"C1": ("a", "b")}, "Widen the ranges"),
        ({"D1": (0, 1)}, "no criterion called 'D1'"),
    ],
)
def test_ranges_that_can_t_be_kept_are_refused(appraisal, ranges, words):
    with pytest.raises(InputError, match=words):
        draws(appraisal, 10, seed=0, weights=ranges)


def test_weights_as_they_stand(appraisal):
    drawn = next(draws(appraisal, 50, seed=0, weights="fixed")).weights
    assert (drawn == appraisal.weights.to_numpy()).all()
    with pytest.raises(InputError, match="a doubt about at least one of them"):
        draws(appraisal, 50, seed=0, weights="fixed", scores="fixed")


def test_weights_that_were_set_are_not_doubted_by_those_that_people_gave(appraisal):
    changed = appraisal.reweighted({"C1": 0.5})
    for weights in ("people", "groups", "panel", "intervals"):
        with pytest.raises(InputError, match="weights that were set.*C1 0.5.*simplex, ordinal"):
            draws(changed, 10, seed=0, weights=weights)
    assert (next(draws(changed, 10, seed=0, weights="fixed")).weights[:, 0] == 0.5).all()
    drawn = next(draws(changed, 500, seed=0, weights="ordinal")).weights
    assert (drawn[:, 0] == drawn.max(axis=1)).all()


def doubled_first(rng, runs, criteria):
    """Somebody's own weights: the first criterion counts twice any other."""
    return np.where(np.arange(len(criteria)) == 0, 2.0, 1.0) * np.ones((runs, 1))


def test_somebodys_own_weights_are_scaled_to_one(appraisal):
    drawn = weights_of(appraisal, doubled_first, 10)
    assert drawn["C1"].to_numpy() == pytest.approx(np.full(10, 0.2))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda rng, runs, criteria: np.ones((runs, 2)), "array of shape"),
        (lambda rng, runs, criteria: np.full((runs, len(criteria)), np.nan), "missing"),
        (lambda rng, runs, criteria: np.zeros((runs, len(criteria))), "negative or all zero"),
        (lambda rng, runs, criteria: -np.ones((runs, len(criteria))), "negative or all zero"),
        (lambda rng, runs, criteria: "even", "ValueError"),
        (lambda rng, runs, criteria: [[1, 2], [3]], "ValueError"),
        (lambda rng, runs: None, "TypeError"),
        (lambda rng, runs, criteria: 1 / 0, "ZeroDivisionError.*from .*<lambda> sha256:"),
    ],
)
def test_what_are_no_weights_is_refused(appraisal, function, words):
    with pytest.raises(InputError, match=words):
        weights_of(appraisal, function, 10)


# ---- scores -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["person", "group"])
def test_with_everybody_drawn_once_the_room_is_met(northmere, rule):
    appraisal = wcc.appraise(northmere, score_rule=rule)
    panel, scores = panel_of(appraisal), score_draws(appraisal)
    once = panel.share[:, None]
    pooled = scores.answers.pooled(panel, once, rule)[:, 0]
    expected = appraisal.figures.to_numpy(float)[:, list(scores.judged)].T.ravel()
    assert pooled == pytest.approx(expected, abs=1e-9)


def test_people_are_drawn_within_their_groups(appraisal):
    panel = panel_of(appraisal)
    times = panel.drawn(np.random.default_rng(0), 1_000) / panel.share[:, None]
    for group in np.unique(panel.group):
        places = panel.group == group
        assert (times[places].sum(axis=0).round(9) == places.sum()).all()
    assert times.mean(axis=1) == pytest.approx(np.ones(len(times)), abs=0.15)


@pytest.mark.parametrize("rule", ["person", "group"])
def test_pooling_a_draw_is_pooling_a_table_of_the_people_drawn(northmere, rule):
    """Each draw equals the ordinary pooling, with the people drawn written out one by one."""
    appraisal = wcc.appraise(northmere)
    panel, people = panel_of(appraisal), people_in_order(appraisal)
    rng = np.random.default_rng(5)
    given = pd.DataFrame(rng.uniform(0, 100, (len(people), 6)), index=people)
    given = given.mask(rng.random(given.shape) < 0.3)
    drawn = panel.drawn(rng, 4)
    found = answers_of(given.to_numpy(), np.zeros(6)).pooled(panel, drawn, rule)
    for draw in range(4):
        times = (drawn[:, draw] / panel.share).round().astype(int)
        places = np.repeat(np.arange(len(times)), times)
        table = given.iloc[panel.person[places]].set_axis(np.arange(len(places)))
        shares = np.zeros((len(places), panel.groups + 1))
        shares[np.arange(len(places)), panel.group[places]] = panel.share[places]
        if rule == "group":
            shown = pool(table, pd.DataFrame(shares[:, : panel.groups])).group.to_numpy()
        else:
            weight = shares.sum(axis=1)[:, None] * table.notna().to_numpy()
            shown = np.nansum(table.to_numpy() * weight, axis=0) / weight.sum(axis=0)
        assert found[:, draw] == pytest.approx(shown)


@pytest.mark.parametrize("rule", ["person", "group"])
def test_whole_scores_are_pooled_to_the_last_bit_in_any_order(appraisal, rule):
    """Sums of whole numbers are exact: a linear algebra library may add them as it likes."""
    panel, rng = panel_of(appraisal), np.random.default_rng(3)
    given = rng.integers(0, 101, (panel.people, 40)).astype(float)
    given[rng.random(given.shape) < 0.2] = np.nan
    answers, drawn = answers_of(given, np.zeros(40)), panel.drawn(rng, 300)
    assert answers.whole and not answers_of(given + 0.1, np.zeros(40)).whole
    assert (drawn == np.rint(drawn)).all()
    one_by_one = replace(answers, whole=False)
    assert (answers.pooled(panel, drawn, rule) == one_by_one.pooled(panel, drawn, rule)).all()


def test_a_draw_without_anybody_who_answered_keeps_the_rooms_answer(appraisal):
    panel = panel_of(appraisal)
    given = np.full((panel.people, 2), np.nan)
    given[0, 0] = 80.0
    answers = answers_of(given, np.array([80.0, 55.0]))
    pooled = answers.pooled(panel, panel.drawn(np.random.default_rng(0), 200), "person")
    assert pooled[0] == pytest.approx(np.full(200, 80.0))
    assert pooled[1] == pytest.approx(np.full(200, 55.0))


def test_scores_are_centred_on_the_rooms_and_stay_on_the_scale(appraisal):
    drawn = values_of(appraisal, 4_000)
    judged = [1, 2, 3, 4, 6, 7, 8]
    assert drawn[..., judged].min() >= 0 and drawn[..., judged].max() <= 100
    error = 5 * drawn.std(axis=0) / np.sqrt(4_000) + 0.3
    off = np.abs(drawn.mean(axis=0) - appraisal.values.to_numpy())
    assert (off[:, judged] <= error[:, judged]).all()
    assert (drawn[..., 5] == appraisal.values["C6"].to_numpy()).all()  # no low, no high: kept


def test_the_same_people_are_drawn_for_weights_and_scores(appraisal):
    both = doubt_of(appraisal, 100, seed=3, weights="panel", scores="panel")
    weights = doubt_of(appraisal, 100, seed=3, weights="panel", scores="fixed")
    scores = doubt_of(appraisal, 100, seed=3, weights="simplex", scores="panel")
    piece = next(both.pieces(0))
    assert (piece.weights == next(weights.pieces(0)).weights).all()
    assert (piece.values == next(scores.pieces(0)).values).all()


@settings(max_examples=100, deadline=None)
@given(st.floats(-50, 50), st.floats(0, 40), st.floats(0, 40))
def test_one_in_twenty_lies_beyond_low_and_high(likely, below, above):
    if max(below, above) < 1e-3:
        return
    corners = triangle(likely - below, likely, likely + above)
    assert corners[0] <= likely - below and corners[2] >= likely + above
    figures = triangular(corners, (np.arange(20_000) + 0.5) / 20_000)
    assert (figures < likely - below - 1e-9).mean() <= 0.0502
    assert (figures > likely + above + 1e-9).mean() <= 0.0502
    if min(below, above) > 1e-3:
        assert (figures < likely - below).mean() == pytest.approx(0.05, abs=2e-4)
        assert (figures > likely + above).mean() == pytest.approx(0.05, abs=2e-4)


def test_a_figure_without_doubt_stays():
    assert triangle(5, 5, 5) == (5, 5, 5)


def test_measured_figures_lie_within_their_doubt(appraisal):
    drawn = values_of(appraisal, 20_000)[..., 0]
    measures = appraisal.case.measures.set_index("candidate").loc[appraisal.values.index]
    for place, row in enumerate(measures.itertuples()):
        value = drawn[:, place] * 5  # C1 runs from 0 to 500 healthy years
        if row.low == row.high:
            assert np.ptp(value) == 0
        else:
            assert (value < row.low).mean() == pytest.approx(0.05, abs=0.007)
            assert (value > row.high).mean() == pytest.approx(0.05, abs=0.007)


def test_a_cell_that_nobody_filled_is_drawn_over_the_whole_scale(appraisal):
    gap = replace(
        appraisal,
        values=appraisal.values.mask(appraisal.values == appraisal.values.at["P04", "C5"]),
        figures=appraisal.figures.mask(appraisal.values == appraisal.values.at["P04", "C5"]),
    )
    place = appraisal.values.index.get_loc("P04")
    drawn = values_of(gap, 5_000)[:, place, 4]
    assert drawn.min() < 1 and drawn.max() > 99 and drawn.mean() == pytest.approx(50, abs=2)
    assert (
        "1 cell filled by nobody"
        in doubt_warnings(doubt_of(gap, 10, seed=0, weights="people", scores="panel"))[-1]
    )
    with pytest.raises(InputError, match="nobody scored"):
        draws(gap, 10, seed=0, scores="fixed")


def test_a_grade_nobody_gave_is_drawn_within_its_bounds(northmere):
    candidates = northmere.candidates
    candidates.loc[candidates["candidate"] == "P03", "grade"] = None
    unsure = wcc.appraise(northmere.replace(candidates=candidates), missing="bounds")
    drawn = values_of(unsure, 3_000)[:, unsure.values.index.get_loc("P03"), 5]
    low, high = (table.at["P03", "C6"] for table in unsure.value_bounds)
    assert (low, high) == (15, 90)
    assert low <= drawn.min() < low + 1 and high - 1 < drawn.max() <= high


@pytest.mark.parametrize(("beyond", "lowest"), [("stop", 0.0), ("go on", -200.0)])
def test_a_drawn_figure_outside_the_anchors_gets_what_the_appraisal_gives_it(short, beyond, lowest):
    criteria, measures = short.criteria, short.measures
    criteria.loc[criteria["criterion"] == "K6", ["worst", "best"]] = [2.0, 3.0]
    rows = measures["criterion"] == "K6"
    measures.loc[rows, "low"] = (measures.loc[rows, "likely"] - 0.5).clip(0)
    measures.loc[rows, "high"] = measures.loc[rows, "likely"] + 0.5
    case = short.replace(criteria=criteria, measures=measures)
    appraisal = wcc.appraise(case, beyond=beyond)
    drawn = values_of(appraisal, 2_000)[..., 5]
    assert drawn.min() == lowest if beyond == "stop" else drawn.min() < 0
    if beyond == "go on":  # centred on what stands, the ends too
        assert drawn.mean(axis=0) == pytest.approx(appraisal.values["K6"].to_numpy(), abs=4)
    low, high = doubt_of(appraisal, 10, seed=0, weights="people", scores="panel").ends
    assert low <= drawn.min() and drawn.max() <= high


# ---- seeds, order and additions -----------------------------------------------------------------


def test_the_same_seed_gives_the_same_draws_and_zero_is_a_seed(appraisal):
    first, again = values_of(appraisal, 50, seed=0), values_of(appraisal, 50, seed=0)
    assert (first == again).all()
    assert not (first == values_of(appraisal, 50, seed=1)).all()


def test_more_draws_begin_with_the_same_whole_chunks(appraisal):
    few = list(draws(appraisal, 8_192, seed=4, scores="fixed"))
    more = list(draws(appraisal, 20_000, seed=4, scores="fixed"))
    assert [len(chunk.weights) for chunk in more] == [8_192, 8_192, 3_616]
    assert (few[0].weights == more[0].weights).all()


@pytest.mark.parametrize("weights", ["people", "panel", "simplex", "ordinal", "intervals"])
def test_order_of_rows_columns_and_people_changes_no_draw(northmere, appraisal, weights):
    turned = wcc.appraise(
        northmere.replace(
            **{
                name: getattr(northmere, name).iloc[::-1]
                for name in ("candidates", "criteria", "people", "scores", "swings", "voice_groups")
            }
        )
    )
    ours, theirs = (next(draws(a, 60, seed=2, weights=weights)) for a in (appraisal, turned))
    assert ours.weights == pytest.approx(theirs.weights[:, ::-1], abs=1e-12)
    assert ours.values == pytest.approx(theirs.values[:, ::-1, ::-1], abs=1e-9)


def test_twins_take_the_same_draws_and_leave_those_of_the_others(twins, appraisal):
    more, fewer = values_of(twins, 300), values_of(appraisal, 300)
    places = [twins.values.index.get_loc(code) for code in appraisal.values.index]
    assert (more[:, twins.values.index.get_loc("X1")] == more[:, places[9]]).all()
    assert more[:, places] == pytest.approx(fewer, abs=1e-9)


def test_in_other_units_the_draws_are_the_same(northmere, appraisal):
    criteria, measures = northmere.criteria, northmere.measures
    days = criteria["criterion"] == "C1"
    criteria.loc[days, "best"] = 1_000.0
    candidates = northmere.candidates
    candidates["duration"] = candidates["duration"] * 2
    measures[["low", "high"]] = measures[["low", "high"]] * 2
    other = wcc.appraise(
        northmere.replace(criteria=criteria, measures=measures, candidates=candidates)
    )
    assert values_of(other, 200) == pytest.approx(values_of(appraisal, 200), abs=1e-8)


def middle(answers, shares):
    """Somebody's own pooling."""
    return answers.median()


def test_people_pooled_by_an_own_rule_are_not_drawn_again(northmere):
    own = wcc.appraise(northmere, pooling=middle)
    for asked in ({}, {"weights": "panel", "scores": "fixed"}):
        with pytest.raises(InputError, match="middle sha256:.*people to be drawn again"):
            draws(own, 10, seed=0, **asked)
    assert next(draws(own, 10, seed=0, scores="fixed")).weights.shape == (10, 9)


def test_what_the_appraisal_carries_as_unknown_is_drawn(northmere):
    """A cell that nobody scored goes all the way: the appraisal has bounds, the draws fill them."""
    scores = northmere.scores
    hole = (scores["candidate"] == "P16") & (scores["criterion"] == "C3")
    appraisal = wcc.appraise(northmere.replace(scores=scores[~hole]), missing="bounds")
    drawn = values_of(appraisal, 3_000)
    place = appraisal.values.index.get_loc("P16")
    assert drawn[:, place, 2].min() < 1 and drawn[:, place, 2].max() > 99
    assert np.isfinite(drawn).all()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"seed": None}, "seed=None"),
        ({"seed": -1}, "seed=-1"),
        ({"seed": True}, "seed=True"),
        ({"seed": 1.5}, "keep it"),
        ({"seed": 1, "runs": 0}, "runs=0"),
        ({"seed": 1, "runs": "many"}, "runs='many'"),
        ({"seed": 1, "runs": 2.0}, "runs=2.0"),
        ({"seed": 1, "weights": "all"}, "never blended"),
        ({"seed": 1, "weights": ["people", "panel"]}, "never blended"),
        ({"seed": 1, "weights": np.full(9, 1 / 9)}, "ranges by criterion, or a function"),
        ({"seed": 1, "scores": ["panel"]}, "panel, fixed"),
        ({"seed": 1, "scores": "normal"}, "scores='normal'"),
    ],
)
def test_what_can_t_be_drawn_is_refused(appraisal, asked, words):
    with pytest.raises(InputError, match=words):
        draws(appraisal, **{"runs": 10, **asked})

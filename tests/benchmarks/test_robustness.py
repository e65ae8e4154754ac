"""How fast are the draws? Ratios to a plain floor and to peers in the same run; seconds reported.

The floor is what anybody would write with numpy: a matrix product and one sort a block, no ties, no
checks, no head-to-heads. Ratios are of the least CPU time of several turns, taken alternately.
"""

import time

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.ranking import compare, rank, why
from wcc_prioritise.robustness import (
    next_band,
    rank_shares,
    smallest_change,
    stress,
    tipping_weights,
    tornado,
)
from wcc_prioritise.robustness.shares import tally

RUNS, OPTIONS, CRITERIA = 10_000, 24, 8
BLOCK = 8_192
MOST, ALL = 2.0, 3.0
"""Rank shares take at most so many times the floor, and everything that is counted so many."""


def floor(values, weights):
    """Rank shares in plain blocked numpy; two that are level are ranked as they come."""
    n = len(values)
    counts = np.zeros((n, n), dtype=np.int64)
    for start in range(0, len(weights), BLOCK):
        total = weights[start : start + BLOCK] @ values.T
        order = np.argsort(-total, axis=1)
        flat = (order * n + np.arange(n)).ravel()
        counts += np.bincount(flat, minlength=n * n).reshape(n, n)
    return counts / len(weights)


@pytest.fixture(scope="module")
def problem():
    rng = np.random.default_rng(2026)
    values = rng.uniform(0, 100, (OPTIONS, CRITERIA))
    return values, rng.dirichlet(np.ones(CRITERIA), RUNS)


def seconds(function, *arguments):
    start = time.process_time()
    function(*arguments)
    return time.process_time() - start


def ratio(ours, theirs, turns=15):
    """Give the least time of ours over the least of theirs, taken in turns."""
    pairs = [(seconds(*ours), seconds(*theirs)) for _ in range(turns)]
    mine, other = np.min(pairs, axis=0)
    return mine / other


def test_rank_shares_beside_the_floor(benchmark, problem):
    assert (benchmark(rank_shares, *problem) == floor(*problem)).all()
    found = ratio((rank_shares, *problem), (floor, *problem))
    benchmark.extra_info["times the floor"] = round(found, 2)
    assert found <= MOST


def test_everything_counted_beside_the_floor(benchmark, problem):
    """Ranks with ties, head-to-heads, central weights and mean values, in one go."""
    assert benchmark(tally, *problem).runs == RUNS
    found = ratio((tally, *problem), (floor, *problem))
    benchmark.extra_info["times the floor"] = round(found, 2)
    assert found <= ALL


def test_rank_shares_beside_scikit_criteria(benchmark, problem):
    """Its loop: scaled beforehand, then new weights and a weighted sum for every draw."""
    from skcriteria import DecisionMatrix
    from skcriteria.agg.simple import WeightedSumModel

    values, weights = problem
    few, model = weights[:100], WeightedSumModel()
    matrix = DecisionMatrix(pd.DataFrame(values), objectives=[max] * CRITERIA, weights=few[0])

    def loop():
        counts = np.zeros((OPTIONS, OPTIONS))
        for row in few:
            rank = model.evaluate(matrix.replace(weights=row)).rank_
            counts[np.arange(OPTIONS), rank - 1] += 1
        return counts / len(few)

    assert loop() == pytest.approx(rank_shares(values, few))
    benchmark.pedantic(loop, rounds=1)
    found = ratio((rank_shares, values, weights), (loop,), turns=3) * len(few) / RUNS
    benchmark.extra_info["scikit-criteria, times ours"] = round(1 / found)
    assert found < 1


def test_rank_shares_beside_pymcdm(benchmark, problem):
    wsm = pytest.importorskip("pymcdm.methods", reason="the extra `bench` is not installed").WSM
    values, weights = problem
    few, types = weights[:200], np.ones(CRITERIA)
    method = wsm()

    def loop():
        return [method(values, row, types) for row in few]

    benchmark.pedantic(loop, rounds=1)
    found = ratio((rank_shares, values, weights), (loop,), turns=3) * len(few) / RUNS
    benchmark.extra_info["pymcdm, times ours"] = round(1 / found)


def test_rank_shares_beside_pysensmcda(benchmark, problem):
    """Its simulation, with a weighted sum that checks nothing, on the same draws."""
    peer = pytest.importorskip(
        "pysensmcda.smaa.simulate", reason="pysensmcda is not installed", exc_type=ImportError
    )
    values, weights = problem
    types = np.ones(CRITERIA)

    def added(matrix, row, types):
        return matrix @ row

    def theirs():
        return peer.simulate(
            added, values, types, weights=weights, reverse_ranking=True, store="accumulate"
        ).rank_acceptability()

    assert benchmark.pedantic(theirs, rounds=1) == pytest.approx(rank_shares(values, weights))
    found = ratio((rank_shares, values, weights), (theirs,), turns=3)
    benchmark.extra_info["pysensmcda, times ours"] = round(1 / found)


def test_stress_with_fixed_scores(benchmark, appraisal):
    """All of it, from the doubt in words to the tables, beside the floor on drawn weights alone."""
    how = {"seed": 1, "weights": "simplex", "scores": "fixed"}
    found = benchmark(stress, appraisal, RUNS, **how)
    assert found.arguments["runs"] == RUNS
    values, m = appraisal.values.to_numpy(), appraisal.values.shape[1]

    def ours():
        return stress(appraisal, RUNS, **how)

    def theirs():
        return floor(values, np.random.default_rng(1).dirichlet(np.ones(m), RUNS))

    benchmark.extra_info["times the floor"] = round(ratio((ours,), (theirs,)), 2)


def test_stress_with_both_doubts(benchmark, appraisal):
    found = benchmark(stress, appraisal, RUNS, seed=1, weights="panel")
    assert found.arguments["runs"] == RUNS


@pytest.mark.slow
@pytest.mark.parametrize("weights", ["people", "panel", "simplex"])
def test_stress_of_a_large_case(benchmark, large, weights):
    """200 candidates, 12 criteria, 40 people, 10,000 draws of both doubts."""
    appraisal = wcc.appraise(large)
    found = benchmark.pedantic(
        stress, args=(appraisal, RUNS), kwargs={"seed": 1, "weights": weights}, rounds=3
    )
    assert found.bands.max() > 1


@pytest.mark.slow
def test_every_result_of_a_large_case(benchmark, large):
    """From the scores to what would change the answer, with a second opinion."""
    compare(wcc.appraise(large), ["TOPSIS", "VIKOR"])  # loads scikit-criteria

    def everything():
        appraisal = wcc.appraise(large)
        ranking, found = rank(appraisal), stress(appraisal, RUNS, seed=1)
        eleventh = ranking.table["candidate"][10]
        others = compare(appraisal)
        return (
            why(ranking, eleventh, found.bands),
            next_band(found, eleventh).words,
            found.table,
            tipping_weights(appraisal).words,
            smallest_change(appraisal).words,
            tornado(appraisal).words,
            [others.words(method) for method in others.scores],
        )

    assert all(len(part) for part in benchmark.pedantic(everything, rounds=3))


@pytest.fixture(scope="module")
def large(northmere):
    """Make a case of 200 x 12 x 40 of Northmere's charter; every figure is SYNTHETIC."""
    rng = np.random.default_rng(7)
    codes, people = [f"L{i:03d}" for i in range(200)], [f"T{i:02d}" for i in range(40)]
    base, roles = northmere.candidates.iloc[0], northmere.people["roles"]
    candidates = pd.DataFrame([base.to_dict() | {"candidate": c, "name": c} for c in codes])
    judged = northmere.criteria.query("kind == 'judged'").iloc[0].to_dict()
    criteria = pd.DataFrame(
        [judged | {"criterion": f"K{i:02d}", "name": f"K{i}"} for i in range(12)]
    )
    known = list(criteria["criterion"])
    cells = pd.MultiIndex.from_product(
        [people, codes, known], names=["person", "candidate", "criterion"]
    )
    quality = rng.uniform(20, 80, (200, 12))
    scores = np.clip(quality + rng.normal(0, 12, (40, 200, 12)), 0, 100).round()
    swings = pd.MultiIndex.from_product([people, known], names=["person", "criterion"]).to_frame(
        index=False
    )
    empty = ("links", "measures", "interests", "evidence", "gates", "chances", "rules", "pots")
    return northmere.replace(
        candidates=candidates.assign(pot=None),
        criteria=criteria,
        people=pd.DataFrame({"person": people, "roles": [roles.iloc[i % 14] for i in range(40)]}),
        scores=cells.to_frame(index=False).assign(score=scores.ravel(), round=1),
        swings=swings.assign(points=rng.uniform(10, 100, len(swings)), round=1),
        **{name: getattr(northmere, name).iloc[:0] for name in empty},
    )

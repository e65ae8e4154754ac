"""How long do pooling and agreement take on a large table? Reported; held to a plain groupby."""

import time

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.judgement import (
    agreement_map,
    counted_scores,
    may_be_shown,
    memberships,
    person_effects,
    pool_scores,
    standing,
)

CANDIDATES, CRITERIA, PEOPLE = 200, 12, 40
AT_MOST = 25
"""Times a plain groupby of the same table."""


@pytest.fixture(scope="module")
def large(northmere):
    """200 candidates on 12 judged criteria by 40 people, one in a hundred doesn't know."""
    rng = np.random.default_rng(40)
    one = northmere.candidates.iloc[[0]]
    codes = [f"K{n:03}" for n in range(CANDIDATES)]
    candidates = pd.concat([one] * CANDIDATES, ignore_index=True).assign(candidate=codes)
    judged = northmere.criteria[northmere.criteria["kind"] == "judged"].iloc[[0]]
    names = [f"J{n:02}" for n in range(CRITERIA)]
    criteria = pd.concat([judged] * CRITERIA, ignore_index=True).assign(criterion=names)
    roles = list(northmere.voice_groups["role"])
    people = pd.DataFrame(
        [(f"T{n:02}", (roles[n % len(roles)],)) for n in range(PEOPLE)],
        columns=["person", "roles"],
    )
    cells = pd.MultiIndex.from_product([people["person"], codes, names])
    scores = cells.to_frame(index=False, name=["person", "candidate", "criterion"])
    merit = np.tile(rng.uniform(20, 80, CANDIDATES * CRITERIA), PEOPLE)
    points = np.clip(5 * np.rint((merit + rng.normal(0, 15, len(scores))) / 5), 0, 100)
    told = pd.Series(points, dtype=object).mask(rng.random(len(scores)) < 0.01, "don't know")
    empty = ("gates", "links", "evidence", "measures", "interests", "rules", "chances")
    return northmere.replace(
        candidates=candidates.assign(received=None),
        criteria=criteria,
        people=people,
        scores=scores.assign(score=told, round=1),
        swings=pd.DataFrame({"person": "T00", "criterion": names, "points": 50.0}),
        **{name: getattr(northmere, name).iloc[:0] for name in empty},
    )


def pooled_and_agreed(case):
    shares = memberships(case.people, case.voice_groups)
    return pool_scores(counted_scores(case), shares), agreement_map(case)


def plainly(case):
    return case.scores.groupby(["candidate", "criterion"])["score"].agg(["mean", "std", "count"])


def best_of(function, case, times=3):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        function(case)
        taken.append(time.perf_counter() - start)
    return min(taken)


def test_pooling_and_agreement_of_a_large_table(benchmark, large):
    pooled, cells = benchmark.pedantic(pooled_and_agreed, args=(large,), rounds=3)
    assert len(cells) == len(pooled.person) == CANDIDATES * CRITERIA
    ratio = best_of(pooled_and_agreed, large) / best_of(plainly, large)
    benchmark.extra_info["times a plain groupby"] = round(ratio, 1)
    assert ratio < AT_MOST


def test_person_effects_of_a_large_table(benchmark, large):
    answers = standing(large).answers
    assert len(benchmark.pedantic(person_effects, args=(answers,), rounds=3).people) == PEOPLE


def test_what_may_be_shown_of_northmere(benchmark, northmere):
    assert len(benchmark.pedantic(may_be_shown, args=(northmere,), rounds=1).table) == 24 * 7

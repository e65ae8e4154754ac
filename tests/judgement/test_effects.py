"""Harsh and lenient people, told apart from the merit of what they scored."""

import runpy
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement import person_effects, standing
from wcc_prioritise.tables import InputError

MAKER = Path(__file__).resolve().parents[2] / "sample_data" / "northmere" / "make_northmere.py"


def test_the_harsh_scorer_of_northmere_is_found(northmere):
    answers = standing(northmere).answers
    made = runpy.run_path(str(MAKER))
    leaning, people = made["leanings"](), list(answers.index)
    planted = pd.DataFrame(
        {cell: [leaning(p, *cell) for p in people] for cell in answers.columns}, index=people
    ).mean(axis=1)
    truth = planted - planted.mean()
    found = person_effects(answers).people
    harsh = found.loc[made["HARSH"]]
    assert found["effect"].idxmin() == made["HARSH"] == "S02"
    assert abs(harsh["effect"] - truth[made["HARSH"]]) < 3
    assert harsh["low"] <= truth[made["HARSH"]] <= harsh["high"]
    assert harsh["high"] < -10 and harsh["error"] < 1
    rest = found["effect"].drop(made["HARSH"])
    assert abs((harsh["effect"] - rest.mean()) - (-14)) < 3
    whole = rest.drop("S03")  # left half-way: planted means over cells that she never scored
    assert np.abs(whole - truth[whole.index]).max() < 3


def test_exact_when_there_is_nothing_left_to_chance():
    merit = pd.Series([20.0, 50.0, 80.0, 40.0], index=list("ABCD"))
    lean = pd.Series([-12.0, 2.0, 10.0], index=["S1", "S2", "S3"])
    answers = pd.DataFrame(lean.to_numpy()[:, None] + merit.to_numpy(), lean.index, merit.index)
    answers.loc["S1", ["A", "B"]] = np.nan
    answers.loc["S3", "C"] = np.nan
    found = person_effects(answers)
    assert found.people["effect"].tolist() == pytest.approx(lean.tolist())
    assert found.merit.tolist() == pytest.approx(merit.tolist())
    assert found.left == pytest.approx(0, abs=1e-9)
    assert np.allclose(found.adjusted.fillna(0), (answers - answers + merit).fillna(0))
    # the mean of the scores given would call S1, who saw the better half, harsh by less
    assert (answers.mean(axis=1) - answers.stack().mean())["S1"] > -12


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_as_least_squares_has_it(seed):
    rng = np.random.default_rng(seed)
    answers = pd.DataFrame(rng.integers(0, 101, (5, 7)).astype(float)).where(
        rng.random((5, 7)) < 0.8
    )
    answers[0] = rng.integers(0, 101, 5)  # ties everybody together
    found = person_effects(answers)
    long = answers.stack().dropna()
    columns = found.answers.columns
    design = np.zeros((len(long), 5 + len(columns)))
    for row, (person, cell) in enumerate(long.index):
        design[row, [person, 5 + columns.get_loc(cell)]] = 1
    solved = np.linalg.lstsq(design, long.to_numpy(), rcond=None)[0]
    assert np.allclose(found.people["effect"], solved[:5] - solved[:5].mean())
    freedom = len(long) - 5 - len(columns) + 1
    residual = long.to_numpy() - design @ solved
    assert found.left == pytest.approx(np.sqrt(residual @ residual / freedom))
    contrast = np.eye(5)[0] - 1 / 5
    full = np.concatenate([contrast, np.zeros(len(columns))])
    error = found.left * np.sqrt(full @ np.linalg.pinv(design.T @ design) @ full)
    assert found.people["error"].iloc[0] == pytest.approx(error)


def test_intervals_hold_what_they_promise():
    rng = np.random.default_rng(5)
    lean = np.array([-10.0, -2, 0, 4, 8])
    hits = 0
    for _ in range(400):
        given_ = 50 + lean[:, None] + rng.normal(0, 20, 12) + rng.normal(0, 8, (5, 12))
        found = person_effects(pd.DataFrame(given_)).people
        hits += ((found["low"] <= lean) & (lean <= found["high"])).sum()
    assert abs(hits / 2_000 - 0.95) < 0.015


def test_a_large_table_is_as_sure_as_it_should_be():
    rng = np.random.default_rng(8)
    lean = rng.normal(0, 5, 40)
    table = 50 + lean[:, None] + rng.normal(0, 15, 2_400) + rng.normal(0, 10, (40, 2_400))
    found = person_effects(pd.DataFrame(table).where(rng.random(table.shape) < 0.9))
    assert found.left == pytest.approx(10, rel=0.01)
    about = found.left / np.sqrt(found.people["scored"])
    assert np.allclose(found.people["error"], about, rtol=0.05)
    assert found.people["effect"].sum() == pytest.approx(0, abs=1e-9)
    assert np.abs(found.people["effect"] - (lean - lean.mean())).max() < 4 * about.max()


@pytest.mark.parametrize(
    "answers",
    [
        [[50.0, 60, None, None], [None, None, 40, 30]],
        [[50.0, 60]],
        [[50.0, None], [None, 40.0]],
    ],
)
def test_people_who_share_no_cell_are_not_compared(answers):
    with pytest.raises(InputError, match="share cells"):
        person_effects(pd.DataFrame(answers, dtype=float))

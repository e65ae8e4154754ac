"""Two camps: found where they were planted, and nowhere else."""

import runpy
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.judgement import camps, standing

MAKER = Path(__file__).resolve().parents[2] / "sample_data" / "northmere" / "make_northmere.py"


@pytest.fixture(scope="module")
def found(northmere):
    return camps(standing(northmere).answers)


def table(rng, people=12, cells=60, apart=0.0):
    """Make scores of people with habits; the first five and the next four pull apart on a third."""
    side = np.r_[np.ones(5), -np.ones(4), np.zeros(people - 9)]
    scores = rng.uniform(30, 70, cells) + rng.normal(0, 6, people)[:, None]
    scores = scores + rng.normal(0, 10, scores.shape)
    scores[:, : cells // 3] += apart * side[:, None]
    scores[rng.random(scores.shape) < 0.05] = np.nan
    names = pd.MultiIndex.from_product(
        [[f"P{k:02d}" for k in range(cells // 3)], ["C1", "C2", "C3"]],
        names=["candidate", "criterion"],
    )
    return pd.DataFrame(scores.clip(0, 100), index=[f"S{k:02d}" for k in range(people)],
                        columns=names)  # fmt: skip


def test_northmere_s_camps_are_those_that_were_planted(found):
    made = runpy.run_path(str(MAKER))
    sides = made["SPLIT_SIDE"]["C3"]
    assert found.stand_apart and found.share > 2 * found.by_chance
    smaller, larger = (set(side) for side in found.sides)
    assert {p for p, way in sides.items() if way > 0} < larger
    assert {p for p, way in sides.items() if way < 0} < smaller
    assert made["LEFT_HALF_WAY"] not in smaller | larger  # scored too little to be told
    assert made["HARSH"] not in smaller | larger  # a habit is no camp
    planted = {(code, criterion) for criterion, codes in made["SPLIT"].items() for code in codes}
    first = found.cells.head(len(planted))
    assert set(zip(first["candidate"], first["criterion"], strict=True)) == planted
    assert (first["apart"].abs() > 60).all()
    mean = found.answers.loc[list(found.sides[0]), ("P04", "C3")].mean()
    row = found.cells.set_index(["candidate", "criterion"]).loc[("P04", "C3")]
    assert row["one"] == pytest.approx(mean)


def test_camps_that_were_planted_are_found_and_chance_is_not():
    rng = np.random.default_rng(11)
    torn = camps(table(rng, apart=15.0))
    assert torn.stand_apart
    smaller, larger = torn.sides
    assert set(smaller) == {f"S{k:02d}" for k in (5, 6, 7, 8)} and len(larger) == 5
    false = sum(camps(table(rng)).stand_apart for _ in range(40))
    assert false <= 2  # one in a hundred by chance


def test_order_of_people_and_cells_and_habits_never_matter(found):
    rng = np.random.default_rng(2)
    answers = found.answers
    lean = pd.Series(rng.normal(0, 10, len(answers)), index=answers.index)
    again = camps(answers.iloc[::-1, rng.permutation(answers.shape[1])].add(lean, axis="index"))
    assert again.share == pytest.approx(found.share)
    assert [set(side) for side in again.sides] == [set(side) for side in found.sides]


@pytest.mark.parametrize("change", [lambda a: a * np.nan, lambda a: a * 0 + 50,
                                    lambda a: a.iloc[:3], lambda a: a.iloc[:0]])  # fmt: skip
def test_where_nobody_can_be_compared_there_are_no_camps(found, change):
    none = camps(change(found.answers))
    assert not none.stand_apart and none.sides == ((), ()) and none.cells.empty

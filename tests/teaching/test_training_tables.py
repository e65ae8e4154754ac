"""The training tables: SYNTHETIC where invented, complete, and open to be swapped."""

import re
import runpy
from pathlib import Path

import pandas as pd
import pytest

from wcc_prioritise import teaching
from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching.training_tables import Columns, criteria_of, read_training

FOLDER = Path(__file__).resolve().parents[2] / "sample_data" / "training"
FILES = sorted(FOLDER.glob("*.csv"))


def test_every_table_belongs_to_an_exercise_and_every_exercise_has_its_tables():
    used = {name for exercise in teaching.exercises() for name in exercise.data}
    assert used == {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_invented_is_marked_and_the_rest_has_its_source(path):
    raw = path.read_bytes()
    assert b"\r" not in raw and raw.endswith(b"\n") and raw.decode("utf-8")
    sources = set(pd.read_csv(path)["source"])
    published = {"x15_areas": "OGL v3.0"}.get(path.stem)
    assert all(published in s for s in sources) if published else sources == {"SYNTHETIC"}


def test_the_readme_says_what_they_are():
    said = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert said.startswith("SYNTHETIC")
    assert {f"{path.stem}" for path in FILES} <= set(re.findall(r"`(\w+)`", said))


def test_published_figures_are_taken_from_the_real_sample_byte_for_byte(tmp_path):
    runpy.run_path(str(FOLDER / "make_training.py"))["main"](tmp_path)
    made = (tmp_path / "x15_areas.csv").read_bytes()
    assert made == (FOLDER / "x15_areas.csv").read_bytes(), "run python make_training.py"


ASKED = {"x04_candidates": Columns(text=("candidate",), numbers=("cost",), blanks=("points",))}


def given(**columns):
    return {"x04_candidates": pd.DataFrame(columns)}


def test_every_fault_is_told_at_once():
    mine = given(candidate=["A", " ", "C"], cost=["1", "", "lots"], points=["", "x", None])
    with pytest.raises(InputError) as told:
        read_training(ASKED, mine)
    said = str(told.value)
    for words in (
        "row 3, column candidate: found blank; allowed: a word",
        "row 3, column cost: found blank",
        "row 4, column cost: found 'lots'; allowed: a number",
        "row 3, column points: found 'x'",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (given(candidate=["A"], costs=[1], points=[1]), "no such column. Did you mean it by 'cos"),
        (given(candidate=[], cost=[], points=[]), "no row"),
        ("nowhere", "no folder 'nowhere'"),
    ],
)
def test_what_is_not_there_is_told(mine, words):
    with pytest.raises(InputError, match=words):
        read_training(ASKED, mine)


def test_missing_stays_missing_and_frames_given_are_left_alone():
    mine = given(candidate=["A", "B"], cost=["1", "2"], points=["", "3"], more=["4", "5"])
    found = read_training(ASKED, mine)["x04_candidates"]
    assert found["points"].isna().tolist() == [True, False]
    assert found["more"].tolist() == [4.0, 5.0]
    assert mine["x04_candidates"]["cost"].tolist() == ["1", "2"]


def test_a_table_that_is_not_swapped_is_the_shipped_one(tmp_path):
    found = read_training(ASKED, tmp_path)["x04_candidates"]
    assert found["candidate"].tolist() == list("ABCDEF")
    assert read_training(ASKED, given(other=[1]) and {})["x04_candidates"].equals(found)


def test_criteria_of_ones_own_must_be_numbers():
    with pytest.raises(InputError, match="column fun: found 'much'"):
        criteria_of(pd.DataFrame({"fun": ["much"]}), ["fun"], "options")

"""The training notebooks: as the exercises tell them, each alone, and no answer for a learner."""

import json
from pathlib import Path

import pytest

from wcc_prioritise import teaching
from wcc_prioritise.teaching.lessons import FOR_TRAINERS

FOLDER = Path(__file__).resolve().parents[2] / "notebooks" / "training"
STEPS = ("prediction", "run", "answer", "modify", "make", "trainer-note", "solution")


pytestmark = pytest.mark.usefixtures("worked_out_once")


@pytest.fixture(params=teaching.exercises(), ids=lambda exercise: exercise.code)
def exercise(request):
    return request.param


def stored(exercise):
    return json.loads((FOLDER / f"{exercise.name}.ipynb").read_text(encoding="utf-8"))["cells"]


def tags(cell):
    return cell["metadata"].get("tags", [])


def source(cell):
    return "".join(cell["source"])


def test_no_notebook_is_left_over():
    names = {exercise.name for exercise in teaching.exercises()}
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == names


def test_stored_notebook_is_the_one_that_the_exercise_tells(exercise):
    told = teaching.notebook(exercise.code)["cells"]
    kept = [(cell["cell_type"], tags(cell), source(cell)) for cell in stored(exercise)]
    assert kept == [(cell["cell_type"], tags(cell), source(cell)) for cell in told], (
        "run python notebooks/training/make_notebooks.py and tests/notebooks/normalise.py"
    )
    found = [tag for cell in told for tag in tags(cell)]
    assert [tag for tag in STEPS if tag not in found] == []


def test_a_learner_finds_no_answer_in_what_is_left(exercise):
    left = [cell for cell in stored(exercise) if not set(tags(cell)) & set(FOR_TRAINERS)]
    text = json.dumps(left, ensure_ascii=False)  # words, code and outputs
    found = [words for words in teaching.model_answer(exercise.code).giveaways if words in text]
    assert found == []
    assert "solution(" not in text and "model_answer(" not in text


def test_a_trainer_finds_the_answer_and_the_wrong_ones(exercise):
    (solved,) = [cell for cell in stored(exercise) if "solution" in tags(cell)]
    shown = json.dumps(solved["outputs"], ensure_ascii=False)
    assert "Wrong answers to expect" in shown
    assert json.dumps(teaching.model_answer(exercise.code).words, ensure_ascii=False)[1:-1] in shown


def test_a_notebook_runs_alone_whatever_else_ran(exercise):
    names, quiet = {}, 0
    for cell in stored(exercise):
        if cell["cell_type"] == "code" and "solution" not in tags(cell):
            *before, last = source(cell).split("\n")
            exec("\n".join(before), names)
            said = repr(eval(last, names)) if "=" not in last.split("(")[0] else ""
            quiet += "Nothing is shown yet" in said
    assert quiet == 3  # the prediction, the run and the change wait for a guess


def test_the_story_of_ones_own_tables_stands_in_the_notebook():
    mine = teaching.tables("X4")
    mine["x04_budget"]["budget"] = 750
    cells = teaching.notebook("X4", mine)["cells"]
    assert "£750 thousand" in source(cells[0])

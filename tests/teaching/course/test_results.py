"""Do ten answers give a result for each outcome, without a network?"""

import json
import shutil

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import exercises, model_answer
from wcc_prioritise.teaching.course import results
from wcc_prioritise.teaching.course.copies import retyped, source
from wcc_prioritise.teaching.course.learned import ANSWERS, answers, by_outcome
from wcc_prioritise.teaching.course.taking import keep, take


def fill(folder, for_learners, answer):
    """Answer every notebook of a learner."""
    shutil.copytree(for_learners / "notebooks", folder)
    for path in folder.glob("*.ipynb"):
        book = json.loads(path.read_text(encoding="utf-8"))
        code = next(one.code for one in exercises() if f"{one.name}.ipynb" == path.name)
        for cell in book["cells"]:
            if cell["cell_type"] == "code":
                given = {("check", code): repr(answer(code)), ("predict", code): "'as ever'"}
                cell["source"] = retyped(source(cell), given)
        path.write_text(json.dumps(book), encoding="utf-8")


def test_results_are_told_by_outcome(for_learners, tmp_path):
    fill(tmp_path / "ada", for_learners, lambda code: model_answer(code).answer)
    fill(tmp_path / "bea", for_learners, lambda code: "A, F" if code == "X4" else "")
    found = answers(tmp_path)
    assert set(found["learner"]) == {"ada", "bea"} and (found["predicted"] == "yes").all()
    assert found[found["learner"] == "ada"]["right"].all()
    seen = by_outcome(found)
    assert seen.loc[7, "right"] >= 1 and "skipping down the list" in seen.loc[7, "misconceptions"]
    assert seen.loc[10, "exercises"] == "watched by the trainer" or seen.loc[10, "answered"] >= 0
    assert (seen["right"] <= seen["answered"]).all()


def test_the_text_path_gives_the_same_file_of_answers(tmp_path):
    said, script = [], iter(["", "A alone", "A, F", "B, D, E"])
    typed = take("x4", ask=lambda question: next(script), say=said.append)
    assert [t.kind for t in typed] == ["predict", "check", "check"]
    assert "skipping down the list" in " ".join(said) and said[-1].startswith("To make")
    assert "You expected: A alone" in " ".join(said)
    keep(tmp_path / ANSWERS, typed)
    keep(tmp_path / ANSWERS, [])
    (row,) = answers(tmp_path).itertuples()
    assert row.right and row.predicted == "yes" and row.exercise == "X4"


@pytest.mark.parametrize("code", [one.code for one in exercises()])
def test_every_exercise_can_be_done_by_text_alone(code):
    script = iter(["something", model_answer(code).answer])
    typed = take(code, ask=lambda question: next(script), say=lambda text: None)
    assert len(typed) == 2, "the model answer is accepted as it is typed"


def test_a_folder_without_answers_is_named(tmp_path):
    with pytest.raises(InputError, match="no notebook and no file of answers"):
        results(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        results(tmp_path / "absent")
    (tmp_path / "x04_list_or_set.ipynb").write_text("{")
    with pytest.raises(InputError, match="a file that is broken.*wcc course reset"):
        results(tmp_path)

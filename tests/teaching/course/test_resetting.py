"""Is a broken notebook back in seconds, with what was typed?"""

import json
import shutil
from pathlib import Path

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching.course import reset
from wcc_prioritise.teaching.course.copies import typed_in

NAME = "x04_list_or_set.ipynb"


@pytest.fixture
def mine(for_learners, tmp_path):
    """A learner's notebook, with a prediction and an answer typed."""
    path = tmp_path / NAME
    shutil.copy(for_learners / "notebooks" / NAME, path)
    change(
        path, '.predict(\\"X4\\", \\"\\")', '.predict(\\"X4\\", \\"A and B, about 130 – sicher\\")'
    )
    change(path, '.check(\\"X4\\", \\"\\", data)', '.check(\\"X4\\", [\\"A\\", \\"F\\"], data)')
    return path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def typed(path):
    return {t.kind: t.answer for t in typed_in(json.loads(path.read_text(encoding="utf-8")))}


WHAT = {"predict": "A and B, about 130 – sicher", "check": ["A", "F"]}


def test_what_was_typed_stays_and_the_rest_is_as_handed_out(mine, for_learners):
    change(mine, "teaching.show", "teaching.shwo")
    before = mine.read_bytes()
    kept = reset(mine)
    assert typed(mine) == WHAT and kept.read_bytes() == before
    assert "shwo" not in mine.read_text(encoding="utf-8")
    reset(mine)
    assert len(list(mine.parent.glob("*.before-reset.ipynb"))) == 2, "nothing is ever written over"


def test_a_cell_that_is_no_python_any_more_keeps_its_words(mine):
    change(mine, '.predict(\\"X4\\", \\"A', '.predict(\\"X4\\", A')
    reset(mine)
    assert typed(mine)["predict"].startswith("A and B, about 130")


def test_a_file_that_is_no_notebook_any_more_keeps_its_words(mine):
    text = mine.read_text(encoding="utf-8")
    mine.write_text(text[: len(text) * 4 // 5], encoding="utf-8")
    reset(mine)
    assert typed(mine)["predict"] == WHAT["predict"]


@pytest.mark.slow
def test_a_step_is_reached_with_all_before_it_run(mine, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[3]))
    reset(mine, "investigate")
    cells = json.loads(mine.read_text(encoding="utf-8"))["cells"]
    run = [c for c in cells if c["cell_type"] == "code" and c["execution_count"]]
    assert len(run) == 3 and "You expected: A and B" in json.dumps(run[-1], ensure_ascii=False)
    assert not any(c.get("execution_count") for c in cells[cells.index(run[-1]) + 1 :])


def test_what_is_not_of_the_course_is_left_alone(tmp_path, mine):
    other = tmp_path / "other.ipynb"
    other.write_text("{}")
    with pytest.raises(InputError, match="no notebook of the course"):
        reset(other)
    with pytest.raises(InputError, match="no such file"):
        reset(tmp_path / "absent" / NAME)
    with pytest.raises(InputError, match="step 'fly'"):
        reset(mine, "fly")
    assert other.read_text() == "{}" and typed(mine) == WHAT

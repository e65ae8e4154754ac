"""Does a learner's copy hold everything but the answers, and a trainer's everything?"""

import json
import shutil

import pytest

from wcc_prioritise import sample
from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import exercises, model_answer
from wcc_prioritise.teaching.course import build, building
from wcc_prioritise.teaching.course.building import _for_trainers
from wcc_prioritise.teaching.course.copies import HIDDEN, tags
from wcc_prioritise.teaching.course.leaks import leaks


def files_of(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def test_no_file_of_a_learner_holds_an_answer(for_learners):
    held = files_of(for_learners)
    assert {name for name in held if name.endswith(".docx")} >= {"worksheets.docx"}
    assert leaks(held) == []


@pytest.mark.parametrize("code", [one.code for one in exercises()])
def test_the_search_finds_an_answer_that_was_left_in(code):
    note = f"By the way: {model_answer(code).words} Bye."
    assert leaks({"note.txt": note.encode()}, codes=[code])


def test_the_search_reads_office_files_and_pages():
    from wcc_prioritise.exports.content import Paper, Paragraph, section
    from wcc_prioritise.teaching.course.papers import in_files

    words = model_answer("X4").words
    paper = Paper("Note", "", (section("Told", [Paragraph(words)]),))
    assert {line.split(" ")[0] for line in leaks(in_files("note", paper), codes=["X4"])} == {
        "note.docx",
        "note.html",
    }


def test_learners_get_every_exercise_blank_and_unrun(for_learners):
    found = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in notebooks(for_learners)}
    assert set(found) == {f"{one.name}.ipynb" for one in exercises()}
    cells = [cell for book in found.values() for cell in book["cells"]]
    assert not [c for c in cells if HIDDEN & tags(c)]
    assert not [c for c in cells if c.get("outputs") or c.get("execution_count")]
    assert not (for_learners / "notebooks" / "data").exists()


def notebooks(folder):
    return sorted((folder / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def for_trainers():
    said = []
    return _for_trainers(None, said.append), said


def test_trainers_get_guide_slides_cards_and_answers(for_trainers):
    made, said = for_trainers
    assert {"guide.docx", "cards.docx", "slides-half-day.pptx", "certificate.html"} <= set(made)
    guide = made["guide.html"].decode()
    for one in exercises():
        assert one.title in guide and made[f"notebooks/{one.name}.ipynb"]
    assert leaks({"guide.html": made["guide.html"]}, codes=["X4", "X16"])
    assert said[0] == "notebooks" and "slides" in said


def test_the_slides_show_no_answer_and_the_notes_are_not_empty(for_trainers):
    import io

    from pptx import Presentation

    deck = Presentation(io.BytesIO(for_trainers[0]["slides-half-day.pptx"]))
    shown = " ".join(
        shape.text_frame.text for s in deck.slides for shape in s.shapes if shape.has_text_frame
    )
    assert leaks({"wall.txt": shown.encode()}) == []
    assert all(s.notes_slide.notes_text_frame.text.strip() for s in deck.slides)


def test_the_same_copy_comes_again_byte_for_byte(for_trainers):
    from wcc_prioritise.teaching.course.deck import slides
    from wcc_prioritise.teaching.course.papers import cards, in_files

    made = for_trainers[0]
    assert slides("half day") == made["slides-half-day.pptx"]
    assert in_files("cards", cards())["cards.docx"] == made["cards.docx"]


def test_tables_of_ones_own_change_the_answers_of_the_copy(tmp_path):
    mine = tmp_path / "mine"
    shutil.copytree(sample("training"), mine)
    budget = mine / "x04_budget.csv"
    budget.write_text(budget.read_text().replace("600", "500"), encoding="utf-8")
    assert model_answer("X4", mine).answer != model_answer("X4").answer
    with pytest.MonkeyPatch.context() as patch:  # no answer is looked for twice
        patch.setattr(building, "leaks", lambda made, data: [])
        build("learner", tmp_path / "out", data=mine)
    held = files_of(tmp_path / "out")
    assert b"500" in held["notebooks/data/x04_budget.csv"]
    assert [name for name in held if "/data/" in name] == ["notebooks/data/x04_budget.csv"]
    assert b'data = \\"data\\"' in held["notebooks/x04_list_or_set.ipynb"]
    assert "£500 thousand" in held["notebooks/x04_list_or_set.ipynb"].decode()


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(InputError, match="holds something.*nothing was written"):
        build("learner", tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["kept.txt"]


def test_a_reader_that_is_none_is_told_the_near_one(tmp_path):
    with pytest.raises(InputError, match="Did you mean 'learner'"):
        build("lerner", tmp_path / "out")

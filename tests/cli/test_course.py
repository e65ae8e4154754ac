"""Is the course built, taken by text, reset and looked back on from a command line?"""

from pathlib import Path

from typer.testing import CliRunner

from wcc_prioritise.cli.app import app
from wcc_prioritise.teaching.course import building


def test_an_exercise_is_taken_by_text_alone_and_counted(wcc):
    lines = "\nall of them\nA, F\nB, D, E\n"
    told = CliRunner().invoke(app, ["course", "take", "x4"], input=lines, prog_name="wcc")
    assert told.exit_code == 0 and "skipping down the list" in told.stdout
    assert "You expected: all of them" in told.stdout and "X4: right." in told.stdout
    assert Path("course-answers.csv").read_text().count("\n") == 4
    said = wcc("course", "results", ".").said
    assert "1 learner, 1 exercise begun" in said and "1 of 1 right" in said


def test_an_exercise_that_is_broken_off_ends_in_words(wcc):
    told = CliRunner().invoke(app, ["course", "take", "X4"], input="", prog_name="wcc")
    assert told.exit_code in (1, 130) and "Traceback" not in told.output


def test_a_copy_is_written_with_what_is_done_told(wcc, monkeypatch):
    monkeypatch.setattr(building, "_for_learners", lambda data, progress: {"a.txt": b"1"})
    told = wcc("course", "build", "out")
    assert told.code == 0 and "1 file for learners in out" in told.said
    assert wcc("course", "build", "out").code == 2
    refused = wcc("course", "build", "new", "--for", "lerner")
    assert refused.code == 2 and "Did you mean 'learner'" in refused.said


def test_a_reset_of_nothing_is_told_in_words(wcc):
    told = wcc("course", "reset", "x04_list_or_set.ipynb")
    assert told.code == 2 and "no such file" in told.said


def test_late_says_what_to_drop_and_when_it_is_too_late(wcc):
    assert "35 together" in wcc("course", "late", "30").said
    assert "can't be made up" in wcc("course", "late", "200", "--day", "full day").said
    assert wcc("course", "late", "-3").code == 2
    assert "Did you mean 'full day'" in wcc("course", "late", "5", "--day", "ful day").said

"""Does a new workshop begin with the right words, and never on top of another?"""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import wcc_prioritise as wcc_package
from wcc_prioritise.cli.new import KEPT, LEFT_BLANK, PROMPTS, without_inventions
from wcc_prioritise.schema import FORM, NEEDED, TABLES
from wcc_prioritise.tables import InputError, read_tables

ROOT = Path(__file__).parents[2]


def sheets(path):
    """Give the sheets of a workbook with their cells."""
    return pd.read_excel(path, sheet_name=None, header=None, dtype=object, engine="openpyxl")


def headings(sheet):
    return list(sheet.iloc[0].dropna())


def test_a_blank_workbook_has_a_sheet_a_table_and_instructions(wcc, tmp_path):
    told = wcc("new", "ws")
    assert told.code == 0 and "Made ws" in told.out
    found = sheets(tmp_path / "ws" / "workshop.xlsx")
    assert list(found) == ["Read me first", *FORM]
    for name, record in ((name, TABLES[name]) for name in FORM):
        if name != "charter":
            assert headings(found[name]) == list(record.model_fields) and len(found[name]) == 1


@pytest.mark.parametrize("options", [[], ["--short"], ["--example"], ["--short", "--example"]])
def test_it_ends_with_what_to_do_in_five_lines_at_most(wcc, options):
    told = wcc("new", "my ws", *options)
    first, *then = told.out.splitlines()
    assert told.code == 0 and first.startswith("Made my ws")
    assert 1 <= len(then) <= 5 and max(map(len, then)) <= 80
    assert 'wcc run "my ws"' in told.out
    assert ('wcc check "my ws"' in told.out) == ("--example" not in options)


def test_a_blank_workbook_is_checked_with_words_for_every_gap(wcc):
    wcc("new", "ws")
    told = wcc("check", "ws")
    assert told.code == 2
    for needed in ("found blank for question", "found blank for reference_people"):
        assert needed in told.said
    for name in set(NEEDED) - {"charter"}:
        assert f"sheet {name}: found nothing: it is empty" in told.said


def test_the_short_path_comes_worded_and_waits_for_the_rest(wcc, tmp_path, short):
    assert wcc("new", "ws", "--short").code == 0
    path = tmp_path / "ws" / "workshop.xlsx"
    tables, faults = read_tables(path)
    assert {fault.where for fault in faults} == {
        "sheet people", "sheet candidates", "sheet swings"
    }  # fmt: skip
    for name in set(KEPT) - {"limits"}:
        pd.testing.assert_frame_equal(tables[name].frame, getattr(short, name))
    assert list(tables["limits"].frame["most"]) == list(short.limits["most"])
    found = sheets(path)
    for name in ("candidates", "people", "swings", "scores", "measures", "evidence"):
        assert headings(found[name]) == list(TABLES[name].model_fields)
        assert len(found[name]) == 1, f"{name} is to be empty"


def test_nothing_that_was_invented_is_left_in_the_short_path(wcc, tmp_path):
    wcc("new", "ws", "--short")
    tables, _ = read_tables(tmp_path / "ws" / "workshop.xlsx")
    frames = [table.frame for table in tables.values()]
    text = " ".join(str(cell) for frame in frames for cell in frame.to_numpy().ravel())
    assert "[who is deciding]" in text
    for invented in ("northmere", "synthetic", "350000", "5.5 million", "2026-09-30"):
        assert invented not in text.casefold()


def test_prompts_stand_in_brackets_and_are_told_until_they_are_answered(wcc, few, folder_of):
    frames = few()
    worded = without_inventions(frames)
    frames["charter"], frames["limits"] = worded["charter"], frames["limits"].assign(because=None)
    folder_of(frames)
    told = wcc("check", "ws")
    assert told.code == 0 and f"{len(PROMPTS)} still missing for a run" in told.said
    for item, prompt in PROMPTS.items():
        assert f"charter, {item}: still holds {prompt}" in told.said
    charter = worded["charter"].iloc[0]
    assert all(charter[item] is None for item in LEFT_BLANK)


def test_limits_of_the_short_path_are_told_to_be_examples(wcc, few, folder_of):
    frames = few()
    frames["limits"] = without_inventions(frames)["limits"]
    folder_of(frames)
    assert "limits, gross_3yr: 3,000 is [an example: put your own figure" in wcc("check", "ws").said


@pytest.mark.parametrize(("options", "sample"), [([], "northmere"), (["--short"], "short")])
def test_the_example_is_the_whole_sample(wcc, tmp_path, options, sample):
    assert wcc("new", "ws", "--example", *options).code == 0
    case = wcc_package.read(tmp_path / "ws" / "workshop.xlsx")
    assert case == wcc_package.read(wcc_package.sample(sample))


@pytest.mark.parametrize("name", ["ws", "a folder/mit Ümläut/中文"])
def test_folders_above_are_made_whatever_they_are_called(wcc, tmp_path, name):
    assert wcc("new", name, "--short").code == 0
    assert (tmp_path / name / "workshop.xlsx").is_file()
    assert [p.name for p in (tmp_path / name).iterdir()] == ["workshop.xlsx"]


def test_it_never_writes_over_a_workbook(wcc, tmp_path):
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "workshop.xlsx").write_text("mine", encoding="utf-8")
    told = wcc("new", "ws")
    assert told.code == 2 and "workshop.xlsx in 'ws' already" in told.said
    assert "Give another folder, or move that file." in told.said
    assert (tmp_path / "ws" / "workshop.xlsx").read_text(encoding="utf-8") == "mine"


def test_it_does_not_put_a_second_workshop_beside_a_first(wcc, tmp_path):
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "scores.csv").write_text("mine", encoding="utf-8")
    told = wcc("new", "ws")
    assert told.code == 2 and "a workshop in 'ws' already (scores.csv)" in told.said
    assert [p.name for p in (tmp_path / "ws").iterdir()] == ["scores.csv"]


def test_other_files_in_the_folder_are_left_alone(wcc, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert wcc("new", ".").code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notes.txt", "workshop.xlsx"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("  ", "no name, only blanks"),
        ("taken", "a file called 'taken'"),
        ("taken/ws", "a part of the path is a file"),
        ("x" * 400, "the name is too long"),
    ],
)
def test_a_name_that_can_be_no_folder(wcc, tmp_path, name, words):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    told = wcc("new", name)
    assert told.code == 2 and words in told.said
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]


def test_a_workbook_that_cannot_be_finished_leaves_no_folder(wcc, tmp_path, monkeypatch):
    def full(*_, **__):
        raise InputError.of(found="a disk that is full")

    monkeypatch.setattr("wcc_prioritise.tables.write_form", full)
    assert wcc("new", "ws").code == 2
    assert list(tmp_path.iterdir()) == []


# ---- the folder of an analyst -------------------------------------------------------------------


def test_an_analyst_s_folder_has_what_a_reproducible_pipeline_needs(wcc, tmp_path):
    assert wcc("new", "ws", "--short", "--example", "--analysis").code == 0
    held = {path.name for path in (tmp_path / "ws").iterdir()}
    assert held == {
        *("workshop.xlsx", "README.md", "analysis.py", "test_analysis.py", "assumptions.md"),
        *("data-dictionary.md", "requirements.txt", ".gitignore"),
    }
    ignored = (tmp_path / "ws" / ".gitignore").read_text().split()
    assert "*.names.csv" in ignored and "results/" in ignored
    assert wcc("check", "ws").code == 0, "what stands beside the workbook disturbs nobody"
    assert wcc("new", "ws", "--analysis").code == 2


def test_an_analyst_s_own_file_is_never_written_over(wcc, tmp_path):
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "analysis.py").write_text("mine")
    told = wcc("new", "ws", "--analysis")
    assert told.code == 2 and "a file called 'analysis.py'" in told.said
    assert (tmp_path / "ws" / "analysis.py").read_text() == "mine"
    assert [path.name for path in (tmp_path / "ws").iterdir()] == ["analysis.py"]


@pytest.mark.slow
def test_the_analysis_runs_and_its_tests_pass(wcc, tmp_path, monkeypatch):
    wcc("new", "ws", "--short", "--example", "--analysis")
    folder = tmp_path / "ws"
    alone = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""}
    for line in (["analysis.py"], ["-m", "pytest", "-q", "-p", "no:cacheprovider", "."]):
        done = subprocess.run(
            [sys.executable, *line], cwd=folder, env=alone, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert {p.name for p in (folder / "results").iterdir()} == {
        *("analysis.log", "board-paper.docx", "how-sure.csv", "ranking.csv", "set.csv"),
    }
    assert "fingerprint" in (folder / "results" / "analysis.log").read_text()

"""Does `wcc check` say what was read, what looks odd and what is missing, and change nothing?"""

import pandas as pd
import pytest

import wcc_prioritise as wcc_package

REAL = str(wcc_package.sample("real"))


def test_what_was_read_what_is_asked_and_ready_to_run(wcc):
    told = wcc("check", wcc_package.sample("northmere"))
    assert told.code == 0
    for line in ("charter one", "candidates 24 rows", "people 14 rows", "pots 1 row"):
        assert line in told.said
    asked = [line for line in told.out.splitlines() if line.startswith("- ")]
    assert f"{len(asked)} questions to think about (none of them stops a run):" in told.out
    assert "- pots BEDS: 7 candidates claim" in told.out
    assert f"Ready to run:  wcc run {wcc_package.sample('northmere')}" in told.out


def test_questions_are_the_case_s_own(wcc, northmere):
    said = wcc("check", wcc_package.sample("northmere")).said
    asked = northmere.questions()
    assert len(asked) >= 5
    for row in asked.itertuples():
        assert " ".join(f"- {row.table} {row.item}: {row.question}".split()) in said


def test_claims_above_the_gaps_they_cite_are_asked_about(wcc):
    said = wcc("check", wcc_package.sample("northmere")).said
    assert "- candidates P01: 400 people a year are to benefit; the gap it cites holds" in said
    assert "- candidates P02: 650 people" not in said
    elsewhere = wcc("check", wcc_package.sample("northmere"), "--area", "Nowhere")
    assert "area 'Nowhere'" in elsewhere.said and "are to benefit" not in elsewhere.said


def test_no_questions_are_said_to_be_none(wcc):
    told = wcc("check", wcc_package.sample("short"))
    assert told.code == 0 and "No questions: nothing looks odd." in told.said


def test_every_fault_is_told_at_once_with_its_row(wcc, few, folder_of, tmp_path):
    folder = folder_of(few())
    scores = (folder / "scores.csv").read_text("utf-8").splitlines()
    scores[1] = scores[1].replace(",P01,", ",P99,")
    scores[2] = ",".join([*scores[2].split(",")[:3], "a lot", "", "1"])
    (folder / "scores.csv").write_text("\n".join(scores), "utf-8")
    told = wcc("check", "ws")
    assert told.code == 2 and told.out == ""
    assert "2 things to put right before we start:" in told.said
    assert "scores.csv row 2, column candidate: found P99" in told.said
    assert "scores.csv row 3, column score: found 'a lot'" in told.said


def test_cells_that_nobody_scored_are_missing(wcc, few, folder_of):
    frames = few()
    scores = frames["scores"]
    frames["scores"] = scores[~((scores["candidate"] == "P05") & (scores["criterion"] == "K3"))]
    folder_of(frames)
    told = wcc("check", "ws")
    assert told.code == 0 and "1 still missing for a run:" in told.said
    assert "no figure for P05 on K3" in told.said and "Ready to run" not in told.said


def test_limits_are_missing_beside_everything_else_that_is(wcc, few, folder_of):
    frames = few()
    del frames["limits"], frames["scores"]
    folder_of(frames)
    told = wcc("check", "ws")
    assert told.code == 0 and "2 still missing for a run:" in told.said
    assert "limits: found no limit; allowed: at least one, such as gross_3yr" in told.said
    assert "no figure for P01 on K2" in told.said


def test_rules_that_clash_are_told_before_the_day(wcc, few, folder_of):
    frames = few()
    frames["limits"]["most"] = 1.0
    folder_of(frames)
    told = wcc("check", "ws")
    assert told.code == 0
    assert "a set that meets every demand: " in told.said and "cannot all hold" in told.said


def test_an_area_that_is_not_in_the_table_is_told(wcc, northmere, folder_of):
    frames = {name: table.frame.copy() for name, table in northmere.tables.items()}
    frames["charter"]["area"] = "Northmire"
    folder_of(frames)
    told = wcc("check", "ws")
    assert told.code == 0 and "found area 'Northmire'" in told.said
    assert "Did you mean 'Northmere'?" in told.said


def test_evidence_alone_asks_for_an_area_and_then_tries_it(wcc):
    told = wcc("check", REAL)
    assert told.code == 0 and "indicators 2,926 rows" in told.said
    assert 'the area to compare, with --area, as in: --area "NHS' in told.said
    told = wcc("check", REAL, "--area", "NHS Leicester City CCG")
    assert f'Ready to run:  wcc run {REAL} --area "NHS Leicester City CCG"' in told.out
    told = wcc("check", REAL, "--area", "NHS Leicster City CCG")
    assert told.code == 0 and "Did you mean 'NHS Leicester City CCG'?" in told.said


def test_evidence_without_indicators_can_not_be_compared(wcc, folder_of):
    folder_of({"areas": pd.DataFrame({"area": ["Here"]})})
    told = wcc("check", "ws")
    assert told.code == 0 and "a table of indicators; without it there is nothing" in told.said


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere", "no file or folder 'nowhere'"),
        ("", "no path, only blanks"),
        ("empty", "empty: found no table: it is empty"),
        ("notes.txt", "a file that ends in .txt"),
        ("ws/scores.csv", "Give the folder that the file is in"),
    ],
)
def test_a_path_that_is_no_workshop(wcc, tmp_path, few, folder_of, path, words):
    folder_of(few())
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    told = wcc("check", path)
    assert told.code == 2 and words in told.said and "Traceback" not in told.said


def test_a_workbook_that_is_none(wcc, tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK not a workbook")
    told = wcc("check", "broken.xlsx")
    assert told.code == 2 and "broken.xlsx" in told.said and "Traceback" not in told.said


def test_nothing_is_written(wcc, few, folder_of, tmp_path):
    folder = folder_of(few())
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert wcc("check", "ws").code == 0
    assert before == {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert folder.is_dir()


def test_hostile_names_are_shown_as_text(wcc, few, folder_of):
    frames = few()
    frames["candidates"]["grade"] = None
    frames["voice_groups"] = frames["voice_groups"].replace("public", "[red]\x1b[2J\u202e[/red]")
    frames["people"] = frames["people"].head(1)
    for name in ("scores", "swings", "interests"):
        frames[name] = frames[name][frames[name]["person"] == frames["people"]["person"].iloc[0]]
    folder_of(frames)
    told = wcc("check", "ws")
    assert told.code == 0 and "[red]" in told.out
    assert "\x1b" not in told.out and "\u202e" not in told.out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_of_another_country_does_not_stop_it(shell, few, folder_of, encoding):
    frames = few()
    frames["candidates"]["name"] = frames["candidates"]["name"].astype(object)
    frames["candidates"].loc[0, "name"] = "中文 Ω"
    frames["candidates"]["grade"] = None
    folder_of(frames, "wß 中")
    told = shell("check", "wß 中", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert told.code == 0 and "Ready to run" in told.said and "\x1b" not in told.out

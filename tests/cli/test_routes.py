"""Does `wcc routes` say which route, and write a plan for what is bought in?"""

import shutil

import pytest

import wcc_prioritise as wcc_package

PLANS = {f"buying-plan-{need}.{end}" for need in ("9.1", "P21") for end in ("docx", "html")}


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(wcc_package.sample("competencies"), tmp_path / "tables")


def test_routes_plans_and_forms_are_written(wcc, folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "buying-plan-6.1.docx").write_text("of an earlier run", encoding="utf-8")
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    told = wcc("routes", folder, "--out", "out", "--survey", "2008/09")
    assert told.code == 0, told.said
    assert "9.1 Understanding provider economics: buy" in told.said
    assert "Bought in: £165 thousand of £547 thousand over 3 years." in told.said
    assert {path.name for path in out.iterdir()} == PLANS | {"mine.txt", "survey"}
    assert len(list((out / "survey").glob("*.xlsx"))) == 11


@pytest.mark.parametrize(
    ("more", "words"),
    [(("--years", "0"), "a whole number, 1 to 20"), (("--out", " "), "no folder after --out")],
)
def test_what_cannot_be_is_told_in_words_and_nothing_is_written(wcc, folder, tmp_path, more, words):
    told = wcc("routes", folder, *more)
    assert told.code == 2 and words in told.said
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_a_hostile_need_stays_in_the_folder(wcc, folder, tmp_path):
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("9.1,", "../../9.1,"), encoding="utf-8")
    told = wcc("routes", folder)
    assert told.code == 0, told.said
    assert (tmp_path / "wcc-routes" / "buying-plan-..-..-9.1.docx").is_file()
    assert {path.name for path in tmp_path.iterdir()} == {"tables", "wcc-routes"}

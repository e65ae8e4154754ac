"""Does a run of a workshop file enter what it computed, once, and say so in a line?"""

import json
import os

import pytest

import wcc_prioritise as wcc_package
from wcc_prioritise.cli.steps import SEED
from wcc_prioritise.workshop import Workshop


@pytest.fixture
def quick(monkeypatch):
    """Leave out the papers and the draws of the pictures, which have tests of their own."""

    def write(results, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{results.paper}.docx").write_text("paper", encoding="utf-8")

    monkeypatch.setattr("wcc_prioritise.cli.papers.write_papers", write)
    monkeypatch.setattr("wcc_prioritise.cli.papers.write_pictures", lambda *_: None)
    monkeypatch.setattr("wcc_prioritise.cli.steps.RUNS", 50)


@pytest.fixture
def day(quick, wcc, few, folder_of, tmp_path):
    """Give a workshop file with five candidates."""
    Workshop.start(wcc_package.read(folder_of(few())), tmp_path / "day.wcc").close()
    return tmp_path / "day.wcc"


def calculations(day):
    with Workshop(day) as workshop:
        return workshop.case().calculations


def test_the_set_and_the_stress_are_entered_and_it_says_so(wcc, day):
    told = wcc("run", "day.wcc", "--by", "analyst")
    assert told.code == 0
    assert told.out.endswith("Entered in day.wcc: calculations K01 (select) and K02 (stress).\n")
    kept = calculations(day)
    assert kept["verb"].tolist() == ["select", "stress"]
    assert json.loads(kept["arguments"][0])["limits"] == {"gross_3yr": 3_000, "lead_months": 30}
    assert json.loads(kept["arguments"][1])["seed"] == SEED
    with Workshop(day) as workshop:
        assert set(workshop.entries(kind="calculation")["by"]) == {"analyst"}


def test_the_same_run_again_enters_nothing_and_another_one_does(wcc, day):
    wcc("run", "day.wcc")
    told = wcc("run", "day.wcc")
    assert "day.wcc holds these calculations already: nothing was entered." in told.said
    assert len(calculations(day)) == 2
    with Workshop(day) as workshop:
        row = workshop.case().scores.iloc[0]
        workshop.note("tea", by="driver")
        workshop.score(row["candidate"], row["criterion"], person=row["person"], score=1.0,
                       by="driver", because="a slip of the pen")  # fmt: skip
    told = wcc("run", "day.wcc")
    assert "calculations K03 (select) and K04 (stress)." in told.said
    assert "already" in wcc("run", "day.wcc").said and len(calculations(day)) == 4


def test_after_a_freeze_it_says_that_they_are_shown_as_later(wcc, day):
    with Workshop(day) as workshop:
        workshop.freeze(by="facilitator", because="sign-off")
    told = wcc("run", "day.wcc")
    assert told.code == 0
    assert "K02 (stress). It was frozen before: they are shown as later." in told.said
    with Workshop(day) as workshop:
        assert (workshop.entries(kind="calculation")["after_freeze"] > 0).all()
        workshop.sign_off("analyst", by="analyst")
    assert wcc("check", "day.wcc").code == 0


def test_a_file_that_takes_no_entry_still_gives_its_results(wcc, day, monkeypatch, tmp_path):
    from wcc_prioritise.tables import InputError

    def refuse(*_, **__):
        raise InputError.of(where="day.wcc", found="a file that can only be read")

    monkeypatch.setattr("wcc_prioritise.workshop.Workshop.calculation", refuse)
    told = wcc("run", "day.wcc", "--out", "out")
    assert told.code == 0 and os.path.isfile(tmp_path / "out" / "board-paper.docx")
    assert "Not entered in day.wcc: day.wcc: found a file that can only be read" in told.said
    assert calculations(day).empty


def test_a_folder_has_no_record_to_enter_anything_in(wcc, quick, few, folder_of, tmp_path):
    folder_of(few())
    told = wcc("run", "ws")
    assert told.code == 0 and "ntered" not in told.said
    assert not list(tmp_path.glob("*.wcc"))

"""Does the readiness check say who does what by when, and never a score?"""

import runpy
from pathlib import Path

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.competencies import enter_actions, readiness
from wcc_prioritise.competencies.cycle_records import AREAS, READINESS, questions_of
from wcc_prioritise.competencies.readiness import write_questions
from wcc_prioritise.tables import InputError, write_folder
from wcc_prioritise.workshop import Workshop

SAMPLE = Path(wcc.sample("competencies"))


@pytest.fixture(scope="module")
def answered():
    return readiness(SAMPLE, kind="PCT")


def test_the_questions_are_our_own_in_three_areas():
    blank = readiness()
    assert list(dict.fromkeys(blank.table["area"])) == list(AREAS)
    assert blank.table.groupby("area").size().tolist() == [5, 5, 5]
    assert set(blank.table["source"]) == {"this project's own wording"}
    assert blank.not_asked == list(blank.table["question"]) and blank.actions.empty
    assert "No answer asks for anything to be done" in blank.summary()


def test_answers_are_counted_by_area_and_never_added_up(answered):
    counts = answered.areas.set_index("area")
    assert counts.loc["capability for change"].to_dict() == {
        "yes": 1, "partly": 2, "no": 1, "don't know": 1, "not asked": 0,
    }  # fmt: skip
    assert counts.loc["working with partners", "not asked"] == 1
    assert counts.sum().sum() == 15
    assert "Technical capability: 3 yes, 1 partly, 1 no." in answered.summary()
    said = answered.summary().casefold()
    assert "score" not in said and "%" not in said and "out of" not in said
    assert not hasattr(answered, "score")


def test_every_answer_but_yes_asks_who_does_what_by_when(answered):
    actions = answered.actions.set_index("question")
    assert set(actions["answer"]) == {"partly", "no", "don't know"} and len(actions) == 8
    assert actions.at["C2", "lacks"] == "" and actions.at["C2", "owner"] == "director of strategy"
    assert actions.at["T5", "lacks"] == "nobody is named, no date"
    assert actions.at["P4", "lacks"] == "nothing is planned, nobody is named, no date"
    assert "6 have somebody who does something by a date" in answered.summary()
    assert "Not asked yet: P5." in answered.summary()


def test_the_words_are_those_of_the_organisation():
    for kind, word in (("PCT", "PCT"), ("ICB", "ICB")):
        asks = readiness(kind=kind).table.set_index("question")["asks"]
        assert f"top of the {word} want" in asks["C1"]
    with pytest.raises(InputError, match="a kind of organisation 'ICP'"):
        readiness(kind="ICP")


def test_actions_go_into_the_record_once(answered, short_copy, tmp_path):
    table = answered.table[answered.table["question"].isin(["C2", "C3", "P1"])]
    write_folder({"readiness": table}, tmp_path / "good", READINESS)
    good = readiness(tmp_path / "good")
    with Workshop(short_copy) as workshop:
        with pytest.raises(InputError, match="T5: nobody is named, no date"):
            enter_actions(workshop, answered, by="facilitator")
        before = workshop.head.entries
        entries = enter_actions(workshop, good, by="facilitator")
        assert [e.fields["owner"] for e in entries] == [
            "director of strategy", "head of programme office",
        ]  # fmt: skip
        assert enter_actions(workshop, good, by="facilitator") == []
        assert workshop.head.entries == before + 2
        owed = workshop.open_items()
        assert (owed["kind"] == "actions with a date").sum() == 2


def test_every_fault_of_ones_own_table_is_told_at_once(tmp_path):
    table = questions_of().astype(object)
    table.loc[0, "answer"] = "maybe"
    table.loc[1, "due"] = "soon"
    table.loc[2, "area"] = "capability to change"
    (tmp_path / "readiness.csv").write_text(table.to_csv(index=False), encoding="utf-8")
    with pytest.raises(InputError) as told:
        readiness(tmp_path)
    assert len(told.value.faults) == 3 and "row 2, column answer: found 'maybe'" in str(told.value)
    table = questions_of().assign(asks="what will the {bord} do?").head(1)
    write_folder({"readiness": table}, tmp_path / "words", READINESS)
    with pytest.raises(InputError, match="{bord} in C1"):
        readiness(tmp_path / "words")


@pytest.mark.parametrize("name", ["check.xlsx", "check"])
def test_the_questions_come_back_as_they_were_written(tmp_path, name):
    path = write_questions(tmp_path / name)
    assert readiness(path).table.equals(readiness().table)
    with pytest.raises(InputError, match="there already"):
        write_questions(tmp_path / name)


def test_the_sample_is_made_by_its_script(tmp_path):
    runpy.run_path(str(SAMPLE / "make_readiness.py"))["main"](tmp_path)
    assert (tmp_path / "readiness.csv").read_bytes() == (SAMPLE / "readiness.csv").read_bytes()
    answers = readiness(SAMPLE).table["because"].dropna()
    assert answers.str.startswith("SYNTHETIC: ").all()

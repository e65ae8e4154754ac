"""The survey goes out in Excel and comes back: every answer as it was, every fault at once."""

import shutil

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.competencies import did_it_help, read_routes
from wcc_prioritise.competencies.route_records import RouteTables
from wcc_prioritise.exports.survey_forms import (
    PAGE,
    TOP,
    read_survey_forms,
    write_survey_forms,
)
from wcc_prioritise.tables import InputError

YEAR = "2008/09"
ANSWER, REMARK = 3, 4  # columns, from 1 as a spreadsheet counts them
KEY = ["need", "person", "question"]


@pytest.fixture(scope="module")
def sample():
    return read_routes(wcc.sample("competencies"))


@pytest.fixture(scope="module")
def blank(sample, tmp_path_factory):
    """Give the folder with the blank forms; not to be filled in."""
    folder = tmp_path_factory.mktemp("blank")
    write_survey_forms(folder, sample, YEAR)
    return folder


@pytest.fixture
def forms(blank, tmp_path):
    """Give a folder with three blank forms of one's own."""
    for name in ("5.1-2008-09-U1", "5.1-2008-09-V1", "10.3-2008-09-U1"):
        shutil.copy(blank / f"survey-{name}.xlsx", tmp_path)
    return tmp_path


def fill(path, answers, remarks=None, cells=None):
    """Fill in a form as a person would: answers by question, other cells by place."""
    book = openpyxl.load_workbook(path)
    sheet = book[PAGE]
    for row in range(TOP + 2, sheet.max_row + 1):
        code = sheet.cell(row, 1).value
        if code in answers:
            sheet.cell(row, ANSWER, answers[code])
        if code in (remarks or {}):
            sheet.cell(row, REMARK, remarks[code])
    for (row, column), value in (cells or {}).items():
        sheet.cell(row, column, value)
    book.save(path)


def path_of(folder, need, person):
    return folder / f"survey-{need}-2008-09-{person}.xlsx"


# ---- out


def test_a_form_for_each_person_and_need(blank, sample):
    names = {path.name for path in blank.iterdir()}
    asked = sample["survey_people"]
    assert names == {
        f"survey-{need}-2008-09-{person}.xlsx"
        for need, person in zip(asked["need"], asked["person"], strict=True)
    }


def test_each_side_is_asked_its_own_questions(blank):
    def codes(person):
        sheet = openpyxl.load_workbook(path_of(blank, "5.1", person))[PAGE]
        return [sheet.cell(row, 1).value for row in range(TOP + 2, sheet.max_row + 1)]

    assert codes("U1") == ["Q1", "Q2", "Q3", "Q5"]
    assert codes("V1") == ["Q1", "Q3", "Q4"]


def test_only_answers_can_be_filled_in(blank):
    sheet = openpyxl.load_workbook(path_of(blank, "5.1", "U1"))[PAGE]
    assert sheet.protection.sheet
    open_ = {cell.coordinate for row in sheet.iter_rows() for cell in row
             if not cell.protection.locked}  # fmt: skip
    first, last = TOP + 2, TOP + 5
    assert open_ == {f"{letter}{row}" for letter in "CD" for row in range(first, last + 1)}


def test_the_answers_are_offered(blank):
    sheet = openpyxl.load_workbook(path_of(blank, "5.1", "U1"))[PAGE]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.type == "list" and rule.formula1 == '"0,25,50,75,100,don\'t know"'
    assert str(rule.sqref) == f"C{TOP + 2}:C{TOP + 5}"


def test_the_words_of_every_level_stand_beside_the_question(blank, sample):
    sheet = openpyxl.load_workbook(path_of(blank, "5.1", "U1"))[PAGE]
    question = sample["survey_questions"].iloc[0]
    held = [sheet.cell(TOP + 2, column).value for column in range(5, 10)]
    assert held == [question[f"anchor_{level}"] for level in (0, 25, 50, 75, 100)]


def test_forms_written_again_are_the_same_and_a_filled_one_is_kept(forms, sample):
    path = path_of(forms, "5.1", "U1")
    before = path.read_bytes()
    write_survey_forms(forms, sample, YEAR)
    assert path.read_bytes() == before
    fill(path, {"Q1": 50})
    filled = path.read_bytes()
    with pytest.raises(InputError, match="survey-5.1-2008-09-U1.xlsx: found a form that is no"):
        write_survey_forms(forms, sample, YEAR)
    assert path.read_bytes() == filled


# ---- and back


def test_the_sample_round_trips(blank, sample, tmp_path):
    folder = tmp_path / "back"
    shutil.copytree(blank, folder)
    answers = sample["survey_answers"]
    for (need, person), rows in answers.groupby(["need", "person"]):
        given_ = {
            question: "don't know" if pd.isna(score) else score
            for question, score in zip(rows["question"], rows["score"], strict=True)
        }
        fill(path_of(folder, need, person), given_)
    back = read_survey_forms(folder, sample, YEAR)
    assert list(back.columns) == list(answers.columns)
    assert back.dtypes.tolist() == answers.dtypes.tolist()
    ours = answers.sort_values(KEY, ignore_index=True)
    pd.testing.assert_frame_equal(back.sort_values(KEY, ignore_index=True), ours)
    known_of = RouteTables({**sample.frames, "survey_answers": back})
    pd.testing.assert_frame_equal(
        did_it_help(known_of, YEAR).results, did_it_help(sample, YEAR).results
    )


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given_=st.dictionaries(
        st.sampled_from(["Q1", "Q2", "Q3", "Q5"]),
        st.one_of(st.integers(0, 100), st.just("don't know")),
    )
)
def test_whatever_is_answered_comes_back(blank, sample, given_, tmp_path_factory):
    folder = tmp_path_factory.mktemp("one")
    shutil.copy(path_of(blank, "5.1", "U1"), folder)
    fill(path_of(folder, "5.1", "U1"), given_)
    back = read_survey_forms(folder, sample, YEAR).set_index("question")["score"]
    assert set(back.index) == set(given_)
    for question, score in given_.items():
        assert pd.isna(back[question]) if score == "don't know" else back[question] == score


def test_a_question_left_blank_has_no_row(forms, sample):
    fill(path_of(forms, "5.1", "U1"), {"Q2": 75}, {"Q2": "=1+1 late, but good"[4:]})
    back = read_survey_forms(forms, sample, YEAR)
    assert back[["person", "question", "score", "remark"]].to_numpy().tolist() == [
        ["U1", "Q2", 75.0, "late, but good"]
    ]


def test_forms_handed_back_blank_give_no_rows(blank, sample):
    assert read_survey_forms(blank, sample, YEAR).empty


def test_hostile_text_goes_out_and_comes_back_as_text(sample, tmp_path):
    people = sample["survey_people"].iloc[:2].astype(object)
    people["person"] = ["=1+1", "+U\u202e2<b>"]
    questions = sample["survey_questions"].astype(object)
    questions["words"] = "=cmd|'/C calc'!A0"
    frames = {"survey_people": people, "survey_questions": questions}
    known_of = RouteTables({**sample.frames, **frames})
    paths = write_survey_forms(tmp_path, known_of, YEAR)
    assert all(path.parent == tmp_path for path in paths)
    sheet = openpyxl.load_workbook(paths[0])[PAGE]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    for path in paths:
        fill(path, {"Q1": 25}, {"Q1": "<script>alert(1)</script>"})
    back = read_survey_forms(tmp_path, known_of, YEAR)
    assert set(back["person"]) == set(people["person"])
    assert set(back["remark"]) == {"<script>alert(1)</script>"}


# ---- faults


def test_every_fault_of_every_form_is_told_at_once(forms, sample):
    fill(path_of(forms, "5.1", "U1"), {"Q1": 120, "Q2": "often"}, {"Q3": "no answer here"})
    fill(path_of(forms, "5.1", "V1"), {"Q1": "=50+25"})
    fill(path_of(forms, "10.3", "U1"), {"Q1": 50})
    (forms / "mine.xlsx").write_bytes(b"no workbook")
    with pytest.raises(InputError) as told:
        read_survey_forms(forms, sample, YEAR)
    said = str(told.value)
    assert said.startswith("5 things to put right")
    row = TOP + 2
    where = f"survey-5.1-2008-09-U1.xlsx, sheet Survey row {row}"
    assert f"{where}, column your answer: found '120'; allowed: a number from 0 to 100" in said
    assert f"sheet Survey row {row + 1}, column your answer: found 'often'" in said
    assert f"row {row + 2}, column your answer: found a remark without an answer" in said
    assert "survey-5.1-2008-09-V1.xlsx, sheet Survey" in said and "formula" in said
    assert "mine.xlsx" in said


def test_a_second_form_of_one_person_is_told(forms, sample):
    shutil.copy(path_of(forms, "5.1", "U1"), forms / "copy.xlsx")
    with pytest.raises(InputError, match="a second form of U1 for 5.1; the first is copy.xlsx"):
        read_survey_forms(forms, sample, YEAR)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({(3, 2): "another form"}, "a workbook that is no form of this survey"),
        ({(4, 2): "2009/10"}, "a form of U1 for 5.1, 2009/10"),
        ({(6, 2): "U77"}, "a form of U77 for 5.1"),
        ({(7, 2): "000000000000"}, "a form with other questions than ours"),
        ({(TOP + 3, 1): "Q9"}, "the questions Q1, Q9, Q3, Q5"),
    ],
)
def test_a_form_that_was_changed_is_told(forms, sample, cells, words):
    fill(path_of(forms, "5.1", "U1"), {"Q1": 50}, cells=cells)
    with pytest.raises(InputError, match=words):
        read_survey_forms(forms, sample, YEAR)


def test_a_form_with_other_questions_is_told(forms, sample):
    questions = sample["survey_questions"].astype(object)
    questions.loc[0, "words"] = "Was it any good?"
    known_of = RouteTables({**sample.frames, "survey_questions": questions})
    with pytest.raises(InputError) as told:
        read_survey_forms(forms, known_of, YEAR)
    assert len(told.value.faults) == 3
    assert {fault.found for fault in told.value.faults} == {"a form with other questions than ours"}


def test_a_folder_without_forms_is_told(sample, tmp_path):
    with pytest.raises(InputError, match="found no form"):
        read_survey_forms(tmp_path, sample, YEAR)
    with pytest.raises(InputError, match="found no form"):
        read_survey_forms(tmp_path / "nowhere", sample, YEAR)


def test_nobody_to_ask_is_told_with_the_near_year(sample, tmp_path):
    with pytest.raises(InputError, match="nobody to ask in '2008-09'.*Did you mean '2008/09'"):
        write_survey_forms(tmp_path, sample, "2008-09")
    bare = RouteTables({**sample.frames, "survey_questions": sample["survey_questions"].iloc[:0]})
    with pytest.raises(InputError, match="no questions"):
        write_survey_forms(tmp_path, bare, YEAR)
    assert list(tmp_path.iterdir()) == []


def test_codes_too_alike_for_two_files_are_told(sample, tmp_path):
    people = sample["survey_people"].iloc[:2].astype(object)
    people["person"] = ["A/1", "a 1"]
    known_of = RouteTables({**sample.frames, "survey_people": people})
    with pytest.raises(InputError, match="whose forms would have one name"):
        write_survey_forms(tmp_path, known_of, YEAR)
    assert list(tmp_path.iterdir()) == []

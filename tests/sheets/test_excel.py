"""The workbook of one person: what stands in it, what is locked, what a cell lets in."""

import pytest
from openpyxl import load_workbook

from wcc_prioritise.sheets import read_sheets, write_excel_sheets


@pytest.fixture(scope="module")
def book(northmere, tmp_path_factory):
    (path,) = write_excel_sheets(northmere, tmp_path_factory.mktemp("x"), people=["S01"])
    return load_workbook(path)


@pytest.fixture(scope="module")
def fairness(book, places):
    sheet = book.worksheets[1]
    return sheet, *places(sheet)


def test_there_is_a_page_to_read_one_a_criterion_and_one_for_the_weights(book, northmere):
    assert book.sheetnames == [
        "Read me first", "1 Fairness", "2 Experience of care", "3 Safety", "4 Fit with the plan",
        "5 Ready to deliver", "6 Lasting effect", "7 Acceptability", "Weights", "Lists",
    ]  # fmt: skip
    facts = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows(1, 9)}
    assert facts["Sheet"] == 1 and facts["Person"] == "S01" and facts["Round"] == 1
    assert facts["Pages"] == 8


def test_only_answers_can_be_filled_in_and_no_password_keeps_anybody_out(book, fairness):
    sheet, _, _, rows, columns = fairness
    assert all(page.protection.sheet and not page.protection.password for page in book.worksheets)
    unlocked = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    free = [row for code, row in rows.items() if code != "P03"]
    wanted = {
        sheet.cell(r, columns[name]).coordinate for r in free for name in ("your score", "why")
    }
    assert unlocked == wanted


def test_the_five_anchors_stand_in_words_beside_every_cell(fairness, northmere):
    sheet, _, criterion, rows, columns = fairness
    words = northmere.criteria.set_index("criterion").loc[criterion]
    heads = {0: "0 (worst)", 25: "25", 50: "50", 75: "75", 100: "100 (best)"}
    for row in rows.values():
        for level, head in heads.items():
            assert sheet.cell(row, columns[head]).value == words[f"anchor_{level}"]


def test_a_recused_candidate_is_grey_locked_and_says_so(fairness):
    sheet, _, _, rows, columns = fairness
    cell = sheet.cell(rows["P03"], columns["your score"])
    assert cell.value == "recused" and cell.protection.locked
    assert cell.fill.fgColor.rgb == "FFD8DDE0"
    assert "recused" in str([c.value for c in sheet.parent.worksheets[0]["B"]])


def test_a_score_is_chosen_from_dont_know_and_0_to_100(book, fairness):
    sheet, _, _, rows, columns = fairness
    rules = sheet.data_validations.dataValidation
    allowed = {str(area): rule for rule in rules for area in rule.sqref.ranges}
    cell = sheet.cell(rows["P01"], columns["your score"]).coordinate
    assert allowed[cell].type == "list" and allowed[cell].formula1 == "Lists!$A$1:$A$102"
    assert sheet.cell(rows["P03"], columns["your score"]).coordinate not in allowed
    assert [c.value for c in book["Lists"]["A"]] == ["don't know", *range(101)]
    assert book["Lists"].sheet_state == "veryHidden"


def test_the_weights_are_asked_by_order_then_size_from_worst_to_best(book, places, northmere):
    mark, _, rows, columns = places(book["Weights"])
    assert list(rows) == list(northmere.criteria["criterion"])
    assert columns["order"] < columns["points"]
    at = rows["C1"]
    assert book["Weights"].cell(at, columns["worst (0)"]).value.startswith("0 healthy years")
    rules = {r.formula1 for r in book["Weights"].data_validations.dataValidation}
    assert rules == {"Lists!$A$3:$A$11", "Lists!$A$2:$A$102"}


def test_a_later_round_shows_the_persons_own_earlier_answers(northmere, tmp_path, places):
    (path,) = write_excel_sheets(northmere, tmp_path, people=["S01"], round=2)
    sheet = load_workbook(path).worksheets[1]
    _, _, rows, columns = places(sheet)
    told = sheet.cell(rows["P01"], columns["your earlier answer"])
    assert told.value == "40" and told.protection.locked
    assert sheet.cell(rows["P01"], columns["your score"]).value is None


@pytest.mark.slow
def test_scores_come_back_as_they_were_given(northmere, bare, tmp_path, fill_excel, same):
    scores, swings = northmere.scores, northmere.swings
    for path in write_excel_sheets(bare, tmp_path):
        person = path.name.split("-")[2]
        fill_excel(path, scores[scores["person"] == person], swings[swings["person"] == person])
    sheets = read_sheets(tmp_path, bare)
    assert sheets.faults == () and sheets.conflicts == () and sheets.outstanding == ()
    same(sheets.scores, scores, ["person", "candidate", "criterion"])
    same(sheets.swings, swings, ["person", "criterion"])
    same(bare.replace(scores=sheets.scores).scores, scores, ["person", "candidate", "criterion"])

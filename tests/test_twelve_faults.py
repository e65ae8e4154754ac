"""A workbook with twelve planted faults gets one message that lists all twelve."""

import openpyxl
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.tables import InputError, write_workbook


@pytest.fixture(scope="module")
def message(tmp_path_factory):
    case = wcc.read(wcc.sample("northmere"))
    path = tmp_path_factory.mktemp("faults") / "northmere.xlsx"
    write_workbook({name: table.frame for name, table in case.tables.items()}, path)
    plant(path, case)
    with pytest.raises(InputError) as wrong:
        wcc.read(path)
    return wrong.value


def column_of(sheet, name):
    return next(cell.column for cell in sheet[1] if cell.value == name)


def plant(path, case):
    """Plant each fault in a cell or sheet of its own."""
    book = openpyxl.load_workbook(path)

    def put(sheet, row, column, value):
        book[sheet].cell(row, column_of(book[sheet], column)).value = value

    put("scores", 5, "candidate", "P99")  # 1 a bad code
    twin = [cell.value for cell in book["candidates"][3]]
    for place, value in enumerate(twin, start=1):  # 2 a duplicate
        book["candidates"].cell(26, place).value = value
    put("candidates", 4, "running_cost", "about 260")  # 3 text in a number
    put("scores", 9, "score", 140)  # 4 out of range
    put("scores", 12, "person", "S99")  # 5 an unknown person
    book["evidence"].cell(1, column_of(book["evidence"], "statement")).value = "statment"  # 6
    del book["swings"]  # 7 a missing sheet
    put("candidates", 8, "set_up_cost", "=20+30")  # 8 a formula cell
    empty = book["criteria"]
    criteria = [[cell.value for cell in row] for row in empty.iter_rows()]
    put("candidates", 10, "received", "31/02/2026")  # 10 a wrong date
    barred = case.interests[case.interests["effect"] == "withdraw"].iloc[0]
    last = book["scores"].max_row + 1  # 11 a score against a withdrawn interest
    put("scores", last, "person", barred["person"])
    put("scores", last, "candidate", barred["candidate"])
    put("scores", last, "criterion", "C2")
    put("scores", last, "score", 50)
    put("scores", last, "round", 1)
    place = criteria[0].index("anchor_50") + 1
    empty.cell(5, place).value = None  # 12 an anchor missing
    charter = book["charter"]
    charter.delete_rows(1, charter.max_row)  # 9 an empty sheet
    book.save(path)


PLANTED = {
    "a bad code": ("scores", "P99"),
    "a duplicate": ("candidates", "P02"),
    "text in a number": ("candidates", "about 260"),
    "out of range": ("scores", "140"),
    "an unknown person": ("scores", "S99"),
    "a misspelt column": ("evidence", "statment"),
    "a missing sheet": ("swings", "no sheet"),
    "a formula cell": ("candidates", "=20+30"),
    "an empty sheet": ("charter", "empty"),
    "a wrong date": ("candidates", "31/02/2026"),
    "a withdrawn interest": ("scores", "recused"),
    "an anchor missing": ("criteria", "50"),
}


def test_there_are_twelve_and_no_more(message):
    assert len(PLANTED) == 12
    assert len(message.faults) == 12, str(message)
    assert str(message).startswith("12 things to put right before we start:")


@pytest.mark.parametrize("fault", PLANTED)
def test_each_is_listed(message, fault):
    sheet, quoted = PLANTED[fault]
    lines = [line for line in str(message).splitlines() if sheet in line and quoted in line]
    assert lines, f"{fault} is not in:\n{message}"

"""Hostile names in Excel: a text is a text, and the sheet still comes back."""

import pandas as pd
from openpyxl import load_workbook

from wcc_prioritise.sheets import read_sheets, write_excel_sheets, write_paper_sheets
from wcc_prioritise.sheets.asked import shown


def test_no_cell_is_a_formula_and_every_name_stands_in_full(hostile, names, tmp_path):
    for path in write_excel_sheets(hostile, tmp_path):
        book = load_workbook(path)
        cells = [
            c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None
        ]
        assert {c.data_type for c in cells} <= {"s", "n"}
        texts = [c.value for c in cells if c.data_type == "s"]
        runs = [c for c in cells if str(c.value)[0] in "=+-@"]
        assert runs and all(c.quotePrefix for c in runs)
    for name in names:
        assert any(text.startswith(shown(name)) for text in texts), name


def test_hostile_sheets_come_back(hostile, names, tmp_path, fill_excel):
    people = list(hostile.people["person"])[:3]
    given = {
        "candidate": hostile.candidates["candidate"], "criterion": "K2", "score": 40.0,
        "reason": names,
    }  # fmt: skip
    for path in write_excel_sheets(hostile, tmp_path, people=people):
        barred = {"P20"} if "S03" in path.name else set()
        rows = pd.DataFrame(given)
        fill_excel(path, rows[~rows["candidate"].isin(barred)])
    sheets = read_sheets(tmp_path, hostile.replace(scores=hostile.scores.iloc[:0]))
    assert sheets.faults == ()
    assert sorted(sheets.scores["person"].unique()) == sorted(people)
    assert len(sheets.scores) == 35


def test_a_hostile_typing_form_comes_back(hostile, tmp_path):
    write_paper_sheets(hostile, tmp_path)
    path = tmp_path / "typed-scores-round-1.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",,\n", ",5,\n"), encoding="utf-8")
    sheets = read_sheets(tmp_path, hostile.replace(scores=hostile.scores.iloc[:0]))
    assert sheets.faults == () and len(sheets.scores) > 400

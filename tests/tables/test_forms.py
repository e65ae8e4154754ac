"""Can somebody who has never seen the form fill it in, and does it read back?"""

import openpyxl
import pandas as pd
import pytest

from wcc_prioritise.schema import FORM, NEEDED, TABLES, Charter
from wcc_prioritise.tables import InputError, read_tables, write_form
from wcc_prioritise.tables.forms import FIRST_SHEET


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    write_form(path)
    return path


@pytest.fixture(scope="module")
def book(form):
    return openpyxl.load_workbook(form)


def rule_at(sheet, cell):
    return next(
        (rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref), None
    )


def test_one_sheet_a_table_in_the_order_of_the_schema(book):
    assert book.sheetnames == [FIRST_SHEET, *FORM]


def test_the_first_sheet_says_what_to_do_and_links_to_every_table(book):
    sheet = book[FIRST_SHEET]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("must be filled in" in str(text) for text in texts)
    names = [cell.value for cell in sheet["A"] if cell.value in FORM]
    assert sorted(names) == sorted(FORM)
    assert tuple(names[: len(NEEDED)]) == tuple(name for name in FORM if name in NEEDED)
    links = {cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink}
    assert {f"'{name}'!A1" for name in FORM} == links


def test_headings_are_frozen_bold_and_explained(book):
    for name in (name for name in FORM if name != "charter"):
        sheet, fields = book[name], TABLES[name].model_fields
        assert [cell.value for cell in sheet[1]] == list(fields)
        assert sheet.freeze_panes == "B2"
        for cell, info in zip(sheet[1], fields.values(), strict=True):
            assert cell.font.bold
            said = cell.comment.text.casefold()
            assert info.description.casefold() in said
            assert ("must be filled in" in said) == info.is_required()


def luminance(colour):
    red, green, blue = (int(colour[i : i + 2], 16) for i in (2, 4, 6))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_needed_columns_are_told_apart_in_grey_as_well(book):
    shades = {}
    for cell, info in zip(
        book["candidates"][1], TABLES["candidates"].model_fields.values(), strict=True
    ):
        shades.setdefault(info.is_required(), set()).add(luminance(cell.fill.fgColor.rgb))
    assert max(shades[True]) + 100 < min(shades[False])


def test_comments_say_unit_bounds_and_example(book):
    heading = {cell.value: cell.comment.text for cell in book["candidates"][1]}
    assert "Unit: £ thousand." in heading["set_up_cost"]
    assert "Allowed: a number, 0 or more" in heading["set_up_cost"]
    assert "Example: P01." in heading["candidate"]


def test_drop_downs_for_choices_and_for_codes_of_other_sheets(book):
    assert rule_at(book["candidates"], "F2").formula1 == '"new,change,release"'
    assert rule_at(book["scores"], "A2").formula1.startswith("OFFSET(people!$A$2")
    assert rule_at(book["scores"], "B1000").formula1.startswith("OFFSET(candidates!$A$2")
    assert rule_at(book["scores"], "D2").formula1.startswith("OR(AND(ISNUMBER(D2)")
    assert rule_at(book["candidates"], "B2") is None


def test_codes_are_kept_as_they_are_typed(book):
    assert book["people"].column_dimensions["A"].number_format == "@"


def test_the_charter_lists_every_item_with_its_meaning_and_default(book):
    sheet = book["charter"]
    assert [cell.value for cell in sheet["A"]][1:] == list(Charter.model_fields)
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)}
    assert rows["long_horizon"][2] == "the long horizon"
    assert rows["long_horizon"][4] == "blank means 10"
    assert rows["question"][4] == "must be filled in"
    at = 2 + list(Charter.model_fields).index("score_rule")
    assert rule_at(sheet, f"B{at}").formula1 == '"person,group"'


def test_an_empty_form_reads_back_as_a_list_of_what_to_fill_in(form):
    _, faults = read_tables(form)
    lines = str(InputError(faults)).splitlines()
    needed = [item for item, info in Charter.model_fields.items() if info.is_required()]
    assert len(lines) == 1 + len(needed) + len(NEEDED) - 1
    assert all("blank for" in line for line in lines[1 : 1 + len(needed)])
    assert all("it is empty" in line for line in lines[1 + len(needed) :])


def test_a_filled_form_is_clean_and_the_same(workshop, folder, tmp_path):
    write_form(tmp_path / "filled.xlsx", workshop)
    tables, faults = read_tables(tmp_path / "filled.xlsx")
    assert not faults
    for name, table in read_tables(folder)[0].items():
        pd.testing.assert_frame_equal(tables[name].frame, table.frame)


def test_an_empty_form_filled_in_by_hand_is_clean(form, tmp_path, workshop):
    from wcc_prioritise.tables.writing import sheet_rows

    book = openpyxl.load_workbook(form)
    for name, frame in workshop.items():
        columns, *rows = sheet_rows(name, frame)
        places = {cell.value: cell.column for cell in book[name][1]}
        if name == "charter":
            items = {cell.value: cell.row for cell in book[name]["A"]}
            for item, value in rows:
                book[name].cell(items[item], 2, value)
            continue
        for number, row in enumerate(rows, start=2):
            for column, value in zip(columns, row, strict=True):
                book[name].cell(number, places.setdefault(column, len(places) + 1), value)
        for column, place in places.items():
            book[name].cell(1, place, column)
    book.save(tmp_path / "byhand.xlsx")
    tables, faults = read_tables(tmp_path / "byhand.xlsx")
    assert faults == []
    assert len(tables["scores"].frame) == 48


def test_a_form_may_hold_some_tables_and_rows_to_be_filled_in(tmp_path):
    rows = pd.DataFrame({"person": ["S01", "S02"], "candidate": "P01", "criterion": "C1"})
    write_form(tmp_path / "a.xlsx", {"scores": rows}, names=["people", "peers"])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [FIRST_SHEET, "people", "scores", "peers"]
    assert [cell.value for cell in book["scores"][3]][:4] == ["S02", "P01", "C1", None]
    assert rule_at(book["scores"], "B2") is None  # there is no sheet to choose a candidate from
    assert len(read_tables(tmp_path / "a.xlsx")[0]["scores"].frame) == 0


def test_an_unknown_table_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(InputError, match="Did you mean 'people'?"):
        write_form(tmp_path / "a.xlsx", names=["peple"])
    assert list(tmp_path.iterdir()) == []


def test_a_form_is_the_same_each_time(form, tmp_path):
    write_form(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == form.read_bytes()


def test_what_is_typed_into_a_text_stays_as_it_is(book, workshop, tmp_path):
    assert book["charter"]["B2"].number_format == "@"
    write_form(tmp_path / "a.xlsx", workshop)
    cells = openpyxl.load_workbook(tmp_path / "a.xlsx")["candidates"][2]
    assert (cells[0].value, cells[0].number_format) == ("P01", "@")
    assert (cells[6].value, cells[6].number_format) == (90.5, "General")
    dates = [cell for cell in cells if cell.is_date]
    assert [cell.number_format for cell in dates] == ["yyyy-mm-dd"]

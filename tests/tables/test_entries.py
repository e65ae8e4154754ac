"""Does a cell of the form let in what the schema allows, and nothing else?"""

import pytest

from wcc_prioritise.tables.entries import entry_rule


def test_choices_are_a_list():
    rule = entry_rule("criteria", "counts", (), 5)
    assert (rule["validate"], rule["source"]) == ("list", ["total", "per person", "condition"])
    assert rule["error_message"] == "Allowed: one of: total, per person, condition."


def test_codes_of_another_sheet_are_a_list_as_long_as_that_sheet_is_filled():
    rule = entry_rule("scores", "person", ("people", "scores"), 0)
    assert rule["source"] == "=OFFSET(people!$A$2,0,0,MAX(1,COUNTA(people!$A$2:$A$2001)),1)"
    assert rule["error_type"] == "warning"
    assert entry_rule("scores", "person", ("scores",), 0) is None
    assert "or all" in entry_rule("interests", "candidate", ("candidates",), 1)["error_message"]


@pytest.mark.parametrize(
    ("table", "column", "formula"),
    [
        ("scores", "score", '=OR(AND(ISNUMBER(C2),C2>=0,C2<=100),C2="don\'t know")'),
        ("candidates", "duration", "=AND(ISNUMBER(C2),C2>0,C2<=100)"),
        ("candidates", "quarters", "=AND(ISNUMBER(C2),C2>=0,C2<=80,C2=INT(C2))"),
        ("candidates", "running_cost", "=AND(ISNUMBER(C2))"),
    ],
)
def test_figures_are_held_to_their_bounds(table, column, formula):
    rule = entry_rule(table, column, (), 2)
    assert (rule["validate"], rule["value"]) == ("custom", formula)


def test_a_date_is_a_date_and_a_text_is_free():
    assert entry_rule("gates", "date", (), 4)["validate"] == "date"
    assert entry_rule("candidates", "name", (), 1) is None


def test_messages_fit_into_excel():
    from wcc_prioritise.schema import TABLES

    for table, record in TABLES.items():
        for column in record.model_fields:
            rule = entry_rule(table, column, tuple(TABLES), 0) or {}
            assert len(rule.get("error_message", "")) <= 255
            assert len(rule.get("error_title", "")) <= 32
            if isinstance(rule.get("source"), list):
                assert len(",".join(rule["source"])) <= 255

import pytest

from wcc_prioritise.exports.content import Heading, Section, Table
from wcc_prioritise.exports.front_sheet import front_sheet
from wcc_prioritise.exports.mix_of_money import mix_section, recurrent_words
from wcc_prioritise.exports.outcome import agreement_section, dissent_section, dissent_words
from wcc_prioritise.exports.paper import DETAIL, board_paper_of, make
from wcc_prioritise.exports.registers import claims_section, evidence_section, provision_section
from wcc_prioritise.exports.weights_by import weights_by_section


@pytest.fixture(scope="module")
def paper(short_told):
    return board_paper_of(short_told)


def tables(part):
    return [b for b in part.blocks if isinstance(b, Table)]


def headings(part):
    return [b.text for b in part.blocks if isinstance(b, Heading)]


def test_the_front_sheet_has_every_field(northmere_told):
    assert headings(front_sheet(northmere_told))[1:] == [
        "Purpose", "Recommendation", "Decision wanted", "Options considered", "Engagement",
        "Equality, involvement and quality", "Finance", "Risk", "Conflicts of interest",
    ]  # fmt: skip


def test_an_empty_gate_is_not_passed(northmere_told):
    part = front_sheet(northmere_told)
    gates = next(b for b in part.blocks if hasattr(b, "items") and "Equality" in b.items[0])
    assert "nothing on record for" in gates.items[0]


def test_the_paper_begins_with_its_front_sheet_then_two_pages(paper):
    assert headings(paper.sections[0])[0] == "Front sheet"
    assert headings(paper.sections[1])[0] == "Summary for the board"
    assert paper.sections[1].new_page
    assert DETAIL in headings(paper.sections[2])


def test_the_summary_still_calls_the_first_table_by_its_number(paper):
    assert tables(paper)[0].caption.startswith("Table 1. What the chosen projects add")


def test_what_the_day_brought_stands_in_it(paper):
    said = headings(paper)
    for heading in ("Money and people before and after", "Promises", "Decisions",
                    "Departures from the computed set", "The evidence register",
                    "Weights by voice group and by person", "Interests declared", "Gates",
                    "Agreement: were people heard, and can they support it?"):  # fmt: skip
        assert heading in said


def test_no_section_is_empty_and_no_table_without_rows(paper):
    assert all(t.rows for t in tables(paper))
    for part in paper.sections:
        assert isinstance(part, Section) and len(part.blocks) > 1


def test_money_before_and_after_is_shown_where_services_are_known(northmere_told):
    kinds, providers = tables(mix_section(northmere_told.portfolio, northmere_told.money))
    rows = {row[0]: row for row in kinds.rows}
    money, served = rows["Preventing"][1:6], rows["Preventing"][6:]
    assert money == ("750", "4%", "1,390", "7%", "640")
    assert served == ("4,012", "6,300", "10,312"), "people now, added and then"
    assert providers.rows[0][:5] == ("GP Federation", "1,360", "1,250", "2,610", "+92%")
    assert any(row[4] == "nothing now" for row in providers.rows)


def test_without_services_only_what_is_added_is_shown(short_told):
    kinds, providers = tables(mix_section(short_told.portfolio, short_told.money))
    assert kinds.columns == ("Kind of care", "Added by the set", "People added")
    assert "Income now" not in providers.columns


def test_what_recurs_after_the_funded_years_is_said(northmere_told):
    assert "£1,874 thousand a year is to be found" in recurrent_words(northmere_told.money)


def test_a_mean_that_would_give_an_answer_away_is_not_told(short_told):
    (table,) = tables(agreement_section(short_told.agreement))
    groups = [row for row in table.rows if row[2] != "everyone"]
    assert groups and all(row[4] == "not told" for row in groups)


def test_only_accepted_dissent_is_told(short_told):
    import dataclasses

    import pandas as pd

    lines = pd.DataFrame(
        [("a", "public", "P08", "why", "we need it", "accepted"),
         ("b", "partners", "P02", "why", "a secret draft", "draft")],
        columns=["line", "group", "candidate", "part", "text", "status"],
    )  # fmt: skip
    report = dataclasses.replace(short_told.minority, lines=lines)
    (table,) = tables(dissent_section(report))
    assert [row[3] for row in table.rows] == ["we need it"]
    assert "public saw it otherwise" in dissent_words(report)
    drafted = dataclasses.replace(report, lines=lines.tail(1))
    assert "none has been accepted" in dissent_words(drafted)
    assert not tables(dissent_section(drafted))


def test_weights_stand_by_group_and_by_token(short_told):
    groups, people = tables(weights_by_section(short_told))
    assert [row[0] for row in people.rows] == list(short_told.appraisal.person_weights.index)
    assert all(cell.isdigit() or cell == "not told" for row in groups.rows for cell in row[1:])


def test_an_anonymous_panel_is_not_told_by_person(short_told):
    from types import SimpleNamespace

    case = short_told.case
    hidden = case.replace(charter=case.charter.model_copy(update={"privacy": "anonymous"}))
    told = SimpleNamespace(case=hidden, appraisal=short_told.appraisal)
    assert len(tables(weights_by_section(told))) == 1


def test_claims_and_provision_are_those_of_the_record(northmere_told, short_told):
    claims = claims_section(northmere_told.case, northmere_told.gaps)
    assert len(tables(claims)[0].rows) == 10
    assert claims_section(short_told.case, None) is None
    assert provision_section(short_told) is None
    assert len(tables(provision_section(northmere_told))) == 5
    register = tables(evidence_section(northmere_told.case))[0]
    assert len(register.rows) == len(northmere_told.case.evidence)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["short_told", "northmere_told"])
def test_front_sheet_is_a_page_and_the_summary_two(request, name, printed, cut_off):
    files = make(request.getfixturevalue(name))
    pages = printed(files["board-paper.docx"], "paper.docx")
    assert cut_off(files["board-paper.docx"], pages) == []
    assert "Front sheet" in pages[0] and "Summary for the board" in pages[1]
    assert next(n for n, text in enumerate(pages, start=1) if DETAIL in text) == 4


@pytest.mark.slow
def test_the_same_record_gives_the_same_bytes(short_told, short_day):
    from wcc_prioritise.exports.of_record import OfRecord
    from wcc_prioritise.workshop import Workshop

    with Workshop(short_day) as workshop:
        assert make(OfRecord(workshop)) == make(short_told)

"""A plan for outside help: every blank is found, and who answers for it stays said."""

import dataclasses
import datetime

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.competencies import buying_plan, read_routes, skills_left
from wcc_prioritise.competencies.buying import ACCOUNTABILITY
from wcc_prioritise.competencies.route_records import FUNCTIONAL_AREAS, ROUTE_TABLES, RouteTables
from wcc_prioritise.tables import InputError

NEED = "9.1"


@pytest.fixture(scope="module")
def sample():
    """Give the sample without routes, so that nothing has to be compared."""
    known_of = read_routes(wcc.sample("competencies"))
    return RouteTables({**known_of.frames, "routes": known_of["routes"].iloc[:0]})


def changed(known_of, table, **cells):
    """Give the tables with some cells of the plan's rows put in place of others."""
    frame = known_of[table].astype(object)
    for column, value in cells.items():
        for at in frame.index[frame["need"] == NEED]:
            frame.at[at, column] = value
    return RouteTables({**known_of.frames, table: frame})


@pytest.fixture(scope="module")
def filled(sample):
    """Give the tables with the three blanks of the sample filled in."""
    done = changed(sample, "buying", exit_handover="models and notes", exit_after="we do")
    return changed(done, "buying_measures", source="contract register")


def blanks_of(plan):
    return [tuple(row) for row in plan.blanks[["part", "item", "field"]].to_numpy()]


# ---- blanks


def test_the_blanks_of_the_sample_are_found(sample):
    plan = buying_plan(sample, NEED)
    assert blanks_of(plan) == [
        ("buying", "9.1", "exit_handover"),
        ("buying", "9.1", "exit_after"),
        ("buying_measures", "Cost models run by our own staff", "source"),
    ]
    assert plan.blanks["words"].tolist()[1] == "who does it from the day after"
    assert not plan.complete
    assert "3 blanks to fill in" in plan.words


def test_a_plan_without_blanks_says_so(filled):
    plan = buying_plan(filled, NEED)
    assert plan.complete and plan.blanks.empty
    assert "Every field is filled in" in plan.words


@pytest.mark.parametrize(
    "name", [name for name in ROUTE_TABLES["buying"].model_fields if name != "need"]
)
def test_every_field_of_the_contract_is_checked(filled, name):
    plan = buying_plan(changed(filled, "buying", **{name: None}), NEED)
    assert blanks_of(plan) == [("buying", NEED, name)]


@pytest.mark.parametrize("table", ["buying_scope", "buying_measures", "skill_checks"])
def test_every_field_of_every_row_is_checked(filled, table):
    later = ("result", "shown_on", "product")  # filled in on the day, or not needed
    label = ROUTE_TABLES[table].key[1]
    for name in ROUTE_TABLES[table].model_fields:
        if name in ("need", label, *later):
            continue
        plan = buying_plan(changed(filled, table, **{name: None}), NEED)
        rows = len(filled.of(table, NEED))
        assert [(part, field) for part, _, field in blanks_of(plan)] == [(table, name)] * rows


def test_a_product_is_wanted_only_where_something_is_bought(filled):
    plan = buying_plan(changed(filled, "buying_scope", product=None), NEED)
    assert blanks_of(plan) == [("buying_scope", "contracting and procurement", "product")]


def test_a_skill_that_was_shown_needs_its_day(filled):
    plan = buying_plan(changed(filled, "skill_checks", result="shown"), NEED)
    assert {field for _, _, field in blanks_of(plan)} == {"shown_on"}


def test_a_need_without_a_row_gives_a_form_of_blanks(sample):
    plan = buying_plan(sample, "6.1")
    assert plan.scope["area"].tolist() == list(FUNCTIONAL_AREAS)
    assert len(plan.blanks) == 13 + 8 + 1 + 1
    assert "not one row" in plan.blanks["words"].iloc[-1]
    assert plan.areas_bought == ()


def test_the_four_areas_stand_whatever_was_written(filled):
    one = filled["buying_scope"]
    one = one[one["area"] == "contracting and procurement"]
    plan = buying_plan(RouteTables({**filled.frames, "buying_scope": one}), NEED)
    assert plan.scope["area"].tolist() == list(FUNCTIONAL_AREAS)
    assert {item for _, item, _ in blanks_of(plan)} == set(FUNCTIONAL_AREAS) - set(one["area"])


# ---- who answers for it


def test_accountability_is_one_sentence_that_no_table_changes(sample, filled):
    for known_of, need in ((sample, NEED), (filled, NEED), (sample, "6.1")):
        assert buying_plan(known_of, need).accountability == ACCOUNTABILITY
    plan = buying_plan(sample, NEED)
    with pytest.raises(AttributeError):
        plan.accountability = "The supplier decides."
    with pytest.raises(TypeError):
        dataclasses.replace(plan, accountability="The supplier decides.")
    assert "responsible and accountable for every decision" in ACCOUNTABILITY


# ---- what does not fit


def test_the_sample_has_nothing_to_ask_once_routes_are_compared():
    plan = buying_plan(read_routes(wcc.sample("competencies")), NEED)
    assert plan.questions == ()
    assert plan.choice.recommended == "buy"


def test_it_asks_why_something_is_bought_that_should_not_be():
    plan = buying_plan(read_routes(wcc.sample("competencies")), "6.1")
    assert plan.questions == ("The comparison of routes recommends share: why is this bought?",)


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        ("buying", {"ends": datetime.date(2009, 9, 1)}, "before it starts on 2009-10-01"),
        ("buying", {"starts": datetime.date(2010, 2, 1)}, "but is needed by 2009-12-31"),
        ("buying", {"ends": datetime.date(2010, 6, 30)},
         "run the cost model alone: 2010-11-30 is after the last day (2010-06-30)"),
        ("buying_scope", {"bought": "all of it"},
         "It is called micro, but something is bought in 4 areas: is it macro?"),
        ("buying_scope", {"bought": "Nothing"}, "Nothing is bought in any area"),
        ("buying", {"breadth": "end-to-end"}, "but 1 of 4 areas are bought"),
        ("skill_checks", {"to_whom": "Contract accountant"}, "who else can watch?"),
        ("route_needs", {"limit": 90.0}, "£100 thousand, is above the limit of £90 thousand"),
    ],
)  # fmt: skip
def test_two_answers_that_do_not_fit_are_asked_about(filled, table, cells, words):
    before = buying_plan(filled, NEED).questions
    after = buying_plan(changed(filled, table, **cells), NEED).questions
    assert any(words in question for question in set(after) - set(before))


# ---- skills left behind


@pytest.mark.parametrize(
    ("on", "due", "overdue"),
    [((2010, 1, 28), 0, 0), ((2010, 1, 29), 1, 1), ((2011, 1, 1), 2, 2)],
)
def test_skills_are_due_on_their_day(sample, on, due, overdue):
    left = skills_left(sample, NEED, datetime.date(*on))
    assert left == {"planned": 2, "due": due, "shown": 0, "not_shown": 0, "overdue": overdue}


def test_skills_of_the_first_year(sample):
    left = skills_left(sample, "5.1", datetime.date(2009, 3, 31))
    assert left == {"planned": 2, "due": 2, "shown": 1, "not_shown": 1, "overdue": 0}


@pytest.mark.parametrize("on", ["2010-01-01", None, datetime.datetime(2010, 1, 1)])
def test_a_day_must_be_a_day(sample, on):
    with pytest.raises(InputError, match="where on|on: found|allowed: a date"):
        skills_left(sample, NEED, on)


def test_an_unknown_need_is_told(sample):
    with pytest.raises(InputError, match="no need '99'"):
        buying_plan(sample, "99")

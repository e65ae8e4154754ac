"""Does the schema alone say what may stand in a cell?"""

import pytest

from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables.fields import (
    allowed_words,
    blank_words,
    bounds_of,
    choices_of,
    example_of,
    extra_column,
    kind_of,
)


def field(name):
    table, column = name.split(".")
    return TABLES[table].model_fields[column]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("scores.score", "score"),
        ("candidates.set_up_cost", "number"),
        ("candidates.quarters", "whole"),
        ("charter.quorum", "whole"),
        ("candidates.kind", "choice"),
        ("candidates.grade", "choice"),
        ("candidates.organisations", "list"),
        ("candidates.contract_date", "date"),
        ("candidates.name", "text"),
        ("candidates.programme", "text"),
    ],
)
def test_kind_of_cell(name, kind):
    assert kind_of(field(name)) == kind


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("scores.score", "a number from 0 to 100, or don't know"),
        ("candidates.gain", "a number from 0 to 100"),
        ("candidates.set_up_cost", "a number, 0 or more (£ thousand)"),
        ("candidates.duration", "a number above 0, to 100 (years)"),
        ("charter.discount_rate", "a number from 0 to below 1 (a year); blank means 0.015"),
        ("charter.reference_people", "a number above 0 (people a year)"),
        ("charter.quorum", "a whole number, 1 or more (people); may be blank"),
        ("criteria.counts", "one of: total, per person, condition"),
        ("candidates.grade", "one of: A, B, C, D; may be blank"),
        ("charter.closing_date", "a date, as 2026-09-30 or 30/09/2026; may be blank"),
        ("candidates.name", "text (name the room will see)"),
    ],
)
def test_what_is_allowed_is_said_in_words(name, words):
    assert allowed_words(field(name)) == words


def test_every_field_of_every_table_has_words():
    for record in TABLES.values():
        for info in record.model_fields.values():
            assert allowed_words(info)
            assert blank_words(info)
            assert kind_of(info)


def test_bounds_choices_and_examples_come_from_the_schema():
    assert bounds_of(field("chances.chance")).high == 1
    assert choices_of(field("links.link")) == ("needs", "excludes", "helps")
    assert choices_of(field("links.because")) == ()
    assert example_of(field("people.person")) == "S01"
    assert example_of(field("candidates.name")) == ""


@pytest.mark.parametrize(
    ("table", "heading", "column"),
    [
        ("candidates", "resource_beds", "resource_beds"),
        ("candidates", "Resource: MRI scans", "resource_MRI_scans"),
        ("areas", "attribute_over 65", "attribute_over_65"),
        ("candidates", "attribute_beds", None),
        ("candidates", "resources", None),
        ("people", "resource_beds", None),
    ],
)
def test_further_columns_are_known_by_their_beginning(table, heading, column):
    assert extra_column(table, heading) == column
    if column:
        assert extra_column(table, column) == column

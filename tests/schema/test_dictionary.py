"""The data dictionary says what the schema says."""

from pathlib import Path

import pytest

from wcc_prioritise.schema import TABLES
from wcc_prioritise.schema.dictionary import bounds, choices, dictionary, kind

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_page_is_not_stale():
    assert PAGE.read_text(encoding="utf-8") == dictionary(), (
        "run: python -m wcc_prioritise.schema.dictionary docs/data-dictionary.md"
    )


@pytest.mark.parametrize("name", TABLES)
def test_every_field_has_words(name):
    record = TABLES[name]
    assert record.about
    for field_name, field in record.model_fields.items():
        assert field.description and len(field.description) > 2, field_name
        assert kind(field)
    assert set(record.key) <= set(record.model_fields)
    assert set(record.refers) <= set(record.model_fields)
    assert set(record.refers.values()) <= set(TABLES)


def test_kinds_and_bounds_in_words():
    fields = TABLES["scores"].model_fields
    assert kind(fields["score"]) == "number" and bounds(fields["score"]) == "0 to 100"
    assert choices(TABLES["links"].model_fields["link"]) == ("needs", "excludes", "helps")
    assert kind(TABLES["people"].model_fields["roles"]) == "list, with ; between"
    assert bounds(TABLES["candidates"].model_fields["duration"]) == "more than 0, 100 or less"

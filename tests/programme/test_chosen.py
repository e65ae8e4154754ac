"""Does the choice stay as it was when what follows it is filled in?"""

import pytest

from wcc_prioritise.programme import with_tables
from wcc_prioritise.programme.chosen import chosen_rows
from wcc_prioritise.tables import InputError

from .conftest import rows


def test_the_choice_and_the_starts_stay(full, programme):
    assert full.portfolio.chosen == programme.portfolio.chosen
    assert full.starts is programme.starts
    assert full.portfolio.appraisal.worth.equals(programme.portfolio.appraisal.worth)
    assert programme.portfolio.appraisal.case.benefits.empty  # and the old one is as it was


def test_rows_come_in_the_order_of_the_portfolio(full):
    codes = chosen_rows(full, "gates")["candidate"].drop_duplicates()
    assert codes.tolist() == ["P01", "P07"]  # P12 is not chosen


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"scores": None}, "table 'scores'"),
        ({"risk": None}, "Did you mean 'risks'"),
        ({"risks": rows("risks", dict(candidate="P99", risk="r"))}, "P99"),
        ({"risks": rows("risks", dict(candidate="P01", risk="r", impact=6))}, "from 1 to 5"),
    ],
)
def test_nonsense_is_refused_in_words(programme, tables, words):
    with pytest.raises(InputError, match=words):
        with_tables(programme, **tables)

"""Does Northmere show what it was tuned to show? The exact sets of the shipped panel."""

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.portfolio import best_set

LIMITS = {"gross_3yr": 9_000, "lead_months": 60}
BALANCE = {"quick win": 3, "long-term gain": 3}


@pytest.fixture(scope="module")
def free(appraisal):
    return wcc.select(appraisal, limits=LIMITS)


@pytest.fixture(scope="module")
def balanced(appraisal):
    return wcc.select(appraisal, limits=LIMITS, at_least=BALANCE)


def test_limits_and_rules_of_the_tables_are_those_tuned_for(northmere):
    assert northmere.limits.set_index("resource")["most"].to_dict() == LIMITS
    assert northmere.rules.set_index("what")["number"].to_dict() == BALANCE


def test_both_limits_nearly_bind(free):
    limits = free.limits.set_index("resource")
    assert (limits["used"] / limits["limit"] > 0.95).all()


@pytest.mark.parametrize("resource", LIMITS)
def test_each_limit_matters(free, appraisal, resource):
    other = {name: most for name, most in LIMITS.items() if name != resource}
    assert set(wcc.select(appraisal, limits=other).chosen) != set(free.chosen)


def test_balance_changes_the_set_at_a_modest_price(free, balanced):
    assert set(free.chosen) != set(balanced.chosen)
    assert 0.01 < 1 - balanced.worth / free.worth < 0.06


def test_best_set_keeps_the_most_worth_and_leaves_the_least(free, balanced, appraisal):
    worth = appraisal.worth.sort_values()
    for found in (free, balanced):
        assert worth.index[-1] in found.chosen
        assert not set(worth.index[:4]) & set(found.chosen)


def test_plain_totals_buy_more_and_smaller_projects(free, appraisal):
    gross = appraisal.resources["gross_3yr"]
    plain = list(best_set(appraisal.value, appraisal.resources, LIMITS).chosen)
    assert len(plain) >= len(free.chosen) + 2
    assert gross[plain].median() < 0.8 * gross[list(free.chosen)].median()
    assert appraisal.worth[plain].sum() < 0.7 * free.worth


def test_every_question_asked_of_northmere_was_planted(northmere):
    asked = northmere.questions()
    assert {("candidates", "P17"), ("candidates", "P23"), ("pots", "BEDS"), ("scores", "S03")} <= {
        (row.table, row.item) for row in asked.itertuples()
    }
    assert "£147 a head" in " ".join(asked["question"])
    assert set(asked["item"]) == {"P17", "BEDS", "P23", "S03", "P12", "P13", "P18"}


def test_nothing_is_asked_of_the_short_path(short):
    assert short.questions().empty


@pytest.mark.parametrize("name", ["northmere", "short"])
def test_the_workbook_says_what_the_folder_says(name):
    """As CSVs and as one workbook: the same case, however it is read."""
    folder = wcc.read(wcc.sample(name))
    assert wcc.read(wcc.sample(name).parent / f"{name}.xlsx") == folder

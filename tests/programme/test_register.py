"""Does the register hold what was claimed, and find what is missing or can't be right?"""

import datetime

import pytest

from wcc_prioritise.portfolio.money import money
from wcc_prioritise.programme import benefits_register, with_tables
from wcc_prioritise.programme.register import DRAFT

from .conftest import rows

DAY = datetime.date
GOOD = dict(candidate="P01", benefit="b", measure="m", definition="d", unit="u", baseline=10,
            baseline_date=DAY(2026, 9, 30), target=30, target_date=DAY(2030, 1, 1), owner="o",
            kind="quality")  # fmt: skip


def checks_of(programme, *given):
    table = benefits_register(with_tables(programme, benefits=rows("benefits", *given))).checks
    return table[table["benefit"] == "b"]


def test_drafts_hold_what_the_case_expects(programme):
    table = benefits_register(programme).table
    assert set(table["status"]) == {DRAFT} and table["baseline"].isna().all()
    saved = money(programme.portfolio).savings.set_index("candidate")["cashable"]
    cash = table[table["kind"] == "cash-releasing"].set_index("candidate")["target"]
    assert cash.to_dict() == pytest.approx(saved[saved > 0].to_dict())
    people = table[table["benefit"] == "people who benefit"].set_index("candidate")["target"]
    assert people["P19"] == 5600
    health = table[table["benefit"] == "health gain"].set_index("candidate")["target"]
    assert health["P01"] == pytest.approx(400 * 8 / 100 * 5)


def test_a_kind_that_is_registered_is_not_drafted_again(full):
    mine = benefits_register(full).table.query("candidate == 'P07'")
    assert mine["kind"].tolist() == ["not cash-releasing", "health", "cash-releasing"]
    assert mine["status"].tolist() == ["registered", DRAFT, DRAFT]


def test_a_whole_row_has_no_fault(programme):
    assert checks_of(programme, GOOD).empty


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"baseline_date": None}, "no baseline date"),
        ({"baseline": None}, "no baseline"),
        ({"owner": None}, "no owner"),
        ({"definition": None}, "no definition"),
        ({"definition": DRAFT}, "no definition"),
        ({"target": None}, "no target"),
        ({"target_date": None}, "no target date"),
        ({"target": 10}, "target not beyond baseline"),
        ({"trajectory": "2029-01-01:5"}, "target not beyond baseline"),
        ({"target_date": DAY(2028, 9, 30)}, "target before first benefit"),
        ({"trajectory": "later"}, "trajectory not readable"),
    ],
)
def test_each_fault_is_found_alone(programme, change, check):
    assert checks_of(programme, {**GOOD, **change})["check"].tolist() == [check]


def test_a_fall_is_as_good_a_target_as_a_rise(programme):
    fall = {**GOOD, "baseline": 30, "target": 10, "trajectory": "2029-01-01:25"}
    assert checks_of(programme, fall).empty


def test_one_measure_of_two_projects_on_one_pot_is_counted_twice(programme):
    twice = [
        {**GOOD, "candidate": c, "measure": m}
        for c, m in (("P14", "Bed-days  saved"), ("P16", "bed-days saved"))
    ]
    found = checks_of(programme, *twice)
    assert found["check"].tolist() == ["counted twice"] * 2
    assert "P14 and P16 each count 'Bed-days saved' on the pot BEDS" in found["words"].iloc[0]
    apart = [{**GOOD, "candidate": c, "measure": "bed-days saved"} for c in ("P14", "P01")]
    assert checks_of(programme, *apart).empty  # P01 draws on no pot


def test_the_summary_counts(full):
    """Twelve registered, and three drafts of each of nine less the one kind that P07 registered."""
    said = benefits_register(full).summary()
    assert said.startswith("38 benefits of 9 projects: 12 registered, 26 still a draft")

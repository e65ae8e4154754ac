"""What is bought today: every table is a question, and what is not known is said."""

import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.evidence import benchmark, provision
from wcc_prioritise.evidence.provision import NO_OUTCOME, NOT_COMPARED, months_later
from wcc_prioritise.tables import InputError

ON = datetime.date(2026, 11, 1)


def services(*rows):
    named = [{"service": f"V{n:02d}", "name": f"Service {n}"} | row for n, row in enumerate(rows)]
    return pd.DataFrame(named)


@pytest.fixture
def gaps(figures):
    """FEET: worse than its peers. EYES: better. EARS: no clear difference."""
    pairs = {
        "FEET": [(700, 1000), (900, 1000), (910, 1000), (890, 1000)],
        "EYES": [(950, 1000), (700, 1000), (710, 1000), (690, 1000)],
        "EARS": [(900, 1000), (900, 1000), (905, 1000), (895, 1000)],
    }
    tables = [figures(*some, indicator=code) for code, some in pairs.items()]
    return benchmark(pd.concat(tables, ignore_index=True), area="Ours")


# ---- spend and outcome


def test_spend_is_set_beside_the_outcome_as_a_question(gaps):
    rows = services(
        {"programme": "Skin", "spend": 10, "outcome": "FEET"},
        {"programme": "Vision", "spend": 30, "outcome": "FEET"},
        {"programme": "Vision", "spend": 20, "outcome": "EYES"},
        {"programme": "Ears", "spend": 40, "outcome": "EARS"},
    )
    found = provision(rows, gaps).spend.set_index(["programme", "outcome"])
    assert found["share"].to_dict() == {
        ("Vision", "EYES"): 0.5,
        ("Vision", "FEET"): 0.5,
        ("Ears", "EARS"): 0.4,
        ("Skin", "FEET"): 0.1,
    }
    assert found.at[("Vision", "FEET"), "spend_behind"] == 30
    questions = found["question"].str.split(":").str[0].to_dict()
    assert questions[("Vision", "FEET")].startswith("More is spent")
    assert questions[("Vision", "FEET")].endswith("outcome is worse")
    assert questions[("Vision", "EYES")].endswith("outcome is better")
    assert questions[("Skin", "FEET")].startswith("Less is spent")
    assert questions[("Ears", "EARS")] == "The outcome tells nothing clear"
    assert found["question"].str.endswith("?").all(), "a question, not an answer"
    assert (found["period"] == "2025-26").all()


def test_z_is_the_gap_in_its_own_standard_errors(gaps):
    rows = services({"programme": "Skin", "spend": 10, "outcome": "FEET"})
    (z,) = provision(rows, gaps).spend["z"]
    row = gaps.table.set_index("indicator").loc["FEET"]
    assert z == pytest.approx(row["gap"] / ((row["gap_upper"] - row["gap_lower"]) / 2 / 1.959964))
    assert z > 1.96 and row["verdict"] == "worse than peers"


def test_z_has_the_same_size_at_any_confidence(figures):
    indicators = figures((700, 1000), (900, 1000), (910, 1000), (890, 1000))
    rows = services({"programme": "Skin", "spend": 10, "outcome": "FEET"})
    zs = [
        provision(rows, benchmark(indicators, area="Ours", confidence=c)).spend["z"].item()
        for c in (0.8, 0.95)
    ]
    assert zs[0] == pytest.approx(zs[1], rel=0.03)  # Wilson's interval is not quite symmetric


def test_what_is_not_compared_or_has_no_outcome_says_so(gaps):
    rows = services(
        {"programme": "Skin", "spend": 10},
        {"programme": "Ears", "spend": 10, "outcome": "TOES"},
        {"programme": None, "spend": 5, "outcome": "FEET"},
        {"programme": "Vision", "outcome": "EYES"},
    )
    found = provision(rows, gaps)
    table = found.spend.set_index("programme")
    assert table.at["Skin", "verdict"] == NO_OUTCOME
    assert table.at["Ears", "verdict"] == NOT_COMPARED
    assert "no programme given" in table.index and "Vision" not in table.index
    assert "V03: no spend, and not in any share." in found.warnings
    assert table["share"].sum() == pytest.approx(1)


def test_without_gaps_every_outcome_is_not_compared():
    found = provision(services({"programme": "Skin", "spend": 10, "outcome": "FEET"}))
    assert found.spend["verdict"].tolist() == [NOT_COMPARED]
    assert any("Nothing was compared" in words for words in found.warnings)


# ---- unmet need


def test_unmet_need_is_given_where_both_are_known():
    rows = services(
        {"in_need": 100, "served": 60}, {"in_need": 1000, "served": 100}, {"in_need": 50},
        {"in_need": 10, "served": 12},
    )  # fmt: skip
    found = provision(rows)
    assert found.unmet["service"].tolist() == ["V01", "V00", "V03"]
    assert found.unmet["unmet"].tolist() == [900, 40, 0]
    assert found.unmet["note"].tolist()[2] == "more are served than in need: who counted?"
    assert any(words.startswith("V02: people in need") for words in found.warnings)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_unmet_need_is_never_below_nought_nor_above_need(need, served):
    unmet = provision(services({"in_need": need, "served": served})).unmet["unmet"].item()
    assert 0 <= unmet <= need


# ---- what lies ahead


def test_contracts_that_end_soon_are_listed_with_the_day_for_notice():
    rows = services(
        {"contract_end": "2027-10-31", "notice_months": 6},
        {"contract_end": "2027-11-02", "notice_months": 6},
        {"contract_end": "2027-01-31", "notice_months": 12},
        {"contract_end": "2026-10-31"},
        {"contract_end": "2027-06-30"},
        {},
    )
    found = provision(rows, on=ON)
    assert found.contracts.set_index("service")["what"].to_dict() == {
        "V03": "has ended: what holds now?",
        "V02": "the day for notice, 31 January 2026, has passed",
        "V04": "no notice is given: ask",
        "V00": "notice by 30 April 2027",
    }
    assert len(provision(rows, on=ON, months=13).contracts) == 5
    assert "V05: no end of contract." in found.warnings


def test_without_a_date_nothing_ahead_is_shown():
    rows = services({"contract_end": "2027-10-31", "new_technology": "a test"})
    found = provision(rows)
    assert found.contracts.empty and found.technologies.empty
    assert found.warnings[-1] == (
        "No date was given, so no contract and no new technology is shown."
    )
    assert "within" not in found.summary()


def test_new_technologies_due_within_three_years_are_listed_as_typed():
    rows = services(
        {"new_technology": "later", "technology_due": "2029-11-02"},
        {"new_technology": "just in time", "technology_due": "2029-11-01"},
        {"new_technology": "some day"},
        {"new_technology": "by now", "technology_due": "2026-01-01"},
        {"technology_due": "2027-01-01"},
    )
    found = provision(rows, on=ON).technologies
    assert found[["new_technology", "what"]].to_numpy().tolist() == [
        ["by now", "due before this day: has it come?"],
        ["just in time", "due 1 November 2029"],
        ["some day", "no date given"],
    ]


@given(st.dates(), st.integers(-600, 600))
def test_months_later_and_back_is_no_later_a_day_of_the_month(day, months):
    later = months_later(day, months)
    assert later.day <= day.day or later in (datetime.date.max, datetime.date.min)
    if later not in (datetime.date.max, datetime.date.min):
        assert (later.year - day.year) * 12 + later.month - day.month == months


# ---- what is refused


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"on": "2026-11-01"}, "a date, as datetime.date"),
        ({"on": datetime.datetime(2026, 11, 1)}, "a date, as datetime.date"),
        ({"on": ON, "months": 0}, "a whole number, 1 to 600"),
        ({"on": ON, "technology_years": 2.5}, "a whole number, 1 to 50"),
    ],
)
def test_a_time_that_is_none_is_refused(arguments, words):
    with pytest.raises(InputError, match=words):
        provision(services({"spend": 1}), **arguments)


def test_every_faulty_cell_is_named():
    rows = services({"spend": -1}, {"served": "many"})
    with pytest.raises(InputError) as refused:
        provision(rows)
    assert {fault.column for fault in refused.value.faults} == {"spend", "served"}


def test_no_services_are_refused(northmere):
    with pytest.raises(InputError, match="no services"):
        provision(northmere.services.iloc[:0])


def test_tables_are_fresh_each_time(northmere):
    found = provision(northmere.services, on=ON)
    taken = found.unmet
    taken["unmet"] = -1
    assert (found.unmet["unmet"] >= 0).all()


def test_northmere_has_something_to_ask_in_every_table(northmere):
    gaps = benchmark(northmere.indicators, area="Northmere", peers=northmere.peers)
    found = provision(northmere.services, gaps, on=ON)
    assert {"worse than peers", "better than peers", NO_OUTCOME} <= set(found.spend["verdict"])
    assert found.spend.drop_duplicates("programme")["share"].sum() == pytest.approx(1)
    assert len(found.unmet) == 10 and len(found.contracts) == 7
    assert "V08" not in set(found.technologies["service"])
    assert "has passed" in " ".join(found.contracts["what"])

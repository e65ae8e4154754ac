"""Is an empty gate never passed?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.programme import impact_gates, with_tables
from wcc_prioritise.programme.impact_gates import CLEAR, GATES

from .conftest import rows


def test_every_project_is_asked_all_five(full):
    table = impact_gates(full).table
    assert table.groupby("candidate")["gate"].agg(tuple).unique().tolist() == [GATES]
    assert len(GATES) == 5


def test_a_project_starts_only_when_all_five_are_passed_or_not_needed(full):
    found = impact_gates(full).may_start.set_index("candidate")
    assert found.at["P01", "may_start"]
    assert found.at["P01", "because"] == "every gate is passed or not needed"
    assert found["may_start"].sum() == 1
    assert found.at["P07", "because"] == (
        "equality is not passed (failed), quality is not passed (open), involvement is not passed "
        "(empty), provider impact is not passed (empty) and service change is not passed (empty)"
    )


def test_a_gate_nobody_recorded_is_empty(programme):
    found = impact_gates(programme)
    recorded = {("P21", "equality")}
    clear = found.table[found.table["clear"]]
    assert set(zip(clear["candidate"], clear["gate"], strict=True)) <= recorded
    assert not found.may_start["may_start"].any()


@settings(max_examples=30)
@given(st.lists(st.sampled_from([None, "open", "passed", "failed", "not needed"]), max_size=5))
def test_it_may_start_exactly_when_no_gate_is_empty_open_or_failed(programme, statuses):
    given_rows = [
        dict(candidate="P01", gate=gate, status=status)
        for gate, status in zip(GATES, statuses, strict=False)
    ]
    placed = with_tables(programme, gates=rows("gates", *given_rows))
    may = impact_gates(placed).may_start.set_index("candidate").at["P01", "may_start"]
    assert may == (len(statuses) == 5 and all(status in CLEAR for status in statuses))


@pytest.mark.parametrize("status", [None, float("nan"), ""])
def test_nothing_in_the_cell_is_empty(programme, status):
    given_rows = [dict(candidate="P01", gate=gate, status=status) for gate in GATES]
    placed = with_tables(programme, gates=rows("gates", *given_rows))
    assert set(impact_gates(placed).table.query("candidate == 'P01'")["words"]) == {
        "not passed (empty)"
    }

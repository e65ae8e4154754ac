"""Does the cash of the quarters add up to that of the years?"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.portfolio.money import money
from wcc_prioritise.programme import cash, moved, schedule
from wcc_prioritise.tables import InputError


def test_a_programme_started_at_once_saves_what_the_years_say(portfolio):
    found = cash(schedule(portfolio, "2027-04", 12), 40)  # no capacity: all start in quarter 0
    years = money(portfolio, years=10).years
    by_year = found.table.groupby(found.table["quarter"] // 4)[["set_up", "cashable"]].sum()
    assert by_year["cashable"].tolist() == pytest.approx(years["cashable"].tolist())
    assert by_year["set_up"].sum() == pytest.approx(years["set_up"].sum())
    last = found.table["running"].iloc[-1]
    assert 4 * last == pytest.approx(years["running"].iloc[-1])


def test_one_project_by_hand(programme):
    """P01: quarter 5; set-up 60 over 3 quarters; running 180 from month 3; full at month 9."""
    mine = cash(programme, 12).by_project.query("candidate == 'P01'").set_index("quarter")
    assert mine["set_up"].tolist() == pytest.approx([0] * 5 + [20, 20, 20] + [0] * 4)
    assert mine["running"].tolist() == pytest.approx([0] * 6 + [45] * 6)
    # nothing to month 3, a straight line to 9: 0.75 months of full effect, then 2.25, then 3
    expected = 72 / 12 * np.array([0, 0.75, 2.25, 3, 3, 3, 3])
    assert mine["cashable"].tolist() == pytest.approx([0] * 5 + expected.tolist())


def test_running_begins_with_the_end_of_work_where_the_benefit_comes_later(appraisal):
    import wcc_prioritise as wcc

    chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P11"])
    programme = moved(schedule(chosen, "2027-04", 12), {"P11": 0})
    facts = appraisal.case.candidates.set_index("candidate").loc["P11"]
    assert facts["first_benefit"] < 3 * facts["quarters"]  # here the benefit comes first
    mine = cash(programme).by_project.query("candidate == 'P11'")
    assert (mine["running"] > 0).idxmax() - mine.index[0] == facts["first_benefit"] // 3


@given(st.lists(st.integers(0, 11), min_size=9, max_size=9))
def test_savings_of_a_pot_never_pass_its_size_whatever_the_starts(programme, quarters):
    starts = pd.Series(quarters, index=programme.starts.index)
    found = cash(replace(programme, starts=starts), 60)
    savings = found.money.savings.set_index("candidate")
    share = savings["cashable_share"].where(savings["cashable_share"] > 0, 1)
    for pot, size in found.money.pots.set_index("pot")["size"].items():
        drawn = found.by_project[found.by_project["candidate"].map(savings["pot"]) == pot]
        deliverable = drawn["cashable"] / drawn["candidate"].map(share)
        assert (deliverable.groupby(drawn["quarter"]).sum() <= size / 4 + 1e-9).all()
    table = found.table
    assert table["set_up"].sum() == pytest.approx(575)
    assert table["cumulative"].iloc[-1] == pytest.approx(table["net"].sum())


def test_break_even_is_for_good(appraisal):
    import wcc_prioritise as wcc

    only = [c for c in appraisal.values.index if c != "P22"]
    chosen = wcc.select(appraisal, limits={"gross_3yr": 900}, must=["P22"], never=tuple(only))
    found = cash(schedule(chosen, "2027-04", 12))
    paid = found.table["cumulative"] >= 0
    assert found.break_even == paid.idxmax() > 0
    assert paid.iloc[found.break_even :].all()
    assert f"by the end of {found.table['words'][found.break_even]}" in found.summary()
    assert found.most_needed == pytest.approx(-found.table["cumulative"].min())
    assert found.growing == 0 and found.summary().startswith("At most £")
    assert "growing" not in found.summary()


def test_the_nine_never_pay_for_themselves_and_say_so(programme):
    found = cash(programme)
    assert found.break_even is None and len(found.table) == 20
    assert "has not come back by the end of Jan-Mar 2032" in found.summary()
    last = found.table.iloc[-1]
    assert found.growing == pytest.approx(last["running"] - last["cashable"]) and last["net"] < 0
    assert found.summary().startswith("At least £") and "At most" not in found.summary()
    assert f"in Jan-Mar 2032 £{-last['net']:,.0f} thousand more is spent" in found.summary()


def test_nothing_chosen_costs_nothing(appraisal):
    import wcc_prioritise as wcc

    found = cash(schedule(wcc.select(appraisal, limits={"gross_3yr": 0}), "2027-04"))
    assert found.table.empty and "nothing is spent" in found.summary()
    assert found.break_even is None and found.most_needed == 0


@pytest.mark.parametrize("asked", [0, 2.5, "many", -1, float("nan")])
def test_nonsense_is_refused_in_words(programme, asked):
    with pytest.raises(InputError, match="a whole number, 1 or more"):
        cash(programme, asked)

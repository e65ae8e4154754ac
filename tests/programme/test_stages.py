"""Do the stages follow the class, the work and the benefit?"""

from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.programme import milestones
from wcc_prioritise.programme.chosen import day_after
from wcc_prioritise.programme.stages import QUICK_WIN, STAGES, _stages


def test_quick_wins_pass_the_six_in_three_and_all_others_in_six(programme):
    table = milestones(programme).table
    for _, rows in table.groupby("candidate"):
        quick = rows["class"].iloc[0] == "quick win"
        assert len(rows) == (3 if quick else 6)
        assert ", ".join(rows["stage"]).split(", ") == list(STAGES)
        assert " ".join(rows["gateway"]) == " ".join(STAGES.values())
    assert [stage for stages in QUICK_WIN for stage in stages] == list(STAGES)


def test_worked_by_hand(programme):
    """P07 begins in April 2027, first benefit 9 months, work 15, full benefit 30."""
    rows = milestones(programme).table.set_index(["candidate", "stage"])["due"].loc["P07"]
    assert f"{rows['design and plan']}" == "2028-01-01"  # with the first benefit
    assert f"{rows['pilot and implement']}" == "2028-07-01"  # the end of the work
    assert f"{rows['sustain and share']}" == "2029-10-01"  # the full benefit
    assert f"{rows['define and scope']}" == "2027-08-16"  # half of the 275 days before the pilot


@given(
    work=st.integers(0, 12),
    first=st.floats(0, 60),
    more=st.floats(0, 60),
    begun=st.integers(0, 11),
    name=st.sampled_from(["quick win", "steady", "long-term gain"]),
)
def test_the_dates_are_in_order_whatever_the_facts(programme, work, first, more, begun, name):
    starts = programme.starts.copy()
    starts["P01"] = begun
    placed = replace(programme, starts=starts)
    facts = {"class": name, "quarters": work, "first_benefit": first, "full_benefit": first + more}
    stages = list(_stages(placed, "P01", pd.Series(facts)))
    begins, ends = [s[2] for s in stages], [s[3] for s in stages]
    assert begins[0] == day_after(placed, "P01", 0)
    assert begins[1:] == ends[:-1] and ends == sorted(ends)
    pilot = begins[2] if name == "quick win" else begins[4]
    assert pilot <= day_after(placed, "P01", first)
    assert ends[-1] >= max(day_after(placed, "P01", 3 * work), ends[0])
    assert ends[-1] >= day_after(placed, "P01", first + more)

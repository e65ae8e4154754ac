"""Is it said what a moved start breaks, and nothing else?"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.programme import moved, schedule, what_breaks
from wcc_prioritise.programme.scheduling import _Plan
from wcc_prioritise.tables import InputError


@pytest.fixture(scope="module")
def tied(appraisal):
    chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P07", "P08"])
    return schedule(chosen, "2027-04", 16, {"lead_months": 12, "projects": 8})


def test_what_schedule_gives_breaks_nothing(programme, tied):
    assert what_breaks(programme) == () and what_breaks(tied) == ()


@given(data=st.data())
def test_it_breaks_something_exactly_when_the_plan_does_not_fit(tied, data):
    plan = _Plan.of(tied.portfolio, tied.quarters, tied.capacity)
    starts = {code: data.draw(st.integers(0, 15)) for code in tied.starts.index}
    ends = all(starts[c] <= plan.latest(i) for i, c in enumerate(plan.codes))
    fits = plan.fits([starts[code] for code in plan.codes]) and ends
    assert (what_breaks(tied, starts) == ()) == fits


def test_each_break_is_said(tied):
    said = " ".join(what_breaks(tied, {"P08": 0, "P07": 0}))
    assert "P08 would begin in Apr-Jun 2027, before P07, which it needs, has ended its work" in said
    assert "project lead months a quarter, and 12 can be had" in " ".join(
        what_breaks(tied, dict.fromkeys(tied.starts.index, 0))
    )
    assert "P07 would still be at work after" in " ".join(what_breaks(tied, {"P07": 15}))


def test_a_moved_programme_says_that_somebody_set_it(programme):
    changed = moved(programme, {"P06": 9})
    assert "The order is set by hand" in changed.summary()
    assert pd.isna(changed.gap) and changed.starts["P06"] == 9 and programme.starts["P06"] == 0
    assert moved(programme, {"P06": 0}) is programme


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ({"P66": 0}, "project 'P66'"),
        ({"P06": -1}, "a whole number from 0 to 11"),
        ({"P06": 12}, "a whole number from 0 to 11"),
        ({"P06": 1.5}, "a whole number from 0 to 11"),
        ({"P06": "soon"}, "a whole number from 0 to 11"),
    ],
)
def test_nonsense_is_refused_in_words(programme, starts, words):
    with pytest.raises(InputError, match=words):
        what_breaks(programme, starts)

import pytest

from wcc_prioritise.portfolio import NoPortfolio
from wcc_prioritise.programme import schedule
from wcc_prioritise.widgets.planned import planned, programme
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.workshop import Workshop


def test_a_plan_begins_in_the_april_after_closing_and_carries_the_set(short_day):
    with Workshop(short_day) as day:
        results = Results(day)
        asked = planned(results)
        assert (asked["start"], asked["quarters"]) == ("2027-04", 12)
        enough = asked["capacity"]["lead_months"]
        even = results.asked["limits"]["lead_months"] / 12
        assert enough > even and enough == int(enough)
        assert (programme(results).load["lead_months"] <= enough).all()
        for less in (even, enough - 1):
            with pytest.raises(NoPortfolio):
                schedule(results.portfolio, "2027-04", 12, {"lead_months": less})


def test_the_schedule_recorded_last_is_the_plan(short_copy):
    with Workshop(short_copy) as day:
        before = Results(day)
        found = schedule(before.portfolio, "2028-01", 16, {"lead_months": 8})
        day.calculation("schedule", found, by="analyst")
        after = Results(day)
        assert planned(after) == found.arguments
        assert programme(after).starts.to_dict() == found.starts.to_dict()


def test_without_a_limit_on_lead_months_a_quarter_has_none(short_copy):
    with Workshop(short_copy) as day:
        found = Results(day).portfolio.with_limits({"gross_3yr": 5_500})
        day.calculation("select", found, by="analyst")
        assert planned(Results(day))["capacity"] == {}

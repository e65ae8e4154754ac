"""Is it said until when, and to whom, as far as the charter says it?"""

import datetime

import pytest
from pydantic import ValidationError

from wcc_prioritise.challenge.deadline import deadline
from wcc_prioritise.schema import Charter

DAY = datetime.date(2026, 10, 14)


def with_charter(case, **fields):
    return case.replace(charter=case.charter.model_copy(update=fields))


def decided(case, *dates):
    rows = [{"decision": f"D{k}", "body": "board", "what": "agreed", "because": "SYNTHETIC",
             "date": date} for k, date in enumerate(dates)]  # fmt: skip
    table = case.decisions.reindex(range(len(rows)))
    for name in rows[0] if rows else ():
        table[name] = [row[name] for row in rows]
    return case.replace(decisions=table.astype(object).where(table.notna(), None))


def test_nothing_is_known_where_the_charter_says_nothing(short):
    found = deadline(short)
    assert (found.until, found.days, found.to) == (None, None, None)


def test_days_count_from_the_last_decision_with_a_date(short):
    case = with_charter(short, challenge_days=28)
    assert deadline(case).until is None and deadline(case).days == 28
    later = decided(case, DAY - datetime.timedelta(days=40), DAY, None)
    assert deadline(later).until == datetime.date(2026, 11, 11)


def test_a_last_day_goes_before_days(short):
    case = with_charter(short, challenge_days=28, challenge_until=DAY, challenge_to="the office")
    found = deadline(decided(case, DAY))
    assert found.until == DAY and found.to == "the office"


def test_a_case_without_the_new_fields_keeps_its_fingerprint(short):
    blank = with_charter(short, challenge_days=None, challenge_to=None, challenge_until=None)
    assert blank.fingerprint == short.fingerprint
    bare = short.candidates.drop(columns="sponsor")
    assert short.replace(candidates=bare).fingerprint == short.fingerprint
    named = short.replace(candidates=bare.assign(sponsor="stroke network board"))
    assert named.fingerprint != short.fingerprint


@pytest.mark.parametrize("days", [0, -1, 1.5, "soon"])
def test_days_that_are_none_are_refused(short, days):
    with pytest.raises(ValidationError, match="challenge_days"):
        Charter(**{**short.charter.model_dump(), "challenge_days": days})

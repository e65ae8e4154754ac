"""The programme of the README, and one with everything filled in."""

import datetime

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.programme import schedule, with_tables
from wcc_prioritise.schema import TABLES

HOSTILE = (
    "=1+1",
    "+44 20",
    "-5 beds",
    "@SUM(A1)",
    "a;b, \"quoted\" 'x'",
    "<script>alert(1)</script> & é — 蛇",
    "{{7*7}} %s _x0041_",
    "007",
    "2027-04-01",
    "TRUE",
)


def rows(table, *given):
    """Make rows of a table of the schema; what is not said is missing."""
    return pd.DataFrame(given, columns=list(TABLES[table].model_fields), dtype=object)


@pytest.fixture(scope="session")
def programme(portfolio):
    """Give the chosen nine in time."""
    return schedule(portfolio, "2027-04", 12, {"lead_months": 9})


@pytest.fixture(scope="session")
def full(programme):
    """Give the nine with a register, risks, stakeholders and gates, hostile texts among them."""
    day = datetime.date
    benefits = rows(
        "benefits",
        dict(candidate="P01", benefit="seen within a day", measure="share seen within 24 hours",
             definition="clinic list", unit="%", baseline=40, baseline_date=day(2026, 9, 30),
             target=80, target_date=day(2029, 9, 30), owner="clinic lead", kind="quality"),
        dict(candidate="P07", benefit="falls", measure="admissions after a fall",
             definition="hospital record", unit="admissions a year", baseline=900,
             baseline_date=day(2026, 9, 30), target=700, target_date=day(2030, 1, 1),
             trajectory="2028-06-30:850; 2029-06-30:760", owner="falls lead",
             kind="not cash-releasing"),
        *(dict(candidate="P16", benefit=text, measure=text, definition=text, owner=text)
          for text in HOSTILE),
    )  # fmt: skip
    risks = rows(
        "risks",
        dict(candidate="P01", risk="no radiographer on Sunday", likelihood=4, impact=4,
             response="train two more", owner="imaging lead"),
        dict(candidate="P01", risk="scanner fails", likelihood=2, impact=3),
        dict(candidate="P07", risk="no instructors", likelihood=3),
        *(dict(candidate="P16", risk=text, response=text) for text in HOSTILE),
    )  # fmt: skip
    stakeholders = rows(
        "stakeholders",
        dict(candidate="P01", stakeholder="GPs", power=4, stake=5, plan="monthly meeting"),
        dict(candidate="P01", stakeholder="patients", power=1, stake=5),
        dict(candidate="P01", stakeholder="radiology", power=5, stake=None),
        *(dict(candidate="P16", stakeholder=text, plan=text) for text in HOSTILE),
    )  # fmt: skip
    gates = rows(
        "gates",
        *(dict(candidate="P01", gate=gate, status=status, owner="lead") for gate, status in (
            ("equality", "passed"), ("quality", "passed"), ("involvement", "not needed"),
            ("provider impact", "passed"), ("service change", "not needed"))),
        dict(candidate="P07", gate="equality", status="failed"),
        dict(candidate="P07", gate="quality", status="open", owner="=cmd()"),
        dict(candidate="P12", gate="quality", status="open"),
    )  # fmt: skip
    return with_tables(
        programme, benefits=benefits, risks=risks, stakeholders=stakeholders, gates=gates
    )


@pytest.fixture(scope="session")
def gaps(northmere):
    """Give the gaps of Northmere."""
    return wcc.benchmark(northmere.indicators, area="Northmere", peers=northmere.peers)

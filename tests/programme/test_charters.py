"""Does the page hold the words of the record, and say what is missing?"""

from dataclasses import replace

import pandas as pd
import pytest

from wcc_prioritise.programme import charter_page, with_tables
from wcc_prioritise.programme.scheduling import nobody_named
from wcc_prioritise.tables import InputError

from .conftest import rows


def test_the_page_of_a_project(full, northmere):
    page = charter_page(full, "P01")
    facts = northmere.candidates.set_index("candidate").loc["P01"]
    assert page.aim == facts["description"]
    assert page.cost == {"set_up": 60, "running": 180}
    assert page.savings == pytest.approx({"claimed": 240, "deliverable": 144, "cashable": 72})
    assert page.organisations == ("Northmere Hospital", "GP Federation")
    assert page.contract == {"route": "variation of the hospital contract", "date": "1 April 2027"}
    assert set(page.before["service"]) <= set(northmere.services["service"])
    assert len(page.before) == (northmere.services["programme"] == "Circulation").sum()
    assert page.may_start and len(page.gates) == 5 and len(page.milestones) == 3
    assert page.risks["risk"].tolist() == ["no radiographer on Sunday", "scanner fails"]
    assert page.measures["benefit"].iloc[0] == "seen within a day"


def test_what_is_not_in_the_record_is_to_be_named(full):
    assert set(charter_page(full, "P01").roles.values()) == {"to be named"}
    decided = with_tables(
        full,
        decisions=rows("decisions", dict(decision="D1", body="board", candidate="P01",
                                         what="fund", because="early", owner="stroke lead")),
    )  # fmt: skip
    assert charter_page(decided, "P01").roles["lead"] == "stroke lead"
    assert charter_page(decided, "P07").roles["lead"] == "to be named"
    named = pd.DataFrame([("P01", "director of strategy", None, None)],
                         columns=nobody_named().columns)  # fmt: skip
    page = charter_page(replace(decided, roles=named), "P01")
    assert list(page.roles.values()) == ["director of strategy", "stroke lead", "to be named"]


def test_what_it_needs_to_start(full):
    needs = " | ".join(charter_page(full, "P07").needs_to_start)
    assert "the equality gate: not passed (failed)" in needs
    assert "the service change gate: not passed (empty)" in needs
    assert "a sponsor, lead and owner" in needs
    assert "the agreement of Northmere Council, Northmere Community Trust and" in needs
    assert "a baseline for health gain and cash-releasing saving" in needs
    later = " | ".join(charter_page(full, "P21").needs_to_start)
    assert "its contract (most suitable provider process): 1 October 2027" in later


def test_every_project_has_a_page_with_no_blank_in_it(full):
    for code in full.starts.index:
        table = charter_page(full, code).table
        assert table["words"].map(lambda words: bool(str(words).strip())).all()
        assert not table["words"].str.contains(r"\bnan\b|None").any()


@pytest.mark.parametrize("code", ["P12", "P99", "", None, 7])
def test_a_code_that_is_not_chosen_is_told(full, code):
    with pytest.raises(InputError, match="project"):
        charter_page(full, code)

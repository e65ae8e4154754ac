"""From data to list: what nobody proposes to close, and what has no gap behind it."""

import datetime

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.data_to_list import (
    CITES_NOTHING,
    candidate_stub,
    data_to_list,
    first_dated,
)
from wcc_prioritise.schema import TABLES

LEICESTER = "NHS Leicester City CCG"
LIST = datetime.date(2026, 11, 20)


@pytest.fixture(scope="module")
def gaps(northmere):
    return wcc.benchmark(northmere.indicators, area="Northmere", peers=northmere.peers)


def citing_less(case, *codes):
    """Give the case in which some candidates cite nothing."""
    candidates = case.candidates
    candidates["indicators"] = [
        () if code in codes else cited
        for code, cited in zip(candidates["candidate"], candidates["indicators"], strict=True)
    ]
    return case.replace(candidates=candidates)


def test_a_clear_gap_that_nobody_cites_is_unanswered(northmere, gaps):
    assert data_to_list(northmere, gaps).unanswered.empty
    found = data_to_list(citing_less(northmere, "P16", "P19"), gaps)
    assert found.unanswered["indicator"].tolist() == ["I07", "I10"], "most people first"
    assert set(found.unanswered["verdict"]) == {"worse than peers"}
    unfounded = found.unfounded.set_index("candidate")["why"]
    assert unfounded["P16"] == unfounded["P19"] == CITES_NOTHING


def test_a_gap_within_noise_is_never_unanswered(northmere, gaps):
    case = citing_less(northmere, *northmere.candidates["candidate"])
    found = data_to_list(case, gaps)
    assert set(found.unanswered["indicator"]) == set(
        gaps.table.loc[gaps.table["verdict"] == "worse than peers", "indicator"]
    )
    assert len(found.unfounded) == 24


def test_a_proposal_has_a_gap_when_one_that_it_cites_is_clear(northmere, gaps):
    why = data_to_list(northmere, gaps).unfounded.set_index("candidate")["why"]
    assert "P02" not in why and "P24" not in why, "one clear gap is enough"
    assert why["P03"] == "I03: no clear difference (2025-26)"
    assert why["P10"] == "I06: better than peers (2025-26)"
    assert why["P04"] == CITES_NOTHING
    assert len(why) == 14


def test_before_there_is_a_list_every_clear_gap_is_unanswered():
    real = wcc.read(wcc.sample("real"))
    gaps = wcc.benchmark(real.indicators, area=LEICESTER, peers=real.peers)
    found = data_to_list(real, gaps)
    assert len(found.unanswered) == gaps.counts["worse than peers"] > 0
    assert found.unfounded.empty and "there is no proposal yet" in found.summary()


# ---- the days between


def test_days_are_given_only_where_both_are_dated(northmere, gaps):
    first = datetime.date(2026, 5, 4)
    assert data_to_list(northmere, gaps, preferred=LIST).days is None, "no card has a day"
    assert data_to_list(northmere, gaps, first_data=first).days is None
    found = data_to_list(northmere, gaps, first_data=first, preferred=LIST)
    assert found.days == 200 and found.summary().endswith("to preferred list: 200 days.")


def test_first_data_are_the_earliest_day_on_a_card_that_is_no_study(northmere):
    evidence = northmere.evidence
    evidence["date"] = None
    evidence.loc[evidence["kind"] == "study", "date"] = "2009-01-01"
    views = evidence.index[evidence["kind"] == "patient view"]
    evidence.loc[views[:3], "date"] = ["12 June 2026", "04/05/2026", "May 2026"]
    assert first_dated(northmere.replace(evidence=evidence)) == datetime.date(2026, 5, 4)
    assert first_dated(northmere) is None


def test_a_list_before_its_data_is_refused(northmere, gaps):
    with pytest.raises(wcc.InputError, match="before the first data .2026-11-21"):
        data_to_list(northmere, gaps, first_data=datetime.date(2026, 11, 21), preferred=LIST)


# ---- a gap becomes a row of the long list


@pytest.fixture
def stub(northmere, gaps):
    found = data_to_list(citing_less(northmere, "P16"), gaps)
    return candidate_stub(found.unanswered.loc[0])


def test_a_stub_has_every_column_and_carries_its_source(stub):
    assert list(stub) == list(TABLES["candidates"].model_fields)
    assert stub["candidate"] == "G-I10" and stub["indicators"] == ("I10",)
    assert "2025-26: 31.3% here, 23.9% in areas like ours" in stub["description"]
    assert "Source: SYNTHETIC, made by make_northmere.py" in stub["description"]


def test_people_are_left_blank_and_it_says_why(stub):
    assert stub["people"] is None
    assert "left blank (57 people stand at that gap: headroom" in stub["description"]


def test_a_stub_becomes_a_candidate_once_the_sponsor_has_filled_it_in(northmere, stub):
    filled = dict.fromkeys(("set_up_cost", "running_cost", "people", "gain"), 10)
    filled |= {"first_benefit": 3, "full_benefit": 12, "duration": 1}
    row = {k: v for k, v in (stub | filled).items() if v is not None}
    candidates = pd.concat([northmere.candidates, pd.DataFrame([row])], ignore_index=True)
    case = northmere.replace(candidates=candidates)
    assert case.names["G-I10"].startswith("Close the gap: Admitted because of alcohol")
    blank = pd.concat([northmere.candidates, pd.DataFrame([stub])], ignore_index=True)
    with pytest.raises(wcc.InputError) as refused:
        northmere.replace(candidates=blank)
    assert {"people", "set_up_cost", "gain"} <= {f.column for f in refused.value.faults}


def test_a_stub_of_a_gap_with_few_figures_says_what_is_not_there():
    stub = candidate_stub({"indicator": "X1", "value": 0.0123, "unit": "a head"}, code="Q1")
    assert stub["candidate"] == "Q1" and stub["name"] == "Close the gap: X1"
    assert "no period: 0.012 a head here, no figure in areas like ours" in stub["description"]
    assert (
        "Source: not given. People who would benefit: not known, left blank."
        in (stub["description"])
    )


def test_two_thousand_have_no_decimals(stub):
    words = candidate_stub({"indicator": "X", "value": 2345.6, "unit": "days"})["description"]
    assert "2,346 days here" in words

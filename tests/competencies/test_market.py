"""Which chosen projects stimulate the market, and which contract must change, by when?"""

import datetime
from calendar import monthrange

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.competencies import market
from wcc_prioritise.competencies.market import ALREADY, NEW_HERE, NEW_TO_PROGRAMME, NO_PROVIDER
from wcc_prioritise.tables import InputError

ON = datetime.date(2026, 11, 1)
CHOSEN = ("P01", "P05", "P06", "P07", "P14", "P16", "P19", "P20", "P21")


@pytest.fixture(scope="module")
def found(portfolio):
    assert portfolio.chosen == CHOSEN
    return market(portfolio, on=ON)


def of(appraisal, codes, **tables):
    """Choose exactly these candidates of a changed case."""
    case = appraisal.case.replace(**tables)
    out = set(case.candidates["candidate"]) - set(codes)
    return wcc.select(wcc.appraise(case), limits={}, must=codes, never=out)


def project(found, code):
    return found.projects.set_index("candidate").loc[code]


# ---- providers


def test_who_is_new_and_where_choice_grows(found):
    # Vision is bought from the hospital alone, and no service names the optometrists.
    vision = project(found, "P06")
    assert (vision["newcomer"], vision["before"], vision["after"]) == (NEW_HERE, 1, 2)
    assert vision["adds_choice"] and vision["stimulates"]
    # The federation provides elsewhere, not in skin.
    skin = project(found, "P05")
    assert (skin["newcomer"], skin["adds_choice"]) == (NEW_TO_PROGRAMME, True)
    # The hospital already provides the mini-stroke clinic.
    stroke = project(found, "P01")
    assert (stroke["newcomer"], stroke["adds_choice"]) == (ALREADY, False)
    assert found.stimulating == ("P05", "P06", "P14")


def test_the_first_provider_is_no_choice(found):
    homes = project(found, "P14")  # no service of its programme is listed
    assert (homes["before"], homes["after"], homes["adds_choice"]) == (0, 1, False)
    assert "today no service listed" in homes["words"] and "the first provider" in homes["words"]


def test_the_sentence_has_the_route(found):
    assert project(found, "P06")["words"] == (
        "Vision: Optometrists is new here (now Northmere Hospital); choice goes from 1 to 2; by "
        "local eye care contract."
    )


def test_every_chosen_project_has_a_row_and_no_other(found):
    assert found.projects["candidate"].tolist() == list(CHOSEN)
    assert set(found.contracts["candidate"]) <= set(CHOSEN)


def test_letter_case_makes_no_new_provider(appraisal):
    candidates = appraisal.case.candidates
    candidates.loc[candidates["candidate"] == "P01", "provider"] = "northmere  HOSPITAL"
    found = market(of(appraisal, ["P01"], candidates=candidates), on=ON)
    assert project(found, "P01")["newcomer"] == ALREADY


def test_a_project_without_a_provider_is_a_question(appraisal):
    candidates = appraisal.case.candidates
    candidates.loc[candidates["candidate"] == "P06", "provider"] = None
    found = market(of(appraisal, ["P06"], candidates=candidates), on=ON)
    row = project(found, "P06")
    assert row["newcomer"] == NO_PROVIDER and not row["stimulates"] and not row["adds_choice"]
    assert "who could provide it?" in row["words"]
    assert "no provider named: (P06)" in found.summary()


# ---- contracts


def contract(found, code):
    return found.contracts.set_index("candidate").loc[code]


def test_contract_end_notice_and_route_stand_together(found):
    row = contract(found, "P05")  # V07 ends 31 March 2028 with 12 months' notice
    assert row["service"] == "V07" and row["provider_now"] == "Northmere Hospital"
    assert row["contract_end"] == datetime.date(2028, 3, 31)
    assert row["notice_by"] == datetime.date(2027, 3, 31)
    assert row["what"] == "notice by 31 March 2027"
    assert row["contract_route"] == "variation of the hospital contract"
    assert row["in_time"] == (
        "not with notice: 1 November 2027 at the earliest; by agreement before that"
    )


def test_a_day_for_notice_that_has_passed_is_said(found):
    assert contract(found, "P07")["what"] == "the day for notice, 30 September 2026, has passed"
    assert "days for notice that have passed: 1 (V09)" in found.summary()


@pytest.mark.parametrize(
    ("wanted", "on", "words"),
    [
        ((2027, 9, 1), ON, "not with notice: 1 November 2027 at the earliest"),
        ((2027, 11, 1), ON, "in time, with notice by 1 November 2026"),
        ((2028, 1, 1), ON, "in time, with notice by 1 January 2027"),
        ((2028, 4, 1), ON, "the contract ends before the change, on 31 March 2028"),
        (None, ON, "no date given for the change"),
    ],
)
def test_can_it_change_on_the_day_that_is_wanted(appraisal, wanted, on, words):
    candidates = appraisal.case.candidates
    day = None if wanted is None else datetime.date(*wanted)
    candidates.loc[candidates["candidate"] == "P05", "contract_date"] = day
    found = market(of(appraisal, ["P05"], candidates=candidates), on=on)
    assert contract(found, "P05")["in_time"].startswith(words)


def test_a_project_touches_the_services_whose_outcome_it_cites(found):
    # P01 cites I01, the outcome of V01 alone, though V02 and V03 are circulation too.
    rows = found.contracts[found.contracts["candidate"] == "P01"]
    assert rows["service"].tolist() == ["V01"]
    # P05 cites nothing, so every service of its programme counts.
    assert found.contracts.loc[found.contracts["candidate"] == "P05", "service"].tolist() == ["V07"]


def test_only_contracts_that_end_in_time_are_shown(portfolio):
    near = market(portfolio, on=ON, months=6)
    last = datetime.date(2027, 5, monthrange(2027, 5)[1])
    assert len(near.contracts) and (near.contracts["contract_end"] <= last).all()
    assert near.projects["candidate"].tolist() == list(CHOSEN)


# ---- what cannot be


@pytest.mark.parametrize("on", ["2026-11-01", None, datetime.datetime(2026, 11, 1)])
def test_the_day_is_given_and_is_a_day(portfolio, on):
    with pytest.raises(InputError, match="allowed: a date"):
        market(portfolio, on=on)


def test_months_must_be_whole(portfolio):
    with pytest.raises(InputError, match="1 to 600"):
        market(portfolio, on=ON, months=0)


def test_without_services_there_is_no_market(short):
    chosen = wcc.select(wcc.appraise(short), limits={"gross_3yr": 5_500})
    with pytest.raises(InputError, match="no services"):
        market(chosen, on=ON)


def test_an_empty_set_is_told(appraisal):
    nothing = wcc.select(appraisal, limits={"candidates": 0})
    with pytest.raises(InputError, match="a set without projects"):
        market(nothing, on=ON)

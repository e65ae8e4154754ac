"""What the pictures of the programme say, on cases small enough to add up by hand."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace as Like

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.plots import programme_behind, programme_words
from wcc_prioritise.plots.words import LONGEST_ALT
from wcc_prioritise.programme import Cash, schedule

CHARTER = Like(charter=Like(notice="SYNTHETIC."))


@pytest.fixture(scope="module")
def programme(short):
    """Give the three of the short path: P05 and P22 for 3 quarters, P20 for 5."""
    portfolio = wcc.select(wcc.appraise(short), limits={"gross_3yr": 2_000})
    return schedule(portfolio, "2027-04", 12)


def with_capacity(programme, **capacity):
    return replace(programme, capacity={name: float(most) for name, most in capacity.items()})


# ---- when ---------------------------------------------------------------------------------------


def test_the_gantt_says_from_when_to_when(programme, short):
    facts = short.candidates.set_index("candidate").loc[["P05", "P20", "P22"]]
    assert facts["quarters"].tolist() == [3, 5, 3]
    assert facts["first_benefit"].tolist() == [4, 6, 3]
    assert facts["full_benefit"].tolist() == [9, 36, 9]

    said = programme_words.gantt(programme)

    assert said.title == (
        "3 projects, at work from Apr 2027 to Jun 2028: first benefit in Jul 2027, the last full "
        "in Apr 2030"
    )
    assert "Apr-Jun 2027 to Oct-Dec 2027, benefit from Aug 2027, full Jan 2028." in said.alt
    assert said.caption.startswith("SYNTHETIC")


def test_marks_of_benefit_stand_at_their_month(programme):
    table = programme_behind.gantt_table(programme).set_index("candidate")

    assert table["first_at"].to_dict() == {"P05": 4 / 3, "P20": 2, "P22": 1}
    assert table["full_at"].to_dict() == {"P05": 3, "P20": 12, "P22": 3}


def test_what_must_end_first_is_said(programme):
    needs = replace(programme.portfolio.rules, needs=(("P05", "P22"), ("P05", "P24")))
    tied = replace(programme, portfolio=replace(programme.portfolio, rules=needs))

    after = programme_behind.gantt_table(tied).set_index("candidate")["after"]
    name = "Low back pain: stop low-value injections (release)"
    assert after.to_dict() == {"P05": name, "P20": "", "P22": ""}


def test_a_programme_that_is_not_proven_says_so(programme):
    by_hand = replace(programme, status="set by hand")

    assert programme_words.gantt(by_hand).caption.startswith("The order is: set by hand.")


def test_nothing_to_carry_out_is_said(programme):
    empty = replace(programme, starts=pd.Series(dtype=int))

    assert programme_words.gantt(empty).title.startswith("No project is chosen")


# ---- how full -----------------------------------------------------------------------------------


def test_full_quarters_are_counted_and_the_first_is_named(programme):
    said = programme_words.load(with_capacity(programme, lead_months=5))

    assert said.title == (
        "3 of 12 quarters have nothing left, first Apr-Jun 2027: 5 of 5 project lead months a "
        "quarter"
    )
    assert "Apr-Jun 2027 5 (full)" in said.alt
    assert "Jan-Mar 2028 1.8," in said.alt


def test_quarters_over_capacity_come_before_full_ones(programme):
    said = programme_words.load(with_capacity(programme, lead_months=5, projects=2))

    assert said.title == (
        "3 of 12 quarters are over capacity, first Apr-Jun 2027: 3 of 2 projects at work in a "
        "quarter"
    )


def test_room_in_every_quarter_and_no_capacity_read_well(programme):
    roomy = programme_words.load(with_capacity(programme, lead_months=9, set_up_cost=50))
    none = programme_words.load(programme)

    assert roomy.title == (
        "Every quarter has room; the fullest is Apr-Jun 2027, with £44 of £50 thousand of set-up "
        "cost a quarter"
    )
    assert none.title == (
        "The fullest quarter is Apr-Jun 2027, with 5 project lead months a quarter; no capacity "
        "was given"
    )


def test_every_quarter_has_its_state(programme):
    table = programme_behind.load_table(with_capacity(programme, lead_months=5))

    assert table["state"].tolist() == ["full"] * 3 + ["room"] * 2 + ["idle"] * 7
    assert table["left"].tolist()[:5] == pytest.approx([0, 0, 0, 3.25, 3.25])


# ---- cash and benefit ---------------------------------------------------------------------------


def cash_of(*nets):
    """Give the cash of one project by quarter, all of it set-up or cashable, and a benefit."""
    flows = pd.DataFrame({"candidate": "A", "quarter": range(len(nets)), "running": 0.0})
    flows["set_up"] = [max(-net, 0.0) for net in nets]
    flows["cashable"] = [max(net, 0.0) for net in nets]
    benefit = pd.DataFrame({"quarter": [0, 1], "worth": [2.0, 9.0], "healthy_years": [1.0, 4.0]})
    portfolio = Like(appraisal=Like(case=CHARTER))
    programme = Like(start=date(2027, 4, 1), benefit=benefit, portfolio=portfolio)
    return Cash(programme, None, flows)


def test_cash_says_the_most_to_be_found_and_when_it_is_back():
    said = programme_words.cash_and_benefit(cash_of(-10.0, 7.0, 9.0))

    assert said.title == (
        "Up to £10 thousand must be found and is back for good by Dec 2027; 9 point-years of "
        "benefit by Sep 2027"
    )
    assert "At most £10 thousand must be found" in said.alt


def test_cash_that_does_not_come_back_and_none_needed_are_said():
    lost = programme_words.cash_and_benefit(cash_of(-10.0, -7.0, 2.0)).title
    free = programme_words.cash_and_benefit(cash_of(3.0, 7.0)).title

    assert lost.startswith("Up to £17 thousand must be found and is not back by Dec 2027")
    assert free.startswith("No cash needs to be found: savings pay as they come; 9 point-years")


def test_a_cost_that_still_grows_at_the_end_is_not_called_the_most():
    growing = cash_of(-10.0, 4.0, -3.0)
    said = programme_words.cash_and_benefit(growing)

    assert said.title.startswith("At least £10 thousand must be found and is not back by Dec 2027, "
                                 "still growing;")  # fmt: skip
    assert growing.summary() in said.alt and growing.growing == 3


def test_benefit_ends_with_the_programme():
    table = programme_behind.cash_table(cash_of(-10.0, 7.0, 9.0))

    assert table["cumulative"].tolist() == [-10, -3, 6]
    assert table["worth"].tolist()[:2] == [2, 9] and table["worth"].isna().tolist()[2]


# ---- stakeholders -------------------------------------------------------------------------------


def grid_of(*rows):
    columns = ["candidate", "stakeholder", "power", "stake", "place", "do"]
    table = pd.DataFrame(rows, columns=columns)
    table[["power", "stake"]] = table[["power", "stake"]].astype(float)
    programme = Like(portfolio=Like(appraisal=Like(case=CHARTER)))
    return Like(table=table, programme=programme, to_place=None)


GPS = ("P01", "GPs", 4, 5, "manage", "work with them closely")
PATIENTS = ("P01", "patients", 1, 5, "inform", "tell them early")
WAITING = ("P07", "council", None, None, "to be placed", "agree")


def test_the_grid_says_whom_to_work_with_and_who_waits():
    said = programme_words.stakeholder_grid(grid_of(GPS, PATIENTS, WAITING))

    assert said.title == "Work closely with GPs; 1 still to be placed"
    assert "Manage: GPs (P01). Inform: patients (P01). To be placed: council (P07)." in said.alt


def test_a_stakeholder_stands_once_for_each_place_it_has():
    again = ("P07", "GPs", 4, 5, "manage", "work with them closely")
    elsewhere = ("P16", "GPs", 1, 1, "monitor", "keep an eye")
    table = programme_behind.stakeholder_table(grid_of(WAITING, GPS, again, elsewhere))

    assert table["projects"].tolist() == ["P01, P07", "P16", "P07"]
    assert table["place"].tolist() == ["manage", "monitor", "to be placed"]


def test_many_who_matter_nobody_who_does_and_nobody_at_all_read_well():
    many = [(f"P{i}", f"Body {i}", 5, 5, "manage", "work") for i in range(4)]
    titles = [
        programme_words.stakeholder_grid(grid_of(*rows)).title
        for rows in (many, [PATIENTS], [WAITING], [])
    ]

    assert titles == [
        "4 stakeholders have both power and stake: work with them closely",
        "Nobody has both power and stake",
        "Nobody is placed yet: 1 stakeholder is to be placed",
        "No stakeholder is named yet",
    ]


def test_hostile_names_keep_titles_and_alt_texts_short(hostile):
    rows = [("P01", name, 4, 5, "manage", "work") for name in hostile]
    for some in (rows[:3], rows):
        said = programme_words.stakeholder_grid(grid_of(*some))
        assert len(said.alt) <= LONGEST_ALT and len(said.title) < 250
        assert "\n" not in said.title and "\x00" not in said.alt

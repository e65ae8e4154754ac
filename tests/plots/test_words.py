"""What the pictures say. No picture is drawn here."""

import math
import subprocess
import sys

import pytest

from wcc_prioritise.plots import words

YEARS = ("by year 1", "by year 3", "by year 10")


def by_year(shares, attainable=100.0):
    return [
        (by, share * attainable, attainable, share * 50, 50.0)
        for by, share in zip(YEARS, shares, strict=True)
    ]


def chosen(many=2):
    classes = ("quick win", "long-term gain", "steady")
    return [(f"Candidate {i}", classes[i % 3], 10.0 - i, 100.0, 500.0, i < many) for i in range(5)]


# ---- benefit by year ----------------------------------------------------------------------------


def test_the_balance_says_early_and_late(like):
    portfolio = like.portfolio(chosen(), balance=by_year([0.92, 0.95, 0.97]))

    said = words.balance(portfolio)

    assert said.title == "The set brings 92% of what could be had by year 1 and 97% by year 10"
    assert "discounted at 1.5% a year" in said.caption
    assert said.caption.endswith("SYNTHETIC.")


def test_equal_shares_are_said_once(like):
    said = words.balance(like.portfolio(chosen(), balance=by_year([1, 1, 1])))

    assert said.title == "The set brings 100% of what could be had, by year 1 as well as by year 10"


def test_nobody_chosen_brings_nothing(like):
    said = words.balance(like.portfolio(chosen(0), balance=by_year([0, 0, 0])))

    assert said.title == "No candidate is chosen, so the set brings nothing by year 10"
    assert "0 candidates" in said.alt


def test_a_year_in_which_nothing_could_be_had_is_not_called_100_per_cent(like):
    rows = [("by year 1", 0.0, 0.0, 0.0, 0.0), *by_year([1, 0.9, 0.8])[1:]]
    said = words.balance(like.portfolio(chosen(), balance=rows))

    assert said.title == "Nothing could be had by year 1; of that by year 10 the set brings 80%"
    assert "By year 1: no worth-years to be had; no expected healthy years to be had." in said.alt


def test_the_alt_text_of_the_balance_has_every_amount_with_its_unit(like):
    late = by_year([0.3, 0.6, 0.9])
    portfolio = like.portfolio(chosen(), balance=by_year([0.92, 0.95, 0.97]), late=late)

    alt = words.balance(portfolio).alt

    assert "if everything takes 1.5 times as long" in alt
    assert "By year 1: 92 of 100 worth-years (92%, 30% if late)" in alt
    assert "48.5 of 50.0 expected healthy years (97%, 90% if late)" in alt


def test_no_discounting_is_not_spoken_of(like):
    portfolio = like.portfolio(chosen(), balance=by_year([1, 1, 1]))
    portfolio.appraisal.case.charter = like.charter(discount_rate=0.0, notice=None)

    assert words.balance(portfolio).caption == ""


# ---- contributions ------------------------------------------------------------------------------


def test_the_leader_is_named_with_what_it_leads_on(like):
    said = words.contributions(like.ranking(["Foot team", "Falls"], [[45, 20], [10, 30]]))

    assert said.title == "Foot team leads with 65 of 100 points, 45 of them for health gain"
    assert said.subtitle.endswith("2 of 2 shown.")
    assert "Foot team: 65 points, 45 for health gain." in said.alt
    assert "Falls: 40 points, 30 for fairness." in said.alt


def test_twins_lead_together(like):
    two = words.contributions(like.ranking(["A", "B"], [[45, 20], [45, 20]]))
    many = words.contributions(like.ranking(list("ABCD"), [[45, 20]] * 4))

    assert two.title == "A and B lead together, with 65 of 100 points each"
    assert many.title == "4 candidates lead together, with 65 of 100 points each"


def test_how_many_are_shown_is_said(ranking):
    assert "12 of 24 shown" in words.contributions(ranking).subtitle
    assert "3 of 24 shown" in words.contributions(ranking, most=3).subtitle


def test_a_ranking_of_nobody_has_words(like):
    assert words.contributions(like.ranking([], [])).title == "There is no candidate to rank"


def test_an_abbreviation_keeps_its_capitals_inside_a_sentence(like):
    ranking = like.ranking(["A"], [[45, 20]], criteria=("COPD care", "Fairness"))

    assert words.contributions(ranking).title.endswith("45 of them for COPD care")


# ---- worth against cost -------------------------------------------------------------------------


def test_the_bubbles_say_who_is_chosen_by_class(like):
    said = words.bubble(like.portfolio(chosen(4)))

    assert said.title == (
        "4 of 5 candidates chosen, together worth 34 points a year: 2 quick wins, 1 long-term gain "
        "and 1 steady"
    )
    assert "Candidate 0 10 points for £100 thousand" in said.alt
    assert "Not chosen, worth most: Candidate 4 6 points" in said.alt


def test_one_chosen_and_none_chosen_read_well(like):
    one, none = (words.bubble(like.portfolio(chosen(n))).title for n in (1, 0))

    assert one == "1 of 5 candidates chosen, worth 10 points a year: 1 quick win"
    assert none == "None of 5 candidates is chosen"


def test_another_reading_of_worth_is_named(like):
    portfolio = like.portfolio(chosen(), arguments={"reading": "no chance of success"})

    assert "Worth is read as: no chance of success." in words.bubble(portfolio).subtitle


# ---- limits -------------------------------------------------------------------------------------

MONEY = ("gross_3yr", "set-up cost + 3 x running cost", "£ thousand over 3 years")
LEADS = ("lead_months", "lead-months", "project lead months")


def test_what_is_left_of_each_limit_is_said_with_its_unit(like):
    limits = [(*MONEY, 8_030.0, 9_000.0, 970.0), (*LEADS, 59.5, 60.0, 0.5)]
    said = words.limits(like.portfolio(limits=limits))

    assert said.title == (
        "The set leaves 0.5 of 60 project lead months and £970 of £9,000 thousand over 3 years"
    )
    assert "£8,030 of £9,000 thousand over 3 years used (89%), £970 thousand left." in said.alt
    assert "59.5 of 60 project lead months used (99%), 0.5 project lead months left." in said.alt


def test_a_limit_that_is_used_up_says_none(like):
    said = words.limits(like.portfolio(limits=[(*MONEY, 9_000.0, 9_000.0, 1e-12)]))

    assert said.title == "The set leaves none of £9,000 thousand over 3 years"
    assert "nothing left" in said.alt


def test_of_many_limits_the_title_names_two(like):
    limits = [(f"r{i}", f"beds {i}", "", i, 10.0, 10.0 - i) for i in range(4)]
    said = words.limits(like.portfolio(limits=limits))

    assert said.title == ("The two tightest of 4 limits leave 7 of 10 beds 3 and 8 of 10 beds 2")


def test_no_limit_is_said(like):
    assert words.limits(like.portfolio()).title == "No limit was set"


# ---- opportunity --------------------------------------------------------------------------------


def test_the_largest_clear_gap_is_named(like):
    gaps = like.gaps(
        [
            ("Feet checked", 1_240.0, 310.0, 2_170.0),
            ("Falls", 90.0, 0.0, 200.0),
            ("Smokers helped", 40.0, 10.0, 70.0),
        ]
    )
    said = words.opportunity(gaps)

    assert said.title == (
        "2 of 3 gaps are clear of noise: the largest is feet checked, 1,240 people"
    )
    assert "Feet checked: 1,240 people (310 to 2,170)." in said.alt
    assert "Falls: 90 people (0 to 200), within noise." in said.alt
    assert "the mean of 10 areas, with 95% interval" in said.subtitle
    assert said.caption == "Source: SYNTHETIC."


def test_one_clear_gap_and_none_read_well(like):
    one = words.opportunity(like.gaps([("Feet checked", 1.0, 0.5, 2.0)])).title
    noise = words.opportunity(like.gaps([("Falls", 90.0, 0.0, 200.0)])).title
    none = words.opportunity(like.gaps([("Falls", 0.0, 0.0, 0.0)]))

    assert one == "1 of 1 gap is clear of noise: feet checked, 1 person"
    assert noise == "No gap of Northmere is known to be clear of noise"
    assert none.title == (
        "No indicator shows people who would gain if Northmere did as well as its peers"
    )
    assert none.alt.endswith("no indicator shows any.")


def test_a_figure_without_an_interval_is_not_called_noise(like):
    said = words.opportunity(like.gaps([("Falls", 90.0, math.nan, math.nan)]))

    assert "Falls: 90 people, no interval." in said.alt


def test_period_sex_and_age_are_said_where_they_narrow(gaps, like):
    row = like.gaps([("Falls", 9.0, 1.0, 20.0)]).table.assign(sex="female", age="65+")

    assert words.whose(next(row.itertuples())) == "2025-26, female, 65+"
    assert words.whose(next(row.assign(sex="Persons", age=None).itertuples())) == "2025-26"


# ---- all ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["balance", "contributions", "bubble", "limits", "opportunity"]
)
def test_every_picture_of_the_sample_has_words_with_its_figures(question, results):
    said = getattr(words, question)(results[question])

    assert 100 < len(said.alt) <= words.LONGEST_ALT
    assert sum(c.isdigit() for c in said.alt) >= 6
    assert "SYNTHETIC" in said.caption
    assert len(said.title) < 160 and not said.title.endswith(".")


def test_hostile_names_keep_titles_and_alt_texts_short(like, hostile):
    members = [(name, "quick win", 9.0, 100.0, 500.0, True) for name in hostile]
    said = [
        words.bubble(like.portfolio(members)),
        words.contributions(like.ranking(hostile, [[9, 1]] * 8, criteria=hostile[3:5])),
        words.opportunity(like.gaps([(n, 9.0, 1.0, 20.0) for n in hostile], area=hostile[3])),
        words.limits(like.portfolio(limits=[("r", hostile[3], hostile[2], 1.0, 2.0, 1.0)])),
    ]

    assert all(len(s.alt) <= words.LONGEST_ALT for s in said)
    assert all("\n" not in s.title and "\x00" not in s.alt for s in said)


def test_words_are_made_without_matplotlib():
    probe = (
        "import sys; import wcc_prioritise.plots as plots; from wcc_prioritise.plots import words; "
        "from types import SimpleNamespace as L; import pandas as pd; "
        "print(words.limits(L(limits=pd.DataFrame([('r','beds','beds',1.,2.,1.)],"
        "columns=['resource','meaning','unit','used','limit','left']),"
        "appraisal=L(case=L(charter=L(notice=''))))).title, 'matplotlib' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "The set leaves 1 of 2 beds False"

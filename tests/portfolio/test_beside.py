"""Is what is said beside the set true of the set?"""

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.portfolio.beside import one_sentence, releases_for_growth
from wcc_prioritise.portfolio.money import money
from wcc_prioritise.portfolio.robust import funded_share
from wcc_prioritise.robustness import draws


def test_the_sentence_says_how_many_whom_when_and_what_is_left_to_find(portfolio):
    said = one_sentence(portfolio)
    people = portfolio.appraisal.people[list(portfolio.chosen)].sum()
    assert f"Funds {len(portfolio.chosen)}, helps {people:,.0f} people a year" in said
    assert f"leaves £{money(portfolio).recurrent:,.0f} thousand a year to find after year 3" in said
    assert "coin-toss" in said


def test_with_draws_the_coin_tosses_are_those_that_hold_in_some(portfolio):
    found = funded_share(draws(portfolio.appraisal, 1_000, seed=3), portfolio)
    close = found.table[found.table["share"].between(0.25, 0.75, inclusive="neither")]
    said = one_sentence(portfolio, found)
    for code in close["candidate"]:
        assert code in said.partition("find after")[2]


def test_nobody_chosen_is_said(appraisal):
    nothing = wcc.select(appraisal, limits={"gross_3yr": 0, "lead_months": 0})
    assert "No candidate is chosen" in one_sentence(nothing)


def test_a_release_pays_for_growth(portfolio, northmere):
    table = releases_for_growth(portfolio).set_index("candidate")
    assert list(table.index) == list(
        northmere.candidates.loc[northmere.candidates["kind"] == "release", "candidate"]
    )
    row = table.loc["P22"]
    net = money(portfolio, ["P22"]).years["net"].iloc[:3].sum()
    assert row["frees"] == pytest.approx(net)
    inside = (set(portfolio.chosen) | set(row["enters"])) - set(row["leaves"])
    assert "P22" in inside
    assert row["gained"] == pytest.approx(row["worth"] - portfolio.worth)

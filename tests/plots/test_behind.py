"""The tables behind the pictures."""

import math

import pytest

from wcc_prioritise.plots import behind


def test_benefit_by_year_is_taken_from_the_result_as_it_is(portfolio):
    table = behind.balance_table(portfolio)

    worth = table[table["benefit"] == "worth"].reset_index(drop=True)
    assert worth["by"].tolist() == ["by year 1", "by year 3", "by year 10"]
    assert worth["brought"].tolist() == portfolio.balance["chosen"].tolist()
    assert worth["share_late"].tolist() == portfolio.balance_slipped["share"].tolist()
    health = table[table["benefit"] == "health"]
    assert health["attainable"].tolist() == portfolio.balance["attainable_gain"].tolist()


def test_contributions_sum_to_the_value_and_stand_in_order_of_weight(ranking):
    table = behind.contributions_table(ranking, most=5)

    codes = list(behind.criterion_names(ranking).index)
    assert table["rank"].tolist() == [1, 2, 3, 4, 5]
    assert table[codes].sum(axis="columns").tolist() == pytest.approx(table["value"].tolist())
    assert ranking.appraisal.weights[codes].is_monotonic_decreasing


def test_a_criterion_without_a_name_is_called_by_its_code(like):
    ranking = like.ranking(["A"], [[30, 20]], criteria=("Health gain", None))

    assert behind.criterion_names(ranking).tolist() == ["Health gain", "C2"]


def test_every_candidate_stands_behind_the_bubbles_chosen_first(portfolio):
    table = behind.bubble_table(portfolio)

    assert len(table) == 24
    assert table["chosen"].is_monotonic_decreasing
    assert set(table.loc[table["chosen"], "candidate"]) == set(portfolio.chosen)


def test_the_tightest_limit_comes_first(like):
    rows = [
        ("beds", "beds", "beds", 5.0, 10.0, 5.0),
        ("leads", "leads", "months", 9.0, 10.0, 1.0),
        ("none", "none", "days", 0.0, 0.0, 0.0),
    ]
    table = behind.limits_table(like.portfolio(limits=rows))

    assert table["resource"].tolist() == ["none", "leads", "beds"]
    assert table["share"].tolist() == [1.0, 0.9, 0.5]


def test_only_indicators_with_people_to_gain_are_shown_the_clear_ones_first(like):
    gaps = like.gaps(
        [
            ("noise", 90.0, 0.0, 200.0),
            ("small and clear", 10.0, 2.0, 18.0),
            ("better", 0.0, 0.0, 0.0),
            ("upper only", 0.0, 0.0, 5.0),
            ("large and clear", 50.0, 20.0, 80.0),
            ("no interval", 70.0, math.nan, math.nan),
            ("no denominator", math.nan, math.nan, math.nan),
        ]
    )
    table = behind.opportunity_table(gaps)

    assert table["name"].tolist() == [
        "large and clear",
        "small and clear",
        "noise",
        "no interval",
        "upper only",
    ]
    assert table["clear"].tolist() == [True, True, False, False, False]
    assert table["interval"].tolist() == [True, True, True, False, True]


def test_an_indicator_without_a_name_goes_by_its_code(like):
    table = behind.opportunity_table(like.gaps([(None, 10.0, 2.0, 18.0)]))

    assert table["name"].tolist() == ["I01"]

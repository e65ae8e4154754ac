"""The balanced portfolio on the shipped sample, and what stands around it."""

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.portfolio import NoPortfolio
from wcc_prioritise.tables import InputError

LIMITS = {"gross_3yr": 9_000, "lead_months": 60}


@pytest.fixture(scope="module")
def free(appraisal):
    return wcc.select(appraisal, limits=LIMITS)


class TestNorthmere:
    def test_balance_changes_the_set_and_has_a_visible_price(self, free, portfolio):
        assert set(free.chosen) != set(portfolio.chosen)
        together = portfolio.price.set_index("rule").loc["all rules together"]
        assert 0 < together["share"] < 0.10
        assert together["price"] == pytest.approx(free.worth - portfolio.worth)

    def test_rules_and_limits_hold(self, portfolio):
        assert (portfolio.limits["left"] >= 0).all()
        assert portfolio.classes["quick win"] >= 3 and portfolio.classes["long-term gain"] >= 3
        assert portfolio.status == "best" and portfolio.gap == 0

    def test_the_lowest_four_are_never_funded_while_the_highest_is_rejected(
        self, appraisal, free, portfolio
    ):
        order = appraisal.worth.sort_values().index
        for chosen in (free.chosen, portfolio.chosen):
            assert order[-1] in chosen or not set(order[:4]) & set(chosen)

    def test_plain_totals_buy_many_small_projects_and_say_so(self, appraisal, free):
        totals = wcc.select(appraisal, limits=LIMITS, reading="plain totals")
        assert len(totals.chosen) > len(free.chosen)
        (said,) = totals.warnings
        assert "buys many small projects because totals are added" in said
        assert free.warnings == ()

    def test_excludes_and_needs_hold_whatever_is_asked(self, appraisal, northmere):
        links = northmere.links
        for row in links[links["link"] == "excludes"].itertuples():
            with pytest.raises(NoPortfolio, match=f"{row.candidate} excludes {row.other}"):
                wcc.select(appraisal, limits={}, must=(row.candidate, row.other))
        for row in links[links["link"] == "needs"].itertuples():
            chosen = wcc.select(appraisal, limits={}, must=(row.candidate,)).chosen
            assert row.other in chosen

    def test_an_enabler_earns_its_worth_through_what_it_helps(self, appraisal, northmere):
        helps = northmere.links.query("link == 'helps'")
        everything = wcc.select(appraisal, limits={})
        gains = sum(
            row.effect * appraisal.worth[row.other]
            for row in helps.itertuples()
            if {row.candidate, row.other} <= set(everything.chosen)
        )
        assert gains > 0 and "P24" in everything.chosen
        assert everything.worth == pytest.approx(
            appraisal.worth[list(everything.chosen)].sum() + gains
        )


class TestAround:
    def test_every_candidate_has_its_reason(self, portfolio):
        members = portfolio.members
        assert len(members) == 24 and members["chosen"].sum() == len(portfolio.chosen)
        assert members["why"].str.contains("points a year|rule|no set meets").all()

    def test_nothing_attainable_is_passed(self, portfolio):
        balance = portfolio.balance
        assert list(balance["by"]) == ["by year 1", "by year 3", "by year 10"]
        assert (balance["chosen"] <= balance["attainable"] + 1e-9).all()
        assert (balance["chosen_gain"] <= balance["attainable_gain"] + 1e-9).all()
        assert (portfolio.balance_slipped["chosen"] < balance["chosen"]).all()
        assert (portfolio.balance_slipped["attainable"] == balance["attainable"]).all()

    def test_other_readings_say_who_enters_and_leaves(self, portfolio):
        for row in pd.concat([portfolio.readings, portfolio.zero]).itertuples():
            entered = set(row.chosen) - set(portfolio.chosen)
            assert set(row.enters) == entered
            assert set(row.leaves) == set(portfolio.chosen) - set(row.chosen)
        assert "plain totals" in set(portfolio.readings["reading"])
        assert len(portfolio.zero) == 2

    def test_order_of_rows_of_the_case_does_not_matter(self, northmere, portfolio):
        rng = np.random.default_rng(0)
        shuffled = northmere.replace(
            candidates=northmere.candidates.iloc[rng.permutation(24)],
            scores=northmere.scores.iloc[rng.permutation(len(northmere.scores))],
            people=northmere.people.iloc[::-1],
        )
        again = wcc.select(wcc.appraise(shuffled), **portfolio.arguments)
        assert set(again.chosen) == set(portfolio.chosen)
        assert again.worth == pytest.approx(portfolio.worth, abs=1e-9)

    def test_it_shows_itself_in_words(self, portfolio):
        assert "Chooses" in portfolio.summary() and "quick win" in portfolio.summary()
        assert "wcc.report" in portfolio._repr_html_()
        assert "points a year" in repr(portfolio)


class TestArguments:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ({"limits": {"gross_3yrs": 9}}, "Did you mean 'gross_3yr'"),
            ({"limits": {"gross_3yr": "much"}}, "limit gross_3yr of 'much'"),
            ({"limits": {}, "at_least": {"quick wins": 3}}, "Did you mean 'quick win'"),
            ({"limits": {}, "at_least": {"quick win": 2.5}}, "a whole number of candidates"),
            ({"limits": {}, "at_least": {("providers", "x"): 1}}, "Did you mean 'provider'"),
            ({"limits": {}, "reading": "wroth"}, "Did you mean 'worth'"),
            ({"limits": {}, "must": ("P99",)}, "candidate 'P99'"),
        ],
    )
    def test_what_makes_no_sense_is_refused_with_the_near_name(self, appraisal, arguments, words):
        with pytest.raises(InputError, match=words):
            wcc.select(appraisal, **arguments)

    def test_must_and_never(self, appraisal, free):
        kept_out = free.chosen[0]
        other = wcc.select(appraisal, limits=LIMITS, never=kept_out)
        assert kept_out not in other.chosen and other.worth <= free.worth
        table = other.members.set_index("candidate")
        assert table.at[kept_out, "why"] == "a rule keeps it out"

    def test_a_tag_by_count_and_by_share_of_spend(self, appraisal, northmere):
        area = northmere.candidates["programme"].value_counts().index[0]
        inside = northmere.candidates.query("programme == @area")["candidate"]
        counted = wcc.select(appraisal, limits=LIMITS, at_least={("programme", area): 2})
        assert len(set(inside) & set(counted.chosen)) >= 2
        key = ("programme", area, "share of spend")
        shared = wcc.select(appraisal, limits=LIMITS, at_least={key: 0.4})
        gross = appraisal.resources["gross_3yr"][list(shared.chosen)]
        assert gross[gross.index.isin(inside)].sum() >= 0.4 * gross.sum() - 1e-6
        capped = wcc.select(appraisal, limits=LIMITS, at_most={key: 0.1})
        gross = appraisal.resources["gross_3yr"][list(capped.chosen)]
        assert gross[gross.index.isin(inside)].sum() <= 0.1 * gross.sum() + 1e-6

    def test_the_clash_is_told_in_words(self, appraisal):
        with pytest.raises(NoPortfolio, match="at least 9 quick win"):
            wcc.select(appraisal, limits={"gross_3yr": 100}, at_least={"quick win": 9})

    def test_a_limit_that_is_broken_is_said_in_words_with_its_unit(self, appraisal, free):
        broken = free.broken_by(appraisal.values.index)
        assert (
            "time of project leads, all quarters of work together: at most 60 project lead months "
            "(lead_months)"
        ) in broken
        assert (
            "set-up cost + 3 x running cost: at most £9,000 thousand over 3 years (gross_3yr)"
        ) in broken

    def test_a_budget_of_nought_chooses_nobody_and_says_so(self, appraisal):
        nobody = wcc.select(appraisal, limits={"gross_3yr": 0})
        assert nobody.chosen == () and "No candidate is chosen" in nobody.summary()
        assert nobody.members["chosen"].sum() == 0


def test_releases_with_negative_cost_pay_for_others(short):
    candidates = short.candidates
    candidates.loc[0, ["set_up_cost", "running_cost"]] = [0.0, -100.0]
    appraisal = wcc.appraise(short.replace(candidates=candidates))
    chosen = wcc.select(appraisal, limits={"gross_3yr": 0})
    used = appraisal.resources["gross_3yr"][list(chosen.chosen)].sum()
    assert candidates.loc[0, "candidate"] in chosen.chosen and used <= 0

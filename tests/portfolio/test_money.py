"""Are savings counted once, phased, and shown beside what recurs?"""

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.portfolio.balance_price import price_of_balance
from wcc_prioritise.portfolio.mix import income_of_providers, kinds_of_care
from wcc_prioritise.portfolio.money import money
from wcc_prioritise.schema import EFFECT_BY_GRADE
from wcc_prioritise.tables import InputError


@pytest.fixture(scope="module")
def portfolio(appraisal):
    return wcc.select(
        appraisal,
        limits={"gross_3yr": 9_000, "lead_months": 60},
        at_least={"quick win": 3, "long-term gain": 3},
    )


def test_each_saving_is_claim_times_effect_times_pot_times_cashable_share(portfolio):
    found = money(portfolio).savings.set_index("candidate")
    candidates = portfolio.appraisal.case.candidates.set_index("candidate")
    for code, row in found.iterrows():
        facts = candidates.loc[code]
        deliverable = facts["claimed_saving"] * EFFECT_BY_GRADE[facts["grade"]] * row["kept"]
        assert row["deliverable"] == pytest.approx(deliverable)
        assert row["cashable"] == pytest.approx(deliverable * facts["cashable_share"])


def test_claims_on_one_pot_never_come_to_more_than_it_holds(portfolio, northmere):
    pots = northmere.pots.assign(size=100.0)
    other = wcc.select(
        wcc.appraise(northmere.replace(pots=pots)), limits={"gross_3yr": 9_000, "lead_months": 60}
    )
    found = money(other)
    drawn = found.savings[found.savings["pot"] == "BEDS"]
    assert drawn["deliverable"].sum() == pytest.approx(100.0)
    assert found.pots["allowed"].tolist() == [100.0]
    assert (drawn["kept"] < 1).all() and drawn["kept"].nunique() == 1


def test_the_years_add_up_and_the_recurrent_cost_is_that_of_the_year_after(portfolio):
    found = money(portfolio)
    years = found.years
    chosen = portfolio.appraisal.case.candidates.set_index("candidate").loc[list(portfolio.chosen)]
    assert years["set_up"].tolist() == [chosen["set_up_cost"].sum(), 0, 0, 0, 0]
    assert (years["running"] == chosen["running_cost"].sum()).all()
    assert list(years["cumulative"]) == pytest.approx(list(years["net"].cumsum()))
    fourth = years.set_index("year").loc[4]
    assert found.recurrent == pytest.approx(fourth["running"] - fourth["cashable"])
    assert f"leaves £{found.recurrent:,.0f} thousand a year to find" in found.summary()


def test_full_effect_is_reached_in_the_end_and_slipping_brings_less(portfolio):
    claimed, slipped = money(portfolio, years=15), money(portfolio, years=15, slipped=True)
    assert claimed.years["cashable"].iloc[-1] == pytest.approx(claimed.savings["cashable"].sum())
    assert (slipped.years["cashable"] <= claimed.years["cashable"] + 1e-9).all()


def test_a_release_pays_back_within_the_year_and_breaks_even(appraisal):
    only = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P22"])
    found = money(only, ["P22"])
    assert found.pay_back == ("P22",)
    assert found.break_even == 1
    assert found.recurrent < 0 and "frees £" in found.summary()


def test_an_unknown_candidate_is_told(portfolio):
    with pytest.raises(InputError, match="candidate 'P77'"):
        money(portfolio, ["P77"])


def test_the_mix_adds_up_before_and_after(portfolio, northmere):
    mix = kinds_of_care(portfolio)
    assert mix["spend_before"].sum() == pytest.approx(northmere.services["spend"].sum())
    chosen = northmere.candidates.set_index("candidate").loc[list(portfolio.chosen)]
    assert mix["spend_added"].sum() == pytest.approx(chosen["running_cost"].sum())
    assert mix[["share_before", "share_after"]].sum().tolist() == pytest.approx([1, 1])
    assert mix["people_added"].sum() == pytest.approx(chosen["people"].sum())


def test_each_provider_keeps_what_it_has_and_gains_what_it_would_provide(portfolio, northmere):
    table = income_of_providers(portfolio).set_index("provider")
    assert table["income_before"].sum() == pytest.approx(northmere.services["spend"].sum())
    assert sum(table["candidates"], ()) and set(sum(table["candidates"], ())) == set(
        portfolio.chosen
    )
    assert table.at["Optometrists", "change"] != table.at["Optometrists", "change"]  # none before


def test_asking_for_more_early_benefit_never_costs_less(portfolio):
    curve = price_of_balance(portfolio, asked=(0, 0.5, 0.8, 1.0))
    assert curve["price"].iloc[0] == 0
    assert curve["price"].is_monotonic_increasing
    assert (curve["share_early"] >= curve["asked"] - 1e-6).all()
    for codes in curve["chosen"]:
        used = portfolio.appraisal.resources.loc[list(codes), ["gross_3yr", "lead_months"]].sum()
        assert (used <= pd.Series({"gross_3yr": 9_000, "lead_months": 60})).all()


def test_people_before_and_after_are_known_only_where_every_service_says(portfolio, northmere):
    mix = kinds_of_care(portfolio).set_index("kind_of_care")
    served = northmere.services.set_index("service")["served"]
    assert mix.at["prevent", "people_before"] == served[["V05", "V09"]].sum()
    assert mix.at["prevent", "people_after"] == pytest.approx(
        mix.at["prevent", "people_before"] + mix.at["prevent", "people_added"]
    )
    assert mix.loc["find", ["people_before", "people_after"]].isna().all()  # V03 says nothing


def test_people_before_are_unknown_where_nothing_is_bought_now(portfolio, northmere):
    import wcc_prioritise as wcc

    bare = northmere.replace(services=northmere.services.iloc[:0])
    limits = portfolio.arguments["limits"]
    mix = kinds_of_care(wcc.select(wcc.appraise(bare), limits=limits))
    assert mix[["people_before", "people_after"]].isna().all(axis=None)
    assert (mix["people_added"] >= 0).all()

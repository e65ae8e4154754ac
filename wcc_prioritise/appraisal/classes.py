"""Is a candidate a quick win, a long-term gain or steady? A rule over facts, never a score."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal.profile import benefit_years, phased_months
from wcc_prioritise.appraisal.values import health_gain
from wcc_prioritise.schema import EFFECT_BY_GRADE, Charter

QUICK_YEARS = 3
"""Gain and gross cost of a quick win are compared over the same three years."""


def class_facts(candidates: pd.DataFrame, charter: Charter) -> pd.DataFrame:
    """Which facts decide the class of each candidate?

    Returns
    -------
    DataFrame
        By candidate: first_benefit and full_benefit (months), set_up_cost (£ thousand),
        organisations (how many must agree), gain_per_million (healthy years of the first three
        years for each £ million gross over 3 years), first_year_return (deliverable cashable saving
        of the first year / its cost), long_gain (healthy years over the long horizon, discounted).
    """
    c = candidates.set_index("candidate")
    yearly = health_gain(candidates)
    early = yearly * benefit_years(c["first_benefit"], c["full_benefit"], QUICK_YEARS)
    gross = c["set_up_cost"] + QUICK_YEARS * c["running_cost"]
    long = yearly * benefit_years(
        c["first_benefit"], c["full_benefit"], charter.long_horizon, charter.discount_rate
    )
    effect = c["grade"].map(EFFECT_BY_GRADE).astype(float).fillna(0.0)
    share = phased_months(c["first_benefit"], c["full_benefit"], 12) / 12
    saving = c["claimed_saving"] * effect * c["cashable_share"] * share
    cost = c["set_up_cost"] + c["running_cost"]
    return pd.DataFrame(
        {
            "first_benefit": c["first_benefit"],
            "full_benefit": c["full_benefit"],
            "set_up_cost": c["set_up_cost"],
            "organisations": c["organisations"].map(len),
            "gain_per_million": (early / gross.where(gross > 0) * 1000).fillna(float("inf")),
            "first_year_return": (saving / cost.where(cost > 0)).fillna(float("inf")),
            "long_gain": long,
        }
    )


def classify(facts: pd.DataFrame, charter: Charter) -> pd.DataFrame:
    """What class does each candidate fall in, and why?

    Parameters
    ----------
    facts : DataFrame
        As `class_facts` gives them.
    charter : Charter
        The thresholds, fixed before anybody scored.

    Returns
    -------
    DataFrame
        By candidate: class and why, in words with the figures.
    """
    rows = [_class_of(facts.loc[code], charter) for code in facts.index]
    return pd.DataFrame(rows, index=facts.index, columns=["class", "why"])


def _class_of(fact: pd.Series, charter: Charter) -> tuple[str, str]:
    missing = _not_quick(fact, charter)
    months = f"full benefit at {fact['full_benefit']:g} months"
    if not missing:
        pays = fact["first_year_return"] >= 1
        reason = (
            "pays for itself within the year"
            if pays
            else f"{fact['gain_per_million']:,.0f} healthy years for each £ million over 3 years"
        )
        return "quick win", f"first benefit at {fact['first_benefit']:g} months, {months}; {reason}"
    long = f"{fact['long_gain']:,.0f} healthy years in {charter.long_horizon} years"
    if fact["full_benefit"] >= charter.long_full_months and fact["long_gain"] > charter.long_gain:
        return "long-term gain", f"{months}; {long}"
    later = fact["full_benefit"] >= charter.long_full_months
    small = f"not a long-term gain: {long}, not above {charter.long_gain:,.0f}" if later else months
    return "steady", f"not a quick win: {missing[0]}; {small}"


def _not_quick(fact: pd.Series, charter: Charter) -> list[str]:
    """List what keeps a candidate from being a quick win; the first is enough."""
    tests = [
        ("first_benefit", charter.quick_first_months, "first benefit at {:g} months, over {:g}"),
        ("full_benefit", charter.quick_full_months, "full benefit at {:g} months, over {:g}"),
        ("set_up_cost", charter.quick_set_up, "set-up £{:,.0f} thousand, over {:,.0f}"),
        ("organisations", charter.quick_organisations, "{:g} organisations must agree, over {:g}"),
    ]
    missing = [words.format(fact[n], most) for n, most, words in tests if fact[n] > most]
    worthwhile = fact["gain_per_million"] >= charter.quick_gain_per_million
    if not worthwhile and fact["first_year_return"] < 1:
        missing.append(
            f"{fact['gain_per_million']:,.0f} healthy years for each £ million, under "
            f"{charter.quick_gain_per_million:,.0f}, and it does not pay for itself within the year"
        )
    return missing

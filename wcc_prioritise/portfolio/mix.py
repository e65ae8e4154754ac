"""Where does the set put money and people? By kind of care, and by provider, before and after."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.portfolio.choice import Portfolio

STEPS_OF_KIND = {
    "prevent": ("prevention",),
    "find": ("finding people", "screening", "diagnosis"),
    "treat": ("treatment", "assessment", "crisis", "follow-up"),
    "support": ("support", "end of life", "rehabilitation"),
}
"""Steps of a pathway, as services name them, that belong to each kind of care."""

UNSAID = "not said"


def kinds_of_care(portfolio: Portfolio) -> pd.DataFrame:
    """What share of money and people goes to preventing, finding, treating and supporting?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set, and the services bought now.

    Returns
    -------
    DataFrame
        kind_of_care; spend_before (services bought now), spend_added (running cost of the chosen)
        and spend_after, thousand pounds a year; share_before and share_after; people_before (whom
        the services bought now serve), people_added and people_after, a year. Only services whose
        spend is known count, and only their part of what is spent is seen. People before and after
        are missing for a kind of which no service is listed, or of which any service does not say
        how many it serves: a part would pass for the whole.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> mix = kinds_of_care(wcc.select(appraisal, limits={"gross_3yr": 9_000}))
    >>> float(mix["share_after"].sum().round(9))
    1.0
    """
    case = portfolio.appraisal.case
    chosen = case.candidates.set_index("candidate").loc[list(portfolio.chosen)]
    kind = chosen["kind_of_care"].fillna(UNSAID)
    table = pd.DataFrame(
        {
            "spend_before": _spend_now(case.services),
            "spend_added": chosen["running_cost"].astype(float).groupby(kind).sum(),
            "people_added": chosen["people"].astype(float).groupby(kind).sum(),
        }
    )
    table = table.reindex([*STEPS_OF_KIND, UNSAID]).fillna(0.0)
    table = table[(table != 0).any(axis="columns")]
    table["people_before"] = _served_now(case.services)
    table["people_after"] = table["people_before"] + table["people_added"]
    table["spend_after"] = table["spend_before"] + table["spend_added"]
    for when in ("before", "after"):
        table[f"share_{when}"] = table[f"spend_{when}"] / (table[f"spend_{when}"].sum() or 1.0)
    order = ["spend_before", "spend_added", "spend_after", "share_before", "share_after"]
    order += ["people_before", "people_added", "people_after"]
    return table[order].rename_axis("kind_of_care").reset_index()


def _spend_now(services: pd.DataFrame) -> pd.Series:
    return services["spend"].astype(float).groupby(_kind_of(services)).sum()


def _served_now(services: pd.DataFrame) -> pd.Series:
    """Sum the people served by kind; one service that does not say leaves the sum unknown."""
    return services["served"].astype(float).groupby(_kind_of(services)).sum(skipna=False)


def _kind_of(services: pd.DataFrame) -> pd.Series:
    """Give the kind of care of each service, by its step of the pathway."""
    kind_of = {step: kind for kind, steps in STEPS_OF_KIND.items() for step in steps}
    return services["pathway_step"].map(lambda step: kind_of.get(str(step).casefold(), UNSAID))


def income_of_providers(portfolio: Portfolio) -> pd.DataFrame:
    """What does the set do to each provider's income?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set, and the services bought now.

    Returns
    -------
    DataFrame
        provider; income_before (services bought now), income_added (running cost of the chosen
        that it would provide), income_after (thousand pounds a year), change (share of before;
        missing where nothing is bought now) and candidates. Cashable savings are income that some
        provider loses; which one is not in the record, so they stand in `money`, not here.
    """
    case = portfolio.appraisal.case
    chosen = case.candidates.set_index("candidate").loc[list(portfolio.chosen)]
    provider = chosen["provider"].fillna(UNSAID)
    services = case.services
    table = pd.DataFrame(
        {
            "income_before": services["spend"].astype(float).groupby(services["provider"]).sum(),
            "income_added": chosen["running_cost"].astype(float).groupby(provider).sum(),
        }
    ).fillna(0.0)
    table["income_after"] = table["income_before"] + table["income_added"]
    table["change"] = table["income_added"] / table["income_before"].where(
        table["income_before"] > 0
    )
    names = pd.Series(chosen.index, index=chosen.index).groupby(provider).agg(tuple)
    table["candidates"] = [names.get(name, ()) for name in table.index]
    table = table.sort_values("income_added", ascending=False, kind="stable")
    return table.rename_axis("provider").reset_index()

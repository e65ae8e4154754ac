"""Which figures stand behind the paper? One table a question, with its units in the headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from wcc_prioritise.appraisal import Appraisal
    from wcc_prioritise.evidence import Gaps
    from wcc_prioritise.portfolio import Portfolio
    from wcc_prioritise.ranking import Ranking

ABOUT = {
    "ranking": "who leads on value, and the points that each criterion adds",
    "values": "every candidate on every criterion, 0 to 100 on the fixed anchors",
    "scores": "what was judged or measured, by how many people, and how far they were apart",
    "weights": "how much each criterion counts, under both counting rules",
    "worth": "what each candidate adds to the population over doing nothing, and from what",
    "portfolio": "every candidate: chosen or not, and why",
    "limits": "what the set may use and does use",
    "prices": "what each rule costs",
    "balance": "how much of the attainable benefit the set brings by each year",
    "readings": "who would be chosen if it were counted otherwise",
    "gaps": "how far the area is from areas like it",
}
"""Every table of figures by its name, with what it answers."""

_PORTFOLIO_HEADINGS = {
    "worth": "worth (points a year)",
    "value": "value (0 to 100)",
    "gross_3yr": "gross cost (£ thousand over 3 years)",
    "people": "people who benefit (a year)",
}
_LIMIT_HEADINGS = {
    "used": "used (in that unit)",
    "limit": "limit (in that unit)",
    "left": "left (in that unit)",
}
_PRICE_HEADINGS = {
    "worth_without": "worth of the set without the rule (points a year)",
    "price": "price of the rule (points a year)",
    "share": "price (share of the worth without it, 0 to 1)",
}
_BALANCE_HEADINGS = {
    "chosen": "brought by the set (worth-years)",
    "attainable": "most attainable (worth-years)",
    "share": "brought (share of the attainable worth, 0 to 1)",
    "chosen_gain": "brought by the set (expected healthy years)",
    "attainable_gain": "most attainable (expected healthy years)",
    "share_gain": "brought (share of the attainable healthy years, 0 to 1)",
}
_UNIT_OF_ROW = ("value", "lower", "upper", "peer_mean", "peer_lower", "peer_upper")
_GAPS = ("gap", "gap_lower", "gap_upper")
_PEOPLE = ("count", "denominator", "opportunity", "opportunity_lower", "opportunity_upper")


def of_gaps(gaps: Gaps) -> dict[str, pd.DataFrame]:
    """Give the table of gaps; values and gaps are in the unit of their row."""
    headings = {name: f"{name} (in the unit of the row)" for name in _UNIT_OF_ROW}
    headings |= {name: f"{name} (in the unit of the row, + is worse)" for name in _GAPS}
    headings |= {name: f"{name} (people)" for name in _PEOPLE}
    return {"gaps": gaps.table.rename(columns=headings | {"peers": "peers (areas)"})}


def of_appraisal(appraisal: Appraisal, ranking: Ranking) -> dict[str, pd.DataFrame]:
    """Give ranking, values, scores, weights and worth."""
    called = criterion_headings(appraisal)
    points = ranking.contributions.rename(columns=lambda code: f"{called[code]} (points)")
    ranked = ranking.table.set_index("candidate")[["rank", "name", "class", "value"]]
    ranked = ranked.rename(columns={"value": "value (0 to 100)"}).join(points)
    values = appraisal.values.rename(columns=lambda code: f"{called[code]} (0 to 100)")
    return {
        "ranking": ranked.rename_axis("candidate").reset_index(),
        "values": named(values, appraisal),
        "scores": score_table(appraisal),
        "weights": weight_table(appraisal),
        "worth": worth_table(appraisal),
    }


def of_portfolio(portfolio: Portfolio) -> dict[str, pd.DataFrame]:
    """Give members, limits, prices, balance and readings of a chosen set."""
    readings = pd.concat([portfolio.readings, portfolio.zero], ignore_index=True)
    readings = readings.rename(columns={"enters": "comes in", "leaves": "goes out"})
    return {
        "portfolio": portfolio.members.rename(columns=_PORTFOLIO_HEADINGS),
        "limits": portfolio.limits.rename(columns=_LIMIT_HEADINGS),
        "prices": portfolio.price.rename(columns=_PRICE_HEADINGS),
        "balance": portfolio.balance.rename(columns=_BALANCE_HEADINGS),
        "readings": readings,
    }


def criterion_headings(appraisal: Appraisal) -> Mapping[str, str]:
    """Give each criterion as its code and name."""
    criteria = appraisal.case.criteria
    return {
        code: f"{code} {name}"
        for code, name in zip(criteria["criterion"], criteria["name"], strict=True)
    }


def named(table: pd.DataFrame, appraisal: Appraisal) -> pd.DataFrame:
    """Put code and name of the candidates before the columns of a table that is indexed by code."""
    table = table.copy()
    table.insert(0, "name", appraisal.case.names.reindex(table.index))
    return table.rename_axis("candidate").reset_index()


def score_table(appraisal: Appraisal) -> pd.DataFrame:
    """Give one row a candidate and criterion: its figure with count and spread."""
    criteria = appraisal.case.criteria.set_index("criterion")
    judged = criteria["kind"] == "judged"
    units = criteria["unit"].where(~judged, "0 to 100").fillna("as the criterion says")
    table = appraisal.scores.rename_axis(index="candidate", columns="criterion").stack()
    table = table.rename("figure (in the unit of the row)").reset_index()
    cells = list(zip(table["candidate"], table["criterion"], strict=True))
    counts, spreads = appraisal.counts.stack(), appraisal.spread.stack()
    table.insert(1, "name", table["candidate"].map(appraisal.case.names))
    table.insert(3, "criterion name", table["criterion"].map(criteria["name"]))
    table.insert(4, "kind", table["criterion"].map(criteria["kind"]))
    table["unit"] = table["criterion"].map(units)
    table["scored by (people)"] = counts.reindex(cells).to_numpy()
    spread = "spread (standard deviation over people, points; blank for fewer than 3)"
    table[spread] = spreads.reindex(cells).to_numpy()
    return table


def weight_table(appraisal: Appraisal) -> pd.DataFrame:
    """Give the weight in force and both ways of pooling it, as shares of 1."""
    by = appraisal.weights_by.reindex(appraisal.weights.index)
    names = appraisal.case.criteria.set_index("criterion")["name"]
    return pd.DataFrame(
        {
            "criterion": by.index,
            "name": names.reindex(by.index).to_numpy(),
            "weight in force (share of 1)": appraisal.weights.to_numpy(),
            "pooled by person (share of 1)": by["person"].to_numpy(),
            "pooled by voice group (share of 1)": by["group"].to_numpy(),
            "answered by (people)": by["count"].to_numpy(),
            "spread (standard deviation over people, share of 1)": by["spread"].to_numpy(),
        }
    )


def worth_table(appraisal: Appraisal) -> pd.DataFrame:
    """Give the worth of each candidate with its parts and its chance of success."""
    called = criterion_headings(appraisal)
    table = appraisal.worth_parts.rename(columns=lambda code: f"{called[code]} (points a year)")
    table.insert(0, "chance of success (0 to 1)", appraisal.chance.reindex(table.index))
    table["worth (points a year)"] = appraisal.worth
    return named(table, appraisal).sort_values(
        "worth (points a year)", ascending=False, kind="stable", ignore_index=True
    )

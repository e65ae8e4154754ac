"""Results of the sample, made once, and small stand-ins for what the sample does not hold."""

from types import SimpleNamespace as Like

import pandas as pd
import pytest

import wcc_prioritise as wcc


@pytest.fixture(scope="session")
def appraisal(northmere):
    return wcc.appraise(northmere)


@pytest.fixture(scope="session")
def portfolio(appraisal):
    limits = {"gross_3yr": 9_000, "lead_months": 60}
    return wcc.select(appraisal, limits=limits, at_least={"quick win": 3, "long-term gain": 3})


@pytest.fixture(scope="session")
def ranking(appraisal):
    return wcc.rank(appraisal)


@pytest.fixture(scope="session")
def gaps(northmere):
    return wcc.benchmark(northmere.indicators, area="Northmere", peers=northmere.peers)


@pytest.fixture(scope="session")
def results(portfolio, ranking, gaps):
    return {
        "balance": portfolio,
        "contributions": ranking,
        "bubble": portfolio,
        "limits": portfolio,
        "opportunity": gaps,
    }


HOSTILE = (
    "$x$ and $y",
    r"a_b^c {d} \frac{1}{2} $",
    '<b>bold</b> & "quotes"',
    "W" * 200,
    "Emoji \N{GRINNING FACE} clinic \N{WOMAN}\N{ZERO WIDTH JOINER}\N{STAFF OF AESCULAPIUS}",
    "line\nbreak\tand\x00null",
    "%&#~ \\ $100 to $200",
    "a very long name indeed " * 9,
)


@pytest.fixture(scope="session")
def hostile():
    return HOSTILE


def charter(**changed):
    return Like(**{"slip": 1.5, "discount_rate": 0.015, "notice": "SYNTHETIC.", **changed})


def like_portfolio(members=(), limits=(), balance=(), late=None, **changed):
    """Stand in for a portfolio: members as (name, class, worth, gross, people, chosen)."""
    columns = ["name", "class", "worth", "gross_3yr", "people", "chosen"]
    table = pd.DataFrame(list(members), columns=columns)
    table.insert(0, "candidate", [f"P{i + 1:02d}" for i in range(len(table))])
    table["chosen"] = table["chosen"].astype(bool)
    chosen = table[table["chosen"]]
    counts = chosen["class"].value_counts()
    made = {
        "members": table,
        "chosen": tuple(chosen["candidate"]),
        "worth": float(chosen["worth"].sum()),
        "classes": counts.reindex(["quick win", "long-term gain", "steady"], fill_value=0),
        "limits": pd.DataFrame(
            list(limits), columns=["resource", "meaning", "unit", "used", "limit", "left"]
        ),
        "balance": balance_frame(balance),
        "balance_slipped": balance_frame(balance if late is None else late),
        "arguments": {"reading": "worth"},
        "appraisal": Like(case=Like(charter=charter())),
    }
    return Like(**{**made, **changed})


def balance_frame(rows):
    """Benefit by year from (by, chosen, attainable, chosen_gain, attainable_gain)."""
    columns = ["by", "chosen", "attainable", "chosen_gain", "attainable_gain"]
    table = pd.DataFrame(list(rows), columns=columns)
    table["share"] = (table["chosen"] / table["attainable"]).fillna(1.0)
    table["share_gain"] = (table["chosen_gain"] / table["attainable_gain"]).fillna(1.0)
    return table


def like_ranking(names, parts, criteria=("Health gain", "Fairness"), weights=(0.6, 0.4)):
    """Stand in for a ranking: candidates with the points of each criterion, best first."""
    codes = [f"C{i + 1}" for i in range(len(criteria))]
    contributions = pd.DataFrame(
        list(parts), columns=codes, index=[f"P{i + 1:02d}" for i in range(len(names))], dtype=float
    )
    value = contributions.sum(axis="columns")
    table = pd.DataFrame(
        {
            "candidate": contributions.index,
            "name": list(names),
            "class": "steady",
            "value": value.to_numpy(),
            "rank": value.rank(ascending=False, method="min").astype(int).to_numpy(),
        }
    )
    case = Like(
        criteria=pd.DataFrame({"criterion": codes, "name": list(criteria)}), charter=charter()
    )
    appraisal = Like(case=case, weights=pd.Series(list(weights), index=codes))
    return Like(table=table, contributions=contributions, appraisal=appraisal)


def like_gaps(rows, area="Northmere"):
    """Stand in for gaps from (indicator_name, opportunity, lower, upper)."""
    table = pd.DataFrame(
        list(rows),
        columns=["indicator_name", "opportunity", "opportunity_lower", "opportunity_upper"],
    )
    table.insert(0, "indicator", [f"I{i + 1:02d}" for i in range(len(table))])
    table = table.assign(period="2025-26", sex="persons", age=None, peers=10, source="SYNTHETIC")
    return Like(table=table, area=area, area_name=area, how="the mean of 10 areas", confidence=0.95)


@pytest.fixture(scope="session")
def like():
    return Like(portfolio=like_portfolio, ranking=like_ranking, gaps=like_gaps, charter=charter)

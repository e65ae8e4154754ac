"""What is said beside the set? One sentence for the room, and what releases would pay for."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.portfolio.choice import Portfolio
from wcc_prioritise.portfolio.demands import with_helps
from wcc_prioritise.portfolio.money import FUNDED_YEARS, money
from wcc_prioritise.portfolio.robust import FundedShare
from wcc_prioritise.portfolio.solver import NoPortfolio, best_set, with_choice
from wcc_prioritise.portfolio.thresholds import thresholds

COIN_TOSS = 0.02
"""A place that hangs on less than this share of the set's worth is called a coin-toss."""


def one_sentence(portfolio: Portfolio, funded: FundedShare | None = None) -> str:
    """What does the set do, in one sentence that can be read out?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    funded : FundedShare, optional
        Where given, places that hold in some draws and not in others are the coin-tosses; else
        those that hang on less than 2% of the set's worth.

    Returns
    -------
    str
        How many it funds, how many people a year they help, how many pay back, when the first
        benefit comes, what is left to find a year, and which places are a coin-toss.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> said = one_sentence(wcc.select(appraisal, limits={"gross_3yr": 9_000}))
    >>> said.startswith("Funds ")
    True
    """
    if not portfolio.chosen:
        return portfolio.summary()
    a, codes, cash = portfolio.appraisal, list(portfolio.chosen), money(portfolio)
    first = a.case.candidates.set_index("candidate").loc[codes, "first_benefit"].min()
    found = (
        f"leaves £{cash.recurrent:,.0f} thousand a year to find after year {FUNDED_YEARS}"
        if cash.recurrent > 0
        else f"frees £{-cash.recurrent:,.0f} thousand a year after year {FUNDED_YEARS}"
    )
    tossed = _coin_tosses(portfolio, funded)
    said = (
        f"Funds {len(codes)}, helps {a.people[codes].sum():,.0f} people a year, "
        f"{len(cash.pay_back)} pay back, the first benefit comes {first:g} months after the start, "
        f"and it {found}"
    )
    if not tossed:
        return f"{said}; no place is a coin-toss."
    are = "is a coin-toss" if len(tossed) == 1 else "are a coin-toss"
    return f"{said}; {' and '.join(tossed)} {are}."


def _coin_tosses(portfolio: Portfolio, funded: FundedShare | None) -> list[str]:
    if funded is not None:
        table = funded.table
        close = table[(table["share"] > 0.25) & (table["share"] < 0.75)]
        return sorted(close["candidate"])
    table = thresholds(portfolio)
    return sorted(table.loc[table["margin"].abs() < COIN_TOSS * portfolio.worth, "candidate"])


def releases_for_growth(portfolio: Portfolio, resource: str | None = None) -> pd.DataFrame:
    """What would each release pay for, if what it frees were spent on growth?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    resource : str, optional
        The limit, in £ thousand over the funded years, that the freed money is added to; by
        default the first.

    Returns
    -------
    DataFrame
        candidate, name, chosen; frees (cashable savings of the funded years less its cost, £
        thousand, capped by its pot); worth of the best set with it and with its savings spent,
        gained (against the set as it is), enters and leaves.

    References
    ----------
    Ruta et al., BMJ 2005;330:1501-1503 (programme budgeting: growth paid for by release).
    """
    a, limits = portfolio.appraisal, portfolio.arguments["limits"]
    resource = resource or next(iter(limits))
    kinds = a.case.candidates.set_index("candidate")["kind"]
    rows = []
    for code in kinds.index[kinds == "release"]:
        cash = money(portfolio, [code], years=FUNDED_YEARS + 1)
        frees = float(cash.years["net"].iloc[:FUNDED_YEARS].sum())
        # Its own cost is inside what it frees, so the limit grows by its savings.
        saved = float(cash.years["cashable"].iloc[:FUNDED_YEARS].sum())
        rows.append((code, *_with_release(portfolio, code, resource, saved), frees))
    names = ["candidate", "worth", "chosen_with_it", "frees"]
    table = pd.DataFrame(rows, columns=names)
    before = set(portfolio.chosen)
    table["name"] = a.case.names.reindex(table["candidate"]).to_numpy()
    table["chosen"] = table["candidate"].isin(before)
    table["gained"] = table["worth"] - portfolio.worth
    sets = table["chosen_with_it"]
    table["enters"] = [tuple(c for c in s if c not in before) for s in sets]
    table["leaves"] = [tuple(c for c in portfolio.chosen if s and c not in s) for s in sets]
    order = ["candidate", "name", "chosen", "frees", "worth", "gained", "enters", "leaves"]
    return table[order]


def _with_release(portfolio: Portfolio, code: str, resource: str, saved: float) -> tuple:
    a, limits = portfolio.appraisal, portfolio.arguments["limits"]
    rules = with_choice(with_helps(portfolio.rules, a, portfolio.worths), code, True)
    larger = {**limits, resource: limits[resource] + max(saved, 0.0)}
    try:
        found = best_set(portfolio.worths, a.resources, larger, rules)
    except NoPortfolio:
        return float("nan"), ()
    return found.worth, found.chosen

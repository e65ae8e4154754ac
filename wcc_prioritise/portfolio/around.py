"""What stands around the answer? Other budgets, near-equal sets, and a plan beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.portfolio.choice import Portfolio
from wcc_prioritise.portfolio.demands import codes_of, unknown_name
from wcc_prioritise.portfolio.frontier import Frontier, whole_frontier
from wcc_prioritise.portfolio.robust import sets_of
from wcc_prioritise.portfolio.solver import NoPortfolio

STEP = 100.0
"""The usual step of the marginal analysis, in the unit of the limit (£ thousand)."""

NEAR = 0.02
"""Sets that are worth this share less than the best are near-equal."""


def steps(portfolio: Portfolio, resource: str | None = None) -> pd.DataFrame:
    """What does each larger budget buy, and whom does it drop? The whole frontier of one limit.

    Parameters
    ----------
    portfolio : Portfolio
        Whose reading of worth counts; its other limits and rules do not.
    resource : str, optional
        A limited resource; by default the first limit.

    Returns
    -------
    DataFrame
        cost, worth, chosen, enters, leaves, supported (an order by value for money can reach it)
        and within (within the limit), one row an efficient set from the cheapest on.
    """
    resource = _limited(portfolio, resource)
    found = frontier_of(portfolio, resource)
    sets = [frozenset(found.chosen(place)) for place in range(len(found.cost))]
    before = [frozenset(), *sets[:-1]]
    return pd.DataFrame(
        {
            "cost": found.cost,
            "worth": found.worth,
            "chosen": [_in_order(found.names, kept) for kept in sets],
            "enters": [_in_order(found.names, b - a) for a, b in zip(before, sets, strict=True)],
            "leaves": [_in_order(found.names, a - b) for a, b in zip(before, sets, strict=True)],
            "supported": found.supported,
            "within": found.cost <= portfolio.arguments["limits"][resource] + 1e-9,
        }
    )


def frontier_of(portfolio: Portfolio, resource: str | None = None) -> Frontier:
    """Give the whole frontier of one limit of a portfolio, its other demands left aside."""
    resource = _limited(portfolio, resource)
    return whole_frontier(portfolio.worths, portfolio.appraisal.resources[resource])


def budgets(
    portfolio: Portfolio, resource: str | None = None, changes: Iterable[float] = (-0.05, 0, 0.05)
) -> pd.DataFrame:
    """What if the budget rose or fell? Every limit and rule holds; one limit moves.

    Parameters
    ----------
    portfolio : Portfolio
        The answer at the limit itself.
    resource : str, optional
        The limit that moves; by default the first.
    changes : iterable of float
        Shares of the limit: -0.05 is 5% less.

    Returns
    -------
    DataFrame
        change, limit, worth, chosen, enters, leaves and words, one row a change; where no set meets
        the demands worth is missing and the words say which clash.
    """
    resource = _limited(portfolio, resource)
    now = portfolio.arguments["limits"][resource]
    rows = [(change, *_at_limit(portfolio, resource, now * (1 + change))) for change in changes]
    names = ["change", "limit", "worth", "chosen", "enters", "leaves", "words"]
    return pd.DataFrame(rows, columns=names)


def marginal(
    portfolio: Portfolio, resource: str | None = None, step: float = STEP, parts: int = 3
) -> pd.DataFrame:
    """What do the last and the next parts of the budget buy? Marginal analysis, all rules held.

    Parameters
    ----------
    portfolio : Portfolio
        The answer at the limit itself.
    resource : str, optional
        The limit that moves; by default the first.
    step : float
        One part, in the unit of the limit.
    parts : int
        How many parts down and up.

    Returns
    -------
    DataFrame
        change (in the unit of the limit), limit, worth, gained (against the answer), for_each
        (worth gained for each unit of the change), chosen, enters, leaves and words.

    References
    ----------
    Mitton & Donaldson, Priority Setting Toolkit, 2004 (programme budgeting and marginal analysis).
    """
    resource = _limited(portfolio, resource)
    now = portfolio.arguments["limits"][resource]
    rows = []
    for part in (p for p in range(-parts, parts + 1) if p and now + p * step >= 0):
        limit, worth, *rest = _at_limit(portfolio, resource, now + part * step)
        gained = worth - portfolio.worth
        rows.append((part * step, limit, worth, gained, gained / (part * step), *rest))
    names = ["change", "limit", "worth", "gained", "for_each", "chosen", "enters", "leaves"]
    return pd.DataFrame(rows, columns=[*names, "words"])


def _at_limit(portfolio: Portfolio, resource: str, limit: float) -> tuple:
    limits = {**portfolio.arguments["limits"], resource: limit}
    try:
        other = portfolio.with_limits(limits)
    except NoPortfolio as clash:
        return limit, np.nan, (), (), (), "no set: " + "; ".join(clash.clash)
    enters = tuple(c for c in other.chosen if c not in portfolio.chosen)
    leaves = tuple(c for c in portfolio.chosen if c not in other.chosen)
    return limit, other.worth, other.chosen, enters, leaves, _moves(enters, leaves)


def _moves(enters: tuple[str, ...], leaves: tuple[str, ...]) -> str:
    parts = [f"{', '.join(enters)} in"] if enters else []
    parts += [f"{', '.join(leaves)} out"] if leaves else []
    return "; ".join(parts) or "the same set"


def near_equals(portfolio: Portfolio, within: float = NEAR, most: int = 20) -> pd.DataFrame:
    """Which other sets are almost as good, and how do they differ?

    Parameters
    ----------
    portfolio : Portfolio
        The best set; at most 24 candidates.
    within : float
        How much less they may be worth, as a share of the best.
    most : int
        How many are listed at most.

    Returns
    -------
    DataFrame
        worth, loss (share of the best), chosen, enters, leaves, the number of each class, and
        for each voice group the worth of the set under its own weights; the best set first.

    Raises
    ------
    InputError
        If there are more than 24 candidates.
    """
    a = portfolio.appraisal
    worth = portfolio.worths
    sets = sets_of(portfolio, worth)
    totals = sets.worth(worth.to_numpy())[:, 0]
    order = np.argsort(-totals, kind="stable")
    order = order[totals[order] >= portfolio.worth * (1 - within) - 1e-9][:most]
    groups = {group: sets.worth(w)[:, 0] for group, w in _worths_by_group(a).items()}
    rows = []
    for place in order:
        chosen = tuple(n for n, kept in zip(sets.names, sets.inside[place], strict=True) if kept)
        loss = 1 - totals[place] / portfolio.worth if portfolio.worth else 0.0
        enters = tuple(c for c in chosen if c not in portfolio.chosen)
        leaves = tuple(c for c in portfolio.chosen if c not in chosen)
        classes = a.classes[list(chosen)].value_counts()
        rows.append(
            {"worth": totals[place], "loss": max(loss, 0.0), "chosen": chosen, "enters": enters,
             "leaves": leaves}
            | {name: int(classes.get(name, 0)) for name in sorted(set(a.classes))}
            | {f"worth to {group}": by_group[place] for group, by_group in groups.items()}
        )  # fmt: skip
    return pd.DataFrame(rows)


def _worths_by_group(appraisal) -> Mapping[str, np.ndarray]:
    """Give the worth of each candidate under each voice group's own mean weights.

    A group of fewer than three people is left out: it would show one person's weights.
    """
    from wcc_prioritise.judgement import memberships

    shares = memberships(appraisal.case.people, appraisal.case.voice_groups)
    shares = shares.reindex(appraisal.person_weights.index).fillna(0.0)
    found = {}
    for group in shares.columns:
        held = shares[group][shares[group] > 0]
        if len(held) < 3:
            continue
        weights = appraisal.person_weights.loc[held.index].mul(held, axis="index").sum()
        weights = (weights / held.sum()).reindex(appraisal.values.columns)
        values = appraisal.values.to_numpy()
        found[group] = appraisal.worth_of(values, weights.to_numpy()[None, :])[0]
    return found


@dataclass(frozen=True, eq=False)
class PlanCompared:
    """A plan somebody proposes, beside the best at its cost and the cheapest at its worth.

    Attributes
    ----------
    table : DataFrame
        plan (proposed, better at the same cost, cheaper at the same worth), chosen, cost, worth,
        enters and leaves against the proposed plan.
    breaks : tuple of str
        Demands of the portfolio that the proposed plan does not meet.
    regret : float
        Worth that the proposed plan forgoes at its own cost.
    resource : str
        In what the cost is counted.
    portfolio : Portfolio
        What it was made from.
    """

    table: pd.DataFrame
    breaks: tuple[str, ...]
    regret: float
    resource: str
    portfolio: Portfolio


def compare_plan(
    portfolio: Portfolio, proposed: Iterable[str], resource: str | None = None
) -> PlanCompared:
    """How does a proposed plan compare: what is better at its cost, what cheaper at its worth?

    Parameters
    ----------
    portfolio : Portfolio
        Whose reading of worth and limits count.
    proposed : iterable of str
        Candidates of the proposed plan.
    resource : str, optional
        In what the cost is counted; by default the first limit.

    Returns
    -------
    PlanCompared
        The three plans, the demands that the proposed one breaks, and its regret. The other two are
        looked for on the frontier of this one resource.

    References
    ----------
    Phillips & Bana e Costa 2007, section 4 (proposed, better and cheaper portfolios).
    """
    resource = _limited(portfolio, resource)
    codes = codes_of(proposed)
    worth, cost = portfolio.worths, portfolio.appraisal.resources[resource]
    for code in codes:
        if code not in worth.index:
            raise unknown_name("candidate", code, list(worth.index))
    found = frontier_of(portfolio, resource)
    mine, paid = float(worth[list(codes)].sum()), float(cost[list(codes)].sum())
    better = found.at(paid)
    cheaper = int(np.searchsorted(found.worth, mine - 1e-9))
    rows = [
        ("proposed", codes, paid, mine),
        ("better at the same cost", found.chosen(better), found.cost[better], found.worth[better]),
        ("cheaper at the same worth", found.chosen(min(cheaper, better)),
         found.cost[min(cheaper, better)], found.worth[min(cheaper, better)]),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["plan", "chosen", "cost", "worth"])
    table["enters"] = [tuple(c for c in s if c not in codes) for s in table["chosen"]]
    table["leaves"] = [tuple(c for c in codes if c not in s) for s in table["chosen"]]
    regret = max(float(found.worth[better]) - mine, 0.0)
    return PlanCompared(table, portfolio.broken_by(codes), regret, resource, portfolio)


def _limited(portfolio: Portfolio, resource: str | None) -> str:
    limits = portfolio.arguments["limits"]
    if resource is None and limits:
        return next(iter(limits))
    if resource not in limits:
        raise unknown_name("limit", resource, list(limits))
    return resource


def _in_order(names: tuple[str, ...], kept: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in kept)

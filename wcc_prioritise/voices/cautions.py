"""What should the room know before it trusts this set? Shown only where it bears on the set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.figures import values_of
from wcc_prioritise.judgement import memberships, pool, pool_weights
from wcc_prioritise.portfolio import Portfolio, thresholds
from wcc_prioritise.portfolio.demands import help_gains
from wcc_prioritise.ranking import rank
from wcc_prioritise.voices.discuss import CHANGES, discuss_next
from wcc_prioritise.voices.matters import crosses, under_reading, worths_with
from wcc_prioritise.voices.rooms import moved_words

COLUMNS = ["check", "about", "seen", "matters", "do"]

ONE_IN_FOUR = 0.6744897501960817
"""Standard errors that a normal quantity passes on one side one time in four."""

WEAK = ("D",)
"""Evidence grades that are opinion; no grade is as weak."""


def cautions(portfolio: Portfolio) -> pd.DataFrame:
    """What should the room know before it trusts this set?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.

    Returns
    -------
    DataFrame
        check, about, seen, matters, do; a row only where it bears on who is chosen: near ties at
        the edge of the set, the other counting rule, what funding down the list would buy, and weak
        evidence where it decides. Names nobody.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> found = cautions(wcc.select(appraisal, limits={"gross_3yr": 9_000, "lead_months": 60}))
    >>> "down the list" in set(found["check"])
    True
    """
    looks = (_near_ties, _other_counting_rule, _down_the_list, _weak_evidence)
    return pd.DataFrame([row for look in looks for row in look(portfolio)], columns=COLUMNS)


def weak_evidence(portfolio: Portfolio) -> pd.DataFrame:
    """Whose place in the set hangs on what is least well known? Columns as in `cautions`."""
    return pd.DataFrame(_weak_evidence(portfolio), columns=COLUMNS)


def _near_ties(portfolio: Portfolio) -> Iterator[tuple]:
    """Find candidates that another panel like this would move in or out one time in four."""
    found = thresholds(portfolio).set_index("candidate")
    noise = worth_noise(portfolio).reindex(found.index)
    near = found[found["margin"].abs() <= ONE_IN_FOUR * noise]
    if near.empty:
        return
    inside, out = near.index[near["chosen"]], near.index[~near["chosen"]]
    parts = [f"{', '.join(inside)} (in)"] if len(inside) else []
    parts += [f"{', '.join(out)} (out)"] if len(out) else []
    rule = portfolio.appraisal.case.charter.tie_break
    agreed = f"Use the tie-break agreed beforehand: {rule}" if rule else "No tie-break was agreed."
    yield (
        "near tie",
        "the set",
        f"{' and '.join(parts)} cannot be separated on these scores.",
        "Another panel like this one would choose otherwise more than one time in four.",
        f"Show them as one band. {agreed}",
    )


def worth_noise(portfolio: Portfolio) -> pd.Series:
    """How far would each worth lie elsewhere with another panel like this?

    Returns
    -------
    Series
        Standard error of the worth by candidate, in points a year, over people (jackknife: each
        person's scores and weights left out in turn).

    References
    ----------
    Efron & Tibshirani, An introduction to the bootstrap, 1993, chapter 11.
    """
    from wcc_prioritise.judgement.rounds import standing

    a = portfolio.appraisal
    answers = standing(a.case).answers
    shares = memberships(a.case.people, a.case.voice_groups)
    spoke = [
        p for p in answers.index if answers.loc[p].notna().any() or p in a.person_weights.index
    ]
    if len(spoke) < 2:
        return pd.Series(0.0, index=portfolio.worths.index)
    values, weights = [], []
    for person in spoke:
        left = pool(answers.drop(index=person), shares).by(a.score_rule).unstack("criterion")
        left = left.reindex(index=a.values.index, columns=a.values.columns)
        figures = left.where(left.notna(), a.figures).astype(float)
        values.append(values_of(a.case.criteria, figures, a.beyond).to_numpy(float))
        others = a.person_weights.drop(index=person, errors="ignore")
        own = pool_weights(others, shares)[a.weight_rule] if len(others) else a.weights
        weights.append(own.reindex(a.values.columns).to_numpy(float))
    worths = under_reading(portfolio, np.array(values), np.array(weights))
    away = worths - worths.mean(axis=0)
    noise = np.sqrt((len(worths) - 1) / len(worths) * (away**2).sum(axis=0))
    return pd.Series(noise, index=a.values.index)


def _other_counting_rule(portfolio: Portfolio) -> Iterator[tuple]:
    for row in portfolio.readings.itertuples():
        if " pooled by " in row.reading and (row.enters or row.leaves):
            yield (
                "people or groups",
                row.reading,
                f"With {row.reading}, {moved_words(row.enters, row.leaves)}.",
                "The set depends on whether people or voice groups are counted.",
                "Keep to the rule of the charter, chosen beforehand, and show both sets.",
            )


def _down_the_list(portfolio: Portfolio) -> Iterator[tuple]:
    """Compare the set with what the same limits buy down the list by value."""
    order = list(rank(portfolio.appraisal).table["candidate"])
    costs, limits = portfolio.appraisal.resources, portfolio.arguments["limits"]
    bought = {skip: down_the_list(order, costs, limits, skip) for skip in (False, True)}
    worth = {skip: _worth_of(portfolio, codes) for skip, codes in bought.items()}
    best = max(worth.values())
    if not limits or best >= portfolio.worth - 1e-9:
        return
    yield (
        "down the list",
        "the set",
        f"Funding down the list would stop after {len(bought[False])} candidates, worth "
        f"{worth[False]:.0f} points a year; skipping what no longer fits, {worth[True]:.0f}. The "
        f"chosen set is worth {portfolio.worth:.0f}.",
        "A different set gives more benefit for the same money.",
        "Choose the set as a whole, and show what the list would have funded.",
    )


def down_the_list(
    order: Iterable[str],
    costs: pd.DataFrame,
    limits: Mapping[str, float],
    skip: bool,
) -> tuple[str, ...]:
    """What would funding down a list buy?

    Parameters
    ----------
    order : iterable of str
        Candidates, best first.
    costs : DataFrame
        Candidate by resource.
    limits : mapping of str to float
        The most that may be used, by resource.
    skip : bool
        Whether to go on past what does not fit; otherwise the list stops there.

    Returns
    -------
    tuple of str
        What is bought, in the order of the list; links and rules are left aside.

    Examples
    --------
    >>> costs = pd.DataFrame({"cost": [500.0, 300, 60]}, index=["A", "B", "F"])
    >>> down_the_list("ABF", costs, {"cost": 600}, skip=True)
    ('A', 'F')
    """
    bought, left = [], dict(limits)
    for code in order:
        if all(costs.at[code, r] <= left[r] + 1e-9 for r in limits):
            bought.append(code)
            left = {r: left[r] - costs.at[code, r] for r in limits}
        elif not skip:
            break
    return tuple(bought)


def _worth_of(portfolio: Portfolio, codes: tuple[str, ...]) -> float:
    worth = portfolio.worths
    helps = help_gains(portfolio.appraisal, worth)
    return float(worth[list(codes)].sum() + sum(g for a, b, g in helps if {a, b} <= set(codes)))


def _weak_evidence(portfolio: Portfolio) -> Iterator[tuple]:
    """Find candidates whose place in the set hangs on weak evidence."""
    grades = portfolio.appraisal.case.candidates.set_index("candidate")["grade"]
    cells = discuss_next(portfolio, named={})
    judged = cells.loc[cells["because"] == CHANGES, ["candidate", "criterion_name"]]
    weak = judged[~grades.reindex(judged["candidate"]).isin(["A", "B", "C"]).to_numpy()]
    rows = [(c, f"{n}, and its evidence is opinion") for c, n in weak.itertuples(index=False)]
    rows += [(c, f"{n} between its low and its high figure") for c, n in _ranges(portfolio)]
    for code, hangs in rows:
        place = "in" if code in portfolio.chosen else "out of"
        yield (
            "weak evidence",
            code,
            f"{code} {portfolio.appraisal.case.names[code]} is {place} the set; that hangs on "
            f"{hangs}.",
            "This place rests on what is least well known.",
            "Ask for evidence on this before the list is decided, or say how little is known.",
        )


def _ranges(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """Find measured figures whose low or high carries their candidate across its threshold."""
    a, found = portfolio.appraisal, thresholds(portfolio).set_index("candidate")
    names = a.case.criteria.set_index("criterion")["name"]
    measures = a.case.measures
    for criterion, rows in measures.groupby("criterion", sort=True):
        ends = rows.set_index("candidate")[["low", "high"]].astype(float).T
        ends = ends[[c for c in found.index if c in ends.columns]]
        worth = worths_with(portfolio, criterion, ends).to_numpy()
        at = found.loc[ends.columns]
        over = crosses(portfolio, at["chosen"].to_numpy(), worth, at["threshold"].to_numpy())
        for code in ends.columns[over.any(axis=0)]:
            yield code, names[criterion]

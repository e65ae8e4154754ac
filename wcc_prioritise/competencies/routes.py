"""Build it, share it or buy it? The routes to a skill, compared as any candidates are.

The routes to one need are the candidates of a small case: four criteria in words, scored and
weighed by people, valued by the library's own appraisal. Cost is no criterion. It is the limit, and
what a point of value is divided by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal import Appraisal, appraise
from wcc_prioritise.case import Case
from wcc_prioritise.competencies.route_records import ROUTES, RouteTables, known
from wcc_prioritise.judgement.panel import SPREAD_NEEDS, mean_and_spread
from wcc_prioritise.robustness import smallest_change, tipping_weights
from wcc_prioritise.tables import InputError, check_frame

if TYPE_CHECKING:
    from wcc_prioritise.portfolio import Portfolio

COST = "resource_over_the_horizon"
"""Cost of a route over the horizon, thousand pounds, as the case holds it."""

MOST_YEARS = 20
SEEN = 9
"""Decimals to which values are told apart, as where candidates are ordered."""


@dataclass(frozen=True, eq=False)
class RouteChoice:
    """Which route to one need, and why.

    Attributes
    ----------
    need : mapping
        The row of the need: need, kind, name, limit and so on.
    years : int
        The horizon over which cost is counted.
    appraisal : Appraisal
        The routes, valued; it holds their case.
    answers : DataFrame
        Person by route: the value that each person's own scores and weights give, for those who
        answered everything.
    evidence : DataFrame
        What earlier years showed of routes, this need first.
    """

    need: Mapping[str, object]
    years: int
    appraisal: Appraisal
    answers: pd.DataFrame
    evidence: pd.DataFrame

    @property
    def limit(self) -> float | None:
        """Cost over the horizon that may not be passed, thousand pounds; None without a limit."""
        return known(self.need["limit"])

    @cached_property
    def _table(self) -> pd.DataFrame:
        facts = self.appraisal.case.candidates.set_index("candidate")
        count, _, spread = mean_and_spread(self.answers.to_numpy(float))
        own = self.answers.round(SEEN)
        first = own.eq(own.max(axis="columns"), axis="index").sum()
        table = pd.DataFrame(
            {
                "what": facts["description"],
                "with_whom": facts["provider"],
                "value": self.appraisal.value,
                "spread": spread,
                "count": count,
                "first_for": first.where(count >= SPREAD_NEEDS),
                "cost": facts[COST],
            }
        )
        within = table["cost"] <= (np.inf if self.limit is None else self.limit)
        each = table["value"] / table["cost"].where(table["cost"] > 0)
        table = table.assign(within_limit=within, points_per_thousand=each)
        order = table.assign(value=-table["value"].round(SEEN), out=~within)
        order = order.sort_values(["out", "value", "cost"], kind="stable").index
        return table.loc[order].rename_axis("route").reset_index()

    @property
    def table(self) -> pd.DataFrame:
        """The routes, best first and those above the limit last.

        Value 0 to 100; `spread` (standard deviation) and `count` over people's own values, the
        spread missing for fewer than three; `first_for`, for how many the route comes first; cost
        over the horizon in thousand pounds; `within_limit`; `points_per_thousand`, value for each
        thousand pounds.
        """
        return self._table.copy()

    @property
    def recommended(self) -> str | None:
        """The route of most value within the limit, the cheaper one where two are level."""
        return self._standing(0)

    @property
    def runner_up(self) -> str | None:
        """The next of those within the limit; None where there is no other."""
        return self._standing(1)

    def _standing(self, place: int) -> str | None:
        within = self._table.loc[self._table["within_limit"], "route"]
        return within.iloc[place] if place < len(within) else None

    @property
    def cost(self) -> float | None:
        """Cost of the recommended route over the horizon, thousand pounds."""
        return None if self.recommended is None else float(self._row(self.recommended)["cost"])

    def _row(self, route: str) -> pd.Series:
        return self._table.set_index("route").loc[route]

    @property
    def heading(self) -> str:
        """Name the need: its code and its words."""
        return f"{self.need['need']} {self.need['name']}"

    @property
    def words(self) -> str:
        """Say which route, on what grounds, and what comes second."""
        from wcc_prioritise.competencies.route_words import recommendation

        return recommendation(self)

    @property
    def tips(self) -> tuple[str, ...]:
        """Say what would tip it: weights, money, or closeness."""
        from wcc_prioritise.competencies.route_words import tips

        return tips(self)

    @cached_property
    def within(self) -> Appraisal | None:
        """The appraisal without the routes above the limit; None where fewer than two are left."""
        kept = self.appraisal
        for route in self._table.loc[~self._table["within_limit"], "route"]:
            if len(kept.values) <= 2:
                return None
            kept = kept.without(candidate=route)
        return kept if len(kept.values) > 1 else None

    def tipping(self) -> tuple[str, ...]:
        """At which weights would another route within the limit lead? One sentence each."""
        if self.within is None or self.within.values.isna().to_numpy().any():
            return ()
        found = tipping_weights(self.within)
        if found.leader != self.recommended:  # level: the cheaper was taken
            return ()
        moves = found.table[["lower", "upper"]].notna().any(axis="columns")
        said = [words for words, moved in zip(found.words, moves, strict=True) if moved]
        return (*said, smallest_change(self.within).words)

    def __repr__(self) -> str:
        """Say in one line what is recommended."""
        return f"<RouteChoice: {self.heading}: {self.recommended or 'none within the limit'}>"


def routes(known_of: RouteTables, need: str, *, years: int = 3) -> RouteChoice:
    """Build, share or buy: which route to this need?

    Parameters
    ----------
    known_of : RouteTables
        Needs, routes, criteria, swings and scores, as `read_routes` gives them.
    need : str
        Code of the need: a sub-competency short of its target, or a chosen project.
    years : int
        The horizon over which cost is counted: the cost at the start and so many years, 1 to 20.

    Returns
    -------
    RouteChoice
        The routes valued, the recommendation in words, and what would tip it.

    Raises
    ------
    InputError
        If the need is unknown, fewer than two routes to it are given, or a route was scored by
        nobody on some criterion.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import read_routes
    >>> choice = routes(read_routes(wcc.sample("competencies")), "9.1")
    >>> choice.recommended, choice.runner_up
    ('buy', 'share')
    """
    row = known_of.need(need)
    _refuse_years(years)
    facts = known_of.of("routes", need)
    if len(facts) < 2:
        raise InputError.of(
            where="routes",
            found=f"{len(facts)} of the three routes to {need}",
            allowed="two or three",
            do="Say what each route would be and what it costs, or there is nothing to compare.",
        )
    scores = known_of.of("route_scores", need)
    strays = sorted(set(scores["route"]) - set(facts["route"]))
    if strays:
        raise InputError.of(
            where="route_scores",
            found=f"scores of {strays[0]!r} for {need}",
            allowed=f"scores of a route to it: {', '.join(facts['route'])}",
            do="Add the route to the table of routes, or take the scores out.",
        )
    evidence = _evidence(known_of, need)
    appraisal = appraise(_case(known_of, row, facts, scores, evidence, years))
    return RouteChoice(row, years, appraisal, _own_values(appraisal), evidence)


def _refuse_years(years: object) -> None:
    if isinstance(years, bool) or not isinstance(years, int) or not 1 <= years <= MOST_YEARS:
        raise InputError.of(
            where="years",
            found=repr(years),
            allowed=f"a whole number, 1 to {MOST_YEARS}",
            do="Say over how many years the cost is counted.",
        )


def _evidence(known_of: RouteTables, need: str) -> pd.DataFrame:
    """Give what earlier years showed, this need first, in the order of the table otherwise."""
    rows = known_of["route_evidence"]
    other = (rows["need"] != need).to_numpy()
    return rows.iloc[np.argsort(other, kind="stable")].reset_index(drop=True)


# ---- the small case -----------------------------------------------------------------------------


def _case(
    known_of: RouteTables,
    need: Mapping[str, object],
    facts: pd.DataFrame,
    scores: pd.DataFrame,
    evidence: pd.DataFrame,
    years: int,
) -> Case:
    """Put the routes to one need into a case like any other: three candidates, all criteria."""
    from wcc_prioritise.case.value import case_from

    named = known_of["route_criteria"].drop(columns="source")
    swings = known_of["route_swings"]
    people = sorted({*swings["person"], *scores["person"]})
    frames = {
        "charter": pd.DataFrame([_charter(need)], dtype=object),
        "people": pd.DataFrame({"person": people, "roles": "scores the routes"}),
        "candidates": _candidates(facts, years),
        "criteria": named.assign(kind="judged", counts="condition", use="context"),
        "swings": swings,
        "scores": scores.rename(columns={"route": "candidate"}).drop(columns="need"),
        "evidence": _cards(evidence, facts),
    }
    tables, faults = {}, []
    for name, frame in frames.items():
        tables[name], more = check_frame(name, frame, f"routes to {need['need']}, {name}")
        faults += more
    return case_from(tables, faults)


def _charter(need: Mapping[str, object]) -> dict[str, object]:
    """Give the rules; no route is counted by people, so the rules about people are not used."""
    return {
        "question": f"{need['need']} {need['name']}: build, share or buy?",
        "organisation": known(need["owner"]) or "the commissioner",
        "notice": known(need["notice"]),
        "reference_people": 1,
        "reference_because": "not used: no route is counted by people",
        "quick_gain_per_million": 0,
        "long_gain": 0,
        "weight_rule": "person",
    }


def _candidates(facts: pd.DataFrame, years: int) -> pd.DataFrame:
    facts = facts.set_index("route").reindex([r for r in ROUTES if r in set(facts["route"])])
    return pd.DataFrame(
        {
            "candidate": facts.index,
            "name": facts.index.str.capitalize(),
            "description": facts["what"].to_numpy(),
            "provider": facts["with_whom"].to_numpy(),
            "set_up_cost": facts["first_cost"].to_numpy(),
            "running_cost": facts["yearly_cost"].to_numpy(),
            COST: (facts["first_cost"] + years * facts["yearly_cost"]).to_numpy(),
            **dict.fromkeys(("first_benefit", "full_benefit", "people", "gain"), 0),
            "duration": 1,
        }
    )


def _cards(evidence: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Give what earlier years showed of these routes as evidence cards."""
    rows = evidence[evidence["route"].isin(facts["route"])]
    cards = rows.rename(columns={"route": "candidate", "year": "date"}).drop(columns="need")
    return cards.assign(kind="audit")


def _own_values(appraisal: Appraisal) -> pd.DataFrame:
    """Give the value that each person's own scores and weights make of each route."""
    scores, values = appraisal.case.scores, appraisal.values
    own = scores.pivot(index="person", columns=["candidate", "criterion"], values="score")
    cells = pd.MultiIndex.from_product([values.index, values.columns])
    own = own.reindex(index=appraisal.person_weights.index, columns=cells).dropna().astype(float)
    weights = appraisal.person_weights.loc[own.index, values.columns].to_numpy(float)
    made = appraisal.value_of(own.to_numpy().reshape(len(own), *values.shape), weights)
    return pd.DataFrame(made, index=own.index, columns=values.index)


# ---- all of them --------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class RoutePlan:
    """Which route for every need, and how much of it is bought in?

    Attributes
    ----------
    choices : tuple of RouteChoice
        One for each need that has routes, in the order of the table of needs.
    not_compared : tuple of str
        Gaps and chosen projects to which nobody has written down any routes.
    """

    choices: tuple[RouteChoice, ...]
    not_compared: tuple[str, ...]

    @property
    def table(self) -> pd.DataFrame:
        """One row a need: kind, name, recommended, value, runner_up, cost, with_whom."""
        rows = [
            (c.need["need"], c.need["kind"], c.need["name"], c.recommended, *_told(c))
            for c in self.choices
        ]
        columns = ["need", "kind", "name", "recommended", "value", "runner_up", "cost", "with_whom"]
        return pd.DataFrame(rows, columns=columns)

    @property
    def totals(self) -> pd.DataFrame:
        """By route: needs, first_cost and yearly_cost, and cost over the horizon (£ thousand)."""
        rows = []
        for route in ROUTES:
            taken = [c for c in self.choices if c.recommended == route]
            used = [c.appraisal.resources.loc[route] for c in taken]
            sums = [sum(u[name] for u in used) for name in ("set_up_cost", "running_cost", COST)]
            rows.append((route, len(taken), *map(float, sums)))
        columns = ["route", "needs", "first_cost", "yearly_cost", "cost"]
        return pd.DataFrame(rows, columns=columns).set_index("route")

    @property
    def bought_in(self) -> float:
        """Cost over the horizon of all that is bought in, thousand pounds."""
        return float(self.totals.loc["buy", "cost"])

    @property
    def words(self) -> str:
        """Say how many of each, and what is bought in."""
        from wcc_prioritise.competencies.route_words import plan_words

        return plan_words(self)

    def __repr__(self) -> str:
        """Say in one line what it comes to."""
        return f"<RoutePlan: {self.words}>"


def _told(choice: RouteChoice) -> tuple[float | None, str | None, float | None, str | None]:
    if choice.recommended is None:
        return None, None, None, None
    row = choice._row(choice.recommended)
    return row["value"], choice.runner_up, row["cost"], known(row["with_whom"])


def every_route(
    known_of: RouteTables,
    *,
    years: int = 3,
    gaps: Iterable[str] = (),
    portfolio: Portfolio | None = None,
) -> RoutePlan:
    """Which route for each gap and each chosen project, and how much is bought in altogether?

    Parameters
    ----------
    known_of : RouteTables
        As `read_routes` gives them.
    years : int
        The horizon over which cost is counted, 1 to 20.
    gaps : iterable of str
        Codes of the sub-competencies short of their target.
    portfolio : Portfolio, optional
        Its chosen projects are looked for too, and a project that was not chosen is left out.

    Returns
    -------
    RoutePlan
        A choice for each need with routes; gaps and projects without any are listed.

    Raises
    ------
    InputError
        If no need has routes, or one of them cannot be compared.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import read_routes
    >>> plan = every_route(read_routes(wcc.sample("competencies")), gaps=["6.1", "8.2"])
    >>> plan.bought_in, plan.not_compared
    (165.0, ('8.2',))
    """
    chosen = None if portfolio is None else portfolio.chosen
    needs = known_of["route_needs"]
    with_routes = set(known_of["routes"]["need"])
    if chosen is not None:
        needs = needs[(needs["kind"] == "gap") | needs["need"].isin(chosen)]
    codes = [code for code in needs["need"] if code in with_routes]
    if not codes:
        raise InputError.of(
            where="routes",
            found="no routes to any need",
            allowed="two or three routes to each need",
            do="Fill in the table of routes.",
        )
    wanted = dict.fromkeys([*map(str, gaps), *(chosen or ())])
    return RoutePlan(
        choices=tuple(routes(known_of, code, years=years) for code in codes),
        not_compared=tuple(code for code in wanted if code not in codes),
    )

"""When does each project start? The portfolio in time, within what can be carried each quarter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.profile import MONTHS, phased_months
from wcc_prioritise.portfolio import NoPortfolio, Portfolio
from wcc_prioritise.portfolio.demands import number_of, unknown_name
from wcc_prioritise.portfolio.integers import Answer, solve_zero_one
from wcc_prioritise.programme.calendar import (
    MONTHS_A_QUARTER,
    month_after,
    quarter_words,
    start_of,
)
from wcc_prioritise.tables import InputError

CAPACITIES = {
    "lead_months": ("lead_months_a_quarter", "project lead months a quarter"),
    "projects": (None, "projects at work in a quarter"),
    "set_up_cost": ("set_up_cost", "£ thousand of set-up cost a quarter"),
}
"""What a quarter may be short of: column of the candidates table, and words with the unit.

Set-up cost is spread evenly over the quarters of work; the others are used in each of them.
"""

GAP = 0.01
TIME_LIMIT = 30.0
PROBE = 5.0
"""Seconds given to each look at what stands in the way."""

BY_HAND = "set by hand"
"""Status of a programme whose starts somebody moved."""

ROLES = ("sponsor", "lead", "owner")
"""Who stands for a project: each is a role, never a person's name."""


def nobody_named() -> pd.DataFrame:
    """Give the table of roles in which nobody is named: candidate, sponsor, lead, owner."""
    return pd.DataFrame(columns=["candidate", *ROLES], dtype=object)


@dataclass(frozen=True, eq=False)
class Programme:
    """The chosen projects in time.

    Attributes
    ----------
    portfolio : Portfolio
        What is carried out.
    starts : Series of int
        Quarter in which each project starts, counted from 0, by candidate.
    start : date
        First day of the programme.
    quarters : int
        Quarters it may take.
    capacity : dict
        What each quarter can carry, by resource.
    status : str
        `best` (proven within the gap), `best found` (the time ran out first) or `set by hand`.
    gap : float
        Largest improvement not ruled out, as a share; missing where somebody moved a start.
    roles : DataFrame
        Who stands for each project: candidate, sponsor, lead, owner; no row where nobody is named.
    """

    portfolio: Portfolio
    starts: pd.Series
    start: date
    quarters: int
    capacity: dict[str, float]
    status: str
    gap: float
    roles: pd.DataFrame = field(default_factory=nobody_named)

    @property
    def arguments(self) -> dict:
        """What it was asked with."""
        return {
            "start": f"{self.start:%Y-%m}",
            "quarters": self.quarters,
            "capacity": dict(self.capacity),
        }

    @cached_property
    def table(self) -> pd.DataFrame:
        """When is each project at work, and when does its benefit come?

        Columns candidate, name, class, start (quarter from 0), quarters, starts and ends (in
        words), first_benefit and full_benefit (dates), earliest first.
        """
        a = self.portfolio.appraisal
        rows = a.case.candidates.set_index("candidate").loc[list(self.starts.index)]
        work = rows["quarters"].astype(int)
        begun = self.starts * MONTHS_A_QUARTER
        table = pd.DataFrame(
            {
                "name": rows["name"],
                "class": a.classes[rows.index],
                "start": self.starts,
                "quarters": work,
                "starts": [quarter_words(self.start, q) for q in self.starts],
                "ends": [
                    quarter_words(self.start, q + max(n, 1) - 1)
                    for q, n in zip(self.starts, work, strict=True)
                ],
                "first_benefit": [
                    month_after(self.start, m) for m in begun + rows["first_benefit"]
                ],
                "full_benefit": [month_after(self.start, m) for m in begun + rows["full_benefit"]],
            }
        ).rename_axis("candidate")
        return table.reset_index().sort_values(
            ["start", "candidate"], kind="stable", ignore_index=True
        )

    @cached_property
    def load(self) -> pd.DataFrame:
        """How full is each quarter? Columns quarter, words, then used and left by resource."""
        table = pd.DataFrame(
            {
                "quarter": np.arange(self.quarters),
                "words": [quarter_words(self.start, q) for q in range(self.quarters)],
            }
        )
        rows = self.portfolio.appraisal.case.candidates.set_index("candidate")
        rows = rows.loc[list(self.starts.index)]
        for resource in CAPACITIES:
            used = np.zeros(self.quarters)
            for code, begun in self.starts.items():
                work = int(rows.at[code, "quarters"])
                used[begun : begun + work] += use_a_quarter(rows.loc[code], resource)
            table[resource] = used
            if resource in self.capacity:
                table[f"{resource}_left"] = self.capacity[resource] - used
        return table

    @cached_property
    def benefit(self) -> pd.DataFrame:
        """What has come by the end of each quarter? Columns quarter, words, worth, healthy_years.

        Cumulative: worth in point-years (expected, over doing nothing) and expected healthy years;
        not discounted.
        """
        a, codes = self.portfolio.appraisal, list(self.starts.index)
        rows = a.case.candidates.set_index("candidate").loc[codes]
        ends = MONTHS_A_QUARTER * np.arange(1, self.quarters + 1)
        since = ends[None, :] - MONTHS_A_QUARTER * self.starts.to_numpy()[:, None]
        reached = phased_months(
            rows["first_benefit"].to_numpy(float)[:, None],
            rows["full_benefit"].to_numpy(float)[:, None],
            np.maximum(since, 0),
        ) / MONTHS  # fmt: skip
        return pd.DataFrame(
            {
                "quarter": np.arange(self.quarters),
                "words": [quarter_words(self.start, q) for q in range(self.quarters)],
                "worth": self.portfolio.worths[codes].to_numpy() @ reached,
                "healthy_years": (a.health_gain * a.chance)[codes].to_numpy() @ reached,
            }
        )

    def summary(self) -> str:
        """Say when it begins, ends and first brings benefit, and how full it is."""
        if self.starts.empty:
            return "No project is chosen, so there is nothing to carry out."
        first = self.table["first_benefit"].min()
        proof = {
            "best": f"proven within {self.gap:.1%} of the best",
            BY_HAND: BY_HAND,
        }.get(self.status, f"the best found before the time ran out, within {self.gap:.1%}")
        last = (self.table["start"] + self.table["quarters"]).max() - 1
        return (
            f"{len(self.starts)} projects from {quarter_words(self.start, 0)} to "
            f"{quarter_words(self.start, max(last, 0))}; the first benefit comes in "
            f"{first:%B %Y}. The order is {proof}."
        )

    def __repr__(self) -> str:
        """Say in one line what is carried out when."""
        return f"<Programme: {self.summary()}>"


def use_a_quarter(row: pd.Series, resource: str) -> float:
    """How much of a resource does a project use in each quarter of its work?"""
    column = CAPACITIES[resource][0]
    if column is None:
        return 1.0
    used = float(row[column])
    return used / max(int(row["quarters"]), 1) if resource == "set_up_cost" else used


def schedule(
    portfolio: Portfolio,
    start: str | date,
    quarters: int = 12,
    capacity: Mapping[str, float] | None = None,
    *,
    gap: float = GAP,
    time_limit: float = TIME_LIMIT,
    progress: Callable[[str], None] | None = None,
) -> Programme:
    """When does each project start, so that benefit comes early and no quarter is overfull?

    Exact to the stated gap: each project starts once and ends its work within the quarters given;
    what it needs has ended its work first; no quarter uses more than its capacity; and the worth
    that has come by the end of the long horizon is as large as can be.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    start : str or date
        Month in which the programme starts, as 2027-04.
    quarters : int
        Quarters within which all work is to end.
    capacity : mapping of str to float, optional
        The most each quarter can carry: `lead_months` (project lead months), `projects` (at work
        at once) or `set_up_cost` (£ thousand, spread over the quarters of work).
    gap : float
        Share within which the answer is to be proven.
    time_limit : float
        Seconds after which the best found is given, and says so.
    progress : callable, optional
        Called with words.

    Returns
    -------
    Programme
        Start of each project, load by quarter, benefit by quarter.

    Raises
    ------
    InputError
        If a name is unknown or a number makes no sense.
    NoPortfolio
        If the projects cannot be carried within the quarters; what stands in the way is named.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 9_000, "lead_months": 60})
    >>> programme = schedule(portfolio, "2027-04", capacity={"lead_months": 9})
    >>> bool((programme.load["lead_months"] <= 9).all())
    True
    """
    begin, capacity = start_of(start), _checked(capacity or {})
    if int(quarters) != quarters or quarters < 1:
        raise InputError.of(
            found=f"{quarters} quarters", allowed="a whole number, 1 or more", do="Correct it."
        )
    quarters = int(quarters)
    plan = _Plan.of(portfolio, quarters, capacity)
    _refuse_what_never_fits(plan, capacity)
    if not plan.codes:
        empty = pd.Series(dtype=int)
        return Programme(portfolio, empty, begin, quarters, capacity, "best", 0.0)
    answer = _solved(plan, gap, time_limit, progress)
    starts = _pulled_forward(plan, plan.starts_of(answer.x))
    series = pd.Series(starts, index=list(plan.codes), name="start")
    return Programme(
        portfolio, series, begin, quarters, capacity, answer.status, answer.gap
    )  # fmt: skip


def _checked(capacity: Mapping[str, float]) -> dict[str, float]:
    for name in capacity:
        if name not in CAPACITIES:
            raise unknown_name("capacity", name, list(CAPACITIES))
    return {name: number_of(f"capacity {name}", most) for name, most in capacity.items()}


@dataclass(frozen=True, eq=False)
class _Plan:
    """What is to be placed in time: quarters of work, use of resources, order, gain by start."""

    codes: tuple[str, ...]
    work: np.ndarray  # quarters of work by project
    use: dict[str, np.ndarray]  # use in each quarter of work, by project
    capacity: dict[str, float]
    order: tuple[tuple[int, int], ...]  # (later, earlier)
    gain: np.ndarray  # project by start
    quarters: int

    @classmethod
    def of(cls, portfolio: Portfolio, quarters: int, capacity: dict[str, float]) -> _Plan:
        case, codes = portfolio.appraisal.case, portfolio.chosen
        rows = case.candidates.set_index("candidate").loc[list(codes)]
        work = rows["quarters"].to_numpy(int)
        use = {
            name: np.array([use_a_quarter(row, name) for _, row in rows.iterrows()])
            for name in capacity
        }
        order = tuple(
            (codes.index(later), codes.index(earlier))
            for later, earlier in portfolio.rules.needs
            if later in codes and earlier in codes
        )
        horizon = MONTHS * case.charter.long_horizon
        left = horizon - MONTHS_A_QUARTER * np.arange(quarters)
        reached = phased_months(
            rows["first_benefit"].to_numpy(float)[:, None],
            rows["full_benefit"].to_numpy(float)[:, None],
            np.maximum(left, 0)[None, :],
        ) / MONTHS  # fmt: skip
        gain = portfolio.worths[list(codes)].to_numpy()[:, None] * reached
        return cls(codes, work, use, capacity, order, gain, quarters)

    def latest(self, i: int) -> int:
        """Give the last quarter in which a project can start and still end in time."""
        return self.quarters - max(int(self.work[i]), 1)

    def starts_of(self, x: np.ndarray) -> list[int]:
        return [int(row.argmax()) for row in x.reshape(len(self.codes), self.quarters)]

    def fits(self, starts: list[int]) -> bool:
        """Say whether a plan keeps to capacity and order."""
        for later, earlier in self.order:
            if starts[later] < starts[earlier] + self.work[earlier]:
                return False
        for name, use in self.use.items():
            used = np.zeros(self.quarters)
            for i, begun in enumerate(starts):
                used[begun : begun + self.work[i]] += use[i]
            if (used > self.capacity[name] + 1e-9).any():
                return False
        return True


def _refuse_what_never_fits(plan: _Plan, capacity: dict[str, float]) -> None:
    """Name a project that no quarter can carry, or that takes longer than there is."""
    for i, code in enumerate(plan.codes):
        if plan.latest(i) < 0:
            raise NoPortfolio(
                (f"{code} takes {plan.work[i]} quarters", f"{plan.quarters} quarters in all"),
                "order",
            )
        for name, use in plan.use.items():
            if plan.work[i] and use[i] > capacity[name] + 1e-9:
                words = CAPACITIES[name][1]
                raise NoPortfolio(
                    (f"{code} uses {use[i]:g} {words}", f"at most {capacity[name]:g} {words}"),
                    "order",
                )


def _solved(plan: _Plan, gap: float, time_limit: float, progress) -> Answer:
    answer = solve_zero_one(
        plan.gain.reshape(-1), *_rows(plan), gap=gap, time_limit=time_limit, progress=progress
    )
    if answer.status == "none":
        raise NoPortfolio(_what_stands_in_the_way(plan), "order")
    if answer.x is None:
        raise InputError.of(
            found=f"no order of {len(plan.codes)} projects within {time_limit:g} seconds",
            allowed="more time, more quarters or more capacity",
            do="Raise time_limit, or give a wider gap.",
        )
    return answer


def _rows(plan: _Plan):
    """Write the plan as rows over (project, start): once each, capacity by quarter, order."""
    from scipy.sparse import csr_array

    n, quarters = len(plan.codes), plan.quarters
    rows, low, high = [], [], []

    def add(row: np.ndarray, least: float, most: float) -> None:
        rows.append(row.reshape(-1))
        low.append(least)
        high.append(most)

    for i in range(n):
        row = np.zeros((n, quarters))
        row[i, : plan.latest(i) + 1] = 1
        add(row, 1, 1)
        late = np.zeros((n, quarters))
        late[i, plan.latest(i) + 1 :] = 1
        add(late, 0, 0)
    for name, use in plan.use.items():
        for quarter in range(quarters):
            row = np.zeros((n, quarters))
            for i in range(n):
                row[i, max(0, quarter - plan.work[i] + 1) : quarter + 1] = (
                    use[i] if plan.work[i] else 0
                )
            add(row, -np.inf, plan.capacity[name] + 1e-9)
    for later, earlier in plan.order:
        for quarter in range(quarters):
            row = np.zeros((n, quarters))
            row[later, : quarter + 1] = 1
            row[earlier, : max(0, quarter + 1 - plan.work[earlier])] -= 1
            add(row, -np.inf, 0)
    return csr_array(np.array(rows)), np.array(low), np.array(high)


def _pulled_forward(plan: _Plan, starts: list[int]) -> list[int]:
    """Start each project as early as the others let it: that costs nothing and settles ties."""
    moved = True
    while moved:
        moved = False
        for i in np.argsort(starts, kind="stable"):
            for earlier in range(starts[i]):
                tried = [*starts[:i], earlier, *starts[i + 1 :]]
                if plan.gain[i, earlier] >= plan.gain[i, starts[i]] and plan.fits(tried):
                    starts, moved = tried, True
                    break
    return starts


def _what_stands_in_the_way(plan: _Plan) -> tuple[str, ...]:
    """Name a smallest set of demands that cannot all be kept: drop any one and the rest can."""
    for name in plan.capacity:
        left = {other: use for other, use in plan.use.items() if other != name}
        smaller = replace(plan, use=left)
        if not _can_be_placed(smaller):
            plan = smaller
    for pair in plan.order:
        fewer = replace(plan, order=tuple(p for p in plan.order if p != pair))
        if not _can_be_placed(fewer):
            plan = fewer
    said = [f"{len(plan.codes)} projects within {plan.quarters} quarters"]
    for name, use in plan.use.items():
        asked, room = float((use * plan.work).sum()), plan.capacity[name] * plan.quarters
        said.append(
            f"at most {plan.capacity[name]:g} {CAPACITIES[name][1]} ({asked:,g} asked for in all, "
            f"{room:,g} to be had)"
        )
    return (
        *said,
        *(f"{plan.codes[later]} after {plan.codes[early]}" for later, early in plan.order),
    )


def _can_be_placed(plan: _Plan) -> bool:
    """Say whether some order keeps the plan; what can't be told in time counts as one."""
    nothing = np.zeros(plan.gain.size)
    answer = solve_zero_one(nothing, *_rows(plan), gap=GAP, time_limit=PROBE)
    return answer.status != "none"

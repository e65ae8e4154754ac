"""Which set is best? The bare exact solver under `select`: names, numbers and demands only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from wcc_prioritise.schema import RESOURCE_PREFIX, RESOURCES, counted
from wcc_prioritise.tables import InputError, near_miss

UNITS = 1000
"""Resources are held in whole thousandths, so that no limit is broken by rounding."""

SCALE = 1e4
"""What the largest worth becomes: the solver's tolerances then lie below 1e-9 of it."""

TIME_LIMIT = 60.0
"""Seconds after which the best set found so far is given, with its gap."""


MOST_EQUALS = 3_000
"""Sets that are looked at one by one, to see whether they are as good as the best."""

PRESOLVED_FROM = 100
"""Smaller cases gain nothing from presolving, in which HiGHS now and then prints a stray line."""


class NoPortfolio(ValueError):
    """No set meets every demand.

    Attributes
    ----------
    clash : tuple of str
        The smallest set of demands found that cannot all hold: drop any one and the rest can.
    """

    def __init__(self, clash: tuple[str, ...], what: str = "set"):
        self.clash = tuple(clash)
        listed = "\n".join(f"  - {words}" for words in self.clash)
        super().__init__(
            f"No {what} meets every demand. These cannot all hold:\n{listed}\nRelax one of them."
        )


@dataclass(frozen=True)
class Rules:
    """Demands on a set beside its limits.

    Attributes
    ----------
    must, never : tuple of str
        Candidates that are in, or out.
    needs, excludes : tuple of (str, str)
        The first is chosen only with the second; or never both.
    helps : tuple of (str, str, float)
        What the pair adds to the worth when both are chosen.
    at_least, at_most : tuple of (str, tuple of str, int)
        Words, the candidates that count, and how many.
    weighed : tuple of (str, dict, float)
        Words, a coefficient by candidate, and the least their sum over the set may be.
    """

    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    excludes: tuple[tuple[str, str], ...] = ()
    helps: tuple[tuple[str, str, float], ...] = ()
    at_least: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    at_most: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    weighed: tuple[tuple[str, Mapping[str, float], float], ...] = ()


@dataclass(frozen=True)
class Demand:
    """One row that a set must meet: low <= coefficients . x <= high."""

    words: str
    coefficients: np.ndarray = field(repr=False)
    low: float = -np.inf
    high: float = np.inf

    def holds(self, x: np.ndarray) -> bool:
        """Say whether a set of zeros and ones meets it."""
        return bool(self.low - 1e-9 <= self.coefficients @ x <= self.high + 1e-9)


@dataclass(frozen=True)
class BestSet:
    """The best set and how well that is known.

    Attributes
    ----------
    chosen : tuple of str
        Candidates in the set, in the order they were given.
    worth : float
        Sum of the worth of the set, what helps included.
    used : Series
        What the set uses of each limited resource.
    status : str
        `best` (proven) or `best found` (the time ran out).
    gap : float
        Largest possible improvement, as a share of the worth; 0 when proven.
    """

    chosen: tuple[str, ...]
    worth: float
    used: pd.Series
    status: str
    gap: float


def best_set(
    worth: Mapping[str, float] | pd.Series,
    costs: pd.DataFrame,
    limits: Mapping[str, float],
    rules: Rules = Rules(),  # noqa: B008  (frozen)
    *,
    settle_ties: bool = True,
) -> BestSet:
    """Which set of candidates has the most worth within the limits and rules?

    Exact: a mixed-integer programme solved to a gap of nought. Of equally good sets the cheapest is
    given (by the first limit, then the next), and of equally cheap ones the earliest in the order
    given (by the sum of their places).

    Parameters
    ----------
    worth : mapping or Series of float
        Worth by candidate; what adds up.
    costs : DataFrame
        Candidate by resource; at least the limited ones.
    limits : mapping of str to float
        The most the set may use, by resource, in the unit of its column.
    rules : Rules
        Further demands.
    settle_ties : bool
        Whether equally good sets are told apart; not needed where only the worth is wanted.

    Returns
    -------
    BestSet
        The set, its worth, what it uses, and whether it is proven best.

    Raises
    ------
    InputError
        If a name is unknown or a number is missing.
    NoPortfolio
        If no set meets every demand; the clash is named.

    References
    ----------
    Lorie & Savage, Journal of Business 1955;28:229-239 (capital rationing); the engine is HiGHS
    through `scipy.optimize.milp`.

    Examples
    --------
    >>> costs = pd.DataFrame({"cost": [5.0, 4.0, 3.0]}, index=["A", "B", "C"])
    >>> best_set({"A": 9.0, "B": 6.0, "C": 5.0}, costs, {"cost": 7}).chosen
    ('B', 'C')
    """
    worth = pd.Series(worth, dtype=float)
    costs = _checked(worth, costs, limits, rules)
    names = list(worth.index)
    demands = list_demands(names, costs, limits, rules)
    pairs = [(names.index(a), names.index(b), gain) for a, b, gain in rules.helps]
    found = _solve(worth.to_numpy(), pairs, demands)
    if found is None:
        raise NoPortfolio(_clash(worth.size, demands))
    x, gap = found
    if settle_ties:
        x = _settled(x, worth.to_numpy(), pairs, demands, costs[list(limits)].to_numpy(float))
    chosen = tuple(name for name, inside in zip(names, x, strict=True) if inside)
    used = costs.loc[list(chosen), list(limits)].sum().rename("used")
    total = _worth_of(x, worth.to_numpy(), pairs)
    return BestSet(chosen, total, used, "best" if gap == 0 else "best found", gap)


def with_choice(rules: Rules, candidate: str, inside: bool) -> Rules:
    """Give the rules with one candidate forced in or out."""
    if inside:
        return replace(rules, must=(*rules.must, candidate))
    return replace(rules, never=(*rules.never, candidate))


def list_demands(
    names: list[str], costs: pd.DataFrame, limits: Mapping[str, float], rules: Rules
) -> list[Demand]:
    """Write every limit and rule as one row with its words."""
    place = {name: i for i, name in enumerate(names)}

    def row(parts: Mapping[str, float]) -> np.ndarray:
        coefficients = np.zeros(len(names))
        for name, number in parts.items():
            coefficients[place[name]] += number
        return coefficients

    found = [
        Demand(
            limit_said(resource, limits[resource]),
            np.round(costs[resource].to_numpy(float) * UNITS),
            high=float(np.floor(limits[resource] * UNITS + 1e-6)),
        )
        for resource in limits
    ]
    found += [Demand(f"{a} must be in", row({a: 1}), low=1) for a in rules.must]
    found += [Demand(f"{a} is never in", row({a: 1}), high=0) for a in rules.never]
    found += [Demand(f"{a} needs {b}", row({a: 1, b: -1}), high=0) for a, b in rules.needs]
    found += [Demand(f"{a} excludes {b}", row({a: 1, b: 1}), high=1) for a, b in rules.excludes]
    found += [
        Demand(f"at least {counted(n, words)}", row(dict.fromkeys(members, 1.0)), low=n)
        for words, members, n in rules.at_least
    ]
    found += [
        Demand(f"at most {counted(n, words)}", row(dict.fromkeys(members, 1.0)), high=n)
        for words, members, n in rules.at_most
    ]
    return found + [Demand(words, row(parts), low=low) for words, parts, low in rules.weighed]


def limit_said(resource: str, most: float) -> str:
    """Say a limit in words with its unit; the name of the resource follows, for analysts.

    Examples
    --------
    >>> limit_said("lead_months", 60)
    'time of project leads, all quarters of work together: at most 60 project lead months \
(lead_months)'
    >>> limit_said("gross_3yr", 9_000)
    'set-up cost + 3 x running cost: at most £9,000 thousand over 3 years (gross_3yr)'
    >>> limit_said("resource_MRI_scans", 20), limit_said("cost", 7)
    ('MRI scans: at most 20 (resource_MRI_scans)', 'cost: at most 7')
    """
    words = resource.removeprefix(RESOURCE_PREFIX).replace("_", " ")
    meaning, unit = RESOURCES.get(resource, (words, ""))
    pound = "£" if unit.startswith("£") else ""
    said = f"{meaning}: at most {pound}{most:,.10g} {unit.removeprefix('£').strip()}".strip()
    return said if meaning == resource else f"{said} ({resource})"


def _checked(
    worth: pd.Series, costs: pd.DataFrame, limits: Mapping[str, float], rules: Rules
) -> pd.DataFrame:
    """Refuse unknown names and missing numbers; give the costs in the order of the worth."""
    named = {*rules.must, *rules.never, *sum((p[:2] for p in _pairs(rules)), ())}
    for what, names, known in (
        ("limit", limits, list(costs.columns)),
        ("candidate", named, list(worth.index)),
        ("candidate without costs", worth.index, list(costs.index)),
    ):
        for name in names:
            if name not in known:
                near = near_miss(str(name), [str(k) for k in known])
                raise InputError.of(
                    found=f"{what} {name!r}",
                    allowed="one of: " + ", ".join(map(str, known)),
                    do=f"Did you mean {near!r}?" if near else "Correct the name.",
                )
    costs = costs.reindex(worth.index)
    empty = list(worth.index[~np.isfinite(worth.to_numpy())])
    for resource in limits:
        known = np.isfinite(costs[resource].to_numpy(float))
        empty += [f"{resource} of {name}" for name in worth.index[~known]]
    empty += [f"limit {r}" for r, most in limits.items() if not np.isfinite(most)]
    if empty or worth.index.has_duplicates:
        raise InputError.of(
            found="no number for " + ", ".join(empty) if empty else "a candidate given twice",
            allowed="one finite worth a candidate, and every limited resource",
            do="Fill in the number; missing is never counted as zero.",
        )
    return costs


def _pairs(rules: Rules) -> list[tuple[str, str]]:
    return [*rules.needs, *rules.excludes, *((a, b) for a, b, _ in rules.helps)]


def _worth_of(x: np.ndarray, worth: np.ndarray, pairs: list[tuple[int, int, float]]) -> float:
    return float(worth @ x + sum(gain for a, b, gain in pairs if x[a] and x[b]))


def _solve(
    worth: np.ndarray,
    pairs: list[tuple[int, int, float]],
    demands: list[Demand],
) -> tuple[np.ndarray, float] | None:
    """Maximise; give the set as zeros and ones with its gap, or None when nothing is feasible."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    n, m = len(worth), len(pairs)
    objective = -np.concatenate([worth, [gain for *_, gain in pairs]])
    # HiGHS stops at an absolute gap of 1e-6, so the objective is scaled until that is nothing.
    objective *= SCALE / (float(np.abs(objective).max(initial=0.0)) or 1.0)
    rows = [np.concatenate([d.coefficients, np.zeros(m)]) for d in demands]
    low, high = [d.low for d in demands], [d.high for d in demands]
    for k, (a, b, gain) in enumerate(pairs):
        # The pair earns only when both are in; a pair that costs worth is charged when both are in.
        parts = [{a: -1.0}, {b: -1.0}] if gain >= 0 else [{a: 1.0, b: 1.0}]
        for part in parts:
            row = np.zeros(n + m)
            row[n + k] = 1.0 if gain >= 0 else -1.0
            for place, number in part.items():
                row[place] = number
            rows.append(row)
            low.append(-np.inf)
            high.append(0.0 if gain >= 0 else 1.0)
    constraints = LinearConstraint(np.array(rows), low, high) if rows else ()
    result = milp(
        objective,
        constraints=constraints,
        integrality=np.ones(n + m),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "time_limit": TIME_LIMIT, "presolve": n > PRESOLVED_FROM},
    )
    if result.x is None:
        return None
    return np.round(result.x[:n]), 0.0 if result.status == 0 else float(result.mip_gap)


def _settled(
    x: np.ndarray,
    worth: np.ndarray,
    pairs: list[tuple[int, int, float]],
    demands: list[Demand],
    costs: np.ndarray,
) -> np.ndarray:
    """Among sets of the same worth give the cheapest; among those, the earliest in the given order.

    Never by a small price mixed into the worth, which could change the answer: all equals are
    listed, or, where that would take long, looked for by programmes of their own.
    """
    n, unit = len(worth), float(np.abs(worth).max(initial=0.0)) or 1.0
    # What helps belongs to the worth, so equals are looked for among sets with those pairs.
    kept = [_pair_kept(n, a, b, bool(x[a] and x[b])) for a, b, _ in pairs]
    held = [*demands, *kept]
    prices = [*(np.round(column * UNITS) for column in costs.T), np.arange(1.0, n + 1)]
    equals = _equals(x, worth, held, 1e-9 * unit)
    if equals is None:
        return _settled_by_programmes(x, worth, held, prices)
    return min(equals, key=lambda other: [float(price @ other) for price in prices])


def _settled_by_programmes(
    x: np.ndarray, worth: np.ndarray, demands: list[Demand], prices: list[np.ndarray]
) -> np.ndarray:
    """Look price by price for the cheapest of the equals beside the one in hand.

    Where there is none, or it is dearer, the prices that would follow need not be asked.
    """
    unit = float(np.abs(worth).max(initial=0.0)) or 1.0
    best, scale = float(worth @ x), SCALE / unit
    held = [*demands, Demand("same worth", scale * worth, low=scale * best - 1e-5)]
    for price in prices:
        found = _solve(-price, [], [*held, _another_than(x)])
        if found is None or price @ found[0] > price @ x:
            break
        other = found[0]
        equal = abs(worth @ other - best) <= 1e-9 * unit
        if not equal or not all(d.holds(other) for d in held):
            break
        if price @ other < price @ x:
            x = other
        held = [*held, Demand("as cheap", price, high=float(price @ x))]
    return x


def _another_than(x: np.ndarray) -> Demand:
    """Ask for a set that differs from this one in at least one candidate."""
    return Demand("another set", np.where(x > 0, -1.0, 1.0), low=1.0 - x.sum())


def _equals(
    x: np.ndarray, worth: np.ndarray, demands: list[Demand], nearness: float
) -> list[np.ndarray] | None:
    """List every set worth as much as this one, itself first; None where it would take long.

    Prices of the demands bound the worth of any set from above. Against them each candidate has a
    side on which it adds most; being on the other side costs a certain part of the bound. So an
    equal can differ from those sides only in as much as lies between the bound and its worth.
    """
    rows = [(d.coefficients, d.high) for d in demands if np.isfinite(d.high)]
    rows += [(-d.coefficients, -d.low) for d in demands if np.isfinite(d.low)]
    a, most = np.array([row for row, _ in rows]), np.array([high for _, high in rows])
    price = _prices(worth, a, most)
    reduced = worth - price @ a if rows else worth
    best = float(worth @ x)
    bound = float(price @ most + np.maximum(reduced, 0.0).sum())
    slack = bound - best + 1e-6 * max(abs(bound), abs(best), 1e-9)
    partings = _within(np.abs(reduced), slack)
    if partings is None:
        return None
    found = [x]
    for parting in partings:
        other = (reduced > 0).astype(float)
        other[parting] = 1.0 - other[parting]
        near = abs(float(worth @ other) - best) <= nearness
        if near and (other != x).any() and all(d.holds(other) for d in demands):
            found.append(other)
    return found


def _prices(worth: np.ndarray, rows: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Price each demand as if candidates could be had in parts; any price of 0 or more will do."""
    from scipy.optimize import linprog

    if not len(rows):
        return np.zeros(0)
    size = np.abs(rows).max(axis=1)
    size[size == 0] = 1.0
    found = linprog(
        -worth, rows / size[:, None], most / size, bounds=(0, 1), options={"presolve": False}
    )
    known = found.ineqlin.marginals if found.status == 0 else np.zeros(len(rows))
    return np.maximum(-known, 0.0) / size


def _within(costs: np.ndarray, most: float) -> list[list[int]] | None:
    """List every choice of places that together cost no more; None where they are too many."""
    order = np.argsort(costs)
    found: list[list[int]] = [[]]
    left = [(0, most)]  # of each choice found: the place from which on it may grow, and by how much
    for at, (first, rest) in enumerate(left):
        for place in range(first, len(order)):
            if costs[order[place]] > rest:
                break
            found.append([*found[at], int(order[place])])
            left.append((place + 1, rest - float(costs[order[place]])))
            if len(found) > MOST_EQUALS:
                return None
    return found


def _pair_kept(n: int, a: int, b: int, kept: float) -> Demand:
    row = np.zeros(n)
    row[[a, b]] = 1.0
    return Demand("pair", row, low=2.0 if kept else -np.inf, high=np.inf if kept else 1.0)


def _clash(n: int, demands: list[Demand]) -> tuple[str, ...]:
    """Find a smallest clash: take away every demand without which the rest still clash."""
    kept = list(demands)
    for demand in demands:
        rest = [d for d in kept if d is not demand]
        if _solve(np.zeros(n), [], rest) is None:
            kept = rest
    return tuple(d.words for d in kept)

"""What is a gap worth in people, and what is the chance that it is real?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.areas import Areas, comparison, is_total, peers_of_many
from wcc_prioritise.evidence.benchmarking import period_warnings
from wcc_prioritise.evidence.comparators import (
    Comparator,
    linear_value,
    ranked_value,
    read_comparator,
    refuse_too_few,
)
from wcc_prioritise.evidence.figures import SIGNS, blank_as_missing, checked, latest, with_intervals
from wcc_prioritise.evidence.intervals import z_value
from wcc_prioritise.evidence.opportunities import (
    ENDS,
    TABLE_COLUMNS,
    Opportunities,
    verdicts,
)
from wcc_prioritise.evidence.peers import Peers
from wcc_prioritise.evidence.persistence import share_left, year_to_year
from wcc_prioritise.evidence.published import COLUMNS, countable, is_proportion, whole_areas
from wcc_prioritise.evidence.shrinkage import (
    FEWEST_IN_FIELD,
    Field,
    between_areas,
    chunks,
    draw_rates,
)
from wcc_prioritise.tables import InputError

FEWEST_DRAWS = 1_000

_CONFIDENCE = 0.95
_QUANTILES = (0.5, 0.025, 0.975, 0.1, 0.9)  # in the order of ENDS
_SELF_CHECK = 0.005
_SHOWN = 5


def opportunity(
    indicators: pd.DataFrame,
    *,
    area: str | Iterable[str] | None,
    peers: Peers | pd.DataFrame | Iterable[str] | None = None,
    comparator: str = "peer mean",
    against: str | None = None,
    target: float | Mapping[str, float] | None = None,
    draws: int = 10_000,
    seed: int,
    workers: int = 1,
) -> Opportunities:
    """How many people stand behind a gap, how sure is that, and how much of it may last?

    With own rate r, comparator c, s = +1 where high is bad and -1 where high is good, denominator D
    and scale k: gap g = s (r - c), opportunity = max(0, g) x D / k, chance = Pr(g > 0).

    * The peers' mean (plain or pooled), England, a named area and a target weigh figures by fixed
      weights: Var(g) = Var(r) + sum w_i^2 Var(r_i), the comparator's own error included, and the
      gap is taken as normal. A target has no error.
    * The median, upper quartile, upper decile and best 5 of 10 depend on the order of areas, and
      the best of figures with error look better than the best areas are. So true rates of all
      areas of our type are drawn from their shrunken distributions, and the comparator is found
      again in every draw; gap and limits are the median and quantiles of the draws.

    Parameters
    ----------
    indicators : DataFrame
        Published figures, as for `benchmark`; each indicator at the latest period of our area.
        Earlier periods, where there are any, tell how much of a gap lasts.
    area : str, iterable of str, or None
        Code or name of our area, or several; None for every area (that has peers).
    peers : Peers, DataFrame, iterable of str, or None
        The areas to compare with, as for `benchmark`, or the answer of `peers`.
    comparator : str
        "peer mean", "pooled mean", "median", "upper quartile", "upper decile", "best 5 of 10" (or
        other numbers), "England", "area" or "target".
    against : str, optional
        Code or name of the area compared with, for "area"; for "England", if it goes by another
        name in the table.
    target : float or mapping, optional
        For "target": one figure for all, or one for each indicator, in the unit of the value.
    draws : int
        How many, from 1,000.
    seed : int
        Makes the draws repeatable; any whole number from 0.
    workers : int
        Threads; the answer has the same bytes with any number.

    Returns
    -------
    Opportunities
        A row an area, indicator, sex and age, with 80 and 95 per cent limits, the chance that the
        gap is real, and what is known of persistence.

    Raises
    ------
    InputError
        As for `benchmark`; if the comparator is unknown, or there are too few peers for it; if the
        seed is no whole number.

    Notes
    -----
    An opportunity is headroom: what no project may bring. A gap whose chance is under 97.5 per cent
    is within noise. With no true differences at all, the best 5 of 10 figures show a gap for about
    three areas in four; the chance given here then flags at most 3 in a hundred. Drawn rates lie
    nearer to the middle of all areas than the figures do, most of all that of a small or lone area:
    the gap as seen stands beside the gap that allows for chance.

    References
    ----------
    Dropkin, Journal of Public Health 2018;40:e367-e374 (what best 5 of 10 finds in noise). Gelman
    et al., Bayesian Data Analysis, 3rd edition, 2013, pages 110-117 (draws of shrunken rates).
    Viechtbauer, Statistics in Medicine 2007;26:37-52 (variance between areas).

    Examples
    --------
    >>> figures = pd.DataFrame(
    ...     {
    ...         "indicator": "FEET",
    ...         "area": ["Ours", "East", "West", "South"],
    ...         "period": "2025-26",
    ...         "value": [80.0, 88.0, 90.0, 92.0],
    ...         "count": [800, 880, 900, 920],
    ...         "denominator": 1000,
    ...         "unit": "%",
    ...         "scale": 100,
    ...         "polarity": "high is good",
    ...     }
    ... )
    >>> found = opportunity(figures, area="Ours", seed=0)
    >>> found.table[["gap", "opportunity", "verdict"]].round(1).to_dict("records")
    [{'gap': 10.0, 'opportunity': 100.0, 'verdict': 'clear gap'}]
    """
    asked = read_comparator(comparator)
    _refuse_numbers(draws, seed, workers)
    rows = whole_areas(indicators)
    areas = Areas.of(rows)
    listed = peers.table if isinstance(peers, Peers) else peers
    compared = _compared(area, listed, areas, rows)
    other = _against(asked, against, areas)
    if asked.fewest and other is None:
        refuse_too_few(asked, max(map(len, compared.peers.values())))
    now = latest(rows[rows["area"].isin(compared.peers)], ("area", "indicator"))
    used = _used(rows, now)
    plan = _Plan(asked, other, target, int(draws), int(seed))
    jobs = _jobs(used, now, compared.peers, rows, plan)
    if workers > 1:
        with ThreadPoolExecutor(workers) as pool:
            answers = [*pool.map(_answer, jobs)]
    else:
        answers = [_answer(job) for job in jobs]
    table = verdicts(pd.concat(answers, ignore_index=True), areas.names, asked.fewest > 0)
    table = table.sort_values(["area", "indicator", "sex", "age"], ignore_index=True)
    return Opportunities(
        how=_how(plan, compared.how, areas),
        comparator=asked.name,
        draws=int(draws) if asked.ranked else 0,
        seed=int(seed),
        warnings=_warnings(compared, peers, now, rows),
        _table=blank_as_missing(table[list(TABLE_COLUMNS)]),
        _used=used.sort_values(["figure", "area"])[list(COLUMNS)],
    )


@dataclass(frozen=True)
class _Plan:
    """What is asked of every figure alike."""

    asked: Comparator
    other: str | None
    target: float | Mapping[str, float] | None
    draws: int
    seed: int


@dataclass(frozen=True, eq=False)
class _Job:
    """One figure: all areas' rows, ours among them, their peers, and the period before."""

    rows: pd.DataFrame
    owns: list[str]
    peers: dict[str, list[str]]
    before: pd.DataFrame
    plan: _Plan

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each area stands among the rows."""
        return {code: i for i, code in enumerate(self.rows["area"])}

    def at(self, codes: Iterable[str]) -> np.ndarray:
        """Say where these areas stand among the rows; those without a value are left out."""
        places = np.array([self.place[code] for code in codes if code in self.place], dtype=int)
        return places[np.isfinite(self.value[places])]

    @cached_property
    def value(self) -> np.ndarray:
        """The values of the rows."""
        return self.rows["value"].to_numpy()


def _refuse_numbers(draws: int, seed: int, workers: int) -> None:
    for name, number, least in (
        ("draws", draws, FEWEST_DRAWS),
        ("seed", seed, 0),
        ("workers", workers, 1),
    ):
        whole = isinstance(number, (int, np.integer)) and not isinstance(number, bool)
        if not (whole and number >= least):
            raise InputError.of(
                found=f"{name} {number!r}",
                allowed=f"a whole number from {least:,}",
                do=f"Give {name} as one.",
            )


@dataclass(frozen=True)
class _Compared:
    """Our areas with the codes of their peers, how those were chosen, and what is to be said."""

    peers: dict[str, list[str]]
    how: str
    warnings: tuple[str, ...] = ()


def _compared(area, listed, areas: Areas, rows: pd.DataFrame) -> _Compared:
    """Find our areas and their peers: one area, several, or all (that have peers)."""
    if isinstance(area, str):
        own = areas.ours(area)
        one = comparison(listed, own, areas, rows)
        return _Compared({own: one.found}, one.how, one.warnings)
    owns = sorted({areas.ours(word) for word in area}) if area is not None else None
    if owns == []:
        raise InputError.of(
            found="an empty list of areas", allowed="at least one", do="Name an area."
        )
    if not (isinstance(listed, pd.DataFrame) and {"area", "peer"} <= set(listed)):
        codes = owns or sorted(c for c, name in areas.names.items() if not is_total(c, name))
        each = {own: comparison(listed, own, areas, rows) for own in codes}
        return _Compared({own: c.found for own, c in each.items()}, each[codes[0]].how)
    lists, unknown = peers_of_many(listed, areas)
    for own in owns or ():
        if own not in lists:
            comparison(listed, own, areas, rows)  # says that it has none
    shown = ", ".join(unknown[:_SHOWN]) + (", ..." if len(unknown) > _SHOWN else "")
    said = (f"{len(unknown)} areas of the list of peers have no figures: {shown}.",)
    kept = {own: lists[own] for own in owns or sorted(lists)}
    return _Compared(kept, "each area's own peers, as listed", said if unknown else ())


def _against(asked: Comparator, against: str | None, areas: Areas) -> str | None:
    """Find the one area that is compared with, where it is one."""
    if asked.kind == "England":
        return areas.ours(against or "England")
    if asked.kind != "area":
        return None
    if against is None:
        raise InputError.of(
            found="the comparator 'area' without one",
            allowed='against="code or name"',
            do="Say which area is compared with.",
        )
    return areas.ours(against)


def _used(rows: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Take the rows of all figures that any of our areas is compared on, with their intervals."""
    used = checked(rows[rows["figure"].isin(set(now["figure"]))])
    return with_intervals(used, _CONFIDENCE)


def _jobs(
    used: pd.DataFrame,
    now: pd.DataFrame,
    peers: dict[str, list[str]],
    rows: pd.DataFrame,
    plan: _Plan,
) -> list[_Job]:
    """Make one job of each figure and type of area."""
    wanted: dict[tuple[str, str], list[str]] = {}
    for row in now.sort_values("area")[["figure", "area_type", "area"]].itertuples(index=False):
        wanted.setdefault((row.figure, row.area_type), []).append(row.area)
    by_figure = dict(tuple(used.groupby("figure", sort=False)))
    by_group = dict(tuple(rows.groupby(["indicator", "sex", "age"], sort=False)))
    jobs = []
    for (figure, kind), owns in sorted(wanted.items()):
        of_figure = by_figure[figure].sort_values("area")
        named = {plan.other, *owns, *(peer for own in owns for peer in peers[own])}
        first = of_figure.iloc[0]
        group = by_group[first["indicator"], first["sex"], first["age"]]
        keep = of_figure["area"].isin(named) | (of_figure["area_type"] == kind)
        chosen = of_figure[keep].reset_index(drop=True)
        jobs.append(_Job(chosen, owns, peers, _before(group, first["when"], kind), plan))
    return jobs


def _before(group: pd.DataFrame, when: str, kind: str) -> pd.DataFrame:
    """Take the figures of the period before, of areas of one type."""
    earlier = [w for w in set(group["when"]) if w < when and not w.startswith("?")]
    last = max(earlier, default=None)
    return group[(group["when"] == last) & (group["area_type"] == kind)]


def _answer(job: _Job) -> pd.DataFrame:
    """Answer one figure for all our areas."""
    sign = SIGNS.get(job.rows["polarity"].iloc[0], np.nan)
    ranked = job.plan.asked.ranked
    answers = (_ranked if ranked else _linear)(job, sign)
    ours = job.rows.iloc[[job.place[own] for own in job.owns]].reset_index(drop=True)
    table = pd.concat([ours, pd.DataFrame(answers)], axis=1)
    for end in ("_seen", *ENDS):
        people = table["denominator"] / table["scale"]
        table[f"opportunity{end}"] = table[f"gap{end}"].clip(lower=0) * people
    return _with_persistence(table, job, sign)


def _linear(job: _Job, sign: float) -> list[dict]:
    """Answer by formula: the weights of the comparator are fixed."""
    rows = job.rows
    value, error, people = (rows[c].to_numpy() for c in ("value", "error", "denominator"))
    answers = []
    for own in job.owns:
        i = job.place[own]
        at = job.at([job.plan.other] if job.plan.other else job.peers[own])
        answer = {"peers": len(at), "tau": np.nan, "model": "by formula"}
        c, c_error = _fixed(job, at, value, error, people)
        gap, spread = sign * (value[i] - c), float(np.hypot(error[i], c_error))
        answers.append(answer | _normal(gap, spread) | {"compared_with": c})
    return answers


def _fixed(job: _Job, at, value, error, people) -> tuple[float, float]:
    """Work out a comparator with fixed weights, and its error; missing where it can't be."""
    asked = job.plan.asked
    if asked.kind == "target":
        target = job.plan.target
        if isinstance(target, Mapping):
            target = target.get(job.rows["indicator"].iloc[0], np.nan)
        if not isinstance(target, (int, float, np.number)):
            raise InputError.of(
                found=f"target {target!r}",
                allowed="a number in the unit of the value, or one for each indicator",
                do="Give target=90, or target={'DM014': 90}.",
            )
        return float(target), 0.0
    if job.plan.other:
        return (float(value[at[0]]), float(error[at[0]])) if len(at) else (np.nan, np.nan)
    if len(at) < asked.fewest:
        return np.nan, np.nan
    return linear_value(value[at], error[at], people[at], asked)


def _normal(gap: float, spread: float) -> dict:
    """Give gap, limits and chance of a normal distribution."""
    from scipy.special import ndtr

    reach = {"_lower": z_value(0.95), "_upper": z_value(0.95)}
    reach |= {"_lower_80": z_value(0.80), "_upper_80": z_value(0.80)}
    ends = {end: gap + (-z if "lower" in end else z) * spread for end, z in reach.items()}
    chance = float(ndtr(gap / spread)) if spread > 0 else np.nan
    limits = {f"gap{end}": at for end, at in ends.items()}
    return {"gap_seen": gap, "gap": gap, "chance": chance, "chance_error": 0.0} | limits


def _ranked(job: _Job, sign: float) -> list[dict]:
    """Answer by draws: true rates are drawn, and the areas put in order in each."""
    asked, value, place = job.plan.asked, job.value, job.place
    at = {own: job.at(job.peers[own])[: asked.of or None] for own in job.owns}
    seen = {
        own: float(ranked_value(value[peers][:, None], asked, sign)[0])
        if len(peers) >= max(asked.fewest, 1)
        else np.nan
        for own, peers in at.items()
    }
    known, field, unit = _field(job.rows)
    spot = np.full(len(value), -1)
    spot[known] = np.arange(known.sum())
    drawn = [
        own
        for own in job.owns
        if field and np.isfinite(seen[own] * sign) and spot[[place[own], *at[own]]].min() >= 0
    ]
    gaps = _drawn(job, drawn, field, sign * unit, {o: spot[at[o]] for o in drawn},
                  {o: spot[place[o]] for o in drawn}, sign) if drawn else {}  # fmt: skip
    tau = np.sqrt(between_areas(field.value, field.error)) * unit if field else np.nan
    blank = dict.fromkeys((f"gap{end}" for end in ENDS), np.nan)
    return [
        {"peers": len(at[own]), "compared_with": seen[own], "tau": tau,
         "model": field.model if field else "none",
         "gap_seen": sign * (value[place[own]] - seen[own]),
         **(gaps.get(own) or blank | {"chance": np.nan, "chance_error": np.nan})}
        for own in job.owns
    ]  # fmt: skip


def _field(rows: pd.DataFrame) -> tuple[np.ndarray, Field | None, float]:
    """Make the field of all areas: which rows are in it, and the unit its values are to be given.

    Countries are not in it: they are made of the others.
    """
    total = [is_total(*pair) for pair in zip(rows["area"], rows["area_name"], strict=True)]
    part = np.isfinite(rows["value"].to_numpy()) & ~np.array(total, dtype=bool)
    scale = rows["scale"].to_numpy()
    counted = part & _rebuilt(rows)
    if counted.sum() >= FEWEST_IN_FIELD and counted.sum() == part.sum():
        model = "beta-binomial" if is_proportion(rows["unit"]).all() else "gamma-Poisson"
        x, n = (rows[c].to_numpy()[counted] for c in ("count", "denominator"))
        return counted, Field.of_counts(x, n, model), float(scale[counted][0])
    part &= rows["error"].to_numpy() > 0
    if part.sum() < FEWEST_IN_FIELD:
        return part, None, 1.0
    field = Field.of_figures(rows["value"].to_numpy()[part], rows["error"].to_numpy()[part])
    return part, field, 1.0


def _rebuilt(rows: pd.DataFrame) -> np.ndarray:
    """Say of each row whether its count and denominator give its value."""
    x, n, k, value = (rows[c].to_numpy() for c in ("count", "denominator", "scale", "value"))
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.abs(x / n * k - value)
    return countable(rows) | ((n > 0) & (off <= _SELF_CHECK * np.abs(value) + 1e-12))


def _drawn(job: _Job, owns, field: Field, unit: float, peers, place, sign: float) -> dict:
    """Draw the gaps of our areas, chunk after chunk, and sum each up."""
    plan = job.plan
    gaps = np.empty((len(owns), plan.draws))
    start = 0
    for rng, size in chunks(plan.seed, _key(job.rows), plan.draws):
        rates = draw_rates(field, rng, size)
        for row, own in enumerate(owns):
            comparator = ranked_value(rates[peers[own]], plan.asked, sign)
            gaps[row, start : start + size] = rates[place[own]] - comparator
        start += size
    gaps *= unit
    chance = (gaps > 0).mean(axis=1) + (gaps == 0).mean(axis=1) / 2
    gaps.sort(axis=1)  # whole rows at once: faster than finding five places in each
    ends = _ordered_quantiles(gaps)
    names = [f"gap{end}" for end in ENDS]
    return {
        own: dict(zip(names, ends[:, row].tolist(), strict=True))
        | {"chance": float(chance[row]),
           "chance_error": float(np.sqrt(chance[row] * (1 - chance[row]) / plan.draws))}
        for row, own in enumerate(owns)
    }  # fmt: skip


def _ordered_quantiles(gaps: np.ndarray) -> np.ndarray:
    """Give the quantiles of rows in order, between two draws in proportion: quantiles x rows."""
    place = (gaps.shape[1] - 1) * np.array(_QUANTILES)
    low = place.astype(int)
    high = np.minimum(low + 1, gaps.shape[1] - 1)
    return (gaps[:, low] + (place - low) * (gaps[:, high] - gaps[:, low])).T


def _key(rows: pd.DataFrame) -> int:
    """Give a figure a number of its own, whatever other figures there are."""
    first = rows.iloc[0]
    words = "\x1f".join(map(str, (first["figure"], rows["area_type"].max())))
    return int.from_bytes(hashlib.sha256(words.encode("utf-8")).digest()[:8], "big")


def _with_persistence(table: pd.DataFrame, job: _Job, sign: float) -> pd.DataFrame:
    """Say how well the period before foretold this one, and what was left of gaps like ours."""
    before = job.before.set_index("area")["value"]
    pair = pd.DataFrame({"now": job.rows.set_index("area")["value"], "before": before}).dropna()
    earlier, later = pair["before"].to_numpy(), pair["now"].to_numpy()
    r = year_to_year(earlier, later)
    middle = later.mean() if len(later) else np.nan
    gaps = sign * (table["value"].to_numpy() - middle)
    known = np.isfinite(r)
    period = job.before["period"].iloc[0] if known else ""
    return table.assign(
        correlation=r,
        share_left=[share_left(earlier, later, gap, sign) for gap in gaps],
        gap_expected=max(r, 0.0) * table["gap"] if known else np.nan,
        opportunity_expected=max(r, 0.0) * table["opportunity"] if known else np.nan,
        persistence_from=pd.Series([period] * len(table), table.index, dtype=object),
    )


def _how(plan: _Plan, listed: str, areas: Areas) -> str:
    """Say in words what was compared with what, and how."""
    asked = plan.asked
    if asked.kind == "target":
        return "a target, which has no error; limits by formula, from the area's own error only"
    if plan.other:
        return f"the value of {areas.names[plan.other]}, its own error included; limits by formula"
    words = f"the {asked.name} of {listed}"
    if not asked.ranked:
        return f"{words}; limits by formula"
    return (
        f"{words}; {plan.draws:,} draws of shrunken rates with seed {plan.seed}, areas put in "
        "order again in each, the variance between areas drawn too"
    )


def _warnings(compared: _Compared, peers, now: pd.DataFrame, rows: pd.DataFrame) -> tuple[str, ...]:
    """Gather what is to be said: of the peers, and for one area of the periods."""
    said = [*compared.warnings, *(peers.warnings if isinstance(peers, Peers) else ())]
    if len(compared.peers) == 1:
        (found,) = compared.peers.values()
        held = rows[rows["area"].isin(found) & rows["indicator"].isin(set(now["indicator"]))]
        said += period_warnings(now, held)
    return tuple(dict.fromkeys(said))

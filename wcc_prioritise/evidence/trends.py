"""How has a figure changed, and what need may there be in the years to come?

A projection goes on as the past went. It knows nothing else, and says so.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.ages import need_by_age, read_population
from wcc_prioritise.evidence.areas import Areas
from wcc_prioritise.evidence.figures import checked, with_intervals
from wcc_prioritise.evidence.intervals import z_value
from wcc_prioritise.evidence.periods import months_covered
from wcc_prioritise.evidence.published import COLUMNS, is_proportion, named_once, whole_areas
from wcc_prioritise.tables import InputError, near_miss

FEWEST_POINTS = 5
MOST_YEARS = 10

CANNOT_KNOW = (
    "What this can't know: a new treatment or test, a change of policy or of how things are "
    "recorded, another epidemic, people moving for new reasons, and anything else that has not "
    "shown in the years it was drawn from. It goes on as the past went; the band holds only the "
    "scatter of the past."
)

_PANDEMIC = (2020 * 12 + 4, 2020 * 12 + 15)  # April 2020 to March 2021
_CONFIDENCE = 0.95


@dataclass(frozen=True, eq=False, repr=False)
class Trend:
    """A straight line through one figure's periods, and how sure it is.

    Parameters
    ----------
    area, area_name, indicator, unit : str
        What it is of.
    slope : float
        Change a year, in the unit of the value.
    slope_lower, slope_upper : float
        Its 95 per cent limits.
    how : str
        How the line was fitted, in words.
    warnings : tuple of str
        What is to be said beside it.
    """

    area: str
    area_name: str
    indicator: str
    unit: str
    slope: float
    slope_lower: float
    slope_upper: float
    how: str
    warnings: tuple[str, ...]
    _table: pd.DataFrame
    _used: pd.DataFrame
    _fit: _Line

    @property
    def table(self) -> pd.DataFrame:
        """One row a period: period, year (its middle), value, limits, and the line."""
        return self._table.copy(deep=False)

    @property
    def indicator_name(self) -> str:
        """Name of the indicator as published, or its code."""
        return named_once(self._used, "indicator_name") or self.indicator

    @property
    def source(self) -> str:
        """Where the rows used are from; what is SYNTHETIC says so."""
        return named_once(self._used, "source")

    @property
    def words(self) -> str:
        """Say whether it rises or falls, or whether that is not clear."""
        if self.slope_lower > 0:
            return "rising"
        return "falling" if self.slope_upper < 0 else "no clear change"

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the published rows used."""
        rows = self._used.to_csv(index=False, lineterminator="\n")
        return hashlib.sha256(rows.encode("utf-8")).hexdigest()

    def __repr__(self) -> str:
        """Say in one line what changes, and how fast."""
        return (
            f"<Trend: {self.indicator} of {self.area_name}, {self.words}, {self.slope:+.3g} a year "
            f"({self.slope_lower:+.3g} to {self.slope_upper:+.3g})>"
        )


@dataclass(frozen=True, eq=False, repr=False)
class Projection:
    """What the figure, and the need behind it, would be if the past went on.

    Parameters
    ----------
    trend : Trend
        The line it goes on from.
    how : str
        How it was made, in words.
    cannot_know : str
        What it can't know; belongs beside every picture of it.
    confidence : float
        Two-sided confidence of the band.
    warnings : tuple of str
        What else is to be said.
    """

    trend: Trend
    how: str
    cannot_know: str
    confidence: float
    warnings: tuple[str, ...]
    _table: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """One row a year to come.

        `value` with its limits is the figure. With a population there are people too: `need` with
        its limits, and against the last year seen, in people, `from_population` (the rate as it
        is), `from_rate` (the population as it is) and `from_both` (what only the two together do).
        """
        return self._table.copy(deep=False)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the rows used and of what was made of them."""
        words = self.trend.fingerprint + self.how
        words += self._table.to_csv(index=False, lineterminator="\n")
        return hashlib.sha256(words.encode("utf-8")).hexdigest()

    def __repr__(self) -> str:
        """Say in one line how far it reaches."""
        last = self._table.iloc[-1]
        return (
            f"<Projection: {self.trend.indicator} of {self.trend.area_name} to {last['year']:.0f}: "
            f"{last['value']:.4g} ({last['lower']:.4g} to {last['upper']:.4g})>"
        )


@dataclass(frozen=True, eq=False)
class _Line:
    """A fitted line and the library's answer behind it."""

    fitted: object
    start: float
    weight: float
    floor: float
    ceiling: float

    def at(self, years: np.ndarray, confidence: float) -> pd.DataFrame:
        """Give the line at these years, with the limits of a new figure there."""
        design = np.column_stack([np.ones(len(years)), years - self.start])
        found = self.fitted.get_prediction(design, weights=self.weight)
        frame = found.summary_frame(alpha=1 - confidence)
        columns = {"value": "mean", "lower": "obs_ci_lower", "upper": "obs_ci_upper"}
        frame = pd.DataFrame({ours: frame[theirs] for ours, theirs in columns.items()})
        return frame.clip(self.floor, self.ceiling).reset_index(drop=True)


def trend(
    indicators: pd.DataFrame,
    *,
    indicator: str,
    area: str,
    sex: str | None = None,
    age: str | None = None,
) -> Trend:
    """How has one figure of our area changed, a year?

    A straight line over the middles of the periods, by least squares, each point weighted by
    1 / SE^2 where all have an interval. Its error is that of the scatter seen about the line.

    Parameters
    ----------
    indicators : DataFrame
        Published figures, as for `benchmark`, of several periods.
    indicator : str
        Its code.
    area : str
        Code or name of our area.
    sex, age : str, optional
        Which, where the table has several.

    Returns
    -------
    Trend
        The line, its change a year with limits, and the points.

    Raises
    ------
    InputError
        If there are fewer than five points, several sexes or ages, or a period that cannot be read.

    References
    ----------
    Draper & Smith, Applied Regression Analysis, 3rd edition, 1998, pages 79-86 and 221-228.

    Examples
    --------
    >>> figures = pd.DataFrame(
    ...     {
    ...         "indicator": "COPD",
    ...         "area": "Ours",
    ...         "period": ["2013/14", "2014/15", "2015/16", "2016/17", "2017/18"],
    ...         "value": [2.0, 2.1, 2.3, 2.3, 2.5],
    ...     }
    ... )
    >>> trend(figures, indicator="COPD", area="Ours")
    <Trend: COPD of Ours, rising, +0.12 a year (+0.068 to +0.172)>
    """
    rows = whole_areas(indicators)
    areas = Areas.of(rows)
    own = areas.ours(area)
    points = _series(rows, indicator, own, sex, age)
    year = points["year"].to_numpy()
    line, weighted = _fitted(points)
    low, high = line.fitted.conf_int(1 - _CONFIDENCE)[1]
    table = points[["period", "year", "value", "lower", "upper", "denominator", "scale"]].assign(
        line=line.at(year, _CONFIDENCE)["value"].to_numpy()
    )
    how = "least squares, each point weighted by 1 / SE^2" if weighted else "least squares"
    return Trend(
        area=own,
        area_name=areas.names[own],
        indicator=indicator,
        unit=str(points["unit"].iloc[0]),
        slope=float(line.fitted.params[1]),
        slope_lower=float(low),
        slope_upper=float(high),
        how=f"a straight line over {len(points)} periods from {points['period'].iloc[0]} to "
        f"{points['period'].iloc[-1]}, {how}",
        warnings=tuple(_warnings(points, weighted)),
        _table=table.reset_index(drop=True),
        _used=points[list(COLUMNS)],
        _fit=line,
    )


def project(
    observed: Trend,
    *,
    years: int = 10,
    population: pd.DataFrame | None = None,
    rates: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> Projection:
    """What would the figure be in the years to come if the past went on, and how many people?

    The line is drawn on, with the limits of a new figure (not of the line): they hold the scatter
    of the points and the doubt in the slope, and widen with the years.

    Parameters
    ----------
    observed : Trend
        The answer of `trend`.
    years : int
        How many, 1 to 10.
    population : DataFrame, optional
        People by year, and by age where there is an age table: columns year, population, and age.
        The last year seen must be there, and every year to come.
    rates : DataFrame, optional
        Rates by age as they are now: columns age and rate, in the unit of the value. Without it
        everybody has the rate of the line.
    confidence : float
        Two-sided confidence of the band.

    Returns
    -------
    Projection
        A row a year; with a population, need in people, with what the population and what the rate
        does to it kept apart.

    Raises
    ------
    InputError
        If the years are not 1 to 10, or the population or the rates lack a year or an age.

    Notes
    -----
    With people P_a of age a, rates r_a now, and f the line of a year over that now, need is
    f x sum P_a r_a / k. From population: sum (P_a' - P_a) r_a / k; from the rate:
    (f - 1) sum P_a r_a / k; from both: what is left. The band is that of the rate: the population
    is taken as given.

    References
    ----------
    Draper & Smith, Applied Regression Analysis, 3rd edition, 1998, pages 79-86 (limits of a new
    observation). Das Gupta, Standardization and Decomposition of Rates, US Bureau of the Census,
    1993, pages 4-8 (keeping the two changes apart).

    Examples
    --------
    >>> figures = pd.DataFrame(
    ...     {
    ...         "indicator": "COPD",
    ...         "area": "Ours",
    ...         "period": ["2013", "2014", "2015", "2016", "2017"],
    ...         "value": [2.0, 2.1, 2.3, 2.3, 2.5],
    ...     }
    ... )
    >>> project(trend(figures, indicator="COPD", area="Ours"), years=2).table["value"].round(
    ...     2
    ... ).tolist()
    [2.6, 2.72]
    """
    if not (isinstance(years, (int, np.integer)) and 1 <= years <= MOST_YEARS):
        raise InputError.of(
            found=f"{years!r} years",
            allowed=f"1 to {MOST_YEARS}",
            do="Ask for fewer: further out the past says nothing.",
        )
    z_value(confidence)
    last = float(observed.table["year"].iloc[-1])
    ahead = last + np.arange(1, years + 1)
    table = observed._fit.at(ahead, confidence)
    table.insert(0, "year", ahead)
    how = f"{observed.how}, drawn on for {years} years with the limits of a new figure"
    if population is None and rates is not None:
        raise InputError.of(
            found="rates by age and no population",
            allowed="both, or a population alone",
            do="Give the people of each age and year.",
        )
    if population is not None:
        now = observed._fit.at(np.array([last]), confidence)["value"].iloc[0]
        people = read_population(population, rates, last, ahead, float(now))
        table = need_by_age(table, people, float(now), _scale(observed))
        how += f"; {people.how}"
    return Projection(
        trend=observed,
        how=how,
        cannot_know=CANNOT_KNOW,
        confidence=float(confidence),
        warnings=(*observed.warnings, *_too_far(observed, years)),
        _table=table,
    )


def _series(rows, indicator: str, own: str, sex: str | None, age: str | None) -> pd.DataFrame:
    """Take the points of one figure in the order of their periods, with the year of each."""
    of_it = rows[(rows["indicator"] == indicator) & (rows["area"] == own)]
    for column, wanted in (("sex", sex), ("age", age)):
        if wanted is not None:
            of_it = of_it[of_it[column] == wanted]
        if of_it[column].nunique() > 1:
            found = ", ".join(sorted(set(of_it[column])))
            raise InputError.of(
                found=f"{indicator} for several of {column}: {found}",
                allowed="one series",
                do=f"Say which, with {column}=.",
                where="indicators",
            )
    used = with_intervals(checked(of_it), _CONFIDENCE) if len(of_it) else of_it
    points = used[used["value"].notna()].sort_values("when") if len(used) else used
    if len(points) < FEWEST_POINTS:
        near = near_miss(indicator, sorted(set(rows["indicator"]))) if of_it.empty else None
        raise InputError.of(
            found=f"{len(points)} periods of {indicator} for {own}",
            allowed=f"at least {FEWEST_POINTS}",
            do=f"Did you mean {near!r}?" if near else "Show the points, and draw no line.",
            where="indicators",
        )
    return points.assign(year=_years(points))


def _years(points: pd.DataFrame) -> list[float]:
    """Give the middle of each period in years."""
    covered = {period: months_covered(period) for period in points["period"]}
    unread = [period for period, months in covered.items() if months is None]
    if unread:
        raise InputError.of(
            found=f"period {unread[0]!r}",
            allowed="a period such as 2015-16, 2019, 2016 - 20 or 2019 Q1",
            do="Write the period so.",
            where="indicators",
            column="period",
        )
    return [(sum(covered[period]) - 1) / 24 for period in points["period"]]


def _fitted(points: pd.DataFrame) -> tuple[_Line, bool]:
    """Fit the line, weighted where every point has an interval."""
    import statsmodels.api as sm

    year, value, error = (points[c].to_numpy(dtype=float) for c in ("year", "value", "error"))
    weighted = bool((error > 0).all())
    weights = error**-2.0 if weighted else np.ones(len(year))
    start = float(year.mean())
    design = np.column_stack([np.ones(len(year)), year - start])
    fitted = sm.WLS(value, design, weights=weights).fit()
    scale = points["scale"].iloc[-1]
    share = bool(is_proportion(points["unit"]).all()) and np.isfinite(scale)
    floor = 0.0 if (value >= 0).all() else -np.inf
    ceiling = float(scale) if share else np.inf
    return _Line(fitted, start, float(weights[-1]), floor, ceiling), weighted


def _scale(observed: Trend) -> float:
    scale = float(observed.table["scale"].iloc[-1])
    if np.isfinite(scale):
        return scale
    raise InputError.of(
        found=f"no scale for {observed.indicator}",
        allowed="value = count / denominator x scale",
        do="Give the scale of the indicator (100 for per cent): without it there are no people.",
        where="indicators",
        column="scale",
    )


def _warnings(points: pd.DataFrame, weighted: bool):
    """Say what makes the line less than it looks."""
    months = [months_covered(period) for period in points["period"]]
    if months[0][0] <= _PANDEMIC[1] and months[-1][1] >= _PANDEMIC[0]:
        yield (
            "The line runs across 2020/21, when the epidemic changed both what happened and what "
            "was counted: look at the points before and after it apart."
        )
    overlap = [b[0] <= a[1] for a, b in zip(months, months[1:], strict=False)]
    if any(overlap):
        yield (
            "The periods overlap, so the points are not independent: the limits are too narrow. "
            "Take every period that does not overlap the one before."
        )
    if not weighted:
        yield "Not every point has an interval, so all count the same."


def _too_far(observed: Trend, years: int):
    year = observed.table["year"]
    span = float(year.iloc[-1] - year.iloc[0])
    if years > span:
        yield (
            f"{years} years are drawn on from {span:.0f} years seen: that is further than the "
            "past reaches."
        )

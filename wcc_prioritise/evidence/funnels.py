"""Which areas lie further from the benchmark than chance, and the usual spread, would put them?"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from wcc_prioritise.evidence.areas import Areas, is_total
from wcc_prioritise.evidence.figures import checked, one_figure
from wcc_prioritise.evidence.intervals import _numbers, _refuse, _same_shape, byar, z_value
from wcc_prioritise.evidence.published import COLUMNS, is_proportion, named_once, whole_areas
from wcc_prioritise.tables import InputError

KINDS = ("proportion", "rate")
WINSORISED = 0.10
"""The share of areas at each end whose z is drawn in before the spread is measured."""
TIERS = (0.95, 0.998)
PLACES = ("inside", "beyond 95%", "beyond 99.8%", "no figure")

_FEWEST = 5  # areas; with fewer there is no spread to speak of
_PREVALENCE = re.compile(r"prevalence|(?:^|_)prev(?:$|_)", re.IGNORECASE)


@dataclass(frozen=True)
class Overdispersion:
    """How far do areas spread beyond chance?

    Parameters
    ----------
    phi : float
        Mean square of the winsorised z: 1 where only chance is at work.
    tau_squared : float
        Variance between areas beyond chance, in the transformed unit.
    threshold : float
        1 + 2 sqrt(2 / m) for m areas: above it the limits are widened.
    areas : int
        m, the areas with a figure.
    """

    phi: float
    tau_squared: float
    threshold: float
    areas: int

    @property
    def adjusted(self) -> bool:
        """Whether the spread is more than chance, so that the limits are widened by it."""
        return self.phi > self.threshold


def ratio_limits(
    observed: ArrayLike, confidence: float = 0.95, scale: float = 100.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Where do the funnel's lines for a standardised ratio pass a whole number of events?

    So many observed events lie on the lower line where their exact upper Poisson limit is what was
    expected, and on the upper line where their exact lower limit is.

    Parameters
    ----------
    observed : array
        Events observed, from 1.
    confidence : float
        Two-sided confidence, between 0 and 1.
    scale : float
        The ratio that stands for "as expected".

    Returns
    -------
    tuple of array
        Expected events at the lower line, ratio there, expected events at the upper line, ratio
        there.

    Raises
    ------
    InputError
        If a number of events is below 1.

    References
    ----------
    Spiegelhalter, Statistics in Medicine 2005;24:1185-1202, pages 1188-1191. Garwood, Biometrika
    1936;28:437-442 (exact limits).

    Examples
    --------
    >>> [round(float(x), 2) for x in ratio_limits(10)]
    [18.39, 54.38, 4.8, 208.53]
    """
    from scipy.stats import chi2

    events = _numbers(observed, "observed")
    _refuse(
        {"fewer than 1 event": events < 1, "an infinite number": np.isinf(events)},
        allowed="events from 1",
        where="ratio_limits",
    )
    byar(events, confidence)  # refuses a confidence that is none
    tail = (1 - confidence) / 2
    at_lower = chi2.isf(tail, 2 * events + 2) / 2
    at_upper = chi2.ppf(tail, 2 * events) / 2
    return at_lower, events / at_lower * scale, at_upper, events / at_upper * scale


def transformed(value: ArrayLike, denominator: ArrayLike, kind: str) -> tuple:
    """Which figure has an error that does not hang on its size? Transformed value and its error.

    Parameters
    ----------
    value : array
        Proportions (0 to 1), or events per person.
    denominator : array
        Those who could have it, or person-years, or expected events.
    kind : {"proportion", "rate"}
        A proportion is turned into arcsin(sqrt p), a rate into sqrt r; the error is 1 / (2 sqrt n)
        either way.

    Returns
    -------
    tuple of array
        Transformed values and their standard errors.

    Raises
    ------
    InputError
        If the kind is unknown, a value cannot be, or a denominator is not above 0.

    References
    ----------
    Spiegelhalter, Statistics in Medicine 2005;24:1185-1202, pages 1199-1200 (both transformations).

    Examples
    --------
    >>> y, error = transformed(0.25, 100, "proportion")
    >>> round(float(y), 4), float(error)
    (0.5236, 0.05)
    """
    if kind not in KINDS:
        raise InputError.of(
            found=f"kind {kind!r}", allowed=" or ".join(KINDS), do="Say which of them it is."
        )
    y, n = _same_shape(_numbers(value, "value"), _numbers(denominator, "denominator"))
    _refuse(
        {
            "a value below 0": y < 0,
            "a proportion above 1": (y > 1) & (kind == "proportion"),
            "a denominator that is not above 0": n <= 0,
        },
        allowed="proportions from 0 to 1, or rates from 0, denominators above 0",
        where="transformed",
    )
    turned = np.arcsin(np.sqrt(y)) if kind == "proportion" else np.sqrt(y)
    return turned[()], (0.5 / np.sqrt(n))[()]


def winsorised(z: ArrayLike, share: float = WINSORISED) -> np.ndarray:
    """What are the z once the most extreme are drawn in to the quantiles of both ends?

    Parameters
    ----------
    z : array
        Standardised distances; missing ones stay missing.
    share : float
        Share at each end that is drawn in, from 0 to under a half.

    Returns
    -------
    array
        As many, none outside the two quantiles.

    Raises
    ------
    InputError
        If the share is not from 0 to under 0.5.

    References
    ----------
    Spiegelhalter, Quality and Safety in Health Care 2005;14:347-351, page 349.

    Examples
    --------
    >>> winsorised([-9, -1, 0, 1, 9], share=0.25).tolist()
    [-1.0, -1.0, 0.0, 1.0, 1.0]
    """
    if not 0 <= share < 0.5:
        raise InputError.of(
            found=f"a share of {share!r}", allowed="from 0 to under 0.5", do="Give 0.1 for 10%."
        )
    values = _numbers(z, "z")
    if not np.isfinite(values).any():
        return values
    low, high = np.nanquantile(values, [share, 1 - share])
    return np.clip(values, low, high)


def overdispersion(
    value: ArrayLike, error: ArrayLike, target: float, share: float = WINSORISED
) -> Overdispersion:
    """How much more do areas differ from the benchmark than chance alone would have them?

    With z_i = (y_i - t) / s_i, winsorised, phi = sum z_i^2 / m, and by the method of moments
    tau^2 = (m phi - (m - 1)) / (sum w - sum w^2 / sum w), where w_i = 1 / s_i^2; nought where that
    is negative.

    Parameters
    ----------
    value, error : array
        Transformed values and their standard errors; missing ones are left out.
    target : float
        The benchmark in the same unit.
    share : float
        Share at each end that is winsorised.

    Returns
    -------
    Overdispersion
        phi, tau^2, and the phi above which the limits are widened.

    Raises
    ------
    InputError
        If fewer than five areas have a figure.

    References
    ----------
    Spiegelhalter, Quality and Safety in Health Care 2005;14:347-351, pages 349-350. Spiegelhalter,
    Sherlaw-Johnson, Bardsley, Blunt, Wood & Grigg, Journal of the Royal Statistical Society A
    2012;175:1-47, section 3.

    Examples
    --------
    >>> found = overdispersion([0.50, 0.55, 0.45, 0.60, 0.40], [0.01] * 5, 0.5)
    >>> round(found.phi), found.adjusted
    (36, True)
    """
    y, s = _same_shape(_numbers(value, "value"), _numbers(error, "error"))
    known = np.isfinite(y) & (s > 0)
    m = int(known.sum())
    if m < _FEWEST:
        raise InputError.of(
            found=f"{m} areas with a figure",
            allowed=f"at least {_FEWEST}",
            do="Take a wider set of areas: their spread can't be measured with fewer.",
        )
    phi = float(np.mean(winsorised((y[known] - target) / s[known], share) ** 2))
    w = s[known] ** -2.0
    tau_squared = (m * phi - (m - 1)) / (w.sum() - (w**2).sum() / w.sum())
    return Overdispersion(phi, max(0.0, float(tau_squared)), float(1 + 2 * np.sqrt(2 / m)), m)


@dataclass(frozen=True, eq=False, repr=False)
class Funnel:
    """Where areas lie in the funnel about a benchmark.

    Parameters
    ----------
    indicator, period, kind : str
        What is plotted; `kind` is "proportion" or "rate".
    target : float
        The benchmark, in the unit of the value.
    scale : float
        Value = count / denominator x scale.
    spread : Overdispersion
        phi and the variance between areas.
    how : str
        How the limits were made, phi included, in words.
    """

    indicator: str
    period: str
    kind: str
    target: float
    scale: float
    spread: Overdispersion
    how: str
    _table: pd.DataFrame
    _used: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """One row an area: area, value, denominator, z (plain), z_adjusted, place, plain_place."""
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
    def counts(self) -> pd.Series:
        """How many areas lie where: place -> number, all places."""
        return self._table["place"].value_counts().reindex(list(PLACES), fill_value=0)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the published rows used."""
        rows = self._used.to_csv(index=False, lineterminator="\n")
        return hashlib.sha256(rows.encode("utf-8")).hexdigest()

    def lines(self, denominators: ArrayLike) -> pd.DataFrame:
        """Where do the funnel's lines run?

        Parameters
        ----------
        denominators : array
            Where the lines are wanted, above 0.

        Returns
        -------
        DataFrame
            One row a denominator: limits for chance alone (`plain_...`) and those that the places
            rest on, in the unit of the value.
        """
        n = _numbers(denominators, "denominators")
        extra = self.spread.tau_squared if self.spread.adjusted else 0.0
        columns = {"denominator": n}
        for prefix, more in (("plain_", 0.0), ("", extra)):
            for confidence, name in zip(TIERS, ("95", "99_8"), strict=True):
                low, high = funnel_limits(
                    self.target / self.scale, n, self.kind, confidence, tau_squared=more
                )
                columns[f"{prefix}lower_{name}"] = low * self.scale
                columns[f"{prefix}upper_{name}"] = high * self.scale
        return pd.DataFrame(columns)

    def __repr__(self) -> str:
        """Say in one line how many areas lie where."""
        words = ", ".join(f"{number} {place}" for place, number in self.counts.items() if number)
        return f"<Funnel: {self.indicator}, {self.period}, phi {self.spread.phi:.3g}: {words}>"


def funnel_limits(
    target: float,
    denominator: ArrayLike,
    kind: str,
    confidence: float = 0.95,
    *,
    tau_squared: float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Between which values would an area at the benchmark lie, by its size?

    Parameters
    ----------
    target : float
        The benchmark, as a proportion or as events per person.
    denominator : array
        Sizes of areas, above 0.
    kind : {"proportion", "rate"}
        Which transformation is used.
    confidence : float
        Two-sided confidence: 0.95 and 0.998 are usual.
    tau_squared : float
        Variance between areas beyond chance, in the transformed unit.

    Returns
    -------
    tuple of array
        Lower and upper limit, in the unit of the target.

    Raises
    ------
    InputError
        As for `transformed`, or if the confidence does not lie between 0 and 1.

    References
    ----------
    Spiegelhalter, Statistics in Medicine 2005;24:1185-1202, pages 1188-1191 and 1199-1200.

    Examples
    --------
    >>> low, high = funnel_limits(0.9, [100, 10_000], "proportion")
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.834, 0.894], [0.951, 0.906])
    """
    middle, error = transformed(target, denominator, kind)
    reach = z_value(confidence) * np.sqrt(error**2 + tau_squared)
    low, high = np.maximum(middle - reach, 0.0), middle + reach
    if kind == "rate":
        return low**2, high**2
    return np.sin(low) ** 2, np.sin(np.minimum(high, np.pi / 2)) ** 2


def funnel(
    indicators: pd.DataFrame,
    *,
    indicator: str,
    period: str | None = None,
    reference: str | None = None,
    prevalence: bool = False,
    share: float = WINSORISED,
) -> Funnel:
    """Which areas lie outside the funnel about the benchmark, once the usual spread is allowed for?

    Parameters
    ----------
    indicators : DataFrame
        Published figures, as for `benchmark`; counts and denominators must be there.
    indicator : str
        Its code.
    period : str, optional
        The period; the latest where none is given.
    reference : str, optional
        Code or name of the area whose value is the benchmark, such as England; without it the
        benchmark is all events over all denominators.
    prevalence : bool
        Say so where the indicator is a prevalence: it gets no funnel.
    share : float
        Share at each end that is winsorised.

    Returns
    -------
    Funnel
        A row an area, and phi, which belongs beside the picture.

    Raises
    ------
    InputError
        If the indicator is a prevalence (by the flag, or by its code or name), or the counts do
        not give the values.

    Notes
    -----
    A prevalence differs between areas because people do, not because services do: its phi is in
    the hundreds, and a funnel would call most areas outliers.

    References
    ----------
    See `overdispersion` and `funnel_limits`.
    """
    rows = whole_areas(indicators)
    used = checked(one_figure(rows, indicator, period))
    _refuse_prevalence(used, indicator, prevalence)
    areas = Areas.of(rows)
    own = areas.ours(reference) if reference else None
    kind, scale = _kind(used, indicator)
    total = [is_total(*pair) for pair in zip(used["area"], used["area_name"], strict=True)]
    points = used[~np.array(total, dtype=bool) & (used["area"] != own)].sort_values("area")
    target = _target(used, points, own, scale)
    table, spread = _placed(points, target, kind, scale, share)
    shown = used["period"].iloc[0]
    about = f"the value of {areas.names[own]}" if own else "all events over all denominators"
    return Funnel(
        indicator=indicator,
        period=shown,
        kind=kind,
        target=target * scale,
        scale=scale,
        spread=spread,
        how=_how(about, kind, spread, share),
        _table=table,
        _used=used[list(COLUMNS)].sort_values("area"),
    )


def _refuse_prevalence(used: pd.DataFrame, indicator: str, prevalence: bool) -> None:
    named = next(
        (w for w in (indicator, *used["indicator_name"].unique()) if _PREVALENCE.search(w)), None
    )
    if prevalence or named:
        raise InputError.of(
            found=f"{named or indicator}, which is a prevalence",
            allowed="a measure of what services do, or of what comes of it",
            do="Show a prevalence as a bar with its interval: areas differ in it because their "
            "people differ, and a funnel would call most of them outliers.",
            where="indicators",
        )


def _kind(used: pd.DataFrame, indicator: str) -> tuple[str, float]:
    """Say whether the figures are proportions or rates, and their scale; refuse all else."""
    counted = used[["value", "count", "denominator", "scale"]].notna().all(axis=1).to_numpy()
    given = used[counted & (used["denominator"] > 0).to_numpy()]
    ratio = given["count"] / given["denominator"] * given["scale"]
    if given.empty or not np.allclose(ratio, given["value"], rtol=0.005, atol=0.051):
        raise InputError.of(
            found=f"{indicator}, whose value is not its count / denominator x scale",
            allowed="a proportion or a crude rate with count, denominator and scale",
            do="Give them, or take another indicator: a standardised rate can't be rebuilt.",
            where="indicators",
        )
    proportion = bool(is_proportion(given["unit"]).all())
    return ("proportion" if proportion else "rate"), float(given["scale"].iloc[0])


def _target(used: pd.DataFrame, points: pd.DataFrame, own: str | None, scale: float) -> float:
    if own is None:
        known = points[points["count"].notna() & (points["denominator"] > 0)]
        return float(known["count"].sum() / known["denominator"].sum())
    value = used.loc[used["area"] == own, "value"]
    if value.empty or value.isna().all():
        raise InputError.of(
            found=f"no value of {own} for this indicator and period",
            allowed="an area that has one",
            do="Leave reference out to take all areas together.",
            where="indicators",
        )
    return float(value.iloc[0]) / scale


def _placed(
    points: pd.DataFrame, target: float, kind: str, scale: float, share: float
) -> tuple[pd.DataFrame, Overdispersion]:
    n = points["denominator"].where(points["denominator"] > 0).to_numpy()
    value = points["count"].to_numpy() / n  # the value as published may be rounded
    y, error = transformed(value, n, kind)
    middle = float(transformed(target, 1.0, kind)[0])
    spread = overdispersion(y, error, middle, share)
    extra = spread.tau_squared if spread.adjusted else 0.0
    table = points[["area", "area_name", "value", "count", "denominator"]].assign(
        z=(y - middle) / error, z_adjusted=(y - middle) / np.sqrt(error**2 + extra)
    )
    table = table.assign(place=_places(table["z_adjusted"]), plain_place=_places(table["z"]))
    return table.reset_index(drop=True), spread


def _places(z: pd.Series) -> np.ndarray:
    near, far = (z_value(confidence) for confidence in TIERS)
    size = np.abs(z.to_numpy())
    return np.select(
        [np.isnan(size), size > far, size > near],
        ["no figure", "beyond 99.8%", "beyond 95%"],
        "inside",
    )


def _how(about: str, kind: str, spread: Overdispersion, share: float) -> str:
    turned = "arcsine of the square root" if kind == "proportion" else "square root"
    words = (
        f"benchmark: {about}; {turned}; phi {spread.phi:.3g} over {spread.areas} areas "
        f"({share:.0%} winsorised at each end)"
    )
    if spread.adjusted:
        tau = np.sqrt(spread.tau_squared)
        return f"{words}, above {spread.threshold:.3g}: limits widened by the spread, tau {tau:.3g}"
    return f"{words}, not above {spread.threshold:.3g}: limits for chance alone"

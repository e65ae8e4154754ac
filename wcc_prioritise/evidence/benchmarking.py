"""How far are we from areas like us, and how sure can we be of it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.areas import Areas, comparison
from wcc_prioritise.evidence.figures import SIGNS, blank_as_missing, checked, latest, with_intervals
from wcc_prioritise.evidence.gaps import TABLE_COLUMNS, Gaps
from wcc_prioritise.evidence.intervals import z_value
from wcc_prioritise.evidence.published import (
    COLUMNS,
    NUMBERS,
    is_proportion,
    whole_areas,
)

FEWEST_PEERS = 3
"""With fewer areas that have a figure there is no comparison."""

_NO_ROW = 0  # stands for the sheet row of a figure that our area does not have


def benchmark(
    indicators: pd.DataFrame,
    *,
    area: str,
    peers: pd.DataFrame | Iterable[str] | None = None,
    confidence: float = 0.95,
) -> Gaps:
    """How far is our area from areas like it, on each indicator?

    Each indicator is taken at the latest period of our area; sexes and ages are kept apart, and
    splits of an area (rows with a category) are left out. With own value r, the values r_i of m
    peers, s = +1 where high is bad and -1 where high is good, denominator D and scale k:

    * peers' mean c = sum r_i / m (every area counts the same), Var(c) = sum SE_i^2 / m^2, where
      SE_i = (upper_i - lower_i) / (2 z);
    * gap g = s (r - c), positive where our area is worse, Var(g) = SE^2 + Var(c);
    * opportunity = max(0, g) x D / k, in people: how many more (or fewer) it would be at the
      peers' mean. It is headroom, not what any project would bring.

    Parameters
    ----------
    indicators : DataFrame
        Published figures, one row an indicator, area, period, sex and age: `case.indicators`.
    area : str
        Code or name of our area.
    peers : DataFrame, iterable of str, or None
        The areas to compare with: a table with the columns area, peer, order and source, of which
        our area's rows are used; or codes or names; or None for all other areas of our type.
    confidence : float
        Two-sided confidence of every interval. Published limits are taken to be 95 per cent ones,
        and widened or narrowed in proportion for another confidence.

    Returns
    -------
    Gaps
        One row an indicator, sex and age, with the verdict in words.

    Raises
    ------
    InputError
        If the area is unknown, two rows claim one figure, a proportion is not count / denominator x
        scale, or the peers cannot be read: every fault of a kind at once.

    Notes
    -----
    A proportion with count, denominator and scale gets Wilson's interval; any other figure keeps
    its published one. The verdict rests on the interval of the gap, which holds the error of the
    comparator too: a published method that left it out raised 12 per cent false alarms (Dropkin).
    Where any peer has no interval, the mean and the gap have none either.

    References
    ----------
    Dropkin, Journal of Public Health 2018;40:e367-e374 (the comparator's error). Wilson, Journal of
    the American Statistical Association 1927;22:209-212, and Brown, Cai & DasGupta, Statistical
    Science 2001;16:101-133, pages 107-108 (proportions). Eayres, APHO Technical Briefing 3, 2008
    (what is used in England). Breslow & Day, Statistical Methods in Cancer Research, volume II,
    1987, page 69 (Byar's limits of a count, see `byar`).

    Examples
    --------
    >>> import pandas as pd
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
    >>> gaps = benchmark(figures, area="Ours")
    >>> gaps.table[["peer_mean", "gap", "opportunity", "verdict"]].round(1).to_dict("records")
    [{'peer_mean': 90.0, 'gap': 10.0, 'opportunity': 100.0, 'verdict': 'worse than peers'}]
    """
    z_value(confidence)
    rows = whole_areas(indicators)
    areas = Areas.of(rows)
    own = areas.ours(area)
    compared = comparison(peers, own, areas, rows)
    ours, theirs, held = _used(rows, own, compared.found)
    used = with_intervals(checked(pd.concat([ours, theirs], ignore_index=True)), confidence)
    table = _compared(used[used["area"] == own], used[used["area"] != own], confidence)
    name, named = areas.names[own], len(compared.peers)
    notes = ["; ".join(_remarks(row, name, named)) for row in table.itertuples()]
    table["note"] = pd.Series(notes, table.index, dtype=object)
    return Gaps(
        area=own,
        area_name=name,
        how=f"the unweighted mean of {compared.how}",
        warnings=(*compared.warnings, *period_warnings(ours, held), *_odd_limits(used)),
        confidence=float(confidence),
        _table=blank_as_missing(table[list(TABLE_COLUMNS)]),
        _peers=compared.peers,
        _used=pd.concat([ours[ours["row"] != _NO_ROW], theirs])[list(COLUMNS)],
    )


def _used(
    rows: pd.DataFrame, own: str, peers: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Take our figures at their latest period, the peers' same figures, and all that peers have.

    An indicator that only peers have gets a row of ours without a value.
    """
    all_ours, held = rows[rows["area"] == own], rows[rows["area"].isin(peers)]
    ours = latest(all_ours)
    absent = latest(held[~held["indicator"].isin(all_ours["indicator"])])
    if len(absent):
        absent = absent.sort_values(["figure", "area"]).drop_duplicates("figure")
        blank = dict.fromkeys(NUMBERS, np.nan) | dict.fromkeys(("verdict", "note", "source"), "")
        ours = pd.concat([ours, absent.assign(**blank, area=own, row=_NO_ROW)])
    theirs = held[held["figure"].isin(ours["figure"])]
    return (
        ours.sort_values("figure", ignore_index=True),
        theirs.sort_values(["figure", "area"], ignore_index=True),
        held,
    )


def _compared(ours: pd.DataFrame, theirs: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Set each figure of ours against its peers: mean, gap, opportunity and verdict."""
    peers, with_error, mean, error = _peer_means(ours, theirs)
    z = z_value(confidence)
    value, scale, denominator = (ours[c].to_numpy() for c in ("value", "scale", "denominator"))
    proportion = is_proportion(ours["unit"]) & np.isfinite(scale)  # a mean of those is one too
    sign = ours["polarity"].map(SIGNS).to_numpy(dtype=float)
    gap, reach = sign * (value - mean), z * np.hypot(ours["error"].to_numpy(), error)
    compared = {
        "peers": peers,
        "with_error": with_error,
        "peer_mean": mean,
        "peer_lower": np.maximum(mean - z * error, np.where(proportion, 0.0, -np.inf)),
        "peer_upper": np.minimum(mean + z * error, np.where(proportion, scale, np.inf)),
    }
    for end, at in {"": gap, "_lower": gap - reach, "_upper": gap + reach}.items():
        compared[f"gap{end}"] = at
        compared[f"opportunity{end}"] = np.maximum(at, 0.0) * denominator / scale
    table = ours.rename(columns={"verdict": "publisher_verdict", "note": "publisher_note"})
    table = table.assign(**compared)
    return table.assign(verdict=_verdicts(table))


def _peer_means(
    ours: pd.DataFrame, theirs: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """How many peers have each figure of ours, how many with an interval, their mean and its error?

    The error is missing where any peer has no interval: the mean then has a doubt nobody knows.
    Both are missing where too few peers have the figure.
    """
    valued = theirs[theirs["value"].notna()]
    figure = np.searchsorted(ours["figure"].to_numpy(), valued["figure"].to_numpy())
    value, error = valued["value"].to_numpy(), valued["error"].to_numpy()
    known = np.isfinite(error)
    peers = np.bincount(figure, minlength=len(ours))
    with_error = np.bincount(figure[known], minlength=len(ours))
    # summed from the first peer's value on, so that the mean of equal values is that value exactly
    base = np.zeros(len(ours))
    base[figure[::-1]] = value[::-1]
    squares = np.bincount(figure[known], error[known] ** 2, minlength=len(ours))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = base + np.bincount(figure, value - base[figure], minlength=len(ours)) / peers
        mean_error = np.where(with_error == peers, np.sqrt(squares) / peers, np.nan)
    enough = peers >= FEWEST_PEERS
    return peers, with_error, np.where(enough, mean, np.nan), np.where(enough, mean_error, np.nan)


def _verdicts(table: pd.DataFrame) -> np.ndarray:
    """Say in words how each figure stands; what is not known goes before what is."""
    return np.select(
        [
            table["value"].isna(),
            table["peers"] < FEWEST_PEERS,
            table["polarity"] == "",
            table["gap_lower"].isna(),
            table["gap_lower"] > 0,
            table["gap_upper"] < 0,
        ],
        [
            "not published",
            "too few peers",
            "no direction given",
            "no interval",
            "worse than peers",
            "better than peers",
        ],
        "no clear difference",
    )


def _remarks(row, name: str, named: int) -> Iterable[str]:
    """Say of one figure what is missing, and why."""
    if row.row == _NO_ROW:
        yield f"the table has no row for {name}"
    elif row.verdict == "not published":
        yield f"no value published for {name}"
        if row.publisher_note:
            yield f"publisher: {row.publisher_note}"
    if row.peers < FEWEST_PEERS:
        yield f"{row.peers} of {named} peers have this figure, {FEWEST_PEERS} are needed"
    elif row.with_error < row.peers:
        yield f"{row.peers - row.with_error} of {row.peers} peers have no interval"
    if row.verdict == "no interval" and np.isnan(row.error):
        yield f"the figure of {name} has no interval"
    if np.isfinite(row.gap) and np.isnan(row.opportunity):
        yield "no denominator or no scale, so no opportunity"


def period_warnings(ours: pd.DataFrame, held: pd.DataFrame) -> Iterable[str]:
    """Say where periods differ: between indicators, or between our area and its peers."""
    spelt = dict(zip(ours["when"], ours["period"], strict=True))
    whens = dict(zip(ours["indicator"], ours["when"], strict=True))
    if len(spelt) > 1:
        words = (
            f"{period} ({', '.join(i for i, at in whens.items() if at == when)})"
            for when, period in sorted(spelt.items())
        )
        yield f"The periods differ between indicators: {'; '.join(words)}."
    theirs: dict[tuple[str, str], set[str]] = {}
    keys = (held[column].tolist() for column in ("indicator", "area", "when"))
    for indicator, area, when in zip(*keys, strict=True):
        theirs.setdefault((indicator, area), set()).add(when)
    other = Counter(i for (i, _), their in theirs.items() if whens[i] not in their)
    later = Counter(i for (i, _), their in theirs.items() if _is_later(max(their), whens[i]))
    for counts, words in (
        (other, "with figures for other periods only, not for {period}, and left out"),
        (later, "with a later period than {period}"),
    ):
        for (when, areas), same in _alike(counts, whens).items():
            said = words.format(period=spelt[when])
            yield f"{', '.join(same)}: {areas} {'peer' if areas == 1 else 'peers'} {said}."


def _is_later(when: str, than: str) -> bool:
    return when > than and not when.startswith("?")


def _alike(counts: Counter, whens: dict[str, str]) -> dict[tuple[str, int], list[str]]:
    """Bring together the indicators of which the same is said: period and number of areas."""
    alike: dict[tuple[str, int], list[str]] = {}
    for indicator in sorted(counts):
        alike.setdefault((whens[indicator], counts[indicator]), []).append(indicator)
    return alike


def _odd_limits(used: pd.DataFrame) -> Iterable[str]:
    """Name the figures that lie outside their own published limits."""
    value, low, high = (used[c] for c in ("value", "published_lower", "published_upper"))
    outside = used[(value < low) | (value > high)]
    if len(outside):
        pairs = zip(outside["indicator"], outside["area"], strict=True)
        words = ", ".join(f"{indicator} of {area}" for indicator, area in pairs)
        yield f"These values lie outside their published limits: {words}."

"""How far are we from areas like us, and how sure can we be of it?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.areas import Areas, Comparison, comparison
from wcc_prioritise.evidence.gaps import TABLE_COLUMNS, Gaps
from wcc_prioritise.evidence.intervals import standard_error, wilson, z_value
from wcc_prioritise.evidence.published import (
    COLUMNS,
    FIGURE,
    NUMBERS,
    arithmetic_faults,
    countable,
    is_proportion,
    settled,
    whole_areas,
)
from wcc_prioritise.tables import Fault, InputError

FEWEST_PEERS = 3
"""With fewer areas that have a figure there is no comparison."""

_PUBLISHED = 0.95  # the confidence of published limits


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
    A proportion with count, denominator and scale gets Wilson's interval; any other figure keeps the
    published one. The verdict rests on the interval of the gap, which has the comparator's error in
    it: leaving that out gave 12 per cent false alarms. Dropkin G. RightCare: wrong answers. J Public
    Health 2018;40:e367-e374. Wilson EB. J Am Stat Assoc 1927;22:209-212; Brown LD, Cai TT, DasGupta
    A. Stat Sci 2001;16:101-133, pages 107-108; Eayres D. APHO Technical Briefing 3, 2008. For counts
    and rates see `byar` (Breslow NE, Day NE. 1987, volume II, page 69).

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
    used = _with_intervals(_checked(pd.concat([ours, theirs], ignore_index=True)), confidence)
    table = _compared(used[used["area"] == own], used[used["area"] != own], confidence)
    table["note"] = _notes(table, areas.names[own], compared)
    return Gaps(
        area=own,
        area_name=areas.names[own],
        how=f"the unweighted mean of {compared.how}",
        warnings=(*compared.warnings, *_period_warnings(table, held), *_odd_limits(used)),
        fingerprint=_fingerprint(ours, theirs),
        confidence=float(confidence),
        _table=_blank_as_missing(table[list(TABLE_COLUMNS)]),
        _peers=compared.peers,
    )


def _used(
    rows: pd.DataFrame, own: str, peers: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Take our figures at their latest period, the peers' same figures, and all that peers have.

    An indicator that only peers have gets a row of ours without a value.
    """
    all_ours, all_theirs = rows[rows["area"] == own], rows[rows["area"].isin(peers)]
    ours = _latest(all_ours)
    only_theirs = _latest(all_theirs[~all_theirs["indicator"].isin(all_ours["indicator"])])
    absent = only_theirs.drop_duplicates(FIGURE).assign(
        **dict.fromkeys(NUMBERS, np.nan), **dict.fromkeys(("verdict", "note", "source"), ""),
        area=own, area_name="", area_type="", row=0,
    )
    ours = pd.concat([ours, absent], ignore_index=True).sort_values(FIGURE, ignore_index=True)
    theirs = all_theirs.merge(ours[FIGURE], on=FIGURE, how="inner")
    return ours, theirs.sort_values([*FIGURE, "area"], ignore_index=True), all_theirs


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Take the rows of each indicator's latest period; ask where the order of periods is not known."""
    several = rows.groupby("indicator")["when"].transform("nunique") > 1
    unplaced = rows[several & rows["when"].str.startswith("?")]
    if len(unplaced):
        raise InputError(
            Fault(
                "indicators",
                int(row.row),
                "period",
                f"{row.period!r} beside other periods of {row.indicator}",
                "periods that can be put in order, such as 2015-16, 2019, 2016 - 20 or 2019 Q1",
                "Write the period so, or keep the rows of one period only.",
            )
            for row in unplaced.drop_duplicates(["indicator", "period"]).itertuples()
        )
    return rows[rows["when"] == rows.groupby("indicator")["when"].transform("max")]


def _checked(used: pd.DataFrame) -> pd.DataFrame:
    """Give the rows used one unit, scale and direction an indicator, or raise every fault."""
    used, faults = settled(used)
    faults += arithmetic_faults(used)
    if faults:
        raise InputError(faults)
    return used


def _with_intervals(used: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Give each row its interval, where that is from, and the standard error it stands for."""
    counted = countable(used).to_numpy()
    published = ~counted & used[["value", "lower", "upper"]].notna().all(axis=1).to_numpy()
    value, scale = used["value"].to_numpy(), used["scale"].to_numpy()
    stretch = z_value(confidence) / z_value(_PUBLISHED)
    below = value - (value - used["lower"].to_numpy()) * stretch
    lower = np.where(published, np.maximum(below, np.minimum(used["lower"], 0)), np.nan)
    upper = np.where(published, value + (used["upper"].to_numpy() - value) * stretch, np.nan)
    low, high = wilson(used["count"][counted], used["denominator"][counted], confidence)
    lower[counted], upper[counted] = low * scale[counted], high * scale[counted]
    return used.assign(
        published_lower=used["lower"],
        published_upper=used["upper"],
        lower=lower,
        upper=upper,
        error=standard_error(lower, upper, confidence),
        interval_from=np.select([counted, published], ["Wilson", "published"], "none"),
    )


def _compared(ours: pd.DataFrame, theirs: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Set each figure of ours against its peers: mean, gap, opportunity and verdict."""
    table = ours.merge(_peer_means(theirs), on=FIGURE, how="left", sort=False)
    table["peers"] = table["peers"].fillna(0).astype("int64")
    few = table["peers"] < FEWEST_PEERS
    table.loc[few, ["peer_mean", "peer_error"]] = np.nan
    reach = z_value(confidence) * table["peer_error"]
    top = table["scale"].where(is_proportion(table["unit"]))  # a mean of proportions stays one
    bottom = (top * 0).fillna(-np.inf)
    table["peer_lower"] = (table["peer_mean"] - reach).clip(lower=bottom)
    table["peer_upper"] = (table["peer_mean"] + reach).clip(upper=top.fillna(np.inf))
    sign = table["polarity"].map({"high is bad": 1.0, "high is good": -1.0}).astype(float)
    table["gap"] = sign * (table["value"] - table["peer_mean"])
    doubt = z_value(confidence) * np.hypot(table["error"], table["peer_error"])
    table["gap_lower"], table["gap_upper"] = table["gap"] - doubt, table["gap"] + doubt
    people = table["denominator"] / table["scale"]
    for gap in ("gap", "gap_lower", "gap_upper"):
        table[gap.replace("gap", "opportunity")] = table[gap].clip(lower=0) * people
    return table.rename(columns={"verdict": "publisher_verdict", "note": "publisher_note"}).assign(
        verdict=_verdicts(table, few)
    )


def _peer_means(theirs: pd.DataFrame) -> pd.DataFrame:
    """How many peers have each figure, their unweighted mean and its standard error.

    The error is missing where any peer has no interval: the mean then has a doubt nobody knows.
    """
    valued = theirs[theirs["value"].notna()]
    valued = valued.assign(squared=valued["error"] ** 2)
    groups = valued.groupby(FIGURE)
    means = groups.agg(
        peers=("value", "size"),
        peer_mean=("value", "mean"),
        squares=("squared", "sum"),
        with_error=("squared", "count"),
    )
    error = np.sqrt(means["squares"]) / means["peers"]
    means["peer_error"] = error.where(means["with_error"] == means["peers"])
    return means.drop(columns="squares").reset_index()


def _verdicts(table: pd.DataFrame, few: pd.Series) -> np.ndarray:
    """Say in words how each figure stands; what is not known goes before what is."""
    return np.select(
        [
            table["value"].isna(),
            few,
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


def _notes(table: pd.DataFrame, name: str, compared: Comparison) -> list[str]:
    """Say for each figure what is missing and why."""
    named = len(compared.peers)
    return ["; ".join(_remarks(row, name, named)) for row in table.itertuples()]


def _remarks(row, name: str, named: int) -> Iterable[str]:
    if row.row == 0:
        yield f"the table has no row for {name}"
    elif row.verdict == "not published":
        yield f"no value published for {name}"
        if row.publisher_note:
            yield f"publisher: {row.publisher_note}"
    if row.peers < FEWEST_PEERS:
        yield f"{row.peers} of {named} peers have this figure, {FEWEST_PEERS} are needed"
    elif row.with_error < row.peers:
        yield f"{row.peers - row.with_error:.0f} of {row.peers} peers have no interval"
    if row.verdict == "no interval" and np.isnan(row.error):
        yield f"the figure of {name} has no interval"
    if np.isfinite(row.gap) and np.isnan(row.opportunity):
        yield "no denominator or no scale, so no opportunity"


def _period_warnings(table: pd.DataFrame, held: pd.DataFrame) -> Iterable[str]:
    """Say where periods differ: between indicators, or between our area and its peers."""
    periods = table.groupby("when").agg(period=("period", "first"), of=("indicator", "unique"))
    if len(periods) > 1:
        words = "; ".join(f"{row.period} ({', '.join(row.of)})" for row in periods.itertuples())
        yield f"The periods differ between indicators: {words}."
    ours = table.drop_duplicates("indicator")[["indicator", "when", "period"]]
    both = held.merge(ours, on="indicator", suffixes=("", "_ours"))
    same = both[both["when"] == both["when_ours"]]
    others = both.merge(same[["indicator", "area"]].drop_duplicates(), how="left", indicator=True)
    others = others[others["_merge"] == "left_only"]
    yield from _by_indicator(
        others, "{areas} of the peers have other periods only, not {period}, and are left out"
    )
    yield from _by_indicator(
        both[_is_later(both)], "{areas} of the peers have a later period than {period}"
    )


def _is_later(both: pd.DataFrame) -> pd.Series:
    placed = ~both["when"].str.startswith("?") & ~both["when_ours"].str.startswith("?")
    return placed & (both["when"] > both["when_ours"])


def _by_indicator(rows: pd.DataFrame, words: str) -> Iterable[str]:
    """Say one thing of several indicators at once, where it is the same thing."""
    counts = rows.groupby(["indicator", "period_ours"])["area"].nunique().reset_index()
    for (period, areas), same in counts.groupby(["period_ours", "area"]):
        yield f"{', '.join(same['indicator'])}: {words.format(areas=areas, period=period)}."


def _odd_limits(used: pd.DataFrame) -> Iterable[str]:
    """Name the figures that lie outside their own published limits."""
    outside = used[
        (used["value"] < used["published_lower"]) | (used["value"] > used["published_upper"])
    ]
    if len(outside):
        words = ", ".join(f"{row.indicator} of {row.area}" for row in outside.itertuples())
        yield f"These values lie outside their published limits: {words}."


def _blank_as_missing(table: pd.DataFrame) -> pd.DataFrame:
    texts = table.select_dtypes(["str", "object"]).astype("str")
    return table.assign(**{column: texts[column].where(texts[column] != "") for column in texts})


def _fingerprint(ours: pd.DataFrame, theirs: pd.DataFrame) -> str:
    """Hash the rows used, as given, in one order and one spelling of numbers."""
    given = pd.concat([ours[ours["row"] > 0], theirs]).sort_values([*FIGURE, "area"])
    text = given[list(COLUMNS)].to_csv(index=False, lineterminator="\n")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

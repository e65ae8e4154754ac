"""Which published figures are compared, and with what interval? Shared by all that compare."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.intervals import standard_error, wilson, z_value
from wcc_prioritise.evidence.periods import period_key
from wcc_prioritise.evidence.published import arithmetic_faults, countable, settled
from wcc_prioritise.tables import Fault, InputError, near_miss

SIGNS = {"high is bad": 1.0, "high is good": -1.0}
"""The sign that makes a gap positive where an area is worse."""

_PUBLISHED = 0.95  # the confidence of published limits


def latest(rows: pd.DataFrame, each: tuple[str, ...] = ("indicator",)) -> pd.DataFrame:
    """Take the rows of each indicator's latest period; ask where periods have no known order.

    With `each` of area and indicator, each area's own latest.
    """
    keys = list(zip(*(rows[column].tolist() for column in each), strict=True))
    periods: dict[tuple[str, ...], set[str]] = {}
    for key, when in zip(keys, rows["when"], strict=True):
        periods.setdefault(key, set()).add(when)
    unplaced = {
        (key[-1], when)
        for key, whens in periods.items()
        for when in whens
        if len(whens) > 1 and when.startswith("?")
    }
    if unplaced:
        _ask_for_order(rows, unplaced)
    last = {key: max(whens) for key, whens in periods.items()}
    now = [last[key] == when for key, when in zip(keys, rows["when"], strict=True)]
    return rows[np.array(now, dtype=bool)]


def checked(used: pd.DataFrame) -> pd.DataFrame:
    """Give the rows used one unit, scale and direction an indicator, or raise every fault."""
    used, faults = settled(used)
    faults += arithmetic_faults(used)
    if faults:
        raise InputError(faults)
    return used


def with_intervals(used: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Give each row its interval, where that is from, and the standard error it stands for."""
    value, low, high = (used[column].to_numpy() for column in ("value", "lower", "upper"))
    counted = countable(used)
    published = ~counted & np.isfinite(value + low + high)
    stretch = z_value(confidence) / z_value(_PUBLISHED)
    # stretched limits of a figure that can't be negative stay at nought or above
    below = np.maximum(value - (value - low) * stretch, np.minimum(low, 0))
    lower = np.where(published, below, np.nan)
    upper = np.where(published, value + (high - value) * stretch, np.nan)
    scale = used["scale"].to_numpy()[counted]
    count, denominator = (used[column].to_numpy()[counted] for column in ("count", "denominator"))
    lower[counted], upper[counted] = np.array(wilson(count, denominator, confidence)) * scale
    return used.assign(
        published_lower=low,
        published_upper=high,
        lower=lower,
        upper=upper,
        error=standard_error(lower, upper, confidence),
        interval_from=np.select([counted, published], ["Wilson", "published"], "none"),
    )


def blank_as_missing(table: pd.DataFrame) -> pd.DataFrame:
    """Give texts as pandas has them, missing where nothing was said."""
    texts = [column for column in table if table[column].dtype == object]
    filled = {c: pd.Series([word or None for word in table[c]], table.index, "str") for c in texts}
    return table.assign(**filled)


def _ask_for_order(rows: pd.DataFrame, unplaced: set[tuple[str, str]]) -> None:
    """Raise an error that names each period whose place among the others is not known."""
    first = rows.sort_values("row").drop_duplicates(["indicator", "when"])
    raise InputError(
        Fault(
            "indicators",
            int(row.row),
            "period",
            f"{row.period!r} beside other periods of {row.indicator}",
            "periods that can be put in order, such as 2015-16, 2019, 2016 - 20 or 2019 Q1",
            "Write the period so, or keep the rows of one period only.",
        )
        for row in first.itertuples()
        if (row.indicator, row.when) in unplaced
    )


def one_figure(rows: pd.DataFrame, indicator: str, period: str | None = None) -> pd.DataFrame:
    """Take the rows of one indicator and period (the latest, unless one is named), of one group.

    Raises
    ------
    InputError
        If the table has no such rows, or they are of several sexes or ages.
    """
    of_it = rows[rows["indicator"] == indicator]
    if of_it.empty:
        near = near_miss(indicator, sorted(set(rows["indicator"])))
        raise InputError.of(
            found=f"indicator {indicator!r}, of which the table has no rows",
            allowed="the code of an indicator in the table",
            do=f"Did you mean {near!r}?" if near else "Give one of its codes.",
            where="indicators",
            column="indicator",
        )
    chosen = latest(of_it) if period is None else of_it[of_it["when"] == period_key(period)]
    if chosen["figure"].nunique() != 1:
        told = sorted({f"{row.sex}, {row.age}".strip(", ") for row in chosen.itertuples()})
        raise InputError.of(
            found=f"{indicator} for {'; '.join(told)}" if told else f"no rows for {period!r}",
            allowed="the figures of one period, sex and age",
            do="Keep the rows of one of them." if told else "Give a period that the table has.",
            where="indicators",
        )
    return chosen

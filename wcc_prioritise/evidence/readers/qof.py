"""What do counts of the Quality and Outcomes Framework say, one row an area, year and measure?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.columns import changed, constant, one_after_another
from wcc_prioritise.evidence.readers.drafts import (
    Draft,
    Options,
    edge_fates,
    figures,
    read_numbers,
)
from wcc_prioritise.evidence.readers.headings import places
from wcc_prioritise.evidence.readers.opening import Source
from wcc_prioritise.tables import Fault, InputError

NET = "net of exceptions"
EVERYONE = "everyone"
BOTH = "both"
DENOMINATORS = (NET, EVERYONE, BOTH)
PER_CENT = {"unit": "%", "scale": 100.0}

_NEEDED = {
    "period": ("period",),
    "area": ("ccg_code",),
    "area_name": ("ccg_name",),
    "indicator": ("indicator_code",),
    "count": ("numerator",),
    "denominator": ("denominator",),
    "exceptions": ("exceptions",),
}
_COUNTED = ("count", "denominator", "exceptions")


def everyone(indicator: str) -> str:
    """Name a measure whose denominator counts excepted patients too."""
    return f"{indicator} (everyone)"


def of_net(indicator: str) -> str:
    """Give the code of a measure, whichever its denominator."""
    return indicator.removesuffix(" (everyone)")


def read_qof_long(source: Source, at: int, options: Options) -> Draft:
    """Read counts of the framework; value = count / denominator x 100, calculated here.

    Patients whom practices excepted are in no denominator as published ("net"), which flatters
    areas that except many. "everyone" adds them to the denominator, under a code of its own.

    Parameters
    ----------
    source : Source
        The table.
    at : int
        Where its headings stand.
    options : Options
        `denominator`: net of exceptions, everyone, or both.

    Returns
    -------
    Draft
        One figure a row, two where both denominators are asked for and exceptions are given.

    Raises
    ------
    InputError
        With every heading absent, cell that is no number, and count above its denominator.
    """
    frame = source.below(at, places(source, at, _NEEDED), _COUNTED)
    fate = edge_fates(frame)
    live = fate == fates.CODES[fates.USED]
    columns, _ = read_numbers(source, frame, _COUNTED, live)
    excepted = columns.pop("exceptions")
    columns |= {name: frame[name].array for name in ("period", "area", "area_name", "indicator")}
    faults = _beyond(source, frame, columns["count"], columns["denominator"])
    if faults:
        raise InputError(faults)
    columns["value"] = shares(columns["count"], columns["denominator"])
    fate[live & np.isnan(columns["value"])] = fates.CODES[fates.NO_VALUE]
    made = figures(np.arange(len(frame)), fate, columns | PER_CENT | {"area_type": "CCG"})
    made = with_everyone(made, excepted, options.denominator)
    return Draft(
        source, frame.index.to_numpy(), fate, made, warnings=_said(source, excepted, options)
    )


def shares(count: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """Give counts in per cent of their denominators, NaN where a denominator is 0 or missing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = count * 100.0 / denominator
    return np.where(denominator > 0, value, np.nan)


def with_everyone(made: pd.DataFrame, excepted: np.ndarray, which: str) -> pd.DataFrame:
    """Give figures with the denominator asked for, or with both."""
    known = np.isfinite(excepted) & made["value"].notna().to_numpy()
    if which == NET or not known.any():
        return made
    denominator = (made["denominator"].to_numpy() + excepted)[known]
    full = made[known].assign(
        indicator=changed(made["indicator"].array[known], everyone),
        denominator=denominator,
        value=shares(made["count"].to_numpy()[known], denominator),
    )
    first = made if which == BOTH else made[~known]
    both = {
        name: one_after_another([first[name].array, full[name].array])
        if isinstance(made[name].dtype, pd.CategoricalDtype)
        else np.concatenate([first[name].to_numpy(), full[name].to_numpy()])
        for name in made.columns
    }
    note = constant("excepted patients are in the denominator", len(full))
    both["note"] = one_after_another([first["note"].array, note])
    return pd.DataFrame(both, copy=False)


def _beyond(
    source: Source, frame: pd.DataFrame, count: np.ndarray, denominator: np.ndarray
) -> list[Fault]:
    return [
        Fault(
            source.where,
            int(frame.index[place]),
            "numerator",
            f"{count[place]:,.12g} of {denominator[place]:,.12g}",
            "a numerator that is at most the denominator",
            "Check which numerator belongs to which denominator.",
        )
        for place in np.flatnonzero(count > denominator)
    ]


def _said(source: Source, excepted: np.ndarray, options: Options) -> tuple[str, ...]:
    if options.denominator != NET or not np.isfinite(excepted).any():
        return ()
    return (
        f"{source.where}: patients whom practices excepted are not in the denominators, as "
        "published; denominator='everyone' counts them, and 'both' gives both.",
    )

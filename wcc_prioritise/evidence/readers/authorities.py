"""What do tidy tables of local authorities say? Values only: no interval, count or denominator."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.area_types import type_of_code
from wcc_prioritise.evidence.readers.columns import changed
from wcc_prioritise.evidence.readers.drafts import (
    Draft,
    Options,
    edge_fates,
    figures,
    read_numbers,
)
from wcc_prioritise.evidence.readers.headings import places
from wcc_prioritise.evidence.readers.opening import Source

_NEEDED = {
    "area": ("area_code",),
    "area_name": ("area_name",),
    "period": ("period",),
    "value": ("value",),
    "indicator": ("indicator",),
    "unit": ("measure",),
    "sex": ("unit",),
    "verdict": ("significance",),
}
_SHARE = re.compile(r"proportion|percent\w*|%", re.IGNORECASE)
_PLAIN = ("area", "area_name", "period", "indicator", "unit", "sex", "verdict")


def read_authorities(source: Source, at: int, options: Options) -> Draft:
    """Read a table of districts and unitary authorities, as a data lab publishes them.

    Its column `measure` is our unit and its `unit` (Persons) our sex. There is nothing from which
    a doubt could be worked out, and a warning says so.

    Parameters
    ----------
    source : Source
        The table.
    at : int
        Where its headings stand.
    options : Options
        Not used.

    Returns
    -------
    Draft
        One figure a row; the name of the indicator is its code.

    Raises
    ------
    InputError
        With every heading absent or misspelt, and every cell that is no number.
    """
    frame = source.below(at, places(source, at, _NEEDED), ("value",))
    fate = edge_fates(frame)
    live = fate == fates.CODES[fates.USED]
    columns, hidden = read_numbers(source, frame, ("value",), live)
    columns |= {name: frame[name].array for name in _PLAIN}
    columns |= {
        "indicator_name": columns["indicator"],
        "area_type": changed(columns["area"], type_of_code),
        "scale": _scale(columns["unit"], columns["value"]),
    }
    fate = fates.without_value(fate, columns["value"], hidden, columns["verdict"])
    made = figures(np.arange(len(frame)), fate, columns)
    said = (
        f"{source.where}: the table has no intervals, counts or denominators, so a gap can't be "
        "given its doubt and no opportunity can be given.",
    )
    return Draft(source, frame.index.to_numpy(), fate, made, warnings=said)


def _scale(unit: pd.Categorical, value: np.ndarray) -> np.ndarray:
    """Give shares that pass 1 the scale 100; of other units the table says too little."""
    share = np.array([_SHARE.fullmatch(text) is not None for text in unit.categories], dtype=bool)
    of_share = share[unit.codes] if len(share) else np.zeros(len(value), dtype=bool)
    passes = bool((value[of_share] > 1).any())
    return np.where(of_share & passes, 100.0, np.nan)

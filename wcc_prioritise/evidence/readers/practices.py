"""What do the framework's practice-level files say? Counts in one file, names in another."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import fates
from wcc_prioritise.evidence.readers.columns import changed, texts
from wcc_prioritise.evidence.readers.drafts import (
    Draft,
    Options,
    edge_fates,
    figures,
    read_numbers,
)
from wcc_prioritise.evidence.readers.headings import places
from wcc_prioritise.evidence.readers.opening import Source
from wcc_prioritise.evidence.readers.qof import PER_CENT, shares
from wcc_prioritise.tables import InputError

_NEEDED = {
    "area": ("PRACTICE_CODE",),
    "indicator": ("GROUP_CODE",),
    "count": ("REGISTER",),
    "age": ("PATIENT_LIST_TYPE",),
    "denominator": ("PRACTICE_LIST_SIZE",),
}
_NAMES = {"area": ("PRACTICE_CODE",), "area_name": ("PRACTICE_NAME",)}
_COUNTED = ("count", "denominator")
_YEARS = re.compile(r"(?<!\d)(\d\d)(\d\d)(?!\d)")


def read_practices(source: Source, at: int, options: Options) -> Draft:
    """Read PREVALENCE_<years>.csv with its MAPPING_NHS_GEOGRAPHIES_<years>.csv beside it.

    Value = register / list x 100, calculated here. The years are those in the name of the file, or
    `mapping={"period": "=2020-21"}`.

    Parameters
    ----------
    source : Source
        The counts.
    at : int
        Where its headings stand.
    options : Options
        `lookups`: the tables of names in the same folder.

    Returns
    -------
    Draft
        One figure a row.

    Raises
    ------
    InputError
        Where the names are missing, or the years are not known.
    """
    names, others = _named(source, options), ()
    period = _period(source, options)
    frame = source.below(at, places(source, at, _NEEDED), _COUNTED)
    fate = edge_fates(frame)
    live = fate == fates.CODES[fates.USED]
    columns, _ = read_numbers(source, frame, _COUNTED, live)
    code = frame["area"].array
    columns |= {
        "indicator": changed(frame["indicator"].array, lambda group: f"{group}_PREV"),
        "indicator_name": changed(
            frame["indicator"].array, lambda group: f"{group} recorded (prevalence)"
        ),
        "area": code,
        "area_name": changed(code, lambda one: names.get(one, "")),
        "age": changed(frame["age"].array, list_ages),
        "period": period,
        "value": shares(columns["count"], columns["denominator"]),
    }
    fate[live & np.isnan(columns["value"])] = fates.CODES[fates.NO_VALUE]
    made = figures(np.arange(len(frame)), fate, columns | PER_CENT | {"area_type": "GP practice"})
    nameless = sorted(set(code[live]) - set(names))
    if nameless:
        shown = ", ".join(nameless[:5])
        others = (f"{source.where}: {len(nameless)} practices have no name ({shown}).",)
    return Draft(source, frame.index.to_numpy(), fate, made, warnings=others)


def read_geographies(source: Source, at: int, options: Options) -> Draft:
    """Give every row of a table of names the fate that it names areas."""
    frame = source.below(at, places(source, at, _NAMES), ())
    fate = fates.coded(fates.LOOKUP, len(frame))
    made = figures(np.arange(0), fates.coded(fates.USED, 0), {})
    keys = frame["area"].astype(object).tolist()
    return Draft(source, frame.index.to_numpy(), fate, made, keys=keys)


def list_ages(list_type: str) -> str:
    """Say which ages a list of patients is of.

    Examples
    --------
    >>> list_ages("06OV"), list_ages("TOTAL")
    ('6+', 'all ages')
    """
    found = re.fullmatch(r"(\d+)OV", list_type.upper())
    return f"{int(found[1])}+" if found else "all ages" if list_type == "TOTAL" else list_type


def _named(source: Source, options: Options) -> dict[str, str]:
    """Give the names of practices from the tables of the same years, or from the only one."""
    years = _YEARS.findall(source.file)
    lookups = [
        (table, at)
        for table, at in options.lookups
        if _YEARS.findall(table.file) == years or len(options.lookups) == 1
    ]
    if not lookups:
        raise InputError.of(
            where=source.where,
            found="counts by practice without the names of the practices",
            allowed="the file MAPPING_NHS_GEOGRAPHIES of the same years beside it",
            do="Put both files in one folder.",
        )
    frames = [table.below(at, places(table, at, _NAMES), ()) for table, at in lookups]
    both = pd.concat([frame.astype(object) for frame in frames])
    return dict(zip(texts(both["area"]), texts(both["area_name"]), strict=True))


def _period(source: Source, options: Options) -> str:
    """Take the years from the mapping given, or from the name of the file: 2021 is 2020-21."""
    said = (options.mapping or {}).get("period", "")
    if said.startswith("="):
        return said[1:].strip()
    for first, last in _YEARS.findall(source.file):
        if int(last) == (int(first) + 1) % 100:
            return f"20{first}-{last}"
    raise InputError.of(
        where=source.where,
        found="no years in the name of the file",
        allowed="a name such as PREVALENCE_2021, for April 2020 to March 2021",
        do="Name the file so, or give mapping={'period': '=2020-21'}.",
    )

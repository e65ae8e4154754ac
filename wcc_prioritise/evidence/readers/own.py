"""What does a source of my own say? A plain function reads it; its table is held to the schema."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from wcc_prioritise.case.functions import told
from wcc_prioritise.tables import InputError, check_frame


def read_own(function: Callable[[Path], pd.DataFrame], path: str | os.PathLike) -> pd.DataFrame:
    """What does a source say that no reader here knows?

    Parameters
    ----------
    function : callable
        A plain function from the path to a frame with the columns of the table `indicators`:
        indicator, area, period, value and whatever else of it is known.
    path : str or path-like
        The file or folder.

    Returns
    -------
    DataFrame
        The table `indicators`, every cell checked. Its column source says which function read it,
        by name and hash of its source, unless the function said more.

    Raises
    ------
    InputError
        With every fault: the function fails or gives no frame, or cells are not what they must be.

    Examples
    --------
    >>> def one_figure(path):
    ...     row = {"indicator": "FEET", "area": "Northmere", "period": "2025-26", "value": 81.0}
    ...     return pd.DataFrame([row])
    >>> read_own(one_figure, "feet.json")["source"].iloc[0].split()[:2]
    ['read', 'by']
    """
    name = told(function)
    try:
        given = function(Path(path))
    except Exception as error:  # whatever goes wrong in it, its author is told in words
        raise _refused(name, f"an error, {type(error).__name__}: {error}") from error
    if not isinstance(given, pd.DataFrame):
        raise _refused(name, f"a {type(given).__name__}")
    said = given["source"] if "source" in given else pd.Series(None, given.index, dtype=object)
    table, faults = check_frame("indicators", given.assign(source=said.fillna(f"read by {name}")))
    if faults:
        raise InputError(faults)
    return table.frame


def _refused(name: str, found: str) -> InputError:
    return InputError.of(
        where=name,
        found=found,
        allowed="a DataFrame with the columns of the table indicators",
        do="Correct the function; it gets the path.",
    )

"""Which step is a weight about? Worst and best of a criterion, in its own words and units."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wcc_prioritise.schema import ANCHOR_LEVELS
from wcc_prioritise.schema.curves import curve_points
from wcc_prioritise.tables import Fault, InputError


def ranges(criteria: pd.DataFrame, reference_people: float | None = None) -> pd.Series:
    """From where to where does each criterion go, in words and units?

    Nobody can say how much a step matters without seeing where it begins and ends; so weighting
    does not start before every criterion has its range.

    Parameters
    ----------
    criteria : DataFrame
        Table `criteria` of a case.
    reference_people : float, optional
        The charter's reference number of people, said beside criteria that count per person.

    Returns
    -------
    Series
        Words by criterion, such as `from 0 to 500 healthy years a year on Health gain`.

    Raises
    ------
    InputError
        If a criterion has no words for its worst or best, or no range: every one is named.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ranges(wcc.read(wcc.sample("northmere")).criteria)["C1"]
    'from 0 to 500 healthy years a year on Health gain'
    """
    rows = criteria.to_dict("records")
    faults = [fault for row in rows for fault in _rangeless(row)]
    if faults:
        raise InputError(faults)
    return pd.Series(
        {row["criterion"]: step(row, reference_people=reference_people) for row in rows},
        dtype=object,
    )


def _rangeless(row: Mapping) -> list[Fault]:
    if in_figures(row):
        return []
    code = row["criterion"]
    missing = [level for level in (0, 100) if _blank(row.get(f"anchor_{level}"))]
    faults = [
        Fault(
            "criteria",
            None,
            f"anchor_{level}",
            f"no words for the {'worst' if level == 0 else 'best'} of {code}",
            "worst and best of every criterion, in words",
            "Write them before anybody is asked for a weight.",
        )
        for level in missing
    ]
    if not missing and _said(row, 0) == _said(row, 100):
        do = "Say how far candidates can differ on it, or leave the criterion out."
        faults.append(
            Fault("criteria", None, None, f"no range for {code}", "a worst and a best apart", do)
        )
    return faults


def _blank(value: object) -> bool:
    return value is None or value is pd.NA or value != value or not str(value).strip()


def _said(row: Mapping, level: int) -> str:
    return str(row[f"anchor_{level}"]).strip().rstrip(".")


def in_figures(row: Mapping) -> bool:
    """Can the range be said in whole figures with a unit, instead of the words of its anchors?

    Points for an evidence grade are a device of ours, so the words say more.
    """
    if row.get("kind") != "measured" or row.get("measured_from") == "evidence grade":
        return False
    worst, best = row.get("worst"), row.get("best")
    if _blank(row.get("unit")) or _blank(worst) or _blank(best):
        return False
    return worst != best and float(worst).is_integer() and float(best).is_integer()


def step(row: Mapping, upto: float = 100.0, reference_people: float | None = None) -> str:
    """Say the step from the worst of a criterion up to a value of it.

    Parameters
    ----------
    row : mapping
        One row of the table `criteria`.
    upto : float
        Value 0 to 100; in words the nearest anchor stands for it.
    reference_people : float, optional
        Said beside a criterion that counts per person.
    """
    level = min(ANCHOR_LEVELS, key=lambda level: abs(level - upto))
    if in_figures(row):
        said = f"from {float(row['worst']):,.0f} to {figure_at(row, upto):,.0f} {row['unit']}"
    else:
        said = f"from “{_said(row, 0)}” to “{_said(row, level)}”"
    people = ""
    if row.get("counts") == "per person" and reference_people is not None:
        people = f", for {reference_people:,.0f} people"
    return f"{said} on {row['name']}{people}"


def figure_at(row: Mapping, value: float) -> float:
    """Give the figure of a measured criterion that has this value, to the nearest whole one."""
    curve = row.get("curve")
    at, values = curve_points(
        None if _blank(curve) else curve, float(row["worst"]), float(row["best"])
    )
    if values[0] > values[-1]:
        at, values = at[::-1], values[::-1]
    return float(np.floor(np.interp(value, values, at) + 0.5))

"""Where does our area stand among all areas like it, indicator by indicator?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.areas import Areas, Comparison, comparison, is_total
from wcc_prioritise.evidence.figures import SIGNS, blank_as_missing, checked, latest, with_intervals
from wcc_prioritise.evidence.intervals import z_value
from wcc_prioritise.evidence.peers import Peers
from wcc_prioritise.evidence.published import COLUMNS, whole_areas
from wcc_prioritise.evidence.verdicts import compared
from wcc_prioritise.tables import InputError, near_miss

ROLES = ("ours", "peer", "other")
"""What an area is to ours."""

PEERS, EVERYONE = "peers", "all areas"
"""Yardsticks that are no area."""

_CONFIDENCE = 0.95
_WORDS = ("indicator", "indicator_name", "period", "sex", "age", "unit", "polarity")
_NUMBERS = ("value", "lower", "upper", "count", "denominator")
_STANDING = (
    "yardstick", "yardstick_lower", "yardstick_upper", "peer_mean", "peers", "areas", "place",
    "worst", "worst_area", "worst_quarter", "median", "best_quarter", "best", "best_area",
    "verdict", "at", "peers_at", "worst_at", "worst_quarter_at", "best_quarter_at", "best_at",
)  # fmt: skip
TABLE_COLUMNS = (*_WORDS, *_NUMBERS, *_STANDING, "note", "source")
AREA_COLUMNS = (*_WORDS, "area", "area_name", "role", "order", "value", "lower", "upper",
                "verdict", "place")  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Spread:
    """Where our area stands among all areas of its type.

    Parameters
    ----------
    area, area_name : str
        Code and name of our area, as the table has them.
    beside : str
        What every area is set beside, in few words: "England", "the mean of its peers".
    yardstick : str
        The same in full: which peers, and who named them.
    how : str
        The rules of the verdicts, in words.
    tests : int
        How many figures of ours could be compared.
    expected_false : float
        How many of them chance alone would flag.
    warnings : tuple of str
        What is to be said beside the figures.
    """

    area: str
    area_name: str
    beside: str
    yardstick: str
    how: str
    tests: int
    expected_false: float
    warnings: tuple[str, ...]
    _table: pd.DataFrame
    _areas: pd.DataFrame
    _used: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """One row an indicator, sex and age, of our area.

        Values, quarters, best and worst are in the unit of the row; worst is the lowest where no
        direction is given. `place` is 1 for the best of `areas`. The columns that end in `at` put
        the same figures on a line on which the yardstick is 0, the farther end of the areas 1 or
        -1, and better is greater.
        """
        return self._table.copy(deep=False)

    @property
    def areas(self) -> pd.DataFrame:
        """One row a figure and area: role (ours, peer, other), order, value, limits, verdict."""
        return self._areas.copy(deep=False)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The codes of the indicators, in their order."""
        return tuple(dict.fromkeys(self._table["indicator"]))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the published rows used, and of how they were compared."""
        rows = self._used.to_csv(index=False, lineterminator="\n")
        words = f"{self.area}\n{self.indicators}\n{self.how}\n{rows}"
        return hashlib.sha256(words.encode("utf-8")).hexdigest()

    def of(self, *indicators: str) -> Spread:
        """How do we stand on these indicators alone?

        Parameters
        ----------
        *indicators : str
            Their codes.

        Returns
        -------
        Spread
            The same answer, of fewer indicators, in the order asked for.

        Raises
        ------
        InputError
            If one of them is not there, or none is named.
        """
        absent = [code for code in indicators if code not in self.indicators]
        if absent or not indicators:
            near = near_miss(absent[0], list(self.indicators)) if absent else None
            raise InputError.of(
                found=f"indicator {absent[0]!r}" if absent else "no indicator",
                allowed="one or more of: " + ", ".join(self.indicators),
                do=f"Did you mean {near!r}?" if near else "Name one of these.",
            )
        place = {code: i for i, code in enumerate(indicators)}
        table, areas = (
            frame[frame["indicator"].isin(place)].sort_values(
                "indicator", key=lambda codes: codes.map(place), kind="stable", ignore_index=True
            )
            for frame in (self._table, self._areas)
        )
        return replace(self, **_counted(table), _table=table, _areas=areas)

    def __repr__(self) -> str:
        """Say in one line how many figures have each verdict."""
        said = self._table["verdict"].value_counts()
        counts = ", ".join(f"{number} {verdict}" for verdict, number in said.items())
        return f"<Spread: {self.area_name} beside {self.yardstick}: {counts}>"


@dataclass(frozen=True)
class _Yardstick:
    """What every area is set beside: an area by its code, or a mean."""

    kind: str
    brief: str
    words: str
    code: str | None = None


def spread(
    indicators: pd.DataFrame,
    *,
    area: str,
    peers: Peers | pd.DataFrame | Iterable[str] | None = None,
    reference: str | None = None,
) -> Spread:
    """Where does our area stand among all areas of its type, and which of them differ?

    Parameters
    ----------
    indicators : DataFrame
        Published figures, as for `benchmark`; each indicator at the latest period of our area.
    area : str
        Code or name of our area.
    peers : Peers, DataFrame, iterable of str, or None
        The areas most like ours, as for `benchmark`; None for all others of our type.
    reference : str, optional
        The yardstick: "peers" (their unweighted mean), "all areas" (the mean of all of our type),
        or the code or name of an area. Left out, England where the table has it, or else "peers".

    Returns
    -------
    Spread
        Worst, best, quarters and our place, and every area's verdict on every figure.

    Raises
    ------
    InputError
        As for `benchmark`, or if the reference is not known.

    Notes
    -----
    Beside an area, such as England, a verdict is the publisher's: its interval against the value.
    Beside a mean, the error of the mean is allowed for as well, as `benchmark` does; that a peer is
    itself part of the mean is not. The quarters are quantiles by linear interpolation (Hyndman &
    Fan, The American Statistician 1996;50:361-365, definition 7).

    References
    ----------
    Public Health England, "Fingertips: spine charts" (bar, middle half, and the flip by polarity).

    Examples
    --------
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
    >>> spread(figures, area="Ours").table[["worst", "best", "place", "verdict"]].values.tolist()
    [[80.0, 92.0, 4, 'Worse']]
    """
    rows = whole_areas(indicators)
    areas = Areas.of(rows)
    own = areas.ours(area)
    near = comparison(peers.table if isinstance(peers, Peers) else peers, own, areas, rows)
    beside = _yardstick(reference, areas, near)
    used, left_out = _used(rows, own, beside, near)
    used = used.assign(area_name=used["area"].map(areas.names).astype(object))
    parts = [_one(group, own, beside, near) for _, group in used.groupby("figure")]
    table = pd.DataFrame([row for row, _ in parts], columns=list(TABLE_COLUMNS))
    every = pd.concat([field for _, field in parts], ignore_index=True)
    return Spread(
        area=own,
        area_name=areas.names[own],
        beside=beside.brief,
        yardstick=beside.words,
        how=_how(beside),
        **_counted(table),
        warnings=(*near.warnings, *left_out),
        _table=blank_as_missing(table.astype({"place": "Int64"})),
        _areas=blank_as_missing(every[list(AREA_COLUMNS)]),
        _used=used[list(COLUMNS)],
    )


def _counted(table: pd.DataFrame) -> dict:
    """Count the figures of ours that were compared, and the flags that chance would raise."""
    tests = int((table["verdict"] != "Not compared").sum())
    return {"tests": tests, "expected_false": tests * (1 - _CONFIDENCE)}


def _yardstick(reference: str | None, areas: Areas, near: Comparison) -> _Yardstick:
    """Say what every area is set beside."""
    if reference is None:
        totals = [code for code, name in sorted(areas.names.items()) if is_total(code, name)]
        reference = totals[0] if totals else PEERS
    if reference == PEERS:
        return _Yardstick(PEERS, "the mean of its peers", f"the mean of {near.how}")
    if reference == EVERYONE:
        return _Yardstick(EVERYONE, "the mean of all areas", "the mean of all areas of its type")
    code = areas.ours(reference)
    return _Yardstick("area", areas.names[code], areas.names[code], code)


def _how(beside: _Yardstick) -> str:
    if beside.code is None:
        return "the 95% interval of the difference from the mean, whose own error is allowed for"
    return "the area's 95% interval against the value compared with, whose own error is left out"


def _used(
    rows: pd.DataFrame, own: str, beside: _Yardstick, near: Comparison
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Take the latest figures of ours, of all areas of our type, and of the yardstick."""
    mine = rows[rows["area"] == own]
    ours = latest(mine)
    alike = rows["area_type"].isin(set(mine["area_type"])) | rows["area"].isin(
        [*near.found, beside.code]
    )
    same = rows[rows["figure"].isin(ours["figure"]) & alike]
    whole = [is_total(*pair) for pair in zip(same["area"], same["area_name"], strict=True)]
    same = same[~np.array(whole, dtype=bool) | (same["area"] == beside.code)]
    absent = sorted(set(rows["indicator"]) - set(mine["indicator"]))
    told = (f"The table has no row of ours for {', '.join(absent)}.",) if absent else ()
    return with_intervals(checked(same), _CONFIDENCE).sort_values(["figure", "area"]), told


def _one(
    group: pd.DataFrame, own: str, beside: _Yardstick, near: Comparison
) -> tuple[dict, pd.DataFrame]:
    """Set one figure of all areas beside the yardstick: the row of ours, and a row an area."""
    total = [is_total(*pair) for pair in zip(group["area"], group["area_name"], strict=True)]
    field = group[~np.array(total, dtype=bool) & group["value"].notna().to_numpy()]
    order = {code: i for i, code in enumerate(near.found, start=1)}
    field = field.assign(
        order=pd.array([order.get(code) for code in field["area"]], dtype="Int64"),
        role=np.where(
            field["area"] == own, "ours", np.where(field["area"].isin(order), *ROLES[1:])
        ),
    )
    mean = _mean(field[field["role"] == "peer"])
    at = _yardstick_at(group, field, beside, mean)
    polarity = group["polarity"].iloc[0]
    sign = -SIGNS[polarity] if polarity else 1.0
    verdict = _verdicts(field, at, polarity, beside)
    place = (sign * field["value"]).rank(ascending=False, method="min")
    field = field.assign(verdict=verdict, place=place.astype("Int64"))
    ours = group[group["area"] == own].iloc[0]
    row = {column: ours[column] for column in (*_WORDS, *_NUMBERS, "note", "source")}
    return {**row, **_standing(field, own, at, mean, sign)}, field


def _mean(rows: pd.DataFrame) -> tuple[float, float]:
    """Give the unweighted mean of some areas and its standard error; missing where there is none.

    The error is missing where an area has no interval: the doubt is then not known.
    """
    if rows.empty:
        return np.nan, np.nan
    error = np.sqrt((rows["error"] ** 2).sum(skipna=False)) / len(rows)
    return float(rows["value"].mean()), float(error)


def _yardstick_at(
    group: pd.DataFrame, field: pd.DataFrame, beside: _Yardstick, mean: tuple[float, float]
) -> tuple[float, float]:
    """Give the value of the yardstick and the error that is allowed for."""
    if beside.code is None:
        return mean if beside.kind == PEERS else _mean(field)
    value = group.loc[group["area"] == beside.code, "value"]
    return (float(value.iloc[0]) if len(value) else np.nan), 0.0


def _verdicts(
    field: pd.DataFrame, at: tuple[float, float], polarity: str, beside: _Yardstick
) -> np.ndarray:
    way = np.full(len(field), polarity, object)
    if beside.code is not None:
        return compared(field["lower"], field["upper"], at[0], way)
    reach = z_value(_CONFIDENCE) * np.hypot(field["error"], at[1])
    low, high = field["value"] - reach, field["value"] + reach
    return compared(low, high, at[0], way)


def _standing(
    field: pd.DataFrame, own: str, at: tuple[float, float], mean: tuple, sign: float
) -> dict:
    """Say where ours, the peers, the quarters and the ends of all areas stand."""
    reach = z_value(_CONFIDENCE) * at[1]
    ours = field[field["area"] == own]
    better = field.assign(better=sign * field["value"]).sort_values(["better", "area"])
    low, middle, high = (
        better["better"].quantile([0.25, 0.5, 0.75]) * sign if len(better) else [np.nan] * 3
    )
    ends = {"worst": better.iloc[:1], "best": better.iloc[-1:]}
    value = {end: float(one["value"].iloc[0]) if len(one) else np.nan for end, one in ends.items()}
    placed = {
        "": float(ours["value"].iloc[0]) if len(ours) else np.nan,
        "peers": mean[0],
        "worst": value["worst"],
        "worst_quarter": low,
        "best_quarter": high,
        "best": value["best"],
    }
    widest = max(abs(value["worst"] - at[0]), abs(value["best"] - at[0]))
    scaled = {
        f"{name}_at".removeprefix("_"): sign * (x - at[0]) / widest if widest > 0 else x - at[0]
        for name, x in placed.items()
    }
    return {
        "yardstick": at[0],
        "yardstick_lower": at[0] - reach,
        "yardstick_upper": at[0] + reach,
        "peer_mean": mean[0],
        "peers": int((field["role"] == "peer").sum()),
        "areas": len(field),
        "place": ours["place"].iloc[0] if len(ours) else pd.NA,
        **value,
        **{f"{end}_area": one["area_name"].iloc[0] or one["area"].iloc[0] if len(one) else ""
           for end, one in ends.items()},
        "worst_quarter": low,
        "median": middle,
        "best_quarter": high,
        "verdict": ours["verdict"].iloc[0] if len(ours) else "Not compared",
        **scaled,
    }  # fmt: skip

"""Which areas are like ours? By NHS England's published steps, or a list that is given.

Peers are chosen by what areas are (how many people, how old, how deprived), never by how they do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from wcc_prioritise.evidence.areas import Areas, is_total
from wcc_prioritise.evidence.intervals import _numbers
from wcc_prioritise.evidence.listed import listed_peers, strikes
from wcc_prioritise.tables import Fault, InputError, near_miss

WEIGHTS = {
    "IMDscore": 0.25,
    "poptot": 0.15,
    "pop_18_39": 0.10,
    "pop_65_84": 0.10,
    "pop_85plus": 0.10,
    "pc_pop_rural_sparse": 0.15,
    "pc_White_other": 0.03,
    "pc_Mixed": 0.03,
    "pc_Asian": 0.03,
    "pc_Black": 0.03,
    "pc_OtherEth": 0.03,
}
"""NHS England's variables, as its workbook of April 2021 names them, and their weights."""

METHODS = {"similar 10": 10, "icb": 5, "plain": 10}
"""Method -> how many peers an area gets."""

PEER_COLUMNS = ("area", "area_name", "peer", "peer_name", "order", "distance", "far", "source")

_CAP = 5.0  # standard deviations above the mean
_NO_SPREAD = 1e-12  # as a share of the largest figure
_FAR = 0.95
_IDENTITY = ("area", "area_name", "area_type")
_OUTCOMES = frozenset(
    ("value", "lower", "upper", "count", "numerator", "denominator", "rate", "indicator", "outcome",
     "verdict", "gap", "opportunity")
)  # fmt: skip


def standard_scores(attributes: ArrayLike, *, published_steps: bool = True) -> np.ndarray:
    """How many standard deviations from the mean is each area, on each attribute?

    Parameters
    ----------
    attributes : array
        Areas x attributes, from 0 where the published steps are taken.
    published_steps : bool
        Whether figures are first capped at mean + 5 SD and turned into their square roots.

    Returns
    -------
    array
        As many; nought for an attribute that is the same everywhere.

    References
    ----------
    NHS England, "Similar 10 CCGs", method and input workbook, April 2021. Both standard deviations
    are those of a whole population (divided by the number of areas).

    Examples
    --------
    >>> standard_scores([[1.0], [4.0], [9.0]]).round(2).ravel().tolist()
    [-1.22, 0.0, 1.22]
    """
    x = _numbers(attributes, "attributes")
    if published_steps:
        x = np.sqrt(np.minimum(x, x.mean(axis=0) + _CAP * x.std(axis=0)))
    away, spread = x - x.mean(axis=0), x.std(axis=0)
    # The mean of equal numbers may miss them by a last digit; that is no spread to divide by.
    told_apart = spread > _NO_SPREAD * np.abs(x).max(axis=0, initial=0.0)
    return np.where(told_apart, away / np.where(told_apart, spread, 1.0), 0.0)


def distances(scores: ArrayLike, weights: ArrayLike) -> np.ndarray:
    """How unlike is each area to each other? The weighted sum of squared differences.

    Parameters
    ----------
    scores : array
        Areas x attributes, standardised.
    weights : array
        One for each attribute.

    Returns
    -------
    array
        Areas x areas, nought on the diagonal. NHS England takes no root; the order is the same.

    Examples
    --------
    >>> distances([[0.0, 0.0], [3.0, 4.0]], [1.0, 0.5]).tolist()
    [[0.0, 17.0], [17.0, 0.0]]
    """
    z, w = _numbers(scores, "scores"), _numbers(weights, "weights")
    apart = np.zeros((len(z), len(z)))
    for column, weight in zip(z.T, w, strict=True):
        apart += weight * (column[:, None] - column[None, :]) ** 2
    return apart


@dataclass(frozen=True, eq=False, repr=False)
class Peers:
    """Which areas are like which, how like, and how they were chosen.

    Parameters
    ----------
    how : str
        The method, the variables with their weights, and what was left unused, in words.
    far_above : float
        The distance above which a neighbour is called far; missing where no distance is known.
    warnings : tuple of str
        What is to be said beside the list.
    """

    how: str
    far_above: float
    warnings: tuple[str, ...]
    _table: pd.DataFrame
    _struck: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """One row an area and peer: order (1 is nearest), distance, far or not, source."""
        return self._table.copy(deep=False)

    @property
    def struck(self) -> pd.DataFrame:
        """The peers that were struck out, with the reason of each: area, peer, reason."""
        return self._struck.copy(deep=False)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the list and of what was struck out."""
        words = "\n".join(
            frame.to_csv(index=False, lineterminator="\n") for frame in (self._table, self._struck)
        )
        return hashlib.sha256(words.encode("utf-8")).hexdigest()

    def __repr__(self) -> str:
        """Say in one line how many areas have peers, and how many of those are far."""
        areas, far = self._table["area"].nunique(), int(self._table["far"].sum())
        return f"<Peers: {len(self._table)} peers of {areas} areas, {far} far>"


def peers(
    attributes: pd.DataFrame | None,
    *,
    method: str = "similar 10",
    area: str | None = None,
    strike: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    given: pd.DataFrame | Iterable[str] | None = None,
    indicators: pd.DataFrame | None = None,
) -> Peers:
    """Which areas are like ours?

    "similar 10" caps each of eleven variables at mean + 5 SD, takes the square root, subtracts the
    mean and divides by the SD; the distance of two areas is the weighted sum of their squared
    differences, and the ten nearest are the peers. "icb" takes the same steps and five peers.
    "plain" takes standard scores of every attribute in the table with equal weights, and ten peers.

    Parameters
    ----------
    attributes : DataFrame or None
        One row an area: area, area_name, and what the areas are like. Names are matched by letters
        and digits, with or without `attribute_` before them; `population` stands for poptot. None
        where a list is given.
    method : {"similar 10", "icb", "plain"}
        How distances are made; also for the areas of a list that is given.
    area : str, optional
        Code or name of our area; without it every area gets its peers.
    strike : mapping or iterable of pairs
        Peers to strike out, each with its reason: {"07P": "a teaching trust's own patch"}. The
        next nearest takes the place; a list that is given becomes shorter.
    given : DataFrame or iterable of str, optional
        A published or agreed list instead: columns area, peer, order and source, or the peers of
        our area in their order.
    indicators : DataFrame, optional
        The figures that will be compared. No attribute may be one of them.

    Returns
    -------
    Peers
        The list, with distances, and far neighbours flagged: those further than 95 per cent of all
        areas' last peers.

    Raises
    ------
    InputError
        If the area or a variable is not there, a peer is struck out without a reason, a figure is
        missing or below nought, or an attribute is the value of an indicator.

    References
    ----------
    NHS England, "Similar 10 CCGs", method and input workbook, April 2021 (steps and weights). NHS
    England, Model Health System, peer finder (five peers for integrated care boards).

    Examples
    --------
    >>> areas = pd.DataFrame(
    ...     {"area": list("ABCD"), "population": [100, 110, 300, 90], "attribute_age": [5, 6, 9, 4]}
    ... )
    >>> peers(areas, method="plain", area="A").table["peer"].tolist()
    ['B', 'D', 'C']
    """
    if method not in METHODS:
        near = near_miss(method, [*METHODS]) if isinstance(method, str) else None
        raise InputError.of(
            found=f"method {method!r}",
            allowed=", ".join(METHODS),
            do=f"Did you mean {near!r}?" if near else "Take one of them, or give a list.",
        )
    if given is not None:
        return _from_list(attributes, given, method, area, strike, indicators)
    measured = _measured(attributes, method, indicators)
    own = measured.areas.ours(area) if area is not None else None
    out = strikes(strike, measured.areas)
    listed, struck = _nearest(measured, METHODS[method], out)
    limit, table = _flagged(listed, measured.words)
    if own is not None:
        table, struck = (frame[frame["area"] == own] for frame in (table, struck))
    return _peers(table, struck, measured.how, limit)


@dataclass(frozen=True)
class _Measured:
    """The areas of an attributes table, how far each is from each, and how that was made."""

    codes: list[str]
    areas: Areas
    apart: np.ndarray
    words: str
    how: str


def _measured(attributes, method: str, indicators: pd.DataFrame | None) -> _Measured:
    """Read the attributes and work out all distances."""
    table = _identified(attributes)
    columns = _chosen(table, method)
    _refuse_outcomes(table, columns, indicators)
    _refuse_gaps(table, columns, lowest=None if method == "plain" else 0.0)
    weights = [1.0] * len(columns) if method == "plain" else [*WEIGHTS.values()]
    scores = standard_scores(table[[*columns]], published_steps=method != "plain")
    unused = [c for c in table if c not in (*columns, *_IDENTITY, "row")]
    told = ", ".join(f"{c} {w:g}" for c, w in zip(columns, weights, strict=True))
    steps = (
        "z-scores, equal weights"
        if method == "plain"
        else "NHS England's steps: cap at mean + 5 SD, square root, z-score"
    )
    how = f"{method}: {steps}; weighted sum of squared differences over {told}"
    if unused:
        how += f"; not used: {', '.join(map(str, unused))}"
    return _Measured(
        codes=table["area"].tolist(),
        areas=Areas.of(table),
        apart=distances(scores, weights),
        words=f"{method}, calculated",
        how=f"{how}; {len(table)} areas",
    )


def _identified(attributes) -> pd.DataFrame:
    """Give the table one row an area, whole countries left out, in the order of the codes."""
    if not isinstance(attributes, pd.DataFrame) or "area" not in attributes:
        columns = [*attributes] if isinstance(attributes, pd.DataFrame) else []
        near = near_miss("area", columns)
        raise InputError.of(
            found="no column area" if columns else "no table of attributes",
            allowed="a table with one row an area: area, area_name, and what it is like",
            do=f"Rename {near!r} to area." if near else "Give one, with the codes in area.",
            where="attributes",
        )
    table = attributes.assign(row=np.arange(len(attributes)) + 2)
    blank = pd.Series([None] * len(table), table.index, dtype=object)
    for column in ("area", "area_name"):
        cells = table.get(column, blank)
        table[column] = [str(cell).strip() if pd.notna(cell) else "" for cell in cells]
    twice = table[table.duplicated("area", keep=False) | (table["area"] == "")]
    if len(twice):
        raise InputError(
            Fault("attributes", int(row.row), "area", repr(row.area), "each area once, with a code",
                  "Keep one row of each area.")
            for row in twice.itertuples()
        )  # fmt: skip
    pairs = zip(table["area"], table["area_name"], strict=True)
    whole = np.array([is_total(*pair) for pair in pairs], dtype=bool)
    return table[~whole].sort_values("area", ignore_index=True)


def _chosen(table: pd.DataFrame, method: str) -> list[str]:
    """Find the columns a method uses, in the order of its weights."""
    if method == "plain":
        return _numeric(table)
    found = {_letters(column): column for column in table}
    if "population" in found:
        found.setdefault("poptot", found["population"])
    absent = [name for name in WEIGHTS if _letters(name) not in found]
    if absent:
        words = "; ".join(
            f"{name} (did you mean {near}?)" if (near := near_miss(name, [*table])) else name
            for name in absent
        )
        raise InputError.of(
            found=f"no column {words}",
            allowed=f"the {len(WEIGHTS)} variables of NHS England's method: {', '.join(WEIGHTS)}",
            do='Add them, or take method="plain", which uses what there is.',
            where="attributes",
        )
    return [found[_letters(name)] for name in WEIGHTS]


def _numeric(table: pd.DataFrame) -> list[str]:
    columns = [
        column
        for column in table
        if column not in (*_IDENTITY, "row") and pd.api.types.is_numeric_dtype(table[column])
    ]
    if not columns:
        raise InputError.of(
            found="no column of numbers beside the names",
            allowed="at least one attribute, such as population",
            do="Add what areas are like.",
            where="attributes",
        )
    return columns


def _letters(name: object) -> str:
    """Give a header's letters and digits, without the word that marks an attribute."""
    word = re.sub(r"[^a-z0-9]", "", str(name).casefold())
    return word.removeprefix("attribute")


def _refuse_outcomes(
    table: pd.DataFrame, columns: list[str], indicators: pd.DataFrame | None
) -> None:
    """Refuse attributes that are what areas are to be compared on: by their name or figures."""
    known = set(_OUTCOMES)
    values: list[pd.Series] = []
    if indicators is not None:
        for column in ("indicator", "indicator_name"):
            known |= {_letters(w) for w in indicators.get(column, pd.Series(dtype=str)).dropna()}
        if {"area", "value", "indicator"} <= set(indicators):
            keys = [c for c in ("indicator", "period", "sex", "age") if c in indicators]
            groups = indicators.dropna(subset=["value"]).groupby(keys, dropna=False)
            values = [rows.groupby("area")["value"].first() for _, rows in groups]
    wrong = [c for c in columns if _letters(c) in known or any(_same(table, c, v) for v in values)]
    if wrong:
        raise InputError(
            Fault("attributes", None, str(column), f"{column!r}, the value of an indicator",
                  "what areas are (people, ages, deprivation), never how they do",
                  "Leave the column out: peers chosen by the outcome hide the gap.")
            for column in wrong
        )  # fmt: skip


def _same(table: pd.DataFrame, column: str, values: pd.Series) -> bool:
    """Say whether an attribute holds the very figures of an indicator."""
    known = values.reindex(table["area"]).to_numpy(dtype=float)
    both = np.isfinite(known)
    ours = pd.to_numeric(table[column], errors="coerce").to_numpy(dtype=float)
    return bool(both.sum() >= 3 and np.array_equal(known[both], ours[both]))


def _refuse_gaps(table: pd.DataFrame, columns: list[str], lowest: float | None) -> None:
    allowed = "a number" if lowest is None else "a number from 0"
    faults = []
    for column in columns:
        number = pd.to_numeric(table[column], errors="coerce").to_numpy(dtype=float)
        wrong = ~np.isfinite(number) | (False if lowest is None else number < lowest)
        faults += [
            Fault("attributes", int(row), str(column), f"{cell!r} for {code}", allowed,
                  "Fill it in, or leave the area out.")
            for row, cell, code in zip(
                table["row"][wrong], table[column][wrong], table["area"][wrong], strict=True
            )
        ]  # fmt: skip
    if faults:
        raise InputError(faults)


def _nearest(measured: _Measured, k: int, out: dict[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """List the k nearest of each area, those struck out passed over; ties by code."""
    codes, names = np.array(measured.codes, dtype=object), measured.areas.names
    rows, struck = [], []
    for i, code in enumerate(codes):
        order = np.argsort(measured.apart[i], kind="stable")
        order = order[order != i]
        struck += [(code, p, out[p]) for p in codes[order[:k]] if p in out]
        left = [j for j in order if codes[j] not in out][:k]
        rows += [
            (code, names[code], codes[j], names[codes[j]], place, measured.apart[i, j])
            for place, j in enumerate(left, start=1)
        ]
    listed = pd.DataFrame(rows, columns=[*PEER_COLUMNS[:6]])
    return listed, pd.DataFrame(struck, columns=["area", "peer", "reason"])


def _flagged(listed: pd.DataFrame, source: str) -> tuple[float, pd.DataFrame]:
    """Flag neighbours further than nearly all areas' last ones."""
    last = listed.groupby("area")["distance"].max()
    limit = float(np.quantile(last, _FAR)) if last.notna().all() and len(last) > 1 else np.nan
    return limit, listed.assign(far=listed["distance"] > limit, source=source)


def _from_list(attributes, given, method, area, strike, indicators) -> Peers:
    """Take a list as it is, with the distances that the attributes give, where there are any."""
    measured = _measured(attributes, method, indicators) if attributes is not None else None
    listed, struck, words = listed_peers(given, area, measured and measured.areas, strike)
    limit, how = np.nan, f"a list that was given: {words}"
    if measured is not None:
        place = {code: i for i, code in enumerate(measured.codes)}
        listed["distance"] = [
            measured.apart[place[a], place[p]] if a in place and p in place else np.nan
            for a, p in zip(listed["area"], listed["peer"], strict=True)
        ]
        nearest, _ = _nearest(measured, METHODS[method], {})
        limit, _ = _flagged(nearest, "")
        how += f"; distances by {measured.how}"
    table = listed.assign(far=listed["distance"] > limit)
    return _peers(table, struck, how, limit)


def _peers(table: pd.DataFrame, struck: pd.DataFrame, how: str, limit: float) -> Peers:
    """Put the answer together, with what is to be said beside it."""
    far = table[table["far"]]
    warnings = []
    if len(far):
        areas = sorted(set(far["area"]))
        shown = ", ".join(areas[:5]) + (f" and {len(areas) - 5} more" if len(areas) > 5 else "")
        warnings.append(
            f"{len(far)} neighbours are far (distance above {limit:.3g}), of {shown}: "
            "hardly any area is like these."
        )
    for row in struck.drop_duplicates(["peer", "reason"]).itertuples():
        warnings.append(f"{row.peer} was struck out: {row.reason}.")
    if table["peer"].empty:
        raise InputError.of(
            found="no peer left", allowed="at least one", do="Strike fewer out.", where="peers"
        )
    typed = table.astype({"order": "Int64", "distance": "float64", "far": bool})
    columns = ["area", "area_name", "peer", "peer_name", "source"]
    typed = typed.assign(**{c: typed[c].astype("str") for c in columns})
    return Peers(
        how=how,
        far_above=limit,
        warnings=tuple(warnings),
        _table=typed[list(PEER_COLUMNS)].reset_index(drop=True),
        _struck=struck.astype("str").reset_index(drop=True),
    )

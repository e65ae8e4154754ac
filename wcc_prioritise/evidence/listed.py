"""Whom does a given list of peers name, and who is struck out of it, and why?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from wcc_prioritise.evidence.areas import Areas
from wcc_prioritise.tables import Fault, InputError


def strikes(strike: Mapping | Iterable, areas: Areas | None) -> dict[str, str]:
    """Read who is struck out and why: code -> reason.

    Parameters
    ----------
    strike : mapping or iterable of pairs
        Peer (code or name) and reason.
    areas : Areas or None
        The areas that can be meant; None where any word may be one.

    Returns
    -------
    dict
        Code -> reason.

    Raises
    ------
    InputError
        If a reason is missing, or an area is unknown.
    """
    if isinstance(strike, str):
        strike = [strike]
    pairs = list(strike.items() if isinstance(strike, Mapping) else strike)
    faults, read = [], {}
    for pair in pairs:
        peer, reason = pair if isinstance(pair, tuple) and len(pair) == 2 else (pair, "")
        if not (isinstance(reason, str) and reason.strip()):
            faults.append(
                Fault("strike", None, None, f"{peer!r} without a reason",
                      "a peer and the reason it is struck out",
                      f'Write {{"{peer}": "why it is not like us"}}.')
            )  # fmt: skip
            continue
        read[areas.ours(peer) if areas is not None else str(peer)] = reason.strip()
    if faults:
        raise InputError(faults)
    return read


def listed_peers(
    given: pd.DataFrame | Iterable[str],
    area: str | None,
    areas: Areas | None,
    strike: Mapping | Iterable,
) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Read a list of peers: the rows left, those struck out with their reasons, and its source.

    Raises
    ------
    InputError
        If the list has no columns area and peer, names a peer twice, or says nothing of our area.
    """
    table = given if isinstance(given, pd.DataFrame) else _of_one_area(given, area)
    absent = [column for column in ("area", "peer") if column not in table]
    if absent:
        raise InputError.of(
            found=f"no column {' and no column '.join(absent)}",
            allowed="the columns area, peer, order and source",
            do="Rename the columns.",
            where="given",
        )
    rows = table.assign(area=[_code(word, areas) for word in table["area"]],
                        peer=[_code(word, areas) for word in table["peer"]])  # fmt: skip
    if area is not None:
        rows = rows[rows["area"] == _code(area, areas)]
    rows = rows[rows["area"] != rows["peer"]]
    _refuse(rows, area)
    out = strikes(strike, areas)
    gone = rows[rows["peer"].isin([*out])]
    struck = gone[["area", "peer"]].assign(reason=gone["peer"].map(out))
    left = _ordered(rows[~rows["peer"].isin([*out])])
    names = areas.names if areas is not None else {}
    left = left.assign(
        area_name=[names.get(code, code) for code in left["area"]],
        peer_name=[names.get(code, code) for code in left["peer"]],
        distance=float("nan"),
    )
    return left, struck, "; ".join(sorted(set(left["source"]))) or "named in the call"


def _of_one_area(given: Iterable[str], area: str | None) -> pd.DataFrame:
    if isinstance(given, (str, Mapping)) or not isinstance(given, Iterable) or area is None:
        raise InputError.of(
            found=f"the list {given!r}" if area is not None else "a list of peers and no area",
            allowed="a table with the columns area and peer, or a list of peers and the area",
            do="Put the peers in a list, and say of which area they are.",
            where="given",
        )
    return pd.DataFrame({"area": area, "peer": list(given)})


def _code(word: object, areas: Areas | None) -> str:
    """Give the code of an area that the attributes know, and any other word as it is."""
    text = str(word).strip() if pd.notna(word) else ""
    return (areas.code(text) if areas is not None else None) or text


def _refuse(rows: pd.DataFrame, area: str | None) -> None:
    twice = rows[rows.duplicated(["area", "peer"], keep=False)]
    blank = rows[(rows["peer"] == "") | (rows["area"] == "")]
    if len(rows) and twice.empty and blank.empty:
        return
    if rows.empty:
        found, do = f"no peers of {area}" if area else "no rows", "Add its peers."
    elif len(blank):
        found, do = "a row without area or peer", "Fill the cell, or drop the row."
    else:
        first = twice.iloc[0]
        found, do = f"{first['peer']!r} twice as a peer of {first['area']}", "Keep one of them."
    raise InputError.of(found=found, allowed="each peer of an area once", do=do, where="given")


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Number the peers of each area by the order given, or as they stand."""
    given = rows["order"] if "order" in rows else pd.Series(range(len(rows)), rows.index)
    told = pd.to_numeric(given, errors="coerce")
    rows = rows.assign(told=told).sort_values(["area", "told"], kind="stable")
    source = rows["source"] if "source" in rows else pd.Series(None, rows.index, dtype=object)
    return rows.assign(
        order=rows.groupby("area").cumcount() + 1,
        source=[str(s).strip() if pd.notna(s) and str(s).strip() else "named in the call"
                for s in source],
    )  # fmt: skip

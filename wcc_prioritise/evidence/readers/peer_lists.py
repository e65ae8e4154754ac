"""Which areas are like which, as published or as computed elsewhere?"""

from __future__ import annotations

import os
import re
from pathlib import Path

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import recognise
from wcc_prioritise.evidence.readers.columns import numbers
from wcc_prioritise.evidence.readers.headings import places, standing
from wcc_prioritise.evidence.readers.opening import Source, opened
from wcc_prioritise.evidence.readers.recognise import recognised
from wcc_prioritise.tables import InputError

_LONG = {"area": ("ccg_code",), "order": ("rank",), "peer": ("peer_code",)}
_WIDE = re.compile(r"similarccg(\d+)")
_CODE = ("ccg16cdh", "ccg13cdh", "ccgcode")


def read_peers(path: str | os.PathLike) -> pd.DataFrame:
    """Which areas are like which?

    Parameters
    ----------
    path : str or path
        A list of peers: one row a pair (code, rank, peer), or one row an area with a column for
        each of its peers.

    Returns
    -------
    DataFrame
        As `case.peers`: area, peer, order (1 for the nearest), source (the name of the file).

    Raises
    ------
    InputError
        If the file is of another kind.
    """
    path = Path(path)
    for source in opened(path):
        found = recognised(source)
        if found and found.kind == recognise.PEERS_LONG:
            return _made(_long(source, found.at), source)
        if found and found.kind == recognise.PEERS_WIDE:
            return _made(_wide(source, found.at), source)
    raise InputError.of(
        where=path.name,
        found="no list of peers",
        allowed="the columns ccg_code, rank and peer_code, or similar_ccg_1, similar_ccg_2 ...",
        do="Figures are read with read_indicators, features of areas with read_attributes.",
    )


def _long(source: Source, at: int) -> pd.DataFrame:
    frame = source.below(at, places(source, at, _LONG), ("order",))
    return frame.assign(order=numbers(frame["order"])[0])


def _wide(source: Source, at: int) -> pd.DataFrame:
    stand = standing(source.head[at])
    code = next((stand[name] for name in _CODE if name in stand), 0)
    columns = {int(m[1]): place for name, place in stand.items() if (m := _WIDE.fullmatch(name))}
    named = {str(order): columns[order] for order in sorted(columns)}
    frame = source.below(at, {"area": code, **named}, ()).astype(object)
    orders = list(named)
    return pd.DataFrame(
        {
            "area": np.repeat(frame["area"].to_numpy(), len(orders)),
            "peer": frame[orders].to_numpy().ravel(),
            "order": np.tile([float(order) for order in orders], len(frame)),
        }
    )


def _made(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    plain = frame[["area", "peer", "order"]].astype({"area": "str", "peer": "str"})
    plain = plain[plain["peer"] != ""].reset_index(drop=True)
    return plain.assign(source=pd.Series([source.file] * len(plain), dtype="str"))

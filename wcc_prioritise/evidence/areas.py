"""Which area is ours, and which areas is it compared with?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.tables import Fault, InputError, near_miss

_TOTALS = frozenset(
    ("england", "e92000001", "great britain", "k03000001", "united kingdom", "k02000001")
)
_SHOWN = 5


@dataclass(frozen=True)
class Areas:
    """The areas of a table, found by code or by name."""

    codes: Mapping[str, tuple[str, ...]]
    """Folded code or name -> the codes that go by it."""
    names: Mapping[str, str]
    """Code -> name, or the code where the table has no name."""

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Areas:
        """List the areas of checked rows."""
        pairs = sorted(set(zip(rows["area"], rows["area_name"], strict=True)))
        by_word: dict[str, set[str]] = {}
        names: dict[str, str] = {}
        for code, name in pairs:
            names[code] = names.get(code) or name
            if name:
                by_word.setdefault(folded(name), set()).add(code)
        by_word.update({folded(code): {code} for code in names})  # a code goes before a name
        codes = {word: tuple(sorted(found)) for word, found in by_word.items()}
        return cls(codes, {code: name or code for code, name in names.items()})

    def code(self, word: str) -> str | None:
        """Which area is meant? Its code, or None where no area goes by that word.

        Raises
        ------
        InputError
            If two areas have that name.
        """
        if word in self.names:
            return word
        found = self.codes.get(folded(word), ())
        if len(found) > 1:
            raise InputError.of(
                found=f"the name {word!r}, which {len(found)} areas have ({', '.join(found)})",
                allowed="the code or the name of one area",
                do="Give its code.",
                where="indicators",
            )
        return found[0] if found else None

    def ours(self, word: str) -> str:
        """Which area is ours? Its code; an unknown one is answered with the nearest name.

        Raises
        ------
        InputError
            If the table has no such area.
        """
        code = self.code(word) if isinstance(word, str) else None
        if code is not None:
            return code
        near = self.near(word)
        raise InputError.of(
            found=f"area {word!r}, which has no row of its own",
            allowed=f"an area of the table, such as {self._examples()}",
            do=f"Did you mean {near!r}?" if near else "Give the code or the name of one of them.",
            where="indicators",
            column="area",
        )

    def near(self, word: object) -> str | None:
        """Give the code or name that is nearly this word."""
        return near_miss(word, [*self.names, *self.names.values()]) if _is_word(word) else None

    def _examples(self) -> str:
        shown = [_labelled(code, name) for code, name in sorted(self.names.items())[:_SHOWN]]
        return ", ".join(shown) + (", ..." if len(self.names) > _SHOWN else "")


@dataclass(frozen=True)
class Comparison:
    """The areas ours is compared with, how they were chosen, and what is to be said about it."""

    peers: pd.DataFrame
    how: str
    warnings: tuple[str, ...] = ()

    @property
    def found(self) -> list[str]:
        """The codes of those that the table has."""
        return self.peers.loc[self.peers["found"], "peer"].tolist()


def comparison(
    peers: pd.DataFrame | Iterable[str] | None, own: str, areas: Areas, rows: pd.DataFrame
) -> Comparison:
    """Which areas is ours compared with?

    Parameters
    ----------
    peers : DataFrame, iterable of str, or None
        A table of peers (area, peer, order, source), codes or names, or None for all others.
    own : str
        Code of our area.
    areas : Areas
        The areas of the table.
    rows : DataFrame
        Checked rows of whole areas.

    Returns
    -------
    Comparison
        One row a peer: peer, order, found, source.

    Raises
    ------
    InputError
        If the peers are not such a thing, name an area twice, or say nothing of our area.
    """
    if peers is None:
        return _all_others(own, rows)
    if isinstance(peers, pd.DataFrame):
        return _named(_rows_of_ours(peers, own, areas), own, areas)
    if isinstance(peers, (str, Mapping)) or not isinstance(peers, Iterable):
        raise InputError.of(
            found=f"peers {peers!r}",
            allowed="a list of areas, a table with the columns area and peer, or nothing",
            do="Put the areas in a list.",
            where="peers",
        )
    words = list(peers)
    listed = pd.DataFrame({"peer": pd.Series(words, dtype=object), "source": "named in the call"})
    return _named(listed.assign(order=pd.NA, row=range(1, len(words) + 1)), own, areas)


def peers_of_many(peers: pd.DataFrame, areas: Areas) -> tuple[dict[str, list[str]], list[str]]:
    """Which peers of a table has each of its areas? Those with figures, nearest first.

    Parameters
    ----------
    peers : DataFrame
        Columns area and peer, and order where there is one.
    areas : Areas
        The areas of the table of figures.

    Returns
    -------
    tuple
        Code of an area -> codes of its peers; and the words no area goes by.

    Raises
    ------
    InputError
        If a peer of an area is named twice, or an order is no whole number.
    """
    table = peers.reindex(columns=["area", "peer", "order"]).assign(row=range(2, len(peers) + 2))
    table["order"] = _order(table)
    words = {word for column in ("area", "peer") for word in table[column] if _is_word(word)}
    codes = {word: areas.code(word) for word in sorted(words)}
    table["own"] = [codes.get(word) for word in table["area"]]
    table["peer"] = [codes.get(word) or word for word in table["peer"]]
    for _, rows in table[table.duplicated(["own", "peer"], keep=False)].groupby("own"):
        _refuse_twice(rows)
    lists: dict[str, list[str]] = {}
    for row in table.sort_values(["own", "order"], kind="stable").itertuples(index=False):
        if isinstance(row.own, str):
            found = row.peer in areas.names and row.peer != row.own
            lists.setdefault(row.own, []).extend([row.peer] if found else [])
    return lists, [word for word, code in codes.items() if code is None]


def is_total(code: str, name: str) -> bool:
    """Say whether an area is a whole country, which holds the others and is no peer of theirs."""
    return code.casefold() in _TOTALS or name.casefold() in _TOTALS


def folded(word: str) -> str:
    """Give a code or name without regard to capitals and spaces."""
    return " ".join(word.split()).casefold()


def _all_others(own: str, rows: pd.DataFrame) -> Comparison:
    """Take every other area of our type; England and the like hold ours, so they are no peers."""
    types = sorted(set(rows.loc[rows["area"] == own, "area_type"]))
    others = rows[rows["area_type"].isin(types) & (rows["area"] != own)]
    pairs = set(zip(others["area"], others["area_name"], strict=True))
    totals = {pair for pair in pairs if is_total(*pair)}
    codes = sorted({code for code, _ in pairs} - {code for code, _ in totals})
    kind = " or ".join(word for word in types if word)
    how = f"all {len(codes)} other areas {f'of type {kind} ' if kind else ''}in the table"
    if totals:
        left_out = ", ".join(sorted({name or code for code, name in totals}))
        how += f" ({left_out} left out: a total, not a peer)"
    frame = pd.DataFrame(
        {"peer": codes, "order": pd.NA, "found": True, "source": "all other areas"}
    )
    return Comparison(_typed(frame), f"{how}, for each indicator those that have its period")


def _rows_of_ours(peers: pd.DataFrame, own: str, areas: Areas) -> pd.DataFrame:
    """Take the rows of a peers table that are about our area."""
    absent = [column for column in ("area", "peer") if column not in peers]
    if absent:
        raise InputError.of(
            found=f"no column {' and no column '.join(absent)}",
            allowed="the columns area, peer, order and source",
            do="Rename the columns.",
            where="peers",
        )
    words = {folded(own), folded(areas.names[own])}
    table = peers.reindex(columns=["area", "peer", "order", "source"])
    meant = {cell for cell in table["area"].unique() if _is_word(cell) and folded(cell) in words}
    ours = table.assign(row=range(2, len(table) + 2))[table["area"].isin(meant)]
    if ours.empty:
        raise InputError.of(
            found=f"no peers of {_labelled(own, areas.names[own])}",
            allowed="at least one row whose area is ours",
            do="Add its peers, or leave peers out to compare with all other areas.",
            where="peers",
        )
    return ours.assign(order=_order(ours)).sort_values(["order", "peer"], key=_sortable)


def _order(ours: pd.DataFrame) -> pd.Series:
    """Read the order of the peers as whole numbers, or raise an error that names the rows."""
    order = pd.to_numeric(ours["order"], errors="coerce").astype("float64")
    wrong = ours["order"].notna() & ~((order >= 1) & (order % 1 == 0))
    if wrong.any():
        raise InputError(
            Fault(
                "peers",
                int(row.row),
                "order",
                repr(row.order),
                "a whole number, 1 for the nearest, or blank",
                "Correct the cell.",
            )
            for row in ours[wrong].itertuples()
        )
    return order


def _named(listed: pd.DataFrame, own: str, areas: Areas) -> Comparison:
    """Find each named peer in the table; those not there stay in the list as not found."""
    unreadable = [row for row in listed.itertuples() if not _is_word(row.peer)]
    if unreadable or listed.empty:
        raise InputError.of(
            found=f"peer {unreadable[0].peer!r}" if unreadable else "an empty list of peers",
            allowed="codes or names of areas",
            do="Name each peer, or leave peers out to compare with all other areas.",
            where="peers",
            row=int(unreadable[0].row) if unreadable else None,
        )
    code = [areas.code(word) for word in listed["peer"]]
    named = listed.assign(
        found=[found is not None for found in code],
        peer=[found or word for found, word in zip(code, listed["peer"], strict=True)],
    )
    _refuse_twice(named)
    others = named[named["peer"] != own]
    warnings = _warnings(others, areas)
    if len(others) < len(named):
        warnings = ("Our own area was among the peers; it is left out.", *warnings)
    how = f"{others['found'].sum()} of the {len(others)} areas named{_sources(others)}"
    return Comparison(_typed(others), how, warnings)


def _refuse_twice(named: pd.DataFrame) -> None:
    twice = named[named.duplicated("peer", keep=False)].sort_values("row")
    faults = [
        Fault(
            "peers",
            int(rows["row"].min()),
            "peer",
            f"{peer!r} named {len(rows)} times (places {' and '.join(map(str, rows['row']))})",
            "each peer once",
            "Keep one of them.",
        )
        for peer, rows in twice.groupby("peer")
    ]
    if faults:
        raise InputError(faults)


def _warnings(others: pd.DataFrame, areas: Areas) -> tuple[str, ...]:
    missing = others.loc[~others["found"], "peer"].tolist()
    if not missing:
        return ()
    words = [
        f"{word} (did you mean {near}?)" if (near := areas.near(word)) else word for word in missing
    ]
    verb = "is" if len(missing) == 1 else "are"
    return (
        f"{len(missing)} of {len(others)} named peers {verb} not in the table: {', '.join(words)}.",
    )


def _sources(others: pd.DataFrame) -> str:
    sources = sorted({source for source in others["source"] if _is_word(source)})
    return f" ({'; '.join(sources)})" if sources else ""


def _typed(peers: pd.DataFrame) -> pd.DataFrame:
    """Give the table of peers its columns and kinds."""
    return pd.DataFrame(
        {
            "peer": pd.Series(peers["peer"].tolist(), dtype="str"),
            "order": pd.Series(peers["order"].tolist(), dtype="Int64"),
            "found": pd.Series(peers["found"].tolist(), dtype=bool),
            "source": pd.Series(peers["source"].tolist(), dtype="str"),
        }
    )


def _sortable(column: pd.Series) -> pd.Series:
    return column if column.name == "order" else column.astype(str)


def _is_word(word: object) -> bool:
    return isinstance(word, str) and bool(word.strip())


def _labelled(code: str, name: str) -> str:
    return code if name == code else f"{code} ({name})"

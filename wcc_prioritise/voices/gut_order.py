"""Is something missing from the criteria? Sealed gut orders beside the result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pandas as pd

from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.ranking import order_of
from wcc_prioritise.tables import near_miss
from wcc_prioritise.voices.rooms import enough


@dataclass(frozen=True, eq=False)
class GutOrders:
    """Orders given privately at the start, compared with the outcome.

    Attributes
    ----------
    portfolio : Portfolio
        The outcome.
    words : str
        What the room is told: totals only.
    table : DataFrame
        For the console, since a candidate that one person named tells where that person put it:
        candidate, name, named (people who had it in their order), gut_place (mean place; whoever
        left it out puts it in the middle of the places left), place (by worth), moved (gut_place
        less place: above 0, the result has it higher), chosen; the largest moves first. Without
        rows where fewer than three people gave an order.
    people_console_only : DataFrame
        person, named (how many candidates), kept (how many of these are chosen), words. For the
        person and the facilitator, never for the room.
    not_understood : tuple of str
        Codes in the orders that no candidate has, with the near miss.
    """

    portfolio: Portfolio
    words: str
    table: pd.DataFrame
    people_console_only: pd.DataFrame = field(repr=False)
    not_understood: tuple[str, ...]


def gut_orders(portfolio: Portfolio) -> GutOrders:
    """How does the result differ from what people felt before it, and what may be missing?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set; its case holds the acts `gut order`, each with a text such as "P04; P07",
        best first. Of several orders of one person the last counts.

    Returns
    -------
    GutOrders
        The room's total where three people or more gave an order, and each person's for the
        console.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> gut_orders(wcc.select(appraisal, limits={"candidates": 4})).words
    'Nobody gave a gut order.'
    """
    acts = portfolio.appraisal.case.acts
    acts = acts[(acts["act"] == "gut order") & acts["person"].notna() & acts["text"].notna()]
    given = {row.person: _codes(row.text) for row in acts.itertuples()}
    known = list(portfolio.worths.index)
    orders = {person: [c for c in codes if c in known] for person, codes in given.items()}
    orders = {person: codes for person, codes in sorted(orders.items()) if codes}
    unknown = sorted({c for codes in given.values() for c in codes if c not in known})
    table = _table(portfolio, orders if enough(orders) else {})
    return GutOrders(
        portfolio,
        _words(portfolio, orders, table),
        table,
        _people(portfolio, orders),
        tuple(_misread(code, known) for code in unknown),
    )


def _codes(text: str) -> list[str]:
    return list(dict.fromkeys(part for part in re.split(r"[;,\s]+", text) if part))


def _misread(code: str, known: list[str]) -> str:
    near = near_miss(code, known)
    return f"{code} (did you mean {near}?)" if near else code


def _people(portfolio: Portfolio, orders: dict[str, list[str]]) -> pd.DataFrame:
    rows = []
    for person, codes in orders.items():
        kept = sum(code in portfolio.chosen for code in codes)
        rows.append((person, len(codes), kept, f"You kept {kept} of your {len(codes)}."))
    return pd.DataFrame(rows, columns=["person", "named", "kept", "words"])


def _table(portfolio: Portfolio, orders: dict[str, list[str]]) -> pd.DataFrame:
    names, worths = portfolio.appraisal.case.names, portfolio.worths
    places = pd.DataFrame(
        {person: _places(codes, list(worths.index)) for person, codes in orders.items()},
        index=worths.index,
    )
    table = pd.DataFrame(
        {
            "name": names.reindex(worths.index),
            "named": [sum(code in codes for codes in orders.values()) for code in worths.index],
            "gut_place": places.mean(axis="columns"),
            "place": order_of(worths)["rank"].reindex(worths.index),
            "chosen": worths.index.isin(portfolio.chosen),
        },
        index=worths.index.rename("candidate"),
    )
    table.insert(4, "moved", table["gut_place"] - table["place"])
    table = table if orders else table.head(0)
    table = table.reset_index()
    return table.assign(far=-table["moved"].abs().round(9)).sort_values(
        ["far", "candidate"], ignore_index=True
    ).drop(columns="far")  # fmt: skip


def _places(codes: list[str], known: list[str]) -> pd.Series:
    """Give each candidate its place; those left out share the middle of the places left."""
    rest = (len(codes) + 1 + len(known)) / 2
    return pd.Series({c: codes.index(c) + 1.0 if c in codes else rest for c in known})


def _words(portfolio: Portfolio, orders: dict[str, list[str]], table: pd.DataFrame) -> str:
    if not orders:
        return "Nobody gave a gut order."
    if table.empty:
        return "Fewer than three people gave a gut order: it is not shown."
    named = sum(map(len, orders.values()))
    kept = sum(code in portfolio.chosen for codes in orders.values() for code in codes)
    first = table.iloc[0]
    side = "higher" if first["moved"] > 0 else "lower"
    return (
        f"{len(orders)} people named {named} candidates beforehand; {kept} of these are chosen. "
        f"The result differs most on {first['candidate']} {first['name']}, which it puts {side} "
        "than the gut order did. What is missing?"
    )

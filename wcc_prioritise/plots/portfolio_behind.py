"""What stands behind the pictures of the chosen set? Tables taken from the results as they are."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_uppercase
from weakref import WeakKeyDictionary

import pandas as pd

from wcc_prioritise.plots.figures import plain
from wcc_prioritise.portfolio.around import near_equals, steps
from wcc_prioritise.portfolio.balance_price import price_of_balance
from wcc_prioritise.portfolio.money import Money, money

ALL_RULES = "all rules together"

CORE, BORDERLINE, OUTSIDE = "core", "borderline", "outside"
PLACE_OF = {"every time": CORE, "sometimes": BORDERLINE, "never": OUTSIDE}
"""Place of a candidate, by what the room hears of its funded share."""

SAVED = ("claimed", "deliverable", "cashable")

# Searching all sets takes a second; a portfolio never changes, so each table is made once.
_MADE: WeakKeyDictionary[object, dict[str, pd.DataFrame]] = WeakKeyDictionary()


def _once(portfolio, name: str, make: Callable[[object], pd.DataFrame]) -> pd.DataFrame:
    made = _MADE.setdefault(portfolio, {})
    if name not in made:
        made[name] = make(portfolio)
    return made[name].copy()


# ---- value for money ----------------------------------------------------------------------------


def limit_of(order) -> tuple[float, str]:
    """Give the limit by which an order of buy is made, and its unit."""
    limits = order.portfolio.limits.set_index("resource")
    return float(limits.at[order.resource, "limit"]), limits.at[order.resource, "unit"]


def triangles_table(order) -> pd.DataFrame:
    """Give each candidate in order of buy, with where its triangle begins and ends.

    Returns
    -------
    DataFrame
        order, candidate, name, cost, worth, from_cost, from_worth, cumulative_cost,
        cumulative_worth, bought, in_set.
    """
    table = order.table.assign(
        from_cost=order.table["cumulative_cost"].shift(fill_value=0.0),
        from_worth=order.table["cumulative_worth"].shift(fill_value=0.0),
    )
    names = ["order", "candidate", "name", "cost", "worth", "from_cost", "from_worth"]
    return table[[*names, "cumulative_cost", "cumulative_worth", "bought", "in_set"]]


def frontier_table(order) -> pd.DataFrame:
    """Give every efficient set of one limit, from the cheapest on.

    Returns
    -------
    DataFrame
        cost, worth, candidates, enters, leaves (codes), supported (an order by value for money can
        reach it), within (the limit) and chosen (it is the chosen set).
    """
    table = steps(order.portfolio, order.resource)
    mine = set(order.portfolio.chosen)
    return pd.DataFrame(
        {
            "cost": table["cost"],
            "worth": table["worth"],
            "candidates": table["chosen"].map(", ".join),
            "enters": table["enters"].map(", ".join),
            "leaves": table["leaves"].map(", ".join),
            "supported": table["supported"],
            "within": table["within"],
            "chosen": [set(own) == mine for own in table["chosen"]],
        }
    )


# ---- rules and balance --------------------------------------------------------------------------


def rules_table(portfolio) -> pd.DataFrame:
    """Give what each rule costs, the dearest first, and all of them together last.

    Returns
    -------
    DataFrame
        rule, named (the candidate by its name), worth_without, price (points a year), share (of the
        worth without it).
    """
    price, names = portfolio.price, portfolio.appraisal.case.names
    table = price.assign(
        together=price["rule"] == ALL_RULES, named=[_named(rule, names) for rule in price["rule"]]
    )
    table = table.sort_values(
        ["together", "price"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return table[["rule", "named", "worth_without", "price", "share"]]


def _named(rule: str, names: pd.Series) -> str:
    """Put the name of a candidate in place of the code with which a rule begins."""
    code, _, rest = rule.partition(" ")
    if rest not in ("must be in", "is never in") or code not in names.index:
        return rule
    return f"{plain(names[code]) or code} {rest}"


def balance_price_table(portfolio) -> pd.DataFrame:
    """Give what asking for early benefit costs later, with the set at each point.

    Returns
    -------
    DataFrame
        point (a letter), asked, early, late, share_early, lost, price, chosen (codes).
    """
    table = _once(portfolio, "balance", price_of_balance)
    table.insert(0, "point", list(ascii_uppercase[: len(table)]))
    return table


def horizons(portfolio) -> tuple[str, str]:
    """Name the first year and the long horizon, as `by year 1` and `by year 10`."""
    years = [str(by) for by in portfolio.appraisal.years().columns]
    return years[0], years[-1]


# ---- how sure -----------------------------------------------------------------------------------


def core_table(found, core: pd.Series | None = None) -> pd.DataFrame:
    """Give every candidate with its funded share, and its core index where that is given.

    Returns
    -------
    DataFrame
        candidate, name, chosen, place (core, borderline, outside), share, error, words and, where
        given, core_index; the surest first.
    """
    table = found.table.assign(place=found.table["words"].map(PLACE_OF))
    columns = ["candidate", "name", "chosen", "place", "share", "error", "words"]
    if core is None:
        return table[columns].reset_index(drop=True)
    table["core_index"] = table["candidate"].map(core).astype(float)
    return table[[*columns, "core_index"]].reset_index(drop=True)


def near_table(portfolio) -> pd.DataFrame:
    """Give the sets that are almost as good as the best, and who prefers which.

    Returns
    -------
    DataFrame
        set (1 is the best), worth, loss (share of the best), chosen, enters, leaves (codes), the
        number of each class, and for each voice group the worth under its own weights.
    """
    table = _once(portfolio, "near", near_equals)
    table.insert(0, "set", range(1, len(table) + 1))
    return table


def held_by(sets: pd.Series, names: pd.Series) -> pd.DataFrame:
    """Which candidates does each set hold? Only those that some hold and some do not.

    Parameters
    ----------
    sets : Series of tuple of str
        Sets of codes.
    names : Series
        Name by code, in the order in which candidates stand.

    Returns
    -------
    DataFrame
        candidate, name, then one column a set, by its place in `sets`: whether it holds it. Those
        that most sets hold come first.
    """
    every, some = set.intersection(*map(set, sets)), set().union(*sets)
    codes = [code for code in names.index if code in some - every]
    codes.sort(key=lambda code: -sum(code in own for own in sets))
    table = pd.DataFrame({"candidate": codes, "name": [plain(names[code]) for code in codes]})
    inside = {place: [code in own for code in codes] for place, own in enumerate(sets)}
    return pd.concat([table, pd.DataFrame(inside, dtype=bool)], axis="columns")


def in_every(sets: pd.Series, names: pd.Series) -> list[str]:
    """Give the codes of the candidates that every set holds."""
    every = set.intersection(*map(set, sets))
    return [code for code in names.index if code in every]


def preferred_by(table: pd.DataFrame) -> dict[str, int]:
    """Which of the near-equal sets is worth most to each voice group under its own weights?"""
    groups = [column for column in table if column.startswith("worth to ")]
    return {
        column.removeprefix("worth to "): int(table.at[table[column].idxmax(), "set"])
        for column in groups
    }


# ---- money --------------------------------------------------------------------------------------


def money_of(portfolio, slipped: bool = False) -> Money:
    """Give the money of the chosen set, as claimed or with everything late."""
    return money(portfolio, slipped=slipped)


def money_table(portfolio, slipped: bool = False) -> pd.DataFrame:
    """Give savings at full effect, and cash by year.

    Returns
    -------
    DataFrame
        part (`savings a year`, at full effect; `cash`), what, year (of cash), thousand_pounds.
    """
    found = money_of(portfolio, slipped)
    saved = pd.DataFrame({"what": SAVED, "thousand_pounds": list(found.savings[[*SAVED]].sum())})
    by_year = found.years.melt(id_vars="year", var_name="what", value_name="thousand_pounds")
    table = pd.concat([saved.assign(part="savings a year"), by_year.assign(part="cash")])
    table["year"] = table["year"].astype("Int64")
    return table[["part", "what", "year", "thousand_pounds"]].reset_index(drop=True)

"""What do the pictures of the chosen set say? Made of their tables alone."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots.figures import (
    LONGEST_NAME,
    amount,
    counted,
    decimals_of,
    held,
    listed,
    number,
    percent,
    plain,
    short,
)
from wcc_prioritise.plots.portfolio_behind import (
    ALL_RULES,
    BORDERLINE,
    CORE,
    OUTSIDE,
    balance_price_table,
    core_table,
    frontier_table,
    horizons,
    in_every,
    limit_of,
    near_table,
    preferred_by,
    rules_table,
    triangles_table,
)
from wcc_prioritise.plots.words import (
    IN_ALT,
    LONGEST_ALT,
    Words,
    counted_points,
    joined,
    notice,
    whole_points,
)
from wcc_prioritise.portfolio.around import NEAR
from wcc_prioritise.portfolio.robust import ALWAYS, NEVER

MOST_NAMED = 3
"""Candidates that a title names."""

NOTHING = 5e-4
"""A share below half a tenth of one per cent is called nothing."""


def to_a_tenth(share: float) -> str:
    """Write a share to a tenth of one per cent; what is not nought never reads so.

    Examples
    --------
    >>> to_a_tenth(0.0412), to_a_tenth(0.08), to_a_tenth(0.0), to_a_tenth(0.0002), to_a_tenth(1.0)
    ('4.1%', '8.0%', '0%', 'under 0.1%', '100%')
    """
    if 0 < share < NOTHING:
        return "under 0.1%"
    return percent(share) if share in (0, 1) else f"{share:.1%}"


def cost_said(cost: float, unit: str) -> str:
    """Write what a candidate costs, short: the unit stands elsewhere.

    Examples
    --------
    >>> cost_said(1055, "£ thousand over 3 years"), cost_said(7.5, "project lead months")
    ('£1,055', '7.5')
    """
    said = number(abs(cost), decimals_of([cost], many=1_000))
    return f"{'-' if cost < 0 else ''}{'£' if unit.startswith('£ ') else ''}{said}"


def names_of(portfolio) -> pd.Series:
    """Give the name of every candidate by its code; its code where it has none."""
    names = portfolio.appraisal.case.names.map(plain)
    return names.where(names != "", names.index.to_series())


def budget_of(order) -> str:
    """Say the limit by which an order of buy is made, with its unit."""
    return amount(*limit_of(order))


# ---- value for money ----------------------------------------------------------------------------


def value_triangles(order) -> Words:
    """Say what value for money alone would buy."""
    table, (_, unit) = triangles_table(order), limit_of(order)
    what = unit or plain(order.resource).replace("_", " ")
    return Words(
        title=_bought_title(table, order),
        subtitle=(
            f"One triangle a candidate, as broad as its cost ({what}) and as high as its worth "
            "(points a year), in order of worth for cost: the steeper, the better value. What no "
            "longer fits within the limit is passed over."
        ),
        alt=_triangles_alt(table, order, unit),
        caption=notice(order.portfolio),
    )


def _bought_title(table: pd.DataFrame, order) -> str:
    many, of = int(table["bought"].sum()), counted(len(table), "candidate")
    if not many:
        return f"Within {budget_of(order)} value for money alone would buy none of {of}"
    worth = whole_points(order.worth)
    return (
        f"Value for money alone would buy {many} of {of} within {budget_of(order)}, worth {worth} "
        f"a year: {_less_than_best(order)}"
    )


def _less_than_best(order) -> str:
    if order.gap < NOTHING:
        return "no set within it is worth more"
    return f"{percent(order.gap)} less than the best set within it"


def _triangles_alt(table: pd.DataFrame, order, unit: str) -> str:
    said = [
        f"Triangles of cost and worth of {counted(len(table), 'candidate')}, stacked in order of "
        f"worth for cost; a line at the limit, {budget_of(order)}."
    ]
    if len(table):
        end = table.iloc[-1]
        said.append(
            f"All together cost {cost_said(end['cumulative_cost'], unit)} and are worth "
            f"{counted_points(end['cumulative_worth'])} a year."
        )
    for row in table.itertuples(index=False):
        bought = "" if row.bought else ", not bought"
        said.append(
            f"{row.order}. {short(row.name, IN_ALT)}: {number(row.worth)} for "
            f"{cost_said(row.cost, unit)}{bought}."
        )
    return held(said, LONGEST_ALT)


def frontier(order) -> Words:
    """Say what an order by value for money loses, and what the other demands cost."""
    table, (_, unit) = frontier_table(order), limit_of(order)
    what = unit or plain(order.resource).replace("_", " ")
    steps, drops = len(table) - 1, int((table["leaves"] != "").sum())
    dropping = f" At {drops} of {steps} steps to a larger budget some candidate drops out."
    return Words(
        title=_frontier_title(order),
        subtitle=(
            f"Every set that no other beats at its cost ({what}), with no other limit or rule and "
            f"with nothing that candidates add to each other.{dropping if drops else ''}"
        ),
        alt=_frontier_alt(table, order, dropping if drops else ""),
        caption=notice(order.portfolio),
    )


def _frontier_title(order) -> str:
    lost = "loses nothing" if order.gap < NOTHING else f"loses {percent(order.gap)}"
    bought, best = number(order.worth, 0), number(order.best, 0)
    said = f"For {budget_of(order)}, buying by value for money {lost}: {bought} of {best} points"
    mine = number(order.portfolio.worth, 0)
    if set(order.portfolio.chosen) == set(order.table.loc[order.table["bought"], "candidate"]):
        return f"{said}, and it is the chosen set"
    return f"{said}; the chosen set, which keeps every demand, brings {mine}"


def _frontier_alt(table: pd.DataFrame, order, dropping: str) -> str:
    best = table[table["within"]]
    said = [
        f"Rising curve of {counted(len(table), 'efficient set')} of cost and worth, "
        f"{int(table['supported'].sum())} of them filled: an order by value for money reaches "
        f"them. The order of buy runs over it, and a line stands at {budget_of(order)}.",
        f"Bought by value for money: {counted_points(order.worth)} a year; best for that alone: "
        f"{counted_points(order.best)}; chosen with every demand: "
        f"{counted_points(order.portfolio.worth)}.",
        dropping.strip(),
    ]
    if len(best):
        said.append(f"The best within the limit: {best['candidates'].iloc[-1] or 'no candidate'}.")
    return held([sentence for sentence in said if sentence], LONGEST_ALT)


# ---- rules --------------------------------------------------------------------------------------


def price_of_rules(portfolio) -> Words:
    """Say which rule costs most."""
    table = rules_table(portfolio)
    return Words(
        title=_rules_title(table),
        subtitle=(
            "Worth, in points a year, that the best set would gain if the rule alone were dropped; "
            "limits and links stay."
        ),
        alt=_rules_alt(table, portfolio),
        caption=notice(portfolio),
    )


def no_rules(portfolio) -> str:
    """Say why there is no price to draw."""
    points = counted_points(portfolio.worth)
    return (
        f"The set was chosen for its worth alone, {points} a year, within the limits and links. "
        "Ask for at least or at most so many of a class, or say what must or may never be in."
    )


def _rules_title(table: pd.DataFrame) -> str:
    if table.empty:
        return "No rule was set, so none has a price"
    single = table[table["rule"] != ALL_RULES]
    dearest, many = single.iloc[0], len(single)
    together = table[table["rule"] == ALL_RULES]
    if float(table["share"].max()) < NOTHING:
        return "The rule costs nothing" if many == 1 else f"None of the {many} rules costs anything"
    if dearest["share"] < NOTHING:
        return f"No rule alone costs anything; together they cost {price_said(together.iloc[0])}"
    said = f"{_asking(dearest['named'])} costs {price_said(dearest)}"
    every = "both" if many == 2 else f"all {many}"
    return f"{said}; {every} together {price_said(together.iloc[0])}" if len(together) else said


def _asking(rule: str) -> str:
    words = short(rule)
    return f"Asking for {words}" if words.startswith("at ") else f"The rule \u201c{words}\u201d"


def price_said(row) -> str:
    """Say what a rule costs: one row of the table of rules."""
    if row["share"] < NOTHING and row["price"] < NOTHING:
        return "nothing"
    return f"{whole_points(row['price'])} a year ({percent(row['share'])})"


def _rules_alt(table: pd.DataFrame, portfolio) -> str:
    if table.empty:
        return f"No bars: {no_rules(portfolio)}"[:LONGEST_ALT]
    said = [
        f"Bars of what each rule costs in worth. The set is worth "
        f"{counted_points(portfolio.worth)} a year."
    ]
    said += [
        f"{short(row['named'])[:1].upper()}{short(row['named'])[1:]}: {price_said(row)}."
        for row in table.to_dict("records")
    ]
    return held(said, LONGEST_ALT)


# ---- price of balance ---------------------------------------------------------------------------


def price_of_balance(portfolio) -> Words:
    """Say what asking for early benefit costs in later benefit."""
    table, (early, late) = balance_price_table(portfolio), horizons(portfolio)
    return Words(
        title=_balance_title(table, early, late),
        subtitle=(
            f"Worth-years {late} of the best set, against the share of what could be had {early}. "
            "Each point asks for more early benefit, and names its set below; rules on classes are "
            "left aside."
        ),
        alt=_balance_alt(table, early, late),
        caption=notice(portfolio),
    )


def one_set(portfolio) -> str:
    """Say that there is no curve to draw."""
    table, (early, _) = balance_price_table(portfolio), horizons(portfolio)
    many = counted(len(table["chosen"].iloc[0]), "candidate")
    return (
        f"One and the same set, of {many}, is best however much of what could be had {early} is "
        "asked for. The table behind names them."
    )


def _balance_title(table: pd.DataFrame, early: str, late: str) -> str:
    most = table.iloc[-1]
    if most["price"] < NOTHING:
        return f"Asking for all that could be had {early} costs nothing {late}"
    dear = table[table["price"] >= NOTHING]
    free = table[(table["price"] < NOTHING) & (table["asked"] > 0)]
    said = (
        f"Asking for {percent(most['asked'])} of what could be had {early} costs "
        f"{percent(most['price'])} of the benefit {late}"
    )
    if len(free):
        return f"{said}; {percent(free.iloc[-1]['asked'])} costs nothing"
    first = dear.iloc[0]
    one = f"; {percent(first['asked'])} costs {percent(first['price'])}"
    return said + (one if first["asked"] < most["asked"] else "")


def _balance_alt(table: pd.DataFrame, early: str, late: str) -> str:
    said = [
        f"Falling curve: the more of the attainable benefit {early} is asked for, the less comes "
        f"{late}. Below, which candidates each set holds."
    ]
    for row in table.to_dict("records"):
        asked = f"{percent(row['asked'])} asked" if row["asked"] else "nothing asked"
        said.append(
            f"{row['point']}, {asked}: {percent(row['share_early'])} early, "
            f"{number(row['late'])} worth-years {late}, price {percent(row['price'])}, "
            f"{counted(len(row['chosen']), 'candidate')}."
        )
    return held(said, LONGEST_ALT)


# ---- how sure -----------------------------------------------------------------------------------


def core_strip(found, core: pd.Series | None = None) -> Words:
    """Say how many places in the set are sure."""
    table = core_table(found, core)
    index = (
        " The core index, an open diamond, is another thing: the share of the sets that no other "
        "set beats which hold the candidate."
        if core is not None
        else ""
    )
    return Words(
        title=_core_title(table),
        subtitle=(
            f"Funded share: in how many of {found.runs:,} draws of the doubt the best set holds a "
            f"candidate, with its Monte Carlo standard error.{index}"
        ),
        alt=_core_alt(table, found),
        caption=notice(found.portfolio),
    )


def heading_of(place: str) -> str:
    """Say what a place means in terms of draws."""
    return {
        CORE: f"Core: funded every time ({percent(ALWAYS)} of draws or more)",
        BORDERLINE: "Borderline: funded sometimes",
        OUTSIDE: f"Outside: never funded ({percent(NEVER)} of draws or fewer)",
    }[place]


def _core_title(table: pd.DataFrame) -> str:
    of = counted(len(table), "candidate")
    places = table["place"].value_counts()
    core, outside = int(places.get(CORE, 0)), int(places.get(OUTSIDE, 0))
    open_ = table.loc[table["place"] == BORDERLINE, "name"]
    said = f"{core} of {of} {'is' if core == 1 else 'are'} funded every time, {outside} never"
    if not len(open_):
        return f"{said}: no place is open"
    if len(open_) <= MOST_NAMED:
        longest = LONGEST_NAME if len(open_) <= 2 else IN_ALT
        return f"{said}; open: {listed([short(name, longest) for name in open_])}"
    return f"{said}, {len(open_)} sometimes"


def share_said(row) -> str:
    """Say a funded share and its error: one row of the table of funded shares."""
    if row.share in (0, 1):
        return percent(row.share)
    return f"{to_a_tenth(row.share)} \N{PLUS-MINUS SIGN} {to_a_tenth(row.error)}"


def _core_alt(table: pd.DataFrame, found) -> str:
    places = table["place"].value_counts()
    said = [
        f"Bars of the funded share of {counted(len(table), 'candidate')} over {found.runs:,} "
        f"draws: {int(places.get(CORE, 0))} core, {int(places.get(BORDERLINE, 0))} borderline, "
        f"{int(places.get(OUTSIDE, 0))} outside."
    ]
    order = pd.concat([table[table["place"] == p] for p in (BORDERLINE, CORE, OUTSIDE)])
    for row in order.itertuples(index=False):
        index = getattr(row, "core_index", None)
        beside = "" if index is None or index != index else f", core index {number(index, 2)}"
        said.append(f"{short(row.name, IN_ALT)}: {row.place}, {share_said(row)}{beside}.")
    return held(said, LONGEST_ALT)


# ---- near-equals --------------------------------------------------------------------------------


def near_equals(portfolio) -> Words:
    """Say how many sets are almost as good, and what they have in common."""
    table = near_table(portfolio)
    groups = preferred_by(table)
    return Words(
        title=_near_title(table, portfolio),
        subtitle=(
            f"Sets worth within {percent(NEAR)} of the best, the best first, that meet every limit "
            "and rule and have no room for one more candidate. Filled: in the set; a dash: out of "
            "it."
        ),
        alt=_near_alt(table, portfolio),
        caption=joined(
            "A voice group prefers a set under its own mean weights."
            if groups and len(table) > 1
            else "",
            notice(portfolio),
        ),
    )


def _near_title(table: pd.DataFrame, portfolio) -> str:
    others, names = len(table) - 1, names_of(portfolio)
    if others < 1:
        return (
            f"No other set that leaves no room unused is worth within {percent(NEAR)} of the best"
        )
    if others == 1:
        row = table.iloc[1]
        return (
            f"One other set is worth within {percent(NEAR)} of the best: "
            f"{_swap(row['enters'], row['leaves'], names)}"
        )
    every = len(in_every(table["chosen"], names))
    common = f"all hold the same {every}" if every else "no candidate is in all of them"
    return f"{others} other sets are worth within {percent(NEAR)} of the best; {common}"


def _swap(enters: tuple[str, ...], leaves: tuple[str, ...], names: pd.Series) -> str:
    if len(enters) > MOST_NAMED or len(leaves) > MOST_NAMED:
        return f"{len(enters)} in, {len(leaves)} out"
    longest = LONGEST_NAME if len(enters) + len(leaves) <= 2 else IN_ALT
    came, went = (listed([short(names[c], longest) for c in codes]) for codes in (enters, leaves))
    if came and went:
        return f"{came} in place of {went}"
    return f"with {came}" if came else f"without {went}"


def loss_said(loss: float) -> str:
    """Say how many per cent less than the best a set is worth, without the sign."""
    return "best" if loss <= 0 else to_a_tenth(loss).removesuffix("%").replace("under ", "<")


def _near_alt(table: pd.DataFrame, portfolio) -> str:
    every = in_every(table["chosen"], names_of(portfolio))
    said = [
        f"Matrix of candidates by set: {counted(len(table), 'set')}, best first "
        f"({counted_points(table['worth'].iloc[0])} a year).",
        f"In every set: {', '.join(every)}." if every else "No candidate is in every set.",
    ]
    for row in table.iloc[1:].to_dict("records"):
        moved = [f"{', '.join(row['enters'])} in"] if row["enters"] else []
        moved += [f"{', '.join(row['leaves'])} out"] if row["leaves"] else []
        said.append(f"Set {row['set']}, {to_a_tenth(row['loss'])} less: {'; '.join(moved)}.")
    groups = [f"{plain(group)} prefer set {at}" for group, at in preferred_by(table).items()]
    return held([*said[:2], *([f"{'; '.join(groups)}."] if groups else []), *said[2:]], LONGEST_ALT)

"""What stands behind the pictures of doubt? Tables taken from the results as they are."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

import pandas as pd

from wcc_prioritise.plots.figures import plain
from wcc_prioritise.plots.room_behind import names_of
from wcc_prioritise.ranking import distances, lifts
from wcc_prioritise.robustness import smallest_change, tipping_weights
from wcc_prioritise.tables import InputError, near_miss

SINGLE = 5
"""So many changes of one judgement, and of one weight, are shown."""

SEEN = 5e-4
"""Changes of a weight below this are not drawn."""


def bands_table(stress) -> pd.DataFrame:
    """Give every candidate with its band, its value and the range of nine draws in ten.

    Returns
    -------
    DataFrame
        candidate, name, band, value, low, high, first (share of draws), how_sure; best band first.
    """
    table, names = stress.table, names_of(stress.appraisal.case)
    table = table.assign(name=table["candidate"].map(names))
    columns = ["candidate", "name", "band", "value", "low", "high", "first", "how_sure"]
    return table[columns].reset_index(drop=True)


def rank_shares_table(stress) -> pd.DataFrame:
    """Give the share of draws in which each candidate stands at each rank; best band first.

    Returns
    -------
    DataFrame
        candidate, name, then one column a rank.
    """
    return _named_rows(stress, stress.shares.loc[stress.bands.index])


def head_to_head_table(stress) -> pd.DataFrame:
    """Give the share of draws in which the candidate of the row beats that of the column.

    Returns
    -------
    DataFrame
        candidate, name, then one column a rival; best band first, both ways.
    """
    order = stress.bands.index
    return _named_rows(stress, stress.beats.loc[order, order])


def _named_rows(stress, shares: pd.DataFrame) -> pd.DataFrame:
    names = names_of(stress.appraisal.case)
    head = pd.DataFrame({"candidate": shares.index, "name": [names[c] for c in shares.index]})
    return pd.concat([head, shares.reset_index(drop=True)], axis="columns")


def tipping_table(tipping) -> pd.DataFrame:
    """Give who leads along the weight of each criterion, the largest weight first.

    Returns
    -------
    DataFrame
        One row a stretch: criterion, name, weight (now), low, high, leader, leader_name.
    """
    names = names_of(tipping.appraisal.case)
    rows = tipping.leading.merge(tipping.table[["criterion", "weight"]], on="criterion")
    rows = rows.assign(name=rows["criterion"].map(names), leader_name=rows["leader"].map(names))
    place = tipping.table.sort_values("weight", ascending=False, kind="stable")["criterion"]
    order = {code: i for i, code in enumerate(place)}
    rows = rows.sort_values("criterion", key=lambda codes: codes.map(order), kind="stable")
    columns = ["criterion", "name", "weight", "low", "high", "leader", "leader_name"]
    return rows[columns].reset_index(drop=True)


def nearest_tip(table: pd.DataFrame):
    """Which single weight has least to move for another to lead? Rows of `Tipping.table`.

    Returns
    -------
    tuple or None
        Criterion, weight now, weight then, who leads then; None where the leader always leads.
    """
    tips = [
        (abs(at - row.weight), row.criterion, row.weight, at, to)
        for row in table.itertuples(index=False)
        for at, to in ((row.lower, row.lower_to), (row.upper, row.upper_to))
        if at == at and at is not None
    ]
    return min(tips)[1:] if tips else None


def tornado_table(tornado) -> pd.DataFrame:
    """Give the difference of two candidates with each weight lowered and raised.

    Returns
    -------
    DataFrame
        criterion, name, weight, low, high, length; the longest bar first.
    """
    names = names_of(tornado.appraisal.case)
    table = tornado.table
    return table.assign(name=table["criterion"].map(names)).reset_index(drop=True)


def methods_table(comparison) -> pd.DataFrame:
    """Give the rank of every candidate by each method, in the order of the first method.

    Returns
    -------
    DataFrame
        candidate, name, then one column a method.
    """
    names, ranks = names_of(comparison.appraisal.case), comparison.ranks
    ordered = ranks.rename_axis("candidate").reset_index()
    ordered = ordered.sort_values([*ranks.columns, "candidate"], ignore_index=True)
    ordered.insert(1, "name", [names[code] for code in ordered["candidate"]])
    return ordered


# ---- what would change it -----------------------------------------------------------------------


def changes_table(ranking, about: str | None = None) -> pd.DataFrame:
    """Give the smallest changes that would change the leader, or the place of one candidate.

    Parameters
    ----------
    ranking : Ranking
        Candidates by value, every cell with a value.
    about : str, optional
        A candidate, to be lifted level with the next above; without it, anybody with the leader.

    Returns
    -------
    DataFrame
        One row a change: kind (one judgement, one weight, weights together); candidate (who would
        draw level), above (with whom), criterion, criterion_name; now and then (value of the
        candidate on the criterion, 0 to 100, or weight, 0 to 1), figure, needed and unit (the
        score in points, or natural units; missing for weights), total (of weights together: sum of
        all changes).
    """
    found = _changes if isinstance(ranking, Hashable) else _changes.__wrapped__
    return found(ranking, about).copy()


@lru_cache(maxsize=4)
def _changes(ranking, about: str | None) -> pd.DataFrame:
    """Find the changes once: a picture asks for them for its marks, its words and its table."""
    leader, others = _pair(ranking, about)
    rows = _judgements(ranking, leader, others)
    known = ranking.appraisal.values.notna().to_numpy().all()
    rows += _weights(ranking, about) if known and len(ranking.table) > 1 else []
    columns = ["kind", "candidate", "above", "criterion", "criterion_name", "now", "then"]
    return pd.DataFrame(rows, columns=[*columns, "figure", "needed", "unit", "total"])


ONE, WEIGHT, TOGETHER = "one judgement", "one weight", "weights together"


def _pair(ranking, about: str | None) -> tuple[str | None, list[str]]:
    """Who is to be drawn level with (None: each with the next above), and by whom?"""
    table = ranking.table
    codes = list(table["candidate"])
    if about is None:
        below = table["rank"].fillna(1) > 1
        return (codes[0] if codes else None), list(table.loc[below, "candidate"])
    if about not in codes:
        near = near_miss(str(about), codes)
        raise InputError.of(
            found=f"about={about!r}",
            allowed="a candidate of the ranking",
            do=f"Did you mean {near!r}?" if near else "Correct the code.",
        )
    return None, [about]


def _judgements(ranking, leader: str | None, others: list[str]) -> list[dict]:
    names, values = names_of(ranking.appraisal.case), ranking.appraisal.values
    found, above = [], distances(ranking)["above"]
    criteria = ranking.appraisal.case.criteria.set_index("criterion")
    units = criteria["unit"].map(plain).where(criteria["kind"] == "measured", "points")
    for code in others:
        for row in lifts(ranking, code, leader).itertuples(index=False):
            if row.needed != row.needed:
                continue
            now = values.at[code, row.criterion]
            found.append(
                {"kind": ONE, "candidate": code, "above": leader or above[code],
                 "criterion": row.criterion, "criterion_name": names[row.criterion], "now": now,
                 "then": now + row.value_change, "figure": row.figure, "needed": row.needed,
                 "unit": units[row.criterion]}
            )  # fmt: skip
    return sorted(found, key=lambda r: (r["then"] - r["now"], r["candidate"]))[:SINGLE]


def _weights(ranking, about: str | None) -> list[dict]:
    appraisal, leader = ranking.appraisal, ranking.table["candidate"].iloc[0]
    if about == leader:
        return []
    names, rows = names_of(appraisal.case), []
    for row in tipping_weights(appraisal).table.itertuples(index=False) if about is None else ():
        for at, to in ((row.lower, row.lower_to), (row.upper, row.upper_to)):
            if at == at and at is not None:
                rows.append(
                    {"kind": WEIGHT, "candidate": to, "above": leader, "criterion": row.criterion,
                     "criterion_name": names[row.criterion], "now": row.weight, "then": at}
                )  # fmt: skip
    rows = sorted(rows, key=lambda r: abs(r["then"] - r["now"]))[:SINGLE]
    change = smallest_change(appraisal, about)
    moved = change.weights[change.weights["change"].abs() > SEEN]
    for code, row in moved.sort_values("change", ascending=False).iterrows():
        rows.append(
            {"kind": TOGETHER, "candidate": change.challenger, "above": change.leader,
             "criterion": code, "criterion_name": names[code], "now": row["now"],
             "then": row["then"], "total": change.total}
        )  # fmt: skip
    return rows

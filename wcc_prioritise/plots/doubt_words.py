"""What do the pictures of doubt say: how sure is the order, and what would change it?"""

from __future__ import annotations

import math

import pandas as pd

from wcc_prioritise.plots import doubt_behind as behind
from wcc_prioritise.plots.figures import counted, held, listed, number, percent, plain, short
from wcc_prioritise.plots.room_behind import names_of
from wcc_prioritise.plots.words import IN_ALT, LONGEST_ALT, Words, joined, lowered, notice

NAMED = 3
"""So many candidates a title names."""


def _draws(stress) -> str:
    return f"{stress.arguments['runs']:,} draws: {plain(stress.doubt)}."


def _caption(stress) -> str:
    return joined(*(plain(warning) for warning in stress.warnings), notice(stress))


# ---- bands --------------------------------------------------------------------------------------


def bands(stress) -> Words:
    """Say who stands in the first band, and how many bands there are."""
    table = behind.bands_table(stress)
    return Words(
        title=_bands_title(table),
        subtitle=(
            "Value, 0 to 100 (dot), and where it lies in nine draws of ten (line). Those of one "
            f"band can't be told apart from its first. {_draws(stress)}"
        ),
        alt=_bands_alt(table),
        caption=_caption(stress),
    )


def _bands_title(table: pd.DataFrame) -> str:
    first = table.loc[table["band"] == 1, "name"]
    many = counted(int(table["band"].max()), "band")
    of = f"{counted(len(table), 'candidate')} in {many}"
    if len(first) == 1:
        return f"{short(first.iloc[0])} stands alone in the first band; {of}"
    if len(first) > NAMED:
        return f"{len(first)} candidates can't be told apart at the top; {of}"
    return f"{listed([short(name, 45) for name in first])} can't be told apart at the top; {of}"


def _bands_alt(table: pd.DataFrame) -> str:
    said = [f"Values with ranges in {counted(int(table['band'].max()), 'band')}, best first."]
    for band, rows in table.groupby("band", sort=False):
        parts = [
            f"{short(row.name, 30)} {number(row.value, 0)} ({number(row.low, 0)} to "
            f"{number(row.high, 0)})"
            for row in rows.itertuples(index=False)
        ]
        said.append(f"Band {band}: {'; '.join(parts)}.")
    return held(said, LONGEST_ALT)


# ---- shares -------------------------------------------------------------------------------------


def rank_shares(stress) -> Words:
    """Say how often the leader comes first, and who else does."""
    table = behind.rank_shares_table(stress)
    return Words(
        title=_first_title(table),
        subtitle=(
            "Share of draws, in per cent, in which each candidate stands at each rank; darker is "
            f"more often, blank is never. {_draws(stress)}"
        ),
        alt=_ranks_alt(table),
        caption=_caption(stress),
    )


def _first_title(table: pd.DataFrame) -> str:
    first = table.set_index("name")[1].sort_values(ascending=False, kind="stable")
    leader, share = short(first.index[0], 60), float(first.iloc[0])
    if share >= 1 and not (first.iloc[1:] >= 1).any():
        return f"{leader} comes first in every draw"
    second = short(first.index[1], 60)
    return (
        f"{leader} comes first in {percent(share)} of draws, {second} in "
        f"{percent(float(first.iloc[1]))}"
    )


def _ranks_alt(table: pd.DataFrame) -> str:
    said = [f"Heat map of {counted(len(table), 'candidate')} by rank, with per cent of draws."]
    for row in table.to_dict("records"):
        shares = {rank: row[rank] for rank in table.columns[2:]}
        rank = max(shares, key=shares.get)
        reached = [r for r, share in shares.items() if share > 0]
        said.append(
            f"{short(row['name'], 30)}: most often rank {rank} ({percent(shares[rank])}), "
            f"{reached[0]} to {reached[-1]}."
        )
    return held(said, LONGEST_ALT)


def head_to_head(stress) -> Words:
    """Say whom the leader beats least often."""
    table = behind.head_to_head_table(stress)
    return Words(
        title=_closest_title(table),
        subtitle=(
            "Share of draws, in per cent, in which the candidate of the row stands above that of "
            f"the column; darker is more often, blank is never. {_draws(stress)}"
        ),
        alt=_beats_alt(table),
        caption=_caption(stress),
    )


def _closest_title(table: pd.DataFrame) -> str:
    code, rival, share = _closest(table, 0)
    names = table.set_index("candidate")["name"]
    ahead, behind_it = short(names[code], 60), short(names[rival], 60)
    if share >= 1:
        return f"{ahead} stands above every other candidate in every draw"
    return (
        f"{ahead} stands above {behind_it}, its closest rival, in {percent(share)} of draws, and "
        "above each other one at least as often"
    )


def _closest(table: pd.DataFrame, place: int) -> tuple[str, str, float]:
    """Whom does a candidate beat least often?"""
    code = table["candidate"].iloc[place]
    row = table.set_index("candidate").loc[code].drop(["name", code]).astype(float)
    return code, row.idxmin(), float(row.min())


def _beats_alt(table: pd.DataFrame) -> str:
    said = [f"Matrix of {counted(len(table), 'candidate')}: how often each stands above another."]
    for place in range(len(table) - 1):
        code, other = table["candidate"].iloc[[place, place + 1]]
        share = float(table.set_index("candidate").at[code, other])
        said.append(f"{code} above {other}: {percent(share)}.")
    return held(said, LONGEST_ALT)


# ---- tipping ------------------------------------------------------------------------------------


def tipping(result) -> Words:
    """Say on how many criteria the lead hangs, and where it would be lost first."""
    names = names_of(result.appraisal.case)
    held_back = {
        "proportional": "the others keep their ratios and share the rest",
        "alone": "the others stay as they are",
    }
    return Words(
        title=_tipping_title(result, names),
        subtitle=(
            "Who leads as the weight of one criterion goes from 0 to 100%; "
            f"{held_back.get(result.convention, plain(result.convention))}. The mark is the weight "
            "now."
        ),
        alt=_tipping_alt(result, names),
        caption=notice(result),
    )


def _tipping_title(result, names: dict[str, str]) -> str:
    leader, many = short(names[result.leader], 60), len(result.table)
    nearest = behind.nearest_tip(result.table)
    if nearest is None:
        return f"{leader} leads whatever the weight of any one of {many} criteria"
    criterion, now, then, to = nearest
    safe = int(result.table[["lower", "upper"]].isna().all(axis="columns").sum())
    return (
        f"On {many - safe} of {many} criteria another weight would unseat {leader}; nearest is "
        f"{lowered(short(names[criterion], 40))}: at {weight_said(then)} instead of "
        f"{weight_said(now)} {short(names[to], 60)} draws level"
    )


def weight_said(weight: float) -> str:
    """Write a weight as a share of 100%.

    Examples
    --------
    >>> weight_said(0.1897), weight_said(0.002)
    ('19%', '0.2%')
    """
    return f"{weight:.0%}" if weight >= 0.01 or weight == 0 else f"{weight * 100:.1g}%"


def tips_said(row) -> str:
    """Say below and above which weight another leads: one row of `Tipping.table`."""
    said = []
    if not pd.isna(row.lower):
        said.append(f"below {weight_said(row.lower)} {row.lower_to}")
    if not pd.isna(row.upper):
        said.append(f"above {weight_said(row.upper)} {row.upper_to}")
    return ", ".join(said) or "no change"


def _tipping_alt(result, names: dict[str, str]) -> str:
    said = [f"Lines of weights from 0 to 100% for {counted(len(result.table), 'criterion')}; "
            f"{result.leader} leads now.".replace("criterions", "criteria")]  # fmt: skip
    for row in result.table.itertuples(index=False):
        what = tips_said(row)
        leads = "no other leads" if what == "no change" else f"{what} leads"
        said.append(f"{short(names[row.criterion], IN_ALT)}, now {weight_said(row.weight)}: "
                    f"{leads}.")  # fmt: skip
    return held(said, LONGEST_ALT)


# ---- tornado ------------------------------------------------------------------------------------


def tornado(result) -> Words:
    """Say whether one weight moved turns two candidates round."""
    names = names_of(result.appraisal.case)
    a, b = short(names[result.a], 60), short(names[result.b], 60)
    return Words(
        title=_tornado_title(result, names),
        subtitle=(
            f"Points of value by which {a} is ahead of {b}, with each weight lowered and raised by "
            f"{percent(result.change)} of itself; the others keep their ratios."
        ),
        alt=_tornado_alt(behind.tornado_table(result), a, b, result),
        caption=notice(result),
    )


def _tornado_title(result, names: dict[str, str]) -> str:
    ahead, last = (result.a, result.b) if result.difference >= 0 else (result.b, result.a)
    ahead, last = short(names[ahead], 60), short(names[last], 60)
    ends = result.table[["low", "high"]]
    turned = ((ends < 0) if result.difference >= 0 else (ends > 0)).any(axis="columns")
    moved = f"one weight moved by {percent(result.change)}"
    if not turned.any():
        return f"{ahead} stays ahead of {last} with any {moved}"
    which = [lowered(short(names[code], 40)) for code in result.table.loc[turned, "criterion"]]
    more = len(which) - NAMED
    told = listed(which[:NAMED] + ([f"{more} more"] if more > 0 else []))
    return f"{ahead} would fall behind {last} with {moved}: {told}"


def _tornado_alt(table: pd.DataFrame, a: str, b: str, result) -> str:
    said = [f"Bars of points by which {short(a, IN_ALT)} is ahead of {short(b, IN_ALT)}, now "
            f"{number(result.difference, 1)}."]  # fmt: skip
    for row in table.itertuples(index=False):
        said.append(f"{short(row.name, IN_ALT)}: {number(row.low, 1)} with less weight, "
                    f"{number(row.high, 1)} with more.")  # fmt: skip
    return held(said, LONGEST_ALT)


# ---- methods ------------------------------------------------------------------------------------


def methods(comparison) -> Words:
    """Say whether every method has the same first, and how far they agree."""
    table = behind.methods_table(comparison)
    return Words(
        title=_methods_title(table),
        subtitle=f"Rank of each candidate by method, best at the top. {_tau_said(comparison)}",
        alt=_methods_alt(table, comparison),
        caption=joined("A second opinion for analysts.", notice(comparison)),
    )


def _methods_title(table: pd.DataFrame) -> str:
    names = [plain(method) for method in table.columns[2:]]
    firsts = {method: list(table.loc[table[method] == 1, "name"]) for method in table.columns[2:]}
    leaders = next(iter(firsts.values()))
    leader = listed([short(name, 60) for name in leaders[:NAMED]])
    others = [method for method, first in firsts.items() if first != leaders]
    if not others:
        every = f"All {len(names)} methods put" if len(names) > 1 else f"{short(names[0])} puts"
        return f"{every} {leader} first"
    parts = [
        f"{short(plain(method), 40)} {listed([short(name, 45) for name in firsts[method][:NAMED]])}"
        for method in others[:NAMED]
    ]
    said = f"{short(names[0], 40)} puts {leader} first, {listed(parts)}"
    return said[:1].upper() + said[1:]


def _tau_said(comparison) -> str:
    methods = list(comparison.tau.columns)
    first = short(plain(methods[0]), 40)
    said = [
        f"{number(comparison.tau.at[methods[0], m], 2)} for {short(plain(m), 40)}"
        for m in methods[1:]
    ]
    return f"Kendall's tau beside {first}: {listed(said)}." if said else "One method only."


def _methods_alt(table: pd.DataFrame, comparison) -> str:
    said = [f"Slope chart of ranks. {_tau_said(comparison)}"]
    for row in table.to_dict("records"):
        ranks = ", ".join(rank_said(row[method]) for method in table.columns[2:])
        said.append(f"{short(row['name'], 30)}: {ranks}.")
    return held(said, LONGEST_ALT)


def rank_said(rank: object) -> str:
    """Write a rank; none where it is not known."""
    return "-" if pd.isna(rank) else str(int(rank))


# ---- what would change it -----------------------------------------------------------------------


def what_would_change_it(ranking, about: str | None = None) -> Words:
    """Say the smallest change that would change the leader, or the place of one candidate."""
    table, names = behind.changes_table(ranking, about), names_of(ranking.appraisal.case)
    own = "" if about is None else short(names.get(about, about), 60)
    return Words(
        title=_change_title(table, ranking, names, about),
        subtitle=(
            "The smallest changes, each by itself, that would bring a candidate level with the "
            "leader. Hollow: now; full: what it would take."
            if about is None
            else f"The smallest changes, each by itself, that would lift {own}: one judgement to "
            "the next above, weights to the leader. Hollow: now; full: what it would take."
        ),
        alt=_change_alt(table, names),
        caption=notice(ranking),
    )


def _change_title(table: pd.DataFrame, ranking, names: dict[str, str], about: str | None) -> str:
    judged = table[table["kind"] == behind.ONE]
    if judged.empty:
        if about is not None:
            return f"No one judgement would lift {short(names[about], 60)}"
        leader = ranking.table["name"].iloc[0] if len(ranking.table) else "nobody"
        return f"No one judgement would bring another candidate level with {short(leader, 60)}"
    row = next(judged.itertuples(index=False))
    return (
        f"{short(names[row.candidate], 60)} would draw level with {short(names[row.above], 60)} at "
        f"{needed_said(row)} on {lowered(short(row.criterion_name, 40))}"
    )


def needed_said(row) -> str:
    """Say the figure that would be enough and the one now: one row of the table of changes.

    Examples
    --------
    >>> from types import SimpleNamespace as Like
    >>> needed_said(Like(figure=46.2, needed=60.1, unit="points"))
    '61 instead of 46 points'
    >>> needed_said(Like(figure=0.5, needed=0.25, unit=""))
    '0.25 instead of 0.5'
    """
    unit = f" {short(row.unit, 30)}" if row.unit else ""
    if min(abs(row.needed), abs(row.figure)) < 1 and max(abs(row.needed), abs(row.figure)) < 10:
        return f"{row.needed:.3g} instead of {row.figure:.3g}{unit}"
    whole = math.ceil if row.needed >= row.figure else math.floor
    return f"{number(whole(round(row.needed, 6)), 0)} instead of {number(row.figure, 0)}{unit}"


def change_said(row) -> str:
    """Say a change in figures: one row of the table of changes."""
    if row.kind == behind.ONE:
        return needed_said(row)
    return f"{weight_said(row.then)} instead of {weight_said(row.now)}"


def _change_alt(table: pd.DataFrame, names: dict[str, str]) -> str:
    said = ["Bars of the smallest changes."]
    for kind, rows in table.groupby("kind", sort=False):
        parts = [
            f"{row.candidate} level with {row.above} at {change_said(row)} on "
            f"{lowered(short(row.criterion_name, 30))}"
            for row in rows.head(NAMED).itertuples(index=False)
        ]
        said.append(f"{str(kind).capitalize()}: {'; '.join(parts)}.")
    return held(said, LONGEST_ALT) if len(said) > 1 else "No change would do it."

"""Would putting it right have changed the answer? The recorded calculation, run again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal import Appraisal, appraise
from wcc_prioritise.case import Case
from wcc_prioritise.case.functions import told
from wcc_prioritise.challenge.changes import Change
from wcc_prioritise.portfolio import NoPortfolio, Portfolio, select, thresholds
from wcc_prioritise.ranking import rank
from wcc_prioritise.robustness import stress
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.calculating import fingerprint

RUNS = 2_000
SEED = 2026
"""Draws and seed of the bands when the record holds no calculation of them."""

BEHIND = ("appraise", "what_if")
"""Recorded arguments that are not those of `select` itself."""

WATCHED = ("class", "rank", "band", "in_set")
"""What makes a change material when it moves."""


@dataclass(frozen=True, eq=False)
class Materiality:
    """What a change moves.

    Attributes
    ----------
    change : Change
        What was put right.
    calculation : str
        Code of the calculation that was run again.
    reproduced : bool
        Whether running it unchanged gave what the record says it gave.
    table : DataFrame
        By candidate: name; class, rank, band, in_set, value and worth, each before and after; and
        moved (words, empty where nothing watched moved).
    needed : DataFrame
        What would have been needed for the candidate in question to change its place: criterion,
        pooled score now, and the nearest whole pooled score that would do it (missing where none).
    words : str
        All of it in words.
    """

    change: Change
    calculation: str
    reproduced: bool
    table: pd.DataFrame
    needed: pd.DataFrame
    words: str

    @property
    def moved(self) -> pd.DataFrame:
        """Rows of the candidates for which something watched moved."""
        return self.table[self.table["moved"] != ""]

    @property
    def material(self) -> bool:
        """Whether class, rank, band or place of the candidate in question moves, or any place.

        A change about no one candidate (a person who should not have counted, a weight) moves some
        rank or band almost always: it is material when a class or a place in the set moves.
        """
        about = self.change.candidate
        places = _places(self.table)
        if about is not None:
            return bool(places.any() or (self.moved["candidate"] == about).any())
        return bool(places.any() or _classes(self.table).any())


def materiality(
    record: Workshop,
    change: Change,
    calculation: str = "latest",
    *,
    runs: int = RUNS,
    weighting: Callable | None = None,
    pooling: Callable | None = None,
) -> Materiality:
    """Would putting it right have changed class, rank or place?

    The calculation is run again from the record as it stood then, first unchanged (it must give
    what the record says), then with the change. It is material when class, rank, band or place of
    the candidate in question moves, or any candidate's place; where no one candidate is in
    question, when a class or a place in the set moves. It informs; it does not decide.

    Parameters
    ----------
    record : Workshop
        The workshop file.
    change : Change
        What is put right: `corrected_score`, `scorer_removed`, `swing_points`, `gate_status` or
        `candidate_fact`.
    calculation : str
        Code of a recorded `select`, or the latest.
    runs : int
        Draws of people's weights behind the bands.
    weighting, pooling : callable, optional
        Your own rules, where the calculation was made with them: the record holds their names and
        the hash of their source, against which they are checked.

    Returns
    -------
    Materiality
        What moves, by how much, and what would have been needed.

    Raises
    ------
    InputError
        If the record holds no such calculation, it was made with somebody's own rule that is not
        passed, or nothing is there that the change could change.
    """
    code, row, case = _recorded(record, calculation)
    given = json.loads(row["arguments"])
    rules = _rules(given, {"weighting": weighting, "pooling": pooling})
    arguments = recorded_arguments(given)
    then = change.apply(case)
    before = select(appraise(case, **rules), **arguments)
    reproduced = fingerprint(sorted(before.chosen)) == row["fingerprint_out"]
    changed = appraise(then, **rules)
    seed = _seed(record.case())
    after, clash = _again(changed, arguments, change.never)
    table = _table(before, changed, after, runs, seed)
    needed = _needed(before, change.candidate)
    words = _words(change, code, reproduced, table, clash, needed, before)
    return Materiality(change, code, reproduced, table, needed, words)


def _recorded(record: Workshop, calculation: str) -> tuple[str, Mapping, Case]:
    """Find the calculation, and the case as it stood when it was entered."""
    rows = record.case().calculations
    rows = rows[rows["verb"] == "select"]
    if calculation != "latest":
        rows = rows[rows["calculation"] == calculation]
    if rows.empty:
        raise InputError.of(
            found="no recorded choice of a set" if calculation == "latest" else repr(calculation),
            allowed="a calculation `select` in the record",
            do="Choose the set and record it with `workshop.calculation`.",
        )
    row = rows.iloc[-1].to_dict()
    entries = record.entries(kind="calculation", about=row["calculation"])
    return row["calculation"], row, record.case(at=int(entries["seq"].iloc[-1]))


def recorded_arguments(given: Mapping) -> dict:
    """Give the recorded arguments of a choice as `select` takes them.

    Parameters
    ----------
    given : mapping
        The field `arguments` of a calculation, read as JSON: a key of several parts was joined
        with ` / `.
    """
    counts = {
        side: {tuple(k.split(" / ")) if " / " in k else k: n for k, n in given[side].items()}
        for side in ("at_least", "at_most")
    }
    plain = {name: value for name, value in given.items() if name not in BEHIND}
    return {**plain, **counts, "must": tuple(given["must"]), "never": tuple(given["never"])}


def _rules(given: Mapping, own: Mapping[str, Callable | None]) -> dict:
    """Give the arguments of `appraise` as recorded, with the functions that were used."""
    rules = dict(given.get("appraise", {}))
    for name in own.keys() & rules.keys():
        if own[name] is None or told(own[name]) != rules[name]:
            found = "none" if own[name] is None else told(own[name])
            raise InputError.of(
                found=f"{name}: {found}",
                allowed=f"the function of the record, {rules[name]}",
                do=f"Pass it: materiality(..., {name}=...).",
            )
        rules[name] = own[name]
    return rules


def _seed(case: Case) -> int:
    """Give the seed of the last recorded stress, so that its bands are the ones compared."""
    rows = case.calculations[case.calculations["verb"] == "stress"]
    for text in list(rows["arguments"])[::-1]:
        seed = json.loads(text).get("seed")
        if isinstance(seed, int):
            return seed
    return SEED


def _again(
    appraisal: Appraisal, arguments: dict, never: tuple[str, ...]
) -> tuple[Portfolio | None, str]:
    try:
        given = {**arguments, "never": (*arguments["never"], *never)}
        return select(appraisal, **given), ""
    except NoPortfolio as clash:
        return None, "; ".join(clash.clash)


def _facts(appraisal: Appraisal, chosen: tuple[str, ...], runs: int, seed: int) -> pd.DataFrame:
    ranking = rank(appraisal).table.set_index("candidate")
    how = {"weights": "people", "scores": "fixed"} if "pooling" in appraisal.own else {}
    bands = stress(appraisal, runs=runs, seed=seed, **how).bands  # nobody is drawn by an own rule
    codes = appraisal.values.index
    return pd.DataFrame(
        {
            "class": appraisal.classes.reindex(codes),
            "rank": ranking["rank"].reindex(codes),
            "band": bands.reindex(codes),
            "in_set": [code in chosen for code in codes],
            "value": appraisal.value.reindex(codes),
            "worth": appraisal.worth.reindex(codes),
        },
        index=codes,
    )


def _table(
    before: Portfolio, changed: Appraisal, after: Portfolio | None, runs: int, seed: int
) -> pd.DataFrame:
    first = _facts(before.appraisal, before.chosen, runs, seed)
    then = _facts(changed, after.chosen if after else (), runs, seed).reindex(first.index)
    both = first.add_suffix("_before").join(then.add_suffix("_after"))
    both["moved"] = [_moved(row) for _, row in both.iterrows()]
    both.insert(0, "name", before.appraisal.case.names.reindex(both.index))
    return both.rename_axis("candidate").reset_index()


def _moved(row: pd.Series) -> str:
    said = []
    for name in WATCHED:
        old, new = row[f"{name}_before"], row[f"{name}_after"]
        if old == new:
            continue
        if name == "in_set":
            said.append("enters the set" if new else "leaves the set")
        else:
            shown = [f"{x:g}" if isinstance(x, int | float | np.number) else x for x in (old, new)]
            said.append(f"{name} {shown[0]} to {shown[1]}")
    return "; ".join(said)


def _needed(before: Portfolio, candidate: str | None) -> pd.DataFrame:
    """Find, criterion by criterion, the nearest pooled score at which the place would change."""
    names = ["criterion", "name", "now", "needed"]
    if candidate is None:
        return pd.DataFrame(columns=names)
    table = thresholds(before).set_index("candidate")
    wanted, inside = table.at[candidate, "threshold"], bool(table.at[candidate, "chosen"])
    a = before.appraisal
    criteria = a.case.criteria.set_index("criterion")
    rows = []
    for criterion in criteria.index[criteria["kind"] == "judged"]:
        now = float(a.figures.at[candidate, criterion])
        needed = _nearest(before, candidate, criterion, wanted, inside, now)
        rows.append((criterion, criteria.at[criterion, "name"], now, needed))
    return pd.DataFrame(rows, columns=names)


def _nearest(before, candidate, criterion, wanted: float, inside: bool, now: float) -> float:
    from wcc_prioritise.voices.matters import worths_with

    scores = np.arange(0.0, 101.0)
    asked = pd.DataFrame({candidate: scores})
    worth = worths_with(before, criterion, asked)[candidate].to_numpy()
    does_it = worth < wanted if inside else worth > wanted
    if not np.isfinite(wanted) or not does_it.any():
        return float("nan")
    return float(scores[does_it][np.abs(scores[does_it] - now).argmin()])


def _words(change, code, reproduced, table, clash, needed, before) -> str:
    same = "gives what the record says" if reproduced else "does NOT give what the record says"
    said = [f"If {change.words}: calculation {code}, run again unchanged, {same}."]
    if clash:
        said.append(f"With the change no set meets every demand: {clash}.")
    about = change.candidate
    if about is not None:
        said.append(_about_words(table[table["candidate"] == about].iloc[0]))
    moved = table[table["moved"] != ""]
    said += _others_words(moved[moved["candidate"] != about], about)
    if moved.empty:
        said.append("Nothing moves: no class, no rank, no band and no place in the set.")
    if about is not None:
        said.append(_needed_words(about, needed, about in before.chosen))
    return " ".join(said)


def _about_words(row: pd.Series) -> str:
    """Say what moves of the candidate in question."""
    before, after = (f"{row[f'worth_{when}']:.1f}" for when in ("before", "after"))
    became = f" before and {after} after" if before != after else ""
    worth = f"(worth {before} points a year{became})"
    if row["moved"]:
        return f"{row['candidate']} moves: {row['moved']} {worth}."
    return f"{row['candidate']} keeps its class, rank, band and place {worth}."


def _others_words(others: pd.DataFrame, about: str | None) -> Iterator[str]:
    """Say what moves of the other candidates; where none is in question, name every one."""
    weighty = _places(others) | _classes(others)
    for row in others[weighty].itertuples():
        yield f"{row.candidate}: {row.moved}."
    rest = others[~weighty]
    if about is None and len(others) and not weighty.any():
        yield "No class and no place in the set moves."
    if rest.empty:
        return
    move = "moves" if len(rest) == 1 else "move"
    which = f": {', '.join(rest['candidate'])}" if about is None else ""
    other = " other" if len(rest) == 1 else " others"
    more = " more" if weighty.any() else other if about is not None else ""
    yield f"{len(rest)}{more} {move} in rank or band alone{which}."


def _places(table: pd.DataFrame) -> pd.Series:
    """Which candidates enter or leave the set?"""
    return table["in_set_before"] != table["in_set_after"]


def _classes(table: pd.DataFrame) -> pd.Series:
    """Which candidates get another class?"""
    return table["class_before"] != table["class_after"]


def _needed_words(about: str, needed: pd.DataFrame, inside: bool) -> str:
    enough = needed.dropna(subset="needed")
    change = "leave" if inside else "enter"
    if enough.empty:
        return f"No single pooled score of {about} would make it {change} the set."
    rows = enough.iloc[(enough["needed"] - enough["now"]).abs().argsort()].head(3)
    each = ", or ".join(
        f"{row.needed:.0f} on {row.criterion} (now {row.now:.0f})" for row in rows.itertuples()
    )
    return f"For {about} to {change} the set its pooled score would have to be {each}."

"""Would putting it right have changed the answer? The recorded calculation, run again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal import Appraisal, appraise
from wcc_prioritise.case import Case
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
        """Whether class, rank, band or place of a candidate in question moves.

        Without one candidate in question, whether a class or a place moves for any.
        """
        about = self.change.candidate
        if about is not None:
            return bool((self.moved["candidate"] == about).any()) or bool(
                self._changed("in_set").any()
            )
        return bool(self._changed("in_set").any() or self._changed("class").any())

    def _changed(self, name: str) -> pd.Series:
        return self.table[f"{name}_before"] != self.table[f"{name}_after"]


def materiality(
    record: Workshop, change: Change, calculation: str = "latest", *, runs: int = RUNS
) -> Materiality:
    """Would putting it right have changed class, rank or place?

    The calculation is run again from the record as it stood then, first unchanged (it must give
    what the record says), then with the change. It informs; it does not decide.

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

    Returns
    -------
    Materiality
        What moves, by how much, and what would have been needed.

    Raises
    ------
    InputError
        If the record holds no such calculation, or nothing that the change could change.
    """
    code, row, case = _recorded(record, calculation)
    arguments = _arguments(json.loads(row["arguments"]))
    before = select(appraise(case), **arguments)
    reproduced = fingerprint(sorted(before.chosen)) == row["fingerprint_out"]
    changed = appraise(change.apply(case))
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


def _arguments(given: Mapping) -> dict:
    """Give recorded arguments as `select` takes them: a key of several parts was joined by `/`."""
    counts = {
        side: {tuple(k.split(" / ")) if " / " in k else k: n for k, n in given[side].items()}
        for side in ("at_least", "at_most")
    }
    return {**given, **counts, "must": tuple(given["must"]), "never": tuple(given["never"])}


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
    bands = stress(appraisal, runs=runs, seed=seed).bands
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
    said = [
        f"If {change.words}: calculation {code}, run again unchanged, {same}.",
    ]
    if clash:
        said.append(f"With the change no set meets every demand: {clash}.")
    moved = table[table["moved"] != ""]
    about = change.candidate
    if about is not None:
        row = table[table["candidate"] == about].iloc[0]
        said.append(
            f"{about} moves: {row['moved']} (worth {row['worth_before']:.1f} to "
            f"{row['worth_after']:.1f} points a year)."
            if row["moved"]
            else f"{about} keeps its class, rank, band and place (worth {row['worth_before']:.1f} "
            f"to {row['worth_after']:.1f} points a year)."
        )
    others = moved[moved["candidate"] != about]
    places = others[others["in_set_before"] != others["in_set_after"]]
    for row in places.itertuples():
        said.append(f"{row.candidate}: {row.moved}.")
    if len(others) > len(places):
        rest = len(others) - len(places)
        move = "other moves" if rest == 1 else "others move"
        said.append(f"{rest} {move} in rank or band alone.")
    if moved.empty:
        said.append("Nothing moves: no class, no rank, no band and no place in the set.")
    if about is not None:
        said.append(_needed_words(about, needed, about in before.chosen))
    return " ".join(said)


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

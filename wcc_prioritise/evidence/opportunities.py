"""What is a gap worth, and is it real? The frozen answer, and the words for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

ENDS = ("", "_lower", "_upper", "_lower_80", "_upper_80")
"""What stands behind `gap` and `opportunity`: the point, and the limits of 95 and 80 per cent."""

CLEAR = 0.975
"""From this chance on a gap is called clear."""

WORDS = (
    "clear gap",
    "within noise",
    "better than compared with",
    "no direction given",
    "no interval",
    "too few peers",
    "nothing to compare with",
    "not published",
)
"""Every verdict, in the order they are counted."""

TABLE_COLUMNS = (
    "area", "area_name", "indicator", "indicator_name", "period", "sex", "age", "unit", "polarity",
    "value", "denominator", "scale", "peers", "compared_with",
    "gap_seen", *(f"gap{end}" for end in ENDS),
    "chance", "chance_error", "verdict", "within_noise",
    "opportunity_seen", *(f"opportunity{end}" for end in ENDS),
    "correlation", "share_left", "gap_expected", "opportunity_expected", "persistence_from",
    "tau", "model", "note", "source",
)  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Opportunities:
    """How many people stand behind each gap, and how sure that is.

    Parameters
    ----------
    how : str
        What was compared with what, and how the limits were made, in words.
    comparator : str
        Its name, as it was asked for.
    draws : int
        How many; 0 where the limits follow by formula.
    seed : int
        The seed of the draws.
    warnings : tuple of str
        What is to be said beside the figures.
    """

    how: str
    comparator: str
    draws: int
    seed: int
    warnings: tuple[str, ...]
    _table: pd.DataFrame
    _used: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """One row an area, indicator, sex and age.

        `gap_seen` and `opportunity_seen` are those of the figures as published; `gap` and
        `opportunity` allow for chance, with 95 and 80 per cent limits. Gaps are in the unit of the
        row, above nought where the area is worse; opportunities are in people. `chance` is that of
        a gap above nought, `chance_error` what the draws leave open of it. `correlation`,
        `share_left` and the figures expected to be left tell of persistence, from the period in
        `persistence_from` to this one. `tau` is the standard deviation between areas beyond chance.
        """
        return self._table.copy(deep=False)

    @property
    def counts(self) -> pd.Series:
        """How many figures have each verdict: verdict -> number, those that occur."""
        counted = self._table["verdict"].value_counts().reindex(list(WORDS))
        return counted.dropna().astype("int64")

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the published rows used, and of how."""
        rows = self._used.to_csv(index=False, lineterminator="\n")
        words = f"{self.how}\n{self.draws}\n{self.seed}\n{rows}"
        return hashlib.sha256(words.encode("utf-8")).hexdigest()

    def summary(self) -> str:
        """Say in one sentence how many gaps are clear, and how many within noise."""
        counts = "; ".join(f"{verdict}: {number}" for verdict, number in self.counts.items())
        many = "figure" if len(self._table) == 1 else "figures"
        return f"Beside {self.how}. Of {len(self._table)} {many}, {counts}."

    def __repr__(self) -> str:
        """Say in one line how many figures have each verdict."""
        counts = ", ".join(f"{number} {verdict}" for verdict, number in self.counts.items())
        return f"<Opportunities: {self.comparator}, seed {self.seed}: {counts}>"


def verdicts(table: pd.DataFrame, names: Mapping[str, str], of_peers: bool) -> pd.DataFrame:
    """Give each row its verdict, whether its claim is within noise, and what there is to say.

    Parameters
    ----------
    table : DataFrame
        Gaps, limits and chances.
    names : mapping
        Code -> name of the areas.
    of_peers : bool
        Whether peers make the comparator, and not one area or a target.

    Returns
    -------
    DataFrame
        The same with verdict, within_noise and note, and the names of the areas.
    """
    verdict = np.select(
        [
            table["value"].isna(),
            table["compared_with"].isna(),
            table["polarity"] == "",
            table["chance"].isna(),
            table["chance"] >= CLEAR,
            table["chance"] <= 1 - CLEAR,
        ],
        [
            "not published",
            "too few peers" if of_peers else "nothing to compare with",
            "no direction given",
            "no interval",
            "clear gap",
            "better than compared with",
        ],
        "within noise",
    )
    table = table.assign(verdict=verdict, area_name=table["area"].map(names).astype(object))
    table["within_noise"] = table["verdict"] == "within noise"
    notes = ["; ".join(_remarks(row)) for row in table.itertuples()]
    return table.assign(note=pd.Series(notes, table.index, dtype=object))


def _remarks(row):
    """Say of one figure what is missing, and why."""
    if row.verdict == "not published" and row.note:
        yield f"publisher: {row.note}"
    if row.verdict == "too few peers":
        yield f"{row.peers} peers have this figure, too few for this comparator"
    if row.verdict == "nothing to compare with":
        yield "no target, or no figure of the area compared with, for this period"
    if row.verdict == "no interval":
        yield "the figure or one it is compared with has no interval"
    if row.verdict == "within noise" and row.gap_seen > 0:
        yield "the gap as published is within noise: no claim rests on it"
    if np.isfinite(row.gap) and np.isnan(row.opportunity):
        yield "no denominator or no scale, so no opportunity"

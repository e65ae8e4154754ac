"""Who leads, and on what? Values in order, with the contributions that make them up."""

from __future__ import annotations

import html
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.value import Appraisal
from wcc_prioritise.ranking.order import DECIMALS, order_of


@dataclass(frozen=True, eq=False)
class Ranking:
    """Who leads, and on what.

    Attributes
    ----------
    table : DataFrame
        Columns candidate, name, class, value (0 to 100), rank; best first. Where cells are not
        known also value_low, value_high, rank_best and rank_worst: a candidate whose value is not
        known has no rank, and stands last.
    contributions : DataFrame
        Candidate by criterion, in points; rows sum to the value.
    appraisal : Appraisal
        What it was made from.
    """

    table: pd.DataFrame
    contributions: pd.DataFrame
    appraisal: Appraisal

    @property
    def leader(self) -> str:
        """Name of the first; of several firsts, the first by code."""
        return self.table["name"].iloc[0]

    @property
    def words(self) -> str:
        """Say in one sentence who leads."""
        level = int((self.table["rank"] == 1).sum())
        if level == 0:
            return "No candidate's value is known."
        more = f" and {level - 1} more lead on value, level" if level > 1 else " leads on value"
        known = " among those whose value is known" if self.table["rank"].isna().any() else ""
        return f"{self.leader}{more}{known}."

    def __repr__(self) -> str:
        """Say in one line who leads."""
        level = int((self.table["rank"] == 1).sum())
        first = f"{self.leader}{f' and {level - 1} more' if level > 1 else ''} first"
        count = f"{len(self.table)} candidate{'s' if len(self.table) > 1 else ''}"
        return f"<Ranking: {count}, {first if level else 'no value known'}>"

    def _repr_html_(self) -> str:
        """Show the ranking with its sentence and the usual next step."""
        shown = self.table.assign(**{"value (0 to 100)": self.table["value"].round(1)})
        shown = shown[["rank", "candidate", "name", "class", "value (0 to 100)"]]
        return (
            f"<p>{html.escape(self.words)}</p>"
            f"{shown.to_html(index=False, escape=True)}"
            "<p>Next: <code>wcc.select(appraisal, limits=...)</code>, because a list by value is "
            "not yet a balanced portfolio.</p>"
        )


def rank(appraisal: Appraisal) -> Ranking:
    """Who leads, and on what?

    Parameters
    ----------
    appraisal : Appraisal
        What the room thinks of every candidate.

    Returns
    -------
    Ranking
        Candidates by value, twins sharing a rank, with the contributions that sum to each value.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ranking = wcc.rank(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> bool((ranking.contributions.sum(axis=1) - ranking.appraisal.value).abs().max() < 1e-9)
    True
    """
    contributions = appraisal.contributions
    ordered = order_of(appraisal.value)
    table = ordered.assign(
        name=appraisal.case.names.reindex(ordered.index),
        **{"class": appraisal.classes.reindex(ordered.index)},
    )
    columns = ["candidate", "name", "class", "value", "rank"]
    if ordered["value"].isna().any():
        places = _possible_places(appraisal.bounds).reindex(ordered.index)
        table, columns = table.join(places), [*columns, *places.columns]
    table = table.rename_axis("candidate").reset_index()
    return Ranking(table[columns], contributions.reindex(ordered.index), appraisal)


def _possible_places(bounds: pd.DataFrame) -> pd.DataFrame:
    """Between which ranks may each candidate stand, while some values are not known?"""
    ends = bounds[["value_low", "value_high"]]
    low, high = ends.round(DECIMALS).to_numpy().T
    surely_above = (low[None, :] > high[:, None]).sum(axis=1)
    perhaps_above = (high[None, :] > low[:, None]) & ~np.eye(len(low), dtype=bool)
    return ends.assign(rank_best=1 + surely_above, rank_worst=1 + perhaps_above.sum(axis=1))

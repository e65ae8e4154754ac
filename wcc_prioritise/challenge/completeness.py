"""Is the record complete? Every expectation, met or not, with the entries that meet it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.challenge.checklists import ITEMS
from wcc_prioritise.challenge.evidence import MOST_NAMED, Found, Trail
from wcc_prioritise.workshop import Workshop

MET, NOT_MET, NOT_APPLICABLE = "met", "not met", "not applicable"


@dataclass(frozen=True, eq=False)
class Completeness:
    """How complete a record is.

    Attributes
    ----------
    table : DataFrame
        list, item, status (met, not met, not applicable), entries (numbers of the entries that
        meet it), shown (them in words) and missing (what is missing, in words).
    """

    table: pd.DataFrame

    @property
    def met(self) -> int:
        """How many items are met."""
        return int((self.table["status"] == MET).sum())

    @property
    def asked(self) -> int:
        """How many items apply."""
        return int((self.table["status"] != NOT_APPLICABLE).sum())

    @property
    def missing(self) -> list[str]:
        """What is missing, one line an item that is not met."""
        rows = self.table[self.table["status"] == NOT_MET]
        return [f"{row.item}: {row.missing}" for row in rows.itertuples()]

    @property
    def words(self) -> str:
        """Say how complete it is, and what is missing."""
        said = f"Record complete in {self.met} of {self.asked} points that apply."
        return f"{said} Missing: {'; '.join(self.missing)}." if self.missing else said

    def __repr__(self) -> str:
        """Say how complete it is."""
        return f"<Completeness: {self.met} of {self.asked}>"


def completeness(workshop: Workshop) -> Completeness:
    """Is the record complete, held against four published lists?

    Parameters
    ----------
    workshop : Workshop
        The workshop file.

    Returns
    -------
    Completeness
        Each item with its status and the entries that meet it. It says whether a thing is in the
        record, not whether it is good.

    References
    ----------
    Daniels & Sabin, Setting Limits Fairly, 2002 (accountability for reasonableness); Marsh et al.,
    Value in Health 2016;19:125-137 (ISPOR task force, table 1: eight steps, 17 items); NHSScotland
    capital guidance, weighted scoring, A3.1 to A3.6; Department of Health, World class
    commissioning: competencies, 2007, competency 6. The items are worded by this project.
    """
    trail = Trail(workshop)
    rows = []
    for item in ITEMS:
        found = item.look(trail)
        rows.append((item.of, item.asks, _status(found), found.entries, _shown(found),
                     found.missing))  # fmt: skip
    names = ["list", "item", "status", "entries", "shown", "missing"]
    return Completeness(pd.DataFrame(rows, columns=names))


def _status(found: Found) -> str:
    if not found.applies:
        return NOT_APPLICABLE
    return MET if found.entries and not found.missing else NOT_MET


def _shown(found: Found) -> str:
    if not found.entries:
        return ""
    named = ", ".join(f"{n:,}" for n in found.entries[:MOST_NAMED])
    more = len(found.entries) - MOST_NAMED
    many = "entries" if len(found.entries) > 1 else "entry"
    return f"{many} {named}" + (f" and {more:,} more" if more > 0 else "")

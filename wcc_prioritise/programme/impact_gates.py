"""Which impact gates has each project passed, and may it start?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import get_args

import pandas as pd

from wcc_prioritise.programme.chosen import blank, chosen_rows, facts_of, joined, told
from wcc_prioritise.programme.scheduling import Programme
from wcc_prioritise.schema import TABLES

GATES = get_args(TABLES["gates"].model_fields["gate"].annotation)
"""The impact gates: equality, quality, involvement, provider impact, service change."""

CLEAR = ("passed", "not needed")
"""A gate holds nobody up when it is one of these; an empty one is never passed."""


@dataclass(frozen=True, eq=False)
class ImpactGates:
    """The five impact gates of every chosen project.

    Attributes
    ----------
    programme : Programme
        Whose projects.
    """

    programme: Programme

    @cached_property
    def table(self) -> pd.DataFrame:
        """How does each gate stand? One row a project and gate, recorded or not.

        Columns candidate, name, gate, status (as recorded; missing is empty), clear (true or
        false), words, owner, date.
        """
        rows = [
            (code, facts["name"], gate, *_standing(self._recorded.get((code, gate))))
            for code, facts in facts_of(self.programme).iterrows()
            for gate in GATES
        ]
        columns = ["candidate", "name", "gate", "status", "clear", "words", "owner", "date"]
        return pd.DataFrame(rows, columns=columns).astype({"clear": bool})

    @cached_property
    def may_start(self) -> pd.DataFrame:
        """May each project start? Columns candidate, name, may_start, because."""
        rows = []
        for code, of_one in self.table.groupby("candidate", sort=False):
            held = of_one[~of_one["clear"]]
            said = [f"{row.gate} is {row.words}" for row in held.itertuples()]
            because = joined(said) if said else "every gate is passed or not needed"
            rows.append((code, of_one["name"].iloc[0], not said, because))
        columns = ["candidate", "name", "may_start", "because"]
        return pd.DataFrame(rows, columns=columns).astype({"may_start": bool})

    @property
    def _recorded(self) -> dict[tuple[str, str], dict]:
        rows = chosen_rows(self.programme, "gates").to_dict("records")
        return {(row["candidate"], row["gate"]): row for row in rows}


def impact_gates(programme: Programme) -> ImpactGates:
    """Which gates stand between each project and its start?

    All five are asked of every project. One that nobody recorded, or whose status is empty, open
    or failed, is not passed, and the project may not start.

    Parameters
    ----------
    programme : Programme
        The projects in time.

    Returns
    -------
    ImpactGates
        Status by project and gate, and who may start.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P04"])
    >>> gates = impact_gates(schedule(chosen, "2027-04"))
    >>> bool(gates.may_start["may_start"].any())
    False
    >>> gates.may_start.set_index("candidate").at["P04", "because"][:56]
    'quality is not passed (empty), involvement is not passed'
    """
    return ImpactGates(programme)


def status_words(status: str | None) -> str:
    """Say how a gate stands.

    Examples
    --------
    >>> status_words("passed"), status_words("failed"), status_words(None)
    ('passed', 'not passed (failed)', 'not passed (empty)')
    """
    return status if status in CLEAR else f"not passed ({told(status, 'empty')})"


def _standing(row: dict | None) -> tuple:
    """Give status, whether it is clear, its words, owner and date."""
    status, owner, date = (
        None if row is None or blank(row[column]) else row[column]
        for column in ("status", "owner", "date")
    )
    return status, status in CLEAR, status_words(status), owner, date

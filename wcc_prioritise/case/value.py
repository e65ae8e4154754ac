"""The frozen case: one immutable value that holds everything the room has said so far."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.case.changes import difference
from wcc_prioritise.case.faults import faults_between
from wcc_prioritise.case.questions import questions
from wcc_prioritise.schema import RESOURCE_PREFIX, RESOURCES, TABLES, Charter
from wcc_prioritise.tables import Fault, InputError, Table, check_frame, near_miss


@dataclass(frozen=True, eq=False)
class Case:
    """Everything that is known of one decision, every cell checked.

    Each table of the schema is a field (`case.candidates`, `case.scores` ...): a fresh data frame,
    empty where the table was not given. `case.charter` is the charter as one record. A case is
    never changed; `replace` gives a changed copy that went through the same checks.

    Parameters
    ----------
    tables : mapping of str to Table
        Checked tables by name, as `read_tables` gives them.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> case.charter.organisation
    'Northmere system (SYNTHETIC)'
    >>> case.replace(links=case.links.iloc[::-1]).fingerprint == case.fingerprint
    True
    """

    tables: Mapping[str, Table]

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Give a table of the schema as a fresh frame."""
        if name in TABLES:
            if name in self.tables:
                return self.tables[name].frame.copy(deep=False)
            return pd.DataFrame(columns=list(TABLES[name].model_fields))
        near = near_miss(name, [*TABLES, "charter", "fingerprint", "resources"])
        hint = f"; did you mean {near!r}?" if near else ""
        raise AttributeError(f"a case has no {name!r}{hint}")

    def __eq__(self, other: object) -> bool:
        """Two cases are equal when their contents are."""
        return isinstance(other, Case) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(self.fingerprint)

    def __repr__(self) -> str:
        """Say in one line what the case holds."""
        held = ", ".join(f"{len(t.frame)} {n}" for n, t in self.tables.items() if n != "charter")
        who = self.charter.organisation if self.charter else "evidence only"
        return f"<Case: {who}; {held}; fingerprint {self.fingerprint[:8]}>"

    @cached_property
    def charter(self) -> Charter | None:
        """The charter as one record, or None for a folder with evidence alone."""
        if "charter" not in self.tables:
            return None
        row = self.tables["charter"].frame.iloc[0]
        return Charter(**{k: v for k, v in row.items() if v is not None and v == v})

    @cached_property
    def _resources(self) -> pd.DataFrame:
        c = self.candidates.set_index("candidate")
        derived = {
            "candidates": pd.Series(1.0, index=c.index),
            "set_up_cost": c["set_up_cost"],
            "running_cost": c["running_cost"],
            "gross_3yr": c["set_up_cost"] + 3 * c["running_cost"],
            "cost_year_1": c["set_up_cost"] + c["running_cost"],
            "lead_months": c["lead_months_a_quarter"] * c["quarters"],
        }
        extra = {n: c[n].astype(float) for n in c.columns if n.startswith(RESOURCE_PREFIX)}
        return pd.DataFrame({**{k: derived[k] for k in RESOURCES}, **extra}).astype(float)

    @property
    def resources(self) -> pd.DataFrame:
        """What each candidate uses: candidate by resource, units as in the data dictionary."""
        return self._resources.copy(deep=False)

    @property
    def names(self) -> pd.Series:
        """Name of each candidate, by its code."""
        return self.candidates.set_index("candidate")["name"]

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the contents, whatever the order of rows and columns and the form of file."""
        parts = {name: self.table_fingerprint(name) for name in sorted(self.tables)}
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def table_fingerprint(self, name: str) -> str:
        """Hash of one table, whatever the order of its rows and columns."""
        frame = getattr(self, name) if name != "charter" else self.tables["charter"].frame
        columns = sorted(c for c in frame.columns if not frame[c].map(_empty).all())
        rows = sorted(
            json.dumps([_plain(v) for v in row])
            for row in frame[columns].itertuples(index=False, name=None)
        )
        return hashlib.sha256(json.dumps([columns, rows]).encode()).hexdigest()

    def replace(self, **tables: pd.DataFrame | Charter) -> Case:
        """Give a copy in which some tables are others, checked like the first.

        Parameters
        ----------
        **tables : DataFrame or Charter
            New contents by table name; `charter` takes a `Charter`.

        Returns
        -------
        Case
            The changed copy.

        Raises
        ------
        InputError
            If a name is unknown or the new contents have faults.
        """
        changed, faults = dict(self.tables), []
        for name, contents in tables.items():
            if name not in TABLES:
                raise InputError.of(
                    found=f"a table called {name!r}",
                    allowed="a table of the data dictionary",
                    do=_did_you_mean(name),
                )
            if isinstance(contents, Charter):
                contents = pd.DataFrame([contents.model_dump()], dtype=object)
            changed[name], more = check_frame(name, contents)
            faults += more
        return case_from(changed, faults)

    def difference(self, other: Case) -> list[str]:
        """Say in words what is different in the other case."""
        return difference(self, other)

    def questions(self) -> pd.DataFrame:
        """Ask what looks implausible: table, item and question, one row each."""
        return questions(self)


def case_from(tables: Mapping[str, Table], faults: list[Fault]) -> Case:
    """Make a case of checked tables, or raise one error with every fault."""
    faults = [*faults, *faults_between(tables)]
    if faults:
        raise InputError(faults)
    order = {name: tables[name] for name in TABLES if name in tables}
    return Case(order)


def _did_you_mean(name: str) -> str:
    near = near_miss(name, TABLES)
    return f"Did you mean {near!r}?" if near else "See the data dictionary for the names."


def _empty(value: object) -> bool:
    return value is None or value == () or (isinstance(value, float) and np.isnan(value))


def _plain(value: object) -> object:
    """Write a cell so that equal contents give equal text, whatever type pandas chose."""
    if _empty(value) or value is pd.NA:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, float, np.integer, np.floating)):
        return repr(float(value))
    return list(value) if isinstance(value, tuple) else str(value)

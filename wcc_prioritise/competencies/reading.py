"""What does a folder or workbook hold whose tables are not those of a workshop?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from wcc_prioritise.case.faults import references
from wcc_prioritise.competencies import names
from wcc_prioritise.competencies.faults import faults_of
from wcc_prioritise.competencies.records import MODELS, STANDING
from wcc_prioritise.schema import Record
from wcc_prioritise.tables import Fault, InputError, Table, read_tables
from wcc_prioritise.tables.frames import frame_of

Models = Mapping[str, type[Record]]

NEEDED = ("organisation", "judgements")
"""Tables without which there is nothing to assess."""


@dataclass(frozen=True, eq=False)
class Competencies:
    """Everything the tables of an assessment hold, checked.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        Every table by name; the standing ones are the package's where none were given.
    """

    tables: Mapping[str, pd.DataFrame]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Give a fresh frame of a table."""
        return self.tables[name].copy(deep=False)

    @property
    def organisation(self) -> str:
        """Name of the organisation."""
        return str(self.tables["organisation"]["name"].iloc[0])

    @property
    def area(self) -> str | None:
        """Its area, as the indicators have it; None where it is not said."""
        return _said(self.tables["organisation"]["area"].iloc[0])

    @property
    def notice(self) -> str:
        """A line for every page; may be empty."""
        return _said(self.tables["organisation"]["notice"].iloc[0]) or ""

    @property
    def years(self) -> list[str]:
        """Years that were judged, earliest first."""
        return sorted(set(self.tables["judgements"]["year"]))

    @cached_property
    def words(self) -> dict[str, str]:
        """What the organisation calls itself, its board, its plan ..."""
        kind = str(self.tables["organisation"]["kind"].iloc[0])
        return names.organisation_words(kind, self.tables["words"])

    def say(self, text: str) -> str:
        """Put the organisation's words in place of the braces of a text."""
        return names.say(text, self.words)

    def asked(self, year: str) -> pd.DataFrame:
        """Which sub-competencies are assessed in a year, and under which names?

        Returns
        -------
        DataFrame
            competency, name, sub, sub_name, source (of the sub-competency's name), in order.
        """
        of_all = names.in_force(self.tables["competencies"], year)
        of_all = of_all[of_all["assessed"] == "yes"][["competency", "name"]]
        subs = names.in_force(self.tables["sub_competencies"], year)
        subs = subs[["competency", "sub", "name", "source"]].rename(columns={"name": "sub_name"})
        joined = of_all.merge(subs, on="competency")
        for column in ("name", "sub_name"):
            joined[column] = [self.say(text) for text in joined[column]]
        return joined[["competency", "name", "sub", "sub_name", "source"]]

    def left_out(self, year: str) -> list[str]:
        """Which competencies are not assessed in a year, and why, in words?"""
        rows = names.in_force(self.tables["competencies"], year)
        return [
            f"{row.competency} {self.say(row.name)}"
            + (f" ({_said(row.note)})" if _said(row.note) else "")
            for row in rows[rows["assessed"] == "no"].itertuples(index=False)
        ]

    def level_words(self, year: str) -> dict[str, dict[int, str]]:
        """What is true at each level of each sub-competency, in the words of a year?"""
        told: dict[str, dict[int, str]] = {}
        for row in names.in_force(self.tables["levels"], year).itertuples():
            told.setdefault(row.sub, {})[int(row.level)] = self.say(row.words)
        return told

    def __repr__(self) -> str:
        """Say whose they are, and of which years."""
        return f"<Competencies of {self.organisation}: {', '.join(self.years)}>"


def read_competencies(path: str | os.PathLike) -> Competencies:
    """How were the competencies judged? Read a folder of CSV files or one workbook.

    Parameters
    ----------
    path : str or path-like
        The folder or workbook, with the tables `organisation` and `judgements`, and any of
        `targets`, `governance`, `outcomes`, `indicators`. A table `competencies`,
        `sub_competencies`, `levels`, `evidence_map` or `words` takes the place of the package's.

    Returns
    -------
    Competencies
        Every table, checked.

    Raises
    ------
    InputError
        If anything is wrong: every fault of every table at once.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> read_competencies(wcc.sample("competencies"))
    <Competencies of Northmere PCT (SYNTHETIC): 2008/09, 2009/10>
    """
    given, faults = read_tables(path, MODELS)
    ours = {name: table for name, table in given.items() if len(table.frame)}
    tables = {**names.standing_tables(), **ours}
    faults += _between(ours, tables, MODELS)
    if not _named_in(faults) & STANDING.keys():
        faults += faults_of(tables)
    return Competencies(_frames(path, tables, faults, MODELS, NEEDED))


def read_tables_of(
    path: str | os.PathLike, models: Models, *, needed: tuple[str, ...] = ()
) -> dict[str, pd.DataFrame]:
    r"""What do the tables of a folder or workbook hold, every cell checked?

    Parameters
    ----------
    path : str or path-like
        A folder of CSV files, or one Excel workbook, with the names of the tables.
    models : mapping of str to type of Record
        What one row of each table is, by the name of the table; no name is `charter`. A field that
        a record says it `refers` to must name a row of that table, where that table was given.
    needed : tuple of str
        Tables that must hold a row.

    Returns
    -------
    dict of str to DataFrame
        Every table of `models` by name, in that order; one that is not there has no rows.

    Raises
    ------
    InputError
        If anything is wrong: every fault of every table at once.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from wcc_prioritise.schema import TABLES
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "pots.csv").write_text("pot,what,size\nBEDS,bed-days,1200\n")
    >>> read_tables_of(folder, {"pots": TABLES["pots"]})["pots"]["size"].tolist()
    [1200.0]
    """
    tables, faults = read_tables(path, models)
    return _frames(path, tables, [*faults, *_between(tables, tables, models)], models, needed)


def _frames(
    path: str | os.PathLike,
    tables: Mapping[str, Table],
    faults: Iterable[Fault],
    models: Models,
    needed: Iterable[str],
) -> dict[str, pd.DataFrame]:
    told = list(faults)
    for name in needed:
        if name not in _named_in(told) and not (name in tables and len(tables[name].frame)):
            allowed = f"at least one row ({models[name].about})"
            do = "Add the table and fill it in."
            told.append(Fault(Path(path).name, None, None, f"no row in {name}", allowed, do))
    if told:
        raise InputError(told)
    return {n: tables[n].frame if n in tables else frame_of(models[n], [], {}) for n in models}


def _named_in(faults: Iterable[Fault]) -> set[str]:
    """Which tables have a fault that is told already?"""
    return {fault.where.removeprefix("sheet ").removesuffix(".csv") for fault in faults}


def _between(ours: Mapping[str, Table], tables: Mapping[str, Table], models: Models) -> list[Fault]:
    """Find what our tables name that no table has."""
    return [
        fault for name, table in ours.items() for fault in references(name, table, tables, models)
    ]


def _said(cell: object) -> str | None:
    return cell if isinstance(cell, str) and cell else None

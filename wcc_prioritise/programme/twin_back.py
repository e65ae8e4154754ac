"""What did people change in the Excel twin of the programme, and does the order still hold?"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from wcc_prioritise.programme.calendar import MONTHS_A_QUARTER, quarter_words
from wcc_prioritise.programme.chosen import blank, case_of, with_tables
from wcc_prioritise.programme.moving import moved, what_breaks
from wcc_prioritise.programme.scheduling import ROLES, Programme
from wcc_prioritise.programme.trajectory import read_pairs
from wcc_prioritise.programme.twin_layout import EDITED, PROJECT_COLUMNS, PROJECTS, STARTS
from wcc_prioritise.schema.cells import MaybeDate
from wcc_prioritise.tables import Fault, InputError, Table, near_miss
from wcc_prioritise.tables.checks import check_rows
from wcc_prioritise.tables.faults import fold
from wcc_prioritise.tables.grids import Grid, grid_of
from wcc_prioritise.tables.layouts import Sheet, Unreadable, clean, column_letter, field_layout
from wcc_prioritise.tables.rows import rows_of
from wcc_prioritise.tables.workbooks import read_workbook

_AGAIN = "Write the workbook again, and copy the changes into it."
_DAY = TypeAdapter(MaybeDate)


@dataclass(frozen=True, eq=False)
class EditedProgramme:
    """What came back in the workbook, every cell checked.

    Attributes
    ----------
    before : Programme
        The programme as it was.
    benefits, risks, stakeholders, gates : DataFrame
        The tables whole, as the schema has them: rows of chosen projects from the workbook, rows
        of other candidates as they were.
    starts : Series of int
        Quarter in which each project starts, counted from 0, by candidate.
    roles : DataFrame
        candidate, sponsor, lead, owner; no row where nobody is named.
    """

    before: Programme
    benefits: pd.DataFrame
    risks: pd.DataFrame
    stakeholders: pd.DataFrame
    gates: pd.DataFrame
    starts: pd.Series
    roles: pd.DataFrame

    @cached_property
    def programme(self) -> Programme:
        """The programme with all that came back; what a moved start breaks is in `broken`."""
        tables = {table: getattr(self, table) for table in EDITED}
        changed = moved(with_tables(self.before, **tables), self.starts.to_dict())
        return replace(changed, roles=self.roles)

    @property
    def moved(self) -> pd.DataFrame:
        """Which starts were moved? Columns candidate, before and after (quarters in words)."""
        start = self.before.start
        rows = [
            (code, quarter_words(start, int(was)), quarter_words(start, int(self.starts[code])))
            for code, was in self.before.starts.items()
            if self.starts[code] != was
        ]
        return pd.DataFrame(rows, columns=["candidate", "before", "after"])

    @property
    def broken(self) -> tuple[str, ...]:
        """What the starts break, of capacity, order and end; nothing is refused."""
        return what_breaks(self.before, self.starts.to_dict())


def read_programme(path: str | os.PathLike, programme: Programme) -> EditedProgramme:
    """What did people change, and does the programme still hold?

    Parameters
    ----------
    path : str or path-like
        The workbook that `write_programme` wrote.
    programme : Programme
        The programme that it was written from.

    Returns
    -------
    EditedProgramme
        The tables as the schema has them, starts, roles, and what a moved start breaks.

    Raises
    ------
    InputError
        If it is no such workbook, or with every fault in it, by sheet and cell.
    """
    path = Path(path)
    sheets, faults = _sheets(path)
    reader = _Reader(path, programme, [])
    tables = {name: reader.table(name, sheets[name]) for name in EDITED if name in sheets}
    starts, roles = reader.projects(sheets[PROJECTS]) if PROJECTS in sheets else ({}, [])
    faults = [*faults, *reader.faults]
    if faults:
        raise InputError(faults)
    series = programme.starts.copy()
    for code, quarter in starts.items():
        series[code] = quarter
    named = pd.DataFrame(roles, columns=["candidate", *ROLES], dtype=object)
    return EditedProgramme(programme, **tables, starts=series, roles=named)


def _sheets(path: Path) -> tuple[dict[str, Sheet], list[Fault]]:
    wanted = (PROJECTS, *EDITED)
    if not path.exists():
        raise InputError.of(
            found=f"no file {path.name!r}",
            allowed="the workbook of a programme",
            do="Correct the path.",
        )
    sheets, faults = read_workbook(path, lambda titles: [t for t in titles if t in wanted])
    if not sheets and not faults:
        raise InputError.of(
            where=path.name,
            found="a workbook that is none of a programme",
            allowed=f"the sheets {', '.join(wanted)}",
            do=_AGAIN,
        )
    damaged = {fault.where.removeprefix("sheet ") for fault in faults}
    faults += [
        Fault(path.name, None, None, f"no sheet {name!r}", "", _AGAIN)
        for name in wanted
        if name not in sheets and name not in damaged
    ]
    return sheets, faults


@dataclass(frozen=True, eq=False)
class _Reader:
    """Goes through the sheets of a workbook and gathers every fault."""

    path: Path
    programme: Programme
    faults: list[Fault]

    def table(self, name: str, sheet: Sheet) -> pd.DataFrame:
        """Read one table of the schema; rows of candidates not chosen stay as they were."""
        grid = grid_of(name, sheet, field_layout(name))
        table, faults = check_rows(grid, rows_of(grid))
        faults += list(self._unknown(table))
        faults += list(_unread_trajectories(table)) if name == "benefits" else []
        self.faults.extend(self._by_cell(fault, grid) for fault in faults)
        held = getattr(case_of(self.programme), name)
        others = held[~held["candidate"].isin(list(self.programme.starts.index))]
        if others.empty:
            return table.frame
        both = pd.concat([table.frame.astype(object), others.astype(object)], ignore_index=True)
        return both.astype(table.frame.dtypes.to_dict())

    def _unknown(self, table: Table) -> Iterator[Fault]:
        codes = list(self.programme.starts.index)
        for row, code in zip(table.rows, table.frame["candidate"], strict=True):
            if code not in codes:
                yield _no_project(table.where, row, code, codes)

    def projects(self, sheet: Sheet) -> tuple[dict[str, int], list[tuple]]:
        """Read starts and roles; every project must be there once."""
        columns = {fold(column): column for column in PROJECT_COLUMNS}
        headings = sheet.rows[0] if sheet.rows else []
        places = {columns[fold(cell)]: at for at, cell in enumerate(headings)
                  if isinstance(cell, str) and fold(cell) in columns}  # fmt: skip
        lacking = [c for c in PROJECT_COLUMNS if c not in places and c not in ("name", "class")]
        if lacking:
            self._note(1, None, "", f"no column {', '.join(lacking)}", "", _AGAIN)
            return {}, []
        starts: dict[str, int] = {}
        roles = []
        for number, cells in enumerate(sheet.rows[1:], start=2):
            row = {c: clean(cells[at]) if at < len(cells) else None for c, at in places.items()}
            if all(cell is None for cell in row.values()):
                continue
            self._project(number, row, places, starts, roles)
        for code in self.programme.starts.index:
            if code not in starts and not any(f.where.endswith(PROJECTS) for f in self.faults):
                self._note(None, None, "", f"no row for {code}", "every project once", _AGAIN)
        return starts, roles

    def _project(
        self, number: int, row: Mapping, places: Mapping, starts: dict[str, int], roles: list
    ) -> None:
        unread = [c for c in ("candidate", STARTS, *ROLES) if isinstance(row[c], Unreadable)]
        for column in unread:
            cell = row[column]
            self._note(number, places[column], column, cell.found, "text", cell.do)
        codes, code = list(self.programme.starts.index), row["candidate"]
        if "candidate" not in unread and (code not in codes or code in starts):
            again = f"{code!r} again" if code in starts else f"{code!r}"
            near = near_miss(str(code), codes)
            do = f"Did you mean {near!r}?" if near and near != code else "Leave each project once."
            allowed = "one of: " + ", ".join(codes)
            self._note(number, places["candidate"], "candidate", again, allowed, do)
        elif not unread:
            quarter = self._quarter(number, places[STARTS], row[STARTS])
            starts[code] = int(self.programme.starts[code]) if quarter is None else quarter
            if any(not blank(row[role]) for role in ROLES):
                roles.append((code, *(_said(row[role]) for role in ROLES)))

    def _quarter(self, number: int, place: int, cell: object) -> int | None:
        """Give the quarter that a cell says, as words or as a day within it."""
        known = {
            fold(quarter_words(self.programme.start, quarter)): quarter
            for quarter in range(self.programme.quarters)
        }
        if not blank(cell):
            quarter = known.get(fold(cell), _quarter_of_day(self.programme.start, cell))
            if quarter is not None and 0 <= quarter < self.programme.quarters:
                return quarter
        first, last = (
            quarter_words(self.programme.start, q) for q in (0, self.programme.quarters - 1)
        )
        found = "blank" if blank(cell) else f"{str(cell)!r}"
        allowed = f"a quarter of the programme, {first} to {last}, or a day in one"
        self._note(number, place, STARTS, found, allowed, "Choose one of the list.")
        return None

    def _note(self, row, place, column: str, found: str, allowed: str, do: str) -> None:
        cell = f"{column} ({column_letter(place)}{row})" if column else None
        where = f"{self.path.name}, sheet {PROJECTS}"
        self.faults.append(Fault(where, row, cell, found, allowed, do))

    def _by_cell(self, fault: Fault, grid: Grid) -> Fault:
        """Say beside the column which cell it is."""
        places = {column: place for place, column in grid.fields.items()}
        column = fault.column
        if fault.row is not None and column in places:
            column = f"{column} ({column_letter(places[column])}{fault.row})"
        return replace(fault, where=f"{self.path.name}, {fault.where}", column=column)


def _no_project(where: str, row: int, code: str, codes: list[str]) -> Fault:
    near = near_miss(code, codes)
    do = f"Did you mean {near!r}?" if near else "Choose a project of the sheet projects."
    return Fault(where, row, "candidate", f"{code!r}", "one of: " + ", ".join(codes), do)


def _unread_trajectories(table: Table) -> Iterator[Fault]:
    for row, text in zip(table.rows, table.frame["trajectory"], strict=True):
        try:
            read_pairs(text)
        except InputError as error:
            yield replace(error.faults[0], where=table.where, row=row)


def _quarter_of_day(start: datetime.date, cell: object) -> int | None:
    """Count the quarters from the start to a day; None where the cell is no day."""
    try:
        day = _DAY.validate_python(cell)
    except ValidationError:
        return None
    months = (day.year - start.year) * 12 + day.month - start.month
    return months // MONTHS_A_QUARTER


def _said(cell: object) -> str | None:
    return None if blank(cell) else " ".join(str(cell).split())

"""What was typed from the sheets of paper? One row a score, one row a weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from wcc_prioritise.sheets.came_back import Place, Returned, Said, given
from wcc_prioritise.tables import Fault, InputError
from wcc_prioritise.tables.csv_files import read_csv
from wcc_prioritise.tables.faults import fold, quoted
from wcc_prioritise.tables.layouts import Sheet

SCORE_COLUMNS = (
    "sheet",
    "person",
    "round",
    "version",
    "candidate",
    "criterion",
    "score",
    "reason",
)
WEIGHT_COLUMNS = (
    "sheet",
    "person",
    "round",
    "version",
    "criterion",
    "order",
    "points",
    "reason",
)
"""Columns of the two typing forms; sheet, round, version, order and reason may be left out."""

_COLUMNS = {"scores": SCORE_COLUMNS, "swings": WEIGHT_COLUMNS}
_ANSWERS = {"scores": ("score", "reason"), "swings": ("order", "points", "reason")}
_NEEDED = {
    "scores": ("person", "candidate", "criterion", "score"),
    "swings": ("person", "criterion", "points"),
}


def read_typed(path: Path) -> list[Returned]:
    """Read one file of typed answers.

    Parameters
    ----------
    path : Path
        The file (.csv), with the columns of a typing form.

    Returns
    -------
    list of Returned
        One a person and round, in the order they come.

    Raises
    ------
    InputError
        If it cannot be read, or its columns are not those of a typing form.
    """
    sheet = read_csv(path, [*SCORE_COLUMNS, *WEIGHT_COLUMNS])
    table, columns = _form(path, sheet)
    found: dict[tuple, list[Said]] = {}
    faults: dict[tuple, list[Fault]] = {}
    for number, cells in enumerate(sheet.rows[1:], start=2):
        row = {name: given(cells[at]) for name, at in columns.items() if at < len(cells)}
        said = _said(path.name, table, columns, number, row)
        beyond = [cell for cell in cells[len(sheet.rows[0]) :] if cell is not None]
        if beyond or any(value is not None for value in row.values()):
            whose = tuple(_text(row.get(name)) for name in ("person", "round", "version"))
            found.setdefault(whose, []).append(said)
            faults.setdefault(whose, []).extend(_beyond(said, beyond))
    return [_returned(path.name, whose, found[whose], faults[whose]) for whose in found]


def _beyond(said: Said, cells: Sequence[object]) -> list[Fault]:
    if not cells:
        return []
    found = f"{quoted(cells[0])} to the right of the last column"
    return [said.place.fault(found, "", "Move the cells of this row back under their columns.")]


def _form(path: Path, sheet: Sheet) -> tuple[str, dict[str, int]]:
    names = [fold(cell) for cell in sheet.rows[0]] if sheet.rows else []
    for table, needed in _NEEDED.items():
        if all(names.count(name) == 1 for name in needed):
            known = [name for name in _COLUMNS[table] if names.count(name) == 1]
            return table, {name: names.index(name) for name in known}
    raise InputError.of(
        where=path.name,
        row=1,
        found="columns that are not those of a typing form",
        allowed=f"{', '.join(SCORE_COLUMNS)}; or {', '.join(WEIGHT_COLUMNS)}",
        do="Use the typing form that comes with the paper sheets.",
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _said(
    where: str,
    table: str,
    columns: Mapping[str, int],
    number: int,
    row: Mapping[str, object],
) -> Said:
    answers = [name for name in _ANSWERS[table] if name in columns]
    return Said(
        table=table,
        candidate=row.get("candidate"),
        criterion=row.get("criterion"),
        place=Place(where, number),
        given={name: row.get(name) for name in answers},
        places={name: Place(where, number, name) for name in answers},
    )


def _returned(
    where: str, whose: Sequence[str | None], said: list[Said], faults: list[Fault]
) -> Returned:
    person, round, version = whose
    return Returned(
        where=where,
        place=said[0].place,
        person=person,
        round=round or "1",
        version=version,
        said=tuple(said),
        faults=tuple(faults),
        whole=False,
        versioned=False,
    )

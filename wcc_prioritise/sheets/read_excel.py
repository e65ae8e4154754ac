"""What did a scoring workbook bring back?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wcc_prioritise.sheets.asked import FORM
from wcc_prioritise.sheets.came_back import Place, Returned, Said, given
from wcc_prioritise.sheets.excel import (
    CODE,
    FACTS,
    FIRST,
    MARK,
    ORDER,
    POINTS,
    SCORE,
    WEIGHTS_MARK,
    WHY,
)
from wcc_prioritise.tables import Fault, InputError
from wcc_prioritise.tables.layouts import Sheet, column_letter
from wcc_prioritise.tables.workbooks import read_workbook

_COLUMNS = {
    "scores": {SCORE: "score", WHY: "reason"},
    "swings": {ORDER: "order", POINTS: "points", WHY: "reason"},
}
_FIRST_ROWS = 12  # the headings stand in one of them
_AGAIN = "Ask for the sheet again, or copy the answers into a fresh one."


def read_excel(path: Path) -> Returned:
    """Read one scoring workbook.

    Parameters
    ----------
    path : Path
        The workbook.

    Returns
    -------
    Returned
        Its rows; faults of form are noted in it.

    Raises
    ------
    InputError
        If it is no workbook, or no scoring sheet.
    """
    sheets, faults = read_workbook(path, list)
    place = Place(f"{path.name}, sheet {FIRST}")
    facts = _facts(sheets.get(FIRST))
    if facts.get("Form") != FORM:
        raise InputError(
            [Fault(path.name, None, None, "a workbook that is no scoring sheet", "", _AGAIN)]
        )
    faults = [Fault(f"{path.name}, {f.where}", *_rest(f)) for f in faults]
    said: list[Said] = []
    pages = {title: mark for title, sheet in sheets.items() if (mark := _mark(sheet))}
    for title, mark in pages.items():
        rows, more = _page(f"{path.name}, sheet {title}", sheets[title], mark)
        said += rows
        faults += more
    if len(pages) != facts.get("Pages"):
        found = f"{len(pages)} pages of answers"
        faults.append(place.fault(found, f"{facts.get('Pages')} pages", _AGAIN))
    return Returned(
        where=path.name,
        place=place,
        person=facts.get("Person"),
        round=facts.get("Round"),
        version=facts.get("Version"),
        said=tuple(said),
        faults=tuple(faults),
        rows=facts.get("Rows"),
        weights=any(mark.name == WEIGHTS_MARK for mark in pages.values()),
    )


def _rest(fault: Fault) -> tuple:
    return fault.row, fault.column, fault.found, fault.allowed, fault.do


def _facts(sheet: Sheet | None) -> dict[str, object]:
    rows = [] if sheet is None else sheet.rows
    return {row[0]: given(row[1]) for row in rows if len(row) > 1 and row[0] in FACTS}


def _cell(sheet: Sheet, row: int, place: int) -> object:
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    return given(cells[place]) if place < len(cells) else None


@dataclass(frozen=True)
class _Mark:
    """Which page it is (of scores or of weights), and where its headings stand."""

    name: str
    criterion: object
    top: int

    @property
    def table(self) -> str:
        return "scores" if self.name == MARK else "swings"


def _mark(sheet: Sheet) -> _Mark | None:
    for row in range(min(len(sheet.rows), _FIRST_ROWS)):
        if (name := _cell(sheet, row, 0)) in (MARK, WEIGHTS_MARK):
            return _Mark(name, _cell(sheet, row, 1), row + 1)
    return None


def _page(where: str, sheet: Sheet, mark: _Mark) -> tuple[list[Said], list[Fault]]:
    """Read the rows of one page by the names of its columns."""
    headings = sheet.rows[mark.top] if mark.top < len(sheet.rows) else []
    wanted = (CODE, *_COLUMNS[mark.table])
    missing = [name for name in wanted if headings.count(name) != 1]
    if missing:
        found = f"no column {' or '.join(map(repr, missing))}"
        return [], [Place(where, mark.top + 1).fault(found, ", ".join(wanted), _AGAIN)]
    columns = {name: headings.index(name) for name in wanted}
    rows = [_row(where, sheet, mark, columns, at) for at in range(mark.top + 1, len(sheet.rows))]
    nameless = [row for row in rows if _code(row) is None and not row.blank]
    found = "an answer in a row without a code"
    return (
        [row for row in rows if _code(row) is not None],
        [row.place.fault(found, "answers beside a code", _AGAIN) for row in nameless],
    )


def _code(row: Said) -> object:
    return row.candidate if row.table == "scores" else row.criterion


def _row(where: str, sheet: Sheet, mark: _Mark, columns: dict[str, int], at: int) -> Said:
    fields = _COLUMNS[mark.table].items()
    cells = {field: _cell(sheet, at, columns[name]) for name, field in fields}
    code = _cell(sheet, at, columns[CODE])
    return Said(
        table=mark.table,
        candidate=code if mark.table == "scores" else None,
        criterion=mark.criterion if mark.table == "scores" else code,
        place=Place(where, at + 1),
        given=cells,
        places={
            field: Place(f"{where}, cell {column_letter(columns[name])}{at + 1}")
            for name, field in fields
        },
    )

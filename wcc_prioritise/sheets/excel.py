"""How does a scoring sheet look in Excel? One workbook a person, its labels locked."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wcc_prioritise.case import Case
from wcc_prioritise.sheets.asked import (
    FORM,
    RECUSED,
    Asked,
    Cells,
    Earlier,
    Line,
    Scale,
    Step,
    ask,
    shown,
)
from wcc_prioritise.sheets.files import keep
from wcc_prioritise.sheets.wording import WEIGHTS, how_to_score
from wcc_prioritise.tables.fields import DONT_KNOW
from wcc_prioritise.tables.writing import MADE, CellWriter

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FIRST = "Read me first"
MARK, WEIGHTS_MARK = "Criterion code", "Weights"
"""What stands in column A above the headings of a page of scores, and of the page of weights."""

CODE, SCORE, WHY, ORDER, POINTS = "code", "your score", "why", "order", "points"
FACTS = ("Form", "Sheet", "Person", "Round", "Version", "Pages", "Rows")
"""What the first page says of the sheet, one row each: label, then value."""

_LISTS = "Lists"
_EARLIER = ("your earlier answer", "why then")
_BLUE, _PALE, _GREY, _INK = "#005EB8", "#E8EDEE", "#D8DDE0", "#212B32"
_TEXT = {"text_wrap": True, "valign": "top", "font_name": "Arial", "font_color": _INK}
_LOOKS = {
    "title": _TEXT | {"bold": True, "font_size": 16, "text_wrap": False},
    "lead": _TEXT | {"font_size": 12, "text_wrap": False},
    "text": _TEXT | {"font_size": 12},
    "label": _TEXT | {"font_size": 12, "bg_color": _PALE, "border": 1, "border_color": "#AEB7BD"},
    "heading": _TEXT
    | {"bold": True, "bg_color": _BLUE, "font_color": "#FFFFFF", "border": 1, "font_size": 12},
    "entry": _TEXT
    | {"locked": False, "border": 2, "border_color": _BLUE, "font_size": 14, "align": "center"},
    "why": _TEXT | {"locked": False, "border": 1, "border_color": _BLUE, "num_format": "@"},
    "recused": _TEXT | {"bg_color": _GREY, "italic": True, "border": 1, "font_size": 12},
    "anchor": _TEXT | {"border": 1, "border_color": "#AEB7BD", "font_size": 10},
}
_WIDTHS = {
    CODE: 16,
    "candidate": 44,
    "criterion": 24,
    "worst (0)": 34,
    "best (100)": 34,
    SCORE: 13,
    WHY: 30,
    ORDER: 9,
    POINTS: 10,
    _EARLIER[0]: 13,
    _EARLIER[1]: 24,
}
_ANCHOR_WIDTH = 22

Cell = tuple[object, str]
"""What stands in a cell, and its look."""


@dataclass(frozen=True)
class _Book:
    """A workbook in the making, with a writer for each look."""

    book: Workbook
    writers: dict[str, CellWriter]
    blanks: dict[str, Format]
    asked: Asked

    def row(self, sheet: Worksheet, at: int, cells: Sequence[Cell]) -> None:
        """Write one row: each cell with its look."""
        for place, (cell, look) in enumerate(cells):
            if cell in ("", None):
                sheet.write_blank(at, place, None, self.blanks[look])
            else:
                self.writers[look].write(sheet, at, place, cell)


def write_excel_sheets(
    case: Case,
    folder: str | os.PathLike,
    *,
    people: Iterable[str] | None = None,
    round: int = 1,
    weights: bool | None = None,
    cells: Cells | None = None,
) -> tuple[Path, ...]:
    """Write one scoring workbook a person.

    The first page says how; each judged criterion has a page with a row a candidate, a cell for
    the score (drop-down: don't know, or 0 to 100), a cell for the reason, and the five anchors in
    words beside them; the last page asks the weights by swing. Labels are locked without a
    password, and so is a candidate on which the person is recused. In a later round the person's
    own earlier answers stand beside the cells.

    Parameters
    ----------
    case : Case
        The case, with a charter.
    folder : str or path-like
        Where to; made if it is not there.
    people : iterable of str, optional
        Tokens; by default everybody on the panel.
    round : int
        The round, from 1.
    weights : bool, optional
        Whether the weights are asked as well; by default only where every cell is asked.
    cells : DataFrame or iterable of (candidate, criterion), optional
        The cells to ask about, such as those that were discussed; by default all.

    Returns
    -------
    tuple of Path
        The workbooks, in the order of the table of people. The same case gives the same bytes.

    Raises
    ------
    InputError
        If a token or a cell is unknown, there is nothing to ask, or a file of that name is there
        already and is not the same blank sheet.

    Examples
    --------
    >>> import tempfile
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("short"))
    >>> [p.name for p in write_excel_sheets(case, tempfile.mkdtemp(), people=["S03"])]
    ['sheet-03-S03-round-1.xlsx']
    """
    asked = ask(case, people, round, weights, cells)
    return keep(folder, {f"{one.stem}.xlsx": _workbook(one) for one in asked})


def _workbook(asked: Asked) -> bytes:
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": MADE, "title": f"Scoring sheet. {asked.label}"})
        book.set_size(2400, 1600)
        writers = {look: CellWriter(book, **form) for look, form in _LOOKS.items()}
        blanks = {look: book.add_format(form) for look, form in _LOOKS.items()}
        made = _Book(book, writers, blanks, asked)
        _front(made)
        for number, scale in enumerate(asked.scales, start=1):
            _scoring(made, number, scale)
        if asked.steps:
            _weighing(made)
        _lists(made)
    return file.getvalue()


def _front(made: _Book) -> None:
    asked, sheet = made.asked, made.book.add_worksheet(FIRST)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 100)
    made.row(sheet, 0, [(f"Scoring sheet: {asked.title}", "title")])
    pages = len(asked.scales) + bool(asked.steps)
    facts = (FORM, asked.number, shown(asked.person), asked.round, asked.version, pages, asked.rows)
    at = 2
    for label, fact in zip(FACTS, facts, strict=True):
        made.row(sheet, at, [(label, "label"), (fact, "label")])
        at += 1
    words = [asked.notice, *how_to_score(asked), *_how_to_fill_in(asked)]
    for number, line in enumerate(filter(None, words), start=1):
        made.row(sheet, at + number, [("", "text"), (line, "text")])
    _finish(made, sheet, landscape=False)


def _how_to_fill_in(asked: Asked) -> tuple[str, ...]:
    return (
        f"There is a page for each criterion{', and one for the weights' if asked.steps else ''}: "
        "see the tabs below. Only the cells with a blue frame can be filled in; the Tab key leads "
        "from one to the next.",
        "Write figures, no formulas. Then save the workbook under its name as .xlsx and hand it "
        "back.",
    )


def _scoring(made: _Book, number: int, scale: Scale) -> None:
    asked = made.asked
    sheet = made.book.add_worksheet(_tab(number, scale.name))
    title = f"Criterion {number} of {len(asked.scales)}: {scale.name}"
    ends = {0: " (worst)", 100: " (best)"}
    anchors = [f"{level}{ends.get(level, '')}" for level, _ in scale.steps]
    again = _EARLIER if asked.round > 1 else ()
    headings = (CODE, "candidate", SCORE, WHY, *again, *anchors)
    top = _head(made, sheet, title, [scale.question], (MARK, shown(scale.code)), headings)
    rule = {
        "validate": "list",
        "source": f"={_LISTS}!$A$1:$A$102",
        "error_title": "Your score",
        "error_message": "Write 0 to 100 (a whole number), or choose don't know.",
    }
    place = headings.index(SCORE)
    for at, line in enumerate(scale.lines, start=top + 1):
        earlier = asked.earlier.get((line.code, scale.code))
        made.row(sheet, at, _score_row(line, scale, _earlier_cells(earlier) if again else []))
        if not line.barred:
            sheet.data_validation(at, place, at, place, rule)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    _finish(made, sheet)


def _score_row(line: Line, scale: Scale, earlier: list[Cell]) -> list[Cell]:
    name = f"{line.name}\n{line.description}" if line.description else line.name
    entry, why, label = ("recused",) * 3 if line.barred else ("entry", "why", "label")
    return [
        (shown(line.code), label),
        (name, label),
        (RECUSED if line.barred else "", entry),
        ("", why),
        *earlier,
        *((words, "anchor") for words in scale.anchors),
    ]


def _earlier_cells(earlier: Earlier | None) -> list[Cell]:
    told = earlier or Earlier("", "")
    return [(told.answer, "label"), (told.reason, "label")]


def _weighing(made: _Book) -> None:
    asked, sheet = made.asked, made.book.add_worksheet(WEIGHTS_MARK)
    again = _EARLIER if asked.round > 1 else ()
    headings = (CODE, "criterion", "worst (0)", "best (100)", ORDER, POINTS, WHY, *again)
    top = _head(made, sheet, "Which step matters most?", WEIGHTS, (WEIGHTS_MARK, ""), headings)
    for at, step in enumerate(asked.steps, start=top + 1):
        earlier = asked.earlier.get((None, step.code))
        made.row(sheet, at, _weight_row(step, _earlier_cells(earlier) if again else []))
    rules = {
        ORDER: (f"$A$3:$A${2 + len(asked.steps)}", "Write 1 for the step you put first, then 2..."),
        POINTS: ("$A$2:$A$102", "Write 0 to 100 (a whole number)."),
    }
    for column, (cells, said) in rules.items():
        rule = {"validate": "list", "source": f"={_LISTS}!{cells}", "error_message": said}
        place = headings.index(column)
        sheet.data_validation(top + 1, place, top + len(asked.steps), place, rule)
    _finish(made, sheet)


def _weight_row(step: Step, earlier: list[Cell]) -> list[Cell]:
    words = [(shown(step.code), "label"), (step.name, "label")]
    ends = [(step.worst, "anchor"), (step.best, "anchor")]
    return [*words, *ends, ("", "entry"), ("", "entry"), ("", "why"), *earlier]


def _head(
    made: _Book,
    sheet: Worksheet,
    title: str,
    words: Sequence[str],
    mark: tuple[str, str],
    headings: Sequence[str],
) -> int:
    """Write what stands above the rows of a page; give the row of the headings, from 0."""
    made.row(sheet, 0, [(title, "title")])
    for at, line in enumerate(words, start=1):
        sheet.merge_range(at, 0, at, len(headings) - 1, "")
        made.row(sheet, at, [(line, "text")])
        sheet.set_row(at, 20 if len(words) == 1 else 34)
    top = len(words) + 2
    made.row(sheet, top - 1, [(mark[0], "lead"), (mark[1], "lead"), (made.asked.label, "lead")])
    made.row(sheet, top, [(name, "heading") for name in headings])
    for place, name in enumerate(headings):
        sheet.set_column(place, place, _WIDTHS.get(name, _ANCHOR_WIDTH))
    return top


def _lists(made: _Book) -> None:
    """Hold the entries that the drop-downs offer; nobody needs to see this page."""
    sheet = made.book.add_worksheet(_LISTS)
    sheet.write_column(0, 0, [DONT_KNOW, *range(101)])
    sheet.protect()
    sheet.very_hidden()


def _finish(made: _Book, sheet: Worksheet, landscape: bool = True) -> None:
    """Lock what is no entry, and set the page up for printing."""
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{made.asked.label.replace('&', '&&')[:200]}&RPage &P of &N")
    if landscape:
        sheet.set_landscape()


def _tab(number: int, name: str) -> str:
    """Name a page: its number makes it unlike every other, whatever the criterion is called."""
    words = " ".join(re.sub(r"[^\w -]", " ", name).split())
    while len(words.encode("utf-16-le")) > 2 * 24:  # Excel counts so, and takes 31
        words = words[:-1]
    return f"{number} {words}".strip()

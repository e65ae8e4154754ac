"""How are users and suppliers asked whether outside help helped? Forms in Excel, out and back in.

One workbook a person and need. Its labels are locked without a password; only the answer and the
remark can be filled in. What comes back is checked whole: every fault of every form at once.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.competencies.route_records import LEVELS, ROUTE_TABLES, RouteTables, missing
from wcc_prioritise.competencies.survey import BOTH
from wcc_prioritise.exports.content import clean
from wcc_prioritise.exports.writing import write_whole
from wcc_prioritise.tables import Fault, InputError, near_miss
from wcc_prioritise.tables.faults import quoted
from wcc_prioritise.tables.fields import DONT_KNOW
from wcc_prioritise.tables.layouts import Sheet, Unreadable
from wcc_prioritise.tables.layouts import clean as cell_of
from wcc_prioritise.tables.workbooks import read_workbook
from wcc_prioritise.tables.writing import MADE, CellWriter

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FORM = "survey of outside help, form 1"
"""Says that a workbook is such a form; the number rises when its layout changes."""

PAGE = "Survey"
FACTS = ("Form", "Year", "Need", "Person", "Version")
"""What the form says of itself, one row each: label in column A, value in column B."""

HEADINGS = ("code", "question", "your answer", "remark", *(f"{level}" for level in LEVELS))
TOP = len(FACTS) + 4
"""Row of the headings, from 0."""

HOW = (
    "Fill in the cells with a blue frame, and no others. For each question choose the level whose "
    "words come nearest (you may write a figure between two levels), or don't know. Leave blank "
    "what you do not want to answer. Save under the same name and hand it back. Nobody is named, "
    "and no figure of fewer than three people is shown to anybody."
)

_AGAIN = "Ask for the form again, or copy the answers into a fresh one."
_ANSWERS = tuple(ROUTE_TABLES["survey_answers"].model_fields)
_WIDTHS = (9, 32, 13, 26, *(15 for _ in LEVELS))
_TEXT = {"text_wrap": True, "valign": "top", "font_name": "Arial", "font_size": 11}
_FRAME = {"border": 1, "border_color": "#AEB7BD"}
_LOOKS = {
    "title": _TEXT | {"bold": True, "font_size": 15, "text_wrap": False},
    "text": _TEXT,
    "label": _TEXT | _FRAME | {"bg_color": "#E8EDEE"},
    "heading": _TEXT | _FRAME | {"bold": True, "bg_color": "#005EB8", "font_color": "#FFFFFF"},
    "entry": _TEXT
    | {"locked": False, "border": 2, "border_color": "#005EB8", "align": "center"},
    "remark": _TEXT | {"locked": False, "border": 2, "border_color": "#005EB8", "num_format": "@"},
}  # fmt: skip


@dataclass(frozen=True)
class _Asked:
    """One person asked about one need: the questions of their side."""

    year: str
    need: str
    name: str
    person: str
    notice: str
    questions: tuple[Mapping[str, object], ...]

    @property
    def file(self) -> str:
        """Name of the form; whatever no file may be called is left out."""
        parts = (re.sub(r"[^\w.-]+", "-", part) for part in (self.need, self.year, self.person))
        return f"survey-{'-'.join(parts)}.xlsx"

    @property
    def version(self) -> str:
        """Fingerprint of the questions asked: a form with other questions is another form."""
        said = repr([sorted((k, str(v)) for k, v in row.items()) for row in self.questions])
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def facts(self) -> dict[str, str]:
        """What the form says of itself."""
        values = (FORM, self.year, self.need, self.person, self.version)
        return dict(zip(FACTS, values, strict=True))


def write_survey_forms(
    folder: str | os.PathLike, known_of: RouteTables, year: str
) -> tuple[Path, ...]:
    """Write a form for everybody who is asked in a year.

    Parameters
    ----------
    folder : str or path-like
        Where to; made if it is not there.
    known_of : RouteTables
        With questions, and people to ask.
    year : str
        The year, as the tables write it.

    Returns
    -------
    tuple of Path
        The forms, one a person and need. The same tables give the same bytes.

    Raises
    ------
    InputError
        If nobody is asked in that year, there are no questions, a form of that name is there
        already and is no longer blank, or the place cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import read_routes
    >>> known_of = read_routes(wcc.sample("competencies"))
    >>> [path.name for path in write_survey_forms(tempfile.mkdtemp(), known_of, "2008/09")][:2]
    ['survey-5.1-2008-09-U1.xlsx', 'survey-5.1-2008-09-U2.xlsx']
    """
    asked = _asked(known_of, year)
    _refuse_same_names(asked)
    forms = {Path(folder) / one.file: _form(one) for one in asked}
    taken = [path for path, form in forms.items() if _differs(path, form)]
    if taken:
        found, do = "a form that is no longer blank", "Write into another folder."
        raise InputError(Fault(path.name, None, None, found, "", do) for path in taken)
    return tuple(write_whole(path, form) for path, form in forms.items())


def _refuse_same_names(asked: list[_Asked]) -> None:
    """Refuse codes so alike that one form would take the place of another."""
    first: dict[str, _Asked] = {}
    for one in asked:
        other = first.setdefault(one.file.casefold(), one)
        if other is not one:
            raise InputError.of(
                where="survey_people",
                found=f"{one.person!r} and {other.person!r}, whose forms would have one name",
                allowed="codes that differ in their letters and figures",
                do="Give one of the two another code.",
            )


def _differs(path: Path, form: bytes) -> bool:
    try:
        return path.exists() and path.read_bytes() != form
    except OSError:
        return True


def _asked(known_of: RouteTables, year: str) -> list[_Asked]:
    people, questions = known_of["survey_people"], known_of["survey_questions"]
    if questions.empty:
        raise _nothing("survey_questions", "no questions", "at least one", None)
    people = people[people["year"] == year]
    if people.empty:
        years = sorted(set(known_of["survey_people"]["year"]))
        allowed = f"a year of the table: {', '.join(years) or 'it is empty'}"
        near = near_miss(year, years)
        raise _nothing("survey_people", f"nobody to ask in {quoted(year)}", allowed, near)
    made = []
    for row in people.to_dict("records"):
        need = known_of.need(row["need"])
        own = questions[questions["asked_of"].isin((BOTH, row["side"]))]
        notice = "" if missing(need["notice"]) else need["notice"]
        own = tuple(own.to_dict("records"))
        made.append(_Asked(year, row["need"], need["name"], row["person"], notice, own))
    return made


def _nothing(where: str, found: str, allowed: str, near: str | None) -> InputError:
    do = f"Did you mean {near!r}?" if near else "Fill in the table."
    return InputError.of(where=where, found=found, allowed=allowed, do=do)


# ---- out ----------------------------------------------------------------------------------------


def _form(asked: _Asked) -> bytes:
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": MADE, "title": "Survey of outside help"})
        writers = {look: CellWriter(book, **form) for look, form in _LOOKS.items()}
        blanks = {look: book.add_format(_LOOKS[look]) for look in ("entry", "remark")}
        sheet = book.add_worksheet(PAGE)
        _head(sheet, writers, asked)
        for at, row in enumerate(asked.questions, start=TOP + 1):
            _question(sheet, writers, at, row)
            for place, look in ((2, "entry"), (3, "remark")):
                sheet.write_blank(at, place, None, blanks[look])
        _finish(sheet, len(asked.questions))
    return file.getvalue()


def _head(sheet: Worksheet, writers: Mapping[str, CellWriter], asked: _Asked) -> None:
    title = f"Did the help with {clean(asked.name)} help?"
    writers["title"].write(sheet, 0, 0, title)
    writers["title"].write(sheet, 1, 0, clean(asked.notice) or None)
    for at, (label, fact) in enumerate(asked.facts.items(), start=2):
        writers["label"].write(sheet, at, 0, label)
        writers["label"].write(sheet, at, 1, clean(fact))
    sheet.merge_range(TOP - 1, 0, TOP - 1, len(HEADINGS) - 1, "")
    writers["text"].write(sheet, TOP - 1, 0, HOW)
    sheet.set_row(TOP - 1, 34)
    for place, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        writers["heading"].write(sheet, TOP, place, heading)
        sheet.set_column(place, place, width)


def _question(
    sheet: Worksheet, writers: Mapping[str, CellWriter], at: int, row: Mapping[str, object]
) -> None:
    """Write a question with the words of its five levels."""
    cells = {0: row["question"], 1: row["words"]}
    cells |= {place: row[f"anchor_{level}"] for place, level in enumerate(LEVELS, start=4)}
    for place, text in cells.items():
        writers["label"].write(sheet, at, place, clean(text))


def _finish(sheet: Worksheet, many: int) -> None:
    """Offer the answers, lock what is no entry, and set the page up for printing."""
    rule = {
        "validate": "list",
        "source": [*map(str, LEVELS), DONT_KNOW],
        "error_type": "warning",
        "error_title": "Your answer",
        "error_message": "Choose a level, or don't know; a figure between 0 and 100 will do too.",
    }
    sheet.data_validation(TOP + 1, 2, TOP + many, 2, rule)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.freeze_panes(TOP + 1, 0)
    sheet.repeat_rows(TOP)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)


# ---- back in ------------------------------------------------------------------------------------


def read_survey_forms(folder: str | os.PathLike, known_of: RouteTables, year: str) -> pd.DataFrame:
    """What did the forms bring back?

    Parameters
    ----------
    folder : str or path-like
        The folder with the forms; other files in it are left alone.
    known_of : RouteTables
        The tables that the forms were written from.
    year : str
        The year, as the tables write it.

    Returns
    -------
    DataFrame
        Rows of the table `survey_answers`: a missing score is a "don't know", a question left
        blank has no row. Whoever has not handed a form back has no rows.

    Raises
    ------
    InputError
        If anything is wrong: every fault of every form at once, and nothing is read.
    """
    place = Path(folder)
    paths = sorted(path for path in place.glob("*.xlsx") if not path.name.startswith(("~", ".")))
    if not paths:
        raise InputError.of(
            where=place.name,
            found="no form",
            allowed="a folder with the forms that came back (.xlsx)",
            do="Put the forms into one folder, and give its path.",
        )
    asked = {(clean(one.need), clean(one.person)): one for one in _asked(known_of, year)}
    faults: list[Fault] = []
    came: dict[tuple, str] = {}
    rows: list[dict] = []
    for path in paths:
        try:
            one, sheet = _opened(path, asked, year)
        except InputError as error:
            faults += [_in_file(path, fault) for fault in error.faults]
            continue
        if first := came.get((one.need, one.person)):
            found = f"a second form of {one.person} for {one.need}; the first is {first}"
            faults.append(Fault(path.name, None, None, found, "one", "Keep the one that counts."))
            continue
        came[(one.need, one.person)] = path.name
        more, wrong = _answers(path, one, sheet)
        rows += more
        faults += wrong
    if faults:
        raise InputError(faults)
    return _frame(rows)


def _in_file(path: Path, fault: Fault) -> Fault:
    if fault.where == path.name:
        return fault
    where = f"{path.name}, {fault.where}" if fault.where else path.name
    return Fault(where, fault.row, fault.column, fault.found, fault.allowed, fault.do)


def _opened(path: Path, asked: Mapping[tuple, _Asked], year: str) -> tuple[_Asked, Sheet]:
    """Open a form and say whose it is, or refuse what is none of ours."""
    sheets, faults = read_workbook(path, lambda names: [n for n in names if n == PAGE])
    if faults:
        raise InputError(faults)
    sheet = sheets.get(PAGE)
    facts = {} if sheet is None else _facts(sheet)
    if facts.get("Form") != FORM:
        raise _refused(path, "a workbook that is no form of this survey", "", _AGAIN)
    one = asked.get((facts.get("Need"), facts.get("Person")))
    if facts.get("Year") != clean(year) or one is None:
        found = f"a form of {facts.get('Person')} for {facts.get('Need')}, {facts.get('Year')}"
        allowed = f"forms of those who are asked in {year}"
        raise _refused(path, found, allowed, "Take it out, or add the person to survey_people.")
    if facts.get("Version") != one.version:
        raise _refused(path, "a form with other questions than ours", "", _AGAIN)
    return one, sheet


def _refused(path: Path, found: str, allowed: str, do: str) -> InputError:
    return InputError.of(where=path.name, found=found, allowed=allowed, do=do)


def _at(sheet: Sheet, row: int, place: int) -> object:
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    return cell_of(cells[place]) if place < len(cells) else None


def _facts(sheet: Sheet) -> dict[str, str]:
    found = ((_at(sheet, row, 0), _at(sheet, row, 1)) for row in range(2, 2 + len(FACTS)))
    return {str(label): _text(value) for label, value in found if label in FACTS}


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, Unreadable) else str(value)


def _answers(path: Path, one: _Asked, sheet: Sheet) -> tuple[list[dict], list[Fault]]:
    """Read the answers of a form, row by row; each is checked as the table would."""
    where = f"{path.name}, sheet {PAGE}"
    codes = [clean(row["question"]) for row in one.questions]
    held = [_text(_at(sheet, row, 0)) for row in range(TOP + 1, max(len(sheet.rows), TOP + 1))]
    while held and not held[-1]:
        held.pop()
    if held != codes:
        found = f"the questions {', '.join(held) or 'none'}"
        return [], [Fault(where, TOP + 2, "code", found, ", ".join(codes), _AGAIN)]
    rows, faults = [], []
    for at, question in enumerate(one.questions, start=TOP + 1):
        given = {"score": _at(sheet, at, 2), "remark": _at(sheet, at, 3)}
        wrong = [*_unreadable(where, at, given), *_wrong(where, at, given)]
        faults += wrong
        if not wrong and given["score"] is not None:
            start = (one.year, one.need, one.person, question["question"])
            named = dict(zip(_ANSWERS, start, strict=False))
            rows.append(named | given)
    return rows, faults


def _unreadable(where: str, at: int, given: Mapping[str, object]) -> Iterator[Fault]:
    for name, value in given.items():
        if isinstance(value, Unreadable):
            yield Fault(where, at + 1, _heading(name), value.found, "", value.do)


def _wrong(where: str, at: int, given: Mapping[str, object]) -> Iterator[Fault]:
    """Check an answer as the table does."""
    from pydantic import ValidationError

    score, remark = given["score"], given["remark"]
    if isinstance(score, Unreadable):
        return
    if score is None:
        if remark is not None and not isinstance(remark, Unreadable):
            found, do = "a remark without an answer", "Choose an answer, or don't know."
            yield Fault(where, at + 1, _heading("score"), found, "an answer beside it", do)
        return
    record = ROUTE_TABLES["survey_answers"]
    try:
        record(year="-", need="-", person="-", question="-", score=score)
    except ValidationError:
        allowed = f"a number from 0 to 100, or {DONT_KNOW}"
        do = "Choose an answer from the list."
        yield Fault(where, at + 1, _heading("score"), quoted(score), allowed, do)


def _heading(name: str) -> str:
    return {"score": HEADINGS[2], "remark": HEADINGS[3]}[name]


def _frame(rows: list[dict]) -> pd.DataFrame:
    """Put the answers into a table, typed as every table is."""
    from wcc_prioritise.tables.frames import frame_of

    record = ROUTE_TABLES["survey_answers"]
    return frame_of(record, [record(**row) for row in rows], {})

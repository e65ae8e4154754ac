"""Which kinds of entry are there, and what does one say? Kind words to records and back.

An entry of a kind is one record of the schema: `score`, `swing`, `voice group`; an act has the name
of the act: `note`, `reveal`. Its body is the record as JSON; a field that is blank is left out.
"""

from __future__ import annotations

import datetime
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

import pandas as pd
from pydantic import ValidationError

from wcc_prioritise.schema import ACTS, EXTRA_COLUMNS, TABLES, Record
from wcc_prioritise.tables import InputError, check_frame, near_miss
from wcc_prioritise.tables.faults import Fault, quoted
from wcc_prioritise.tables.fields import DONT_KNOW, allowed_words, kind_of
from wcc_prioritise.tables.grids import NO_COLUMN
from wcc_prioritise.tables.layouts import clean

NOT_ENTERED = "Nothing was entered. To put right:"
"""The first line where an entry is refused."""

NOT_SHOWN = "Nothing can be shown. To put right:"
"""The first line where a question to the record is refused."""


def _words(record: type[Record]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", record.__name__).lower()


KINDS: dict[str, str] = {
    **{_words(record): table for table, record in TABLES.items() if table != "acts"},
    **dict.fromkeys(ACTS, "acts"),
}
"""Kind of entry -> the table whose row it is."""

OWN_CALL = {
    "undo": "undo()",
    "redo": "redo()",
    "freeze": "freeze()",
    "sign-off": "sign_off()",
    "name checked": "name_checked()",
    "calculation": "calculation()",
}
"""Kinds that are entered through a call of their own, which knows what must stand in them."""

WHOLE = ("scores", "swings", "agreements", "interests", "measures", "gates")
"""Tables whose new row stands alone; elsewhere a field left out keeps what it was."""

Cells = dict[str, object]


def refusal(*faults: Fault) -> InputError:
    """Give the error for an entry that is not taken."""
    return InputError(faults, NOT_ENTERED)


def refuse(where: str, found: str, allowed: str, do: str, column: str | None = None) -> InputError:
    """Give the error for one thing that is wrong with an entry."""
    return refusal(Fault(where, None, column, found, allowed, do))


def unknown_code(code: object, what: str, known: Iterable[str]) -> InputError:
    """Give the error for a question about a code that the record does not have."""
    codes = sorted(known)
    near = near_miss(code, codes)
    do = f"Did you mean {near!r}?" if near else "Correct the code."
    allowed = f"a code of {what}: {', '.join(codes)}"
    return InputError([Fault("", None, None, quoted(code), allowed, do)], NOT_SHOWN)


def number_of(entry: object) -> int | None:
    """Give the number of an entry as a plain whole number; None where it is none.

    Examples
    --------
    >>> number_of(3), number_of(3.0), number_of(True), number_of("3")
    (3, 3, None, None)
    """
    if isinstance(entry, float) and entry.is_integer():
        entry = int(entry)
    try:
        return None if isinstance(entry, bool) else operator.index(entry)
    except TypeError:
        return None


def table_of(kind: str, heading: str = NOT_ENTERED) -> str:
    """Which table does an entry of this kind belong to?

    Raises
    ------
    InputError
        If there is no such kind.

    Examples
    --------
    >>> table_of("voice group"), table_of("parking lot")
    ('voice_groups', 'acts')
    """
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind]
    near = near_miss(kind, KINDS)
    do = f"Did you mean {near!r}?" if near else "Choose one of them."
    allowed = "one of: " + ", ".join(KINDS)
    raise InputError([Fault("", None, None, f"a kind {quoted(kind)}", allowed, do)], heading)


def text_of(value: object, column: str, kind: str) -> str:
    """Give who typed it as clean text; a blank is refused."""
    text = maybe_text(value)
    if text is None:
        do = "Say by whom: a role or a token."
        raise refuse(kind, "blank", "who entered it", do, column)
    return text


def maybe_text(value: object) -> str | None:
    r"""Give a text as every cell is kept: spaces made single, what nobody sees left out.

    Examples
    --------
    >>> maybe_text(" two\nlines\x00 "), maybe_text("  ")
    ('two lines', None)
    """
    cell = clean(value)
    return None if cell is None else " ".join(str(cell).split()) or None


def checked(kind: str, fields: Mapping[str, object]) -> Cells:
    """Is this what the schema allows for the kind?

    Parameters
    ----------
    kind : str
        Kind of entry.
    fields : mapping
        What was given, by field; a score of None is a "don't know", as in every frame.

    Returns
    -------
    dict
        Every field of the record, and further number columns that were given; None is blank.

    Raises
    ------
    InputError
        With every fault, in the words of the tables.
    """
    table = table_of(kind)
    record = TABLES[table]
    given = {**fields, "act": kind} if table == "acts" else dict(fields)
    if given.keys() <= record.model_fields.keys():
        scores = score_fields(table)
        cells = {name: _cell(value, name in scores) for name, value in given.items()}
        try:
            model = record(**{name: cell for name, cell in cells.items() if cell is not None})
        except ValidationError:
            pass  # told below, in the words of the tables
        else:
            return {name: getattr(model, name) for name in record.model_fields}
    return _told(kind, table, given)


def _cell(value: object, is_score: bool) -> object:
    cell = clean(value)
    return DONT_KNOW if is_score and cell is None and not isinstance(value, str) else cell


@cache
def score_fields(table: str) -> frozenset[str]:
    """Which fields of a table take "don't know"?"""
    fields = TABLES[table].model_fields.items()
    return frozenset(name for name, field in fields if kind_of(field) == "score")


def _told(kind: str, table: str, given: Cells) -> Cells:
    """Check the long way, which knows every word for what is wrong, and further columns."""
    record, extra = TABLES[table], EXTRA_COLUMNS.get(table)
    frame = pd.DataFrame([list(given.values())], columns=list(map(str, given)), dtype=object)
    read, faults = check_frame(table, frame, kind)
    if faults:
        raise refusal(*(_of_an_entry(fault) for fault in faults))
    if read.frame.empty:
        name = record.blank_row_without or next(iter(record.model_fields))
        allowed = allowed_words(record.model_fields[name])
        raise refuse(kind, "blank", allowed, "Say what is to be entered.", name)
    (said,) = read.frame.astype(object).to_dict("records")
    row = {name: None if _missing(cell) else cell for name, cell in said.items()}
    return {n: c for n, c in row.items() if c is not None or not (extra and n.startswith(extra))}


def _of_an_entry(fault: Fault) -> Fault:
    """Say a fault as of an entry, which has no rows, and no columns that could be added."""
    found, do = fault.found, fault.do
    if found == NO_COLUMN:
        found, do = "nothing", f"Say it: give {fault.column}."
    return Fault(fault.where, None, fault.column, found, fault.allowed, do)


def _missing(cell: object) -> bool:
    return cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell)


def body_of(table: str, row: Mapping[str, object]) -> Cells:
    """Write a row as the body of an entry: what JSON can hold, blank fields left out.

    Examples
    --------
    >>> body_of("scores", {"person": "S01", "score": None, "reason": None, "round": 1})
    {'person': 'S01', 'score': "don't know", 'round': 1}
    """
    scores, body = score_fields(table), {}
    for name, cell in row.items():
        if name in scores:
            body[name] = DONT_KNOW if _missing(cell) else _plain(cell)
        elif not (_missing(cell) or name == "act" or (isinstance(cell, tuple) and not cell)):
            body[name] = _plain(cell)
    return body


def _plain(cell: object) -> object:
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return list(cell)
    if hasattr(cell, "item"):  # a number of numpy
        cell = cell.item()
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


@cache
def readers(table: str) -> tuple[tuple[str, Callable[[object], object]], ...]:
    """Which fields does JSON not hold as the table does, and how is each read back?"""
    by_kind = {"date": datetime.date.fromisoformat, "list": tuple, "score": _score}
    fields = TABLES[table].model_fields.items()
    return tuple((n, by_kind[kind_of(f)]) for n, f in fields if kind_of(f) in by_kind)


def _score(cell: object) -> object:
    return None if cell == DONT_KNOW else cell


def key_of(table: str, row: Mapping[str, object]) -> tuple | None:
    """What tells this row from the others of its table? None where every entry is a row."""
    if table == "charter":
        return ("charter",)
    return tuple(row.get(name) for name in TABLES[table].key) or None


def code_of(table: str) -> tuple[str, str] | None:
    """Which field may be left blank for the workshop to fill in, and with which letter?

    Examples
    --------
    >>> code_of("promises"), code_of("scores")
    (('promise', 'R'), None)
    """
    if table not in ("ideas", "promises", "comments", "decisions", "calculations", "challenges"):
        return None
    (name,) = TABLES[table].key
    return name, TABLES[table].model_fields[name].json_schema_extra["example"][0]

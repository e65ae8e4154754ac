"""How is a table or a text written that stands in a pack of files?"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from wcc_prioritise.exports.content import clean
from wcc_prioritise.exports.wording import missing
from wcc_prioritise.tables.csv_files import APOSTROPHE, RUNS
from wcc_prioritise.tables.writing import plain

Say = Callable[[object], str]


def csv_file(columns: Iterable[str], rows: Iterable[Iterable[object]], say: Say = clean) -> bytes:
    r"""Give a table as a CSV file of which a spreadsheet shows every sign and runs nothing.

    Parameters
    ----------
    columns : iterable of str
        Headings.
    rows : iterable of iterable
        Cells; numbers are written in full, what is missing is blank.
    say : callable
        Gives a text as it may leave the room.

    Examples
    --------
    >>> csv_file(("name", "worth"), [("=A1", 1.5), (None, 2.0)]).decode("utf-8-sig")
    "name,worth\n'=A1,1.5\n,2\n"
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [_cell(cell, say) for cell in row] for row in (columns, *rows)
    )
    return out.getvalue().encode("utf-8-sig")


def _cell(cell: object, say: Say) -> str:
    if missing(cell):
        return ""
    held = plain(cell)
    if isinstance(held, str):
        held = say(held)
        return APOSTROPHE + held if RUNS.match(held) else held
    return repr(held) if isinstance(held, (int, float)) else str(held)


def text_file(heading: str, *parts: str, say: Say = clean) -> bytes:
    """Give a heading and paragraphs as plain text, every line as it may leave the room."""
    line = "=" * min(len(heading), 80)
    said = ["\n".join(map(say, part.split("\n"))) for part in parts if part]
    return ("\n\n".join([f"{heading}\n{line}", *said]) + "\n").encode("utf-8")


def bullets(items: Iterable[str], otherwise: str = "none") -> str:
    """Give a list as plain text, one item a line."""
    return "\n".join(f"* {item}" for item in items) or f"* {otherwise}"

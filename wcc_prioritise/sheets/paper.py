"""How does a scoring sheet look on paper? Pages to print, and a form to type them into."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from wcc_prioritise.case import Case
from wcc_prioritise.sheets.asked import RECUSED, Asked, Cells, ask, shown
from wcc_prioritise.sheets.files import draw, keep, part
from wcc_prioritise.sheets.read_typed import SCORE_COLUMNS, WEIGHT_COLUMNS
from wcc_prioritise.sheets.wording import WEIGHTS, how_to_score
from wcc_prioritise.tables.csv_files import APOSTROPHE, RUNS

_PLAIN = re.compile(r"[A-Za-z0-9 .,]")


def write_paper_sheets(
    case: Case,
    folder: str | os.PathLike,
    *,
    people: Iterable[str] | None = None,
    round: int = 1,
    weights: bool | None = None,
    cells: Cells | None = None,
    together: bool = True,
    large: bool = False,
) -> tuple[Path, ...]:
    """Write scoring sheets to print on A4, and the form to type them into.

    Every page says whose sheet it is, by its number and token, and of which round. The typing form
    has one row for each box on the paper, in the order of the paper, so that only the answers have
    to be typed.

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
    together : bool
        One file with all sheets, or one file a person.
    large : bool
        Large type (16 point and more).

    Returns
    -------
    tuple of Path
        The pages to print (.html), then the typing forms (.csv). The same case gives the same
        bytes.

    Raises
    ------
    InputError
        If a token or a cell is unknown, there is nothing to ask, or a file of that name is there
        already and holds anything else, such as a typing form that is filled in.

    Examples
    --------
    >>> import tempfile
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("short"))
    >>> [p.name for p in write_paper_sheets(case, tempfile.mkdtemp(), people=["S03"])]
    ['paper-round-1.html', 'typed-scores-round-1.csv', 'typed-weights-round-1.csv']
    """
    asked = ask(case, people, round, weights, cells)
    sheets = {f"paper-round-{round}.html": _pages(asked, large)}
    if not together:
        sheets = {f"{one.stem}-paper.html": _pages([one], large) for one in asked}
    sheets[f"typed-scores-round-{round}.csv"] = _csv(SCORE_COLUMNS, _score_rows(asked))
    if any(one.steps for one in asked):
        sheets[f"typed-weights-round-{round}.csv"] = _csv(WEIGHT_COLUMNS, _weight_rows(asked))
    return keep(folder, sheets)


def _pages(asked: Sequence[Asked], large: bool) -> bytes:
    values = {
        "sheets": [{"asked": one, "how": how_to_score(one)} for one in asked],
        "weights": WEIGHTS,
        "recused": RECUSED,
        "large": large,
        "style": part("paper.css"),
        "feet": [_in_style(one.label) for one in asked],
        "notice": _in_style(asked[0].notice) if asked else "",
    }
    return draw("paper.html.j2", values)


def _in_style(text: str) -> str:
    r"""Write a text so that it stays a text between the quotation marks of a style sheet.

    Examples
    --------
    >>> _in_style("A</style>")
    'A\\00003c \\00002f style\\00003e '
    """
    return "".join(c if _PLAIN.match(c) else f"\\{ord(c):06x} " for c in text)


def _score_rows(asked: Sequence[Asked]) -> Iterable[tuple]:
    for one in asked:
        for scale in one.scales:
            for line in scale.lines:
                if not line.barred:
                    codes = (shown(line.code), shown(scale.code))
                    yield *_whose(one), *codes, "", ""


def _weight_rows(asked: Sequence[Asked]) -> Iterable[tuple]:
    for one in asked:
        for step in one.steps:
            yield *_whose(one), shown(step.code), "", "", ""


def _whose(asked: Asked) -> tuple[object, ...]:
    return asked.number, shown(asked.person), asked.round, asked.version


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _cell(cell: object) -> object:
    """Escape a text that a spreadsheet would run."""
    return APOSTROPHE + cell if isinstance(cell, str) and RUNS.match(cell) else cell

"""The verb: one paper from the results of one case, in Word or as a web page."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from wcc_prioritise.exports.content import Paper
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.paper import board_paper
from wcc_prioritise.exports.results import gather
from wcc_prioritise.exports.word import word_file
from wcc_prioritise.exports.writing import write_whole
from wcc_prioritise.tables import InputError

ENDINGS = {".docx": word_file, ".html": page_file}


def report(
    path: str | os.PathLike, *results: object, date: datetime.date | str | None = None
) -> Path:
    """What does the board read? A two-page summary, then everything behind it.

    The same results give the same bytes; nothing reads the clock.

    Parameters
    ----------
    path : str or path-like
        Where to write: a name that ends in .docx (Word) or .html (one file, complete in itself).
        A folder that does not exist is made; a file of that name is replaced whole.
    *results : Gaps, Appraisal, Ranking, Stress, Portfolio, FundedShare, Money, Programme or Ledger
        Results of one case, in any order, each kind once; and pictures of them, as
        `plots.picture` and `plots.own` give them. A step that is not given is said to be not done.
    date : date or str, optional
        Printed at the top; without it the paper has no date.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    InputError
        If the name has another ending, the results are of several cases or of one kind, or the file
        cannot be written, as when it is open in Word.

    Examples
    --------
    >>> import tempfile
    >>> import wcc_prioritise as wcc
    >>> ranking = wcc.rank(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report(f"{folder}/board-paper.html", ranking).name
    'board-paper.html'
    """
    where = checked_path(path, 'report("board-paper.docx", portfolio)')
    return write_paper(where, board_paper(gather(results), date))


def write_paper(where: Path, paper: Paper) -> Path:
    """Write a paper as the ending of its name says, whole or not at all."""
    return write_whole(where, ENDINGS[where.suffix.casefold()](paper))


def checked_path(path: str | os.PathLike, example: str) -> Path:
    """Refuse what is no path, or has an ending that nothing is written for.

    Parameters
    ----------
    path : str or path-like
        What was given.
    example : str
        How it is to be written.
    """
    if not isinstance(path, (str, os.PathLike)):
        raise InputError.of(
            found=f"a {type(path).__name__} where the path stands",
            allowed="a name that ends in .docx or .html, then the results",
            do=f"Write it so: {example}.",
        )
    where = Path(path)
    if where.suffix.casefold() not in ENDINGS:
        raise InputError.of(
            found=f"{where.suffix!r} at the end of {where.name!r}"
            if where.suffix
            else f"{where.name!r}",
            allowed="a name that ends in .docx (Word) or .html (a web page)",
            do="Give the name one of these two endings.",
        )
    return where

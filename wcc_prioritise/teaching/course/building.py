"""What do learners and trainers get? Two folders from one source."""

from __future__ import annotations

import json
from collections.abc import Callable
from os import PathLike
from pathlib import Path

from wcc_prioritise.case import sample
from wcc_prioritise.exports.writing import write_whole
from wcc_prioritise.tables import InputError, near_miss
from wcc_prioritise.teaching.checks import exercises
from wcc_prioritise.teaching.course.copies import Notebook
from wcc_prioritise.teaching.course.handed_out import lessons, with_data
from wcc_prioritise.teaching.course.leaks import leaks
from wcc_prioritise.teaching.course.papers import (
    cards,
    certificate,
    evaluation,
    guide,
    in_files,
    worksheets,
)
from wcc_prioritise.teaching.lessons import notebook
from wcc_prioritise.teaching.training_tables import Data

READERS = ("learner", "trainer")
"""Whom a copy may be for."""

GRID = "marking_grid.csv"
"""The table that only trainers get: it says what marks are given for."""

Progress = Callable[[str], object]


def build(
    reader: str,
    out: str | PathLike,
    *,
    data: str | PathLike | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write a copy of the course.

    Parameters
    ----------
    reader : str
        ``learner``: notebooks without answers or notes, worksheets for those without a computer,
        the evaluation form. ``trainer``: notebooks with both, the guide (timetables with cut lists,
        script, model answers, role-play, clinic, grids), slides, cards, form, certificate, tables.
    out : path-like
        A folder that does not exist or is empty.
    data : path-like, optional
        A folder with tables of your own area; every story, answer and check follows them.
    progress : callable, optional
        Called with what is made next.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    InputError
        If the reader is none of the two, the folder holds something, a table lacks something, or an
        answer would stand in a learner's copy.
    """
    _refuse_unknown(reader)
    folder = Path(out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.of(
            where=str(folder),
            found="a place that holds something",
            allowed="a new or empty folder",
            do="Give another name; nothing was written.",
        )
    making = _for_learners if reader == "learner" else _for_trainers
    made = making(data, progress or (lambda what: None))
    return [write_whole(folder / name, held) for name, held in made.items()]


def _refuse_unknown(reader: str) -> None:
    if reader not in READERS:
        near = near_miss(reader, READERS)
        raise InputError.of(
            found=f"a copy for {reader!r}",
            allowed="one of: " + ", ".join(READERS),
            do=f"Did you mean {near!r}?" if near else "Choose one of these.",
        )


def _for_learners(data: Data, progress: Progress) -> dict[str, bytes]:
    progress("notebooks")
    own = {} if data is None else _changed(data)
    data = data if own else None
    made = {f"notebooks/{name}": _stored(held) for name, held in lessons(data).items()}
    made |= {f"notebooks/data/{name}": held for name, held in own.items()}
    progress("worksheets")
    made |= in_files("worksheets", worksheets(data)) | in_files("evaluation", evaluation())
    made["READ-ME-FIRST.txt"] = FOR_LEARNERS.encode()
    progress("looking for answers")
    if found := leaks(made, data):
        raise InputError.of(
            found=found[0],
            allowed="a learner's copy without any answer",
            do="Change the words of your tables so that they don't spell the answer out.",
        )
    return made


def _for_trainers(data: Data, progress: Progress) -> dict[str, bytes]:
    from wcc_prioritise.teaching.course.deck import slides

    progress("notebooks")
    made = {f"notebooks/{name}": held for name, held in _with_answers(data).items()}
    made |= {f"notebooks/data/{name}": held for name, held in _tables(data).items()}
    for what, papers in (
        ("guide", guide),
        ("cards", lambda _: cards()),
        ("worksheets", worksheets),
        ("evaluation", lambda _: evaluation()),
        ("certificate", lambda _: certificate()),
    ):
        progress(what)
        made |= in_files(what, papers(data))
    progress("slides")
    made |= {"slides-half-day.pptx": slides("half day"), "slides-full-day.pptx": slides("full day")}
    made["READ-ME-FIRST.txt"] = FOR_TRAINERS.encode()
    return made


def _with_answers(data: Data) -> dict[str, bytes]:
    """Give the trainers' notebooks; they read the folder `data` beside them, to be changed."""
    return {
        f"{one.name}.ipynb": _stored(with_data(notebook(one.code, data), True))
        for one in exercises()
    }


def _tables(data: Data) -> dict[str, bytes]:
    """Give the tables as files: one's own where there are some, else those that are shipped."""
    names = [name for one in exercises() for name in one.data]
    names = list(dict.fromkeys([*names, GRID]))
    shipped, own = sample("training"), None if data is None else Path(data)
    found = {}
    for name in names:
        mine = own / name if own is not None else shipped / name
        found[name] = (mine if mine.exists() else shipped / name).read_bytes()
    return found


def _changed(data: str | PathLike) -> dict[str, bytes]:
    """Give the tables that differ from those shipped: some of the others hold answers."""
    shipped = _tables(None)
    own = {name: held for name, held in _tables(data).items() if held != shipped[name]}
    own.pop(GRID, None)
    return own


def _stored(held: Notebook) -> bytes:
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()


FOR_LEARNERS = """\
The course: choosing which care pathways to redesign. All figures are SYNTHETIC.

With a computer: open the folder `notebooks` in JupyterLab (wcc lab, or jupyter lab) and begin
with 00. Type what you expect before you run a cell; the run stays quiet until you have.

With a computer but without Jupyter: wcc course take X4 asks the same by text alone.

With paper: worksheets.docx or worksheets.html.

If a notebook breaks: wcc course reset NOTEBOOK puts it back and keeps what you typed.
Nothing needs the internet.
"""

FOR_TRAINERS = """\
The course, for trainers. All figures are SYNTHETIC.

Begin with guide.docx (or guide.html): half a day and a full day with what to say, what to expect,
and what to drop when you are late.

Before the day (about an hour): read the guide, print cards and worksheets, write a copy for
learners with `wcc course build --for learner FOLDER`, try three exercises.

The figures of your own area: change a table in notebooks/data, then
`wcc course build --for learner FOLDER --data notebooks/data`. Every answer and check follows.

Afterwards: put each learner's notebooks into a folder of their own; `wcc course results FOLDER`
says, outcome by outcome, what was understood. Nothing needs the internet.
"""

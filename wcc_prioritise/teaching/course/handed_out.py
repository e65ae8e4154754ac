"""Which notebooks are handed out? Those of the exercises, blank, for learners."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from wcc_prioritise.teaching.checks import exercises
from wcc_prioritise.teaching.course.copies import Notebook, learner_copy, source
from wcc_prioritise.teaching.lessons import notebook

NO_DATA, OWN_DATA = "data = None", 'data = "data"'
"""The line that says where figures come from: those shipped, or the folder beside the notebook."""


def lessons(data: str | PathLike | None = None, base: Path | None = None) -> dict[str, Notebook]:
    """Which notebooks do learners get?

    Parameters
    ----------
    data : path-like, optional
        A folder with tables of one's own; the notebooks then read the folder `data` beside them.
    base : Path, optional
        What a relative `data` is counted from.

    Returns
    -------
    dict
        Notebooks by file name, nothing run and nothing typed.
    """
    folder = None if data is None else Path(base or ".") / data
    return {
        f"{one.name}.ipynb": learner_copy(with_data(notebook(one.code, folder), data is not None))
        for one in exercises()
    }


def with_data(made: Notebook, own: bool) -> Notebook:
    """Let a notebook read the tables beside it, where there are some."""
    if not own:
        return made
    cells = [
        cell | {"source": source(cell).replace(NO_DATA, OWN_DATA, 1)}
        if cell["cell_type"] == "code"
        else cell
        for cell in made["cells"]
    ]
    return made | {"cells": cells}

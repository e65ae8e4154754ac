"""How does a learner begin again without losing what was typed?"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from wcc_prioritise.exports.writing import write_whole
from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching.course.copies import Notebook, retyped, source, typed_in
from wcc_prioritise.teaching.course.handed_out import lessons

KEPT = ".before-reset.ipynb"
"""Ending of the notebook as it was, which stays beside the new one."""

STEPS = ("predict", "run", "investigate", "modify", "make")
"""Steps of every exercise, in their order."""

_BROKEN = re.compile(r"""\.(predict|check)\(\s*["'](\w+)["']\s*,\s*(.*?)\s*\)?\s*$""", re.MULTILINE)


def reset(path: str | Path, step: str | None = None) -> Path:
    """Put a learner's notebook back as it was handed out, with what was typed in its place.

    Parameters
    ----------
    path : path-like
        The notebook; it may be broken, as long as it has its name.
    step : str, optional
        One of `STEPS`: everything before it is run, so that work goes on there. Without it nothing
        is run.

    Returns
    -------
    Path
        The notebook as it was before, which stays beside it.

    Raises
    ------
    InputError
        If it is none of the course's notebooks, the step has another name, or it can't be written.
    """
    path = Path(path)
    fresh = _shipped(path)
    if step is not None and step not in STEPS:
        raise InputError.of(
            found=f"step {step!r}", allowed="one of: " + ", ".join(STEPS), do="Choose one of these."
        )
    before = path.read_bytes()
    answers = _answers(before)
    for cell in fresh["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = retyped(source(cell), answers)
    if step is not None:
        fresh = _run_up_to(fresh, step, path.parent)
    kept = write_whole(_unused(path), before)
    write_whole(path, (json.dumps(fresh, ensure_ascii=False, indent=1) + "\n").encode())
    return kept


def _shipped(path: Path) -> Notebook:
    """Find the notebook of the course that has this name."""
    own = "data" if (path.parent / "data").is_dir() else None
    known = lessons(own, path.parent)
    if path.name not in known or not path.is_file():
        raise InputError.of(
            where=str(path),
            found="no notebook of the course" if path.is_file() else "no such file",
            allowed="a notebook that `wcc course build` wrote, under its own name",
            do="Give its path, such as notebooks/" + min(known, default="x01.ipynb"),
        )
    return known[path.name]


def _answers(before: bytes) -> dict[tuple[str, str], str]:
    """What was typed, by kind and exercise, as Python; also from a notebook that is broken."""
    text = before.decode("utf-8", errors="replace")
    try:
        notebook = json.loads(text)
        cells = [source(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
        whole = {(t.kind, t.code): repr(t.answer) for t in typed_in(notebook)}
    except (ValueError, KeyError, TypeError):
        try:
            cells = [json.loads(f'"{line}"') for line in re.findall(r'"((?:[^"\\]|\\.)*)"', text)]
        except ValueError:
            cells = []
        whole = {}
    for cell in cells:
        for kind, code, rest in _BROKEN.findall(cell):
            if (kind, code) not in whole and (typed := _as_typed(rest)):
                whole[kind, code] = repr(typed)
    return whole


def _as_typed(rest: str) -> object:
    """Read what stands after the code of an exercise, even where a quote is missing."""
    try:
        return ast.literal_eval(rest)
    except (ValueError, SyntaxError):
        return rest.strip("\"' )")


def _unused(path: Path) -> Path:
    """Give a name beside the notebook that is not taken."""
    stem, number = path.name.removesuffix(".ipynb"), 1
    while (kept := path.with_name(f"{stem}-{number}{KEPT}")).exists():
        number += 1
    return kept


def _run_up_to(notebook: Notebook, step: str, folder: Path) -> Notebook:
    """Run the cells that stand before a step, so that their outputs are there."""
    try:
        import nbformat
        from nbclient import NotebookClient
    except ImportError as absent:
        raise InputError.of(
            found="no Jupyter on this computer",
            allowed="what `pip install wcc-prioritise[workshop]` brings",
            do="Leave the step out: the notebook is reset, and run from the top by hand.",
        ) from absent
    place = next((n for n, cell in enumerate(notebook["cells"]) if _begins(cell, step)), 0)
    part = nbformat.from_dict(notebook | {"cells": notebook["cells"][:place]})
    NotebookClient(
        part, timeout=60, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    ).execute()
    done = json.loads(nbformat.writes(part))
    return notebook | {"cells": done["cells"] + notebook["cells"][place:]}


def _begins(cell: dict, step: str) -> bool:
    heading = source(cell).lstrip().split("\n", 1)[0].casefold()
    return cell["cell_type"] == "markdown" and heading == f"## {step}"

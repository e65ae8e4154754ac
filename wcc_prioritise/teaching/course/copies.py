"""What does a learner's copy of a notebook hold? Everything but the answers; and what was typed."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

Notebook = dict
"""A notebook as it is stored: JSON with cells."""

HIDDEN = {"solution", "trainer-note"}
"""Tags of cells that learners never get."""

ASKED = ("predict", "check")
"""Calls of `teaching` whose second argument a learner types."""


@dataclass(frozen=True)
class Typed:
    """Something that a learner typed into a notebook.

    Attributes
    ----------
    kind : str
        ``predict``, ``check``, or ``make`` for an answer to tables of the learner's own.
    code : str
        The exercise.
    answer : object
        What was typed: a text, a number or a list.
    """

    kind: str
    code: str
    answer: object


def learner_copy(notebook: Notebook) -> Notebook:
    """Make a learner's copy of a trainer's notebook.

    Parameters
    ----------
    notebook : dict
        As it is stored.

    Returns
    -------
    dict
        Without the cells for trainers, without any output, and with nothing typed.
    """
    copy = deepcopy(notebook)
    copy["cells"] = [_blank(cell) for cell in copy["cells"] if not HIDDEN & tags(cell)]
    return copy


def tags(cell: dict) -> set[str]:
    """Which tags does a cell have?"""
    return set(cell.get("metadata", {}).get("tags", ()))


def source(cell: dict) -> str:
    """What stands in a cell, as one text?"""
    return text if isinstance(text := cell["source"], str) else "".join(text)


def _blank(cell: dict) -> dict:
    if cell["cell_type"] != "code":
        return cell
    return cell | {"outputs": [], "execution_count": None, "source": untyped(source(cell))}


def untyped(code: str) -> str:
    """Take out what was typed into a cell.

    Examples
    --------
    >>> untyped('prediction = teaching.predict("X4", "A alone")')
    'prediction = teaching.predict("X4", "")'
    """
    return retyped(code, {})


def retyped(code: str, answers: Mapping[tuple[str, str], str]) -> str:
    """Put answers into the calls of a cell, as they are typed; a call without one is left empty.

    Parameters
    ----------
    code : str
        The cell.
    answers : mapping
        By kind and exercise: the source of the second argument.

    Examples
    --------
    >>> retyped('teaching.check("X4", "")', {("check", "X4"): '["B", "D"]'})
    'teaching.check("X4", ["B", "D"])'
    """
    lines = code.splitlines(keepends=True)
    for call in reversed(_calls(code)):
        place = call.args[1]
        if place.lineno != place.end_lineno:
            continue
        line = lines[place.lineno - 1].encode()  # the places are counted in bytes
        typed = answers.get((_kind(call), str(call.args[0].value)), '""').encode()
        whole = line[: place.col_offset] + typed + line[place.end_col_offset :]
        lines[place.lineno - 1] = whole.decode()
    return "".join(lines)


def typed_in(notebook: Notebook) -> list[Typed]:
    """What did a learner type? Empty answers aside; a cell that can't be read holds none."""
    found = [
        Typed(_kind(call), str(call.args[0].value), ast.literal_eval(call.args[1]))
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
        for call in _calls(source(cell))
    ]
    return [typed for typed in found if typed.answer not in ("", None)]


def _calls(code: str) -> list[ast.Call]:
    """Find the calls of `teaching` that somebody types into, in the order of the text."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _asks(node)]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def _kind(call: ast.Call) -> str:
    """Tell an answer to the learner's own tables, called `mine`, from one to those given."""
    own = any(isinstance(arg, ast.Name) and arg.id == "mine" for arg in call.args)
    return "make" if own else call.func.attr


def _asks(call: ast.Call) -> bool:
    named = isinstance(call.func, ast.Attribute) and call.func.attr in ASKED
    return named and len(call.args) >= 2 and all(map(_literal, call.args[:2]))


def _literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True
